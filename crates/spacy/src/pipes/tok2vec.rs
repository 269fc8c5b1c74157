//! Token vectors: hash embeddings of a token's attributes, mixed, then encoded with the
//! tokens around it by a stack of convolutions (`MultiHashEmbed` and `MaxoutWindowEncoder`).

use crate::Error;
use crate::batch::{Batch, Word};
use crate::config::Config;
use crate::layers::{HashEmbed, LayerNorm, Linear, Matrix, Maxout, window};
use crate::weights::Weights;

use super::Source;

/// The architectures of a network that makes token vectors; they differ only in training.
const TOK2VEC: [&str; 2] = ["spacy.Tok2Vec.v2", "spacy.Tok2Vec.v1"];

/// Rows that go through the encoder together; bounds the memory that it takes.
const BLOCK: usize = 512;

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
        let network = Network::load(source.config, &source.section("model"), &weights)?;
        Ok(Tok2Vec { network })
    }

    /// Numbers in a vector.
    pub(super) fn width(&self) -> usize {
        self.network.width
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
            let network = Network::load(config, &section, weights)?;
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
            Vectors::Own(network) => network.width,
        }
    }

    /// The result of a layer over the vectors of all tokens.
    pub(super) fn through(&self, layer: &Linear, batch: &Batch) -> Matrix {
        match self {
            Vectors::Shared(_) => layer.apply(&batch.vectors),
            Vectors::Own(network) => layer.apply(&network.run(batch)),
        }
    }
}

/// An attribute of tokens that is embedded.
#[derive(Clone, Copy, Debug)]
enum Attr {
    Orth,
    Lower,
    Norm,
    Prefix,
    Suffix,
    Shape,
    Spacy,
    IsSpace,
}

impl Attr {
    fn named(name: &str) -> Option<Attr> {
        Some(match name {
            "ORTH" => Attr::Orth,
            "LOWER" => Attr::Lower,
            "NORM" => Attr::Norm,
            "PREFIX" => Attr::Prefix,
            "SUFFIX" => Attr::Suffix,
            "SHAPE" => Attr::Shape,
            "SPACY" => Attr::Spacy,
            "IS_SPACE" => Attr::IsSpace,
            _ => return None,
        })
    }

    fn of(self, word: &Word) -> u64 {
        match self {
            Attr::Orth => word.lexeme.orth,
            Attr::Lower => word.lexeme.lower,
            Attr::Norm => word.norm,
            Attr::Prefix => word.lexeme.prefix,
            Attr::Suffix => word.lexeme.suffix,
            Attr::Shape => word.lexeme.shape,
            Attr::Spacy => u64::from(word.space_after),
            Attr::IsSpace => u64::from(word.lexeme.is_space),
        }
    }
}

/// A maxout layer with layer normalisation.
#[derive(Debug)]
struct Mixer {
    maxout: Maxout,
    norm: LayerNorm,
}

impl Mixer {
    fn apply(&self, input: &Matrix) -> Matrix {
        let mut output = self.maxout.apply(input);
        self.norm.apply(&mut output);
        output
    }
}

/// The network that makes token vectors.
#[derive(Debug)]
pub(super) struct Network {
    attrs: Vec<(Attr, HashEmbed)>,
    mix: Mixer,
    encode: Vec<Mixer>,
    window: usize,
    width: usize,
}

impl Network {
    fn load(config: &Config, section: &str, weights: &Weights) -> Result<Network, Error> {
        let (embed, encode) = (format!("{section}.embed"), format!("{section}.encode"));
        config.one_of(section, "@architectures", &TOK2VEC)?;
        config.one_of(&embed, "@architectures", &["spacy.MultiHashEmbed.v2"])?;
        config.one_of(&encode, "@architectures", &["spacy.MaxoutWindowEncoder.v2"])?;
        let attrs = read_attrs(config, &embed)?;
        let depth = config.count(&encode, "depth")?;
        let window = config.count(&encode, "window_size")?;
        let wrong = |expected: &str| Error::format(weights.path(), expected);
        let embeds = weights.named("hashembed").into_iter().map(HashEmbed::new);
        let embeds: Vec<HashEmbed> = embeds.collect::<Result<_, _>>()?;
        if embeds.len() != attrs.len() || embeds.is_empty() {
            return Err(wrong(&format!("{} nodes hashembed expected", attrs.len())));
        }
        let width = embeds[0].width();
        if embeds.iter().any(|embed| embed.width() != width) || window * depth > 1000 {
            return Err(wrong(
                "one width and a reach of at most 1000 tokens expected",
            ));
        }
        let mut mixers = read_mixers(weights, width, |number| match number {
            0 => attrs.len(),
            _ => 2 * window + 1,
        })?;
        if mixers.len() != depth + 1 {
            return Err(wrong(&format!("{} nodes maxout expected", depth + 1)));
        }
        Ok(Network {
            mix: mixers.remove(0),
            encode: mixers,
            attrs: attrs.into_iter().zip(embeds).collect(),
            window,
            width,
        })
    }

