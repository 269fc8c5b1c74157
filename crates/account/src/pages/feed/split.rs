//! The bytes of a feed, as they come, to items and to what stands around them.
//!
//! An item is everything from its start tag to its end tag. Its text is decoded as a whole
//! afterwards: tags are ASCII in every charset that a feed can be in, but for UTF-16, which becomes
//! UTF-8 first.

use encoding_rs::{Decoder, Encoding};

use super::super::MAX_PAGE;
use super::super::charset::unmarked_utf16;
use super::markup::{is_cut, tag_length};

/// Bytes of an item that are kept.
const MOST: usize = MAX_PAGE;

/// Bytes around the items that are kept: all that a feed says of itself, many times over.
const AROUND: usize = 256 * 1024;

/// Bytes by which UTF-16 is recognised.
const HEAD: usize = 64;

/// Where something stands in a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line, counted from one.
    pub line: u64,
    /// The byte, counted from zero; of a feed in UTF-16 as it is in UTF-8.
    pub byte: u64,
}

/// The bytes of one item.
#[derive(Debug)]
pub(super) struct Raw {
    pub(super) bytes: Vec<u8>,
    pub(super) place: Place,
    pub(super) end: End,
}

/// How an item ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// With its end tag.
    Own,
    /// With its end tag, but too far from its beginning.
    TooLong,
    /// Where the next one begins.
    Next,
    /// Where the feed ends.
    Feed,
}

/// What a feed is parted into.
#[derive(Debug, Default)]
pub(super) struct Split {
    buffer: Vec<u8>,
    /// Index of the next byte in `buffer`, and its place in the feed.
    at: usize,
    byte: u64,
    line: u64,
    from: From,
    ended: bool,
    /// What ends the text that is no markup, while one is open.
    until: Option<Until>,
    item: Option<Open>,
    /// Everything outside the items.
    pub(super) around: Vec<u8>,
    /// Whether the feed declares entities of its own.
    pub(super) declares: bool,
}

/// How the bytes come.
#[derive(Default)]
enum From {
    #[default]
    Unknown,
    AsTheyAre,
    Utf16(Decoder),
}

impl std::fmt::Debug for From {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            From::Unknown => "Unknown",
            From::AsTheyAre => "AsTheyAre",
            From::Utf16(_) => "Utf16",
        })
    }
}

/// What ends a text that is no markup.
#[derive(Clone, Copy, Debug)]
enum Until {
    Mark(&'static [u8]),
    /// A declaration: at its `>`, unless a list of declarations is in it.
    Declaration,
    /// The end of that list, and then the declaration's.
    Declarations,
}

#[derive(Debug)]
struct Open {
    raw: Raw,
    name: Vec<u8>,
    /// How many of its name are open in it.
    length: usize,
}

impl Split {
    /// Takes more bytes of the feed.
    pub(super) fn take(&mut self, bytes: &[u8]) {
        if self.at > 0 {
            self.buffer.drain(..self.at);
            self.at = 0;
        }
        match &mut self.from {
            From::Utf16(decoder) => decoded(decoder, bytes, &mut self.buffer, false),
            From::AsTheyAre => self.buffer.extend_from_slice(bytes),
            From::Unknown => {
                self.buffer.extend_from_slice(bytes);
                if self.buffer.len() >= HEAD {
                    self.begin();
                }
            }
        }
    }

    /// There are no more bytes.
    pub(super) fn end(&mut self) {
        if matches!(self.from, From::Unknown) {
            self.begin();
        }
        if let From::Utf16(decoder) = &mut self.from {
            decoded(decoder, &[], &mut self.buffer, true);
        }
        self.ended = true;
    }

