//! Quotes: who said what. `Article, Parse, Mentions -> Vec<Quote>`
//!
//! Quotation marks are paired into pieces, each piece is told to be whole
//! sentences, words inside the article's sentence or no speech at all, and its
//! cue ("said") and the cue's subject are looked for in the tree and beside it.
//! Clauses that a cue reports without marks are indirect speech. A speaker is
//! named only where the text leaves no doubt: a wrong one is worse than none.

mod attribute;
mod cues;
mod first_person;
mod flow;
mod frame;
mod indirect;
mod lines;
mod marks;
mod pairs;
mod pieces;
mod speech;
mod subject;

#[cfg(test)]
mod tests;

use crate::model::*;
use crate::rules::{RuleError, Rules};
use crate::stage::{Notes, Stage};
use attribute::{Found, lead_in, own_cue};
use cues::Cues;
pub use cues::examples;
pub use first_person::with_first_persons;
use flow::{Said, hand_back, running_on};
use frame::Frame;
pub use lines::lines;
use speech::{Shape, is_term, shape};

/// The stage.
#[derive(Debug)]
pub struct Quotes {
    cues: Cues,
}

impl Quotes {
    /// Prepares the stage from its rules.
    ///
    /// # Errors
    /// A rule file that cannot be used as it stands.
    pub fn new(rules: &Rules) -> Result<Self, RuleError> {
        Ok(Self {
            cues: Cues::new(rules)?,
        })
    }

    /// The words in marks that are speech, with their speakers.
    fn marked(&self, frame: &Frame<'_>, notes: &mut Notes) -> Vec<Said> {
        let mut said: Vec<Said> = Vec::new();
        let mut earlier = None;
        for (n, piece) in frame.pieces.iter().enumerate() {
            let shape = shape(frame, &self.cues, n, earlier);
            earlier = Some(shape);
            let own =
                own_cue(frame, &self.cues, n, shape).or_else(|| lead_in(frame, &self.cues, n));
            let own = own.map(|found| continued(found, &said, frame));
            let found = own.unwrap_or_else(|| Found {
                speaker: running_on(frame, &said, piece, shape),
                ..Found::default()
            });
            let unsaid = found.cue.is_none() && found.speaker.is_none();
            let term = shape == Shape::Mixed && !found.names && is_term(frame, &self.cues, piece);
            if term || (unsaid && is_no_speech(frame, &self.cues, n, shape)) {
                notes.add(
                    Reason::NotSpeech,
                    Some(piece.span),
                    format!("{:?}", frame.text(piece.words)),
                );
                continue;
            }
            said.push(Said {
                piece: *piece,
                shape,
                found,
            });
        }
        hand_back(&mut said);
        said
    }
}

/// Words of a mixed quotation without any cue up to which they are taken for a term or for irony.
const FEW_WORDS: usize = 4;

/// Whether a piece that nothing reports is a term, a title, or irony.
fn is_no_speech(frame: &Frame<'_>, cues: &Cues, n: usize, shape: Shape) -> bool {
    let piece = &frame.pieces[n];
    let few = frame.text(piece.words).split_whitespace().count() <= FEW_WORDS;
    is_term(frame, cues, piece) || (shape == Shape::Mixed && few)
}

/// "he added" carries on the last speaker's words where the text says of nobody else who "he" is.
fn continued(found: Found, said: &[Said], frame: &Frame<'_>) -> Found {
    let last = said.last().and_then(|last| last.found.speaker);
    let pronoun = || {
        let cue = found.cue.map(|cue| frame.tokens(cue).start);
        cue.is_some_and(|cue| {
            frame.dependents(cue).any(|at| {
                frame.token(at).dep == Dep::Nsubj
                    && frame.token(at).pos == Pos::Pron
                    && matches!(&*frame.token(at).lower, "he" | "she" | "they")
            })
        })
    };
    if found.continues && found.speaker.is_none() && pronoun() {
        return Found {
            speaker: last,
            ..found
        };
    }
    found
}

impl Stage for Quotes {
    type In<'a> = (&'a Article, &'a Parse, &'a Mentions);
    type Out = Vec<Quote>;
    const NAME: &'static str = "quotes";
    const VERSION: u32 = 1;

    fn run(&self, (article, parse, mentions): Self::In<'_>, notes: &mut Notes) -> Self::Out {
        let pieces = pieces::pieces(article, notes);
        let frame = Frame::new(article, parse, mentions, &pieces);
        let mut quotes: Vec<Quote> = self.marked(&frame, notes).iter().map(quote).collect();
        for quote in quotes.iter().filter(|quote| quote.speaker.is_none()) {
            notes.add(
                Reason::UnknownSpeaker,
                Some(quote.span),
                excerpt(quote.words.of(&article.text)),
            );
        }
        quotes.extend(indirect::indirect(&frame, &self.cues));
        quotes.sort_by_key(|quote| (quote.span.start, quote.span.end));
        quotes
    }
}

fn quote(said: &Said) -> Quote {
    Quote {
        kind: match said.shape {
            Shape::Direct => QuoteKind::Direct,
            Shape::Mixed => QuoteKind::Mixed,
        },
        span: said.piece.span,
        words: said.piece.words,
        speaker: said.found.speaker,
        cue: said.found.cue,
    }
}

/// The first words of a quotation.
fn excerpt(words: &str) -> String {
    let short = &words[..words.floor_char_boundary(60)];
    format!("{short:?}")
}