    /// The vectors of all tokens of all texts.
    fn run(&self, batch: &Batch) -> Matrix {
        let layout = self.layout(batch);
        let mut vectors = Matrix::zeros(batch.tokens.len(), self.width);
        let halo = self.window * self.encode.len();
        for start in (0..layout.len()).step_by(BLOCK) {
            let end = layout.len().min(start + BLOCK);
            // What a row becomes depends on `halo` rows around it.
            let first = start.saturating_sub(halo);
            let last = layout.len().min(end + halo);
            let rows = self.encode(self.embed(batch, &layout[first..last]));
            for (at, token) in layout[start..end].iter().enumerate() {
                if let Some(token) = *token {
                    vectors
                        .row_mut(token)
                        .copy_from_slice(rows.row(start - first + at));
                }
            }
        }
        vectors
    }

    /// The rows of the encoder: the tokens, with empty rows before and after every text, as
    /// many as the encoder reaches, so that texts do not see each other.
    fn layout(&self, batch: &Batch) -> Vec<Option<usize>> {
        let padding = self.window * self.encode.len();
        let mut layout = vec![None; padding];
        for span in batch.spans().iter().filter(|span| !span.is_empty()) {
            layout.extend(span.clone().map(Some));
            layout.resize(layout.len() + padding, None);
        }
        layout
    }

    /// Mixed embeddings; zeros for empty rows.
    fn embed(&self, batch: &Batch, layout: &[Option<usize>]) -> Matrix {
        let tokens: Vec<usize> = layout.iter().filter_map(|token| *token).collect();
        let mut features = Matrix::zeros(tokens.len(), self.width * self.attrs.len());
        for (row, &token) in tokens.iter().enumerate() {
            let parts = features.row_mut(row).chunks_exact_mut(self.width);
            for ((attr, embed), part) in self.attrs.iter().zip(parts) {
                embed.embed(attr.of(&batch.words[token]), part);
            }
        }
        let mixed = self.mix.apply(&features);
        let mut rows = Matrix::zeros(layout.len(), self.width);
        let filled = layout
            .iter()
            .enumerate()
            .filter(|(_, token)| token.is_some());
        for (from, (to, _)) in filled.enumerate() {
            rows.row_mut(to).copy_from_slice(mixed.row(from));
        }
        rows
    }

    fn encode(&self, mut rows: Matrix) -> Matrix {
        for layer in &self.encode {
            let output = layer.apply(&window(&rows, self.window));
            rows.add(&output);
        }
        rows
    }
}

/// The attributes that are embedded, in the order of their tables.
fn read_attrs(config: &Config, section: &str) -> Result<Vec<Attr>, Error> {
    if config.flag(section, "include_static_vectors")? {
        return Err(config.unsupported(section, "include_static_vectors", "false"));
    }
    let names = config.strings(section, "attrs")?;
    let attrs: Option<Vec<Attr>> = names.iter().map(|name| Attr::named(name)).collect();
    let supported = "ORTH, LOWER, NORM, PREFIX, SUFFIX, SHAPE, SPACY, IS_SPACE";
    attrs.ok_or_else(|| config.unsupported(section, "attrs", supported))
}

/// All maxout layers with their normalisation; `parts` says how many vectors, one beside the
/// other, each takes.
fn read_mixers(
    weights: &Weights,
    width: usize,
    parts: impl Fn(usize) -> usize,
) -> Result<Vec<Mixer>, Error> {
    let (maxouts, norms) = (weights.named("maxout"), weights.named("layernorm"));
    if maxouts.len() != norms.len() {
        return Err(Error::format(
            weights.path(),
            "as many nodes layernorm as maxout expected",
        ));
    }
    let pairs = maxouts.into_iter().zip(norms).enumerate();
    let mixers = pairs.map(|(number, (maxout, norm))| {
        Ok(Mixer {
            maxout: Maxout::new(maxout, width, width * parts(number))?,
            norm: LayerNorm::new(norm, width)?,
        })
    });
    mixers.collect()
}
