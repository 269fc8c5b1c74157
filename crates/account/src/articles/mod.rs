//! Articles: title, byline, times, language and body of a page. `Source, Page -> Article`

mod given;

pub use given::Given;

use crate::model::*;
use crate::rules::{RuleError, Rules};
use crate::stage::{Notes, Stage};

/// The stage.
#[derive(Debug)]
pub struct Articles {}

impl Articles {
    /// Prepares the stage from its rules.
    ///
    /// # Errors
    /// A rule file that cannot be used as it stands.
    pub fn new(_rules: &Rules) -> Result<Self, RuleError> {
        Ok(Self {})
    }
}

impl Stage for Articles {
    type In<'a> = (&'a Source, &'a Page);
    type Out = Article;
    const NAME: &'static str = "articles";
    const VERSION: u32 = 1;

    fn run(&self, _input: Self::In<'_>, _notes: &mut Notes) -> Self::Out {
        Article {
            id: _input.0.id.clone(),
            url: None,
            outlet: None,
            title: None,
            byline: vec![],
            dateline: None,
            published: None,
            modified: None,
            language: None,
            text: String::new(),
            paragraphs: vec![],
            notes: vec![],
        }
    }
}
