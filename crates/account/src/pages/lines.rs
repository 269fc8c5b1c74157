//! Plain text to blocks: one paragraph a line or lines broken to a width, lists, headings.

use crate::model::BlockKind;
use crate::span::Span;

/// One block of a plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// Where it stands, without the white space around it and without the mark of a list.
    pub(crate) span: Span,
    /// What it looks like.
    pub(crate) kind: BlockKind,
}

/// Lines broken to a width are not longer than this, in characters.
const WIDEST: usize = 100;

/// A heading has at most so many characters and so many words.
const HEADING: (usize, usize) = (90, 14);

/// Marks that begin an item of a list.
const MARKS: [&str; 6] = ["-", "*", "•", "·", "‣", "◦"];

/// The blocks of `text`, in order.
pub(crate) fn read(text: &str) -> Vec<Line> {
    let physical = physical(text);
    let breaks = Breaks::of(text, &physical);
    let mut blocks = join(text, &physical, breaks);
    headings(text, &mut blocks);
    blocks
}

/// What a line break inside a text stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Breaks {
    /// The end of a paragraph.
    Paragraphs,
    /// The edge of the paper.
    Width,
}

impl Breaks {
    /// Decides by the lines that another line follows directly: broken to a width they are short,
    /// of much the same length, and seldom end where a sentence ends.
    fn of(text: &str, physical: &[Span]) -> Self {
        let inner: Vec<&str> = physical
            .windows(2)
            .filter(|pair| !pair[0].is_empty() && !pair[1].is_empty())
            .map(|pair| pair[0].of(text))
            .filter(|line| !is_mark(line))
            .collect();
        let lengths: Vec<usize> = inner.iter().map(|line| line.chars().count()).collect();
        let longest = lengths.iter().copied().max().unwrap_or(0);
        let full = lengths
            .iter()
            .filter(|length| **length * 10 >= longest * 6)
            .count();
        let open = inner.iter().filter(|line| !ends_sentence(line)).count();
        let few = inner.len();
        let all_short = physical
            .iter()
            .all(|line| line.of(text).chars().count() <= WIDEST);
        let broken =
            few > 0 && longest > 30 && all_short && open * 10 >= few * 6 && full * 10 >= few * 7;
        if broken {
            Self::Width
        } else {
            Self::Paragraphs
        }
    }
}

/// The lines of the text without the white space around them; an empty span for an empty line.
fn physical(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}', '\u{c}']) {
        let trimmed = line.trim_start();
        let from = start + line.len() - trimmed.len();
        spans.push(span(from, from + trimmed.trim_end().len()));
        start += line.len();
        // "\r\n" is one break: its "\n" would be an empty line.
        if line == "\n" && text[..start - 1].ends_with('\r') {
            spans.pop();
        }
    }
    spans
}

fn span(start: usize, end: usize) -> Span {
    let offset = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
    Span::new(offset(start), offset(end))
}

/// Lines to blocks.
fn join(text: &str, physical: &[Span], breaks: Breaks) -> Vec<Line> {
    let mut blocks: Vec<Line> = Vec::new();
    let mut after_mark = false;
    let mut open = false;
    for line in physical {
        let content = line.of(text);
        if content.is_empty() {
            open = false;
            continue;
        }
        if is_mark(content) {
            after_mark = true;
            open = false;
            continue;
        }
        let marked = item(content);
        if let (true, None, Some(last)) = (open, marked, blocks.last_mut()) {
            last.span = last.span.cover(*line);
            continue;
        }
        let kind = if after_mark || marked.is_some() {
            BlockKind::Item
        } else {
            BlockKind::Paragraph
        };
        let start = line.end as usize - marked.unwrap_or(content).len();
        blocks.push(Line {
            span: span(start, line.end as usize),
            kind,
        });
        after_mark = false;
        open = breaks == Breaks::Width;
    }
    blocks
}

/// Whether a line holds the mark of a list and nothing else.
fn is_mark(line: &str) -> bool {
    MARKS.contains(&line)
}

