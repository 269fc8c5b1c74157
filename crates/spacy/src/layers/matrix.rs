//! Matrices of 32 bit floats, and their product with a matrix of weights.
//!
//! Every element of a product is summed in the order of the inner dimension, beginning with zero,
//! by multiplications and additions that round once together. So a row's result depends neither
//! on the rows beside it nor on the processor.

use super::wide::{Kernel, widest};

/// A matrix, row by row.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Matrix {
    rows: usize,
    cols: usize,
    data: Vec<f32>,
}

impl Matrix {
    /// A matrix of the given numbers; what is missing is zero.
    pub(crate) fn new(rows: usize, cols: usize, mut data: Vec<f32>) -> Matrix {
        data.resize(rows * cols, 0.0);
        Matrix { rows, cols, data }
    }

    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    pub(crate) fn cols(&self) -> usize {
        self.cols
    }

    pub(crate) fn row(&self, row: usize) -> &[f32] {
        &self.data[row * self.cols..][..self.cols]
    }

    pub(crate) fn row_mut(&mut self, row: usize) -> &mut [f32] {
        &mut self.data[row * self.cols..][..self.cols]
    }

    pub(crate) fn data_mut(&mut self) -> &mut [f32] {
        &mut self.data
    }

    /// The numbers alone.
    pub(crate) fn into_data(self) -> Vec<f32> {
        self.data
    }

    /// All rows, one after the other.
    pub(crate) fn data(&self) -> &[f32] {
        &self.data
    }
}

/// Columns that are computed together.
pub(super) const LANES: usize = 16;

/// Columns side by side, one number of each.
pub(super) type Lanes = [f32; LANES];

/// A matrix of weights, laid out for the product: columns in groups of [`LANES`], each group
/// row by row of the inner dimension.
#[derive(Clone, Debug)]
pub(crate) struct Packed {
    inner: usize,
    outputs: usize,
    panels: Vec<Lanes>,
}

impl Packed {
    /// Packs weights given output by output, `inner` numbers each.
    pub(crate) fn new(outputs: usize, inner: usize, weights: &[f32]) -> Packed {
        let groups = outputs.div_ceil(LANES);
        let mut panels = vec![[0.0; LANES]; groups * inner];
        for (output, row) in weights.chunks_exact(inner).take(outputs).enumerate() {
            let panel = &mut panels[output / LANES * inner..][..inner];
            for (lane, &weight) in panel.iter_mut().zip(row) {
                lane[output % LANES] = weight;
            }
        }
        Packed {
            inner,
            outputs,
            panels,
        }
    }

    pub(crate) fn inner(&self) -> usize {
        self.inner
    }

    pub(crate) fn outputs(&self) -> usize {
        self.outputs
    }

    /// The product of `input`, rows of `inner` numbers, with the weights; rows of `outputs`
    /// numbers into `output`.
    pub(crate) fn multiply(&self, input: &[f32], output: &mut [f32]) {
        widest(Product {
            packed: self,
            input,
            output,
        });
    }

    /// The product for all rows of the output, within a kernel. Row `n` of the input begins at
    /// `start(n)`: rows may lie anywhere and overlap.
    #[inline(always)]
    pub(crate) fn product<const TILE: usize>(
        &self,
        input: &[f32],
        start: impl Fn(usize) -> usize,
        output: &mut [f32],
    ) {
        let rows = output.len() / self.outputs;
        if rows >= TILE {
            for group in 0..self.outputs.div_ceil(LANES) {
                let mut first = 0;
                while first < rows {
                    // The last tile goes back over rows that are done rather than stay narrow.
                    first = first.min(rows - TILE);
                    let sums = self.tile::<TILE>(group, input, |row| start(first + row));
                    for (row, sum) in sums.iter().enumerate() {
                        let at = (first + row) * self.outputs + group * LANES;
                        store(sum, &mut output[at..], self.outputs - group * LANES);
                    }
                    first += TILE;
                }
            }
            return;
        }
        for row in 0..rows {
            let numbers = &input[start(row)..][..self.inner];
            let output = &mut output[row * self.outputs..][..self.outputs];
            self.single(numbers, output);
        }
    }

    /// The products of a tile of rows with one group of columns, within a kernel.
    #[inline(always)]
    pub(super) fn tile<const TILE: usize>(
        &self,
        group: usize,
        input: &[f32],
        start: impl Fn(usize) -> usize,
    ) -> [Lanes; TILE] {
        let panel = &self.panels[group * self.inner..][..self.inner];
        let mut rows = [&input[..0]; TILE];
        for (i, row) in rows.iter_mut().enumerate() {
            *row = &input[start(i)..][..panel.len()];
        }
        sums_of_rows(panel, rows)
    }

