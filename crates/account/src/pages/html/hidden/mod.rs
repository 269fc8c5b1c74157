//! What a page hides from its readers.

use crate::model::Reason;
use crate::stage::Notes;

use super::super::{beside, fold};
use super::tree::{Id, Tree};

/// Takes out what the page hides, with one note for all of it.
pub(crate) fn remove(tree: &mut Tree, notes: &mut Notes) {
    let mut words = 0;
    let hidden: Vec<Id> = tree
        .below(tree.root())
        .filter(|node| is_hidden(tree, *node))
        .collect();
    for node in hidden {
        // What stands in something hidden went with it.
        if tree.up(node).last() == Some(tree.root()) {
            words += beside::words(&shown(tree, node)).count();
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
    let pieces = super::pieces::read(tree, node);
    let texts: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
    texts.join(" ")
}

/// Whether an element says that it is not to be shown.
fn is_hidden(tree: &Tree, node: Id) -> bool {
    let Some(name) = tree.name(node) else {
        return false;
    };
    if matches!(&**name, "body" | "html") {
        return false;
    }
    if tree.attribute(node, "hidden").is_some() {
        return true;
    }
    let Some(style) = tree.attribute(node, "style") else {
        return false;
    };
    let style = fold::fold(style).to_lowercase().replace(' ', "");
    style.contains("display:none") || style.contains("visibility:hidden")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_goes_with_all_that_is_in_it_and_is_counted_once() {
        let html = "<body style='display:none'><p hidden>one two <b style='visibility: hidden'>three\
             </b></p><p style='DISPLAY:\u{200b} NONE'>four</p><p style='color:red'>five</p>";
        let mut tree = Tree::parse(html);
        let mut notes = Notes::default();
        remove(&mut tree, &mut notes);
        assert_eq!(tree.texts(tree.root()), "five");
        let notes = notes.into_vec();
        assert_eq!(notes[0].detail, "4 words that the page does not show");
        assert_eq!((notes.len(), notes[0].reason), (1, Reason::Invisible));
    }
}
