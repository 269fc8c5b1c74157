//! Marks: pairs of quotation marks, in every style and with the slips that pages have.

use crate::model::{Article, Span};
use crate::stage::Notes;

use crate::model::Reason;

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

/// Family of a mark: what can close what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Double,
    Angle,
    Single,
}

/// What a mark says of its own direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    Either,
}

/// One mark in a paragraph, offsets in bytes of the article's text.
#[derive(Clone, Copy, Debug)]
struct Mark {
    start: u32,
    end: u32,
    family: Family,
    side: Side,
    /// White space, a bracket, a dash or nothing stands before it.
    free_before: bool,
    /// White space, punctuation or nothing stands behind it.
    free_after: bool,
    after_digit: bool,
}

/// The outermost pieces of every paragraph, in order.
pub(super) fn pieces(article: &Article, notes: &mut Notes) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut open = false;
    for (n, paragraph) in (0..).zip(&article.paragraphs) {
        let marks = marks(paragraph.span.of(&article.text), paragraph.span.start);
        let next = article.paragraphs.get(n as usize + 1);
        let goes_on = next.is_some_and(|next| begins_open(next.span.of(&article.text)));
        let shape = Shape {
            paragraph: n,
            span: paragraph.span,
            carries_on: open,
            goes_on,
        };
        open = paired(&article.text, &marks, &shape, &mut pieces, notes);
    }
    pieces
}

/// A paragraph as far as its marks are concerned.
struct Shape {
    paragraph: u32,
    span: Span,
    /// Whether the paragraph before left a piece open.
    carries_on: bool,
    /// Whether the next paragraph begins with an opening mark.
    goes_on: bool,
}

/// Whether a paragraph begins with a mark that can open.
fn begins_open(text: &str) -> bool {
    let mut chars = text.chars();
    let mark = chars
        .next()
        .is_some_and(|c| matches!(c, '"' | '“' | '„' | '«' | '‘' | '\'' | '`' | '‟' | '”'));
    mark && chars.next().is_some_and(|c| !c.is_whitespace())
}

/// The marks of one paragraph that begins at byte `offset`.
fn marks(text: &str, offset: u32) -> Vec<Mark> {
    let mut found = Vec::new();
    let mut before: Option<char> = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let mut end = at + c.len_utf8();
        let twin =
            matches!(c, '\'' | '`' | '’' | '‘') && chars.peek().is_some_and(|(_, next)| *next == c);
        if twin && let Some((next_at, next)) = chars.next() {
            end = next_at + next.len_utf8();
        }
        let after = text[end..].chars().next();
        if let Some((family, side)) = kind(c, twin, before, after) {
            found.push(Mark {
                start: offset + at as u32,
                end: offset + end as u32,
                family,
                side,
                free_before: before.is_none_or(|c| {
                    c.is_whitespace()
                        || matches!(c, '(' | '[' | '—' | '–' | '-' | '/' | '"' | '“' | '‘')
                }),
                free_after: after.is_none_or(|c| {
                    c.is_whitespace()
                        || c.is_ascii_punctuation()
                        || matches!(c, '—' | '–' | '…' | '”' | '’')
                }),
                after_digit: before.is_some_and(|c| c.is_ascii_digit()),
            });
        }
        before = Some(c);
    }
    found
}

/// What kind of mark `c` is between its neighbours; an apostrophe is none.
fn kind(c: char, twin: bool, before: Option<char>, after: Option<char>) -> Option<(Family, Side)> {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    // What is left of a page's tags quotes nobody.
    if before == Some('=') {
        return None;
    }
    match c {
        '`' if twin => Some((Family::Double, Side::Opens)),
        '\'' | '’' | '‘' if twin => Some((Family::Double, Side::Either)),
        '"' | '＂' => Some((Family::Double, Side::Either)),
        '“' | '‟' => Some((Family::Double, Side::Opens)),
        '„' => Some((Family::Double, Side::Opens)),
        '”' => Some((Family::Double, Side::Closes)),
        '«' | '‹' => Some((Family::Angle, Side::Opens)),
        '»' | '›' => Some((Family::Angle, Side::Closes)),
        '‘' if letter(after) && !letter(before) => Some((Family::Single, Side::Opens)),
        '\'' | '’' if letter(before) && letter(after) => None,
        '\'' if letter(after)
            && before.is_none_or(|c| c.is_whitespace() || c == '(')
            && !after.is_some_and(|c| c.is_ascii_digit()) =>
        {
            Some((Family::Single, Side::Opens))
        }
        '\'' | '’' if before.is_some_and(|c| !c.is_whitespace()) && !letter(after) => {
            Some((Family::Single, Side::Closes))
        }
        _ => None,
    }
}

