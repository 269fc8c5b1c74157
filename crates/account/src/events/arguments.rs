//! Arguments: who acts and who is acted on, from a trigger's frame.

mod answers;
mod modifiers;
mod occasions;
mod speakers;
mod support;
mod suspects;
#[cfg(test)]
mod tests;
mod victims;
mod within;

use super::frames;
use super::lexicon::{Rule, Slot};
use super::scene::Scene;
use super::triggers::Trigger;
use crate::model::*;

/// The verb that carries a noun's act: "*launch* a strike", "a strike *launched* by".
#[derive(Clone, Copy, Debug)]
pub(super) struct Support {
    /// The verb.
    pub(super) verb: u32,
    /// The part that its subject has in the act.
    pub(super) lends: Lends,
}

/// What the subject of a verb that carries a noun is in the noun's act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lends {
    /// Who acts: "*launch* a strike".
    Actor,
    /// Who is acted on: "*face* sanctions".
    Recipient,
    /// Nobody: the subject is the act itself, "the talks *continue*".
    Nobody,
}

/// Who takes part in an event.
#[derive(Clone, Debug, Default)]
pub(super) struct Parties {
    pub(super) actors: Vec<Participant>,
    pub(super) recipients: Vec<Participant>,
}

impl Parties {
    pub(super) fn is_empty(&self) -> bool {
        self.actors.is_empty() && self.recipients.is_empty()
    }
}

