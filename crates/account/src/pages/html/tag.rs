//! One tag of a page, as browsers take it apart (HTML standard, 13.2.5.6 to 13.2.5.40).

/// Attributes that anything here reads, or that html5ever places elements by (`type`). A page is mostly
/// others: they go before it is parsed.
const KEPT: &[&str] = &[
    "bgcolor",
    "class",
    "color",
    "content",
    "datetime",
    "encoding",
    "face",
    "hidden",
    "href",
    "http-equiv",
    "id",
    "itemprop",
    "lang",
    "media",
    "name",
    "property",
    "pubdate",
    "rel",
    "role",
    "style",
    "text",
    "type",
    "xml:lang",
];

/// Bytes of the longest name in [`KEPT`].
const LONGEST_KEPT: usize = 10;

/// The element with an address that is read: links and pictures have most of a page's.
const ADDRESSED: &str = "link";

/// A longer value is none that is read, in bytes with its name.
const LONGEST_VALUE: usize = 16 * 1024;

/// Whether an attribute is there in a page that was kept within bounds.
pub(super) fn is_kept(attribute: &str) -> bool {
    KEPT.contains(&attribute)
}

/// Bytes of the longest name that a tag keeps.
const LONGEST_NAME: usize = 100;

/// The first letters of a tag's name, as small ones: more than any element's name has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Name {
    letters: [u8; 24],
    length: usize,
}

impl Name {
    /// The name, as far as it is kept.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.letters[..self.length]
    }

    /// The name; nothing where it is cut inside a character, as no name that is known here is.
    pub(super) fn text(&self) -> &str {
        let letters = &self.letters[..self.length];
        std::str::from_utf8(letters).unwrap_or_default()
    }
}

/// A tag whose attributes are still to be read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag<'h> {
    pub(super) name: Name,
    /// Whether it is an end tag.
    pub(super) ends: bool,
    /// All that follows its beginning.
    text: &'h str,
    /// Where its name stands in `text`.
    named: (usize, usize),
}

impl<'h> Tag<'h> {
    /// The tag at the beginning of `text`; nothing where a browser shows the `<` that stands there.
    pub(super) fn new(text: &'h str) -> Option<Tag<'h>> {
        let bytes = text.as_bytes();
        let ends = bytes.get(1) == Some(&b'/');
        let start = 1 + usize::from(ends);
        if bytes.first() != Some(&b'<') || !bytes.get(start)?.is_ascii_alphabetic() {
            return None;
        }
        let mut name = Name::default();
        let over = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
        let end = start + find(&bytes[start..], over).unwrap_or(bytes.len() - start);
        for (letter, byte) in name.letters.iter_mut().zip(&bytes[start..end]) {
            *letter = byte.to_ascii_lowercase();
            name.length += 1;
        }
        Some(Tag {
            name,
            ends,
            text,
            named: (start, end),
        })
    }

    /// The name as it is written; of one too long its beginning.
    pub(super) fn written(&self) -> &'h str {
        let (start, end) = self.named;
        let name = &self.text[start..end];
        &name[..name.floor_char_boundary(LONGEST_NAME)]
    }

    /// Reads the rest of the tag; `take` gets its attributes in turn. Nothing where the text ends
    /// before the tag does.
    pub(super) fn read(&self, take: impl FnMut(Attribute<'h>)) -> Option<End> {
        read(self.text, self.named.1, take)
    }
}

/// An attribute as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Attribute<'h> {
    /// All of it.
    pub(super) whole: &'h str,
    pub(super) name: &'h str,
    /// What stands in its quotation marks, or without any behind the sign of equality.
    pub(super) value: &'h str,
}

impl Attribute<'_> {
    /// Whether anything reads it in an element of this name, which is in small letters.
    pub(super) fn is_read(&self, element: &str) -> bool {
        let mut letters = [0; LONGEST_KEPT];
        let Some(letters) = letters.get_mut(..self.name.len()) else {
            return false;
        };
        letters.copy_from_slice(self.name.as_bytes());
        letters.make_ascii_lowercase();
        let known = KEPT.iter().any(|kept| kept.as_bytes() == letters);
        let led = *letters != *b"href" || element == ADDRESSED;
        known && led && self.whole.len() <= LONGEST_VALUE
    }
}

/// Bytes of an attribute that can hold an article, and how one begins that holds state or markup.
const SHORTEST_STATE: usize = 500;
const STATES: &[&str] = &["{", "[", "<", "&lt;", "&#"];

impl Attribute<'_> {
    /// Whether it may hold what scripts show, as `<div data-page="{…}">` does.
    pub(super) fn is_state(&self) -> bool {
        let value = || self.value.trim_start();
        let begins = || STATES.iter().any(|state| value().starts_with(state));
        self.value.len() >= SHORTEST_STATE && begins()
    }
}

