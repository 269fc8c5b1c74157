//! Somebody is one thing in a copy and another in its source.

use super::super::actors::{is_same_person, words};
use super::roles::{Description, Roles};
use super::{Scene, Value, difference};
use crate::model::*;

/// Descriptions of one actor that differ between aligned passages of a copy and its source.
pub(super) fn find(scene: Scene<'_, '_>, roles: &Roles) -> Vec<Difference> {
    let mut found: Vec<(String, Difference)> = Vec::new();
    for copy in &scene.told.copies {
        for pair in &copy.pairs {
            for (name, difference) in of_pair(scene, roles, copy, pair) {
                if !found.iter().any(|(known, _)| *known == name) {
                    found.push((name, difference));
                }
            }
        }
    }
    found
        .into_iter()
        .map(|(_, difference)| difference)
        .collect()
}

/// A description with the name it belongs to.
struct Described {
    name: String,
    description: Description,
    sentence: Span,
}

fn of_pair(
    scene: Scene<'_, '_>,
    roles: &Roles,
    copy: &Copy,
    pair: &PassagePair,
) -> Vec<(String, Difference)> {
    let at = |id: &ArticleId| scene.told.readings.iter().position(|r| r.article.id == *id);
    let (Some(copied), Some(original)) = (at(&copy.copy), at(&copy.source)) else {
        return Vec::new();
    };
    let sources = described(scene, roles, original, pair.source);
    let mut found = Vec::new();
    for ours in described(scene, roles, copied, pair.copy) {
        let theirs = sources
            .iter()
            .find(|theirs| is_same_person(&words(&theirs.name), &words(&ours.name)));
        let Some(theirs) = theirs.filter(|theirs| differ(&ours.description, &theirs.description))
        else {
            continue;
        };
        let value = |position: usize, described: &Described| Value {
            value: described
                .description
                .span
                .of(&scene.told.readings[position].article.text)
                .to_owned(),
            holder: None,
            passages: vec![(position, described.sentence)],
        };
        let values = vec![value(original, theirs), value(copied, &ours)];
        let about = format!("who {} is", theirs.name);
        let kind = DifferenceKind::Role;
        let difference = difference(scene.told, kind, Relation::Conflict, about, values);
        found.extend(difference.map(|difference| (theirs.name.clone(), difference)));
    }
    found
}

/// All descriptions of named persons in a passage.
fn described(
    scene: Scene<'_, '_>,
    roles: &Roles,
    position: usize,
    passage: Span,
) -> Vec<Described> {
    let reading = scene.told.readings[position];
    let mentions = reading.mentions.mentions.iter();
    let named = mentions.filter(|m| m.kind == MentionKind::Name && passage.overlaps(m.span));
    let described = named.filter_map(|mention| {
        let name = reading.mentions.entities.get(mention.entity.0 as usize)?;
        let description = roles.description(&reading.parse, mention.tokens.clone())?;
        Some(Described {
            name: name.name.clone(),
            description,
            sentence: super::sentence(scene.told, position, mention.span),
        })
    });
    described.collect()
}

/// Another head, and at least one of the two says what the person is to somebody.
fn differ(a: &Description, b: &Description) -> bool {
    a.head != b.head && (a.relational || b.relational)
}
