//! The arithmetic of spaCy's networks, one layer a file.
//!
//! A layer is made from a [`crate::weights::Node`], which checks shapes; from then on a layer
//! trusts that the matrices it is given have the width it was made for.

mod hashembed;
mod layernorm;
mod linear;
mod matrix;
mod maxout;
mod precomputed;
mod window;

pub(crate) use hashembed::HashEmbed;
pub(crate) use layernorm::LayerNorm;
pub(crate) use linear::Linear;
pub(crate) use matrix::Matrix;
pub(crate) use maxout::Maxout;
pub(crate) use precomputed::{Lower, LowerCache};
pub(crate) use window::window;
