//! The tasks of the work on the project itself.

fn main() {}
