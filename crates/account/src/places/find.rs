//! Find: the place names of a text, the longest at each spot.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use super::lookup::{Candidate, Lookup};
use super::towns;
use crate::model::*;

/// A place name in the text with the places that it can mean.
pub(super) struct Named<'g> {
    pub(super) span: Span,
    /// The same for all spellings of a name.
    pub(super) key: String,
    /// Whether it is an abbreviation, which can mean other places: "La." and "LA".
    pub(super) short: bool,
    pub(super) candidates: Rc<[Candidate<'g>]>,
    /// Whether the article speaks of the place; else the name is a piece of another's, like the
    /// state in "Texas Rangers", and tells only where the article plays.
    pub(super) said: bool,
    /// Whether it tells where the article plays: "Memphis Street" does not.
    pub(super) votes: bool,
    /// The name behind it that tells where it lies, by position: "Springfield, Ill."
    pub(super) within: Option<usize>,
}

/// The text with what is known of its words.
struct Finder<'a, 'g> {
    text: &'a str,
    parse: &'a Parse,
    lookup: &'g Lookup,
    persons: Vec<Range<u32>>,
    /// What was found of names before: an article repeats its names.
    before: RefCell<BTreeMap<&'a str, Rc<[Candidate<'g>]>>>,
}

/// Words of a town's name at most.
const WORDS: usize = 4;
/// What makes a county of the name before it.
const COUNTIES: [&str; 3] = ["county", "parish", "borough"];
/// What makes a street or a house of the name before it.
const STREETS: [&str; 22] = [
    "street",
    "st.",
    "st",
    "road",
    "rd.",
    "rd",
    "avenue",
    "ave.",
    "ave",
    "drive",
    "dr.",
    "lane",
    "ln.",
    "boulevard",
    "blvd.",
    "court",
    "highway",
    "school",
    "college",
    "university",
    "church",
    "pike",
];

/// The names among the tokens, in order, none inside another.
pub(super) fn find<'g>(text: &str, parse: &Parse, lookup: &'g Lookup) -> Vec<Named<'g>> {
    let finder = Finder {
        text,
        parse,
        lookup,
        persons: persons(parse),
        before: RefCell::default(),
    };
    let mut found: Vec<Named<'g>> = Vec::new();
    let mut at = 0;
    // The token behind the last name, where the next one may tell its state.
    let mut behind = None;
    while at < parse.tokens.len() {
        let next_to = behind == Some(at);
        let comma = behind.is_some_and(|end| end + 1 == at && finder.lower(end) == ",");
        let code = || finder.code(at).filter(|_| comma || next_to);
        let Some((next, named)) = finder.named(at).or_else(code) else {
            at += 1;
            continue;
        };
        let larger =
            |place: &Candidate<'_>| place.is_division() || place.kind == PlaceKind::Country;
        let short = |name: &str| name.ends_with('.') || name.len() == 2;
        let told = comma || (next_to && short(named.span.of(text)));
        if told && named.candidates.iter().any(larger) {
            let within = found.len();
            if let Some(last) = found.last_mut() {
                last.within = Some(within);
            }
        }
        found.push(named);
        behind = Some(next);
        at = next;
    }
    found
}

impl<'a, 'g> Finder<'a, 'g> {
    /// The name that begins at token `at`, and the token behind it.
    fn named(&self, at: usize) -> Option<(usize, Named<'g>)> {
        let capital = self.span(at, at + 1).of(self.text).chars().next()?;
        if !capital.is_uppercase() {
            return None;
        }
        let listed = self.listed(at);
        let least = listed.as_ref().map_or(at, |(next, _)| *next);
        if let Some((next, candidates)) = self.town(at, least) {
            return Some((next, self.make(at, next, candidates, true)));
        }
        let (next, candidates) = listed?;
        let whole = |person: &Range<u32>| person.contains(&(at as u32));
        let said = !self.persons.iter().any(whole) && self.is_place(at, next);
        let larger = candidates.iter().any(|place| place.is_division());
        (said || larger).then(|| (next, self.make(at, next, candidates, said)))
    }

    /// A state by its postal code.
    fn code(&self, at: usize) -> Option<(usize, Named<'g>)> {
        let candidates: Rc<[_]> = self
            .lookup
            .divisions(self.span(at, at + 1).of(self.text))
            .into();
        (!candidates.is_empty()).then(|| (at + 1, self.make(at, at + 1, candidates, true)))
    }

    fn make(
        &self,
        at: usize,
        next: usize,
        candidates: Rc<[Candidate<'g>]>,
        said: bool,
    ) -> Named<'g> {
        let span = self.span(at, next);
        Named {
            span,
            key: towns::key(span.of(self.text)),
            short: self.lookup.gazetteer.is_short(span.of(self.text)),
            candidates,
            said,
            votes: !STREETS.contains(&self.lower(next)),
            within: None,
        }
    }

