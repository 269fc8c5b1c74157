//! Differences: pairs of short reports that we wrote, half with one difference, half traps.
//!
//! `quality/differences/README.md` says what the labels mean and how they are compared.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use account::articles::Given;
use account::model::{Account, Article, Difference, Moment};
use anyhow::{Context, Result};
use jiff::civil::Date;
use serde::Deserialize;

use super::accounts::sets::{Part, Place, Set};
use super::accounts::two_meet;
use super::{Bench, Outcome, Suite, hash, quality};

/// The suite.
pub(super) const SUITE: Suite = Suite {
    stage: "differences",
    run,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    pair: Vec<Pair>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    id: String,
    what: String,
    kind: String,
    relation: Option<String>,
    a: Report,
    b: Report,
    at: [String; 2],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Report {
    outlet: String,
    date: String,
    text: String,
}

/// What is counted over the pairs of one part.
#[derive(Debug, Default)]
struct Tally {
    pairs: usize,
    one_story: usize,
    differing: usize,
    found: usize,
    related: usize,
    shown: usize,
    traps: usize,
    caught: usize,
}

impl Tally {
    fn figures(&self) -> [(&'static str, f64); 5] {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        // Alarms and traps are turned round, so that a floor can hold them.
        [
            ("recall", share(self.found, self.differing)),
            ("relation", share(self.related, self.found)),
            ("shown without alarm", share(self.found, self.shown)),
            ("traps avoided", 1.0 - share(self.caught, self.traps)),
            ("one story", share(self.one_story, self.pairs)),
        ]
    }
}

fn run(bench: &Bench) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for pair in pairs(&mut outcome)? {
        let part = part(&pair.id)?;
        let tally = tallies.entry(part.name()).or_default();
        let item = pair
            .score(bench, part, tally)
            .with_context(|| format!("pair {}", pair.id))?;
        outcome.items.push(item);
    }
    for (part, tally) in &tallies {
        for (name, value) in tally.figures() {
            outcome.figures.insert(format!("{part} {name}"), value);
        }
    }
    Ok(outcome)
}

/// The pairs whose number leaves two when divided by four are not looked at.
fn part(id: &str) -> Result<Part> {
    let number: u32 = id.parse().with_context(|| format!("{id:?} is no number"))?;
    Ok(if number % 4 == 2 {
        Part::Test
    } else {
        Part::Dev
    })
}

/// Every pair, in the order of the files.
fn pairs(outcome: &mut Outcome) -> Result<Vec<Pair>> {
    let folder = quality::root().join("quality/differences");
    let mut pairs = Vec::new();
    for path in files(&folder)? {
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("reading {}", path.display()))?;
        let file: File =
            toml::from_str(&text).with_context(|| format!("reading {}", path.display()))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        outcome
            .corpora
            .insert(format!("differences/{name}"), hash(text.as_bytes()));
        pairs.extend(file.pair);
    }
    Ok(pairs)
}

fn files(folder: &Path) -> Result<BTreeSet<PathBuf>> {
    let entries =
        std::fs::read_dir(folder).with_context(|| format!("opening {}", folder.display()))?;
    let mut files = BTreeSet::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "toml") {
            files.insert(path);
        }
    }
    Ok(files)
}

impl Pair {
    /// Runs the flow over both reports, counts, and gives the line of the pair.
    fn score(&self, bench: &Bench, part: Part, tally: &mut Tally) -> Result<String> {
        let readings = [("a", &self.a), ("b", &self.b)]
            .map(|(id, report)| Ok(bench.pipeline()?.read(report.article(id)?)));
        let set = Set {
            readings: readings.into_iter().collect::<Result<_>>()?,
        };
        let at = [
            set.find(&format!("a: {}", self.at[0]))?,
            set.find(&format!("b: {}", self.at[1]))?,
        ];
        let accounts = set.report(bench)?;
        let differences = accounts.iter().flat_map(|account| &account.differences);
        let shown: Vec<&Difference> = differences.collect();
        let found = shown.iter().find(|one| self.is(&set, one, &at));
        let is_trap = self.kind == "none";
        let related = found.is_some_and(|one| Some(one.relation.as_str()) == self.relation());
        tally.pairs += 1;
        tally.one_story += usize::from(accounts.iter().any(holds_both));
        tally.shown += shown.len();
        tally.differing += usize::from(!is_trap);
        tally.found += usize::from(found.is_some());
        tally.related += usize::from(related);
        tally.traps += usize::from(is_trap);
        tally.caught += usize::from(is_trap && !shown.is_empty());
        let right = match is_trap {
            true => shown.is_empty(),
            false => found.is_some(),
        };
        Ok(self.item(part, right, &shown))
    }

    fn relation(&self) -> Option<&str> {
        self.relation.as_deref()
    }

    /// Whether a shown difference is the labelled one.
    fn is(&self, set: &Set, one: &Difference, at: &[BTreeSet<Place>]) -> bool {
        let values = one.values.iter();
        let found: Vec<_> = values.map(|value| set.rests_on(value.evidence())).collect();
        one.kind.as_str() == self.kind && two_meet(&found, at)
    }

    fn item(&self, part: Part, right: bool, shown: &[&Difference]) -> String {
        let verdict = if right { "right" } else { "wrong" };
        let (id, kind) = (&self.id, &self.kind);
        let mut line = format!("{}\t{id}\t{kind}\t{verdict}", part.name());
        if part == Part::Dev {
            let told = shown.iter().map(|one| {
                let values = one.values.iter().map(|value| value.value().value.as_str());
                let values: Vec<&str> = values.collect();
                let (kind, relation) = (one.kind.as_str(), one.relation.as_str());
                format!("{kind} {relation}: {}", values.join(" | "))
            });
            let told: Vec<String> = told.collect();
            line += &format!("\t{}\t{}", self.what, told.join("; "));
        }
        line
    }
}

fn holds_both(account: &Account) -> bool {
    account.articles.len() == 2
}

impl Report {
    fn article(&self, id: &str) -> Result<Article> {
        let given = Given {
            id: id.to_owned(),
            outlet: Some(self.outlet.clone()),
            published: Some(Moment {
                date: self.day()?,
                time: None,
            }),
            language: Some("en".into()),
            text: self.text.clone(),
            ..Given::default()
        };
        Ok(given.into_article())
    }

    fn day(&self) -> Result<Date> {
        let day = self.date.parse();
        day.with_context(|| format!("{:?} is no date", self.date))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_the_pairs_are_traps_and_each_piece_stands_once_in_its_report() {
        let pairs = pairs(&mut Outcome::default()).unwrap();
        let traps = pairs.iter().filter(|pair| pair.kind == "none");
        assert_eq!(traps.count() * 2, pairs.len());
        for pair in &pairs {
            assert_eq!(pair.kind == "none", pair.relation.is_none(), "{}", pair.id);
            for (report, piece) in [&pair.a, &pair.b].into_iter().zip(&pair.at) {
                assert_eq!(report.text.matches(piece).count(), 1, "{}", pair.id);
            }
        }
        let ids: BTreeSet<&str> = pairs.iter().map(|pair| pair.id.as_str()).collect();
        assert_eq!(ids.len(), pairs.len());
    }
}
