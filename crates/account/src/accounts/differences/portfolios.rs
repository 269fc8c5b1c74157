//! One minister with two ministries.

use std::collections::BTreeMap;

use super::roles::Roles;
use super::{Scene, Value, difference};
use crate::model::*;

/// Persons to whom different articles give different fields of government.
pub(super) fn find(scene: Scene<'_, '_>, roles: &Roles) -> Vec<Difference> {
    let ids = (0..).map(ActorId).zip(&scene.cast.actors);
    let persons = ids.filter(|(id, _)| scene.cast.is_person(*id));
    persons
        .filter_map(|(_, actor)| of(scene, roles, actor))
        .collect()
}

/// The passages that give somebody each field and office.
type Fields<'r> = BTreeMap<(&'r str, &'r str), Vec<(usize, Span)>>;

fn of(scene: Scene<'_, '_>, roles: &Roles, actor: &AccountActor) -> Option<Difference> {
    let fields = fields(scene, roles, actor)?;
    // Who holds two offices in one article holds two offices.
    let mut articles: Vec<usize> = fields.values().flatten().map(|(n, _)| *n).collect();
    let count = articles.len();
    articles.sort_unstable();
    articles.dedup();
    if fields.len() < 2 || articles.len() < count {
        return None;
    }
    let value = |((field, office), passages): ((&str, &str), Vec<(usize, Span)>)| Value {
        value: format!("{field} {office}"),
        holder: None,
        passages,
    };
    let values = fields.into_iter().map(value).collect();
    let about = format!("the office of {}", actor.name);
    let (kind, relation) = (DifferenceKind::Role, Relation::Conflict);
    difference(scene.told, kind, relation, about, values)
}

fn fields<'r>(scene: Scene<'_, 'r>, roles: &'r Roles, actor: &AccountActor) -> Option<Fields<'r>> {
    let mut fields = Fields::new();
    for (article, entity) in &actor.entities {
        let mut readings = scene.told.readings.iter();
        let position = readings.position(|r| r.article.id == *article)?;
        let reading = scene.told.readings[position];
        let known = reading.mentions.entities.get(entity.0 as usize)?;
        for role in &known.roles {
            let Some((field, office)) = roles.portfolio(role) else {
                continue;
            };
            if let Some(passage) = passage(reading, *entity, field) {
                let passage = super::sentence(scene.told, position, passage);
                let passages = fields.entry((spelling(field), office)).or_default();
                passages.push((position, passage));
            }
        }
    }
    Some(fields)
}

/// One spelling for both sides of the ocean.
pub(super) fn spelling(field: &str) -> &str {
    match field {
        "defence" => "defense",
        "labour" => "labor",
        "state" => "foreign",
        "home" => "interior",
        other => other,
    }
}

/// The first mention of `entity` in a sentence that has the word `field`.
fn passage(reading: &Reading, entity: EntityId, field: &str) -> Option<Span> {
    let mentions = reading
        .mentions
        .mentions
        .iter()
        .filter(|m| m.entity == entity);
    let sentence = |mention: &Mention| {
        let token = reading.parse.tokens.get(mention.head.0 as usize)?;
        reading.parse.sentences.get(token.sentence.0 as usize)
    };
    let said = |span: Span| {
        span.of(&reading.article.text)
            .to_lowercase()
            .contains(field)
    };
    let mut spans = mentions.filter_map(sentence).map(|sentence| sentence.span);
    spans.find(|span| said(*span))
}
