//! `rapporteur code`: the event between two given spans, a JSON line a pair.

mod pairs;

use std::io::Write;

use account::Pipeline;
use account::articles::Given;
use account::events::PairCoding;
use account::model::*;
use account::span::byte_of_code_point;
use anyhow::Result;

use super::output::Standard;
use super::threads::{self, Made, Tally};
use super::{Outcome, complain, work};
use crate::cli::CodeArgs;
use crate::exports::wire::{self, coded};
use crate::inputs::Problem;
use crate::model::Missing;
use pairs::{EXPECTED, Pair, Pairs};

/// Runs the command.
pub(crate) fn run(args: CodeArgs) -> Result<Outcome> {
    let pipeline = work::pipeline(&args.flow, Missing::Stop)?;
    let mut out = Standard::new();
    let make = |pair| code(&pipeline, pair);
    let tally = threads::run(
        Pairs::new(&args.path),
        args.flow.work.threads(),
        &make,
        |made: Coded| wire::line(&mut out, &coded(&made.id, made.found)),
    )?;
    out.flush()?;
    if tally == Tally::default() {
        complain(&format!("{}: no pairs in it; {EXPECTED}", args.path));
    }
    Ok(tally.into())
}

/// The coding of the pair that came as `id`.
struct Coded {
    id: serde_json::Value,
    found: PairCoding,
}

impl Made for Coded {
    fn problem(&self) -> Option<Problem> {
        None
    }
}

fn code(pipeline: &Pipeline, pair: Pair) -> Coded {
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
    Coded {
        found: pipeline.code_pair(&article, span(pair.actor), span(pair.recipient)),
        id: pair.id,
    }
}
