//! Deeds that two articles tell, side by side: who, when, where, how many, whether at all.

use std::collections::{BTreeMap, BTreeSet};

use super::deeds::Deed;
use super::fate::Fate;
use super::known;
use super::likeness::{Likeness, Point, Slot, View};
use super::page::Who;
use super::senses::Sense;
use super::{Scene, Value, difference};
use crate::model::*;

/// How much must speak for two deeds being one.
const ENOUGH: f64 = 3.0;

/// Deeds of one act that one deed is compared with at most, the nearest before it.
const COMPARED: usize = 1000;

/// Two tellings of one deed.
struct Pair {
    a: usize,
    b: usize,
    likeness: Likeness,
}

/// All differences between tellings of one deed.
pub(super) fn find<'r>(
    scene: Scene<'_, '_>,
    view: View<'_, 'r>,
    all: &[Deed<'r>],
) -> Vec<Difference> {
    let mut shown = Shown::default();
    for pair in one_to_one(all, candidates(view, all)) {
        let (a, b) = (&all[pair.a], &all[pair.b]);
        // Those who meet are two; whom a report does not name may be anybody.
        let least = if a.mutual || b.mutual { 2 } else { 1 };
        if pair.likeness.clashes() > 1 || pair.likeness.shared < least {
            continue;
        }
        let precise =
            |point: &Point| point.relation == Relation::Precision && point.slot != Slot::Count;
        let only = pair.likeness.points.iter().all(precise);
        let points = pair.likeness.points.iter();
        for point in points.filter(|point| point.shown && (only || !precise(point))) {
            if !known::to_both(view, all, (a, b), point) {
                shown.add((scene, view), (a, b), point);
            }
        }
    }
    shown.into_differences(scene)
}

/// Pairs that may be two tellings of one deed.
fn candidates<'r>(view: View<'_, 'r>, all: &[Deed<'r>]) -> Vec<Pair> {
    let mut by_act: BTreeMap<Common, Vec<usize>> = BTreeMap::new();
    for (n, deed) in all.iter().enumerate() {
        let acts = deed.acts.iter().copied().map(Common::Act);
        for common in acts.chain(people(deed)) {
            by_act.entry(common).or_default().push(n);
        }
    }
    let mut seen = BTreeSet::new();
    let mut pairs = Vec::new();
    let empty = Vec::new();
    for (n, b) in all.iter().enumerate() {
        let own = b.acts.iter().copied();
        let acts = own.flat_map(|act| std::iter::once(act).chain(view.senses.opposites(act)));
        let keys = acts.map(Common::Act).chain(people(b));
        for key in keys {
            let same = by_act.get(&key).unwrap_or(&empty);
            let before = &same[..same.partition_point(|other| *other < n)];
            for other in before.iter().rev().take(COMPARED) {
                if all[*other].position == b.position || !seen.insert((*other, n)) {
                    continue;
                }
                let likeness = view.likeness(&all[*other], b);
                if let Some(likeness) = likeness.filter(|likeness| likeness.worth >= ENOUGH) {
                    pairs.push(Pair {
                        a: *other,
                        b: n,
                        likeness,
                    });
                }
            }
        }
    }
    pairs
}

/// What two deeds must have in common to be compared: an act, or somebody with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Common {
    Act(Sense),
    Who(Who),
}

fn people(deed: &Deed<'_>) -> impl Iterator<Item = Common> {
    let named = deed.everybody().filter(|party| party.named.is_some());
    named.flat_map(|party| party.who.iter().copied().map(Common::Who))
}