    /// The product for one row, within a kernel: several groups of columns at a time, since one
    /// alone would wait for each of its sums.
    #[inline(always)]
    pub(crate) fn single(&self, row: &[f32], output: &mut [f32]) {
        let groups = self.panels.len() / self.inner;
        let mut group = 0;
        while group < groups {
            match groups - group {
                1 => self.some_groups::<1>(row, group, output),
                2 => self.some_groups::<2>(row, group, output),
                3 => self.some_groups::<3>(row, group, output),
                4 => self.some_groups::<4>(row, group, output),
                5 => self.some_groups::<5>(row, group, output),
                6 => self.some_groups::<6>(row, group, output),
                _ => self.some_groups::<7>(row, group, output),
            }
            group += 7;
        }
    }

    #[inline(always)]
    fn some_groups<const N: usize>(&self, row: &[f32], first: usize, output: &mut [f32]) {
        let mut panels = [&self.panels[..0]; N];
        for (i, panel) in panels.iter_mut().enumerate() {
            *panel = &self.panels[(first + i) * self.inner..][..row.len()];
        }
        let sums = sums_of_groups(panels, row);
        for (i, sum) in sums.iter().enumerate() {
            let start = (first + i) * LANES;
            store(sum, &mut output[start..], self.outputs - start);
        }
    }
}

/// Writes the first `width` of some columns.
#[inline(always)]
pub(super) fn store(lanes: &Lanes, output: &mut [f32], width: usize) {
    if width >= LANES
        && let Some(output) = output.first_chunk_mut::<LANES>()
    {
        *output = *lanes;
        return;
    }
    store_part(&lanes[..width], output);
}

/// Not a part of [`store`]: there a copy of any length would take the place of both.
#[cold]
#[inline(never)]
fn store_part(lanes: &[f32], output: &mut [f32]) {
    output[..lanes.len()].copy_from_slice(lanes);
}

/// The products of a few rows with one group of columns.
#[inline(always)]
fn sums_of_rows<const R: usize>(panel: &[Lanes], rows: [&[f32]; R]) -> [Lanes; R] {
    let mut sums = [[0.0f32; LANES]; R];
    for (k, weights) in panel.iter().enumerate() {
        for (sum, row) in sums.iter_mut().zip(&rows) {
            let factor = row[k];
            for lane in 0..LANES {
                sum[lane] = factor.mul_add(weights[lane], sum[lane]);
            }
        }
    }
    sums
}

/// The products of one row with a few groups of columns.
#[inline(always)]
fn sums_of_groups<const N: usize>(panels: [&[Lanes]; N], row: &[f32]) -> [Lanes; N] {
    let mut sums = [[0.0f32; LANES]; N];
    for (k, &factor) in row.iter().enumerate() {
        for (sum, panel) in sums.iter_mut().zip(&panels) {
            for lane in 0..LANES {
                sum[lane] = factor.mul_add(panel[k][lane], sum[lane]);
            }
        }
    }
    sums
}

/// A product on its own.
struct Product<'a> {
    packed: &'a Packed,
    input: &'a [f32],
    output: &'a mut [f32],
}

impl Kernel for Product<'_> {
    #[inline(always)]
    fn run<const TILE: usize>(self) {
        let inner = self.packed.inner;
        self.packed
            .product::<TILE>(self.input, |row| row * inner, self.output);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_match_those_by_hand() {
        // [1 2] times outputs (3 4), (5 6), (0 -1)
        let packed = Packed::new(3, 2, &[3.0, 4.0, 5.0, 6.0, 0.0, -1.0]);
        let mut out = [0.0; 3];
        packed.multiply(&[1.0, 2.0], &mut out);
        assert_eq!(out, [11.0, 17.0, -2.0]);
    }

    #[test]
    fn a_row_has_one_result_wherever_it_stands() {
        let weights: Vec<f32> = (0..20 * 7).map(|i| (i as f32 * 0.37).sin()).collect();
        let packed = Packed::new(20, 7, &weights);
        let row: Vec<f32> = (0..7).map(|i| (i as f32 + 0.1).cos()).collect();
        let mut alone = vec![0.0; 20];
        packed.multiply(&row, &mut alone);
        let many: Vec<f32> = row.iter().copied().cycle().take(7 * 11).collect();
        let mut all = vec![0.0; 20 * 11];
        packed.multiply(&many, &mut all);
        for result in all.chunks(20) {
            assert_eq!(result, alone);
        }
        let by_hand: f32 = row.iter().zip(&weights[7 * 19..]).map(|(a, b)| a * b).sum();
        assert!((alone[19] - by_hand).abs() < 1e-5);
    }
}
