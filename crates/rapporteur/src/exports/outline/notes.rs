//! Notes: what was left out, counted by reason; every single one where all is asked for.

use std::collections::BTreeMap;

use account::model::*;

use super::{Extent, Group, Line, Section, Sources, Topic, words};

/// The section.
pub(super) fn section(sources: &Sources<'_>, extent: Extent) -> Section {
    let mut reasons: BTreeMap<Reason, Vec<&(ArticleId, Note)>> = BTreeMap::new();
    for entry in &sources.account.notes {
        reasons.entry(entry.1.reason).or_default().push(entry);
    }
    match extent {
        Extent::Brief => {
            let all = words::count(sources.account.notes.len(), "note");
            let lines = reasons
                .into_iter()
                .map(|(reason, notes)| counted(sources, reason, &notes))
                .collect();
            Section::flat(Topic::Notes, lines)
                .intro(format!("{all}, by reason; --full shows each."))
        }
        Extent::Full => Section::grouped(
            Topic::Notes,
            reasons
                .into_iter()
                .map(|(reason, notes)| Group {
                    heading: Some(words::reason(reason).to_owned()),
                    lines: notes
                        .into_iter()
                        .filter_map(|entry| single(sources, entry))
                        .collect(),
                })
                .collect(),
        ),
    }
}

/// "12 × text of the page that is not part of the article", with the articles concerned.
fn counted(sources: &Sources<'_>, reason: Reason, notes: &[&(ArticleId, Note)]) -> Line {
    let mut refs = Vec::new();
    for (article, _) in notes {
        if let Some(whole) = sources.whole(article)
            && !refs.contains(&whole)
        {
            refs.push(whole);
        }
    }
    Line {
        lead: Some(format!("{} ×", notes.len())),
        text: words::reason(reason).to_owned(),
        refs,
        ..Line::default()
    }
}

/// One note with the sentence where it was left.
fn single(sources: &Sources<'_>, (article, note): &(ArticleId, Note)) -> Option<Line> {
    let at = match note.span {
        Some(span) => sources.at(article, span),
        None => sources.whole(article),
    };
    Some(Line {
        text: words::one_line(&note.detail),
        refs: vec![at?],
        ..Line::default()
    })
}
