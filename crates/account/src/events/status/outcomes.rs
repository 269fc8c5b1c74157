//! Outcomes: aims that were reached, and acts that are named because they happened.

use super::super::arguments::normal_lemma;
use super::super::lexicon::Rule;
use super::super::scene::Scene;
use crate::model::*;

impl Scene<'_> {
    /// Of an infinitive that tells a purpose: to come, unless what was done for it is the act.
    pub(super) fn of_purpose(&self, at: u32, head: u32) -> Status {
        let lemma = normal_lemma(self, head);
        if self.has_for(at) && self.lexicon.list("for-demanded", &lemma) {
            return Status::Demanded;
        }
        if let Some(status) = self.of_means(at, head) {
            return status;
        }
        let outer = self.of_auxiliaries(head);
        if self.is_done_with(head, at) {
            return outer.unwrap_or(Status::Actual);
        }
        if lemma == "be" && outer.is_none() && self.is_one_of_counted(head) {
            return Status::Actual;
        }
        let here = self.lexicon.list("on-the-spot", &lemma);
        let spoken = self.lexicon.list("spoken", &normal_lemma(self, at));
        match outer {
            None if here && spoken && self.is_past(head) => Status::Actual,
            outer => outer.unwrap_or(Status::Planned),
        }
    }

    /// "called *for* him to go".
    fn has_for(&self, verb: u32) -> bool {
        let mut marks = self.tree.by_dep(verb, &[Dep::Mark]);
        marks.any(|mark| self.tree.lower(mark) == "for")
    }

    /// Whether a verb tells what is over or going on: "gathered", "had been marching".
    pub(super) fn is_past(&self, verb: u32) -> bool {
        let mut aux = self.tree.by_dep(verb, &[Dep::Aux, Dep::Auxpass]);
        let finite = |at: u32| matches!(&*self.tree.token(at).tag, "VBD" | "VBZ" | "VBP");
        match &*self.tree.token(verb).tag {
            "VBD" => true,
            "VBN" | "VBG" => aux.any(finite) || self.tree.dep(verb) == Dep::Relcl,
            _ => false,
        }
    }

    /// "was the second to be arrested": who is counted among those who did.
    pub(super) fn is_counted(&self, noun: u32) -> bool {
        let deps = [Dep::Amod, Dep::Advmod, Dep::Nummod];
        let aim = self.listed("noun", &normal_lemma(self, noun)).is_some();
        let mut words = self.tree.by_dep(noun, &deps).chain([noun]);
        !aim && words.any(|at| self.lexicon.list("ordinal", self.tree.lower(at)))
    }

    /// "one of the *first* to sign": the noun on which an infinitive hangs, or that it is one of.
    pub(super) fn of_counted(&self, noun: u32) -> Option<Status> {
        let above = self.tree.head(noun);
        let verb = above.filter(|verb| self.tree.is_verb(*verb));
        let status = verb.and_then(|verb| self.of_auxiliaries(verb));
        status.or(Some(Status::Actual))
    }

    /// "was one of the *first* to sign", "was wrong to sign": the infinitive hangs on "was".
    pub(super) fn is_one_of_counted(&self, be: u32) -> bool {
        let mut states = self.tree.by_dep(be, &[Dep::Attr, Dep::Acomp]);
        states.any(|at| {
            let of = self.tree.pobj(at, "of");
            self.is_counted(at)
                || of.is_some_and(|of| self.is_counted(of))
                || self.is_past(be) && self.lexicon.list("judging", self.tree.lower(at))
        })
    }

    /// "went on to meet", "wanted to thank": the infinitive tells what is done.
    pub(super) fn is_done_with(&self, head: u32, at: u32) -> bool {
        let went_on = || {
            let mut particles = self.tree.by_dep(head, &[Dep::Prt, Dep::Advmod, Dep::Prep]);
            particles.any(|n| self.tree.lower(n) == "on")
        };
        match &*normal_lemma(self, head) {
            "go" => went_on() && (self.is_past(head) || self.is_told_later(head)),
            "want" | "like" | "wish" => {
                let said = self.lexicon.list("performative", &normal_lemma(self, at));
                said && self.tree.child(head, &[Dep::Neg]).is_none()
            }
            _ => false,
        }
    }

    /// "tried to block the bill", "tried to kill him by shooting": the attempt is the act.
    pub(super) fn is_act_of_trying(&self, verb: u32, rule: &Rule) -> bool {
        let tried = || {
            let above = self.tree.head(verb)?;
            let lemma = normal_lemma(self, above);
            let tries = matches!(&*lemma, "try" | "attempt" | "effort");
            let open = self.of_auxiliaries(above).is_some() || self.tree.is_infinitive(above);
            (tries && !open).then_some(())
        };
        let by_force = || {
            let by = self.tree.by_dep(verb, &[Dep::Prep]);
            by.filter(|at| self.tree.lower(*at) == "by")
                .any(|at| self.tree.child(at, &[Dep::Pcomp]).is_some())
        };
        let kind = match rule.kind {
            EventType::Reject | EventType::Aid => true,
            EventType::Assault => {
                rule.mode == Some("crowd-control")
                    || &*normal_lemma(self, verb) == "storm"
                    || by_force()
            }
            _ => false,
        };
        kind && self.tree.is_infinitive(verb) && tried().is_some()
    }

    /// "a *failed* coup", "the *abortive* raid": force that missed its end was used all the same.
    pub(super) fn is_failed_deed(&self, noun: u32, rule: &Rule) -> bool {
        let force = match rule.kind {
            EventType::Assault | EventType::Protest => true,
            _ => matches!(&*normal_lemma(self, noun), "coup" | "putsch"),
        };
        let mut words = self.tree.by_dep(noun, &[Dep::Amod]);
        force
            && self.tree.is_noun(noun)
            && words.any(|at| self.lexicon.list("missed", self.tree.lower(at)))
    }

    /// "pushed back *against* the accusations": what is met with words was said.
    pub(super) fn is_answered(&self, noun: u32, rule: &Rule) -> bool {
        let against = self
            .tree
            .head(noun)
            .is_some_and(|head| self.tree.lower(head) == "against");
        rule.kind == EventType::Accuse && self.tree.dep(noun) == Dep::Pobj && against
    }

    /// "kept its *promise* to release her", "carried out the *threat*": an aim that was reached.
    pub(super) fn is_reached(&self, aim: u32) -> bool {
        let verb = self
            .tree
            .head(aim)
            .filter(|_| matches!(self.tree.dep(aim), Dep::Dobj | Dep::Nsubjpass));
        verb.is_some_and(|verb| {
            let lemma = normal_lemma(self, verb);
            let listed = self.lexicon.list("reach", &lemma)
                || lemma == "carry" && self.tree.child(verb, &[Dep::Prt]).is_some();
            listed && !self.tree.is_infinitive(verb) && self.of_auxiliaries(verb).is_none()
        })
    }

    /// Whether a phrase names something known: "*the* attacks", "*his* talks".
    pub(super) fn is_definite(&self, noun: u32) -> bool {
        let known = ["the", "this", "these", "those", "that"];
        let mut words = self.tree.by_dep(noun, &[Dep::Det, Dep::Poss]);
        words.any(|at| self.tree.dep(at) == Dep::Poss || known.contains(&self.tree.lower(at)))
    }

    /// "since the endorsement", "condemned the violence", "held the blessing to be premature": a noun
    /// that takes for granted that its act took place.
    pub(in super::super) fn is_known_to_have_happened(&self, noun: u32) -> bool {
        let Some(head) = self.tree.head(noun).filter(|_| self.is_definite(noun)) else {
            return false;
        };
        match self.tree.dep(noun) {
            Dep::Pobj => matches!(
                self.tree.lower(head),
                "since" | "after" | "following" | "amid"
            ),
            Dep::Dobj => self
                .lexicon
                .list("hindsight-verb", &normal_lemma(self, head)),
            Dep::Nsubj | Dep::Nsubjpass => {
                let held = self.tree.is_passive(head) || normal_lemma(self, head) == "be";
                held && self.is_past(head)
                    && self.of_auxiliaries(head).is_none()
                    && !self.is_held_ahead(head)
            }
            _ => false,
        }
    }

    /// "was planned", "was to begin".
    fn is_held_ahead(&self, verb: u32) -> bool {
        let lemma = normal_lemma(self, verb);
        self.tree.child(verb, &[Dep::Xcomp]).is_some()
            || self.listed("object", &lemma).is_some()
            || self.listed("verb", &lemma).is_some()
            || self
                .tree
                .by_dep(verb, &[Dep::Acomp, Dep::Attr, Dep::Prep])
                .any(|at| {
                    self.listed("state", self.tree.lower(at)).is_some()
                        || matches!(self.tree.lower(at), "for" | "on" | "off")
                })
    }

    /// "information leading to the arrest", "a warrant for his arrest": not yet made.
    pub(super) fn is_yet_to_be_made(&self, noun: u32) -> bool {
        let mut list = std::iter::once(noun).chain(self.tree.above(noun));
        let Some(first) = list.find(|at| self.tree.dep(*at) != Dep::Conj) else {
            return false;
        };
        let preposition = self
            .tree
            .head(first)
            .filter(|_| self.tree.dep(first) == Dep::Pobj);
        let above = preposition.and_then(|at| self.tree.head(at));
        let (Some(preposition), Some(above)) = (preposition, above) else {
            return false;
        };
        match self.tree.lower(preposition) {
            "to" => {
                let of = self.tree.head(above).map(|at| normal_lemma(self, at));
                normal_lemma(self, above) == "lead"
                    && of.is_some_and(|of| matches!(&*of, "information" | "tip" | "reward"))
            }
            "for" => matches!(&*normal_lemma(self, above), "warrant" | "reward"),
            _ => false,
        }
    }

    /// "do not believe that he was helped": the denial is meant for what is believed.
    pub(super) fn is_disbelieved(&self, head: u32) -> bool {
        let belief = matches!(&*normal_lemma(self, head), "believe" | "think" | "suppose");
        belief && self.tree.child(head, &[Dep::Neg]).is_some()
    }

    /// "said that he should resign": what somebody says is to be done is asked for.
    pub(super) fn is_advised(&self, verb: u32) -> bool {
        let mut aux = self.tree.by_dep(verb, &[Dep::Aux]);
        let should = aux.any(|at| matches!(self.tree.lower(at), "should" | "must"));
        let head = self
            .tree
            .head(verb)
            .filter(|_| self.tree.dep(verb) == Dep::Ccomp);
        let mut marks = self.tree.by_dep(verb, &[Dep::Mark]);
        let open = marks.any(|at| matches!(self.tree.lower(at), "if" | "whether" | "unless"));
        should
            && !open
            && head.is_some_and(|head| self.lexicon.list("report", &normal_lemma(self, head)))
    }

    /// "before he met her", "once they arrive": what was still ahead when the other was done.
    pub(super) fn is_still_ahead(&self, verb: u32) -> bool {
        let mut words = self.tree.by_dep(verb, &[Dep::Advmod, Dep::Mark]);
        let present = matches!(&*self.tree.token(verb).tag, "VBZ" | "VBP");
        let auxiliary = self.tree.child(verb, &[Dep::Aux]).is_some();
        present
            && !auxiliary
            && words.any(|at| matches!(self.tree.lower(at), "once" | "until" | "before"))
    }
}
