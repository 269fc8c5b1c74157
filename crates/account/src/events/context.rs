//! Context: acts named again without their participants, "the talks", "this visit".

use super::arguments::Parties;
use super::scene::Scene;
use super::triggers::Trigger;
use crate::model::*;

/// Determiners and possessives by which a noun takes up an act told before.
const AGAIN: &[&str] = &["the", "this", "that", "these", "those", "their"];

/// How many events back an act is taken up.
const FARTHEST: usize = 40;

/// How many sentences back an act is taken up by another word than its own.
const NEAR: u32 = 20;

/// Prepositions that would name parties of the noun's own act.
const OWN: &[&str] = &["on", "against", "between", "with", "for", "upon", "among"];

impl Scene<'_> {
    /// The event told before that a noun takes up, of the same type and, where the article
    /// has one, with the same word. `named` are the parties that the noun itself has.
    pub(super) fn taken_up<'e>(
        &self,
        trigger: &Trigger,
        named: &Parties,
        before: &'e [Event],
    ) -> Option<&'e Event> {
        let rule = self.rule(trigger);
        if trigger.verb || !self.takes_up(trigger.token) || !is_taken_up(rule.kind) {
            return None;
        }
        let like = |event: &&Event| {
            matches!(event.status, Status::Actual | Status::Planned)
                && event.kind == rule.kind
                && self.may_be_called(event.mode, rule.mode)
                && shares(event, named)
                && self.may_be_dated(trigger.token, event)
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
        let here = self.tree.token(trigger.token).sentence.0;
        let own_word = self.lexicon.list("own-words", word);
        let near = |event: &&Event| !own_word && here.saturating_sub(event.sentence.0) <= NEAR;
        recent()
            .find(|event| same_word(event) && full(event))
            .or_else(|| {
                let mut near = recent().filter(near);
                near.find(|event| event.mode == rule.mode && full(event))
            })
            .or_else(|| recent().filter(near).find(full))
            .or_else(|| recent().find(same_word))
    }

    /// Whether what stands beside a noun says that it speaks of another act than one told before: "the
    /// *Madrid* summit", "attacks *on the port*".
    fn is_another(&self, noun: u32) -> bool {
        let deps = [Dep::Compound, Dep::Amod, Dep::Nmod, Dep::Nummod];
        let specific = self.tree.by_dep(noun, &deps).any(|at| {
            let name = matches!(self.tree.token(at).pos, Pos::Propn | Pos::Num);
            let digit = || self.tree.lower(at).contains(|c: char| c.is_ascii_digit());
            !self.is_date(at) && (name || digit())
        });
        specific || OWN.iter().any(|word| self.tree.pobj(noun, word).is_some())
    }

    /// Whether the day that a noun names is that of an event, as far as both are known.
    fn may_be_dated(&self, noun: u32, event: &Event) -> bool {
        let deps = [Dep::Nmod, Dep::Compound, Dep::Nummod];
        let own = self.tree.by_dep(noun, &deps).filter_map(|at| self.time(at));
        let told = event
            .date
            .days
            .filter(|_| event.date.basis == DateBasis::Time);
        let mut own = own.filter_map(|time| time.days);
        !own.any(|own| told.is_some_and(|told| own.end < told.start || told.end < own.start))
    }

    fn takes_up(&self, noun: u32) -> bool {
        let deps = [Dep::Det, Dep::Poss];
        let mut before = self.tree.by_dep(noun, &deps);
        !self.is_another(noun)
            && before.any(|at| AGAIN.contains(&self.tree.lower(at)) || self.is_date(at))
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
        self.time(n).is_some()
    }

    fn time(&self, n: u32) -> Option<&TimeExpression> {
        let span = self.tree.token(n).span;
        let times = self.told.times;
        let at = times.partition_point(|time| time.span.end <= span.start);
        times.get(at).filter(|time| time.span.overlaps(span))
    }
}

/// Whether acts of a type are happenings that are spoken of again as such: help and demands are many,
/// and each is another.
fn is_taken_up(kind: EventType) -> bool {
    use EventType::{Aid, Coerce, Cooperate, Request, Support};
    !matches!(kind, Aid | Coerce | Cooperate | Request | Support)
}

/// Whether somebody whom a noun names is a party of an event, where it names anybody.
fn shares(event: &Event, named: &Parties) -> bool {
    let mut told = event.actors.iter().chain(&event.recipients);
    let own = || named.actors.iter().chain(&named.recipients);
    named.is_empty() || told.any(|one| own().any(|other| other.entity == one.entity))
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
