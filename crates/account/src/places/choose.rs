//! Choose: which place of several with one name is meant, by what the article names beside it.

use std::collections::BTreeMap;

use super::find::Named;
use super::lookup::{Candidate, Lookup};
use super::votes::Votes;
use crate::model::*;

/// All uses of one name in the article.
struct Group<'n, 'g> {
    candidates: &'n [Candidate<'g>],
    /// What each candidate weighs; together one.
    shares: Vec<f64>,
    /// How often each candidate is told by the words behind the name.
    told: Vec<u32>,
    uses: u32,
}

/// What a candidate gains where the article once says "Paris, Texas".
const TOLD: f64 = 1000.0;
/// What a people or an adjective of a country weighs beside a place there.
const ADJECTIVE: f64 = 0.5;
/// What the place at the head of the text weighs.
const DATELINE: f64 = 2.0;
/// Inhabitants that every place has at least.
const LEAST: u32 = 100;
/// The share from which on a candidate is heard.
const HEARD: f64 = 0.004;
/// How often the names vote; a name takes a hint from those that took theirs from others.
const ROUNDS: usize = 3;

/// What the article says of where it plays beside the names of places.
pub(super) fn hints<'g>(article: &Article, parse: &Parse, lookup: &'g Lookup) -> Votes<'g> {
    let mut votes = Votes::default();
    let peoples = parse
        .names
        .iter()
        .filter(|name| name.kind == NameKind::Norp);
    let mut seen = std::collections::BTreeSet::new();
    for name in peoples {
        let last = parse.tokens.get((name.tokens.end as usize).wrapping_sub(1));
        let words = last.map_or("", |last| last.span.of(&article.text));
        let country = lookup.gazetteer.country_of_adjective(words);
        if let Some(country) = country.filter(|country| seen.insert(*country)) {
            votes.add_country(country, ADJECTIVE);
        }
    }
    let dateline = article.dateline.as_deref().unwrap_or_default();
    let place = dateline.split('(').next().unwrap_or(dateline);
    for part in place.split(',').map(str::trim) {
        let candidates = lookup.all(part);
        for (candidate, share) in candidates.iter().zip(prior(&candidates)) {
            votes.add(candidate, DATELINE * share);
        }
    }
    votes
}

/// The place that each name means.
pub(super) fn choose<'n, 'g>(
    names: &'n [Named<'g>],
    mut votes: Votes<'g>,
) -> Vec<Option<&'n Candidate<'g>>> {
    let mut groups = groups(names);
    for group in groups.values() {
        group.vote(&mut votes, 1.0);
    }
    for _ in 0..ROUNDS {
        for group in groups
            .values_mut()
            .filter(|group| group.candidates.len() > 1)
        {
            group.vote(&mut votes, -1.0);
            group.weigh(&votes);
            group.vote(&mut votes, 1.0);
        }
    }
    names
        .iter()
        .map(|name| {
            let told = told(names, name);
            let group = groups.get(&(name.key.as_str(), name.short))?;
            let shares = group.shares.iter().zip(name.candidates.iter());
            let fits = shares.filter(|(_, place)| told.is_none_or(|told| lies_in(place, told)));
            fits.fold(
                None,
                |best: Option<(f64, &Candidate<'_>)>, (share, place)| match best {
                    Some((most, _)) if most >= *share => best,
                    _ => Some((*share, place)),
                },
            )
            .map(|(_, place)| place)
            .or(name.candidates.first())
        })
        .collect()
}

impl<'g> Group<'_, 'g> {
    fn vote(&self, votes: &mut Votes<'g>, sign: f64) {
        // A name that stands ten times does not speak ten times as loud.
        let weight = match self.uses {
            0 => return,
            1 => 1.0,
            2..=4 => 1.5,
            _ => 2.0,
        };
        let shares = self.candidates.iter().zip(&self.shares);
        for (candidate, share) in shares.filter(|(_, share)| **share >= HEARD) {
            votes.add(candidate, sign * weight * share);
        }
    }

    /// Weighs the candidates by what they are and what the article's other names say.
    fn weigh(&mut self, votes: &Votes<'g>) {
        let prior = self.candidates.iter().map(|place| weight(place));
        let told = self
            .told
            .iter()
            .map(|told| if *told > 0 { TOLD } else { 1.0 });
        let weights: Vec<f64> = prior
            .zip(told)
            .zip(self.candidates)
            .map(|((prior, told), place)| prior * told * votes.support(place))
            .collect();
        self.shares = parts(&weights);
    }
}

/// The names that are one.
fn groups<'n, 'g>(names: &'n [Named<'g>]) -> BTreeMap<(&'n str, bool), Group<'n, 'g>> {
    let mut groups: BTreeMap<_, Group<'_, '_>> = BTreeMap::new();
    for name in names {
        let group = groups
            .entry((name.key.as_str(), name.short))
            .or_insert_with(|| Group {
                candidates: &name.candidates,
                shares: prior(&name.candidates),
                told: vec![0; name.candidates.len()],
                uses: 0,
            });
        group.uses += u32::from(name.votes);
        if let Some(told) = told(names, name) {
            let fits = name.candidates.iter().map(|place| lies_in(place, told));
            for (count, fits) in group.told.iter_mut().zip(fits) {
                *count += u32::from(fits);
            }
        }
    }
    groups
}

/// What the words behind a name say that it lies in, where one of its places does.
fn told<'n, 'g>(names: &'n [Named<'g>], name: &Named<'g>) -> Option<&'n [Candidate<'g>]> {
    let around = &names[name.within?].candidates;
    let fits = name.candidates.iter().any(|place| lies_in(place, around));
    fits.then_some(&**around)
}

/// Whether a place lies in one of the divisions or countries.
fn lies_in(place: &Candidate<'_>, around: &[Candidate<'_>]) -> bool {
    around.iter().any(|whole| {
        let larger = match whole.kind {
            PlaceKind::Country => place.kind != PlaceKind::Country,
            _ => whole.is_division() && !place.is_division() && place.division == whole.division,
        };
        larger && place.country == whole.country
    })
}

/// What the candidates weigh by themselves.
fn prior(candidates: &[Candidate<'_>]) -> Vec<f64> {
    let weights: Vec<f64> = candidates.iter().map(|place| weight(place)).collect();
    parts(&weights)
}

/// The weights as parts of one.
fn parts(weights: &[f64]) -> Vec<f64> {
    let sum: f64 = weights.iter().sum();
    weights
        .iter()
        .map(|weight| weight / sum.max(1e-9))
        .collect()
}

/// What a place weighs by itself.
fn weight(place: &Candidate<'_>) -> f64 {
    f64::from(place.people.max(LEAST)).sqrt()
}
