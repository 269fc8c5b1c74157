//! What a page hides from its readers: by an attribute, by a style, by a plain rule of its own.

mod looks;
mod sheet;

use std::collections::HashMap;

use crate::model::Reason;
use crate::stage::Notes;

use super::super::{beside, fold};
use super::pieces;
use super::tree::{Id, Tree};
use looks::{Colour, Looks, Way};
use sheet::Sheet;

/// Elements around one in which its colours are looked for.
const FAR: usize = 16;

/// Takes out what the page hides, with one note for all of it.
pub(crate) fn remove(tree: &mut Tree, notes: &mut Notes) {
    let page = Shown::new(tree);
    let hidden: Vec<Id> = tree
        .below(tree.root())
        .filter(|node| page.is_hidden(*node))
        .collect();
    let unread: Vec<Id> = tree
        .below(tree.root())
        .flat_map(|node| page.unread(node))
        .collect();
    let mut words = 0;
    for node in hidden {
        // What stands in something hidden went with it.
        if tree.up(node).last() == Some(tree.root()) {
            words += beside::words(&shown(tree, node)).count();
            tree.remove(node);
        }
    }
    for node in unread {
        if tree.up(node).last() == Some(tree.root()) {
            words += beside::words(tree.text(node).unwrap_or_default()).count();
            tree.remove(node);
        }
    }
    if words > 0 {
        let detail = format!("{words} words that the page does not show");
        notes.add(Reason::Invisible, None, detail);
    }
}

/// The text of an element if it were shown.
fn shown(tree: &Tree, node: Id) -> String {
    let pieces = pieces::read(tree, node);
    let texts: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
    texts.join(" ")
}

/// A page with what it says of the looks of its elements.
struct Shown<'t> {
    tree: &'t Tree,
    /// Where something is said.
    looks: HashMap<Id, Looks>,
    /// Bytes of running text in each node.
    running: Vec<usize>,
}

impl<'t> Shown<'t> {
    fn new(tree: &'t Tree) -> Self {
        let sheet = Sheet::read(tree);
        let said = |node| Some((node, said(tree, &sheet, node)?));
        Self {
            tree,
            looks: tree.below(tree.root()).filter_map(said).collect(),
            running: running(tree),
        }
    }

    /// Whether an element and all that is in it is not to be shown.
    fn is_hidden(&self, node: Id) -> bool {
        let named = |name: &str| self.tree.name(node).is_some_and(|own| &**own == name);
        let hides = self.tree.attribute(node, "hidden").is_some()
            || self.looks.get(&node).is_some_and(Looks::hides);
        hides
            && self.tree.name(node).is_some()
            && !named("body")
            && !named("html")
            && !self.is_most(self.running[node.index()])
    }

    /// Whether a text so long is most of the page: scripts show such.
    fn is_most(&self, length: usize) -> bool {
        2 * length > self.running[self.tree.root().index()]
    }

    /// The texts of an element that nobody can read, for their size or their colour.
    fn unread(&self, node: Id) -> Vec<Id> {
        let Some(looks) = self.looks.get(&node) else {
            return Vec::new();
        };
        let mut texts = Vec::new();
        if looks.has_no_letters() {
            self.texts(node, |looks| looks.says(Way::Letters), false, &mut texts);
        }
        if self.is_alike(node, looks) {
            let parted = |looks: &Looks| looks.colour.is_some() || looks.background.is_some();
            self.texts(node, parted, true, &mut texts);
        }
        let length = texts.iter().map(|text| self.running[text.index()]).sum();
        if self.is_most(length) {
            texts.clear();
        }
        texts
    }

    /// Whether the letters of an element have the colour of what is behind them.
    fn is_alike(&self, node: Id, looks: &Looks) -> bool {
        if looks.colour.is_none() && looks.background.is_none() {
            return false;
        }
        let colour = self.near(node, |looks| looks.colour);
        let background = self.near(node, |looks| {
            looks.background.filter(|colour| *colour != Colour::Clear)
        });
        colour.is_some_and(|colour| background.is_some_and(|other| colour.is_like(other)))
    }

    /// What is said of an element, or of one around it. An element between them that has a name may
    /// have a colour as well, by rules that the page does not hold.
    fn near(&self, node: Id, of: impl Fn(&Looks) -> Option<Colour>) -> Option<Colour> {
        let named = |node| ["class", "id"].map(|name| self.tree.attribute(node, name));
        for node in self.tree.up(node).take(FAR) {
            if let Some(found) = self.looks.get(&node).and_then(&of) {
                return Some(found);
            }
            if named(node).iter().any(Option::is_some) {
                return None;
            }
        }
        None
    }

    /// Adds the texts in an element that are not in another of which something else is said, or,
    /// where it is asked, in a link, which has a colour of its own.
    fn texts(&self, top: Id, other: impl Fn(&Looks) -> bool, links: bool, texts: &mut Vec<Id>) {
        let mut open: Vec<Id> = self.tree.first_child(top).into_iter().collect();
        while let Some(node) = open.pop() {
            open.extend(self.tree.next(node));
            if self.tree.text(node).is_some() {
                texts.push(node);
            }
            let link = links && self.tree.name(node).is_some_and(|name| &**name == "a");
            if !link && !self.looks.get(&node).is_some_and(&other) {
                open.extend(self.tree.first_child(node));
            }
        }
    }
}

