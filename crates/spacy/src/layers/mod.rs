//! The arithmetic of spaCy's networks, one layer a file.
//!
//! A layer is made from a [`crate::weights::Node`], which checks shapes; from then on a layer
//! trusts that the matrices it is given have the width it was made for.

mod convolution;
mod hashembed;
mod linear;
mod matrix;
mod mixer;
mod precomputed;
mod static_vectors;
mod wide;

pub(crate) use convolution::Convolution;
pub(crate) use hashembed::HashEmbed;
pub(crate) use linear::Linear;
pub(crate) use matrix::{Matrix, Packed};
pub(crate) use mixer::{Finish, Mixer, Parts};
pub(crate) use precomputed::{Lower, LowerCache};
pub(crate) use static_vectors::{Embed, StaticVectors, Tables};
pub(crate) use wide::{Kernel, widest};
