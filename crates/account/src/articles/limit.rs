//! How long an article may be.

use crate::model::{Paragraph, Reason};
use crate::stage::Notes;

/// Bytes of text that are kept of one article: some 160,000 words, more than any article has.
pub const MAX_TEXT: usize = 1_000_000;

/// The text, cut at the last character that fits, with a note where it was cut.
pub(crate) fn cut(mut text: String, notes: &mut Notes) -> String {
    if text.len() <= MAX_TEXT {
        return text;
    }
    let mut end = MAX_TEXT;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    notes.add(
        Reason::TooLong,
        None,
        format!(
            "{} of {} bytes of text are left out",
            text.len() - end,
            text.len()
        ),
    );
    text.truncate(end);
    text
}

/// The same for a text with its blocks: what lies behind the cut is gone from both.
pub(crate) fn cut_body(
    text: String,
    mut paragraphs: Vec<Paragraph>,
    notes: &mut Notes,
) -> (String, Vec<Paragraph>) {
    let text = cut(text, notes);
    let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
    paragraphs.retain(|paragraph| paragraph.span.start < end);
    if let Some(last) = paragraphs.last_mut() {
        last.span.end = last.span.end.min(end);
    }
    (text, paragraphs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_between_characters_and_says_so() {
        let mut notes = Notes::default();
        let text = cut("€".repeat(MAX_TEXT), &mut notes);
        assert_eq!(text.len(), MAX_TEXT - 1);
        assert_eq!(notes.as_slice()[0].reason, Reason::TooLong);
    }

    #[test]
    fn an_ordinary_text_stays_as_it_is() {
        let mut notes = Notes::default();
        assert_eq!(cut(String::from("Short."), &mut notes), "Short.");
        assert!(notes.as_slice().is_empty());
    }
}
