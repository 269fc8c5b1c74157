//! Writes what was measured: `quality/parity.json` for programs, `quality/parity.md` for people.

use std::fmt::Write;
use std::path::Path;

use anyhow::Context;
use serde_json::{Value, json};

use super::compare::Tally;
use super::corpora::Corpus;
use super::sameness::Sameness;

/// One measurement.
pub(super) struct Measured {
    /// The pipeline's name and version.
    pub(super) model: String,
    pub(super) total: Tally,
    pub(super) sameness: Sameness,
    corpora: Vec<Value>,
    /// Rows of the table.
    rows: String,
}

/// Writes both files, and the page on quality with them; the first pipeline is the English one.
pub(super) fn write(spacy: &str, all: &[Measured]) -> anyhow::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../quality");
    let Some((english, others)) = all.split_first() else {
        return Ok(());
    };
    let mut json = english.json();
    json["spacy"] = json!(spacy);
    json["others"] = others.iter().map(Measured::json).collect();
    let json = serde_json::to_string_pretty(&json)? + "\n";
    let mut page = introduction(spacy, &english.model);
    page.push_str(&english.table());
    page.push_str(OTHERS);
    for other in others {
        let _ = write!(page, "\n{}:\n\n{}", other.model, other.table());
    }
    page.push_str(ROADS);
    for measured in all {
        page.push_str(&measured.sameness.row(&measured.model));
    }
    for (name, text) in [("parity.json", json), ("parity.md", page)] {
        let path = folder.join(name);
        std::fs::write(&path, text).with_context(|| format!("writing {}", path.display()))?;
    }
    crate::eval::run(&[String::from("--page")])
}

fn introduction(spacy: &str, model: &str) -> String {
    format!(
        "## Language runtime\n\n`cargo xtask parity`\n\n\
         Tokens to which the runtime and spaCy {spacy} itself, both with {model}, give the same\n\
         boundaries, tag, part of speech, morphology, lemma, head, relation, sentence start\n\
         and entity. `quality/parity.json` counts each of these and lists every difference.\n\n"
    )
}

/// What is said of the pipelines in other languages.
const OTHERS: &str = "\nThe same with other pipelines, on the gold sets' pages in their language: \
    the articles' bodies, and\nall that stands in paragraphs, headings and lists.\n";

/// What is said of the roads.
const ROADS: &str = "\nEvery text of these tables is read one by one, in batches of 1, 2, 7, 32 \
    and 256, and as a\nstream on 1, 2, 3 and 8 threads: in the order given and, by a model loaded \
    anew, in reverse.\nJSON and CoNLL-U of every document must be the same bytes each time.\n\n\
    | pipeline | texts | times read | documents that differ |\n|---|---|---|---|\n";

impl Measured {
    pub(super) fn new(meta: &spacy::Meta) -> Measured {
        let spacy::Meta {
            lang,
            name,
            version,
            ..
        } = meta;
        Measured {
            model: format!("{lang}_{name} {version}"),
            total: Tally::default(),
            sameness: Sameness::default(),
            corpora: Vec::new(),
            rows: String::new(),
        }
    }

    /// Adds what was found in a corpus.
    pub(super) fn add(&mut self, corpus: &Corpus, tally: &Tally) {
        self.total = std::mem::take(&mut self.total).plus(tally);
        self.rows.push_str(&row(&corpus.name, tally));
        self.corpora.push(json!({
            "corpus": corpus.name,
            "sha256": corpus.hash(),
            "texts": corpus.texts.len(),
            "tokens": tally.tokens,
            "same": tally.same(),
            "differences": tally.differences,
        }));
    }

    fn json(&self) -> Value {
        json!({
            "model": self.model,
            "tokens": self.total.tokens,
            "same": self.total.same(),
            "share": self.total.share(),
            "corpora": self.corpora,
            "sameness": self.sameness.json(),
        })
    }

    fn table(&self) -> String {
        let header = "| texts | tokens | the same |\n|---|---|---|\n";
        format!("{header}{}{}", self.rows, row("all", &self.total))
    }
}

fn row(name: &str, tally: &Tally) -> String {
    format!("| {name} | {} | {} |\n", tally.tokens, tally.everything())
}
