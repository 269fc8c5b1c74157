//! A tree of elements to pieces of text: whatever the page shows, in reading order.

use html5ever::{LocalName, local_name};

use crate::model::BlockKind;

use super::super::fold::fold;
use super::tree::{Id, Tree};

/// One piece of a page's text: what stands between two ends of blocks.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) kind: BlockKind,
    /// On one line.
    pub(crate) text: String,
    /// Bytes that are no white space, and those of them in links.
    pub(crate) length: usize,
    pub(crate) linked: usize,
    /// The innermost element around it that does not stand inside a line.
    pub(crate) place: Id,
    /// Whether it stands on a button or in a field of a form, and is no text in any case.
    pub(crate) control: bool,
}

/// How an element counts for the text in it.
enum Way {
    /// Nobody sees it as text.
    Unseen,
    /// A button or a field.
    Control,
    /// It stands inside a line.
    Inline,
    Block,
}

fn way(name: &LocalName) -> Way {
    match *name {
        local_name!("script")
        | local_name!("style")
        | local_name!("noscript")
        | local_name!("template")
        | local_name!("iframe")
        | local_name!("object")
        | local_name!("audio")
        | local_name!("video")
        | local_name!("canvas")
        | local_name!("head")
        | local_name!("title") => Way::Unseen,
        local_name!("button")
        | local_name!("select")
        | local_name!("input")
        | local_name!("textarea") => Way::Control,
        local_name!("a")
        | local_name!("abbr")
        | local_name!("acronym")
        | local_name!("b")
        | local_name!("bdi")
        | local_name!("bdo")
        | local_name!("big")
        | local_name!("cite")
        | local_name!("code")
        | local_name!("data")
        | local_name!("del")
        | local_name!("dfn")
        | local_name!("em")
        | local_name!("font")
        | local_name!("i")
        | local_name!("img")
        | local_name!("ins")
        | local_name!("kbd")
        | local_name!("label")
        | local_name!("mark")
        | local_name!("nobr")
        | local_name!("q")
        | local_name!("rp")
        | local_name!("rt")
        | local_name!("ruby")
        | local_name!("s")
        | local_name!("samp")
        | local_name!("small")
        | local_name!("span")
        | local_name!("strike")
        | local_name!("strong")
        | local_name!("sub")
        | local_name!("sup")
        | local_name!("time")
        | local_name!("tt")
        | local_name!("u")
        | local_name!("var")
        | local_name!("wbr") => Way::Inline,
        _ => Way::Block,
    }
}

/// Whether an element stands inside a line.
pub(crate) fn is_inline(name: &LocalName) -> bool {
    matches!(way(name), Way::Inline)
}

/// Whether the text in an element is not seen, or stands on a button or in a field.
pub(crate) fn is_apart(name: &LocalName) -> bool {
    matches!(way(name), Way::Unseen | Way::Control)
}

/// Reads what the elements below `root` show.
pub(crate) fn read(tree: &Tree, root: Id) -> Vec<Piece> {
    let mut reader = Reader {
        places: vec![root],
        ..Reader::default()
    };
    let mut steps = vec![Step::Enter(root)];
    while let Some(step) = steps.pop() {
        let node = match step {
            Step::Leave(node) => {
                reader.leave(tree, node);
                continue;
            }
            Step::Enter(node) => node,
        };
        if node != root
            && let Some(next) = tree.next(node)
        {
            steps.push(Step::Enter(next));
        }
        if let Some(text) = tree.text(node) {
            reader.add(text);
        } else if reader.enter(tree, node) {
            steps.push(Step::Leave(node));
            steps.extend(tree.first_child(node).map(Step::Enter));
        }
    }
    reader.flush();
    reader.pieces
}

/// What the walk through the tree does next.
enum Step {
    Enter(Id),
    Leave(Id),
}

/// What has been read so far.
#[derive(Default)]
struct Reader {
    pieces: Vec<Piece>,
    /// The open elements that do not stand inside a line.
    places: Vec<Id>,
    /// Controls inside the open piece: they follow it.
    inside: Vec<Piece>,
    text: String,
    length: usize,
    linked: usize,
    links: usize,
    headings: usize,
    items: usize,
    quotations: usize,
    /// Breaks of the line since the last text.
    breaks: usize,
}

impl Reader {
    fn add(&mut self, text: &str) {
        self.text.push_str(text);
        let length = text
            .bytes()
            .filter(|byte| !byte.is_ascii_whitespace())
            .count();
        self.length += length;
        if self.links > 0 {
            self.linked += length;
        }
    }

    /// Whether what is inside is to be read as well.
    fn enter(&mut self, tree: &Tree, node: Id) -> bool {
        let Some(name) = tree.name(node) else {
            // The document itself, and no drawing.
            return !tree.is_element(node) && tree.first_child(node).is_some();
        };
        match way(name) {
            Way::Unseen => return false,
            Way::Control => {
                self.control(tree, node);
                return false;
            }
            Way::Inline => {
                if *name == local_name!("a") {
                    self.links += 1;
                }
            }
            Way::Block if *name == local_name!("br") => {
                self.breaks += 1;
                self.text.push('\n');
            }
            Way::Block => {
                self.flush();
                self.places.push(node);
                if let Some(count) = self.count(name) {
                    *count += 1;
                }
            }
        }
        true
    }

