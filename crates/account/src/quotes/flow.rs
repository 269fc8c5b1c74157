//! Flow: who goes on speaking where a quotation names nobody itself.

use super::attribute::Found;
use super::frame::Frame;
use super::pieces::Piece;
use super::speech::Shape;
use super::subject::is_noun;
use crate::model::*;

/// A piece with what has been found of it so far.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said {
    pub(super) piece: Piece,
    pub(super) shape: Shape,
    pub(super) found: Found,
}

/// The speaker of a piece that has no cue of its own, from the pieces before it.
pub(super) fn running_on(
    frame: &Frame<'_>,
    said: &[Said],
    piece: &Piece,
    shape: Shape,
) -> Option<Speaker> {
    let last = said.last()?;
    if shape != Shape::Direct || last.shape != Shape::Direct {
        return None;
    }
    if last.piece.paragraph == piece.paragraph {
        return same_paragraph(frame, last, piece);
    }
    if piece.carries_on && last.piece.open {
        return last.found.speaker;
    }
    next_paragraph(frame, said, piece)
}

/// `"A," she said. "B."`; between the two nobody else may do anything.
fn same_paragraph(frame: &Frame<'_>, last: &Said, piece: &Piece) -> Option<Speaker> {
    let speaker = last.found.speaker?;
    let between = frame.tokens(last.piece.span).end..frame.tokens(piece.span).start;
    let first_end = between
        .clone()
        .find(|at| frame.ends_sentence(*at))
        .map_or(between.end, |at| at + 1);
    let others = (first_end..between.end).any(|at| is_other_subject(frame, at, speaker.entity));
    (!others).then_some(speaker)
}

/// Whether somebody other than `entity` is the subject at `at`.
fn is_other_subject(frame: &Frame<'_>, at: u32, entity: EntityId) -> bool {
    let token = frame.token(at);
    let subject = matches!(token.dep, Dep::Nsubj | Dep::Nsubjpass) && is_noun(token);
    subject
        && frame
            .mention(at)
            .is_none_or(|mention| mention.entity != entity)
}

/// A paragraph that is one quotation goes on with the speech of the paragraph before it, where that had one speaker
/// and ended with his words or the clause that names him.
fn next_paragraph(frame: &Frame<'_>, said: &[Said], piece: &Piece) -> Option<Speaker> {
    let last = said.last()?;
    let paragraph = frame.article.paragraphs.get(piece.paragraph as usize)?.span;
    let whole = frame.leads_paragraph(piece) && paragraph.end.saturating_sub(piece.span.end) <= 1;
    if !whole || last.piece.paragraph + 1 != piece.paragraph {
        return None;
    }
    let speaker = last.found.speaker?;
    let same = said
        .iter()
        .rev()
        .take_while(|other| other.piece.paragraph == last.piece.paragraph);
    let alone = same.clone().all(|other| {
        other
            .found
            .speaker
            .is_some_and(|other| other.entity == speaker.entity)
    });
    let end = frame
        .tokens(frame.article.paragraphs[last.piece.paragraph as usize].span)
        .end;
    let rest = frame.tokens(last.piece.span).end..end;
    let sentences = rest.clone().filter(|at| frame.ends_sentence(*at)).count();
    (alone && sentences <= 1).then_some(speaker)
}

/// Where only the cue of a later paragraph names the speaker of an unclosed quotation, hands it back.
pub(super) fn hand_back(said: &mut [Said]) {
    for n in (1..said.len()).rev() {
        let (head, tail) = said.split_at_mut(n);
        let (Some(last), Some(next)) = (head.last_mut(), tail.first()) else {
            continue;
        };
        if last.piece.open
            && next.piece.carries_on
            && last.found.speaker.is_none()
            && last.found.cue.is_none()
        {
            last.found.speaker = next.found.speaker;
        }
    }
}
