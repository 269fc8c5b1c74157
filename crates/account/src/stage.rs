//! The shape that every step of the flow has, and the notes it leaves.

use crate::model::{Note, Reason};
use crate::span::Span;

/// One step from bytes to account. The folder of a stage is named after what it makes.
pub trait Stage {
    /// What it reads.
    type In<'a>;
    /// What it makes.
    type Out;
    /// The folder's name.
    const NAME: &'static str;
    /// Raised when the same input may give another output: caches key on it.
    const VERSION: u32;
    /// Never fails: bad input gives less output and a note.
    fn run(&self, input: Self::In<'_>, notes: &mut Notes) -> Self::Out;
}

/// Collects what the stages left out, each with its reason.
#[derive(Debug, Default)]
pub struct Notes {
    notes: Vec<Note>,
}

impl Notes {
    /// Notes that something at `span` was left out; `detail` says what, for a person.
    pub fn add(&mut self, reason: Reason, span: Option<Span>, detail: impl Into<String>) {
        self.notes.push(Note {
            reason,
            span,
            detail: detail.into(),
        });
    }

    /// All notes, in the order they were left.
    #[must_use]
    pub fn into_vec(self) -> Vec<Note> {
        self.notes
    }

    /// The notes so far.
    #[must_use]
    pub fn as_slice(&self) -> &[Note] {
        &self.notes
    }
}
