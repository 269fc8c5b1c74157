//! Drafts: what is known of each entity before and after it learns from the others.

use super::leaders::Office;
use super::lexicon::{Head, Lexicon, Term, Weight};
use super::located::Settled;
use super::phrase::{self, Coding, codes};
use crate::model::*;

/// What is known of one entity so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub(super) country: Option<CountryCode>,
    /// Further ones: "the presidents of the two countries".
    others: Vec<CountryCode>,
    pub(super) sectors: Vec<Sector>,
    basis: Option<ActorBasis>,
    /// The country comes from another mention.
    pub(super) learned: bool,
    /// The office of which a country has one at a time, held by somebody with a name.
    pub(super) head: Option<Head>,
    /// The country is no state but a body of several.
    international: bool,
}

impl Draft {
    /// From the entity's own name and roles.
    pub(super) fn of(lexicon: &Lexicon, entity: &Entity) -> Self {
        let mut draft = Self::default();
        let named_person = entity.kind == EntityKind::Person && entity.named;
        if named_person {
            draft.take_titles(lexicon, &entity.name);
        }
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
            .filter(|role| !is_said_more_fully(lexicon, role, &entity.roles))
            .map(|role| phrase::code(lexicon, role))
            .collect();
        roles.sort_by_key(|coding| coding.former || coding.sectors == [Sector::Unk]);
        for coding in roles.iter().filter(|coding| coding.role.is_some()) {
            draft.take(coding);
            let governs = coding.sectors.first() == Some(&Sector::Gov) && !coding.former;
            let known = coding.role.filter(|_| draft.country.is_none());
            draft.country = draft
                .country
                .or(known.and_then(|role| lexicon.only_in(role)));
            let role = coding.role.filter(|_| named_person && governs);
            draft.head = draft.head.or(role.and_then(|role| lexicon.head(role)));
        }
        if entity.kind == EntityKind::Norp && draft.country.is_some() && draft.sectors.is_empty() {
            draft.sectors.push(Sector::Cvl);
        }
        let state = |code| lexicon.by_code(code).is_some();
        draft.international = draft.country.is_some_and(|code| !state(code));
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

    /// What the name of a person has in it beside the name: "Kenyan King Odun", or a country's name, taken
    /// for a person's.
    fn take_titles(&mut self, lexicon: &Lexicon, name: &str) {
        let coding = phrase::code(lexicon, name);
        let titled = coding.role.is_some_and(|role| role.title) && name.contains(' ');
        let country = || {
            let terms = lexicon.terms(name);
            let names = terms.iter().any(|term| matches!(term, Term::Country(_)));
            names && lexicon.gender_of_given_name(name).is_none()
        };
        if titled || country() {
            self.take(&coding);
        }
    }

    /// Takes what the list of leaders says, where the article does not tell the country.
    pub(super) fn take_office(&mut self, lexicon: &Lexicon, office: Office) {
        if self.country.is_none() {
            self.country = Some(office.country);
            self.international = lexicon.by_code(office.country).is_none();
            self.basis = self.basis.or(Some(ActorBasis::List));
            if self.sectors.is_empty() {
                self.sectors = office.sectors;
            }
        }
    }

    /// Takes the country of a place that its name or description has in it.
    pub(super) fn locate(&mut self, country: CountryCode) {
        if self.country.is_none() {
            self.country = Some(country);
            self.basis = self.basis.or(Some(ActorBasis::List));
        }
    }

    /// Takes `code` in place of another of `codes`.
    pub(super) fn settle(&mut self, codes: &[CountryCode], code: CountryCode) {
        if self.country.is_some_and(|own| codes.contains(&own)) {
            self.country = Some(code);
        }
    }

    /// Whether it acts in its own country, so that those on whom it acts are likely of it, too; `acts`
    /// says whether it is the subject.
    pub(super) fn governs_here(&self, whom: Settled, entity: &Entity, acts: bool) -> bool {
        use Sector::{Cop, Gov, Jud, Leg, Mil, Opp, Pty};
        let body = entity.kind != EntityKind::Person;
        self.lends().is_some()
            && match self.sectors.first() {
                Some(Cop | Jud | Leg | Opp | Pty) => true,
                Some(Gov) => {
                    whom == Settled::Political || acts && body && whom == Settled::Resident
                }
                None | Some(Mil) => acts && whom == Settled::Political,
                _ => false,
            }
    }

    /// Whether its sector belongs to some country, which nothing names yet.
    pub(super) fn needs_country(&self, entity: &Entity) -> bool {
        use Sector::{Cop, Eli, Gov, Jud, Leg, Mil, Opp, Prm, Pty, Reb, Spy};
        let bound = [Cop, Eli, Gov, Jud, Leg, Mil, Opp, Prm, Pty, Reb, Spy];
        let first = self.sectors.first();
        let plain_crowd = entity.kind == EntityKind::Group && !entity.named;
        self.country.is_none() && first.is_some_and(|sector| bound.contains(sector)) && !plain_crowd
    }

    /// The country of which it is the head, and the office, where that is not learned.
    pub(super) fn governed(&self) -> Option<(CountryCode, Head)> {
        Some((self.lends()?, self.head?))
    }

    /// Takes the country that another mention gives, where none is known.
    pub(super) fn learn(&mut self, country: Option<CountryCode>) {
        if country.is_some() && self.country.is_none() {
            self.country = country;
            self.learned = true;
        }
    }

    /// Takes the countries of those to whom it belongs, where none is known.
    pub(super) fn learn_all(&mut self, countries: &[CountryCode]) {
        if self.country.is_none()
            && let Some((first, others)) = countries.split_first()
        {
            self.learn(Some(*first));
            self.others = others.to_vec();
        }
    }

    /// The state that others may be of who are spoken of beside it.
    pub(super) fn lends(&self) -> Option<CountryCode> {
        self.country
            .filter(|_| !self.learned && !self.international)
    }

    fn codes(&self) -> Vec<ActorCode> {
        let mut all = codes(self.country, &self.sectors);
        for other in &self.others {
            all.extend(codes(Some(*other), &self.sectors));
        }
        all
    }
}

/// "captain", where the article also says "captain of the trawler"; not "president", where that is a
/// club's.
fn is_said_more_fully(lexicon: &Lexicon, role: &str, roles: &[String]) -> bool {
    let own = phrase::code(lexicon, role);
    let firm = own.role.is_none_or(|role| role.weight == Weight::Firm);
    let goes_on = |longer: &String| {
        let rest = longer.strip_prefix(role);
        rest.is_some_and(|rest| rest.starts_with(" of "))
    };
    !firm && own.sectors != [Sector::Gov] && roles.iter().any(goes_on)
}

/// The finished actor; nothing for whom nothing is known.
pub(super) fn actor(id: EntityId, entity: &Entity, drafts: &[Draft]) -> Option<Actor> {
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
