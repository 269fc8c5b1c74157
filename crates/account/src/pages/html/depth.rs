//! Keeps a page's markup within bounds before it is parsed, as a tree builder cannot do it afterwards.
//!
//! Elements nested too deep make every later tag slower, and formatting elements that are never
//! closed are repeated in every paragraph after them: both are tags that a page does without. Their
//! text stays. Most of a page is no text: attributes that nothing reads, drawings, comments, and the
//! contents of scripts and styles go before it is parsed.

use std::fmt::Write as _;

use crate::model::Reason;
use crate::stage::Notes;

use super::drawing;
use super::open::{Ended, Open};
use super::tag::Tag;

/// Depth from which on start tags are left out; browsers stop at 512, news pages stay below 60.
const DEEPEST: usize = 256;

/// Formatting elements that may be open at a time.
const FORMATTING: usize = 16;

/// Start tags, declarations and stray `<` that are read of one page: some ten times what the
/// largest news pages have.
const MOST_TAGS: usize = 150_000;

/// Bytes of a declaration that is kept.
const LONGEST_DECLARATION: usize = 16 * 1024;

/// Elements without content.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements whose content is no markup where scripts run.
const RAW: &[&str] = &[
    "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript",
];

/// Those of them whose content nobody sees.
const UNSEEN: &[&str] = &["iframe", "noembed", "noframes", "noscript"];

/// Elements of which a page has one, whatever its tags say.
const ONCE: &[&str] = &["html", "head", "body"];

/// Elements whose content no tree builder has to look at, half of a page: see [`Tamed::aside`].
const ASIDE: &[&str] = &["script", "style"];

/// Markup within bounds.
#[derive(Debug, Default)]
pub(crate) struct Tamed<'h> {
    /// The markup; a script or style has in it the place of its content in `aside` as a number.
    pub(crate) markup: String,
    /// The contents of scripts and styles.
    pub(crate) aside: Vec<&'h str>,
    /// Attributes that may hold what scripts show, as they are written.
    pub(crate) states: Vec<&'h str>,
}

/// The markup without the tags that go too far, with a note where some were left out.
pub(crate) fn tame<'h>(html: &'h str, notes: &mut Notes) -> Tamed<'h> {
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
    Tamed {
        markup: tamer.out,
        aside: tamer.aside,
        states: tamer.states,
    }
}

#[derive(Default)]
struct Tamer<'h> {
    out: String,
    aside: Vec<&'h str>,
    states: Vec<&'h str>,
    /// What is kept of the tag that is read.
    attributes: String,
    open: Open,
    deep: usize,
    tags: usize,
}

