//! Parts: each entity of one article that acts, is acted on, holds or speaks.

use std::collections::{BTreeMap, BTreeSet};

use super::super::told::Told;
use super::votes::ARTICLES;
use crate::model::*;

/// One entity of one article.
pub(super) struct Part<'r> {
    pub(super) position: usize,
    pub(super) id: EntityId,
    pub(super) entity: &'r Entity,
    /// The entity's name, a possessive resolved: "Ana Roca's government" for "his government".
    pub(super) name: String,
    pub(super) codes: Vec<ActorCode>,
    /// Whether the codes' country is only taken from what stands beside it.
    pub(super) learned: bool,
    /// Roles in events and quotes.
    pub(super) active: u32,
    pub(super) article: &'static str,
    /// Whether it is several persons: "officials", "our people".
    pub(super) plural: bool,
    /// The numbers in its description, in lower case.
    pub(super) counts: BTreeSet<String>,
    /// The origin of its article.
    pub(super) origin: OriginId,
    /// How many of the article's entities before it go by the same description.
    pub(super) nth: usize,
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
        let name = name(reading, *id, entity);
        // "their boat" without its owner: "the boat"
        let article = match entity.name.ends_with(&format!(" {name}")) {
            true if !entity.named => "the ",
            // "the minister, Ana Roca": the article is the minister's.
            _ if entity.named && entity.kind == EntityKind::Person => "",
            _ => article(reading, *id),
        };
        Some(Part {
            position,
            id: *id,
            entity,
            name,
            plural: is_plural(reading, *id, entity),
            counts: counts(reading, *id, entity),
            origin: told.origin[position],
            nth: nth(reading, *id, entity),
            learned: actor.is_some_and(|actor| actor.basis == ActorBasis::Learned),
            codes: actor.map(|actor| actor.codes.clone()).unwrap_or_default(),
            active: *active,
            article,
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
        // As a modifier ("the Ruiz administration") the article belongs to another word.
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

/// How the account calls an entity. An owner that is only a pronoun is written out, or left out
/// where it stands for nobody with a name.
fn name(reading: &Reading, id: EntityId, entity: &Entity) -> String {
    let (first, rest) = entity.name.split_once(' ').unwrap_or(("", &entity.name));
    let pronoun = ["my", "our", "your", "his", "her", "its", "their", "whose"];
    if entity.named || !pronoun.contains(&first.to_lowercase().as_str()) {
        return entity.name.clone();
    }
    let mentions = &reading.mentions.mentions;
    let owners = mentions.iter().filter(|m| m.entity == id).filter_map(|m| {
        let inside = |o: &&Mention| o.head.0 == m.tokens.start && o.kind == MentionKind::Pronoun;
        mentions.iter().find(inside)
    });
    let mut owners = owners.filter_map(|o| reading.mentions.entities.get(o.entity.0 as usize));
    match owners.next().filter(|owner| owner.named) {
        Some(owner) => format!("{}'s {rest}", owner.name),
        None => rest.to_owned(),
    }
}

/// Whether most of its mentions by a noun have that in the plural.
fn is_plural(reading: &Reading, id: EntityId, entity: &Entity) -> bool {
    if entity.named {
        return false;
    }
    let mentions = reading.mentions.mentions.iter();
    let spoken = mentions.filter(|m| m.entity == id && m.kind != MentionKind::Pronoun);
    let heads = spoken.filter_map(|m| reading.parse.tokens.get(m.head.0 as usize));
    let (mut one, mut several) = (0, 0);
    for head in heads {
        let plural =
            matches!(&*head.tag, "NNS" | "NNPS") || matches!(&*head.lower, "people" | "police");
        *(if plural { &mut several } else { &mut one }) += 1;
    }
    several > one
}

/// How many entities before this one go by the same description.
fn nth(reading: &Reading, id: EntityId, entity: &Entity) -> usize {
    let before = reading.mentions.entities.iter().take(id.0 as usize);
    before.filter(|other| other.name == entity.name).count()
}

/// The numbers in the description of somebody without a name: "17 fishermen".
fn counts(reading: &Reading, id: EntityId, entity: &Entity) -> BTreeSet<String> {
    if entity.named {
        return BTreeSet::new();
    }
    let mentions = reading.mentions.mentions.iter().filter(|m| m.entity == id);
    let tokens = mentions.flat_map(|m| m.tokens.clone());
    let tokens = tokens.filter_map(|n| reading.parse.tokens.get(n as usize));
    let numbers = tokens.filter(|token| token.pos == Pos::Num);
    numbers.map(|token| token.lower.to_string()).collect()
}
