//! Within: who takes part in an act that a speech act is about.

use super::super::frames;
use super::super::lexicon::Slot;
use super::super::scene::Scene;
use super::super::triggers::Inner;
use crate::model::*;

/// Where whoever an uncoded act would be done to stands: "pay *the miners*", "go *against them*".
const WITHIN: [&str; 5] = ["object", "dative", "against", "with", "to"];

fn slot(word: &str) -> Slot {
    Slot::parse(word)
}

impl Scene<'_> {
    /// The recipients of an act within a speech act: whom it would be done to; of a request, who
    /// is to do it.
    pub(super) fn recipients_within(&self, within: &Inner, speech: EventType) -> Vec<Participant> {
        match &within.trigger {
            Some(act) => {
                let parties = self.parties(act, self.support(act.token));
                // "called for a ban on the union": somebody else is to ban it
                let harm = matches!(
                    self.rule(act).kind,
                    EventType::Assault | EventType::Coerce | EventType::Sanction
                );
                match speech == EventType::Request {
                    true if harm || !parties.actors.is_empty() => parties.actors,
                    _ => parties.recipients,
                }
            }
            None => self.first(&WITHIN.map(slot), |slot| {
                let found = frames::of_verb(&self.tree, self.lexicon, within.top, &[], slot)?;
                self.is_actor(found).then(|| self.participants(found))
            }),
        }
    }

    /// The sides of a meeting that nobody named called off: "the talks between *Lima* and *Quito* were
    /// cancelled".
    pub(super) fn sides_within(&self, within: &Inner, speech: EventType) -> Vec<Participant> {
        let act = within.trigger.as_deref();
        let act = act.filter(|act| speech == EventType::Reject && self.rule(act).mutual);
        act.map_or_else(Vec::new, |act| {
            self.parties(act, self.support(act.token)).actors
        })
    }
}
