//! Feeds: RSS, Atom, RDF and JSON Feed to items, each of them an article. `bytes -> Item`
//!
//! Feeds are seldom the XML that they should be: `split` cuts the bytes at the tags of items as
//! they come, `markup` reads one item whatever is wrong with it, `names` tells the vocabularies
//! apart, `words` how a text is written, `item` and `channel` what they say. No entity that a feed
//! declares is expanded and nothing that it names outside itself is looked at.

mod channel;
mod dates;
mod item;
mod join;
mod json;
mod markup;
mod names;
mod split;
mod words;

use std::collections::VecDeque;

use crate::model::{Media, Source};
use crate::stage::Notes;

use super::MAX_PAGE;
use super::charset;
use channel::Channel;
pub use item::{Extent, Item};
pub use json::json;
pub use split::Place;
use split::{End, Raw, Split};

/// Bytes in which a feed says that it is one, and in which charset.
const HEAD: usize = 2_048;

/// Items of which it is told that their end is missing; damage that is everywhere is told at length once.
const MOST_TOLD: u64 = 20;

/// What is found in a feed.
#[derive(Debug)]
pub enum Found {
    /// An article.
    Item(Box<Item>),
    /// Something that cannot be read, or not as it was meant.
    Damage(Damage),
}

/// What is wrong with a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// Where.
    pub at: At,
    /// What, for a person.
    pub reason: String,
}

/// Where something is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// At a place in the bytes.
    Place(Place),
    /// In the item of this number, from one, which is left out.
    Item(usize),
    /// In the feed as a whole, of which nothing is left out.
    Feed,
}

/// The kinds of feeds that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// RSS of any version, Atom or RDF: read by [`Feed`].
    Xml,
    /// JSON Feed: read by [`json`].
    Json,
}

/// Which feed begins like this; nothing where none does.
#[must_use]
pub fn kind(head: &[u8]) -> Option<Kind> {
    let start = String::from_utf8_lossy(&head[..head.len().min(8 * 1024)]);
    // In UTF-16 the names of elements are themselves but for the NULs and the byte order mark.
    let start = start.replace('\0', "");
    let start = start.trim_start_matches(['\u{feff}', '\u{fffd}']);
    if json::begins(start) {
        return Some(Kind::Json);
    }
    let root = root(start)?.to_lowercase();
    let (prefix, name) = root.split_once(':').unwrap_or(("", &root));
    let known = match name {
        "rss" | "feed" | "rdf" => true,
        // An entry of Atom alone.
        "entry" => prefix == "atom" || start.to_lowercase().contains("w3.org/2005/atom"),
        _ => false,
    };
    known.then_some(Kind::Xml)
}

/// The name of the first element.
fn root(text: &str) -> Option<&str> {
    let mut rest = text.trim_start();
    loop {
        rest = rest.trim_start();
        let inner = rest.strip_prefix('<')?;
        let end = match inner {
            _ if inner.starts_with("!--") => "-->",
            _ if inner.starts_with('?') => ">",
            _ if inner.starts_with('!') && inner.split('>').next()?.contains('[') => "]>",
            _ if inner.starts_with('!') => ">",
            name => return name.split([' ', '>', '\n', '\r', '\t', '/']).next(),
        };
        rest = &inner[inner.find(end)? + end.len()..];
    }
}

/// A feed in XML, whose bytes come one part after the other.
#[derive(Debug, Default)]
pub struct Feed {
    split: Split,
    /// Known once the first item is there.
    about: Option<About>,
    ready: VecDeque<Found>,
    /// How many items have no end of their own.
    unclosed: u64,
    told: bool,
    ended: bool,
}

/// What a feed says of itself.
#[derive(Debug)]
struct About {
    channel: Channel,
    charset: Option<String>,
}

impl Feed {
    /// Takes more bytes of the feed.
    pub fn take(&mut self, bytes: &[u8]) {
        self.split.take(bytes);
    }

    /// There are no more bytes.
    pub fn end(&mut self) {
        self.split.end();
        self.ended = true;
    }

    /// What is found next; nothing where more bytes are needed, or at the end.
    pub fn next_found(&mut self) -> Option<Found> {
        if let Some(ready) = self.ready.pop_front() {
            return Some(ready);
        }
        match self.split.next() {
            Some(raw) => {
                let item = self.item(raw);
                self.ready.extend(item);
            }
            None if self.ended && !self.told => {
                self.told = true;
                self.closing();
            }
            None => {}
        }
        self.ready.pop_front()
    }

    /// The item in some bytes, and what is wrong with it.
    fn item(&mut self, raw: Raw) -> Vec<Found> {
        let place = raw.place;
        let damage = |reason: String| {
            Found::Damage(Damage {
                at: At::Place(place),
                reason,
            })
        };
        if raw.end == End::TooLong {
            return vec![damage(too_long())];
        }
        let about = self.about.get_or_insert_with(|| About::read(&self.split));
        let mut notes = Notes::default();
        let text = decode(&raw.bytes, about.charset.as_deref(), &mut notes);
        let (mut item, whole) = item::read(&text, &about.channel, raw.place);
        item.notes = notes.into_vec();
        let unclosed = raw.end != End::Own;
        self.unclosed += u64::from(unclosed);
        if raw.end == End::Feed && !whole {
            let reason = "the feed ends inside an item, which is left out";
            return vec![damage(reason.to_owned())];
        }
        let mut found = vec![Found::Item(Box::new(item))];
        if unclosed && self.unclosed <= MOST_TOLD {
            let reason = "nothing closes an item; it is read up to the next one";
            found.push(damage(reason.to_owned()));
        }
        found
    }

