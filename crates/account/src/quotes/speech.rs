//! Speech: whether words in marks are somebody's, and in what way they are given.

use std::ops::Range;

use super::cues::{Cues, Group};
use super::frame::Frame;
use super::pieces::Piece;
use crate::model::*;

/// What words in marks are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Whole sentences, or sentences that a cue interrupts.
    Direct,
    /// Words inside the article's own sentence.
    Mixed,
}

/// The cue verbs among `range`, in order: token and group.
pub(super) fn cues_in<'f>(
    frame: &'f Frame<'_>,
    cues: &'f Cues,
    range: Range<u32>,
) -> impl DoubleEndedIterator<Item = (u32, Group)> + 'f {
    range.filter_map(|at| Some((at, cue_at(frame, cues, at)?)))
}

/// The group of the cue verb at `at`, if it is one and stands outside all quotations.
pub(super) fn cue_at(frame: &Frame<'_>, cues: &Cues, at: u32) -> Option<Group> {
    let token = frame.get(at)?;
    if token.pos != Pos::Verb || frame.quoted(at) || !token.tag.starts_with('V') {
        return None;
    }
    cues.group(&token.lemma)
}

/// Whether a piece gives whole sentences.
pub(super) fn shape(frame: &Frame<'_>, cues: &Cues, n: usize, earlier: Option<Shape>) -> Shape {
    let piece = &frame.pieces[n];
    let words = frame.text(piece.words);
    let before = frame.before(piece);
    let starts_sentence = before.is_empty() && !follows_piece(frame, n, &before);
    let capital = words
        .chars()
        .find(|c| c.is_alphanumeric())
        .is_some_and(|c| !c.is_lowercase());
    if !capital {
        let carried = interrupted(frame, n, &before) && earlier == Some(Shape::Direct);
        return if carried || reported_whole(frame, cues, piece, &before) {
            Shape::Direct
        } else {
            Shape::Mixed
        };
    }
    let led = before.is_empty() || led_in(frame, cues, &before);
    let whole = ends_whole(frame, piece) || (starts_sentence && cue_follows(frame, cues, piece));
    match led && whole {
        true => Shape::Direct,
        false => Shape::Mixed,
    }
}

/// `She said "there is no way back."`: a whole clause right behind its cue that ends the sentence.
fn reported_whole(frame: &Frame<'_>, cues: &Cues, piece: &Piece, before: &Range<u32>) -> bool {
    let Some(last) = before.clone().next_back() else {
        return false;
    };
    let cue = if matches!(&*frame.token(last).lower, "," | ":") {
        last.checked_sub(1)
    } else {
        Some(last)
    };
    let said = cue.is_some_and(|cue| cue_at(frame, cues, cue) == Some(Group::Speech));
    let clause = frame
        .tokens(piece.words)
        .any(|at| matches!(frame.token(at).dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Expl));
    said && clause && (ends_sentence(frame, piece) || frame.text(piece.words).ends_with(','))
}

/// Whether the words before a piece end at another piece.
fn follows_piece(frame: &Frame<'_>, n: usize, before: &Range<u32>) -> bool {
    let ends = n
        .checked_sub(1)
        .map(|n| frame.tokens(frame.pieces[n].span).end);
    ends == Some(before.start) && !before.is_empty()
}

/// `"A," he said, "b."`: the cue clause stands between two pieces of one sentence.
fn interrupted(frame: &Frame<'_>, n: usize, before: &Range<u32>) -> bool {
    let Some(last) = n.checked_sub(1).map(|n| &frame.pieces[n]) else {
        return false;
    };
    let adjoins =
        frame.tokens(last.span).end == before.start && last.paragraph == frame.pieces[n].paragraph;
    adjoins && !before.is_empty() && !ends_sentence(frame, last) && comma_before(frame, before)
}

fn comma_before(frame: &Frame<'_>, before: &Range<u32>) -> bool {
    let last = before.clone().next_back().map(|at| frame.token(at));
    last.is_some_and(|token| matches!(&*token.lower, "," | ":" | "-" | "--" | "—" | "–"))
}

