//! Changes: the passages in which an earlier text differs from the latest.

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::model::{Change, Reading};
use crate::span::Span;

/// Two texts are compared sentence by sentence as long as there are no more pairs of sentences
/// between their first difference and their last: 4,000 in each, which is more than any article
/// has. Beyond it all between is one change.
const MOST_PAIRS: usize = 16_000_000;

/// The passages in which two texts differ, sentence by sentence.
pub(super) fn changes(earlier: &Reading, latest: &Reading) -> Vec<Change> {
    let (old, new) = (spans(earlier), spans(latest));
    let texts = |spans: &[Span], reading: &Reading| -> Vec<String> {
        let text = &reading.article.text;
        spans.iter().map(|span| folded(span.of(text))).collect()
    };
    let parts = differing(&texts(&old, earlier), &texts(&new, latest));
    let passages = parts.into_iter().map(|(before, after)| Change {
        before: covered(&old[before])
            .map(|span| span.of(&earlier.article.text).to_owned())
            .unwrap_or_default(),
        after: covered(&new[after.clone()]).unwrap_or_else(|| place(&new, after.start)),
    });
    passages.collect()
}

/// The parts of two lists in which they differ.
fn differing<T: Ord + std::hash::Hash>(
    before: &[T],
    after: &[T],
) -> Vec<(Range<usize>, Range<usize>)> {
    let same = |(one, other): &(&T, &T)| one == other;
    let head = before.iter().zip(after).take_while(same).count();
    let (old, new) = (&before[head..], &after[head..]);
    let ends = old.iter().rev().zip(new.iter().rev());
    let tail = ends.take_while(same).count();
    let (old, new) = (&old[..old.len() - tail], &new[..new.len() - tail]);
    if old.len().saturating_mul(new.len()) > MOST_PAIRS {
        return vec![(head..head + old.len(), head..head + new.len())];
    }
    let parts = capture_diff_slices(Algorithm::Myers, old, new);
    let parts = parts.iter().map(|part| part.as_tag_tuple());
    let changed = parts.filter(|(tag, _, _)| *tag != DiffTag::Equal);
    let whole = |part: Range<usize>| head + part.start..head + part.end;
    changed
        .map(|(_, old, new)| (whole(old), whole(new)))
        .collect()
}

/// Sentences, or paragraphs where the text was not parsed.
fn spans(reading: &Reading) -> Vec<Span> {
    let paragraphs = || reading.article.paragraphs.iter().map(|one| one.span);
    let sentences = || reading.parse.sentences.iter().map(|one| one.span);
    match reading.parse.sentences.is_empty() {
        true => paragraphs().collect(),
        false => sentences().collect(),
    }
}

/// The span of several that follow each other.
fn covered(spans: &[Span]) -> Option<Span> {
    Some(spans.first()?.cover(*spans.last()?))
}

/// The empty span before the part of a number, or behind the last one.
fn place(spans: &[Span], part: usize) -> Span {
    let at = match spans.get(part) {
        Some(span) => span.start,
        None => spans.last().map_or(0, |span| span.end),
    };
    Span::new(at, at)
}

/// A sentence as it is compared: white space is no change.
fn folded(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_lists_share_at_their_ends_and_between_is_no_difference() {
        assert_eq!(
            differing(&[1, 2, 3, 4, 5, 6], &[1, 7, 3, 5, 6]),
            [(1..2, 1..2), (3..4, 3..3)]
        );
        assert_eq!(differing(&[1, 1, 2], &[1, 1, 1, 2]), [(2..2, 2..3)]);
        assert_eq!(differing(&[1, 2], &[1, 2]), []);
        assert_eq!(differing(&[], &[1]), [(0..0, 0..1)]);
    }

    #[test]
    fn of_very_long_lists_all_between_the_ends_is_one_difference() {
        // Every hundredth is in both, and the first and the last three are.
        let list = |from: u32| -> Vec<u32> {
            let all = (0..30_000).map(|at| if at % 100 == 0 { at } else { from + at });
            all.chain([1, 2, 3]).collect()
        };
        let found = differing(&list(100_000), &list(200_000));
        assert_eq!(found, [(1..30_000, 1..30_000)]);
    }
}
