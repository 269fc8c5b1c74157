//! Context: acts named again without their participants, "the talks", "this visit".

use super::arguments::Parties;
use super::scene::Scene;
use super::triggers::Trigger;
use crate::model::*;

/// Determiners and possessives by which a noun takes up an act told before.
const AGAIN: &[&str] = &["the", "this", "that", "these", "those", "their"];

/// How many events back an act is taken up.
const FARTHEST: usize = 40;

impl Scene<'_> {
    /// The event told before that a noun takes up, of the same type and, where the article
    /// has one, with the same word.
    pub(super) fn taken_up<'e>(&self, trigger: &Trigger, before: &'e [Event]) -> Option<&'e Event> {
        if trigger.verb || !self.takes_up(trigger.token) {
            return None;
        }
        let rule = self.rule(trigger);
        let like = |event: &&Event| {
            matches!(event.status, Status::Actual | Status::Planned)
                && event.kind == rule.kind
                && self.may_be_called(event.mode, rule.mode)
        };
        let recent = || before.iter().rev().take(FARTHEST).filter(like);
        let word = self.tree.lower(trigger.token);
        let same_word = |event: &&Event| {
            let words = event.trigger.of(&self.told.article.text).to_lowercase();
            words.split_whitespace().last() == Some(word)
        };
        let full = |event: &&Event| {
            !event.actors.is_empty() && (!event.recipients.is_empty() || event.actors.len() > 1)
        };
        recent()
            .find(|event| same_word(event) && full(event))
            .or_else(|| recent().find(|event| event.mode == rule.mode && full(event)))
            .or_else(|| recent().find(full))
            .or_else(|| recent().find(same_word))
    }

    fn takes_up(&self, noun: u32) -> bool {
        let deps = [Dep::Det, Dep::Poss];
        self.tree
            .by_dep(noun, &deps)
            .any(|at| AGAIN.contains(&self.tree.lower(at)) || self.is_date(at))
    }

    /// Whether an act of one mode can be taken up by a noun of another: "the talks" may be a phone
    /// call told before, but no visit.
    fn may_be_called(&self, told: Option<&str>, noun: Option<&str>) -> bool {
        let own = |mode: Option<&str>| mode.is_some_and(|m| self.lexicon.list("own-nouns", m));
        let loose = told.is_none() || noun.is_none();
        told == noun || loose && !own(told) && !own(noun)
    }

    /// Whether a possessor is a time: "*Tuesday's* talks".
    pub(super) fn is_date(&self, n: u32) -> bool {
        let span = self.tree.token(n).span;
        let times = &self.told.times;
        let at = times.partition_point(|time| time.span.end <= span.start);
        times.get(at).is_some_and(|time| time.span.overlaps(span))
    }
}

/// The participants of an event told before; whoever is charged with it did it.
pub(super) fn parties_of(event: &Event, mut charged: Vec<Participant>) -> Parties {
    let recipients = event.recipients.clone();
    charged.retain(|one| !recipients.iter().any(|other| other.entity == one.entity));
    let actors = match charged.is_empty() {
        true => event.actors.clone(),
        false => charged,
    };
    Parties { actors, recipients }
}
