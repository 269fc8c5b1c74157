//! Those who take part in a deed, and how those of two reports stand to each other.

use std::collections::BTreeSet;

use super::super::actors::Cast;
use super::page::{Page, Who};
use super::senses::{Sense, Senses, Sort};
use crate::model::*;

/// Somebody or something in a deed.
#[derive(Debug)]
pub(super) struct Party {
    /// The head of the phrase.
    pub(super) head: usize,
    pub(super) span: Span,
    /// Who it is; of a group its members.
    pub(super) who: Vec<Who>,
    /// What sort of name it has, if any.
    pub(super) named: Option<EntityKind>,
    /// The name, or the words before the noun.
    pub(super) words: Vec<String>,
    /// What the article calls it besides its name.
    pub(super) roles: Vec<String>,
    /// Names that stand with it: "the parliament of *Rhodopia*", "*Moroccan* forces".
    pub(super) with: Vec<With>,
    pub(super) lemma: String,
    pub(super) senses: Vec<Sense>,
    /// How many or how much: position among the numbers of the article.
    pub(super) number: Option<usize>,
}

/// A name that stands with a noun, in lower case.
#[derive(Debug)]
pub(super) struct With {
    name: String,
    kind: Option<EntityKind>,
}

/// Letters from which two names begin alike: "Rhodopia", "Rhodopian".
const BEGINNING: usize = 4;

impl With {
    fn is_like(&self, other: &Self) -> bool {
        let both = self.name.chars().zip(other.name.chars());
        self.name == other.name || both.take_while(|(x, y)| x == y).count() >= BEGINNING
    }
}

/// The party that a noun or name stands for.
pub(super) fn party(page: &Page<'_>, senses: &Senses, head: usize) -> Party {
    let token = &page.tokens[head];
    let span = page.phrase(head);
    let called = page.by(head, Dep::Appos).find(|n| is_name(page, *n));
    let entity = page.entity(head);
    let beside = called.and_then(|n| page.entity(n));
    let entity = entity
        .filter(|(entity, _)| entity.named)
        .or(beside)
        .or(entity);
    let named = entity
        .filter(|(entity, _)| entity.named)
        .map(|(entity, _)| entity.kind);
    let named = named.or((token.pos == Pos::Propn).then_some(EntityKind::Other));
    let who = entity.map_or_else(Vec::new, |(entity, who)| match entity.members.len() {
        0 | 1 => vec![who],
        _ => page.members(entity),
    });
    let lemma = token.lemma.to_lowercase();
    // A name has no sort but by what stands with it: "the *town* of Lubangan".
    let known = senses.things(&lemma).to_vec();
    let words = page.text(span).split_whitespace();
    let words = words.map(|word| {
        word.trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase()
    });
    let numbers = page.reading.numbers.iter();
    let number = numbers.clone().position(|n| counts(page, n, head, span));
    Party {
        head,
        span,
        who,
        named,
        words: words.filter(|word| !word.is_empty()).collect(),
        roles: entity.map_or_else(Vec::new, |(entity, _)| entity.roles.clone()),
        with: with(page, head),
        lemma,
        senses: known,
        number,
    }
}

fn is_name(page: &Page<'_>, n: usize) -> bool {
    page.entity(n).is_some_and(|(entity, _)| entity.named)
}

/// The names that hang on a noun, whoever "fired" it among them.
fn with(page: &Page<'_>, head: usize) -> Vec<With> {
    let mut found = Vec::new();
    let mut open: Vec<(usize, u8)> = page.children(head).map(|n| (n, 0)).collect();
    while let Some((n, depth)) = open.pop() {
        let token = &page.tokens[n];
        let near = matches!(
            token.dep,
            Dep::Poss | Dep::Compound | Dep::Amod | Dep::Nmod | Dep::Pobj | Dep::Conj | Dep::Appos
        );
        let leads = matches!(token.dep, Dep::Prep | Dep::Agent | Dep::Acl);
        if !(near || leads) || depth > 3 {
            continue;
        }
        if near && page.text(token.span).starts_with(char::is_uppercase) {
            found.push(With {
                name: token.lower.to_string(),
                kind: page.entity(n).filter(|(e, _)| e.named).map(|(e, _)| e.kind),
            });
        }
        open.extend(page.children(n).map(|n| (n, depth + 1)));
    }
    found
}

/// Whether a number says how many a noun speaks of.
fn counts(page: &Page<'_>, number: &Number, head: usize, span: Span) -> bool {
    let own = page.tokens[head].span;
    // "At least 40 migrants", "30 percent", "more than 200 arrests"
    number.span.contains(own)
        || span.overlaps(number.span)
            && page.top(number.span).is_some_and(|top| {
                page.head(top) == Some(head) && page.tokens[top].dep == Dep::Nummod
            })
}

