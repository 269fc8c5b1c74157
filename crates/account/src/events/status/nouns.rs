//! Nouns: the status of an act by the phrase in which its noun stands.

use super::super::arguments::{Support, normal_lemma};
use super::super::scene::Scene;
use super::{DEEPEST, HIGHEST, combined, is_of_act};
use crate::model::*;

impl Scene<'_> {
    /// Of a noun, with the verb that carries its act; a noun of speech (`speech`) is made when it
    /// is spoken of, whatever comes of it: "the demand was ignored".
    pub(super) fn of_noun(
        &self,
        noun: u32,
        support: Option<Support>,
        speech: bool,
    ) -> Option<Status> {
        let carrier = support.filter(|support| !is_of_act(*support));
        let carried = carrier.and_then(|support| self.of_support(noun, support));
        let qualified = self.qualified(noun);
        if self.is_yet_to_be_made(noun) {
            return Some(Status::Hypothetical);
        }
        // "without imposing any sanctions": the verb denies what the noun leaves open
        let open = qualified == Some(Status::Hypothetical);
        if let Some(Status::Denied) = carried.filter(|_| open) {
            return carried;
        }
        if let Some(status) = self.came_about(noun).filter(|_| !speech) {
            return Some(status);
        }
        // "the summit, postponed in May, will take place"
        let again = || self.of_phrase(noun, DEEPEST) == Some(Status::Planned);
        if qualified == Some(Status::Denied) && self.is_said_of(noun, "denied") && again() {
            return Some(Status::Planned);
        }
        if qualified.is_some() || speech && carrier.is_none() {
            return qualified;
        }
        match carrier {
            Some(support) => carried.or_else(|| self.of_carried(noun, support)),
            None => self.of_phrase(noun, DEEPEST),
        }
    }

    /// By the verb that carries a noun's act.
    fn of_support(&self, noun: u32, support: Support) -> Option<Status> {
        let lemma = normal_lemma(self, support.verb);
        // "is *heading* the inquiry"
        let object = self.tree.dep(noun) == Dep::Dobj;
        if self.lexicon.list("motion", &lemma) && !object {
            return Some(Status::Planned);
        }
        if self.is_called_off(support.verb) == Some(true) {
            return Some(self.under(support.verb, Status::Denied, DEEPEST));
        }
        let own = self.of_verb(support.verb);
        let ahead = self.lexicon.list("support-planned", &lemma);
        let below = self.tree.head(support.verb) == Some(noun);
        own.or_else(|| (ahead && !below).then_some(Status::Planned))
    }

    /// Of a noun with a participle that carries it, by the verb of which it is the subject: "the
    /// strike called by the union *is to begin*".
    fn of_carried(&self, noun: u32, support: Support) -> Option<Status> {
        let below = self.tree.head(support.verb) == Some(noun);
        let verb = self.tree.head(noun).filter(|_| below)?;
        let lemma = normal_lemma(self, verb);
        let ahead = self
            .lexicon
            .list("support-planned", &normal_lemma(self, support.verb));
        let occurs = self.lexicon.list("occur", &lemma) || self.tree.is_passive(verb);
        let subject = matches!(self.tree.dep(noun), Dep::Nsubj | Dep::Nsubjpass);
        let main = (occurs && subject).then(|| self.of_subject(noun, verb));
        main.flatten().or_else(|| ahead.then_some(Status::Planned))
    }

    /// By the words that qualify a noun: "no", "planned", "a possible".
    pub(in super::super) fn qualified(&self, noun: u32) -> Option<Status> {
        let deps = [
            Dep::Det,
            Dep::Amod,
            Dep::Neg,
            Dep::Compound,
            Dep::Nmod,
            Dep::Acl,
        ];
        self.tree.by_dep(noun, &deps).find_map(|at| {
            let lower = self.tree.lower(at);
            let number = lower == "no" && !self.is_nobody(noun);
            self.listed("qualifier", lower).filter(|_| !number)
        })
    }

    /// "the *promised* release *was completed*", "the *feared* strike *did not take place*": what had been
    /// foretold, and what came of it.
    fn came_about(&self, noun: u32) -> Option<Status> {
        let deps = [Dep::Amod, Dep::Compound, Dep::Acl];
        let mut words = self.tree.by_dep(noun, &deps);
        let foretold = words.any(|at| self.lexicon.list("foretold", self.tree.lower(at)));
        let subject = matches!(self.tree.dep(noun), Dep::Nsubj | Dep::Nsubjpass);
        let verb = self.tree.head(noun).filter(|_| foretold && subject)?;
        let lemma = normal_lemma(self, verb);
        let list = match self.tree.is_passive(verb) {
            true => "carried-out",
            false => "came-about",
        };
        let happens = self.lexicon.list(list, &lemma);
        let open = self.of_auxiliaries(verb);
        let done = self.is_past(verb).then_some(Status::Actual);
        open.or(done).filter(|_| happens)
    }

    /// Whether a participle behind a noun is what qualifies it.
    fn is_said_of(&self, noun: u32, list: &str) -> bool {
        let mut clauses = self.tree.by_dep(noun, &[Dep::Acl]);
        let name = format!("qualifier-{list}");
        clauses.any(|at| self.lexicon.list(&name, self.tree.lower(at)))
    }

    /// By the phrase that a noun stands in: "ahead of the visit", "calls for a boycott".
    pub(super) fn of_phrase(&self, noun: u32, left: usize) -> Option<Status> {
        let mut at = noun;
        for _ in 0..HIGHEST {
            let head = self.tree.head(at)?;
            match self.tree.dep(at) {
                Dep::Conj | Dep::Appos => at = head,
                Dep::Pobj | Dep::Pcomp => return self.behind(head, left),
                Dep::Dobj => return self.of_object(at, head, left),
                Dep::Nsubj | Dep::Nsubjpass | Dep::Attr => {
                    return self.of_subject(at, head);
                }
                _ => return None,
            }
        }
        None
    }

    /// Of a noun behind a preposition.
    fn behind(&self, preposition: u32, left: usize) -> Option<Status> {
        let word = self.tree.lower(preposition);
        let mut nouns = self.tree.by_dep(preposition, &[Dep::Pobj]);
        let known = nouns.any(|noun| self.is_definite(noun) || self.is_dated_past(noun));
        // "the inquiry before the 2012 attack"
        let dated = |noun: u32| self.is_dated_past(noun) && self.is_definite(noun);
        let mut objects = self.tree.by_dep(preposition, &[Dep::Pobj]);
        if word == "before" && objects.any(dated) {
            return None;
        }
        if let Some(status) = self.listed("before", word) {
            // "questions about the attacks"
            let open = status == Status::Hypothetical && word != "if" && word != "against";
            return Some(status).filter(|_| !(open && known));
        }
        let above = self.tree.head(preposition)?;
        if let Some(status) = self.listed("before", self.tree.lower(above)) {
            return Some(status);
        }
        if self.tree.is_verb(above) {
            return self.of_verb_with(above, preposition, left);
        }
        self.of_aim(above, left)
    }

    /// What a noun makes of the act that it governs: "a *plan* to attack", "the *risk* of an attack".
    pub(super) fn of_aim(&self, noun: u32, left: usize) -> Option<Status> {
        let lemma = normal_lemma(self, noun);
        // "in case of an attack", but "in the case of the attack"
        if lemma == "case" {
            let bare = self.tree.child(noun, &[Dep::Det]).is_none();
            return bare.then_some(Status::Hypothetical);
        }
        let listed = self.listed("noun", &lemma);
        let aim = listed.is_some() || self.lexicon.list("aim-noun", &lemma);
        if aim && self.is_reached(noun) {
            return Some(Status::Actual);
        }
        let undone = aim.then(|| self.undone(noun, left)).flatten();
        undone.or(listed)
    }

    /// "the 2012 attack", "the Strelsau attacks": named by a year or a place.
    fn is_dated_past(&self, noun: u32) -> bool {
        let deps = [Dep::Compound, Dep::Nummod, Dep::Nmod];
        let mut before = self.tree.by_dep(noun, &deps);
        before.any(|at| {
            let word = self.tree.lower(at);
            word.len() == 4
                && word.starts_with(['1', '2'])
                && word.bytes().all(|b| b.is_ascii_digit())
        })
    }

    /// Of a noun that is the object of a verb which does not carry it: "averted a strike".
    fn of_object(&self, object: u32, verb: u32, left: usize) -> Option<Status> {
        let listed = self
            .of_governor("verb", verb)
            .filter(|_| !self.lexicon.list("no-object", &normal_lemma(self, verb)))
            .or_else(|| self.of_governor("object", verb));
        if let Some(status) = listed {
            return Some(self.under(verb, status, left));
        }
        // "would answer an attack"
        let open = self.is_some(object) && self.of_auxiliaries(verb) == Some(Status::Hypothetical);
        open.then_some(Status::Hypothetical)
    }

    /// Whether a noun names any act of its kind: "*an* attack".
    pub(super) fn is_some(&self, noun: u32) -> bool {
        let mut articles = self.tree.by_dep(noun, &[Dep::Det]);
        articles.any(|at| matches!(self.tree.lower(at), "a" | "an"))
    }

    /// "Attack on convoy feared", "Visit planned": a headline leaves out the auxiliary.
    pub(super) fn is_headline_passive(&self, verb: u32) -> bool {
        let deps = [Dep::Aux, Dep::Auxpass, Dep::Dobj, Dep::Ccomp, Dep::Xcomp];
        let bare = self.tree.child(verb, &deps).is_none();
        let ergative = self.lexicon.list("ergative", &normal_lemma(self, verb));
        bare && !ergative && matches!(&*self.tree.token(verb).tag, "VBD" | "VBN")
    }

    /// Of a noun that is the subject of a verb: "the talks will begin", "the strike was called off".
    pub(super) fn of_subject(&self, subject: u32, verb: u32) -> Option<Status> {
        let lemma = normal_lemma(self, verb);
        let passive = self.tree.is_passive(verb);
        if passive || self.is_headline_passive(verb) {
            let of_noun = passive && !self.lexicon.list("no-object", &lemma);
            let verbs = || self.of_governor("verb", verb).filter(|_| of_noun);
            let listed = verbs().or_else(|| self.of_governor("object", verb));
            if let Some(status) = listed {
                return Some(combined(status, self.of_auxiliaries(verb)));
            }
        }
        if lemma == "be" {
            if self.is_talked_about(verb) {
                return None;
            }
            if let Some(status) = self.of_state(verb) {
                return Some(combined(status, self.of_auxiliaries(verb)));
            }
        }
        if self.of_governor("fall", verb) == Some(Status::Denied) {
            return Some(Status::Denied);
        }
        // "the attacks may *end up* helping them"
        let ends_up = lemma == "end" && self.tree.child(verb, &[Dep::Prt]).is_some();
        let occurs = self.lexicon.list("occur", &lemma) && !ends_up;
        let some = self.is_some(subject);
        let present = matches!(&*self.tree.token(verb).tag, "VBZ" | "VBP");
        let modal = self.tree.by_dep(verb, &[Dep::Aux]);
        let mut modal = modal.map(|at| self.tree.lower(at));
        let would = modal.any(|word| matches!(word, "would" | "could" | "might" | "may" | "can"));
        let effect = some && !occurs && !passive;
        if effect && (would || present && !self.is_ahead(verb)) {
            return Some(Status::Hypothetical);
        }
        match self.of_verb(verb) {
            Some(Status::Hypothetical) if !occurs => None,
            Some(Status::Denied) if !occurs && !passive => None,
            // "the strike will be remembered"
            Some(Status::Planned) if passive && self.lexicon.list("hindsight", &lemma) => None,
            status => status,
        }
    }

    /// What "is" says of an act: "is due on", "is to begin", "is likely", "is imminent".
    fn of_state(&self, verb: u32) -> Option<Status> {
        let infinitive = self.tree.by_dep(verb, &[Dep::Xcomp]);
        let to_come = infinitive.filter(|at| self.tree.is_infinitive(*at)).count() > 0;
        let deps = [Dep::Acomp, Dep::Advmod, Dep::Prt, Dep::Attr];
        let mut states = self.tree.by_dep(verb, &deps);
        let state = states.find_map(|at| self.listed("state", self.tree.lower(at)));
        state.or_else(|| to_come.then_some(Status::Planned))
    }

    /// Whether a verb says of its subject that it is spoken of: "is next on the agenda".
    fn is_talked_about(&self, verb: u32) -> bool {
        let deps = [Dep::Prep, Dep::Attr, Dep::Acomp, Dep::Pobj, Dep::Advmod];
        let mut open = vec![verb];
        for _ in 0..HIGHEST {
            let Some(at) = open.pop() else {
                return false;
            };
            if self.lexicon.list("topic", &normal_lemma(self, at)) {
                return true;
            }
            open.extend(self.tree.by_dep(at, &deps));
        }
        false
    }
}