    /// What is to be said of the whole feed.
    fn closing(&mut self) {
        let mut tell = |reason: String| {
            let at = At::Feed;
            self.ready.push_back(Found::Damage(Damage { at, reason }));
        };
        if self.unclosed > MOST_TOLD {
            let more = self.unclosed - MOST_TOLD;
            tell(format!("nothing closes {more} more items"));
        }
        if self.split.declares {
            tell(String::from(
                "it declares entities of its own, which are not expanded",
            ));
        }
    }
}

impl About {
    /// What stands before the first item.
    fn read(split: &Split) -> Self {
        let head = &split.around[..split.around.len().min(HEAD)];
        let charset = match split.is_recoded() {
            true => None,
            false => declared(head),
        };
        let around = decode(&split.around, charset.as_deref(), &mut Notes::default());
        Self {
            channel: Channel::read(&around),
            charset,
        }
    }
}

/// The text of some bytes, in the charset that the feed names where they are not UTF-8.
fn decode(bytes: &[u8], charset: Option<&str>, notes: &mut Notes) -> String {
    let source = Source {
        id: "".into(),
        media: Media::Text,
        bytes: Vec::new(),
        charset: charset.map(str::to_owned),
        url: None,
        fetched: None,
    };
    charset::decode(&source, bytes, notes)
}

/// What is said of an item that is left out for its length.
fn too_long() -> String {
    format!("an item longer than {} MiB; left out", MAX_PAGE >> 20)
}

/// The charset that an XML declaration names; nothing where it cannot be it.
fn declared(head: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(head).to_lowercase();
    let declaration = head.trim_start().strip_prefix("<?xml")?.split('>').next()?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start_matches([' ', '=', '\t', '\n', '\r']);
    let quote = value.chars().next().filter(|sign| "\"'".contains(*sign))?;
    let label = value[1..].split(quote).next()?.trim();
    // What names UTF-16 in readable letters is not UTF-16.
    let wide = ["utf-16", "utf16", "utf-32", "utf32", "ucs", "unicode"];
    let fits = !wide.iter().any(|name| label.contains(name)) && !label.is_empty();
    fits.then(|| label.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(feed: &[u8]) -> (Vec<Item>, Vec<String>) {
        let (mut items, mut told) = (Vec::new(), Vec::new());
        let mut put = |found: Found| match found {
            Found::Item(item) => items.push(*item),
            Found::Damage(damage) => {
                let line = match damage.at {
                    At::Place(place) => Some(place.line),
                    At::Item(_) | At::Feed => None,
                };
                told.push(format!("{line:?} {}", damage.reason));
            }
        };
        let mut reader = Feed::default();
        for part in feed.chunks(50) {
            reader.take(part);
            while let Some(found) = reader.next_found() {
                put(found);
            }
        }
        reader.end();
        while let Some(found) = reader.next_found() {
            put(found);
        }
        (items, told)
    }

    #[test]
    fn feeds_are_known_by_their_first_element() {
        for (head, expected) in [
            (
                "\u{feff}<?xml version='1.0'?>\n<!-- <html> -->\n<rss version='2.0'>",
                Some(Kind::Xml),
            ),
            ("<!DOCTYPE rss [<!ENTITY a 'b>c'>]><rss>", Some(Kind::Xml)),
            ("<rdf:RDF xmlns:rdf='x'>", Some(Kind::Xml)),
            ("<atom:feed>", Some(Kind::Xml)),
            (
                "{\"version\": \"https:\\/\\/jsonfeed.org\\/version\\/1\"",
                Some(Kind::Json),
            ),
            ("<html><body><rss>", None),
            ("<opml><body>", None),
            ("<feedback>", None),
            ("Words about <rss>", None),
            ("", None),
        ] {
            assert_eq!(kind(head.as_bytes()), expected, "{head}");
        }
    }

    #[test]
    fn what_is_wrong_with_one_item_does_not_touch_the_others() {
        let feed = b"<rss><channel><title>The Post</title>\n<item><title>A & B</title><description>One &nbsp; <b>two</description></item>\n<item><title>C<description>three</description>\n<item><title>D</title><description>four</description></item><item><title>E";
        let (items, told) = read(feed);
        let titles: Vec<_> = items.iter().map(|item| item.title.as_deref()).collect();
        assert_eq!(titles, [Some("A & B"), Some("C"), Some("D")]);
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].starts_with("Some(3) nothing closes"), "{told:?}");
        assert!(
            told[1].starts_with("Some(4) the feed ends inside"),
            "{told:?}"
        );
    }

    #[test]
    fn the_charset_is_the_one_that_fits_the_bytes_of_an_item() {
        let feed = b"<?xml version='1.0' encoding='iso-8859-2'?><rss><channel><title>\xa3</title><item><title>\xa3\xf3d\xbc</title></item><item><title>\xc5\x81</title></item></channel></rss>";
        let (items, _) = read(feed);
        let titles: Vec<_> = items.iter().map(|item| item.title.as_deref()).collect();
        assert_eq!(titles, [Some("Łódź"), Some("Ł")]);
        assert_eq!(items[0].outlet.as_deref(), Some("Ł"));
    }

    #[test]
    fn entities_of_a_feed_are_not_expanded() {
        let bomb = "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]><rss><item><title>&b;&f;</title></item></rss>";
        let (items, told) = read(bomb.as_bytes());
        assert_eq!(items[0].title.as_deref(), Some("&b;&f;"));
        assert!(told[0].contains("not expanded"), "{told:?}");
    }
}
