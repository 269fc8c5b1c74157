//! Indirect speech: clauses that a cue reports in the article's own words.

use std::ops::Range;

use super::attribute::{Found, of_verb, phrase_in};
use super::cues::Cues;
use super::frame::Frame;
use super::speech::cue_at;
use super::subject::speaker;
use crate::model::*;

/// The reported clauses that hold no words in marks, in order.
pub(super) fn indirect(frame: &Frame<'_>, cues: &Cues) -> Vec<Quote> {
    let mut quotes = Vec::new();
    for sentence in &frame.parse.sentences {
        let mut found: Vec<Quote> = sentence
            .tokens
            .clone()
            .filter_map(|at| of_cue(frame, cues, at))
            .collect();
        found.extend(of_phrase(frame, cues, sentence));
        found.sort_by_key(|quote| (quote.span.start, std::cmp::Reverse(quote.span.end)));
        for quote in found {
            // Of clauses inside each other the outer one is whose word the whole is.
            let inside = quotes
                .last()
                .is_some_and(|last: &Quote| last.span.overlaps(quote.span));
            if !inside {
                quotes.push(quote);
            }
        }
    }
    quotes
}

/// What the cue at token `at` reports.
fn of_cue(frame: &Frame<'_>, cues: &Cues, at: u32) -> Option<Quote> {
    if frame.token(at).pos == Pos::Noun {
        return of_noun(frame, cues, at);
    }
    let group = cue_at(frame, cues, at);
    let intends = cues.intends(&frame.token(at).lemma)
        && frame.token(at).pos == Pos::Verb
        && !frame.quoted(at);
    let says = |child: &u32| group.is_some() && frame.token(*child).dep == Dep::Ccomp;
    let means = |child: &u32| {
        intends
            && frame.token(*child).dep == Dep::Xcomp
            && *child > at
            && frame.token(*child).pos == Pos::Verb
    };
    let clause = frame
        .dependents(at)
        .find(|child| (says(child) || means(child)) && !frame.quoted(*child))?;
    let span = clause_span(frame, whole(frame, at, clause), at)?;
    Some(quote(span, of_verb(frame, cues, at)))
}

/// The tokens of a reported clause; of "urged them to leave" those from "them" on.
fn whole(frame: &Frame<'_>, cue: u32, clause: u32) -> Range<u32> {
    let tree = frame.subtree(clause);
    let asked = |at: &u32| frame.token(*at).dep == Dep::Dobj && *at > cue && *at < tree.start;
    match frame.dependents(cue).find(asked) {
        Some(asked) if frame.token(clause).dep == Dep::Xcomp => {
            frame.subtree(asked).start..tree.end
        }
        _ if clause > cue => tree.start.max(cue + 1)..tree.end,
        _ => tree.start..tree.end.min(cue),
    }
}

/// "Ruiz's claim that the road is open": the noun's clause, and whose claim it is.
fn of_noun(frame: &Frame<'_>, cues: &Cues, at: u32) -> Option<Quote> {
    if frame.quoted(at) || !cues.carries_clause(&frame.token(at).lemma) {
        return None;
    }
    let opens = |clause: u32| {
        let first = frame.subtree(clause).start;
        matches!(&*frame.token(first).lower, "that" | "to")
    };
    let clause = frame.dependents(at).find(|child| {
        matches!(frame.token(*child).dep, Dep::Acl | Dep::Ccomp) && *child > at && opens(*child)
    })?;
    let span = clause_span(frame, frame.subtree(clause), at)?;
    let owner = frame
        .dependents(at)
        .find(|child| frame.token(*child).dep == Dep::Poss && !frame.quoted(*child));
    let mention = owner.and_then(|owner| speaker(frame, owner));
    let speaker = mention.map(|mention| Speaker {
        entity: mention.entity,
        span: mention.span,
    });
    let cue = Some(frame.token(at).span);
    Some(Quote {
        kind: QuoteKind::Indirect,
        span,
        words: span,
        speaker,
        cue,
    })
}

fn quote(span: Span, found: Found) -> Quote {
    Quote {
        kind: QuoteKind::Indirect,
        span,
        words: span,
        speaker: found.speaker,
        cue: found.cue,
    }
}

/// The words of a clause without punctuation at its ends; nothing where it holds marked words or its own cue.
fn clause_span(frame: &Frame<'_>, tree: Range<u32>, cue: u32) -> Option<Span> {
    if tree.contains(&cue) {
        return None;
    }
    let sign = |at: &u32| {
        frame.token(*at).pos == Pos::Punct
            && !matches!(&*frame.token(*at).lower, "(" | ")" | "[" | "]")
    };
    let start = tree.clone().find(|at| !sign(at))?;
    let end = tree.clone().rev().find(|at| !sign(at))?;
    if (start..end + 1).any(|at| frame.quoted(at)) || end < start || end - start < 1 {
        return None;
    }
    Some(frame.token(start).span.cover(frame.token(end).span))
}

/// The sentence that a phrase like "according to" gives to a source, without the phrase.
fn of_phrase(frame: &Frame<'_>, cues: &Cues, sentence: &Sentence) -> Option<Quote> {
    let found = phrase_in(frame, cues, sentence.tokens.clone())?;
    let phrase = frame.tokens(found.cue?);
    let tree = frame.subtree(phrase.start);
    let sign = |at: &u32| frame.token(*at).pos == Pos::Punct;
    let before = sentence.tokens.start..tree.start.min(phrase.start);
    let rest = if before.clone().all(|at| sign(&at)) {
        tree.end.max(phrase.end)..sentence.tokens.end
    } else {
        before
    };
    let start = rest.clone().find(|at| !sign(at))?;
    let end = rest.clone().rev().find(|at| !sign(at))?;
    let marked = (start..end + 1).any(|at| frame.quoted(at));
    let span = frame.token(start).span.cover(frame.token(end).span);
    (!marked).then(|| quote(span, found))
}
