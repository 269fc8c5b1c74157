//! Modifiers: whoever the words before a noun name, and what they are in its act.

use super::super::frames;
use super::super::lexicon::{Rule, Slot};
use super::super::scene::Scene;
use super::normal_lemma;
use crate::model::*;

/// Names of states and alliances that are written as they are before what they do: "*US* strikes".
const BRIEF: &[&str] = &[
    "us", "u.s.", "u.s", "uk", "u.k.", "eu", "un", "u.n.", "nato", "american",
];

impl Scene<'_> {
    /// Without those before a noun to whom its act is done, or with whom it is only held: "the *Lima*
    /// bombing", "the *Ruiz* killing", "a *Lima* march", "the *Lima* summit".
    pub(super) fn not_suffering(
        &self,
        mut found: Vec<Participant>,
        noun: u32,
        rule: &Rule,
    ) -> Vec<Participant> {
        let alone = found.len() == 1;
        found.retain(|one| match rule.kind {
            EventType::Assault => !(self.is_city(one) || alone && self.suffers(one, noun, rule)),
            EventType::Protest => !self.is_where(one),
            EventType::Consult => !alone || !self.is_where(one),
            _ => true,
        });
        found
    }

    /// Whether somebody named before a noun of violence suffers it: a city, a country that it befell,
    /// one person who was killed.
    pub(super) fn suffers(&self, one: &Participant, noun: u32, rule: &Rule) -> bool {
        let lemma = normal_lemma(self, noun);
        let kind = self.told.mentions.entities.get(one.entity.0 as usize);
        let kind = kind.map(|entity| entity.kind);
        let victim =
            kind == Some(EntityKind::Person) && rule.noun_recipient.contains(&Slot::Possessor);
        let befell = self.lexicon.list("befall", &lemma) && self.is_country_noun(one);
        self.is_city(one) || victim || befell
    }

    /// Whether a country is named by its noun, "the *Peru* bombing", not by an adjective.
    fn is_country_noun(&self, one: &Participant) -> bool {
        let name = one.span.of(&self.told.article.text).to_lowercase();
        let head = self.top(one.span);
        let noun = head
            .is_some_and(|n| self.tree.token(n).pos == Pos::Propn && self.tree.dep(n) != Dep::Amod);
        noun && self.place_kind(one) == Some(PlaceKind::Country) && !BRIEF.contains(&&*name)
    }

    /// Whether a city or a house is named in which people meet.
    fn is_where(&self, one: &Participant) -> bool {
        let name = one.span.of(&self.told.article.text).to_lowercase();
        self.is_city(one) || self.lexicon.list("rooms", &name)
    }

    pub(in super::super) fn is_city(&self, one: &Participant) -> bool {
        self.place_kind(one) == Some(PlaceKind::City)
    }

    fn place_kind(&self, one: &Participant) -> Option<PlaceKind> {
        let places = &self.told.places;
        let at = places.partition_point(|place| place.span.end <= one.span.start);
        let place = places.get(at).filter(|place| place.span.overlaps(one.span));
        place.map(|place| place.kind)
    }

    /// The noun whose nationality a noun shares: "*Danish* patrols and raids", "*Danish* acts,
    /// such as raids".
    pub(super) fn lender(&self, noun: u32) -> Option<u32> {
        let head = self.tree.head(noun)?;
        match self.tree.dep(noun) {
            Dep::Conj => Some(head).filter(|head| self.tree.is_noun(*head)),
            Dep::Pobj if self.tree.lower(head) == "including" => self.tree.head(head),
            _ => None,
        }
    }

    /// Whoever the words before a noun name: "*US* strikes", "the *Ruiz-Okafor* meeting".
    pub(super) fn modifying(&self, noun: u32) -> Option<Vec<Participant>> {
        let mut found: Vec<Participant> = Vec::new();
        for at in frames::modifiers(&self.tree, noun) {
            let direct = self.tree.head(at) == Some(noun) && self.is_act(noun);
            let one = self.somebody(at, direct);
            found.extend(one.filter(|one| !found.iter().any(|known| known.entity == one.entity)));
        }
        // "trade and US raids": the parser takes the name for the end of the list
        let before = noun.checked_sub(1).filter(|_| found.is_empty());
        let adjacent = before.filter(|at| self.tree.token(*at).pos == Pos::Propn);
        if let Some(mention) = adjacent.and_then(|at| self.mention(at)) {
            found.push(Participant {
                entity: mention.entity,
                span: mention.span,
            });
        }
        found.sort_by_key(|one| one.span);
        (!found.is_empty()).then_some(found)
    }
}
