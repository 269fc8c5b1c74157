//! JSON Feed 1.0 and 1.1.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::model::Media;

use super::super::MAX_PAGE;
use super::super::fold::fold;
use super::channel::Channel;
use super::item::{Item, body};
use super::join::join;
use super::split::Place;
use super::words::{Words, guess};
use super::{At, Damage, Found, too_long};

/// What the versions of JSON Feed begin with.
const VERSION: &str = "https://jsonfeed.org/version/";

/// Letters that are shown of what is no item.
const MOST_SHOWN: usize = 60;

/// Whether the beginning of a file says that it is a JSON Feed.
pub(super) fn begins(head: &str) -> bool {
    let head = head.trim_start();
    head.starts_with('{') && head.replace("\\/", "/").contains(VERSION)
}

/// What a JSON Feed holds; of a damaged one what stands before the damage.
#[must_use]
pub fn json(bytes: &[u8]) -> Vec<Found> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut read = Read::default();
    let mut source = serde_json::Deserializer::from_slice(bytes);
    let ended = (&mut read)
        .deserialize(&mut source)
        .and_then(|()| source.end());
    let channel = read.channel();
    let mut found: Vec<Found> = Vec::new();
    for (index, value) in read.items.iter().enumerate() {
        let damage = |reason: String| {
            let at = At::Item(index + 1);
            Found::Damage(Damage { at, reason })
        };
        found.push(match value {
            Value::Object(_) => {
                let item = item(value, &channel);
                match item.body.len() {
                    0..=MAX_PAGE => Found::Item(Box::new(item)),
                    _ => damage(too_long()),
                }
            }
            other => {
                let start: String = other.to_string().chars().take(MOST_SHOWN).collect();
                damage(format!("it is {start}, expected an object; left out"))
            }
        });
    }
    if let Err(error) = ended {
        let place = Place {
            line: error.line() as u64,
            byte: offset(bytes, error.line(), error.column()),
        };
        let whole = error.to_string();
        let reason = whole.split(" at line ").next().unwrap_or_default();
        found.push(Found::Damage(Damage {
            at: At::Place(place),
            reason: format!("no JSON from here on ({reason})"),
        }));
    }
    found
}

/// The byte at a line and a column, both counted from one.
fn offset(bytes: &[u8], line: usize, column: usize) -> u64 {
    let breaks = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
    let mut starts = std::iter::once(0).chain(breaks.map(|(at, _)| at + 1));
    let start = starts.nth(line.saturating_sub(1)).unwrap_or(bytes.len());
    (start + column.saturating_sub(1)).min(bytes.len()) as u64
}

/// What was read before anything was wrong.
#[derive(Default)]
struct Read {
    head: Vec<(String, Value)>,
    items: Vec<Value>,
}

impl Read {
    fn channel(&self) -> Channel {
        let find = |key: &str| self.head.iter().find(|(name, _)| name == key);
        let said = |key: &str| line(find(key).map(|(_, value)| value));
        let names = ["authors", "author"].iter().find_map(|key| find(key));
        Channel {
            title: said("title"),
            language: said("language"),
            authors: names.map(|(_, value)| names_of(value)).unwrap_or_default(),
            base: said("home_page_url").unwrap_or_default(),
            ..Channel::default()
        }
    }
}

impl<'de> DeserializeSeed<'de> for &mut Read {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for &mut Read {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON Feed")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if key == "items" {
                map.next_value_seed(Items(&mut self.items))?;
            } else {
                let value = map.next_value()?;
                self.head.push((key, value));
            }
        }
        Ok(())
    }
}

/// The items, each kept once it is read.
struct Items<'r>(&'r mut Vec<Value>);

impl<'de> DeserializeSeed<'de> for Items<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Items<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of items")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(item) = list.next_element()? {
            self.0.push(item);
        }
        Ok(())
    }
}

fn item(value: &Value, channel: &Channel) -> Item {
    let said = |key: &str| line(value.get(key));
    let text = |key: &str| {
        value
            .get(key)?
            .as_str()
            .filter(|text| !text.trim().is_empty())
    };
    // The two hold the same text; markup says more of it.
    let html = text("content_html").map(|html| Words::Html(html.to_owned()));
    let content = html.or_else(|| Some(Words::Plain(text("content_text")?.to_owned())));
    let summary = text("summary").map(|text| Words::Plain(text.to_owned()));
    let (body, extent) = match content {
        Some(content) => body(vec![content], Vec::new()),
        None => body(Vec::new(), summary.into_iter().collect()),
    };
    let (media, body) = match body {
        Words::Plain(text) => (Media::Text, text),
        Words::Html(html) => (Media::Fragment, html),
    };
    let names = ["authors", "author"].iter().find_map(|key| value.get(key));
    let own = names.map(names_of).filter(|names| !names.is_empty());
    let modified = said("date_modified");
    let address = said("url").or_else(|| said("external_url"));
    let id = || said("id").filter(|id| id.starts_with("http://") || id.starts_with("https://"));
    Item {
        place: Place { line: 0, byte: 0 },
        title: said("title").and_then(|title| guess(title).title()),
        authors: own.unwrap_or_else(|| channel.authors.clone()),
        published: said("date_published").or_else(|| modified.clone()),
        modified,
        url: address
            .map(|address| join(&channel.base, &address))
            .or_else(id),
        outlet: channel.title.clone(),
        language: said("language").or_else(|| channel.language.clone()),
        media,
        body,
        extent,
        notes: Vec::new(),
    }
}

