//! Bylines: "By Ann Oak and Bo Elm - World News Editor" to the names in it.

/// A byline is not longer than this, in bytes.
const LONGEST: usize = 160;

/// The words that begin a byline, the longest first.
const BEGINNINGS: &[&str] = &[
    "written by",
    "story by",
    "posted by",
    "published by",
    "reported by",
    "words by",
    "author:",
    "authors:",
    "by:",
    "by",
    "von:",
    "von",
    "par",
    "por",
];

/// The same inside a field, where nothing but names is expected: longer ones first.
const LABELS: &[&str] = &[
    "veröffentlicht von ",
    "geschrieben von ",
    "erstellt von ",
    "interview: ",
    "author: ",
    "autor: ",
    "text: ",
];

/// Letters behind a name for what its bearer has learned.
const DEGREES: &[&str] = &[
    "phd", "ph.d.", "md", "m.d.", "msc", "m.sc.", "bsc", "ba", "ma", "mba", "rd", "jd", "esq",
    "cfa", "cfp", "cpa",
];

/// Small words inside names.
const PARTICLES: &[&str] = &[
    "de", "del", "della", "di", "da", "dos", "das", "do", "du", "la", "le", "van", "von", "der",
    "den", "ter", "al", "el", "bin", "ibn", "ben", "abu", "y", "e", "zu", "af",
];

/// Words that stand in bylines and are no part of a name.
const ROLES: &[&str] = &[
    "staff",
    "editor",
    "reporter",
    "correspondent",
    "writer",
    "news",
    "desk",
    "bureau",
    "agency",
    "agencies",
    "team",
    "newsroom",
    "press",
    "associated",
    "chief",
    "senior",
    "contributor",
    "columnist",
    "journalist",
    "political",
    "international",
    "special",
    "reuters",
    "ap",
    "afp",
    "bbc",
    "cnn",
    "online",
    "admin",
    "editorial",
    "board",
    "service",
    "times",
    "post",
    "today",
    "media",
    "world",
    "web",
    "producer",
    "analyst",
];

/// The authors that a line consists of, where it begins like a byline.
pub(crate) fn line(line: &str) -> Option<Vec<String>> {
    if line.len() > LONGEST {
        return None;
    }
    let (names, tail) = cut_tail(after_by(line)?);
    let names = people(names)?;
    // "By Friday Night the city was quiet" is a sentence: what follows the names must be set apart.
    let apart = tail.is_empty() || !tail.ends_with(['.', '!', '?']);
    apart.then_some(names)
}

/// The authors that a field of a page names: "by ANN OAK, Staff Writer" or "Ann Oak, Bo Elm".
pub(crate) fn field(value: &str) -> Vec<String> {
    let address = value.contains("://") || value.contains('@') || value.starts_with('/');
    if address || value.len() > LONGEST {
        return Vec::new();
    }
    if let Some(names) = line(value) {
        return names;
    }
    let value = unlabelled(value);
    let names = split(value)
        .into_iter()
        .map(|name| unmarked(&name).to_owned());
    let known = |name: &String| {
        let degree = DEGREES.contains(&name.to_lowercase().as_str());
        name.chars().any(char::is_alphabetic) && !is_role(name) && !degree
    };
    let names: Vec<String> = names.filter(known).collect();
    if names.is_empty() && value.chars().any(char::is_alphabetic) {
        return vec![value.trim().to_owned()];
    }
    names
}

/// The field without the words that say what it is: "By the editors", "Autor: Ann Oak".
fn unlabelled(value: &str) -> &str {
    let value = value.trim();
    let label = LABELS.iter().find_map(|label| after(value, label));
    let rest = label.or_else(|| after_by(value)).map(str::trim);
    rest.filter(|rest| !rest.is_empty()).unwrap_or(value)
}

/// What follows the words that begin a byline.
fn after_by(line: &str) -> Option<&str> {
    let mut rests = BEGINNINGS.iter().filter_map(|word| after(line, word));
    rests.find(|rest| rest.starts_with(' ')).map(str::trim)
}

/// What follows `word`, which is in small letters, at the beginning of a text in any.
fn after<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let begin = text.get(..word.len())?;
    (begin.to_lowercase() == word).then(|| &text[word.len()..])
}

/// A name without the abbreviation in brackets and the dash behind it: "Ann Oak (ao)", "Ann Oak -".
fn unmarked(name: &str) -> &str {
    let name = name.trim().trim_end_matches(['-', '–', '—']).trim_end();
    match name
        .strip_suffix(')')
        .and_then(|inner| inner.rsplit_once(" ("))
    {
        Some((name, short)) if short.len() <= 5 => name.trim_end(),
        _ => name,
    }
}

