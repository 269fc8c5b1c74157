//! Marks: what each quotation mark can open and close, in every style and with the slips of pages.

/// Family of a mark: what can close what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Double,
    Angle,
    Single,
}

/// What a mark says of its own direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Opens,
    Closes,
    Either,
}

/// One mark in a paragraph, offsets in bytes of the article's text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) family: Family,
    pub(super) side: Side,
    /// White space, a bracket, a dash or nothing stands before it.
    pub(super) free_before: bool,
    /// White space, punctuation or nothing stands behind it.
    pub(super) free_after: bool,
    after_digit: bool,
}

impl Mark {
    /// Whether the mark can open a piece where none is open.
    pub(super) fn can_open(&self) -> bool {
        match (self.family, self.side) {
            (Family::Single, side) => side == Side::Opens,
            (_, Side::Opens) => true,
            // `6"` is a length; `said." The` has its space on the wrong side.
            (_, Side::Either) => !(self.after_digit && self.free_after),
            (_, Side::Closes) => self.free_before && !self.free_after,
        }
    }
}

/// Whether a paragraph begins with a mark that can open.
pub(super) fn begins_open(text: &str) -> bool {
    let mut chars = text.chars();
    let mark = chars
        .next()
        .is_some_and(|c| matches!(c, '"' | '“' | '„' | '«' | '‘' | '\'' | '`' | '‟' | '”'));
    mark && chars.next().is_some_and(|c| !c.is_whitespace())
}

/// The marks of one paragraph that begins at byte `offset`.
pub(super) fn marks(text: &str, offset: u32) -> Vec<Mark> {
    let mut found = Vec::new();
    let mut before: Option<char> = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let mut end = at + c.len_utf8();
        let twin =
            matches!(c, '\'' | '`' | '’' | '‘') && chars.peek().is_some_and(|(_, next)| *next == c);
        if twin && let Some((next_at, next)) = chars.next() {
            end = next_at + next.len_utf8();
        }
        let after = text[end..].chars().next();
        if let Some((family, side)) = kind(c, twin, before, after) {
            found.push(Mark {
                start: offset + at as u32,
                end: offset + end as u32,
                family,
                side,
                free_before: before.is_none_or(|c| {
                    c.is_whitespace()
                        || matches!(c, '(' | '[' | '—' | '–' | '-' | '/' | '"' | '“' | '‘')
                }),
                free_after: after.is_none_or(|c| {
                    c.is_whitespace()
                        || c.is_ascii_punctuation()
                        || matches!(c, '—' | '–' | '…' | '”' | '’')
                }),
                after_digit: before.is_some_and(|c| c.is_ascii_digit()),
            });
        }
        before = Some(c);
    }
    found
}

/// What kind of mark `c` is between its neighbours; an apostrophe is none.
fn kind(c: char, twin: bool, before: Option<char>, after: Option<char>) -> Option<(Family, Side)> {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    // What is left of a page's tags quotes nobody.
    if before == Some('=') {
        return None;
    }
    match c {
        '`' if twin => Some((Family::Double, Side::Opens)),
        '\'' | '’' | '‘' if twin => Some((Family::Double, Side::Either)),
        '"' | '＂' => Some((Family::Double, Side::Either)),
        '“' | '‟' => Some((Family::Double, Side::Opens)),
        '„' => Some((Family::Double, Side::Opens)),
        '”' => Some((Family::Double, Side::Closes)),
        '«' | '‹' => Some((Family::Angle, Side::Opens)),
        '»' | '›' => Some((Family::Angle, Side::Closes)),
        '‘' if letter(after) && !letter(before) => Some((Family::Single, Side::Opens)),
        '\'' | '’' if letter(before) && letter(after) => None,
        '\'' if letter(after)
            && before.is_none_or(|c| c.is_whitespace() || c == '(')
            && !after.is_some_and(|c| c.is_ascii_digit()) =>
        {
            Some((Family::Single, Side::Opens))
        }
        '\'' | '’' if before.is_some_and(|c| !c.is_whitespace()) && !letter(after) => {
            Some((Family::Single, Side::Closes))
        }
        _ => None,
    }
}
