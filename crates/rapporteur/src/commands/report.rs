//! `rapporteur report`: articles in, the account of each of their stories out.

use std::fs::Permissions;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use account::model::Reading;
use anyhow::{Context, Result, bail};

use super::{Outcome, complain, work};
use crate::cli::ReportArgs;
use crate::exports::outline::Extent;
use crate::exports::text::{Ink, Style};
use crate::exports::{self, Look};
use crate::model::Missing;

/// Narrowest and widest text on a terminal; wider lines are hard to read.
const WIDTHS: (usize, usize) = (40, 120);

/// Runs the command.
pub(crate) fn run(args: ReportArgs) -> Result<Outcome> {
    if let Some(path) = &args.output {
        writable(path)?;
    }
    let pipeline = work::pipeline(&args.flow, Missing::Install)?;
    let progress = Progress::new();
    let mut readings: Vec<Reading> = Vec::new();
    let outcome = work::readings(&args.input.paths, &args.flow.work, &pipeline, |reading| {
        readings.push(reading);
        progress.say(readings.len());
        Ok(())
    });
    progress.end();
    let outcome = outcome?;
    if outcome == Outcome::Nothing {
        return Ok(outcome);
    }
    let accounts = pipeline.report(&readings);
    if accounts.is_empty() {
        complain("the articles tell no story that an account could be made of");
    }
    let look = Look {
        format: args.format,
        extent: if args.full {
            Extent::Full
        } else {
            Extent::Brief
        },
        style: style(args.output.as_deref()),
    };
    let page = exports::render(&accounts, &readings, look)?;
    write(args.output.as_deref(), &page)?;
    Ok(outcome)
}

/// How text is set: as wide as the terminal, with weights where it shows them and nobody objects.
fn style(output: Option<&Path>) -> Style {
    if output.is_some() || !std::io::stdout().is_terminal() {
        return Style::default();
    }
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let dumb = set("TERM").is_some_and(|terminal| terminal == "dumb");
    let plain = set("NO_COLOR").is_some() || dumb;
    let width = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    Style {
        width: width.map_or(Style::default().width, |width| {
            width.clamp(WIDTHS.0, WIDTHS.1)
        }),
        ink: if plain { Ink::Plain } else { Ink::Weighted },
    }
}

/// Says before the work rather than after it that a file cannot be written.
fn writable(path: &Path) -> Result<()> {
    if path.is_dir() {
        bail!(
            "{}: it is a folder; `-o` needs the name of a file",
            path.display()
        );
    }
    let folder = folder(path);
    if !folder.is_dir() {
        bail!(
            "{}: there is no folder {}; make it first",
            path.display(),
            folder.display()
        );
    }
    Ok(())
}

/// The folder that a file lies in.
fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
        Some(parent) => parent,
        None => Path::new("."),
    }
}

/// Writes the page to standard output, or to a file that is there whole or not at all.
fn write(output: Option<&Path>, page: &str) -> Result<()> {
    let Some(path) = output else {
        let mut out = std::io::stdout().lock();
        out.write_all(page.as_bytes())?;
        out.flush()?;
        return Ok(());
    };
    let cannot = || format!("cannot write {}", path.display());
    if path.exists() && !path.is_file() {
        // A device or a pipe is written to, never replaced.
        return std::fs::write(path, page).with_context(cannot);
    }
    // A link stays a link: what it leads to is replaced.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    replace(&path, page).with_context(cannot)
}

/// Puts a new file in the place of an old one in one step.
fn replace(path: &PathBuf, page: &str) -> Result<()> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".rapporteur-");
    let permissions = std::fs::metadata(path).ok().map(|old| old.permissions());
    if let Some(permissions) = permissions.or_else(usual) {
        builder.permissions(permissions);
    }
    let mut file = builder.tempfile_in(folder(path))?;
    file.write_all(page.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// What a new file is usually given, less what the user's mask takes away.
#[cfg(unix)]
fn usual() -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn usual() -> Option<Permissions> {
    None
}

/// How far the reading is, on standard error where that is a terminal.
struct Progress {
    shown: bool,
}

impl Progress {
    fn new() -> Self {
        Self {
            shown: std::io::stderr().is_terminal(),
        }
    }

    fn say(&self, read: usize) {
        if self.shown {
            // A terminal that is gone needs no progress.
            let _ = write!(std::io::stderr(), "\rread {read} articles");
        }
    }

    fn end(&self) {
        if self.shown {
            let _ = write!(std::io::stderr(), "\r\u{1b}[K");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("account.txt");
        write(Some(&path), "first").unwrap();
        write(Some(&path), "second").unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "second");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_or_a_missing_folder_is_refused_before_the_work() {
        let folder = tempfile::tempdir().unwrap();
        let error = writable(folder.path()).unwrap_err().to_string();
        assert!(error.contains("is a folder"), "{error}");
        let error = writable(&folder.path().join("no/account.html"))
            .unwrap_err()
            .to_string();
        assert!(error.contains("there is no folder"), "{error}");
        assert!(writable(Path::new("account.html")).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_written_to_and_not_replaced() {
        write(Some(Path::new("/dev/null")), "gone").unwrap();
        assert!(!Path::new("/dev/null").is_file());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        std::fs::write(&real, "old").unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        write(Some(&link), "new").unwrap();
        assert!(link.is_symlink());
        assert_eq!(std::fs::read_to_string(&real).unwrap(), "new");
    }
}