    /// Decides how the bytes are to be taken.
    fn begin(&mut self) {
        let known = Encoding::for_bom(&self.buffer);
        let length = known.map_or(0, |(_, length)| length);
        let wide = known.map(|(encoding, _)| encoding);
        let wide = wide.filter(|encoding| !encoding.is_ascii_compatible());
        let wide = wide.or_else(|| unmarked_utf16(&self.buffer[..self.buffer.len().min(HEAD)]));
        let bytes = self.buffer.split_off(length);
        self.buffer.clear();
        match wide {
            None => {
                self.buffer = bytes;
                self.from = From::AsTheyAre;
            }
            Some(encoding) => {
                let mut decoder = encoding.new_decoder_without_bom_handling();
                decoded(&mut decoder, &bytes, &mut self.buffer, false);
                self.from = From::Utf16(decoder);
            }
        }
        self.byte = length as u64;
        self.line = 1;
    }

    /// Whether the text comes as UTF-8, whatever it says that it is.
    pub(super) fn is_recoded(&self) -> bool {
        matches!(self.from, From::Utf16(_))
    }

    /// Where the next byte stands.
    pub(super) fn place(&self) -> Place {
        Place {
            line: self.line,
            byte: self.byte,
        }
    }

    /// The next item that is whole; nothing where more bytes are needed, or where there are none.
    pub(super) fn next(&mut self) -> Option<Raw> {
        if matches!(self.from, From::Unknown) {
            return None;
        }
        loop {
            let step = match self.until {
                Some(until) => self.text(until),
                None => self.markup(),
            };
            match step {
                Step::Item(raw) => return Some(raw),
                Step::On => {}
                Step::More if self.ended => {
                    self.keep(self.buffer.len() - self.at);
                    let open = self.item.take()?;
                    return Some(open.ended(End::Feed));
                }
                Step::More => return None,
            }
        }
    }

    /// Takes text up to what ends it.
    fn text(&mut self, until: Until) -> Step {
        let rest = &self.buffer[self.at..];
        let (found, next) = match until {
            Until::Mark(mark) => (
                find(rest, mark).map(|at| at + mark.len()),
                Some(mark.len() - 1),
            ),
            Until::Declaration => (position(rest, b"[>").map(|at| at + 1), None),
            Until::Declarations => (closing(rest), Some(AFTER_LIST)),
        };
        match found {
            Some(length) => {
                let opens = matches!(until, Until::Declaration) && rest[length - 1] == b'[';
                self.declares |= opens && self.item.is_none();
                self.until = opens.then_some(Until::Declarations);
                self.keep(length);
                Step::On
            }
            None => {
                // The mark itself may be cut in two.
                self.keep(rest.len().saturating_sub(next.unwrap_or(0)));
                Step::More
            }
        }
    }

    /// Takes the text before the next tag, and the tag.
    fn markup(&mut self) -> Step {
        let rest = &self.buffer[self.at..];
        let Some(start) = position(rest, b"<") else {
            self.keep(rest.len());
            return Step::More;
        };
        if start > 0 {
            self.keep(start);
        }
        let rest = &self.buffer[self.at..];
        if rest.len() < 9 && !self.ended {
            return Step::More;
        }
        let begun = [
            (&b"<!--"[..], Until::Mark(b"-->")),
            (b"<![CDATA[", Until::Mark(b"]]>")),
            (b"<!", Until::Declaration),
            (b"<?", Until::Mark(b">")),
        ];
        if let Some((sign, until)) = begun.iter().find(|(sign, _)| rest.starts_with(sign)) {
            self.until = Some(*until);
            self.keep(sign.len());
            return Step::On;
        }
        if !self.ended && is_cut(rest) {
            return Step::More;
        }
        match tag_length(rest) {
            Some(length) => self.tag(length),
            None => {
                self.keep(1);
                Step::On
            }
        }
    }

