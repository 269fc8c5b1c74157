//! The elements that a tree builder has open, so far as it takes to keep them few (HTML standard,
//! 13.2.4.2, 13.2.4.3 and 13.2.6.4.7). Where the two could differ, more are counted here than are open.

use super::tag::Name;

/// Elements that a tree builder opens again after they were cut off.
const FORMATTING: &[&str] = &[
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// Elements in which formatting begins anew, and which most end tags do not look beyond.
const MARKERS: &[&str] = &[
    "applet", "caption", "marquee", "object", "td", "template", "th",
];

/// Parts of tables, by what a start tag of theirs closes: those of its own rank and above.
const PARTS: &[(&str, u8)] = &[
    ("td", 3),
    ("th", 3),
    ("tr", 2),
    ("tbody", 1),
    ("thead", 1),
    ("tfoot", 1),
    ("caption", 1),
    ("colgroup", 1),
];

/// Elements whose start tag closes an open paragraph.
const CLOSING: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "ul",
    "xmp",
];

/// What else is no part of a line: end tags of other elements do not look beyond these and the above.
const SPECIAL: &[&str] = &[
    "area", "base", "br", "button", "col", "embed", "frame", "frameset", "iframe", "img", "input",
    "link", "meta", "noembed", "noframes", "noscript", "param", "script", "select", "source",
    "style", "textarea", "title", "track", "wbr",
];

/// Of more special elements in a formatting one, its end tag would not close it: after eight it
/// is given up.
const MOST_SPECIAL: usize = 7;

/// What an end tag does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    Closed,
    /// Nothing is open that it could close.
    Stray,
}

/// An open element, with what is asked of each at every tag.
#[derive(Clone, Copy, Debug)]
struct Element {
    name: Name,
    /// Whether end tags of parts of lines do not look beyond it.
    special: bool,
    /// Whether most end tags do not.
    border: bool,
}

impl Element {
    fn is(&self, name: &str) -> bool {
        self.name.bytes() == name.as_bytes()
    }
}

/// The open elements.
#[derive(Debug, Default)]
pub(super) struct Open {
    all: Vec<Element>,
    /// Formatting that is open or will be opened again; nothing for a marker.
    formatting: Vec<Option<Name>>,
}

impl Open {
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn formatting(&self) -> usize {
        self.formatting.len()
    }

    /// Whether elements of this name are opened again after they were cut off.
    pub(super) fn is_formatting(name: &str) -> bool {
        FORMATTING.contains(&name)
    }

    pub(super) fn names(&self) -> Vec<Name> {
        self.all.iter().map(|open| open.name).collect()
    }

    /// Closes what a start tag of this name closes. Returns whether it is one that a tree builder
    /// takes: parts of tables are none where no table is open.
    pub(super) fn before(&mut self, name: &str) -> bool {
        if let Some(rank) = rank(name) {
            let Some(table) = self.last(|open| open.is("table")) else {
                return false;
            };
            let own = |open: &Element| self::rank(open.name.text()).is_some_and(|own| own >= rank);
            let same = self.all[table..].iter().position(own);
            if let Some(at) = same {
                self.cut(table + at);
            }
            return true;
        }
        if CLOSING.contains(&name) {
            self.close_item(name);
            let border = |open: &Element| open.border || open.is("button");
            if let Ok(at) = self.find(|open| open.is("p"), border) {
                self.cut(at);
            }
        }
        let last = self.all.last().map_or("", |open| open.name.text());
        if (is_heading(name) && is_heading(last)) || (name == "option" && last == "option") {
            self.cut(self.all.len() - 1);
        }
        if matches!(name, "a" | "nobr") {
            self.end_formatting(name);
        }
        true
    }

    /// Adds an element that was opened.
    pub(super) fn push(&mut self, name: Name) {
        if MARKERS.contains(&name.text()) {
            self.formatting.push(None);
        } else if FORMATTING.contains(&name.text()) {
            self.formatting.push(Some(name));
        }
        self.all.push(Element {
            special: is_special(name.text()),
            border: is_border(name.text()),
            name,
        });
    }

    /// Closes what an end tag of this name closes.
    pub(super) fn end(&mut self, name: &str) -> Ended {
        if FORMATTING.contains(&name) {
            return self.end_formatting(name);
        }
        let same = |open: &Element| open.is(name);
        let border = |open: &Element| open.border;
        let found = if name == "table" {
            self.find(same, |_| false)
        } else if rank(name).is_some() {
            self.find(same, |open| open.is("table"))
        } else if is_heading(name) {
            self.find(|open| is_heading(open.name.text()), border)
        } else if name == "p" {
            self.find(same, |open| open.border || open.is("button"))
        } else if name == "li" {
            self.find(same, |open| open.border || open.is("ol") || open.is("ul"))
        } else if is_special(name) {
            self.find(same, border)
        } else {
            self.find(same, |open| open.special)
        };
        match found {
            // What stands in a form stays open behind its end.
            Ok(at) if name == "form" => drop(self.all.remove(at)),
            Ok(at) => self.cut(at),
            Err(()) => return Ended::Stray,
        }
        Ended::Closed
    }