impl<'h> Tamer<'h> {
    fn text(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Reads one tag or comment at the beginning of `text`; returns what follows it.
    fn tag(&mut self, text: &'h str) -> &'h str {
        if let Some(comment) = text.strip_prefix("<!--") {
            // A comment is never shown; one without an end swallows the page, as in a browser.
            return behind_comment(comment);
        }
        if text.starts_with("<!") || text.starts_with("<?") {
            return self.declaration(text);
        }
        let no_name = |next: char| !next.is_ascii_alphabetic();
        if text
            .strip_prefix("</")
            .is_some_and(|name| name.starts_with(no_name))
        {
            // An end tag of nothing is a comment.
            return text.split_once('>').map_or("", |(_, rest)| rest);
        }
        self.tags += 1;
        let Some(tag) = Tag::new(text) else {
            let kept = self.tags <= MOST_TAGS;
            self.text(if kept { "<" } else { " " });
            return &text[1..];
        };
        self.attributes.clear();
        let end = tag.read(|attribute| {
            if attribute.is_read(tag.name.text()) {
                self.attributes.push(' ');
                self.attributes.push_str(attribute.whole);
            } else if attribute.is_state() {
                self.states.push(attribute.value);
            }
        });
        // A tag that the page's end cuts off is none.
        let Some(end) = end else { return "" };
        let rest = &text[end.length..];
        if tag.ends {
            self.end(&tag);
            return rest;
        }
        self.start(&tag, end.closed, rest)
    }

    /// A declaration, which ends at its first `>`; returns what follows it.
    fn declaration(&mut self, text: &'h str) -> &'h str {
        let (declared, rest) = text.split_at(text.find('>').map_or(text.len(), |end| end + 1));
        self.tags += 1;
        let long = declared.len() > LONGEST_DECLARATION || declared.starts_with("<![");
        if self.tags <= MOST_TAGS && !long {
            self.out.push_str(declared);
        }
        rest
    }

    fn start(&mut self, tag: &Tag<'h>, closed: bool, rest: &'h str) -> &'h str {
        let name = tag.name.text();
        if drawing::is_root(name) {
            let (rest, tags) = match closed {
                true => (rest, 0),
                false => drawing::skip(tag.name, rest, &self.open.names()),
            };
            self.tags += tags;
            return rest;
        }
        if RAW.contains(&name) {
            return self.raw(tag, rest);
        }
        if name == "plaintext" {
            // It would make a text of all tags behind it, also of those that were changed here.
            self.text(" ");
            return rest;
        }
        if ONCE.contains(&name) {
            self.open(tag);
            return rest;
        }
        let void = VOID.contains(&name);
        let taken = self.open.before(name);
        let too_deep = !void && !closed && self.open.len() >= DEEPEST;
        let too_many = self.open.formatting() >= FORMATTING && Open::is_formatting(name);
        self.deep += usize::from(too_deep);
        if !taken || too_deep || too_many || self.tags > MOST_TAGS {
            self.text(" ");
            return rest;
        }
        self.open(tag);
        if closed && !void {
            // A tree builder would leave it open.
            self.close(tag);
        } else if !void {
            self.open.push(tag.name);
        }
        rest
    }

    /// Adds a start tag with the attributes that were kept.
    fn open(&mut self, tag: &Tag) {
        self.out.push('<');
        self.out.push_str(tag.written());
        self.out.push_str(&self.attributes);
        self.out.push('>');
    }

    fn close(&mut self, tag: &Tag) {
        self.out.push_str("</");
        self.out.push_str(tag.written());
        self.out.push('>');
    }

    /// Adds an element whose content is no markup; returns what follows it.
    fn raw(&mut self, tag: &Tag, rest: &'h str) -> &'h str {
        let name = tag.name.text();
        let (content, rest) = rest.split_at(raw_length(name, rest));
        let after = Tag::new(rest).and_then(|end| Some(&rest[end.read(|_| ())?.length..]));
        if self.tags > MOST_TAGS {
            return after.unwrap_or_default();
        }
        self.open(tag);
        if ASIDE.contains(&name) && !content.is_empty() {
            let _ = write!(self.out, "{}", self.aside.len());
            self.aside.push(content);
        } else if !UNSEEN.contains(&name) {
            self.out.push_str(content);
        }
        if after.is_some() {
            self.close(tag);
        }
        after.unwrap_or_default()
    }

    fn end(&mut self, tag: &Tag) {
        let name = tag.name.text();
        if ONCE.contains(&name) || self.open.end(name) == Ended::Closed {
            self.close(tag);
        } else if name == "p" || name == "br" {
            self.text(" ");
        }
    }
}

/// What follows a comment, at `-->`, `--!>`, or a `>` or `->` at its beginning.
pub(super) fn behind_comment(comment: &str) -> &str {
    let over = |(at, _): &(usize, &str)| {
        let before = &comment[..*at];
        before.ends_with("--") || before.ends_with("--!") || matches!(before, "" | "-")
    };
    let end = comment.match_indices('>').find(over);
    end.map_or("", |(at, _)| &comment[at + 1..])
}

/// Length of the content of a raw element, up to its end tag.
fn raw_length(name: &str, text: &str) -> usize {
    if name == "script" {
        return script_length(text);
    }
    let end = text.match_indices("</").find(|(at, _)| {
        let after = &text.as_bytes()[at + 2..];
        is_named(after, name)
    });
    end.map_or(text.len(), |(at, _)| at)
}

/// Length of the content of a script. One that opens a comment and then a script in it ends with
/// the second end tag (HTML standard, 13.2.5.15 to 13.2.5.32).
fn script_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut comment, mut inner) = (false, false);
    let mut from = 0;
    while let Some(at) = text[from..].find(['<', '-']).map(|at| from + at) {
        let rest = &bytes[at..];
        from = at + 1;
        match rest {
            [b'-', b'-', b'>', ..] => (comment, inner) = (false, false),
            // The two lines of its beginning may be those of its end: `<!-->`.
            [b'<', b'!', b'-', b'-', ..] if !comment => (comment, from) = (true, at + 2),
            [b'<', b'/', after @ ..] if is_named(after, "script") => {
                if !inner {
                    return at;
                }
                inner = false;
            }
            [b'<', after @ ..] if comment && is_named(after, "script") => inner = true,
            _ => {}
        }
    }
    text.len()
}

/// Whether a tag's name begins here, and ends.
fn is_named(tag: &[u8], name: &str) -> bool {
    let same = tag.get(..name.len());
    let same = same.is_some_and(|same| same.eq_ignore_ascii_case(name.as_bytes()));
    let next = tag.get(name.len());
    same && next.is_none_or(|next| next.is_ascii_whitespace() || b"/>".contains(next))
}

#[cfg(test)]
mod tests {
    use super::super::tree::Tree;
    use super::*;

