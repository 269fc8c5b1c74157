//! Special cases: strings whose tokens are given, such as "don't" and ":-)".

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::msgpack::Value;
use crate::strings::string_id;

use super::Piece;

/// spaCy's numbers for the attributes of a special case.
const ORTH: u64 = 65;
const NORM: u64 = 67;

/// The special cases, and which of them may also be put together from other tokens.
#[derive(Debug, Default)]
pub(super) struct Specials {
    cases: HashMap<String, Vec<Part>>,
    longest: usize,
    trie: Vec<Branching>,
}

/// One token of a special case.
#[derive(Clone, Copy, Debug)]
struct Part {
    length: u32,
    /// The id of the norm, 0 for that of the word itself.
    norm: u64,
}

/// A node of the tree of token sequences that make up special cases.
#[derive(Debug, Default)]
struct Branching {
    next: HashMap<String, usize>,
    is_end: bool,
}

impl Specials {
    /// Reads the table of `exceptions` in a tokenizer's file.
    pub(super) fn read(table: &Value) -> Result<Specials, String> {
        let mut specials = Specials {
            trie: vec![Branching::default()],
            ..Specials::default()
        };
        for (text, parts) in table.entries() {
            let (Some(text), Some(parts)) = (text.as_str(), parts.list_items()) else {
                return Err(String::from(
                    "a string and a list of its tokens expected in `exceptions`",
                ));
            };
            let wrong = || format!("tokens that make up {text:?} expected in `exceptions`");
            let read: Option<Vec<_>> = parts.iter().map(read_part).collect();
            let read = read.ok_or_else(wrong)?;
            let whole: String = read.iter().map(|(orth, _)| *orth).collect();
            if whole != text || text.is_empty() || read.iter().any(|(orth, _)| orth.is_empty()) {
                return Err(wrong());
            }
            let parts = read.iter().map(|&(orth, norm)| Part {
                length: orth.len() as u32,
                norm,
            });
            specials.longest = specials.longest.max(text.len());
            specials.cases.insert(text.to_owned(), parts.collect());
        }
        Ok(specials)
    }

    /// All strings that have special tokens, in a fixed order.
    pub(super) fn texts(&self) -> Vec<String> {
        let mut texts: Vec<String> = self.cases.keys().cloned().collect();
        texts.sort();
        texts
    }

    pub(super) fn has(&self, text: &str) -> bool {
        // Without this check a long run of quotes would be hashed again at every one of them.
        text.len() <= self.longest && self.cases.contains_key(text)
    }

    /// Adds the tokens of a special case, which stands at byte `start`. False when it is none.
    pub(super) fn push(&self, text: &str, start: usize, pieces: &mut Vec<Piece>) -> bool {
        if !self.has(text) {
            return false;
        }
        let mut at = start as u32;
        for part in self.cases.get(text).into_iter().flatten() {
            pieces.push(Piece {
                start: at,
                end: at + part.length,
                norm: part.norm,
            });
            at += part.length;
        }
        true
    }

    /// Makes a special case known by the tokens into which it would be cut otherwise.
    pub(super) fn add_sequence<'a>(&mut self, tokens: impl Iterator<Item = &'a str>) {
        let mut at = 0;
        for token in tokens {
            let fresh = self.trie.len();
            at = *self.trie[at].next.entry(token.to_owned()).or_insert(fresh);
            if at == fresh {
                self.trie.push(Branching::default());
            }
        }
        self.trie[at].is_end = true;
    }

    /// Replaces sequences of tokens that make up a special case by the tokens of the case.
    pub(super) fn apply(&self, text: &str, pieces: Vec<Piece>) -> Vec<Piece> {
        let chosen = choose(self.sequences(text, &pieces));
        if chosen.is_empty() {
            return pieces;
        }
        let mut out = Vec::with_capacity(pieces.len());
        let mut at = 0;
        while at < pieces.len() {
            let end = chosen.get(&at).copied().unwrap_or(at + 1);
            let span = pieces[at].start as usize..pieces[end - 1].end as usize;
            let is_span = chosen.contains_key(&at);
            if !(is_span && self.push(&text[span.clone()], span.start, &mut out)) {
                out.extend_from_slice(&pieces[at..end]);
            }
            at = end;
        }
        out
    }

    /// Where sequences of tokens make up a special case, as ranges of tokens.
    fn sequences(&self, text: &str, pieces: &[Piece]) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for start in 0..pieces.len() {
            let mut node = &self.trie[0];
            for (offset, piece) in pieces[start..].iter().enumerate() {
                let word = &text[piece.start as usize..piece.end as usize];
                if word.len() > self.longest {
                    break;
                }
                let Some(&next) = node.next.get(word) else {
                    break;
                };
                node = &self.trie[next];
                if node.is_end {
                    found.push((start, start + offset + 1));
                }
            }
        }
        found
    }
}

