//! XML as feeds have it: elements by their tags, whatever is wrong with them. Nothing is expanded.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::super::html;

/// Elements that are kept of one item, and how deep they are looked into.
const MOST: usize = 200_000;
const DEEPEST: usize = 256;

/// Prefixes that one tag may declare; feeds declare 10 to 30.
const MOST_DECLARED: usize = 100;

/// Bytes of a tag; what does not end before is no tag.
pub(super) const LONGEST_TAG: usize = 64 * 1024;

/// Entities of different names that are looked up in one text.
const MOST_NAMES: usize = 300;
/// Bytes of the longest name of an entity: "CounterClockwiseContourIntegral".
const LONGEST_NAME: usize = 32;

/// An element: its start tag and what stands between it and its end tag.
#[derive(Clone, Debug)]
pub(super) struct Element<'t> {
    /// As it is written, with its prefix.
    pub(super) name: &'t str,
    /// What follows the name in the start tag.
    attributes: &'t str,
    /// What is in it, as it is written.
    pub(super) inner: &'t str,
    parent: Option<usize>,
    /// Whether it ends where its own end tag stands.
    pub(super) closed: bool,
}

impl Element<'_> {
    /// An attribute, its entities read.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut all = attributes(self.attributes);
        let found = all.find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| unescape(value).into_owned())
    }

    /// The prefixes that its start tag declares, with what they stand for.
    pub(super) fn declared(&self) -> Vec<(String, String)> {
        let declared = attributes(self.attributes).filter_map(|(key, value)| {
            let prefix = match key.strip_prefix("xmlns")? {
                "" => "",
                rest => rest.strip_prefix(':')?,
            };
            Some((prefix.to_owned(), unescape(value).trim().to_owned()))
        });
        declared.take(MOST_DECLARED).collect()
    }
}

/// The elements of a text, in order.
#[derive(Debug)]
pub(super) struct Elements<'t> {
    text: &'t str,
    all: Vec<Element<'t>>,
}

/// One mark-up of a text and what follows it.
enum Token<'t> {
    Start(&'t str, &'t str),
    /// A start tag that is its own end.
    Whole(&'t str, &'t str),
    End(&'t str),
    Other,
}

impl<'t> Elements<'t> {
    /// Reads all tags. An end tag ends what was opened with its name last; an element without one
    /// holds the text up to the next tag, and what follows stands beside it.
    pub(super) fn read(text: &'t str) -> Self {
        let mut elements = Self {
            text,
            all: Vec::new(),
        };
        let mut open: Vec<(usize, usize)> = Vec::new();
        let mut at = 0;
        while let Some(found) = text[at..].find('<') {
            let start = at + found;
            let (token, length) = token(&text[start..]);
            at = start + length;
            match token {
                Token::Start(name, _) | Token::Whole(name, _)
                    if elements.all.len() >= MOST || name.is_empty() => {}
                Token::Start(name, attributes) if open.len() < DEEPEST => {
                    let parent = open.last().map(|(index, _)| *index);
                    open.push((elements.all.len(), at));
                    elements.push(name, attributes, parent, at);
                }
                Token::Whole(name, attributes) => {
                    let parent = open.last().map(|(index, _)| *index);
                    elements.push(name, attributes, parent, at);
                    if let Some(element) = elements.all.last_mut() {
                        (element.inner, element.closed) = ("", true);
                    }
                }
                Token::End(name) => {
                    let named = |(index, _): &(usize, usize)| elements.all[*index].name == name;
                    if let Some(place) = open.iter().rposition(named) {
                        let (index, from) = open[place];
                        open.truncate(place);
                        elements.all[index].inner = &text[from..start];
                        elements.all[index].closed = true;
                    }
                }
                Token::Start(..) | Token::Other => {}
            }
        }
        elements.settle();
        elements
    }

    /// Adds an element whose end is not known: it holds what stands before the next tag.
    fn push(&mut self, name: &'t str, attributes: &'t str, parent: Option<usize>, at: usize) {
        let rest = &self.text[at..];
        let next = rest.as_bytes().iter().take(LONGEST_TAG);
        let next = next.enumerate().find(|(_, byte)| **byte == b'<');
        let end = next.map_or(rest.len().min(LONGEST_TAG), |(end, _)| end);
        self.all.push(Element {
            name,
            attributes,
            inner: &rest[..rest.floor_char_boundary(end)],
            parent,
            closed: false,
        });
    }

