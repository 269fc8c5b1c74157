//! Pairs: the type of the event between two given spans of a text.

use super::frames;
use super::phrases;
use super::plover::plover_type;
use super::{Care, Events, Told};
use crate::model::*;
use crate::stage::Notes;

/// How the event between two spans is coded.
#[derive(Clone, Debug, PartialEq)]
pub struct PairCoding {
    /// The type as a PLOVER coder writes it.
    pub kind: EventType,
    /// A mode of that type.
    pub mode: Option<&'static str>,
    /// How far the event has come.
    pub status: Status,
    /// The rule, empty where none speaks of the two and the type is a guess.
    pub rule: String,
    /// Whether the rule itself found both spans in their parts.
    pub sure: bool,
}

/// What is guessed where no rule reads anything: of the types, the one that the rules miss most
/// often on PLV's pairs.
const GUESS: EventType = EventType::Retreat;

impl Events {
    /// The event between the spans `actor` and `recipient` of `article`.
    ///
    /// The two spans count as named parties whatever they hold. An event that has both in their
    /// parts wins, then one that has both in any, then one that has either, then the one whose
    /// trigger is closest to the path between the two in the dependency tree.
    #[must_use]
    pub fn code_pair(
        &self,
        article: &Article,
        parse: &Parse,
        actor: Span,
        recipient: Span,
    ) -> PairCoding {
        let mentions = phrases::mentions(&article.text, parse, &self.lexicon, &[actor, recipient]);
        let told = Told {
            article,
            parse,
            mentions: &mentions,
            actors: &[],
            times: &[],
            places: &[],
            quotes: &[],
        };
        let events = self.coded(told, Care::Any, &mut Notes::default());
        let scene = super::Scene::new(told, &self.lexicon);
        let path = path(&scene, actor, recipient);
        let rank = |event: &&Event| {
            let distance = path.iter().map(|at| {
                let span = scene.tree.token(*at).span;
                span.start.abs_diff(event.trigger.start)
            });
            (
                fit(event, actor, recipient),
                distance.min().unwrap_or(u32::MAX),
            )
        };
        let best = events.iter().min_by_key(rank);
        best.map_or_else(guess, |event| {
            let (kind, mode) = plover_type(event);
            PairCoding {
                kind,
                mode,
                status: event.status,
                rule: event.rule.to_string(),
                sure: fit(event, actor, recipient) == 0,
            }
        })
    }
}

/// How well an event has the two spans as its parties: 0 is best.
fn fit(event: &Event, actor: Span, recipient: Span) -> u32 {
    let has = |side: &[Participant], span: Span| side.iter().any(|one| one.span.overlaps(span));
    let all = |span| has(&event.actors, span) || has(&event.recipients, span);
    let acts = has(&event.actors, actor);
    let suffers = has(&event.recipients, recipient);
    match (acts, suffers) {
        (true, true) => 0,
        _ if all(actor) && all(recipient) => 1,
        (true, false) => 2,
        (false, true) => 3,
        _ if all(actor) || all(recipient) => 4,
        _ => 5,
    }
}

/// The tokens between two spans in the tree, by way of the nearest token above both.
fn path(scene: &super::Scene<'_>, a: Span, b: Span) -> Vec<u32> {
    let up = |span| -> Vec<u32> {
        let top = scene.top(span);
        top.into_iter()
            .chain(top.into_iter().flat_map(|top| scene.tree.above(top)))
            .collect()
    };
    let (a, b) = (up(a), up(b));
    let meet = a.iter().position(|at| b.contains(at));
    let Some(meet) = meet else {
        return a.into_iter().chain(b).collect();
    };
    let below = b.iter().position(|at| *at == a[meet]).unwrap_or(b.len());
    let mut path = a[..=meet].to_vec();
    path.extend(&b[..below]);
    path.extend(
        path.clone()
            .iter()
            .flat_map(|at| frames::modifiers(&scene.tree, *at)),
    );
    path
}

fn guess() -> PairCoding {
    PairCoding {
        kind: GUESS,
        mode: None,
        status: Status::Actual,
        rule: String::new(),
        sure: false,
    }
}
