//! The JSON that scripts rely on, apart from the types of the flow; offsets count Unicode code points.

pub(crate) mod account;
pub(crate) mod names;