    /// Puts what stands in an element without an end beside it.
    fn settle(&mut self) {
        for index in 0..self.all.len() {
            // What stands around an element comes before it, so its own place is settled.
            let around = self.all[index].parent.map(|parent| &self.all[parent]);
            if let Some(around) = around.filter(|around| !around.closed) {
                self.all[index].parent = around.parent;
            }
        }
    }

    /// The elements that stand in none.
    pub(super) fn uppermost(&self) -> impl Iterator<Item = (usize, &Element<'t>)> {
        self.inside(None)
    }

    /// The elements directly in one.
    pub(super) fn children(&self, of: usize) -> impl Iterator<Item = (usize, &Element<'t>)> {
        self.inside(Some(of))
    }

    /// The elements stand in the order of their start tags: all that is in one, right behind it.
    fn inside(&self, parent: Option<usize>) -> impl Iterator<Item = (usize, &Element<'t>)> {
        let behind = parent.map_or(0, |index| index + 1);
        let all = self.all.iter().enumerate().skip(behind);
        let within = all.take_while(move |(_, element)| element.parent >= parent);
        within.filter(move |(_, element)| element.parent == parent)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = (usize, &Element<'t>)> {
        self.all.iter().enumerate()
    }
}

/// What the text, which begins with `<`, begins with, and its length; never nothing.
fn token(text: &str) -> (Token<'_>, usize) {
    let to = |mark: &str, from: usize| {
        let rest = &text[from..];
        rest.find(mark)
            .map_or(text.len(), |at| from + at + mark.len())
    };
    if text.starts_with("<!--") {
        return (Token::Other, to("-->", 4));
    }
    if text.starts_with("<![CDATA[") {
        return (Token::Other, to("]]>", 9));
    }
    if text.starts_with("<!") || text.starts_with("<?") {
        return (Token::Other, to(">", 2));
    }
    let Some(length) = tag_length(text.as_bytes()) else {
        return (Token::Other, 1);
    };
    let tag = &text[1..length - 1];
    if let Some(name) = tag.strip_prefix('/') {
        return (Token::End(name.trim()), length);
    }
    let (tag, whole) = match tag.strip_suffix('/') {
        Some(tag) => (tag, true),
        None => (tag, false),
    };
    let end = tag.find(|letter: char| letter.is_ascii_whitespace() || letter == '/');
    let (name, attributes) = tag.split_at(end.unwrap_or(tag.len()));
    match whole {
        true => (Token::Whole(name, attributes), length),
        false => (Token::Start(name, attributes), length),
    }
}

/// The length of the tag with which the bytes begin; nothing where it is none, or does not end.
pub(super) fn tag_length(bytes: &[u8]) -> Option<usize> {
    let near = &bytes[..bytes.len().min(LONGEST_TAG)];
    match tag_end(near) {
        TagEnd::NoTag => None,
        TagEnd::At(length) => Some(length),
        // The quotation mark behind a value was forgotten.
        TagEnd::Within | TagEnd::Beyond => {
            let next = near[1..].iter().position(|byte| b"<>".contains(byte))? + 1;
            (near[next] == b'>').then_some(next + 1)
        }
    }
}

/// How a tag ends.
enum TagEnd {
    /// It is none.
    NoTag,
    /// Behind so many bytes.
    At(usize),
    /// Not before the next one begins.
    Within,
    /// Not in these bytes.
    Beyond,
}

/// How the tag ends with which the bytes begin, with `>` in values taken for what it is.
fn tag_end(bytes: &[u8]) -> TagEnd {
    let named = |byte: &u8| byte.is_ascii_alphabetic() || *byte == b'_' || *byte >= 0x80;
    let begins = match bytes.get(1) {
        Some(b'/') => bytes.get(2).is_some_and(named),
        Some(byte) => named(byte),
        None => false,
    };
    if !begins {
        return TagEnd::NoTag;
    }
    let mut quote = None;
    let mut before = b' ';
    for (at, byte) in bytes.iter().enumerate().skip(1) {
        match (quote, byte) {
            (Some(mark), byte) if mark == *byte => quote = None,
            // No value holds the beginning of a tag.
            (_, b'<') => return TagEnd::Within,
            (Some(_), _) => {}
            (None, b'"' | b'\'') if before == b'=' => quote = Some(*byte),
            (None, b'>') => return TagEnd::At(at + 1),
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = *byte;
        }
    }
    TagEnd::Beyond
}

/// Whether the bytes begin with a tag of which nobody can tell the end before more of them come.
pub(super) fn is_cut(bytes: &[u8]) -> bool {
    bytes.len() < LONGEST_TAG && matches!(tag_end(bytes), TagEnd::Beyond)
}

/// The attributes of a tag: key and value as written.
fn attributes(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (key, after) = rest.split_once('=')?;
        let key = key
            .rsplit(char::is_whitespace)
            .find(|part| !part.is_empty());
        let after = after.trim_start();
        let (value, left) = match after.chars().next() {
            Some(quote @ ('"' | '\'')) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
            _ => after.split_once(char::is_whitespace).unwrap_or((after, "")),
        };
        rest = left;
        Some((key.unwrap_or_default(), value))
    })
}

