//! What a page shows beside its article: every word that is not in the article's blocks, in groups.

use std::collections::HashMap;

use crate::model::{Beside, Block};

/// Words with which a group begins in its note.
pub(crate) const FIRST: usize = 8;
/// A word longer than this is cut in a note, in characters.
const LONGEST: usize = 40;
/// Words that may stand on the page between two words of one block of the article.
const GAP: usize = 200;
/// Places on the page at which a block is looked for, before it and behind it each.
const PLACES: usize = 64;
/// The same for a block of which some words are not there.
const LOOSE: usize = 4;

/// The words of a text: what stands between white space and holds a letter or digit.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split_whitespace();
    words.filter(|word| word.chars().any(char::is_alphanumeric))
}

/// What of the `shown` texts of a page is not in its article's `blocks`. Neighbours make one group,
/// with the number of blocks that stand before it.
pub(crate) fn groups<'t>(shown: impl Iterator<Item = &'t str>, blocks: &[Block]) -> Vec<Beside> {
    let mut page = Seen::new(shown.flat_map(words).collect(), blocks);
    for (at, block) in blocks.iter().enumerate() {
        page.take(at, &block.text);
    }
    page.rest()
}

/// The words that the page shows, and in which block of the article each stands.
struct Seen<'t> {
    words: Vec<&'t str>,
    block: Vec<Option<usize>>,
    /// Where the first words of the blocks stand.
    places: HashMap<&'t str, Vec<usize>>,
    /// Behind the last word of the last block found.
    cursor: usize,
}

impl<'t> Seen<'t> {
    fn new(words: Vec<&'t str>, blocks: &[Block]) -> Self {
        let mut firsts: HashMap<&str, Vec<usize>> = HashMap::new();
        for block in blocks {
            firsts.extend(first(&block.text).map(|word| (word, Vec::new())));
        }
        let mut places: HashMap<&'t str, Vec<usize>> = HashMap::new();
        for (at, word) in words.iter().enumerate() {
            if firsts.contains_key(word) {
                places.entry(word).or_default().push(at);
            }
        }
        Self {
            block: vec![None; words.len()],
            words,
            places,
            cursor: 0,
        }
    }

    /// Finds the words of a block on the page: behind the block before it, else anywhere; whole, else
    /// for the most part.
    fn take(&mut self, number: usize, text: &str) {
        let wanted: Vec<&str> = words(text).collect();
        let found = self
            .near(text, PLACES)
            .find_map(|place| self.whole(place, &wanted))
            .or_else(|| {
                let mut places = self.near(text, LOOSE);
                places.find_map(|place| self.most(place, &wanted))
            });
        for place in found.unwrap_or_default() {
            self.block[place] = Some(number);
            self.cursor = place + 1;
        }
    }

    /// Where a block may begin: the nearest places behind the last block, then those before it.
    fn near(&self, text: &str, most: usize) -> impl Iterator<Item = usize> {
        let places = first(text).find_map(|word| self.places.get(word));
        let places = places.map(Vec::as_slice).unwrap_or_default();
        let next = places.partition_point(|place| *place < self.cursor);
        let (before, behind) = places.split_at(next);
        behind
            .iter()
            .take(most)
            .chain(before.iter().take(most))
            .copied()
    }

    /// The places of the `wanted` words, where they stand at `place` one behind the other.
    fn whole(&self, place: usize, wanted: &[&str]) -> Option<Vec<usize>> {
        let places = place..place + wanted.len();
        let same = self.words.get(places.clone())? == wanted;
        let free = self.block[places.clone()].iter().all(Option::is_none);
        (same && free).then(|| places.collect())
    }

    /// The places of most of the `wanted` words from `place` on, in order, few others between them.
    fn most(&self, place: usize, wanted: &[&str]) -> Option<Vec<usize>> {
        let mut found = Vec::new();
        let mut missing = 0;
        let mut at = place;
        for (number, word) in wanted.iter().enumerate() {
            let next = wanted.get(number + 1);
            // Two words in a row, so that a small word does not lead astray.
            let same = |at: &usize| {
                self.words[*at] == *word
                    && self.block[*at].is_none()
                    && (next.is_none() || self.words.get(at + 1) == next)
            };
            let end = self.words.len().min(at + GAP);
            if at < end && self.words[at] == *word && self.block[at].is_none() {
                found.push(at);
                at += 1;
            } else if let Some(next) = (at..end).find(same) {
                found.push(next);
                at = next + 1;
            } else {
                missing += 1;
            }
            if missing * 2 > wanted.len() {
                return None;
            }
        }
        Some(found)
    }

