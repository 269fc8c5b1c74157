//! A maxout layer with layer normalisation, the step of which spaCy's networks of token vectors
//! are made: several linear pieces for each output, of which the largest counts, then every row
//! brought to mean 0 and variance 1, scaled and shifted.

use crate::Error;
use crate::weights::Node;

use super::matrix::Packed;
use super::wide::{Kernel, widest};

/// Rows that are multiplied before their largest pieces are taken: few enough for the products to
/// stay in the nearest memory.
const BLOCK: usize = 32;
/// Strands in which a row is summed: as many as the widest vectors have numbers, so that the sum
/// is the same on all of them.
const STRANDS: usize = 16;

/// The layer: weights, and what is done with their products.
#[derive(Debug)]
pub(crate) struct Mixer {
    weights: Packed,
    finish: Finish,
}

/// What follows the products of a row: bias, largest piece, normalisation.
#[derive(Debug)]
pub(crate) struct Finish {
    /// All first pieces before all second ones, as the products.
    bias: Vec<f32>,
    scale: Vec<f32>,
    shift: Vec<f32>,
}

/// A layer as the file has it, not yet laid out.
pub(crate) struct Parts {
    /// Row by row, all first pieces before all second ones.
    weights: Vec<f32>,
    inputs: usize,
    finish: Finish,
}

#[cfg(test)]
impl Parts {
    /// A layer of two pieces over rows of so many numbers, with weights that look like chance.
    pub(super) fn sample(outputs: usize, inputs: usize) -> Parts {
        let number = |i: usize| ((i * i + 7 * i) as f32 * 0.37).sin();
        Parts {
            weights: (0..2 * outputs * inputs).map(number).collect(),
            inputs,
            finish: Finish {
                bias: (0..2 * outputs).map(|i| number(i + 5)).collect(),
                scale: (0..outputs).map(|i| number(i + 11)).collect(),
                shift: (0..outputs).map(|i| number(i + 17)).collect(),
            },
        }
    }
}

impl Parts {
    /// Takes `W`, of the shape outputs, pieces, inputs, and `b` of a `maxout` node, and `G` and
    /// `b` of a `layernorm` node.
    pub(crate) fn new(
        maxout: &Node,
        norm: &Node,
        outputs: usize,
        inputs: usize,
    ) -> Result<Parts, Error> {
        let ([_, pieces, _], weights) = maxout.param::<3>("W")?;
        maxout.exact("W", [outputs, pieces, inputs])?;
        let bias = maxout.exact("b", [outputs, pieces])?;
        let order =
            (0..pieces).flat_map(|piece| (0..outputs).map(move |output| output * pieces + piece));
        let rows = order.clone().map(|row| &weights[row * inputs..][..inputs]);
        Ok(Parts {
            weights: rows.collect::<Vec<_>>().concat(),
            inputs,
            finish: Finish {
                bias: order.map(|row| bias[row]).collect(),
                scale: norm.exact("G", [outputs])?,
                shift: norm.exact("b", [outputs])?,
            },
        })
    }

    /// The layer over whole rows.
    pub(crate) fn whole(self) -> Mixer {
        let outputs = self.finish.bias.len();
        Mixer {
            weights: Packed::new(outputs, self.inputs, &self.weights),
            finish: self.finish,
        }
    }

    /// The weights of each of three places, and what follows the products.
    pub(super) fn three(self) -> ([Vec<f32>; 3], Finish) {
        let width = self.inputs / 3;
        let place = |place: usize| {
            let rows = self.weights.chunks_exact(self.inputs);
            let parts = rows.map(|row| &row[place * width..][..width]);
            parts.collect::<Vec<_>>().concat()
        };
        ([place(0), place(1), place(2)], self.finish)
    }

    /// The layer over rows of `places` vectors side by side, with the products of each place
    /// apart: what a vector adds depends on it and on its place alone, and can be kept.
    pub(crate) fn apart(self, places: usize) -> (Packed, Finish) {
        let width = self.inputs / places;
        let rows = (0..places).flat_map(|place| {
            let rows = self.weights.chunks_exact(self.inputs);
            rows.map(move |row| &row[place * width..][..width])
        });
        let weights = rows.collect::<Vec<_>>().concat();
        let outputs = self.finish.bias.len() * places;
        (Packed::new(outputs, width, &weights), self.finish)
    }
}

impl Mixer {
    /// Numbers in a row that is done.
    pub(crate) fn width(&self) -> usize {
        self.finish.width()
    }

    /// Writes the rows of the output: `start(n)` is where the input of row `n` begins.
    pub(crate) fn apply(&self, input: &[f32], start: impl Fn(usize) -> usize, output: &mut [f32]) {
        widest(Mix {
            mixer: self,
            input,
            start,
            output,
        });
    }
}

impl Finish {
    /// Numbers in a row when it is done.
    pub(crate) fn width(&self) -> usize {
        self.scale.len()
    }

