//! A linear layer: a product with weights, plus a bias. The tagger's softmax layer is one too,
//! since the largest score stays the largest.

use crate::Error;
use crate::weights::Node;

use super::Matrix;
use super::matrix::Packed;
use super::wide::{Kernel, widest};

/// Weights and bias.
#[derive(Debug)]
pub(crate) struct Linear {
    weights: Packed,
    bias: Vec<f32>,
}

impl Linear {
    /// Takes `W` and `b` of a node, for rows of `inputs` numbers.
    pub(crate) fn new(node: &Node, inputs: usize) -> Result<Linear, Error> {
        let ([outputs, found], weights) = node.param::<2>("W")?;
        if found != inputs {
            return Err(node.wrong(format!("{inputs} inputs expected, found {found}")));
        }
        Ok(Linear {
            weights: Packed::new(outputs, inputs, &weights),
            bias: node.exact("b", [outputs])?,
        })
    }

    pub(crate) fn outputs(&self) -> usize {
        self.weights.outputs()
    }

    /// Scores for every row, into as many rows of the output.
    pub(crate) fn apply(&self, input: &Matrix, output: &mut Matrix) {
        widest(Apply {
            linear: self,
            input: input.data(),
            output: output.data_mut(),
        });
    }

    /// Scores for one row, within a kernel.
    #[inline(always)]
    pub(crate) fn row(&self, input: &[f32], output: &mut [f32]) {
        self.weights.single(input, output);
        self.add_bias(output);
    }

    #[inline(always)]
    fn add_bias(&self, output: &mut [f32]) {
        for (out, bias) in output.iter_mut().zip(&self.bias) {
            *out += bias;
        }
    }
}

/// [`Linear::apply`] as a kernel.
struct Apply<'a> {
    linear: &'a Linear,
    input: &'a [f32],
    output: &'a mut [f32],
}

impl Kernel for Apply<'_> {
    #[inline(always)]
    fn run<const TILE: usize>(self) {
        let weights = &self.linear.weights;
        let start = |row| row * weights.inner();
        weights.product::<TILE>(self.input, start, self.output);
        for row in self.output.chunks_exact_mut(weights.outputs()) {
            self.linear.add_bias(row);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_products_plus_bias() {
        let linear = Linear {
            weights: Packed::new(2, 2, &[1.0, 2.0, -1.0, 0.5]),
            bias: vec![10.0, 20.0],
        };
        let mut scores = Matrix::new(2, 2, Vec::new());
        linear.apply(&Matrix::new(2, 2, vec![1.0, 1.0, 0.0, 4.0]), &mut scores);
        assert_eq!(scores.data(), [13.0, 19.5, 18.0, 22.0]);
    }
}
