//! What was left out, with the article it concerns.

use super::told::Told;
use crate::model::*;

/// The notes of all articles, in order; a missing publication date is noted in any case.
pub(super) fn notes(told: &Told<'_>) -> Vec<(ArticleId, Note)> {
    let mut notes = Vec::new();
    for reading in &told.readings {
        let article = &reading.article;
        let known = reading
            .notes
            .iter()
            .any(|note| note.reason == Reason::DateUnknown);
        if article.published.is_none() && !known {
            let note = Note {
                reason: Reason::DateUnknown,
                span: None,
                detail: "the article states no publication date".to_owned(),
            };
            notes.push((article.id.clone(), note));
        }
        let own = reading.notes.iter().cloned();
        notes.extend(own.map(|note| (article.id.clone(), note)));
    }
    notes
}
