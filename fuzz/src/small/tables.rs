//! What the files of rules and tables are made of.

use super::super::msgpack::{int, list, map, named, nil, str};
use super::id;

/// Settings of a parser or an entity recogniser.
pub(super) const SETTINGS: &str = r#"{"beam_width":1,"learn_tokens":false}"#;

/// Nine moves of an entity recogniser.
pub(super) const ENTITY_MOVES: &str = r#"{"0":{},"1":{"ORG":9,"GPE":8},"2":{"ORG":9,"GPE":8},"3":{"ORG":9,"GPE":8},"4":{"ORG":9,"GPE":8},"5":{"":1}}"#;

/// A file `moves`, of labels by action.
pub(super) fn moves(json: &str) -> Vec<u8> {
    named(&[("moves", str(json)), ("cfg", named(&[("neg_key", nil())]))])
}

/// A part of a special case: its letters, and its norm.
pub(super) fn part(orth: &str, norm: Option<&str>) -> Vec<u8> {
    let norm = norm.map(|norm| (int(67), str(norm)));
    let entries = [(int(65), str(orth))].into_iter().chain(norm);
    map(&entries.collect::<Vec<_>>())
}

/// A list of words.
pub(super) fn words(words: &[&str]) -> Vec<u8> {
    let words: Vec<Vec<u8>> = words.iter().map(|word| str(word)).collect();
    list(&words)
}

/// A rule of an attribute ruler: what is tested in a token, and the fields that are set in it.
pub(super) fn rule(test: (&str, Vec<u8>), fields: &[(&str, &str)]) -> Vec<u8> {
    let fields: Vec<_> = fields.iter().map(|(name, to)| (*name, str(to))).collect();
    named(&[
        ("patterns", list(&[list(&[named(&[test])])])),
        ("attrs", named(&fields)),
        ("index", int(0)),
    ])
}

/// A test of a rule: whether a word in lower case is one of these.
pub(super) fn lower_in(among: &[&str]) -> (&'static str, Vec<u8>) {
    ("LOWER", named(&[("IN", words(among))]))
}

/// A table by the ids of strings.
pub(super) fn by_id(entries: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let entries = entries.iter();
    let entries = entries.map(|(name, content)| (int(id(name)), content.clone()));
    map(&entries.collect::<Vec<_>>())
}

/// Endings with what replaces them.
pub(super) fn endings(pairs: &[[&str; 2]]) -> Vec<u8> {
    let pairs: Vec<Vec<u8>> = pairs.iter().map(|pair| words(pair)).collect();
    list(&pairs)
}
