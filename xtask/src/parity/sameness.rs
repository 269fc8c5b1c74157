//! Reads all texts on every road and in two orders: what comes out must be the same bytes.
//!
//! A batch shares its layers between texts, a thread keeps what it knows of words, and both
//! forget when they are full. None of it may show in a document.

use std::path::Path;

use anyhow::ensure;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use spacy::{Doc, Model};

use super::corpora::Corpus;

/// A way to read texts.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Road {
    /// `Model::parse` on each.
    Alone,
    /// `Model::parse_batch` on so many together.
    Together(usize),
    /// `Model::pipe` on so many threads.
    Threads(usize),
}

/// All that are compared; the first is the one that `parity` compares with spaCy.
const ROADS: [Road; 10] = [
    Road::Alone,
    Road::Together(1),
    Road::Together(2),
    Road::Together(7),
    Road::Together(32),
    Road::Together(256),
    Road::Threads(1),
    Road::Threads(2),
    Road::Threads(3),
    Road::Threads(8),
];

/// The order in which texts are read.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Order {
    Given,
    Reverse,
}

/// SHA-256 of what is written of a document.
type Mark = [u8; 32];

/// Differences that are told; the others are counted.
const TOLD: usize = 20;

/// What was found.
#[derive(Default)]
pub(super) struct Sameness {
    /// The names of the texts, and the mark of each from the first reading.
    expected: Vec<(String, Mark)>,
    /// How often all texts were read.
    readings: usize,
    /// Documents that are not as in the first reading.
    differing: usize,
    told: Vec<String>,
}

/// Reads the texts of all corpora, each order with a model that has read nothing yet.
///
/// # Errors
/// The model cannot be loaded.
pub(super) fn run(folder: &Path, corpora: &[Corpus]) -> anyhow::Result<Sameness> {
    let named: Vec<(String, &str)> = corpora
        .iter()
        .flat_map(|corpus| {
            let texts = corpus.texts.iter();
            texts.map(|(id, text)| (format!("{} {id}", corpus.name), text.as_str()))
        })
        .collect();
    let mut sameness = Sameness::of(named.iter().map(|(name, _)| name.clone()));
    let mut texts: Vec<&str> = named.iter().map(|(_, text)| *text).collect();
    for order in [Order::Given, Order::Reverse] {
        let model = Model::load(folder)?;
        if order == Order::Reverse {
            texts.reverse();
        }
        for road in ROADS {
            let mut marks = road.read(&model, &texts);
            if order == Order::Reverse {
                marks.reverse();
            }
            sameness.add(road, order, &marks);
        }
    }
    println!("{}", sameness.line());
    Ok(sameness)
}

impl Road {
    fn read(self, model: &Model, texts: &[&str]) -> Vec<Mark> {
        let mark = |doc: Doc| mark(&doc);
        let each = texts.iter().copied();
        match self {
            Road::Alone => each.map(|text| mark(model.parse(text))).collect(),
            Road::Together(size) => {
                let batches = texts.chunks(size);
                batches
                    .flat_map(|texts| model.parse_batch(texts))
                    .map(mark)
                    .collect()
            }
            Road::Threads(threads) => model.pipe(each).threads(threads).map(mark).collect(),
        }
    }

    fn name(self) -> String {
        match self {
            Road::Alone => String::from("parse"),
            Road::Together(size) => format!("parse_batch of {size}"),
            Road::Threads(threads) => format!("pipe with {threads} threads"),
        }
    }
}

/// The mark of a document: both forms together say all that it holds.
fn mark(doc: &Doc) -> Mark {
    let json = doc.to_json();
    let mut hash = Sha256::new();
    hash.update((json.len() as u64).to_le_bytes());
    hash.update(json);
    hash.update(doc.to_conllu());
    hash.finalize().into()
}

impl Sameness {
    fn of(names: impl Iterator<Item = String>) -> Sameness {
        Sameness {
            expected: names.map(|name| (name, Mark::default())).collect(),
            ..Sameness::default()
        }
    }

