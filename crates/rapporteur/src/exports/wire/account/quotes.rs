//! The quotes of an account.

use account::model::{AccountQuote, Claim};
use serde::Serialize;

use super::super::names::name;
use super::evidence::{EvidenceJson, Texts};
use super::ids::{actor_id, quote_id};

#[derive(Debug, Serialize)]
pub(super) struct QuoteJson<'a> {
    id: String,
    speaker: Option<String>,
    speaker_name: Option<&'a str>,
    text: &'a str,
    kind: String,
    origins: u32,
    evidence: Vec<EvidenceJson<'a>>,
}

pub(super) fn quote<'a>(
    position: u32,
    claim: &'a Claim<AccountQuote>,
    texts: &Texts<'a>,
) -> QuoteJson<'a> {
    let quote = claim.value();
    QuoteJson {
        id: quote_id(position),
        speaker: quote.speaker.map(actor_id),
        speaker_name: quote.speaker_name.as_deref(),
        text: &quote.text,
        kind: name(quote.kind),
        origins: quote.origins,
        evidence: texts.evidence_of(&quote.text, claim.evidence()),
    }
}
