//! Exports: what leaves the program, each format with its own types.

pub(crate) mod html;
pub(crate) mod json;
pub(crate) mod markdown;
pub(crate) mod outline;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
pub(crate) mod text;
pub(crate) mod wire;
mod wrap;
