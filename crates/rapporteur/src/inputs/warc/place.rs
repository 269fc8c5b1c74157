//! Where a record begins, for a person who wants to look.

use std::fmt;

/// Where something begins in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Offset in the file of what it is packed in.
    pub(super) offset: u64,
    /// Offset in what that unpacks to.
    pub(super) inside: u64,
    /// Whether the file is packed at all.
    pub(super) packed: bool,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.packed, self.inside) {
            (false, inside) => write!(f, "byte {}", self.offset + inside),
            (true, 0) => write!(f, "byte {}", self.offset),
            (true, inside) => {
                let offset = self.offset;
                write!(
                    f,
                    "byte {inside} of what is packed from byte {offset} of the file on"
                )
            }
        }
    }
}
