//! Fitting: whether an argument is what a rule asks for.

use super::super::frames;
use super::super::lexicon::{Rule, Words, normal};
use super::super::scene::Scene;
use crate::model::*;

impl Scene<'_> {
    /// Of two objects the one that a rule asks for: "promised Ruritania 5 million *crowns*".
    pub(super) fn fitting(&self, verb: u32, object: u32, rule: &Rule) -> u32 {
        if rule.object.is_empty() || self.fits(object, &rule.object) {
            return object;
        }
        let mut objects = self.tree.by_dep(verb, &[Dep::Dobj]);
        objects
            .find(|other| self.fits(*other, &rule.object))
            .unwrap_or(object)
    }

    /// Whether an argument, or something co-ordinated with it, has one of the lemmas.
    pub(super) fn fits(&self, n: u32, words: &Words) -> bool {
        if words.actor && (self.is_actor(n) || self.counts_persons(n)) {
            return true;
        }
        let has = |at: u32| {
            let token = self.tree.token(at);
            words.has(&normal(&token.lemma)) || words.has(&token.lower)
        };
        // "promised Ruritania *$5 million*": the parser hangs the sum on the name before it
        let sum = |at: u32| {
            self.tree
                .by_dep(at, &[Dep::Nummod])
                .any(|n| n > at && has(n))
        };
        let any = |n: u32| (self.tree.with_conjuncts(n).into_iter()).any(|at| has(at) || sum(at));
        any(n) || self.part_of(n).is_some_and(any)
    }

    /// What a part is part of: "delivered none of the *food*".
    fn part_of(&self, n: u32) -> Option<u32> {
        let part = self.lexicon.list("part", self.tree.lower(n));
        self.tree.pobj(n, "of").filter(|_| part)
    }

    /// "arrested *12*": a number alone where somebody is asked for.
    fn counts_persons(&self, n: u32) -> bool {
        let token = self.tree.token(n);
        let money = self
            .tree
            .children(n)
            .iter()
            .any(|at| self.tree.token(*at).pos == Pos::Sym);
        let argument = matches!(token.dep, Dep::Dobj | Dep::Nsubjpass);
        token.pos == Pos::Num && argument && !money
    }

    /// Whether someone called by one of the words does what a noun names: "the *union* extended
    /// its strike".
    pub(super) fn is_done_by(&self, noun: u32, words: &Words) -> bool {
        let mut doers = frames::modifiers(&self.tree, noun);
        doers.extend(self.tree.child(noun, &[Dep::Poss]));
        doers.extend(
            ["by", "of", "from"]
                .iter()
                .filter_map(|word| self.tree.pobj(noun, word)),
        );
        let verb = self.support(noun).map(|support| support.verb);
        doers.extend(verb.and_then(|verb| frames::subject(&self.tree, self.lexicon, verb)));
        doers.iter().any(|at| {
            let entity = self.mention(*at).map(|mention| mention.entity.0 as usize);
            let entity = entity.and_then(|at| self.told.mentions.entities.get(at));
            let names = entity.into_iter().flat_map(|entity| &entity.names);
            let mut words_of = names.flat_map(|name| name.split_whitespace());
            let is_called = |word: &str| {
                let word = word.to_lowercase();
                words.has(&word) || word.strip_suffix('s').is_some_and(|one| words.has(one))
            };
            self.fits(*at, words) || words_of.any(is_called)
        })
    }

    /// Whether a noun is about something that the rule excludes: "the war on *poverty*".
    pub(super) fn excluded(&self, noun: u32, rule: &Rule) -> bool {
        if rule.not_object.is_empty() {
            return false;
        }
        let behind = ["against", "on", "of", "for", "with"].into_iter();
        let mut behind = behind.filter_map(|word| self.tree.pobj(noun, word));
        behind.any(|at| self.fits(at, &rule.not_object))
            || frames::modifiers(&self.tree, noun)
                .iter()
                .any(|at| rule.not_object.has(self.tree.lower(*at)))
    }
}