    /// The words of no block.
    fn rest(self) -> Vec<Beside> {
        let mut before = 0;
        let mut rest: Vec<(usize, &str)> = Vec::new();
        for (word, block) in self.words.iter().zip(&self.block) {
            match block {
                Some(block) => before = block + 1,
                None => rest.push((before, word)),
            }
        }
        // Blocks may stand in another order than on the page.
        rest.sort_by_key(|(before, _)| *before);
        let mut groups = Groups::default();
        for (before, word) in rest {
            groups.add(before, word);
        }
        groups.into_vec()
    }
}

/// Groups, each with the number of blocks before it.
#[derive(Debug, Default)]
pub(crate) struct Groups(Vec<Beside>);

impl Groups {
    /// Adds a text behind so many blocks.
    pub(crate) fn add(&mut self, before: usize, text: &str) {
        for word in words(text) {
            let goes_on = |last: &Beside| last.before == before && !last.edge;
            if !self.0.last().is_some_and(goes_on) {
                self.0.push(Beside {
                    before,
                    words: 0,
                    first: String::new(),
                    edge: false,
                });
            }
            let Some(group) = self.0.last_mut() else {
                return;
            };
            group.words += 1;
            if group.words <= FIRST {
                let space = if group.first.is_empty() { "" } else { " " };
                let word = word.chars().take(LONGEST);
                group.first.extend(space.chars().chain(word));
            }
        }
    }

    /// Adds a line at the edge of the text.
    pub(crate) fn edge(&mut self, before: usize, line: &str) {
        self.0.push(Beside {
            before,
            words: words(line).count(),
            first: line.to_owned(),
            edge: true,
        });
    }

    /// The groups in order.
    pub(crate) fn into_vec(self) -> Vec<Beside> {
        self.0
    }
}

/// The words with one of which a block is looked for: the first, else the next ones.
fn first(text: &str) -> impl Iterator<Item = &str> {
    words(text).take(3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::BlockKind;

    /// The groups beside `blocks`, as "blocks before: first words (words)".
    fn check(shown: &[&str], blocks: &[&str], expected: &[&str]) {
        let block = |text: &&str| Block {
            kind: BlockKind::Paragraph,
            text: (*text).to_owned(),
            linked: 0,
        };
        let blocks: Vec<Block> = blocks.iter().map(block).collect();
        let groups = groups(shown.iter().copied(), &blocks);
        let found: Vec<String> = groups
            .iter()
            .map(|group| format!("{}: {} ({})", group.before, group.first, group.words))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn neighbours_beside_the_article_make_one_group() {
        check(
            &[
                "Home",
                "World | Sport",
                "The talks began.",
                "Advertisement",
                "They ended.",
                "About us",
            ],
            &["The talks began.", "They ended."],
            &[
                "0: Home World Sport (3)",
                "1: Advertisement (1)",
                "2: About us (2)",
            ],
        );
    }

    #[test]
    fn of_two_places_with_the_same_words_the_next_one_is_the_article() {
        check(
            &[
                "Talks begin",
                "The talks began.",
                "Talks begin",
                "They ended.",
                "Talks begin",
            ],
            &["The talks began.", "Talks begin", "They ended."],
            &["0: Talks begin (2)", "3: Talks begin (2)"],
        );
    }

    #[test]
    fn words_that_were_taken_out_of_a_block_are_beside_it() {
        check(
            &["The talks Read more here began in the old town hall of Lund."],
            &["The talks began in the old town hall of Lund."],
            &["1: Read more here (3)"],
        );
    }

    #[test]
    fn a_block_that_is_nowhere_on_the_page_takes_nothing_from_it() {
        check(
            &["The talks began.", "They ended."],
            &["The text that only machines are told.", "They ended."],
            &["0: The talks began. (3)"],
        );
    }

    #[test]
    fn long_groups_are_told_by_their_first_words() {
        let menu: Vec<String> = (1..=300).map(|item| format!("Item-{item}")).collect();
        let menu: Vec<&str> = menu.iter().map(String::as_str).collect();
        let first = "0: Item-1 Item-2 Item-3 Item-4 Item-5 Item-6 Item-7 Item-8 (300)";
        check(&menu, &[], &[first]);
    }
}
