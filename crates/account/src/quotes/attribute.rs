//! Attribution: the cue and the speaker of words in marks.

use std::ops::Range;

use super::cues::{Cues, Group};
use super::frame::Frame;
use super::pieces::Piece;
use super::speech::{Shape, cue_at, cues_in, ends_sentence, ends_with_stop};
use super::subject::{beside, can_speak, speaker, subject};
use crate::model::*;

/// The cue and the speaker that stand beside a piece.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Found {
    /// The word that reports the speech.
    pub(super) cue: Option<Span>,
    /// Its dictionary form carries on somebody's speech: "added".
    pub(super) continues: bool,
    /// It calls something by the words: "labelled".
    pub(super) names: bool,
    pub(super) speaker: Option<Speaker>,
}

/// Tokens that may stand between a question's end and its cue: `"Why?" the old man asked`.
const NEAR: u32 = 8;

/// Finds the cue of piece `n` in its own sentence.
pub(super) fn own_cue(frame: &Frame<'_>, cues: &Cues, n: usize, shape: Shape) -> Option<Found> {
    let piece = &frame.pieces[n];
    let verb = match shape {
        Shape::Direct => {
            behind(frame, cues, piece).or_else(|| ahead(frame, cues, frame.before(piece)))
        }
        Shape::Mixed => governing(frame, cues, piece)
            .or_else(|| {
                comma_behind(frame, piece)
                    .then(|| behind(frame, cues, piece))
                    .flatten()
            })
            .or_else(|| {
                ahead(frame, cues, frame.before(piece)).filter(|at| leads(frame, *at, piece))
            }),
    };
    if let Some(verb) = verb {
        let found = of_verb(frame, cues, verb);
        return Some(Found {
            speaker: between(frame, piece, verb, found.speaker),
            ..found
        });
    }
    phrase(frame, cues, piece).or_else(|| colon(frame, frame.before(piece)))
}

/// What the cue verb at `verb` says of the speaker.
pub(super) fn of_verb(frame: &Frame<'_>, cues: &Cues, verb: u32) -> Found {
    let named = subject(frame, cues, verb);
    let mention = match named {
        Some(subject) => speaker(frame, subject),
        None => beside(frame, verb).filter(|mention| can_speak(frame, mention)),
    };
    let token = frame.token(verb);
    Found {
        cue: Some(token.span),
        continues: cues.continues(&token.lemma),
        names: cues.group(&token.lemma) == Some(Group::Naming),
        speaker: mention.map(speaks),
    }
}

/// `"...," Ruiz, 58, told the paper`: whoever stands between the words and the cue speaks, and nobody behind the cue.
fn between(frame: &Frame<'_>, piece: &Piece, cue: u32, found: Option<Speaker>) -> Option<Speaker> {
    let speaker = found?;
    let start = frame.tokens(piece.span).end;
    let gap = start..cue;
    let wrong = cue >= start && speaker.span.start > frame.token(cue).span.start;
    let mut mentions = gap
        .filter_map(|at| frame.mention(at))
        .filter(|mention| can_speak(frame, mention));
    match mentions.next() {
        Some(mention) if wrong => Some(speaks(mention)),
        _ => found,
    }
}

fn speaks(mention: &Mention) -> Speaker {
    Speaker {
        entity: mention.entity,
        span: mention.span,
    }
}

/// Whether a verb can report what stands beside it, rather than describe somebody in passing.
fn reports(frame: &Frame<'_>, at: u32) -> bool {
    let token = frame.token(at);
    let passing = token.dep == Dep::Relcl
        && !frame.dependents(at).any(|child| {
            let dep = frame.token(child).dep;
            matches!(dep, Dep::Nsubj) && !matches!(&*frame.token(child).tag, "WP" | "WDT")
        });
    let passive = &*token.tag == "VBN" && matches!(token.dep, Dep::Acl | Dep::Amod);
    !passing && !passive && token.dep != Dep::Amod
}

/// `"...," she said`: the cue behind a piece whose sentence goes on.
fn behind(frame: &Frame<'_>, cues: &Cues, piece: &Piece) -> Option<u32> {
    let after = frame.after(piece);
    let cue = cues_in(frame, cues, after.clone())
        .find(|(at, group)| {
            *group == Group::Speech && reports(frame, *at) && &*frame.token(*at).tag != "VB"
        })?
        .0;
    let small = frame.get(after.start).is_some_and(|token| {
        let first = frame.text(token.span).chars().next();
        first.is_some_and(char::is_lowercase)
    });
    let near = cue - after.start < NEAR;
    let allowed = match (ends_with_stop(frame, piece), ends_sentence(frame, piece)) {
        (true, _) => small && cue == after.start,
        (false, true) => near && !has_clause(frame, cue),
        (false, false) => true,
    };
    allowed.then_some(cue)
}

/// Whether the cue reports a clause of its own behind it: then it does not report what stands before.
fn has_clause(frame: &Frame<'_>, cue: u32) -> bool {
    frame
        .dependents(cue)
        .any(|at| at > cue && frame.token(at).dep == Dep::Ccomp && !frame.quoted(at))
}

/// `She said: "..."`: the last cue in the clause before a piece.
fn ahead(frame: &Frame<'_>, cues: &Cues, clause: Range<u32>) -> Option<u32> {
    let fits = |(at, group): &(u32, Group)| *group != Group::Thought && reports(frame, *at);
    cues_in(frame, cues, clause)
        .rev()
        .find(fits)
        .map(|(at, _)| at)
}

