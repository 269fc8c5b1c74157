//! Bytes to code points, for readers that count these: Python, and spaCy's JSON with it.

/// Bytes between two places at which the count is kept.
const STEP: usize = 64;

/// Translates bytes of one text to Unicode code points.
///
/// Offsets in this crate are bytes, as everywhere in Rust; Python counts code points. Made once
/// a text in linear time, by [`Doc::code_points`](crate::Doc::code_points); a look-up reads 64
/// bytes at most.
///
/// ```
/// # use spacy::CodePoints;
/// let text = "Zoë went";
/// let code_points = CodePoints::new(text);
/// assert_eq!(code_points.at(text.find("went").unwrap()), 4);
/// ```
#[derive(Clone, Debug)]
pub struct CodePoints<'t> {
    text: &'t str,
    /// Code points that begin before byte `STEP * i`; empty where all are of one byte.
    before: Vec<usize>,
}

impl<'t> CodePoints<'t> {
    /// Prepares the translation for `text`.
    #[must_use]
    pub fn new(text: &'t str) -> CodePoints<'t> {
        let mut before = Vec::new();
        if !text.is_ascii() {
            let mut count = 0;
            for block in text.as_bytes().chunks(STEP) {
                before.push(count);
                count += starts(block);
            }
        }
        CodePoints { text, before }
    }

    /// Code points before this byte; a byte beyond the end counts as the end.
    #[must_use]
    pub fn at(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let block = (byte / STEP).min(self.before.len().saturating_sub(1));
        match self.before.get(block) {
            Some(before) => before + starts(&self.text.as_bytes()[block * STEP..byte]),
            None => byte,
        }
    }
}

/// How many code points begin in these bytes.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_are_those_of_the_text() {
        let long = "aé😀".repeat(50);
        for text in ["", "plain", "é", long.as_str(), &long[..64]] {
            let code_points = CodePoints::new(text);
            for (count, (byte, _)) in text.char_indices().enumerate() {
                assert_eq!(code_points.at(byte), count, "{text:?} {byte}");
            }
            assert_eq!(code_points.at(text.len() + 9), text.chars().count());
        }
    }
}
