//! Patterns: `rules/times/patterns.toml` read and matched.

use serde::Deserialize;

use super::meaning::Means;
use super::slots::{Reader, SHAPES, Shape, Shapes, Slots};
use super::words::cut;
use crate::rules::{RuleError, Rules};

/// Where the patterns stand.
pub(super) const PATH: &str = "times/patterns.toml";

/// One way of writing a time.
#[derive(Debug)]
pub(super) struct Pattern {
    pub(super) means: Means,
    steps: Vec<Step>,
}

#[derive(Debug)]
struct Step {
    what: What,
    optional: bool,
}

#[derive(Debug)]
enum What {
    /// One of these words.
    Words(Vec<Box<str>>),
    Shape(Shape),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    pattern: Vec<Entry>,
}

/// An entry as the file holds it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub(super) means: Means,
    #[serde(rename = "match")]
    ways: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code))] // the tests run them
    pub(super) example: Vec<(String, String)>,
    #[cfg_attr(not(test), allow(dead_code))]
    pub(super) not: String,
}

/// The entries of `patterns.toml`.
pub(super) fn entries(rules: &Rules) -> Result<Vec<Entry>, RuleError> {
    let file: File =
        toml::from_str(rules.file(PATH)).map_err(|error| RuleError::new(PATH, error))?;
    Ok(file.pattern)
}

/// Every pattern, in the order of the file.
pub(super) fn patterns(rules: &Rules) -> Result<Vec<Pattern>, RuleError> {
    let mut patterns = Vec::new();
    for entry in entries(rules)? {
        for way in &entry.ways {
            let steps = way.split_whitespace().map(step).collect::<Result<_, _>>();
            let steps = steps.map_err(|unknown| {
                RuleError::new(PATH, format!("{unknown:?} in {way:?} names no shape; expected one of the capitals at the head of the file"))
            })?;
            patterns.push(Pattern {
                means: entry.means,
                steps,
            });
        }
    }
    Ok(patterns)
}

/// Reads one step, or gives the name that is no shape's.
fn step(written: &str) -> Result<Step, String> {
    let bare = written.strip_suffix('?').filter(|bare| !bare.is_empty());
    let optional = bare.is_some();
    let bare = bare.unwrap_or(written);
    if bare.starts_with(|c: char| c.is_ascii_uppercase()) {
        let shape = SHAPES.iter().find(|(name, _)| *name == bare);
        let shape = shape.ok_or_else(|| bare.to_owned())?.1;
        return Ok(Step {
            what: What::Shape(shape),
            optional,
        });
    }
    let words = bare.split('|').map(Into::into).collect();
    Ok(Step {
        what: What::Words(words),
        optional,
    })
}

impl Pattern {
    /// The words by which the pattern can begin, where no shape can.
    pub(super) fn literals(&self) -> impl Iterator<Item = &str> {
        let words = self.steps.iter().filter_map(|step| match &step.what {
            What::Words(words) => Some(words),
            What::Shape(_) => None,
        });
        words.flatten().map(AsRef::as_ref)
    }

    /// Whether the pattern can begin at word `at`, where `shapes` can be read.
    pub(super) fn can_begin(&self, reader: &Reader<'_>, at: usize, shapes: Shapes) -> bool {
        for step in &self.steps {
            let begins = match &step.what {
                What::Words(words) => literal(words, reader, at).is_some(),
                What::Shape(shape) => shapes.has(*shape),
            };
            if begins || !step.optional {
                return begins;
            }
        }
        false
    }

    /// The longest match that begins at word `at`: the word behind it and what it reads.
    pub(super) fn matches(&self, reader: &Reader<'_>, at: usize) -> Option<(usize, Slots)> {
        walk(&self.steps, reader, at, at, &Slots::default())
    }
}

/// Matches `steps` from word `at`; `begin` is where the whole match begins.
fn walk(
    steps: &[Step],
    reader: &Reader<'_>,
    begin: usize,
    at: usize,
    slots: &Slots,
) -> Option<(usize, Slots)> {
    let Some((step, rest)) = steps.split_first() else {
        let signs = |n: usize| {
            reader
                .words
                .get(n)
                .is_some_and(|word| matches!(&*word.lower, "," | "-" | "–" | "of" | "on"))
        };
        let whole = at > begin && !signs(begin) && !signs(at - 1);
        return whole.then(|| (at, slots.clone()));
    };
    let with = match &step.what {
        What::Words(words) => {
            let next = literal(words, reader, at);
            next.and_then(|next| walk(rest, reader, begin, next, slots))
        }
        What::Shape(shape) => {
            let mut taken = slots.clone();
            let next = reader.read(*shape, at, &mut taken);
            next.and_then(|next| walk(rest, reader, begin, next, &taken))
        }
    };
    if with.is_some() || !step.optional {
        return with;
    }
    walk(rest, reader, begin, at, slots)
}

fn literal(words: &[Box<str>], reader: &Reader<'_>, at: usize) -> Option<usize> {
    let here = reader.words.get(at)?;
    words.contains(&here.lower).then_some(at + 1)
}

/// Whether `text` can begin no pattern at all is decided by the words in this list.
pub(super) fn first_words(patterns: &[Pattern]) -> Vec<Box<str>> {
    let literals = patterns.iter().flat_map(Pattern::literals);
    literals
        .flat_map(|word| cut(word, 0))
        .map(|word| word.lower)
        .collect()
}
