//! Markdown to blocks.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::model::{Block, BlockKind};

use super::fold::fold;

/// The blocks of a Markdown text; code, pictures and tags of HTML are no text.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    let mut reader = Reader::default();
    for event in Parser::new_ext(text, Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES) {
        reader.event(event);
    }
    reader.flush();
    reader.blocks
}

/// What has been read so far.
#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    text: String,
    heading: bool,
    items: usize,
    quotations: usize,
    /// How many pictures, code blocks or tables are open.
    hidden: usize,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) if self.hidden == 0 => self.text.push_str(&text),
            Event::SoftBreak => self.text.push(' '),
            Event::HardBreak | Event::Rule => self.flush(),
            Event::InlineHtml(tag) if is_break(&tag) => self.flush(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { .. } => {
                self.flush();
                self.heading = true;
            }
            Tag::Item => {
                self.flush();
                self.items += 1;
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotations += 1;
            }
            Tag::Image { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock => self.hidden += 1,
            Tag::Paragraph | Tag::List(_) | Tag::TableRow | Tag::TableHead => self.flush(),
            Tag::TableCell => self.text.push(' '),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                self.flush();
                self.heading = false;
            }
            TagEnd::Item => {
                self.flush();
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotations = self.quotations.saturating_sub(1);
            }
            TagEnd::Image | TagEnd::CodeBlock | TagEnd::HtmlBlock => {
                self.hidden = self.hidden.saturating_sub(1);
            }
            TagEnd::Paragraph | TagEnd::TableRow | TagEnd::TableHead => self.flush(),
            _ => {}
        }
    }

    fn flush(&mut self) {
        let text = fold(&std::mem::take(&mut self.text));
        if text.is_empty() {
            return;
        }
        let kind = match self {
            Self { heading: true, .. } => BlockKind::Heading,
            Self {
                quotations: 1.., ..
            } => BlockKind::Quotation,
            Self { items: 1.., .. } => BlockKind::Item,
            _ => BlockKind::Paragraph,
        };
        self.blocks.push(Block { kind, text });
    }
}

/// Whether a tag breaks the line.
fn is_break(tag: &str) -> bool {
    tag.get(..3)
        .is_some_and(|start| start.eq_ignore_ascii_case("<br"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_kinds_and_are_gone_from_the_text() {
        let text = "# Head\n\nOne **bold** [link](http://a.b)\nand on. ![picture](x.jpg)\n\n> Said.\n\n* Item *one*\n* Two\n\n```\ncode\n```\n<div>\nx\n</div>\n\n5 &lt; 6, \\*so\\*.\n";
        let found: Vec<(BlockKind, String)> = blocks(text)
            .into_iter()
            .map(|block| (block.kind, block.text))
            .collect();
        let expected = [
            (BlockKind::Heading, "Head"),
            (BlockKind::Paragraph, "One bold link and on."),
            (BlockKind::Quotation, "Said."),
            (BlockKind::Item, "Item one"),
            (BlockKind::Item, "Two"),
            (BlockKind::Paragraph, "5 < 6, *so*."),
        ];
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for ((kind, text), (expected_kind, expected_text)) in found.iter().zip(expected) {
            assert_eq!((*kind, text.as_str()), (expected_kind, expected_text));
        }
    }
}
