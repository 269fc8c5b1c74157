//! Status: whether an act happened, is planned, threatened, demanded, possible or denied.
//!
//! Walks from the trigger up to the root of its sentence. The nearest word that
//! decides wins: auxiliaries and negation of the verb, the verb or noun that
//! governs an infinitive, the preposition before a noun ("ahead of the talks"),
//! adjectives ("upcoming"). What stands above the deciding word can turn it round
//! ("did *not* fail to sign") or weaken it ("*may* agree to sign"). Reported speech
//! ends the walk: what somebody says happened is actual, with the speaker as its
//! holder.

mod auxiliaries;
mod clauses;
mod negation;
mod nouns;
mod outcomes;

#[cfg(test)]
mod tests;

use super::arguments::{Lends, Support, normal_lemma};
use super::scene::Scene;
use super::triggers::Trigger;
use crate::model::*;

/// Verbs passed on the way up at most.
const HIGHEST: usize = 12;

/// Words that turn a status round on the way up at most: "refused to agree to stop".
const DEEPEST: usize = 4;

/// Lists of `words.toml` that decide a status, by the name of the list's end.
const LISTS: &[(&str, Status)] = &[
    ("denied", Status::Denied),
    ("threatened", Status::Threatened),
    ("demanded", Status::Demanded),
    ("planned", Status::Planned),
    ("hypothetical", Status::Hypothetical),
];

/// Verbs that need a particle to deny what they govern: "called *off*", "ruled *out*".
const WITH_PARTICLE: &[(&str, &[&str])] = &[
    ("call", &["off"]),
    ("rule", &["out"]),
    ("put", &["off"]),
    ("hold", &["off"]),
    ("fall", &["through"]),
    ("cut", &["off"]),
    ("break", &["off"]),
    ("give", &["up"]),
];

