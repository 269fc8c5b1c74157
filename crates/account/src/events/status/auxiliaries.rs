//! Auxiliaries: what stands right beside a verb.

use super::super::arguments::normal_lemma;
use super::super::scene::Scene;
use crate::model::*;

/// Tokens between a modal and its verb, at most, where the parser hangs it on a time: "may one day".
const STRAYED: u32 = 4;

impl Scene<'_> {
    /// By a verb's auxiliaries, negation and conjunction.
    pub(super) fn of_auxiliaries(&self, verb: u32) -> Option<Status> {
        let deps = [
            Dep::Neg,
            Dep::Aux,
            Dep::Mark,
            Dep::Advmod,
            Dep::Preconj,
            Dep::Cc,
        ];
        if self.is_advised(verb) {
            return Some(Status::Demanded);
        }
        let mut status = None;
        for at in self.tree.by_dep(verb, &deps) {
            match self.of_auxiliary(verb, at) {
                Some(Status::Denied) if self.is_counterfactual(verb) => {
                    return Some(Status::Actual);
                }
                Some(Status::Denied) if self.is_open_denial(verb) => {
                    return Some(Status::Hypothetical);
                }
                Some(Status::Denied) => return Some(Status::Denied),
                Some(Status::Hypothetical) => status = Some(Status::Hypothetical),
                here => status = status.or(here),
            }
        }
        let supposed = || self.is_in_case(verb) || self.is_inverted(verb) || self.is_supposed(verb);
        status
            .or_else(|| self.of_going_to(verb))
            .or_else(|| self.of_stray_modal(verb))
            .or_else(|| supposed().then_some(Status::Hypothetical))
            .or_else(|| self.is_soon(verb).then_some(Status::Planned))
    }

    fn of_auxiliary(&self, verb: u32, at: u32) -> Option<Status> {
        let lower = self.tree.lower(at);
        let past = matches!(&*self.tree.token(verb).tag, "VBD" | "VBN");
        match self.tree.dep(at) {
            _ if self.is_not_only(at) || self.is_not_until(at) => None,
            Dep::Advmod if lower == "rather" && self.after(at) == "than" => Some(Status::Denied),
            Dep::Neg => Some(Status::Denied),
            Dep::Advmod if lower == "longer" => Some(Status::Denied),
            Dep::Cc if lower != "nor" && lower != "neither" => None,
            // "soon apologised"
            Dep::Advmod if lower == "soon" && past => None,
            _ => match self.listed("beside", lower) {
                Some(Status::Hypothetical) if lower == "would" && self.told_in_past(verb) => {
                    Some(Status::Planned)
                }
                Some(Status::Hypothetical) if lower == "would" && self.is_told_later(verb) => {
                    Some(Status::Actual)
                }
                here => here,
            },
        }
    }

    /// "not only", "not just": no denial.
    pub(super) fn is_not_only(&self, at: u32) -> bool {
        let only = ["only", "just", "merely", "simply", "least", "long"];
        let after = (at + 1 < self.tree.len()).then(|| self.tree.lower(at + 1));
        self.tree.lower(at) == "not" && after.is_some_and(|word| only.contains(&word))
    }

    /// "*not until* May did she sign": signed, in May.
    fn is_not_until(&self, at: u32) -> bool {
        self.tree.lower(at) == "not" && self.after(at) == "until"
    }

    /// "if it does *not* withdraw", "concerns that she would *not* sign", "would probably *not* sign":
    /// what is left open is that it is not done.
    fn is_open_denial(&self, verb: u32) -> bool {
        if self.has_mark(verb, "if") || self.has_mark(verb, "whether") {
            return true;
        }
        let mut beside = self.tree.by_dep(verb, &[Dep::Aux, Dep::Advmod]);
        if beside.any(|at| matches!(self.tree.lower(at), "might" | "may" | "probably")) {
            return true;
        }
        let head = self.tree.head(verb);
        let feared = match self.tree.dep(verb) {
            Dep::Acl => head.and_then(|noun| self.listed("noun", &normal_lemma(self, noun))),
            Dep::Ccomp => return head.is_some_and(|head| self.is_doubting(head)),
            _ => None,
        };
        feared == Some(Status::Hypothetical)
    }

    /// "who *would later* sign it": what lies ahead of the time that is told of, and is known.
    pub(super) fn is_told_later(&self, verb: u32) -> bool {
        let mut beside = self.tree.by_dep(verb, &[Dep::Advmod]);
        let later = beside.any(|at| self.lexicon.list("afterwards", self.tree.lower(at)));
        let reported = matches!(self.tree.dep(verb), Dep::Ccomp | Dep::Acl);
        let mut conditions = self.tree.by_dep(verb, &[Dep::Advcl]);
        let mut particles = self.tree.by_dep(verb, &[Dep::Prt, Dep::Advmod]);
        let on = particles.any(|at| self.tree.lower(at) == "on");
        let went_on = normal_lemma(self, verb) == "go" && on;
        (later || went_on)
            && !reported
            && !conditions.any(|at| self.has_mark(at, "if"))
            && self.has_no_auxiliary(verb, "have")
    }

    pub(super) fn has_no_auxiliary(&self, verb: u32, word: &str) -> bool {
        let mut aux = self.tree.by_dep(verb, &[Dep::Aux]);
        !aux.any(|at| self.tree.lower(at) == word)
    }

    /// "their island might one day sign": the parser hangs the modal on the day.
    fn of_stray_modal(&self, verb: u32) -> Option<Status> {
        if &*self.tree.token(verb).tag != "VB" || self.tree.child(verb, &[Dep::Aux]).is_some() {
            return None;
        }
        let sentence = self.tree.token(verb).sentence;
        for at in (verb.saturating_sub(STRAYED)..verb).rev() {
            let token = self.tree.token(at);
            let hung = self.tree.head(at).is_some_and(|head| head < verb);
            if &*token.tag == "MD" {
                let strays = hung && token.sentence == sentence;
                return self.listed("beside", &token.lower).filter(|_| strays);
            }
            if token.pos == Pos::Punct || self.tree.is_verb(at) {
                return None;
            }
        }
        None
    }

    /// "could not have signed without her help": signed, with her help.
    fn is_counterfactual(&self, verb: u32) -> bool {
        let modal = |at: u32| matches!(self.tree.lower(at), "could" | "would");
        let aux = || self.tree.by_dep(verb, &[Dep::Aux]);
        let perfect = aux().any(|at| self.tree.lower(at) == "have");
        let mut preps = self.tree.by_dep(verb, &[Dep::Prep]);
        perfect && aux().any(modal) && preps.any(|at| self.tree.lower(at) == "without")
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
            .filter(|_| matches!(self.tree.dep(verb), Dep::Ccomp | Dep::Acl));
        let mut aux = self.tree.by_dep(verb, &[Dep::Aux]);
        let announced = |head: u32| {
            matches!(&*self.tree.token(head).tag, "VBD" | "VBN")
                || matches!(
                    &*normal_lemma(self, head),
                    "announce" | "confirm" | "news" | "announcement"
                )
        };
        head.is_some_and(announced)
            && !self.has_mark(verb, "if")
            && !aux.any(|at| self.tree.lower(at) == "have")
    }

    /// "in case Ruritania attacks", "in the event that".
    fn is_in_case(&self, verb: u32) -> bool {
        let mut preps = self.tree.by_dep(verb, &[Dep::Prep, Dep::Mark]);
        preps.any(|at| {
            let noun = self.tree.child(at, &[Dep::Pobj]);
            let bare = |n: u32| {
                self.tree
                    .child(n, &[Dep::Det, Dep::Amod, Dep::Poss])
                    .is_none()
            };
            self.tree.lower(at) == "in"
                && noun.is_some_and(|n| self.tree.lower(n) == "case" && bare(n))
        })
    }

    /// "Supposing Ruritania attacks".
    fn is_supposed(&self, verb: u32) -> bool {
        let mut marks = self
            .tree
            .by_dep(verb, &[Dep::Intj, Dep::Mark, Dep::Prep, Dep::Advmod]);
        marks.any(|at| {
            let words = ["supposing", "assuming", "provided", "providing"];
            words.contains(&self.tree.lower(at))
        })
    }

    /// "Had she asked", "Were they to attack": a condition without a conjunction.
    fn is_inverted(&self, verb: u32) -> bool {
        let Some(subject) = self.tree.child(verb, &[Dep::Nsubj, Dep::Nsubjpass]) else {
            return false;
        };
        let mut aux = self
            .tree
            .by_dep(verb, &[Dep::Aux, Dep::Auxpass])
            .chain([verb]);
        let before = |at: u32| {
            let last = at.checked_sub(1).map(|n| self.tree.token(n));
            let opens = last
                .is_none_or(|t| t.pos == Pos::Punct || t.sentence != self.tree.token(at).sentence);
            opens && at < subject && matches!(self.tree.lower(at), "had" | "were")
        };
        aux.any(before)
    }

    /// "meets her next week": the present for what is to come.
    fn is_soon(&self, verb: u32) -> bool {
        let token = self.tree.token(verb);
        let infinitive = self.tree.is_infinitive(verb) && self.tree.dep(verb) == Dep::Root;
        let auxiliary = || self.tree.child(verb, &[Dep::Aux, Dep::Auxpass]).is_some();
        let present = matches!(&*token.tag, "VBZ" | "VBP") && !auxiliary();
        infinitive || present && self.is_ahead(verb)
    }

    /// Whether a word has a time to come beside it: "tomorrow", "next week".
    pub(super) fn is_ahead(&self, at: u32) -> bool {
        let ahead = |n: u32| {
            let mut words = self.tree.by_dep(n, &[Dep::Amod]).chain([n]);
            words.any(|n| matches!(self.tree.lower(n), "tomorrow" | "next"))
        };
        let deps = [Dep::Npadvmod, Dep::Advmod, Dep::Prep, Dep::Dobj];
        let mut beside = self.tree.by_dep(at, &deps);
        beside.any(|n| match self.tree.dep(n) {
            Dep::Prep => self.tree.child(n, &[Dep::Pobj]).is_some_and(ahead),
            Dep::Dobj => self.tree.child(n, &[Dep::Npadvmod]).is_some_and(ahead),
            _ => ahead(n),
        })
    }

    /// Whether a lemma is on one of the lists that make an act possible, of a verb or an adjective.
    pub(super) fn is_doubting(&self, at: u32) -> bool {
        self.lexicon.list("doubting", &normal_lemma(self, at))
    }
}
