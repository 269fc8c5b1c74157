//! Exports: what leaves the program, each format with its own types.

pub(crate) mod wire;