    /// Numbers of products that make a row.
    pub(crate) fn products(&self) -> usize {
        self.bias.len()
    }

    /// Makes a row of its products, within a kernel.
    #[inline(always)]
    pub(crate) fn row(&self, products: &[f32], out: &mut [f32]) {
        let width = self.width();
        let pieces = products
            .chunks_exact(width)
            .zip(self.bias.chunks_exact(width));
        for (number, (piece, bias)) in pieces.enumerate() {
            if number == 0 {
                for (out, (piece, bias)) in out.iter_mut().zip(piece.iter().zip(bias)) {
                    *out = piece + bias;
                }
                continue;
            }
            for (out, (piece, bias)) in out.iter_mut().zip(piece.iter().zip(bias)) {
                let sum = piece + bias;
                *out = if sum > *out { sum } else { *out };
            }
        }
        self.normalise(out);
    }

    #[inline(always)]
    fn normalise(&self, row: &mut [f32]) {
        let count = row.len() as f32;
        let mean = sum(row, |x| x) / count;
        let variance = sum(row, |x| (x - mean) * (x - mean)) / count + 1e-8;
        let factor = 1.0 / variance.sqrt();
        let learned = self.scale.iter().zip(&self.shift);
        for (x, (scale, shift)) in row.iter_mut().zip(learned) {
            *x = (*x - mean) * factor * scale + shift;
        }
    }
}

/// Sums in strands, which is nearer to the true sum than one after the other.
#[inline(always)]
fn sum(numbers: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let mut strands = [0.0f32; STRANDS];
    let (whole, rest) = numbers.as_chunks::<STRANDS>();
    for chunk in whole {
        for (strand, number) in strands.iter_mut().zip(chunk) {
            *strand += of(*number);
        }
    }
    for (strand, number) in strands.iter_mut().zip(rest) {
        *strand += of(*number);
    }
    let mut width = STRANDS / 2;
    while width > 0 {
        for i in 0..width {
            strands[i] += strands[i + width];
        }
        width /= 2;
    }
    strands[0]
}

/// [`Mixer::apply`] as a kernel.
struct Mix<'a, F> {
    mixer: &'a Mixer,
    input: &'a [f32],
    start: F,
    output: &'a mut [f32],
}

impl<F: Fn(usize) -> usize> Kernel for Mix<'_, F> {
    #[inline(always)]
    fn run<const TILE: usize>(self) {
        let finish = &self.mixer.finish;
        let (width, wide) = (finish.width(), finish.products());
        let mut products = vec![0.0; BLOCK * wide];
        for (block, rows) in self.output.chunks_mut(BLOCK * width).enumerate() {
            let products = &mut products[..rows.len() / width * wide];
            let start = |row| (self.start)(block * BLOCK + row);
            self.mixer
                .weights
                .product::<TILE>(self.input, start, products);
            let pairs = rows
                .chunks_exact_mut(width)
                .zip(products.chunks_exact(wide));
            for (row, products) in pairs {
                finish.row(products, row);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two outputs of two pieces over one input: 1x, -1x; 2x, 0x + 5.
    fn parts() -> Parts {
        Parts {
            weights: vec![1.0, 2.0, -1.0, 0.0],
            inputs: 1,
            finish: Finish {
                bias: vec![0.0, 0.0, 0.0, 5.0],
                scale: vec![1.0, 2.0],
                shift: vec![0.5, 0.0],
            },
        }
    }

    #[test]
    fn the_largest_piece_counts_and_the_row_is_brought_to_mean_0_and_variance_1() {
        let mut out = [0.0; 6];
        parts()
            .whole()
            .apply(&[1.0, -3.0, 4.0], |row| row, &mut out);
        // The largest pieces are 1 and 5, 3 and 5, 4 and 8.
        let expected = [-0.5, 2.0, -0.5, 2.0, -0.5, 2.0];
        for (found, expected) in out.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-6, "{out:?}");
        }
    }

    #[test]
    fn places_that_are_kept_apart_add_up_to_the_whole() {
        let parts = Parts {
            weights: vec![1.0, 10.0, 2.0, 20.0],
            inputs: 2,
            finish: Finish {
                bias: vec![0.0; 2],
                scale: vec![1.0; 2],
                shift: vec![0.0; 2],
            },
        };
        let (apart, finish) = parts.apart(2);
        assert_eq!((finish.width(), finish.products()), (2, 2));
        let mut out = [0.0; 4];
        apart.multiply(&[3.0], &mut out);
        assert_eq!(out, [3.0, 6.0, 30.0, 60.0]);
    }

    #[test]
    fn a_sum_takes_every_number_once() {
        let numbers: Vec<f32> = (1..=37).map(|n| n as f32).collect();
        assert_eq!(sum(&numbers, |x| x), 703.0);
        assert_eq!(sum(&numbers[..3], |x| x * x), 14.0);
    }
}
