//! Pieces: the words between quotation marks, paragraph by paragraph.

use super::marks::{Family, Mark, begins_open, marks};
use super::pairs::closing;
use crate::model::{Article, Reason, Span};
use crate::stage::Notes;

/// Words between quotation marks, in one paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// With the marks.
    pub(super) span: Span,
    /// Without them, and without the white space inside them.
    pub(super) words: Span,
    /// Position of the paragraph.
    pub(super) paragraph: u32,
    /// Whether it carries on what the paragraph before left open.
    pub(super) carries_on: bool,
    /// Whether the paragraph ends before it is closed.
    pub(super) open: bool,
}

/// The outermost pieces of every paragraph, in order.
pub(super) fn pieces(article: &Article, notes: &mut Notes) -> Vec<Piece> {
    let text = &article.text;
    let mut pieces = Vec::new();
    let mut carries_on = false;
    for (n, paragraph) in (0..).zip(&article.paragraphs) {
        let next = article.paragraphs.get(n as usize + 1);
        let paragraph = Paragraph {
            text,
            number: n,
            span: paragraph.span,
            carries_on,
            goes_on: next.is_some_and(|next| begins_open(next.span.of(text))),
        };
        carries_on = paragraph.read(&mut pieces, notes);
    }
    pieces
}

/// A paragraph as far as its marks are concerned.
struct Paragraph<'a> {
    /// The text of the article.
    text: &'a str,
    number: u32,
    span: Span,
    /// Whether the paragraph before left a piece open.
    carries_on: bool,
    /// Whether the next paragraph begins with an opening mark.
    goes_on: bool,
}

impl Paragraph<'_> {
    /// Adds the paragraph's pieces; says whether its last one stays open.
    fn read(&self, pieces: &mut Vec<Piece>, notes: &mut Notes) -> bool {
        let marks = marks(self.span.of(self.text), self.span.start);
        let mut at = 0;
        while let Some(mark) = marks.get(at) {
            let opens = self.is_carried_on(mark) || mark.can_open();
            let close = opens.then(|| closing(self.text, &marks, at)).flatten();
            if let Some(close) = close {
                pieces.extend(self.piece(mark, Some(&marks[close])));
                at = close + 1;
                continue;
            }
            if opens && mark.family != Family::Single {
                if mark.free_before && self.goes_on {
                    pieces.extend(self.piece(mark, None));
                    return true;
                }
                self.note_unclosed(mark, notes);
            }
            at += 1;
        }
        false
    }

    /// Whether a mark stands where a piece that the paragraph before left open would go on.
    fn is_carried_on(&self, mark: &Mark) -> bool {
        self.carries_on && mark.start == self.span.start
    }

    /// The piece from `open` to the mark that closes it, else to the end of the paragraph;
    /// nothing where there are no words in it.
    fn piece(&self, open: &Mark, close: Option<&Mark>) -> Option<Piece> {
        let end = self.span.end;
        let inside = Span::new(open.end, close.map_or(end, |close| close.start));
        let raw = inside.of(self.text);
        let lead = (raw.len() - raw.trim_start().len()) as u32;
        let start = inside.start + lead;
        let words = Span::new(start, start + raw.trim().len() as u32);
        let some = words.of(self.text).contains(char::is_alphanumeric);
        some.then(|| Piece {
            span: Span::new(open.start, close.map_or(end, |close| close.end)),
            words,
            paragraph: self.number,
            carries_on: self.is_carried_on(open),
            open: close.is_none(),
        })
    }

    fn note_unclosed(&self, mark: &Mark, notes: &mut Notes) {
        let rest = Span::new(mark.start, self.span.end).of(self.text);
        let words = &rest[..rest.floor_char_boundary(40)];
        let detail = format!("{words:?} opens and nothing closes it");
        let span = Span::new(mark.start, mark.end);
        notes.add(Reason::UnclosedQuote, Some(span), detail);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn found(text: &str) -> Vec<String> {
        let pieces = pieces(&testing::article(text), &mut Notes::default());
        pieces
            .iter()
            .map(|piece| piece.words.of(text).to_owned())
            .collect()
    }

    #[test]
    fn every_style_of_marks_is_read() {
        for text in [
            "He said \"we go\" now.",
            "He said “we go” now.",
            "He said „we go“ now.",
            "He said «we go» now.",
            "He said ``we go'' now.",
            "He said ''we go'' now.",
            "He said 'we go' now.",
            "He said ‘we go’ now.",
        ] {
            assert_eq!(found(text), ["we go"], "{text}");
        }
    }

    #[test]
    fn an_apostrophe_is_no_mark() {
        assert!(
            found("The leaders' talks didn't end in the '90s. It's the ministers' fault.")
                .is_empty()
        );
        assert_eq!(
            found("'The leaders' talks didn't end,' she said."),
            ["The leaders' talks didn't end,"]
        );
    }

    #[test]
    fn a_space_on_the_wrong_side_does_not_turn_a_mark_round() {
        let text =
            "\"No way,\" said Ana Ruiz, the head of Crest Watch.\" The deal is off.\" They left.";
        assert_eq!(found(text), ["No way,", "The deal is off."]);
    }

    #[test]
    fn a_paragraph_that_leaves_its_quotation_open_is_carried_on_by_the_next() {
        let text = "She said: “We wait.\n\n“We go.” They went.";
        assert_eq!(found(text), ["We wait.", "We go."]);
        assert!(found("She said: “We wait.\n\nThey went.").is_empty());
    }

    #[test]
    fn a_quotation_in_a_quotation_is_a_piece_of_it() {
        assert_eq!(
            found("“He said “no” to me,” she said."),
            ["He said “no” to me,"]
        );
        assert_eq!(
            found("“He said 'no' to me,” she said."),
            ["He said 'no' to me,"]
        );
    }

    #[test]
    fn marks_of_inches_open_no_quotation() {
        assert!(found("A 6\" pipe and a 9\" pipe.").is_empty());
    }
}
