//! Different days for one happening.

use std::collections::BTreeMap;

use super::super::summary::day;
use super::{Scene, Value, about, difference};
use crate::model::*;

/// Days that different articles state for one event, where none holds the other.
pub(super) fn find(scene: Scene<'_, '_>) -> Vec<Difference> {
    let of = |happening| {
        let mut values: BTreeMap<DayRange, Vec<(usize, Span)>> = BTreeMap::new();
        let happening: &super::Happening<'_, '_> = happening;
        for telling in &happening.tellings {
            if let Some(days) = telling.stated_days().filter(|days| days.start == days.end) {
                let passage = (telling.position, telling.event.span);
                values.entry(days).or_default().push(passage);
            }
        }
        let value = |(days, passages): (DayRange, Vec<(usize, Span)>)| Value {
            value: day(days.start),
            holder: None,
            passages,
        };
        let values: Vec<Value> = values.into_iter().map(value).collect();
        (values.len() >= 2).then_some(())?;
        let (kind, relation) = (DifferenceKind::Date, Relation::Conflict);
        difference(scene.told, kind, relation, about(happening), values)
    };
    scene.happenings.iter().filter_map(of).collect()
}
