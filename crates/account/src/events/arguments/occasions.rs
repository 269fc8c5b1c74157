//! Occasions: who met whom, of a meeting told beside another act, "left after talks *with the rebels*".

use super::super::frames;
use super::super::lexicon::Rule;
use super::super::scene::Scene;
use super::super::triggers::Trigger;
use crate::model::*;

/// Words between a meeting and the verb beside which it is told, at most.
const FARTHEST: usize = 5;

/// Prepositions by which a clause tells when or under what it happens.
const BESIDE: &[&str] = &[
    "after",
    "before",
    "during",
    "following",
    "in",
    "at",
    "amid",
    "since",
    "on",
    "under",
    "until",
    "from",
];

impl Scene<'_> {
    /// The subject of the clause that tells a meeting with others, or a journey to them, beside its
    /// own act.
    pub(super) fn attendants(&self, trigger: &Trigger, rule: &Rule) -> Vec<Participant> {
        let noun = trigger.token;
        let with = rule.mutual && self.tree.pobj(noun, "with").is_some();
        let to = rule.mode == Some("visit") && self.tree.pobj(noun, "to").is_some();
        if trigger.verb || !(with || to) {
            return Vec::new();
        }
        let subject = self
            .beside(noun)
            .and_then(|verb| frames::surface(&self.tree, self.lexicon, verb, 8));
        subject
            .map(|subject| self.participants(subject))
            .unwrap_or_default()
    }

    /// The verb of the clause beside whose act a noun is told.
    fn beside(&self, noun: u32) -> Option<u32> {
        let mut at = noun;
        let mut apart = false;
        for _ in 0..FARTHEST {
            let head = self.tree.head(at)?;
            let word = self.tree.lower(head);
            match self.tree.dep(at) {
                Dep::Pobj if BESIDE.contains(&word) => apart = true,
                // "after *hours of* talks"
                Dep::Pobj if word == "of" => {}
                Dep::Prep if self.tree.is_verb(head) => return apart.then_some(head),
                Dep::Prep if self.tree.lower(at) == "of" && !self.acts(head) => {}
                Dep::Conj if !self.acts(head) => {}
                _ => return None,
            }
            at = head;
        }
        None
    }
}
