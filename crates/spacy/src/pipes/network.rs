//! The network that makes token vectors: hash embeddings of a token's attributes, mixed, then
//! encoded with the tokens around it by a stack of convolutions (spaCy's architectures
//! `MultiHashEmbed` and `MaxoutWindowEncoder`).
//!
//! The embedding, and what a token adds to the first convolution at each place of its window,
//! depend on the word alone and are kept from text to text. The other convolutions go over the rows
//! of many texts at once. What a row becomes depends on its own text alone.

use std::ops::Range;

use crate::Error;
use crate::batch::Batch;
use crate::layers::{Convolution, Embed, Finish, Kernel, Matrix, Mixer, Packed, Parts, widest};
use crate::weights::Weights;

use super::Source;
use super::attributes::{Attr, read_embeds};
use super::group::Group;
use super::words::{Found, Memory, Words};

/// The architectures of a network that makes token vectors; they differ only in training.
pub(super) const TOK2VEC: [&str; 2] = ["spacy.Tok2Vec.v2", "spacy.Tok2Vec.v1"];

/// Words that are learned together.
const LESSON: usize = 64;

/// The network that makes token vectors.
#[derive(Debug)]
pub(super) struct Network {
    attrs: Vec<(Attr, Embed)>,
    mix: Mixer,
    encoder: Option<Encoder>,
    width: usize,
    /// Number of the memory for its words.
    memory: usize,
}

/// The convolutions.
#[derive(Debug)]
struct Encoder {
    /// What a vector adds to the first convolution at each place of a window.
    first: Packed,
    finish: Finish,
    others: Vec<Convolution>,
    window: usize,
}

impl Encoder {
    /// Rows on either side on which a row depends.
    fn reach(&self) -> usize {
        self.window * (self.others.len() + 1)
    }
}

impl Network {
    pub(super) fn load(
        source: &Source,
        section: &str,
        weights: &Weights,
    ) -> Result<Network, Error> {
        let config = source.config;
        let (embed, encode) = (format!("{section}.embed"), format!("{section}.encode"));
        config.one_of(section, "@architectures", &TOK2VEC)?;
        config.one_of(&embed, "@architectures", &["spacy.MultiHashEmbed.v2"])?;
        config.one_of(&encode, "@architectures", &["spacy.MaxoutWindowEncoder.v2"])?;
        let attrs = read_embeds(source, &embed, weights)?;
        let depth = config.count(&encode, "depth")?;
        let window = config.count(&encode, "window_size")?;
        let wrong = |expected: &str| Error::format(weights.path(), expected);
        let width = attrs.first().map_or(0, |(_, embed)| embed.width());
        if attrs.iter().any(|(_, embed)| embed.width() != width) || window * depth > 1000 {
            return Err(wrong(
                "one width and a reach of at most 1000 tokens expected",
            ));
        }
        let mut mixers = read_mixers(weights, width, |number| match number {
            0 => attrs.len(),
            _ => 2 * window + 1,
        })?
        .into_iter();
        let (Some(mix), true) = (mixers.next(), mixers.len() == depth) else {
            return Err(wrong(&format!("{} nodes maxout expected", depth + 1)));
        };
        Ok(Network {
            mix: mix.whole(),
            encoder: mixers.next().map(|first| {
                let (first, finish) = first.apart(2 * window + 1);
                Encoder {
                    first,
                    finish,
                    others: mixers
                        .map(|layer| Convolution::new(layer, window))
                        .collect(),
                    window,
                }
            }),
            attrs,
            width,
            memory: source.new_memory(),
        })
    }

