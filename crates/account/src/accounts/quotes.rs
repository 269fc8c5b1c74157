//! Quotations merged over the articles: the same words are one claim.

use std::collections::BTreeSet;

use super::actors::Cast;
use super::told::Told;
use crate::model::*;

/// Words that a quotation has at least to be shown.
const WORDS: usize = 3;

/// Words from which one quotation inside another is the same one.
const OVERLAP: usize = 5;

/// One quotation with every place where it stands.
#[derive(Debug)]
pub(super) struct Merged {
    pub(super) claim: Claim<AccountQuote>,
    /// The articles that have it.
    pub(super) positions: BTreeSet<usize>,
}

/// One quotation in one article.
struct Spoken<'r> {
    position: usize,
    quote: &'r Quote,
    words: Vec<String>,
    speaker: Option<ActorId>,
}

/// The quotations in quotation marks, in order of the articles and their texts.
pub(super) fn quotes(told: &Told<'_>, cast: &Cast) -> Vec<Merged> {
    let mut groups: Vec<Vec<Spoken<'_>>> = Vec::new();
    for one in all(told, cast) {
        match groups
            .iter_mut()
            .find(|group| group.iter().any(|other| same(&one, other)))
        {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    groups
        .iter()
        .filter_map(|group| merged(told, group))
        .collect()
}

fn all<'r>(told: &Told<'r>, cast: &Cast) -> Vec<Spoken<'r>> {
    let mut all = Vec::new();
    for (position, reading) in told.readings.iter().enumerate() {
        let marked = reading
            .quotes
            .iter()
            .filter(|q| q.kind != QuoteKind::Indirect);
        for quote in marked {
            let words = words(quote.words.of(&reading.article.text));
            if words.len() < WORDS {
                continue;
            }
            let speaker = quote.speaker.and_then(|s| cast.of(position, s.entity));
            all.push(Spoken {
                position,
                quote,
                words,
                speaker,
            });
        }
    }
    all
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// The same words, or one inside the other; never of two speakers.
fn same(a: &Spoken<'_>, b: &Spoken<'_>) -> bool {
    if matches!((a.speaker, b.speaker), (Some(x), Some(y)) if x != y) {
        return false;
    }
    if a.words == b.words {
        return true;
    }
    let (few, many) = if a.words.len() <= b.words.len() {
        (a, b)
    } else {
        (b, a)
    };
    few.words.len() >= OVERLAP
        && a.position != b.position
        && many
            .words
            .windows(few.words.len())
            .any(|run| run == few.words)
}

fn merged(told: &Told<'_>, group: &[Spoken<'_>]) -> Option<Merged> {
    // The fullest words lead; of equals the first.
    let fullest = group.iter().rev().max_by_key(|one| one.words.len())?;
    let reading = told.readings[fullest.position];
    let text = fullest.quote.words.of(&reading.article.text);
    let speaking = group.iter().find(|one| one.speaker.is_some());
    let speaker_name = speaking.and_then(|one| {
        let span = one.quote.speaker?.span;
        Some(
            span.of(&told.readings[one.position].article.text)
                .to_owned(),
        )
    });
    let positions: BTreeSet<usize> = group.iter().map(|one| one.position).collect();
    let quote = AccountQuote {
        speaker: speaking.and_then(|one| one.speaker),
        speaker_name,
        text: text.to_owned(),
        kind: fullest.quote.kind,
        origins: told.count(positions.iter().copied()),
    };
    let evidence = |one: &Spoken<'_>| told.evidence(one.position, one.quote.span);
    let claim = Claim::new(quote, evidence(fullest)).with(group.iter().map(evidence));
    Some(Merged { claim, positions })
}
