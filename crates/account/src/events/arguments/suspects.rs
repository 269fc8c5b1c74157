//! Suspects: who did what somebody is charged with, "*Ruiz* was convicted of the murder of".

use super::super::frames;
use super::super::lexicon::Rule;
use super::super::scene::Scene;
use super::super::triggers::Trigger;
use super::normal_lemma;
use crate::model::*;

/// Words between an act and the verb that charges somebody with it, at most.
const FARTHEST: usize = 10;

/// Prepositions by which a charge names the deed.
const OF: &[&str] = &["of", "with", "in", "for", "on", "over", "to"];

/// What the verb above a deed says of who did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Charged {
    /// Its object: "*charged* him with".
    Object,
    /// Its subject: "*confessed* to".
    Subject,
}

impl Scene<'_> {
    /// Whoever is charged with an act of violence, punished for it or suspected of it.
    pub(in super::super) fn suspects(&self, trigger: &Trigger, rule: &Rule) -> Vec<Participant> {
        let act = trigger.token;
        let below = matches!(
            self.tree.dep(act),
            Dep::Pcomp | Dep::Xcomp | Dep::Acl | Dep::Conj
        );
        if rule.kind != EventType::Assault || trigger.verb && !below {
            return Vec::new();
        }
        let Some((verb, charged)) = self.charging(act) else {
            return Vec::new();
        };
        let who = match charged {
            Charged::Object => self.charged(verb),
            Charged::Subject => frames::surface(&self.tree, self.lexicon, verb, 8),
        };
        who.map(|who| self.participants(who)).unwrap_or_default()
    }

    /// Whom a verb charges: "two men *charged* with" is as passive as "*arrested*".
    fn charged(&self, verb: u32) -> Option<u32> {
        let described =
            self.tree.dep(verb) == Dep::Acl && self.tree.child(verb, &[Dep::Dobj]).is_none();
        if described && &*self.tree.token(verb).tag == "VBD" {
            return self.tree.head(verb);
        }
        frames::object(&self.tree, self.lexicon, verb).or_else(|| {
            // "found Ruiz guilty": the parser reads a clause
            let clause = self.tree.child(verb, &[Dep::Ccomp])?;
            self.tree.child(clause, &[Dep::Nsubj])
        })
    }

    /// The verb that charges somebody with an act, or by which somebody owns up to it.
    fn charging(&self, act: u32) -> Option<(u32, Charged)> {
        let mut at = act;
        for _ in 0..FARTHEST {
            let head = self.tree.head(at)?;
            let lemma = normal_lemma(self, head);
            let verb = self.tree.is_verb(head);
            match self.tree.dep(at) {
                Dep::Pobj | Dep::Pcomp if OF.contains(&self.tree.lower(head)) => {}
                Dep::Conj | Dep::Appos if !self.acts(head) => {}
                // "conspiring *to murder*", "with intent *to murder*"
                Dep::Xcomp | Dep::Acl if self.lexicon.list("plot", &lemma) => {}
                Dep::Prep if verb => return Some((head, self.charge(head, act)?)),
                Dep::Prep if matches!(&*lemma, "guilty" | "responsible") => {
                    let verb = self
                        .tree
                        .head(head)
                        .filter(|verb| self.tree.is_verb(*verb))?;
                    let found = normal_lemma(self, verb) == "find";
                    return Some((
                        verb,
                        if found {
                            Charged::Object
                        } else {
                            Charged::Subject
                        },
                    ));
                }
                // "convicted on *Monday* of": the parser hangs the deed on the day
                Dep::Prep if self.lexicon.list("charge", &lemma) || self.is_date(head) => {}
                Dep::Dobj if verb && self.lexicon.list("owns-up", &lemma) => {
                    return Some((head, Charged::Subject));
                }
                _ => return None,
            }
            at = head;
        }
        None
    }

    /// Whether a verb charges somebody with an act, or tells that its subject owns up to it.
    fn charge(&self, verb: u32, act: u32) -> Option<Charged> {
        let lemma = normal_lemma(self, verb);
        // "arrested in a raid": the raid is the police's
        let raid = self.lexicon.list("operation", &normal_lemma(self, act));
        if self.lexicon.list("charging", &lemma) {
            return (!raid).then_some(Charged::Object);
        }
        let owns_up = self.lexicon.list("owns-up", &lemma);
        owns_up.then_some(Charged::Subject)
    }
}
