//! Unmarked: the names that the model passes over, and the places within names.

use std::collections::HashSet;
use std::ops::Range;

use super::names::{Name, behind_title, best_term, is_capitalised, known, names_somebody};
use super::view::View;
use crate::actors::lexicon::Term;
use crate::model::{NameKind, Pos};

/// Names of the lexicon that the model does not mark, or marks only in part.
pub(super) fn listed(view: &View<'_>, marked: &[Name]) -> Vec<Name> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut next = 0;
    while at < view.count() {
        while marked.get(next).is_some_and(|name| name.tokens.end <= at) {
            next += 1;
        }
        let inside = marked.get(next).filter(|name| name.tokens.start <= at);
        let person = inside.is_some_and(|name| name.label == Some(NameKind::Person));
        let step = if is_capitalised(view.word(at)) && !person {
            longest(view, at)
        } else {
            None
        };
        let Some((count, term)) = step else {
            at += 1;
            continue;
        };
        let tokens = at..at + count;
        let label = inside.and_then(|name| name.label);
        let fits =
            inside.is_none_or(|name| name.tokens.start == at && name.tokens.end <= tokens.end);
        let cuts = marked[next..]
            .iter()
            .take_while(|name| name.tokens.start < tokens.end)
            .any(|name| name.tokens.end > tokens.end);
        if fits && !cuts {
            found.push(Name {
                tokens: tokens.clone(),
                label,
                known: Some(term),
                nested: false,
            });
        }
        at = tokens.end;
    }
    found
}

/// The longest name of the lexicon that begins at token `at`.
fn longest(view: &View<'_>, at: u32) -> Option<(u32, Term)> {
    let end = view.sentence(at).tokens.end.min(at + 9);
    let words: Vec<&str> = (at..end).map(|at| view.word(at)).collect();
    let first = view.lexicon.longest(&words);
    let (count, terms) = first?;
    let term = best_term(terms)?;
    // A word that is also a common noun for those who act is no name by itself.
    let common = terms.iter().any(|term| matches!(term, Term::Role(..)));
    let plain = common && !view.word(at).chars().skip(1).any(char::is_uppercase);
    let noun = view.token(at + count as u32 - 1).pos;
    let nominal = matches!(noun, Pos::Propn | Pos::Noun | Pos::Adj | Pos::X);
    (!(plain && count == 1) && nominal).then_some((count as u32, term))
}

/// Runs of proper nouns that neither the model nor the lexicon knows.
pub(super) fn bare(view: &View<'_>, names: &[Name]) -> Vec<Name> {
    let mut taken = vec![false; view.count() as usize];
    let mut take =
        |tokens: &Range<u32>| taken[tokens.start as usize..tokens.end as usize].fill(true);
    names.iter().for_each(|name| take(&name.tokens));
    let marked = view.parse.names.iter();
    let others = marked.filter(|span| !names_somebody(span.kind));
    others.for_each(|span| take(&span.tokens));
    let free = |at: u32| {
        let letter = |c: char| c.is_alphanumeric() || matches!(c, '.' | '\'' | '’');
        !taken[at as usize]
            && view.token(at).pos == Pos::Propn
            && is_capitalised(view.word(at))
            && view.word(at).chars().all(letter)
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < view.count() {
        if !free(at) {
            at += 1;
            continue;
        }
        let sentence = view.sentence(at).tokens.end;
        let end = (at..sentence).find(|at| !free(*at)).unwrap_or(sentence);
        let tokens = behind_title(view, &(at..end));
        if view.lexicon.role_named(&view.phrase(&tokens)).is_none() {
            found.push(Name {
                known: known(view, &tokens),
                tokens,
                label: None,
                nested: false,
            });
        }
        at = end;
    }
    found
}

/// Places within the names of bodies: "Peru" in "Bank of Peru".
pub(super) fn nested(view: &View<'_>, names: &[Name]) -> Vec<Name> {
    // Places that the article names elsewhere by themselves.
    let alone: HashSet<String> = names
        .iter()
        .filter(|name| matches!(name.label, Some(NameKind::Gpe | NameKind::Loc)))
        .map(|name| view.phrase(&name.tokens))
        .collect();
    let holds_places = |name: &&Name| {
        let place = is_place(name.known) || matches!(name.known, Some(Term::Adjective(_)));
        name.tokens.len() >= 2 && !place && name.label != Some(NameKind::Person)
    };
    let holders = names.iter().filter(holds_places);
    holders
        .flat_map(|name| {
            let mut places = places_in(view, &name.tokens, &alone);
            // "Little Lima" is another place than Lima.
            let place = matches!(name.label, Some(NameKind::Gpe | NameKind::Loc));
            let behind = |inner: &Name| {
                let before = inner.tokens.start.checked_sub(1);
                let word = before.map_or("", |at| view.word(at));
                inner.tokens.end == name.tokens.end && is_capitalised(word)
            };
            places.retain(|inner| !(place && behind(inner)));
            places
        })
        .collect()
}

/// The places within a name: those of the lexicon and those of `alone`, none overlapping.
fn places_in(view: &View<'_>, name: &Range<u32>, alone: &HashSet<String>) -> Vec<Name> {
    let mut found = Vec::new();
    let mut at = name.start;
    while at < name.end {
        let most = (name.end - at).min(4);
        let longest = (1..=most).rev().find_map(|count| {
            let tokens = at..at + count;
            let term = known(view, &tokens);
            let place = is_place(term) || alone.contains(&view.phrase(&tokens));
            place.then_some((tokens, term))
        });
        let Some((tokens, term)) = longest.filter(|(tokens, _)| tokens.len() < name.len()) else {
            at += 1;
            continue;
        };
        at = tokens.end;
        found.push(Name {
            tokens,
            label: Some(NameKind::Gpe),
            known: term,
            nested: true,
        });
    }
    found
}

fn is_place(term: Option<Term>) -> bool {
    matches!(
        term,
        Some(Term::Country(_) | Term::Capital(_) | Term::Region(_))
    )
}

/// Two names in one word, "Roca-Bakare" as in "the Roca-Bakare meeting": nobody's name.
pub(super) fn is_compound(view: &View<'_>, name: &Name) -> bool {
    let word = view.word(name.tokens.start);
    let parts = || word.split(['-', '–']);
    name.tokens.len() <= 2
        && name.label != Some(NameKind::Person)
        && name.known.is_none()
        && parts().count() == 2
        && parts().all(|part| part.chars().count() > 2 && is_capitalised(part))
}