    /// Takes a tag, which may begin or end an item.
    fn tag(&mut self, length: usize) -> Step {
        let tag = &self.buffer[self.at + 1..self.at + length - 1];
        let whole = tag.ends_with(b"/");
        let (name, ends) = match tag.strip_prefix(b"/") {
            Some(name) => (name, true),
            None => (tag, false),
        };
        let letter = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'/';
        let name = &name[..name.iter().position(letter).unwrap_or(name.len())];
        let same = self.item.as_ref().is_some_and(|open| open.name == name);
        match (&self.item, ends) {
            (Some(_), true) if same => {
                self.keep(length);
                self.ended_item(End::Own)
            }
            (Some(_), false) if same => self.ended_item(End::Next),
            (None, false) if is_item(name) => {
                let open = Open {
                    raw: Raw {
                        bytes: Vec::new(),
                        place: self.place(),
                        end: End::Own,
                    },
                    name: name.to_vec(),
                    length: 0,
                };
                self.item = Some(open);
                self.keep(length);
                match whole {
                    true => self.ended_item(End::Own),
                    false => Step::On,
                }
            }
            _ => {
                self.keep(length);
                Step::On
            }
        }
    }

    fn ended_item(&mut self, end: End) -> Step {
        match self.item.take() {
            Some(open) => Step::Item(open.ended(end)),
            None => Step::On,
        }
    }