/// The text of an element: entities read, CDATA taken as it is, comments gone; tags in it stay.
pub(super) fn text(inner: &str) -> String {
    let mut text = String::with_capacity(inner.len());
    for (range, kind) in sections(inner) {
        match kind {
            Section::Plain => text.push_str(&unescape(&inner[range])),
            Section::Literal => text.push_str(&inner[range]),
        }
    }
    text
}

/// The markup of an element whose tags are its own: CDATA in it is text.
pub(super) fn markup(inner: &str) -> String {
    let mut markup = String::with_capacity(inner.len());
    for (range, kind) in sections(inner) {
        match kind {
            Section::Plain => markup.push_str(&inner[range]),
            Section::Literal => {
                markup.push_str(&inner[range].replace('&', "&amp;").replace('<', "&lt;"));
            }
        }
    }
    markup
}

/// How a part of a text is to be read.
enum Section {
    Plain,
    Literal,
}

/// The parts of a text, without its comments.
fn sections(text: &str) -> Vec<(Range<usize>, Section)> {
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find("<!") {
        let start = at + found;
        let rest = &text[start..];
        let (open, close, literal) = match () {
            () if rest.starts_with("<![CDATA[") => (9, "]]>", true),
            () if rest.starts_with("<!--") => (4, "-->", false),
            () => (2, "", false),
        };
        let inner = start + open;
        if close.is_empty() {
            parts.push((at..inner, Section::Plain));
            at = inner;
            continue;
        }
        parts.push((at..start, Section::Plain));
        let end = text[inner..].find(close).map(|length| inner + length);
        if literal {
            parts.push((inner..end.unwrap_or(text.len()), Section::Literal));
        }
        at = end.map_or(text.len(), |end| end + close.len());
    }
    parts.push((at..text.len(), Section::Plain));
    parts
}

/// Reads the entities of XML and those of HTML, which feeds use without declaring them. What else a
/// document declares is left as it stands.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut known: HashMap<&str, String> = HashMap::new();
    let mut read = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        read.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let near = &rest.as_bytes()[..rest.len().min(LONGEST_NAME + 1)];
        let name = near.iter().position(|byte| *byte == b';');
        let name = name.and_then(|end| rest.get(..end));
        let is_name = |name: &&str| {
            let name = name.strip_prefix('#').unwrap_or(name);
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        let Some(name) = name.filter(is_name) else {
            read.push('&');
            continue;
        };
        if known.len() < MOST_NAMES {
            known.entry(name).or_insert_with(|| entity(name));
        }
        match known.get(name) {
            Some(letters) => read.push_str(letters),
            None => read.extend(['&'].into_iter().chain(name.chars()).chain([';'])),
        }
        rest = &rest[name.len() + 1..];
    }
    read.push_str(rest);
    Cow::Owned(read)
}

