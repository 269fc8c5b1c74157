//! Patterns: a tokenizer of any patterns and special cases, and a text for it.

use super::answer::{check_error, check_model};
use super::msgpack::{bool, int, list, map, named, nil, str};
use super::{Folder, small};

/// The `config.cfg` of a pipeline that is only a tokenizer.
pub(crate) const CONFIG: &str =
    "[nlp]\npipeline = []\ntokenizer = {\"@tokenizers\":\"spacy.Tokenizer.v1\"}\n";

/// The patterns in the order of their lines.
const KEYS: [&str; 5] = [
    "prefix_search",
    "suffix_search",
    "infix_finditer",
    "token_match",
    "url_match",
];

/// Loads tokenizers and reads a text with each.
#[derive(Debug)]
pub struct Patterns(Folder);

impl Patterns {
    /// Writes a pipeline that is only a tokenizer.
    pub fn new() -> Patterns {
        let mut files = small::english();
        files.retain(|(name, _)| {
            ["config.cfg", "meta.json", "tokenizer", "vocab/lookups.bin"].contains(name)
        });
        files[0].1 = CONFIG.into();
        Patterns(Folder::new(files))
    }

    /// Five lines are patterns, an empty one is none; the sixth has special cases with spaces
    /// between them, cut at `|`; all that follows is the text.
    pub fn check(&self, data: &[u8]) {
        let input = String::from_utf8_lossy(data);
        let mut lines = input.splitn(7, '\n');
        let mut line = || lines.next().unwrap_or_default();
        let mut entries = KEYS
            .map(|key| match line() {
                "" => (key, nil()),
                pattern => (key, str(pattern)),
            })
            .to_vec();
        entries.push(("exceptions", exceptions(line())));
        entries.push(("faster_heuristics", bool(input.len().is_multiple_of(2))));
        match self.0.load_with(2, &named(&entries)) {
            Ok(model) => check_model(&model, line()),
            Err(error) => check_error(&error, self.0.dir()),
        }
    }
}

impl Default for Patterns {
    fn default() -> Patterns {
        Patterns::new()
    }
}

fn exceptions(line: &str) -> Vec<u8> {
    let cases = line.split(' ').filter(|case| !case.is_empty());
    let cases = cases.map(|case| {
        let parts = case.split('|').map(|part| map(&[(int(65), str(part))]));
        (
            str(&case.replace('|', "")),
            list(&parts.collect::<Vec<_>>()),
        )
    });
    map(&cases.collect::<Vec<_>>())
}
