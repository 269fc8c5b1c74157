//! The parser's hidden layer, computed ahead: what each token adds when it stands at each
//! place of the state, so that a state needs only sums.

use crate::Error;
use crate::weights::Node;

use super::linear::Linear;
use super::matrix::{Matrix, Packed};
use super::wide::{Kernel, widest};

/// Tokens that are computed together: few enough to stay near the processor while they are used.
const BLOCK: usize = 64;
/// Blocks kept at a time, which bounds the memory; a parser seldom looks farther back (for that
/// of `en_core_web_sm` a block takes 256 KiB).
const MAX_BLOCKS: usize = 16;
/// Most numbers that a token may add at all places together; those of spaCy's pipelines are 1,024.
const MAX_OUTPUTS: usize = 1 << 16;
/// Stands for a block that is not kept.
const ABSENT: usize = usize::MAX;

/// Weights of the hidden layer: for each place, pieces times outputs.
#[derive(Debug)]
pub(crate) struct Lower {
    weights: Packed,
    bias: Vec<f32>,
    padding: Vec<f32>,
    outputs: usize,
}

impl Lower {
    /// Takes `W`, of the shape places, outputs, pieces, inputs, with `b` and `pad`, of a
    /// `precomputable_affine` node.
    pub(crate) fn new(node: &Node, places: usize) -> Result<Lower, Error> {
        let ([found, outputs, pieces, inputs], weights) = node.param::<4>("W")?;
        // A state may look at as many blocks as it has places.
        if found != places || places >= MAX_BLOCKS {
            return Err(node.wrong(format!(
                "{places} features of a state expected, found {found}"
            )));
        }
        if places * outputs * pieces > MAX_OUTPUTS {
            let found = places * outputs * pieces;
            return Err(node.wrong(format!(
                "at most {MAX_OUTPUTS} outputs of all places expected, found {found}"
            )));
        }
        // All first pieces of a place before all second ones.
        let order = |places: usize| {
            (0..places * pieces).flat_map(move |part| {
                let (place, piece) = (part / pieces, part % pieces);
                (0..outputs).map(move |output| (place * outputs + output) * pieces + piece)
            })
        };
        let rows = order(places).map(|row| &weights[row * inputs..][..inputs]);
        let weights = rows.collect::<Vec<_>>().concat();
        let bias = node.exact("b", [outputs, pieces])?;
        let padding = node.exact("pad", [1, places, outputs, pieces])?;
        Ok(Lower {
            weights: Packed::new(places * outputs * pieces, inputs, &weights),
            bias: order(1).map(|at| bias[at]).collect(),
            padding: order(places).map(|at| padding[at]).collect(),
            outputs,
        })
    }

    pub(crate) fn inputs(&self) -> usize {
        self.weights.inner()
    }

    pub(crate) fn outputs(&self) -> usize {
        self.outputs
    }
}

/// What tokens add to states, computed as they are asked for.
pub(crate) struct LowerCache<'a> {
    lower: &'a Lower,
    tokens: &'a Matrix,
    /// Where each block of tokens is kept.
    kept: Vec<usize>,
    /// Which block is kept in each place, and the place that is filled next.
    blocks: Vec<usize>,
    next: usize,
    numbers: Vec<f32>,
    sums: Vec<f32>,
    hidden: Vec<f32>,
}

impl<'a> LowerCache<'a> {
    /// For the tokens of these vectors. The buffer's numbers do not matter.
    pub(crate) fn new(lower: &'a Lower, tokens: &'a Matrix, buffer: Vec<f32>) -> LowerCache<'a> {
        let blocks = tokens.rows().div_ceil(BLOCK);
        let mut cache = LowerCache {
            lower,
            tokens,
            kept: vec![ABSENT; blocks],
            blocks: vec![ABSENT; blocks.min(MAX_BLOCKS)],
            next: 0,
            numbers: buffer,
            sums: vec![0.0; lower.bias.len()],
            hidden: vec![0.0; lower.outputs],
        };
        let size = cache.blocks.len() * BLOCK * lower.weights.outputs();
        cache.numbers.resize(size, 0.0);
        cache
    }

    /// The buffer, for the next use.
    pub(crate) fn into_buffer(self) -> Vec<f32> {
        self.numbers
    }

    /// Writes the scores of a state, given the token at each of its places: those of the upper
    /// layer, or the hidden numbers themselves where there is none.
    pub(crate) fn scores(
        &mut self,
        places: &[Option<usize>],
        upper: Option<&Linear>,
        scores: &mut [f32],
    ) {
        for token in places.iter().flatten() {
            self.fill(token / BLOCK, places);
        }
        widest(Score {
            cache: self,
            places,
            upper,
            scores,
        });
    }

    /// Computes a block unless it is kept. The one that was computed first makes room, unless the
    /// same state looks at it: as a state has fewer places than there are blocks, another one does.
    fn fill(&mut self, block: usize, places: &[Option<usize>]) {
        if self.kept[block] != ABSENT {
            return;
        }
        let wanted = |block: usize| places.iter().flatten().any(|token| token / BLOCK == block);
        while wanted(self.blocks[self.next]) {
            self.next = (self.next + 1) % self.blocks.len();
        }
        let place = self.next;
        self.next = (place + 1) % self.blocks.len();
        let old = std::mem::replace(&mut self.blocks[place], block);
        if old != ABSENT {
            self.kept[old] = ABSENT;
        }
        self.kept[block] = place;
        let width = self.tokens.cols();
        let start = block * BLOCK * width;
        let end = self.tokens.data().len().min(start + BLOCK * width);
        let rows = &self.tokens.data()[start..end];
        let outputs = self.lower.weights.outputs();
        let out = &mut self.numbers[place * BLOCK * outputs..][..rows.len() / width * outputs];
        self.lower.weights.multiply(rows, out);
    }

    /// What a token, or none, adds at a place of the state.
    #[inline(always)]
    fn added(&self, place: usize, token: Option<usize>) -> &[f32] {
        let width = self.lower.bias.len();
        match token {
            Some(token) => {
                let row = self.kept[token / BLOCK] * BLOCK + token % BLOCK;
                let row = &self.numbers[row * self.lower.weights.outputs()..];
                &row[place * width..][..width]
            }
            None => &self.lower.padding[place * width..][..width],
        }
    }
}

