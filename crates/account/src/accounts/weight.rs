//! How much an event matters in its story.

use super::happenings::Happening;
use super::told::Told;
use crate::model::*;

/// Gives every happening its weight: how many origins tell it, how early, how often, how grave
/// it is, and how far it has come. The parts of the sum are set by hand.
pub(super) fn weigh(told: &Told<'_>, happenings: &mut [Happening<'_, '_>]) {
    let most = happenings
        .iter()
        .map(|h| h.tellings.len())
        .max()
        .unwrap_or(1);
    let origins = told.origins.len().max(1) as f64;
    for happening in happenings {
        let event = &happening.event;
        let told = f64::from(event.origins) / origins;
        let often = (1.0 + happening.tellings.len() as f64).ln() / (1.0 + most as f64).ln();
        let grave = event.kind.score(event.mode).abs() / 10.0;
        let sum = 0.35 * told + 0.25 * lead(happening) + 0.3 * often + 0.1 * grave;
        let sides = f64::from(
            u8::from(event.actors.is_empty())
                + u8::from(event.actors.len() + event.recipients.len() < 2),
        );
        let sum = sum * reality(event.status) * deed(event.kind) * (1.0 - 0.3 * sides);
        happening.event.weight = sum.clamp(0.0, 1.0);
    }
}

/// 1 where the first sentence of every article tells it, less the later they do.
fn lead(happening: &Happening<'_, '_>) -> f64 {
    let mut first = std::collections::BTreeMap::new();
    for telling in &happening.tellings {
        let at = first.entry(telling.position).or_insert(u32::MAX);
        *at = (*at).min(telling.event.sentence.0);
    }
    let sum: f64 = first
        .values()
        .map(|n| 1.0 / (1.0 + f64::from(*n) / 3.0))
        .sum();
    sum / first.len().max(1) as f64
}

/// What is done leads an account rather than what is said of it.
fn deed(kind: EventType) -> f64 {
    use EventType::{Accuse, Concede, Reject, Request, Support, Threaten};
    match kind {
        Accuse | Reject | Request | Support | Threaten => 0.75,
        Concede => 0.9,
        _ => 1.0,
    }
}

fn reality(status: Status) -> f64 {
    match status {
        Status::Actual => 1.0,
        Status::Planned => 0.9,
        Status::Threatened | Status::Demanded => 0.6,
        Status::Hypothetical | Status::Denied => 0.4,
    }
}
