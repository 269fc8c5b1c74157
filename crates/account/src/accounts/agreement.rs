//! Agreement: how much speaks for two tellings being of one happening.

use std::collections::BTreeSet;

use super::actors::Cast;
use super::tellings::Telling;
use crate::model::*;

/// From how much agreement two tellings are of one happening; see [`agreement`].
/// Set so that a shared act and one shared participant are not enough, but with the other
/// participant or the time are.
const SAME: f64 = 3.0;

/// The same for one that denies what the other tells, which must name the same act.
const DENIED: f64 = 5.0;

/// Agreement of two tellings in the same words.
const CLAUSE: f64 = 9.0;

/// What the same days add.
const SAME_DAYS: f64 = 1.5;

/// What is taken off where the clauses have no noun and no verb in common.
const OTHER_MATTER: f64 = 2.0;

/// Whether actor and recipient can change places.
pub(super) fn is_mutual(kind: EventType) -> bool {
    use EventType::{Agree, Consult, Cooperate};
    matches!(kind, Agree | Consult | Cooperate)
}

/// How much speaks for two tellings being of one happening; nothing where it is too little.
pub(super) fn agreement(a: &Telling<'_>, b: &Telling<'_>, cast: &Cast) -> Option<f64> {
    if same_clause(a, b) {
        return Some(CLAUSE);
    }
    let act = act(a, b)?;
    let people = participants(a, b, cast)?;
    if only_of_a_type(a, b) {
        return None;
    }
    let other_matter = if is_of_other_matter(a, b) {
        OTHER_MATTER
    } else {
        0.0
    };
    let sum = act + people + time(a, b) + place(a, b) - other_matter;
    let denied = (a.event.status == Status::Denied) != (b.event.status == Status::Denied);
    let enough = if denied {
        sum >= DENIED && same_act(a, b)
    } else {
        sum >= SAME
    };
    enough.then_some(sum)
}

/// Deeds, whose words tell one from the other; words for talks and criticism vary too much.
pub(super) fn is_deed(kind: EventType) -> bool {
    use EventType::{Aid, Assault, Coerce, Cooperate, Mobilize, Protest, Retreat, Sanction};
    matches!(
        kind,
        Aid | Assault | Coerce | Cooperate | Mobilize | Protest | Retreat | Sanction
    )
}

/// Whether nothing but the type speaks for one deed: states that trade and extradite cooperate
/// twice.
fn only_of_a_type(a: &Telling<'_>, b: &Telling<'_>) -> bool {
    let mode = a.event.mode.is_some() && a.event.mode == b.event.mode;
    is_deed(a.event.kind) && !mode && !same_act(a, b) && time(a, b) == 0.0
}

/// Whether two tellings whose dates do not tie them say nothing alike but the act: "rejected the ruling" and "rejected
/// the accusation".
fn is_of_other_matter(a: &Telling<'_>, b: &Telling<'_>) -> bool {
    let mutual = is_mutual(a.event.kind) || is_mutual(b.event.kind);
    let enough = !a.matter.is_empty() && !b.matter.is_empty();
    let said = |telling: &Telling<'_>, word: &str| {
        telling.matter.contains(word) || telling.trigger.contains(&word)
    };
    let act = |word: &str| a.trigger.contains(&word) && b.trigger.contains(&word);
    let words = a.matter.iter().chain(&a.trigger);
    let shared = || words.clone().any(|word| said(b, word) && !act(word));
    !mutual && enough && time(a, b) == 0.0 && !shared()
}

/// A reprint tells the same act in the same words.
pub(super) fn same_clause(a: &Telling<'_>, b: &Telling<'_>) -> bool {
    let words = |telling: &Telling<'_>| telling.clause.split_whitespace().count();
    let trigger = a.acts == b.acts && a.event.kind == b.event.kind;
    trigger && a.position != b.position && a.clause == b.clause && words(a) >= 4
}

pub(super) fn same_act(a: &Telling<'_>, b: &Telling<'_>) -> bool {
    a.acts.iter().any(|act| b.acts.contains(act))
}

/// The act: 1 for the type, 2 more for the same word, 1 more for the same mode.
fn act(a: &Telling<'_>, b: &Telling<'_>) -> Option<f64> {
    let word = same_act(a, b);
    let mode = a.event.mode.is_some() && a.event.mode == b.event.mode;
    if a.event.kind != b.event.kind && !word {
        return None;
    }
    Some(1.0 + if word { 2.0 } else { 0.0 } + if mode { 1.0 } else { 0.0 })
}

/// The participants: 1.5 for the same, 1 for one who stands for the other, on each side.
/// One side may be unknown; all of them only for one act on the same days.
fn participants(a: &Telling<'_>, b: &Telling<'_>, cast: &Cast) -> Option<f64> {
    if is_mutual(a.event.kind) && is_mutual(b.event.kind) {
        let named = same_act(a, b);
        let (a, b) = (a.everybody(), b.everybody());
        let same = a.intersection(&b).count();
        // Who arrives in a country has not yet met its president.
        if !named && same < 2 && a.len().min(b.len()) >= 2 {
            return None;
        }
        let near_to = |those: &BTreeSet<ActorId>, others: &BTreeSet<ActorId>| {
            let near = |x: &&ActorId| others.iter().any(|y| cast.compatible(**x, *y));
            those.iter().filter(near).count()
        };
        // "The presidents of both countries" are two.
        let near = near_to(&a, &b).max(near_to(&b, &a));
        let points = same.min(2) as f64 * 1.5 + (near - same).min(2) as f64;
        return (points >= 1.5).then_some(points);
    }
    let actors = side(&a.actors, &b.actors, cast);
    let recipients = side(&a.recipients, &b.recipients, cast);
    let points = actors.max(0.0) + recipients.max(0.0);
    // "The army arrested them on 8 May", "The farmers were arrested on 8 May"
    let enough = points > 0.0 || same_act(a, b) && time(a, b) >= SAME_DAYS;
    (actors >= 0.0 && recipients >= 0.0 && enough).then_some(points)
}

/// Points for one side: 0 where it is unknown, less than 0 where it is somebody else.
pub(super) fn side(a: &[ActorId], b: &[ActorId], cast: &Cast) -> f64 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    if a.iter().any(|actor| b.contains(actor)) {
        return 1.5;
    }
    let near = a.iter().any(|x| b.iter().any(|y| cast.compatible(*x, *y)));
    if near { 1.0 } else { -1.0 }
}

/// The time: 1.5 for the same days, 1 for the same month, half of it for days that hold the other's.
fn time(a: &Telling<'_>, b: &Telling<'_>) -> f64 {
    let (Some(x), Some(y)) = (a.stated_days(), b.stated_days()) else {
        return 0.0;
    };
    let days = |range: DayRange| (range.end - range.start).get_days();
    match (days(x), days(y)) {
        _ if apart(x, y) > 0 => 0.0,
        (0..=3, 0..=3) => SAME_DAYS,
        (0..=31, 0..=31) => 1.0,
        _ => 0.5,
    }
}

fn place(a: &Telling<'_>, b: &Telling<'_>) -> f64 {
    match (a.place, b.place) {
        (Some(a), Some(b)) if a.name == b.name => 0.5,
        _ => 0.0,
    }
}

/// Days between two ranges; 0 where they overlap.
pub(super) fn apart(a: DayRange, b: DayRange) -> i32 {
    let gap = |early: DayRange, late: DayRange| (late.start - early.end).get_days();
    gap(a, b).max(gap(b, a)).max(0)
}
