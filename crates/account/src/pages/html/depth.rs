//! Keeps a page's markup within bounds before it is parsed, as a tree builder cannot do it afterwards.
//!
//! Elements nested too deep make every later tag slower, and formatting elements that are never
//! closed are repeated in every paragraph after them: both are tags that a page does without. Their
//! text stays. Each attribute of a tag is compared with all others: a tag with too many loses them.

use crate::model::Reason;
use crate::stage::Notes;

/// Depth from which on start tags are left out; browsers stop at 512, news pages stay below 60.
const DEEPEST: usize = 256;

/// Formatting elements that may be open at a time.
const FORMATTING: usize = 16;

/// Start tags, declarations and stray `<` that are read of one page: some ten times what the
/// largest news pages have.
const MOST_TAGS: usize = 150_000;

/// Bytes of a tag that keeps its attributes.
const LONGEST_TAG: usize = 16 * 1024;

/// What spaces, slashes and quotation marks part in a tag that keeps its attributes: each of these
/// is compared with all others of the tag.
const MOST_PARTS: usize = 1_000;

/// Bytes of the longest name that a tag without attributes keeps.
const LONGEST_NAME: usize = 100;

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

/// Elements in which all content is markup.
const FOREIGN: &[&str] = &["svg", "math"];

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
    open: Vec<Name>,
    formatting: usize,
    deep: usize,
    tags: usize,
}

impl Tamer {
    fn text(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Adds a tag, without its attributes where they are too long or too many.
    fn markup(&mut self, tag: &str) {
        let parted = |byte: &u8| byte.is_ascii_whitespace() || b"/\"'".contains(byte);
        let parts = || tag.bytes().filter(parted).count();
        if tag.len() <= MOST_PARTS || (tag.len() <= LONGEST_TAG && parts() <= MOST_PARTS) {
            self.out.push_str(tag);
            return;
        }
        let open = if tag.starts_with("</") { "</" } else { "<" };
        self.out.push_str(open);
        self.out.push_str(own_name(tag));
        self.out.push('>');
    }

    /// Adds an element that closes itself: outside SVG a tree builder would leave it open.
    fn whole(&mut self, tag: &str) {
        let start = tag.strip_suffix("/>").unwrap_or(tag);
        self.markup(&format!("{}>", start.trim_end()));
        self.markup(&format!("</{}>", own_name(tag)));
    }

    /// Whether SVG or MathML is open, where other rules hold.
    fn is_foreign(&self) -> bool {
        self.open.iter().any(|open| FOREIGN.contains(&open.text()))
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
            self.end(name, tag);
            return rest;
        }
        self.start(name, tag, rest)
    }

    /// A declaration, which ends at its first `>`; returns what follows it. In SVG `<![CDATA[` would
    /// make a text of it that nothing can break.
    fn declaration<'t>(&mut self, text: &'t str) -> &'t str {
        let (declared, rest) = text.split_at(text.find('>').map_or(text.len(), |end| end + 1));
        self.tags += 1;
        let long = declared.len() > LONGEST_TAG || declared.starts_with("<![");
        if self.tags <= MOST_TAGS && !long {
            self.out.push_str(declared);
        }
        rest
    }

    fn start<'t>(&mut self, open: Name, tag: &str, rest: &'t str) -> &'t str {
        let name = open.text();
        self.tags += 1;
        if RAW.contains(&name) {
            return self.raw(name, tag, rest);
        }
        let closed = closes_itself(tag);
        let void = closed || VOID.contains(&name);
        let reopened = REOPENED.contains(&name);
        if IMPLIED.contains(&name) && self.open.last() == Some(&open) {
            self.open.pop();
        }
        let too_deep = !void && self.open.len() >= DEEPEST;
        let too_many = reopened && self.formatting >= FORMATTING;
        self.deep += usize::from(too_deep);
        if too_deep || too_many || self.tags > MOST_TAGS {
            self.text(" ");
            return rest;
        }
        match closed && !VOID.contains(&name) {
            true => self.whole(tag),
            false => self.markup(tag),
        }
        if !void {
            self.open.push(open);
            self.formatting += usize::from(reopened);
        }
        rest
    }

    /// Adds an element whose content is no markup; returns what follows it. In SVG and MathML it
    /// would be markup, and goes.
    fn raw<'t>(&mut self, name: &str, tag: &str, rest: &'t str) -> &'t str {
        if self.is_foreign() && closes_itself(tag) {
            return rest;
        }
        let (mut content, rest) = rest.split_at(raw_length(name, rest));
        let (end, after) = rest.split_at(length(rest));
        if self.tags > MOST_TAGS {
            return after;
        }
        if self.is_foreign() {
            content = "";
        }
        self.markup(tag);
        self.out.push_str(content);
        self.markup(end);
        after
    }

    fn end(&mut self, ended: Name, tag: &str) {
        let name = ended.text();
        if REOPENED.contains(&name) {
            self.formatting = self.formatting.saturating_sub(1);
        }
        if let Some(at) = self.open.iter().rposition(|open| *open == ended) {
            self.open.truncate(at);
            self.markup(tag);
        } else if name == "p" || name == "br" {
            self.text(" ");
        }
    }
}

