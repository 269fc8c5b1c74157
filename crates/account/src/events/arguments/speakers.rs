//! Speakers: who "we" and "I" are in what somebody says.

use super::super::frames;
use super::super::lexicon::{Rule, Slot};
use super::super::scene::Scene;
use super::super::triggers::Trigger;
use super::Support;
use crate::model::*;

/// Words by which a speaker names himself and those for whom he speaks.
const SELF: &[&str] = &["we", "us", "our", "i", "me", "my"];

impl Scene<'_> {
    /// The speaker, where an act is done by "us".
    pub(super) fn speaking_actor(
        &self,
        trigger: &Trigger,
        support: Option<Support>,
    ) -> Vec<Participant> {
        let verb = trigger.token;
        let token = match trigger.verb {
            true => frames::subject(&self.tree, self.lexicon, verb),
            false => frames::of_noun(&self.tree, verb, &Slot::Possessor)
                .filter(|owner| self.is_self(*owner))
                .or_else(|| self.carrier(support)),
        };
        token.and_then(|n| self.speaker_at(n)).into_iter().collect()
    }

    /// The speaker, where an act is done to "us".
    pub(super) fn speaking_recipient(&self, trigger: &Trigger, rule: &Rule) -> Vec<Participant> {
        let token = trigger.token;
        let slots = match trigger.verb {
            true => &rule.recipient,
            false => &rule.noun_recipient,
        };
        let mut found = slots.iter().filter_map(|slot| match trigger.verb {
            true => frames::of_verb(&self.tree, self.lexicon, token, &trigger.words[1..], slot),
            false => frames::of_noun(&self.tree, token, slot),
        });
        found.find_map(|n| self.speaker_at(n)).into_iter().collect()
    }

    fn is_self(&self, n: u32) -> bool {
        SELF.contains(&self.tree.lower(n))
    }

    /// Who speaks of himself by a word: the speaker of the closest quote round it.
    fn speaker_at(&self, n: u32) -> Option<Participant> {
        if !self.is_self(n) || self.mention(n).is_some() {
            return None;
        }
        let span = self.tree.token(n).span;
        let entity = self.speaker(n)?;
        self.can_act(entity).then_some(Participant { entity, span })
    }
}
