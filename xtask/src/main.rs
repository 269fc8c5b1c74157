//! The tasks of the work on the project itself: `cargo xtask TASK [ARGUMENT...]`.

mod bench;
mod cases;
mod draw;
mod eval;
mod parity;
mod stages;
mod suites;
mod test;
mod tidy;
mod train;

use std::process::ExitCode;

/// One task.
struct Task {
    name: &'static str,
    about: &'static str,
    run: fn(&[String]) -> anyhow::Result<()>,
}

/// Every task. A new one is named here and nowhere else.
const TASKS: &[Task] = &[
    task("bench", "measure speed and memory", bench::run),
    task("cases", "run the readable tests", cases::run),
    task(
        "draw",
        "draw events at random for a reader who judges them",
        draw::run,
    ),
    task("eval", "score the stages on the gold sets", eval::run),
    task(
        "parity",
        "compare the language runtime with spaCy itself",
        parity::run,
    ),
    task(
        "suites",
        "take public test suites of others through our readers",
        suites::run,
    ),
    task(
        "test",
        "install what is missing, then run every test",
        test::run,
    ),
    task("train", "fit what is learned from gold sets", train::run),
    task(
        "tidy",
        "check headers, links, names and dependencies",
        tidy::run,
    ),
];

const fn task(
    name: &'static str,
    about: &'static str,
    run: fn(&[String]) -> anyhow::Result<()>,
) -> Task {
    Task { name, about, run }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let named = arguments.first().map(String::as_str).unwrap_or_default();
    let Some(task) = TASKS.iter().find(|task| task.name == named) else {
        eprintln!("cargo xtask TASK [ARGUMENT...]\n");
        for task in TASKS {
            eprintln!("  {:<8} {}", task.name, task.about);
        }
        return ExitCode::from(2);
    };
    match (task.run)(&arguments[1..]) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error:#}", task.name);
            ExitCode::FAILURE
        }
    }
}
