//! Actors merged over the articles: full names, surnames, acronyms, countries.

mod merging;
mod names;
mod parts;
mod votes;

use std::collections::{BTreeSet, HashMap};

use super::told::Told;
use crate::model::*;
use merging::Merging;
pub(super) use names::{is_same_person, words};
use parts::Part;

/// The actors of an account, and which entity is which of them.
#[derive(Debug, Default)]
pub(super) struct Cast {
    pub(super) actors: Vec<AccountActor>,
    /// What each of the actors is.
    kinds: Vec<EntityKind>,
    /// What stands before its name in a sentence: "the ", "a ", nothing.
    article: Vec<&'static str>,
    /// Whether it is several persons.
    plural: Vec<bool>,
    of: HashMap<(usize, EntityId), ActorId>,
}

impl Cast {
    /// The actor that the entity of the article at `position` is.
    pub(super) fn of(&self, position: usize, entity: EntityId) -> Option<ActorId> {
        self.of.get(&(position, entity)).copied()
    }

    /// The actors of a participant: of a group with known members, the members.
    pub(super) fn all_of(
        &self,
        told: &Told<'_>,
        position: usize,
        entity: EntityId,
    ) -> Vec<ActorId> {
        let entities = &told.readings[position].mentions.entities;
        let members = entities.get(entity.0 as usize).map(|group| &group.members);
        let members: Vec<ActorId> = members
            .into_iter()
            .flatten()
            .filter_map(|member| self.of(position, *member))
            .collect();
        match members.is_empty() {
            true => self.of(position, entity).into_iter().collect(),
            false => members,
        }
    }

    /// The actor's name as it stands in a sentence: "the United States".
    pub(super) fn name(&self, actor: ActorId) -> String {
        let n = actor.0 as usize;
        let Some(known) = self.actors.get(n) else {
            return String::new();
        };
        format!("{}{}", self.article[n], known.name)
    }

    /// Whether it is one person.
    pub(super) fn is_person(&self, actor: ActorId) -> bool {
        self.kinds.get(actor.0 as usize) == Some(&EntityKind::Person)
    }

    /// Whether a verb after its name is in the plural: several persons, or a name like "officials".
    pub(super) fn is_plural(&self, actor: ActorId) -> bool {
        let n = actor.0 as usize;
        let group = self
            .kinds
            .get(n)
            .is_some_and(|k| matches!(k, EntityKind::Group | EntityKind::Norp));
        let name = self.actors.get(n).map_or("", |actor| actor.name.as_str());
        let last = name.split_whitespace().last().unwrap_or("");
        // "17 fishermen"
        let counted = name.starts_with(|c: char| c.is_ascii_digit());
        counted || group && last.ends_with('s') || self.plural.get(n).copied().unwrap_or(false)
    }

    /// Countries and bodies for which it acts.
    pub(super) fn countries(&self, actor: ActorId) -> impl Iterator<Item = CountryCode> {
        let codes = self.actors.get(actor.0 as usize).map(|actor| &actor.codes);
        codes.into_iter().flatten().filter_map(|code| code.country)
    }

    /// The countries for which it acts as the state, and as which part: government, army, police, or
    /// the country itself.
    fn state(&self, actor: ActorId) -> impl Iterator<Item = (CountryCode, Option<Sector>)> {
        let codes = self.actors.get(actor.0 as usize).map(|actor| &actor.codes);
        let state = |code: &&ActorCode| {
            use Sector::{Cop, Gov, Mil, Spy};
            matches!(code.sector, None | Some(Gov | Mil | Cop | Spy))
        };
        codes
            .into_iter()
            .flatten()
            .filter(state)
            .filter_map(|code| Some((code.country?, code.sector)))
    }

    /// Whether two are the same or can stand for each other: a country and its head of government,
    /// but not its police and its army.
    pub(super) fn compatible(&self, a: ActorId, b: ActorId) -> bool {
        if a == b {
            return true;
        }
        if self.is_person(a) && self.is_person(b) {
            return false;
        }
        self.share_a_noun(a, b)
            || self.state(a).any(|(country, part)| {
                let same = |(other, its): (CountryCode, Option<Sector>)| {
                    other == country && arms(part, its)
                };
                self.state(b).any(same)
            })
    }
}

impl Cast {
    /// Whether two are unnamed, called by one noun, the one by no more than the other's words, and not
    /// of different countries: "the fishermen" and "14 Malawian fishermen".
    fn share_a_noun(&self, a: ActorId, b: ActorId) -> bool {
        let name = |actor: ActorId| Some(self.actors.get(actor.0 as usize)?.name.as_str());
        let (Some(one), Some(other)) = (name(a).and_then(noun), name(b).and_then(noun)) else {
            return false;
        };
        let ours: BTreeSet<CountryCode> = self.countries(a).collect();
        let theirs: BTreeSet<CountryCode> = self.countries(b).collect();
        let apart = !ours.is_empty() && !theirs.is_empty() && ours.is_disjoint(&theirs);
        let held = one.1.is_subset(&other.1) || other.1.is_subset(&one.1);
        one.0 == other.0 && held && !apart
    }
}

/// The noun by which somebody without a name is called, and what qualifies it besides numbers and
/// demonyms, which the countries tell; nothing for a name or what belongs to one.
fn noun(name: &str) -> Option<(&str, BTreeSet<&str>)> {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    let last = words
        .pop()
        .filter(|last| last.starts_with(char::is_lowercase))?;
    if name.contains("'s ") || name.contains("’s ") {
        return None;
    }
    let qualifies = |word: &&str| word.starts_with(char::is_lowercase);
    let qualifiers = words.into_iter().filter(qualifies).collect();
    Some((last.strip_suffix('s').unwrap_or(last), qualifiers))
}

/// Whether two parts of a state can be one: a force is no other force.
fn arms(a: Option<Sector>, b: Option<Sector>) -> bool {
    let force = |sector: Option<Sector>| sector.filter(|sector| *sector != Sector::Gov);
    force(a).is_none() || force(b).is_none() || a == b
}

/// Merges the entities that act, are acted on, hold or speak.
pub(super) fn cast(told: &Told<'_>) -> Cast {
    let parts: Vec<Part<'_>> = (0..told.readings.len())
        .flat_map(|position| parts::parts(told, position))
        .collect();
    let mut merging = Merging::new(&parts);
    merging.by_name();
    merging.by_surname();
    merging.by_first_word();
    let mut groups = merging.into_vec();
    groups.sort_by_key(|group| {
        let active: u32 = group.iter().map(|n| parts[*n].active).sum();
        (std::cmp::Reverse(active), group.first().copied())
    });
    let mut cast = Cast::default();
    for group in groups {
        let members: Vec<&Part<'_>> = group.iter().map(|n| &parts[*n]).collect();
        let id = ActorId(cast.actors.len() as u32);
        cast.of
            .extend(members.iter().map(|part| ((part.position, part.id), id)));
        cast.kinds.push(votes::kind(&members));
        cast.article.push(votes::article_of(&members));
        let several = members.iter().filter(|part| part.plural).count();
        cast.plural.push(2 * several > members.len());
        cast.actors.push(votes::actor(told, &members));
    }
    cast
}
