//! Sentences of two texts that say the same, and whether they do so in the same order.

use super::text::{Line, Text};

/// Cosine from which two sentences are alike. By the seeds of the design: sentences of
/// a rewrite reach it three times in four, those of independent reports once in five.
const ALIKE: f64 = 0.25;

/// Lemmas that two like sentences share at least.
const LEMMAS: usize = 3;

/// Which sentences of one text find a like sentence in another.
#[derive(Clone, Debug, Default)]
pub(super) struct Alignment {
    /// Sentence of the one, sentence of the other.
    pub(super) pairs: Vec<(usize, usize)>,
    /// Part of the content words of the one that stand in paired sentences.
    pub(super) share: f64,
    /// Part of the pairs of pairs that keep their order; ties count half.
    pub(super) order: f64,
}

/// Finds for every sentence of `a` the most alike one of `b`.
pub(super) fn align(a: &Text<'_>, b: &Text<'_>) -> Alignment {
    let pairs: Vec<(usize, usize)> = a
        .lines
        .iter()
        .enumerate()
        .filter_map(|(n, line)| Some((n, best(line, &b.lines)?)))
        .collect();
    let all: u32 = a.lines.iter().map(|line| line.words).sum();
    let paired: u32 = pairs.iter().map(|(n, _)| a.lines[*n].words).sum();
    Alignment {
        share: f64::from(paired) / f64::from(all.max(1)),
        order: order(&pairs),
        pairs,
    }
}

fn best(line: &Line, others: &[Line]) -> Option<usize> {
    let mut best = (0.0, None);
    for (n, other) in others.iter().enumerate() {
        let (cosine, shared) = line.bag.like(&other.bag);
        if shared >= LEMMAS && cosine >= ALIKE && cosine > best.0 {
            best = (cosine, Some(n));
        }
    }
    best.1
}

fn order(pairs: &[(usize, usize)]) -> f64 {
    let (mut kept, mut all) = (0.0, 0.0);
    for (n, (_, later)) in pairs.iter().enumerate() {
        for (_, earlier) in &pairs[..n] {
            all += 1.0;
            kept += match earlier.cmp(later) {
                std::cmp::Ordering::Less => 1.0,
                std::cmp::Ordering::Equal => 0.5,
                std::cmp::Ordering::Greater => 0.0,
            };
        }
    }
    if all == 0.0 { 0.0 } else { kept / all }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_counts_pairs_that_keep_theirs() {
        assert_eq!(order(&[(0, 0), (1, 1), (2, 2)]), 1.0);
        assert_eq!(order(&[(0, 2), (1, 1), (2, 0)]), 0.0);
        assert_eq!(order(&[(0, 1), (1, 1)]), 0.5);
        assert_eq!(order(&[(0, 1)]), 0.0);
    }
}