/// Whether a cue stands close enough before words inside a sentence to report them.
fn leads(frame: &Frame<'_>, cue: u32, piece: &Piece) -> bool {
    let start = frame.tokens(piece.span).start;
    let stops = |at: u32| {
        frame.get(at).is_some_and(|token| {
            matches!(
                &*token.lower,
                ";" | "but" | "while" | "although" | "after" | "before" | "because"
            )
        })
    };
    start.saturating_sub(cue) <= 14 && !(cue + 1..start).any(stops)
}

fn comma_behind(frame: &Frame<'_>, piece: &Piece) -> bool {
    let start = frame.after(piece).start;
    let comma = frame.get(start).is_some_and(|token| &*token.lower == ",");
    let first = if comma { start + 1 } else { start };
    let joins = frame.get(first).is_some_and(|token| {
        matches!(
            &*token.lower,
            "but" | "and" | "while" | "which" | "who" | "or"
        )
    });
    (comma || frame.text(piece.words).ends_with([',', '?', '!'])) && !joins
}

/// The cue verb above the words of a piece in the tree.
fn governing(frame: &Frame<'_>, cues: &Cues, piece: &Piece) -> Option<u32> {
    let tokens = frame.tokens(piece.span);
    let top = tokens.clone().find(|at| {
        let word = frame.token(*at).pos != Pos::Punct;
        word && frame
            .above(*at)
            .is_none_or(|above| !tokens.contains(&above))
    })?;
    let mut at = top;
    let mut weaker = None;
    for _ in 0..16 {
        let Some(above) = frame.above(at) else { break };
        at = above;
        match cue_at(frame, cues, at).filter(|_| !is_future(frame, at)) {
            Some(Group::Speech | Group::Naming) => return Some(at),
            Some(_) => weaker = weaker.or(Some(at)),
            None => {}
        }
    }
    weaker
}

/// "will tell", "to call": nobody has spoken yet.
fn is_future(frame: &Frame<'_>, verb: u32) -> bool {
    let helped = |at: u32| {
        frame.token(at).dep == Dep::Aux && matches!(&*frame.token(at).lemma, "do" | "have" | "be")
    };
    &*frame.token(verb).tag == "VB" && !frame.dependents(verb).any(helped)
}

/// "according to NAME", before or behind a piece.
fn phrase(frame: &Frame<'_>, cues: &Cues, piece: &Piece) -> Option<Found> {
    let after = if ends_with_stop(frame, piece) {
        0..0
    } else {
        frame.after(piece)
    };
    [after, frame.before(piece)]
        .into_iter()
        .find_map(|range| phrase_in(frame, cues, range))
}

/// The first source phrase among `range`.
pub(super) fn phrase_in(frame: &Frame<'_>, cues: &Cues, range: Range<u32>) -> Option<Found> {
    range.clone().find_map(|at| {
        let phrase = cues.phrases.iter().find(|phrase| {
            phrase
                .iter()
                .zip(at..range.end)
                .filter(|(word, at)| frame.token(*at).lower == **word)
                .count()
                == phrase.len()
        })?;
        let last = at + phrase.len() as u32 - 1;
        let source = frame
            .dependents(last)
            .find(|at| frame.token(*at).dep == Dep::Pobj && !frame.quoted(*at));
        let mention = source.and_then(|source| speaker(frame, source));
        let cue = frame.token(at).span.cover(frame.token(last).span);
        Some(Found {
            cue: Some(cue),
            continues: false,
            names: false,
            speaker: mention.map(speaks),
        })
    })
}

/// `Ruiz was clear:`, `Ana Ruiz:` — without a cue the colon reports what a person named alone before it says.
pub(super) fn colon(frame: &Frame<'_>, clause: Range<u32>) -> Option<Found> {
    let last = clause
        .clone()
        .next_back()
        .filter(|at| &*frame.token(*at).lower == ":")?;
    let before = last.checked_sub(1).filter(|at| clause.contains(at))?;
    let label = frame.mention(before).filter(|mention| {
        let dash = |at: u32| matches!(&*frame.token(at).lower, "-" | "--" | "—" | "–");
        mention.tokens.end == last
            && (mention.tokens.start == clause.start || dash(mention.tokens.start - 1))
    });
    let subject = |at: &u32| {
        frame.token(*at).dep == Dep::Nsubj && !matches!(&*frame.token(*at).tag, "WP" | "WDT")
    };
    let mut subjects = clause.clone().filter(subject);
    let first = subjects.next().filter(|_| subjects.next().is_none());
    let mention = label
        .or_else(|| first.and_then(|first| speaker(frame, first)))
        .filter(|mention| {
            let entity = frame.mentions.entities.get(mention.entity.0 as usize);
            entity.is_some_and(|entity| entity.kind == EntityKind::Person)
                && mention.kind != MentionKind::Nominal
        });
    Some(Found {
        cue: Some(frame.token(last).span),
        continues: false,
        names: false,
        speaker: mention.map(speaks),
    })
}

/// The cue at the end of the paragraph before, where that ends with a colon.
pub(super) fn lead_in(frame: &Frame<'_>, cues: &Cues, n: usize) -> Option<Found> {
    let piece = &frame.pieces[n];
    let paragraph = piece.paragraph.checked_sub(1)?;
    if !frame.leads_paragraph(piece) {
        return None;
    }
    let tokens = frame.tokens(frame.article.paragraphs[paragraph as usize].span);
    let colon_at = tokens
        .clone()
        .next_back()
        .filter(|at| &*frame.token(*at).lower == ":")?;
    let start = tokens
        .clone()
        .rev()
        .skip(1)
        .take(60)
        .find(|at| frame.ends_sentence(*at))
        .map_or(tokens.start, |at| at + 1);
    let clause = start..colon_at + 1;
    match ahead(frame, cues, clause.clone()) {
        Some(verb) => Some(of_verb(frame, cues, verb)),
        None => phrase_in(frame, cues, clause.clone()).or_else(|| colon(frame, clause)),
    }
}
