//! A convolution: a [`Mixer`](super::Mixer) over each row with the rows around it, the step of
//! spaCy's `MaxoutWindowEncoder`.
//!
//! With one row on either side, which is what spaCy's pipelines have, two neighbouring rows share
//! most of their products: four products do the work of six, by the algorithm F(2,3) of Winograd
//! ("Arithmetic Complexity of Computations", 1980; for networks Lavin and Gray, "Fast Algorithms
//! for Convolutional Neural Networks", 2015). It rounds in other places than the plain sum, by as
//! little; `cargo xtask parity` shows that no answer changes.

use std::ops::Range;

use super::matrix::Packed;
use super::mixer::{Finish, Mixer, Parts};
use super::wide::{Kernel, widest};

/// Pairs of rows that are multiplied together: few enough for their products to stay near.
const BLOCK: usize = 16;
/// Products of a pair of rows.
const PRODUCTS: usize = 4;

/// One layer of an encoder.
#[derive(Debug)]
pub(crate) enum Convolution {
    /// With one row on either side: rows are taken in pairs.
    Paired(Paired),
    /// With any number of them.
    Plain(Mixer, usize),
}

/// The weights of a window's three places `l`, `m`, `r` as `l`, `(l + m + r) / 2`,
/// `(l - m + r) / 2`, `r`.
#[derive(Debug)]
pub(crate) struct Paired {
    weights: [Packed; PRODUCTS],
    finish: Finish,
}

impl Convolution {
    /// A layer over each row and `window` rows on either side of it.
    pub(crate) fn new(parts: Parts, window: usize) -> Convolution {
        if window != 1 {
            return Convolution::Plain(parts.whole(), window);
        }
        let ([left, middle, right], finish) = parts.three();
        let together = |sign: f32| -> Vec<f32> {
            let outer = left.iter().zip(&right).map(|(l, r)| l + r);
            let both = outer
                .zip(&middle)
                .map(|(outer, m)| (outer + sign * m) / 2.0);
            both.collect()
        };
        let inner = left.len() / finish.products();
        let pack = |weights: &[f32]| Packed::new(finish.products(), inner, weights);
        Convolution::Paired(Paired {
            weights: [
                pack(&left),
                pack(&together(1.0)),
                pack(&together(-1.0)),
                pack(&right),
            ],
            finish,
        })
    }

    /// Writes the results of the rows in `ranges`, one after the other. Around a range there are
    /// as many rows as the window has on either side, and after it one more.
    pub(crate) fn apply(&self, rows: &[f32], ranges: &[Range<usize>], output: &mut [f32]) {
        match self {
            Convolution::Paired(paired) => widest(Pairs {
                paired,
                rows,
                ranges,
                output,
            }),
            Convolution::Plain(mixer, window) => {
                let inner: Vec<usize> = ranges.iter().cloned().flatten().collect();
                let width = mixer.width();
                mixer.apply(rows, |row| (inner[row] - window) * width, output);
            }
        }
    }
}

/// [`Paired`] over the rows of some ranges, as a kernel.
struct Pairs<'a> {
    paired: &'a Paired,
    rows: &'a [f32],
    ranges: &'a [Range<usize>],
    output: &'a mut [f32],
}

impl Kernel for Pairs<'_> {
    #[inline(always)]
    fn run<const TILE: usize>(self) {
        let finish = &self.paired.finish;
        let (width, wide) = (finish.width(), finish.products());
        let mut inputs = vec![0.0; PRODUCTS * BLOCK * width];
        let mut products = vec![0.0; PRODUCTS * BLOCK * wide];
        let mut sums = vec![0.0; wide];
        // The first row of each pair, and whether the second one is wanted.
        let ranges = self.ranges.iter();
        let pairs: Vec<(usize, bool)> = ranges
            .flat_map(|range| {
                range
                    .clone()
                    .step_by(2)
                    .map(|row| (row, row + 1 < range.end))
            })
            .collect();
        let mut outputs = self.output.chunks_exact_mut(width);
        for block in pairs.chunks(BLOCK) {
            for (number, (row, _)) in block.iter().enumerate() {
                let four = &self.rows[(row - 1) * width..][..4 * width];
                let part = |part: usize| (part * BLOCK + number) * width;
                combine(four, &mut inputs, part, width);
            }
            for (part, weights) in self.paired.weights.iter().enumerate() {
                let inputs = &inputs[part * BLOCK * width..][..block.len() * width];
                let products = &mut products[part * BLOCK * wide..][..block.len() * wide];
                weights.product::<TILE>(inputs, |row| row * width, products);
            }
            for (number, (_, second)) in block.iter().enumerate() {
                let part = |part: usize| &products[(part * BLOCK + number) * wide..][..wide];
                let [left, plus, minus, right] = [part(0), part(1), part(2), part(3)];
                for i in 0..wide {
                    sums[i] = left[i] + (plus[i] + minus[i]);
                }
                if let Some(out) = outputs.next() {
                    finish.row(&sums, out);
                }
                if !second {
                    continue;
                }
                for i in 0..wide {
                    sums[i] = (plus[i] - minus[i]) - right[i];
                }
                if let Some(out) = outputs.next() {
                    finish.row(&sums, out);
                }
            }
        }
    }
}

/// What the four products of a pair of rows are made of: rows `a b c d`, of which `b` and `c` are
/// the pair, give `a - c`, `b + c`, `c - b`, `b - d`.
#[inline(always)]
fn combine(four: &[f32], inputs: &mut [f32], part: impl Fn(usize) -> usize, width: usize) {
    let (a, rest) = four.split_at(width);
    let (b, rest) = rest.split_at(width);
    let (c, d) = rest.split_at(width);
    let mut write = |at: usize, of: fn(f32, f32) -> f32, x: &[f32], y: &[f32]| {
        let out = &mut inputs[part(at)..][..width];
        for (out, (x, y)) in out.iter_mut().zip(x.iter().zip(y)) {
            *out = of(*x, *y);
        }
    };
    write(0, |x, y| x - y, a, c);
    write(1, |x, y| x + y, b, c);
    write(2, |x, y| x - y, c, b);
    write(3, |x, y| x - y, b, d);
}
