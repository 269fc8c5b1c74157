//! Actors: the country and sector of whoever acts. `Article, Parse, Mentions -> Vec<Actor>`
//!
//! No list of persons: a person is what the article says of them. A bare
//! country has its code and no sector; its capital, its seat and "the
//! government" stand for those who govern.

mod codes;
mod draft;
mod learn;
pub mod lexicon;
pub mod lines;
pub mod phrase;

use std::sync::Arc;

use draft::{Draft, actor};
use learn::{Places, Setting};
use lexicon::Lexicon;

use crate::model::*;
use crate::places::gazetteer::Gazetteer;
use crate::rules::{RuleError, Rules};
use crate::stage::{Notes, Stage};

/// The stage.
#[derive(Debug)]
pub struct Actors {
    lexicon: Arc<Lexicon>,
    gazetteer: Gazetteer,
}

impl Actors {
    /// Prepares the stage from its rules.
    ///
    /// # Errors
    /// A rule file that cannot be used as it stands.
    pub fn new(rules: &Rules) -> Result<Self, RuleError> {
        Ok(Self {
            lexicon: Arc::new(Lexicon::load(rules)?),
            gazetteer: Gazetteer::new(rules)?,
        })
    }

    /// The codes of a phrase by itself, the primary one first: "Peruvian soldiers" is PER MIL.
    #[must_use]
    pub fn code(&self, phrase: &str) -> Vec<ActorCode> {
        phrase::code(&self.lexicon, phrase).codes()
    }
}

impl Stage for Actors {
    type In<'a> = (&'a Article, &'a Parse, &'a Mentions);
    type Out = Vec<Actor>;
    const NAME: &'static str = "actors";
    const VERSION: u32 = 3;

    fn run(&self, (article, parse, mentions): Self::In<'_>, _notes: &mut Notes) -> Self::Out {
        let mut drafts: Vec<Draft> = mentions
            .entities
            .iter()
            .map(|entity| Draft::of(&self.lexicon, entity))
            .collect();
        let places = Places::new(parse, mentions);
        let setting = Setting::new(self.home(article), &places, &drafts);
        own(&places, &mentions.entities, &mut drafts);
        for n in 0..drafts.len() {
            if drafts[n].needs_country(&mentions.entities[n]) {
                let country = setting.country_of(n, &places, &drafts);
                drafts[n].learn(country);
            }
        }
        own(&places, &mentions.entities, &mut drafts);
        (0..)
            .zip(&mentions.entities)
            .filter_map(|(n, entity)| actor(EntityId(n), entity, &drafts))
            .collect()
    }
}

impl Actors {
    /// The country from where the article is written: its "police" and "parliament" are that country's.
    fn home(&self, article: &Article) -> Option<CountryCode> {
        let dateline = article.dateline.as_deref()?;
        // "LISBON (Meridian Wire)"
        let place = dateline.split('(').next().unwrap_or(dateline);
        let mut parts = place.rsplit(',').map(str::trim);
        parts.find_map(|part| self.gazetteer.country_of(part))
    }
}

/// Gives what is possessed its possessor's country: "Roca's government", "his wife", "the
/// presidents of the two countries".
fn own(places: &Places<'_>, entities: &[Entity], drafts: &mut [Draft]) {
    for n in 0..drafts.len() {
        if drafts[n].country.is_none()
            && let Some(owner) = places.owner(n)
        {
            let country = |draft: &Draft| draft.country;
            let members = entities[owner].members.iter();
            let of_members = members.filter_map(|member| country(&drafts[member.0 as usize]));
            let countries: Vec<CountryCode> = country(&drafts[owner])
                .into_iter()
                .chain(of_members)
                .collect();
            drafts[n].learn_all(&countries);
        }
    }
}