impl Scene<'_> {
    /// Who takes part, by the rule's slots.
    pub(super) fn parties(&self, trigger: &Trigger, support: Option<Support>) -> Parties {
        let rule = self.rule(trigger);
        let mut parties = match (trigger.verb, support) {
            (true, _) => self.parties_of_verb(trigger, rule),
            (false, support) => self.parties_of_noun(trigger, rule, support),
        };
        let inner = trigger.about.as_ref();
        if let Some(within) = inner.filter(|_| parties.recipients.is_empty()) {
            parties.recipients = self.recipients_within(within, rule.kind);
        }
        if let Some(within) = inner.filter(|_| parties.is_empty()) {
            parties.actors = self.sides_within(within, rule.kind);
        }
        let actors = &parties.actors;
        parties
            .recipients
            .retain(|one| !actors.iter().any(|actor| actor.entity == one.entity));
        self.complete(trigger, support, &mut parties);
        parties
    }

    /// Adds whoever stands elsewhere in the sentence than a rule looks.
    fn complete(&self, trigger: &Trigger, support: Option<Support>, parties: &mut Parties) {
        let rule = self.rule(trigger);
        let others = |found: Vec<Participant>, side: &[Participant]| -> Vec<Participant> {
            let known = |one: &Participant| side.iter().any(|other| other.entity == one.entity);
            found.into_iter().filter(|one| !known(one)).collect()
        };
        // "the jury convicted him of plotting to kill": the jury plotted nothing
        let charged = self.suspects(trigger, rule);
        let open = parties.actors.is_empty() || trigger.verb;
        if open && !charged.is_empty() && !parties.recipients.is_empty() {
            parties.actors = others(charged, &parties.recipients);
        }
        if parties.actors.is_empty() {
            let found = self.attendants(trigger, rule);
            parties.actors = others(found, &parties.recipients);
        }
        if parties.recipients.is_empty() && rule.kind == EventType::Request && !trigger.verb {
            parties.recipients = others(self.answering(trigger.token), &parties.actors);
        }
        if parties.actors.is_empty() && !parties.recipients.is_empty() {
            let found = self.speaking_actor(trigger, support);
            parties.actors = others(found, &parties.recipients);
        } else if parties.recipients.is_empty() && !parties.actors.is_empty() {
            let found = self.speaking_recipient(trigger, rule);
            parties.recipients = others(found, &parties.actors);
        }
    }

    fn parties_of_verb(&self, trigger: &Trigger, rule: &Rule) -> Parties {
        let verb = trigger.token;
        let mut beside: Vec<u32> = trigger.words[1..].to_vec();
        beside.extend(trigger.object);
        if trigger.object.is_none() {
            beside
                .extend(frames::object(&self.tree, self.lexicon, verb).filter(|n| !self.acts(*n)));
        }
        let read = |slots: &[Slot]| {
            self.first(slots, |slot| {
                if *slot == Slot::Subject && self.aims(verb).is_some() {
                    let noun = self.aims(verb)?;
                    return self
                        .trigger(noun, 1)
                        .map(|act| self.parties_of_noun(&act, self.rule(&act), None).actors);
                }
                let token = frames::of_verb(&self.tree, self.lexicon, verb, &beside, slot)?;
                // "'Ruiz fell ill', the judge complained": what is said is no complaint of Ruiz
                let said = *slot == Slot::Doer && rule.mode == Some("disapprove") && token < verb;
                let subject = *slot == Slot::Subject;
                let act = subject && self.is_act(token);
                let other = (act || trigger.words.contains(&token)) && !self.acts(token);
                let found = match said || other || self.is_of_what_is_sought(verb, token) {
                    true => Vec::new(),
                    false if subject => self.participants(token),
                    false => self.answerable(rule, verb, token),
                };
                match subject && found.is_empty() {
                    true => frames::behind_thing(&self.tree, self.lexicon, verb, token)
                        .map(|at| self.participants(at)),
                    false => Some(found),
                }
            })
        };
        let mut parties = Parties {
            actors: read(&rule.actor),
            recipients: read(&rule.recipient),
        };
        if rule.mutual && parties.actors.is_empty() && trigger.object.is_none() {
            // "were not consulted": by whom is not said
            let found = read(&[Slot::Object, Slot::Subject]);
            match self.tree.is_passive(verb) && parties.recipients.is_empty() {
                true => parties.recipients = found,
                false if found != parties.recipients => parties.actors = found,
                false => {}
            }
        }
        parties
    }

    fn parties_of_noun(&self, trigger: &Trigger, rule: &Rule, support: Option<Support>) -> Parties {
        let noun = trigger.token;
        let read = |slots: &[Slot]| {
            self.first(slots, |slot| match slot {
                Slot::Modifier => self
                    .modifying(noun)
                    .map(|found| self.not_suffering(found, noun, rule)),
                slot if self.is_given(rule, support, slot) => None,
                slot => {
                    let token = frames::of_noun(&self.tree, noun, slot)
                        .or_else(|| self.beside_support(noun, support, slot))?;
                    Some(self.answerable(rule, noun, token))
                }
            })
        };
        let mut parties = Parties {
            actors: read(&rule.noun_actor),
            recipients: read(&rule.noun_recipient),
        };
        // "the endorsement of Ruiz": one phrase names one side
        if parties.actors == parties.recipients {
            parties.recipients.clear();
        }
        if let Some(support) = support {
            self.add_supported(&mut parties, support);
        }
        if parties.actors.is_empty() {
            let lender = self.lender(noun);
            parties.actors = lender.and_then(|at| self.modifying(at)).unwrap_or_default();
        }
        if parties.recipients.is_empty() && trigger.about.is_none() {
            parties.recipients = self.aimed_at(noun);
        }
        if parties.recipients.is_empty() && rule.kind == EventType::Assault {
            let named = self.modifying(noun).unwrap_or_default();
            let suffers = |one: &Participant| self.suffers(one, noun, rule);
            parties.recipients = named.into_iter().filter(suffers).collect();
        }
        parties
    }

    /// Whether a noun can name an act: "the *capture* of the warlord ended the war".
    pub(super) fn is_act(&self, n: u32) -> bool {
        let lemma = super::lexicon::normal(&self.tree.token(n).lemma);
        !self.lexicon.nouns(&lemma).is_empty()
    }

    /// Whether somebody is named only by what is sought, and does not give it: "sought *the boy's* return",
    /// other than "sought the backing of *Peru*", "sought *US* clearance".
    fn is_of_what_is_sought(&self, verb: u32, n: u32) -> bool {
        use EventType::{Agree, Aid, Consult, Cooperate, Support};
        if normal_lemma(self, verb) != "seek" {
            return false;
        }
        let above = |n: u32| self.tree.head(n);
        let of = above(n).filter(|prep| self.tree.lower(*prep) == "of");
        let thing = match self.acts(n) {
            true => of.and_then(above).filter(|at| self.tree.is_noun(*at)),
            false => Some(n).filter(|n| self.modifying(*n).is_none()),
        };
        thing.is_some_and(|thing| {
            let lemma = super::lexicon::normal(&self.tree.token(thing).lemma);
            let mut rules = self.lexicon.nouns(&lemma).iter();
            !rules.any(|pattern| {
                let kind = self.lexicon.rules[pattern.rule].kind;
                matches!(kind, Agree | Aid | Consult | Cooperate | Support)
            })
        })
    }

    /// The noun that names an act whose aim a verb tells: "an *operation* to seize the ship".
    fn aims(&self, verb: u32) -> Option<u32> {
        let aim =
            matches!(self.tree.dep(verb), Dep::Acl | Dep::Relcl) && self.tree.is_infinitive(verb);
        let noun = self.tree.head(verb).filter(|_| aim)?;
        let lemma = super::lexicon::normal(&self.tree.token(noun).lemma);
        let act = self.lexicon.list("operation", &lemma);
        act.then_some(noun)
    }

    /// Whom an act is aimed at by a clause of its own: "an operation *to seize the warlord*",
    /// "raids *targeting smugglers*".
    fn aimed_at(&self, noun: u32) -> Vec<Participant> {
        let clauses = self.tree.by_dep(noun, &[Dep::Acl, Dep::Relcl]);
        let mut aims = clauses.filter(|clause| {
            self.lexicon.list("aim", &normal_lemma(self, *clause))
                || self.tree.is_infinitive(*clause)
        });
        let object = aims.find_map(|clause| self.tree.child(clause, &[Dep::Dobj]));
        object
            .filter(|object| self.is_actor(*object))
            .map(|object| self.participants(object))
            .unwrap_or_default()
    }

    /// A preposition of the verb that carries the noun: "impose sanctions *on*".
    fn beside_support(&self, noun: u32, support: Option<Support>, slot: &Slot) -> Option<u32> {
        let support = support?;
        match slot {
            Slot::Prep(word)
                if support.lends == Lends::Recipient
                    || !matches!(&**word, "by" | "of" | "from") =>
            {
                let at = self.tree.pobj(support.verb, word)?;
                (at != noun).then_some(at)
            }
            _ => None,
        }
    }

    /// Adds the subject of the verb that carries a noun.
    fn add_supported(&self, parties: &mut Parties, support: Support) {
        if support.lends == Lends::Nobody {
            return;
        }
        let subject = frames::subject(&self.tree, self.lexicon, support.verb);
        let Some(subject) = subject.map(|subject| self.participants(subject)) else {
            return;
        };
        let side = match support.lends {
            Lends::Recipient => &mut parties.recipients,
            _ => &mut parties.actors,
        };
        if side.is_empty() {
            *side = subject;
        }
    }

    /// Whoever the first slot names that names anybody.
    fn first(
        &self,
        slots: &[Slot],
        read: impl Fn(&Slot) -> Option<Vec<Participant>>,
    ) -> Vec<Participant> {
        slots
            .iter()
            .find_map(|slot| read(slot).filter(|found| !found.is_empty()))
            .unwrap_or_default()
    }
}

pub(super) fn normal_lemma(scene: &Scene<'_>, n: u32) -> String {
    super::lexicon::normal(&scene.tree.token(n).lemma)
}
