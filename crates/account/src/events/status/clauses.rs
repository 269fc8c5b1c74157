//! Clauses: what a whole clause, a question or a condition makes of an act.

use super::super::arguments::normal_lemma;
use super::super::lexicon::Rule;
use super::super::scene::Scene;
use crate::model::*;

impl Scene<'_> {
    /// What the word above a clause makes of its status: "*hope* that it will", "*denied* that it
    /// would".
    pub(super) fn within_clause(&self, verb: u32, status: Status) -> Status {
        let Some(head) = self.tree.head(verb).filter(|_| status == Status::Planned) else {
            return status;
        };
        if self.tree.dep(verb) == Dep::Ccomp && self.is_supposing(head) {
            return Status::Hypothetical;
        }
        match self.tree.dep(verb) {
            Dep::Ccomp | Dep::Xcomp | Dep::Advcl if self.tree.is_verb(head) => {
                let mut states = self.tree.by_dep(head, &[Dep::Acomp, Dep::Attr]);
                let doubt = self.is_doubting(head) || states.any(|at| self.is_doubting(at));
                let governed = self.of_governor("verb", head);
                let denied = governed == Some(Status::Denied)
                    || governed == Some(Status::Planned)
                        && self.of_auxiliaries(head) == Some(Status::Denied);
                match self.tree.dep(verb) {
                    Dep::Advcl => status,
                    _ if denied => Status::Denied,
                    _ if doubt => Status::Hypothetical,
                    _ => status,
                }
            }
            Dep::Acl | Dep::Ccomp if self.tree.is_noun(head) => {
                let listed = self.listed("noun", &normal_lemma(self, head));
                listed
                    .filter(|listed| *listed == Status::Hypothetical)
                    .unwrap_or(status)
            }
            _ => status,
        }
    }

    /// Whether a governing verb decides the status of a finite clause, too: "demanded that they
    /// leave", but not "told us that they had left".
    pub(super) fn reaches(&self, clause: u32, head: u32, status: Status) -> bool {
        let tag = &*self.tree.token(clause).tag;
        let past = match tag {
            "VBN" | "VBG" => true,
            tag => matches!(tag, "VBD" | "VBZ"),
        };
        match status {
            Status::Denied => true,
            Status::Hypothetical => !past || normal_lemma(self, head) != "warn",
            _ => !past || self.is_subjunctive(clause),
        }
    }

    /// "that the editor be freed".
    fn is_subjunctive(&self, verb: u32) -> bool {
        let deps = [Dep::Aux, Dep::Auxpass];
        let mut aux = self.tree.by_dep(verb, &deps);
        aux.any(|at| matches!(self.tree.lower(at), "be" | "should"))
    }

    /// "Provided that it releases them": a participle as a conjunction.
    pub(super) fn is_supposing(&self, head: u32) -> bool {
        let words = [
            "provided",
            "providing",
            "supposing",
            "assuming",
            "suppose",
            "imagine",
        ];
        let conjunction = matches!(
            self.tree.dep(head),
            Dep::Prep | Dep::Mark | Dep::Advcl | Dep::Root
        );
        conjunction && words.contains(&self.tree.lower(head))
    }

    /// "Reports that they had met were *false*".
    pub(super) fn is_untrue(&self, noun: u32) -> bool {
        let verb = self
            .tree
            .head(noun)
            .filter(|_| self.tree.dep(noun) == Dep::Nsubj);
        verb.is_some_and(|verb| normal_lemma(self, verb) == "be" && self.is_untrue_that(verb))
    }

    /// "It is *not true* that they met", "is false".
    pub(super) fn is_untrue_that(&self, be: u32) -> bool {
        let not = self.tree.child(be, &[Dep::Neg]).is_some();
        let mut states = self.tree.by_dep(be, &[Dep::Acomp, Dep::Attr]);
        states.any(|at| match self.tree.lower(at) {
            "true" | "right" | "correct" | "accurate" | "case" => not,
            "false" | "untrue" | "wrong" | "baseless" | "unfounded" | "lie" | "invented" => !not,
            _ => false,
        })
    }

    /// The verb on whose agent the parser hangs its infinitive: "was *forced* by the court to pay".
    pub(super) fn forced_by(&self, agent: u32) -> Option<u32> {
        let by = self
            .tree
            .head(agent)
            .filter(|_| self.tree.dep(agent) == Dep::Pobj)?;
        let verb = self.tree.head(by).filter(|_| self.tree.lower(by) == "by")?;
        let lemma = normal_lemma(self, verb);
        let governs = self.lexicon.list("verb-actual", &lemma)
            || self.listed("verb", &lemma).is_some()
            || self.lexicon.list("used", &lemma);
        (self.tree.is_verb(verb) && self.tree.is_passive(verb) && governs).then_some(verb)
    }

    /// "a deal *under which* they release her": the terms of what is planned or asked for.
    pub(super) fn is_term(&self, verb: u32, noun: u32) -> bool {
        let present = matches!(&*self.tree.token(verb).tag, "VBZ" | "VBP");
        let mut preps = self.tree.by_dep(verb, &[Dep::Prep]);
        let which = preps.any(|at| {
            let pronoun = self.tree.child(at, &[Dep::Pobj]);
            matches!(self.tree.lower(at), "in" | "under" | "by")
                && pronoun.is_some_and(|n| self.tree.is_relative(n))
        });
        present && which && self.is_some(noun)
    }

    /// "*too* weak to attack".
    pub(super) fn is_too_much(&self, adjective: u32) -> bool {
        let mut beside = self.tree.by_dep(adjective, &[Dep::Advmod]);
        !self.tree.is_verb(adjective) && beside.any(|at| self.tree.lower(at) == "too")
    }

    /// "came home, *only to be* arrested".
    pub(super) fn is_ending(&self, infinitive: u32) -> bool {
        let mut words = self.tree.by_dep(infinitive, &[Dep::Aux, Dep::Advmod]);
        words.any(|at| {
            let to = self.tree.lower(at) == "only" && self.after(at) == "to";
            to && at < infinitive
        })
    }

    /// "*used* the speech *to* attack her": by the means that was used it was done.
    pub(super) fn of_means(&self, infinitive: u32, verb: u32) -> Option<Status> {
        if self.is_ending(infinitive) {
            return Some(Status::Actual);
        }
        let means = || {
            let own = self.tree.child(verb, &[Dep::Dobj, Dep::Nsubjpass]);
            own.is_some() || matches!(self.tree.dep(verb), Dep::Relcl | Dep::Acl)
        };
        let used = self.tree.is_verb(verb)
            && self.lexicon.list("used", &normal_lemma(self, verb))
            && means();
        let gerund = &*self.tree.token(verb).tag == "VBG" && self.tree.dep(verb) == Dep::Pcomp;
        // "the gun *used* to kill her"
        let participle = self.tree.dep(verb) == Dep::Acl && &*self.tree.token(verb).tag == "VBN";
        let done = used && (self.is_past(verb) || gerund || participle);
        done.then(|| self.of_auxiliaries(verb).unwrap_or(Status::Actual))
    }

    /// "*wants* to go" is a wish, "*wants* them to go" asks for it; "to *ensure* that they meet".
    pub(super) fn of_wish(&self, at: u32, head: u32) -> Option<Status> {
        let lemma = &*normal_lemma(self, head);
        let infinitive = self.tree.is_infinitive(at);
        let own = self.tree.child(at, &[Dep::Nsubj, Dep::Nsubjpass]).is_some();
        let present = matches!(&*self.tree.token(at).tag, "VBZ" | "VBP");
        match lemma {
            "want" | "wish" if infinitive && !self.is_done_with(head, at) => Some(match own {
                true => Status::Demanded,
                false => Status::Planned,
            }),
            "ensure" | "assure" if present && self.tree.dep(at) == Dep::Ccomp => {
                Some(Status::Planned)
            }
            _ => None,
        }
    }

    /// "talked them *out of* signing", "backed *out of* signing".
    pub(super) fn of_out_of(&self, of: u32, left: usize) -> Option<Status> {
        let words = [self.tree.lower(of.checked_sub(1)?), self.tree.lower(of)];
        // the parser hangs either word on the verb or on its object
        let (verb, _) = self.tree.governor(of).filter(|_| words == ["out", "of"])?;
        let lemma = normal_lemma(self, verb);
        let listed = self.lexicon.list("out-of-denied", &lemma);
        listed.then(|| self.under(verb, Status::Denied, left))
    }

    /// Whether a clause says when: "once they meet".
    pub(super) fn when(&self, verb: u32) -> bool {
        let words = ["when", "once", "after", "before", "until"];
        self.tree
            .by_dep(verb, &[Dep::Advmod, Dep::Mark])
            .any(|at| words.contains(&self.tree.lower(at)))
    }

    /// "*will* sign it when they meet", "*might* sign it *before* they meet": as open as what is timed by it.
    pub(super) fn of_time(&self, clause: u32, head: u32) -> Option<Status> {
        let mut words = self.tree.by_dep(clause, &[Dep::Advmod, Dep::Mark]);
        let before = words.any(|at| matches!(self.tree.lower(at), "before" | "until"));
        let known = !self.has_no_auxiliary(head, "have");
        self.of_auxiliaries(head).filter(|status| match status {
            Status::Planned => true,
            Status::Hypothetical => before && !known,
            _ => false,
        })
    }

    /// Whether a question that yes or no answers asks for an act: "Will they meet?"
    pub(super) fn is_asked(&self, token: u32) -> bool {
        let sentence = self.tree.token(token).sentence;
        let sentences = &self.told.parse.sentences;
        let Some(tokens) = sentences
            .get(sentence.0 as usize)
            .map(|one| one.tokens.clone())
        else {
            return false;
        };
        let mut last = tokens.clone().rev();
        let mark = last.find(|n| !matches!(self.tree.lower(*n), "\"" | "”" | "'" | "’"));
        if mark.is_none_or(|n| self.tree.lower(n) != "?") {
            return false;
        }
        let mut words = tokens.filter(|n| self.tree.token(*n).pos != Pos::Punct);
        let opens = words.next().is_some_and(|n| {
            matches!(self.tree.dep(n), Dep::Aux | Dep::Auxpass)
                || self.tree.token(n).pos == Pos::Aux
        });
        let aside = [Dep::Relcl, Dep::Acl, Dep::Advcl];
        let mut path = self.tree.above(token).chain([token]);
        opens && !path.any(|at| aside.contains(&self.tree.dep(at)) && !self.tree.is_infinitive(at))
    }

    /// "said they would shell the town unless": speakers who say on what terms they will harm.
    pub(super) fn is_own_threat(&self, verb: u32, rule: &Rule) -> bool {
        let mut conditions = self.tree.by_dep(verb, &[Dep::Advcl]);
        let terms = |at: u32| self.has_mark(at, "unless") || self.has_mark(at, "if");
        let head = self
            .tree
            .head(verb)
            .filter(|_| self.tree.dep(verb) == Dep::Ccomp);
        let Some(head) = head.filter(|_| rule.kind.quad() == 4 && conditions.any(terms)) else {
            return false;
        };
        let subject = |verb: u32| self.tree.child(verb, &[Dep::Nsubj]);
        let entity = |n: u32| self.mention(n).map(|mention| mention.entity);
        let (Some(speaker), Some(doer)) = (subject(head), subject(verb)) else {
            return false;
        };
        entity(doer).is_some() && entity(doer) == entity(speaker)
    }
}
