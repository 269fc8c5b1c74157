//! Events: who did what to whom, when and where. `Told -> Vec<Event>`

pub mod plover;

use crate::model::*;
use crate::rules::{RuleError, Rules};
use crate::stage::{Notes, Stage};

/// What the earlier stages made of one article.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its tokens and sentences.
    pub parse: &'a Parse,
    /// Who and what it speaks of.
    pub mentions: &'a Mentions,
    /// Who of them acts, with country and sector.
    pub actors: &'a [Actor],
    /// When.
    pub times: &'a [TimeExpression],
    /// Where.
    pub places: &'a [Place],
    /// Who says what.
    pub quotes: &'a [Quote],
}

/// The stage.
#[derive(Debug)]
pub struct Events {}

impl Events {
    /// Prepares the stage from its rules.
    ///
    /// # Errors
    /// A rule file that cannot be used as it stands.
    pub fn new(_rules: &Rules) -> Result<Self, RuleError> {
        Ok(Self {})
    }
}

impl Stage for Events {
    type In<'a> = Told<'a>;
    type Out = Vec<Event>;
    const NAME: &'static str = "events";
    const VERSION: u32 = 1;

    fn run(&self, _input: Self::In<'_>, _notes: &mut Notes) -> Self::Out {
        Vec::new()
    }
}
