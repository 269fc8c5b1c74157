//! Maxout: several linear pieces for each output, of which the largest counts.

use crate::Error;
use crate::weights::Node;

use super::Matrix;
use super::matrix::Packed;

/// Rows that are computed before their largest pieces are taken.
const BLOCK: usize = 64;

/// The pieces' weights, all first pieces before all second ones, and their bias.
#[derive(Debug)]
pub(crate) struct Maxout {
    weights: Packed,
    bias: Vec<f32>,
    outputs: usize,
}

impl Maxout {
    /// Takes `W`, of the shape outputs, pieces, inputs, and `b` of a `maxout` node.
    pub(crate) fn new(node: &Node, outputs: usize, inputs: usize) -> Result<Maxout, Error> {
        let ([_, pieces, _], weights) = node.param::<3>("W")?;
        node.exact("W", [outputs, pieces, inputs])?;
        let bias = node.exact("b", [outputs, pieces])?;
        Ok(Maxout::from_parts(outputs, pieces, inputs, &weights, &bias))
    }

    fn from_parts(
        outputs: usize,
        pieces: usize,
        inputs: usize,
        weights: &[f32],
        bias: &[f32],
    ) -> Maxout {
        let order =
            (0..pieces).flat_map(|piece| (0..outputs).map(move |output| output * pieces + piece));
        let rows: Vec<&[f32]> = order
            .clone()
            .map(|row| &weights[row * inputs..][..inputs])
            .collect();
        Maxout {
            weights: Packed::new(outputs * pieces, inputs, &rows.concat()),
            bias: order.map(|row| bias[row]).collect(),
            outputs,
        }
    }

    /// The largest piece of every output, for every row.
    pub(crate) fn apply(&self, input: &Matrix) -> Matrix {
        let mut output = Matrix::zeros(input.rows(), self.outputs);
        let width = self.weights.outputs();
        let mut pieces = vec![0.0; BLOCK * width];
        for (block, rows) in input.data().chunks(BLOCK * input.cols()).enumerate() {
            let count = rows.len() / input.cols();
            let pieces = &mut pieces[..count * width];
            self.weights.multiply(rows, pieces);
            for (i, row) in pieces.chunks_exact_mut(width).enumerate() {
                self.largest(row, output.row_mut(block * BLOCK + i));
            }
        }
        output
    }

    fn largest(&self, pieces: &mut [f32], out: &mut [f32]) {
        for (piece, bias) in pieces.iter_mut().zip(&self.bias) {
            *piece += bias;
        }
        let (first, rest) = pieces.split_at(self.outputs);
        out.copy_from_slice(first);
        for piece in rest.chunks_exact(self.outputs) {
            for (out, &piece) in out.iter_mut().zip(piece) {
                if piece > *out {
                    *out = piece;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_piece_counts() {
        // Two outputs of two pieces over one input: 1x, -1x; 2x, 0x + 5.
        let maxout = Maxout::from_parts(2, 2, 1, &[1.0, -1.0, 2.0, 0.0], &[0.0, 0.0, 0.0, 5.0]);
        let out = maxout.apply(&Matrix::new(3, 1, vec![1.0, -3.0, 4.0]));
        assert_eq!(out.data(), [1.0, 5.0, 3.0, 5.0, 4.0, 8.0]);
    }
}
