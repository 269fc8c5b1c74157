//! An article as the search for copies sees it: words in a row, and sentences as bags of lemmas.

use std::collections::HashMap;

use super::rarity::{Bag, Lemma, Lexicon, Use};
use crate::model::{Reading, Span};

/// One word of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Equal for equal words, capitals aside, within one set.
    pub(super) id: u32,
    pub(super) span: Span,
    /// Whether it stands between quotation marks.
    pub(super) quoted: bool,
}

/// One sentence.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) span: Span,
    pub(super) bag: Bag,
    /// Number of content lemmas, repetitions counted.
    pub(super) words: u32,
}

/// One article.
#[derive(Debug)]
pub(super) struct Text<'r> {
    pub(super) reading: &'r Reading,
    pub(super) words: Vec<Word>,
    pub(super) lines: Vec<Line>,
}

/// Prepares all articles of a set, in the order given.
pub(super) fn prepare<'r>(readings: &[&'r Reading], lexicon: &mut Lexicon<'_>) -> Vec<Text<'r>> {
    let mut ids = HashMap::new();
    let bags: Vec<Vec<Vec<Use>>> = readings.iter().map(|r| lexicon.add(&r.parse)).collect();
    let text = |(reading, bags): (&&'r Reading, Vec<Vec<Use>>)| Text {
        reading,
        words: words(&reading.article.text, &mut ids),
        lines: lines(reading, bags, lexicon),
    };
    readings.iter().zip(bags).map(text).collect()
}

fn lines(reading: &Reading, bags: Vec<Vec<Use>>, lexicon: &Lexicon<'_>) -> Vec<Line> {
    let line = |(sentence, uses): (&crate::model::Sentence, Vec<Use>)| {
        let words = uses.len() as u32;
        let mut bag: Vec<Lemma> = uses.iter().map(|used| used.lemma).collect();
        bag.sort_unstable();
        bag.dedup();
        let weights = bag.iter().map(|l| (*l, lexicon.weight(*l))).collect();
        Line {
            span: sentence.span,
            bag: Bag::unit(weights),
            words,
        }
    };
    reading.parse.sentences.iter().zip(bags).map(line).collect()
}

/// A quotation that nothing closes ends with its paragraph.
fn words(text: &str, ids: &mut HashMap<String, u32>) -> Vec<Word> {
    let mut words = Vec::new();
    let mut quoted = false;
    let mut start: Option<usize> = None;
    for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
        if c.is_alphanumeric() {
            start.get_or_insert(at);
            continue;
        }
        if let Some(start) = start.take() {
            let next = ids.len() as u32;
            let id = *ids.entry(text[start..at].to_lowercase()).or_insert(next);
            let span = Span::new(start as u32, at as u32);
            words.push(Word { id, span, quoted });
        }
        quoted = match c {
            '\n' => false,
            '"' => !quoted,
            '\u{201c}' | '\u{ab}' => true,
            '\u{201d}' | '\u{bb}' => false,
            _ => quoted,
        };
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_know_whether_they_are_quoted() {
        let text = "He said \"no way\" twice.\nShe “left early and\nthen came back.";
        let mut ids = HashMap::new();
        let quoted: Vec<&str> = words(text, &mut ids)
            .into_iter()
            .filter(|word| word.quoted)
            .map(|word| word.span.of(text))
            .collect();
        assert_eq!(quoted, ["no", "way", "left", "early", "and"]);
    }

    #[test]
    fn a_word_at_the_end_of_the_text_counts() {
        assert_eq!(words("Panamá fell", &mut HashMap::new()).len(), 2);
    }
}
