//! The articles of an account: their origins, who copied whom, what each adds, what was left out.

use account::model::*;
use serde::Serialize;

use super::super::names::name;
use super::super::parts::{moment, rounded};
use super::evidence::Texts;
use super::ids::{article_ids, event_id, origin_id, quote_id};

#[derive(Debug, Serialize)]
pub(super) struct ArticleJson<'a> {
    id: &'a str,
    label: &'a str,
    outlet: Option<&'a str>,
    title: Option<&'a str>,
    published: Option<String>,
    origin: String,
    words: u32,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    versions: Vec<VersionJson<'a>>,
}

/// An earlier version of an article.
#[derive(Debug, Serialize)]
struct VersionJson<'a> {
    id: &'a str,
    title: Option<&'a str>,
    published: Option<String>,
    modified: Option<String>,
    fetched: Option<String>,
    changes: Vec<ChangeJson<'a>>,
}

/// What the article says otherwise: `start` and `end` are places in its text.
#[derive(Debug, Serialize)]
struct ChangeJson<'a> {
    before: &'a str,
    start: u32,
    end: u32,
}

#[derive(Debug, Serialize)]
pub(super) struct OriginJson<'a> {
    id: String,
    articles: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
pub(super) struct CopyJson<'a> {
    copy: &'a str,
    source: &'a str,
    kind: String,
    direction: String,
    share_of_copy: f64,
    share_of_source: f64,
    pairs: Vec<PairJson>,
    reasons: &'a [String],
}

#[derive(Debug, Serialize)]
struct PairJson {
    copy: (u32, u32),
    source: (u32, u32),
}

#[derive(Debug, Serialize)]
pub(super) struct AddsJson<'a> {
    article: &'a str,
    only_here: Vec<String>,
    leaves_out: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct NoteJson<'a> {
    article: &'a str,
    reason: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<u32>,
    detail: &'a str,
}

pub(super) fn article<'a>(article: &'a AccountArticle, texts: &Texts<'_>) -> ArticleJson<'a> {
    let version = |version| self::version(version, &article.id, texts);
    ArticleJson {
        id: &article.id.0,
        label: &article.label,
        outlet: article.outlet.as_deref(),
        title: article.title.as_deref(),
        published: article.published.map(moment),
        origin: origin_id(article.origin.0),
        words: article.words,
        versions: article.versions.iter().map(version).collect(),
    }
}

/// An earlier version of the article `id`.
fn version<'a>(version: &'a Version, id: &ArticleId, texts: &Texts<'_>) -> VersionJson<'a> {
    let change = |change: &'a Change| {
        let (start, end) = texts.span(id, change.after);
        ChangeJson {
            before: &change.before,
            start,
            end,
        }
    };
    VersionJson {
        id: &version.id.0,
        title: version.title.as_deref(),
        published: version.published.map(moment),
        modified: version.modified.map(moment),
        fetched: version.fetched.map(|time| time.to_string()),
        changes: version.changes.iter().map(change).collect(),
    }
}

pub(super) fn origin(position: u32, origin: &Origin) -> OriginJson<'_> {
    OriginJson {
        id: origin_id(position),
        articles: article_ids(&origin.articles),
    }
}

pub(super) fn copy<'a>(copy: &'a Copy, texts: &Texts<'_>) -> CopyJson<'a> {
    let pair = |pair: &PassagePair| PairJson {
        copy: texts.span(&copy.copy, pair.copy),
        source: texts.span(&copy.source, pair.source),
    };
    CopyJson {
        copy: &copy.copy.0,
        source: &copy.source.0,
        kind: name(copy.kind),
        direction: name(copy.direction),
        share_of_copy: rounded(copy.share_of_copy),
        share_of_source: rounded(copy.share_of_source),
        pairs: copy.pairs.iter().map(pair).collect(),
        reasons: &copy.reasons,
    }
}

pub(super) fn adds(adds: &ArticleAdds) -> AddsJson<'_> {
    let events = adds.only_events.iter().copied().map(event_id);
    let quotes = adds.only_quotes.iter().copied().map(quote_id);
    AddsJson {
        article: &adds.article.0,
        only_here: events.chain(quotes).collect(),
        leaves_out: adds.leaves_out.iter().copied().map(event_id).collect(),
    }
}

pub(super) fn note<'a>(id: &'a ArticleId, note: &'a Note, texts: &Texts<'_>) -> NoteJson<'a> {
    let span = note.span.map(|span| texts.span(id, span));
    NoteJson {
        article: &id.0,
        reason: name(note.reason),
        start: span.map(|(start, _)| start),
        end: span.map(|(_, end)| end),
        detail: &note.detail,
    }
}