/// The first letters of a tag's name, as small ones: more than any element's name has.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Name {
    letters: [u8; 24],
    length: usize,
}

impl Name {
    /// The name; nothing where it is cut inside a character, as no name that is known here is.
    fn text(&self) -> &str {
        let letters = &self.letters[..self.length];
        std::str::from_utf8(letters).unwrap_or_default()
    }

    fn is_empty(&self) -> bool {
        self.length == 0
    }
}

/// The name of the tag that begins here; of a page of nothing but `<` no more than one is looked at.
fn name(text: &str) -> Name {
    let inner = text.strip_prefix('<').unwrap_or(text);
    let inner = inner.strip_prefix('/').unwrap_or(inner).bytes();
    let mut name = Name::default();
    let letters = inner.take_while(|byte| !byte.is_ascii_whitespace() && !b"/><".contains(byte));
    for letter in letters.take(name.letters.len()) {
        name.letters[name.length] = letter.to_ascii_lowercase();
        name.length += 1;
    }
    name
}

/// The tag's name as it is written; of one too long its beginning.
fn own_name(tag: &str) -> &str {
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.find(|letter: char| letter.is_whitespace() || "/>".contains(letter));
    let end = end.unwrap_or(name.len()).min(LONGEST_NAME);
    &name[..name.floor_char_boundary(end)]
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

/// Length of the content of a raw element, up to its end tag.
fn raw_length(name: &str, text: &str) -> usize {
    let ends = |(at, _): &(usize, &str)| {
        let after = &text.as_bytes()[at + 2..];
        let same = after.get(..name.len());
        let same = same.is_some_and(|same| same.eq_ignore_ascii_case(name.as_bytes()));
        let next = after.get(name.len());
        same && next.is_none_or(|next| next.is_ascii_whitespace() || b"/>".contains(next))
    };
    let end = text.match_indices("</").find(ends);
    end.map_or(text.len(), |(at, _)| at)
}

/// Whether a tag ends with `/>` and the slash is not the end of an address: `<a href=b/>`.
fn closes_itself(tag: &str) -> bool {
    let Some(start) = tag.strip_suffix("/>") else {
        return false;
    };
    let last = start.rsplit(char::is_whitespace).next().unwrap_or(start);
    !last.contains('=') || last.ends_with(['"', '\''])
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
        for sign in [
            "<",
            "</",
            "<<a",
            "</>",
            "<!",
            "<!>",
            "<a='",
            "<p title=\"",
            "<textarea></",
            "<svg><title>",
            "&",
        ] {
            let page = sign.repeat(4_000_000 / sign.len());
            assert!(tamed(&page).0.len() <= page.len(), "{sign:?}");
        }
    }

    #[test]
    fn of_more_signs_than_any_page_has_the_last_become_spaces() {
        let (html, notes) = tamed(&format!("<p>{}", "<".repeat(MOST_TAGS + 5)));
        assert_eq!((html.matches('<').count(), notes), (MOST_TAGS, 1));
    }

    #[test]
    fn a_tag_that_is_too_long_loses_its_attributes() {
        let long = "&".repeat(LONGEST_TAG);
        let many: String = (0..=MOST_PARTS).map(|n| format!(" a{n}")).collect();
        for (html, expected) in [
            (format!("<p title=\"{long}\">a"), "<p>a"),
            (format!("<p{many}>a</p{many}>b"), "<p>a</p>b"),
            (
                format!("<svg><path d='{long}'/></svg>a"),
                "<svg><path></path></svg>a",
            ),
            (
                format!("<title lang={long}>a</title {long}>"),
                "<title>a</title>",
            ),
        ] {
            assert_eq!(tamed(&html), (expected.to_owned(), 0));
        }
        let short = format!("<p title=\"{}\">a", &long[..LONGEST_TAG - 20]);
        assert_eq!(tamed(&short), (short.clone(), 0));
    }

    #[test]
    fn what_only_begins_like_the_end_tag_of_a_raw_element_is_none() {
        let html = "<title></titlex>&</title>a";
        assert_eq!(tamed(html), (html.to_owned(), 0));
        assert_eq!(tamed("<svg><![CDATA[x]]></svg>a").0, "<svg></svg>a");
    }

    #[test]
    fn what_closes_itself_is_closed_for_every_reader() {
        assert_eq!(tamed("<a href=b/>c</a>").0, "<a href=b/>c</a>");
        assert_eq!(tamed("<div a='b'/>c<br/>").0, "<div a='b'></div>c<br/>");
        assert_eq!(tamed("<svg><g/><style/></svg>a").0, "<svg><g></g></svg>a");
    }

    #[test]
    fn in_svg_a_title_hides_no_markup() {
        let deep = "<div>".repeat(1_000);
        for name in RAW {
            let html = tamed(&format!("<svg><{name}>{deep}</{name}></svg>a")).0;
            assert_eq!(html, format!("<svg><{name}></{name}></svg>a"));
        }
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
