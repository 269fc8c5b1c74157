//! Texts without all that may differ where two say the same.

/// Letters and digits alone, for comparing.
pub(crate) fn bare(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter.is_ascii() {
            true if letter.is_ascii_alphanumeric() => bare.push(letter.to_ascii_lowercase()),
            false if letter.is_alphanumeric() => bare.extend(letter.to_lowercase()),
            _ => {}
        }
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_differ_in_case_spaces_and_marks_are_the_same() {
        assert_eq!(bare("Port – “OPENS”  again!"), "portopensagain");
        assert_eq!(bare("Ça va, Łódź"), "çavałódź");
        assert_eq!(bare("… –"), "");
    }
}
