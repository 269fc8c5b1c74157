//! Accounts: the report on one story. `Story, Readings, Copies -> Option<Account>`

mod lines;

pub use lines::lines;

use crate::model::*;
use crate::rules::{RuleError, Rules};
use crate::stage::{Notes, Stage};

/// The stage.
#[derive(Debug)]
pub struct Accounts {}

impl Accounts {
    /// Prepares the stage from its rules.
    ///
    /// # Errors
    /// A rule file that cannot be used as it stands.
    pub fn new(_rules: &Rules) -> Result<Self, RuleError> {
        Ok(Self {})
    }
}

impl Stage for Accounts {
    type In<'a> = (&'a Story, &'a [Reading], &'a [Copy]);
    type Out = Option<Account>;
    const NAME: &'static str = "accounts";
    const VERSION: u32 = 1;

    fn run(&self, _input: Self::In<'_>, _notes: &mut Notes) -> Self::Out {
        None
    }
}