/// How two stand to each other, with what it is worth as evidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Standing {
    Same(f64),
    /// One may be the other, or a part of it.
    Near(f64),
    Apart,
    Unknown,
}

impl Standing {
    /// What it speaks for the two deeds being one.
    pub(super) fn worth(self) -> f64 {
        match self {
            Self::Same(worth) | Self::Near(worth) => worth,
            Self::Apart | Self::Unknown => 0.0,
        }
    }
}

/// How one party stands to another.
pub(super) fn stand(a: &Party, b: &Party, cast: &Cast, senses: &Senses) -> Standing {
    if a.who.iter().any(|who| b.who.contains(who)) {
        return Standing::Same(if a.named.is_some() && b.named.is_some() {
            1.5
        } else {
            1.0
        });
    }
    let mut pairs = a
        .who
        .iter()
        .flat_map(|x| b.who.iter().map(move |y| (*x, *y)));
    if pairs.any(|(x, y)| may_be_one(x, y, cast)) {
        return Standing::Near(1.0);
    }
    match (a.named, b.named) {
        (Some(x), Some(y)) => of_names(a, b, x == y),
        (Some(_), None) => described(a, b),
        (None, Some(_)) => described(b, a),
        (None, None) => of_nouns(a, b, senses),
    }
}

fn may_be_one(a: Who, b: Who, cast: &Cast) -> bool {
    let actors = cast.actors.len() as Who;
    a < actors && b < actors && cast.compatible(ActorId(a), ActorId(b))
}

fn of_names(a: &Party, b: &Party, alike: bool) -> Standing {
    let last = |party: &Party| party.words.last().cloned();
    match (last(a) == last(b), alike) {
        (true, _) => Standing::Same(1.25),
        (_, true) if !a.words.iter().any(|word| b.words.contains(word)) => Standing::Apart,
        _ => Standing::Unknown,
    }
}

/// Whether what one report calls by a noun can be whom the other names: "the ambassador".
fn described(named: &Party, noun: &Party) -> Standing {
    let holds = |role: &String| role.split(' ').any(|word| *word == noun.lemma);
    // "opposition politician Kama", "the opposition figure"
    let before = noun
        .words
        .iter()
        .filter(|word| **word != noun.lemma && word.len() > 3);
    let shares = |word: &String| {
        let mut roles = named.roles.iter();
        named.words.contains(word) || roles.any(|role| role.split(' ').any(|other| other == word))
    };
    match named.roles.iter().any(holds) {
        true => Standing::Near(1.0),
        false if before.clone().any(shares) => Standing::Near(0.75),
        false => Standing::Unknown,
    }
}

/// Whether each is of somebody else: artillery of one militia and of another.
pub(super) fn are_of_others(a: &Party, b: &Party) -> bool {
    let body = |with: &&With| matches!(with.kind, Some(EntityKind::Org | EntityKind::Person));
    let none = |one: &Party, other: &Party| {
        let mut bodies = one.with.iter().filter(body);
        bodies.all(|x| !other.with.iter().any(|y| x.is_like(y)))
    };
    let has = |party: &Party| party.with.iter().any(|with| body(&with));
    has(a) && has(b) && none(a, b) && none(b, a)
}

fn of_nouns(a: &Party, b: &Party, senses: &Senses) -> Standing {
    if a.lemma == b.lemma || a.senses.iter().any(|sense| b.senses.contains(sense)) {
        let shared = a
            .with
            .iter()
            .any(|name| b.with.iter().any(|other| name.is_like(other)));
        return match (shared, are_of_others(a, b)) {
            (true, _) => Standing::Same(1.5),
            (_, true) => Standing::Apart,
            _ => Standing::Same(0.75),
        };
    }
    let sorts = |party: &Party| -> BTreeSet<u8> {
        party
            .senses
            .iter()
            .map(|sense| senses.sort(*sense) as u8)
            .collect()
    };
    let (ours, theirs) = (sorts(a), sorts(b));
    let person = Sort::Person as u8;
    let anybody = |sorts: &BTreeSet<u8>| sorts.contains(&(Sort::Anybody as u8));
    match () {
        () if ours.is_empty() || theirs.is_empty() => Standing::Unknown,
        () if anybody(&ours) && theirs.contains(&person)
            || anybody(&theirs) && ours.contains(&person) =>
        {
            Standing::Near(0.5)
        }
        // Policemen are no shopkeepers, and houses no people.
        () if ours.contains(&person) || theirs.contains(&person) => Standing::Apart,
        () if anybody(&ours) || anybody(&theirs) => Standing::Apart,
        () => Standing::Unknown,
    }
}
