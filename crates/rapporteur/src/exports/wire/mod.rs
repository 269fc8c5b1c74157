//! The JSON that scripts rely on, apart from the types of the flow; offsets count Unicode code points.

pub(crate) mod account;
mod article;
mod coded;
pub(crate) mod names;
mod parts;
mod reading;
pub(crate) mod stories;

pub(crate) use article::article;
pub(crate) use coded::coded;
pub(crate) use reading::reading;

use super::clean::clean_json;

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
    let json = json(value)? + "\n";
    out.write_all(json.as_bytes())?;
    Ok(())
}

/// One value as JSON on one line; a terminal that shows it obeys none of its letters.
///
/// # Errors
/// A number that JSON cannot write.
pub(crate) fn json(value: &impl serde::Serialize) -> serde_json::Result<String> {
    serde_json::to_string(value).map(|json| clean_json(&json))
}
