//! Events that no rule reads: any two of a sentence who can act are weighed, and where an event
//! between them is likely enough, its type is decided as between two given spans.
//!
//! Where a rule has read the act and misses a party, the party is added to its event.

mod acts;
mod doubt;
mod sides;
mod sure;
mod told;
mod weights;

use std::collections::{BTreeMap, BTreeSet};

use super::pairs::Features;
use super::plover::plover_type;
use super::scene::Scene;
use super::{Care, Events, Told as Article};
use crate::model::*;
use crate::rules::{RuleError, Rules};
use crate::stage::Notes;
use sure::UNSURE;
pub use sure::{Cast, Undoubted, both};
use told::{Labels, PARTIES, Read, Told, Two};
pub use weights::{ACTS, FOUND, SIDES};
use weights::{Found, Named, Sum};

/// Those who can act in a sentence that are paired at most: the pairs grow with their square.
const MOST: usize = 12;

/// How much must speak for an event between two before it is one: chosen on the gold pairs and on
/// sentences of our own without events. It may be less than nothing, as each event is doubted again.
const ENOUGH: f32 = -0.1;

/// How much must speak for an act, or its event is left out.
const DOUBTED: f32 = 0.25;

/// How much must speak for an act that no rule reads: running news has many words between two who can
/// act and few acts, other than the gold pairs.
const DOUBTED_FOUND: f32 = 0.7;

/// What is learned of where events are.
#[derive(Debug)]
pub(super) struct Finder {
    weights: Found,
    acts: Found,
    sides: Found,
}

impl Finder {
    pub(super) fn new(rules: &Rules) -> Result<Self, RuleError> {
        let read =
            |file| Found::read(rules.file(file)).map_err(|error| RuleError::new(file, error));
        Ok(Self {
            weights: read(FOUND)?,
            acts: read(ACTS)?,
            sides: read(SIDES)?,
        })
    }
}

/// Two of a sentence who can act, with what is told of them.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Who would act.
    pub actor: Participant,
    /// Who would be acted on.
    pub recipient: Participant,
    /// What is told of the two.
    pub features: Features,
    /// Whether a rule reads an event with both in their parts.
    pub read: bool,
}

/// Two between whom an event is likely.
#[derive(Clone, Copy, Debug)]
struct Likely {
    two: Two,
    margin: f32,
}

impl Events {
    /// Every two of an article's sentences who can act, with what is told of them: what the weights
    /// are fitted to.
    #[must_use]
    pub fn candidates(&self, article: Article<'_>) -> Vec<Candidate> {
        let events = self.coded(article, Care::Likely, &mut Notes::default());
        let scene = Scene::new(article, &self.lexicon);
        let labels = Labels::new(article.parse, &scene.tree, &self.learned.senses);
        let events = by_sentence(events);
        let mut found = Vec::new();
        for (number, sentence) in (0..).zip(&article.parse.sentences) {
            let told = Told::new(&scene, &labels, sentence.tokens.clone(), MOST);
            let own = events
                .get(&SentenceId(number))
                .map_or(&[][..], Vec::as_slice);
            for two in told.pairs() {
                let read = read(own, &told, two);
                let mut named = Named::default();
                told.sentence(&mut named);
                for (party, at) in PARTIES.into_iter().zip(two) {
                    told.alone(party, at, &mut named);
                }
                told.pair(two, read.as_ref(), &mut named);
                let [actor, recipient] = told.parties(two);
                found.push(Candidate {
                    actor,
                    recipient,
                    features: named.scaled(),
                    read: read.is_some_and(|read| read.fit == 0),
                });
            }
        }
        found
    }

    /// The events that rules read or that are likely between two, without those that are doubted or
    /// whose parties are unsure: each of these leaves a note.
    pub(super) fn found(&self, article: Article<'_>, notes: &mut Notes) -> Vec<Event> {
        let scene = Scene::new(article, &self.lexicon);
        let labels = Labels::new(article.parse, &scene.tree, &self.learned.senses);
        let events = self.all(&scene, &labels, notes);
        let margin = |event: &Event| {
            let mut sum = Sum::new(&self.finder.acts);
            doubt::told(&scene, &labels, event, &mut sum);
            sum.margin()
        };
        let margins: Vec<f32> = events.iter().map(margin).collect();
        // Where an article tells other acts, a word is likelier to tell one too.
        let mean = margins.iter().sum::<f32>() / f32::max(margins.len() as f32, 1.0);
        let mut kept = Vec::with_capacity(events.len());
        for (mut event, margin) in events.into_iter().zip(margins) {
            let learned = event.rule.starts_with(FOUND);
            let enough = if learned { DOUBTED_FOUND } else { DOUBTED };
            event.confidence = self.sure(&scene, &labels, &event);
            let reason = match f32::midpoint(margin, mean) > enough {
                true if event.confidence >= UNSURE => None,
                true => Some(Reason::Unsure),
                false => Some(Reason::NoAct),
            };
            let Some(reason) = reason else {
                kept.push(event);
                continue;
            };
            let detail = event.trigger.of(&article.article.text).to_owned();
            notes.add(reason, Some(event.trigger), detail);
        }
        kept
    }

