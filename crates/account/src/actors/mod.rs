//! Actors: the country and sector of whoever acts. `Article, Parse, Mentions -> Vec<Actor>`

mod codes;
pub mod lexicon;
pub mod lines;
pub mod phrase;

use crate::model::*;
use crate::rules::{RuleError, Rules};
use crate::stage::{Notes, Stage};

/// The stage.
#[derive(Debug)]
pub struct Actors {}

impl Actors {
    /// Prepares the stage from its rules.
    ///
    /// # Errors
    /// A rule file that cannot be used as it stands.
    pub fn new(_rules: &Rules) -> Result<Self, RuleError> {
        Ok(Self {})
    }
}

impl Stage for Actors {
    type In<'a> = (&'a Article, &'a Parse, &'a Mentions);
    type Out = Vec<Actor>;
    const NAME: &'static str = "actors";
    const VERSION: u32 = 1;

    fn run(&self, _input: Self::In<'_>, _notes: &mut Notes) -> Self::Out {
        Vec::new()
    }
}