/// Whether the words before a piece lead into speech: a comma, a colon, a cue and perhaps whom it is told.
fn led_in(frame: &Frame<'_>, cues: &Cues, before: &Range<u32>) -> bool {
    if comma_before(frame, before) {
        return true;
    }
    let Some(last) = before.clone().next_back() else {
        return false;
    };
    if &*frame.token(last).lower == "that" {
        return false;
    }
    let speaks = |at: u32| cue_at(frame, cues, at) == Some(Group::Speech);
    let object = || {
        frame.above(last).is_some_and(speaks)
            && matches!(
                frame.token(last).dep,
                Dep::Dobj | Dep::Dative | Dep::Npadvmod | Dep::Advmod | Dep::Nsubj
            )
    };
    speaks(last) || object()
}

/// Whether a piece ends like a sentence, or the article's sentence ends with it.
fn ends_whole(frame: &Frame<'_>, piece: &Piece) -> bool {
    let last = last_sign(frame, piece);
    piece.open
        || last.is_some_and(|c| {
            matches!(
                c,
                '.' | '!' | '?' | ',' | '…' | '—' | '-' | '–' | ';' | ':' | ')'
            )
        })
        || behind(frame, piece).is_none_or(|c| matches!(c, ',' | '.' | '\n' | '?' | '!'))
}

/// The last character of a piece's words, marks inside left out.
fn last_sign(frame: &Frame<'_>, piece: &Piece) -> Option<char> {
    let inner = frame
        .text(piece.words)
        .trim_end_matches(['\'', '’', '"', '”']);
    inner.chars().next_back()
}

/// The character behind a piece.
fn behind(frame: &Frame<'_>, piece: &Piece) -> Option<char> {
    frame.article.text[piece.span.end as usize..].chars().next()
}

/// Whether the sentence ends with the piece, so that what follows is another's.
pub(super) fn ends_sentence(frame: &Frame<'_>, piece: &Piece) -> bool {
    let comma = behind(frame, piece) == Some(',');
    !comma && last_sign(frame, piece).is_some_and(|c| matches!(c, '.' | '!' | '?' | '…'))
}

/// Whether a full stop ends it: no cue of its own can follow.
pub(super) fn ends_with_stop(frame: &Frame<'_>, piece: &Piece) -> bool {
    let dots = frame.text(piece.words).ends_with("..") || frame.text(piece.words).ends_with('…');
    ends_sentence(frame, piece) && last_sign(frame, piece) == Some('.') && !dots
}

fn cue_follows(frame: &Frame<'_>, cues: &Cues, piece: &Piece) -> bool {
    cues_in(frame, cues, frame.after(piece)).any(|(_, group)| group == Group::Speech)
}

/// Whether words in marks are a title or a term: no verb reports them, and they look or are announced so.
pub(super) fn is_term(frame: &Frame<'_>, cues: &Cues, piece: &Piece) -> bool {
    let before = frame.before(piece);
    let announced = cues
        .terms
        .iter()
        .any(|phrase| ends_with(frame, before.clone(), phrase));
    let words: Vec<&str> = frame.text(piece.words).split_whitespace().collect();
    let small = |word: &&&str| word.len() > 3 || word.chars().all(|c| !c.is_lowercase());
    let capital = |word: &&str| {
        word.chars()
            .next()
            .is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
    };
    let title = words.len() <= 8
        && words.iter().filter(small).all(capital)
        && words.first().is_some_and(capital);
    announced || title
}

fn ends_with(frame: &Frame<'_>, before: Range<u32>, phrase: &[Box<str>]) -> bool {
    let Some(start) = (before.end as usize).checked_sub(phrase.len()) else {
        return false;
    };
    start >= before.start as usize
        && phrase
            .iter()
            .zip(start as u32..)
            .all(|(word, at)| frame.token(at).lower == *word)
}