impl Scene<'_> {
    /// The status of the act that a trigger names; nothing where no word decides.
    pub(super) fn status(&self, trigger: &Trigger, support: Option<Support>) -> Option<Status> {
        let rule = self.rule(trigger);
        let local = match trigger.verb {
            true => self.of_verb(trigger.token),
            false => self.of_noun(trigger.token, support, rule.status.is_some()),
        };
        // "managed to sign": of a promise, what is promised is to come all the same
        let local = local.filter(|status| *status != Status::Actual || rule.status.is_none());
        let asked = self.is_asked(trigger.token);
        match local.or(rule.status) {
            Some(Status::Planned | Status::Actual) | None if asked => Some(Status::Hypothetical),
            Some(Status::Denied) if self.is_failed_deed(trigger.token, rule) => {
                Some(Status::Actual)
            }
            Some(Status::Hypothetical) if self.is_answered(trigger.token, rule) => None,
            Some(Status::Planned) if trigger.verb && self.is_act_of_trying(trigger.token, rule) => {
                Some(Status::Actual)
            }
            Some(Status::Planned) if trigger.verb && self.is_own_threat(trigger.token, rule) => {
                Some(Status::Threatened)
            }
            _ => local,
        }
    }

    fn listed(&self, prefix: &str, word: &str) -> Option<Status> {
        let mut lists = LISTS.iter();
        lists
            .find(|(name, _)| self.lexicon.list(&format!("{prefix}-{name}"), word))
            .map(|(_, status)| *status)
    }

    /// What a verb makes of an act that it governs, or, as `object`, of one that is its object.
    fn of_governor(&self, prefix: &str, verb: u32) -> Option<Status> {
        let lemma = normal_lemma(self, verb);
        match self.is_called_off(verb) {
            Some(true) => Some(Status::Denied),
            Some(false) if lemma == "rule" || prefix == "object" => None,
            _ => self.listed(prefix, &lemma),
        }
    }

    /// Whether a verb that denies only with a particle has it: "called *off*"; nothing of others.
    fn is_called_off(&self, verb: u32) -> Option<bool> {
        let lemma = normal_lemma(self, verb);
        let (_, wanted) = WITH_PARTICLE.iter().find(|(verb, _)| *verb == lemma)?;
        let particles = self.tree.by_dep(verb, &[Dep::Prt, Dep::Advmod]);
        let mut particles = particles.map(|at| self.tree.lower(at));
        Some(particles.any(|word| wanted.contains(&word)))
    }

    /// By a verb's own auxiliaries and by what governs it.
    fn of_verb(&self, verb: u32) -> Option<Status> {
        self.walk(verb, DEEPEST)
    }

    fn walk(&self, verb: u32, left: usize) -> Option<Status> {
        if self.is_done_by_nobody(verb) {
            return Some(Status::Denied);
        }
        if let Some(status) = self.of_without(verb) {
            return Some(status);
        }
        let mut at = verb;
        for _ in 0..HIGHEST {
            if let Some(status) = self.of_auxiliaries(at) {
                return Some(self.within_clause(at, status));
            }
            let head = self.tree.head(at)?;
            at = match self.step(at, head, left) {
                Step::Up(next) => next,
                Step::Decided(status) => return status,
            };
        }
        None
    }

    /// From one verb to the word above it.
    fn step(&self, at: u32, head: u32, left: usize) -> Step {
        let dep = self.tree.dep(at);
        let infinitive = self.tree.is_infinitive(at);
        match dep {
            Dep::Conj if self.tree.is_verb(head) => self.conjunct(at, head),
            Dep::Xcomp | Dep::Ccomp | Dep::Acomp | Dep::Oprd => self.complement(at, head, left),
            Dep::Acl | Dep::Relcl if infinitive && self.is_counted(head) => {
                Step::Decided(self.of_counted(head))
            }
            Dep::Acl if infinitive && self.forced_by(head).is_some() => {
                let verb = self.forced_by(head).unwrap_or(head);
                self.complement(at, verb, left)
            }
            Dep::Acl | Dep::Relcl if infinitive && self.is_operation(head) => {
                Step::Decided(self.of_phrase(head, left))
            }
            Dep::Acl | Dep::Relcl if infinitive => {
                let aim = self.aim_of(head).unwrap_or(head);
                Step::Decided(self.of_aim(aim, left).or(Some(Status::Planned)))
            }
            Dep::Acl if self.is_untrue(head) || self.is_dismissed(head) => {
                Step::Decided(Some(Status::Denied))
            }
            Dep::Acl if self.has_mark(at, "that") => {
                Step::Decided(self.listed("noun", &normal_lemma(self, head)))
            }
            // "went so far as to sue"
            Dep::Advcl if infinitive && self.tree.dep(head) == Dep::Advmod => {
                self.tree.head(head).map_or(Step::Decided(None), Step::Up)
            }
            Dep::Advcl if infinitive => Step::Decided(Some(self.of_purpose(at, head))),
            Dep::Advcl if self.is_still_ahead(at) => Step::Decided(Some(Status::Planned)),
            Dep::Advcl if self.when(at) => Step::Decided(self.of_time(at, head)),
            Dep::Relcl if self.is_term(at, head) => Step::Decided(self.of_phrase(head, left)),
            Dep::Pcomp => Step::Decided(self.of_gerund(head, left)),
            Dep::Csubj if &*self.tree.token(at).tag == "VBG" => {
                Step::Decided(self.of_auxiliaries(head).map(|_| Status::Hypothetical))
            }
            _ => Step::Decided(None),
        }
    }

    /// From a verb that is joined to another one.
    fn conjunct(&self, at: u32, head: u32) -> Step {
        let infinitive = self.tree.is_infinitive(at);

        let finite = self.tree.child(at, &[Dep::Nsubj, Dep::Aux]).is_some();
        if finite && !infinitive {
            return Step::Decided(None);
        }
        if self.is_another_tense(at, head) || self.is_finite_after_denied(at, head) {
            return Step::Decided(None);
        }
        // "to remove it from what he calls a list and to lift": an aim, whatever the
        // parser joins it to.
        if infinitive && !self.tree.is_infinitive(head) {
            return Step::Decided(Some(Status::Planned));
        }
        Step::Up(head)
    }

    /// From a verb that completes another one or an adjective.
    fn complement(&self, at: u32, head: u32, left: usize) -> Step {
        let lemma = normal_lemma(self, head);
        let infinitive = self.tree.is_infinitive(at);
        let clause = self.tree.dep(at) == Dep::Ccomp && !infinitive;
        if lemma == "be" && infinitive {
            let own = self.of_auxiliaries(head);
            let done = own.is_none() && self.is_one_of_counted(head);
            let open = if done {
                Status::Actual
            } else {
                Status::Planned
            };
            return Step::Decided(Some(self.within_clause(head, own.unwrap_or(open))));
        }
        if clause && self.is_supposing(head) {
            return Step::Decided(Some(Status::Hypothetical));
        }
        let untrue = clause && lemma == "be" && self.is_untrue_that(head);
        if untrue || infinitive && lemma == "have" && self.has_beside(head, "yet") {
            return Step::Decided(Some(Status::Denied));
        }
        if infinitive && self.is_too_much(head) {
            return Step::Decided(Some(Status::Denied));
        }
        if let Some(status) = self.of_means(at, head).filter(|_| infinitive) {
            return Step::Decided(Some(status));
        }
        if let Some(status) = self.of_wish(at, head) {
            return Step::Decided(Some(self.under(head, status, left)));
        }
        if infinitive && self.lexicon.list("verb-purpose", &lemma) {
            return Step::Decided(Some(self.of_purpose(at, head)));
        }
        if infinitive && self.is_done_with(head, at) {
            return Step::Decided(self.of_auxiliaries(head).or(Some(Status::Actual)));
        }
        if clause && self.is_disbelieved(head) {
            return Step::Decided(Some(Status::Denied));
        }
        // "to help defend" leaves open what comes of it, "helped defend" does not
        let open = self.tree.is_infinitive(head)
            && self.listed("verb", &lemma) == Some(Status::Hypothetical);
        if !open && self.lexicon.list("verb-actual", &lemma) {
            return Step::Decided(
                self.walk(head, left.saturating_sub(1))
                    .or(Some(Status::Actual)),
            );
        }
        if self.lexicon.list("factive", &lemma) && &*self.tree.token(at).tag != "VB" {
            return Step::Decided(Some(Status::Actual));
        }
        let governed = self.of_governor("verb", head);
        if let Some(status) = governed.filter(|status| !clause || self.reaches(at, head, *status)) {
            return Step::Decided(Some(self.under(head, status, left)));
        }
        match clause {
            true => Step::Decided(None),
            false => Step::Up(head),
        }
    }

    /// What stands above a deciding verb makes of its status: "may agree to", "did not fail to".
    fn under(&self, verb: u32, status: Status, left: usize) -> Status {
        let outer = match left {
            0 => self.of_auxiliaries(verb),
            _ => self.walk(verb, left - 1),
        };
        let open = self.lexicon.list("leave-open", &normal_lemma(self, verb));
        match outer {
            Some(Status::Denied) if open => Status::Hypothetical,
            // "moved ships to avert an attack"
            None if status == Status::Denied && self.is_infinitive_purpose(verb) => {
                Status::Hypothetical
            }
            outer => combined(status, outer),
        }
    }

    /// By the preposition before a gerund and what that hangs on: "instead of signing".
    fn of_gerund(&self, preposition: u32, left: usize) -> Option<Status> {
        let beside = self.tree.by_dep(preposition, &[Dep::Advmod, Dep::Prep]);
        let above = self.tree.head(preposition);
        let words = beside.chain([preposition]).chain(above);
        let mut words = words.map(|at| self.tree.lower(at));
        if self.is_near_miss(preposition) {
            return Some(Status::Denied);
        }
        // "had breakfast with her before visiting the mill"
        let done = above.filter(|at| self.tree.is_verb(*at) && self.is_past(*at));
        if self.tree.lower(preposition) == "before" && done.is_some() {
            return done.and_then(|verb| self.of_auxiliaries(verb));
        }
        if let Some(status) = words.find_map(|word| self.listed("before", word)) {
            // "decided against sending", but "guards against being attacked"
            let verb = above.filter(|at| self.tree.is_verb(*at));
            return Some(self.turned_down(verb, preposition, left).unwrap_or(status));
        }
        if let Some(status) = self.of_out_of(preposition, left) {
            return Some(status);
        }
        let above = above?;
        if self.tree.is_verb(above) {
            return self.of_verb_with(above, preposition, left);
        }
        let lemma = normal_lemma(self, above);
        let meant = self.tree.lower(preposition) == "for" && self.lexicon.list("meant-for", &lemma);
        if meant || self.lexicon.list("about-gerund", &lemma) {
            return Some(Status::Hypothetical);
        }
        self.of_aim(above, left)
    }

    /// By a verb with an act behind a preposition: "called for talks", but not "told reporters after
    /// the talks" or "urged it in the talks".
    fn of_verb_with(&self, verb: u32, preposition: u32, left: usize) -> Option<Status> {
        if let Some(status) = self.turned_down(Some(verb), preposition, left) {
            return Some(status);
        }
        let lemma = normal_lemma(self, verb);
        let word = self.tree.lower(preposition);
        if word == "in" && self.lexicon.list("verb-actual", &lemma) {
            return self
                .walk(verb, left.saturating_sub(1))
                .or(Some(Status::Actual));
        }
        if self.lexicon.list("setting", word) && lemma != "aim" {
            return None;
        }
        // "argued for sanctions"
        if word == "for" && self.lexicon.list("for-demanded", &lemma) {
            return Some(self.under(verb, Status::Demanded, left));
        }
        let status = self.of_governor("verb", verb)?;
        Some(self.under(verb, status, left))
    }

    /// What a verb and its preposition say was not done: "refrained from", "decided against".
    fn turned_down(&self, verb: Option<u32>, preposition: u32, left: usize) -> Option<Status> {
        let verb = verb?;
        let list = match self.tree.lower(preposition) {
            "from" => "from-denied",
            "against" => "against-denied",
            _ => return None,
        };
        let listed = self.lexicon.list(list, &normal_lemma(self, verb));
        listed.then(|| self.under(verb, Status::Denied, left))
    }

    fn is_infinitive_purpose(&self, verb: u32) -> bool {
        self.tree.is_infinitive(verb) && self.tree.dep(verb) != Dep::Root
    }

    fn has_beside(&self, verb: u32, word: &str) -> bool {
        let mut beside = self.tree.by_dep(verb, &[Dep::Advmod]);
        beside.any(|at| self.tree.lower(at) == word)
    }

    fn is_operation(&self, noun: u32) -> bool {
        self.lexicon.list("operation", &normal_lemma(self, noun))
    }

    fn has_mark(&self, verb: u32, word: &str) -> bool {
        let mut marks = self.tree.by_dep(verb, &[Dep::Mark]);
        marks.any(|mark| self.tree.lower(mark) == word)
    }
}

/// Where the walk goes from a verb.
enum Step {
    Up(u32),
    Decided(Option<Status>),
}

/// A status under another: "refused to stop" is no denial, "may agree to meet" no plan.
fn combined(inner: Status, outer: Option<Status>) -> Status {
    use Status::{Actual, Demanded, Denied, Hypothetical, Planned, Threatened};
    match (inner, outer) {
        (_, None | Some(Actual)) => inner,
        (Denied, Some(Denied)) => Actual,
        // "to prevent an attack", "could avert a war"
        (Denied, Some(_)) => Hypothetical,
        (_, Some(Denied)) => Denied,
        (Hypothetical, _) | (_, Some(Hypothetical)) => Hypothetical,
        (Planned, Some(outer @ (Demanded | Threatened))) => outer,
        _ => inner,
    }
}

/// Whether the subject of a noun's verb is the act itself: "the talks *began*".
fn is_of_act(support: Support) -> bool {
    support.lends == Lends::Nobody
}
