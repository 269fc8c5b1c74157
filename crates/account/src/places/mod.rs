//! Places: where the places lie that an article names. `Article, Parse, Mentions -> Vec<Place>`

use crate::model::*;
use crate::rules::{RuleError, Rules};
use crate::stage::{Notes, Stage};

/// The stage.
#[derive(Debug)]
pub struct Places {}

impl Places {
    /// Prepares the stage from its rules.
    ///
    /// # Errors
    /// A rule file that cannot be used as it stands.
    pub fn new(_rules: &Rules) -> Result<Self, RuleError> {
        Ok(Self {})
    }
}

impl Stage for Places {
    type In<'a> = (&'a Article, &'a Parse, &'a Mentions);
    type Out = Vec<Place>;
    const NAME: &'static str = "places";
    const VERSION: u32 = 1;

    fn run(&self, _input: Self::In<'_>, _notes: &mut Notes) -> Self::Out {
        Vec::new()
    }
}
