//! What the articles of an account tell differently, side by side.

use account::model::{Claim, Difference, DifferenceValue};
use serde::Serialize;

use super::super::names::name;
use super::evidence::{EvidenceJson, Texts};
use super::ids::{actor_id, article_ids};

#[derive(Debug, Serialize)]
pub(super) struct DifferenceJson<'a> {
    kind: String,
    relation: String,
    about: &'a str,
    values: Vec<ValueJson<'a>>,
}

#[derive(Debug, Serialize)]
struct ValueJson<'a> {
    value: &'a str,
    holder: Option<String>,
    origins: u32,
    articles: Vec<&'a str>,
    evidence: Vec<EvidenceJson<'a>>,
}

pub(super) fn difference<'a>(difference: &'a Difference, texts: &Texts<'a>) -> DifferenceJson<'a> {
    let value = |claim: &'a Claim<DifferenceValue>| {
        let told = claim.value();
        ValueJson {
            value: &told.value,
            holder: told.holder.map(actor_id),
            origins: told.origins,
            articles: article_ids(&told.articles),
            evidence: texts.evidence(claim.evidence()),
        }
    };
    DifferenceJson {
        kind: name(difference.kind),
        relation: name(difference.relation),
        about: &difference.about,
        values: difference.values.iter().map(value).collect(),
    }
}