/// Pairs the marks of one paragraph; says whether its last piece stays open.
fn paired(
    text: &str,
    marks: &[Mark],
    shape: &Shape,
    pieces: &mut Vec<Piece>,
    notes: &mut Notes,
) -> bool {
    let mut at = 0;
    // What the paragraph before left open goes on here without a mark of its own only if a mark closes it.
    while at < marks.len() {
        let mark = marks[at];
        let carries_on = shape.carries_on && mark.start == shape.span.start;
        if !can_open(&mark, carries_on) {
            at += 1;
            continue;
        }
        if let Some(close) = closing(text, marks, at) {
            push(
                text,
                shape,
                Span::new(mark.start, marks[close].end),
                mark.end,
                marks[close].start,
                carries_on,
                pieces,
            );
            at = close + 1;
            continue;
        }
        let runs_on = mark.family != Family::Single && mark.free_before && shape.goes_on;
        if runs_on {
            let words = shape.span.end;
            push(
                text,
                shape,
                Span::new(mark.start, words),
                mark.end,
                words,
                carries_on,
                pieces,
            );
            if let Some(piece) = pieces.last_mut() {
                piece.open = true;
            }
            return true;
        }
        if mark.family != Family::Single {
            let detail = format!(
                "{:?} opens and nothing closes it",
                excerpt(text, mark.start, shape.span.end)
            );
            notes.add(
                Reason::UnclosedQuote,
                Some(Span::new(mark.start, mark.end)),
                detail,
            );
        }
        at += 1;
    }
    false
}

/// The first words from byte `start` on.
fn excerpt(text: &str, start: u32, end: u32) -> &str {
    let rest = text.get(start as usize..end as usize).unwrap_or("");
    &rest[..rest.floor_char_boundary(40)]
}

/// Whether the mark can open a piece where none is open.
fn can_open(mark: &Mark, carries_on: bool) -> bool {
    match (mark.family, mark.side) {
        _ if carries_on => true,
        (Family::Single, side) => side == Side::Opens,
        (_, Side::Opens) => true,
        // `6"` is a length; `said." The` has its space on the wrong side.
        (_, Side::Either) => !(mark.after_digit && mark.free_after),
        (_, Side::Closes) => mark.free_before && !mark.free_after,
    }
}

/// The mark that closes the one at `open`.
fn closing(text: &str, marks: &[Mark], open: usize) -> Option<usize> {
    if marks[open].family == Family::Single {
        return closing_single(text, marks, open);
    }
    let curly = marks[open].side == Side::Opens;
    let mut depth = 0_usize;
    let later_closes = |from: usize| {
        let own = |mark: &&Mark| mark.family == marks[open].family;
        marks[from..]
            .iter()
            .filter(own)
            .take_while(|mark| mark.side != Side::Opens)
            .filter(|mark| mark.side == Side::Closes)
            .take(2)
            .count()
    };
    for (n, mark) in marks.iter().enumerate().skip(open + 1).take(LONGEST) {
        if mark.family != marks[open].family {
            continue;
        }
        match mark.side {
            // Opened again before it was closed: a quotation in the quotation, if both are closed later.
            Side::Opens if curly && later_closes(n + 1) >= 2 => depth += 1,
            // „so“ and “so“ close with a mark that opens elsewhere.
            Side::Opens if !mark.free_before && mark.free_after => return Some(n),
            Side::Opens => return None,
            Side::Closes if depth > 0 => depth -= 1,
            Side::Closes => return Some(n),
            Side::Either if depth > 0 => {}
            // `"A," she said. "B` — a mark with a space before and a letter behind closes nothing that is open.
            Side::Either if mark.free_before && !mark.free_after && curly => return None,
            Side::Either => return Some(n),
        }
    }
    None
}

/// Marks that are looked through for the one that closes a piece; keeps texts of nothing but marks linear.
const LONGEST: usize = 64;

/// A single mark closes where a sentence or a phrase can end; after an s it may be an apostrophe.
fn closing_single(text: &str, marks: &[Mark], open: usize) -> Option<usize> {
    let mut doubtful = None;
    for (n, mark) in marks.iter().enumerate().skip(open + 1).take(LONGEST) {
        match (mark.family, mark.side) {
            (Family::Single, Side::Opens) => break,
            (Family::Single, _) => {
                let before = text[..mark.start as usize].chars().next_back();
                if before.is_some_and(|c| c == 's' || c == 'S') {
                    doubtful = doubtful.or(Some(n));
                } else {
                    return Some(n);
                }
            }
            _ => {}
        }
    }
    doubtful
}

/// Adds the piece at `span` whose inside runs from `inner` to `end`, unless it is empty.
fn push(
    text: &str,
    shape: &Shape,
    span: Span,
    inner: u32,
    end: u32,
    carries_on: bool,
    pieces: &mut Vec<Piece>,
) {
    let inside = Span::new(inner, end);
    let raw = inside.of(text);
    let lead = (raw.len() - raw.trim_start().len()) as u32;
    let words = Span::new(inner + lead, inner + lead + raw.trim().len() as u32);
    if !words.of(text).contains(char::is_alphanumeric) {
        return;
    }
    pieces.push(Piece {
        span,
        words,
        paragraph: shape.paragraph,
        carries_on,
        open: false,
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::articles::Given;

    fn found(text: &str) -> Vec<String> {
        let article = Given {
            text: text.to_owned(),
            ..Given::default()
        }
        .into_article();
        let pieces = pieces(&article, &mut Notes::default());
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
            ["The leaders"].map(|_| "The leaders' talks didn't end,")
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
    fn inches_open_nothing() {
        assert!(found("A 6\" pipe and a 9\" pipe.").is_empty());
    }
}
