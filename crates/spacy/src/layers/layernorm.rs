//! Layer normalisation: each row to mean 0 and variance 1, then scaled and shifted.

use crate::Error;
use crate::weights::Node;

use super::Matrix;

/// The learned scale and shift.
#[derive(Debug)]
pub(crate) struct LayerNorm {
    scale: Vec<f32>,
    shift: Vec<f32>,
}

impl LayerNorm {
    /// Takes `G` and `b` of a `layernorm` node.
    pub(crate) fn new(node: &Node, width: usize) -> Result<LayerNorm, Error> {
        Ok(LayerNorm {
            scale: node.exact("G", [width])?,
            shift: node.exact("b", [width])?,
        })
    }

    /// Normalises every row in place.
    pub(crate) fn apply(&self, matrix: &mut Matrix) {
        for row in 0..matrix.rows() {
            self.normalise(matrix.row_mut(row));
        }
    }

    fn normalise(&self, row: &mut [f32]) {
        let count = row.len() as f32;
        let mean = sum(row.iter().copied()) / count;
        let variance = sum(row.iter().map(|x| (x - mean) * (x - mean))) / count + 1e-8;
        let factor = 1.0 / variance.sqrt();
        let learned = self.scale.iter().zip(&self.shift);
        for (x, (scale, shift)) in row.iter_mut().zip(learned) {
            *x = (*x - mean) * factor * scale + shift;
        }
    }
}

/// Sums in eight strands, as numpy does: nearer to the true sum than one strand.
fn sum(numbers: impl Iterator<Item = f32>) -> f32 {
    let mut strands = [0.0f32; 8];
    for (i, number) in numbers.enumerate() {
        strands[i % 8] += number;
    }
    let [a, b, c, d, e, f, g, h] = strands;
    ((a + b) + (c + d)) + ((e + f) + (g + h))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_gets_mean_0_and_variance_1_before_scale_and_shift() {
        let norm = LayerNorm {
            scale: vec![1.0, 1.0, 2.0, 1.0],
            shift: vec![0.0, 0.5, 0.0, 0.0],
        };
        let mut matrix = Matrix::new(1, 4, vec![1.0, 3.0, 1.0, 3.0]);
        norm.apply(&mut matrix);
        for (found, expected) in matrix.data().iter().zip([-1.0, 1.5, -2.0, 1.0]) {
            assert!((found - expected).abs() < 1e-6, "{found} is not {expected}");
        }
    }
}
