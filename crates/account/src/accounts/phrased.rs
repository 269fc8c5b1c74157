//! How the reports of one event phrase somebody without a name: "14 Malawian fishermen".

use std::collections::{BTreeMap, BTreeSet};

use super::actors::Cast;
use super::happenings::Happening;
use super::told::Told;
use crate::model::*;

/// The words for each participant without a name, where all tellings of the event agree on them.
/// Elsewhere the account's own name has to do, which holds no count.
pub(super) fn phrased(
    told: &Told<'_>,
    cast: &Cast,
    happening: &Happening<'_, '_>,
) -> BTreeMap<ActorId, String> {
    let mut words: BTreeMap<ActorId, BTreeSet<Option<String>>> = BTreeMap::new();
    for telling in &happening.tellings {
        let reading = told.readings[telling.position];
        let participants = telling.event.actors.iter().chain(&telling.event.recipients);
        for participant in participants {
            if let Some(actor) = cast.of(telling.position, participant.entity) {
                let phrase = phrase(reading, participant);
                words.entry(actor).or_default().insert(phrase);
            }
        }
    }
    let agreed = words.into_iter().filter_map(|(actor, phrases)| {
        let one = phrases.len() == 1;
        let phrase = phrases.into_iter().next().flatten().filter(|_| one)?;
        Some((actor, phrase))
    });
    agreed.collect()
}

/// The words of a participant without a name, if they can stand in another sentence.
fn phrase(reading: &Reading, participant: &Participant) -> Option<String> {
    let entity = reading
        .mentions
        .entities
        .get(participant.entity.0 as usize)?;
    let mut mentions = reading.mentions.mentions.iter();
    let mention = mentions.find(|m| m.span == participant.span)?;
    if entity.named || !entity.members.is_empty() || mention.kind != MentionKind::Nominal {
        return None;
    }
    let first = reading.parse.tokens.get(mention.tokens.start as usize)?;
    // Without a count the account's own name, which is the fullest, says more.
    let mut tokens = mention.tokens.clone();
    let is_number = |n: u32| {
        let token = reading.parse.tokens.get(n as usize);
        token.is_some_and(|token| token.pos == Pos::Num)
    };
    if !tokens.any(is_number) {
        return None;
    }
    if matches!(first.pos, Pos::Pron) || &*first.tag == "PRP$" || &*first.tag == "DT" {
        return None;
    }
    let text = mention.span.of(&reading.article.text);
    let opens = reading
        .parse
        .sentences
        .iter()
        .any(|s| s.span.start == mention.span.start);
    let common = !matches!(first.pos, Pos::Propn) && &*first.tag != "JJ";
    Some(match opens && common {
        true => first.lower.to_string() + &text[first.span.len() as usize..],
        false => text.to_owned(),
    })
}
