//! A tree of elements to blocks of text.

use dom_query::NodeRef;

use crate::model::{Block, BlockKind};

use super::super::fold::fold;

/// Elements whose content nobody sees as text.
const UNSEEN: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "iframe", "object", "audio", "video",
    "canvas", "head", "title",
];

/// Elements whose content is seen and no text of the article.
const SKIPPED: &[&str] = &[
    "button",
    "select",
    "input",
    "textarea",
    "nav",
    "figure",
    "figcaption",
    "form",
    "footer",
    "dialog",
];

/// Elements that stand inside a line.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img",
];

/// What the elements below some root show, in reading order.
#[derive(Debug, Default)]
pub(crate) struct Shown {
    /// The blocks of text.
    pub(crate) blocks: Vec<Block>,
    /// Text of elements that hold no text of an article, each with the number of blocks before it.
    pub(crate) beside: Vec<(usize, String)>,
}

impl Shown {
    /// All texts, in reading order.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        let mut beside = self.beside.iter().peekable();
        let blocks = self.blocks.iter().map(Some).chain([None]).enumerate();
        blocks.flat_map(move |(at, block)| {
            let mut texts = Vec::new();
            while let Some((_, text)) = beside.next_if(|(before, _)| *before <= at) {
                texts.push(text.as_str());
            }
            texts.extend(block.map(|block| block.text.as_str()));
            texts
        })
    }
}

/// Reads the elements below `root`.
pub(crate) fn read(root: &NodeRef<'_>) -> Shown {
    let mut reader = Reader::default();
    let mut steps = vec![Step::Enter(*root)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Enter(node) if node.is_text() => reader.text.push_str(&node.text()),
            Step::Enter(node) => {
                let name = name(&node);
                if UNSEEN.contains(&name.as_str()) {
                    continue;
                }
                if SKIPPED.contains(&name.as_str()) {
                    reader.skip(&node);
                    continue;
                }
                reader.enter(&name);
                let children: Vec<NodeRef<'_>> = node.children_it(true).collect();
                steps.push(Step::Leave(name));
                steps.extend(children.into_iter().map(Step::Enter));
            }
            Step::Leave(name) => reader.leave(&name),
        }
    }
    reader.flush();
    reader.shown
}

/// The text that an element shows, on one line; every element that stands not inside a line parts
/// words.
pub(crate) fn text(root: &NodeRef<'_>) -> String {
    let mut text = String::new();
    let mut steps = vec![Step::Enter(*root)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Enter(node) if node.is_text() => text.push_str(&node.text()),
            Step::Enter(node) => {
                let name = name(&node);
                if UNSEEN.contains(&name.as_str()) {
                    continue;
                }
                if !INLINE.contains(&name.as_str()) {
                    text.push(' ');
                    steps.push(Step::Leave(name));
                }
                let children: Vec<NodeRef<'_>> = node.children_it(true).collect();
                steps.extend(children.into_iter().map(Step::Enter));
            }
            Step::Leave(_) => text.push(' '),
        }
    }
    fold(&text)
}

/// The name of an element, in small letters.
fn name(node: &NodeRef<'_>) -> String {
    let name = node.node_name();
    name.map(|name| name.to_lowercase()).unwrap_or_default()
}

/// What the walk through the tree does next.
enum Step<'a> {
    Enter(NodeRef<'a>),
    Leave(String),
}

/// What has been read so far.
#[derive(Default)]
struct Reader {
    shown: Shown,
    /// Text of skipped elements inside the open block: it follows that block.
    inside: Vec<String>,
    text: String,
    headings: usize,
    items: usize,
    quotations: usize,
    /// Breaks of the line since the last text.
    breaks: usize,
}

impl Reader {
    /// Keeps the text of an element apart that is no text of the article.
    fn skip(&mut self, node: &NodeRef<'_>) {
        let text = text(node);
        if !text.chars().any(char::is_alphanumeric) {
            return;
        }
        if self.text.trim().is_empty() {
            self.shown.beside.push((self.shown.blocks.len(), text));
        } else {
            self.inside.push(text);
        }
    }