/// Where a tag ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct End {
    /// Bytes of the tag.
    pub(super) length: usize,
    /// Whether it ends with a slash that belongs to no value.
    pub(super) closed: bool,
}

/// Reads the tag whose name ends at `from`; `take` gets its attributes in turn. Nothing where the
/// text ends before the tag does.
fn read<'h>(text: &'h str, from: usize, mut take: impl FnMut(Attribute<'h>)) -> Option<End> {
    let bytes = text.as_bytes();
    let mut at = from;
    let mut closed = false;
    loop {
        match *bytes.get(at)? {
            b'>' => {
                let length = at + 1;
                return Some(End { length, closed });
            }
            b'/' => closed = true,
            byte if byte.is_ascii_whitespace() => closed = false,
            _ => {
                let attribute = attribute(text, at)?;
                at += attribute.whole.len();
                take(attribute);
                closed = false;
                continue;
            }
        }
        at += 1;
    }
}

/// The attribute that begins at `start`.
fn attribute(text: &str, start: usize) -> Option<Attribute<'_>> {
    let bytes = text.as_bytes();
    let ends = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'=');
    // A sign of equality may be the first letter of a name.
    let name_end = start + 1 + find(bytes.get(start + 1..)?, ends)?;
    let name = &text[start..name_end];
    let sign = name_end + find(&bytes[name_end..], |byte| !byte.is_ascii_whitespace())?;
    let attribute = |value: usize, end: usize, whole: usize| Attribute {
        whole: &text[start..whole],
        name,
        value: &text[value..end],
    };
    if bytes[sign] != b'=' {
        return Some(attribute(name_end, name_end, name_end));
    }
    let value = sign + 1;
    let value = value + find(&bytes[value..], |byte| !byte.is_ascii_whitespace())?;
    match bytes[value] {
        b'>' => Some(attribute(value, value, value)),
        quote @ (b'"' | b'\'') => {
            let end = value + 1 + text[value + 1..].find(char::from(quote))?;
            Some(attribute(value + 1, end, end + 1))
        }
        _ => {
            let ends = |byte: u8| byte.is_ascii_whitespace() || byte == b'>';
            let end = value + find(&bytes[value..], ends)?;
            Some(attribute(value, end, end))
        }
    }
}

fn find(bytes: &[u8], is: impl Fn(u8) -> bool) -> Option<usize> {
    bytes.iter().position(|byte| is(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names and values of a tag, and where it ends.
    fn tag(text: &str) -> (Vec<(&str, &str)>, Option<End>) {
        let mut attributes = Vec::new();
        let end = read(text, 2, |attribute| {
            attributes.push((attribute.name, attribute.value));
        });
        (attributes, end)
    }

    #[test]
    fn a_tag_is_taken_apart_as_browsers_do() {
        type Expected<'a> = (&'a str, &'a [(&'a str, &'a str)], usize, bool);
        let cases: [Expected; 11] = [
            ("<a>b", &[], 3, false),
            ("<a/>b", &[], 4, true),
            ("<a / >b", &[], 6, false),
            ("<a b c=d>", &[("b", ""), ("c", "d")], 9, false),
            ("<a b=c/>", &[("b", "c/")], 8, false),
            ("<a b = 'c>d'/>", &[("b", "c>d")], 14, true),
            ("<a b=\"'\"c='\"'>", &[("b", "'"), ("c", "\"")], 14, false),
            ("<a =b=c>", &[("=b", "c")], 8, false),
            ("<a b/c>", &[("b", ""), ("c", "")], 7, false),
            ("<a b=>c", &[("b", "")], 6, false),
            ("<a b'c=d\"e>", &[("b'c", "d\"e")], 11, false),
        ];
        for (text, attributes, length, closed) in cases {
            let expected = (attributes.to_vec(), Some(End { length, closed }));
            assert_eq!(tag(text), expected, "{text}");
        }
    }

    #[test]
    fn a_tag_that_the_text_cuts_off_has_no_end() {
        for text in [
            "<a", "<a ", "<a/", "<a b", "<a b ", "<a b=", "<a b='c>", "<a b=c", "<a é",
        ] {
            assert_eq!(tag(text).1, None, "{text}");
        }
    }

    #[test]
    fn what_nothing_reads_is_known() {
        let read = |text: &'static str, element| attribute(text, 0).unwrap().is_read(element);
        assert!(read("CLASS=a>", "p") && read("http-equiv='b'>", "meta"));
        assert!(read("href=a>", "link") && !read("href=a>", "a"));
        assert!(!read("data-a=b>", "p") && !read("src=a>", "img"));
        assert!(KEPT.iter().all(|name| name.len() <= LONGEST_KEPT));
        let long = format!("content='{}'>", "a".repeat(LONGEST_VALUE));
        assert!(!attribute(&long, 0).unwrap().is_read("meta"));
    }
}
