//! `cargo xtask bench read`: what reading costs beside parsing, on one core.
//!
//! Both read the same articles in turn, round by round, with the same model in the same process; the
//! time is the clock's, and the median of the rounds' ratios counts.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use account::Pipeline;
use account::articles::Given;
use account::model::Article;
use account::rules::Rules;
use anyhow::{Context, Result};

use super::texts;

const ROUNDS: usize = 7;

/// Measures and prints.
pub(super) fn run(shared: &Path) -> Result<()> {
    let model = spacy::Model::load(crate::eval::model())?;
    let pipeline = Pipeline::new(Arc::new(model), &Rules::built_in())?;
    let texts = texts::complete(shared)?;
    let articles: Vec<Article> = texts.into_iter().map(article).collect();
    let mut ratios = Vec::new();
    for round in 0..=ROUNDS {
        let parsing = timed(|| {
            let tokens = articles
                .iter()
                .map(|article| pipeline.parse(article).tokens.len());
            tokens.sum()
        });
        let reading = timed(|| {
            let read = articles
                .iter()
                .map(|article| pipeline.read(article.clone()));
            read.map(|reading| reading.parse.tokens.len()).sum()
        });
        // The first round warms what the model keeps of words.
        if round > 0 {
            ratios.push(reading / parsing);
        }
    }
    ratios.sort_by(f64::total_cmp);
    let median = ratios.get(ROUNDS / 2).context("no round")?;
    let all: Vec<String> = ratios.iter().map(|ratio| format!("{ratio:.2}")).collect();
    println!(
        "reading against parsing alone: {median:.2} times ({})",
        all.join(", ")
    );
    Ok(())
}

fn article(text: String) -> Article {
    let given = Given {
        language: Some("en".into()),
        text,
        ..Given::default()
    };
    given.into_article()
}

/// Seconds that something takes.
fn timed(work: impl FnOnce() -> usize) -> f64 {
    let start = Instant::now();
    std::hint::black_box(work());
    start.elapsed().as_secs_f64()
}
