//! One JSON object to an article: `{"id", "text"}` is enough, `html` may stand in place of `text`.

use account::articles::Given;
use account::model::{Article, Media, Moment, Note, Reason, Source};
use account::pages::MAX_PAGE;
use account::pages::feed::{Extent, Item};
use account::pages::mail::{Kind, Mail};
use serde_json::{Map, Value};

use super::Input;

/// The fields of an article as they were given; dates as the giver writes them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fields {
    pub(super) id: String,
    url: Option<String>,
    outlet: Option<String>,
    title: Option<String>,
    byline: Vec<String>,
    dateline: Option<String>,
    published: Option<String>,
    modified: Option<String>,
    language: Option<String>,
    text: String,
    /// Whether they only complete what the page says.
    trust: Trust,
    /// What was left out before.
    notes: Vec<Note>,
}

/// How much the fields of a page count beside what it says itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Trust {
    /// They overrule it.
    #[default]
    More,
    /// They count where it says nothing.
    Less,
}

impl Fields {
    /// The page of an item of a feed.
    pub(super) fn of_item(item: Item, id: &str) -> Input {
        let mut notes = item.notes;
        if item.extent == Extent::Summary {
            notes.push(Note {
                reason: Reason::SummaryOnly,
                span: None,
                detail: String::from("the feed holds a summary of it, or its beginning"),
            });
        }
        let source = Source {
            id: id.into(),
            media: item.media,
            bytes: item.body.into_bytes(),
            charset: Some(String::from("utf-8")),
            url: item.url.clone(),
            fetched: None,
        };
        let fields = Fields {
            id: id.to_owned(),
            url: item.url,
            outlet: item.outlet,
            title: item.title,
            byline: item.authors,
            published: item.published,
            modified: item.modified,
            language: item.language,
            notes,
            ..Fields::default()
        };
        Input::Page(source, fields)
    }

    /// The page of a mail, with what its head says in the second place.
    pub(super) fn of_mail(mail: Mail, id: &str) -> (Source, Fields) {
        let saved = mail.kind == Kind::Page;
        let sender = mail.sender.filter(|_| !saved);
        let (outlet, author) = match mail.kind {
            Kind::List => (sender, None),
            _ => (None, sender),
        };
        let sent = mail.sent.filter(|_| !saved);
        let source = Source {
            id: id.into(),
            media: mail.media,
            bytes: mail.bytes,
            charset: mail.charset,
            url: mail.url,
            fetched: mail.sent,
        };
        let fields = Fields {
            id: id.to_owned(),
            title: mail.title,
            outlet,
            byline: author.into_iter().collect(),
            published: sent.map(|sent| sent.to_string()),
            trust: Trust::Less,
            ..Fields::default()
        };
        (source, fields)
    }

    /// Puts the fields into the article of a page, dates read by `moment`.
    pub(crate) fn put(self, article: &mut Article, moment: impl Fn(&str) -> Option<Moment>) {
        let trust = self.trust;
        let (given, notes) = self.read(moment);
        match trust {
            Trust::More => given.correct(article),
            Trust::Less => given.complete(article),
        }
        article.notes.extend(notes);
    }

    /// What is known of the article, its dates read by `moment`; a note for each that cannot be read.
    pub(crate) fn read(self, moment: impl Fn(&str) -> Option<Moment>) -> (Given, Vec<Note>) {
        let mut notes = self.notes;
        let mut date = |value: Option<String>| {
            let value = value?;
            let read = moment(&value);
            if read.is_none() {
                notes.push(Note {
                    reason: Reason::DamagedMetadata,
                    span: None,
                    detail: format!(
                        "the date {value:?} cannot be read, expected one such as 2026-02-03T10:00:00Z"
                    ),
                });
            }
            read
        };
        let given = Given {
            id: self.id,
            url: self.url,
            outlet: self.outlet,
            title: self.title,
            byline: self.byline,
            dateline: self.dateline,
            published: date(self.published),
            modified: date(self.modified),
            language: self.language,
            text: self.text,
        };
        (given, notes)
    }
}

