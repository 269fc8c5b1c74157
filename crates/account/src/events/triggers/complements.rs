//! Complements: the act that a speech act is about.

use super::super::lexicon::{About, Rule, normal};
use super::super::scene::Scene;
use super::Inner;
use crate::model::*;

impl Scene<'_> {
    /// What a speech act is about. The outer nothing: the rule asks for an act that is not there.
    pub(super) fn about(
        &self,
        n: u32,
        words: &[u32],
        rule: &Rule,
        depth: u32,
    ) -> Option<Option<Inner>> {
        let Some(about) = &rule.about else {
            return Some(None);
        };
        let tops = self.complements(words);
        let read = |top: &u32| {
            let own = self.trigger(*top, depth + 1);
            let below = || {
                let object = self.tree.child(*top, &[Dep::Dobj, Dep::Xcomp, Dep::Attr])?;
                self.trigger(object, depth + 1)
            };
            own.or_else(below).filter(|inner| inner.token != n)
        };
        match about {
            About::Any | About::To | About::Other => {
                let fits = |top: &&u32| {
                    let subjects = [Dep::Nsubj, Dep::Nsubjpass];
                    let own = self.tree.child(**top, &subjects).is_some();
                    self.tree.is_verb(**top)
                        && (*about == About::Any || self.tree.is_infinitive(**top))
                        && (*about != About::Other || own)
                };
                let top = *tops.iter().find(fits)?;
                let trigger = read(&top).map(Box::new);
                Some(Some(Inner { top, trigger }))
            }
            About::Kinds(kinds) => tops.iter().find_map(|top| {
                // "wanted to meet her": a wish asks nobody
                if rule.kind == EventType::Request && self.is_own_wish(n, *top) {
                    return None;
                }
                let trigger = read(top).filter(|inner| kinds.contains(&self.rule(inner).kind))?;
                let trigger = Some(Box::new(trigger));
                Some(Some(Inner { top: *top, trigger }))
            }),
        }
    }

    /// "*wants* to meet her".
    fn is_own_wish(&self, n: u32, top: u32) -> bool {
        let subjects = [Dep::Nsubj, Dep::Nsubjpass];
        normal(&self.tree.token(n).lemma) == "want"
            && self.tree.is_infinitive(top)
            && self.tree.child(top, &subjects).is_none()
    }

    /// The words on which the clause or phrase that completes a pattern hangs.
    fn complements(&self, words: &[u32]) -> Vec<u32> {
        let mut found = Vec::new();
        for word in words {
            let deps = [
                Dep::Xcomp,
                Dep::Ccomp,
                Dep::Pcomp,
                Dep::Acl,
                Dep::Relcl,
                Dep::Advcl,
            ];
            let clauses = self.tree.by_dep(*word, &deps);
            found.extend(clauses.filter(|clause| self.completes(*clause)));
        }
        for word in words {
            let deps = [Dep::Dobj, Dep::Nsubjpass, Dep::Pobj];
            found.extend(self.tree.by_dep(*word, &deps).filter(|n| !self.acts(*n)));
            for prep in self.tree.by_dep(*word, &[Dep::Prep]) {
                // "decided against sending"
                let against = self.tree.lower(prep) == "against"
                    && self
                        .lexicon
                        .list("against-denied", &self.tree.token(*word).lemma);
                if !against
                    && self
                        .lexicon
                        .list("complement-prepositions", self.tree.lower(prep))
                {
                    found.extend(self.tree.by_dep(prep, &[Dep::Pcomp, Dep::Pobj]));
                }
            }
            if !self.tree.is_verb(*word) {
                found.extend(self.tree.by_dep(*word, &[Dep::Compound, Dep::Amod]));
                found.extend(self.purpose(*word));
            }
        }
        found.retain(|top| !words.contains(top));
        found
    }

    /// "launched an operation *to seize* the ship": the parser hangs the purpose on the verb.
    fn purpose(&self, noun: u32) -> Option<u32> {
        let verb = self
            .tree
            .head(noun)
            .filter(|_| self.tree.dep(noun) == Dep::Dobj)?;
        let mut clauses = self.tree.by_dep(verb, &[Dep::Advcl, Dep::Xcomp]);
        clauses.find(|clause| *clause > noun && self.tree.is_infinitive(*clause))
    }

    /// Whether a clause completes the word that it hangs on: infinitives, that-clauses, not
    /// relative clauses and adverbial ones with a conjunction.
    fn completes(&self, clause: u32) -> bool {
        match self.tree.dep(clause) {
            Dep::Xcomp | Dep::Ccomp | Dep::Pcomp => true,
            Dep::Acl | Dep::Relcl | Dep::Advcl => {
                let that = self
                    .tree
                    .by_dep(clause, &[Dep::Mark])
                    .any(|n| self.tree.lower(n) == "that");
                self.tree.is_infinitive(clause) || that
            }
            _ => false,
        }
    }
}
