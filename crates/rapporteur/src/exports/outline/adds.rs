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
            lines.extend(only_events(sources, adds, extent, &mut more));
            lines.extend(left_out(sources, adds, extent, &mut more));
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

fn only_events(
    sources: &Sources<'_>,
    adds: &ArticleAdds,
    extent: Extent,
    more: &mut usize,
) -> Vec<Line> {
    listed(sources, &adds.only_events, "Adds", extent, more)
}

fn left_out(
    sources: &Sources<'_>,
    adds: &ArticleAdds,
    extent: Extent,
    more: &mut usize,
) -> Vec<Line> {
    listed(sources, &adds.leaves_out, "Leaves out", extent, more)
}

/// The weightiest of these events under a common lead; adds those not shown to `more`.
fn listed(
    sources: &Sources<'_>,
    events: &[u32],
    lead: &str,
    extent: Extent,
    more: &mut usize,
) -> Vec<Line> {
    let known = sources.account.events.len();
    let events = events
        .iter()
        .map(|n| *n as usize)
        .filter(|n| *n < known)
        .collect();
    let (events, hidden) = weightiest(sources.account, events, extent.limit(EACH));
    *more += hidden;
    events
        .into_iter()
        .map(|n| Line {
            lead: Some(lead.to_owned()),
            ..told(sources, n)
        })
        .collect()
}
