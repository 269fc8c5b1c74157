//! Places: where the places lie that an article names. `Article, Parse, Mentions -> Vec<Place>`
//!
//! Names are looked up in the gazetteer of `rules/places/`, the longest first; of several places
//! with one name the one is taken that the words behind it tell ("Paris, Texas"), else the one that
//! lies where the article's other places lie, else the best known. A name means one place in an
//! article.

mod choose;
mod find;
pub(crate) mod gazetteer;
mod lines;
mod lookup;
mod towns;
mod votes;

#[cfg(test)]
mod tests;

use crate::model::*;
use crate::rules::{RuleError, Rules};
use crate::stage::{Notes, Stage};
pub use lines::lines;
use lookup::{Candidate, Lookup};

/// The stage.
#[derive(Debug)]
pub struct Places {
    lookup: Lookup,
}

impl Places {
    /// Prepares the stage from its rules.
    ///
    /// # Errors
    /// A rule file that cannot be used as it stands.
    pub fn new(rules: &Rules) -> Result<Self, RuleError> {
        Ok(Self {
            lookup: Lookup::new(rules)?,
        })
    }
}

impl Stage for Places {
    type In<'a> = (&'a Article, &'a Parse, &'a Mentions);
    type Out = Vec<Place>;
    const NAME: &'static str = "places";
    const VERSION: u32 = 2;

    fn run(&self, (article, parse, _mentions): Self::In<'_>, _notes: &mut Notes) -> Self::Out {
        let names = find::find(&article.text, parse, &self.lookup);
        let hints = choose::hints(article, parse, &self.lookup);
        let chosen = choose::choose(&names, hints);
        let said = names.iter().zip(chosen).filter(|(name, _)| name.said);
        said.filter_map(|(name, chosen)| Some(place(name, chosen?)))
            .collect()
    }
}

fn place(named: &find::Named<'_>, chosen: &Candidate<'_>) -> Place {
    let sought = named.key.strip_prefix("the ").unwrap_or(&named.key);
    Place {
        span: named.span,
        name: match chosen.name {
            "" => towns::capitals(sought),
            name => name.to_owned(),
        },
        country: chosen.country,
        lat: chosen.at.map(|(north, _)| north),
        lon: chosen.at.map(|(_, east)| east),
        geonameid: None,
        kind: chosen.kind,
    }
}
