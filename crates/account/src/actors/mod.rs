//! Actors: the country and sector of whoever acts. `Article, Parse, Mentions -> Vec<Actor>`
//!
//! No list of persons: a person is what the article says of them. A bare
//! country has its code and no sector; its capital, its seat and "the
//! government" stand for those who govern.

mod codes;
mod learn;
pub mod lexicon;
pub mod lines;
pub mod phrase;

use std::sync::Arc;

use learn::Places;
use lexicon::Lexicon;
use phrase::Coding;

use crate::model::*;
use crate::rules::{RuleError, Rules};
use crate::stage::{Notes, Stage};

/// The stage.
#[derive(Debug)]
pub struct Actors {
    lexicon: Arc<Lexicon>,
}

impl Actors {
    /// Prepares the stage from its rules.
    ///
    /// # Errors
    /// A rule file that cannot be used as it stands.
    pub fn new(rules: &Rules) -> Result<Self, RuleError> {
        Ok(Self {
            lexicon: Arc::new(Lexicon::load(rules)?),
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
    const VERSION: u32 = 2;

    fn run(&self, (_, parse, mentions): Self::In<'_>, _notes: &mut Notes) -> Self::Out {
        let mut drafts: Vec<Draft> = mentions
            .entities
            .iter()
            .map(|entity| Draft::of(&self.lexicon, entity))
            .collect();
        let places = Places::new(parse, mentions);
        let most = places.most(&drafts);
        own(&places, &mut drafts);
        for n in 0..drafts.len() {
            if drafts[n].needs_country(&mentions.entities[n]) {
                let near = places.near(n, &drafts);
                // Who left office is met abroad as often as at home.
                let former = drafts[n].sectors.first() == Some(&Sector::Eli);
                drafts[n].learn(near.or(most.filter(|_| !former)));
            }
        }
        own(&places, &mut drafts);
        (0..)
            .zip(&mentions.entities)
            .filter_map(|(n, entity)| actor(EntityId(n), entity, &drafts))
            .collect()
    }
}

/// Gives what is possessed its possessor's country: "Roca's government", "his wife".
fn own(places: &Places<'_>, drafts: &mut [Draft]) {
    for n in 0..drafts.len() {
        if drafts[n].country.is_none()
            && let Some(owner) = places.owner(n)
        {
            let country = drafts[owner].country;
            drafts[n].learn(country);
        }
    }
}

/// What is known of one entity so far.
#[derive(Clone, Debug, Default)]
struct Draft {
    country: Option<CountryCode>,
    sectors: Vec<Sector>,
    basis: Option<ActorBasis>,
    /// The country comes from another mention.
    learned: bool,
}

impl Draft {
    /// From the entity's own name and roles.
    fn of(lexicon: &Lexicon, entity: &Entity) -> Self {
        let mut draft = Self::default();
        let named_person = entity.kind == EntityKind::Person && entity.named;
        if !named_person {
            let names = entity.names.iter().map(String::as_str);
            let all = std::iter::once(entity.name.as_str()).chain(names);
            for name in all {
                draft.take(&phrase::code(lexicon, name));
            }
        }
        // What somebody is counts before what they were.
        let mut roles: Vec<Coding<'_>> = entity
            .roles
            .iter()
            .map(|role| phrase::code(lexicon, role))
            .collect();
        roles.sort_by_key(|coding| coding.former || coding.sectors == [Sector::Unk]);
        for coding in roles.iter().filter(|coding| coding.role.is_some()) {
            draft.take(coding);
        }
        if entity.kind == EntityKind::Norp && draft.country.is_some() && draft.sectors.is_empty() {
            draft.sectors.push(Sector::Cvl);
        }
        if draft.sectors.len() > 1 {
            draft.sectors.retain(|sector| *sector != Sector::Unk);
        }
        draft
    }

    fn take(&mut self, coding: &Coding<'_>) {
        self.country = self.country.or(coding.country);
        for sector in &coding.sectors {
            if !self.sectors.contains(sector) {
                self.sectors.push(*sector);
            }
        }
        self.basis = self.basis.or(coding.basis);
    }

    /// Whether its sector belongs to some country, which nothing names yet.
    fn needs_country(&self, entity: &Entity) -> bool {
        use Sector::{Cop, Eli, Gov, Jud, Leg, Mil, Opp, Prm, Pty, Reb, Spy};
        let bound = [Cop, Eli, Gov, Jud, Leg, Mil, Opp, Prm, Pty, Reb, Spy];
        let first = self.sectors.first();
        let plain_crowd = entity.kind == EntityKind::Group && !entity.named;
        self.country.is_none() && first.is_some_and(|sector| bound.contains(sector)) && !plain_crowd
    }

    fn learn(&mut self, country: Option<CountryCode>) {
        if country.is_some() && self.country.is_none() {
            self.country = country;
            self.learned = true;
        }
    }

    fn codes(&self) -> Vec<ActorCode> {
        let code = |sector| ActorCode {
            country: self.country,
            sector,
        };
        match self.sectors.as_slice() {
            [] if self.country.is_none() => Vec::new(),
            [] => vec![code(None)],
            sectors => sectors.iter().map(|sector| code(Some(*sector))).collect(),
        }
    }
}

/// The finished actor; nothing for whom nothing is known.
fn actor(id: EntityId, entity: &Entity, drafts: &[Draft]) -> Option<Actor> {
    let draft = &drafts[id.0 as usize];
    let mut codes = draft.codes();
    let mut basis = match draft.learned {
        true => Some(ActorBasis::Learned),
        false => draft.basis,
    };
    if !entity.members.is_empty() {
        codes.clear();
        for member in &entity.members {
            for code in drafts[member.0 as usize].codes() {
                if !codes.contains(&code) {
                    codes.push(code);
                }
            }
        }
        basis = Some(ActorBasis::Learned);
    }
    let worth = codes
        .iter()
        .any(|code| code.country.is_some() || code.sector != Some(Sector::Unk));
    (!codes.is_empty() && (worth || !entity.named)).then(|| Actor {
        entity: id,
        codes,
        basis: basis.unwrap_or(ActorBasis::List),
    })
}
