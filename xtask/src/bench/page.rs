//! Writes what was measured: `quality/performance.json`, and the table in `docs/performance.md`.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};

use super::cost::Cost;
use crate::eval::quality::root;

/// All that was measured.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Measured {
    /// The machine, as it names itself.
    pub(super) machine: String,
    pub(super) figures: Vec<Figure>,
}

/// One measurement.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Figure {
    /// What was done: "tokens", "load the language model".
    what: String,
    /// So many of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<f64>,
    #[serde(flatten)]
    value: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    peer: Option<Peer>,
}

/// What a program reached.
#[derive(Debug, Deserialize, Serialize)]
struct Value {
    /// Seconds of the processor.
    seconds: f64,
    /// Megabytes of memory at most.
    megabytes: f64,
}

/// What another program reached in the same run.
#[derive(Debug, Deserialize, Serialize)]
struct Peer {
    name: String,
    #[serde(flatten)]
    value: Value,
}

impl Value {
    fn new(seconds: f64, cost: &Cost) -> Self {
        Self {
            seconds: (seconds * 1_000.0).round() / 1_000.0,
            megabytes: (cost.peak / 1e6).round(),
        }
    }
}

impl Figure {
    /// Something that is done once.
    pub(super) fn seconds(what: &str, cost: &Cost) -> Self {
        Self {
            what: what.to_owned(),
            count: None,
            value: Value::new(cost.user, cost),
            peer: None,
        }
    }

    /// As many of something as the program wrote, in so many seconds.
    pub(super) fn rate(what: &str, cost: &Cost, seconds: f64) -> Result<Self> {
        Ok(Self {
            what: what.to_owned(),
            count: Some(cost.count()?),
            value: Value::new(seconds, cost),
            peer: None,
        })
    }

    /// What another program took for the same.
    pub(super) fn beside(self, name: &str, cost: &Cost) -> Self {
        let seconds = cost.user;
        self.against(name, cost, seconds)
    }

    /// What another program took for as many of the same.
    ///
    /// # Errors
    /// It did another number of them.
    pub(super) fn beside_rate(self, name: &str, cost: &Cost, seconds: f64) -> Result<Self> {
        let count = cost.count()?;
        ensure!(
            self.count == Some(count),
            "{name} did {count} of {:?}",
            self.count
        );
        Ok(self.against(name, cost, seconds))
    }

    fn against(mut self, name: &str, cost: &Cost, seconds: f64) -> Self {
        self.peer = Some(Peer {
            name: name.to_owned(),
            value: Value::new(seconds, cost),
        });
        self
    }

    /// "10,400 a second", or "0.21 s".
    fn speed(&self, value: &Value) -> String {
        match self.count {
            Some(count) => format!("{} a second", grouped(count / value.seconds)),
            None => format!("{:.2} s", value.seconds),
        }
    }

    fn row(&self) -> String {
        let what = match self.count {
            Some(count) => format!("{} ({})", self.what, grouped(count)),
            None => self.what.clone(),
        };
        let own = format!(
            "| {what} | {} | {} MB |",
            self.speed(&self.value),
            self.value.megabytes
        );
        let Some(peer) = &self.peer else {
            return own + " | | |";
        };
        let times = peer.value.seconds / self.value.seconds;
        format!(
            "{own} {}: {} | {} MB | {times:.1} |",
            peer.name,
            self.speed(&peer.value),
            peer.value.megabytes
        )
    }
}

impl Measured {
    /// Writes the figures, and the page with them.
    pub(super) fn record(&self) -> Result<()> {
        let text = serde_json::to_string_pretty(self)? + "\n";
        fs::write(figures_file(), text).context("writing quality/performance.json")?;
        print!("{}", self.table());
        write()
    }

    /// What was recorded last.
    pub(super) fn recorded() -> Result<Self> {
        let figures = fs::read_to_string(figures_file());
        let figures = figures.context("reading quality/performance.json")?;
        Ok(serde_json::from_str(&figures)?)
    }

    /// Puts a figure in the place of the one of the same name.
    pub(super) fn replace(&mut self, figure: Figure) {
        match self.figures.iter_mut().find(|old| old.what == figure.what) {
            Some(old) => *old = figure,
            None => self.figures.push(figure),
        }
    }

    fn table(&self) -> String {
        let mut table = format!(
            "Measured on {}.\n\n\
             | what | speed | peak memory | peer | its peak memory | times as fast |\n\
             |---|---|---|---|---|---|\n",
            self.machine
        );
        for figure in &self.figures {
            let _ = writeln!(table, "{}", figure.row());
        }
        table
    }
}

fn figures_file() -> PathBuf {
    root().join("quality/performance.json")
}

fn page_file() -> PathBuf {
    root().join("docs/performance.md")
}

/// Puts the recorded figures into the page.
pub(super) fn write() -> Result<()> {
    fs::write(page_file(), page()?).context("writing docs/performance.md")
}

/// The page with the recorded figures in it.
fn page() -> Result<String> {
    let measured = Measured::recorded()?;
    let page = fs::read_to_string(page_file()).context("reading docs/performance.md")?;
    let page = between(&page, "cargo xtask bench", &measured.table())?;
    let runtime = super::runtime::Measured::recorded()?.table();
    between(&page, "cargo xtask bench spacy", &runtime)
}

/// The page with a table between the marks of its command.
fn between(page: &str, command: &str, table: &str) -> Result<String> {
    let (begin, end) = (format!("<!-- {command} -->\n"), "<!-- end -->\n");
    let parts = page.split_once(&begin).and_then(|(before, rest)| {
        let (_, after) = rest.split_once(end)?;
        Some((before, after))
    });
    let (before, after) =
        parts.with_context(|| format!("docs/performance.md has not the marks of `{command}`"))?;
    Ok(format!("{before}{begin}\n{table}\n{end}{after}"))
}

/// A number in groups of three digits; a small one with one digit behind the point.
pub(super) fn grouped(number: f64) -> String {
    if number < 100.0 && number.fract() != 0.0 {
        return format!("{number:.1}");
    }
    let digits = format!("{number:.0}");
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// The processor's name and how many of it there are.
pub(super) fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let told = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = told.lines().find_map(|line| {
        let (key, name) = line.split_once(':')?;
        (key.trim() == "model name").then(|| name.trim().to_owned())
    });
    let name = name.unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    format!("{name}, {cores} cores, {}", std::env::consts::OS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_shows_the_recorded_figures() {
        let written = fs::read_to_string(page_file()).unwrap();
        assert_eq!(page().unwrap(), written, "run `cargo xtask bench --page`");
    }

    #[test]
    fn a_row_tells_the_rate_of_both_and_how_many_times_one_is_faster() {
        let value = |seconds| Value {
            seconds,
            megabytes: 90.0,
        };
        let figure = Figure {
            what: "tokens".into(),
            count: Some(30_000.0),
            value: value(2.0),
            peer: Some(Peer {
                name: "spaCy".into(),
                value: value(6.0),
            }),
        };
        let expected = "| tokens (30,000) | 15,000 a second | 90 MB \
                        | spaCy: 5,000 a second | 90 MB | 3.0 |";
        assert_eq!(figure.row(), expected);
    }
}