    fn enter(&mut self, name: &str) {
        match name {
            "br" => {
                self.breaks += 1;
                self.text.push('\n');
            }
            _ if INLINE.contains(&name) => {}
            _ => {
                self.flush();
                if let Some(count) = self.count(name) {
                    *count += 1;
                }
            }
        }
    }

    fn leave(&mut self, name: &str) {
        if name == "br" || INLINE.contains(&name) {
            return;
        }
        self.flush();
        if let Some(count) = self.count(name) {
            *count = count.saturating_sub(1);
        }
    }

    fn count(&mut self, name: &str) -> Option<&mut usize> {
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(&mut self.headings),
            "li" => Some(&mut self.items),
            "blockquote" => Some(&mut self.quotations),
            _ => None,
        }
    }

    /// Ends a block; two breaks of the line in it part paragraphs.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let breaks = std::mem::take(&mut self.breaks);
        let kind = match self {
            Self { headings: 1.., .. } => BlockKind::Heading,
            Self {
                quotations: 1.., ..
            } => BlockKind::Quotation,
            Self { items: 1.., .. } => BlockKind::Item,
            _ => BlockKind::Paragraph,
        };
        if breaks < 2 {
            self.block(kind, &text);
        } else {
            self.paragraphs(kind, &text);
        }
        let before = self.shown.blocks.len();
        let inside = self.inside.drain(..);
        self.shown.beside.extend(inside.map(|text| (before, text)));
    }

    /// Ends the paragraphs that empty lines part.
    fn paragraphs(&mut self, kind: BlockKind, text: &str) {
        let mut part = String::new();
        for line in text.split('\n') {
            if line.trim().is_empty() {
                self.block(kind, &part);
                part.clear();
            } else {
                part.push_str(line);
                part.push(' ');
            }
        }
        self.block(kind, &part);
    }

    fn block(&mut self, kind: BlockKind, text: &str) {
        let text = fold(text);
        if text.chars().any(char::is_alphanumeric) {
            self.shown.blocks.push(Block { kind, text });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dom_query::Document;

    #[test]
    fn elements_become_blocks_of_their_kind() {
        let html = "<div>One <b>bold</b> word<h2>Head</h2><p>Two</p><ul><li>A</li><li><p>B</p></li></ul>\
            <blockquote><p>Said</p></blockquote><figure>No</figure>Three<br>and<br><br>four</div>";
        let document = Document::from(html);
        let shown = read(&document.root());
        let found: Vec<String> = shown
            .blocks
            .iter()
            .map(|block| format!("{:?} {}", block.kind, block.text))
            .collect();
        let expected = [
            "Paragraph One bold word",
            "Heading Head",
            "Paragraph Two",
            "Item A",
            "Item B",
            "Quotation Said",
            "Paragraph Three and",
            "Paragraph four",
        ];
        assert_eq!(found, expected);
        assert_eq!(shown.beside, [(6, String::from("No"))]);
    }

    #[test]
    fn what_is_seen_beside_the_text_is_kept_apart_and_what_is_not_seen_is_gone() {
        let html = "<nav><a>Home</a><ul><li>World</li><li>Sp<b>ort</b></li></ul></nav>\
            <p>One <button>Share</button> two<script>x()</script></p><footer>End</footer>";
        let document = Document::from(html);
        let shown = read(&document.root());
        assert_eq!(shown.blocks.len(), 1);
        assert_eq!(shown.blocks[0].text, "One two");
        let beside: Vec<(usize, &str)> = shown
            .beside
            .iter()
            .map(|(before, text)| (*before, text.as_str()))
            .collect();
        assert_eq!(beside, [(0, "Home World Sport"), (1, "Share"), (1, "End")]);
    }
}