    /// The longest name of the short lists.
    fn listed(&self, at: usize) -> Option<(usize, Rc<[Candidate<'g>]>)> {
        let first = self.span(at, at + 1).of(self.text);
        let most = self.lookup.gazetteer.longest(first);
        (1..=most).rev().find_map(|count| {
            let next = self.within_sentence(at, at + count)?;
            let name = self.span(at, next).of(self.text);
            self.lookup
                .is_listed(name)
                .then(|| (next, self.candidates(at, next)))
        })
    }

    /// A name of the long lists that reaches beyond token `least`: only where the language model
    /// takes it for a place or the words behind it make it one, for many a town is called like a
    /// person or a thing.
    fn town(&self, at: usize, least: usize) -> Option<(usize, Rc<[Candidate<'g>]>)> {
        let ends = [self.county(at), self.before_state(at), self.marked(at)];
        ends.into_iter().flatten().find_map(|next| {
            if next <= least || STREETS.contains(&self.lower(next)) {
                return None;
            }
            let candidates = self.candidates(at, next);
            (!candidates.is_empty()).then_some((next, candidates))
        })
    }

    /// All that the words can mean.
    fn candidates(&self, at: usize, next: usize) -> Rc<[Candidate<'g>]> {
        let name = self.span(at, next).of(self.text);
        let mut before = self.before.borrow_mut();
        let found = before
            .entry(name)
            .or_insert_with(|| self.lookup.all(name).into());
        Rc::clone(found)
    }

    /// The end of "Rapides Parish".
    fn county(&self, at: usize) -> Option<usize> {
        let run = self.run(at);
        (at + 2..=run).find(|next| COUNTIES.contains(&self.lower(next - 1)))
    }

    /// The end of the name before a comma and a state: "Pineville, La."
    fn before_state(&self, at: usize) -> Option<usize> {
        let next = self.run(at);
        if self.lower(next) != "," {
            return None;
        }
        let last = self.within_sentence(at, next + 2)?;
        let one = self.span(next + 1, last).of(self.text);
        let two = self
            .within_sentence(at, next + 3)
            .map(|last| self.span(next + 1, last).of(self.text));
        let state = |name: &str| !self.lookup.divisions(name).is_empty();
        (state(one) || two.is_some_and(state)).then_some(next)
    }

    /// The end of what the language model takes for a place.
    fn marked(&self, at: usize) -> Option<usize> {
        let names = &self.parse.names;
        let n = names.partition_point(|name| name.tokens.end as usize <= at);
        let name = names.get(n)?;
        let place = matches!(name.kind, NameKind::Gpe | NameKind::Loc);
        let start = name.tokens.start as usize;
        let begins = start == at || (start + 1 == at && self.lower(start) == "the");
        (place && begins).then_some(name.tokens.end as usize)
    }

    /// The end of the capitalised words from `at` on.
    fn run(&self, at: usize) -> usize {
        let proper = |n: &usize| {
            let token = self.parse.tokens.get(*n);
            token.is_some_and(|token| {
                let capital = token.span.of(self.text).starts_with(char::is_uppercase);
                capital && token.pos == Pos::Propn
            })
        };
        let run = (at..at + WORDS).take_while(proper).count();
        self.within_sentence(at, at + run).unwrap_or(at)
    }

    /// `next`, where the tokens from `at` up to it stand in one sentence.
    fn within_sentence(&self, at: usize, next: usize) -> Option<usize> {
        let last = self.parse.tokens.get(next.checked_sub(1)?)?;
        (last.sentence == self.parse.tokens.get(at)?.sentence).then_some(next)
    }

    fn span(&self, at: usize, next: usize) -> Span {
        let tokens = &self.parse.tokens;
        tokens[at].span.cover(tokens[next - 1].span)
    }

    fn lower(&self, n: usize) -> &str {
        self.parse.tokens.get(n).map_or("", |token| &token.lower)
    }

    /// Whether the words are used as a name, and not as a piece of a longer one or as a common word.
    fn is_place(&self, at: usize, next: usize) -> bool {
        let proper = |token: &Token| token.pos == Pos::Propn;
        if !self.parse.tokens[at..next].iter().any(proper) {
            return false;
        }
        // "Paris Jackson", "the Toledo Blade": a piece of a longer name that is no place.
        let names = &self.parse.names;
        let n = names.partition_point(|name| name.tokens.end as usize <= at);
        let longer = names.get(n).filter(|name| name.tokens.start as usize <= at);
        longer.is_none_or(|name| match name.kind {
            NameKind::Gpe | NameKind::Loc | NameKind::Fac | NameKind::Date | NameKind::Norp => true,
            NameKind::Person | NameKind::Org => (name.tokens.len()) <= next - at + 1,
            _ => name.tokens.start as usize >= at && name.tokens.end as usize <= next,
        })
    }
}

/// Runs of tokens that the language model takes for one person's name of several words: "Chelsea London".
fn persons(parse: &Parse) -> Vec<Range<u32>> {
    let persons = parse
        .names
        .iter()
        .filter(|name| name.kind == NameKind::Person && name.tokens.len() > 1);
    persons.map(|name| name.tokens.clone()).collect()
}
