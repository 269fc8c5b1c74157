//! Lemmatizer: the base form of every token, by the method of its mode and its language.
//!
//! The modes are those of spaCy's `Lemmatizer` (API documentation, "Lemmatizer"); its rules for
//! French and Spanish are described in [`french`] and [`spanish`].

mod french;
mod rules;
mod spanish;
mod tables;

use std::collections::HashMap;

use crate::batch::Batch;
use crate::config::Config;
use crate::{Error, Label, Token};

use super::Source;
use tables::Tables;

/// Languages for which spaCy has rules in code that is not known here.
const OTHER_RULES: [&str; 5] = ["ca", "el", "ht", "mk", "nl"];

/// The component `lemmatizer`.
#[derive(Debug)]
pub(crate) struct Lemmatizer {
    method: Method,
    tables: Tables,
    overwrite: bool,
}

/// How a base form is found.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Method {
    /// Rules for endings, as in most languages.
    Rules,
    /// The same, after a look at the morphology of English.
    English,
    French,
    Spanish,
    /// A table of words.
    Lookup,
    /// A table of words in lower case.
    LowerLookup,
}

impl Lemmatizer {
    pub(super) fn load(source: &Source) -> Result<Lemmatizer, Error> {
        let section = source.section("");
        let method = Method::configured(source.config, &section)?;
        let path = source.file("lookups").join("lookups.bin");
        let bytes = crate::error::read_bytes(&path)?;
        let tables = Tables::read(&path, bytes, method.required())?;
        if method == Method::Spanish {
            spanish::check(&tables).map_err(|expected| Error::format(&path, expected))?;
        }
        Ok(Lemmatizer {
            method,
            tables,
            overwrite: source.config.flag(&section, "overwrite")?,
        })
    }

    pub(super) fn run(&self, batch: &mut Batch) {
        let mut known: HashMap<(&str, Label, Label, bool), Label> = HashMap::new();
        for (text, tokens, _) in batch.docs() {
            for token in tokens
                .iter_mut()
                .filter(|token| self.overwrite || token.lemma.is_empty())
            {
                let word = &text[token.start as usize..token.end as usize];
                let (morph, flag) = self.method.depends_on(token);
                let key = (word, token.pos.clone(), morph, flag);
                let lemma = known
                    .entry(key)
                    .or_insert_with(|| Label::from(&*self.lemma(word, token)));
                token.lemma = lemma.clone();
            }
        }
    }

    fn lemma(&self, word: &str, token: &Token) -> String {
        let lower = word.to_lowercase();
        let pos = token.pos.to_lowercase();
        let by_rule = !matches!(self.method, Method::Lookup | Method::LowerLookup);
        if by_rule && matches!(&*pos, "" | "eol" | "space") {
            return lower;
        }
        match self.method {
            Method::Rules => rules::lemma(&self.tables, &pos, word),
            Method::English if rules::is_base_form(token) => lower,
            Method::English => rules::lemma(&self.tables, &pos, word),
            Method::French => french::lemma(&self.tables, &pos, word),
            Method::Spanish => spanish::lemma(&self.tables, &pos, word, token),
            Method::Lookup => self.tables.lookup(word).unwrap_or(word).to_owned(),
            Method::LowerLookup => self.tables.lookup(&lower).unwrap_or(&lower).to_owned(),
        }
    }
}

impl Method {
    fn configured(config: &Config, section: &str) -> Result<Method, Error> {
        // spaCy's own default, where a package does not write it down.
        let mode = match config.get(section, "mode")? {
            Some(_) => config.one_of(section, "mode", &["rule", "lookup"])?,
            None => String::from("lookup"),
        };
        let language = config.get("nlp", "lang")?;
        let language = language.as_ref().and_then(|lang| lang.as_str());
        Ok(match (&*mode, language.unwrap_or_default()) {
            ("lookup", "nl") => Method::LowerLookup,
            ("lookup", _) => Method::Lookup,
            (_, "en") => Method::English,
            (_, "fr") => Method::French,
            (_, "es") => Method::Spanish,
            (_, language) if OTHER_RULES.contains(&language) => {
                let supported = format!("the mode \"lookup\" in the language {language:?}");
                return Err(config.unsupported(section, "mode", &supported));
            }
            _ => Method::Rules,
        })
    }

    /// The tables that must be there.
    fn required(self) -> &'static [&'static str] {
        match self {
            Method::Rules | Method::English => &["lemma_rules"],
            Method::French => &["lemma_lookup", "lemma_rules", "lemma_exc", "lemma_index"],
            Method::Spanish => &[
                "lemma_rules",
                "lemma_rules_groups",
                "lemma_index",
                "lemma_exc",
            ],
            Method::Lookup | Method::LowerLookup => &["lemma_lookup"],
        }
    }

    /// What a base form depends on besides word and part of speech.
    fn depends_on(self, token: &Token) -> (Label, bool) {
        match self {
            Method::English => (Label::default(), rules::is_base_form(token)),
            Method::Spanish => (token.morph.clone(), token.sentence_start),
            _ => (Label::default(), false),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn method(config: &str) -> Result<Method, String> {
        let config = Config::from_text(std::path::Path::new("config.cfg"), config).unwrap();
        let method = Method::configured(&config, "components.lemmatizer");
        method.map_err(|error| error.to_string())
    }

    #[test]
    fn the_method_follows_from_language_and_mode() {
        let of = |lang: &str, mode: &str| {
            method(&format!(
                "[nlp]\nlang = \"{lang}\"\n[components.lemmatizer]\nmode = \"{mode}\"\n"
            ))
        };
        assert_eq!(of("en", "rule"), Ok(Method::English));
        assert_eq!(of("fr", "rule"), Ok(Method::French));
        assert_eq!(of("fr", "lookup"), Ok(Method::Lookup));
        assert_eq!(of("nl", "lookup"), Ok(Method::LowerLookup));
        assert_eq!(of("sv", "rule"), Ok(Method::Rules));
        for (lang, mode) in [("el", "rule"), ("it", "pos_lookup"), ("ru", "pymorphy3")] {
            let error = of(lang, mode).unwrap_err();
            assert!(
                error.contains("lemmatizer") && error.contains(mode),
                "{error}"
            );
        }
        assert_eq!(method("[nlp]\nlang = \"da\"\n"), Ok(Method::Lookup));
    }

    #[test]
    fn a_word_that_no_table_knows_is_its_own_base_form() {
        let lemmatizer = |method| Lemmatizer {
            method,
            tables: tables::tables(&json!({"lemma_lookup": {"Oslos": "Oslo", "bomen": "boom"}})),
            overwrite: false,
        };
        let lemma = |method, word: &str| lemmatizer(method).lemma(word, &Token::default());
        assert_eq!(lemma(Method::Lookup, "Oslos"), "Oslo");
        assert_eq!(lemma(Method::Lookup, "Bomen"), "Bomen");
        assert_eq!(lemma(Method::LowerLookup, "Bomen"), "boom");
        assert_eq!(lemma(Method::LowerLookup, "Zee"), "zee");
        // Without a part of speech, no rule applies.
        assert_eq!(lemma(Method::French, "Oslos"), "oslos");
    }
}
