//! Deeds that two articles tell, side by side: who, when, where, how many, whether at all.

use std::collections::{BTreeMap, BTreeSet};

use super::deeds::Deed;
use super::fate::Fate;
use super::likeness::{Likeness, Point, Slot, View};
use super::page::{Page, Who};
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
        if pair.likeness.clashes() > 1 {
            continue;
        }
        let precise =
            |point: &Point| point.relation == Relation::Precision && point.slot != Slot::Count;
        let only = pair.likeness.points.iter().all(precise);
        let points = pair.likeness.points.iter();
        for point in points.filter(|point| point.shown && (only || !precise(point))) {
            if !told_both_ways(view, all, a, b, point) {
                shown.add(view, a, b, point);
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

/// Whether one of the articles tells the other's value as well: then it knows of both.
fn told_both_ways<'r>(
    view: View<'_, 'r>,
    all: &[Deed<'r>],
    a: &Deed<'r>,
    b: &Deed<'r>,
    point: &Point,
) -> bool {
    let (here, there) = (&view.pages[a.position], &view.pages[b.position]);
    let (x, y) = point.spans;
    match point.slot {
        Slot::Wording => {
            let known = |page: &Page<'_>, span: Span, other: &Page<'_>| {
                let lemma = |n: usize| &*page.tokens[n].lemma;
                let word = page.top(span).map_or("", lemma);
                other.tokens.iter().any(|token| *token.lemma == *word)
            };
            known(here, x, there) || known(there, y, here)
        }
        Slot::Parties => {
            let known = |page: &Page<'_>, span: Span, other: &Page<'_>| {
                let name = page.text(span).split_whitespace().last().unwrap_or("");
                other.reading.article.text.contains(name)
            };
            known(here, x, there) || known(there, y, here)
        }
        Slot::Day if point.relation != Relation::Precision => {
            let day = |page: &Page<'_>, span: Span| {
                let mut times = page.reading.times.iter();
                times
                    .find(|time| time.span == span)
                    .and_then(|time| time.days)
            };
            let known = |page: &Page<'_>, days: Option<DayRange>| {
                page.reading
                    .times
                    .iter()
                    .any(|time| time.days.is_some() && time.days == days)
            };
            known(there, day(here, x)) || known(here, day(there, y))
        }
        Slot::Count => {
            let number = |page: &Page<'r>, span: Span| {
                let mut numbers = page.reading.numbers.iter();
                numbers.find(|number| number.span == span)
            };
            let known = |page: &Page<'r>, number: Option<&Number>| {
                let mut numbers = page.reading.numbers.iter();
                number.is_some_and(|n| {
                    numbers.any(|m| {
                        m.value == n.value
                            && super::numbers::comparable(&m.unit, &n.unit, view.senses)
                    })
                })
            };
            known(there, number(here, x)) || known(here, number(there, y))
        }
        Slot::Act | Slot::Fate => {
            let opposed = |one: &Deed<'r>, page: usize| {
                all.iter().any(|other| {
                    let same = other.acts.iter().any(|act| one.acts.contains(act));
                    other.position == page && same && other.fate == one.fate
                })
            };
            opposed(a, b.position) || opposed(b, a.position)
        }
        Slot::Joined => {
            // The last party is the new one, if the other article does not have it at all.
            let has = |page: &Page<'_>, text: &str| page.reading.article.text.contains(text);
            has(here, there.text(y)) && has(there, here.text(x))
        }
        Slot::Day | Slot::Hour | Slot::Spot | Slot::Role => false,
    }
}

/// One difference under way.
struct Found {
    kind: DifferenceKind,
    relation: Relation,
    about: String,
    /// The value as compared, the value as told, its passages.
    values: Vec<(String, String, Vec<(usize, Span)>)>,
}

#[derive(Default)]
struct Shown {
    found: Vec<Found>,
}

impl Shown {
    fn add<'r>(&mut self, view: View<'_, 'r>, a: &Deed<'r>, b: &Deed<'r>, point: &Point) {
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
        let values = values.map(|(deed, span)| told(view, deed, span, point.slot));
        let shares = |found: &Found| {
            let mut passages = found.values.iter().flat_map(|(.., passages)| passages);
            found.kind == kind && passages.any(|p| values.iter().any(|(.., ours)| ours.contains(p)))
        };
        let known = self.found.iter().position(shares);
        let at = known.unwrap_or_else(|| {
            self.found.push(Found {
                kind,
                relation: point.relation,
                about: about(view, a, b, point.slot),
                values: Vec::new(),
            });
            self.found.len() - 1
        });
        let found = &mut self.found[at];
        if point.relation == Relation::Conflict {
            found.relation = Relation::Conflict;
        }
        for (key, value, passages) in values {
            match found.values.iter_mut().find(|(known, ..)| *known == key) {
                Some((_, _, known)) => known.extend(passages),
                None => found.values.push((key, value, passages)),
            }
        }
    }

    fn into_differences(self, scene: Scene<'_, '_>) -> Vec<Difference> {
        let of = |found: Found| {
            let value = |(_, value, mut passages): (String, String, Vec<(usize, Span)>)| {
                passages.sort_unstable_by_key(|(n, span)| (*n, span.start, span.end));
                passages.dedup();
                Value {
                    value,
                    holder: None,
                    passages,
                }
            };
            let values = found.values.into_iter().map(value).collect();
            difference(scene.told, found.kind, found.relation, found.about, values)
        };
        self.found.into_iter().filter_map(of).collect()
    }
}

/// The value as compared and as told, with the sentence that gives it.
fn told<'r>(
    view: View<'_, 'r>,
    deed: &Deed<'r>,
    span: Span,
    slot: Slot,
) -> (String, String, Vec<(usize, Span)>) {
    let page = &view.pages[deed.position];
    let text = page.text(span);
    let value = match (slot, deed.fate) {
        (Slot::Fate, Fate::Done) => "it happened".to_owned(),
        (Slot::Fate, Fate::Ahead) => "it is planned".to_owned(),
        (Slot::Fate, Fate::Denied) => "it did not happen".to_owned(),
        _ => text.split_whitespace().collect::<Vec<_>>().join(" "),
    };
    let key = value.to_lowercase();
    let sentences = &page.reading.parse.sentences;
    let around = sentences
        .iter()
        .find(|sentence| sentence.span.overlaps(span));
    let passage = around.map_or(span, |sentence| sentence.span);
    (key, value, vec![(deed.position, passage)])
}

/// What two tellings are about: the act with whoever is in it.
fn about<'r>(view: View<'_, 'r>, a: &Deed<'r>, b: &Deed<'r>, slot: Slot) -> String {
    let deed = if a.everybody().count() >= b.everybody().count() {
        a
    } else {
        b
    };
    let page = &view.pages[deed.position];
    let name = |party: &super::parties::Party| page.text(party.span).to_owned();
    let agents: Vec<String> = deed.agents.iter().map(name).collect();
    let patients: Vec<String> = deed.patients.iter().map(name).collect();
    let lists = [agents.join(", "), deed.word.to_owned(), patients.join(", ")];
    let lists = lists.into_iter().filter(|list| !list.is_empty());
    let what = match slot {
        Slot::Count => "number",
        Slot::Day | Slot::Hour => "day",
        Slot::Spot => "place",
        Slot::Parties | Slot::Joined => "participants",
        Slot::Role => "office",
        Slot::Wording => "words",
        Slot::Act | Slot::Fate => "whether it happened",
    };
    format!("{what}: {}", lists.collect::<Vec<_>>().join(" – "))
}
