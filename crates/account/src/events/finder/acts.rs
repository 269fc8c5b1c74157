//! The act between two: its type, the word that names it, and the event that it makes or joins.

use std::collections::BTreeSet;

use super::super::arguments::Parties;
use super::super::pairs::ways;
use super::super::plover::plover_type;
use super::super::scene::Scene;
use super::super::tree::within;
use super::super::triggers::Trigger;
use super::told::{Labels, Told, Two};
use super::{Events, Likely};
use crate::model::*;

/// How much must speak for an event with somebody who is in no list with its other parties.
const SURE: f32 = 0.4;

/// What one of two does to the other.
#[derive(Clone, Debug)]
pub(super) struct Act {
    kind: EventType,
    token: u32,
    actor: Participant,
    recipient: Participant,
    margin: f32,
}

/// Relations through which a light verb has the word that says what is done.
const COMPLEMENTS: [Dep; 6] = [
    Dep::Dobj,
    Dep::Xcomp,
    Dep::Acomp,
    Dep::Attr,
    Dep::Oprd,
    Dep::Nsubjpass,
];

impl Events {
    /// What one does to the other, where a word names it.
    pub(super) fn act(
        &self,
        scene: &Scene<'_>,
        told: &Told<'_>,
        labels: &Labels<'_>,
        likely: Likely,
        events: &[Event],
    ) -> Option<Act> {
        let two = likely.two;
        let [actor, recipient] = told.parties(two);
        let kind = self.type_between(scene.told.parse, events, [actor.span, recipient.span]);
        let token = trigger(scene, labels, told, two, kind)?;
        Some(Act {
            kind,
            token,
            actor,
            recipient,
            margin: likely.margin,
        })
    }
}

/// The word that names the act: of those on the way between the two, and of what completes these, the
/// one whose senses are the type's; else where both meet.
fn trigger(
    scene: &Scene<'_>,
    labels: &Labels<'_>,
    told: &Told<'_>,
    two: Two,
    kind: EventType,
) -> Option<u32> {
    let tree = &scene.tree;
    let sides = two.map(|at| told.sides[at].mention.tokens.clone());
    let (ways, meet) = ways(tree, &sides);
    let way: Vec<u32> = ways
        .iter()
        .flat_map(|way| way.iter().skip(1).copied())
        .collect();
    let below = way.iter().flat_map(|n| tree.by_dep(*n, &COMPLEMENTS));
    let all: BTreeSet<u32> = below.chain(way.iter().copied()).collect();
    let names = |n: &u32| {
        let word = tree.is_verb(*n) || tree.is_noun(*n);
        word && !sides.iter().any(|side| side.contains(n))
    };
    let fits = |n: u32| labels.names_type(n, kind);
    let near = |n: u32| {
        let away = ways[1].iter().position(|at| *at == n);
        std::cmp::Reverse(away.unwrap_or(usize::MAX))
    };
    let says = |n: u32| scene.lexicon.list("report", &tree.token(n).lemma);
    let best = all.iter().copied().filter(names).max_by_key(|n| {
        let on = way.contains(n);
        let met = on && Some(*n) == meet && !says(*n);
        (
            fits(*n),
            met,
            on && tree.is_verb(*n) && !says(*n),
            on,
            near(*n),
        )
    });
    let empty = |n: u32| scene.lexicon.list("empty", &tree.token(n).lemma) || says(n);
    best.filter(|n| fits(*n) || tree.is_verb(*n) && !empty(*n))
}

impl Scene<'_> {
    /// Adds the parties of an act to the event that tells it, or the event to the others.
    pub(super) fn settle(&self, act: &Act, words: &BTreeSet<u32>, events: &mut Vec<Event>) {
        let span = self.tree.token(act.token).span;
        // A word that a rule reads tells what the rule says, and nothing beside it.
        let other = |event: &Event| {
            let by_rule = !event.rule.starts_with(super::FOUND);
            let (kind, _) = plover_type(event);
            let differs = event.kind != act.kind && kind != act.kind;
            let whole = !event.actors.is_empty() && !event.recipients.is_empty();
            let listed = event
                .actors
                .iter()
                .any(|one| self.in_one_list(*one, act.actor))
                || event
                    .recipients
                    .iter()
                    .any(|one| self.in_one_list(*one, act.recipient));
            by_rule && event.trigger.overlaps(span) && (differs || whole && !listed)
        };
        if events.iter().any(other) {
            return;
        }
        let known = events.iter_mut().find(|event| {
            let (kind, _) = plover_type(event);
            let same = event.kind == act.kind || kind == act.kind;
            same && (event.trigger.overlaps(span) || lacks(event, act))
        });
        let joined = known.is_some_and(|event| self.joins(event, act));
        if !joined {
            events.extend(self.found(act, words));
        }
    }

    fn found(&self, act: &Act, words: &BTreeSet<u32>) -> Option<Event> {
        let verb = self.tree.is_verb(act.token);
        let trigger = Trigger::learned(act.token, self.lexicon.learned(act.kind)?, verb);
        let support = (!verb).then(|| self.support(act.token)).flatten();
        let parties = Parties {
            actors: vec![act.actor],
            recipients: vec![act.recipient],
        };
        Some(self.told_by(&trigger, support, parties, None, words))
    }
}

