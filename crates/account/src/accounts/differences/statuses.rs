//! Whether it happened at all.

use super::{Scene, Value, about, difference};
use crate::model::*;

/// Events that one tells and another denies.
pub(super) fn find(scene: Scene<'_, '_>) -> Vec<Difference> {
    let of = |happening| {
        let happening: &super::Happening<'_, '_> = happening;
        let of_status = |denied: bool| {
            let tellings = happening.tellings.iter();
            tellings.filter(move |t| (t.event.status == Status::Denied) == denied)
        };
        let value = |denied: bool, value: &str| Value {
            value: value.to_owned(),
            holder: of_status(denied).find_map(|t| t.holder),
            passages: of_status(denied)
                .map(|t| (t.position, t.event.span))
                .collect(),
        };
        // An article that tells and denies in one speaks of two things.
        let positions = |denied: bool| of_status(denied).map(|t| t.position);
        if positions(true).any(|n| positions(false).any(|m| m == n)) {
            return None;
        }
        let said = if happening.event.status == Status::Planned {
            "it is planned"
        } else {
            "it happened"
        };
        let values = vec![value(false, said), value(true, "it did not happen")];
        let (kind, relation) = (DifferenceKind::Status, Relation::Conflict);
        difference(scene.told, kind, relation, about(happening), values)
    };
    scene.happenings.iter().filter_map(of).collect()
}
