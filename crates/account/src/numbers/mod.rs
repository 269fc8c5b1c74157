//! Numbers: what an article counts. `Article, Parse, Events -> Vec<Number>`

use crate::model::*;
use crate::rules::{RuleError, Rules};
use crate::stage::{Notes, Stage};

/// The stage.
#[derive(Debug)]
pub struct Numbers {}

impl Numbers {
    /// Prepares the stage from its rules.
    ///
    /// # Errors
    /// A rule file that cannot be used as it stands.
    pub fn new(_rules: &Rules) -> Result<Self, RuleError> {
        Ok(Self {})
    }
}

impl Stage for Numbers {
    type In<'a> = (&'a Article, &'a Parse, &'a [Event]);
    type Out = Vec<Number>;
    const NAME: &'static str = "numbers";
    const VERSION: u32 = 1;

    fn run(&self, _input: Self::In<'_>, _notes: &mut Notes) -> Self::Out {
        Vec::new()
    }
}