/// The content of a line that begins with the mark of a list.
fn item(line: &str) -> Option<&str> {
    let after = MARKS.iter().find_map(|mark| line.strip_prefix(mark))?;
    let content = after.trim_start();
    (content.len() < after.len()).then_some(content)
}

/// Marks short lines without a full stop that stand over a paragraph as headings. In a text that
/// parts its paragraphs by empty lines, one of them must stand over a heading as well.
fn headings(text: &str, blocks: &mut [Line]) {
    let parted: Vec<bool> = blocks
        .windows(2)
        .map(|pair| span(pair[0].span.end as usize, pair[1].span.start as usize).of(text))
        .map(|gap| gap.matches('\n').count() > 1)
        .collect();
    let spacious = parted.iter().filter(|parted| **parted).count() * 2 >= parted.len();
    let free = |at: usize| at == 0 || !spacious || parted[at - 1];
    let heads: Vec<bool> = blocks
        .iter()
        .map(|block| block.kind == BlockKind::Paragraph && is_heading(block.span.of(text)))
        .collect();
    for at in 0..blocks.len().saturating_sub(1) {
        if heads[at] && !heads[at + 1] && free(at) {
            blocks[at].kind = BlockKind::Heading;
        }
    }
}

/// Whether a line reads like a heading.
pub(crate) fn is_heading(line: &str) -> bool {
    let (characters, words) = HEADING;
    let begins = |letter: char| {
        letter.is_uppercase() || letter.is_ascii_digit() || "\"“‘'«¿¡".contains(letter)
    };
    line.starts_with(begins)
        && line.chars().any(char::is_alphabetic)
        && line.chars().count() <= characters
        && line.split_whitespace().count() <= words
        && !line.ends_with(['.', '!', '?', ':', ';', ',', '…', '"', '”', '’'])
}

/// Whether a line ends where a sentence ends.
fn ends_sentence(line: &str) -> bool {
    let bare = line.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']);
    bare.ends_with(['.', '!', '?', ':', '…'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(BlockKind, &str)]) {
        let found: Vec<(BlockKind, &str)> = read(text)
            .iter()
            .map(|line| (line.kind, line.span.of(text)))
            .collect();
        assert_eq!(found, expected);
    }

    use BlockKind::{Heading, Item, Paragraph};

    #[test]
    fn long_lines_are_paragraphs_with_or_without_empty_lines() {
        let (one, two) = (
            "One is told here at some length. ".repeat(5),
            "Two follows it. ".repeat(9),
        );
        let (one, two) = (one.trim(), two.trim());
        check(
            &format!("{one}\n{two}\n"),
            &[(Paragraph, one), (Paragraph, two)],
        );
        check(
            &format!("\r\n{one}\r\n\r\n{two}"),
            &[(Paragraph, one), (Paragraph, two)],
        );
    }

    #[test]
    fn lines_broken_to_a_width_are_joined() {
        let text = "The two ministers met on Thursday in the\nharbour town to speak of fishing rights and\nof the old border.\n\nNothing was signed when the talks had come\nto their end.";
        let (one, two) = text.split_once("\n\n").unwrap();
        check(text, &[(Paragraph, one), (Paragraph, two)]);
    }

    #[test]
    fn a_dash_alone_on_its_line_makes_the_next_line_an_item() {
        check(
            "They will speak of:\n-\nFishing rights\n-\nThe old border\n• Tolls\nThat is all that is known.",
            &[
                (Paragraph, "They will speak of:"),
                (Item, "Fishing rights"),
                (Item, "The old border"),
                (Item, "Tolls"),
                (Paragraph, "That is all that is known."),
            ],
        );
    }

    #[test]
    fn a_short_line_without_a_full_stop_over_a_paragraph_is_a_heading() {
        check(
            "An Old Quarrel\nThe two towns have never agreed about the bridge.\nNothing new",
            &[
                (Heading, "An Old Quarrel"),
                (
                    Paragraph,
                    "The two towns have never agreed about the bridge.",
                ),
                (Paragraph, "Nothing new"),
            ],
        );
    }

    #[test]
    fn a_dash_in_front_of_a_number_is_no_list() {
        check(
            "-5 degrees were measured.",
            &[(Paragraph, "-5 degrees were measured.")],
        );
    }
}
