//! One happening out of its tellings: participants, days, place, status and history.

use std::collections::{BTreeMap, BTreeSet};

use super::actors::Cast;
use super::agreement::is_mutual;
use super::tellings::Telling;
use super::told::Told;
use crate::model::*;

/// Participants of one side at most; beyond them a list says little.
const SIDE: usize = 8;

/// One happening with all its tellings.
#[derive(Debug)]
pub(super) struct Happening<'t, 'r> {
    pub(super) event: AccountEvent,
    /// Best evidence first.
    pub(super) tellings: Vec<&'t Telling<'r>>,
}

/// Puts the tellings of one happening together.
pub(super) fn happening<'t, 'r>(
    told: &Told<'r>,
    cast: &Cast,
    mut tellings: Vec<&'t Telling<'r>>,
) -> Happening<'t, 'r> {
    tellings.sort_by_key(|t| (rank(t.event.status), t.event.sentence, t.position, t.id));
    let (actors, recipients) = sides(&deeds(&tellings, cast), cast);
    let leading = leading_kind(&tellings);
    let kind = leading.event.kind;
    let mut of_kind = tellings.iter().filter(|t| t.event.kind == kind);
    let positions = || tellings.iter().map(|t| t.position);
    let event = AccountEvent {
        kind,
        contexts: contexts(of_kind.clone().flat_map(|t| &t.event.contexts)),
        mode: leading
            .event
            .mode
            .or_else(|| of_kind.find_map(|t| t.event.mode)),
        cameo: leading.event.cameo,
        actors,
        recipients,
        days: days(told, &tellings),
        place: place(&tellings),
        status: tellings.first().map_or(Status::Actual, |t| t.event.status),
        history: history(told, &tellings),
        holder: holder(&tellings),
        origins: told.count(positions()),
        articles: told.ids(positions()),
        summary: String::new(),
        members: members(told, &tellings),
        weight: 0.0,
    };
    Happening { event, tellings }
}

/// Each context once, in order of the tellings.
fn contexts<'e>(told: impl Iterator<Item = &'e &'static str>) -> Vec<&'static str> {
    let mut contexts = Vec::new();
    for context in told {
        if !contexts.contains(context) {
            contexts.push(*context);
        }
    }
    contexts
}

/// Whoever holds it in every telling.
fn holder(tellings: &[&Telling<'_>]) -> Option<ActorId> {
    let first = tellings.first()?.holder;
    first.filter(|_| tellings.iter().all(|t| t.holder == first))
}

/// The furthest status first.
fn rank(status: Status) -> u8 {
    match status {
        Status::Actual => 0,
        Status::Planned => 1,
        Status::Threatened => 2,
        Status::Demanded => 3,
        Status::Hypothetical => 4,
        Status::Denied => 5,
    }
}

/// The best telling of the type and mode that most tellings of the furthest status have.
fn leading_kind<'t, 'r>(tellings: &[&'t Telling<'r>]) -> &'t Telling<'r> {
    let status = tellings[0].event.status;
    let furthest = || tellings.iter().filter(|t| t.event.status == status);
    let mut votes: BTreeMap<(EventType, Option<&str>), usize> = BTreeMap::new();
    for telling in furthest() {
        *votes
            .entry((telling.event.kind, telling.event.mode))
            .or_default() += 1;
    }
    let most = votes.values().max().copied();
    let leading = furthest().find(|t| votes.get(&(t.event.kind, t.event.mode)).copied() == most);
    leading.unwrap_or(&tellings[0])
}

fn members(told: &Told<'_>, tellings: &[&Telling<'_>]) -> Vec<(ArticleId, EventId)> {
    let mut members: Vec<(usize, EventId)> = tellings.iter().map(|t| (t.position, t.id)).collect();
    members.sort_unstable();
    let member = |(position, id)| (told.id(position).clone(), id);
    members.into_iter().map(member).collect()
}

/// Every status with the articles that give it, from denied over planned to actual.
fn history(told: &Told<'_>, tellings: &[&Telling<'_>]) -> Vec<(Status, Vec<ArticleId>)> {
    let mut by_status: BTreeMap<std::cmp::Reverse<u8>, (Status, Vec<usize>)> = BTreeMap::new();
    for telling in tellings {
        let status = telling.event.status;
        let entry = by_status.entry(std::cmp::Reverse(rank(status)));
        entry
            .or_insert((status, Vec::new()))
            .1
            .push(telling.position);
    }
    let entries = by_status.into_values();
    entries
        .map(|(status, positions)| (status, told.ids(positions)))
        .collect()
}

/// The tellings that name the act itself; how many it hit ("..., killing three") is told beside it.
/// All of them where none of the furthest status would be left, or nobody who is acted on.
pub(super) fn deeds<'t, 'r>(tellings: &[&'t Telling<'r>], cast: &Cast) -> Vec<&'t Telling<'r>> {
    let toll = |t: &Telling<'_>| {
        let crowd = t.recipients.iter().all(|actor| cast.is_plural(*actor));
        t.gerund && crowd && !t.recipients.is_empty()
    };
    let deeds: Vec<&Telling<'_>> = tellings.iter().filter(|t| !toll(t)).copied().collect();
    let furthest = tellings.first().map(|t| t.event.status);
    let kept = deeds.iter().any(|t| Some(t.event.status) == furthest);
    match kept && deeds.iter().any(|t| !t.recipients.is_empty()) {
        true => deeds,
        false => tellings.to_vec(),
    }
}

