//! What `code` writes of one pair.

use account::events::PairCoding;
use serde::Serialize;

/// The event between two given spans.
#[derive(Debug, Serialize)]
pub(crate) struct CodedJson<'a> {
    id: &'a serde_json::Value,
    r#type: &'static str,
    mode: Option<&'static str>,
    quad: u8,
    score: f64,
    status: &'static str,
    /// Nothing where no rule reads an event of that type in the text.
    rule: Option<String>,
    /// Whether the words alone decide on the type, as no rule reads an event of it.
    guess: bool,
    /// What speaks most for the type.
    reasons: Vec<String>,
}

/// The coding of the pair that came as `id`, ready to be written.
pub(crate) fn coded(id: &serde_json::Value, found: PairCoding) -> CodedJson<'_> {
    CodedJson {
        id,
        r#type: found.kind.as_str(),
        mode: found.mode,
        quad: found.kind.quad(),
        score: found.kind.score(found.mode),
        status: found.status.as_str(),
        guess: found.rule.is_empty(),
        reasons: found.reasons,
        rule: Some(found.rule).filter(|rule| !rule.is_empty()),
    }
}