    /// Numbers in a vector.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// The vectors of all tokens of all texts.
    pub(super) fn run(&self, batch: &mut Batch) -> Matrix {
        let mut vectors = batch.scratch.matrix(batch.tokens.len(), self.width);
        let mut rows = batch.scratch.take(0);
        let mut mixed = batch.scratch.take(0);
        let memory = batch.scratch.memory(self.memory).take();
        let mut memory = memory.unwrap_or_else(|| self.new_memory());
        let reach = self.encoder.as_ref().map_or(0, Encoder::reach);
        for group in Group::all(batch.spans(), reach) {
            let places = self.look_up(batch, &group, &mut memory);
            self.encode(&group, &places, &memory.products, (&mut rows, &mut mixed));
            for (row, token) in group.outputs() {
                let numbers = &rows[row * self.width..][..self.width];
                vectors.row_mut(token).copy_from_slice(numbers);
            }
        }
        *batch.scratch.memory(self.memory) = Some(memory);
        batch.scratch.put(mixed);
        batch.scratch.put(rows);
        vectors
    }

    /// Where the words of a group's rows are kept, once all of them are known; `None` for rows
    /// without a token.
    fn look_up(&self, batch: &Batch, group: &Group, memory: &mut Memory) -> Vec<Option<usize>> {
        memory.begin();
        let mut unknown = Vec::new();
        let mut key = vec![0; self.attrs.len()];
        let mut places = Vec::with_capacity(group.tokens.len());
        for token in &group.tokens {
            let Some(token) = *token else {
                places.push(None);
                continue;
            };
            self.key(batch, token, &mut key);
            places.push(Some(match memory.products.find(&key) {
                Found::Kept(place) => place,
                Found::Room(place) => {
                    unknown.push((place, token));
                    place
                }
            }));
        }
        for lesson in unknown.chunks(LESSON) {
            self.learn(batch, lesson, memory);
        }
        places
    }

    /// An empty memory for this network.
    fn new_memory(&self) -> Memory {
        let products = self.encoder.as_ref().map_or(0, |e| e.first.outputs());
        Memory::new(self.attrs.len(), self.width, products)
    }

    /// What a token's word is known by.
    fn key(&self, batch: &Batch, token: usize, key: &mut [u64]) {
        for (part, (attr, _)) in key.iter_mut().zip(&self.attrs) {
            *part = attr.of(&batch.words[token]);
        }
    }

    /// Works out what is kept of words, each given by its place and one of its tokens: the mixed
    /// embedding, then what it adds to the first convolution.
    fn learn(&self, batch: &Batch, lesson: &[(usize, usize)], memory: &mut Memory) {
        let mut key = vec![0; self.attrs.len()];
        let mut unknown = Vec::new();
        let places: Vec<usize> = lesson
            .iter()
            .map(|&(_, token)| {
                self.key(batch, token, &mut key);
                match memory.vectors.find(&key) {
                    Found::Kept(place) => place,
                    Found::Room(place) => {
                        unknown.push((place, token));
                        place
                    }
                }
            })
            .collect();
        self.mix(batch, &unknown, &mut memory.vectors);
        let vectors = places.iter().map(|place| memory.vectors.numbers(*place));
        let mixed: Vec<f32> = vectors.flatten().copied().collect();
        let outputs = self.encoder.as_ref().map_or(0, |e| e.first.outputs());
        let mut added = vec![0.0; lesson.len() * outputs];
        if let Some(encoder) = &self.encoder {
            encoder.first.multiply(&mixed, &mut added);
        }
        for (row, (place, _)) in lesson.iter().enumerate() {
            let numbers = memory.products.numbers_mut(*place);
            let (vector, products) = numbers.split_at_mut(self.width);
            vector.copy_from_slice(&mixed[row * self.width..][..self.width]);
            products.copy_from_slice(&added[row * outputs..][..outputs]);
        }
    }

