//! Votes: for what kind of thing the whole article takes each name.

use std::collections::HashMap;

use super::names::Name;
use super::titles::Titles;
use super::view::View;
use crate::actors::lexicon::{Gender, Term, fold};
use crate::actors::phrase;
use crate::model::{EntityKind, NameKind};

/// Words behind a name among which a pronoun tells what it is.
const NEAR: u32 = 30;

/// How often the article takes a name for one kind or another.
#[derive(Clone, Copy, Debug, Default)]
struct Votes {
    person: i32,
    org: i32,
    gpe: i32,
    norp: i32,
    place: i32,
    other: i32,
    /// A title before it, or a full name that ends with it, tells that it is a person's.
    proven: bool,
}

impl Votes {
    fn add(&mut self, name: &Name, titles: &Titles) {
        let strong = if name.tokens.len() > 1 { 2 } else { 1 };
        match name.label {
            Some(NameKind::Person) => self.person += strong,
            Some(NameKind::Org) => self.org += strong,
            Some(NameKind::Gpe) => self.gpe += strong,
            Some(NameKind::Norp) => self.norp += strong,
            Some(NameKind::Loc | NameKind::Fac) => self.place += strong,
            Some(_) => self.other += 1,
            None => {}
        }
        self.person += if titles.person { 4 } else { 0 };
        self.proven |= titles.person;
        self.org += if titles.body { 3 } else { 0 };
        self.org += if titles.acronym.is_some() { 3 } else { 0 };
    }

    /// Whether the article leaves no doubt that this is a body or place.
    fn sure_body(self) -> bool {
        self.org.max(self.gpe).max(self.place) > 4
    }

    fn winner(self) -> EntityKind {
        let ranking = [
            (self.person, EntityKind::Person),
            (self.org, EntityKind::Org),
            (self.gpe, EntityKind::Gpe),
            (self.norp, EntityKind::Norp),
            (self.place, EntityKind::Place),
            (self.other, EntityKind::Other),
        ];
        let best = ranking.iter().map(|(votes, _)| *votes).max().unwrap_or(0);
        let first = ranking.iter().find(|(votes, _)| *votes == best && best > 0);
        first.map_or(EntityKind::Other, |(_, kind)| *kind)
    }
}

/// What each name stands for, by the votes of all names of its form.
pub(super) fn kinds(view: &View<'_>, names: &[Name], titles: &[Titles]) -> Vec<EntityKind> {
    let mut votes: HashMap<String, Votes> = HashMap::new();
    let keys: Vec<String> = names.iter().map(|name| key(view, name)).collect();
    for (n, ((name, titles), key)) in names.iter().zip(titles).zip(&keys).enumerate() {
        let votes = votes.entry(key.clone()).or_default();
        votes.add(name, titles);
        votes.person += i32::from(is_given(view, name)) + i32::from(is_he(view, names, n));
    }
    let votes = shared(votes);
    names
        .iter()
        .zip(&keys)
        .map(|(name, key)| kind(view, name, votes[key]))
        .collect()
}

/// Whether a name is a given name alone.
fn is_given(view: &View<'_>, name: &Name) -> bool {
    let word = view.word(name.tokens.start);
    name.tokens.len() == 1
        && name.known.is_none()
        && view.lexicon.gender_of_given_name(word).is_some()
}

/// Whether "he" or "she" follows an unmarked subject before anybody else is named: "Roca said she".
fn is_he(view: &View<'_>, names: &[Name], n: usize) -> bool {
    let name = &names[n];
    let unmarked = name.label.is_none() && name.known.is_none() && !name.nested;
    unmarked && pronoun_behind(view, names, n).is_some()
}

/// The gender of the pronoun that follows a subject in its sentence before anybody else is named.
pub(super) fn pronoun_behind(view: &View<'_>, names: &[Name], n: usize) -> Option<Gender> {
    let tokens = &names[n].tokens;
    let root = view.root_of(tokens);
    if !view.is_subject(root) {
        return None;
    }
    let sentence = view.sentence(root).tokens.end;
    let next = names.get(n + 1).map_or(u32::MAX, |next| next.tokens.start);
    let end = sentence.min(next).min(root + NEAR);
    let mut pronouns = (tokens.end..end).filter_map(|at| match view.lower(at) {
        // "Roca thanked him": somebody else
        "him" | "it" | "its" => Some(None),
        "her" if &*view.token(at).tag == "PRP" => Some(None),
        "he" | "his" | "himself" => Some(Some(Gender::Male)),
        "she" | "her" | "herself" => Some(Some(Gender::Female)),
        _ => None,
    });
    pronouns.next().flatten()
}

/// A full name is voted on by its last word alone as well: "Roca" tells what "Ana Roca" is; and
/// a person's full name proves that its last word may be a person's: "Jordan" for "Ana Jordan".
fn shared(own: HashMap<String, Votes>) -> HashMap<String, Votes> {
    let mut votes = own.clone();
    for (key, full) in &own {
        let Some((_, last)) = key.rsplit_once(' ') else {
            continue;
        };
        let Some(alone) = own.get(last) else {
            continue;
        };
        if let Some(sum) = votes.get_mut(key) {
            sum.person += alone.person;
        }
        if full.winner() == EntityKind::Person
            && let Some(last) = votes.get_mut(last)
        {
            last.proven = true;
        }
    }
    votes
}

/// A name's form by which its votes are counted.
pub(super) fn key(view: &View<'_>, name: &Name) -> String {
    fold(&view.phrase(&name.tokens))
}

/// What a name stands for: the lexicon's word counts most, unless the article says "person" and
/// more than the model's label speaks for it.
fn kind(view: &View<'_>, name: &Name, votes: Votes) -> EntityKind {
    let winner = votes.winner();
    let listed = match name.known {
        Some(Term::Country(_)) => Some(EntityKind::Gpe),
        Some(Term::Capital(_) | Term::Region(_)) => Some(EntityKind::Gpe),
        Some(Term::People(..) | Term::Adjective(_)) => Some(EntityKind::Norp),
        Some(Term::Body(id)) if view.lexicon.body(id).sectors.is_empty() => Some(EntityKind::Place),
        Some(Term::Body(_)) => Some(EntityKind::Org),
        Some(Term::Role(..)) | None => None,
    };
    match listed {
        Some(_) if votes.proven && votes.person > votes.gpe + votes.org + votes.norp + 1 => {
            EntityKind::Person
        }
        Some(kind) => kind,
        None if winner == EntityKind::Other => guess(view, name),
        None if winner != EntityKind::Person && !votes.sure_body() => match guess(view, name) {
            EntityKind::Person => EntityKind::Person,
            _ => winner,
        },
        None => winner,
    }
}

/// A name that nobody marks: a body where its head word names one, a person by its first word.
fn guess(view: &View<'_>, name: &Name) -> EntityKind {
    let phrase = view.phrase(&name.tokens);
    let coding = phrase::code(view.lexicon, &phrase);
    let first = phrase.split(' ').next().unwrap_or_default();
    if coding.role.is_some() {
        EntityKind::Org
    } else if name.tokens.len() > 1 && view.lexicon.gender_of_given_name(first).is_some() {
        EntityKind::Person
    } else {
        EntityKind::Other
    }
}
