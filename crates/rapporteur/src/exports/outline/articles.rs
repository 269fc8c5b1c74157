//! Articles and origins: what was read, and who copied whom.

use account::model::*;

use super::{Extent, Group, Line, Ref, Section, Sources, Topic, words};

/// Lines of this section in brief.
const LINES: usize = 24;

/// The section.
pub(super) fn section(sources: &Sources<'_>, extent: Extent) -> Section {
    let account = sources.account;
    let articles = words::count(account.articles.len(), "article");
    let origins = words::count(account.origins.len(), "independent origin");
    let copies = account
        .copies
        .iter()
        .map(|copy| copied(sources, copy))
        .collect();
    let groups = vec![
        Group {
            heading: None,
            lines: listed(sources),
        },
        Group {
            heading: Some("Who copied whom".to_owned()),
            lines: copies,
        },
        Group {
            heading: Some("What changed".to_owned()),
            lines: changed(sources),
        },
    ];
    Section::grouped(Topic::Articles, groups)
        .intro(format!("{articles} from {origins}."))
        .cut(extent.limit(LINES))
}

/// One line an article, in order of the origins.
fn listed(sources: &Sources<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    for (number, origin) in (1..).zip(&sources.account.origins) {
        for id in &origin.articles {
            let Some(position) = sources.position(id) else {
                continue;
            };
            let article = &sources.account.articles[position];
            let unread = sources
                .account
                .notes
                .iter()
                .any(|(of, note)| of == id && note.reason == Reason::OtherLanguage);
            let unread = unread.then(|| "in a language that the model does not read".to_owned());
            let words = words::count(article.words as usize, "word");
            lines.push(Line {
                lead: Some(format!("Origin {number}")),
                text: sources.describe(position),
                remarks: [words].into_iter().chain(unread).collect(),
                refs: vec![Ref {
                    article: position,
                    sentence: None,
                }],
                ..Line::default()
            });
        }
    }
    lines
}

/// What articles say otherwise than earlier versions of their pages.
fn changed(sources: &Sources<'_>) -> Vec<Line> {
    let articles = (0..).zip(&sources.account.articles);
    let versions = articles.flat_map(|(position, article)| {
        let versions = article.versions.iter();
        versions.map(move |version| (position, article, version))
    });
    let lines = versions.flat_map(|(position, article, version)| {
        let line = move |text: String, at: Option<Ref>| Line {
            lead: Some(article.label.clone()),
            text: format!("since {}: {text}", earlier(version)),
            refs: at
                .or_else(|| sources.whole(&article.id))
                .into_iter()
                .collect(),
            ..Line::default()
        };
        let changes = version.changes.iter().map(move |change| {
            let at = sources.at(&article.id, change.after);
            line(passage(sources, position, change), at)
        });
        let same = version.changes.is_empty();
        let same = same.then(|| line("read again, and the text is the same".to_owned(), None));
        changes.chain(same)
    });
    lines.collect()
}

/// Which version it is: by its file and its day.
fn earlier(version: &Version) -> String {
    let stated = version.modified.or(version.published);
    let day = stated.map(|moment| format!(" of {}", words::day(moment.date)));
    let name = words::file_name(&version.id);
    format!("{name}{}", day.unwrap_or_default())
}

/// What was changed, added or taken out.
fn passage(sources: &Sources<'_>, position: usize, change: &Change) -> String {
    let reading = sources.reading(position);
    let text = reading.map_or("", |reading| reading.article.text.as_str());
    let now = shortened(change.after.of(text));
    let before = shortened(&change.before);
    match (change.before.is_empty(), change.after.is_empty()) {
        (true, _) => format!("added “{now}”"),
        (_, true) => format!("took out “{before}”"),
        _ => format!("changed “{before}” to “{now}”"),
    }
}

/// A longer passage is shown by its first characters.
const PASSAGE: usize = 240;

/// A passage on one line, no longer than is read at a glance.
fn shortened(passage: &str) -> String {
    let line = words::one_line(passage);
    match line.char_indices().nth(PASSAGE) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line,
    }
}

/// One copy with what it rests on.
fn copied(sources: &Sources<'_>, copy: &Copy) -> Line {
    let label = |id: &ArticleId| {
        let position = sources.position(id);
        position.map_or("", |position| sources.article_label(position))
    };
    let mut remarks = vec![words::direction(copy.direction).to_owned()];
    remarks.extend(
        copy.reasons
            .iter()
            .map(|reason| sources.with_labels(reason)),
    );
    let first_passages = copy.pairs.iter().take(1).flat_map(|pair| {
        [
            sources.at(&copy.copy, pair.copy),
            sources.at(&copy.source, pair.source),
        ]
    });
    let mut refs: Vec<Ref> = first_passages.flatten().collect();
    if refs.is_empty() {
        refs.extend(sources.whole(&copy.copy));
        refs.extend(sources.whole(&copy.source));
    }
    Line {
        text: format!(
            "{} {} {}: {} of its words are in passages that match {} of the other’s",
            label(&copy.copy),
            words::copy(copy.kind),
            label(&copy.source),
            words::percent(copy.share_of_copy),
            words::percent(copy.share_of_source),
        ),
        remarks,
        refs,
        ..Line::default()
    }
}
