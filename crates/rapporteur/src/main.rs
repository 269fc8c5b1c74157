//! The program: commands over the flow of `account`.

fn main() {}