/// A text on one line; nothing where there is none.
fn line(value: Option<&Value>) -> Option<String> {
    let text = match value? {
        Value::String(text) => fold(text),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// The names of one author or of several.
fn names_of(value: &Value) -> Vec<String> {
    let list = value
        .as_array()
        .map_or(std::slice::from_ref(value), Vec::as_slice);
    let name = |author: &Value| line(author.get("name").or(Some(author)));
    list.iter().filter_map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::super::item::Extent;
    use super::*;

    fn items(json_feed: &str) -> (Vec<Item>, Vec<Damage>) {
        let (mut items, mut damage) = (Vec::new(), Vec::new());
        for found in json(json_feed.as_bytes()) {
            match found {
                Found::Item(item) => items.push(*item),
                Found::Damage(told) => damage.push(told),
            }
        }
        (items, damage)
    }

    const FEED: &str = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "The Post",
        "home_page_url": "http://a.example/", "authors": [{"name": "Ann Oak"}], "language": "en",
        "items": [
        {"id": 7, "url": "/one", "title": "One", "content_html": "<p>Ships left.", "summary": "No",
         "date_published": "2026-02-03T10:00:00Z", "author": {"name": "Bo Elm"}},
        {"id": "http://a.example/two", "content_text": "Ships came."},
        {"id": "3", "summary": "Ships."}"#;

    #[test]
    fn items_are_read_with_what_holds_for_all_of_them() {
        assert!(begins(FEED));
        let (items, damage) = items(&format!("{FEED}, 4, \"{}\"]}}", "a".repeat(999)));
        let told: Vec<_> = items
            .iter()
            .map(|item| {
                (
                    item.url.as_deref(),
                    item.media,
                    item.extent,
                    item.body.as_str(),
                    &*item.authors[0],
                )
            })
            .collect();
        let expected = [
            (
                Some("http://a.example/one"),
                Media::Fragment,
                Extent::Whole,
                "<p>Ships left.",
                "Bo Elm",
            ),
            (
                Some("http://a.example/two"),
                Media::Text,
                Extent::Whole,
                "Ships came.",
                "Ann Oak",
            ),
            (None, Media::Text, Extent::Summary, "Ships.", "Ann Oak"),
        ];
        assert_eq!(told, expected);
        assert_eq!(items[0].outlet.as_deref(), Some("The Post"));
        assert_eq!(damage[0].at, At::Item(4));
        assert!(damage[0].reason.contains("it is 4, expected"), "{damage:?}");
        assert!(damage[1].reason.len() < 200, "{damage:?}");
    }

    #[test]
    fn of_a_damaged_feed_the_items_before_the_damage_are_read() {
        let (items, damage) = items(&format!("{FEED},\n{{\"id\": \"4\", \"content_text\""));
        assert_eq!(items.len(), 3);
        assert!(matches!(damage[0].at, At::Place(Place { line: 8, .. })));
    }

    #[test]
    fn an_item_that_is_too_long_is_left_out_as_in_other_feeds() {
        let long = "a".repeat(MAX_PAGE);
        for (field, left) in [(String::from("a"), 5), (long.clone(), 5), (long + "a", 4)] {
            let item = format!("{{\"content_text\": \"{field}\"}}");
            let (items, damage) = items(&format!("{FEED}, {item}, {{\"id\": 5}}]}}"));
            assert_eq!(items.len(), left);
            let told = damage
                .iter()
                .map(|damage| (damage.at, damage.reason.as_str()));
            let expected = (At::Item(4), "an item longer than 8 MiB; left out");
            assert_eq!(told.collect::<Vec<_>>(), vec![expected; 5 - left]);
        }
    }

    #[test]
    fn nesting_without_an_end_is_damage_and_nothing_worse() {
        let (items, damage) = items(&format!("{FEED}, {}", "[".repeat(1_000_000)));
        assert_eq!((items.len(), damage.len()), (3, 1));
    }
}
