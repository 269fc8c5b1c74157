//! Chooses one label for every token by its vector alone: what the tagger, the morphologizer
//! and the sentence recogniser share (spaCy's architecture `spacy.Tagger`).

use crate::Error;
use crate::batch::Batch;
use crate::layers::Linear;
use crate::weights::Weights;

use super::Source;
use super::tok2vec::Vectors;

/// The architectures of such a network; they differ only in training.
const ARCHITECTURES: [&str; 2] = ["spacy.Tagger.v2", "spacy.Tagger.v1"];

/// A network with a score for each of a number of labels.
#[derive(Debug)]
pub(super) struct Classifier {
    vectors: Vectors,
    scores: Linear,
}

impl Classifier {
    /// Reads the component's `model`, which must score this many labels.
    pub(super) fn load(source: &Source, labels: usize) -> Result<Classifier, Error> {
        let section = source.section("model");
        source
            .config
            .one_of(&section, "@architectures", &ARCHITECTURES)?;
        let path = source.file("model");
        let bytes = crate::error::read_bytes(&path)?;
        let weights = Weights::read(&path, &bytes)?;
        let vectors = Vectors::load(source, &weights)?;
        let node = weights.referred("softmax");
        let node = node.ok_or_else(|| Error::format(&path, "a node `softmax` expected"))?;
        let scores = Linear::new(node, vectors.width())?;
        if labels != scores.outputs() {
            let found = scores.outputs();
            let what = format!("scores for {labels} labels expected, found {found}");
            return Err(Error::format(&path, what));
        }
        Ok(Classifier { vectors, scores })
    }

    /// The number of the best label of each token, in order.
    pub(super) fn best(&self, batch: &mut Batch) -> Vec<usize> {
        let scores = self.vectors.through(&self.scores, batch);
        let rows = 0..batch.tokens.len();
        let best = rows.map(|row| first_largest(scores.row(row))).collect();
        batch.scratch.put(scores.into_data());
        best
    }
}

/// The index of the largest number, the first of equals.
fn first_largest(numbers: &[f32]) -> usize {
    let mut best = 0;
    for (i, number) in numbers.iter().enumerate() {
        if *number > numbers[best] {
            best = i;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_equal_scores_wins() {
        assert_eq!(first_largest(&[1.0, 3.0, 3.0, 2.0]), 1);
        assert_eq!(first_largest(&[f32::NAN, f32::NAN]), 0);
    }
}
