//! Drafts: entities in the making.

use super::view::View;
use crate::actors::lexicon::Gender;
use crate::actors::phrase;
use crate::model::{CountryCode, EntityKind, Sector};

/// An entity in the making; its number is its place in the cast.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// Every form by which it is named, the first first.
    pub(super) names: Vec<String>,
    /// The usual name of a country.
    pub(super) usual: Option<String>,
    /// The description of somebody unnamed.
    pub(super) description: String,
    pub(super) kind: EntityKind,
    pub(super) named: bool,
    pub(super) plural: bool,
    pub(super) members: Vec<usize>,
    pub(super) roles: Vec<String>,
    pub(super) gender: Option<Gender>,
    /// The country that its roles or its name give.
    pub(super) country: Option<CountryCode>,
    /// The sectors that its roles or its name give.
    pub(super) sectors: Vec<Sector>,
}

impl Draft {
    pub(super) fn new(kind: EntityKind) -> Self {
        Self {
            names: Vec::new(),
            usual: None,
            description: String::new(),
            kind,
            named: false,
            plural: false,
            members: Vec::new(),
            roles: Vec::new(),
            gender: None,
            country: None,
            sectors: Vec::new(),
        }
    }

    /// Whether it is a country by its name, not a capital that stands for those who govern.
    pub(super) fn is_land(&self) -> bool {
        self.kind == EntityKind::Gpe && self.named && self.sectors.is_empty()
    }

    /// Adds a role phrase in lower case with what it says.
    pub(super) fn add_role(&mut self, view: &View<'_>, role: &str) {
        if self.roles.iter().any(|known| known == role) {
            return;
        }
        let coding = phrase::code(view.lexicon, role);
        self.country = self.country.or(coding.country);
        for sector in coding.sectors {
            if !self.sectors.contains(&sector) {
                self.sectors.push(sector);
            }
        }
        self.gender = self.gender.or(coding.role.and_then(|role| role.gender));
        self.roles.push(role.to_owned());
    }

    /// Adds a form of the name.
    pub(super) fn add_name(&mut self, name: String) {
        if !self.names.contains(&name) {
            self.names.push(name);
        }
    }

    /// The fullest name, or the description.
    pub(super) fn title(&self) -> String {
        let fullest = self.names.iter().rev().max_by_key(|name| match self.kind {
            // A country's name, not its adjective.
            EntityKind::Gpe => usize::MAX,
            _ => name.split(' ').count() * 100 + name.chars().count(),
        });
        let fullest = match (&self.usual, fullest) {
            (Some(usual), Some(_)) => Some(usual),
            (_, fullest) => fullest,
        };
        fullest.unwrap_or(&self.description).clone()
    }
}
