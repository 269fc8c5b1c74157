//! Places: where the places lie that an article names. `Article, Parse, Mentions -> Vec<Place>`
//!
//! Names are looked up in the gazetteer of `rules/places/`, the longest first;
//! of several places with one name the one is taken that lies where the
//! article's other places lie, else the best known.

mod choose;
mod find;
pub(crate) mod gazetteer;
mod lines;

#[cfg(test)]
mod tests;

use crate::model::*;
use crate::rules::{RuleError, Rules};
use crate::stage::{Notes, Stage};
use choose::Setting;
use gazetteer::{Gazetteer, Known};
pub use lines::lines;

/// The stage.
#[derive(Debug)]
pub struct Places {
    gazetteer: Gazetteer,
}

impl Places {
    /// Prepares the stage from its rules.
    ///
    /// # Errors
    /// A rule file that cannot be used as it stands.
    pub fn new(rules: &Rules) -> Result<Self, RuleError> {
        Ok(Self {
            gazetteer: Gazetteer::new(rules)?,
        })
    }
}

impl Stage for Places {
    type In<'a> = (&'a Article, &'a Parse, &'a Mentions);
    type Out = Vec<Place>;
    const NAME: &'static str = "places";
    const VERSION: u32 = 1;

    fn run(&self, (article, parse, _mentions): Self::In<'_>, _notes: &mut Notes) -> Self::Out {
        let names = find::find(&article.text, parse, &self.gazetteer);
        let setting = Setting::new(&names);
        let place = |named: &find::Named<'_>| Some(place(named.span, setting.choose(named)?));
        names.iter().filter_map(place).collect()
    }
}

fn place(span: Span, known: &Known) -> Place {
    Place {
        span,
        name: known.name.clone(),
        country: known.country,
        lat: known.at.map(|(north, _)| north),
        lon: known.at.map(|(_, east)| east),
        geonameid: None,
        kind: known.kind,
    }
}
