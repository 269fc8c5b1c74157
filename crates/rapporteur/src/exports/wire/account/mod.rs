//! One account as JSON, and the same for what it is made of. `Account, [Reading] -> AccountJson`

mod actors;
mod articles;
mod differences;
mod events;
mod evidence;
mod ids;
mod quotes;

use account::model::*;
use serde::Serialize;

use super::VERSION;
use actors::{ActorJson, actor};
use articles::{AddsJson, ArticleJson, CopyJson, NoteJson, OriginJson};
use articles::{adds, article, copy, note, origin};
use differences::{DifferenceJson, difference};
use events::{DyadJson, EventJson, dyad, event};
use evidence::{EvidenceJson, Texts};
use quotes::{QuoteJson, quote};

/// One story, reported.
#[derive(Debug, Serialize)]
pub(crate) struct AccountJson<'a> {
    version: u32,
    story: StoryJson<'a>,
    articles: Vec<ArticleJson<'a>>,
    origins: Vec<OriginJson<'a>>,
    copies: Vec<CopyJson<'a>>,
    actors: Vec<ActorJson<'a>>,
    events: Vec<EventJson<'a>>,
    quotes: Vec<QuoteJson<'a>>,
    differences: Vec<DifferenceJson<'a>>,
    dyads: Vec<DyadJson<'a>>,
    articles_add: Vec<AddsJson<'a>>,
    notes: Vec<NoteJson<'a>>,
}

#[derive(Debug, Serialize)]
struct StoryJson<'a> {
    id: &'a str,
    headline: &'a str,
    start: Option<String>,
    end: Option<String>,
    evidence: Vec<EvidenceJson<'a>>,
}

impl<'a> AccountJson<'a> {
    /// The account with offsets in code points of the articles' texts, which `readings` hold.
    pub(crate) fn new(account: &'a Account, readings: &'a [Reading]) -> Self {
        let texts = Texts::new(account, readings);
        Self {
            version: VERSION,
            story: story(account, &texts),
            articles: account.articles.iter().map(article).collect(),
            origins: (0..).zip(&account.origins).map(origin).collect(),
            copies: account
                .copies
                .iter()
                .map(|entry| copy(entry, &texts))
                .collect(),
            actors: (0..).zip(&account.actors).map(actor).collect(),
            events: (0..)
                .zip(&account.events)
                .map(|(n, claim)| event(n, claim, &texts))
                .collect(),
            quotes: (0..)
                .zip(&account.quotes)
                .map(|(n, claim)| quote(n, claim, &texts))
                .collect(),
            differences: account
                .differences
                .iter()
                .map(|entry| difference(entry, &texts))
                .collect(),
            dyads: account.dyads.iter().map(dyad).collect(),
            articles_add: account.adds.iter().map(adds).collect(),
            notes: account
                .notes
                .iter()
                .map(|(id, entry)| note(id, entry, &texts))
                .collect(),
        }
    }
}

fn story<'a>(account: &'a Account, texts: &Texts<'a>) -> StoryJson<'a> {
    StoryJson {
        id: &account.story,
        headline: account.headline.value(),
        start: account.days.map(|days| days.start.to_string()),
        end: account.days.map(|days| days.end.to_string()),
        evidence: texts.evidence(account.headline.evidence()),
    }
}