/// Of all pairs the most alike, so that each deed has one partner in each other article.
fn one_to_one(all: &[Deed<'_>], mut pairs: Vec<Pair>) -> Vec<Pair> {
    let rank = |pair: &Pair| pair.likeness.worth - pair.likeness.clashes() as f64;
    pairs.sort_by(|x, y| {
        rank(y)
            .total_cmp(&rank(x))
            .then((x.a, x.b).cmp(&(y.a, y.b)))
    });
    let mut taken = BTreeSet::new();
    pairs.retain(|pair| {
        let ours = (pair.a, all[pair.b].position);
        let theirs = (pair.b, all[pair.a].position);
        let free = !taken.contains(&ours) && !taken.contains(&theirs);
        if free {
            taken.extend([ours, theirs]);
        }
        free
    });
    pairs
}

/// One difference under way.
struct Found {
    kind: DifferenceKind,
    relation: Relation,
    about: String,
    values: Vec<Value>,
    /// The words that give them: position of the article, words in it.
    words: Vec<(usize, Span)>,
}

#[derive(Default)]
struct Shown {
    found: Vec<Found>,
}

impl Shown {
    fn add<'r>(
        &mut self,
        (scene, view): (Scene<'_, '_>, View<'_, 'r>),
        (a, b): (&Deed<'r>, &Deed<'r>),
        point: &Point,
    ) {
        let kind = match point.slot {
            Slot::Act | Slot::Fate => DifferenceKind::Status,
            Slot::Parties | Slot::Joined => DifferenceKind::Participants,
            Slot::Role => DifferenceKind::Role,
            Slot::Wording => DifferenceKind::Wording,
            Slot::Day | Slot::Hour => DifferenceKind::Date,
            Slot::Spot => DifferenceKind::Place,
            Slot::Count => DifferenceKind::Number,
        };
        let values = [(a, point.spans.0), (b, point.spans.1)];
        let words = values.map(|(deed, span)| (deed.position, span));
        let values = values.map(|(deed, span)| told(view, deed, span, point.slot));
        let shares = |found: &Found| {
            found.kind == kind && words.iter().any(|ours| found.words.contains(ours))
        };
        let known = self.found.iter().position(shares);
        let at = known.unwrap_or_else(|| {
            self.found.push(Found {
                kind,
                relation: point.relation,
                about: about(scene, view, (a, b)),
                values: Vec::new(),
                words: Vec::new(),
            });
            self.found.len() - 1
        });
        let found = &mut self.found[at];
        if point.relation == Relation::Conflict {
            found.relation = Relation::Conflict;
        }
        found.words.extend(words);
        for value in values {
            let same = |known: &&mut Value| known.value.eq_ignore_ascii_case(&value.value);
            match found.values.iter_mut().find(same) {
                Some(known) => known.passages.extend(value.passages),
                None => found.values.push(value),
            }
        }
    }

    fn into_differences(self, scene: Scene<'_, '_>) -> Vec<Difference> {
        let of = |mut found: Found| {
            for value in &mut found.values {
                value
                    .passages
                    .sort_unstable_by_key(|(n, span)| (*n, span.start, span.end));
                value.passages.dedup();
            }
            difference(
                scene.told,
                found.kind,
                found.relation,
                found.about,
                found.values,
            )
        };
        self.found.into_iter().filter_map(of).collect()
    }
}

/// The value in words, with the sentence that gives it.
fn told<'r>(view: View<'_, 'r>, deed: &Deed<'r>, span: Span, slot: Slot) -> Value {
    let page = &view.pages[deed.position];
    let words = page.text(span).split_whitespace().collect::<Vec<_>>();
    let value = match (slot, deed.fate) {
        (Slot::Fate, Fate::Done) => "it happened".to_owned(),
        (Slot::Fate, Fate::Ahead) => "it is planned".to_owned(),
        (Slot::Fate, Fate::Denied) => "it did not happen".to_owned(),
        (Slot::Day, _) => day_of(page.reading, span).unwrap_or_else(|| words.join(" ")),
        _ => words.join(" "),
    };
    let sentences = &page.reading.parse.sentences;
    let around = sentences
        .iter()
        .find(|sentence| sentence.span.overlaps(span));
    let passage = around.map_or(span, |sentence| sentence.span);
    Value {
        value,
        holder: None,
        passages: vec![(deed.position, passage)],
    }
}

/// The one day that a time expression means, in words.
fn day_of(reading: &Reading, span: Span) -> Option<String> {
    let mut times = reading.times.iter();
    let days = times.find(|time| time.span == span)?.days?;
    (days.start == days.end).then(|| super::super::summary::day(days.start))
}

/// What two tellings are about: the event that either of them is, else the act with whoever is in it.
fn about<'r>(scene: Scene<'_, '_>, view: View<'_, 'r>, (a, b): (&Deed<'r>, &Deed<'r>)) -> String {
    let is = |telling: &&super::super::tellings::Telling<'_>, deed: &Deed<'r>| {
        let word = view.pages[deed.position].tokens[deed.at].span;
        telling.position == deed.position && telling.event.trigger.contains(word)
    };
    let happening = scene.happenings.iter().find(|happening| {
        let mut tellings = happening.tellings.iter().copied();
        tellings.any(|telling| is(&telling, a) || is(&telling, b))
    });
    if let Some(happening) = happening {
        return super::about(happening);
    }
    let fuller = a.everybody().count() >= b.everybody().count();
    let deed = if fuller { a } else { b };
    let page = &view.pages[deed.position];
    let parties = deed.agents.iter().chain(&deed.patients);
    let names: Vec<&str> = parties.map(|party| page.text(party.span)).collect();
    match names.is_empty() {
        true => deed.word.to_owned(),
        false => format!("{} ({})", deed.word, names.join(", ")),
    }
}
