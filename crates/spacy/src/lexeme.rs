//! What a pipeline's networks see of a word: norm, prefix, suffix, shape.

use std::collections::HashMap;
use std::path::Path;
use std::sync::LazyLock;

use regex_syntax::hir::ClassUnicode;

use crate::Error;
use crate::msgpack::{self, Value};
use crate::strings::string_id;
use crate::tokenizer::{class, holds, is_space};

/// Norms that spaCy gives to punctuation and currency in every language: for each norm the
/// words that have it.
const BASE_NORMS: [(&str, &[&str]); 10] = [
    ("'s", &["'s", "'S", "’s", "’S"]),
    ("'", &["’", "‘", "´", "`"]),
    (
        "\"",
        &["”", "“", "''", "``", "´´", "„", "»", "«", "‘‘", "’’"],
    ),
    ("?", &["？"]),
    ("!", &["！"]),
    (",", &["，"]),
    (";", &["；"]),
    (":", &["："]),
    (".", &["。", "।"]),
    ("-", &["—", "–", "--", "---", "——"]),
];
/// As above, for the norms that are longer or stand for many signs.
const SIGN_NORMS: [(&str, &[&str]); 2] = [
    ("...", &["…"]),
    (
        "$",
        &[
            "€", "£", "¥", "฿", "US$", "C$", "A$", "₺", "₹", "৳", "₩", "Mex$", "₣", "E£",
        ],
    ),
];

/// A word's features, as ids of strings.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Lexeme {
    pub(crate) orth: u64,
    pub(crate) lower: u64,
    pub(crate) norm: u64,
    pub(crate) prefix: u64,
    pub(crate) suffix: u64,
    pub(crate) shape: u64,
    pub(crate) is_space: bool,
}

/// The norms of a pipeline's vocabulary.
#[derive(Debug, Default)]
pub(crate) struct Norms {
    by_word: HashMap<u64, u64>,
}

impl Norms {
    /// The norms of spaCy, and those of `vocab/lookups.bin` before them.
    pub(crate) fn read(path: &Path, bytes: &[u8]) -> Result<Norms, Error> {
        let wrong = |expected: &str| Error::format(path, expected);
        let value = msgpack::read(bytes).map_err(|expected| wrong(&expected))?;
        // The file holds tables by their names, of which a pipeline may have none.
        let is_table = |table: &Value| matches!(table, Value::Map(_));
        if !is_table(&value) || !value.entries().iter().all(|(_, table)| is_table(table)) {
            return Err(wrong("tables by their names expected"));
        }
        let mut by_word = HashMap::new();
        for (norm, words) in BASE_NORMS.iter().chain(&SIGN_NORMS) {
            by_word.extend(words.iter().map(|word| (string_id(word), string_id(norm))));
        }
        for (word, norm) in value
            .get("lexeme_norm")
            .map(Value::entries)
            .unwrap_or_default()
        {
            let (Some(word), Some(norm)) = (word.as_id(), norm.as_str()) else {
                return Err(wrong(
                    "ids of words and their norms expected in `lexeme_norm`",
                ));
            };
            by_word.insert(word, string_id(norm));
        }
        Ok(Norms { by_word })
    }

    /// The features of a word.
    pub(crate) fn lexeme(&self, word: &str) -> Lexeme {
        let orth = string_id(word);
        let lower = string_id(&word.to_lowercase());
        let first = word.char_indices().nth(1).map_or(word.len(), |(i, _)| i);
        let last = word.char_indices().rev().nth(2).map_or(0, |(i, _)| i);
        Lexeme {
            orth,
            lower,
            norm: self.by_word.get(&orth).copied().unwrap_or(lower),
            prefix: string_id(&word[..first]),
            suffix: string_id(&word[last..]),
            shape: string_id(&shape(word)),
            is_space: word.chars().all(is_space),
        }
    }
}

static LETTERS: LazyLock<ClassUnicode> = LazyLock::new(|| class(r"\p{L}"));
/// Characters with a digit's value: decimal digits, superscripts, digits in circles.
static DIGITS: LazyLock<ClassUnicode> = LazyLock::new(|| {
    class(concat!(
        r"[\p{Nd}²³¹\x{1369}-\x{1371}\x{19DA}\x{2070}\x{2074}-\x{2079}\x{2080}-\x{2089}",
        r"\x{2460}-\x{2468}\x{2474}-\x{247C}\x{2488}-\x{2490}\x{24EA}\x{24F5}-\x{24FD}\x{24FF}",
        r"\x{2776}-\x{277E}\x{2780}-\x{2788}\x{278A}-\x{2792}\x{10A40}-\x{10A43}",
        r"\x{10E60}-\x{10E68}\x{11052}-\x{1105A}\x{1F100}-\x{1F10A}]",
    ))
});

/// Whether Python's `str.isalpha` holds for a character: it is a letter.
pub(crate) fn is_alpha(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphabetic()
    } else {
        holds(&LETTERS, c)
    }
}

fn is_digit(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_digit()
    } else {
        holds(&DIGITS, c)
    }
}

/// The shape of a word: letters become `x` and `X`, digits `d`, and a run of the same is cut
/// after four.
fn shape(word: &str) -> String {
    if word.chars().nth(99).is_some() {
        return String::from("LONG");
    }
    let mut shape = String::new();
    let mut last = None;
    let mut run = 0;
    for c in word.chars() {
        let sign = match c {
            _ if is_alpha(c) && c.is_uppercase() => 'X',
            _ if is_alpha(c) => 'x',
            _ if is_digit(c) => 'd',
            _ => c,
        };
        run = if last == Some(sign) { run + 1 } else { 0 };
        last = Some(sign);
        if run < 4 {
            shape.push(sign);
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_those_of_spacy() {
        assert_eq!(shape("Apple"), "Xxxxx");
        assert_eq!(shape("internationally"), "xxxx");
        assert_eq!(shape("C-3PO"), "X-dXX");
        assert_eq!(shape("x²①e\u{301}中ǅ"), "xddx\u{301}xx");
        assert_eq!(shape(&"a".repeat(99)), "xxxx");
        assert_eq!(shape(&"é".repeat(100)), "LONG");
    }

    #[test]
    fn features_are_those_of_spacy() {
        // {"lexeme_norm": {hash of "colour": "color"}}
        let mut bytes = b"\x81\xablexeme_norm\x81\xcf".to_vec();
        bytes.extend_from_slice(&string_id("colour").to_be_bytes());
        bytes.extend_from_slice(b"\xa5color");
        let norms = Norms::read(Path::new("lookups.bin"), &bytes).unwrap();
        let word = norms.lexeme("Müller's");
        assert_eq!(word.prefix, string_id("M"));
        assert_eq!(word.suffix, string_id("r's"));
        assert_eq!(word.norm, string_id("müller's"));
        assert_eq!(norms.lexeme("colour").norm, string_id("color"));
        assert_eq!(norms.lexeme("“").norm, string_id("\""));
        assert!(norms.lexeme(" \u{1f}\n").is_space);
    }

    #[test]
    fn a_damaged_table_of_norms_is_refused() {
        let error = Norms::read(Path::new("lookups.bin"), b"\x81\xablexeme_norm\x81\x01\x02");
        assert!(error.unwrap_err().to_string().contains("lookups.bin"));
        for other in [&b"\x90"[..], b"\xc0", b"\x81\xa5moves\xa0"] {
            let error = Norms::read(Path::new("lookups.bin"), other).unwrap_err();
            assert!(error.to_string().contains("tables"), "{error}");
        }
    }
}
