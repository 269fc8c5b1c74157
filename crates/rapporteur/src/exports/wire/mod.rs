//! The JSON that scripts rely on, apart from the types of the flow; offsets count Unicode code points.

pub(crate) mod account;
mod article;
mod coded;
pub(crate) mod names;
mod parts;
mod reading;
pub(crate) mod stories;

pub(crate) use article::article;
pub(crate) use coded::{CodedJson, coded};
pub(crate) use reading::reading;

/// Version of every JSON format; raised when a key changes its meaning.
pub(crate) const VERSION: u32 = 1;

/// Writes one value as a line of JSON.
///
/// # Errors
/// An output that takes no more.
pub(crate) fn line(
    out: &mut dyn std::io::Write,
    value: &impl serde::Serialize,
) -> anyhow::Result<()> {
    let mut json = serde_json::to_vec(value)?;
    json.push(b'\n');
    out.write_all(&json)?;
    Ok(())
}