/// What an entity stands for; itself where nobody knows it.
fn entity(name: &str) -> String {
    match name {
        "lt" => String::from("<"),
        "gt" => String::from(">"),
        "amp" => String::from("&"),
        "quot" => String::from("\""),
        "apos" => String::from("'"),
        _ => html::entity(&format!("&{name};")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<(String, String, usize)> {
        let elements = Elements::read(text);
        let depth = |element: &Element<'_>| {
            std::iter::successors(element.parent, |index| elements.all[*index].parent).count()
        };
        let told = elements.all.iter();
        told.map(|element| {
            (
                element.name.to_owned(),
                element.inner.to_owned(),
                depth(element),
            )
        })
        .collect()
    }

    fn told(list: &[(&str, &str, usize)]) -> Vec<(String, String, usize)> {
        let own = |(name, inner, depth): &(&str, &str, usize)| {
            ((*name).to_owned(), (*inner).to_owned(), *depth)
        };
        list.iter().map(own).collect()
    }

    #[test]
    fn elements_hold_what_stands_between_their_tags() {
        let text = "<a x='1>'>b<c/><d>e</d></a><!-- <f> --><g><![CDATA[<h>]]></g>";
        let expected = told(&[
            ("a", "b<c/><d>e</d>", 0),
            ("c", "", 1),
            ("d", "e", 1),
            ("g", "<![CDATA[<h>]]>", 0),
        ]);
        assert_eq!(names(text), expected);
    }

    #[test]
    fn an_element_without_an_end_holds_the_text_before_the_next_tag() {
        let text = "<a><b>one<c>two</c></a></x><d>three";
        let expected = told(&[
            ("a", "<b>one<c>two</c>", 0),
            ("b", "one", 1),
            ("c", "two", 1),
            ("d", "three", 0),
        ]);
        assert_eq!(names(text), expected);
    }

    #[test]
    fn what_is_directly_in_an_element_is_what_names_it_as_its_own() {
        for text in [
            "<a><b><c/></b><d><e>1</e></d></a><f><g/></f>",
            "<a><b>1<c>2</c><d><e></d>3</a><f>4<g>5",
            "<a><b></a><c></b><d/></c></a>",
        ] {
            let elements = Elements::read(text);
            let places = (0..elements.all.len()).map(Some).chain([None]);
            for parent in places {
                let found = elements.inside(parent).map(|(index, _)| index);
                let named = elements
                    .all()
                    .filter(|(_, element)| element.parent == parent);
                let named: Vec<usize> = named.map(|(index, _)| index).collect();
                assert_eq!(found.collect::<Vec<_>>(), named, "{parent:?} of {text}");
            }
        }
    }

    #[test]
    fn a_quotation_mark_that_was_forgotten_ends_with_its_tag() {
        let text = "<a href=\"x>one</a><b>two</b>";
        assert_eq!(names(text), told(&[("a", "one", 0), ("b", "two", 0)]));
        assert_eq!(tag_length(b"<a b='c>'>"), Some(10));
        assert_eq!(tag_length(b"< a>"), None);
    }

    #[test]
    fn attributes_are_read_with_their_entities() {
        let elements = Elements::read("<a href='?a=1&amp;b=2' rel=x xmlns:dc=\"http://d\" c>");
        let (_, element) = elements.uppermost().next().unwrap();
        assert_eq!(element.attribute("HREF").as_deref(), Some("?a=1&b=2"));
        assert_eq!(element.attribute("rel").as_deref(), Some("x"));
        assert_eq!(element.attribute("c"), None);
        let declared = [("dc".to_owned(), "http://d".to_owned())];
        assert_eq!(element.declared(), declared);
    }

    #[test]
    fn a_million_nested_elements_take_no_longer_than_their_bytes() {
        for sign in [
            "<a>",
            "<a><b>",
            "</a>",
            "<a",
            "<![CDATA[",
            "<!--",
            "&x;",
            "&",
            "<a b='",
        ] {
            let text = sign.repeat(3_000_000 / sign.len());
            assert!(Elements::read(&text).all.len() <= MOST, "{sign}");
            assert!(
                !super::text(&text).is_empty() || sign.starts_with("<!"),
                "{sign}"
            );
        }
    }

    #[test]
    fn entities_are_read_once_and_unknown_ones_stay() {
        assert_eq!(
            text("AT&amp;amp;T &eacute;&#233;&#xE9; &lol; a & b&;"),
            "AT&amp;T ééé &lol; a & b&;"
        );
        assert_eq!(text("<![CDATA[&lt;p>]]> &lt;b><!-- c -->d"), "&lt;p> <b>d");
        assert_eq!(
            markup("<p>1 &lt; 2</p><![CDATA[<b>]]>"),
            "<p>1 &lt; 2</p>&lt;b>"
        );
    }
}
