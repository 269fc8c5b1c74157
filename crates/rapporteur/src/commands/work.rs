//! Work: the flow over all inputs that a command names.

use std::path::Path;

use account::model::{Article, Reading};
use account::rules::Rules;
use account::{Extractor, Pipeline};
use anyhow::{Context, Result};

use super::Outcome;
use super::threads::run;
use crate::cli::{FlowArgs, WorkArgs};
use crate::inputs::{Input, Inputs};
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
    let extractor = Extractor::new(&rules(work)?)?;
    run(
        Inputs::new(paths),
        work.threads(),
        &|input| extract(&extractor, input),
        each,
    )
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
    let extractor = Extractor::new(&rules(work)?)?;
    let read = |input| pipeline.read(extract(&extractor, input));
    run(Inputs::new(paths), work.threads(), &read, each)
}

/// The whole flow, with the language model that the user chose.
///
/// # Errors
/// [`crate::model::Unusable`] without a language model; rules that cannot be used.
pub(crate) fn pipeline(flow: &FlowArgs, missing: Missing) -> Result<Pipeline> {
    let rules = rules(&flow.work)?;
    let model = ensure(&flow.language, missing)?;
    Ok(Pipeline::new(model, &rules)?)
}

/// The built-in rules, with the user's files in their places.
fn rules(work: &WorkArgs) -> Result<Rules> {
    let mut rules = Rules::built_in();
    let Some(folder) = &work.rules else {
        return Ok(rules);
    };
    let mut open = vec![folder.clone()];
    while let Some(next) = open.pop() {
        let entries = std::fs::read_dir(&next)
            .with_context(|| format!("cannot read the rules in {}", next.display()))?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path)
                .with_context(|| format!("cannot read the rules in {}", path.display()))?;
            rules = rules.with(&below(folder, &path), text);
        }
    }
    Ok(rules)
}

/// The path of a rule file below its folder, with slashes on every system.
fn below(folder: &Path, path: &Path) -> String {
    let inner = path.strip_prefix(folder).unwrap_or(path);
    let parts = inner
        .components()
        .map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

fn extract(extractor: &Extractor, input: Input) -> Article {
    let moment = |text: &str| extractor.moment(text);
    let (mut article, notes) = match input {
        Input::Page(source, fields) => {
            let mut article = extractor.extract(&source);
            let (given, notes) = fields.read(moment);
            given.correct(&mut article);
            (article, notes)
        }
        Input::Article(fields) => {
            let (given, notes) = fields.read(moment);
            (given.into_article(), notes)
        }
    };
    article.notes.extend(notes);
    article
}
