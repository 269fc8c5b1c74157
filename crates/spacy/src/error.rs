//! Why a model folder cannot be used.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why a model folder cannot be used. Every variant names the path and what was expected there.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// A file of the folder is missing or cannot be read.
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file is damaged, or does not hold what a spaCy v3 pipeline holds there.
    Format {
        /// The file.
        path: PathBuf,
        /// What was expected and what was found.
        expected: String,
    },
    /// The pipeline uses something that this crate does not run: a component, an architecture
    /// or an option.
    Unsupported {
        /// The file that asks for it.
        path: PathBuf,
        /// What it asks for, and what is supported in its place.
        what: String,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Read { path, source } => {
                write!(
                    f,
                    "cannot read {}: {source}; a spaCy v3 pipeline folder holds this file",
                    path.display()
                )
            }
            Error::Format { path, expected } => {
                write!(
                    f,
                    "{} is damaged or no part of a spaCy v3 pipeline: {expected}",
                    path.display()
                )
            }
            Error::Unsupported { path, what } => {
                write!(
                    f,
                    "{} asks for something this program cannot run: {what}",
                    path.display()
                )
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Read { source, .. } => Some(source),
            _ => None,
        }
    }
}

impl Error {
    /// A file that does not hold what it should.
    pub(crate) fn format(path: &Path, expected: impl Into<String>) -> Error {
        Error::Format {
            path: path.to_owned(),
            expected: brief(expected.into()),
        }
    }

    /// Something a file asks for and this crate does not run.
    pub(crate) fn unsupported(path: &Path, what: impl Into<String>) -> Error {
        Error::Unsupported {
            path: path.to_owned(),
            what: brief(what.into()),
        }
    }
}

/// Bytes of what an error says; what is longer, because of names or values in a file, keeps as
/// many from its beginning and half as many from its end.
const MOST: usize = 400;

/// The text, cut in the middle where it would fill the screen.
fn brief(text: String) -> String {
    if text.len() <= 2 * MOST {
        return text;
    }
    let head = &text[..text.floor_char_boundary(MOST)];
    let tail = &text[text.floor_char_boundary(text.len() - MOST / 2)..];
    format!("{head} … {tail}")
}

/// The bytes of a file.
pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(path).map_err(|source| Error::Read {
        path: path.to_owned(),
        source,
    })
}

/// The text of a file.
pub(crate) fn read_text(path: &Path) -> Result<String, Error> {
    let bytes = read_bytes(path)?;
    String::from_utf8(bytes).map_err(|_| Error::format(path, "text in UTF-8 expected"))
}

/// The JSON of a file.
pub(crate) fn read_json(path: &Path) -> Result<serde_json::Value, Error> {
    let text = read_text(path)?;
    serde_json::from_str(&text)
        .map_err(|error| Error::format(path, format!("JSON expected: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_message_keeps_its_beginning_and_its_end() {
        assert_eq!(brief("é".repeat(MOST)), "é".repeat(MOST));
        let long = brief(format!("name {}; supported: x", "é".repeat(10_000)));
        assert!(long.starts_with("name éé") && long.ends_with("éé; supported: x"));
        assert!(long.contains(" … ") && long.len() < 2 * MOST);
    }
}
