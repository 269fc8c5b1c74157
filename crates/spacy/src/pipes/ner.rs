//! Entity recogniser: names, dates and amounts, by moves that begin, continue, end or skip an
//! entity at every token.

use std::ops::Range;

use crate::batch::{Batch, Labels};
use crate::doc::Entity;
use crate::{Error, Iob, Label};

use super::Source;
use super::transitions::{Scorer, Scores, read_moves};

/// Words of a state that the network sees.
const PLACES: usize = 3;

/// The component `ner`.
#[derive(Debug)]
pub(crate) struct Ner {
    scorer: Scorer,
    moves: Vec<(Action, Label)>,
}

/// What a move makes of a token.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Action {
    Begin,
    In,
    Last,
    Unit,
    Out,
}

impl Action {
    /// The action of this number in a file of moves; 0 is a missing annotation, in training.
    fn numbered(number: u8) -> Option<Action> {
        let actions = [
            Action::Begin,
            Action::In,
            Action::Last,
            Action::Unit,
            Action::Out,
        ];
        actions.get(usize::from(number).checked_sub(1)?).copied()
    }
}

impl Ner {
    pub(super) fn load(source: &Source) -> Result<Ner, Error> {
        let scorer = Scorer::load(source, "ner", PLACES)?;
        let path = source.file("moves");
        let mut labels = Labels::default();
        let moves = read_moves(&path)?.into_iter().filter(|(action, label)| {
            // As spaCy does: no move for a missing annotation, and one only for "outside".
            *action != 0 && (*action != 5 || label.is_empty())
        });
        let moves =
            moves.map(|(action, label)| Some((Action::numbered(action)?, labels.get(&label))));
        let moves: Option<Vec<_>> = moves.collect();
        let moves = moves.filter(|moves| moves.len() == scorer.moves());
        let what = format!("{} moves of the entity recogniser expected", scorer.moves());
        Ok(Ner {
            moves: moves.ok_or_else(|| Error::format(&path, what))?,
            scorer,
        })
    }

    pub(super) fn run(&self, batch: &mut Batch) {
        let vectors = self.scorer.tokens(batch);
        let buffer = batch.scratch.take(0);
        let mut scores = self.scorer.scores(&vectors, buffer);
        for (text, span) in batch.spans().to_vec().into_iter().enumerate() {
            let entities = self.entities(batch, span.clone(), &mut scores);
            for entity in &entities {
                let (start, end) = (entity.tokens.start as usize, entity.tokens.end as usize);
                for (i, token) in batch.tokens[span.clone()][start..end]
                    .iter_mut()
                    .enumerate()
                {
                    token.entity_iob = if i == 0 { Iob::B } else { Iob::I };
                    token.entity_type = entity.label.clone();
                }
            }
            batch.entities[text] = entities;
        }
        batch.scratch.put(scores.into_buffer());
        batch.scratch.put(vectors.into_data());
    }

    fn entities(&self, batch: &Batch, span: Range<usize>, scores: &mut Scores) -> Vec<Entity> {
        let mut found = Vec::new();
        let mut open: Option<(usize, &Label)> = None;
        for token in span.clone() {
            let begun = open.map(|(start, _)| start);
            let places = [Some(token), begun, begun.map(|_| token - 1)];
            let is_space = batch.words[token].lexeme.is_space;
            // An entity does not go on into the next sentence, nor beyond the end.
            let ends_here = token + 1 == span.end || batch.tokens[token + 1].sentence_start;
            let is_last = token + 1 == span.end;
            let allowed = |number: usize| {
                let (action, label) = &self.moves[number];
                let fits = open.is_some_and(|(_, opened)| opened == label) && !label.is_empty();
                match action {
                    Action::Begin => open.is_none() && !label.is_empty() && !ends_here && !is_space,
                    Action::In => fits && !is_last && !ends_here,
                    Action::Last => fits,
                    Action::Unit => open.is_none() && !label.is_empty() && !is_space,
                    Action::Out => open.is_none(),
                }
            };
            let Some(number) = scores.best(&places, allowed) else {
                break;
            };
            let (action, label) = &self.moves[number];
            match action {
                Action::Begin => open = Some((token, label)),
                Action::Unit => found.push(entity(token, token, &span, label)),
                Action::Last => {
                    if let Some((start, label)) = open.take() {
                        found.push(entity(start, token, &span, label));
                    }
                }
                Action::In | Action::Out => {}
            }
        }
        found
    }
}

fn entity(first: usize, last: usize, span: &Range<usize>, label: &Label) -> Entity {
    Entity {
        tokens: (first - span.start) as u32..(last + 1 - span.start) as u32,
        label: label.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_have_the_numbers_of_spacy() {
        assert_eq!(Action::numbered(1), Some(Action::Begin));
        assert_eq!(Action::numbered(5), Some(Action::Out));
        assert_eq!(Action::numbered(0), None);
        assert_eq!(Action::numbered(6), None);
    }

    #[test]
    fn an_entity_counts_tokens_from_its_own_text() {
        let found = entity(12, 13, &(10..20), &Label::from("GPE"));
        assert_eq!(found.tokens, 2..4);
    }
}
