//! Numbers: what is counted, how exactly, and of which event. `Article, Parse, events -> Vec<Number>`
//!
//! Dates, times, durations, ages and ordinals are no counts, and neither is a small number that
//! only points back ("the two leaders"). A word such as "dozens" counts as about twice itself.

mod counts;
mod lines;
mod measures;
mod page;
mod runs;
mod units;
mod written;

use crate::model::*;
use crate::rules::{RuleError, Rules};
use crate::stage::{Notes, Stage};
pub use lines::lines;
use page::Page;
use written::Written;

/// The stage.
#[derive(Debug)]
pub struct Numbers {
    written: Written,
}

impl Numbers {
    /// Prepares the stage from its rules.
    ///
    /// # Errors
    /// A rule file that cannot be used as it stands.
    pub fn new(rules: &Rules) -> Result<Self, RuleError> {
        Ok(Self {
            written: Written::new(rules)?,
        })
    }
}

impl Stage for Numbers {
    type In<'a> = (&'a Article, &'a Parse, &'a [Event]);
    type Out = Vec<Number>;
    const NAME: &'static str = "numbers";
    const VERSION: u32 = 2;

    fn run(&self, (_, parse, events): Self::In<'_>, _notes: &mut Notes) -> Vec<Number> {
        let page = Page {
            parse,
            events,
            written: &self.written,
        };
        let mut found = Vec::new();
        let mut at = 0;
        while at < parse.tokens.len() as u32 {
            match page.run_at(at) {
                Some(run) => {
                    found.extend(page.number(&run));
                    at = run.end.max(at + 1);
                }
                None => at += 1,
            }
        }
        found
    }
}
