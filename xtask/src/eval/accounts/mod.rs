//! Accounts against what a careful reader takes from seven sets of articles: the whole flow.
//!
//! `quality/accounts/README.md` says what the labels mean and how they are compared.

mod dates;
mod differences;
mod labels;
mod names;
mod pairing;
pub(super) mod sets;

use std::collections::BTreeMap;

use account::model::Account;
use anyhow::{Context, Result};

pub(super) use self::differences::two_meet;
use self::labels::{GoldEvent, Labels};
use self::pairing::{Found, Verdict, parts, verdicts};
use self::sets::{Part, SETS, Set};
use super::{Bench, Outcome, Suite};

/// The suite.
pub(super) const SUITE: Suite = Suite {
    stage: "accounts",
    run,
};

fn run(bench: &Bench) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for (name, part) in SETS {
        let labels = Labels::load(name)?;
        let folder = labels.articles(name);
        sets::note(name, &labels.bytes, &folder, &mut outcome)?;
        let set = Set::read(bench, &folder)?;
        let accounts = set.report(bench)?;
        let mut scored = Scored {
            set: &set,
            name,
            part,
            tally: tallies.entry(part.name()).or_default(),
            items: &mut outcome.items,
        };
        scored
            .all(&labels, &accounts)
            .with_context(|| format!("the labels of {name}"))?;
    }
    for (part, tally) in &tallies {
        for (name, value) in tally.figures() {
            outcome.figures.insert(format!("{part} {name}"), value);
        }
    }
    Ok(outcome)
}

/// Of some things: how many are found, labelled and right.
#[derive(Debug, Default)]
struct Counts {
    found: usize,
    gold: usize,
    right: usize,
}

impl Counts {
    /// Counts labels and the things found with what each is; optional labels are left out.
    fn add(&mut self, optional: &[bool], matches: &[Option<usize>]) {
        self.gold += optional.iter().filter(|optional| !**optional).count();
        for label in matches {
            let aside = label.is_some_and(|label| optional[label]);
            self.found += usize::from(!aside);
            self.right += usize::from(!aside && label.is_some());
        }
    }

    fn precision(&self) -> f64 {
        share(self.right, self.found)
    }

    fn recall(&self) -> f64 {
        share(self.right, self.gold)
    }
}

/// What is counted over the sets of one part.
#[derive(Debug, Default)]
struct Tally {
    events: Counts,
    split: usize,
    /// Events of which every part is right.
    whole: usize,
    actors: usize,
    recipients: usize,
    dates: usize,
    statuses: usize,
    differences: Counts,
    copies: Counts,
}

impl Tally {
    fn figures(&self) -> [(&'static str, f64); 13] {
        let events = &self.events;
        [
            ("event precision", events.precision()),
            ("event recall", events.recall()),
            (
                "event F1",
                share(2 * events.right, events.found + events.gold),
            ),
            (
                "event unsplit",
                share(events.right, events.right + self.split),
            ),
            ("event whole", share(self.whole, events.found)),
            ("event actors", share(self.actors, events.right)),
            ("event recipients", share(self.recipients, events.right)),
            ("event date", share(self.dates, events.right)),
            ("event status", share(self.statuses, events.right)),
            ("difference precision", self.differences.precision()),
            ("difference recall", self.differences.recall()),
            ("copy precision", self.copies.precision()),
            ("copy recall", self.copies.recall()),
        ]
    }
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// One set while it is scored.
struct Scored<'a> {
    set: &'a Set,
    name: &'a str,
    part: Part,
    tally: &'a mut Tally,
    items: &'a mut Vec<String>,
}

impl Scored<'_> {
    fn all(&mut self, labels: &Labels, accounts: &[Account]) -> Result<()> {
        self.events(&labels.events(self.set)?, accounts);
        self.differences(labels, accounts)?;
        self.copies(labels, accounts);
        Ok(())
    }

    fn events(&mut self, gold: &[GoldEvent], accounts: &[Account]) {
        let found = Found::all(self.set, accounts);
        let verdicts = verdicts(&found, gold);
        for (g, label) in gold.iter().enumerate() {
            let of = verdicts.iter().position(|v| *v == Verdict::Right(g));
            self.label(g, label, of.map(|f| &found[f]));
        }
        for (event, verdict) in found.iter().zip(&verdicts) {
            self.tally.events.found += usize::from(*verdict != Verdict::Aside);
            self.tally.split += usize::from(matches!(verdict, Verdict::Split(_)));
            let what = match verdict {
                Verdict::Split(g) => format!("split of {}", g + 1),
                Verdict::Wrong => String::from("wrong"),
                Verdict::Right(_) | Verdict::Aside => continue,
            };
            let summary = format!("{} {}", event.event.kind, event.event.summary);
            let reference = self.set.reference(event.at.first());
            self.item(&what, &reference, "", &summary);
        }
    }

