//! Runs the flow over all inputs, and hands the results on in input order.

use account::model::{Article, Reading, Reason};
use account::{Extractor, Pipeline};
use anyhow::Result;

use super::rules::{rules, unusable};
use super::threads::{Made, Tally, Task, run};
use super::{Outcome, complain};
use crate::cli::{FlowArgs, WorkArgs};
use crate::inputs::{Input, Inputs, Problem};
use crate::model::{Missing, ensure};

/// Takes the article out of every input and hands it to `each`, in input order.
///
/// # Errors
/// Rules that cannot be used, and whatever `each` returns.
pub(crate) fn articles(
    paths: &[String],
    work: &WorkArgs,
    each: impl FnMut(Article) -> Result<()>,
) -> Result<Outcome> {
    let extractor = extractor(work)?;
    let make = |input| extract(&extractor, input);
    let tally = run(Inputs::new(paths), work.threads(), &make, each)?;
    Ok(outcome(tally, paths))
}

/// Reads every input and hands the reading to `each`, in input order.
///
/// # Errors
/// As [`articles`].
pub(crate) fn readings(
    paths: &[String],
    work: &WorkArgs,
    pipeline: &Pipeline,
    each: impl FnMut(Reading) -> Result<()>,
) -> Result<Outcome> {
    let extractor = extractor(work)?;
    let make = |input| pipeline.read(extract(&extractor, input));
    let tally = run(Inputs::new(paths), work.threads(), &make, each)?;
    Ok(outcome(tally, paths))
}

/// The whole flow, with the language model that the user chose.
///
/// # Errors
/// [`crate::model::Unusable`] without a language model; rules that cannot be used.
pub(crate) fn pipeline(flow: &FlowArgs, missing: Missing) -> Result<Pipeline> {
    let folder = flow.work.rules.as_deref();
    let rules = rules(folder)?;
    let model = ensure(&flow.language, missing)?;
    Ok(Pipeline::new(model, &rules).map_err(|error| unusable(folder, &error))?)
}

fn extractor(work: &WorkArgs) -> Result<Extractor> {
    let folder = work.rules.as_deref();
    Ok(Extractor::new(&rules(folder)?).map_err(|error| unusable(folder, &error))?)
}

/// How it ends; says so where the paths name nothing at all.
fn outcome(tally: Tally, paths: &[String]) -> Outcome {
    if tally == Tally::default() {
        complain(&match paths {
            [only] if only == "-" => "standard input holds no article; expected a page, or JSON \
                                      Lines such as {\"id\": \"…\", \"text\": \"…\"}"
                .to_owned(),
            paths => format!("{}: no article in it", paths.join(", ")),
        });
    }
    tally.into()
}

fn extract(extractor: &Extractor, input: Input) -> Article {
    let moment = |text: &str| extractor.moment(text);
    match input {
        Input::Page(source, fields) => {
            let mut article = extractor.extract(&source);
            fields.put(&mut article, moment);
            article
        }
        Input::Article(fields) => {
            let (given, notes) = fields.read(moment);
            let mut article = given.into_article();
            article.notes.extend(notes);
            article
        }
    }
}

impl Task for Input {
    fn place(&self) -> String {
        self.id().to_owned()
    }
}

impl Made for Article {
    fn problem(&self) -> Option<Problem> {
        nothing_in(self)
    }
}

impl Made for Reading {
    fn problem(&self) -> Option<Problem> {
        nothing_in(&self.article).or_else(|| unread(self))
    }
}

/// An article in a language that the model does not read is handed on, and nothing in it is coded.
fn unread(reading: &Reading) -> Option<Problem> {
    let mut notes = reading.notes.iter();
    let note = notes.find(|note| note.reason == Reason::OtherLanguage)?;
    Some(Problem::new(reading.article.id.to_string(), &*note.detail))
}

/// An article without text is told like a file that cannot be read.
fn nothing_in(article: &Article) -> Option<Problem> {
    let none = article.paragraphs.is_empty();
    let no_text = article
        .notes
        .iter()
        .find(|note| note.reason == Reason::NoText);
    let detail = no_text.map_or("it holds no text", |note| note.detail.as_str());
    none.then(|| Problem::new(article.id.to_string(), detail))
}
