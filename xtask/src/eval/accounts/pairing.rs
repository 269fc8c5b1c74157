//! Which found event is which labelled one, and what of it is right.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use account::model::{Account, AccountActor, AccountEvent, Claim};

use super::labels::GoldEvent;
use super::names::Participant;
use super::sets::{Place, Set};

/// An event of an account.
pub(super) struct Found<'a> {
    pub(super) event: &'a AccountEvent,
    pub(super) at: BTreeSet<Place>,
    actors: Vec<&'a AccountActor>,
    recipients: Vec<&'a AccountActor>,
}

/// What became of a found event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is this labelled event.
    Right(usize),
    /// It agrees with an optional label alone: left out of every figure.
    Aside,
    /// It is this labelled event once more.
    Split(usize),
    /// It is nothing that a careful reader takes from the articles.
    Wrong,
}

/// Whether the parts of an event are as labelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) actors: bool,
    pub(super) recipients: bool,
    pub(super) date: bool,
    pub(super) status: bool,
}

impl<'a> Found<'a> {
    /// Every event of `accounts`.
    pub(super) fn all(set: &Set, accounts: &'a [Account]) -> Vec<Self> {
        let of = |account: &'a Account| {
            let one = move |claim: &'a Claim<AccountEvent>| Self::new(set, account, claim);
            account.events.iter().map(one).collect::<Vec<_>>()
        };
        accounts.iter().flat_map(of).collect()
    }

    fn new(set: &Set, account: &'a Account, claim: &'a Claim<AccountEvent>) -> Self {
        let event = claim.value();
        let named = |ids: &[account::model::ActorId]| {
            let ids = ids.iter();
            ids.filter_map(|id| account.actors.get(id.0 as usize))
                .collect()
        };
        Self {
            event,
            at: set.rests_on(claim.evidence()),
            actors: named(&event.actors),
            recipients: named(&event.recipients),
        }
    }
}

/// How well a found event agrees with a label, what counts most first; the greater the better.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    same_type: bool,
    sides_right: u8,
    others_right: u8,
    participants: usize,
    sentences: usize,
    required: bool,
}

fn rank(found: &Found<'_>, gold: &GoldEvent) -> Option<Rank> {
    let same_type = found.event.kind == gold.kind;
    let sentences = found.at.intersection(&gold.at).count();
    let parties = || found.actors.iter().chain(&found.recipients);
    let labelled = gold.actors.iter().chain(&gold.recipients);
    let participants = labelled
        .filter(|participant| parties().any(|actor| participant.is(actor)))
        .count();
    let right_type = same_type || gold.also.contains(&found.event.kind);
    if !right_type || sentences == 0 || participants == 0 {
        return None;
    }
    let parts = parts(found, gold);
    Some(Rank {
        same_type,
        sides_right: u8::from(parts.actors) + u8::from(parts.recipients),
        others_right: u8::from(parts.date) + u8::from(parts.status),
        participants,
        sentences,
        required: !gold.optional,
    })
}

/// What became of each found event: the best pairs are made first.
pub(super) fn verdicts(found: &[Found<'_>], gold: &[GoldEvent]) -> Vec<Verdict> {
    let mut ranked = Vec::new();
    for (f, event) in found.iter().enumerate() {
        for (g, label) in gold.iter().enumerate() {
            if let Some(rank) = rank(event, label) {
                ranked.push((Reverse(rank), f, g));
            }
        }
    }
    ranked.sort_unstable();
    let mut pair = vec![None; found.len()];
    let mut taken = vec![false; gold.len()];
    for (_, f, g) in &ranked {
        if pair[*f].is_none() && !taken[*g] {
            pair[*f] = Some(*g);
            taken[*g] = true;
        }
    }
    let verdict = |f: usize| {
        let others = || ranked.iter().filter(move |(_, of, _)| *of == f);
        let again = others().find(|(_, _, g)| !gold[*g].optional);
        match pair[f] {
            Some(g) if gold[g].optional => Verdict::Aside,
            Some(g) => Verdict::Right(g),
            None if again.is_some() => Verdict::Split(again.map_or(0, |(_, _, g)| *g)),
            None if others().next().is_some() => Verdict::Aside,
            None => Verdict::Wrong,
        }
    };
    (0..found.len()).map(verdict).collect()
}

/// Which parts of `found` are as labelled.
pub(super) fn parts(found: &Found<'_>, gold: &GoldEvent) -> Parts {
    let (actors, recipients) = if gold.mutual {
        let both = found.actors.iter().chain(&found.recipients);
        let labelled = gold.actors.iter().chain(&gold.recipients);
        let right = agree(
            &labelled.collect::<Vec<_>>(),
            &both.copied().collect::<Vec<_>>(),
        );
        (right, right)
    } else {
        let side = |labelled: &[Participant], named: &[&AccountActor]| {
            agree(&labelled.iter().collect::<Vec<_>>(), named)
        };
        (
            side(&gold.actors, &found.actors),
            side(&gold.recipients, &found.recipients),
        )
    };
    let status = found.event.status.as_str();
    Parts {
        actors,
        recipients,
        date: gold.dates.are(found.event.days),
        status: gold.statuses.iter().any(|right| right == status),
    }
}

/// Whether everybody is named whom the label asks for, and nobody else.
fn agree(labelled: &[&Participant], named: &[&AccountActor]) -> bool {
    let there = |one: &&&Participant| named.iter().any(|actor| one.is(actor));
    let meant = |actor: &&AccountActor| labelled.iter().any(|one| one.is(actor));
    labelled
        .iter()
        .filter(|one| one.required)
        .all(|one| there(&one))
        && named.iter().all(meant)
}