    /// The end of a formatting element: what is special in it stays open behind it.
    fn end_formatting(&mut self, name: &str) -> Ended {
        let own = self.formatting.iter().rev().map_while(Option::as_ref);
        let Some(back) = own.map(Name::text).position(|own| own == name) else {
            return Ended::Stray;
        };
        let listed = self.formatting.len() - 1 - back;
        if let Ok(at) = self.find(|open| open.is(name), |open| open.border) {
            let above = || self.all[at..].iter();
            if above().filter(|open| open.special).count() > MOST_SPECIAL {
                return Ended::Stray;
            }
            match above().position(|open| open.special) {
                Some(inner) => {
                    let between: Vec<Element> = self.all.drain(at..at + inner).skip(1).collect();
                    let stays = |open: &Element| Open::is_formatting(open.name.text());
                    self.all.splice(at..at, between.into_iter().filter(stays));
                }
                None => self.all.truncate(at),
            }
        }
        self.formatting.remove(listed);
        Ended::Closed
    }

    /// Closes the item of a list before the next one.
    fn close_item(&mut self, name: &str) {
        let items: &[&str] = match name {
            "li" => &["li"],
            "dd" | "dt" => &["dd", "dt"],
            _ => return,
        };
        let is = |open: &Element, names: &[&str]| names.iter().any(|name| open.is(name));
        let same = |open: &Element| is(open, items);
        let border = |open: &Element| open.special && !is(open, &["address", "div", "p"]);
        if let Ok(at) = self.find(same, border) {
            self.cut(at);
        }
    }

    /// The innermost element that is the one, unless another is the border before it.
    fn find(
        &self,
        one: impl Fn(&Element) -> bool,
        border: impl Fn(&Element) -> bool,
    ) -> Result<usize, ()> {
        let at = self.last(|open| one(open) || border(open)).ok_or(())?;
        one(&self.all[at]).then_some(at).ok_or(())
    }

    fn last(&self, is: impl Fn(&Element) -> bool) -> Option<usize> {
        self.all.iter().rposition(is)
    }

    /// Closes an element and all in it.
    fn cut(&mut self, at: usize) {
        let marks = |open: &&Element| MARKERS.contains(&open.name.text());
        let markers = self.all[at..].iter().filter(marks);
        for _ in 0..markers.count() {
            let marker = self.formatting.iter().rposition(Option::is_none);
            self.formatting.truncate(marker.unwrap_or_default());
        }
        self.all.truncate(at);
    }
}

/// Where the start tag of a part of a table stands among those.
fn rank(name: &str) -> Option<u8> {
    PARTS
        .iter()
        .find(|(part, _)| *part == name)
        .map(|(_, rank)| *rank)
}

fn is_border(name: &str) -> bool {
    name == "table" || MARKERS.contains(&name)
}

fn is_special(name: &str) -> bool {
    CLOSING.contains(&name)
        || SPECIAL.contains(&name)
        || MARKERS.contains(&name)
        || rank(name).is_some()
}

fn is_heading(name: &str) -> bool {
    matches!(name.as_bytes(), [b'h', b'1'..=b'6'])
}

#[cfg(test)]
mod tests {
    use super::super::depth::tame;
    use super::super::tree::Tree;
    use crate::stage::Notes;

    #[test]
    fn ordinary_pages_keep_all_of_their_tags() {
        let item = |html: &str| (html.repeat(400), html.matches('<').count() * 400);
        for html in [
            "<p>a",
            "<p><span>a</span>",
            "<li><p>b",
            "<dt>a<dd>b",
            "<table><tr><td>a<td>b</table>",
            "<table><thead><tr><th>a<tbody><tr><td><b>b</table>",
            "<a><span>x</a></span>",
            "<div><a>x</div></a>",
            "<h2>a</h3>",
            "<form><div></form></div>",
            "<a>b<a>c",
        ] {
            let (page, tags) = item(html);
            let mut notes = Notes::default();
            let tamed = tame(&page, &mut notes).markup;
            // End tags of what is no longer open say nothing.
            let stray = ["</span>", "</a>"].map(|tag| html.matches(tag).count());
            let kept = tamed.matches('<').count();
            assert!(
                kept <= tags && kept + 400 * stray.iter().sum::<usize>() >= tags,
                "{html}"
            );
            assert_eq!(notes.into_vec().len(), 0, "{html}");
        }
    }

    #[test]
    fn a_page_is_the_same_with_the_tags_that_are_kept() {
        for html in [
            "<a>1<div>2<div>3</a>4</div>5</div><b><p>6</b>7</p>8",
            "<div><a>x</div></a>y<p>z",
            "<b><i>a</b>b</i>c",
            "<ul><li>a<ul><li>b</ul><li>c</ul>d",
            "<dl><dt>a<dd><p>b<dt>c</dl>d",
            "<table><tr><td>a<td><b>b<tr><td>c</b>d<tbody><tr><th>e</table>f",
            "<table><caption>a<tr><td>b<table><tr><td>c</table>d</table>e",
            "<p>a<span>b<p>c</span>d<div>e</div>f",
            "<button><p>a</button>b",
            "<div><object><p>a</div>b</object>c</div>d",
            "<h1>a<h2>b</h1>c",
            "<select><option>a<option>b</select>c",
            "<body><div>a</body>b</div></html>c",
        ] {
            let whole = Tree::parse(html).outline();
            assert_eq!(Tree::read(html).outline(), whole, "{html}");
        }
    }
}
