//! Setting: when and where an act takes place.
//!
//! A time or place belongs to the act on which it hangs: to the trigger, to the
//! verb that carries it, or to the verb of its clause, unless another act or
//! another clause lies between.

use std::collections::BTreeSet;

use super::arguments::Support;
use super::scene::Scene;
use super::tree::within;
use super::triggers::Trigger;
use crate::model::*;

/// Prepositions that put an act in a place.
const WHERE: &[&str] = &[
    "in", "at", "to", "near", "outside", "inside", "across", "off", "around", "into", "over",
];

/// Steps up to a verb that still speaks of a noun's act: object, or object of a preposition.
const NEAR: usize = 2;

/// Sentences from the top that tell the news of the day.
const LEAD: u32 = 3;

/// Where a time or place must hang to belong to an act.
pub(super) struct Around<'w> {
    /// The words on which it can hang, the nearest first.
    anchors: Vec<u32>,
    /// From where on the words are above the infinitive that tells the act: "*agreed* to release".
    aimed: usize,
    /// The words that name any act: none may lie between.
    acts: &'w BTreeSet<u32>,
    /// The verb that carries a noun's act.
    support: Option<Support>,
}

impl Scene<'_> {
    /// What surrounds the act of a trigger.
    pub(super) fn around<'w>(
        &self,
        trigger: &Trigger,
        support: Option<Support>,
        acts: &'w BTreeSet<u32>,
    ) -> Around<'w> {
        let anchors = self.anchors(trigger, support);
        let infinitive = |n: &u32| self.tree.dep(*n) == Dep::Xcomp && self.tree.is_infinitive(*n);
        let aimed = anchors.iter().position(infinitive);
        Around {
            aimed: aimed.map_or(anchors.len(), |infinitive| infinitive + 1),
            anchors,
            acts,
            support,
        }
    }

    /// The words on which a time or place of this act can hang, the nearest first.
    fn anchors(&self, trigger: &Trigger, support: Option<Support>) -> Vec<u32> {
        let mut anchors = trigger.words.clone();
        anchors.extend(trigger.object);
        anchors.extend(support.map(|support| support.verb));
        let mut at = support.map_or(trigger.token, |support| support.verb);
        if !self.tree.is_verb(at) {
            let Some((verb, _)) = self.tree.governor(at) else {
                return anchors;
            };
            if support.is_none() {
                // A clause that mentions a noun in passing has a setting of its own.
                let near = self
                    .tree
                    .above(trigger.token)
                    .take(NEAR)
                    .any(|at| at == verb);
                anchors.extend(near.then_some(verb));
                return anchors;
            }
            anchors.push(verb);
            at = verb;
        }
        for _ in 0..4 {
            let Some(head) = self.tree.head(at) else {
                break;
            };
            let when_it = |n: u32| self.tree.lower(n) == "when";
            if self.tree.dep(at) == Dep::Relcl && self.tree.by_dep(at, &[Dep::Advmod]).any(when_it)
            {
                // "on 18 January, when troops entered": the day is the troops' own.
                anchors.push(head);
                break;
            }
            let goes_up = match self.tree.dep(at) {
                Dep::Xcomp | Dep::Conj | Dep::Acomp => true,
                Dep::Advcl => {
                    let when = |n: u32| matches!(self.tree.lower(n), "when" | "as" | "while");
                    self.tree.is_infinitive(at)
                        || &*self.tree.token(at).tag == "VBG"
                        || self.tree.by_dep(at, &[Dep::Advmod, Dep::Mark]).any(when)
                }
                Dep::Relcl | Dep::Acl | Dep::Pcomp => {
                    self.tree.is_infinitive(at) || &*self.tree.token(at).tag == "VBG"
                }
                Dep::Prep | Dep::Pobj => !self.tree.is_verb(at),
                _ => false,
            };
            if !goes_up {
                break;
            }
            anchors.push(head);
            at = head;
        }
        anchors
    }

    /// How far up its phrase must be followed to reach an anchor: position of the anchor and
    /// steps; nothing where another act or clause lies between.
    fn reach(&self, from: u32, around: &Around<'_>) -> Option<(usize, usize)> {
        for (steps, at) in std::iter::once(from)
            .chain(self.tree.above(from))
            .enumerate()
        {
            if let Some(rank) = around.anchors.iter().position(|anchor| *anchor == at) {
                return Some((rank, steps));
            }
            let clause = matches!(
                self.tree.dep(at),
                Dep::Relcl | Dep::Acl | Dep::Advcl | Dep::Ccomp | Dep::Parataxis | Dep::Conj
            );
            // "before the vote on Sunday": the day is the vote's.
            let bounds = steps > 0
                && self.tree.dep(at) == Dep::Prep
                && self.lexicon.list("bounds", self.tree.lower(at));
            if bounds || around.acts.contains(&at) || (clause && self.tree.is_verb(at)) {
                return None;
            }
        }
        None
    }

    /// The token of a span on which its others hang.
    pub(super) fn top(&self, span: Span) -> Option<u32> {
        self.tree.top(&within(&self.told.parse.tokens, span))
    }

    /// When the act takes place.
    pub(super) fn date(&self, trigger: &Trigger, around: &Around<'_>, status: Status) -> EventDate {
        let sentence = self.sentence(trigger.token);
        let times = &self.told.times;
        let first = times.partition_point(|time| time.span.end <= sentence.start);
        let inside = times[first..]
            .iter()
            .take_while(|time| time.span.start < sentence.end)
            .filter(|time| matches!(time.kind, TimeKind::Date | TimeKind::Time));
        let dated: Vec<(&TimeExpression, DayRange)> =
            inside.filter_map(|time| Some((time, time.days?))).collect();
        let reached = dated.iter().filter_map(|(time, days)| {
            let top = self.top(time.span)?;
            if self.dates_something_else(top, around) || self.dates_the_vow(top, around, trigger) {
                return None;
            }
            Some((self.reach(top, around)?, *days))
        });
        let nearest = reached.min_by_key(|(reach, _)| *reach);
        let only = || match dated.as_slice() {
            [(time, days)] if status == Status::Planned => {
                let top = self.top(time.span)?;
                let same = self.clause_head(top) == self.clause_head(trigger.token);
                let other = self.dates_something_else(top, around)
                    || self.dates_the_vow(top, around, trigger);
                (same && !other).then_some(*days)
            }
            _ => None,
        };
        match nearest.map(|(_, days)| days).or_else(only) {
            Some(days) => EventDate {
                days: Some(days),
                basis: DateBasis::Time,
            },
            None if dated.is_empty() => self.date_of_news(trigger, around, status),
            None => UNKNOWN,
        }
    }

    /// Whether a time before an act that somebody agrees or threatens to do says when they did
    /// so: "agreed on *Wednesday* to release", "On *Monday* it threatened to leave".
    fn dates_the_vow(&self, time: u32, around: &Around<'_>, trigger: &Trigger) -> bool {
        let reach = self.reach(time, around);
        let vow = reach.filter(|(rank, _)| *rank >= around.aimed);
        let vow = vow.map(|(rank, _)| around.anchors[rank]);
        time < trigger.token && vow.is_some_and(|verb| around.acts.contains(&verb))
    }

    /// Whether a time says when something else was, or only where a stretch of time begins or
    /// ends: "the *2016* election", "since *Monday*", "a day before *the vote on Sunday*".
    fn dates_something_else(&self, time: u32, around: &Around<'_>) -> bool {
        let Some(head) = self.tree.head(time) else {
            return false;
        };
        match self.tree.dep(time) {
            Dep::Nmod | Dep::Compound | Dep::Amod | Dep::Nummod | Dep::Poss => {
                !around.anchors.contains(&head)
            }
            Dep::Pobj if self.tree.lower(head) == "of" => {
                let owner = self.tree.head(head);
                owner.is_some_and(|owner| !around.anchors.contains(&owner))
            }
            Dep::Pobj | Dep::Pcomp => self.lexicon.list("bounds", self.tree.lower(head)),
            _ => false,
        }
    }

    /// The word that heads the clause of a token: clauses of their own are those that are
    /// reported, co-ordinated with a subject of their own, relative, or begun by a conjunction.
    fn clause_head(&self, n: u32) -> u32 {
        let mut at = n;
        for _ in 0..20 {
            let own_subject = || self.tree.child(at, &[Dep::Nsubj, Dep::Nsubjpass]).is_some();
            let verb = self.tree.is_verb(at);
            let begins = match self.tree.dep(at) {
                Dep::Ccomp | Dep::Parataxis => true,
                Dep::Conj | Dep::Relcl | Dep::Acl | Dep::Advcl => own_subject(),
                _ => false,
            };
            let Some(head) = self.tree.head(at).filter(|_| !(verb && begins)) else {
                break;
            };
            at = head;
        }
        at
    }

    /// The publication day, for what the first sentences tell in the past tense.
    fn date_of_news(&self, trigger: &Trigger, around: &Around<'_>, status: Status) -> EventDate {
        let published = self.told.article.published;
        let lead = self.tree.token(trigger.token).sentence.0 < LEAD;
        let told = trigger.verb || around.support.is_some();
        let past = told
            && around
                .anchors
                .iter()
                .find(|at| self.tree.is_verb(**at))
                .is_some_and(|verb| {
                    let was = |aux: u32| matches!(self.tree.lower(aux), "was" | "were");
                    &*self.tree.token(*verb).tag == "VBD"
                        || self.tree.by_dep(*verb, &[Dep::Auxpass]).any(was)
                });
        match published {
            Some(moment) if lead && past && status == Status::Actual => EventDate {
                days: Some(DayRange {
                    start: moment.date,
                    end: moment.date,
                }),
                basis: DateBasis::Published,
            },
            _ => UNKNOWN,
        }
    }

    /// Where the act takes place: position in the reading's places.
    pub(super) fn place(&self, trigger: &Trigger, around: &Around<'_>) -> Option<u32> {
        let sentence = self.sentence(trigger.token);
        let places = &self.told.places;
        let first = places.partition_point(|place| place.span.end <= sentence.start);
        let inside = (first as u32..).zip(&places[first..]);
        // "Ministers met in Oslo to discuss the attack": a noun's act is where its own words say.
        let own = if trigger.verb || around.support.is_some() {
            around.anchors.len()
        } else {
            trigger.words.len()
        };
        inside
            .take_while(|(_, place)| place.span.start < sentence.end)
            .filter_map(|(n, place)| {
                let top = self.top(place.span)?;
                let prep = self
                    .tree
                    .head(top)
                    .filter(|_| self.tree.dep(top) == Dep::Pobj)?;
                WHERE.contains(&self.tree.lower(prep)).then_some(())?;
                let reach = self.reach(prep, around)?;
                (reach.0 < own).then_some((reach, n))
            })
            .min()
            .map(|(_, n)| n)
    }

    /// The sentence that a token stands in.
    pub(super) fn sentence(&self, n: u32) -> Span {
        let id = self.tree.token(n).sentence.0 as usize;
        let sentences = &self.told.parse.sentences;
        sentences
            .get(id)
            .map_or_else(|| self.tree.token(n).span, |sentence| sentence.span)
    }
}

pub(super) const UNKNOWN: EventDate = EventDate {
    days: None,
    basis: DateBasis::Unknown,
};