    fn tamed(html: &str) -> (String, usize) {
        let mut notes = Notes::default();
        let tamed = tame(html, &mut notes);
        let mut whole = tamed.markup;
        for (at, content) in tamed.aside.iter().enumerate() {
            whole = whole.replacen(&format!(">{at}"), &format!(">{content}"), 1);
        }
        (whole, notes.into_vec().len())
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
            "<!-->",
            "<!--->>",
            "<a='",
            "<p title=\"",
            "<textarea></",
            "<script>-",
            "<script><!--<script></script>",
            "<svg><title>",
            "&",
        ] {
            let page = sign.repeat(4_000_000 / sign.len());
            assert!(tamed(&page).0.len() <= page.len(), "{sign:?}");
        }
        // What a parser makes of what is left.
        for (begin, sign) in [
            ("<p ", "a1 b2 c3 "),
            ("", "<div><b id=1></div></b>"),
            ("<div>", "<b id=1></i>"),
            ("", "<span><div></span>"),
            ("", "<div><table><td></div>"),
            ("", "<div><object></div>"),
            ("", "<head><div></head>"),
            ("", "<b><p><p><div><ul><li><div><p><ul><li></b>"),
            ("<select>", "<option><b><div></b>"),
            ("", "</h1>"),
            ("", "<script>a</script>"),
            ("", "<div data-a=\"{\">"),
        ] {
            let rounds = 0..1_000_000 / sign.len();
            let page: String = rounds
                .map(|n| sign.replace("=1", &format!("={n}")))
                .collect();
            let tree = Tree::read(&format!("{begin}{page}"));
            assert!(tree.len() < page.len(), "{sign:?}");
            let deepest = tree
                .below(tree.root())
                .map(|node| tree.up(node).take(2_000).count());
            assert!(
                deepest.max() < Some(2 * DEEPEST + 2 * FORMATTING),
                "{sign:?}"
            );
        }
    }

    #[test]
    fn of_more_signs_than_any_page_has_the_last_become_spaces() {
        let (html, notes) = tamed(&format!("<p>{}", "<".repeat(MOST_TAGS + 5)));
        assert_eq!((html.matches('<').count(), notes), (MOST_TAGS, 1));
    }

    #[test]
    fn what_nothing_reads_goes_before_the_page_is_parsed() {
        let long = "&".repeat(20_000);
        for (html, expected) in [
            ("<p data-a='b' CLASS=c onclick=d>a", "<p CLASS=c>a"),
            ("<a href=b>c</a href=b>", "<a>c</a>"),
            ("a<svg><path d=''/></svg>b<math/>c", "abc"),
            ("<title lang=x>a</title class=y>", "<title lang=x>a</title>"),
            ("a<plaintext/b>c<p>d", "a c<p>d"),
            ("<noscript><img src=a></noscript>", "<noscript></noscript>"),
            (&format!("<p class='{long}'>a"), "<p>a"),
            (&format!("<!a {long}>b"), "b"),
        ] {
            assert_eq!(tamed(html), (expected.to_owned(), 0));
        }
    }

    #[test]
    fn what_only_begins_like_the_end_tag_of_a_raw_element_is_none() {
        let html = "<title></titlex>&</title>a";
        assert_eq!(tamed(html), (html.to_owned(), 0));
    }

    #[test]
    fn what_closes_itself_is_closed_for_every_reader() {
        assert_eq!(tamed("<a id=b/>c</a>").0, "<a id=b/>c</a>");
        assert_eq!(tamed("<div id='b'/>c<br/>").0, "<div id='b'></div>c<br>");
    }

    #[test]
    fn what_formatting_leaves_open_is_closed_by_its_own_end() {
        let html = "<a>1<div>2<div>3</a>4</div>5</div><b><p>6</b>7</p>8";
        assert_eq!(tamed(html), (html.to_owned(), 0));
    }

    #[test]
    fn a_heading_ends_with_the_end_tag_of_another() {
        let html = "<h2>a</h3><p>b</p>";
        assert_eq!(tamed(html), (html.to_owned(), 0));
        assert_eq!(tamed("a</h3>b").0, "ab");
    }

    #[test]
    fn signs_before_a_tag_are_no_part_of_it() {
        assert_eq!(tamed("</<p>a</>b"), ("ab".to_owned(), 0));
        assert_eq!(tamed("<<</p>a"), ("<< a".to_owned(), 0));
    }

    #[test]
    fn a_tag_or_a_comment_without_an_end_goes() {
        for html in ["<", "</", "<script>x", "<é>"] {
            assert_eq!(tamed(html), (html.to_owned(), 0));
        }
        for html in ["a<p", "a<p b='", "a</p", "a<p b c"] {
            assert_eq!(tamed(html), ("a".to_owned(), 0));
        }
        for html in [
            "a<!-- b",
            "a<!----><!--><!---><!-- > ->-->",
            "a<!--b--!><!---a--->",
        ] {
            assert_eq!(tamed(html), (String::from("a"), 0));
        }
    }
}