/// The article of `value`; `id` is its name where it brings none. The error is for a person.
pub(super) fn article(value: Value, id: &str) -> Result<Input, String> {
    let Value::Object(mut object) = value else {
        return Err(String::from(
            "expected an object such as {\"id\": \"…\", \"text\": \"…\"}",
        ));
    };
    let text = string("text", object.remove("text"))?;
    let html = string("html", object.remove("html"))?;
    let mut fields = fields(object, id)?;
    match (text, html) {
        (Some(text), _) if text.len() > MAX_PAGE => Err(format!(
            "the text of the article {:?} is longer than {} MiB",
            fields.id,
            MAX_PAGE >> 20
        )),
        (Some(text), _) => {
            fields.text = text;
            Ok(Input::Article(fields))
        }
        (None, Some(html)) => {
            let source = Source {
                id: fields.id.as_str().into(),
                media: Media::Html,
                bytes: html.into_bytes(),
                charset: Some(String::from("utf-8")),
                url: fields.url.clone(),
                fetched: None,
            };
            Ok(Input::Page(source, fields))
        }
        (None, None) => Err(format!(
            "the article {:?} has neither `text` nor `html`",
            fields.id
        )),
    }
}

/// The other fields; unknown ones are left alone.
fn fields(mut object: Map<String, Value>, id: &str) -> Result<Fields, String> {
    let mut take = |key: &str| match object.remove(key) {
        Some(Value::Number(number)) if key == "id" => Ok(Some(number.to_string())),
        value => string(key, value).map(|text| text.filter(|text| !text.trim().is_empty())),
    };
    let mut fields = Fields {
        id: take("id")?.unwrap_or_else(|| id.to_owned()),
        url: take("url")?,
        outlet: take("outlet")?,
        title: take("title")?,
        dateline: take("dateline")?,
        published: take("published")?,
        modified: take("modified")?,
        language: take("language")?,
        ..Fields::default()
    };
    let names = match object.remove("byline") {
        Some(Value::Array(names)) => names,
        other => other.into_iter().collect(),
    };
    let names = names.into_iter().map(|name| string("byline", Some(name)));
    fields.byline = names
        .filter_map(Result::transpose)
        .collect::<Result<_, _>>()?;
    Ok(fields)
}

/// A string; nothing where there is none.
fn string(key: &str, value: Option<Value>) -> Result<Option<String>, String> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(other) => Err(format!("`{key}` is {other}, expected a string")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Input, String> {
        article(serde_json::from_str(json).unwrap(), "file:1")
    }

    #[test]
    fn an_id_and_a_text_are_enough() {
        let Ok(Input::Article(fields)) = read(r#"{"id": "a", "text": " Kept. "}"#) else {
            panic!("expected an article");
        };
        assert_eq!((fields.id.as_str(), fields.text.as_str()), ("a", " Kept. "));
    }

    #[test]
    fn html_stands_in_place_of_text_and_the_id_follows_from_the_place() {
        let json = r#"{"html": "<p>A", "byline": ["B", "C"], "title": null}"#;
        let Ok(Input::Page(source, fields)) = read(json) else {
            panic!("expected a page");
        };
        assert_eq!((&*source.id.0, source.media), ("file:1", Media::Html));
        assert_eq!(fields.byline, ["B", "C"]);
    }

    #[test]
    fn what_is_missing_or_of_the_wrong_kind_is_named() {
        assert!(read("[]").unwrap_err().contains("object"));
        assert!(read(r#"{"id": "a"}"#).unwrap_err().contains("neither"));
        let wrong = read(r#"{"text": "a", "title": 1}"#).unwrap_err();
        assert!(wrong.contains("`title` is 1"), "{wrong}");
    }

    #[test]
    fn a_date_that_cannot_be_read_leaves_a_note() {
        let json = r#"{"id": "a", "text": "b", "published": "soon"}"#;
        let Ok(Input::Article(fields)) = read(json) else {
            panic!("expected an article");
        };
        let (given, notes) = fields.read(|_| None);
        assert_eq!(given.published, None);
        assert_eq!(notes[0].reason, Reason::DamagedMetadata);
    }
}
