//! Which pairs of articles are worth comparing, so that thousands need no comparison of all with all.

use std::collections::{BTreeSet, HashMap};

use super::passages::shingles;
use super::rarity::Lexicon;
use super::text::Text;

/// Articles that may use a lemma before it says too little to suggest pairs.
const COMMON: u32 = 60;

/// Articles with the same run of words that are each compared with each other;
/// where there are more, they are compared with the first of them.
const REPRINTS: usize = 12;

/// Runs of words that a pair shares at least.
const RUNS: u32 = 2;

/// Articles most like it in rare lemmas with which an article is compared.
const NEAREST: usize = 12;

/// Part of an article's weight in rare lemmas that the other must share.
const WEIGHT: f64 = 0.12;

/// Pairs of positions in `texts`, the smaller first.
pub(super) fn candidates(texts: &[Text<'_>], lexicon: &Lexicon<'_>) -> BTreeSet<(usize, usize)> {
    let mut pairs = by_runs(texts);
    by_lemmas(texts, lexicon, &mut pairs);
    pairs
}

fn by_runs(texts: &[Text<'_>]) -> BTreeSet<(usize, usize)> {
    let mut postings: HashMap<u64, Vec<usize>> = HashMap::new();
    for (n, text) in texts.iter().enumerate() {
        for hash in shingles(&text.words) {
            let posting = postings.entry(hash).or_default();
            if posting.last() != Some(&n) {
                posting.push(n);
            }
        }
    }
    let mut counts: HashMap<(usize, usize), u32> = HashMap::new();
    for posting in postings.values() {
        for (n, later) in posting.iter().enumerate() {
            for earlier in posting[..n].iter().take(REPRINTS) {
                *counts.entry((*earlier, *later)).or_default() += 1;
            }
        }
    }
    let enough = counts.into_iter().filter(|(_, count)| *count >= RUNS);
    enough.map(|(pair, _)| pair).collect()
}

fn by_lemmas(texts: &[Text<'_>], lexicon: &Lexicon<'_>, pairs: &mut BTreeSet<(usize, usize)>) {
    let mut postings: Vec<Vec<usize>> = vec![Vec::new(); lexicon.len()];
    let mut weights = vec![0.0; texts.len()];
    for (n, text) in texts.iter().enumerate() {
        for (lemma, _) in text.lines.iter().flat_map(|line| &line.bag.0) {
            let posting = &mut postings[lemma.0 as usize];
            if lexicon.uses(*lemma) <= COMMON && posting.last() != Some(&n) {
                posting.push(n);
                weights[n] += lexicon.weight(*lemma);
            }
        }
    }
    let mut shared: Vec<HashMap<usize, f64>> = vec![HashMap::new(); texts.len()];
    for (n, posting) in postings.iter().enumerate() {
        let weight = lexicon.weight(super::rarity::Lemma(n as u32));
        for (i, later) in posting.iter().enumerate() {
            for earlier in &posting[..i] {
                *shared[*later].entry(*earlier).or_default() += weight;
                *shared[*earlier].entry(*later).or_default() += weight;
            }
        }
    }
    for (n, others) in shared.into_iter().enumerate() {
        let enough = |(_, weight): &(usize, f64)| *weight >= WEIGHT * weights[n];
        let mut others: Vec<(usize, f64)> = others.into_iter().filter(enough).collect();
        others.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let nearest = others.into_iter().take(NEAREST);
        pairs.extend(nearest.map(|(other, _)| (n.min(other), n.max(other))));
    }
}
