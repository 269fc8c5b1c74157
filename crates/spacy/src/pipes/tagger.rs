//! Tagger: the fine part of speech of every token, by its vector alone.

use crate::batch::Batch;
use crate::{Error, Label};

use super::Source;
use super::classifier::Classifier;

/// The component `tagger`.
#[derive(Debug)]
pub(crate) struct Tagger {
    classifier: Classifier,
    labels: Vec<Label>,
}

impl Tagger {
    pub(super) fn load(source: &Source) -> Result<Tagger, Error> {
        let labels = labels(&source.file("cfg"))?;
        Ok(Tagger {
            classifier: Classifier::load(source, labels.len())?,
            labels,
        })
    }

    pub(super) fn run(&self, batch: &mut Batch) {
        let best = self.classifier.best(batch);
        for (token, label) in batch.tokens.iter_mut().zip(best) {
            token.tag = self.labels[label].clone();
        }
    }
}

/// The list `labels` in the file `cfg`.
fn labels(path: &std::path::Path) -> Result<Vec<Label>, Error> {
    let cfg = crate::error::read_json(path)?;
    let labels = cfg.get("labels").and_then(|labels| labels.as_array());
    let labels = labels.map(|labels| labels.iter().map(|label| label.as_str().map(Label::from)));
    let labels: Option<Vec<Label>> = labels.and_then(Iterator::collect);
    labels.ok_or_else(|| Error::format(path, "a list `labels` of strings expected"))
}
