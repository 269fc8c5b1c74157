//! Events of several articles that are one happening.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

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

/// Days by which two reports of one happening may differ, where all else is the same.
const SLIP: i32 = 2;

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
                if let Some(agreement) = agreement(&tellings[*earlier], &tellings[*later], cast) {
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

/// Whether actor and recipient can change places.
pub(super) fn is_mutual(kind: EventType) -> bool {
    use EventType::{Agree, Consult, Cooperate};
    matches!(kind, Agree | Consult | Cooperate)
}

/// How much speaks for two tellings being of one happening; nothing where it is too little.
fn agreement(a: &Telling<'_>, b: &Telling<'_>, cast: &Cast) -> Option<f64> {
    if at_odds(a, b, cast) {
        return None;
    }
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
fn is_deed(kind: EventType) -> bool {
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
fn same_clause(a: &Telling<'_>, b: &Telling<'_>) -> bool {
    let words = |telling: &Telling<'_>| telling.clause.split_whitespace().count();
    let trigger = a.acts == b.acts && a.event.kind == b.event.kind;
    trigger && a.position != b.position && a.clause == b.clause && words(a) >= 4
}

fn same_act(a: &Telling<'_>, b: &Telling<'_>) -> bool {
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
fn side(a: &[ActorId], b: &[ActorId], cast: &Cast) -> f64 {
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
fn apart(a: DayRange, b: DayRange) -> i32 {
    let gap = |early: DayRange, late: DayRange| (late.start - early.end).get_days();
    gap(a, b).max(gap(b, a)).max(0)
}

/// Whether two tellings cannot be of one happening.
fn at_odds(a: &Telling<'_>, b: &Telling<'_>, cast: &Cast) -> bool {
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
