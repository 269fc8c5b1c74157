//! Spans: tokens that follow each other, as a sentence, an entity or a noun chunk does.

use std::fmt;
use std::ops::Range;
use std::sync::LazyLock;

use regex_syntax::hir::ClassUnicode;

use crate::tokenizer::{class, holds};

use super::{Doc, TokenRef, Tokens};

/// Tokens of a [`Doc`] that follow each other: a sentence, an entity, a noun chunk, or any other.
///
/// It is a reference, cheap to clone.
#[derive(Clone)]
pub struct Span<'d> {
    doc: &'d Doc,
    tokens: Range<u32>,
    label: &'d str,
}

impl<'d> Span<'d> {
    /// `tokens` must be positions in `doc`.
    pub(super) fn new(doc: &'d Doc, tokens: Range<u32>, label: &'d str) -> Span<'d> {
        Span { doc, tokens, label }
    }

    /// The positions of its tokens in the document.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.tokens.start as usize..self.tokens.end as usize
    }

    /// Its tokens, in the order of the text.
    #[must_use]
    pub fn tokens(&self) -> Tokens<'d> {
        Tokens::new(self.doc, self.tokens.clone())
    }

    /// How many tokens it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether it has no token. No sentence, entity or noun chunk is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The type of an entity in the model's own scheme, `GPE`; `NP` for a noun chunk; else empty.
    #[must_use]
    pub fn label(&self) -> &'d str {
        self.label
    }

    /// Its place in the text, in bytes.
    #[must_use]
    pub fn bytes(&self) -> Range<usize> {
        let tokens = self.doc.as_tokens();
        let start = tokens.get(self.range().start);
        let start = start.map_or(self.doc.text().len(), |token| token.start as usize);
        let last = tokens[self.range()].last();
        start..last.map_or(start, |token| token.end as usize)
    }

    /// Its words, as they stand in the text, without the space behind the last one.
    #[must_use]
    pub fn text(&self) -> &'d str {
        self.doc.slice(self.bytes())
    }

    /// The token that the others of the span depend on: the first root of a sentence in it, else
    /// the first of those nearest to a root among the tokens whose heads lie outside. As in
    /// spaCy, punctuation and white space on which nothing hangs come after all others. `None`
    /// only in an empty span.
    #[must_use]
    pub fn root(&self) -> Option<TokenRef<'d>> {
        let outside = |token: &TokenRef| !self.tokens.contains(&token.head);
        let root = self.tokens().find(|token| token.is_root());
        root.or_else(|| self.tokens().filter(outside).min_by_key(distance))
            .or_else(|| self.tokens().next())
    }
}

/// How far a token is from its root, for the choice between several.
fn distance(token: &TokenRef) -> usize {
    static MARKS: LazyLock<ClassUnicode> = LazyLock::new(|| class(r"\p{P}"));
    let alone = || token.children().len() == 0;
    match token.is_space() || token.text().chars().all(|c| holds(&MARKS, c)) {
        true if alone() => token.doc().len() - 1,
        _ => token.ancestors().count(),
    }
}

impl PartialEq for Span<'_> {
    /// Whether it has the same tokens of the same document, and the same label.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.doc, other.doc)
            && (&self.tokens, self.label) == (&other.tokens, other.label)
    }
}

impl Eq for Span<'_> {}

impl fmt::Display for Span<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text())
    }
}

impl fmt::Debug for Span<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}:{:?}", self.tokens, self.text())?;
        match self.label {
            "" => Ok(()),
            label => write!(f, ":{label}"),
        }
    }
}
