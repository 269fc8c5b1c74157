//! Matrices of 32 bit floats, and their product with a matrix of weights.
//!
//! Every element of a product is summed in the order of the inner dimension, one rounding a
//! step. So a row's result depends neither on the rows beside it nor on the processor.

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

    /// A matrix of zeros.
    pub(crate) fn zeros(rows: usize, cols: usize) -> Matrix {
        Matrix::new(rows, cols, Vec::new())
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

    /// Adds a matrix of the same shape.
    pub(crate) fn add(&mut self, other: &Matrix) {
        for (sum, number) in self.data.iter_mut().zip(&other.data) {
            *sum += number;
        }
    }

    /// All rows, one after the other.
    pub(crate) fn data(&self) -> &[f32] {
        &self.data
    }
}

/// Columns that are computed together.
const LANES: usize = 16;
/// Rows that are computed together.
const TILE: usize = 4;

/// A matrix of weights, laid out for the product: columns in groups of `LANES`, each group
/// row by row of the inner dimension.
#[derive(Clone, Debug)]
pub(crate) struct Packed {
    inner: usize,
    outputs: usize,
    panels: Vec<[f32; LANES]>,
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
        let (inner, outputs) = (self.inner, self.outputs);
        let rows_in = input.chunks(inner * TILE);
        for (rows, out) in rows_in.zip(output.chunks_mut(outputs * TILE)) {
            for (group, panel) in self.panels.chunks_exact(inner).enumerate() {
                let start = group * LANES;
                let end = outputs.min(start + LANES);
                if rows.len() == inner * TILE {
                    let (a, rest) = rows.split_at(inner);
                    let (b, rest) = rest.split_at(inner);
                    let (c, d) = rest.split_at(inner);
                    let sums = tile(panel, [a, b, c, d]);
                    for (row, sum) in out.chunks_exact_mut(outputs).zip(&sums) {
                        row[start..end].copy_from_slice(&sum[..end - start]);
                    }
                } else {
                    let pairs = rows.chunks_exact(inner).zip(out.chunks_exact_mut(outputs));
                    for (row_in, row) in pairs {
                        let [sum] = tile(panel, [row_in]);
                        row[start..end].copy_from_slice(&sum[..end - start]);
                    }
                }
            }
        }
    }
}

/// The products of a few rows with one group of columns.
#[inline]
fn tile<const R: usize>(panel: &[[f32; LANES]], rows: [&[f32]; R]) -> [[f32; LANES]; R] {
    let mut sums = [[0.0f32; LANES]; R];
    let rows = rows.map(|row| &row[..panel.len()]);
    for (k, weights) in panel.iter().enumerate() {
        for (sum, row) in sums.iter_mut().zip(&rows) {
            let factor = row[k];
            for lane in 0..LANES {
                sum[lane] += factor * weights[lane];
            }
        }
    }
    sums
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
