//! What a pipeline makes of a text: tokens with their annotations, sentences and entities.

use std::fmt;
use std::ops::{Deref, Range};
use std::sync::{Arc, LazyLock};

/// A short string shared between many tokens: a tag, a dependency label, a lemma.
///
/// Cloning it copies a pointer. The empty label stands for "none".
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Label(Arc<str>);

impl Deref for Label {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Default for Label {
    fn default() -> Label {
        static EMPTY: LazyLock<Label> = LazyLock::new(|| Label(Arc::from("")));
        EMPTY.clone()
    }
}

impl From<&str> for Label {
    fn from(text: &str) -> Label {
        Label(Arc::from(text))
    }
}

impl AsRef<str> for Label {
    fn as_ref(&self) -> &str {
        self
    }
}

impl PartialEq<str> for Label {
    fn eq(&self, other: &str) -> bool {
        **self == *other
    }
}

impl PartialEq<&str> for Label {
    fn eq(&self, other: &&str) -> bool {
        **self == **other
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&**self, f)
    }
}

impl fmt::Debug for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

/// Whether a token begins, continues or stays outside an entity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Iob {
    /// First token of an entity.
    B,
    /// A later token of an entity.
    I,
    /// In no entity.
    #[default]
    O,
}

/// One token and everything the pipeline says of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Token {
    /// First byte in the text.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
    /// Base form: "went" has "go".
    pub lemma: Label,
    /// Fine part of speech, in the model's own tag set: `VBD`.
    pub tag: Label,
    /// Coarse part of speech, of Universal Dependencies: `VERB`.
    pub pos: Label,
    /// Dependency label of the arc from the head: `nsubj`; `ROOT` for a root.
    pub dep: Label,
    /// Morphological features in Universal Dependencies' notation: `Tense=Past|VerbForm=Fin`.
    pub morph: Label,
    /// Index of the syntactic head; the token's own index for a root.
    pub head: u32,
    /// Whether a sentence begins here. The first token of a text always begins one.
    pub sentence_start: bool,
    /// Place within an entity.
    pub entity_iob: Iob,
    /// Type of the entity it belongs to, empty when outside.
    pub entity_type: Label,
}

/// A named entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// Its tokens, as indices into [`Doc::tokens`].
    pub tokens: Range<u32>,
    /// Its type, in the model's own scheme: `GPE`.
    pub label: Label,
}

/// One text, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Doc {
    /// The tokens in the order of the text. Spaces between tokens belong to none, but a run of
    /// more than one space, or a line break, is a token of its own, as in spaCy.
    pub tokens: Vec<Token>,
    /// The entities in the order of the text; they never overlap.
    pub entities: Vec<Entity>,
    /// Byte length of the part of the text that was read: all of it, unless it is longer than
    /// offsets can address (4 GiB), when the rest has no tokens.
    pub read: u32,
}

impl Doc {
    /// The sentences as ranges of token indices, in order; together they cover all tokens.
    pub fn sentences(&self) -> impl Iterator<Item = Range<u32>> + '_ {
        let count = self.tokens.len();
        let mut start = 0;
        std::iter::from_fn(move || {
            if start >= count {
                return None;
            }
            let rest = &self.tokens[start + 1..];
            let end = match rest.iter().position(|token| token.sentence_start) {
                Some(offset) => start + 1 + offset,
                None => count,
            };
            let range = start as u32..end as u32;
            start = end;
            Some(range)
        })
    }

    /// The words of a token. `text` must be the text that was parsed; for another one the
    /// answer may be empty.
    pub fn text<'t>(&self, text: &'t str, token: u32) -> &'t str {
        let span = self.tokens.get(token as usize);
        span.and_then(|token| text.get(token.start as usize..token.end as usize))
            .unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doc(starts: &[bool]) -> Doc {
        let tokens = starts.iter().enumerate().map(|(i, &sentence_start)| Token {
            start: 2 * i as u32,
            end: 2 * i as u32 + 1,
            sentence_start,
            ..Token::default()
        });
        Doc {
            tokens: tokens.collect(),
            ..Doc::default()
        }
    }

    #[test]
    fn sentences_cover_all_tokens() {
        let ranges: Vec<_> = doc(&[true, false, true, true, false]).sentences().collect();
        assert_eq!(ranges, [0..2, 2..3, 3..5]);
        assert_eq!(Doc::default().sentences().count(), 0);
    }

    #[test]
    fn text_of_a_token_is_cut_from_the_text() {
        let doc = doc(&[true, false]);
        assert_eq!(doc.text("a b", 1), "b");
        assert_eq!(doc.text("a", 1), "");
        assert_eq!(doc.text("a b", 9), "");
    }
}
