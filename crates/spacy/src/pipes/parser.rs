//! Parser: the head of every token, its relation, and where sentences begin.

use std::ops::Range;

use crate::batch::{Batch, Labels};
use crate::{Error, Label};

use super::Source;
use super::arc_eager::{Action, State};
use super::projective::Trees;
use super::transitions::{Scorer, Scores, read_moves};

/// Words of a state that the network sees.
const PLACES: usize = 8;

/// The component `parser`.
#[derive(Debug)]
pub(crate) struct Parser {
    scorer: Scorer,
    moves: Vec<Move>,
    root: Label,
}

#[derive(Debug)]
struct Move {
    action: Action,
    label: Label,
    /// Only for a word and the next one: they are parts of one word.
    needs_adjacent: bool,
}

impl Parser {
    pub(super) fn load(source: &Source) -> Result<Parser, Error> {
        let scorer = Scorer::load(source, "parser", PLACES)?;
        let path = source.file("moves");
        let mut labels = Labels::default();
        let moves = read_moves(&path)?.into_iter().map(|(action, label)| {
            Some(Move {
                action: Action::numbered(action)?,
                needs_adjacent: label == "subtok",
                label: labels.get(&label),
            })
        });
        let moves: Option<Vec<Move>> = moves.collect();
        let moves = moves.filter(|moves| moves.len() == scorer.moves());
        let what = format!("{} moves of the parser expected", scorer.moves());
        Ok(Parser {
            moves: moves.ok_or_else(|| Error::format(&path, what))?,
            scorer,
            root: labels.get("ROOT"),
        })
    }

    pub(super) fn run(&self, batch: &mut Batch) {
        let vectors = self.scorer.tokens(batch);
        let buffer = batch.scratch.take(0);
        let mut scores = self.scorer.scores(&vectors, buffer);
        for span in batch.spans().to_vec() {
            let trees = self.parse(batch, span.clone(), &mut scores);
            let starts = trees.sentence_starts();
            let tokens = batch.tokens[span].iter_mut().zip(starts);
            for ((token, start), (head, dep)) in tokens.zip(trees.heads.iter().zip(trees.deps)) {
                token.head = *head as u32;
                token.dep = dep;
                token.sentence_start = start;
            }
        }
        batch.scratch.put(scores.into_buffer());
        batch.scratch.put(vectors.into_data());
    }

    fn parse(&self, batch: &Batch, span: Range<usize>, scores: &mut Scores) -> Trees {
        let starts = batch.tokens[span.clone()].iter();
        let mut state = State::new(starts.map(|token| token.sentence_start));
        while !state.is_final() {
            let places = state.places().map(|place| Some(place? + span.start));
            let allows = |number: usize| {
                let m = &self.moves[number];
                state.allows(m.action) && (!m.needs_adjacent || state.adjacent())
            };
            match scores.best(&places, allows) {
                Some(number) => state.apply(self.moves[number].action, number),
                None => state.stop(),
            }
        }
        let heads = (0..span.len()).map(|token| state.head(token));
        let mut trees = Trees {
            heads: heads
                .clone()
                .enumerate()
                .map(|(i, head)| head.map_or(i, |(head, _)| head))
                .collect(),
            deps: heads
                .map(|head| {
                    head.map_or(&self.root, |(_, number)| &self.moves[number].label)
                        .clone()
                })
                .collect(),
        };
        trees.deprojectivize(|token| batch.words[span.start + token].lexeme.is_space);
        trees
    }
}
