//! Cuts a text into tokens: at spaces, then affix by affix, with special cases.
//!
//! The patterns and the special cases come from the pipeline's `tokenizer` file. The algorithm
//! is the one of spaCy's documentation (Linguistic Features, "How spaCy's tokenizer works").

mod alternatives;
mod backtrack;
mod branch;
mod chars;
mod infix;
mod python;
mod search;
mod special;
mod tree;

use std::collections::HashMap;
use std::path::Path;

use crate::Error;
use crate::msgpack::{self, Value};

use backtrack::Effort;
pub(crate) use chars::{class, holds, is_space};
use infix::Infix;
pub(crate) use search::Search;
use search::{Prefix, Suffix, Whole};
use special::Specials;

/// Longest run of characters without space, in bytes, whose tokens are remembered for the
/// next time it comes.
const MAX_REMEMBERED: usize = 64;

/// What the file of a tokenizer holds, as far as it is read. spaCy writes all of it, and null
/// for a pattern that there is not.
const KEYS: [&str; 7] = [
    "prefix_search",
    "suffix_search",
    "infix_finditer",
    "token_match",
    "url_match",
    "exceptions",
    "faster_heuristics",
];

/// A token: its bytes in the text.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Piece {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// The id of the norm that a special case gives it; 0 when none does.
    pub(crate) norm: u64,
}

/// The rules of one pipeline.
#[derive(Debug)]
pub(crate) struct Tokenizer {
    prefix: Option<Prefix>,
    suffix: Option<Suffix>,
    infix: Option<Infix>,
    token_match: Option<Whole>,
    url_match: Option<Whole>,
    specials: Specials,
}

/// Whether special cases count: not while it is found out how one would be cut otherwise.
#[derive(Clone, Copy, PartialEq)]
enum Cases {
    Apply,
    Ignore,
}

impl Tokenizer {
    /// Reads the file `tokenizer` of a pipeline.
    pub(crate) fn read(path: &Path, bytes: &[u8]) -> Result<Tokenizer, Error> {
        let wrong = |expected: String| Error::format(path, expected);
        let value = msgpack::read(bytes).map_err(wrong)?;
        if KEYS.iter().all(|key| value.get(key).is_none()) {
            return Err(wrong(format!("any of {} expected", KEYS.join(", "))));
        }
        let specials = value.get("exceptions").unwrap_or(&Value::Nil);
        let mut tokenizer = Tokenizer {
            prefix: pattern(&value, "prefix_search", Prefix::new).map_err(wrong)?,
            suffix: pattern(&value, "suffix_search", Suffix::new).map_err(wrong)?,
            infix: pattern(&value, "infix_finditer", Infix::new).map_err(wrong)?,
            token_match: pattern(&value, "token_match", Whole::new).map_err(wrong)?,
            url_match: pattern(&value, "url_match", Whole::new).map_err(wrong)?,
            specials: Specials::read(specials).map_err(wrong)?,
        };
        let all = value.get("faster_heuristics") == Some(&Value::Bool(false));
        for text in tokenizer.specials.texts() {
            if all || tokenizer.has_affix(&text) {
                let pieces = tokenizer.cut(&text, Cases::Ignore);
                let words = pieces
                    .iter()
                    .map(|p| &text[p.start as usize..p.end as usize]);
                tokenizer.specials.add_sequence(words);
            }
        }
        Ok(tokenizer)
    }

    /// Whether a special case has something in it at which it would be cut.
    fn has_affix(&self, text: &str) -> bool {
        let effort = &mut Effort::new();
        let infix = self.infix.as_ref();
        self.prefix_of(text, effort) > 0
            || self.suffix_of(text, effort) > 0
            || infix.is_some_and(|infix| !infix.find_all(text, effort).is_empty())
            || text.contains(' ')
    }

    /// The tokens of a text in order. Only single spaces between tokens belong to none.
    pub(crate) fn tokenize(&self, text: &str) -> Vec<Piece> {
        self.specials.apply(text, self.cut(text, Cases::Apply))
    }

