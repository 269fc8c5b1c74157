//! Names: where the article names somebody or something, corrected where the model slips.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

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
    let echoes = echoes(view, &names);
    names = merge(names, echoes);
    names.retain(|name| !is_compound(view, name));
    names.dedup_by(|b, a| b.tokens.start < a.tokens.end);
    let nested = nested(view, &names);
    merge(names, nested)
}

/// Places within the names of bodies: "Peru" in "Bank of Peru".
fn nested(view: &View<'_>, names: &[Name]) -> Vec<Name> {
    let mut found = Vec::new();
    // Places that the article names elsewhere by themselves.
    let alone: HashSet<String> = names
        .iter()
        .filter(|name| matches!(name.label, Some(NameKind::Gpe | NameKind::Loc)))
        .map(|name| view.phrase(&name.tokens))
        .collect();
    for name in names {
        let place = matches!(
            name.known,
            Some(Term::Country(_) | Term::Capital(_) | Term::Region(_) | Term::Adjective(_))
        );
        if name.tokens.len() < 2 || place || name.label == Some(NameKind::Person) {
            continue;
        }
        let mut at = name.tokens.start;
        while at < name.tokens.end {
            let most = (name.tokens.end - at).min(4);
            let longest = (1..=most).rev().find_map(|count| {
                let tokens = at..at + count;
                let term = known(view, &tokens);
                let place = matches!(
                    term,
                    Some(Term::Country(_) | Term::Capital(_) | Term::Region(_))
                );
                (place || alone.contains(&view.phrase(&tokens))).then_some((count, term))
            });
            let Some((count, term)) =
                longest.filter(|(count, _)| *count < name.tokens.len() as u32)
            else {
                at += 1;
                continue;
            };
            found.push(Name {
                tokens: at..at + count,
                label: Some(NameKind::Gpe),
                known: term,
                nested: true,
            });
            at += count;
        }
    }
    found
}

/// Capitalised words that are surnames of persons named elsewhere, and nobody marks.
fn echoes(view: &View<'_>, names: &[Name]) -> Vec<Name> {
    let mut surnames: HashMap<&str, ()> = HashMap::new();
    let mut taken = vec![false; view.count() as usize];
    for name in names {
        taken[name.tokens.start as usize..name.tokens.end as usize].fill(true);
        if name.label == Some(NameKind::Person) && name.tokens.len() > 1 {
            surnames.insert(view.word(name.tokens.end - 1), ());
        }
    }
    (0..view.count())
        .filter(|at| !taken[*at as usize] && surnames.contains_key(view.word(*at)))
        .filter(|at| is_capitalised(view.word(*at)))
        .map(|at| Name {
            tokens: at..at + 1,
            label: None,
            known: None,
            nested: false,
        })
        .collect()
}

/// Two names in one word, "Roca-Bakare" as in "the Roca-Bakare meeting": nobody's name.
fn is_compound(view: &View<'_>, name: &Name) -> bool {
    let word = view.word(name.tokens.start);
    let parts = || word.split(['-', '–']);
    name.tokens.len() <= 2
        && name.label != Some(NameKind::Person)
        && name.known.is_none()
        && parts().count() == 2
        && parts().all(|part| part.chars().count() > 2 && is_capitalised(part))
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

fn names_somebody(kind: NameKind) -> bool {
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

/// What the lexicon knows a name as, roles left aside.
pub(super) fn known(view: &View<'_>, tokens: &Range<u32>) -> Option<Term> {
    let phrase = view.phrase(tokens);
    best_term(view.lexicon.terms(&phrase))
}

/// The meaning that counts for a name: a body before a town, a role never.
fn best_term(terms: &[Term]) -> Option<Term> {
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
        matches!(view.word(*at), "–" | "—" | "|" | "»" | "\"" | "“" | "(") && *at > tokens.start
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

/// Names of the lexicon that the model does not mark, or marks only in part.
fn listed(view: &View<'_>, marked: &[Name]) -> Vec<Name> {
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
fn bare(view: &View<'_>, names: &[Name]) -> Vec<Name> {
    let mut found = Vec::new();
    let mut taken = vec![false; view.count() as usize];
    for name in names {
        taken[name.tokens.start as usize..name.tokens.end as usize].fill(true);
    }
    for span in &view.parse.names {
        if !names_somebody(span.kind) {
            taken[span.tokens.start as usize..span.tokens.end as usize].fill(true);
        }
    }
    let mut at = 0;
    while at < view.count() {
        let free = |at: u32| {
            !taken[at as usize]
                && view.token(at).pos == Pos::Propn
                && is_capitalised(view.word(at))
                && view
                    .word(at)
                    .chars()
                    .all(|c| c.is_alphanumeric() || matches!(c, '.' | '\'' | '’'))
        };
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
