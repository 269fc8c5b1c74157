//! Names: where the article names somebody or something, corrected where the model slips.

use std::collections::HashSet;
use std::ops::Range;

use super::forms::{cut, echoes};
use super::unmarked::{bare, is_compound, listed, nested};
use super::view::View;
use crate::actors::lexicon::Term;
use crate::model::{NameKind, Pos};

/// One name in the text.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// Its tokens, without article, title and possessive ending.
    pub(super) tokens: Range<u32>,
    /// What the model takes it for, if it marks it at all.
    pub(super) label: Option<NameKind>,
    /// What the lexicon knows it as.
    pub(super) known: Option<Term>,
    /// It stands within another name: "Peru" in "Bank of Peru".
    pub(super) nested: bool,
}

/// Every name of the article, in order; none overlaps another save places within bodies' names.
pub(super) fn find(view: &View<'_>) -> Vec<Name> {
    let mut names = marked(view);
    let listed = listed(view, &names);
    // Where a name of the lexicon holds a marked one, the longer stands.
    let mut holder: Vec<Option<usize>> = vec![None; view.count() as usize];
    for (n, name) in listed.iter().enumerate() {
        holder[name.tokens.start as usize..name.tokens.end as usize].fill(Some(n));
    }
    names.retain(|name| {
        let holder = holder[name.tokens.start as usize];
        !holder.is_some_and(|n| covers(&listed[n].tokens, &name.tokens))
    });
    let mut names: Vec<Name> = merge(names, listed);
    let bare = bare(view, &names);
    names = merge(names, bare);
    cut(view, &mut names);
    let echoes = echoes(view, &names);
    names = merge(names, echoes);
    names.retain(|name| !is_compound(view, name));
    names.dedup_by(|b, a| b.tokens.start < a.tokens.end);
    let nested = nested(view, &names);
    merge(names, nested)
}

fn merge(mut names: Vec<Name>, more: Vec<Name>) -> Vec<Name> {
    names.extend(more);
    names.sort_by_key(|name| (name.tokens.start, std::cmp::Reverse(name.tokens.end)));
    names
}

