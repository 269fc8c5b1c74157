//! Texts cut into pieces that go through the layers of a network together.

use std::ops::Range;

/// Longest run of tokens that is encoded at once; longer texts are taken in such pieces.
const PIECE: usize = 512;
/// Rows that go through the layers together; bounds the memory that they take.
const GROUP: usize = 1024;
/// Rows that go through the layers together: pieces of texts, each with the rows around it on
/// which it depends.
pub(super) struct Group {
    /// The token of each row; before and after a text are rows without one.
    pub(super) tokens: Vec<Option<usize>>,
    /// The rows of each piece, with those around it, and how many these are on either side.
    pieces: Vec<Range<usize>>,
    reach: usize,
}

impl Group {
    /// All tokens of texts, in groups. `reach` is how many rows on either side a row depends on.
    pub(super) fn all(texts: &[Range<usize>], reach: usize) -> impl Iterator<Item = Group> {
        let pieces = texts.iter().flat_map(|text| {
            let starts = text.clone().step_by(PIECE);
            starts.map(move |start| (text, start..text.end.min(start + PIECE)))
        });
        let mut pieces = pieces.peekable();
        std::iter::from_fn(move || {
            let mut group = Group {
                tokens: Vec::new(),
                pieces: Vec::new(),
                reach,
            };
            let room = |group: &Group| group.tokens.len() < GROUP;
            while let Some((text, piece)) = pieces.next_if(|_| room(&group)) {
                group.push(text, &piece);
            }
            (!group.pieces.is_empty()).then_some(group)
        })
    }

    fn push(&mut self, text: &Range<usize>, piece: &Range<usize>) {
        let first = self.tokens.len();
        // Counted from `reach` before the first token, so as not to go below zero.
        for place in piece.start..piece.end + 2 * self.reach {
            let token = place.checked_sub(self.reach);
            self.tokens.push(token.filter(|token| text.contains(token)));
        }
        self.pieces.push(first..self.tokens.len());
    }

    /// The rows at least so far from the ends of their pieces.
    pub(super) fn inner(&self, margin: usize) -> Vec<Range<usize>> {
        let pieces = self.pieces.iter();
        pieces
            .map(|piece| piece.start + margin..piece.end - margin)
            .collect()
    }

    /// The rows that are wanted, each with its token.
    pub(super) fn outputs(&self) -> impl Iterator<Item = (usize, usize)> {
        let rows = self.inner(self.reach).into_iter().flatten();
        rows.filter_map(|row| Some((row, self.tokens[row]?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_token_comes_out_once_with_its_own_text_around_it() {
        // A text without tokens, short ones, and one that is cut.
        let texts = [0..0, 0..3, 3..4, 4..4 + 3 * PIECE + 7];
        let reach = 2;
        let mut outputs = Vec::new();
        for group in Group::all(&texts, reach) {
            assert!(group.tokens.len() < GROUP + PIECE + 2 * reach);
            for (row, token) in group.outputs() {
                outputs.push(token);
                let text = texts.iter().find(|text| text.contains(&token)).unwrap();
                for other in 0..=2 * reach {
                    // Counted from `reach` before, so as not to go below zero.
                    let expected = (token + other).checked_sub(reach);
                    let expected = expected.filter(|token| text.contains(token));
                    assert_eq!(group.tokens[row + other - reach], expected);
                }
            }
        }
        assert_eq!(outputs, (0..texts[3].end).collect::<Vec<_>>());
    }

    #[test]
    fn the_margin_of_every_piece_is_left_out() {
        let mut groups = Group::all(&[0..3, 3..8], 1);
        let group = groups.next().unwrap();
        assert_eq!(group.inner(0), [0..5, 5..12]);
        assert_eq!(group.inner(1), [1..4, 6..11]);
        assert!(groups.next().is_none());
    }
}
