//! French base forms: known words stay, then exceptions, rules for endings, a table of words.
//!
//! The source is spaCy's module `lang.fr.lemmatizer`, for the mode `rule`.

use crate::lexeme::is_alpha;

use super::rules::endings;
use super::tables::{Tables, holds};

/// Parts of speech to which rules apply; all others are looked up as they are written.
const RULED: [&str; 11] = [
    "noun", "verb", "adj", "adp", "adv", "aux", "cconj", "det", "pron", "punct", "sconj",
];

/// The base form of a word; the part of speech is in lower case.
pub(super) fn lemma(tables: &Tables, pos: &str, word: &str) -> String {
    if !RULED.contains(&pos) {
        return tables.lookup(word).unwrap_or(word).to_owned();
    }
    let lower = word.to_lowercase();
    if holds(tables.index(pos), &lower) {
        return lower;
    }
    if let Some(exception) = tables.exceptions(pos, &lower).first() {
        return (*exception).to_owned();
    }
    if let Some(form) = by_ending(tables, pos, &lower) {
        return form;
    }
    tables.lookup(&lower).unwrap_or(&lower).to_owned()
}

/// The first known form that a rule makes, else the first form at all.
fn by_ending(tables: &Tables, pos: &str, lower: &str) -> Option<String> {
    let index = tables.index(pos);
    let is_known = |form: &String| holds(index, form) || !form.chars().all(is_alpha);
    endings(tables, pos, lower)
        .find(is_known)
        .or_else(|| endings(tables, pos, lower).next())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::tables::tables;
    use super::*;

    #[test]
    fn index_exceptions_endings_and_words_are_asked_in_this_order() {
        let tables = tables(&json!({
            "lemma_rules": {"verb": [["ons", "er"], ["ons", "ir"], ["ons", "x-"]]},
            "lemma_exc": {"verb": {"dons": ["donner"]}, "det": {"les": ["le"]}},
            "lemma_index": {"verb": ["parler", "finir", "bonbons"]},
            "lemma_lookup": {"Oslos": ["Oslo"], "lents": ["lent"]},
        }));
        let lemma = |word: &str, pos: &str| lemma(&tables, pos, word);
        assert_eq!(lemma("Bonbons", "verb"), "bonbons");
        assert_eq!(lemma("dons", "verb"), "donner");
        assert_eq!(lemma("Parlons", "verb"), "parler");
        assert_eq!(lemma("finons", "verb"), "finir");
        // No letters alone: taken for known, before forms that are not.
        assert_eq!(lemma("zorpons", "verb"), "zorpx-");
        assert_eq!(lemma("Les", "det"), "le");
        assert_eq!(lemma("Lents", "adv"), "lent");
        assert_eq!(lemma("Zorp", "adv"), "zorp");
        assert_eq!(lemma("Oslos", "propn"), "Oslo");
        assert_eq!(lemma("Zorp", "propn"), "Zorp");
    }
}
