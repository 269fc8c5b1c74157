//! Status: whether an act happened, is planned, threatened, demanded, possible or denied.
//!
//! Walks from the trigger up to the root of its sentence. The nearest word that
//! decides wins: auxiliaries and negation of the verb, the verb or noun that
//! governs an infinitive, the preposition before a noun ("ahead of the talks"),
//! adjectives ("upcoming"). Reported speech ends the walk: what somebody says
//! happened is actual, with the speaker as its holder.

use super::arguments::{Support, normal_lemma};
use super::scene::Scene;
use crate::model::*;

/// Verbs passed on the way up at most.
const HIGHEST: usize = 12;

/// Lists of `words.toml` that decide a status, by the name of the list's end.
const LISTS: &[(&str, Status)] = &[
    ("denied", Status::Denied),
    ("threatened", Status::Threatened),
    ("demanded", Status::Demanded),
    ("planned", Status::Planned),
    ("hypothetical", Status::Hypothetical),
];

impl Scene<'_> {
    /// The status of the act that a word names; nothing where no word decides.
    pub(super) fn status(
        &self,
        token: u32,
        verb: bool,
        support: Option<Support>,
    ) -> Option<Status> {
        if !verb {
            if let Some(status) = self.qualified(token) {
                return Some(status);
            }
            if support.is_some_and(|support| {
                self.lexicon
                    .list("motion", &normal_lemma(self, support.verb))
            }) {
                return Some(Status::Planned);
            }
            if let Some(support) = support {
                let lemma = normal_lemma(self, support.verb);
                let ahead = || self.lexicon.list("support-planned", &lemma);
                let own = self.of_verb(support.verb);
                return own.or_else(|| ahead().then_some(Status::Planned));
            }
            return self.of_phrase(token);
        }
        self.of_verb(token)
    }

    fn listed(&self, prefix: &str, word: &str) -> Option<Status> {
        let mut lists = LISTS.iter();
        lists
            .find(|(name, _)| self.lexicon.list(&format!("{prefix}-{name}"), word))
            .map(|(_, status)| *status)
    }

    /// By the words that qualify a noun: "no", "planned", "a possible".
    pub(super) fn qualified(&self, noun: u32) -> Option<Status> {
        let deps = [
            Dep::Det,
            Dep::Amod,
            Dep::Neg,
            Dep::Compound,
            Dep::Nmod,
            Dep::Acl,
        ];
        self.tree
            .by_dep(noun, &deps)
            .find_map(|at| self.listed("qualifier", self.tree.lower(at)))
    }

    /// By the phrase that a noun stands in: "ahead of the visit", "calls for a boycott".
    fn of_phrase(&self, noun: u32) -> Option<Status> {
        let mut at = noun;
        for _ in 0..HIGHEST {
            let head = self.tree.head(at)?;
            match self.tree.dep(at) {
                Dep::Conj | Dep::Appos => at = head,
                Dep::Pobj | Dep::Pcomp => {
                    if let Some(status) = self.listed("before", self.tree.lower(head)) {
                        return Some(status);
                    }
                    let above = self.tree.head(head)?;
                    if let Some(status) = self.listed("before", self.tree.lower(above)) {
                        return Some(status);
                    }
                    if self.tree.is_verb(above) {
                        return self.of_verb_with(above, head);
                    }
                    if let Some(status) = self.listed("noun", &normal_lemma(self, above)) {
                        return Some(status);
                    }
                    return None;
                }
                Dep::Dobj => {
                    return self
                        .listed("verb", &normal_lemma(self, head))
                        .or_else(|| self.listed("object", &normal_lemma(self, head)));
                }
                Dep::Nsubj | Dep::Nsubjpass | Dep::Attr => return self.of_subject(at, head),
                _ => return None,
            }
        }
        None
    }

    /// By a verb with an act behind a preposition: "called for talks", but not "told reporters after
    /// the talks" or "urged it in the talks".
    fn of_verb_with(&self, verb: u32, preposition: u32) -> Option<Status> {
        let setting = self.lexicon.list("setting", self.tree.lower(preposition));
        match setting {
            true => None,
            false => self.listed("verb", &normal_lemma(self, verb)),
        }
    }

    /// Of a noun that is the subject of a verb: "the talks will begin", "the strike was called off".
    fn of_subject(&self, subject: u32, verb: u32) -> Option<Status> {
        let lemma = normal_lemma(self, verb);
        let passive = self.tree.is_passive(verb);
        if passive {
            let listed = self
                .listed("verb", &lemma)
                .or_else(|| self.listed("object", &lemma));
            if listed.is_some() {
                return listed;
            }
        }
        let occurs = self.lexicon.list("occur", &lemma);
        let present = matches!(&*self.tree.token(verb).tag, "VBZ" | "VBP");
        let some = self
            .tree
            .by_dep(subject, &[Dep::Det])
            .any(|at| matches!(self.tree.lower(at), "a" | "an"));
        if lemma == "be" && self.is_talked_about(verb) {
            return None;
        }
        if present && some && !occurs && !passive {
            return Some(Status::Hypothetical);
        }
        match self.of_verb(verb) {
            Some(Status::Hypothetical) if !self.lexicon.list("occur", &lemma) => None,
            Some(Status::Denied) if !self.lexicon.list("occur", &lemma) && !passive => None,
            Some(status) => Some(status),
            None => None,
        }
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

    /// "No officer fired", "none of the soldiers was armed".
    fn of_nobody(&self, verb: u32) -> Option<Status> {
        let subject = self.tree.child(verb, &[Dep::Nsubj, Dep::Nsubjpass])?;
        let mut words = self.tree.by_dep(subject, &[Dep::Det]).chain([subject]);
        let nobody =
            words.any(|at| matches!(self.tree.lower(at), "no" | "none" | "nobody" | "neither"));
        nobody.then_some(Status::Denied)
    }

    /// By a verb's own auxiliaries and by what governs it.
    fn of_verb(&self, verb: u32) -> Option<Status> {
        if let Some(status) = self.of_nobody(verb) {
            return Some(status);
        }
        let mut at = verb;
        for _ in 0..HIGHEST {
            if let Some(status) = self.of_auxiliaries(at) {
                return Some(status);
            }
            let head = self.tree.head(at)?;
            let dep = self.tree.dep(at);
            match dep {
                Dep::Conj if self.tree.is_verb(head) => {
                    let finite = self.tree.child(at, &[Dep::Nsubj, Dep::Aux]).is_some();
                    if finite && !self.tree.is_infinitive(at) {
                        return None;
                    }
                    // "to remove it from what he calls a list and to lift": an aim, whatever the
                    // parser joins it to.
                    if self.tree.is_infinitive(at) && !self.tree.is_infinitive(head) {
                        return Some(Status::Planned);
                    }
                    at = head;
                }
                Dep::Xcomp | Dep::Ccomp | Dep::Acomp | Dep::Oprd => {
                    let lemma = normal_lemma(self, head);
                    let infinitive = self.tree.is_infinitive(at);
                    if lemma == "be" && infinitive {
                        return Some(Status::Planned);
                    }
                    if let Some(status) = self.listed("verb", &lemma) {
                        let settled = dep == Dep::Ccomp && !infinitive && !clausal(status);
                        return (!settled)
                            .then_some(status)
                            .or_else(|| self.of_auxiliaries(head));
                    }
                    if dep == Dep::Ccomp && !infinitive {
                        return None;
                    }
                    at = head;
                }
                Dep::Acl | Dep::Relcl if self.tree.is_infinitive(at) && self.is_operation(head) => {
                    return self.of_phrase(head);
                }
                Dep::Acl | Dep::Relcl if self.tree.is_infinitive(at) => {
                    let lemma = normal_lemma(self, head);
                    return self.listed("noun", &lemma).or(Some(Status::Planned));
                }
                Dep::Acl if self.has_mark(at, "that") => {
                    return self.listed("noun", &normal_lemma(self, head));
                }
                Dep::Advcl if self.tree.is_infinitive(at) && self.tree.dep(head) == Dep::Advmod => {
                    // "went so far as to sue"
                    at = self.tree.head(head)?;
                }
                Dep::Advcl if self.tree.is_infinitive(at) => {
                    return self.of_auxiliaries(head).or(Some(Status::Planned));
                }
                Dep::Advcl if self.when(at) => {
                    return self
                        .of_auxiliaries(head)
                        .filter(|status| *status == Status::Planned);
                }
                Dep::Pcomp => {
                    let above = self.tree.head(head)?;
                    if let Some(status) = self.listed("before", self.tree.lower(head)) {
                        return Some(status);
                    }
                    if self.tree.is_verb(above) {
                        return self.of_verb_with(above, head);
                    }
                    return self.listed("noun", &normal_lemma(self, above));
                }
                _ => return None,
            }
        }
        None
    }

    /// Whether a clause says when: "once they meet".
    fn when(&self, verb: u32) -> bool {
        let words = ["when", "once", "after", "before", "until"];
        self.tree
            .by_dep(verb, &[Dep::Advmod, Dep::Mark])
            .any(|at| words.contains(&self.tree.lower(at)))
    }

    fn is_operation(&self, noun: u32) -> bool {
        self.lexicon.list("operation", &normal_lemma(self, noun))
    }

    fn has_mark(&self, verb: u32, word: &str) -> bool {
        let mut marks = self.tree.by_dep(verb, &[Dep::Mark]);
        marks.any(|mark| self.tree.lower(mark) == word)
    }

    /// By a verb's auxiliaries, negation and conjunction.
    fn of_auxiliaries(&self, verb: u32) -> Option<Status> {
        let deps = [
            Dep::Neg,
            Dep::Aux,
            Dep::Mark,
            Dep::Advmod,
            Dep::Preconj,
            Dep::Cc,
            Dep::Acomp,
        ];
        let mut status = None;
        for at in self.tree.by_dep(verb, &deps) {
            let lower = self.tree.lower(at);
            let here = match self.tree.dep(at) {
                Dep::Neg => Some(Status::Denied),
                Dep::Cc if lower != "nor" && lower != "neither" => None,
                Dep::Acomp => None,
                _ => self.listed("beside", lower),
            };
            let here = match (here, lower) {
                (Some(Status::Hypothetical), "would") if self.told_in_past(verb) => {
                    Some(Status::Planned)
                }
                (here, _) => here,
            };
            if here == Some(Status::Denied) {
                return here;
            }
            status = status.or(here);
        }
        status.or_else(|| self.of_going_to(verb))
    }

    /// "is going to meet", "is about to leave": the verb hangs below.
    fn of_going_to(&self, verb: u32) -> Option<Status> {
        let head = self.tree.head(verb)?;
        let soon = self.tree.is_infinitive(verb)
            && ((self.tree.lower(head) == "going") || self.tree.lower(head) == "about");
        soon.then(|| self.of_auxiliaries(head))
            .map(|status| status.unwrap_or(Status::Planned))
    }

    /// Whether "would" is the future of a past report: "said she would travel".
    fn told_in_past(&self, verb: u32) -> bool {
        let head = self
            .tree
            .head(verb)
            .filter(|_| self.tree.dep(verb) == Dep::Ccomp);
        head.is_some_and(|head| matches!(&*self.tree.token(head).tag, "VBD" | "VBN"))
            && !self.has_mark(verb, "if")
    }
}

/// Whether a governing verb decides the status of a finite clause, too: "denied that".
fn clausal(status: Status) -> bool {
    matches!(
        status,
        Status::Denied
            | Status::Hypothetical
            | Status::Demanded
            | Status::Threatened
            | Status::Planned
    )
}
