//! Accounts: the report on one story. `Story, Readings, Copies -> Option<Account>`

mod actors;
mod adds;
mod agreement;
mod differences;
mod dyads;
mod happenings;
mod labels;
mod lines;
mod merged;
mod months;
mod notes;
mod odds;
mod origins;
mod phrased;
mod phrases;
mod predicates;
mod quotes;
mod summary;
mod tellings;
mod told;
mod weight;
mod wordings;

pub use lines::lines;

use crate::model::*;
use crate::rules::{RuleError, Rules};
use crate::stage::{Notes, Stage};
use happenings::Happening;
use told::Told;

/// The stage.
#[derive(Debug)]
pub struct Accounts {
    phrases: phrases::Phrases,
    differences: differences::Differences,
}

impl Accounts {
    /// Prepares the stage from its rules.
    ///
    /// # Errors
    /// A rule file that cannot be used as it stands.
    pub fn new(rules: &Rules) -> Result<Self, RuleError> {
        Ok(Self {
            phrases: phrases::Phrases::new(rules)?,
            differences: differences::Differences::new(rules)?,
        })
    }
}

impl Stage for Accounts {
    type In<'a> = (&'a Story, &'a [Reading], &'a [Copy]);
    type Out = Option<Account>;
    const NAME: &'static str = "accounts";
    const VERSION: u32 = 1;

    fn run(&self, (story, readings, copies): Self::In<'_>, _notes: &mut Notes) -> Self::Out {
        let told = Told::new(story, readings, copies);
        let cast = actors::cast(&told);
        let tellings = tellings::tellings(&told, &cast, &self.phrases);
        let mut happenings: Vec<Happening<'_, '_>> = merged::merge(&tellings, &cast)
            .into_iter()
            .map(|group| group.iter().map(|n| &tellings[*n]).collect())
            .map(|group| happenings::happening(&told, &cast, group))
            .collect();
        weight::weigh(&told, &mut happenings);
        happenings.sort_by_key(|happening| order(&happening.event));
        for happening in &mut happenings {
            happening.event.summary = summary::summary(&told, &cast, &self.phrases, happening);
        }
        let differences = self.differences.find(&told, &cast, &happenings);
        let events: Vec<Claim<AccountEvent>> = happenings
            .iter()
            .filter_map(|happening| claim(&told, happening))
            .collect();
        let quotes = quotes::quotes(&told, &cast);
        Some(Account {
            story: story.id.clone(),
            headline: headline(&told, &events)?,
            days: leading(&events).and_then(|event| event.value().days),
            articles: articles(&told),
            adds: adds::adds(&told, &events, &quotes),
            dyads: dyads::dyads(&events, &cast),
            notes: notes::notes(&told),
            quotes: quotes.into_iter().map(|quote| quote.claim).collect(),
            actors: cast.actors,
            events,
            differences,
            origins: told.origins,
            copies: told.copies,
        })
    }
}

/// In order of time, undated last; on the same days by the number of origins.
fn order(event: &AccountEvent) -> impl Ord + use<> {
    let start = event.days.map(|days| (days.start, days.end));
    let member = event.members.first().cloned();
    (
        start.is_none(),
        start,
        std::cmp::Reverse(event.origins),
        member,
    )
}

/// The event with its evidence, the best first.
fn claim(told: &Told<'_>, happening: &Happening<'_, '_>) -> Option<Claim<AccountEvent>> {
    let evidence = happening
        .tellings
        .iter()
        .map(|t| told.evidence(t.position, t.event.span));
    let mut evidence = evidence.filter(|evidence| !evidence.span.is_empty());
    let first = evidence.next()?;
    Some(Claim::new(happening.event.clone(), first).with(evidence))
}

/// The event of most weight; of equals the first.
fn leading(events: &[Claim<AccountEvent>]) -> Option<&Claim<AccountEvent>> {
    let weight = |event: &&Claim<AccountEvent>| event.value().weight;
    let reversed = events.iter().rev();
    reversed.max_by(|x, y| weight(x).total_cmp(&weight(y)))
}

/// The leading event in words; a story without events goes by its first headline or sentence.
fn headline(told: &Told<'_>, events: &[Claim<AccountEvent>]) -> Option<Claim<String>> {
    if let Some(event) = leading(events) {
        let summary = event.value().summary.trim_end_matches('.').to_owned();
        let evidence = event.evidence().iter().cloned();
        return Some(Claim::new(summary, event.first().clone()).with(evidence));
    }
    told.readings.iter().enumerate().find_map(|(n, reading)| {
        let first = reading.parse.sentences.iter().map(|sentence| sentence.span);
        let first = first.chain(reading.article.paragraphs.iter().map(|p| p.span));
        let span = first.into_iter().find(|span| !span.is_empty())?;
        let title = reading.article.title.clone();
        let words = title.unwrap_or_else(|| span.of(&reading.article.text).to_owned());
        Some(Claim::new(words, told.evidence(n, span)))
    })
}

fn articles(told: &Told<'_>) -> Vec<AccountArticle> {
    let ids: Vec<&ArticleId> = told.readings.iter().map(|r| &r.article.id).collect();
    let labels = labels::labels(&ids);
    let article = |((reading, origin), label): ((&&Reading, &OriginId), String)| AccountArticle {
        id: reading.article.id.clone(),
        label,
        outlet: reading.article.outlet.clone(),
        title: reading.article.title.clone(),
        published: reading.article.published,
        origin: *origin,
        words: reading.article.text.split_whitespace().count() as u32,
        versions: reading.article.versions.clone(),
    };
    let pairs = told.readings.iter().zip(&told.origin).zip(labels);
    pairs.map(article).collect()
}
