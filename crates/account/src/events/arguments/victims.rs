//! Victims: an accusation that names a deed is against who did it, "condemned the raid *on the village*".

use super::super::lexicon::{Rule, normal};
use super::super::scene::Scene;
use super::super::triggers::Trigger;
use crate::model::*;

/// Prepositions behind a deed that name who suffered it.
const SUFFERED: &[&str] = &["of", "on", "at", "against", "in"];

impl Scene<'_> {
    /// Whom an act is done to that a phrase names; of an accusation that names a deed, who did that.
    pub(super) fn answerable(&self, rule: &Rule, act: u32, n: u32) -> Vec<Participant> {
        if rule.kind == EventType::Request && self.is_of_wish(n) {
            return Vec::new();
        }
        if rule.kind != EventType::Accuse {
            return self.participants(n);
        }
        if let Some(deed) = self.deed(n) {
            let done = Trigger::learned(n, deed, false);
            return self.parties_of_noun(&done, self.rule(&done), None).actors;
        }
        match self.suffered(act, n) {
            true => Vec::new(),
            false => self.participants(n),
        }
    }

    /// Whether somebody is named as the victim of a deed other than an act itself.
    fn suffered(&self, act: u32, n: u32) -> bool {
        let prep = self.tree.head(n);
        let suffered = prep.filter(|prep| SUFFERED.contains(&self.tree.lower(*prep)));
        let above = suffered.and_then(|prep| self.tree.head(prep));
        above.is_some_and(|above| above != act && self.deed(above).is_some())
    }

    /// Whether somebody stands beside an accusation or a demand against whom it is not made.
    pub(in super::super) fn is_beside(&self, event: &Event, one: Participant) -> bool {
        let Some((act, n)) = self.top(event.trigger).zip(self.top(one.span)) else {
            return false;
        };
        match event.kind {
            EventType::Accuse => self.suffered(act, n),
            EventType::Request => self.is_of_wish(n) || self.tree.dep(n) == Dep::Nsubjpass,
            _ => false,
        }
    }

    /// Whether somebody is named by an act that is asked for, "called for a ban *on the union*": others are
    /// to do it.
    fn is_of_wish(&self, n: u32) -> bool {
        let prep = self.tree.head(n);
        let prep = prep.filter(|prep| matches!(self.tree.lower(*prep), "on" | "against"));
        let above = prep.and_then(|prep| self.tree.head(prep));
        above
            .filter(|above| self.tree.is_noun(*above))
            .is_some_and(|noun| {
                let lemma = normal(&self.tree.token(noun).lemma);
                let mut rules = self.lexicon.nouns(&lemma).iter();
                let kind = |rule: usize| self.lexicon.rules[rule].kind;
                let asked = rules.any(|pattern| kind(pattern.rule) == EventType::Request);
                !asked && self.is_act(noun)
            })
    }

    /// The rule by which a noun that nobody is called names an act of violence.
    pub(super) fn deed(&self, n: u32) -> Option<usize> {
        if self.acts(n) || !self.tree.is_noun(n) {
            return None;
        }
        let lemma = normal(&self.tree.token(n).lemma);
        let patterns = self.lexicon.nouns(&lemma).iter();
        let mut rules = patterns
            .filter(|pattern| pattern.rest.is_empty() && lemma != "operation")
            .map(|pattern| pattern.rule);
        rules.find(|rule| self.lexicon.rules[*rule].kind == EventType::Assault)
    }
}