fn read_part<'a>(part: &Value<'a>) -> Option<(&'a str, u64)> {
    let mut orth = None;
    let mut norm = 0;
    for (key, value) in part.entries() {
        match (key.as_id(), key.as_str()) {
            (Some(ORTH), _) | (_, Some("ORTH")) => orth = value.as_str(),
            (Some(NORM), _) | (_, Some("NORM")) => norm = string_id(value.as_str()?),
            _ => return None,
        }
    }
    Some((orth?, norm))
}

/// Chooses among overlapping ranges: the longest, and the first of the longest. A range that
/// loses still keeps shorter ones from its tokens, as in spaCy. From starts to ends.
fn choose(mut found: Vec<(usize, usize)>) -> BTreeMap<usize, usize> {
    found.sort_by_key(|&(start, end)| (std::cmp::Reverse(end - start), start));
    let mut taken = HashSet::new();
    let mut chosen = BTreeMap::new();
    for (start, end) in found {
        if !taken.contains(&start) && !taken.contains(&(end - 1)) {
            chosen.insert(start, end);
        }
        taken.extend(start..end);
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn specials() -> Specials {
        // {"don't": [{65: "do"}, {65: "n't", 67: "not"}]}
        let bytes = b"\x81\xa5don't\x92\x81\x41\xa2do\x82\x41\xa3n't\x43\xa3not";
        let value = crate::msgpack::read(bytes).unwrap();
        Specials::read(&value).unwrap()
    }

    #[test]
    fn the_longest_of_overlapping_cases_wins() {
        assert_eq!(
            choose(vec![(0, 1), (0, 3), (2, 4), (3, 4)]),
            BTreeMap::from([(0, 3)])
        );
        assert_eq!(
            choose(vec![(1, 3), (3, 5), (2, 4)]),
            BTreeMap::from([(1, 3)])
        );
    }

    #[test]
    fn a_case_is_cut_into_its_own_tokens() {
        let mut pieces = Vec::new();
        assert!(specials().push("don't", 3, &mut pieces));
        let cuts: Vec<_> = pieces
            .iter()
            .map(|piece| (piece.start, piece.end))
            .collect();
        assert_eq!(cuts, [(3, 5), (5, 8)]);
        assert_eq!(pieces[1].norm, string_id("not"));
        assert!(!specials().push("dont", 0, &mut pieces));
    }

    #[test]
    fn tokens_that_make_up_a_case_are_put_together() {
        let mut specials = specials();
        specials.add_sequence(["don", "'", "t"].into_iter());
        let piece = |start, end| Piece {
            start,
            end,
            norm: 0,
        };
        let pieces = vec![piece(0, 1), piece(1, 4), piece(4, 5), piece(5, 6)];
        let cut = specials.apply("(don't", pieces.clone());
        let cuts: Vec<_> = cut.iter().map(|piece| (piece.start, piece.end)).collect();
        assert_eq!(cuts, [(0, 1), (1, 3), (3, 6)]);
        // With a space inside, the text is not that of the case.
        let spaced = vec![piece(0, 3), piece(4, 5), piece(5, 6)];
        assert_eq!(specials.apply("don 't", spaced.clone()), spaced);
    }

    #[test]
    fn a_case_that_is_not_its_tokens_is_refused() {
        for bytes in [
            &b"\x81\xa1a\x91\x81\x41\xa1b"[..],
            b"\x81\xa1a\x90",
            b"\x81\x01\x90",
            b"\x81\xa1a\x91\x81\x09\xa1a",
        ] {
            let value = crate::msgpack::read(bytes).unwrap();
            assert!(Specials::read(&value).is_err());
        }
    }
}
