//! What is told of somebody whom a pronoun may stand for, and of nobody being meant.

use super::super::scene::{Found, Scene};
use super::super::view::View;
use super::{Class, Near};
use crate::model::{Dep, EntityKind, MentionKind, Pos};

/// Words before a pronoun among which a thing is looked for that it may stand for.
const NEAR: u32 = 40;

/// The mentions with which an article opens.
const OPENING: usize = 6;

impl Scene<'_, '_> {
    /// What is told of a candidate.
    pub(super) fn told(&self, at: u32, near: &Near<'_>, order: usize) -> Vec<&'static str> {
        let found = near.found;
        let distance = self.distance(found.head, at) as usize;
        let gap = at.saturating_sub(found.head);
        let mut told = vec![
            ["same sentence", "1 back", "2 back", "3 back", "4 back"][distance.min(4)],
            ["nearest", "second", "third"]
                .get(order)
                .copied()
                .unwrap_or("further"),
            match gap {
                0..5 => "within 5 words",
                5..10 => "within 10 words",
                10..20 => "within 20 words",
                20..40 => "within 40 words",
                _ => "over 40 words",
            },
            match near.times {
                1 => "once",
                2 => "twice",
                3..5 => "some times",
                _ => "often",
            },
        ];
        told.extend(self.role(at, found, distance));
        told.extend(self.standing(at, found));
        told.extend(self.speech(at, found));
        told.extend(self.path(at, found));
        if near.chain {
            told.push(["same pronoun here", "same pronoun before"][distance.min(1)]);
        }
        told
    }

    /// What part a candidate and the pronoun have in their sentences.
    fn role(&self, at: u32, found: &Found, distance: usize) -> Vec<&'static str> {
        let head = found.head;
        let part = part(self.view, head);
        let own = part_of(self.view, at);
        let main = self.view.token(self.view.head(head)).dep == Dep::Root;
        let first = self.view.sentence(head).tokens.start;
        let mut role = vec![
            part,
            match (part, own) {
                ("subject", "subject") => "subject, then subject",
                ("subject", "owner") => "subject, then owner",
                ("subject", _) => "subject, then object",
                (_, "subject") => "other, then subject",
                ("object", "object") => "object, then object",
                _ => "other, then other",
            },
        ];
        if part == "subject" && main {
            role.push(["main subject", "main subject before"][distance.min(1)]);
            if distance == 1 && at <= self.view.sentence(at).tokens.start + 2 {
                role.push("main subject, then first");
            }
        }
        if found.tokens.start == first {
            role.push("first");
        }
        if self.is_topic(head) {
            role.push("topic");
        }
        if self.subject_verb(self.view.head(at)) == self.view.head(head) && found.subject {
            role.push("same clause");
        }
        if self.view.token(head).dep == Dep::Poss {
            role.push("owner before");
        }
        role
    }

