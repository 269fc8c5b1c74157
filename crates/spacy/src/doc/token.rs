//! Tokens: what the pipeline says of one, and the ways from it to others.

use std::fmt;
use std::ops::{Deref, Range};

use super::tree::Subtree;
use super::{Doc, Features, Label, Span};

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
///
/// This is plain data; [`TokenRef`] is a token in its [`Doc`], with its text and its place in
/// the sentence's tree. What no component of the pipeline gives is empty.
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
    /// [`Token::features`] gives them one by one.
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

impl Token {
    /// The morphological features, as pairs of name and value.
    ///
    /// ```
    /// # use spacy::{Label, Token};
    /// let token = Token { morph: Label::from("Tense=Past|VerbForm=Fin"), ..Token::default() };
    /// assert_eq!(token.features().get("Tense"), Some("Past"));
    /// ```
    #[must_use]
    pub fn features(&self) -> Features<'_> {
        Features::new(&self.morph)
    }
}

/// A token in its [`Doc`]: all fields of [`Token`], its text, and the ways to other tokens.
///
/// It is a reference, cheap to copy.
#[derive(Clone, Copy)]
pub struct TokenRef<'d> {
    doc: &'d Doc,
    data: &'d Token,
    index: u32,
}

impl<'d> TokenRef<'d> {
    /// Its position in the document, counted from 0.
    #[must_use]
    pub fn index(self) -> usize {
        self.index as usize
    }

    /// The document that it stands in.
    #[must_use]
    pub fn doc(self) -> &'d Doc {
        self.doc
    }

    /// The plain data. Fields that are read through [`TokenRef`] itself live no longer than the
    /// reference; those read here live as long as the document.
    #[must_use]
    pub fn data(self) -> &'d Token {
        self.data
    }

    /// Its place in the text, in bytes.
    #[must_use]
    pub fn bytes(self) -> Range<usize> {
        self.data.start as usize..self.data.end as usize
    }

    /// Its words, as they stand in the text.
    #[must_use]
    pub fn text(self) -> &'d str {
        self.doc.slice(self.bytes())
    }

    /// The space that follows and belongs to no token: `" "`, or `""` where there is none. More
    /// white space than that is a token of its own.
    #[must_use]
    pub fn whitespace(self) -> &'d str {
        let next = self.doc.tokens.get(self.index() + 1);
        let end = next.map_or(self.doc.text.len(), |next| next.start as usize);
        self.doc.slice(self.data.end as usize..end)
    }

    /// Whether it consists of white space alone.
    #[must_use]
    pub fn is_space(self) -> bool {
        self.text().chars().all(crate::tokenizer::is_space)
    }

    /// The syntactic head; the token itself for a root.
    #[must_use]
    pub fn head(self) -> TokenRef<'d> {
        let head = self.doc.token(self.data.head as usize);
        head.unwrap_or(self)
    }

    /// Whether it has no head but itself.
    #[must_use]
    pub fn is_root(self) -> bool {
        self.data.head == self.index
    }

    /// The tokens whose head it is, in the order of the text.
    pub fn children(self) -> impl DoubleEndedIterator<Item = TokenRef<'d>> + ExactSizeIterator {
        self.doc.refs(self.doc.tree().children(self.index))
    }

    /// The children before it.
    pub fn lefts(self) -> impl DoubleEndedIterator<Item = TokenRef<'d>> + ExactSizeIterator {
        self.doc.refs(self.doc.tree().lefts(self.index))
    }

    /// The children behind it.
    pub fn rights(self) -> impl DoubleEndedIterator<Item = TokenRef<'d>> + ExactSizeIterator {
        self.doc.refs(self.doc.tree().rights(self.index))
    }

    /// The token and everything that depends on it, directly or not: what hangs on its left
    /// children, itself, what hangs on its right children. That is the order of the text,
    /// unless arcs cross.
    pub fn subtree(self) -> impl Iterator<Item = TokenRef<'d>> {
        let doc = self.doc;
        Subtree::new(doc.tree(), self.index).filter_map(move |index| doc.token(index as usize))
    }

    /// The first token, in the order of the text, of its subtree.
    #[must_use]
    pub fn left_edge(self) -> TokenRef<'d> {
        let edge = self.doc.tree().edges(self.index).0;
        self.doc.token(edge as usize).unwrap_or(self)
    }

    /// The last token, in the order of the text, of its subtree.
    #[must_use]
    pub fn right_edge(self) -> TokenRef<'d> {
        let edge = self.doc.tree().edges(self.index).1;
        self.doc.token(edge as usize).unwrap_or(self)
    }

    /// Its head, the head of that, and so on to the root.
    pub fn ancestors(self) -> impl Iterator<Item = TokenRef<'d>> {
        let up = |token: &TokenRef<'d>| (!token.is_root()).then(|| token.head());
        // Heads never lead round in a circle; should they, this ends all the same.
        std::iter::successors(up(&self), up).take(self.doc.len())
    }

    /// The sentence that it stands in.
    #[must_use]
    pub fn sentence(self) -> Span<'d> {
        let (before, behind) = self.doc.tokens.split_at(self.index());
        let start = match self.data.sentence_start {
            true => self.index(),
            false => before.iter().rposition(|t| t.sentence_start).unwrap_or(0),
        };
        let rest = behind.iter().skip(1).position(|t| t.sentence_start);
        let end = rest.map_or(self.doc.len(), |rest| self.index() + 1 + rest);
        Span::new(self.doc, start as u32..end as u32, "")
    }

    /// The entity that it is part of.
    #[must_use]
    pub fn entity(self) -> Option<Span<'d>> {
        let all = &self.doc.entities;
        let after = all.partition_point(|entity| entity.tokens.end <= self.index);
        let entity = all.get(after)?;
        let inside = entity.tokens.contains(&self.index);
        inside.then(|| Span::new(self.doc, entity.tokens.clone(), &entity.label))
    }
}

