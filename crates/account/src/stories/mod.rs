//! Stories: which articles are about one happening. `Readings, Copies -> Vec<Story>`

use crate::model::*;
use crate::rules::{RuleError, Rules};
use crate::stage::{Notes, Stage};

/// The stage.
#[derive(Debug)]
pub struct Stories {}

impl Stories {
    /// Prepares the stage from its rules.
    ///
    /// # Errors
    /// A rule file that cannot be used as it stands.
    pub fn new(_rules: &Rules) -> Result<Self, RuleError> {
        Ok(Self {})
    }
}

impl Stage for Stories {
    type In<'a> = (&'a [Reading], &'a [Copy]);
    type Out = Vec<Story>;
    const NAME: &'static str = "stories";
    const VERSION: u32 = 1;

    fn run(&self, _input: Self::In<'_>, _notes: &mut Notes) -> Self::Out {
        Vec::new()
    }
}
