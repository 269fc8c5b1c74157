//! Edges: where the lines stand around a text that may say who wrote it and when.

use std::ops::Range;

/// Lines over the running text that may.
pub(crate) const BEFORE: usize = 12;

/// Lines behind the text that may.
pub(crate) const BEHIND: usize = 4;

/// A longer line is no byline, no date and no source, in bytes.
pub(crate) const LONGEST: usize = 150;

/// The numbers of those lines, given which lines are held to be the text: those before its third
/// line, and those right behind its last one.
pub(crate) fn edges(held: &[bool]) -> [Range<usize>; 2] {
    let places = || (0..held.len()).filter(|at| held[*at]);
    let first = places().next().unwrap_or(0);
    let third = places().nth(2).unwrap_or(first);
    let end = places().next_back().map_or(held.len(), |last| last + 1);
    let behind = held.len().min(end + BEHIND);
    [first.saturating_sub(BEFORE)..third, end..behind]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_edges_of_a_text_lie_around_it_however_few_lines_it_has() {
        let held = |text: &[usize]| -> Vec<bool> { (0..30).map(|at| text.contains(&at)).collect() };
        assert_eq!(edges(&held(&[15, 16, 18, 20])), [3..18, 21..25]);
        assert_eq!(edges(&held(&[15, 17])), [3..15, 18..22]);
        assert_eq!(edges(&held(&[5])), [0..5, 6..10]);
        assert_eq!(edges(&held(&[28])), [16..28, 29..30]);
        assert_eq!(edges(&[]), [0..0, 0..0]);
    }
}
