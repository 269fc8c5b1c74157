//! Odds: what rules out that two tellings are of one happening.

use std::collections::BTreeSet;

use super::actors::Cast;
use super::agreement::{apart, is_deed, is_mutual, same_act, same_clause, side};
use super::tellings::Telling;
use crate::model::*;

/// Days by which two reports of one happening may differ, where all else is the same.
const SLIP: i32 = 2;

/// Whether two tellings cannot be of one happening.
pub(super) fn at_odds(a: &Telling<'_>, b: &Telling<'_>, cast: &Cast) -> bool {
    other_status(a, b)
        || denies_itself(a, b)
        || other_mode(a, b)
        || other_time(a, b)
        || told_side_by_side(a, b)
        || !same_clause(a, b) && other_people(a, b, cast)
}

/// What is planned may have happened; what is feared, demanded or threatened is another matter.
fn other_status(a: &Telling<'_>, b: &Telling<'_>) -> bool {
    let class = |status| match status {
        Status::Actual | Status::Planned | Status::Denied => 0,
        Status::Threatened => 1,
        Status::Demanded => 2,
        Status::Hypothetical => 3,
    };
    class(a.event.status) != class(b.event.status)
}

/// An article that tells one thing and denies another speaks of two.
fn denies_itself(a: &Telling<'_>, b: &Telling<'_>) -> bool {
    let denied = |telling: &Telling<'_>| telling.event.status == Status::Denied;
    a.position == b.position && denied(a) != denied(b)
}

/// A phone call is no visit.
fn other_mode(a: &Telling<'_>, b: &Telling<'_>) -> bool {
    let phone = |telling: &Telling<'_>| telling.event.mode == Some("phone");
    let word = same_act(a, b);
    if a.event.kind == EventType::Consult || b.event.kind == EventType::Consult {
        return phone(a) != phone(b);
    }
    a.event.mode.is_some() && b.event.mode.is_some() && a.event.mode != b.event.mode && !word
}

/// A sentence that names two deeds with two words tells two: "withdrew its envoy and closed the
/// border".
fn told_side_by_side(a: &Telling<'_>, b: &Telling<'_>) -> bool {
    let sentence = a.position == b.position && a.event.sentence == b.event.sentence;
    sentence && is_deed(a.event.kind) && !same_act(a, b)
}

fn other_time(a: &Telling<'_>, b: &Telling<'_>) -> bool {
    let (Some(x), Some(y)) = (a.stated_days(), b.stated_days()) else {
        return false;
    };
    let same = a.position != b.position
        && a.actors == b.actors
        && a.recipients == b.recipients
        && !a.actors.is_empty()
        && !a.recipients.is_empty()
        && a.acts == b.acts;
    apart(x, y) > if same { SLIP } else { 0 }
}

fn other_people(a: &Telling<'_>, b: &Telling<'_>, cast: &Cast) -> bool {
    if is_mutual(a.event.kind) && is_mutual(b.event.kind) {
        let named = same_act(a, b);
        let (a, b) = (a.everybody(), b.everybody());
        let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        // Both are named, and one of the smaller side is nobody on the other.
        let stranger =
            |x: &ActorId, those: &BTreeSet<ActorId>| !those.iter().any(|y| cast.compatible(*x, *y));
        let strangers = few.iter().filter(|x| stranger(x, &many)).count();
        // Who travelled to both capitals is nobody of the talks that the two then held.
        let third = !named && many.iter().any(|y| stranger(y, &few));
        return strangers * 2 > few.len() || few.len() >= 2 && (strangers > 0 || third);
    }
    side(&a.actors, &b.actors, cast) < 0.0 || side(&a.recipients, &b.recipients, cast) < 0.0
}