    fn cut(&self, text: &str, cases: Cases) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut seen = HashMap::new();
        let mut start = 0;
        let mut in_space = text.chars().next().is_some_and(is_space);
        for (at, c) in text.char_indices() {
            if is_space(c) == in_space {
                continue;
            }
            if start < at {
                self.cut_chunk(text, start..at, cases, &mut seen, &mut pieces);
            }
            start = if c == ' ' { at + 1 } else { at };
            in_space = !in_space;
        }
        if start < text.len() {
            self.cut_chunk(text, start..text.len(), cases, &mut seen, &mut pieces);
        }
        pieces
    }

    /// Cuts a chunk, which is all space or has none, or repeats how it was cut before.
    fn cut_chunk<'t>(
        &self,
        text: &'t str,
        range: std::ops::Range<usize>,
        cases: Cases,
        seen: &mut HashMap<&'t str, Vec<Piece>>,
        pieces: &mut Vec<Piece>,
    ) {
        let chunk = &text[range.clone()];
        let first = pieces.len();
        if cases == Cases::Apply && self.specials.push(chunk, range.start, pieces) {
            return;
        }
        let base = range.start as u32;
        if let Some(known) = seen.get(chunk) {
            pieces.extend(known.iter().map(|p| Piece {
                start: base + p.start,
                end: base + p.end,
                ..*p
            }));
            return;
        }
        self.cut_affixes(text, range, cases, pieces);
        if chunk.len() <= MAX_REMEMBERED {
            let known = pieces[first..].iter().map(|p| Piece {
                start: p.start - base,
                end: p.end - base,
                ..*p
            });
            seen.insert(chunk, known.collect());
        }
    }

    /// Takes prefixes and suffixes off until nothing changes, then cuts what is left.
    fn cut_affixes(
        &self,
        text: &str,
        range: std::ops::Range<usize>,
        cases: Cases,
        pieces: &mut Vec<Piece>,
    ) {
        let is_special = |text: &str| cases == Cases::Apply && self.specials.has(text);
        let (mut start, mut end) = (range.start, range.end);
        let mut suffixes = Vec::new();
        let effort = &mut Effort::new();
        while start < end {
            let rest = &text[start..end];
            if self.is_token(rest, effort) || is_special(rest) {
                break;
            }
            let prefix = self.prefix_of(rest, effort);
            if prefix > 0 && prefix < rest.len() && is_special(&rest[prefix..]) {
                pieces.push(piece(start, start + prefix));
                start += prefix;
                break;
            }
            let suffix = self.suffix_of(&rest[prefix..], effort);
            if suffix > 0 && suffix < rest.len() && is_special(&rest[..rest.len() - suffix]) {
                suffixes.push(piece(end - suffix, end));
                end -= suffix;
                break;
            }
            if prefix == 0 && suffix == 0 {
                break;
            }
            let prefixes = (prefix > 0).then(|| piece(start, start + prefix));
            let found = (suffix > 0).then(|| piece(end - suffix, end));
            pieces.extend(prefixes);
            suffixes.extend(found);
            (start, end) = (start + prefix, end - suffix);
        }
        if start < end {
            self.cut_rest(text, start..end, cases, pieces);
        }
        pieces.extend(suffixes.into_iter().rev());
    }

    fn prefix_of(&self, text: &str, effort: &mut Effort) -> usize {
        let prefix = self.prefix.as_ref();
        prefix.map_or(0, |prefix| prefix.find(text, effort))
    }

    fn suffix_of(&self, text: &str, effort: &mut Effort) -> usize {
        let suffix = self.suffix.as_ref();
        suffix.map_or(0, |suffix| suffix.find(text, effort))
    }

    fn is_token(&self, text: &str, effort: &mut Effort) -> bool {
        let whole = self.token_match.as_ref();
        whole.is_some_and(|whole| whole.matches(text, effort))
    }

    /// Cuts what no affix could be taken off: not at all, or at infixes.
    fn cut_rest(
        &self,
        text: &str,
        range: std::ops::Range<usize>,
        cases: Cases,
        pieces: &mut Vec<Piece>,
    ) {
        let rest = &text[range.clone()];
        if cases == Cases::Apply && self.specials.push(rest, range.start, pieces) {
            return;
        }
        // Apart from what the affixes took: they must not decide whether this is an address.
        let effort = &mut Effort::new();
        let url = self.url_match.as_ref();
        if self.is_token(rest, effort) || url.is_some_and(|whole| whole.matches(rest, effort)) {
            pieces.push(piece(range.start, range.end));
            return;
        }
        let infixes = self
            .infix
            .as_ref()
            .map(|infix| infix.find_all(rest, effort));
        let mut at = 0;
        for (start, end) in infixes.unwrap_or_default() {
            if start == 0 {
                continue;
            }
            if start != at {
                pieces.push(piece(range.start + at, range.start + start));
            }
            if start != end {
                pieces.push(piece(range.start + start, range.start + end));
            }
            at = end;
        }
        if at < rest.len() {
            pieces.push(piece(range.start + at, range.end));
        }
    }
}

