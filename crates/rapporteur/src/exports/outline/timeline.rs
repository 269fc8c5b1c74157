//! Timeline: what happened when, planned and actual marked, undated apart.

use account::model::*;

use super::{Extent, Group, Line, Section, Sources, Topic, words};

/// Dated lines in brief.
const DATED: usize = 18;
/// Undated lines in brief.
const UNDATED: usize = 6;

/// The section.
pub(super) fn section(sources: &Sources<'_>, extent: Extent) -> Section {
    let events = &sources.account.events;
    let (dated, undated): (Vec<usize>, Vec<usize>) =
        (0..events.len()).partition(|n| events[*n].value().days.is_some());
    let (mut dated, more_dated) = weightiest(sources.account, dated, extent.limit(DATED));
    let (undated, more_undated) = weightiest(sources.account, undated, extent.limit(UNDATED));
    dated.sort_by_key(|n| (events[*n].value().days, *n));
    let lines = |chosen: Vec<usize>| chosen.into_iter().map(|n| line(sources, n)).collect();
    let groups = vec![
        Group {
            heading: None,
            lines: lines(dated),
        },
        Group {
            heading: Some("No date in the articles".to_owned()),
            lines: lines(undated),
        },
    ];
    let mut section = Section::grouped(Topic::Timeline, groups);
    section.more = more_dated + more_undated;
    section
}

/// The `limit` events that weigh most, in their own order, and how many others there are.
pub(super) fn weightiest(
    account: &Account,
    mut events: Vec<usize>,
    limit: usize,
) -> (Vec<usize>, usize) {
    let weight = |n: &usize| account.events[*n].value().weight;
    let more = events.len().saturating_sub(limit);
    events.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.cmp(b)));
    events.truncate(limit);
    events.sort_unstable();
    (events, more)
}

/// The event at position `n` as a line with its date in front.
fn line(sources: &Sources<'_>, n: usize) -> Line {
    let event = sources.account.events[n].value();
    Line {
        lead: event.days.map(words::days),
        text: words::without_days(&event.summary, event.days),
        ..told(sources, n)
    }
}

/// The event at position `n` as a line without its date.
pub(super) fn told(sources: &Sources<'_>, n: usize) -> Line {
    let claim = &sources.account.events[n];
    Line {
        text: words::without_days(&claim.value().summary, None),
        remarks: remarks(sources, claim.value()),
        refs: sources.all(claim.evidence()),
        event: Some(n),
        ..Line::default()
    }
}

/// How far the event has come by whose word, and who vouches for it.
fn remarks(sources: &Sources<'_>, event: &AccountEvent) -> Vec<String> {
    let mut remarks = Vec::new();
    if event.history.len() > 1 {
        let mut history: Vec<_> = event.history.iter().collect();
        history.sort_by_key(|(status, _)| words::step(*status));
        let steps = history.into_iter().map(|(status, articles)| {
            format!(
                "{} in {}",
                words::status_or_done(*status),
                sources.labels(articles)
            )
        });
        remarks.push(steps.collect::<Vec<_>>().join(", "));
    } else if let Some(status) = words::status_of(event.kind, event.status) {
        remarks.push(status.to_owned());
    }
    let said = event.summary.contains("according to");
    if let Some(holder) = event.holder.filter(|_| !said) {
        remarks.push(format!("according to {}", sources.actor(holder)));
    }
    remarks
}
