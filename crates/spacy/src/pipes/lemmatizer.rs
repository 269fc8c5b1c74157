//! Lemmatizer: base forms by rules for endings, tables of exceptions and an index of known
//! words, for each part of speech.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use crate::batch::Batch;
use crate::lexeme::is_alpha;
use crate::msgpack::{self, Value};
use crate::strings::string_id;
use crate::{Error, Label, Token};

use super::Source;

/// The component `lemmatizer`.
#[derive(Debug)]
pub(crate) struct Lemmatizer {
    tables: HashMap<u64, Tables>,
    overwrite: bool,
}

/// What is known of one part of speech.
#[derive(Debug, Default)]
struct Tables {
    /// Endings and what replaces them.
    rules: Vec<(String, String)>,
    exceptions: HashMap<String, Vec<String>>,
    index: HashSet<String>,
}

impl Lemmatizer {
    pub(super) fn load(source: &Source) -> Result<Lemmatizer, Error> {
        let config = source.config;
        let section = source.section("");
        config.one_of("nlp", "lang", &["en"])?;
        config.one_of(&section, "mode", &["rule"])?;
        let path = source.file("lookups").join("lookups.bin");
        let bytes = crate::error::read_bytes(&path)?;
        Ok(Lemmatizer {
            tables: read_tables(&path, &bytes)?,
            overwrite: config.flag(&section, "overwrite")?,
        })
    }

    pub(super) fn run(&self, batch: &mut Batch) {
        let mut known: HashMap<(&str, Label, bool), Label> = HashMap::new();
        for (text, tokens, _) in batch.docs() {
            for token in tokens
                .iter_mut()
                .filter(|token| self.overwrite || token.lemma.is_empty())
            {
                let word = &text[token.start as usize..token.end as usize];
                let key = (word, token.pos.clone(), is_base_form(token));
                let lemma = known.entry(key).or_insert_with_key(|(word, pos, is_base)| {
                    Label::from(&*self.lemma(word, pos, *is_base))
                });
                token.lemma = lemma.clone();
            }
        }
    }

    /// The base form of a word.
    fn lemma(&self, word: &str, pos: &str, is_base: bool) -> String {
        let pos = pos.to_lowercase();
        let lower = word.to_lowercase();
        if matches!(&*pos, "" | "eol" | "space") || is_base {
            return lower;
        }
        match self.tables.get(&string_id(&pos)) {
            Some(tables) => tables.lemma(word, &lower),
            None if pos == "propn" => word.to_owned(),
            None => lower,
        }
    }
}

impl Tables {
    fn lemma(&self, word: &str, lower: &str) -> String {
        // Of several exceptions spaCy takes the last one that no rule has found.
        let forms = self.forms(lower);
        let exceptions = self.exceptions.get(lower).into_iter().flatten();
        let exception = exceptions.rev().find(|form| !forms.known.contains(*form));
        let best = exception.or(forms.known.first()).or(forms.unknown.first());
        best.map_or_else(|| word.to_owned(), Clone::clone)
    }

    /// What the rules make of a word.
    fn forms(&self, lower: &str) -> Forms {
        let mut forms = Forms::default();
        for (old, new) in &self.rules {
            let Some(stem) = lower.strip_suffix(&**old) else {
                continue;
            };
            let form = format!("{stem}{new}");
            if form.is_empty() {
                continue;
            }
            if self.index.contains(&form) {
                forms.known.insert(0, form);
            } else if !form.chars().all(is_alpha) {
                forms.known.push(form);
            } else {
                forms.unknown.push(form);
            }
        }
        forms
    }
}

/// Base forms found by rule, the best first.
#[derive(Default)]
struct Forms {
    known: Vec<String>,
    unknown: Vec<String>,
}

/// Whether the morphology of an English token says that it is a base form already.
fn is_base_form(token: &Token) -> bool {
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

fn read_tables(path: &Path, bytes: &[u8]) -> Result<HashMap<u64, Tables>, Error> {
    let value = msgpack::read(bytes).map_err(|expected| Error::format(path, expected))?;
    let mut tables: HashMap<u64, Tables> = HashMap::new();
    for name in ["lemma_rules", "lemma_exc", "lemma_index"] {
        let wrong = || Error::format(path, format!("a table `{name}` by part of speech expected"));
        let Some(Value::Map(entries)) = value.get(name) else {
            return Err(wrong());
        };
        for (pos, content) in entries {
            let table = tables.entry(pos.as_id().ok_or_else(wrong)?).or_default();
            let read = match name {
                "lemma_rules" => read_rules(content).map(|rules| table.rules = rules),
                "lemma_exc" => read_exceptions(content).map(|all| table.exceptions = all),
                _ => read_strings(content).map(|index| table.index = index.into_iter().collect()),
            };
            read.ok_or_else(wrong)?;
        }
    }
    // A part of speech of which nothing is known is as if it were not there.
    tables.retain(|_, t| !(t.rules.is_empty() && t.exceptions.is_empty() && t.index.is_empty()));
    Ok(tables)
}

fn read_strings(value: &Value) -> Option<Vec<String>> {
    let items = value.list_items()?.iter();
    items.map(|item| item.as_str().map(str::to_owned)).collect()
}

fn read_rules(value: &Value) -> Option<Vec<(String, String)>> {
    let rules = value.list_items()?.iter().map(|rule| {
        let [old, new] = rule.list_items()? else {
            return None;
        };
        Some((old.as_str()?.to_owned(), new.as_str()?.to_owned()))
    });
    rules.collect()
}

fn read_exceptions(value: &Value) -> Option<HashMap<String, Vec<String>>> {
    let entries = value.entries().iter();
    entries
        .map(|(word, forms)| Some((word.as_str()?.to_owned(), read_strings(forms)?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn lemmatizer() -> Lemmatizer {
        let pos = |pos: &str| string_id(pos).to_string();
        let bytes = msgpack::write(&json!({
            "lemma_rules": {pos("verb"): [["s", ""], ["ed", "e"], ["ed", ""]], pos("noun"): [["s", ""]]},
            "lemma_exc": {pos("verb"): {"went": ["go"]}},
            "lemma_index": {pos("verb"): ["walk", "bake"], pos("noun"): []},
        }));
        Lemmatizer {
            tables: read_tables(Path::new("lookups.bin"), &bytes).unwrap(),
            overwrite: false,
        }
    }

    #[test]
    fn forms_in_the_index_and_exceptions_come_first() {
        let lemmatizer = lemmatizer();
        let lemma = |word: &str, pos: &str| lemmatizer.lemma(word, pos, false);
        assert_eq!(lemma("Walked", "VERB"), "walk");
        assert_eq!(lemma("baked", "VERB"), "bake");
        assert_eq!(lemma("WENT", "VERB"), "go");
        assert_eq!(lemma("zorped", "VERB"), "zorpe");
        assert_eq!(lemma("Zorp", "VERB"), "Zorp");
        assert_eq!(lemma("Oslo", "PROPN"), "Oslo");
        assert_eq!(lemma("The", "DET"), "the");
        assert_eq!(lemmatizer.lemma("Cats", "NOUN", true), "cats");
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

    #[test]
    fn a_table_that_is_missing_is_named() {
        let bytes = msgpack::write(&json!({"lemma_rules": {}}));
        let error = read_tables(Path::new("lookups.bin"), &bytes).unwrap_err();
        assert!(error.to_string().contains("lemma_exc"), "{error}");
    }
}
