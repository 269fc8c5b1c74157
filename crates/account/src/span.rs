//! Spans: half-open ranges of one article's text, in bytes inside the program.

use std::ops::Range;

/// A half-open range of bytes of one article's `text`.
///
/// Offsets are bytes here and Unicode code points in everything written out:
/// see [`CodePoints`]. Both ends lie on character boundaries of the text that
/// the span was made for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`; an `end` before `start` gives an empty span at `start`.
    #[must_use]
    pub fn new(start: u32, end: u32) -> Self {
        Self {
            start,
            end: end.max(start),
        }
    }

    /// The passage of `text`, or an empty string where the span does not fit that text.
    #[must_use]
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.range()).unwrap_or("")
    }

    /// As a range of bytes.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.end - self.start
    }

    /// Whether the span holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies inside this span.
    #[must_use]
    pub fn contains(&self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub fn overlaps(&self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(&self, other: Span) -> Span {
        Span {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

/// Translates bytes of one text to Unicode code points, for everything that is written out.
///
/// Built once a text in linear time; a look-up costs a scan of at most 64 bytes.
#[derive(Clone, Debug)]
pub struct CodePoints<'t> {
    text: &'t str,
    /// Code points before byte `64 * i`.
    before: Vec<u32>,
}

const STEP: usize = 64;

impl<'t> CodePoints<'t> {
    /// Prepares the translation for `text`.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut count = 0;
        let before = text
            .as_bytes()
            .chunks(STEP)
            .map(|chunk| {
                let here = count;
                count += starts(chunk);
                here
            })
            .collect();
        Self { text, before }
    }

    /// Code points before byte `offset`; an offset past the end counts as the end.
    #[must_use]
    pub fn at(&self, offset: u32) -> u32 {
        let offset = (offset as usize).min(self.text.len());
        let block = (offset / STEP).min(self.before.len().saturating_sub(1));
        let Some(before) = self.before.get(block) else {
            return 0;
        };
        before + starts(&self.text.as_bytes()[block * STEP..offset])
    }

    /// Both ends of `span`.
    #[must_use]
    pub fn span(&self, span: Span) -> (u32, u32) {
        (self.at(span.start), self.at(span.end))
    }
}

/// Bytes that begin a character.
fn starts(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .map(|byte| u32::from(byte & 0xC0 != 0x80))
        .sum()
}

/// Bytes of the `n`-th code point of `text`; past the end, the text's length.
#[must_use]
pub fn byte_of_code_point(text: &str, n: u32) -> u32 {
    let at = text
        .char_indices()
        .nth(n as usize)
        .map_or(text.len(), |(at, _)| at);
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_count_characters_before_a_byte() {
        let text = "Panamá – ".repeat(40);
        let points = CodePoints::new(&text);
        for (n, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(at as u32), n as u32);
            assert_eq!(byte_of_code_point(&text, n as u32), at as u32);
        }
        assert_eq!(points.at(u32::MAX), text.chars().count() as u32);
    }

    #[test]
    fn an_empty_text_has_no_code_points() {
        assert_eq!(CodePoints::new("").at(5), 0);
    }

    #[test]
    fn a_span_of_another_text_gives_nothing_rather_than_a_panic() {
        assert_eq!(Span::new(1, 2).of("á"), "");
    }
}