impl Deref for TokenRef<'_> {
    type Target = Token;

    fn deref(&self) -> &Token {
        self.data
    }
}

impl PartialEq for TokenRef<'_> {
    /// Whether it is the same token of the same document.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.doc, other.doc) && self.index == other.index
    }
}

impl Eq for TokenRef<'_> {}

impl fmt::Display for TokenRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text())
    }
}

impl fmt::Debug for TokenRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{:?}", self.index, self.text())
    }
}

/// Tokens that follow each other, in their document; made by [`Doc::tokens`] and
/// [`Span::tokens`].
#[derive(Clone)]
pub struct Tokens<'d> {
    doc: &'d Doc,
    range: Range<u32>,
}

impl<'d> Tokens<'d> {
    pub(super) fn new(doc: &'d Doc, range: Range<u32>) -> Tokens<'d> {
        Tokens { doc, range }
    }
}

impl<'d> Iterator for Tokens<'d> {
    type Item = TokenRef<'d>;

    fn next(&mut self) -> Option<TokenRef<'d>> {
        self.doc.token(self.range.next()? as usize)
    }

    fn nth(&mut self, n: usize) -> Option<TokenRef<'d>> {
        self.doc.token(self.range.nth(n)? as usize)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.range.size_hint()
    }
}

impl DoubleEndedIterator for Tokens<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.doc.token(self.range.next_back()? as usize)
    }
}

impl ExactSizeIterator for Tokens<'_> {}

impl fmt::Debug for Tokens<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

impl Doc {
    /// The token of this position, counted from 0.
    #[must_use]
    pub fn token(&self, index: usize) -> Option<TokenRef<'_>> {
        let data = self.tokens.get(index)?;
        Some(TokenRef {
            doc: self,
            data,
            index: index as u32,
        })
    }

    fn refs<'d>(
        &'d self,
        indices: &'d [u32],
    ) -> impl DoubleEndedIterator<Item = TokenRef<'d>> + ExactSizeIterator {
        indices.iter().map(|&index| TokenRef {
            doc: self,
            data: &self.tokens[index as usize],
            index,
        })
    }
}
