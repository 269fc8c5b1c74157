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
            heading: Some(heading(difference)),
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

/// What the difference is about, of which kind it is where that does not say so, and how the
/// values stand to each other.
fn heading(difference: &Difference) -> String {
    let kind = words::difference(difference.kind);
    let relation = words::relation(difference.relation);
    match difference.about.starts_with(kind) {
        true => format!("{} ({relation})", difference.about),
        false => format!("{} ({kind}; {relation})", difference.about),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_is_said_once() {
        let heading = |about: &str| {
            heading(&Difference {
                kind: DifferenceKind::Number,
                relation: Relation::Update,
                about: about.to_owned(),
                values: vec![],
            })
        };
        assert_eq!(
            heading("number (people): a rally"),
            "number (people): a rally (later reports know more)"
        );
        assert_eq!(
            heading("a rally"),
            "a rally (number; later reports know more)"
        );
    }
}