    fn leave(&mut self, tree: &Tree, node: Id) {
        let Some(name) = tree.name(node) else {
            return;
        };
        if *name == local_name!("a") {
            self.links = self.links.saturating_sub(1);
        }
        if *name == local_name!("br") || is_inline(name) {
            return;
        }
        self.flush();
        self.places.pop();
        if let Some(count) = self.count(name) {
            *count = count.saturating_sub(1);
        }
    }

    fn count(&mut self, name: &LocalName) -> Option<&mut usize> {
        match *name {
            local_name!("h1")
            | local_name!("h2")
            | local_name!("h3")
            | local_name!("h4")
            | local_name!("h5")
            | local_name!("h6") => Some(&mut self.headings),
            local_name!("li") => Some(&mut self.items),
            local_name!("blockquote") => Some(&mut self.quotations),
            _ => None,
        }
    }

    /// Keeps the text of a button or a field apart.
    fn control(&mut self, tree: &Tree, node: Id) {
        let texts: Vec<&str> = tree
            .below(node)
            .filter_map(|node| tree.text(node))
            .collect();
        let text = fold(&texts.join(" "));
        if !text.chars().any(char::is_alphanumeric) {
            return;
        }
        let piece = Piece {
            kind: BlockKind::Paragraph,
            length: text.len(),
            text,
            linked: 0,
            place: node,
            control: true,
        };
        match self.text.trim().is_empty() {
            true => self.pieces.push(piece),
            false => self.inside.push(piece),
        }
    }

    /// Ends a piece; two breaks of the line in it part paragraphs.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let breaks = std::mem::take(&mut self.breaks);
        if breaks < 2 {
            self.piece(&text);
        } else {
            self.paragraphs(&text);
        }
        (self.length, self.linked) = (0, 0);
        self.pieces.append(&mut self.inside);
    }

    /// Ends the paragraphs that empty lines part.
    fn paragraphs(&mut self, text: &str) {
        let mut part = String::new();
        for line in text.split('\n') {
            if line.trim().is_empty() {
                self.piece(&part);
                part.clear();
            } else {
                part.push_str(line);
                part.push(' ');
            }
        }
        self.piece(&part);
    }

    fn piece(&mut self, text: &str) {
        let text = fold(text);
        if !text.chars().any(char::is_alphanumeric) {
            return;
        }
        let kind = match self {
            Self { headings: 1.., .. } => BlockKind::Heading,
            Self {
                quotations: 1.., ..
            } => BlockKind::Quotation,
            Self { items: 1.., .. } => BlockKind::Item,
            _ => BlockKind::Paragraph,
        };
        self.pieces.push(Piece {
            kind,
            text,
            length: self.length,
            linked: self.linked,
            place: *self.places.last().unwrap_or(&self.places[0]),
            control: false,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(html: &str) -> Vec<Piece> {
        let tree = Tree::parse(html);
        read(&tree, tree.root())
    }

    fn check(html: &str, expected: &[&str]) {
        let found: Vec<String> = pieces(html)
            .iter()
            .map(|piece| {
                let control = if piece.control { " (control)" } else { "" };
                format!("{:?} {}{control}", piece.kind, piece.text)
            })
            .collect();
        assert_eq!(found, expected, "{html}");
    }

    #[test]
    fn elements_become_pieces_of_their_kind() {
        check(
            "<div>One <b>bold</b> word<h2>Head</h2><p>Two</p><ul><li>A</li><li><p>B</p></li></ul>\
             <blockquote><p>Said</p></blockquote><figure>Boat</figure>Three<br>and<br><br>four</div>",
            &[
                "Paragraph One bold word",
                "Heading Head",
                "Paragraph Two",
                "Item A",
                "Item B",
                "Quotation Said",
                "Paragraph Boat",
                "Paragraph Three and",
                "Paragraph four",
            ],
        );
    }

    #[test]
    fn buttons_are_told_apart_and_what_is_not_seen_is_gone() {
        check(
            "<title>No</title><nav><a>Home</a><ul><li>World</li><li>Sp<b>ort</b></li></ul></nav>\
             <p>One <button>Share <i>it</i></button> two<script>x()</script></p>\
             <select><option>A<option>B</select><svg><text>C</text></svg><noscript>D</noscript>",
            &[
                "Paragraph Home",
                "Item World",
                "Item Sport",
                "Paragraph One two",
                "Paragraph Share it (control)",
                "Paragraph A B (control)",
            ],
        );
    }

    #[test]
    fn a_piece_knows_how_much_of_it_stands_in_links() {
        let pieces = pieces("<p>ab <a>c <b>d</b></a> e</p><p>f");
        let figures: Vec<_> = pieces
            .iter()
            .map(|piece| (piece.linked, piece.length))
            .collect();
        assert_eq!(figures, [(2, 5), (0, 1)]);
    }

    #[test]
    fn a_piece_knows_the_element_around_it() {
        let tree = Tree::parse("<div>a<p>b <span>c</span></p>d</div>");
        let pieces = read(&tree, tree.root());
        let places: Vec<&str> = pieces
            .iter()
            .map(|piece| &**tree.name(piece.place).unwrap())
            .collect();
        assert_eq!(places, ["div", "p", "div"]);
    }
}
