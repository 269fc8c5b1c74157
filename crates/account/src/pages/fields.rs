//! Which keys of a page say what about it. The keys are `rules/pages/fields.toml`.

use serde::Deserialize;

use crate::model::{Field, FieldKind};
use crate::rules::{RuleError, Rules};

use super::fold::fold;

const RULES: &str = "pages/fields.toml";

/// Of the name of a class no more is looked at, in characters.
const LONGEST: usize = 60;

/// All keys, by the place where they stand.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Keys {
    pub(crate) front: Names,
    pub(crate) meta: Names,
    pub(crate) mark: Names,
    pub(crate) script: Names,
    pub(crate) part: Parts,
    pub(crate) apart: Apart,
    pub(crate) line: Words,
    pub(crate) jsonld: Types,
}

/// Keys of one place, by what they say; the most trustworthy first.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Names {
    pub(crate) title: Vec<String>,
    pub(crate) author: Vec<String>,
    pub(crate) published: Vec<String>,
    pub(crate) modified: Vec<String>,
    pub(crate) outlet: Vec<String>,
    pub(crate) language: Vec<String>,
    pub(crate) url: Vec<String>,
}

/// Types of JSON-LD.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Types {
    pub(crate) articles: Vec<String>,
    pub(crate) pages: Vec<String>,
}

/// Parts of the names of classes.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Parts {
    author: Vec<String>,
    published: Vec<String>,
    others: Vec<String>,
}

impl Parts {
    /// What an element of this class shows: a date of publication where it is "itemPostDate".
    pub(crate) fn kind(&self, class: &str) -> Option<FieldKind> {
        let [mut date, mut author] = [false; 2];
        for part in parts(class) {
            let is = |words: &[String]| words.iter().any(|word| word.eq_ignore_ascii_case(part));
            if is(&self.others) {
                return None;
            }
            date |= is(&self.published);
            author |= is(&self.author);
        }
        match (date, author) {
            (true, _) => Some(FieldKind::Published),
            (false, true) => Some(FieldKind::Author),
            _ => None,
        }
    }
}

/// Words of lines.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Words {
    published: Vec<String>,
}

impl Words {
    /// Whether a line says of itself that its date is the page's.
    pub(crate) fn date(&self, line: &str) -> bool {
        let mut words = line.split(|letter: char| !letter.is_alphabetic());
        words.any(|word| {
            let word = word.to_lowercase();
            self.published.contains(&word)
        })
    }
}

/// Parts of the names of classes and ids.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Apart {
    parts: Vec<String>,
}

impl Apart {
    /// Whether what has these names holds comments, other articles or posts of others.
    pub(crate) fn holds(&self, names: &str) -> bool {
        let known = |part: &str| {
            self.parts
                .iter()
                .any(|word| word.eq_ignore_ascii_case(part))
        };
        names.split_whitespace().flat_map(parts).any(known)
    }
}

/// The words that a class is put together of: "item", "Post" and "Date".
pub(crate) fn parts(class: &str) -> impl Iterator<Item = &str> {
    let end = class.char_indices().nth(LONGEST);
    let mut rest = &class[..end.map_or(class.len(), |(end, _)| end)];
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|letter: char| !letter.is_alphabetic());
        let mut capital = true;
        let next = rest.char_indices().find(|(_, letter)| {
            let begins = letter.is_uppercase() && !capital;
            capital = letter.is_uppercase();
            begins || !letter.is_alphabetic()
        });
        let (part, behind) = rest.split_at(next.map_or(rest.len(), |(at, _)| at));
        rest = behind;
        (!part.is_empty()).then_some(part)
    })
}

impl Keys {
    /// The keys of the rules.
    pub(crate) fn new(rules: &Rules) -> Result<Self, RuleError> {
        toml::from_str(rules.file(RULES)).map_err(|error| RuleError::new(RULES, error))
    }
}

