//! Tagger: the fine part of speech of every token, by its vector alone.

use crate::batch::Batch;
use crate::layers::Linear;
use crate::weights::Weights;
use crate::{Error, Label};

use super::Source;
use super::tok2vec::Vectors;

/// The component `tagger`.
#[derive(Debug)]
pub(crate) struct Tagger {
    vectors: Vectors,
    scores: Linear,
    labels: Vec<Label>,
}

impl Tagger {
    pub(super) fn load(source: &Source) -> Result<Tagger, Error> {
        let section = source.section("model");
        source.config.one_of(
            &section,
            "@architectures",
            &["spacy.Tagger.v2", "spacy.Tagger.v1"],
        )?;
        let path = source.file("model");
        let bytes = crate::error::read_bytes(&path)?;
        let weights = Weights::read(&path, &bytes)?;
        let vectors = Vectors::load(source, &weights)?;
        let node = weights.referred("softmax");
        let node = node.ok_or_else(|| Error::format(&path, "a node `softmax` expected"))?;
        let scores = Linear::new(node, vectors.width())?;
        let labels = labels(&source.file("cfg"))?;
        if labels.len() != scores.outputs() {
            let what = format!(
                "scores for {} labels expected, found {}",
                labels.len(),
                scores.outputs()
            );
            return Err(Error::format(&path, what));
        }
        Ok(Tagger {
            vectors,
            scores,
            labels,
        })
    }

    pub(super) fn run(&self, batch: &mut Batch) {
        let scores = self.vectors.through(&self.scores, batch);
        for (row, token) in batch.tokens.iter_mut().enumerate() {
            token.tag = self.labels[first_largest(scores.row(row))].clone();
        }
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

/// The list `labels` in the file `cfg`.
fn labels(path: &std::path::Path) -> Result<Vec<Label>, Error> {
    let cfg = crate::error::read_json(path)?;
    let labels = cfg.get("labels").and_then(|labels| labels.as_array());
    let labels = labels.map(|labels| labels.iter().map(|label| label.as_str().map(Label::from)));
    let labels: Option<Vec<Label>> = labels.and_then(Iterator::collect);
    labels.ok_or_else(|| Error::format(path, "a list `labels` of strings expected"))
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