/// Actors and recipients. Where they can change places, the side that most tellings give.
fn sides(tellings: &[&Telling<'_>], cast: &Cast) -> (Vec<ActorId>, Vec<ActorId>) {
    let mut actors = side(tellings, |t| &t.actors, cast);
    let mut recipients = side(tellings, |t| &t.recipients, cast);
    let count = |actor: ActorId, of: for<'a, 'b> fn(&'a Telling<'b>) -> &'a [ActorId]| {
        tellings.iter().filter(|t| of(t).contains(&actor)).count()
    };
    let acts = |actor: ActorId| count(actor, |t| &t.actors) >= count(actor, |t| &t.recipients);
    let both: Vec<ActorId> = actors
        .iter()
        .copied()
        .filter(|a| recipients.contains(a))
        .collect();
    for actor in both {
        if acts(actor) {
            recipients.retain(|recipient| *recipient != actor);
        } else {
            actors.retain(|other| *other != actor);
        }
    }
    if is_mutual(tellings[0].event.kind) {
        let named = recipients.clone();
        actors.retain(|a| !named.iter().any(|r| stands_for(*r, *a, cast)));
        let named = actors.clone();
        recipients.retain(|r| !named.iter().any(|a| stands_for(*a, *r, cast)));
    }
    (actors, recipients)
}

/// The participants of one side, those that most articles give first. Whoever stands for
/// another who is named (the country for its president) is left out.
fn side(
    tellings: &[&Telling<'_>],
    of: for<'a, 'b> fn(&'a Telling<'b>) -> &'a [ActorId],
    cast: &Cast,
) -> Vec<ActorId> {
    let mut votes: BTreeMap<ActorId, BTreeSet<usize>> = BTreeMap::new();
    for telling in tellings {
        for actor in of(telling) {
            votes.entry(*actor).or_default().insert(telling.position);
        }
    }
    let all: Vec<ActorId> = votes.keys().copied().collect();
    let mut side: Vec<(ActorId, usize)> = votes.iter().map(|(a, v)| (*a, v.len())).collect();
    side.retain(|(actor, tellers)| {
        // Unless most name the country: then the person is rather a slip.
        let known = |other: &ActorId| 3 * votes[other].len() > *tellers;
        let closer = |other: &&ActorId| stands_for(**other, *actor, cast) && known(other);
        !all.iter().any(|other| closer(&other))
    });
    // Told by one article where others name somebody else: rather a slip than a participant.
    let most = side.iter().map(|(_, votes)| *votes).max().unwrap_or(0);
    side.retain(|(_, votes)| most < 3 || votes * 3 > most);
    side.sort_by_key(|(actor, votes)| (std::cmp::Reverse(*votes), *actor));
    side.truncate(SIDE);
    side.into_iter().map(|(actor, _)| actor).collect()
}

/// Whether `closer` says more exactly who `wider` is: a person or body of that very state.
fn stands_for(closer: ActorId, wider: ActorId, cast: &Cast) -> bool {
    closer != wider
        && !cast.is_person(wider)
        && cast.compatible(closer, wider)
        && (cast.is_person(closer) || closer < wider)
}

/// The days that most origins state, of those the closest. When an article appeared says nothing of
/// when an act took place.
fn days(told: &Told<'_>, tellings: &[&Telling<'_>]) -> Option<DayRange> {
    let mut votes: BTreeMap<DayRange, Vec<usize>> = BTreeMap::new();
    for telling in tellings {
        if let Some(days) = telling.stated_days() {
            votes.entry(days).or_default().push(telling.position);
        }
    }
    let length = |days: &DayRange| (days.end - days.start).get_days();
    let closest = votes.keys().map(length).min();
    let best = votes
        .iter()
        .filter(|(days, _)| Some(length(days)) == closest)
        .max_by_key(|(days, positions)| {
            let origins = told.count(positions.iter().copied());
            (origins, std::cmp::Reverse(**days))
        });
    best.map(|(days, _)| *days)
}

/// The closest place, of those the one that most tellings give.
fn place(tellings: &[&Telling<'_>]) -> Option<Place> {
    let mut votes: BTreeMap<(u8, &str), (usize, &Place)> = BTreeMap::new();
    for place in tellings.iter().filter_map(|t| t.place) {
        let closeness = match place.kind {
            PlaceKind::Seat => 0,
            PlaceKind::City => 1,
            PlaceKind::Region => 2,
            PlaceKind::Country => 3,
        };
        let entry = votes.entry((closeness, &place.name)).or_insert((0, place));
        entry.0 += 1;
    }
    let best = votes.iter().max_by_key(|((closeness, name), (count, _))| {
        (
            std::cmp::Reverse(*closeness),
            *count,
            std::cmp::Reverse(*name),
        )
    });
    best.map(|(_, (_, place))| (*place).clone())
}