/// [`LowerCache::scores`] as a kernel.
struct Score<'c, 'a> {
    cache: &'c mut LowerCache<'a>,
    places: &'c [Option<usize>],
    upper: Option<&'c Linear>,
    scores: &'c mut [f32],
}

impl Kernel for Score<'_, '_> {
    #[inline(always)]
    fn run<const TILE: usize>(self) {
        let mut sums = std::mem::take(&mut self.cache.sums);
        let mut hidden = std::mem::take(&mut self.cache.hidden);
        for (place, token) in self.places.iter().enumerate() {
            let added = self.cache.added(place, *token);
            if place == 0 {
                sums.copy_from_slice(added);
                continue;
            }
            for (sum, added) in sums.iter_mut().zip(added) {
                *sum += added;
            }
        }
        for (sum, bias) in sums.iter_mut().zip(&self.cache.lower.bias) {
            *sum += bias;
        }
        let (first, rest) = sums.split_at(hidden.len());
        hidden.copy_from_slice(first);
        for piece in rest.chunks_exact(hidden.len()) {
            for (out, &piece) in hidden.iter_mut().zip(piece) {
                *out = if piece > *out { piece } else { *out };
            }
        }
        match self.upper {
            Some(upper) => upper.row(&hidden, self.scores),
            None => self.scores.copy_from_slice(&hidden),
        }
        (self.cache.sums, self.cache.hidden) = (sums, hidden);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two places, one output of two pieces, one input.
    fn lower() -> Lower {
        Lower {
            weights: Packed::new(4, 1, &[1.0, -1.0, 10.0, 0.0]),
            bias: vec![0.5, 0.0],
            padding: vec![0.0, 3.0, 0.0, 100.0],
            outputs: 1,
        }
    }

    #[test]
    fn a_state_is_the_sum_of_its_places() {
        let (lower, tokens) = (lower(), Matrix::new(2, 1, vec![1.0, 2.0]));
        let mut cache = LowerCache::new(&lower, &tokens, vec![9.0]);
        let mut out = [0.0];
        // Pieces: 1 + 20 + 0.5 and -1 + 0.
        cache.scores(&[Some(0), Some(1)], None, &mut out);
        assert_eq!(out, [21.5]);
        // Pieces: 2 + 0 + 0.5 and -2 + 100.
        cache.scores(&[Some(1), None], None, &mut out);
        assert_eq!(out, [98.0]);
    }

    #[test]
    fn a_block_that_the_state_looks_at_does_not_make_room() {
        let rows = BLOCK * (MAX_BLOCKS + 9);
        let numbers = (0..rows).map(|row| row as f32).collect();
        let (lower, tokens) = (lower(), Matrix::new(rows, 1, numbers));
        let mut cache = LowerCache::new(&lower, &tokens, Vec::new());
        let mut out = [0.0];
        for token in (0..BLOCK * (MAX_BLOCKS + 5)).step_by(BLOCK) {
            cache.scores(&[Some(token), None], None, &mut out);
        }
        // The first of these is the next to make room when the other one is filled.
        for (first, second) in [(5, 4), (6, 0), (30 % MAX_BLOCKS, 24)] {
            let (first, second) = (first * BLOCK, second * BLOCK);
            cache.scores(&[Some(first), Some(second)], None, &mut out);
            let pieces = [first as f32 + 10.0 * second as f32 + 0.5, -(first as f32)];
            assert_eq!(out, [pieces[0].max(pieces[1])]);
        }
    }

    #[test]
    fn blocks_that_made_room_are_computed_again() {
        let rows = BLOCK * (MAX_BLOCKS + 2);
        let numbers = (0..rows).map(|row| row as f32).collect();
        let (lower, tokens) = (lower(), Matrix::new(rows, 1, numbers));
        let mut cache = LowerCache::new(&lower, &tokens, Vec::new());
        let mut out = [0.0];
        for token in (0..rows).step_by(BLOCK).chain([1, BLOCK, rows - 1]) {
            cache.scores(&[Some(token), None], None, &mut out);
            // Pieces: token + 0.5, and 100 less the token.
            assert_eq!(out, [(token as f32 + 0.5).max(100.0 - token as f32)]);
        }
        assert_eq!(cache.into_buffer().len(), BLOCK * MAX_BLOCKS * 4);
    }
}
