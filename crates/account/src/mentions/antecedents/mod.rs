//! Antecedents: whom a pronoun takes up, weighed against everybody spoken of before it.
//!
//! What is told of each candidate has a weight by the class of the pronoun, fitted by
//! `cargo xtask train pronouns` (a log-linear ranking of mentions, as in Denis and Baldridge 2008,
//! "Specialized models and ranking for coreference resolution"); that nobody of them is meant is one
//! of the choices. Gender, number, binding and quotations rule candidates out before.

mod paths;
mod told;
mod weights;

use super::pronouns::Pronoun;
use super::scene::{Found, Scene};
use crate::model::MentionKind;
use crate::span::Span;
use told::by_points;
pub use weights::Class;
pub(super) use weights::Weights;

/// Where the weights are, below `rules`.
pub const PRONOUNS: &str = "mentions/pronouns.weights";

/// Further back nobody is looked for.
pub(super) const REACH: u32 = 4;

/// A pronoun with everybody it may stand for, for those who fit the weights.
#[derive(Clone, Debug)]
pub struct Anaphor {
    /// Where the pronoun stands.
    pub span: Span,
    /// What class it is of.
    pub class: Class,
    /// Whom it may stand for.
    pub choices: Vec<Told>,
}

/// One whom a pronoun may stand for.
#[derive(Clone, Debug)]
pub struct Told {
    /// The nearest phrases that call the candidate something; none where nobody is meant.
    pub called: Vec<Span>,
    /// Whether it is two who were named together.
    pub pair: bool,
    /// What is told of it.
    pub features: Vec<&'static str>,
}

/// Who may be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    Nobody,
    Draft(usize),
    /// Two who are named together, by their place in [`Scene::pairs`].
    Pair(usize),
}

/// One who may be meant, with what is told of it.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    pub(super) who: Who,
    pub(super) features: Vec<&'static str>,
}

/// What is gathered of a candidate: its nearest mention, and how often it was spoken of near by.
#[derive(Clone, Debug)]
struct Near<'f> {
    found: &'f Found,
    times: u32,
    /// The most points of its mentions, and some for each further one.
    points: i32,
    /// Whether the last pronoun of the same class stood for it.
    chain: bool,
}

impl Scene<'_, '_> {
    /// Everybody whom the pronoun at `at` may stand for, the nearest first.
    pub(super) fn choices(
        &self,
        at: u32,
        class: Class,
        fits: impl Fn(&Self, usize) -> bool,
    ) -> Vec<Choice> {
        let near = self.near(at, &fits);
        let mut points: Vec<i32> = near.iter().map(|one| one.points).collect();
        points.sort_unstable_by(|a, b| b.cmp(a));
        let choice = |(order, one): (usize, &Near<'_>)| Choice {
            who: Who::Draft(one.found.draft),
            features: [self.told(at, one, order), by_points(one.points, &points)].concat(),
        };
        let mut choices: Vec<Choice> = near.iter().enumerate().map(choice).collect();
        self.add_coming(at, &mut choices, fits);
        match class {
            // "he" is always somebody.
            Class::Person => return choices,
            Class::They => choices.extend(self.pair(at)),
            Class::It => {}
        }
        choices.push(Choice {
            who: Who::Nobody,
            features: self.nobody(at, class),
        });
        choices
    }

    /// Everybody near before `at` who fits and is not ruled out, the nearest first.
    fn near(&self, at: u32, fits: impl Fn(&Self, usize) -> bool) -> Vec<Near<'_>> {
        let in_quotation = self.view.quotation(at) > 0;
        let speakers = match in_quotation {
            true => self.speakers(at),
            false => Vec::new(),
        };
        let mut near: Vec<Near<'_>> = Vec::new();
        let mut pronouns = 0;
        for found in self.before(at) {
            let distance = self.distance(found.head, at);
            if distance > REACH {
                break;
            }
            let alike = found.kind == MentionKind::Pronoun && self.is_alike(found.head, at);
            pronouns += u32::from(alike);
            let points = self.points(at, found, distance);
            if let Some(known) = near.iter_mut().find(|one| one.found.draft == found.draft) {
                known.times += 1;
                known.points = known.points.max(points) + 3;
                known.chain |= alike && pronouns == 1;
                continue;
            }
            let out = speakers.contains(&found.draft)
                || !fits(self, found.draft)
                || self.bound(at, found);
            if !out {
                let known = self.draft(found.draft).gender.is_some();
                near.push(Near {
                    found,
                    times: 1,
                    points: points + if known { 15 } else { 0 },
                    chain: alike && pronouns == 1,
                });
            }
        }
        near
    }

    /// Adds whom a fronted phrase points forward to.
    fn add_coming(&self, at: u32, choices: &mut Vec<Choice>, fits: impl Fn(&Self, usize) -> bool) {
        let Some((_, draft)) = self.coming(at) else {
            return;
        };
        let known = choices.iter_mut().find(|one| one.who == Who::Draft(draft));
        match known {
            Some(known) => known.features.push("comes as subject"),
            None if fits(self, draft) => choices.push(Choice {
                who: Who::Draft(draft),
                features: vec!["comes as subject", "comes first here"],
            }),
            None => {}
        }
    }

    /// Whether two pronouns are of one kind: "he ... his".
    fn is_alike(&self, one: u32, other: u32) -> bool {
        let kind = |at| super::pronouns::pronoun(self.view, at);
        kind(one).is_some_and(|one| Some(one) == kind(other) && one != Pronoun::Relative)
    }

    /// The last two who were named together.
    fn pair(&self, at: u32) -> Option<Choice> {
        let before = self.pairs.partition_point(|(token, _)| *token < at);
        let last = before.checked_sub(1)?;
        let head = self.pairs[last].0;
        let distance = self.distance(head, at);
        if distance > 2 {
            return None;
        }
        let subject = self.view.is_subject(self.view.head(head));
        let first = self.view.head(head);
        let found = Found {
            tokens: first..first + 1,
            head: first,
            kind: MentionKind::Name,
            draft: self.pairs[last].1[0],
            subject,
        };
        let mut features = vec![
            "two",
            ["two, same sentence", "two, 1 back", "two, 2 back"][distance as usize],
            if subject {
                "two, subject"
            } else {
                "two, no subject"
            },
            match at.saturating_sub(head) {
                0..8 => "two, within 8 words",
                8..20 => "two, within 20 words",
                _ => "two, further",
            },
        ];
        features.extend(self.path(at, &found));
        Some(Choice {
            who: Who::Pair(last),
            features,
        })
    }
}
