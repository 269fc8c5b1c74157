//! Removed: what of a page's lines is no text of its article, with the note that each leaves.

use crate::model::Reason;
use crate::pages::{FIRST, words};
use crate::span::Span;
use crate::stage::Notes;

/// What was taken out of a text, in the page's order.
#[derive(Default)]
pub(crate) struct Removed(Vec<Part>);

/// A line that was taken out, or a group of them.
struct Part {
    reason: Reason,
    /// The byte of the text at which it stood.
    at: usize,
    text: String,
    /// Words of a group that `text` only begins.
    words: Option<usize>,
}

impl Removed {
    /// Adds a line that stood at a byte of the text.
    pub(crate) fn line(&mut self, reason: Reason, at: usize, text: &str) {
        self.0.push(Part {
            reason,
            at,
            text: text.to_owned(),
            words: None,
        });
    }

    /// Adds a group that begins with `first`; one with the group that stands right before it.
    pub(crate) fn group(&mut self, at: usize, words: usize, first: &str) {
        if let Some(Part {
            words: Some(known),
            at: same,
            text,
            ..
        }) = self.0.last_mut()
            && *same == at
        {
            *known += words;
            lead(text, first);
            return;
        }
        let mut text = String::new();
        lead(&mut text, first);
        self.0.push(Part {
            reason: Reason::Boilerplate,
            at,
            text,
            words: Some(words),
        });
    }

    /// Notes everything that was taken out of what is now `text`, at the beginning of what followed it.
    pub(crate) fn note(self, text: &str, notes: &mut Notes) {
        for part in self.0 {
            let inside = part.at > 0 && part.at < text.len();
            let at = if inside { part.at + 2 } else { part.at };
            let at = offset(at.min(text.len()));
            let detail = match part.words {
                Some(all) => told(&part.text, all),
                None => part.text,
            };
            notes.add(part.reason, Some(Span::new(at, at)), detail);
        }
    }
}

/// Adds the words of a text, as long as they are the first ones of a group.
fn lead(group: &mut String, text: &str) {
    let room = FIRST.saturating_sub(words(group).count());
    for word in words(text).take(room) {
        let space = if group.is_empty() { "" } else { " " };
        group.extend([space, word]);
    }
}

/// How a group is told: its first words, and how many it has.
fn told(first: &str, all: usize) -> String {
    let more = if words(first).count() < all {
        " …"
    } else {
        ""
    };
    let noun = if all == 1 { "word" } else { "words" };
    format!("{first}{more} ({all} {noun})")
}

/// A byte of a text as spans count it.
pub(crate) fn offset(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_at_one_place_are_one_and_a_line_stays_alone() {
        let mut removed = Removed::default();
        removed.group(0, 2, "Home News");
        removed.group(0, 1, "Sport");
        removed.line(Reason::Metadata, 0, "By Ann Oak");
        removed.group(5, 12, "One two three four five six seven eight nine");
        let mut notes = Notes::default();
        removed.note("Text.\n\nMore.", &mut notes);
        let told = notes.as_slice().iter().map(|note| {
            let at = note.span.map_or(0, |span| span.start);
            format!("{at} {}", note.detail)
        });
        let told: Vec<String> = told.collect();
        assert_eq!(
            told,
            [
                "0 Home News Sport (3 words)",
                "0 By Ann Oak",
                "7 One two three four five six seven eight … (12 words)"
            ]
        );
    }
}
