//! The page: one article's tokens and events, looked at for numbers.

use super::written::Written;
use crate::model::*;

/// One article, looked at for numbers.
pub(super) struct Page<'a> {
    pub(super) parse: &'a Parse,
    pub(super) events: &'a [Event],
    pub(super) written: &'a Written,
}

impl Page<'_> {
    /// The token at a position; nothing behind the last.
    pub(super) fn token(&self, n: u32) -> Option<&Token> {
        self.parse.tokens.get(n as usize)
    }

    /// The word at a position in lower case; empty behind the last.
    pub(super) fn lower(&self, n: u32) -> &str {
        self.token(n).map_or("", |token| &token.lower)
    }

    /// The word before a position in lower case; empty before the first.
    pub(super) fn before(&self, n: u32) -> &str {
        n.checked_sub(1).map_or("", |before| self.lower(before))
    }
}