/// Whether an event has one of the parties of an act and misses the other.
fn lacks(event: &Event, act: &Act) -> bool {
    let acts = has(&event.actors, act.actor);
    let suffers = has(&event.recipients, act.recipient);
    acts && event.recipients.is_empty() && event.actors.len() < 2
        || suffers && event.actors.is_empty()
}

fn has(side: &[Participant], one: Participant) -> bool {
    side.iter().any(|known| known.entity == one.entity)
}

impl Scene<'_> {
    /// Adds the parties of an act to an event of the same word: to a side that is empty, or beside
    /// those with whom they stand in a list. Whether nothing is left to be told.
    fn joins(&self, event: &mut Event, act: &Act) -> bool {
        let kind = event.kind;
        let learned = event.rule.starts_with(super::FOUND);
        let turned = has(&event.recipients, act.actor) || has(&event.actors, act.recipient);
        let acts = has(&event.actors, act.actor);
        let suffers = has(&event.recipients, act.recipient);
        if turned || !(acts || suffers || event.actors.is_empty() || event.recipients.is_empty()) {
            return false;
        }
        let hidden = !learned && event.actors.is_empty() && self.is_hidden(event, act.actor);
        let beside = !learned && self.is_beside(event, act.recipient);
        for (side, one, shut) in [
            (&mut event.actors, act.actor, hidden),
            (&mut event.recipients, act.recipient, beside),
        ] {
            let sure = learned && act.margin > SURE && !self.is_part(one, side);
            // A city that violence is told beside is where it was: "the abduction angered *Lima*".
            let place = !learned && kind == EventType::Assault && self.is_city(&one);
            let open = side.is_empty() && !place && !shut;
            let listed = open || sure || side.iter().any(|known| self.in_one_list(*known, one));
            if listed && !has(side, one) {
                side.push(one);
                side.sort_by_key(|one| one.span);
                event.span = event.span.cover(one.span);
            }
        }
        true
    }

    /// Whether an act is told as done by nobody, and somebody stands outside of its clause or behind a
    /// preposition that names no doer: "as *the paper* wrote, the mayor was arrested in *Lima*".
    fn is_hidden(&self, event: &Event, one: Participant) -> bool {
        let top = |span| self.tree.top(&within(&self.told.parse.tokens, span));
        let verb = top(event.trigger).filter(|verb| self.tree.is_passive(*verb));
        let Some((verb, head)) = verb.zip(top(one.span)) else {
            return false;
        };
        let way =
            || std::iter::once(head).chain(self.tree.above(head).take_while(|at| *at != verb));
        let doers = ["by", "to", "accord"];
        let mut inside = self.tree.above(head);
        !inside.any(|at| at == verb) || !way().any(|at| doers.contains(&self.tree.lower(at)))
    }

    /// Whether somebody is named within the phrase of another: "the *Ghanaian* president".
    fn is_part(&self, one: Participant, of: &[Participant]) -> bool {
        let tokens = within(&self.told.parse.tokens, one.span);
        let Some(head) = self.tree.top(&tokens) else {
            return false;
        };
        let mut above = self.tree.above(head).take(2);
        above.any(|at| {
            of.iter()
                .any(|other| other.span.overlaps(self.tree.token(at).span))
        })
    }

    /// Whether two stand in one list: "*Chile*, Peru and *Ghana*".
    fn in_one_list(&self, one: Participant, other: Participant) -> bool {
        let head = |of: Participant| {
            let tokens = within(&self.told.parse.tokens, of.span);
            self.tree.top(&tokens)
        };
        let first = |n: u32| {
            let list = std::iter::once(n).chain(self.tree.above(n));
            let mut end = list.skip_while(|at| self.tree.dep(*at) == Dep::Conj);
            end.next()
        };
        let [one, other] = [one, other].map(|of| head(of).and_then(first));
        one.is_some() && one == other
    }
}
