//! The status of events in sentences of our own, over all statuses, with traps.

use std::collections::BTreeMap;

use account::span::Span;
use anyhow::{Context, Result};
use serde::Deserialize;

use super::article;
use crate::eval::{Bench, Outcome, quality};

/// A sentence with the status of the act that one of its words names.
#[derive(Deserialize)]
struct Case {
    id: String,
    text: String,
    trigger: String,
    /// Which occurrence of the trigger's words, from 1 on.
    nth: usize,
    status: String,
    kind: String,
}

/// Scores the sentences: an event that is not found counts as wrong.
pub(super) fn score(bench: &Bench, outcome: &mut Outcome) -> Result<()> {
    let file = quality::root().join("quality/events/status.jsonl");
    let text =
        std::fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
    let (mut all, mut found, mut right) = (0.0, 0.0, 0.0);
    let mut of: BTreeMap<String, [f64; 2]> = BTreeMap::new();
    for line in text.lines() {
        let case: Case =
            serde_json::from_str(line).with_context(|| format!("reading {}", file.display()))?;
        let reading = bench.pipeline()?.read(article(&case.text));
        let trigger = case
            .span()
            .with_context(|| format!("{}: no such trigger", case.id))?;
        let told = reading
            .events
            .iter()
            .filter(|event| event.trigger.overlaps(trigger));
        let told: Vec<&str> = told.map(|event| event.status.as_str()).collect();
        let is_right = told.contains(&&*case.status);
        all += 1.0;
        found += f64::from(u8::from(!told.is_empty()));
        right += f64::from(u8::from(is_right));
        let counts = of.entry(case.status.clone()).or_default();
        counts[0] += 1.0;
        counts[1] += f64::from(u8::from(is_right));
        let verdict = match (told.is_empty(), is_right) {
            (true, _) => "missing",
            (_, true) => "right",
            _ => "wrong",
        };
        let told = told.join(" ");
        let item = format!("status {}\t{verdict}\t{told} for {}", case.id, case.status);
        outcome.items.push(format!("{item}\t{}", case.kind));
    }
    let mut figure = |name: String, value: f64| outcome.figures.insert(name, value);
    figure("status right".into(), right / f64::max(all, 1.0));
    figure(
        "status right of those found".into(),
        right / f64::max(found, 1.0),
    );
    for (status, [all, right]) in of {
        figure(format!("status {status} right"), right / all);
    }
    Ok(())
}

impl Case {
    fn span(&self) -> Option<Span> {
        let mut places = self.text.match_indices(&self.trigger);
        let (start, _) = places.nth(self.nth.checked_sub(1)?)?;
        Some(Span::new(start as u32, (start + self.trigger.len()) as u32))
    }
}