    /// The events that rules read, and those that are likely between others.
    fn all(&self, scene: &Scene<'_>, labels: &Labels<'_>, notes: &mut Notes) -> Vec<Event> {
        let (events, words) = scene.read(Care::Likely, notes);
        let mut events = by_sentence(events);
        for (number, sentence) in (0..).zip(&scene.told.parse.sentences) {
            let told = Told::new(scene, labels, sentence.tokens.clone(), MOST);
            if told.sides.len() < 2 {
                continue;
            }
            let own = events.entry(SentenceId(number)).or_default();
            for one in self.likely(&told, own) {
                if let Some(act) = self.act(scene, &told, labels, one, own) {
                    scene.settle(&act, &words, own);
                }
            }
        }
        let mut events: Vec<Event> = events.into_values().flatten().collect();
        events.sort_by_key(|event| (event.trigger, event.span));
        events
    }

    /// The pairs of a sentence between whom an event is likely and none is read, the likeliest first;
    /// of each two one direction.
    fn likely(&self, told: &Told<'_>, events: &[Event]) -> Vec<Likely> {
        let mut shared = Sum::new(&self.finder.weights);
        told.sentence(&mut shared);
        let alone = PARTIES.map(|party| -> Vec<Sum<'_>> {
            let sums = (0..told.sides.len()).map(|at| {
                let mut sum = Sum::new(&self.finder.weights);
                told.alone(party, at, &mut sum);
                sum
            });
            sums.collect()
        });
        let mut likely: Vec<Likely> = Vec::new();
        for two in told.pairs() {
            let read = read(events, told, two);
            if read.as_ref().is_some_and(|read| read.fit == 0) || told.are_parties(two, events) {
                continue;
            }
            let mut sum = shared.and(alone[0][two[0]]).and(alone[1][two[1]]);
            told.pair(two, read.as_ref(), &mut sum);
            let margin = sum.margin();
            if margin >= ENOUGH {
                likely.push(Likely { two, margin });
            }
        }
        likely.sort_by(|one, other| other.margin.total_cmp(&one.margin));
        let mut known: BTreeSet<[EntityId; 2]> = BTreeSet::new();
        likely.retain(|one| {
            let mut both = told.parties(one.two).map(|party| party.entity);
            both.sort();
            known.insert(both)
        });
        likely
    }
}

impl Told<'_> {
    /// Every two of the sides in either direction who are not the same.
    fn pairs(&self) -> impl Iterator<Item = Two> + '_ {
        let all = self.sides.len();
        let two = (0..all).flat_map(move |actor| (0..all).map(move |other| [actor, other]));
        two.filter(|two| {
            let [actor, recipient] = two.map(|at| self.sides[at].mention);
            actor.entity != recipient.entity && !actor.span.overlaps(recipient.span)
        })
    }

    /// Whether an event has both among its parties, by whatever name and on whatever side.
    fn are_parties(&self, two: Two, events: &[Event]) -> bool {
        let both = self.parties(two).map(|party| party.entity);
        events.iter().any(|event| {
            let parties = || event.actors.iter().chain(&event.recipients);
            let has = |entity: &EntityId| parties().any(|one| one.entity == *entity);
            both.iter().all(has)
        })
    }

    fn parties(&self, two: Two) -> [Participant; 2] {
        two.map(|at| {
            let mention = self.sides[at].mention;
            Participant {
                entity: mention.entity,
                span: mention.span,
            }
        })
    }
}

/// The events of each sentence.
fn by_sentence(events: Vec<Event>) -> BTreeMap<SentenceId, Vec<Event>> {
    let mut found: BTreeMap<SentenceId, Vec<Event>> = BTreeMap::new();
    for event in events {
        found.entry(event.sentence).or_default().push(event);
    }
    found
}

/// The event that has two best as its parties; of equals the one whose act is closest to the first.
fn read<'e>(events: &'e [Event], told: &Told<'_>, two: Two) -> Option<Read<'e>> {
    let [actor, recipient] = told.parties(two);
    let fit = |event: &Event| super::pairs::fit(event, actor.span, recipient.span);
    let away = |event: &Event| event.trigger.start.abs_diff(actor.span.start);
    let best = events
        .iter()
        .min_by_key(|event| (fit(event), away(event)))?;
    let fit = fit(best);
    (fit < 5).then(|| Read {
        event: best,
        kind: plover_type(best).0,
        fit,
    })
}
