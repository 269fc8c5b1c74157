//! Answers: of whom something is asked, where the sentence tells what came of it, "*the ministry*
//! rejected the miners' request".

use super::super::frames;
use super::super::lexicon::{Rule, Slot};
use super::super::scene::Scene;
use super::{Lends, Support, normal_lemma};
use crate::model::*;

impl Scene<'_> {
    /// Whoever answers a request: grants it, turns it down, responds to it.
    pub(super) fn answering(&self, noun: u32) -> Vec<Participant> {
        let head = self.tree.head(noun);
        let to =
            head.filter(|head| self.tree.dep(noun) == Dep::Pobj && self.tree.lower(*head) == "to");
        let verb = match (self.tree.dep(noun), to) {
            (Dep::Dobj | Dep::Nsubjpass, _) => head,
            (_, Some(to)) => self.tree.head(to),
            _ => None,
        };
        let answers = |verb: &u32| self.lexicon.list("answer", &normal_lemma(self, *verb));
        let subject = verb
            .filter(|verb| self.tree.is_verb(*verb))
            .filter(answers)
            .and_then(|verb| frames::subject(&self.tree, self.lexicon, verb));
        subject
            .map(|subject| self.participants(subject))
            .unwrap_or_default()
    }

    /// The part that the subject of a verb has in a noun's act which it does not do: "*won* the backing of
    /// the union", "*served* a sentence".
    pub(super) fn gains(&self, verb: u32, noun: u32) -> Option<Lends> {
        use EventType::{Aid, Cooperate, Sanction, Support as Backing};
        let lemma = super::super::lexicon::normal(&self.tree.token(noun).lemma);
        let mut rules = self.lexicon.nouns(&lemma).iter();
        let verb = normal_lemma(self, verb);
        // "had the support *of*": "had" alone says of either side that there is some
        let given = || {
            ["of", "from"]
                .iter()
                .any(|word| self.tree.pobj(noun, word).is_some())
        };
        rules.find_map(|pattern| {
            let rule = &self.lexicon.rules[pattern.rule];
            let gained = || match &*verb {
                "have" | "get" | "enjoy" => given(),
                verb => self.lexicon.list("gain", verb),
            };
            let serves = || rule.mode == Some("convict") && self.lexicon.list("serve", &verb);
            match rule.kind {
                Backing | Aid | Cooperate => gained().then_some(Lends::Recipient),
                Sanction => serves().then_some(Lends::Nobody),
                _ => None,
            }
        })
    }

    /// Whether an "of" behind a noun names whom its act is done to, since the subject does it: "gave an
    /// endorsement *of Ruiz*", other than "won the endorsement *of Ruiz*".
    pub(super) fn is_given(&self, rule: &Rule, support: Option<Support>, slot: &Slot) -> bool {
        let acts = support.is_some_and(|support| support.lends == Lends::Actor);
        let of = matches!(slot, Slot::Prep(word) if &**word == "of");
        acts && of && rule.noun_actor.contains(slot) && rule.noun_recipient.contains(slot)
    }

    /// The subject of the verb that carries a noun, where it acts.
    pub(super) fn carrier(&self, support: Option<Support>) -> Option<u32> {
        let support = support.filter(|support| support.lends == Lends::Actor)?;
        frames::subject(&self.tree, self.lexicon, support.verb)
    }
}
