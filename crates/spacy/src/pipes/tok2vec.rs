//! The component `tok2vec`, and where the others get their token vectors from.

use crate::Error;
use crate::batch::Batch;
use crate::layers::{Linear, Matrix};
use crate::weights::Weights;

use super::Source;
use super::network::{Network, TOK2VEC};

/// The component `tok2vec`, whose vectors other components listen to.
#[derive(Debug)]
pub(crate) struct Tok2Vec {
    network: Network,
}

impl Tok2Vec {
    pub(super) fn load(source: &Source) -> Result<Tok2Vec, Error> {
        let path = source.file("model");
        let bytes = crate::error::read_bytes(&path)?;
        let weights = Weights::read(&path, &bytes)?;
        let network = Network::load(source, &source.section("model"), &weights)?;
        Ok(Tok2Vec { network })
    }

    /// Numbers in a vector.
    pub(super) fn width(&self) -> usize {
        self.network.width()
    }

    pub(super) fn run(&self, batch: &mut Batch) {
        batch.vectors = self.network.run(batch);
    }
}

/// Where a component's token vectors come from.
#[derive(Debug)]
pub(super) enum Vectors {
    /// The component `tok2vec` made them, in this width.
    Shared(usize),
    /// A network of its own makes them.
    Own(Box<Network>),
}

impl Vectors {
    /// Reads the section that says which of the two it is.
    pub(super) fn load(source: &Source, weights: &Weights) -> Result<Vectors, Error> {
        let (config, section) = (source.config, source.section("model.tok2vec"));
        let [v2, v1] = TOK2VEC;
        let listener = "spacy.Tok2VecListener.v1";
        let architecture = config.one_of(&section, "@architectures", &[listener, v2, v1])?;
        if architecture != listener {
            let network = Network::load(source, &section, weights)?;
            return Ok(Vectors::Own(Box::new(network)));
        }
        let width = source.shared_width.map(Vectors::Shared);
        width.ok_or_else(|| {
            let supported = "a listener after a component `tok2vec` in the pipeline";
            config.unsupported(&section, "@architectures", supported)
        })
    }

    /// Numbers in a vector.
    pub(super) fn width(&self) -> usize {
        match self {
            Vectors::Shared(width) => *width,
            Vectors::Own(network) => network.width(),
        }
    }

    /// The result of a layer over the vectors of all tokens.
    pub(super) fn through(&self, layer: &Linear, batch: &mut Batch) -> Matrix {
        let mut output = batch.scratch.matrix(batch.tokens.len(), layer.outputs());
        match self {
            Vectors::Shared(_) => layer.apply(&batch.vectors, &mut output),
            Vectors::Own(network) => {
                let vectors = network.run(batch);
                layer.apply(&vectors, &mut output);
                batch.scratch.put(vectors.into_data());
            }
        }
        output
    }
}
