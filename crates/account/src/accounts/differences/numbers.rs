//! Different numbers for one thing.

use std::collections::BTreeMap;

use super::super::tellings::lemmas;
use super::deeds::Deed;
use super::senses::{Sense, Senses, Sort};
use super::tolls::is_long_ago;
use super::{Scene, Value, difference, sentence};
use crate::model::*;

/// Part by which a number may differ from one that is meant roughly.
const ROUGH: f64 = 0.1;

/// Part of the content words that two sentences share from which they speak of one thing.
const ALIKE: f64 = 0.4;

/// One number of one article.
struct Stated<'r> {
    position: usize,
    number: &'r Number,
    /// Position of the happening that it measures.
    about: Option<usize>,
    /// Content lemmas of its sentence.
    words: Vec<&'r str>,
    /// What was done by or to those whom it counts.
    acts: Vec<Sense>,
}

/// Numbers of one unit that different articles give for one event, or in like sentences.
pub(super) fn find(scene: Scene<'_, '_>, deeds: &[Deed<'_>], senses: &Senses) -> Vec<Difference> {
    let mut by_unit: Vec<Vec<Stated<'_>>> = Vec::new();
    for stated in all(scene, deeds, senses) {
        let unit = &stated.number.unit;
        let alike = by_unit
            .iter_mut()
            .find(|group| of_a_sort(&group[0].number.unit, unit, senses));
        match alike {
            Some(group) => group.push(stated),
            None => by_unit.push(vec![stated]),
        }
    }
    by_unit
        .into_iter()
        .flat_map(|stated| of_unit(scene, stated))
        .collect()
}

/// The acts of the deeds in which a number counts those whom they befall.
fn acts(deeds: &[Deed<'_>], position: usize, number: usize, senses: &Senses) -> Vec<Sense> {
    let own = deeds.iter().filter(|deed| deed.position == position);
    let counting = own.filter(|deed| {
        let mut parties = deed.patients.iter();
        deed.number == Some(number) || parties.any(|party| party.number == Some(number))
    });
    let acts = counting.flat_map(|deed| {
        // "Pledges reached 4 billion"
        let nouns = deed
            .agents
            .iter()
            .flat_map(|party| senses.acts(&party.lemma));
        let own = deed.acts.iter().copied();
        own.chain(nouns.map(|act| act.sense)).collect::<Vec<_>>()
    });
    acts.collect()
}

fn all<'r>(scene: Scene<'_, 'r>, deeds: &[Deed<'_>], senses: &Senses) -> Vec<Stated<'r>> {
    let mut all = Vec::new();
    for (position, reading) in scene.told.readings.iter().enumerate() {
        let numbers = reading.numbers.iter().enumerate();
        for (n, number) in numbers.filter(|(_, number)| !is_long_ago(reading, number)) {
            let spoken = sentence(scene.told, position, number.span);
            let about = number.about.and_then(|event| {
                let told = |t: &&super::super::tellings::Telling<'_>| {
                    t.position == position && t.id == event
                };
                scene
                    .happenings
                    .iter()
                    .position(|h| h.tellings.iter().any(&told))
            });
            all.push(Stated {
                position,
                number,
                about,
                words: lemmas(reading, spoken),
                acts: acts(deeds, position, n, senses),
            });
        }
    }
    all
}

