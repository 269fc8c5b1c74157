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
use super::parts::each;
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
            articles: each(&account.articles, |_, one| article(one, &texts)),
            origins: each(&account.origins, origin),
            copies: each(&account.copies, |_, one| copy(one, &texts)),
            actors: each(&account.actors, actor),
            events: each(&account.events, |n, one| event(n, one, &texts)),
            quotes: each(&account.quotes, |n, one| quote(n, one, &texts)),
            differences: each(&account.differences, |_, one| difference(one, &texts)),
            dyads: each(&account.dyads, |_, one| dyad(one)),
            articles_add: each(&account.adds, |_, one| adds(one)),
            notes: each(&account.notes, |_, (id, one)| note(id, one, &texts)),
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
