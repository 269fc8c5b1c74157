//! A convolution: a [`Mixer`](super::Mixer) over each row with the rows around it, the step of
//! spaCy's `MaxoutWindowEncoder`.
//!
//! With one row on either side, which is what spaCy's pipelines have, two neighbouring rows share
//! most of their products: four products do the work of six, by the algorithm F(2,3) of Winograd
//! ("Arithmetic Complexity of Computations", 1980; for networks Lavin and Gray, "Fast Algorithms
//! for Convolutional Neural Networks", 2015). It rounds in other places than the plain sum, by as
//! little; `cargo xtask parity` shows that no answer changes.

use std::ops::Range;

use super::matrix::{LANES, Packed, store};
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
        // The last tile of a block may be filled up with what is left from another one.
        let mut inputs = vec![0.0; PRODUCTS * BLOCK * width];
        let mut sums = vec![0.0; 2 * BLOCK * wide];
        // The first row of each pair, and whether the second one is wanted.
        let ranges = self.ranges.iter();
        let pairs: Vec<(usize, bool)> = ranges
            .flat_map(|range| {
                let firsts = range.clone().step_by(2);
                firsts.map(|row| (row, row + 1 < range.end))
            })
            .collect();
        let mut outputs = self.output.chunks_exact_mut(width);
        for block in pairs.chunks(BLOCK) {
            for (number, (row, _)) in block.iter().enumerate() {
                let four = &self.rows[(row - 1) * width..][..4 * width];
                let part = |part: usize| (part * BLOCK + number) * width;
                combine(four, &mut inputs, part, width);
            }
            for first in (0..block.len()).step_by(TILE) {
                self.paired.tile::<TILE>(&inputs, first, &mut sums);
            }
            for (sums, (_, second)) in sums.chunks_exact(2 * wide).zip(block) {
                let (sums, more) = sums.split_at(wide);
                if let Some(out) = outputs.next() {
                    finish.row(sums, out);
                }
                if let Some(out) = second.then(|| outputs.next()).flatten() {
                    finish.row(more, out);
                }
            }
        }
    }
}

impl Paired {
    /// The sums of a tile of pairs that begins with the pair `first` of a block.
    #[inline(always)]
    fn tile<const TILE: usize>(&self, inputs: &[f32], first: usize, sums: &mut [f32]) {
        let (width, wide) = (self.weights[0].inner(), self.finish.products());
        for group in 0..wide.div_ceil(LANES) {
            let mut products = [[[0.0; LANES]; TILE]; PRODUCTS];
            for (part, (products, weights)) in products.iter_mut().zip(&self.weights).enumerate() {
                let start = |row| (part * BLOCK + first + row) * width;
                *products = weights.tile::<TILE>(group, inputs, start);
            }
            let [left, plus, minus, right] = products;
            for row in 0..TILE {
                let mut pair = [[0.0; LANES]; 2];
                for lane in 0..LANES {
                    let (plus, minus) = (plus[row][lane], minus[row][lane]);
                    pair[0][lane] = left[row][lane] + (plus + minus);
                    pair[1][lane] = (plus - minus) - right[row][lane];
                }
                let at = (first + row) * 2 * wide + group * LANES;
                store(&pair[0], &mut sums[at..], wide - group * LANES);
                store(&pair[1], &mut sums[at + wide..], wide - group * LANES);
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

#[cfg(test)]
mod tests {
    use super::*;

    const WIDTH: usize = 21;

    fn rows(count: usize) -> Vec<f32> {
        let numbers = 0..count * WIDTH;
        numbers
            .map(|i| ((i * i + 3 * i) as f32 * 0.11).cos())
            .collect()
    }

    /// The results of a layer over some ranges of rows.
    fn results(layer: &Convolution, rows: &[f32], ranges: &[Range<usize>]) -> Vec<f32> {
        let count: usize = ranges.iter().map(Range::len).sum();
        let mut output = vec![f32::NAN; count * WIDTH];
        layer.apply(rows, ranges, &mut output);
        output
    }

    #[test]
    fn pairs_of_rows_give_what_each_row_gives() {
        let paired = Convolution::new(Parts::sample(WIDTH, 3 * WIDTH), 1);
        let plain = Convolution::Plain(Parts::sample(WIDTH, 3 * WIDTH).whole(), 1);
        assert!(matches!(paired, Convolution::Paired(_)));
        let rows = rows(200);
        // Ranges of odd and of even length, of one row, and of more than a block of pairs.
        let ranges = [1..2, 4..9, 11..17, 30..30, 40..140, 150..183];
        let (found, expected) = (
            results(&paired, &rows, &ranges),
            results(&plain, &rows, &ranges),
        );
        for (found, expected) in found.iter().zip(&expected) {
            assert!((found - expected).abs() < 1e-4, "{found} is not {expected}");
        }
    }

    #[test]
    fn a_row_has_one_result_in_any_company() {
        let layer = Convolution::new(Parts::sample(WIDTH, 3 * WIDTH), 1);
        let rows = rows(101);
        let all = results(&layer, &rows, &[1..40, 50..99]);
        for range in [1..40, 50..99] {
            let alone = results(&layer, &rows, std::slice::from_ref(&range));
            let first = if range.start == 1 { 0 } else { 39 * WIDTH };
            assert_eq!(all[first..][..alone.len()], alone);
        }
    }

    #[test]
    fn wider_windows_go_row_by_row() {
        let layer = Convolution::new(Parts::sample(WIDTH, 5 * WIDTH), 2);
        assert!(matches!(layer, Convolution::Plain(_, 2)));
        let rows = rows(20);
        let all = results(&layer, &rows, &[2..7, 7..18]);
        let some = results(&layer, &rows, &[7..8, 10..11]);
        assert_eq!(all[5 * WIDTH..6 * WIDTH], some[..WIDTH]);
        assert_eq!(all[8 * WIDTH..9 * WIDTH], some[WIDTH..]);
    }
}
