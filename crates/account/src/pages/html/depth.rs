//! Keeps a page's markup within bounds before it is parsed, as a tree builder cannot do it afterwards.
//!
//! Elements nested too deep cost a stack, and formatting elements that are
//! never closed are repeated in every paragraph after them: both are tags that
//! a page does without. Their text stays. What writes a tree looks from every
//! `&` to the end of its text: a text that no tag interrupts is broken by empty
//! comments, which show nothing.

use crate::model::Reason;
use crate::stage::Notes;

/// Depth from which on start tags are left out; browsers stop at 512, news pages stay below 60.
const DEEPEST: usize = 256;

/// Formatting elements that may be open at a time.
const FORMATTING: usize = 16;

/// Start tags that are read of one page: some ten times what the largest news pages have.
const MOST_TAGS: usize = 150_000;

/// Bytes of text after which an empty comment breaks it: longer than a paragraph, and so short that
/// the square of it is no matter.
const LONGEST_TEXT: usize = 16 * 1024;

/// Breaks a text and shows nothing.
const BREAK: &str = "<!---->";

/// Bytes that the longest name of a character takes, between `&` and `;`.
const REFERENCE: usize = 40;

/// Elements without content.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements that a tree builder opens again after they were cut off.
const REOPENED: &[&str] = &[
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// Elements whose content is no markup.
const RAW: &[&str] = &[
    "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes",
];

/// Elements that another of their kind, or the end of their parent, closes.
const IMPLIED: &[&str] = &["p", "li", "dt", "dd", "option", "tr", "td", "th"];

/// The markup without the tags that go too far, with a note where some were left out.
pub(crate) fn tame(html: &str, notes: &mut Notes) -> String {
    let mut tamer = Tamer::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        tamer.text(&rest[..at]);
        rest = tamer.tag(&rest[at..]);
    }
    tamer.text(rest);
    if tamer.deep > 0 {
        notes.add(
            Reason::NestedTooDeep,
            None,
            format!(
                "{} tags are nested deeper than {DEEPEST} elements",
                tamer.deep
            ),
        );
    }
    if tamer.tags > MOST_TAGS {
        notes.add(
            Reason::TooLong,
            None,
            format!("only the first {MOST_TAGS} of {} tags are read", tamer.tags),
        );
    }
    tamer.out
}

#[derive(Default)]
struct Tamer {
    out: String,
    open: Vec<String>,
    formatting: usize,
    deep: usize,
    tags: usize,
    /// Bytes of text since the last tag or break.
    unbroken: usize,
}

impl Tamer {
    /// Adds text, broken where it is long.
    fn text(&mut self, mut text: &str) {
        while self.unbroken + text.len() > LONGEST_TEXT {
            let room = LONGEST_TEXT.saturating_sub(self.unbroken);
            let Some(at) = breakable(text, room) else {
                break;
            };
            self.out.push_str(&text[..at]);
            self.out.push_str(BREAK);
            self.unbroken = 0;
            text = &text[at..];
        }
        self.out.push_str(text);
        self.unbroken += text.len();
    }

    /// Adds a tag.
    fn markup(&mut self, tag: &str) {
        self.out.push_str(tag);
        self.unbroken = 0;
    }

    /// Reads one tag or comment at the beginning of `text`; returns what follows it.
    fn tag<'t>(&mut self, text: &'t str) -> &'t str {
        if text.starts_with("<!--") {
            // A comment is never shown; one without an end swallows the page, as in a browser.
            return text.find("-->").map_or("", |end| &text[end + 3..]);
        }
        if text.starts_with("<!") || text.starts_with("<?") {
            return self.declaration(text);
        }
        let name = name(text);
        let starts = text[1..].starts_with(|letter: char| letter.is_ascii_alphabetic());
        let ends = text[1..].starts_with('/') && !name.is_empty();
        if !starts && !ends {
            self.tags += 1;
            let kept = self.tags <= MOST_TAGS;
            self.text(if kept { "<" } else { " " });
            return &text[1..];
        }
        let length = length(text);
        let (tag, rest) = text.split_at(length);
        if ends {
            self.end(&name, tag);
            return rest;
        }
        self.start(&name, tag, rest)
    }

    /// A declaration, which ends at its first `>`; returns what follows it.
    fn declaration<'t>(&mut self, text: &'t str) -> &'t str {
        let (declared, rest) = text.split_at(text.find('>').map_or(text.len(), |end| end + 1));
        self.tags += 1;
        if self.tags <= MOST_TAGS {
            self.markup(declared);
        }
        rest
    }

    fn start<'t>(&mut self, name: &str, tag: &str, rest: &'t str) -> &'t str {
        self.tags += 1;
        if RAW.contains(&name) {
            let (content, after) = raw(name, rest);
            if self.tags <= MOST_TAGS {
                self.markup(tag);
                self.out.push_str(content);
            }
            return after;
        }
        let void = VOID.contains(&name) || tag.ends_with("/>");
        let reopened = REOPENED.contains(&name);
        if IMPLIED.contains(&name) && self.open.last().is_some_and(|last| last == name) {
            self.open.pop();
        }
        let too_deep = !void && self.open.len() >= DEEPEST;
        let too_many = reopened && self.formatting >= FORMATTING;
        self.deep += usize::from(too_deep);
        if too_deep || too_many || self.tags > MOST_TAGS {
            self.text(" ");
            return rest;
        }
        self.markup(tag);
        if !void {
            self.open.push(name.to_owned());
            self.formatting += usize::from(reopened);
        }
        rest
    }

    fn end(&mut self, name: &str, tag: &str) {
        if REOPENED.contains(&name) {
            self.formatting = self.formatting.saturating_sub(1);
        }
        if let Some(at) = self.open.iter().rposition(|open| open == name) {
            self.open.truncate(at);
            self.markup(tag);
        } else if name == "p" || name == "br" {
            self.text(" ");
        }
    }
}

