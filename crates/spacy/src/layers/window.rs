//! The window: each row with its neighbours beside it, the first step of a convolution.

use super::Matrix;

/// Joins every row with the `size` rows before and after it; beyond the ends there are zeros.
pub(crate) fn window(input: &Matrix, size: usize) -> Matrix {
    let width = input.cols();
    let mut output = Matrix::zeros(input.rows(), width * (2 * size + 1));
    for row in 0..input.rows() {
        let first = row.saturating_sub(size);
        let last = input.rows().min(row + size + 1);
        let source = &input.data()[first * width..last * width];
        let at = (size + first - row) * width;
        output.row_mut(row)[at..at + source.len()].copy_from_slice(source);
    }
    output
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stand_beside_their_neighbours() {
        let input = Matrix::new(3, 1, vec![1.0, 2.0, 3.0]);
        let output = window(&input, 1);
        assert_eq!(output.data(), [0.0, 1.0, 2.0, 1.0, 2.0, 3.0, 2.0, 3.0, 0.0]);
    }

    #[test]
    fn a_window_wider_than_the_text_is_filled_with_zeros() {
        let output = window(&Matrix::new(1, 1, vec![7.0]), 2);
        assert_eq!(output.data(), [0.0, 0.0, 7.0, 0.0, 0.0]);
    }
}
