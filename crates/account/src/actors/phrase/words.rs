//! A phrase cut into words.

use crate::actors::lexicon::Lexicon;

/// One word of a phrase.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'p> {
    /// As written, possessive ending and all; an acronym as the lexicon spells it.
    pub(super) text: &'p str,
    /// Whether it begins with a capital.
    pub(super) capitalised: bool,
    /// Whether it says that an office is over.
    pub(super) ends_office: bool,
    /// The byte of the phrase at which it begins, where it is as written.
    start: Option<usize>,
}

impl<'p> Word<'p> {
    fn new(lexicon: &'p Lexicon, phrase: &str, written: &'p str) -> Self {
        let acronym = lexicon.acronym(written);
        Self {
            text: acronym.unwrap_or(written),
            capitalised: written.starts_with(char::is_uppercase),
            ends_office: lexicon.ends_office(written),
            start: acronym.is_none().then(|| offset(phrase, written)),
        }
    }

    /// Whether it is a preposition, which begins a complement.
    pub(super) fn links(self) -> bool {
        LINKS.contains(&self.text)
    }

    /// Without its possessive ending.
    pub(super) fn stem(self) -> &'p str {
        ["'s", "’s", "'", "’"]
            .iter()
            .find_map(|ending| self.text.strip_suffix(ending))
            .unwrap_or(self.text)
    }
}

/// The words of a phrase up to its first clause, articles left out, hyphens parting words.
pub(super) fn words<'p>(lexicon: &'p Lexicon, phrase: &'p str) -> Vec<Word<'p>> {
    let mut words = Vec::new();
    for piece in phrase.split_whitespace() {
        let parts = piece.split(['-', '‑', '–', '—', '/']);
        for part in parts {
            let bare = part.trim_matches(|c: char| {
                !c.is_alphanumeric() && !matches!(c, '.' | '\'' | '’' | '&' | '+')
            });
            let bare = bare.trim_start_matches(['\'', '’']);
            if is_possessive_ending(part)
                && let Some(last) = words.last_mut()
            {
                extend(last, phrase, part);
                continue;
            }
            let lower = bare.to_lowercase();
            if matches!(lower.as_str(), "who" | "which" | "that" | "whose" | "whom") {
                return words;
            }
            if !bare.is_empty() && !matches!(lower.as_str(), "the" | "a" | "an") {
                words.push(Word::new(lexicon, phrase, bare));
            }
            let stop = part.ends_with([',', ';', ':', ')']) && !words.is_empty();
            if stop && !place_follows(phrase, piece) {
                return words;
            }
        }
    }
    words
}

/// "Washington, D.C." goes on behind its comma.
fn place_follows(phrase: &str, piece: &str) -> bool {
    let end = offset(phrase, piece) + piece.len();
    let rest = phrase[end..].trim_start();
    rest.starts_with("D.C") || rest.starts_with("DC")
}

fn is_possessive_ending(part: &str) -> bool {
    matches!(part, "'s" | "’s" | "'" | "’")
}

/// The byte at which `part` begins in `phrase`, which it is cut from.
fn offset(phrase: &str, part: &str) -> usize {
    part.as_ptr() as usize - phrase.as_ptr() as usize
}

/// Joins a possessive ending that stands apart to its word.
fn extend<'p>(word: &mut Word<'p>, phrase: &'p str, ending: &str) {
    let Some(start) = word.start else {
        return;
    };
    let end = offset(phrase, ending) + ending.len();
    // Only where nothing but the ending follows the word; else it is left out.
    if phrase.get(start + word.text.len()..end) == Some(ending) {
        word.text = &phrase[start..end];
    }
}

const LINKS: [&str; 20] = [
    "of", "for", "in", "at", "to", "from", "with", "on", "across", "near", "under", "against",
    "within", "among", "between", "inside", "outside", "by", "behind", "into",
];
