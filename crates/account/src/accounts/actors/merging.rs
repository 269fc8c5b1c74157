//! Merging: which parts are one actor, by full name, by surname, by country.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{initials, is_fuller, is_longer_body, words};
use super::parts::Part;
use crate::groups::Groups;
use crate::model::*;

/// Parts that are found to be one actor.
pub(super) struct Merging<'p, 'r> {
    parts: &'p [Part<'r>],
    groups: Groups,
}

impl<'p, 'r> Merging<'p, 'r> {
    pub(super) fn new(parts: &'p [Part<'r>]) -> Self {
        Self {
            parts,
            groups: Groups::new(parts.len()),
        }
    }

    /// Entities of one kind that share a full name; countries that share their code.
    pub(super) fn by_name(&mut self) {
        let mut known: BTreeMap<(Class, String), Vec<usize>> = BTreeMap::new();
        for (n, part) in self.parts.iter().enumerate() {
            for key in keys(part) {
                known
                    .entry((class(part.entity.kind), key))
                    .or_default()
                    .push(n);
            }
        }
        for ((class, _), same) in known {
            for pair in same.windows(2) {
                // Two of one full name in one story are one person, whatever each article calls them.
                let (x, y) = (&self.parts[pair[0]].codes, &self.parts[pair[1]].codes);
                if class == Class::Person || compatible(x, y) {
                    self.groups.join(pair[0], pair[1]);
                }
            }
        }
    }

    /// A person named by one word, or by fewer words, joins the only full name that holds them;
    /// a body without its country likewise.
    pub(super) fn by_surname(&mut self) {
        for n in 0..self.parts.len() {
            let part = &self.parts[n];
            if !part.entity.named {
                continue;
            }
            let words = words(&part.entity.name);
            let fuller = (0..self.parts.len()).filter(|m| {
                let other = &self.parts[*m];
                let other_words = self::words(&other.entity.name);
                let fits = match (part.entity.kind, other.entity.kind) {
                    (EntityKind::Person, EntityKind::Person) => is_fuller(&words, &other_words),
                    (EntityKind::Person, _) | (_, EntityKind::Person) => false,
                    _ => is_longer_body(&words, &other_words),
                };
                fits && other.entity.named && compatible(&part.codes, &other.codes)
            });
            let groups: BTreeMap<usize, usize> = fuller.map(|m| (self.groups.of(m), m)).collect();
            if let (1, Some(other)) = (groups.len(), groups.values().next()) {
                self.groups.join(n, *other);
            }
        }
    }

    /// The numbers of the parts of each actor, in order of the first.
    pub(super) fn into_vec(self) -> Vec<Vec<usize>> {
        self.groups.into_vec()
    }
}

/// What may be merged with what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    Person,
    Body,
}

fn class(kind: EntityKind) -> Class {
    match kind {
        EntityKind::Person => Class::Person,
        _ => Class::Body,
    }
}

/// By what an entity is recognised in another article. A person needs two words of name;
/// somebody unnamed is recognised only as a group or body, by the whole description.
fn keys(part: &Part<'_>) -> Vec<String> {
    let entity = part.entity;
    let country = part.codes.first().filter(|code| code.sector.is_none());
    let country = country.and_then(|code| code.country);
    let mut keys = Vec::new();
    if let (EntityKind::Gpe, Some(country), true) = (entity.kind, country, entity.named) {
        keys.push(format!("country {country}"));
    }
    if !entity.named {
        let plural = matches!(
            entity.kind,
            EntityKind::Group | EntityKind::Org | EntityKind::Norp
        );
        // "12 officers" here and "17 officers" there may be the same ones.
        let mut words = words(&entity.name);
        words.retain(|word| !word.chars().all(|c| c.is_ascii_digit()));
        if plural && !words.is_empty() {
            keys.push(format!("unnamed {}", words.join(" ")));
        }
        return keys;
    }
    for name in entity.names.iter().chain([&entity.name]) {
        let words = words(name);
        let enough = words.len() >= 2 || class(entity.kind) == Class::Body;
        if enough && !words.is_empty() {
            keys.push(words.join(" "));
        }
        if words.len() >= 3 && class(entity.kind) == Class::Body {
            keys.push(initials(name));
        }
    }
    keys
}

/// Codes that do not name different countries.
fn compatible(a: &[ActorCode], b: &[ActorCode]) -> bool {
    let countries = |codes: &[ActorCode]| -> BTreeSet<CountryCode> {
        codes.iter().filter_map(|code| code.country).collect()
    };
    let (a, b) = (countries(a), countries(b));
    a.is_empty() || b.is_empty() || a.intersection(&b).next().is_some()
}
