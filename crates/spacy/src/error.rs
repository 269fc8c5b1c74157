//! Why a model folder cannot be used.

use std::fmt;
use std::io;
use std::path::PathBuf;

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
