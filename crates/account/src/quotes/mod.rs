//! Quotes: who said what. `Article, Parse, Mentions -> Vec<Quote>`

use crate::model::*;
use crate::rules::{RuleError, Rules};
use crate::stage::{Notes, Stage};

/// The stage.
#[derive(Debug)]
pub struct Quotes {}

impl Quotes {
    /// Prepares the stage from its rules.
    ///
    /// # Errors
    /// A rule file that cannot be used as it stands.
    pub fn new(_rules: &Rules) -> Result<Self, RuleError> {
        Ok(Self {})
    }
}

impl Stage for Quotes {
    type In<'a> = (&'a Article, &'a Parse, &'a Mentions);
    type Out = Vec<Quote>;
    const NAME: &'static str = "quotes";
    const VERSION: u32 = 1;

    fn run(&self, _input: Self::In<'_>, _notes: &mut Notes) -> Self::Out {
        Vec::new()
    }
}
