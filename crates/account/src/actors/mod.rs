//! Actors: the country and sector of whoever acts. `Article, Parse, Mentions -> Vec<Actor>`
//!
//! A person is what the article says of them; where it does not tell the country,
//! a list of leaders may. A bare
//! country has its code and no sector; its capital, its seat and "the
//! government" stand for those who govern.

mod codes;
mod draft;
mod leaders;
mod learn;
pub mod lexicon;
pub mod lines;
mod located;
pub mod phrase;
mod shared;

use std::sync::Arc;

use draft::{Draft, actor};
use leaders::Leaders;
use learn::{Places, Setting};
use lexicon::Lexicon;
use located::Located;

use crate::model::*;
use crate::places::gazetteer::Gazetteer;
use crate::rules::{RuleError, Rules};
use crate::stage::{Notes, Stage};

/// The stage.
#[derive(Debug)]
pub struct Actors {
    lexicon: Arc<Lexicon>,
    gazetteer: Gazetteer,
    leaders: Leaders,
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
            leaders: Leaders::new(rules)?,
        })
    }

    /// The codes of a phrase by itself, the primary one first: "Peruvian soldiers" is PER MIL.
    #[must_use]
    pub fn code(&self, phrase: &str) -> Vec<ActorCode> {
        phrase::code(&self.lexicon, phrase).codes()
    }
}

impl Stage for Actors {
    type In<'a> = (&'a Article, &'a Parse, &'a Mentions, &'a [Place]);
    type Out = Vec<Actor>;
    const NAME: &'static str = "actors";
    const VERSION: u32 = 4;

    fn run(
        &self,
        (article, parse, mentions, found): Self::In<'_>,
        _notes: &mut Notes,
    ) -> Self::Out {
        let mut drafts: Vec<Draft> = mentions
            .entities
            .iter()
            .map(|entity| Draft::of(&self.lexicon, entity))
            .collect();
        let places = Places::new(parse, mentions);
        let located = Located::new(&self.lexicon, &places, found);
        self.list(article, &mentions.entities, &located, &mut drafts);
        shared::tell_apart(&self.lexicon, &mentions.entities, &mut drafts);
        let setting = Setting::new(self.home(article), &places, &drafts);
        own(&places, &mentions.entities, &mut drafts);
        for n in 0..drafts.len() {
            if drafts[n].needs_country(&mentions.entities[n]) {
                let country = setting.country_of(n, &places, &drafts);
                drafts[n].learn(country);
            }
        }
        own(&places, &mentions.entities, &mut drafts);
        let around: Vec<_> = (mentions.entities.iter().enumerate())
            .map(|(n, entity)| located.around(n, entity, &drafts, setting.chief()))
            .collect();
        for (draft, country) in drafts.iter_mut().zip(around) {
            draft.learn(country);
        }
        (0..)
            .zip(&mentions.entities)
            .filter_map(|(n, entity)| actor(EntityId(n), entity, &drafts))
            .collect()
    }
}

impl Actors {
    /// Gives those whom no role ties to a country that of a place in their name, or that which the list
    /// of leaders has.
    fn list(
        &self,
        article: &Article,
        entities: &[Entity],
        located: &Located<'_>,
        drafts: &mut [Draft],
    ) {
        let year = article.published.map(|moment| moment.date.year());
        for (n, (entity, draft)) in entities.iter().zip(drafts).enumerate() {
            if draft.country.is_some() {
                continue;
            }
            match (self.leaders.office(entity, year), located.within(n, entity)) {
                (Some(office), _) => draft.take_office(&self.lexicon, office),
                (None, Some(country)) => draft.locate(country),
                (None, None) => {}
            }
        }
    }

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