    /// Goes on by so many bytes, and keeps them where they belong.
    fn keep(&mut self, length: usize) {
        let bytes = &self.buffer[self.at..self.at + length];
        let (kept, most) = match &mut self.item {
            Some(open) => {
                open.length += length;
                (&mut open.raw.bytes, MOST)
            }
            None => (&mut self.around, AROUND),
        };
        let room = most.saturating_sub(kept.len());
        kept.extend_from_slice(&bytes[..length.min(room)]);
        self.line += bytes.iter().filter(|byte| **byte == b'\n').count() as u64;
        self.byte += length as u64;
        self.at += length;
    }
}

impl Open {
    fn ended(mut self, end: End) -> Raw {
        self.raw.end = match end {
            End::Own if self.length > self.raw.bytes.len() => End::TooLong,
            end => end,
        };
        self.raw
    }
}

/// What one step comes to.
enum Step {
    Item(Raw),
    On,
    /// More bytes are needed.
    More,
}

/// Whether an element of this name is an item.
fn is_item(name: &[u8]) -> bool {
    let local = name.rsplit(|byte| *byte == b':').next().unwrap_or(name);
    local.eq_ignore_ascii_case(b"item") || local.eq_ignore_ascii_case(b"entry")
}

/// Bytes of what may follow the list of a declaration, and stand in two parts of the feed.
const AFTER_LIST: usize = 16;

/// What ends a list of declarations and the declaration around it: `]>`, white space between.
fn closing(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = position(&bytes[at..], b"]") {
        at += found + 1;
        let rest = &bytes[at..(at + AFTER_LIST).min(bytes.len())];
        let white = rest.iter().take_while(|byte| byte.is_ascii_whitespace());
        let white = white.count();
        if rest.get(white) == Some(&b'>') {
            return Some(at + white + 1);
        }
    }
    None
}

fn position(bytes: &[u8], any: &[u8]) -> Option<usize> {
    bytes.iter().position(|byte| any.contains(byte))
}

fn find(bytes: &[u8], mark: &[u8]) -> Option<usize> {
    let first = *mark.first()?;
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|byte| *byte == first) {
        at += found;
        if bytes[at..].starts_with(mark) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Adds what the bytes are in UTF-8.
fn decoded(decoder: &mut Decoder, bytes: &[u8], to: &mut Vec<u8>, last: bool) {
    let room = decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(0);
    let mut text = String::with_capacity(room);
    let (_, read, _) = decoder.decode_to_string(bytes, &mut text, last);
    debug_assert_eq!(read, bytes.len());
    to.extend_from_slice(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The items of a feed that comes in parts of so many bytes, and what stands around them.
    fn split(feed: &[u8], step: usize) -> (Vec<(String, u64, End)>, String) {
        let mut split = Split::default();
        let mut items = Vec::new();
        let mut put = |raw: Raw| {
            let text = String::from_utf8(raw.bytes).unwrap();
            items.push((text, raw.place.line, raw.end));
        };
        for part in feed.chunks(step) {
            split.take(part);
            while let Some(raw) = split.next() {
                put(raw);
            }
        }
        split.end();
        while let Some(raw) = split.next() {
            put(raw);
        }
        (items, String::from_utf8(split.around).unwrap())
    }

    fn check(feed: &str, expected: &[(&str, u64, End)], around: &str) {
        let expected: Vec<(String, u64, End)> = expected
            .iter()
            .map(|(text, line, end)| ((*text).to_owned(), *line, *end))
            .collect();
        for step in [1, 2, 3, 7, feed.len().max(1)] {
            let found = split(feed.as_bytes(), step);
            assert_eq!(found, (expected.clone(), around.to_owned()), "by {step}");
        }
    }

    #[test]
    fn items_are_what_stands_between_their_tags() {
        check(
            "<rss>\n<title>A</title><item x='>'>one</item>\n\n<a:entry><![CDATA[</a:entry>]]></a:entry><item/></rss>",
            &[
                ("<item x='>'>one</item>", 2, End::Own),
                ("<a:entry><![CDATA[</a:entry>]]></a:entry>", 4, End::Own),
                ("<item/>", 4, End::Own),
            ],
            "<rss>\n<title>A</title>\n\n</rss>",
        );
    }

    #[test]
    fn what_a_comment_or_a_declaration_holds_is_no_item() {
        check(
            "<?xml?><!DOCTYPE rss [<!ENTITY a \"<item>\"> ] ><!-- <item> > --><items><item>a</item>",
            &[("<item>a</item>", 1, End::Own)],
            "<?xml?><!DOCTYPE rss [<!ENTITY a \"<item>\"> ] ><!-- <item> > --><items>",
        );
    }

    #[test]
    fn a_quotation_mark_that_was_forgotten_is_so_wherever_the_bytes_are_parted() {
        check(
            "<items><item a='b/>c='>one</item> <item d='e>two</item></items>",
            &[
                ("<item a='b/>c='>one</item>", 1, End::Own),
                ("<item d='e>two</item>", 1, End::Own),
            ],
            "<items> </items>",
        );
    }

    #[test]
    fn an_item_without_an_end_ends_with_the_next_one_or_with_the_feed() {
        check(
            "<item>one\n<item>two</item><item>three<b",
            &[
                ("<item>one\n", 1, End::Next),
                ("<item>two</item>", 2, End::Own),
                ("<item>three<b", 2, End::Feed),
            ],
            "",
        );
    }

    #[test]
    fn of_an_item_that_is_too_long_the_beginning_is_kept() {
        let long = format!("<item>{}</item><item>b</item>", "a".repeat(MOST));
        let (items, _) = split(long.as_bytes(), 64 * 1024);
        let ends: Vec<(usize, End)> = items.iter().map(|item| (item.0.len(), item.2)).collect();
        assert_eq!(ends, [(MOST, End::TooLong), (14, End::Own)]);
    }

    #[test]
    fn utf16_is_split_like_all_else() {
        let feed = "<rss><item>Ł ó d ź</item></rss>";
        let marked = format!("\u{feff}{feed}");
        let little = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let all: [Vec<u8>; 4] = [little(feed), big(feed), little(&marked), big(&marked)];
        for bytes in all {
            for step in [1, 3, bytes.len()] {
                let (items, _) = split(&bytes, step);
                assert_eq!(items, [("<item>Ł ó d ź</item>".to_owned(), 1, End::Own)]);
            }
        }
    }

    #[test]
    fn signs_without_an_end_take_no_longer_than_their_bytes() {
        for sign in [
            "<",
            "<a ",
            "<!",
            "<?",
            "<!--",
            "<![CDATA[",
            "<!DOCTYPE[",
            "<item",
            "<item>",
            "]]",
            "<a b='",
        ] {
            let feed = sign.repeat(2_000_000 / sign.len());
            let (_, around) = split(feed.as_bytes(), 64 * 1024);
            assert!(around.len() <= AROUND, "{sign}");
        }
    }
}
