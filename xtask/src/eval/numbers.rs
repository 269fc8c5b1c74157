//! Numbers against every number that counts or measures something in four sets of articles.
//!
//! The labels stand in `quality/accounts/SET/numbers.toml`, beside those of the account.

use std::collections::BTreeMap;

use account::model::{Bound, Number, Span};
use anyhow::{Context, Result};
use serde::Deserialize;

use super::accounts::sets::{self, Part, SETS, Set};
use super::{Bench, Outcome, Suite};

/// The suite.
pub(super) const SUITE: Suite = Suite {
    stage: "numbers",
    run,
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Labels {
    number: Vec<Label>,
}

/// One number of the articles, as it is written in the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Label {
    at: String,
    /// The value; of a range the lower end. Only optional numbers have none.
    value: Option<f64>,
    upper: Option<f64>,
    /// Right bounds; none given means exact.
    #[serde(default)]
    bound: Vec<String>,
    /// Right units.
    #[serde(default)]
    unit: Vec<String>,
    #[serde(default)]
    optional: bool,
}

/// What is counted over the sets of one part.
#[derive(Debug, Default)]
struct Tally {
    gold: usize,
    found: usize,
    right: usize,
    values: usize,
    bounds: usize,
    units: usize,
}

impl Tally {
    fn figures(&self) -> [(&'static str, f64); 5] {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        [
            ("found precision", share(self.right, self.found)),
            ("found recall", share(self.right, self.gold)),
            ("value", share(self.values, self.right)),
            ("bound", share(self.bounds, self.right)),
            ("unit", share(self.units, self.right)),
        ]
    }
}

fn run(bench: &Bench) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for (name, part) in SETS {
        let path = sets::folder(name).join("numbers.toml");
        if !path.is_file() {
            continue;
        }
        let bytes = sets::read(&path)?;
        let folder = sets::articles_of(name)?;
        sets::note(name, &bytes, &folder, &mut outcome)?;
        let text = String::from_utf8(bytes).with_context(|| format!("{}", path.display()))?;
        let labels: Labels =
            toml::from_str(&text).with_context(|| format!("reading {}", path.display()))?;
        let set = Set::read(bench, &folder)?;
        let tally = tallies.entry(part.name()).or_default();
        let items =
            score(&set, &labels.number, tally).with_context(|| format!("the numbers of {name}"))?;
        let line = |item: Item| item.line(name, part);
        outcome.items.extend(items.into_iter().map(line));
    }
    for (part, tally) in &tallies {
        for (name, value) in tally.figures() {
            outcome.figures.insert(format!("{part} {name}"), value);
        }
    }
    Ok(outcome)
}

/// What became of a label or of a found number.
struct Item {
    what: String,
    reference: String,
    words: String,
}

impl Item {
    /// A line for the diffs. Of a set that nobody is to look at, it says no more than where.
    fn line(&self, set: &str, part: Part) -> String {
        let words = match part {
            Part::Dev => self.words.as_str(),
            Part::Test => "",
        };
        format!("{set}\t{}\t{}\t{words}", self.what, self.reference)
    }
}

/// A labelled number in one article, with the found number that it is.
struct Pair<'a> {
    label: &'a Label,
    at: usize,
    span: Span,
    found: Option<usize>,
}

fn score(set: &Set, labels: &[Label], tally: &mut Tally) -> Result<Vec<Item>> {
    let mut pairs = Vec::new();
    for label in labels {
        for (at, span) in set.spans(&label.at)? {
            pairs.push(Pair {
                label,
                at,
                span,
                found: None,
            });
        }
    }
    pair(set, &mut pairs);
    let mut items: Vec<Item> = pairs
        .iter()
        .filter(|pair| !pair.label.optional)
        .map(|pair| labelled(set, pair, tally))
        .collect();
    items.extend(further(set, &pairs, tally));
    Ok(items)
}

/// Gives each label the found number that shares a passage with it: first where the values agree.
fn pair(set: &Set, pairs: &mut [Pair<'_>]) {
    for same_value in [true, false] {
        for n in 0..pairs.len() {
            let taken = |at: usize, number: usize| {
                let mut others = pairs.iter();
                others.any(|other| other.at == at && other.found == Some(number))
            };
            let Pair {
                label, at, span, ..
            } = pairs[n];
            let fits = |(position, number): &(usize, &Number)| {
                number.span.overlaps(span)
                    && !taken(at, *position)
                    && (!same_value || label.value == Some(number.value))
            };
            if pairs[n].found.is_none() {
                let numbers = set.readings[at].numbers.iter().enumerate();
                pairs[n].found = numbers.into_iter().find(fits).map(|(position, _)| position);
            }
        }
    }
}

fn labelled(set: &Set, pair: &Pair<'_>, tally: &mut Tally) -> Item {
    let reading = &set.readings[pair.at];
    let label = pair.label;
    tally.gold += 1;
    let wanted = pair.span.of(&reading.article.text).to_owned();
    let reference = set.reference(set.sentences(pair.at, pair.span).next().as_ref());
    let Some(number) = pair.found.and_then(|found| reading.numbers.get(found)) else {
        return Item {
            what: String::from("missed"),
            reference,
            words: wanted,
        };
    };
    let bound = bound(number.bound);
    let value = label.value == Some(number.value) && label.upper == number.upper;
    let bounds = match label.bound.as_slice() {
        [] => bound == "exact",
        right => right.iter().any(|right| right == bound),
    };
    let units = label.unit.contains(&number.unit);
    tally.found += 1;
    tally.right += 1;
    let mut what = String::from("found");
    let parts = [
        (value, &mut tally.values, "value"),
        (bounds, &mut tally.bounds, "bound"),
        (units, &mut tally.units, "unit"),
    ];
    for (right, count, name) in parts {
        *count += usize::from(right);
        if !right {
            what = format!("{what} not {name}");
        }
    }
    Item {
        what,
        reference,
        words: format!("{wanted}: {bound} {} {}", number.value, number.unit),
    }
}

/// The found numbers that are no label's: wrong, unless they stand where an optional one does.
fn further(set: &Set, pairs: &[Pair<'_>], tally: &mut Tally) -> Vec<Item> {
    let mut items = Vec::new();
    for (at, reading) in set.readings.iter().enumerate() {
        for (position, number) in reading.numbers.iter().enumerate() {
            let here = || pairs.iter().filter(|pair| pair.at == at);
            let paired = here().any(|pair| pair.found == Some(position));
            let optional =
                here().any(|pair| pair.label.optional && pair.span.overlaps(number.span));
            if paired || optional {
                continue;
            }
            tally.found += 1;
            let words = number.span.of(&reading.article.text);
            items.push(Item {
                what: String::from("wrong"),
                reference: set.reference(Some(&(at, number.sentence.0 as usize))),
                words: format!("{words}: {} {}", number.value, number.unit),
            });
        }
    }
    items
}

fn bound(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "exact",
        Bound::About => "about",
        Bound::AtLeast => "at-least",
        Bound::AtMost => "at-most",
    }
}
