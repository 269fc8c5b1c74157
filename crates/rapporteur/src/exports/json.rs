//! JSON: accounts for programs, one line a story.

use account::model::{Account, Reading};

use super::wire;
use super::wire::account::AccountJson;

/// The line of one account, without the line break.
///
/// # Errors
/// A number that JSON cannot write.
pub(crate) fn render(account: &Account, readings: &[Reading]) -> serde_json::Result<String> {
    wire::json(&AccountJson::new(account, readings))
}
