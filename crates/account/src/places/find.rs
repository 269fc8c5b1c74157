//! Find: the place names of a text, the longest at each spot.

use std::ops::Range;

use super::gazetteer::{Gazetteer, Known};
use crate::model::*;

/// A place name in the text with the places that it can mean.
pub(super) struct Named<'g> {
    pub(super) span: Span,
    pub(super) known: &'g [Known],
}

/// The names among the tokens, in order, none inside another.
pub(super) fn find<'g>(text: &str, parse: &Parse, gazetteer: &'g Gazetteer) -> Vec<Named<'g>> {
    let persons = persons(parse);
    let mut found = Vec::new();
    let mut at = 0;
    while at < parse.tokens.len() {
        match longest(text, parse, gazetteer, at) {
            Some((next, named)) => {
                if !persons.iter().any(|person| person.contains(&(at as u32)))
                    && is_place(parse, at, next)
                {
                    found.push(named);
                }
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

/// The longest name that begins at token `at`, and the token behind it.
fn longest<'g>(
    text: &str,
    parse: &Parse,
    gazetteer: &'g Gazetteer,
    at: usize,
) -> Option<(usize, Named<'g>)> {
    let first = parse.tokens[at].span;
    let most = gazetteer.longest(first.of(text));
    (1..=most).rev().find_map(|count| {
        let last = parse.tokens.get(at + count - 1)?;
        if last.sentence != parse.tokens[at].sentence {
            return None;
        }
        let span = first.cover(last.span);
        let surface = span.of(text);
        let known = gazetteer.named(surface);
        let capital = surface.chars().next().is_some_and(char::is_uppercase);
        (capital && !known.is_empty()).then(|| (at + count, Named { span, known }))
    })
}

/// Runs of tokens that the language model takes for one person's name of several words: "Chelsea London".
fn persons(parse: &Parse) -> Vec<Range<u32>> {
    let persons = parse
        .names
        .iter()
        .filter(|name| name.kind == NameKind::Person && name.tokens.len() > 1);
    persons.map(|name| name.tokens.clone()).collect()
}

/// Whether the words are used as a name, and not as a piece of a longer one or as a common word.
fn is_place(parse: &Parse, at: usize, next: usize) -> bool {
    let proper = |token: &Token| token.pos == Pos::Propn;
    let head = &parse.tokens[next - 1];
    if !proper(head) && parse.tokens[at..next].iter().all(|token| !proper(token)) {
        return false;
    }
    // "Paris Jackson", "the Toledo Blade": a piece of a longer name that is no place.
    let longer = parse
        .names
        .iter()
        .find(|name| name.tokens.contains(&(at as u32)));
    longer.is_none_or(|name| match name.kind {
        NameKind::Gpe | NameKind::Loc | NameKind::Fac | NameKind::Date | NameKind::Norp => true,
        NameKind::Person | NameKind::Org => (name.tokens.len()) <= next - at + 1,
        _ => name.tokens.start as usize >= at && name.tokens.end as usize <= next,
    })
}
