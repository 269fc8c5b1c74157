//! Base forms by rules for endings, tables of exceptions and an index of known words, for each
//! part of speech: the method of English and of languages without one of their own.
//!
//! The source is `rule_lemmatize` of spaCy's `Lemmatizer` (API documentation, "Lemmatizer"),
//! and for [`is_base_form`] its `EnglishLemmatizer`.

use crate::Token;
use crate::lexeme::is_alpha;

use super::tables::{Tables, holds};

/// The base form of a word; the part of speech is in lower case.
pub(super) fn lemma(tables: &Tables, pos: &str, word: &str) -> String {
    let lower = word.to_lowercase();
    if !tables.know(pos) {
        return match pos {
            "propn" => word.to_owned(),
            _ => lower,
        };
    }
    // Of several exceptions spaCy takes the last one that no rule has found.
    let forms = forms(tables, pos, &lower);
    let exceptions = tables.exceptions(pos, &lower);
    let mut exceptions = exceptions.into_iter().rev();
    let exception = exceptions.find(|form| !forms.known.iter().any(|known| known == form));
    let found = forms.known.first().or(forms.unknown.first());
    let best = exception.or(found.map(String::as_str));
    best.unwrap_or(word).to_owned()
}

/// Base forms found by rule, the best first.
#[derive(Default)]
pub(super) struct Forms {
    pub(super) known: Vec<String>,
    pub(super) unknown: Vec<String>,
}

/// What the rules make of a word: a form in the index comes before all that were found before
/// it, and one with a sign that is no letter is taken for known.
fn forms(tables: &Tables, pos: &str, lower: &str) -> Forms {
    let index = tables.index(pos);
    let mut forms = Forms::default();
    for form in endings(tables, pos, lower) {
        if holds(index, &form) {
            forms.known.insert(0, form);
        } else if !form.chars().all(is_alpha) {
            forms.known.push(form);
        } else {
            forms.unknown.push(form);
        }
    }
    forms
}

/// The word with its ending replaced, by each rule that applies.
pub(super) fn endings<'a>(
    tables: &'a Tables,
    pos: &str,
    lower: &'a str,
) -> impl Iterator<Item = String> + 'a {
    let replaced = tables.rules(pos).iter().filter_map(move |(old, new)| {
        let stem = lower.strip_suffix(&**old)?;
        Some(format!("{stem}{new}"))
    });
    replaced.filter(|form| !form.is_empty())
}

/// Whether the morphology of an English token says that it is a base form already.
pub(super) fn is_base_form(token: &Token) -> bool {
    let feature = |name: &str| {
        let mut features = token
            .morph
            .split('|')
            .filter_map(|feature| feature.split_once('='));
        features
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value)
    };
    let finite_present = feature("VerbForm") == Some("Fin")
        && feature("Tense") == Some("Pres")
        && feature("Number").is_none();
    token.pos == "NOUN" && feature("Number") == Some("Sing")
        || token.pos == "VERB" && finite_present
        || matches!(feature("VerbForm"), Some("Inf" | "None"))
        || feature("Degree") == Some("Pos")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::tables::tables;
    use super::*;
    use crate::Label;

    #[test]
    fn forms_in_the_index_and_exceptions_come_first() {
        let tables = tables(&json!({
            "lemma_rules": {"verb": [["s", ""], ["ed", "e"], ["ed", ""]], "noun": [["s", ""]]},
            "lemma_exc": {"verb": {"went": ["go"]}},
            "lemma_index": {"verb": ["walk", "bake"], "noun": []},
        }));
        let lemma = |word: &str, pos: &str| lemma(&tables, pos, word);
        assert_eq!(lemma("Walked", "verb"), "walk");
        assert_eq!(lemma("baked", "verb"), "bake");
        assert_eq!(lemma("WENT", "verb"), "go");
        assert_eq!(lemma("zorped", "verb"), "zorpe");
        assert_eq!(lemma("Zorp", "verb"), "Zorp");
        assert_eq!(lemma("Oslo", "propn"), "Oslo");
        assert_eq!(lemma("The", "det"), "the");
    }

    #[test]
    fn morphology_says_what_is_a_base_form() {
        let token = |pos: &str, morph: &str| Token {
            pos: Label::from(pos),
            morph: Label::from(morph),
            ..Token::default()
        };
        assert!(is_base_form(&token("NOUN", "Number=Sing")));
        assert!(!is_base_form(&token("NOUN", "Number=Plur")));
        assert!(is_base_form(&token("VERB", "Tense=Pres|VerbForm=Fin")));
        assert!(!is_base_form(&token(
            "VERB",
            "Number=Sing|Tense=Pres|VerbForm=Fin"
        )));
        assert!(is_base_form(&token("ADV", "Degree=Pos")));
    }
}
