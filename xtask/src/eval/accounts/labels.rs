//! What a careful reader takes from a set: `quality/accounts/SET/gold.toml`.

use std::collections::BTreeSet;
use std::path::PathBuf;

use account::model::EventType;
use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::dates::Dates;
use super::names::Participant;
use super::sets::{Place, Set, folder, read};
use crate::eval::quality;

/// A file of labels, as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Labels {
    articles: Option<String>,
    #[serde(default)]
    event: Vec<EventLabel>,
    #[serde(default)]
    pub(super) copy: Vec<CopyLabel>,
    #[serde(default)]
    difference: Vec<DifferenceLabel>,
    /// The file itself, for its hash.
    #[serde(skip)]
    pub(super) bytes: Vec<u8>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct EventLabel {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    actors: Vec<String>,
    #[serde(default)]
    recipients: Vec<String>,
    #[serde(default)]
    mutual: bool,
    date: Option<String>,
    status: Option<String>,
    at: Vec<String>,
    #[serde(default)]
    optional: bool,
}

/// Who copied whom.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CopyLabel {
    pub(super) copy: String,
    pub(super) source: String,
    pub(super) kind: String,
    #[serde(default)]
    pub(super) also: Vec<String>,
    #[serde(default)]
    pub(super) optional: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DifferenceLabel {
    kind: String,
    #[serde(default)]
    also: Vec<String>,
    at: Vec<Vec<String>>,
    #[serde(default)]
    optional: bool,
}

/// An event that a careful reader takes from the set.
#[derive(Debug)]
pub(super) struct GoldEvent {
    pub(super) kind: EventType,
    pub(super) also: Vec<EventType>,
    pub(super) actors: Vec<Participant>,
    pub(super) recipients: Vec<Participant>,
    /// Whether both sides do the same.
    pub(super) mutual: bool,
    pub(super) dates: Dates,
    pub(super) statuses: Vec<String>,
    pub(super) at: BTreeSet<Place>,
    pub(super) optional: bool,
    /// In one line, for the items.
    pub(super) summary: String,
}

/// Something that the articles tell differently.
#[derive(Debug)]
pub(super) struct GoldDifference {
    pub(super) kinds: Vec<String>,
    pub(super) values: Vec<BTreeSet<Place>>,
    pub(super) optional: bool,
}

impl Labels {
    pub(super) fn load(set: &str) -> Result<Self> {
        let path = folder(set).join("gold.toml");
        let bytes = read(&path)?;
        let text = String::from_utf8(bytes).with_context(|| format!("{}", path.display()))?;
        let mut labels: Self =
            toml::from_str(&text).with_context(|| format!("reading {}", path.display()))?;
        labels.bytes = text.into_bytes();
        Ok(labels)
    }

    /// The folder of the articles.
    pub(super) fn articles(&self, set: &str) -> PathBuf {
        match &self.articles {
            Some(named) => quality::root().join(named),
            None => folder(set),
        }
    }

    /// The events, their passages found in the articles.
    pub(super) fn events(&self, set: &Set) -> Result<Vec<GoldEvent>> {
        self.event.iter().map(|label| event(label, set)).collect()
    }

    /// The differences, their passages found in the articles.
    pub(super) fn differences(&self, set: &Set) -> Result<Vec<GoldDifference>> {
        let one = |label: &DifferenceLabel| {
            let values: Result<_> = label.at.iter().map(|at| places(at, set)).collect();
            Ok(GoldDifference {
                kinds: std::iter::once(&label.kind)
                    .chain(&label.also)
                    .cloned()
                    .collect(),
                values: values?,
                optional: label.optional,
            })
        };
        self.difference.iter().map(one).collect()
    }
}

fn event(label: &EventLabel, set: &Set) -> Result<GoldEvent> {
    let summary = summary(label);
    let one = || -> Result<GoldEvent> {
        let kind = kind(&label.kind)?;
        let also: Result<_> = label.also.iter().map(|also| self::kind(also)).collect();
        Ok(GoldEvent {
            kind,
            also: also?,
            actors: participants(&label.actors)?,
            recipients: participants(&label.recipients)?,
            mutual: label.mutual,
            dates: Dates::parse(label.date.as_deref())?,
            statuses: statuses(label.status.as_deref(), kind)?,
            at: places(&label.at, set)?,
            optional: label.optional,
            summary: summary.clone(),
        })
    };
    one().with_context(|| summary.clone())
}

fn kind(name: &str) -> Result<EventType> {
    EventType::parse(name).with_context(|| format!("{name:?} is no type of PLOVER"))
}

fn participants(names: &[String]) -> Result<Vec<Participant>> {
    names.iter().map(|name| Participant::parse(name)).collect()
}

fn places(passages: &[String], set: &Set) -> Result<BTreeSet<Place>> {
    let mut found = BTreeSet::new();
    for passage in passages {
        found.extend(set.find(passage)?);
    }
    Ok(found)
}

/// The statuses that count as right: those given, else those between which coders differ.
fn statuses(given: Option<&str>, kind: EventType) -> Result<Vec<String>> {
    const KNOWN: [&str; 6] = [
        "actual",
        "planned",
        "threatened",
        "demanded",
        "hypothetical",
        "denied",
    ];
    let usual = match kind {
        EventType::Request => "actual | demanded",
        EventType::Threaten => "actual | threatened",
        EventType::Agree => "actual | planned",
        _ => "actual",
    };
    let statuses: Vec<String> = given
        .unwrap_or(usual)
        .split('|')
        .map(|status| status.trim().to_owned())
        .collect();
    match statuses
        .iter()
        .find(|status| !KNOWN.contains(&status.as_str()))
    {
        Some(unknown) => bail!("{unknown:?} is no status"),
        None => Ok(statuses),
    }
}

/// "CONSULT Chisale > Mrema, 2026-03-11".
fn summary(label: &EventLabel) -> String {
    let short = |names: &[String]| {
        let first = |name: &String| name.split('|').next().unwrap_or_default().trim().to_owned();
        names.iter().map(first).collect::<Vec<_>>().join(", ")
    };
    let mut summary = format!("{} {}", label.kind, short(&label.actors));
    if !label.recipients.is_empty() {
        summary += &format!(" > {}", short(&label.recipients));
    }
    if let Some(date) = &label.date {
        summary += &format!(", {date}");
    }
    summary
}
