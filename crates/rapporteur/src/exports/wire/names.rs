//! Names of the model's closed lists as they are written out: `CommonOrigin` as `common-origin`.

use std::fmt::Debug;

/// The name of a variant without fields, in lower case with hyphens.
pub(crate) fn name(variant: impl Debug) -> String {
    let mut name = String::new();
    for c in format!("{variant:?}").chars() {
        if c.is_ascii_uppercase() && !name.is_empty() {
            name.push('-');
        }
        name.push(c.to_ascii_lowercase());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use account::model::*;

    #[test]
    fn names_that_scripts_rely_on_stay_as_they_are() {
        assert_eq!(name(CopyKind::CommonOrigin), "common-origin");
        assert_eq!(name(CopyKind::Rewrite), "rewrite");
        assert_eq!(name(Direction::Likely), "likely");
        assert_eq!(name(QuoteKind::Mixed), "mixed");
        assert_eq!(name(DifferenceKind::Participants), "participants");
        assert_eq!(name(Relation::Precision), "precision");
        assert_eq!(name(Reason::Boilerplate), "boilerplate");
        assert_eq!(name(Reason::UnknownSpeaker), "unknown-speaker");
        assert_eq!(name(Reason::DateUnknown), "date-unknown");
    }
}
