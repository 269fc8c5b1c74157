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
            for (at, later) in same.iter().enumerate() {
                // Two of one full name in one story are one person, whatever each article calls them.
                let fits = |earlier: &&usize| {
                    let (x, y) = (&self.parts[**earlier], &self.parts[*later]);
                    class == Class::Person || compatible(x, y)
                };
                if let Some(earlier) = same[..at].iter().find(fits).copied() {
                    self.groups.join(earlier, *later);
                }
            }
        }
    }

    /// A person named by one word, or by fewer words, joins the only full name that holds them, or
    /// the one that the story is about; a body without its country likewise.
    pub(super) fn by_surname(&mut self) {
        let names: Vec<Vec<String>> = (self.parts.iter()).map(|p| words(&p.entity.name)).collect();
        let mut holding: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (n, name) in names
            .iter()
            .enumerate()
            .filter(|(n, _)| self.parts[*n].entity.named)
        {
            for word in name {
                holding.entry(word).or_default().push(n);
            }
        }
        for n in (0..self.parts.len()).filter(|n| self.parts[*n].entity.named) {
            let part = &self.parts[n];
            let last = names[n].last().map_or("", String::as_str);
            let fuller = holding
                .get(last)
                .into_iter()
                .flatten()
                .copied()
                .filter(|m| {
                    let other = &self.parts[*m];
                    let fits = match (part.entity.kind, other.entity.kind) {
                        (EntityKind::Person, EntityKind::Person) => {
                            is_fuller(&names[n], &names[*m])
                        }
                        // A surname that an article never tells to be one.
                        (_, EntityKind::Person) => {
                            part.codes.is_empty() && is_fuller(&names[n], &names[*m])
                        }
                        (EntityKind::Person, _) => false,
                        _ => is_longer_body(&names[n], &names[*m]),
                    };
                    fits && compatible(part, other)
                });
            let mut groups: BTreeMap<usize, (u32, usize)> = BTreeMap::new();
            for m in fuller {
                let (active, first) = groups.entry(self.groups.of(m)).or_insert((0, m));
                (*active, *first) = (*active + self.parts[m].active, m.min(*first));
            }
            self.drop_those_beside(n, &mut groups);
            if let Some(other) = by_far(groups.into_values()) {
                self.groups.join(n, other);
            }
        }
    }

    /// Of several bearers of a name those are not meant whom the same article speaks of besides.
    fn drop_those_beside(&self, n: usize, groups: &mut BTreeMap<usize, (u32, usize)>) {
        if groups.len() < 2 {
            return;
        }
        let position = self.parts[n].position;
        for (m, part) in self.parts.iter().enumerate() {
            if m != n && part.position == position {
                groups.remove(&self.groups.of(m));
            }
        }
    }

    /// A person named by the first word alone of the only full name that holds it: a family name
    /// that comes first, or a first name.
    pub(super) fn by_first_word(&mut self) {
        let person = |part: &Part<'_>| part.entity.named && part.entity.kind == EntityKind::Person;
        let mut holding: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
        let persons: Vec<usize> = (0..self.parts.len())
            .filter(|n| person(&self.parts[*n]))
            .collect();
        for n in &persons {
            for (place, word) in words(&self.parts[*n].entity.name).into_iter().enumerate() {
                holding.entry(word).or_default().push((*n, place));
            }
        }
        for n in persons {
            let own = words(&self.parts[n].entity.name);
            let [word] = own.as_slice() else {
                continue;
            };
            let others = holding.get(word).into_iter().flatten();
            let others = others.filter(|(m, _)| self.groups.of(*m) != self.groups.of(n));
            let groups: BTreeMap<usize, (usize, usize)> = others
                .map(|(m, place)| (self.groups.of(*m), (*m, *place)))
                .collect();
            let only = groups.values().next().filter(|_| groups.len() == 1);
            if let Some((other, 0)) = only.copied()
                && compatible(&self.parts[n], &self.parts[other])
            {
                self.groups.join(n, other);
            }
        }
    }

    /// The numbers of the parts of each actor, in order of the first.
    pub(super) fn into_vec(self) -> Vec<Vec<usize>> {
        self.groups.into_vec()
    }
}

/// The only one, or the one that is several times as active as all others: "Roca" is the president,
/// not her son.
fn by_far(candidates: impl Iterator<Item = (u32, usize)>) -> Option<usize> {
    let mut all: Vec<(u32, usize)> = candidates.collect();
    all.sort_by_key(|(active, n)| (std::cmp::Reverse(*active), *n));
    let ((active, first), others) = all.split_first()?;
    let rest: u32 = others.iter().map(|(active, _)| active).sum();
    (others.is_empty() || *active >= 3 * rest.max(1)).then_some(*first)
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
        let mut words = words(&part.name);
        words.retain(|word| !part.counts.contains(word));
        if plural && !words.is_empty() {
            keys.push(format!("unnamed {}", words.join(" ")));
        }
        // One person in an article and its reprint: "his host".
        if !plural && !words.is_empty() {
            let (origin, nth) = (part.origin.0, part.nth);
            keys.push(format!("{nth} of origin {origin} {}", words.join(" ")));
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

/// Codes that do not name different countries, as far as the articles state them.
fn compatible(a: &Part<'_>, b: &Part<'_>) -> bool {
    let countries = |part: &Part<'_>| -> BTreeSet<CountryCode> {
        let firm = !part.learned || !part.entity.named;
        let stated = part.codes.iter().filter(|_| firm);
        stated.filter_map(|code| code.country).collect()
    };
    let (a, b) = (countries(a), countries(b));
    a.is_empty() || b.is_empty() || a.intersection(&b).next().is_some()
}
