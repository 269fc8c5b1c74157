//! Trees: what a regular expression says, free of the signs that it is written with.

use regex_syntax::hir::ClassUnicode;

/// A regular expression.
#[derive(Clone, Debug)]
pub(super) enum Node {
    /// One character out of a set.
    Char(ClassUnicode),
    /// One after the other; none at all matches the empty string.
    Concat(Vec<Node>),
    /// The first that leads to a match.
    Alt(Vec<Node>),
    /// Several times the same.
    Repeat(Box<Node>, Times),
    /// Something before or behind that is looked at, not taken.
    Look(Box<Node>, Look),
    /// Start of the text.
    Start,
    /// End of the text.
    End,
}

/// How often something is repeated.
#[derive(Clone, Copy, Debug)]
pub(super) struct Times {
    pub(super) min: u32,
    /// `None` is without end.
    pub(super) max: Option<u32>,
    pub(super) preference: Preference,
}

/// Which repetitions are tried first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Preference {
    Most,
    Fewest,
}

/// Where something is looked for, and whether it must be there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Look {
    Ahead,
    NotAhead,
    Behind,
    NotBehind,
}
