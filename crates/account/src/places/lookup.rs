//! Lookup: every place that a name can mean, from the short lists and the long ones together.

use super::gazetteer::{Gazetteer, Known};
use super::towns::{self, Level, Town, Towns};
use crate::model::{CountryCode, PlaceKind};
use crate::rules::{RuleError, Rules};

/// The lists of places.
#[derive(Debug)]
pub(super) struct Lookup {
    pub(super) gazetteer: Gazetteer,
    towns: Towns,
    counties: Towns,
    divisions: Towns,
}

/// One place that a name can mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Candidate<'g> {
    /// Its name; empty where it is the name sought, with capitals.
    pub(super) name: &'g str,
    pub(super) country: Option<CountryCode>,
    /// Code of the first-level division that it is or lies in; empty where that is unknown.
    pub(super) division: &'g str,
    pub(super) at: Option<(f64, f64)>,
    pub(super) kind: PlaceKind,
    pub(super) level: Level,
    pub(super) people: u32,
}

/// Degrees within which a listed city and a town of its name are one place.
const SAME: f64 = 0.6;
/// What a county and a division count as beside towns of their name, in inhabitants.
const COUNTY: u32 = 50_000;
const DIVISION: u32 = 300_000;
/// Places that one name can mean at most; those left out are the smallest.
const MOST: usize = 40;

impl Lookup {
    /// Reads the rules.
    pub(super) fn new(rules: &Rules) -> Result<Self, RuleError> {
        let towns = |path, level| Towns::new(rules, path, level);
        Ok(Self {
            gazetteer: Gazetteer::new(rules)?,
            towns: towns("places/towns.tsv", Level::Other)?,
            counties: towns("places/counties.tsv", Level::County)?,
            divisions: towns("places/divisions.tsv", Level::Division)?,
        })
    }

    /// Whether a name stands in the short lists.
    pub(super) fn is_listed(&self, name: &str) -> bool {
        !self.known(name).is_empty()
    }

    /// The places of a name from all lists.
    pub(super) fn all(&self, name: &str) -> Vec<Candidate<'_>> {
        let mut candidates: Vec<_> = self.known(name).iter().map(Candidate::of).collect();
        // "Miss." is a state and no town.
        if !self.gazetteer.is_short(name) {
            self.add_towns(name, &mut candidates);
        }
        candidates
    }

    fn known(&self, name: &str) -> &[Known] {
        let shouted = name.len() > 3 && name.chars().all(|c| !c.is_lowercase());
        match self.gazetteer.named(name) {
            // "DAR ES SALAAM"
            [] if shouted => self.gazetteer.named(&name.to_lowercase()),
            known => known,
        }
    }

    /// The first-level divisions of this name: "Texas", "Ill.", "TX".
    pub(super) fn divisions(&self, name: &str) -> Vec<Candidate<'_>> {
        let coded = self.gazetteer.state_by_code(name);
        let named = self.gazetteer.named(name).iter().chain(coded);
        named
            .map(Candidate::of)
            .filter(Candidate::is_division)
            .collect()
    }

    fn add_towns<'g>(&'g self, name: &str, candidates: &mut Vec<Candidate<'g>>) {
        let key = towns::key(name);
        let bare = key.strip_prefix("the ").unwrap_or(&key);
        for key in [bare, &key][..1 + usize::from(bare != key)].iter().copied() {
            let larger = self.counties.named(key).chain(self.divisions.named(key));
            for town in larger.chain(self.towns.named(key)).take(MOST) {
                let same = candidates.iter_mut().find(|known| known.is_same(&town));
                match same {
                    Some(known) => {
                        known.division = town.division;
                        known.people = known.people.max(town.people);
                    }
                    None => candidates.push(Candidate::town(&town)),
                }
            }
        }
    }
}

impl<'g> Candidate<'g> {
    fn of(known: &'g Known) -> Self {
        Self {
            name: &known.name,
            country: known.country,
            division: &known.division,
            at: known.at,
            kind: known.kind,
            level: match known.division.as_str() {
                "" => Level::Other,
                _ => Level::Division,
            },
            people: known.people,
        }
    }

    fn town(town: &Town<'g>) -> Self {
        Self {
            name: town.name,
            country: Some(town.country),
            division: town.division,
            at: Some(town.at),
            kind: match town.level {
                Level::Other => PlaceKind::City,
                Level::County | Level::Division => PlaceKind::Region,
            },
            level: town.level,
            people: match town.level {
                Level::Other => town.people,
                Level::County => COUNTY,
                Level::Division => DIVISION,
            },
        }
    }

    /// Whether it is a first-level division itself.
    pub(super) fn is_division(&self) -> bool {
        self.level == Level::Division
    }

    /// Whether a town of its name is the same place.
    fn is_same(&self, town: &Town<'_>) -> bool {
        let Some((north, east)) = self.at else {
            return false;
        };
        self.kind == PlaceKind::City
            && town.level == Level::Other
            && (north - town.at.0).abs() < SAME
            && (east - town.at.1).abs() < SAME
    }
}