impl Names {
    /// The keys with what they say.
    pub(crate) fn all(&self) -> [(FieldKind, &[String]); 7] {
        [
            (FieldKind::Title, &self.title),
            (FieldKind::Author, &self.author),
            (FieldKind::Published, &self.published),
            (FieldKind::Modified, &self.modified),
            (FieldKind::Outlet, &self.outlet),
            (FieldKind::Language, &self.language),
            (FieldKind::Url, &self.url),
        ]
    }

    /// What the pairs say, the most trustworthy first; empty values say nothing.
    pub(crate) fn fields(&self, pairs: &[(String, String)]) -> Vec<Field> {
        let mut fields = Vec::new();
        for (kind, keys) in self.all() {
            for key in keys {
                let named = pairs.iter().filter(|(name, value)| {
                    name == key && !(kind == FieldKind::Author && is_address(value))
                });
                fields.extend(named.filter_map(|(key, value)| field(kind, key, value)));
                // Another key names the same authors once more, in another way.
                if kind == FieldKind::Author && fields.iter().any(|field| field.kind == kind) {
                    break;
                }
            }
        }
        fields
    }
}

/// Whether a value leads to a page or a mailbox and names nobody.
pub(crate) fn is_address(value: &str) -> bool {
    value.contains("://") || value.contains('@') || value.starts_with('/')
}

/// A field with its value on one line; nothing where there is no value.
pub(crate) fn field(kind: FieldKind, key: &str, value: &str) -> Option<Field> {
    let key = Some(fold(key));
    Some(Field {
        key,
        ..seen(kind, value)?
    })
}

/// The same for a value that no key states.
pub(crate) fn seen(kind: FieldKind, value: &str) -> Option<Field> {
    let value = fold(value);
    let key = None;
    (!value.is_empty()).then_some(Field { kind, key, value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_trustworthy_key_comes_first_whatever_the_order_of_the_page() {
        let keys = Keys::new(&Rules::built_in()).unwrap();
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        let pairs = [
            pair("headline", "B"),
            pair("title", " A\n"),
            pair("author", " "),
        ];
        let fields = keys.front.fields(&pairs);
        let values: Vec<&str> = fields.iter().map(|field| field.value.as_str()).collect();
        assert_eq!(values, ["A", "B"]);
    }

    #[test]
    fn a_class_is_put_together_of_words() {
        let words = |class| parts(class).collect::<Vec<_>>();
        assert_eq!(words("itemPostDate"), ["item", "Post", "Date"]);
        assert_eq!(words("--post__URLs2go "), ["post", "URLs", "go"]);
        assert_eq!(words("éÉé"), ["é", "Éé"]);
        assert_eq!(words("-1"), [""; 0]);
        assert_eq!(words(&"ab ".repeat(30)).len(), 20);
    }

    #[test]
    fn the_parts_of_a_class_tell_what_it_holds() {
        let keys = Keys::new(&Rules::built_in()).unwrap();
        for class in ["itemPostDate", "meta__date", "news-time", "author-date"] {
            assert_eq!(keys.part.kind(class), Some(FieldKind::Published), "{class}");
        }
        for class in ["authorName", "post__author"] {
            assert_eq!(keys.part.kind(class), Some(FieldKind::Author), "{class}");
        }
        for class in [
            "updated-date",
            "comment-author",
            "validate",
            "candidate",
            "",
            "--",
        ] {
            assert_eq!(keys.part.kind(class), None, "{class}");
        }
    }

    #[test]
    fn every_key_is_in_small_letters_and_stands_once() {
        let keys = Keys::new(&Rules::built_in()).unwrap();
        for names in [&keys.front, &keys.meta, &keys.mark, &keys.script] {
            let mut seen = std::collections::BTreeSet::new();
            for (kind, keys) in names.all() {
                for key in keys {
                    assert_eq!(*key, key.to_lowercase());
                    assert!(seen.insert(key), "{kind:?} {key}");
                }
            }
        }
        assert!(!keys.jsonld.articles.is_empty());
    }
}
