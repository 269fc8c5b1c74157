//! Articles: title, byline, times, language and body of a page. `Source, Page -> Article`

mod dateline;
mod given;
mod language;
mod limit;
mod moments;

pub use given::Given;
pub use limit::MAX_TEXT;

use crate::model::*;
use crate::rules::{RuleError, Rules};
use crate::span::Span;
use crate::stage::{Notes, Stage};

/// The stage.
#[derive(Debug)]
pub struct Articles {
    moments: moments::Moments,
}

impl Articles {
    /// Prepares the stage from its rules.
    ///
    /// # Errors
    /// A rule file that cannot be used as it stands.
    pub fn new(rules: &Rules) -> Result<Self, RuleError> {
        Ok(Self {
            moments: moments::Moments::new(rules)?,
        })
    }

    /// The moment that a text states as pages do.
    pub(crate) fn moment(&self, text: &str) -> Option<Moment> {
        self.moments.read(text)
    }
}

impl Stage for Articles {
    type In<'a> = (&'a Source, &'a Page);
    type Out = Article;
    const NAME: &'static str = "articles";
    const VERSION: u32 = 1;

    fn run(&self, (source, page): Self::In<'_>, notes: &mut Notes) -> Self::Out {
        let first = |kind| {
            page.fields
                .iter()
                .find(|field| field.kind == kind)
                .map(|f| f.value.clone())
        };
        let mut text = String::new();
        let mut paragraphs = Vec::new();
        for block in &page.blocks {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            let start = text.len() as u32;
            text.push_str(&block.text);
            paragraphs.push(Paragraph {
                span: Span::new(start, text.len() as u32),
                kind: block.kind,
            });
        }
        let _ = notes;
        Article {
            id: source.id.clone(),
            url: source.url.clone(),
            outlet: first(FieldKind::Outlet),
            title: first(FieldKind::Title),
            byline: first(FieldKind::Author).into_iter().collect(),
            dateline: None,
            published: first(FieldKind::Published).and_then(|v| self.moments.read(&v)),
            modified: None,
            language: language::of(&text, None),
            text,
            paragraphs,
            notes: vec![],
        }
    }
}
