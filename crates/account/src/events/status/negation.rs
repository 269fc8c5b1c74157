//! Negation that stands farther off than a verb's own "not".

use super::super::arguments::normal_lemma;
use super::super::frames;
use super::super::scene::Scene;
use crate::model::*;

impl Scene<'_> {
    /// "No officer fired", "not a single union marched", "arrested nobody", "at no time did".
    pub(super) fn is_done_by_nobody(&self, verb: u32) -> bool {
        let deps = [Dep::Nsubj, Dep::Nsubjpass, Dep::Dobj];
        let mut arguments = self.tree.by_dep(verb, &deps);
        arguments.any(|n| self.is_nobody(n)) || self.is_at_no_time(verb) || self.is_to_nobody(verb)
    }

    /// "apologise *to nobody*", "spoke *with no one*".
    fn is_to_nobody(&self, verb: u32) -> bool {
        let words = ["to", "with", "against", "at", "on"];
        let mut nouns = words.iter().filter_map(|word| self.tree.pobj(verb, word));
        nouns.any(|n| match self.tree.lower(n) {
            "nobody" | "none" | "neither" => true,
            "one" => self.is_nobody(n),
            _ => false,
        })
    }

    /// Whether a phrase says that nobody or nothing is meant.
    pub(super) fn is_nobody(&self, n: u32) -> bool {
        let nobody = ["none", "nobody", "neither", "nothing"];
        if nobody.contains(&self.tree.lower(n)) {
            return true;
        }
        let deps = [Dep::Det, Dep::Neg, Dep::Preconj, Dep::Cc, Dep::Advmod];
        self.tree
            .by_dep(n, &deps)
            .any(|at| match self.tree.lower(at) {
                "no" | "neither" => !self.is_measured_no(at),
                "not" => matches!(
                    self.after(at),
                    "a" | "an" | "one" | "even" | "single" | "the"
                ),
                _ => false,
            })
    }

    /// "no fewer than 40", "no less", "no more than": a number.
    fn is_measured_no(&self, at: u32) -> bool {
        matches!(
            self.after(at),
            "fewer" | "less" | "more" | "later" | "sooner"
        )
    }

    pub(super) fn after(&self, at: u32) -> &str {
        match at + 1 < self.tree.len() {
            true => self.tree.lower(at + 1),
            false => "",
        }
    }

    /// "At no time did", "under no circumstances will".
    fn is_at_no_time(&self, verb: u32) -> bool {
        // the parser hangs it on the auxiliary, too
        let aux = self.tree.by_dep(verb, &[Dep::Aux]);
        let mut preps = aux
            .chain([verb])
            .flat_map(|at| self.tree.by_dep(at, &[Dep::Prep]));
        preps.any(|prep| {
            let noun = self.tree.child(prep, &[Dep::Pobj]);
            noun.is_some_and(|noun| {
                self.lexicon.list("no-time", &normal_lemma(self, noun)) && self.is_nobody(noun)
            })
        })
    }

    /// "were minutes *from* seizing it", "came close *to* seizing it".
    pub(super) fn is_near_miss(&self, preposition: u32) -> bool {
        let Some(above) = self.tree.head(preposition) else {
            return false;
        };
        let lemma = normal_lemma(self, above);
        let came = || {
            self.tree
                .head(above)
                .is_some_and(|verb| normal_lemma(self, verb) == "come")
        };
        match self.tree.lower(preposition) {
            "from" => self.lexicon.list("distance", &lemma),
            "to" => matches!(&*lemma, "close" | "near") && came(),
            _ => false,
        }
    }

    /// Whether co-ordination carries no negation and no auxiliary on: "did not resign *but*
    /// dissolved the council".
    pub(super) fn is_another_tense(&self, at: u32, head: u32) -> bool {
        let past = |n: u32| &*self.tree.token(n).tag == "VBD";
        let mut conjunctions = self.tree.by_dep(head, &[Dep::Cc]);
        let but = conjunctions.any(|cc| cc < at && self.tree.lower(cc) == "but");
        let negated = || self.tree.child(head, &[Dep::Neg]).is_some();
        let base = &*self.tree.token(head).tag == "VB";
        !self.tree.is_infinitive(at) && (past(at) && base || but && negated())
    }

    /// "was no party to it and *called* a vote": what is denied of the first is not of the second.
    pub(super) fn is_finite_after_denied(&self, at: u32, head: u32) -> bool {
        let finite = |n: u32| matches!(&*self.tree.token(n).tag, "VBD" | "VBZ" | "VBP");
        finite(at)
            && finite(head)
            && self.tree.child(head, &[Dep::Neg]).is_some()
            && self.tree.child(at, &[Dep::Neg]).is_none()
    }

    /// "dismissed *reports* that it had shelled the town".
    pub(super) fn is_dismissed(&self, noun: u32) -> bool {
        let verb = self
            .tree
            .head(noun)
            .filter(|_| self.tree.dep(noun) == Dep::Dobj);
        let Some(verb) = verb.filter(|_| self.lexicon.list("hearsay", &normal_lemma(self, noun)))
        else {
            return false;
        };
        matches!(
            &*normal_lemma(self, verb),
            "deny" | "dismiss" | "reject" | "refute" | "dispute"
        ) && self.tree.child(verb, &[Dep::Neg]).is_none()
    }

    /// "without either side signing", but "not a day passes without raids on the town".
    pub(super) fn of_without(&self, verb: u32) -> Option<Status> {
        let without = frames::without(&self.tree, verb)?;
        let above = self.tree.head(without);
        Some(match above.is_some_and(|above| self.is_never(above)) {
            true => Status::Actual,
            false => Status::Denied,
        })
    }

    /// "*not a day* passes": said of the time in which something else is left out.
    fn is_never(&self, verb: u32) -> bool {
        let deps = [Dep::Nsubj, Dep::Npadvmod, Dep::Nsubjpass];
        let mut times = self.tree.by_dep(verb, &deps);
        times.any(|n| {
            let time = self.lexicon.list("passing", &normal_lemma(self, n));
            let hardly = |at| {
                let words = ["hardly", "scarcely", "barely", "not"];
                words.contains(&self.tree.lower(at))
            };
            time && (self.is_nobody(n) || (n.saturating_sub(2)..n).any(hardly))
        })
    }

    /// The aim to which an infinitive belongs that the parser hangs on whose it is: "an *attempt* by
    /// rebels to kill".
    pub(super) fn aim_of(&self, owner: u32) -> Option<u32> {
        let preposition = self
            .tree
            .head(owner)
            .filter(|_| self.tree.dep(owner) == Dep::Pobj)?;
        let noun = self.tree.head(preposition)?;
        let lemma = normal_lemma(self, noun);
        let aim = self.listed("noun", &lemma).is_some() || self.lexicon.list("aim-noun", &lemma);
        let by = matches!(self.tree.lower(preposition), "by" | "of" | "from");
        (aim && by).then_some(noun)
    }

    /// A noun's aim that came to nothing: "foiled a *plot* to", "has no *plans* to", "the *attempt*
    /// to ... failed".
    pub(super) fn undone(&self, noun: u32, left: usize) -> Option<Status> {
        if self.is_nobody(noun) || self.qualified(noun) == Some(Status::Denied) {
            return Some(Status::Denied);
        }
        let head = self.tree.head(noun)?;
        let denied = match self.tree.dep(noun) {
            Dep::Dobj | Dep::Nsubjpass => self
                .of_governor("object", head)
                .or_else(|| self.of_governor("verb", head)),
            Dep::Nsubj
                if self
                    .lexicon
                    .list("come-to-nothing", &normal_lemma(self, head)) =>
            {
                Some(Status::Denied)
            }
            Dep::Nsubj if self.is_headline_passive(head) => self.of_governor("object", head),
            Dep::Nsubj => self.of_governor("fall", head),
            Dep::Pobj if self.tree.lower(head) == "without" => Some(Status::Denied),
            _ => None,
        };
        let denied = denied.filter(|status| *status == Status::Denied)?;
        Some(self.under(self.tree.head(noun)?, denied, left.saturating_sub(1)))
    }
}