/// Splits off what follows the names: "Ann Oak - World News Editor", "Ann Oak | Harbour Wire".
fn cut_tail(text: &str) -> (&str, &str) {
    let marks = [
        " - ", " – ", " — ", " | ", " • ", " · ", " / ", " for ", " in ", " (",
    ];
    let at = marks.iter().filter_map(|mark| text.find(mark)).min();
    match at {
        Some(at) => (&text[..at], text[at..].trim_start()),
        None => (text, ""),
    }
}

/// The names of a list of names; nothing where one part is no name.
fn people(text: &str) -> Option<Vec<String>> {
    let parts = split(text);
    let mut names = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let part = part.trim();
        if at > 0 && is_role(part) {
            continue;
        }
        if !is_name(part) {
            return None;
        }
        names.push(part.to_owned());
    }
    (!names.is_empty()).then_some(names)
}

/// The parts of a list: "A, B and C", "A & B", "A; B".
fn split(text: &str) -> Vec<String> {
    let marked = text
        .replace(" and ", ",")
        .replace(" AND ", ",")
        .replace(" And ", ",")
        .replace(" with ", ",")
        .replace(" und ", ",")
        .replace(" og ", ",")
        .replace(" och ", ",")
        .replace(" et ", ",")
        .replace([';', '&', '|'], ",");
    let parts = marked
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

/// Whether a byline names nobody: "by admin", "By Staff".
pub(crate) fn is_by_role(line: &str) -> bool {
    after_by(line).is_some_and(|named| named.split_whitespace().all(is_role))
}

/// Whether a part says what somebody does and not who it is.
pub(crate) fn is_role(part: &str) -> bool {
    part.split_whitespace().any(|word| {
        let word = word
            .trim_matches(|letter: char| !letter.is_alphanumeric())
            .to_lowercase();
        ROLES.contains(&word.as_str()) || ROLES.contains(&word.trim_end_matches('s'))
    })
}

/// One to five capitalised words, small words of names between them.
pub(crate) fn is_name(part: &str) -> bool {
    let words: Vec<&str> = part.split_whitespace().collect();
    let plain = |word: &&str| {
        let letters = word
            .chars()
            .all(|letter| letter.is_alphabetic() || ".'’-".contains(letter));
        let inner = word
            .split_once(['\'', '’'])
            .map_or(*word, |(_, inner)| inner);
        let capital = word.starts_with(char::is_uppercase) || inner.starts_with(char::is_uppercase);
        letters && (capital || PARTICLES.contains(word))
    };
    let begins = words
        .first()
        .is_some_and(|word| word.starts_with(char::is_uppercase));
    begins && words.len() <= 5 && words.iter().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_out_of_bylines() {
        let cases: &[(&str, Option<&[&str]>)] = &[
            ("by Ann Oak - World News Editor", Some(&["Ann Oak"])),
            (
                "By ANN OAK and BO VAN DER ELM, Staff Writers",
                Some(&["ANN OAK", "BO VAN DER ELM"]),
            ),
            (
                "Written by Jean-Luc d’Aulne | Harbour Wire",
                Some(&["Jean-Luc d’Aulne"]),
            ),
            (
                "By: A. B. Oak, Bo Elm & Cy Fir",
                Some(&["A. B. Oak", "Bo Elm", "Cy Fir"]),
            ),
            ("By Friday the town was quiet.", None),
            ("By the river", None),
            ("Bystanders were hurt", None),
            ("By", None),
        ];
        for (text, expected) in cases {
            let found = line(text);
            assert_eq!(
                found.as_deref(),
                expected
                    .map(|names| names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>())
                    .as_deref(),
                "{text}"
            );
        }
    }

    #[test]
    fn a_field_needs_no_by() {
        assert_eq!(field("Ann Oak, Bo Elm"), ["Ann Oak", "Bo Elm"]);
        assert_eq!(field("badger7"), ["badger7"]);
        assert_eq!(field("Ann Oak, Staff Writer"), ["Ann Oak"]);
        assert_eq!(field("The Harbour Times"), ["The Harbour Times"]);
        assert_eq!(field("https://a.b/ann"), [""; 0]);
        assert_eq!(field("By the editors"), ["the editors"]);
        assert_eq!(field("Erstellt von Ann Oak"), ["Ann Oak"]);
        assert_eq!(field("Autor: badger7"), ["badger7"]);
        assert_eq!(field("Ann Oak (ao), Bo Elm (be)"), ["Ann Oak", "Bo Elm"]);
        assert_eq!(field("Ann Oak, PhD"), ["Ann Oak"]);
        assert_eq!(field("Byron Oak"), ["Byron Oak"]);
    }
}