    /// Adds a reading, its marks in the order of the names; the first is what others must be.
    fn add(&mut self, road: Road, order: Order, marks: &[Mark]) {
        if self.readings == 0 {
            for ((_, expected), mark) in self.expected.iter_mut().zip(marks) {
                *expected = *mark;
            }
        }
        self.readings += 1;
        let order = match order {
            Order::Given => "",
            Order::Reverse => " in reverse order",
        };
        let mut differ = |what: String| {
            self.differing += 1;
            if self.told.len() < TOLD {
                self.told.push(what);
            }
        };
        if marks.len() != self.expected.len() {
            let (came, all) = (marks.len(), self.expected.len());
            differ(format!(
                "{}{order} gives {came} documents of {all} texts",
                road.name()
            ));
        }
        for ((name, expected), mark) in self.expected.iter().zip(marks) {
            if expected != mark {
                differ(format!("{name}: {}{order} gives other bytes", road.name()));
            }
        }
    }

    /// SHA-256 of all marks: what came out, in short.
    fn hash(&self) -> String {
        let mut hash = Sha256::new();
        for (_, mark) in &self.expected {
            hash.update(mark);
        }
        let hash = hash.finalize();
        hash.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn line(&self) -> String {
        let Sameness {
            readings,
            differing,
            ..
        } = self;
        let (texts, hash) = (self.expected.len(), self.hash());
        format!(
            "{texts} texts read {readings} times, by parse, parse_batch and pipe, in two orders: \
             {differing} documents with other bytes; SHA-256 {hash}"
        )
    }

    /// What is stored.
    pub(super) fn json(&self) -> Value {
        json!({
            "texts": self.expected.len(),
            "roads": ROADS.map(Road::name),
            "orders": ["as given", "in reverse"],
            "readings": self.readings,
            "differing": self.differing,
            "differences": self.told,
            "sha256": self.hash(),
        })
    }

    /// A row of the page's table.
    pub(super) fn row(&self, model: &str) -> String {
        let (texts, read) = (self.expected.len(), self.readings);
        format!("| {model} | {texts} | {read} | {} |\n", self.differing)
    }

    /// # Errors
    /// Any reading gave other bytes than the first; says which, of which text.
    pub(super) fn check(&self, model: &str) -> anyhow::Result<()> {
        ensure!(
            self.differing == 0,
            "{model}: {} documents have other bytes than `parse` in the order given:\n  {}",
            self.differing,
            self.told.join("\n  ")
        );
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two() -> Sameness {
        Sameness::of(["first", "second"].map(String::from).into_iter())
    }

    #[test]
    fn readings_with_the_same_bytes_pass() {
        let mut sameness = two();
        sameness.add(Road::Alone, Order::Given, &[[1; 32], [2; 32]]);
        sameness.add(Road::Threads(8), Order::Reverse, &[[1; 32], [2; 32]]);
        assert!(sameness.check("en").is_ok());
        assert_eq!(sameness.row("en"), "| en | 2 | 2 | 0 |\n");
    }

    #[test]
    fn a_document_with_other_bytes_is_named_with_its_road() {
        let mut sameness = two();
        sameness.add(Road::Alone, Order::Given, &[[1; 32], [2; 32]]);
        sameness.add(Road::Together(7), Order::Reverse, &[[1; 32], [3; 32]]);
        let error = sameness.check("en").unwrap_err().to_string();
        let told = "second: parse_batch of 7 in reverse order gives other bytes";
        assert!(
            error.starts_with("en: 1 documents") && error.ends_with(told),
            "{error}"
        );
    }

    #[test]
    fn a_document_that_is_missing_is_a_difference() {
        let mut sameness = two();
        sameness.add(Road::Alone, Order::Given, &[[1; 32], [2; 32]]);
        sameness.add(Road::Threads(3), Order::Given, &[[1; 32]]);
        let error = sameness.check("en").unwrap_err().to_string();
        assert!(
            error.ends_with("pipe with 3 threads gives 1 documents of 2 texts"),
            "{error}"
        );
    }

    #[test]
    fn what_came_out_has_a_mark_of_its_own() {
        let (mut one, mut other) = (two(), two());
        one.add(Road::Alone, Order::Given, &[[1; 32], [2; 32]]);
        other.add(Road::Alone, Order::Given, &[[2; 32], [1; 32]]);
        assert_ne!(one.hash(), other.hash());
        assert_ne!(mark(&Doc::default()), Mark::default());
    }
}
