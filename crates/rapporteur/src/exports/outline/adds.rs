//! Adds: what each article alone tells, and what it leaves out that others tell.

use account::model::*;

use super::timeline::{told, weightiest};
use super::{Extent, Group, Line, Section, Sources, Topic, words};

/// Events and quotations of one article in brief, of each kind.
const EACH: usize = 2;

/// The section: a group an article.
pub(super) fn section(sources: &Sources<'_>, extent: Extent) -> Section {
    let mut more = 0;
    let groups = sources
        .account
        .adds
        .iter()
        .filter_map(|adds| {
            let position = sources.position(&adds.article)?;
            let mut lines = Vec::new();
            lines.extend(summed_up(sources, adds));
            for (lead, events) in [
                ("Adds", &adds.only_events),
                ("Leaves out", &adds.leaves_out),
            ] {
                let (listed, hidden) = listed(sources, events, lead, extent);
                lines.extend(listed);
                more += hidden;
            }
            Some(Group {
                heading: Some(format!(
                    "{} {}",
                    sources.article_label(position),
                    sources.describe(position)
                )),
                lines,
            })
        })
        .collect();
    let mut section = Section::grouped(Topic::Adds, groups);
    section.more = more;
    section
}

/// How much the article alone has.
fn summed_up(sources: &Sources<'_>, adds: &ArticleAdds) -> Option<Line> {
    let text = format!(
        "Only here: {} and {}; leaves out {} that others tell",
        words::count(adds.only_events.len(), "event"),
        words::count(adds.only_quotes.len(), "quotation"),
        words::count(adds.leaves_out.len(), "event"),
    );
    Some(Line {
        text,
        refs: vec![sources.whole(&adds.article)?],
        ..Line::default()
    })
}

/// The weightiest of these events under a common lead, and how many are not shown.
fn listed(sources: &Sources<'_>, events: &[u32], lead: &str, extent: Extent) -> (Vec<Line>, usize) {
    let known = sources.account.events.len();
    let events = events
        .iter()
        .map(|n| *n as usize)
        .filter(|n| *n < known)
        .collect();
    let (events, hidden) = weightiest(sources.account, events, extent.limit(EACH));
    let line = |n| Line {
        lead: Some(lead.to_owned()),
        ..told(sources, n)
    };
    (events.into_iter().map(line).collect(), hidden)
}
