//! `rapporteur code`: the event between two given spans, a JSON line a pair.

use std::io::{BufRead, BufReader, BufWriter, Read, Write};

use account::Pipeline;
use account::articles::Given;
use account::model::*;
use account::span::byte_of_code_point;
use anyhow::{Context, Result};
use serde::Deserialize;

use super::threads::STACK;
use super::{Outcome, complain, work};
use crate::cli::CodeArgs;
use crate::exports::wire::{self, CodedJson, coded};
use crate::model::Missing;

/// A text and two spans of it, in code points.
#[derive(Debug, Deserialize)]
struct Pair {
    id: serde_json::Value,
    text: String,
    actor: (u32, u32),
    recipient: (u32, u32),
}

/// Runs the command.
pub(crate) fn run(args: CodeArgs) -> Result<Outcome> {
    let pipeline = work::pipeline(&args.flow, Missing::Stop)?;
    let (pairs, left_out) = pairs(&args.path)?;
    let lines = all(&pipeline, &pairs, args.flow.work.threads())?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    out.write_all(&lines)?;
    out.flush()?;
    Ok(match (pairs.is_empty(), left_out) {
        (true, _) => Outcome::Nothing,
        (false, 0) => Outcome::Done,
        (false, _) => Outcome::LeftOut,
    })
}

/// All pairs of a file or of standard input, and the number of lines that hold none.
fn pairs(path: &str) -> Result<(Vec<Pair>, usize)> {
    let input: Box<dyn Read> = match path {
        "-" => Box::new(std::io::stdin().lock()),
        path => Box::new(std::fs::File::open(path).with_context(|| format!("cannot open {path}"))?),
    };
    let (mut pairs, mut left_out) = (Vec::new(), 0);
    for (number, line) in (1..).zip(BufReader::new(input).lines()) {
        let line = line.with_context(|| format!("{path}: line {number}"))?;
        if line.trim().is_empty() {
            continue;
        }
        match serde_json::from_str(&line) {
            Ok(pair) => pairs.push(pair),
            Err(error) => {
                complain(&format!(
                    "{path}: line {number}: {error}; expected \
                     {{\"id\", \"text\", \"actor\": [start, end], \"recipient\": [start, end]}}"
                ));
                left_out += 1;
            }
        }
    }
    Ok((pairs, left_out))
}

/// The lines of all pairs in their order; every thread takes a stretch of them.
fn all(pipeline: &Pipeline, pairs: &[Pair], threads: usize) -> Result<Vec<u8>> {
    let stretch = pairs.len().div_ceil(threads).max(1);
    let stretch_of_lines = |stretch: &[Pair]| -> Result<Vec<u8>> {
        let mut lines = Vec::new();
        for pair in stretch {
            wire::line(&mut lines, &code(pipeline, pair))?;
        }
        Ok(lines)
    };
    std::thread::scope(|scope| {
        let start = |stretch| {
            let thread = std::thread::Builder::new().stack_size(STACK);
            thread.spawn_scoped(scope, move || stretch_of_lines(stretch))
        };
        let running: Vec<_> = pairs.chunks(stretch).map(start).collect();
        let mut all = Vec::new();
        for thread in running {
            match thread.context("cannot start a thread")?.join() {
                Ok(lines) => all.extend(lines?),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        Ok(all)
    })
}

fn code<'p>(pipeline: &Pipeline, pair: &'p Pair) -> CodedJson<'p> {
    let given = Given {
        id: pair.id.to_string(),
        text: pair.text.clone(),
        ..Given::default()
    };
    let article = given.into_article();
    let span = |(start, end): (u32, u32)| {
        Span::new(
            byte_of_code_point(&pair.text, start),
            byte_of_code_point(&pair.text, end),
        )
    };
    let found = pipeline.code_pair(&article, span(pair.actor), span(pair.recipient));
    coded(&pair.id, found)
}