/// The first place from `from` on that lies in no name of a character such as `&amp;`.
fn breakable(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let free = |at: &usize| {
        let before = &bytes[at.saturating_sub(REFERENCE)..*at];
        text.is_char_boundary(*at) && (bytes[*at] == b'&' || !before.contains(&b'&'))
    };
    (from..text.len()).find(free)
}

/// The tag's name in small letters; of a page of nothing but `<` no more than one is looked at.
fn name(text: &str) -> String {
    let inner = text.strip_prefix('<').unwrap_or(text);
    let letters = inner.strip_prefix('/').unwrap_or(inner).chars();
    let name = letters.take_while(|letter| !letter.is_whitespace() && !"/><".contains(*letter));
    name.take(24)
        .map(|letter| letter.to_ascii_lowercase())
        .collect()
}

/// Length of the tag, quotation marks in it minded; to the end of the text where nothing closes it.
fn length(text: &str) -> usize {
    let mut quote = None;
    let mut before = b' ';
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (Some(mark), byte) if mark == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (None, b'>') => return at + 1,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    text.len()
}

/// The content of a raw element with its end tag, and what follows.
fn raw<'t>(name: &str, text: &'t str) -> (&'t str, &'t str) {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(found) = text[from..].find("</") {
        let at = from + found;
        let after = &bytes[at + 2..];
        let same =
            after.len() >= name.len() && after[..name.len()].eq_ignore_ascii_case(name.as_bytes());
        if same {
            let end = text[at..].find('>').map_or(text.len(), |end| at + end + 1);
            return text.split_at(end);
        }
        from = at + 2;
    }
    (text, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tamed(html: &str) -> (String, usize) {
        let mut notes = Notes::default();
        (tame(html, &mut notes), notes.into_vec().len())
    }

    #[test]
    fn ordinary_markup_stays_as_it_is() {
        let html = "<!DOCTYPE html><p class=\"a>b\">5 < 6<br>x<ul><li>1<li>2</ul><script>if (a</b/) {}</script>";
        assert_eq!(tamed(html), (html.to_owned(), 0));
    }

    #[test]
    fn a_million_nested_elements_become_a_few() {
        let (html, notes) = tamed(&format!("{}x", "<div>".repeat(1_000_000)));
        assert_eq!(html.matches("<div>").count(), DEEPEST);
        assert!(html.ends_with('x'));
        assert_eq!(notes, 2);
    }

    #[test]
    fn formatting_that_is_never_closed_does_not_grow() {
        let page: String = (0..1_000).map(|n| format!("<p><b id={n}></p>")).collect();
        assert_eq!(tamed(&page).0.matches("<b ").count(), FORMATTING);
    }

    #[test]
    fn the_work_grows_with_the_page_and_not_with_its_square() {
        // Four million signs: what looks at all that follow at each of them never ends.
        for sign in ["<", "</", "<<a", "</>", "<!", "<!>", "<a='", "&"] {
            let page = sign.repeat(4_000_000 / sign.len());
            // No more is written than what was read and the breaks in it.
            assert!(
                tamed(&page).0.len() <= page.len() + page.len() / 1_000,
                "{sign:?}"
            );
        }
    }

    #[test]
    fn a_text_that_no_tag_interrupts_is_broken_between_its_characters() {
        for word in [
            "&",
            "&amp;",
            "é&eacute;",
            "one ",
            "&CounterClockwiseContourIntegral;",
        ] {
            let text = word.repeat(100_000 / word.len());
            let (tamed, notes) = tamed(&format!("<p>{text}</p>"));
            let pieces: Vec<&str> = tamed.split(BREAK).collect();
            assert!(pieces.len() > 5, "{word}");
            for piece in &pieces {
                let whole = word.len() == 1
                    || !piece.contains('&')
                    || piece.matches('&').count() == piece.matches(';').count();
                assert!(piece.len() < LONGEST_TEXT + 100 && whole, "{piece}");
            }
            assert_eq!((pieces.concat(), notes), (format!("<p>{text}</p>"), 0));
        }
    }

    #[test]
    fn of_more_signs_than_any_page_has_the_last_become_spaces() {
        let (html, notes) = tamed(&format!("<p>{}", "<".repeat(MOST_TAGS + 5)));
        assert_eq!(
            (
                html.matches('<').count() - html.matches(BREAK).count(),
                notes
            ),
            (MOST_TAGS, 1)
        );
    }

    #[test]
    fn signs_before_a_tag_are_no_part_of_it() {
        assert_eq!(tamed("</<p>a"), ("</<p>a".to_owned(), 0));
        assert_eq!(tamed("<<</p>a"), ("<< a".to_owned(), 0));
    }

    #[test]
    fn a_tag_without_an_end_stays_as_it_is_and_a_comment_goes() {
        for html in ["<p", "<", "</", "<script>x", "<p a='", "<é>"] {
            assert_eq!(tamed(html), (html.to_owned(), 0));
        }
        assert_eq!(tamed("a<!-- b"), (String::from("a"), 0));
    }
}
