//! Events: who did what to whom, when and where. `Told -> Vec<Event>`
//!
//! ```text
//! rules -> triggers -> arguments -> status, setting, holder -> context -> Event
//! ```
//!
//! Decisions:
//! * An event's `kind` is the act itself: a planned meeting is CONSULT with the status planned.
//!   What a PLOVER coder would write (AGREE) is [`plover::plover_type`].
//! * A speech act about a further act is one event, with the status of what it is about: a threat
//!   of military action is THREATEN, threatened; "vowed to release prisoners" is AGREE, planned;
//!   a demand is REQUEST, demanded. The inner act is not coded beside it. A refusal is REJECT,
//!   actual: that nothing came of the act is what the type says. Only an accusation leaves the
//!   act that it alleges an event of its own, with the accuser as its holder.
//! * One word, one event: "launched a strike" is the strike's, whose subject the verb lends.
//! * A noun without participants ("the talks") takes up an event told before, or is none.
//! * Who is acted on may be missing, where it is a thing ("strikes on boats"); somebody must take
//!   part who can act.

mod arguments;
mod cameo;
mod clause;
mod context;
mod doubts;
mod finder;
mod frames;
mod holders;
mod lexicon;
mod lines;
mod pairs;
mod phrases;
pub mod plover;
mod scene;
mod setting;
mod status;
mod tree;
mod triggers;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use crate::model::*;
use crate::rules::{RuleError, Rules};
use crate::stage::{Notes, Stage};
use arguments::Parties;
pub use finder::{ACTS, Candidate, Cast, FOUND, SIDES, Undoubted, both};
use lexicon::Lexicon;
pub use lines::lines;
pub use pairs::{CLASSES, Features, PairCoding, WEIGHTS, Weights, YIELD};
use scene::Scene;
use triggers::Trigger;

/// What the earlier stages made of one article.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its tokens and sentences.
    pub parse: &'a Parse,
    /// Who and what it speaks of.
    pub mentions: &'a Mentions,
    /// Who of them acts, with country and sector.
    pub actors: &'a [Actor],
    /// When.
    pub times: &'a [TimeExpression],
    /// Where.
    pub places: &'a [Place],
    /// Who says what.
    pub quotes: &'a [Quote],
}

/// The stage.
#[derive(Debug)]
pub struct Events {
    lexicon: Lexicon,
    learned: pairs::Learned,
    finder: finder::Finder,
}

impl Events {
    /// Prepares the stage from its rules.
    ///
    /// # Errors
    /// A rule file that cannot be used as it stands.
    pub fn new(rules: &Rules) -> Result<Self, RuleError> {
        Ok(Self {
            lexicon: Lexicon::new(rules)?,
            learned: pairs::Learned::new(rules)?,
            finder: finder::Finder::new(rules)?,
        })
    }
}

impl Stage for Events {
    type In<'a> = Told<'a>;
    type Out = Vec<Event>;
    const NAME: &'static str = "events";
    const VERSION: u32 = 2;

    fn run(&self, told: Told<'_>, notes: &mut Notes) -> Vec<Event> {
        self.found(told, notes)
    }
}

/// Which readings of a word count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Care {
    /// All that a rule allows: the two parties are known to do something to each other.
    Any,
    /// Those that tell an act in running text.
    Likely,
}

impl Events {
    /// The events that rules read.
    fn coded(&self, told: Told<'_>, care: Care, notes: &mut Notes) -> Vec<Event> {
        Scene::new(told, &self.lexicon).read(care, notes).0
    }
}

