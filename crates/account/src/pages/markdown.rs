//! Markdown to blocks.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::model::{Beside, Block, BlockKind};

use super::beside::Groups;
use super::fold::fold;

/// The blocks of a Markdown text, and what stands beside them: code and blocks of HTML. Pictures and
/// tags are no text.
pub(crate) fn read(text: &str) -> (Vec<Block>, Vec<Beside>) {
    let mut reader = Reader::default();
    for event in Parser::new_ext(text, Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES) {
        reader.event(event);
    }
    reader.flush();
    (reader.blocks, reader.beside.into_vec())
}

/// What has been read so far.
#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    text: String,
    /// How many links are open, and bytes of the text that stand in links.
    links: usize,
    linked: usize,
    heading: bool,
    items: usize,
    quotations: usize,
    /// How many pictures are open.
    pictures: usize,
    /// How many blocks of code are open.
    foreign: usize,
    beside: Groups,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.foreign > 0 => self.beside.add(self.blocks.len(), &text),
            Event::Html(text) => self.beside.add(self.blocks.len(), &untagged(&text)),
            Event::Text(text) | Event::Code(text) if self.pictures == 0 => {
                self.text.push_str(&text);
                if self.links > 0 {
                    self.linked += text
                        .bytes()
                        .filter(|byte| !byte.is_ascii_whitespace())
                        .count();
                }
            }
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
            Tag::Image { .. } => self.pictures += 1,
            Tag::Link { .. } => self.links += 1,
            Tag::CodeBlock(_) => {
                self.flush();
                self.foreign += 1;
            }
            Tag::Paragraph | Tag::List(_) | Tag::HtmlBlock | Tag::TableRow | Tag::TableHead => {
                self.flush()
            }
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
            TagEnd::Link => self.links = self.links.saturating_sub(1),
            TagEnd::Image => self.pictures = self.pictures.saturating_sub(1),
            TagEnd::CodeBlock => self.foreign = self.foreign.saturating_sub(1),
            TagEnd::Paragraph | TagEnd::TableRow | TagEnd::TableHead => self.flush(),
            _ => {}
        }
    }

    fn flush(&mut self) {
        let text = fold(&std::mem::take(&mut self.text));
        let linked = std::mem::take(&mut self.linked);
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
        self.blocks.push(Block { kind, text, linked });
    }
}

/// The text between tags; a tag that the line does not close goes to its end.
fn untagged(text: &str) -> String {
    let mut bare = String::new();
    for part in text.split('<') {
        let outside = match bare.is_empty() && !text.starts_with('<') {
            true => part,
            false => part.split_once('>').map_or("", |(_, outside)| outside),
        };
        bare.push(' ');
        bare.push_str(outside);
    }
    bare
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
        let (blocks, beside) = read(text);
        let found: Vec<(BlockKind, String)> = blocks
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
        assert_eq!((beside[0].before, beside[0].first.as_str()), (5, "code x"));
        assert_eq!(beside.len(), 1);
    }
}