fn piece(start: usize, end: usize) -> Piece {
    Piece {
        start: start as u32,
        end: end as u32,
        norm: 0,
    }
}

/// Compiles one of the patterns of the file; a missing one matches nothing.
fn pattern<T>(
    value: &Value,
    key: &str,
    compile: impl Fn(&str) -> Result<T, String>,
) -> Result<Option<T>, String> {
    match value.get(key) {
        None | Some(Value::Nil) => Ok(None),
        Some(Value::Str(pattern)) => compile(pattern)
            .map(Some)
            .map_err(|e| format!("{key}: {e}")),
        Some(_) => Err(format!("{key}: a string expected")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokenizer() -> Tokenizer {
        let bytes = msgpack::write(&serde_json::json!({
            "prefix_search": r#"^\(|^""#,
            "suffix_search": r#"\)$|"$|,$|(?<=[0-9])km$"#,
            "infix_finditer": r"(?<=[a-z])-(?=[a-z])",
            "url_match": r"^(?:\w+\.)+org$",
            "exceptions": {
                ":)": [{"65": ":)"}],
                "a.m.": [{"65": "a.m."}],
                "don't": [{"65": "do"}, {"65": "n't", "67": "not"}]
            }
        }));
        Tokenizer::read(Path::new("tokenizer"), &bytes).unwrap()
    }

    fn words(text: &str) -> Vec<&str> {
        let pieces = tokenizer().tokenize(text);
        let cut = |p: &Piece| &text[p.start as usize..p.end as usize];
        pieces.iter().map(cut).collect()
    }

    #[test]
    fn affixes_come_off_from_outside() {
        assert_eq!(
            words(r#"("well-known", 12km)"#),
            ["(", "\"", "well", "-", "known", "\"", ",", "12", "km", ")"]
        );
    }

    #[test]
    fn special_cases_stay_together_where_affixes_end() {
        assert_eq!(words("(don't, a.m.)"), ["(", "do", "n't", ",", "a.m.", ")"]);
        assert_eq!(words("x:) :)"), ["x:", ")", ":)"]);
    }

    #[test]
    fn an_address_is_not_cut_at_infixes() {
        assert_eq!(words("see (a.b.org)"), ["see", "(", "a.b.org", ")"]);
        assert_eq!(words("a-b.com"), ["a", "-", "b.com"]);
    }

    #[test]
    fn only_a_single_space_belongs_to_no_token() {
        assert_eq!(
            words(" a  b\n\n c \u{a0}d"),
            [" ", "a", " ", "b", "\n\n ", "c", "\u{a0}", "d"]
        );
        assert_eq!(words(""), [""; 0]);
    }

    #[test]
    fn a_file_of_something_else_is_refused() {
        for other in [&b"\x80"[..], b"\x90", b"\xc0", b"\x81\xa5moves\xa0"] {
            let error = Tokenizer::read(Path::new("tokenizer"), other).unwrap_err();
            assert!(error.to_string().contains("infix_finditer"), "{error}");
        }
    }

    #[test]
    fn a_pattern_that_is_none_is_named() {
        let bytes = msgpack::write(&serde_json::json!({"suffix_search": "(a$"}));
        let error = Tokenizer::read(Path::new("tokenizer"), &bytes).unwrap_err();
        assert!(error.to_string().contains("suffix_search"), "{error}");
    }
}
