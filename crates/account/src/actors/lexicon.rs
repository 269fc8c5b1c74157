//! The lexicon: what countries, bodies, roles and places are called, and what that says of them.
//!
//! One hash table from a folded phrase to everything that it can mean. It holds
//! no persons: who somebody is, the article says, or the list of leaders.

mod fold;
mod load;
mod words;

use std::collections::HashMap;

pub use fold::{fold, plain};
pub(super) use load::{Row, rows};

use crate::model::{CountryCode, Sector};
use crate::rules::{RuleError, Rules};

/// Position of a country in [`Lexicon::countries`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryId(pub u32);

/// Position of a role in the roles of a [`Lexicon`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoleId(pub u32);

/// Position of a body in the bodies of a [`Lexicon`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BodyId(pub u32);

/// One thing that a phrase can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Term {
    /// A country's name: "Kenya".
    Country(CountryId),
    /// Its people: "a Colombian", "Colombians".
    People(CountryId, Number),
    /// Its adjective: "Colombian", "French".
    Adjective(CountryId),
    /// Its capital: "Nairobi".
    Capital(CountryId),
    /// A state, province or city in it: "Kentucky", "Shanghai".
    Region(CountryId),
    /// A role or a common noun for those who act: "senator", "army", "protesters".
    Role(RoleId, Number),
    /// A body with a name of its own, or a seat that stands for one: "NATO", "the Kremlin".
    Body(BodyId),
}

/// One or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Number {
    /// One.
    Singular,
    /// Several.
    Plural,
}

/// A country or territory.
#[derive(Clone, Debug, PartialEq)]
pub struct Country {
    /// ISO 3166-1 alpha-3; `XKX` for Kosovo.
    pub code: CountryCode,
    /// Its usual English name.
    pub name: String,
    /// Its capital, where it has one.
    pub capital: Option<String>,
    /// Degrees north and east of the capital.
    pub capital_at: Option<(f64, f64)>,
    /// Degrees north and east of its middle.
    pub center: Option<(f64, f64)>,
    /// A state in fact that few recognise (PLOVER: PRE), coded under the country it broke from.
    pub unrecognised: Option<CountryCode>,
}

/// Gender, where a word implies one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gender {
    /// He.
    Male,
    /// She.
    Female,
}

/// What a role is said of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RoleKind {
    /// A person: "senator".
    Person,
    /// A body: "army", "ministry".
    Body,
    /// Several persons without organisation: "family", "crowd".
    Crowd,
    /// What somebody is to somebody: "wife", "brother"; not to be taken for that other one.
    Kin,
    /// Things that stand for those who use them: "warplanes".
    Thing,
}

/// How much a role says of the sector by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// The sector is the role's own whatever stands beside it: "senator".
    Firm,
    /// The sector is that of the body named beside it, else the role's own: "official", "leader".
    Weak,
    /// It speaks for, or is part of, what is named beside it: "spokesman", "member", "group".
    Clear,
}

/// What an office is at the head of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Head {
    /// "president", "king"
    State,
    /// "prime minister"
    Government,
}

/// A role or a common noun for those who act.
#[derive(Clone, Debug, PartialEq)]
pub struct Role {
    /// In the singular, folded.
    pub name: String,
    /// What part of society; none for words that say nothing of it ("man").
    pub sector: Option<Sector>,
    /// What it is said of.
    pub kind: RoleKind,
    /// How much it says by itself.
    pub weight: Weight,
    /// The gender that it implies.
    pub gender: Option<Gender>,
    /// Whether it can stand as a title before a name: "Senator".
    pub title: bool,
}

/// A body with a name of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// Its usual English name.
    pub name: String,
    /// Its country, or `IGO`, `UNO`, `EUR`, `NGO`, ...
    pub country: Option<CountryCode>,
    /// What part of society, the primary one first.
    pub sectors: Vec<Sector>,
    /// Whether it is a place that stands for a body: "the White House".
    pub seat: bool,
}

/// Everything that the lexicon knows.
#[derive(Debug)]
pub struct Lexicon {
    countries: Vec<Country>,
    roles: Vec<Role>,
    bodies: Vec<Body>,
    terms: HashMap<Box<str>, Vec<Term>>,
    /// For every first word of a phrase, the words of the longest phrase that begins so.
    longest: HashMap<Box<str>, usize>,
    genders: HashMap<Box<str>, Gender>,
    words: words::Words,
}

impl Lexicon {
    /// Reads `rules/actors/`.
    ///
    /// # Errors
    /// A line that has too few columns or names an unknown code.
    pub fn load(rules: &Rules) -> Result<Self, RuleError> {
        load::lexicon(rules)
    }

    /// A country by its position.
    #[must_use]
    pub fn country(&self, id: CountryId) -> &Country {
        &self.countries[id.0 as usize]
    }

    /// A role by its position.
    #[must_use]
    pub fn role(&self, id: RoleId) -> &Role {
        &self.roles[id.0 as usize]
    }

    /// A body by its position.
    #[must_use]
    pub fn body(&self, id: BodyId) -> &Body {
        &self.bodies[id.0 as usize]
    }

    /// All countries and territories.
    #[must_use]
    pub fn countries(&self) -> &[Country] {
        &self.countries
    }

    /// The country with this code.
    #[must_use]
    pub fn by_code(&self, code: CountryCode) -> Option<&Country> {
        self.countries.iter().find(|country| country.code == code)
    }

