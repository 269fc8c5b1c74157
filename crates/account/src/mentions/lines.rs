//! Mentions as lines for a person: one an entity, with its mentions in order.

use crate::model::{EntityId, EntityKind, MentionKind, Reading};

/// `NAME (kind; roles): mention | mention`, entities in order of first mention.
#[must_use]
pub fn lines(reading: &Reading) -> Vec<String> {
    let entities = reading.mentions.entities.iter();
    (0..)
        .zip(entities)
        .map(|(number, entity)| {
            let mut about = vec![kind(entity.kind).to_owned()];
            if !entity.roles.is_empty() {
                about.push(entity.roles.join(", "));
            }
            let members: Vec<&str> = entity
                .members
                .iter()
                .filter_map(|member| {
                    Some(
                        reading
                            .mentions
                            .entities
                            .get(member.0 as usize)?
                            .name
                            .as_str(),
                    )
                })
                .collect();
            if !members.is_empty() {
                about.push(members.join(" + "));
            }
            let mentions = mentions(reading, EntityId(number));
            format!(
                "{} ({}): {}",
                entity.name,
                about.join("; "),
                mentions.join(" | ")
            )
        })
        .collect()
}

fn mentions(reading: &Reading, entity: EntityId) -> Vec<String> {
    let of = reading.mentions.mentions.iter();
    of.filter(|mention| mention.entity == entity)
        .map(|mention| {
            let text = mention.span.of(&reading.article.text);
            match mention.kind {
                MentionKind::Pronoun => format!("<{text}>"),
                _ => text.to_owned(),
            }
        })
        .collect()
}

fn kind(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Org => "org",
        EntityKind::Gpe => "gpe",
        EntityKind::Norp => "norp",
        EntityKind::Group => "group",
        EntityKind::Place => "place",
        EntityKind::Other => "other",
    }
}
