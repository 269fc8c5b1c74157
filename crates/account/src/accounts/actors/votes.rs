//! Votes: what the parts of one actor together say of its kind, its name and its codes.

use std::collections::{BTreeMap, BTreeSet};

use super::super::told::Told;
use super::names::words;
use super::parts::Part;
use crate::model::*;

/// What may stand before a name.
pub(super) const ARTICLES: [&str; 4] = ["", "the ", "a ", "an "];

/// The article that most parts have, of equals the first.
pub(super) fn article_of(members: &[&Part<'_>]) -> &'static str {
    let votes = |article: &str| {
        members
            .iter()
            .filter(|part| part.article == article)
            .count()
    };
    let most = ARTICLES.iter().rev().max_by_key(|article| votes(article));
    most.copied().unwrap_or("")
}

/// What most parts are, of equals the first kind.
pub(super) fn kind(members: &[&Part<'_>]) -> EntityKind {
    let mut votes: BTreeMap<EntityKind, u32> = BTreeMap::new();
    for part in members {
        *votes.entry(part.entity.kind).or_default() += 1;
    }
    let most = votes
        .iter()
        .max_by_key(|(kind, votes)| (**votes, std::cmp::Reverse(**kind)));
    most.map_or(EntityKind::Other, |(kind, _)| *kind)
}

/// The actor that the parts are together.
pub(super) fn actor(told: &Told<'_>, members: &[&Part<'_>]) -> AccountActor {
    let mut names: Vec<String> = Vec::new();
    for name in members
        .iter()
        .flat_map(|part| part.entity.names.iter().chain([&part.name]))
    {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    AccountActor {
        name: fullest(members),
        names,
        codes: codes(members),
        entities: members
            .iter()
            .map(|part| (told.id(part.position).clone(), part.id))
            .collect(),
    }
}

/// The name of most words, of those the one that most articles use; named before unnamed.
fn fullest(members: &[&Part<'_>]) -> String {
    let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
    for part in members {
        *votes.entry(&part.name).or_default() += 1;
    }
    let named = |name: &str| members.iter().any(|p| p.entity.named && p.name == name);
    let best = votes.iter().max_by_key(|(name, votes)| {
        let words = words(name).len().min(5);
        (named(name), words, **votes, std::cmp::Reverse(**name))
    });
    let best = best.map_or("", |(name, _)| *name);
    let plain = best
        .strip_prefix("the ")
        .or_else(|| best.strip_prefix("The "));
    let plain = plain.filter(|_| named(best)).unwrap_or(best);
    if named(best) {
        return plain.to_owned();
    }
    // A count stands only where all give it: one says 12 officers and one 17.
    let counted = members.iter().find(|part| part.name == best);
    match counted {
        Some(part) if members.iter().any(|other| other.counts != part.counts) => {
            uncapital(&uncounted(plain, part))
        }
        _ => uncapital(plain),
    }
}

/// A description without its number and what qualifies that: "at least 12 police officers".
fn uncounted(description: &str, part: &Part<'_>) -> String {
    let words: Vec<&str> = description.split_whitespace().collect();
    let is_count = |word: &&str| part.counts.contains(&word.to_lowercase());
    let behind = words.iter().rposition(is_count).map_or(0, |last| last + 1);
    words[behind..].join(" ")
}

/// A description as it stands inside a sentence: nouns and possessives lose the capital that
/// the beginning of a sentence gave them; of other words nobody knows.
fn uncapital(description: &str) -> String {
    let (first, rest) = description.split_once(' ').unwrap_or((description, ""));
    let opening = [
        "His", "Her", "Their", "Its", "The", "A", "An", "Some", "Several", "Many",
    ];
    let plural = rest.is_empty() && first.ends_with('s');
    if opening.contains(&first) || plural {
        let mut chars = description.chars();
        let head = chars.next();
        return head
            .into_iter()
            .flat_map(char::to_lowercase)
            .chain(chars)
            .collect();
    }
    description.to_owned()
}

/// Codes in order of how many articles give them; left out are a country that is only learned where
/// an article states one, and those without a country or sector where a fuller one says the same.
fn codes(members: &[&Part<'_>]) -> Vec<ActorCode> {
    let firm = members.iter().filter(|part| !part.learned);
    let stated: BTreeSet<CountryCode> = firm
        .flat_map(|part| &part.codes)
        .filter_map(|code| code.country)
        .collect();
    let mut votes: Vec<(ActorCode, u32, usize)> = Vec::new();
    for part in members {
        for (rank, code) in part.codes.iter().enumerate() {
            // What one article states counts before what another only lets guess.
            let guessed = |country: &CountryCode| part.learned && !stated.contains(country);
            if !stated.is_empty() && code.country.as_ref().is_some_and(guessed) {
                continue;
            }
            match votes.iter_mut().find(|(known, ..)| known == code) {
                Some((_, count, best)) => {
                    *count += 1;
                    *best = (*best).min(rank);
                }
                None => votes.push((*code, 1, rank)),
            }
        }
    }
    let all: Vec<ActorCode> = votes.iter().map(|(code, ..)| *code).collect();
    let says_less = |code: &ActorCode| {
        all.iter().any(|other| {
            other != code
                && (code.country.is_none() || code.country == other.country)
                && (code.sector.is_none() || code.sector == other.sector)
        })
    };
    votes.retain(|(code, ..)| !says_less(code));
    votes.sort_by_key(|(code, count, rank)| (*rank, std::cmp::Reverse(*count), *code));
    votes.into_iter().map(|(code, ..)| code).collect()
}
