//! Different cities for one happening.

use std::collections::BTreeMap;

use super::super::happenings::Happening;
use super::{Scene, Value, about, difference};
use crate::model::*;

/// Cities that different articles give for one event that has happened.
pub(super) fn find(scene: Scene<'_, '_>) -> Vec<Difference> {
    let actual = scene
        .happenings
        .iter()
        .filter(|h| h.event.status == Status::Actual);
    actual
        .filter_map(|happening| of(scene, happening))
        .collect()
}

fn of(scene: Scene<'_, '_>, happening: &Happening<'_, '_>) -> Option<Difference> {
    let mut values: BTreeMap<&str, Vec<(usize, Span)>> = BTreeMap::new();
    for telling in &happening.tellings {
        if let Some(city) = telling.place.filter(|place| place.kind == PlaceKind::City) {
            let passage = (telling.position, telling.event.span);
            values.entry(&city.name).or_default().push(passage);
        }
    }
    // An article that names both cities speaks of a journey, not of another place.
    let names = |position: usize, city: &str| {
        let places = &scene.told.readings[position].places;
        places.iter().any(|place| place.name == city)
    };
    let apart = values.iter().all(|(city, _)| {
        let others = values.iter().filter(|(other, _)| other != &city);
        others
            .flat_map(|(_, passages)| passages)
            .all(|(n, _)| !names(*n, city))
    });
    if values.len() < 2 || !apart {
        return None;
    }
    let value = |(city, passages): (&str, Vec<(usize, Span)>)| Value {
        value: city.to_owned(),
        holder: None,
        passages,
    };
    let values = values.into_iter().map(value).collect();
    let (kind, relation) = (DifferenceKind::Place, Relation::Conflict);
    difference(scene.told, kind, relation, about(happening), values)
}
