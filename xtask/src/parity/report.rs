//! Writes what was measured: `quality/parity.json` for programs, `quality/parity.md` for people.

use std::fmt::Write;
use std::path::Path;

use anyhow::Context;
use serde_json::{Value, json};

use super::compare::Tally;
use super::corpora::Corpus;

/// One measurement.
pub(super) struct Measured<'a> {
    pub(super) model: &'a spacy::Meta,
    pub(super) spacy: String,
    pub(super) corpora: Vec<(&'a Corpus, &'a Tally)>,
    pub(super) total: &'a Tally,
}

impl Measured<'_> {
    /// Writes both files, and the page on quality with them.
    pub(super) fn write(&self) -> anyhow::Result<()> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../quality");
        let json = serde_json::to_string_pretty(&self.json())? + "\n";
        for (name, text) in [("parity.json", json), ("parity.md", self.markdown())] {
            let path = folder.join(name);
            std::fs::write(&path, text).with_context(|| format!("writing {}", path.display()))?;
        }
        crate::eval::run(&[String::from("--page")])
    }

    fn model(&self) -> String {
        let spacy::Meta {
            lang,
            name,
            version,
            ..
        } = self.model;
        format!("{lang}_{name} {version}")
    }

    fn json(&self) -> Value {
        let corpora = self.corpora.iter().map(|(corpus, tally)| {
            json!({
                "corpus": corpus.name,
                "sha256": corpus.hash(),
                "texts": corpus.texts.len(),
                "tokens": tally.tokens,
                "same": tally.same(),
                "differences": tally.differences,
            })
        });
        json!({
            "model": self.model(),
            "spacy": self.spacy,
            "tokens": self.total.tokens,
            "same": self.total.same(),
            "share": self.total.share(),
            "corpora": Value::from_iter(corpora),
        })
    }

    fn markdown(&self) -> String {
        let mut page = format!(
            "## Language runtime\n\n`cargo xtask parity`\n\n\
             Tokens to which the runtime and spaCy {} itself, both with {}, give the same\n\
             boundaries, tag, part of speech, morphology, lemma, head, relation, sentence start\n\
             and entity. `quality/parity.json` counts each of these and lists every difference.\n\n\
             | texts | tokens | the same |\n|---|---|---|\n",
            self.spacy,
            self.model()
        );
        let rows = self
            .corpora
            .iter()
            .map(|(corpus, tally)| (&*corpus.name, *tally));
        for (name, tally) in rows.chain([("all", self.total)]) {
            let _ = writeln!(
                page,
                "| {name} | {} | {} |",
                tally.tokens,
                tally.everything()
            );
        }
        page
    }
}