    /// Counts a labelled event and what was found of it.
    fn label(&mut self, g: usize, label: &GoldEvent, found: Option<&Found<'_>>) {
        if label.optional {
            return;
        }
        self.tally.events.gold += 1;
        let reference = self.set.reference(label.at.first());
        let number = format!("{} {}", g + 1, label.summary);
        let Some(found) = found else {
            self.item("missed", &reference, &number, "");
            return;
        };
        let parts = parts(found, label);
        let tally = &mut *self.tally;
        tally.events.right += 1;
        let mut off = String::new();
        let counted = [
            (parts.actors, &mut tally.actors, "actors"),
            (parts.recipients, &mut tally.recipients, "recipients"),
            (parts.date, &mut tally.dates, "date"),
            (parts.status, &mut tally.statuses, "status"),
        ];
        for (right, count, name) in counted {
            *count += usize::from(right);
            if !right {
                off = format!("{off} not {name}");
            }
        }
        tally.whole += usize::from(off.is_empty());
        let status = found.event.status.as_str();
        let days = found.event.days.map_or(String::from("undated"), |days| {
            format!("{}/{}", days.start, days.end)
        });
        let summary = format!("{} [{status}, {days}]", found.event.summary);
        let what = format!("found{off}");
        self.item(&what, &reference, &number, &summary);
    }

    fn differences(&mut self, labels: &Labels, accounts: &[Account]) -> Result<()> {
        let gold = labels.differences(self.set)?;
        let (found, matches) = differences::differences(self.set, accounts, &gold);
        let optional: Vec<bool> = gold.iter().map(|label| label.optional).collect();
        self.tally.differences.add(&optional, &matches);
        for (g, label) in gold.iter().enumerate().filter(|(_, g)| !g.optional) {
            let there = matches.contains(&Some(g));
            let what = if there { "found" } else { "missed" };
            let place = label.values.first().and_then(|value| value.first());
            let reference = self.set.reference(place);
            let number = format!("{} difference in {}", g + 1, label.kinds.join(" or "));
            self.item(what, &reference, &number, "");
        }
        for (difference, _) in found.iter().zip(&matches).filter(|(_, m)| m.is_none()) {
            let values: Vec<&str> = difference
                .values
                .iter()
                .map(|value| value.value().value.as_str())
                .collect();
            let (kind, about) = (difference.kind.as_str(), &difference.about);
            let summary = format!("difference in {kind}: {about}: {}", values.join(" | "));
            let places = difference
                .values
                .first()
                .map(|value| self.set.rests_on(value.evidence()));
            let reference = self.set.reference(places.unwrap_or_default().first());
            self.item("wrong", &reference, "", &summary);
        }
        Ok(())
    }

    fn copies(&mut self, labels: &Labels, accounts: &[Account]) {
        let (found, matches) = differences::copies(accounts, &labels.copy);
        let optional: Vec<bool> = labels.copy.iter().map(|label| label.optional).collect();
        self.tally.copies.add(&optional, &matches);
        for (g, label) in labels.copy.iter().enumerate().filter(|(_, l)| !l.optional) {
            let there = matches.contains(&Some(g));
            let what = if there { "found" } else { "missed" };
            let line = format!("{} {} of {}", label.copy, label.kind, label.source);
            self.item(what, &label.copy, &line, "");
        }
        for (copy, _) in found.iter().zip(&matches).filter(|(_, m)| m.is_none()) {
            let (kind, direction) = (copy.kind.as_str(), copy.direction.as_str());
            let line = format!("{} {kind} of {}, {direction}", copy.copy, copy.source);
            self.item("wrong", &copy.copy.0, "", &line);
        }
    }

    /// A line for the diffs. Of a set that nobody is to look at, it says no more than where.
    fn item(&mut self, what: &str, reference: &str, label: &str, found: &str) {
        let name = self.name;
        self.items.push(match self.part {
            Part::Dev => format!("{name}\t{what}\t{reference}\t{label}\t{found}"),
            Part::Test => {
                let number = label.split(' ').next().unwrap_or_default();
                format!("{name}\t{what}\t{reference}\t{number}\t")
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn optional_labels_count_on_neither_side() {
        let mut counts = Counts::default();
        counts.add(&[false, true, false], &[Some(0), Some(1), None]);
        assert_eq!((counts.found, counts.gold, counts.right), (2, 2, 1));
        assert_eq!(counts.precision(), 0.5);
    }
}
