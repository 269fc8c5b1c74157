//! Differences: what is told differently, value beside value; never which is right.

use account::model::*;

use super::{Extent, Group, Line, Section, Sources, Topic, words};

/// Values in brief.
const LINES: usize = 24;

/// The section: a group a difference, a line a value.
pub(super) fn section(sources: &Sources<'_>, extent: Extent) -> Section {
    let limit = extent.limit(LINES);
    let (mut groups, mut shown, mut more) = (Vec::new(), 0, 0);
    for difference in &sources.account.differences {
        let values = difference.values.len();
        // A difference with only some of its values would mislead: all or nothing.
        if shown + values > limit {
            more += values;
            continue;
        }
        shown += values;
        groups.push(Group {
            heading: Some(format!(
                "{} ({}; {})",
                difference.about,
                words::difference(difference.kind),
                words::relation(difference.relation)
            )),
            lines: difference
                .values
                .iter()
                .map(|claim| value(sources, claim))
                .collect(),
        });
    }
    let mut section = Section::grouped(Topic::Differences, groups);
    section.more = more;
    section
}

fn value(sources: &Sources<'_>, claim: &Claim<DifferenceValue>) -> Line {
    let told = claim.value();
    let mut remarks = vec![words::count(told.origins as usize, "origin")];
    if let Some(holder) = told.holder {
        remarks.push(format!("according to {}", sources.actor(holder)));
    }
    Line {
        lead: Some(sources.labels(&told.articles)),
        text: told.value.clone(),
        remarks,
        refs: sources.all(claim.evidence()),
        ..Line::default()
    }
}
