//! Sets of characters, as Python sees them.

use std::sync::LazyLock;

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, HirKind};

/// The set of characters of a general category or another class of the `regex` crate.
pub(crate) fn class(name: &str) -> ClassUnicode {
    match regex_syntax::parse(name).map(|hir| hir.into_kind()) {
        Ok(HirKind::Class(Class::Unicode(class))) => class,
        _ => ClassUnicode::empty(),
    }
}

/// What Python's `\w` stands for: letters, numbers of every kind and the underscore. Marks are
/// not among them.
pub(super) static WORD: LazyLock<ClassUnicode> = LazyLock::new(|| class(r"[\p{L}\p{N}_]"));
pub(super) static DIGIT: LazyLock<ClassUnicode> = LazyLock::new(|| class(r"\p{Nd}"));
/// What Python's `\s` stands for: white space and the four separators of ASCII.
pub(super) static SPACE: LazyLock<ClassUnicode> = LazyLock::new(|| class(r"[\s\x1C-\x1F]"));

/// Whether Python's `str.isspace` holds for a character.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1C}'..='\u{1F}').contains(&c)
}

/// The set of one character.
pub(super) fn single(c: char) -> ClassUnicode {
    ClassUnicode::new([ClassUnicodeRange::new(c, c)])
}

/// The only character of a set.
pub(super) fn only(set: &ClassUnicode) -> Option<char> {
    match set.ranges() {
        [range] if range.start() == range.end() => Some(range.start()),
        _ => None,
    }
}

/// Whether a set holds a character.
pub(crate) fn holds(set: &ClassUnicode, c: char) -> bool {
    let ranges = set.ranges();
    let after = ranges.partition_point(|range| range.end() < c);
    ranges.get(after).is_some_and(|range| range.start() <= c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_its_ranges_and_nothing_between() {
        let set = class("[a-cx-z]");
        assert!("abcxyz".chars().all(|c| holds(&set, c)));
        assert!("`dw{é".chars().all(|c| !holds(&set, c)));
        assert!(!holds(&ClassUnicode::empty(), 'a'));
    }

    #[test]
    fn white_space_is_that_of_python() {
        let spaces = "\t\n\u{b}\u{c}\r\u{1c}\u{1f} \u{85}\u{a0}\u{2003}\u{2028}\u{3000}";
        assert!(spaces.chars().all(is_space));
        assert!("a\u{200b}\u{feff}\0".chars().all(|c| !is_space(c)));
    }
}