/// Groups numbers that speak of one thing; each group with differing values is a difference.
fn of_unit(scene: Scene<'_, '_>, stated: Vec<Stated<'_>>) -> Vec<Difference> {
    // First those that agree with another article: what that one says of the same thing is known
    // then, and no other number of it is taken for it.
    let agrees = |one: &Stated<'_>| {
        let same = |other: &Stated<'_>| other.number.value == one.number.value;
        stated
            .iter()
            .any(|other| same(other) && same_thing(one, other))
    };
    let agreed: Vec<bool> = stated.iter().map(agrees).collect();
    let mut ordered: Vec<(bool, Stated<'_>)> = agreed.into_iter().zip(stated).collect();
    ordered.sort_by_key(|(agrees, _)| !agrees);
    let mut groups: Vec<Vec<Stated<'_>>> = Vec::new();
    for (_, one) in ordered {
        let group = groups.iter_mut().find(|group| {
            let has = group.iter().any(|other| other.position == one.position);
            let event = one.about.is_some() && group.iter().any(|other| other.about == one.about);
            (event || !has) && group.iter().any(|other| same_thing(&one, other))
        });
        match group {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    groups
        .iter()
        .filter_map(|group| differing(scene, group))
        .collect()
}

fn same_thing(a: &Stated<'_>, b: &Stated<'_>) -> bool {
    if a.position == b.position {
        return false;
    }
    if a.about.is_some() && a.about == b.about {
        return true;
    }
    // The killed are not the treated.
    if !a.acts.is_empty() && !b.acts.is_empty() && !a.acts.iter().any(|act| b.acts.contains(act)) {
        return false;
    }
    // Money and shares are of anything: what was done with them must be told alike.
    let measured = matches!(a.number.unit.as_str(), "percent" | "USD" | "EUR" | "GBP");
    if measured && (a.acts.is_empty() || b.acts.is_empty()) {
        return false;
    }
    let shared = a.words.iter().filter(|word| b.words.contains(word)).count();
    let fewer = a.words.len().min(b.words.len());
    shared >= 3 && shared as f64 >= ALIKE * fewer as f64
}

fn differing(scene: Scene<'_, '_>, group: &[Stated<'_>]) -> Option<Difference> {
    let told = scene.told;
    let tolls: Vec<Toll<'_>> = group
        .iter()
        .map(|one| Toll {
            position: one.position,
            published: told.readings[one.position].article.published,
            number: one.number,
        })
        .collect();
    let worst = relation_of(&tolls)?;
    let mut values: BTreeMap<(u64, String), Value> = BTreeMap::new();
    for one in group {
        let text = one
            .number
            .span
            .of(&told.readings[one.position].article.text);
        let passage = (one.position, sentence(told, one.position, one.number.span));
        let key = (
            one.number.value.to_bits(),
            format!("{:?}", one.number.bound),
        );
        let value = values.entry(key).or_insert_with(|| Value {
            value: text.to_owned(),
            holder: None,
            passages: Vec::new(),
        });
        value.passages.push(passage);
    }
    let about = about(scene, group);
    let values = values.into_values().collect();
    difference(told, DifferenceKind::Number, worst, about, values)
}

/// A number with its article and the moment when that appeared.
#[derive(Clone, Copy)]
pub(super) struct Toll<'r> {
    pub(super) position: usize,
    pub(super) published: Option<Moment>,
    pub(super) number: &'r Number,
}

/// How the numbers of different articles for one thing stand to each other; nothing where no two
/// differ.
pub(super) fn relation_of(tolls: &[Toll<'_>]) -> Option<Relation> {
    let pairs = tolls.iter().enumerate().flat_map(|(n, a)| {
        let later = tolls[n + 1..].iter();
        let later = later.filter(|b| a.position != b.position);
        later.filter_map(|b| relation(a.number, b.number))
    });
    let relations: Vec<Relation> = pairs.collect();
    let conflict = relations.contains(&Relation::Conflict);
    match (relations.is_empty(), conflict, is_update(tolls)) {
        (true, ..) => None,
        (_, true, true) => Some(Relation::Update),
        (_, true, false) => Some(Relation::Conflict),
        (_, false, _) => Some(Relation::Precision),
    }
}

/// Whether two units are one word or one sort of things.
fn of_a_sort(x: &str, y: &str, senses: &Senses) -> bool {
    let theirs = senses.things(y);
    let mut ours = senses.things(x).iter();
    let sure = |sense: Sense| senses.sort(sense) != Sort::Anybody && theirs.contains(&sense);
    x == y || ours.any(|sense| sure(*sense))
}

/// Whether two units can count the same: of one sort, or both of any persons.
pub(super) fn comparable(x: &str, y: &str, senses: &Senses) -> bool {
    let anybody = |unit: &str| {
        let mut sorts = senses.things(unit).iter();
        sorts.any(|sense| senses.sort(*sense) == Sort::Anybody)
    };
    of_a_sort(x, y, senses) || anybody(x) && anybody(y)
}

/// Whether a number that is meant roughly is the other one rounded: "about 3,000" and 2,987.
fn is_rounded(x: &Number, y: &Number) -> bool {
    let rounds = |rough: &Number, value: f64| {
        let digits = (0..12).take_while(|n| rough.value.abs() % 10_f64.powi(n + 1) == 0.0);
        let unit = 10_f64.powi(digits.count() as i32);
        rough.bound == Bound::About && (value - rough.value).abs() <= unit / 2.0
    };
    rounds(x, y.value) || rounds(y, x.value)
}

/// How two numbers stand to each other; nothing where they agree.
pub(super) fn relation(x: &Number, y: &Number) -> Option<Relation> {
    if x.value == y.value || is_rounded(x, y) {
        return None;
    }
    let holds = |n: &Number, value: f64| match (n.bound, n.upper) {
        (_, Some(upper)) => (n.value..=upper).contains(&value),
        (Bound::AtLeast, _) => value >= n.value,
        (Bound::AtMost, _) => value <= n.value,
        (Bound::About, _) => (value - n.value).abs() <= ROUGH * n.value.abs(),
        (Bound::Exact, _) => false,
    };
    match holds(x, y.value) || holds(y, x.value) {
        true => Some(Relation::Precision),
        false => Some(Relation::Conflict),
    }
}

/// Counts only grow with what is known: every later article gives a larger number.
fn is_update(tolls: &[Toll<'_>]) -> bool {
    let mut dated = Vec::new();
    for toll in tolls {
        let Some(moment) = toll.published else {
            return false;
        };
        dated.push((moment.date, toll.number.value));
    }
    dated.sort_by(|x, y| x.0.cmp(&y.0).then(x.1.total_cmp(&y.1)));
    dated
        .windows(2)
        .all(|pair| pair[0].1 == pair[1].1 || pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1)
}

fn about(scene: Scene<'_, '_>, group: &[Stated<'_>]) -> String {
    let unit = group.first().map_or("", |one| one.number.unit.as_str());
    let event = group.iter().find_map(|one| one.about);
    match event.and_then(|n| scene.happenings.get(n)) {
        Some(happening) => format!("number ({unit}): {}", super::about(happening)),
        None => format!("number ({unit})"),
    }
}
