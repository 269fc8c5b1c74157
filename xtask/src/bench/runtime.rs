//! `cargo xtask bench spacy`: the language runtime against spaCy itself, each on the same
//! processor in turn, then on two processors, then the memory of a long stream.
//!
//! The programs take the time of reading alone, by the clock. Rounds are A B C A B C, and what
//! counts is the median of the ratios within a round: what slows the machine down for a while slows
//! all of them. Writes `quality/runtime.json` and its table in `docs/performance.md`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use serde::{Deserialize, Serialize};

use super::cost::{Cost, Meter};
use super::texts;

/// Rounds of the comparison.
const ROUNDS: usize = 5;
/// How often the texts are read for the comparison of two processors with one.
const LONGER: usize = 5;
/// Articles of the long stream.
const ARTICLES: usize = 100_000;
/// The processors that programs are kept on: one, or two.
const ONE: &str = "0";
const TWO: &str = "0,1";

/// All that was measured.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Measured {
    machine: String,
    spacy: String,
    model: String,
    rounds: Vec<Round>,
    stream: Streamed,
    /// Bytes of the model's folder.
    model_bytes: u64,
}

/// Tokens a second of each program, one after the other.
#[derive(Debug, Deserialize, Serialize)]
struct Round {
    tokens: u64,
    spacy: f64,
    one: f64,
    /// Of a longer stream, on one processor and on two.
    long_one: f64,
    two: f64,
}

/// The memory that a long stream took.
#[derive(Debug, Deserialize, Serialize)]
struct Streamed {
    threads: usize,
    articles: usize,
    tokens: u64,
    seconds: f64,
    /// Bytes at most.
    peak: f64,
}

/// One of the programs that are measured: streams articles, the texts of a file again and again,
/// and tells how many tokens they have and how many seconds that took.
pub(super) fn stream(file: &Path, threads: &str, articles: &str) -> Result<()> {
    let (threads, articles) = (threads.parse()?, articles.parse()?);
    let model = spacy::Model::load(crate::eval::model())?;
    let texts = texts::read(file)?;
    let begin = Instant::now();
    let stream = texts.iter().cycle().take(articles).map(String::as_str);
    let docs = model.pipe(stream).threads(threads);
    let tokens: usize = docs.map(|doc| doc.tokens().len()).sum();
    println!("{tokens} {}", begin.elapsed().as_secs_f64());
    Ok(())
}

/// Measures it all and writes it down.
pub(super) fn measure(meter: &Meter, shared: &Path, folder: &Path) -> Result<()> {
    let texts = texts::news(shared, folder)?;
    let count = texts::read(&texts)?.len();
    let mut rounds = Vec::new();
    for number in 1..=ROUNDS {
        let round = round(meter, &texts, count)?;
        eprintln!("round {number} of {ROUNDS}: {round:?}");
        rounds.push(round);
    }
    // On two threads, which keep more than one does.
    let short = texts::articles(shared, folder)?;
    let cost = meter.cost_on(TWO, &own(&short, 2, ARTICLES)?)?;
    let (tokens, seconds) = told(&cost)?;
    let stream = Streamed {
        threads: 2,
        articles: ARTICLES,
        tokens,
        seconds,
        peak: cost.peak,
    };
    eprintln!("{stream:?}");
    let model = crate::eval::model();
    let measured = Measured {
        machine: super::page::machine(),
        spacy: version(meter)?,
        model: spacy::Model::load(&model)?.meta().name.clone(),
        rounds,
        stream,
        model_bytes: size(&model)?,
    };
    let text = serde_json::to_string_pretty(&measured)? + "\n";
    std::fs::write(figures_file(), text).context("writing quality/runtime.json")?;
    print!("{}", measured.table());
    super::page::write()
}

fn round(meter: &Meter, texts: &Path, count: usize) -> Result<Round> {
    let mut peer = Command::new(&meter.python);
    peer.args(["-c", include_str!("spacy_pipe.py")]).arg(texts);
    let (peer_tokens, peer_seconds) = told(&meter.cost_on(ONE, &peer)?)?;
    let (tokens, one) = told(&meter.cost_on(ONE, &own(texts, 1, count)?)?)?;
    // As fast as it is, it is done with these texts in a second, a part of which is the warming up
    // of each thread and the wait for the last one: for two processors a longer stream counts.
    let long = LONGER * count;
    let (more, long_one) = told(&meter.cost_on(ONE, &own(texts, 1, long)?)?)?;
    let (_, two) = told(&meter.cost_on(TWO, &own(texts, 2, long)?)?)?;
    ensure!(
        tokens == peer_tokens,
        "{tokens} tokens, of spaCy {peer_tokens}"
    );
    let rate = |seconds: f64| (tokens as f64 / seconds).round();
    let long_rate = |seconds: f64| (more as f64 / seconds).round();
    Ok(Round {
        tokens,
        spacy: rate(peer_seconds),
        one: rate(one),
        long_one: long_rate(long_one),
        two: long_rate(two),
    })
}

/// The program of [`stream`].
fn own(texts: &Path, threads: usize, articles: usize) -> Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["bench", "stream"]).arg(texts);
    command.args([threads.to_string(), articles.to_string()]);
    Ok(command)
}

