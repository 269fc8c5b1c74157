//! Names: when two of them, word by word, are of one person or body.

use crate::actors::lexicon::plain;

/// The words of a name, folded: lower case, no dots, no accents, no article.
pub(in crate::accounts) fn words(name: &str) -> Vec<String> {
    let letters = name.chars().filter(|c| *c != '.');
    let folded: String = letters.map(plain).flat_map(char::to_lowercase).collect();
    let words = folded.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !matches!(*word, "" | "the" | "a" | "an" | "s"));
    words.map(str::to_owned).collect()
}

/// First letters of the words that begin with a capital.
pub(super) fn initials(name: &str) -> String {
    let words = name.split_whitespace();
    let first = words.filter_map(|word| word.chars().next().filter(|c| c.is_uppercase()));
    first.flat_map(char::to_lowercase).collect()
}

/// Whether `full` has all words of `short` in their order, the last or the first of them
/// at its own end, and more besides.
pub(super) fn is_fuller(short: &[String], full: &[String]) -> bool {
    let (Some(first), Some(last)) = (short.first(), short.last()) else {
        return false;
    };
    let mut rest = full.iter();
    let holds = short.iter().all(|word| rest.any(|other| other == word));
    let placed = match short.len() {
        1 => full.iter().skip(1).any(|word| word == last),
        _ => full.first() == Some(first),
    };
    short.len() < full.len() && holds && placed
}

/// "Treasury Department" and the same with one word before it: "U.S. Treasury Department".
pub(super) fn is_longer_body(short: &[String], long: &[String]) -> bool {
    short.len() >= 2 && long.len() == short.len() + 1 && long[1..] == *short
}

/// Whether two names of persons, as words, are of one person.
pub(in crate::accounts) fn is_same_person(a: &[String], b: &[String]) -> bool {
    !a.is_empty() && a == b || is_fuller(a, b) || is_fuller(b, a)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surname_or_a_shorter_name_fits_the_full_one() {
        let fits = |short, full| is_fuller(&words(short), &words(full));
        assert!(fits("Okafor", "Amara Okafor"));
        assert!(fits("Amara Okafor", "Amara J. Okafor"));
        assert!(!fits("Amara", "Amara Okafor"));
        assert!(!fits("Okafor", "Okafor"));
        assert!(!fits("Ben Okafor", "Amara Ben Okafor"));
    }

    #[test]
    fn names_are_compared_without_accents_dots_and_articles() {
        assert_eq!(words("the U.S."), words("US"));
        assert_eq!(words("Iñigo Pérez"), ["inigo", "perez"]);
    }

    #[test]
    fn initials_take_the_capitals() {
        assert_eq!(initials("Customs and Harbour Enforcement"), "che");
    }
}
