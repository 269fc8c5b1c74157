//! Clauses: the passage that tells an event.

use super::arguments::{Parties, Support};
use super::scene::Scene;
use super::triggers::Trigger;
use crate::model::*;

impl Scene<'_> {
    /// The clause or phrase of a trigger, without the clauses that hang on it, and with whoever
    /// takes part as far as the same sentence names them.
    pub(super) fn clause(
        &self,
        trigger: &Trigger,
        support: Option<Support>,
        parties: &Parties,
    ) -> Span {
        let top = support.map_or(trigger.token, |support| support.verb);
        let mut span = self.span(&trigger.words).cover(self.tree.token(top).span);
        let mut open = vec![top, trigger.token];
        // a sound tree is walked once from each of the two; one with a circle ends as well
        let id = self.tree.token(trigger.token).sentence.0 as usize;
        let longest = self
            .told
            .parse
            .sentences
            .get(id)
            .map_or(0, |one| one.tokens.len());
        let mut left = 2 * longest + 2;
        while let Some(at) = open.pop() {
            if left == 0 {
                break;
            }
            left -= 1;
            for child in self.tree.children(at) {
                if !self.leaves(*child, trigger) {
                    open.push(*child);
                }
                let punctuation = self.tree.dep(*child) == Dep::Punct;
                if !self.leaves(*child, trigger) && !punctuation {
                    span = span.cover(self.tree.token(*child).span);
                }
            }
        }
        let sentence = self.sentence(trigger.token);
        let named = parties.actors.iter().chain(&parties.recipients);
        named
            .map(|one| one.span)
            .filter(|one| sentence.contains(*one))
            .fold(span, |all, one| all.cover(one))
    }

    /// Whether a token begins a clause that tells something else.
    fn leaves(&self, n: u32, trigger: &Trigger) -> bool {
        let within = trigger.about.as_ref().is_some_and(|inner| inner.top == n);
        if within || !self.tree.is_verb(n) {
            return self.tree.dep(n) == Dep::Cc;
        }
        matches!(
            self.tree.dep(n),
            Dep::Relcl | Dep::Advcl | Dep::Parataxis | Dep::Conj
        ) || (self.tree.dep(n) == Dep::Ccomp && !self.tree.is_infinitive(n))
    }
}
