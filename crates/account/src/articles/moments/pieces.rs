//! Pieces: the numbers, words and marks that a written date is made of.

/// A run of digits, a word in lower case, or a mark.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    Number(&'t str),
    Word(String),
    Mark(char),
}

/// Splits a text into its pieces, white space left out.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = |same: fn(&char) -> bool| {
            rest.char_indices()
                .find(|(_, letter)| !same(letter))
                .map_or(rest.len(), |(at, _)| at)
        };
        let length = if first.is_ascii_digit() {
            let end = end(char::is_ascii_digit);
            found.push(Piece::Number(&rest[..end]));
            end
        } else if first.is_alphabetic() {
            let end = end(|letter| letter.is_alphabetic());
            found.push(Piece::Word(rest[..end].to_lowercase()));
            end
        } else {
            if !first.is_whitespace() {
                found.push(Piece::Mark(first));
            }
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    found
}