    /// Everything that `phrase` as a whole can mean; articles and possessive endings must be off.
    ///
    /// Capitals count only where they tell words apart ("US" and "us", "WHO" and
    /// "who"); full stops and accents do not.
    #[must_use]
    pub fn terms(&self, phrase: &str) -> &[Term] {
        let folded = fold(phrase);
        if let Some(terms) = self.terms.get(folded.as_str()) {
            return terms;
        }
        let other = if folded.chars().any(char::is_uppercase) {
            folded.to_lowercase()
        } else if folded.len() >= 4
            && !folded.contains(' ')
            && phrase.starts_with(char::is_uppercase)
        {
            folded.to_uppercase()
        } else {
            return &[];
        };
        self.terms.get(other.as_str()).map_or(&[], Vec::as_slice)
    }

    /// The longest phrase that begins at the first of `words`: how many of them, and what it means.
    ///
    /// `words` are surface forms; those joined by hyphens in print may stand apart.
    #[must_use]
    pub fn longest<'l>(&'l self, words: &[&str]) -> Option<(usize, &'l [Term])> {
        let most = self.most_words(words.first()?).min(words.len());
        (1..=most).rev().find_map(|count| {
            let terms = self.terms(&words[..count].join(" "));
            (!terms.is_empty()).then_some((count, terms))
        })
    }

    /// The words of the longest phrase that begins with the word `first`; none where none does.
    #[must_use]
    pub fn most_words(&self, first: &str) -> usize {
        let folded = fold(first);
        let first = folded.split(' ').next().unwrap_or_default();
        let longest = |first: &str| self.longest.get(first).copied();
        longest(first)
            .or_else(|| longest(&first.to_lowercase()))
            .or_else(|| longest(&first.to_uppercase()))
            .unwrap_or_default()
    }

    /// The country that `phrase` names (not its capital, people or adjective).
    #[must_use]
    pub fn country_named(&self, phrase: &str) -> Option<&Country> {
        self.terms(phrase).iter().find_map(|term| match term {
            Term::Country(id) => Some(self.country(*id)),
            _ => None,
        })
    }

    /// The country that `phrase` is the adjective of: "Colombian", and "US" as in "US troops".
    #[must_use]
    pub fn country_of_adjective(&self, phrase: &str) -> Option<&Country> {
        self.terms(phrase).iter().find_map(|term| match term {
            Term::Adjective(id) => Some(self.country(*id)),
            _ => None,
        })
    }

    /// The country that `phrase` names in any way: name, people, adjective, capital, region.
    #[must_use]
    pub fn country_of(&self, phrase: &str) -> Option<&Country> {
        self.terms(phrase).iter().find_map(|term| match term {
            Term::Country(id)
            | Term::People(id, _)
            | Term::Adjective(id)
            | Term::Capital(id)
            | Term::Region(id) => Some(self.country(*id)),
            Term::Role(..) | Term::Body(_) => None,
        })
    }

    /// The role that `phrase` is, and whether it is in the plural.
    #[must_use]
    pub fn role_named(&self, phrase: &str) -> Option<(&Role, Number)> {
        self.terms(phrase).iter().find_map(|term| match term {
            Term::Role(id, number) => Some((self.role(*id), *number)),
            _ => None,
        })
    }

    /// The body that `phrase` names.
    #[must_use]
    pub fn body_named(&self, phrase: &str) -> Option<&Body> {
        self.terms(phrase).iter().find_map(|term| match term {
            Term::Body(id) => Some(self.body(*id)),
            _ => None,
        })
    }

    /// Whether a word says that an office is over: "former".
    #[must_use]
    pub fn ends_office(&self, word: &str) -> bool {
        self.words.over.words.contains(&word.to_lowercase())
    }

    /// The one country that has an office under this name: the United States a secretary of state.
    #[must_use]
    pub fn only_in(&self, role: &Role) -> Option<CountryCode> {
        let code = self.words.only_in.roles.get(&role.name)?;
        CountryCode::parse(code)
    }

    /// The countries that have a place of this name, in lower case; nothing where one alone is known for
    /// it.
    #[must_use]
    pub fn countries_sharing(&self, word: &str) -> Option<Vec<CountryCode>> {
        let codes = self.words.shared.places.get(word)?;
        let codes = codes.iter().filter_map(|code| CountryCode::parse(code));
        Some(codes.collect())
    }

    /// Whether a word says that somebody is not of the country in which they are: "foreign".
    #[must_use]
    pub fn is_from_abroad(&self, word: &str) -> bool {
        self.words.abroad.words.contains(&word.to_lowercase())
    }

    /// Whether a role is of somebody who is sent abroad: "deputy ambassador".
    #[must_use]
    pub fn is_sent(&self, role: &Role) -> bool {
        let words = &self.words.sent.words;
        words.iter().any(|word| role.name.ends_with(word.as_str()))
    }

    /// Of what a role is the head, where a country has one at a time: "president", not "vice
    /// president".
    #[must_use]
    pub fn head(&self, role: &Role) -> Option<Head> {
        let has = |group: &words::Group| group.words.contains(&role.name);
        if has(&self.words.heads_of_state) {
            return Some(Head::State);
        }
        has(&self.words.heads_of_government).then_some(Head::Government)
    }

    /// The spelling of an acronym in lower case: "US" for "u.s.".
    #[must_use]
    pub fn acronym(&self, lower: &str) -> Option<&str> {
        self.words.acronyms.spellings.get(lower).map(String::as_str)
    }

    /// The gender of most people with this given name.
    #[must_use]
    pub fn gender_of_given_name(&self, name: &str) -> Option<Gender> {
        self.genders
            .get(fold(name).to_lowercase().as_str())
            .copied()
    }
}

#[cfg(test)]
mod tests;
