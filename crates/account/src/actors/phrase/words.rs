//! A phrase cut into words.

/// One word of a phrase.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'p> {
    /// As written, possessive ending and all.
    pub(super) text: &'p str,
    /// Whether it begins with a capital.
    pub(super) capitalised: bool,
}

/// Acronyms that a role phrase in lower case spells like other words, or like none.
const ACRONYMS: [(&str, &str); 16] = [
    ("us", "US"),
    ("u.s.", "US"),
    ("u.s", "US"),
    ("uk", "UK"),
    ("u.k.", "UK"),
    ("eu", "EU"),
    ("un", "UN"),
    ("u.n.", "UN"),
    ("uae", "UAE"),
    ("cia", "CIA"),
    ("fbi", "FBI"),
    ("drc", "DRC"),
    ("dea", "DEA"),
    ("ice", "ICE"),
    ("idf", "IDF"),
    ("dpr", "DPR"),
];

impl<'p> Word<'p> {
    fn new(text: &'p str) -> Self {
        let spelt = ACRONYMS.iter().find(|(lower, _)| *lower == text);
        Self {
            text: spelt.map_or(text, |(_, upper)| upper),
            capitalised: text.starts_with(char::is_uppercase),
        }
    }

    /// Whether it is a preposition, which begins a complement.
    pub(super) fn links(self) -> bool {
        LINKS.contains(&self.text)
    }

    /// Whether it says that an office is over.
    pub(super) fn ends_office(self) -> bool {
        const OVER: [&str; 7] = [
            "former",
            "ex",
            "ousted",
            "deposed",
            "erstwhile",
            "onetime",
            "fallen",
        ];
        OVER.contains(&self.text.to_lowercase().as_str())
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
pub(super) fn words(phrase: &str) -> Vec<Word<'_>> {
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
                words.push(Word::new(bare));
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
    let end = piece.as_ptr() as usize - phrase.as_ptr() as usize + piece.len();
    let rest = phrase[end..].trim_start();
    rest.starts_with("D.C") || rest.starts_with("DC")
}

fn is_possessive_ending(part: &str) -> bool {
    matches!(part, "'s" | "’s" | "'" | "’")
}

/// Joins a possessive ending that stands apart to its word.
fn extend<'p>(word: &mut Word<'p>, phrase: &'p str, ending: &str) {
    let start = word.text.as_ptr() as usize - phrase.as_ptr() as usize;
    let end = ending.as_ptr() as usize - phrase.as_ptr() as usize + ending.len();
    // Only where nothing but the ending follows the word; else it is left out.
    if phrase.get(start + word.text.len()..end) == Some(ending) {
        word.text = &phrase[start..end];
    }
}

const LINKS: [&str; 20] = [
    "of", "for", "in", "at", "to", "from", "with", "on", "across", "near", "under", "against",
    "within", "among", "between", "inside", "outside", "by", "behind", "into",
];
