//! Runs: words in a row, by which two texts are known to be versions of one.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::pages::is_wide;

/// Words in a row by which two texts are compared, in halves: of scripts that part none, a letter is
/// half a word, as everywhere where units of text are counted.
const RUN: usize = 6;

/// A number for each run of a text.
pub(super) type Runs = HashSet<u64>;

/// The runs of words of a text; a shorter one is one run.
pub(super) fn runs(text: &str) -> Runs {
    let words = text.split_whitespace();
    let words: Vec<&str> = words
        .flat_map(|word| word.split_inclusive(is_wide))
        .collect();
    let whole = (0..words.len()).map_while(|start| run(&words[start..]));
    let runs: Runs = whole.map(number).collect();
    match runs.is_empty() && !words.is_empty() {
        true => Runs::from([number(&words)]),
        false => runs,
    }
}

/// The run with which words begin, where they are enough for one.
fn run<'w, 't>(words: &'w [&'t str]) -> Option<&'w [&'t str]> {
    let mut length = 0;
    let last = words.iter().position(|word| {
        length += if word.ends_with(is_wide) { 1 } else { 2 };
        length >= RUN
    });
    words.get(..=last?)
}

fn number(run: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    run.hash(&mut hasher);
    hasher.finish()
}

/// The part of the shorter text's runs that the other has, 0 to 1.
pub(super) fn share(one: &Runs, other: &Runs) -> f64 {
    let both = one.intersection(other).count();
    both as f64 / one.len().min(other.len()).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_has_three_words_or_six_letters_of_a_script_without_spaces() {
        for (text, count) in [
            ("", 0),
            ("Port opens", 1),
            ("The port opens again", 2),
            ("港口重新开", 1),
            ("港口重新开放了", 2),
            ("港口重新 port opens", 3),
        ] {
            assert_eq!(runs(text).len(), count, "{text}");
        }
    }

    #[test]
    fn what_two_texts_share_is_told_of_the_shorter_one() {
        let (short, long) = (runs("a b c d"), runs("x a b c y z a b c"));
        assert_eq!(share(&short, &long), 0.5);
        assert_eq!(share(&runs(""), &short), 0.0);
    }
}
