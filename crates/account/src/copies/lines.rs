//! Copies in lines, for `explain` and the cases.

use crate::model::{Copy, CopyKind, Direction};

/// One line a copy: `b from a: rewrite, likely`.
#[must_use]
pub fn lines(copies: &[Copy]) -> Vec<String> {
    let line = |copy: &Copy| {
        let (kind, direction) = (copy.kind.as_str(), copy.direction.as_str());
        format!("{} from {}: {kind}, {direction}", copy.copy, copy.source)
    };
    copies.iter().map(line).collect()
}

impl CopyKind {
    /// Its name in everything written out.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            CopyKind::Duplicate => "duplicate",
            CopyKind::Revision => "revision",
            CopyKind::Reprint => "reprint",
            CopyKind::Excerpt => "excerpt",
            CopyKind::Rewrite => "rewrite",
            CopyKind::CommonOrigin => "common-origin",
        }
    }
}

impl Direction {
    /// Its name in everything written out.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::Certain => "certain",
            Direction::Likely => "likely",
            Direction::Unknown => "unknown",
        }
    }
}
