//! One article as JSON.

use account::model::{Article, Note};
use account::span::CodePoints;
use serde::Serialize;

use super::VERSION;
use super::names::name;
use super::parts::moment;

/// One article.
#[derive(Debug, Serialize)]
pub(crate) struct ArticleJson<'a> {
    version: u32,
    id: &'a str,
    url: Option<&'a str>,
    outlet: Option<&'a str>,
    title: Option<&'a str>,
    byline: &'a [String],
    dateline: Option<&'a str>,
    published: Option<String>,
    modified: Option<String>,
    language: Option<&'a str>,
    text: &'a str,
    notes: Vec<NoteJson<'a>>,
}

/// Something that was left out.
#[derive(Debug, Serialize)]
pub(crate) struct NoteJson<'a> {
    reason: String,
    start: Option<u32>,
    end: Option<u32>,
    detail: &'a str,
}

/// The article, ready to be written.
pub(crate) fn article<'a>(article: &'a Article, points: &CodePoints<'_>) -> ArticleJson<'a> {
    ArticleJson {
        version: VERSION,
        id: &article.id.0,
        url: article.url.as_deref(),
        outlet: article.outlet.as_deref(),
        title: article.title.as_deref(),
        byline: &article.byline,
        dateline: article.dateline.as_deref(),
        published: article.published.map(moment),
        modified: article.modified.map(moment),
        language: article.language.as_deref(),
        text: &article.text,
        notes: article.notes.iter().map(|one| note(one, points)).collect(),
    }
}

/// A note, ready to be written.
pub(crate) fn note<'a>(note: &'a Note, points: &CodePoints<'_>) -> NoteJson<'a> {
    let place = note.span.map(|span| points.span(span));
    NoteJson {
        reason: name(note.reason),
        start: place.map(|(start, _)| start),
        end: place.map(|(_, end)| end),
        detail: &note.detail,
    }
}
