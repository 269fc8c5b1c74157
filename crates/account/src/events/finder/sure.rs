//! How sure an event is: how often those are right of whose two sides as much is told.
//!
//! What speaks for each side is a sum of weights; both are made a share of right events by two numbers
//! (Platt 1999) fitted to judged events, each weighed by weights that had not seen its article.

use super::super::scene::Scene;
use super::super::{Events, Told as Article};
use super::doubt;
use super::sides::{self, Side};
use super::told::Labels;
use super::weights::{Named, Sum};
use crate::events::Features;
use crate::model::*;
use crate::stage::Notes;

/// Events that are right less often are left out: chosen on judged events of the news and on accounts
/// of our own.
pub(super) const UNSURE: f32 = 0.2;

/// Those of a sentence who are tried on a side at most.
const MOST: usize = 16;

/// An event that a rule reads or that is likely between two, with what the weights are fitted to by
/// which it is doubted.
#[derive(Clone, Debug)]
pub struct Undoubted {
    /// The event.
    pub event: Event,
    /// What is told of the act.
    pub act: Features,
    /// Those who could stand on each side, the actors' first: as coded, nobody, and each of the
    /// sentence.
    pub sides: [Vec<Cast>; 2],
}

/// Who could stand on one side of an event.
#[derive(Clone, Debug)]
pub struct Cast {
    /// Whether the event has it so.
    pub coded: bool,
    /// Who.
    pub parties: Vec<Participant>,
    /// What is told of them there.
    pub features: Features,
}

/// What speaks for both sides at once, from what speaks for each: the logarithm of the product of two
/// shares, never more than 0.
#[must_use]
pub fn both(margins: [f32; 2]) -> f32 {
    let share = |margin: f32| -(-2.0 * margin).exp().ln_1p();
    margins.into_iter().map(share).sum()
}

impl Events {
    /// All events that rules read or that are likely between two, with what is told of each and of all
    /// who could take part.
    #[must_use]
    pub fn undoubted(&self, article: Article<'_>) -> Vec<Undoubted> {
        let scene = Scene::new(article, &self.lexicon);
        let labels = Labels::new(article.parse, &scene.tree, &self.learned.senses);
        let events = self.all(&scene, &labels, &mut Notes::default());
        let told = events.into_iter().map(|event| {
            let mut named = Named::default();
            doubt::told(&scene, &labels, &event, &mut named);
            Undoubted {
                act: named.scaled(),
                sides: Side::BOTH.map(|side| casts(&scene, &labels, &event, side)),
                event,
            }
        });
        told.collect()
    }

    /// How often an event is right of whose sides as much is told: from 0 to 1.
    pub(super) fn sure(&self, scene: &Scene<'_>, labels: &Labels<'_>, event: &Event) -> f32 {
        let weights = &self.finder.sides;
        let margins = Side::BOTH.map(|side| {
            let mut sum = Sum::new(weights);
            sides::told(scene, labels, event, side, side.of(event), &mut sum);
            sum.margin()
        });
        let odds = weights.number(&["sure"]) + weights.number(&["sure", "both"]) * both(margins);
        1.0 / (1.0 + (-odds).exp())
    }
}

/// Those who could stand on a side: as coded, nobody, and each of the sentence who takes no part yet.
fn casts(scene: &Scene<'_>, labels: &Labels<'_>, event: &Event, side: Side) -> Vec<Cast> {
    let own = side.of(event);
    let cast = |coded: bool, parties: Vec<Participant>| {
        let mut named = Named::default();
        sides::told(scene, labels, event, side, &parties, &mut named);
        Cast {
            coded,
            parties,
            features: named.scaled(),
        }
    };
    let mut casts = vec![cast(true, own.to_vec())];
    if !own.is_empty() {
        casts.push(cast(false, Vec::new()));
    }
    let sentence = scene.told.parse.sentences.get(event.sentence.0 as usize);
    let tokens = sentence.map_or(0..0, |sentence| sentence.tokens.clone());
    let some = tokens.filter(|n| scene.mention(*n).is_some());
    for n in some.take(MOST) {
        let parties = scene.participants(n);
        let takes_part = |one: &Participant| {
            let mut known = own.iter().chain(side.other().of(event));
            known.any(|known| known.entity == one.entity)
        };
        let known = casts.iter().any(|cast| cast.parties == parties);
        if !known && !parties.is_empty() && !parties.iter().any(takes_part) {
            casts.push(cast(false, parties));
        }
    }
    casts
}
