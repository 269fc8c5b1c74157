//! Output: a page on standard output, or in a file that is there whole or not at all.

use std::fs::Permissions;
use std::io::{BufWriter, StdoutLock, Write};
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result};

use super::Misused;

/// Says before the work rather than after it that a file cannot be written, or is one of those that
/// are read.
pub(super) fn writable(path: &Path, inputs: &[String]) -> Result<(), Misused> {
    let refused = |reason: String| Err(Misused(format!("{}: {reason}", path.display())));
    let named_as_folder = path.to_string_lossy().ends_with(std::path::is_separator);
    if path.is_dir() || named_as_folder {
        return refused("it is a folder; `-o` needs the name of a file".to_owned());
    }
    if path.exists() && !path.is_file() {
        return Ok(());
    }
    let target = led_to(path);
    if inputs.iter().any(|input| reads(Path::new(input), &target)) {
        return refused("it is one of the articles; name another file to write to".to_owned());
    }
    let folder = folder(&target);
    if !folder.is_dir() {
        let folder = folder.display();
        return refused(format!("there is no folder {folder}; make it first"));
    }
    match tempfile::tempfile_in(folder) {
        Ok(_) => Ok(()),
        Err(error) => refused(format!("cannot write to {}: {error}", folder.display())),
    }
}

/// Whether the input is this file, or a folder of which the file is read.
fn reads(input: &Path, file: &Path) -> bool {
    let (Ok(input), Ok(file)) = (input.canonicalize(), file.canonicalize()) else {
        return false;
    };
    let hidden = |part: Component| part.as_os_str().to_string_lossy().starts_with('.');
    // Of a folder the hidden files are not read.
    let inside = file.strip_prefix(input);
    inside.is_ok_and(|inside| !inside.components().any(hidden))
}

/// The folder that a file lies in.
fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
        Some(parent) => parent,
        None => Path::new("."),
    }
}

/// Standard output, whose errors say what they are about.
pub(super) struct Standard(BufWriter<StdoutLock<'static>>);

impl Standard {
    pub(super) fn new() -> Self {
        Self(BufWriter::new(std::io::stdout().lock()))
    }
}

impl Write for Standard {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.write(bytes).map_err(|error| told(&error))
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.0.flush().map_err(|error| told(&error))
    }
}

/// The error with its place, of the same kind.
fn told(error: &std::io::Error) -> std::io::Error {
    let message = format!("cannot write to standard output: {error}");
    std::io::Error::new(error.kind(), message)
}

/// Writes the page to standard output, or to a file that is there whole or not at all.
pub(super) fn write(output: Option<&Path>, page: &str) -> Result<()> {
    let Some(path) = output else {
        let mut out = Standard::new();
        out.write_all(page.as_bytes())?;
        out.flush()?;
        return Ok(());
    };
    let cannot = || format!("cannot write {}", path.display());
    if path.exists() && !path.is_file() {
        // A device or a pipe is written to, never replaced.
        return std::fs::write(path, page).with_context(cannot);
    }
    replace(&led_to(path), page).with_context(cannot)
}

/// Where a link leads, also where nothing is there yet: a link stays a link, what it leads to is
/// replaced.
fn led_to(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    // Of links that lead to each other no more are followed than the system follows.
    for _ in 0..40 {
        match std::fs::read_link(&path) {
            // The link's words are meant from its own folder; a whole path replaces it.
            Ok(target) => path = folder(&path).join(target),
            Err(_) => break,
        }
    }
    path
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
        let error = writable(folder.path(), &[]).unwrap_err().to_string();
        assert!(error.contains("is a folder"), "{error}");
        let error = writable(&folder.path().join("no/account.html"), &[])
            .unwrap_err()
            .to_string();
        assert!(error.contains("there is no folder"), "{error}");
        let slash = folder.path().join("account.html/");
        let error = writable(&slash, &[]).unwrap_err().to_string();
        assert!(error.contains("is a folder"), "{error}");
        assert!(writable(&folder.path().join("account.html"), &[]).is_ok());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn an_article_is_not_replaced_by_its_account() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("article.txt");
        let inputs = ["-".to_owned(), path.to_str().unwrap().to_owned()];
        assert!(writable(&path, &inputs).is_ok(), "nothing is there yet");
        std::fs::write(&path, "words").unwrap();
        let in_folder = [folder.path().to_str().unwrap().to_owned()];
        for inputs in [&inputs[..], &in_folder] {
            let error = writable(&path, inputs).unwrap_err();
            assert!(error.0.contains("one of the articles"), "{error}");
        }
        let hidden = folder.path().join(".account.txt");
        std::fs::write(&hidden, "words").unwrap();
        assert!(
            writable(&hidden, &in_folder).is_ok(),
            "a hidden file is no article"
        );
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_cannot_be_written_to_standard_output_says_so() {
        let error = std::io::Error::from(std::io::ErrorKind::BrokenPipe);
        let told = anyhow::Error::from(told(&error));
        assert!(told.to_string().contains("standard output"), "{told}");
        assert!(crate::commands::reader_is_gone(&told));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_folder_that_takes_no_files_is_refused_before_the_work() {
        let error = writable(Path::new("/proc/account.html"), &[]).unwrap_err();
        assert!(error.0.contains("cannot write to /proc"), "{error}");
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

    #[cfg(unix)]
    #[test]
    fn a_link_to_a_file_that_is_not_there_yet_stays_a_link_too() {
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        std::os::unix::fs::symlink("real", &link).unwrap();
        write(Some(&link), "new").unwrap();
        assert!(link.is_symlink());
        assert_eq!(std::fs::read_to_string(&real).unwrap(), "new");
        std::os::unix::fs::symlink("no/such", folder.path().join("lost")).unwrap();
        let error = writable(&folder.path().join("lost"), &[]).unwrap_err();
        assert!(error.to_string().contains("there is no folder"), "{error}");
    }
}
