//! Times: what time expressions mean. `Article, Parse -> Vec<TimeExpression>`

use crate::model::*;
use crate::rules::{RuleError, Rules};
use crate::stage::{Notes, Stage};

/// The stage.
#[derive(Debug)]
pub struct Times {}

impl Times {
    /// Prepares the stage from its rules.
    ///
    /// # Errors
    /// A rule file that cannot be used as it stands.
    pub fn new(_rules: &Rules) -> Result<Self, RuleError> {
        Ok(Self {})
    }
}

impl Stage for Times {
    type In<'a> = (&'a Article, &'a Parse);
    type Out = Vec<TimeExpression>;
    const NAME: &'static str = "times";
    const VERSION: u32 = 1;

    fn run(&self, _input: Self::In<'_>, _notes: &mut Notes) -> Self::Out {
        Vec::new()
    }
}
