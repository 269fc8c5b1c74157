//! Which words name one act or one sort of thing: `rules/accounts/senses.tsv`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::rules::{RuleError, Rules};

const FILE: &str = "accounts/senses.tsv";

/// One act or sort of thing: the number of its line.
pub(super) type Sense = u16;

/// What a line of the table is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Act,
    /// An act whose parties can change places.
    Mutual,
    /// What begins, ends, holds or moves another act.
    Aspect,
    /// Reported speech.
    Speech,
    Person,
    /// Persons of whatever sort.
    Anybody,
    /// Where people live: too wide to tell one spot from another.
    Area,
    Thing,
}

/// An act that a word names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) sense: Sense,
    /// Whether the act befalls the verb's subject: "three men died".
    pub(super) befalls: bool,
}

/// The table.
#[derive(Debug, Default)]
pub(super) struct Senses {
    sorts: Vec<Sort>,
    acts: HashMap<String, Vec<Named>>,
    things: HashMap<String, Vec<Sense>>,
    opposites: BTreeSet<(Sense, Sense)>,
}

impl Senses {
    /// Reads the table.
    pub(super) fn new(rules: &Rules) -> Result<Self, RuleError> {
        let mut senses = Self::default();
        let mut names: BTreeMap<&str, Sense> = BTreeMap::new();
        let lines = rules.file(FILE).lines();
        for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let wrong = |what: &str| RuleError::new(FILE, format!("{line:?}: {what}"));
            let mut cells = line.split('\t');
            let (Some(sort), Some(name), Some(words)) = (cells.next(), cells.next(), cells.next())
            else {
                return Err(wrong(
                    "expected sort, name and words, with tabs between them",
                ));
            };
            if sort == "opposite" {
                let known = |word: &str| names.get(word).copied().ok_or_else(|| wrong(word));
                for word in words.split(' ') {
                    senses.oppose(known(name)?, known(word)?);
                }
                continue;
            }
            let sort = parse(sort).ok_or_else(|| wrong("no such sort"))?;
            let sense = senses.sorts.len() as Sense;
            senses.sorts.push(sort);
            if matches!(sort, Sort::Act | Sort::Mutual) {
                names.insert(name, sense);
            }
            senses.add(sort, sense, words);
        }
        Ok(senses)
    }

    fn add(&mut self, sort: Sort, sense: Sense, words: &str) {
        for word in words.split(' ') {
            if matches!(
                sort,
                Sort::Person | Sort::Anybody | Sort::Area | Sort::Thing
            ) {
                self.things.entry(word.to_owned()).or_default().push(sense);
                continue;
            }
            let plain = word.strip_prefix('<');
            let named = Named {
                sense,
                befalls: plain.is_some(),
            };
            let word = plain.unwrap_or(word).to_owned();
            self.acts.entry(word).or_default().push(named);
        }
    }

    fn oppose(&mut self, a: Sense, b: Sense) {
        self.opposites.extend([(a, b), (b, a)]);
    }

    /// The acts that a word, or a verb with its particle or object, names.
    pub(super) fn acts(&self, word: &str) -> &[Named] {
        self.acts.get(word).map_or(&[], Vec::as_slice)
    }

    /// The sorts of things that a noun names.
    pub(super) fn things(&self, lemma: &str) -> &[Sense] {
        self.things.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// What a sense is of.
    pub(super) fn sort(&self, sense: Sense) -> Sort {
        self.sorts[usize::from(sense)]
    }

    /// Whether one act rules out the other.
    pub(super) fn are_opposite(&self, a: Sense, b: Sense) -> bool {
        self.opposites.contains(&(a, b))
    }

    /// The acts that rule this one out.
    pub(super) fn opposites(&self, of: Sense) -> impl Iterator<Item = Sense> {
        let ours = self.opposites.range((of, 0)..=(of, Sense::MAX));
        ours.map(|(_, other)| *other)
    }

    /// Whether all of a verb's senses are of one sort.
    pub(super) fn is_only(&self, acts: &[Named], sort: Sort) -> bool {
        !acts.is_empty() && acts.iter().all(|act| self.sort(act.sense) == sort)
    }
}

fn parse(sort: &str) -> Option<Sort> {
    Some(match sort {
        "act" => Sort::Act,
        "mutual" => Sort::Mutual,
        "aspect" => Sort::Aspect,
        "speech" => Sort::Speech,
        "person" => Sort::Person,
        "anybody" => Sort::Anybody,
        "area" => Sort::Area,
        "thing" => Sort::Thing,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_one_act_share_its_sense_and_some_say_whom_it_befalls() {
        let senses = Senses::new(&Rules::built_in()).unwrap();
        let (slay, die) = (senses.acts("slay")[0], senses.acts("die")[0]);
        assert_eq!(slay.sense, die.sense);
        assert!(die.befalls && !slay.befalls);
        assert_eq!(
            senses.acts("step_down")[0].sense,
            senses.acts("resign")[0].sense
        );
        assert_eq!(
            senses.things("trooper"),
            senses.things("soldier")[..1].to_vec()
        );
    }

    #[test]
    fn acts_that_rule_each_other_out_do_so_both_ways() {
        let senses = Senses::new(&Rules::built_in()).unwrap();
        let (acquit, convict) = (
            senses.acts("acquit")[0].sense,
            senses.acts("convict")[0].sense,
        );
        assert!(senses.are_opposite(acquit, convict) && senses.are_opposite(convict, acquit));
        assert!(senses.opposites(acquit).any(|other| other == convict));
    }
}
