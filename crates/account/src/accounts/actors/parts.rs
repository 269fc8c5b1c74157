//! Parts: each entity of one article that acts, is acted on, holds or speaks.

use std::collections::BTreeMap;

use super::super::told::Told;
use super::votes::ARTICLES;
use crate::model::*;

/// One entity of one article.
pub(super) struct Part<'r> {
    pub(super) position: usize,
    pub(super) id: EntityId,
    pub(super) entity: &'r Entity,
    pub(super) codes: Vec<ActorCode>,
    /// Roles in events and quotes.
    pub(super) active: u32,
    pub(super) article: &'static str,
}

/// The parts of the article at `position`, in order of their entities.
pub(super) fn parts<'r>(told: &Told<'r>, position: usize) -> Vec<Part<'r>> {
    let reading = told.readings[position];
    let activity = activity(reading);
    let part = |(id, active): (&EntityId, &u32)| {
        let entity = reading.mentions.entities.get(id.0 as usize)?;
        // Those who are in a group stand for themselves.
        if !entity.members.is_empty() {
            return None;
        }
        let actor = reading.actors.iter().find(|actor| actor.entity == *id);
        Some(Part {
            position,
            id: *id,
            entity,
            codes: actor.map(|actor| actor.codes.clone()).unwrap_or_default(),
            active: *active,
            article: article(reading, *id),
        })
    };
    activity.iter().filter_map(part).collect()
}

/// How often each entity takes part in an event or a quote; a group counts for its members.
fn activity(reading: &Reading) -> BTreeMap<EntityId, u32> {
    let mut activity = BTreeMap::new();
    let mut seen = |entity: EntityId, weight: u32| {
        *activity.entry(entity).or_default() += weight;
        let group = reading.mentions.entities.get(entity.0 as usize);
        for member in group.into_iter().flat_map(|group| &group.members) {
            *activity.entry(*member).or_default() += weight;
        }
    };
    for event in &reading.events {
        for participant in &event.actors {
            seen(participant.entity, 2);
        }
        for participant in &event.recipients {
            seen(participant.entity, 1);
        }
        if let Some(holder) = event.holder {
            seen(holder, 0);
        }
    }
    for speaker in reading.quotes.iter().filter_map(|quote| quote.speaker) {
        seen(speaker.entity, 1);
    }
    activity
}

/// The article that most mentions by name or description have before or in them.
fn article(reading: &Reading, id: EntityId) -> &'static str {
    let tokens = &reading.parse.tokens;
    let at = |n: u32| tokens.get(n as usize).map(|token| &*token.lower);
    let mentions = reading.mentions.mentions.iter();
    let spoken = mentions.filter(|m| m.entity == id && m.kind != MentionKind::Pronoun);
    let mut votes = [0_u32; 4];
    for mention in spoken {
        let start = mention.tokens.start;
        let head = tokens.get(mention.head.0 as usize);
        // As a modifier ("the Trump administration") the article belongs to another word.
        if head.is_some_and(|head| matches!(head.dep, Dep::Compound | Dep::Amod | Dep::Nmod)) {
            continue;
        }
        let before = start.checked_sub(1).and_then(at);
        let word = [at(start), before].into_iter().flatten();
        let mut place = word.filter_map(|word| ARTICLES.iter().position(|a| a.trim_end() == word));
        votes[place.next_back().unwrap_or(0)] += 1;
    }
    let most = (0..ARTICLES.len()).rev().max_by_key(|n| votes[*n]);
    most.map_or("", |n| ARTICLES[n])
}
