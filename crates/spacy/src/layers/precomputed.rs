//! The parser's hidden layer, computed ahead: what each token adds when it stands at each
//! place of the state, so that a state needs only sums.

use std::collections::VecDeque;

use crate::Error;
use crate::weights::Node;

use super::Matrix;
use super::matrix::Packed;

/// Tokens that are computed together.
const BLOCK: usize = 256;
/// Blocks kept at a time: enough for every text of ordinary length, and a bound on memory
/// for the others (for the parser of `en_core_web_sm` a block takes 1 MiB).
const MAX_BLOCKS: usize = 96;

/// Weights of the hidden layer: for each place, outputs times pieces.
#[derive(Debug)]
pub(crate) struct Lower {
    weights: Packed,
    bias: Vec<f32>,
    padding: Vec<f32>,
    places: usize,
    pieces: usize,
    outputs: usize,
}

impl Lower {
    /// Takes `W`, of the shape places, outputs, pieces, inputs, with `b` and `pad`, of a
    /// `precomputable_affine` node.
    pub(crate) fn new(node: &Node, places: usize) -> Result<Lower, Error> {
        let ([found, outputs, pieces, inputs], weights) = node.param::<4>("W")?;
        if found != places {
            return Err(node.wrong(format!(
                "{places} features of a state expected, found {found}"
            )));
        }
        Ok(Lower {
            weights: Packed::new(places * outputs * pieces, inputs, &weights),
            bias: node.exact("b", [outputs, pieces])?,
            padding: node.exact("pad", [1, places, outputs, pieces])?,
            places,
            pieces,
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
    blocks: Vec<Vec<f32>>,
    filled: VecDeque<usize>,
    sums: Vec<f32>,
}

impl<'a> LowerCache<'a> {
    /// For the tokens of these vectors.
    pub(crate) fn new(lower: &'a Lower, tokens: &'a Matrix) -> LowerCache<'a> {
        LowerCache {
            lower,
            tokens,
            blocks: vec![Vec::new(); tokens.rows().div_ceil(BLOCK)],
            filled: VecDeque::new(),
            sums: vec![0.0; lower.bias.len()],
        }
    }

    /// Writes the hidden vector of a state, given the token at each of its places.
    pub(crate) fn hidden(&mut self, places: &[Option<usize>], out: &mut [f32]) {
        self.sums.fill(0.0);
        let width = self.lower.bias.len();
        for (place, token) in places.iter().enumerate().take(self.lower.places) {
            let added = match *token {
                Some(token) => {
                    self.fill(token / BLOCK);
                    let row = token % BLOCK * self.lower.places + place;
                    &self.blocks[token / BLOCK][row * width..][..width]
                }
                None => &self.lower.padding[place * width..][..width],
            };
            for (sum, added) in self.sums.iter_mut().zip(added) {
                *sum += added;
            }
        }
        for (sum, bias) in self.sums.iter_mut().zip(&self.lower.bias) {
            *sum += bias;
        }
        for (out, pieces) in out
            .iter_mut()
            .zip(self.sums.chunks_exact(self.lower.pieces))
        {
            *out = pieces
                .iter()
                .copied()
                .fold(pieces[0], |a, b| if b > a { b } else { a });
        }
    }

    /// Computes a block unless it is at hand; the block that was computed first makes room.
    fn fill(&mut self, block: usize) {
        if !self.blocks[block].is_empty() {
            return;
        }
        if self.filled.len() == MAX_BLOCKS
            && let Some(oldest) = self.filled.pop_front()
        {
            self.blocks[oldest] = Vec::new();
        }
        let width = self.tokens.cols();
        let start = block * BLOCK * width;
        let end = self.tokens.data().len().min(start + BLOCK * width);
        let rows = &self.tokens.data()[start..end];
        let mut out = vec![0.0; rows.len() / width * self.lower.weights.outputs()];
        self.lower.weights.multiply(rows, &mut out);
        self.blocks[block] = out;
        self.filled.push_back(block);
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
            places: 2,
            pieces: 2,
            outputs: 1,
        }
    }

    #[test]
    fn a_state_is_the_sum_of_its_places() {
        let (lower, tokens) = (lower(), Matrix::new(2, 1, vec![1.0, 2.0]));
        let mut cache = LowerCache::new(&lower, &tokens);
        let mut out = [0.0];
        // Pieces: 1 + 20 + 0.5 and -1 + 0.
        cache.hidden(&[Some(0), Some(1)], &mut out);
        assert_eq!(out, [21.5]);
        // Pieces: 2 + 0 + 0.5 and -2 + 100.
        cache.hidden(&[Some(1), None], &mut out);
        assert_eq!(out, [98.0]);
    }

    #[test]
    fn blocks_that_made_room_are_computed_again() {
        let rows = BLOCK * (MAX_BLOCKS + 2);
        let (lower, tokens) = (lower(), Matrix::new(rows, 1, vec![1.0; rows]));
        let mut cache = LowerCache::new(&lower, &tokens);
        let (mut first, mut again) = ([0.0], [0.0]);
        cache.hidden(&[Some(0), Some(1)], &mut first);
        for token in (0..rows).step_by(BLOCK) {
            cache.hidden(&[Some(token), None], &mut again);
        }
        assert_eq!(cache.filled.len(), MAX_BLOCKS);
        cache.hidden(&[Some(0), Some(1)], &mut again);
        assert_eq!(first, again);
    }
}
