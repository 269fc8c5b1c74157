//! Leaves out the tokens that hold only white space, and mends what pointed at them.

use std::ops::Range;

/// The tokens of one parsed piece that are kept, renumbered.
pub(super) struct Kept {
    /// New position of every token; a token left out has that of the next kept one.
    position: Vec<u32>,
    kept: Vec<bool>,
    first: Vec<bool>,
}

impl Kept {
    /// Looks through `doc`.
    pub(super) fn of(doc: &spacy::Doc) -> Self {
        let mut next = 0;
        let mut pending = true;
        let (mut position, mut kept, mut first) = (Vec::new(), Vec::new(), Vec::new());
        for token in doc.tokens() {
            let keep = !token.text().trim().is_empty();
            pending |= token.sentence_start;
            position.push(next);
            kept.push(keep);
            first.push(keep && pending);
            if keep {
                next += 1;
                pending = false;
            }
        }
        Self {
            position,
            kept,
            first,
        }
    }

    /// New position of token `n`, if it is kept.
    pub(super) fn position(&self, n: usize) -> Option<u32> {
        self.kept[n].then(|| self.position[n])
    }

    /// Whether token `n` is the first kept one of its sentence.
    pub(super) fn starts_sentence(&self, n: usize) -> bool {
        self.first[n]
    }

    /// New position of the head of token `n`: the nearest kept token above it, else itself.
    pub(super) fn head(&self, doc: &spacy::Doc, n: usize) -> u32 {
        let mut at = n;
        for _ in 0..doc.len() {
            let up = doc.as_tokens()[at].head as usize;
            if up == at || up >= self.kept.len() {
                break;
            }
            at = up;
            if self.kept[at] {
                return self.position[at];
            }
        }
        self.position[n]
    }

    /// New positions of a range of tokens, if any of them is kept.
    pub(super) fn range(&self, tokens: Range<usize>) -> Option<Range<u32>> {
        let mut kept = tokens.filter(|n| self.kept.get(*n) == Some(&true));
        let first = kept.next()?;
        let last = kept.next_back().unwrap_or(first);
        Some(self.position[first]..self.position[last] + 1)
    }
}