impl Scene<'_> {
    /// The events that rules read, and the words that name acts.
    fn read(&self, care: Care, notes: &mut Notes) -> (Vec<Event>, BTreeSet<u32>) {
        let triggers = self.triggers();
        let words: BTreeSet<u32> = triggers.iter().map(|trigger| trigger.token).collect();
        let mut events: Vec<Event> = Vec::new();
        for trigger in &triggers {
            match self.event(trigger, care, &words, &events) {
                Ok(event) => events.push(event),
                Err(reason) => {
                    let span = self.span(&trigger.words);
                    let detail = span.of(&self.told.article.text).to_owned();
                    notes.add(reason, Some(span), detail);
                }
            }
        }
        events.sort_by_key(|event| (event.trigger, event.span));
        (events, words)
    }

    /// The event that a trigger tells, or why it tells none.
    fn event(
        &self,
        trigger: &Trigger,
        care: Care,
        words: &BTreeSet<u32>,
        before: &[Event],
    ) -> Result<Event, Reason> {
        let rule = self.rule(trigger);
        let support = if trigger.verb {
            None
        } else {
            self.support(trigger.token)
        };
        let mut parties = self.parties(trigger, support);
        let alone = rule.mutual && parties.actors.len() == 1 && parties.recipients.is_empty();
        let earlier = if alone || self.is_bare(&parties) {
            self.taken_up(trigger, before)
        } else {
            None
        };
        if let Some(earlier) = earlier {
            let charged = self.suspects(trigger, rule);
            parties = context::parties_of(earlier, charged);
        }
        if parties.is_empty() {
            return Err(Reason::NoParticipants);
        }
        let own = earlier.is_none() && care == Care::Likely;
        if own && self.is_doubtful(trigger, support, &parties) {
            return Err(Reason::NoAct);
        }
        Ok(self.told_by(trigger, support, parties, earlier, words))
    }

    /// The event that a trigger tells of these parties; what it leaves open is that of an `earlier`
    /// one, which it takes up.
    fn told_by(
        &self,
        trigger: &Trigger,
        support: Option<arguments::Support>,
        parties: Parties,
        earlier: Option<&Event>,
        words: &BTreeSet<u32>,
    ) -> Event {
        let rule = self.rule(trigger);
        let local = self.status(trigger, support);
        let told = earlier.map(|event| event.status);
        // "hours before the talks", of talks that are told as held
        let held = told == Some(Status::Actual) && self.qualified(trigger.token).is_none();
        let local = local.filter(|local| *local != Status::Planned || !held);
        let known = told == Some(Status::Planned) && self.is_known_to_have_happened(trigger.token);
        let local = local.or(known.then_some(Status::Actual));
        let status = local.or(rule.status).or(told).unwrap_or(Status::Actual);
        let around = self.around(trigger, support, words);
        let mut date = self.date(trigger, &around, status);
        let mut place = self.place(trigger, &around);
        if let Some(earlier) = earlier {
            if date.basis != DateBasis::Time && earlier.status == status {
                date = earlier.date;
            }
            place = place.or(earlier.place);
        }
        let span = self.clause(trigger, support, &parties);
        Event {
            kind: rule.kind,
            // "the conversation", of a phone call
            mode: rule.mode.or(earlier.and_then(|event| event.mode)),
            contexts: rule.contexts.clone(),
            cameo: rule.cameo,
            status,
            span,
            trigger: self.trigger_span(trigger, support),
            sentence: self.tree.token(trigger.token).sentence,
            // Weighed when all events of the article are known.
            confidence: 1.0,
            actors: parties.actors,
            recipients: parties.recipients,
            date,
            place,
            holder: self.holder(trigger.token),
            rule: rule.name.clone(),
        }
    }

    /// Whether a noun names nobody, or only by a pronoun: "the talks", "their meeting".
    fn is_bare(&self, parties: &Parties) -> bool {
        let named = |one: &Participant| {
            let mentions = &self.told.mentions.mentions;
            let at = mentions.partition_point(|mention| mention.span.start < one.span.start);
            !mentions[at..]
                .iter()
                .take_while(|mention| mention.span.start == one.span.start)
                .any(|mention| mention.kind == MentionKind::Pronoun)
        };
        parties.recipients.is_empty() && !parties.actors.iter().any(named)
    }

    /// The words that name the act, with the verb that carries it where that stands close.
    fn trigger_span(&self, trigger: &Trigger, support: Option<arguments::Support>) -> Span {
        let mut words = trigger.words.clone();
        words.extend(trigger.object);
        let close = support.filter(|support| support.verb.abs_diff(trigger.token) <= 6);
        words.extend(close.map(|support| support.verb));
        let first = words.iter().copied().min().unwrap_or(trigger.token);
        let last = words.iter().copied().max().unwrap_or(trigger.token);
        if last - first > 8 {
            return self.span(&[trigger.token]);
        }
        self.span(&words)
    }
}
