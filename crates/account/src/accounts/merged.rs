//! Events of several articles that are one happening.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use super::actors::Cast;
use super::agreement::agreement;
use super::odds::at_odds;
use super::tellings::Telling;
use crate::model::*;

/// Tellings of one class that one telling is compared with at most, the nearest before it.
/// More are only in texts that nobody writes; the bound keeps them from taking all memory.
const COMPARED: usize = 1000;

/// Groups of positions in `tellings`, in order of their first telling.
pub(super) fn merge(tellings: &[Telling<'_>], cast: &Cast) -> Vec<Vec<usize>> {
    let mut groups = Groups::new(tellings, cast);
    for (first, again) in repeated(tellings).into_iter().chain(results(tellings)) {
        groups.join(first, again);
    }
    let mut pairs = Vec::new();
    for same in by_class(tellings).values() {
        let firsts: Vec<usize> = same.iter().copied().filter(|n| groups.leads(*n)).collect();
        for (i, later) in firsts.iter().enumerate() {
            for earlier in &firsts[i.saturating_sub(COMPARED)..i] {
                let (x, y) = (&tellings[*earlier], &tellings[*later]);
                if at_odds(x, y, cast) {
                    continue;
                }
                if let Some(agreement) = agreement(x, y, cast) {
                    pairs.push((agreement, *earlier, *later));
                }
            }
        }
    }
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    for (_, a, b) in pairs {
        groups.join_fitting(a, b);
    }
    groups.into_vec()
}

/// Tellings that say in one article what it has said before, word for word, each with the first.
fn repeated(tellings: &[Telling<'_>]) -> Vec<(usize, usize)> {
    let mut first = HashMap::new();
    let mut again = Vec::new();
    for (n, telling) in tellings.iter().enumerate() {
        let event = (telling.event.kind as u8, telling.event.status as u8);
        let people = (&telling.actors, &telling.recipients);
        let key = (
            telling.position,
            event,
            telling.clause,
            people,
            telling.stated_days(),
        );
        match first.entry(key) {
            Entry::Occupied(known) => again.push((*known.get(), n)),
            Entry::Vacant(free) => {
                free.insert(n);
            }
        }
    }
    again
}

/// "opened fire on the crowd, killing three": what an attack leads to in the same clause is part of it.
fn results(tellings: &[Telling<'_>]) -> Vec<(usize, usize)> {
    let mut results = Vec::new();
    for (n, pair) in tellings.windows(2).enumerate() {
        let [attack, result] = pair else {
            continue;
        };
        let assaults = [attack, result]
            .iter()
            .all(|t| t.event.kind == EventType::Assault);
        let same = attack.position == result.position
            && attack.event.sentence == result.event.sentence
            && attack.event.status == result.event.status
            && attack.actors == result.actors;
        if assaults && same && result.gerund {
            results.push((n, n + 1));
        }
    }
    results
}

/// Groups of tellings under way.
struct Groups<'t, 'r> {
    tellings: &'t [Telling<'r>],
    cast: &'t Cast,
    group: Vec<usize>,
    members: Vec<Vec<usize>>,
}

impl<'t, 'r> Groups<'t, 'r> {
    fn new(tellings: &'t [Telling<'r>], cast: &'t Cast) -> Self {
        Self {
            tellings,
            cast,
            group: (0..tellings.len()).collect(),
            members: (0..tellings.len()).map(|n| vec![n]).collect(),
        }
    }

    /// Whether a telling is the first of its group.
    fn leads(&self, n: usize) -> bool {
        self.group[n] == n
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (
            self.group[a].min(self.group[b]),
            self.group[a].max(self.group[b]),
        );
        if a == b {
            return;
        }
        let moved = std::mem::take(&mut self.members[b]);
        for n in &moved {
            self.group[*n] = a;
        }
        self.members[a].extend(moved);
    }

    /// Joins two groups unless a telling of the one cannot be of one happening with one of the other.
    fn join_fitting(&mut self, a: usize, b: usize) {
        let (a, b) = (self.group[a], self.group[b]);
        let fits =
            |x: &usize, y: &usize| !at_odds(&self.tellings[*x], &self.tellings[*y], self.cast);
        // What an article repeats word for word adds nothing to compare.
        let heads = |n: usize| {
            let few = self.members[n].iter().copied();
            few.take(COMPARED).collect::<Vec<_>>()
        };
        let (ours, theirs) = (heads(a), heads(b));
        if a != b && ours.iter().all(|x| theirs.iter().all(|y| fits(x, y))) {
            self.join(a, b);
        }
    }

    fn into_vec(mut self) -> Vec<Vec<usize>> {
        self.members.retain(|members| !members.is_empty());
        for members in &mut self.members {
            members.sort_unstable();
        }
        self.members
    }
}

/// Only events of one class can be one happening. A meeting that is agreed on, asked for or
/// held is coded as AGREE, REQUEST or CONSULT: the first and the last are one class here.
fn by_class(tellings: &[Telling<'_>]) -> BTreeMap<u8, Vec<usize>> {
    let mut classes: BTreeMap<u8, Vec<usize>> = BTreeMap::new();
    for (n, telling) in tellings.iter().enumerate() {
        let class = match telling.event.kind {
            EventType::Agree => EventType::Consult as u8,
            kind => kind as u8,
        };
        classes.entry(class).or_default().push(n);
    }
    classes
}