/// What the page says of the looks of an element.
fn said(tree: &Tree, sheet: &Sheet, node: Id) -> Option<Looks> {
    let name = tree.name(node)?;
    let mut looks = Looks::default();
    let painted = |name| {
        tree.attribute(node, name)
            .map(|value| looks::colour(&value.to_lowercase()))
    };
    looks.background = painted("bgcolor");
    looks.colour = match &**name {
        "font" => painted("color"),
        "body" => painted("text"),
        _ => None,
    };
    looks.overlay(&sheet.looks(tree, node));
    if let Some(style) = tree.attribute(node, "style") {
        looks.overlay(&Looks::read(&fold::fold(style)));
    }
    (!looks.is_empty()).then_some(looks)
}

/// Bytes of text in each node that are seen and in no link.
fn running(tree: &Tree) -> Vec<usize> {
    let mut running = vec![0; tree.len()];
    let nodes: Vec<Id> = tree.below(tree.root()).collect();
    for node in nodes.into_iter().rev() {
        let text = tree.text(node).unwrap_or_default().bytes();
        let own = text.filter(|byte| !byte.is_ascii_whitespace()).count();
        let apart = tree
            .name(node)
            .is_some_and(|name| &**name == "a" || pieces::is_apart(name));
        running[node.index()] += own;
        if let (false, Some(parent)) = (apart, tree.parent(node)) {
            running[parent.index()] += running[node.index()];
        }
    }
    running
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a page shows, and how many words it hides.
    fn check(html: &str, shown: &str, words: usize) {
        let mut tree = Tree::parse(&format!(
            "{html}<p>The crews of the ferries met their owners again in the hall of the town.</p>"
        ));
        let mut notes = Notes::default();
        remove(&mut tree, &mut notes);
        let texts = super::shown(&tree, tree.root());
        let texts = texts.trim_end_matches(
            "The crews of the ferries met their owners again in the hall of the town.",
        );
        assert_eq!(texts.trim_end(), shown, "{html}");
        let notes = notes.into_vec();
        let told = format!("{words} words that the page does not show");
        let details: Vec<&str> = notes.iter().map(|note| note.detail.as_str()).collect();
        let expected = [told.as_str()];
        assert_eq!(details, expected[..usize::from(words > 0)], "{html}");
        assert!(notes.iter().all(|note| note.reason == Reason::Invisible));
    }

    #[test]
    fn what_is_hidden_goes_with_all_that_is_in_it_and_is_counted_once() {
        check(
            "<body style='display:none'><p hidden>one two <b style='visibility: hidden'>three\
             </b></p><p style='DISPLAY:\u{200b} NONE'>four</p><p style='color:red'>five</p>",
            "five",
            4,
        );
    }

    #[test]
    fn what_has_no_size_or_stands_outside_the_page_is_not_shown() {
        check("<p style='font-size:0'>one <b>two</b>", "", 2);
        check(
            "<div style='font-size:0'>one<p style='font-size:12px'>two</div>",
            "two",
            1,
        );
        check(
            "<div style='height:0;overflow:hidden'><p>one<p>two</div>three",
            "three",
            2,
        );
        check(
            "<p style='position:absolute; left:-9999px'>one</p>two",
            "two",
            1,
        );
        check("<h1 style='text-indent:-9999px'>one</h1>two", "two", 1);
    }

    #[test]
    fn letters_in_the_colour_of_their_ground_are_not_shown() {
        check(
            "<p style='color:#fff;background:white'>one</p>two",
            "two",
            1,
        );
        check(
            "<p style='background:#fff'>a <font color=white>one</font> b",
            "a b",
            1,
        );
        check(
            "<table bgcolor=#ffffff><tr><td>a <font color=FFFFFF>one</font>",
            "a",
            1,
        );
        check(
            "<body bgcolor=#000 text=#000>one <b style='color:red'>two</b><div style='color:red'>",
            "two",
            1,
        );
        check(
            "<style>#y{color:#fff;background:#fff}</style><p id=y>one</p>two",
            "two",
            1,
        );
        check(
            "<div style='color:#fff'><p style='background:#fff'>one</div>two",
            "two",
            1,
        );
    }

    #[test]
    fn letters_whose_ground_is_not_known_are_shown() {
        check(
            "<body bgcolor=#fff><div class=dark><font color=#fff>one</font></div>",
            "one",
            0,
        );
        check(
            "<p style='color:#fff;background:url(a.png) #fff'>one",
            "one",
            0,
        );
        check("<p style='color:#fff'>one", "one", 0);
        check(
            "<p style='color:#fff;background:#fff'><a href=x>one</a>",
            "one",
            0,
        );
        check(
            "<p style='color:#fff;background:#fff'><b style='background:#000'>one</b>",
            "one",
            0,
        );
    }

    #[test]
    fn what_holds_most_of_the_running_text_is_shown() {
        let text = "The ministers of both towns met again on Tuesday. ".repeat(4);
        let page =
            |style: &str| format!("{style}<div class=x><p>{text}</p><p hidden>one</p></div>");
        check(&page("<style>.x{display:none}</style>"), text.trim(), 1);
        check(&page("<style>.x{font-size:0}</style>"), text.trim(), 1);
        let menu = format!("<div hidden><a href=x>{text}</a></div>two");
        check(&menu, "two", 36);
    }

    #[test]
    fn styles_on_every_element_are_read() {
        let deep = "<div class='a b c' style='color:#fff'>".repeat(250);
        let many = "<font color=#fff>one <b style='background:#fff'>two</b></font>".repeat(20_000);
        let seen = "The ministers met again. ".repeat(10_000);
        let html =
            format!("<style>.a{{width:0}}.b{{background:#fff}}</style>{seen}{deep}{many}</div>");
        let mut tree = Tree::parse(&html);
        let mut notes = Notes::default();
        remove(&mut tree, &mut notes);
        let told = &notes.into_vec()[0].detail;
        assert_eq!(told, "40000 words that the page does not show");
    }
}