    /// Embeds words and mixes the parts.
    fn mix(&self, batch: &Batch, unknown: &[(usize, usize)], words: &mut Words) {
        let inputs = self.width * self.attrs.len();
        let mut features = vec![0.0; unknown.len() * inputs];
        for ((_, token), row) in unknown.iter().zip(features.chunks_exact_mut(inputs)) {
            let parts = row.chunks_exact_mut(self.width).zip(&self.attrs);
            for (part, (attr, embed)) in parts {
                embed.embed(attr.of(&batch.words[*token]), part);
            }
        }
        let mut mixed = vec![0.0; unknown.len() * self.width];
        self.mix.apply(&features, |row| row * inputs, &mut mixed);
        for ((place, _), mixed) in unknown.iter().zip(mixed.chunks_exact(self.width)) {
            words.numbers_mut(*place).copy_from_slice(mixed);
        }
    }

    /// The rows of a group, encoded; those at the ends of its pieces are not.
    /// The second buffer's numbers do not matter.
    fn encode(
        &self,
        group: &Group,
        places: &[Option<usize>],
        words: &Words,
        (rows, mixed): (&mut Vec<f32>, &mut Vec<f32>),
    ) {
        rows.resize(places.len() * self.width, 0.0);
        for (row, place) in rows.chunks_exact_mut(self.width).zip(places) {
            match place {
                Some(place) => row.copy_from_slice(&words.numbers(*place)[..self.width]),
                None => row.fill(0.0),
            }
        }
        let Some(encoder) = &self.encoder else {
            return;
        };
        widest(First {
            encoder,
            words,
            places,
            inner: &group.inner(encoder.window),
            rows,
        });
        let mut reach = encoder.window;
        for layer in &encoder.others {
            reach += encoder.window;
            let inner = group.inner(reach);
            let count: usize = inner.iter().map(Range::len).sum();
            mixed.resize(count * self.width, 0.0);
            layer.apply(rows, &inner, mixed);
            let mixed = mixed.chunks_exact(self.width);
            for (row, mixed) in inner.into_iter().flatten().zip(mixed) {
                let row = &mut rows[row * self.width..][..self.width];
                for (sum, number) in row.iter_mut().zip(mixed) {
                    *sum += number;
                }
            }
        }
    }
}

/// The first convolution, as a kernel: sums what is kept of the words of each window.
struct First<'a> {
    encoder: &'a Encoder,
    words: &'a Words,
    places: &'a [Option<usize>],
    /// The rows to work out.
    inner: &'a [Range<usize>],
    rows: &'a mut [f32],
}

impl Kernel for First<'_> {
    #[inline(always)]
    fn run<const TILE: usize>(self) {
        let finish = &self.encoder.finish;
        let (width, products) = (finish.width(), finish.products());
        let nothing = vec![0.0; products];
        let mut sums = vec![0.0; products];
        let mut mixed = vec![0.0; width];
        let window = self.encoder.window;
        // What the word at a place of a row's window adds; nothing where there is none.
        let added = |row: usize, place: usize| match self.places[row + place - window] {
            Some(at) => &self.words.numbers(at)[width + place * products..][..products],
            None => &nothing[..],
        };
        for row in self.inner.iter().cloned().flatten() {
            sums.copy_from_slice(added(row, 0));
            for place in 1..=2 * window {
                for (sum, number) in sums.iter_mut().zip(added(row, place)) {
                    *sum += number;
                }
            }
            finish.row(&sums, &mut mixed);
            let row = &mut self.rows[row * width..][..width];
            for (sum, number) in row.iter_mut().zip(&mixed) {
                *sum += number;
            }
        }
    }
}

/// All maxout layers with their normalisation; `parts` says how many vectors, one beside the
/// other, each takes.
fn read_mixers(
    weights: &Weights,
    width: usize,
    parts: impl Fn(usize) -> usize,
) -> Result<Vec<Parts>, Error> {
    let (maxouts, norms) = (weights.named("maxout"), weights.named("layernorm"));
    if maxouts.len() != norms.len() {
        return Err(Error::format(
            weights.path(),
            "as many nodes layernorm as maxout expected",
        ));
    }
    let pairs = maxouts.into_iter().zip(norms).enumerate();
    let mixers = pairs
        .map(|(number, (maxout, norm))| Parts::new(maxout, norm, width, width * parts(number)));
    mixers.collect()
}