fn covers(outer: &Range<u32>, inner: &Range<u32>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// The names that the model marks.
fn marked(view: &View<'_>) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    let persons = view.parse.names.iter();
    let surnames: HashSet<&str> = persons
        .filter(|span| span.kind == NameKind::Person && span.tokens.len() > 1)
        .map(|span| view.word(span.tokens.end - 1))
        .collect();
    for span in &view.parse.names {
        if !names_somebody(span.kind) {
            continue;
        }
        let Some(tokens) = trim(view, span.tokens.clone()) else {
            continue;
        };
        if let Some(halves) = halves(view, &surnames, &tokens) {
            names.extend(halves);
            continue;
        }
        let person = span.kind == NameKind::Person;
        if let Some(last) = names.last_mut()
            && person
            && last.label == Some(NameKind::Person)
            && last.tokens.end == tokens.start
            && view.sentence_number(last.tokens.start) == view.sentence_number(tokens.start)
        {
            last.tokens.end = tokens.end;
            continue;
        }
        let tokens = if person { widen(view, tokens) } else { tokens };
        names.push(Name {
            known: known(view, &tokens),
            tokens,
            label: Some(span.kind),
            nested: false,
        });
    }
    names
}

/// Two persons or countries that a hyphen joins: "the Roca-Bakare talks".
fn halves(view: &View<'_>, surnames: &HashSet<&str>, tokens: &Range<u32>) -> Option<[Name; 2]> {
    let hyphen = tokens.start + 1;
    if tokens.len() != 3 || !matches!(view.word(hyphen), "-" | "–") {
        return None;
    }
    let half = |at: u32| {
        let known = known(view, &(at..at + 1));
        let country = matches!(known, Some(Term::Country(_)));
        (country || surnames.contains(view.word(at))).then_some(Name {
            tokens: at..at + 1,
            label: None,
            known,
            nested: false,
        })
    };
    Some([half(tokens.start)?, half(hyphen + 1)?])
}

/// Whether names of a kind are of somebody or of a place.
pub(super) fn names_somebody(kind: NameKind) -> bool {
    matches!(
        kind,
        NameKind::Person
            | NameKind::Norp
            | NameKind::Org
            | NameKind::Gpe
            | NameKind::Loc
            | NameKind::Fac
            | NameKind::Product
            | NameKind::Work
    )
}

/// A person's name goes on over proper nouns that the model left out of it.
fn widen(view: &View<'_>, mut tokens: Range<u32>) -> Range<u32> {
    let sentence = view.sentence(tokens.start).tokens.clone();
    if ends_before_hyphen(view, &tokens) && tokens.end + 2 <= sentence.end {
        tokens.end += 2;
    }
    while tokens.end < sentence.end
        && view.token(tokens.end).pos == Pos::Propn
        && is_capitalised(view.word(tokens.end))
        && view.head(tokens.end - 1) == tokens.end
        && view.lexicon.terms(view.word(tokens.end)).is_empty()
    {
        tokens.end += 1;
    }
    tokens
}

/// "Park Jin" of "Park Jin-ho": the given name behind a family name goes on behind a hyphen.
fn ends_before_hyphen(view: &View<'_>, tokens: &Range<u32>) -> bool {
    let (hyphen, rest) = (tokens.end, tokens.end + 1);
    let joined = |at: u32| {
        let next = view.get(at).map(|token| token.span.start);
        next == Some(view.token(at - 1).span.end)
    };
    // "Park Jin-led talks" are no name.
    let lower = |at: u32| {
        let word = view.word(at);
        word.chars().all(|c| c.is_lowercase()) && !view.words().joined.has(word)
    };
    tokens.len() == 2
        && view.words().family_first.has(view.lower(tokens.start))
        && matches!(view.word(hyphen), "-" | "‑")
        && joined(hyphen)
        && joined(rest)
        && lower(rest)
}

/// What the lexicon knows a name as, roles left aside.
pub(super) fn known(view: &View<'_>, tokens: &Range<u32>) -> Option<Term> {
    let phrase = view.phrase(tokens);
    best_term(view.lexicon.terms(&phrase))
}

/// The meaning that counts for a name: a body before a town, a role never.
pub(super) fn best_term(terms: &[Term]) -> Option<Term> {
    let body = terms.iter().find(|term| matches!(term, Term::Body(_)));
    let first = terms.iter().find(|term| !matches!(term, Term::Role(..)));
    match first {
        Some(Term::Capital(_) | Term::Region(_)) => body.or(first).copied(),
        _ => first.copied(),
    }
}

/// `tokens` without article, quotation marks, titles in front and possessive ending behind.
fn trim(view: &View<'_>, mut tokens: Range<u32>) -> Option<Range<u32>> {
    while !tokens.is_empty() {
        let (first, last) = (tokens.start, tokens.end - 1);
        let article = matches!(view.lower(first), "the" | "a" | "an" | "this" | "that");
        if article || view.token(first).pos == Pos::Punct || view.lower(first) == "'s" {
            tokens.start += 1;
        } else if matches!(view.word(last), "'s" | "’s" | "'" | "’")
            || view.token(last).pos == Pos::Punct && !view.word(last).ends_with('.')
        {
            tokens.end -= 1;
        } else {
            break;
        }
    }
    if let Some(dash) = tokens.clone().find(|at| {
        let free = view.token(*at).span.start > view.token(at.saturating_sub(1)).span.end;
        let dash = free && matches!(view.word(*at), "-" | "--");
        (dash || matches!(view.word(*at), "–" | "—" | "|" | "»" | "\"" | "“" | "("))
            && *at > tokens.start
    }) {
        tokens.end = dash;
    }
    let without_title = behind_title(view, &tokens);
    (!without_title.is_empty()).then_some(without_title)
}

/// `tokens` behind the titles that they begin with: "President", "Sen.", "Foreign Minister".
pub(super) fn behind_title(view: &View<'_>, tokens: &Range<u32>) -> Range<u32> {
    let mut start = tokens.start;
    if known(view, tokens).is_some() {
        return tokens.clone();
    }
    while let Some(count) = title_at(view, start..tokens.end) {
        if start + count >= tokens.end {
            break;
        }
        start += count;
    }
    start..tokens.end
}

/// How many tokens at the front are a title.
fn title_at(view: &View<'_>, tokens: Range<u32>) -> Option<u32> {
    let most = tokens.len().min(5) as u32;
    (1..=most).rev().find(|count| {
        let phrase = view.phrase(&(tokens.start..tokens.start + count));
        let role = view.lexicon.role_named(&phrase);
        role.is_some_and(|(role, _)| role.title) && is_capitalised(&phrase)
    })
}

pub(super) fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}
