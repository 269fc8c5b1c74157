//! A tree of elements to blocks of text.

use dom_query::NodeRef;

use crate::model::{Block, BlockKind};

use super::super::fold::fold;

/// Elements whose content is no text of the article.
const SKIPPED: &[&str] = &[
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "iframe",
    "object",
    "button",
    "select",
    "input",
    "textarea",
    "nav",
    "figure",
    "figcaption",
    "audio",
    "video",
    "canvas",
    "head",
    "title",
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

/// The blocks below `root`, in reading order.
pub(crate) fn blocks(root: &NodeRef<'_>) -> Vec<Block> {
    let mut reader = Reader::default();
    let mut steps = vec![Step::Enter(*root)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Enter(node) if node.is_text() => reader.text.push_str(&node.text()),
            Step::Enter(node) => {
                let name = node
                    .node_name()
                    .map(|name| name.to_lowercase())
                    .unwrap_or_default();
                if SKIPPED.contains(&name.as_str()) {
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
    reader.blocks
}

/// What the walk through the tree does next.
enum Step<'a> {
    Enter(NodeRef<'a>),
    Leave(String),
}

/// What has been read so far.
#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    text: String,
    headings: usize,
    items: usize,
    quotations: usize,
    /// Breaks of the line since the last text.
    breaks: usize,
}

impl Reader {
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
            return;
        }
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
            self.blocks.push(Block { kind, text });
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
        let found: Vec<String> = blocks(&document.root())
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
    }
}