/// The tokens and the seconds that a program tells.
fn told(cost: &Cost) -> Result<(u64, f64)> {
    let written = cost.written().trim();
    let numbers = written.split_once(' ').and_then(|(tokens, seconds)| {
        let seconds = seconds.parse().ok()?;
        Some((tokens.parse().ok()?, seconds))
    });
    numbers.with_context(|| format!("tokens and seconds expected, not {written:?}"))
}

fn version(meter: &Meter) -> Result<String> {
    let script = "import spacy; print(spacy.__version__)";
    let output = Command::new(&meter.python).args(["-c", script]).output()?;
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}

/// Bytes of all files of a folder and the folders in it.
fn size(folder: &Path) -> Result<u64> {
    let entries = std::fs::read_dir(folder);
    let entries = entries.with_context(|| format!("reading {}", folder.display()))?;
    let mut bytes = 0;
    for entry in entries {
        let entry = entry?;
        bytes += match entry.file_type()?.is_dir() {
            true => size(&entry.path())?,
            false => entry.metadata()?.len(),
        };
    }
    Ok(bytes)
}

fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    let half = numbers.len() / 2;
    match numbers.len() % 2 {
        1 => numbers[half],
        _ => (numbers[half - 1] + numbers[half]) / 2.0,
    }
}

pub(super) fn figures_file() -> PathBuf {
    crate::eval::quality::root().join("quality/runtime.json")
}

impl Measured {
    /// What is recorded.
    pub(super) fn recorded() -> Result<Measured> {
        let text = std::fs::read_to_string(figures_file()).context("reading runtime.json")?;
        let measured: Measured = serde_json::from_str(&text).context("in runtime.json")?;
        if measured.rounds.is_empty() {
            bail!("quality/runtime.json has no rounds");
        }
        Ok(measured)
    }

    pub(super) fn table(&self) -> String {
        let of = |number: fn(&Round) -> f64| median(self.rounds.iter().map(number).collect());
        let each = |ratio: fn(&Round) -> f64| {
            let ratios = self
                .rounds
                .iter()
                .map(|round| format!("{:.2}", ratio(round)));
            ratios.collect::<Vec<_>>().join(", ")
        };
        let tokens = super::page::grouped(self.rounds[0].tokens as f64);
        let mut table = format!(
            "Measured on {}, with {} and spaCy {}, on {tokens} tokens of news.\n\n\
             | what | median | in each round |\n|---|---|---|\n",
            self.machine, self.model, self.spacy
        );
        for (what, number) in [
            ("spaCy, one processor", of(|round| round.spacy)),
            ("the runtime, one processor", of(|round| round.one)),
            (
                "the runtime, one processor, longer",
                of(|round| round.long_one),
            ),
            ("the runtime, two processors, longer", of(|round| round.two)),
        ] {
            let rate = super::page::grouped(number);
            let _ = writeln!(table, "| {what} | {rate} tokens a second | |");
        }
        for (what, ratio) in [
            (
                "one processor against spaCy",
                (|r| r.one / r.spacy) as fn(&Round) -> f64,
            ),
            ("two processors against one", |r| r.two / r.long_one),
        ] {
            let (middle, rounds) = (of(ratio), each(ratio));
            let _ = writeln!(table, "| {what} | {middle:.2} times | {rounds} |");
        }
        table.push_str("\n| stream | tokens | seconds | peak memory | above the model's files |\n|---|---|---|---|---|\n");
        let stream = &self.stream;
        let _ = writeln!(
            table,
            "| {} articles, {} threads | {} | {:.0} | {:.0} MB | {:.0} MB |",
            super::page::grouped(stream.articles as f64),
            stream.threads,
            super::page::grouped(stream.tokens as f64),
            stream.seconds,
            stream.peak / 1e6,
            (stream.peak - self.model_bytes as f64) / 1e6
        );
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_one_or_between_two() {
        assert_eq!(median(vec![9.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(vec![4.0, 1.0, 2.0, 9.0]), 3.0);
    }

    #[test]
    fn ratios_are_those_within_a_round() {
        let round = |spacy, one, two| Round {
            tokens: 1_000,
            spacy,
            one,
            long_one: one,
            two,
        };
        let measured = Measured {
            machine: "A".into(),
            spacy: "3".into(),
            model: "m".into(),
            rounds: vec![
                round(1.0, 10.0, 19.0),
                round(2.0, 24.0, 48.0),
                round(1.0, 11.0, 11.0),
            ],
            stream: Streamed {
                threads: 2,
                articles: 100_000,
                tokens: 3,
                seconds: 1.0,
                peak: 9e7,
            },
            model_bytes: 10_000_000,
        };
        let table = measured.table();
        assert!(
            table.contains("| 11.00 times | 10.00, 12.00, 11.00 |"),
            "{table}"
        );
        assert!(table.contains("| 90 MB | 80 MB |"), "{table}");
        assert!(
            table.contains("| 1.90 times | 1.90, 2.00, 1.00 |"),
            "{table}"
        );
    }
}
