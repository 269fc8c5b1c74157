//! Morphologizer: morphology and coarse part of speech of every token, chosen together.
//!
//! The method is that of spaCy's `Morphologizer` (API documentation, "Morphologizer"): a label
//! stands for a set of features with a part of speech, and the file `cfg` says for each label
//! what it stands for.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};

use crate::batch::{Batch, Labels};
use crate::strings::symbol;
use crate::{Error, Label, Token};

use super::Source;
use super::classifier::Classifier;

/// The component `morphologizer`.
#[derive(Debug)]
pub(crate) struct Morphologizer {
    classifier: Classifier,
    labels: Vec<(Label, Label)>,
    mode: Mode,
}

/// What happens to what a component before this one has set.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Mode {
    overwrite: bool,
    /// Features are added to those that are there.
    extend: bool,
}

/// The file `cfg`, as far as it is read.
#[derive(Deserialize)]
struct Cfg {
    labels_morph: Ordered,
    labels_pos: BTreeMap<String, u64>,
    overwrite: Option<bool>,
    extend: Option<bool>,
}

impl Morphologizer {
    pub(super) fn load(source: &Source) -> Result<Morphologizer, Error> {
        let path = source.file("cfg");
        let cfg = read(&path, &crate::error::read_text(&path)?)?;
        let (config, section) = (source.config, source.section(""));
        // spaCy's own default is to overwrite; older packages do not write it down.
        let overwrite = match (cfg.overwrite, config.get(&section, "overwrite")?) {
            (Some(overwrite), _) => overwrite,
            (None, None) => true,
            (None, Some(_)) => config.flag(&section, "overwrite")?,
        };
        let extend = cfg
            .extend
            .map_or_else(|| config.flag(&section, "extend"), Ok)?;
        let labels = labels(&path, &cfg)?;
        Ok(Morphologizer {
            classifier: Classifier::load(source, labels.len())?,
            labels,
            mode: Mode { overwrite, extend },
        })
    }

    pub(super) fn run(&self, batch: &mut Batch) {
        let best = self.classifier.best(batch);
        for (token, label) in batch.tokens.iter_mut().zip(best) {
            let (morph, pos) = &self.labels[label];
            self.mode.set(token, morph, pos);
        }
    }
}

impl Mode {
    fn set(self, token: &mut Token, morph: &Label, pos: &Label) {
        if self.extend && !token.morph.is_empty() {
            let features = match self.overwrite {
                true => merged(&token.morph, morph),
                false => merged(morph, &token.morph),
            };
            token.morph = Label::from(&*features);
        } else if self.overwrite || token.morph.is_empty() {
            token.morph = morph.clone();
        }
        if self.overwrite || token.pos.is_empty() {
            token.pos = pos.clone();
        }
    }
}

/// The features of both; where both have one, that of the second.
fn merged(first: &str, second: &str) -> String {
    let features = first.split('|').chain(second.split('|'));
    let features: BTreeMap<&str, &str> = features.filter_map(|f| f.split_once('=')).collect();
    let features = features
        .iter()
        .map(|(name, value)| format!("{name}={value}"));
    features.collect::<Vec<_>>().join("|")
}

fn read(path: &Path, text: &str) -> Result<Cfg, Error> {
    let wrong = |error| {
        let what = format!("labels with their morphology and part of speech expected: {error}");
        Error::format(path, what)
    };
    serde_json::from_str(text).map_err(wrong)
}

/// Morphology and part of speech of each label, in the order in which the network scores them.
fn labels(path: &Path, cfg: &Cfg) -> Result<Vec<(Label, Label)>, Error> {
    let mut kept = Labels::default();
    let labels = cfg.labels_morph.0.iter().map(|(label, morph)| {
        let pos = cfg.labels_pos.get(label).copied().unwrap_or_default();
        let wrong = || Error::format(path, format!("a part of speech of {label:?} expected"));
        let pos = symbol(pos).ok_or_else(wrong)?;
        let morph = if morph == "_" { "" } else { morph };
        Ok((kept.get(morph), kept.get(pos)))
    });
    labels.collect()
}

/// The entries of a JSON object in their order: a label's place in it is its number.
#[derive(Debug, PartialEq)]
struct Ordered(Vec<(String, String)>);

impl<'de> Deserialize<'de> for Ordered {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Ordered, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Ordered;

            fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                f.write_str("an object of strings")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Ordered, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Ordered(entries))
            }
        }
        deserializer.deserialize_map(Entries)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CFG: &str = r#"{"extend": false, "labels_morph": {"POS=VERB": "", "A=B|POS=NOUN": "A=B",
        "POS=ADP": "_"}, "labels_pos": {"A=B|POS=NOUN": 92, "POS=VERB": 100, "POS=ADP": 85}}"#;

    fn found(text: &str) -> Result<Vec<(String, String)>, Error> {
        let path = Path::new("morphologizer/cfg");
        let labels = labels(path, &read(path, text)?)?;
        let owned = |(morph, pos): &(Label, Label)| (morph.to_string(), pos.to_string());
        Ok(labels.iter().map(owned).collect())
    }

    #[test]
    fn a_label_has_the_number_of_its_place_in_the_file() {
        let pair = |morph: &str, pos: &str| (morph.to_owned(), pos.to_owned());
        let expected = [pair("", "VERB"), pair("A=B", "NOUN"), pair("", "ADP")];
        assert_eq!(found(CFG).unwrap(), expected);
    }

    #[test]
    fn a_part_of_speech_that_is_none_is_refused() {
        let error = found(&CFG.replace("92", "9999999"))
            .unwrap_err()
            .to_string();
        assert!(error.contains("morphologizer/cfg"), "{error}");
        assert!(error.contains("A=B|POS=NOUN"), "{error}");
        assert!(found(&CFG.replace("labels_morph", "labels")).is_err());
    }

    #[test]
    fn what_is_there_is_kept_overwritten_or_extended() {
        let set = |overwrite, extend| {
            let mut token = Token {
                morph: Label::from("B=1|C=1"),
                pos: Label::from("X"),
                ..Token::default()
            };
            let mode = Mode { overwrite, extend };
            mode.set(&mut token, &Label::from("A=2|B=2"), &Label::from("NOUN"));
            format!("{} {}", &*token.pos, &*token.morph)
        };
        assert_eq!(set(true, false), "NOUN A=2|B=2");
        assert_eq!(set(false, false), "X B=1|C=1");
        assert_eq!(set(true, true), "NOUN A=2|B=2|C=1");
        assert_eq!(set(false, true), "X A=2|B=1|C=1");
    }

    #[test]
    fn a_token_without_morphology_gets_it_in_every_mode() {
        let mut token = Token::default();
        Mode::default().set(&mut token, &Label::from("A=2"), &Label::from("NOUN"));
        assert_eq!((&*token.morph, &*token.pos), ("A=2", "NOUN"));
    }
}
