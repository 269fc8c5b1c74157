//! Talk: what the words around a trigger speak of, where the same word names other acts.

use super::super::arguments::normal_lemma;
use super::super::frames;
use super::super::lexicon::{self, Rule};
use super::super::scene::Scene;
use crate::model::*;

/// Tokens on each side that show whether a campaign is spoken of.
const CAMPAIGN: u32 = 120;
/// Words of a campaign that must stand there.
const ENOUGH: usize = 2;
/// Tokens on each side in which a weapon or a wound speaks for force.
const FORCE: u32 = 25;
/// Tokens on each side in which a rule looks for its words.
const NEAR: u32 = 25;

impl Scene<'_> {
    /// How many words of a list stand within some tokens of a place.
    pub(in super::super) fn is_near(&self, n: u32, list: &str, reach: u32) -> usize {
        let around = n.saturating_sub(reach)..self.tree.len().min(n + reach + 1);
        let listed = |at: &u32| {
            let lemma = self.tree.lower(*at);
            *at != n
                && (self.lexicon.list(list, lemma)
                    || self.lexicon.list(list, &normal_lemma(self, *at)))
        };
        around.filter(listed).count()
    }

    /// Whether a place stands in talk of an election campaign, and nobody bleeds.
    pub(in super::super) fn is_campaign_talk(&self, n: u32) -> bool {
        self.is_near(n, "weapon-talk", FORCE) == 0
            && self.is_near(n, "campaign-talk", CAMPAIGN) >= ENOUGH
    }

    /// Whether what a rule asks for stands around a trigger.
    pub(super) fn fits_talk(&self, n: u32, target: Option<u32>, rule: &Rule) -> bool {
        match &rule.talk {
            None => true,
            Some(talk) if &**talk == lexicon::CAMPAIGN => {
                self.is_campaign_talk(n) && self.is_at_rival(n, target)
            }
            Some(list) => {
                self.is_near(n, list, NEAR) > 0 && self.is_near(n, "weapon-talk", FORCE) == 0
            }
        }
    }

    /// Whether the language model takes a token for a part of a person's name.
    fn is_named_person(&self, n: u32) -> bool {
        let names = &self.told.parse.names;
        let at = names.partition_point(|name| name.tokens.end <= n);
        let name = names.get(at).filter(|name| name.tokens.contains(&n));
        name.is_some_and(|name| name.kind == NameKind::Person)
    }

    /// "opened with a volley of attacks": whoever opens them is a person.
    fn is_opened_by(&self, n: u32, person: impl Fn(u32) -> bool) -> bool {
        let known = self.tree.child(n, &[Dep::Det, Dep::Compound]).is_some();
        let verb = self
            .tree
            .governor(n)
            .filter(|_| !known)
            .map(|(verb, _)| verb);
        let opens = verb.filter(|verb| self.lexicon.list("support", &normal_lemma(self, *verb)));
        let doer = opens.and_then(|verb| frames::subject(&self.tree, self.lexicon, verb));
        doer.is_some_and(person)
    }

    /// Whether an attack is made on a person, or is a person's: "her attacks on the senator".
    fn is_at_rival(&self, n: u32, target: Option<u32>) -> bool {
        let person = |at: u32| {
            let entity = self.mention(at).map(|mention| mention.entity.0 as usize);
            let entity = entity.and_then(|at| self.told.mentions.entities.get(at));
            let one = entity.is_some_and(|entity| entity.kind == EntityKind::Person);
            one || self.is_named_person(at)
        };
        if self.tree.is_verb(n) {
            return target.is_some_and(person);
        }
        let words = ["on", "against", "at", "of"];
        let mut found = words.iter().filter_map(|word| self.tree.pobj_near(n, word));
        let first = found.next();
        let owner = self.tree.child(n, &[Dep::Poss]);
        match first {
            Some(aim) => person(aim) || owner.is_some_and(person),
            None => owner.is_some_and(person) || self.is_opened_by(n, person),
        }
    }
}
