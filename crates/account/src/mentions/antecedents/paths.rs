//! Paths: how a pronoun hangs in its sentence below somebody whom it may stand for.

use super::super::scene::{Found, Scene};
use crate::model::Dep;

/// How far up a sentence is climbed.
const STEPS: usize = 8;

/// How a clause hangs on the one above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    /// "that she left"
    Said,
    /// "because she left"
    Reason,
    /// "when she left"
    Aside,
    /// "who left", "leaving"
    Attached,
    /// "and left"
    Beside,
}

impl Scene<'_, '_> {
    /// Where `found` stands on the way up from the pronoun at `at`.
    pub(super) fn path(&self, at: u32, found: &Found) -> Vec<&'static str> {
        if self.view.sentence_number(found.head) != self.view.sentence_number(at) {
            return Vec::new();
        }
        let (governor, subject) = self.governor(found);
        let mut link = None;
        let mut below = at;
        for _ in 0..STEPS {
            let up = self.view.head(below);
            if up == below {
                break;
            }
            link = self.link(below).or(link);
            if up == found.head {
                return vec![if link.is_some() {
                    "holds the clause"
                } else {
                    "holds the phrase"
                }];
            }
            if up == governor
                && let Some(link) = link
            {
                let told = above(link, subject);
                let says = link == Link::Said && subject && self.speaks(found.head);
                return [Some(told), says.then_some("says it")]
                    .into_iter()
                    .flatten()
                    .collect();
            }
            if up == governor {
                return vec![if subject { "own subject" } else { "own object" }];
            }
            below = up;
        }
        Vec::new()
    }

    /// The verb that a noun belongs to, and whether as its subject.
    fn governor(&self, found: &Found) -> (u32, bool) {
        let up = self.view.head(found.head);
        match self.view.token(found.head).dep {
            Dep::Pobj => (self.view.head(up), false),
            Dep::Poss => (self.view.head(up), self.view.is_subject(up)),
            _ => (up, found.subject),
        }
    }

    /// How the clause of the verb at `at` hangs on what is above it; nothing where it is no verb.
    fn link(&self, at: u32) -> Option<Link> {
        match self.view.token(at).dep {
            Dep::Ccomp | Dep::Pcomp | Dep::Xcomp => Some(Link::Said),
            Dep::Advcl => {
                let mark = self
                    .view
                    .child(at, Dep::Mark)
                    .map(|mark| self.view.lower(mark));
                Some(match mark {
                    Some("because" | "since" | "for" | "as") => Link::Reason,
                    _ => Link::Aside,
                })
            }
            Dep::Relcl | Dep::Acl => Some(Link::Attached),
            Dep::Conj if self.view.child(at, Dep::Nsubj).is_some() => Some(Link::Beside),
            _ => None,
        }
    }

    /// The subject that follows a fronted phrase or clause with the pronoun at `at`:
    /// "During his attack, Roca ..."
    pub(in crate::mentions) fn coming(&self, at: u32) -> Option<(u32, usize)> {
        let mut below = at;
        for _ in 0..STEPS {
            let up = self.view.head(below);
            if up == below {
                return None;
            }
            let fronted = matches!(
                self.view.token(below).dep,
                Dep::Prep | Dep::Advcl | Dep::Npadvmod
            );
            let subject = self
                .view
                .child(up, Dep::Nsubj)
                .or_else(|| self.view.child(up, Dep::Nsubjpass))
                .filter(|subject| fronted && *subject > at && below < *subject);
            if let Some(subject) = subject {
                let draft = self.name_heads.get(&subject).copied()?;
                let same = self.view.quotation(subject) == self.view.quotation(at);
                return same.then_some((subject, draft));
            }
            below = up;
        }
        None
    }
}

/// What is told of one in the clause above that of the pronoun.
fn above(link: Link, subject: bool) -> &'static str {
    match (link, subject) {
        (Link::Said, true) => "subject above what is said",
        (Link::Said, false) => "object above what is said",
        (Link::Reason, true) => "subject above a reason",
        (Link::Reason, false) => "object above a reason",
        (Link::Aside, true) => "subject above an aside",
        (Link::Aside, false) => "object above an aside",
        (Link::Attached, true) => "subject above an addition",
        (Link::Attached, false) => "object above an addition",
        (Link::Beside, true) => "subject beside",
        (Link::Beside, false) => "object beside",
    }
}
