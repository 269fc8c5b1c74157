//! An article as lines, for cases and for people.

use crate::model::*;

/// One line a field that is known, one a block, one a note.
#[must_use]
pub fn lines(article: &Article) -> Vec<String> {
    let mut lines = Vec::new();
    let mut field = |name: &str, value: Option<String>| {
        lines.extend(value.map(|value| format!("{name}: {value}")));
    };
    field("url", article.url.clone());
    field("outlet", article.outlet.clone());
    field("title", article.title.clone());
    for name in &article.byline {
        field("byline", Some(name.clone()));
    }
    field("dateline", article.dateline.clone());
    field("published", article.published.as_ref().map(moment));
    field("modified", article.modified.as_ref().map(moment));
    field("language", article.language.clone());
    for paragraph in &article.paragraphs {
        let kind = format!("{:?}", paragraph.kind).to_lowercase();
        lines.push(format!("{kind}: {}", paragraph.span.of(&article.text)));
    }
    for note in &article.notes {
        lines.push(format!("{:?}: {}", note.reason, note.detail));
    }
    lines
}

/// The instant where it is known, else the day.
fn moment(moment: &Moment) -> String {
    moment
        .time
        .map_or_else(|| moment.date.to_string(), |time| time.to_string())
}