    /// Who a candidate is and how it was last called.
    fn standing(&self, at: u32, found: &Found) -> Vec<&'static str> {
        let draft = self.draft(found.draft);
        let paragraphs = self
            .view
            .paragraph(at)
            .saturating_sub(self.view.paragraph(found.head));
        let mut standing = vec![
            match found.kind {
                MentionKind::Name => "a name",
                MentionKind::Nominal => "a description",
                MentionKind::Pronoun => "a pronoun",
            },
            match draft.kind {
                EntityKind::Person if draft.plural => "persons",
                EntityKind::Person => "a person",
                EntityKind::Group => "a group",
                EntityKind::Norp => "a people",
                EntityKind::Org => "a body",
                EntityKind::Gpe => "a land",
                _ => "something else",
            },
            if draft.plural { "several" } else { "one" },
            if draft.named { "named" } else { "unnamed" },
            if draft.gender.is_some() {
                "of known gender"
            } else {
                "of unknown gender"
            },
            ["same paragraph", "paragraph before"]
                .get(paragraphs as usize)
                .copied()
                .unwrap_or("paragraphs before"),
            match self.counts[found.draft] {
                0..2 => "said once",
                2..4 => "said a few times",
                4..8 => "said some times",
                _ => "said often",
            },
        ];
        if self.counts[found.draft] == self.most {
            standing.push("said most");
        }
        if self
            .found
            .iter()
            .take(OPENING)
            .any(|one| one.draft == found.draft)
        {
            standing.push("of the opening");
        }
        let title = draft.title().to_lowercase();
        let last = title.rsplit(' ').next().unwrap_or_default();
        if self.view.words().plural_bodies.has(last) {
            standing.push("a body of many");
        }
        standing
    }

    /// Who speaks, and who is spoken of in a quotation.
    fn speech(&self, at: u32, found: &Found) -> Vec<&'static str> {
        let [there, here] = [found.head, at].map(|at| self.view.quotation(at));
        let speaks = self.speaks(found.head);
        let mut speech = Vec::new();
        match (there > 0, here > 0) {
            (true, false) => speech.push("out of a quotation"),
            (false, true) if speaks => speech.push("who speaks, in a quotation"),
            (false, true) => speech.push("into a quotation"),
            (true, true) => speech.push("both in quotations"),
            (false, false) if speaks => speech.push("who speaks"),
            (false, false) => {}
        }
        if here == 0 && self.speaker == Some(found.draft) {
            let added = self.speaks(at);
            speech.push("last speaker");
            if added {
                speech.push("last speaker speaks");
            }
        }
        speech
    }

    /// What speaks for nobody of them being meant.
    pub(super) fn nobody(&self, at: u32, class: Class) -> Vec<&'static str> {
        let token = self.view.token(at);
        let verb = self.view.token(token.head.0);
        let mut told = vec!["nobody"];
        told.push(match part_of(self.view, at) {
            "subject" => "nobody as subject",
            "object" => "nobody as object",
            "owner" => "nobody as owner",
            _ => "nobody otherwise",
        });
        if token.dep == Dep::Expl || self.view.words().empty.has(&verb.lemma) {
            told.push("nobody with an empty verb");
        }
        if &*verb.lemma == "be" {
            told.push("nobody is");
        }
        if self.view.quotation(at) > 0 {
            told.push("nobody in a quotation");
        }
        if self.thing_before(at, class) {
            told.push("nobody but a thing");
        }
        told
    }

    /// Whether a thing stands near before that a pronoun may stand for.
    fn thing_before(&self, at: u32, class: Class) -> bool {
        let sentence = &self.view.sentence(at).tokens;
        let from = sentence.start.max(at.saturating_sub(NEAR));
        let fits = |n: u32| match class {
            Class::It => matches!(&*self.view.token(n).tag, "NN"),
            _ => matches!(&*self.view.token(n).tag, "NNS"),
        };
        (from..at).any(|n| {
            let noun = self.view.token(n).pos == Pos::Noun && fits(n);
            noun && self.at_token[n as usize].is_none() && part(self.view, n) != "other"
        })
    }
}

/// How a candidate stands among the others by its points, the most first.
pub(super) fn by_points(own: i32, all: &[i32]) -> Vec<&'static str> {
    let first = all.first().copied().unwrap_or(own);
    if own < first {
        return vec![match first - own {
            0..10 => "just behind by points",
            10..25 => "behind by points",
            25..50 => "far behind by points",
            _ => "last by points",
        }];
    }
    let second = all.get(1).copied().unwrap_or(own - 100);
    let ahead = match own - second {
        0..5 => "just ahead by points",
        5..15 => "ahead by points",
        15..30 => "well ahead by points",
        30..60 => "far ahead by points",
        _ => "alone by points",
    };
    vec!["first by points", ahead]
}

/// What part a noun has in its sentence.
fn part(view: &View<'_>, at: u32) -> &'static str {
    match view.token(at).dep {
        Dep::Nsubj | Dep::Nsubjpass => "subject",
        Dep::Dobj | Dep::Dative => "object",
        Dep::Pobj => "behind a preposition",
        Dep::Conj => "in a list",
        Dep::Appos => "an apposition",
        _ => "other",
    }
}

/// What part a pronoun has.
fn part_of(view: &View<'_>, at: u32) -> &'static str {
    match view.token(at).dep {
        Dep::Nsubj | Dep::Nsubjpass => "subject",
        Dep::Poss => "owner",
        Dep::Dobj | Dep::Dative | Dep::Pobj => "object",
        _ => "other",
    }
}
