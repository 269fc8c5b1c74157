//! Passages that two texts share word for word, small edits inside them forgiven.

use std::collections::HashMap;

use super::text::{Text, Word};
use crate::model::{PassagePair, Span};

/// Words in a row that begin a shared passage: fewer are shared by chance.
pub(super) const RUN: usize = 6;

/// Changed words between two shared runs that do not end a passage.
const EDIT: usize = 3;

/// Words that a passage has at least; shorter ones are phrases of the trade.
const PASSAGE: usize = 8;

/// A shared passage: positions of words, ends excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Passage {
    a: (usize, usize),
    b: (usize, usize),
}

/// What two texts share word for word.
#[derive(Clone, Debug, Default)]
pub(super) struct Shared {
    /// In order of the first text.
    pub(super) pairs: Vec<PassagePair>,
    /// Part of the first text's words that are in them, quoted words aside.
    pub(super) of_a: f64,
    /// Part of the second text's words.
    pub(super) of_b: f64,
}

/// Hash of every run of [`RUN`] words, in order.
pub(super) fn shingles(words: &[Word]) -> impl Iterator<Item = u64> {
    words.windows(RUN).map(|run| {
        run.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, word| {
            (hash ^ u64::from(word.id)).wrapping_mul(0x100_0000_01b3)
        })
    })
}

/// Finds the passages of `b` in `a`. A passage that is a quotation in both does not count.
pub(super) fn shared(a: &Text<'_>, b: &Text<'_>) -> Shared {
    let mut passages = join(runs(&a.words, &b.words));
    passages.retain(|p| {
        let plain = unquoted(&a.words[p.a.0..p.a.1]).min(unquoted(&b.words[p.b.0..p.b.1]));
        plain >= PASSAGE
    });
    passages.sort_by_key(|p| (p.a, p.b));
    let pair = |p: &Passage| PassagePair {
        copy: cover(&a.words[p.a.0..p.a.1]),
        source: cover(&b.words[p.b.0..p.b.1]),
    };
    Shared {
        pairs: passages.iter().map(pair).collect(),
        of_a: part(&a.words, passages.iter().map(|p| p.a)),
        of_b: part(&b.words, passages.iter().map(|p| p.b)),
    }
}

/// Longest common runs, greedily in order of `b`.
fn runs(a: &[Word], b: &[Word]) -> Vec<Passage> {
    let mut starts: HashMap<u64, Vec<usize>> = HashMap::new();
    for (at, hash) in shingles(a).enumerate() {
        starts.entry(hash).or_default().push(at);
    }
    let hashes: Vec<u64> = shingles(b).collect();
    let mut runs = Vec::new();
    let mut at = 0;
    while at < hashes.len() {
        let longest = starts.get(&hashes[at]).and_then(|found| {
            let lengths = found
                .iter()
                .take(16)
                .map(|i| (common(&a[*i..], &b[at..]), *i));
            lengths.max_by_key(|(length, i)| (*length, usize::MAX - i))
        });
        match longest.filter(|(length, _)| *length >= RUN) {
            Some((length, i)) => {
                runs.push(Passage {
                    a: (i, i + length),
                    b: (at, at + length),
                });
                at += length;
            }
            None => at += 1,
        }
    }
    runs
}

fn common(a: &[Word], b: &[Word]) -> usize {
    a.iter().zip(b).take_while(|(x, y)| x.id == y.id).count()
}

/// Joins runs, in order of `b`, with at most [`EDIT`] words between them in both texts.
fn join(runs: Vec<Passage>) -> Vec<Passage> {
    let mut joined: Vec<Passage> = Vec::new();
    for run in runs {
        match joined.last_mut() {
            Some(last)
                if (last.a.1..=last.a.1 + EDIT).contains(&run.a.0)
                    && run.b.0 <= last.b.1 + EDIT =>
            {
                last.a.1 = run.a.1;
                last.b.1 = run.b.1;
            }
            _ => joined.push(run),
        }
    }
    joined
}

fn unquoted(words: &[Word]) -> usize {
    words.iter().filter(|word| !word.quoted).count()
}

fn cover(words: &[Word]) -> Span {
    match (words.first(), words.last()) {
        (Some(first), Some(last)) => first.span.cover(last.span),
        _ => Span::default(),
    }
}

fn part(words: &[Word], ranges: impl Iterator<Item = (usize, usize)>) -> f64 {
    let mut inside = vec![false; words.len()];
    for (start, end) in ranges {
        inside[start..end].fill(true);
    }
    let covered = words.iter().zip(&inside).filter(|(w, i)| **i && !w.quoted);
    covered.count() as f64 / unquoted(words).max(1) as f64
}
