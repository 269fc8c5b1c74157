//! Shared names: places of one name in several countries, told apart by the countries beside them.

use std::collections::BTreeSet;

use super::draft::Draft;
use super::lexicon::{Lexicon, fold};
use crate::model::{CountryCode, Entity};

/// Gives whoever is named after a place that several countries have the one of them that the article
/// speaks of, where it does not speak of the best known: "the Punjab police" beside Lahore.
pub(super) fn tell_apart(lexicon: &Lexicon, entities: &[Entity], drafts: &mut [Draft]) {
    let shared: Vec<_> = entities
        .iter()
        .map(|entity| codes(lexicon, entity))
        .collect();
    if shared.iter().all(Option::is_none) {
        return;
    }
    let alone = shared
        .iter()
        .zip(&*drafts)
        .filter(|(codes, _)| codes.is_none());
    let named: BTreeSet<CountryCode> = alone.filter_map(|(_, draft)| draft.lends()).collect();
    for (codes, draft) in shared.iter().zip(drafts) {
        let Some(codes) = codes else { continue };
        let mut spoken = codes.iter().filter(|code| named.contains(code));
        if let (Some(code), None) = (spoken.next(), spoken.next()) {
            draft.settle(codes, *code);
        }
    }
}

/// The countries that have a place of the name with which the entity's begins.
fn codes(lexicon: &Lexicon, entity: &Entity) -> Option<Vec<CountryCode>> {
    let folded = fold(&entity.name).to_lowercase();
    let first = folded.split(' ').next()?;
    lexicon.countries_sharing(first.trim_end_matches("'s"))
}
