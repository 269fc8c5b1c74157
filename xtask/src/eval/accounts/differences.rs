//! Which differences and copies of an account are labelled ones.

use std::collections::BTreeSet;

use account::model::{Account, Claim, Copy, Difference, DifferenceValue, Direction};

use super::labels::{CopyLabel, GoldDifference};
use super::sets::{Place, Set};

/// For each thing found: the label that it is, nothing where it is wrong.
pub(super) type Matches = Vec<Option<usize>>;

/// Pairs each found thing with the first label that is not taken yet and agrees with it.
fn pair<F>(found: &[F], labels: usize, agrees: impl Fn(&F, usize) -> bool) -> Matches {
    let mut taken = vec![false; labels];
    let mut one = |thing: &F| {
        let label = (0..labels).find(|label| !taken[*label] && agrees(thing, *label));
        if let Some(label) = label {
            taken[label] = true;
        }
        label
    };
    found.iter().map(&mut one).collect()
}

/// The differences of `accounts`, with their labels.
pub(super) fn differences<'a>(
    set: &Set,
    accounts: &'a [Account],
    gold: &[GoldDifference],
) -> (Vec<&'a Difference>, Matches) {
    let found: Vec<&Difference> = accounts
        .iter()
        .flat_map(|account| &account.differences)
        .collect();
    let matches = pair(&found, gold.len(), |difference, label| {
        let values = difference.values.iter();
        let at: Vec<_> = values
            .map(|value: &Claim<DifferenceValue>| set.rests_on(value.evidence()))
            .collect();
        let kind = difference.kind.as_str();
        gold[label].kinds.iter().any(|known| known == kind) && two_meet(&at, &gold[label].values)
    });
    (found, matches)
}

/// Whether two of the found values meet two of the labelled ones, each another.
pub(in crate::eval) fn two_meet(found: &[BTreeSet<Place>], gold: &[BTreeSet<Place>]) -> bool {
    let mut met = Vec::new();
    for (f, found) in found.iter().enumerate() {
        for (g, gold) in gold.iter().enumerate() {
            if !found.is_disjoint(gold) {
                met.push((f, g));
            }
        }
    }
    let apart = |(f, g): &(usize, usize)| met.iter().any(|(f2, g2)| f2 != f && g2 != g);
    met.iter().any(apart)
}

/// The copies of `accounts`, with their labels: kind and direction agree.
pub(super) fn copies<'a>(accounts: &'a [Account], gold: &[CopyLabel]) -> (Vec<&'a Copy>, Matches) {
    let found: Vec<&Copy> = accounts
        .iter()
        .flat_map(|account| &account.copies)
        .collect();
    let matches = pair(&found, gold.len(), |copy, label| {
        let label = &gold[label];
        let kind = copy.kind.as_str();
        let same_kind = kind == label.kind || label.also.iter().any(|also| also == kind);
        let is = |copy: &str, source: &str, label: &CopyLabel| {
            copy.starts_with(&label.copy) && source.starts_with(&label.source)
        };
        let forward = is(&copy.copy.0, &copy.source.0, label);
        let backward = is(&copy.source.0, &copy.copy.0, label);
        // Of two articles made from a third, none is the copy.
        let mutual = kind == "common-origin";
        let directed = copy.direction != Direction::Unknown;
        same_kind && ((directed && forward) || (mutual && (forward || backward)))
    });
    (found, matches)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_values_in_one_sentence_are_told_apart_by_another_sentence() {
        let places = |all: &[Place]| all.iter().copied().collect::<BTreeSet<_>>();
        let gold = [places(&[(0, 1)]), places(&[(1, 4)])];
        assert!(two_meet(&[places(&[(0, 1)]), places(&[(1, 4)])], &gold));
        assert!(!two_meet(
            &[places(&[(0, 1), (1, 4)]), places(&[(2, 0)])],
            &gold
        ));
        assert!(!two_meet(&[places(&[(0, 1)]), places(&[(0, 1)])], &gold));
    }

    #[test]
    fn a_label_is_taken_once() {
        assert_eq!(pair(&[7, 7, 8], 1, |_, _| true), [Some(0), None, None]);
    }
}
