//! An article with its parse, and the questions that this stage asks of them.

use std::ops::Range;

use super::kinds::Kinds;
use super::words::Words;
use crate::actors::lexicon::Lexicon;
use crate::model::{Dep, Parse, Pos, Sentence, Token};
use crate::span::Span;

/// An article's text and parse with what is reckoned from them once.
pub(super) struct View<'a> {
    pub(super) text: &'a str,
    pub(super) parse: &'a Parse,
    pub(super) lexicon: &'a Lexicon,
    pub(super) kinds: &'a Kinds,
    /// For every token, the first token of what hangs on it.
    left: Vec<u32>,
    /// For every token, the number of the quotation it stands in; 0 outside.
    quoted: Vec<u32>,
}

/// How far up a tree is climbed: no clause of a sane sentence is deeper.
const DEEP: usize = 60;

impl<'a> View<'a> {
    pub(super) fn new(
        text: &'a str,
        parse: &'a Parse,
        lexicon: &'a Lexicon,
        kinds: &'a Kinds,
    ) -> Self {
        Self {
            text,
            parse,
            lexicon,
            kinds,
            left: left_edges(parse),
            quoted: quotations(parse),
        }
    }

    /// The words of the rules.
    pub(super) fn words(&self) -> &'a Words {
        &self.kinds.words
    }

    pub(super) fn count(&self) -> u32 {
        self.parse.tokens.len() as u32
    }

    /// Token `at`; callers stay below [`View::count`].
    pub(super) fn token(&self, at: u32) -> &'a Token {
        &self.parse.tokens[at as usize]
    }

    /// The token at `at`, if there is one.
    pub(super) fn get(&self, at: u32) -> Option<&'a Token> {
        self.parse.tokens.get(at as usize)
    }

    /// Token `at` as printed.
    pub(super) fn word(&self, at: u32) -> &'a str {
        self.get(at).map_or("", |token| token.span.of(self.text))
    }

    /// Token `at` in lower case; empty past the end.
    pub(super) fn lower(&self, at: u32) -> &'a str {
        self.get(at).map_or("", |token| &token.lower)
    }

    pub(super) fn span(&self, tokens: &Range<u32>) -> Span {
        match (
            self.get(tokens.start),
            self.get(tokens.end.saturating_sub(1)),
        ) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::default(),
        }
    }

    /// The text of `tokens`, on one line.
    pub(super) fn phrase(&self, tokens: &Range<u32>) -> String {
        let text = self.span(tokens).of(self.text);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub(super) fn sentence(&self, at: u32) -> &'a Sentence {
        &self.parse.sentences[self.token(at).sentence.0 as usize]
    }

    pub(super) fn sentence_number(&self, at: u32) -> u32 {
        self.token(at).sentence.0
    }

    pub(super) fn paragraph(&self, at: u32) -> u32 {
        self.sentence(at).paragraph
    }

    pub(super) fn left(&self, at: u32) -> u32 {
        self.left[at as usize]
    }

    /// The quotation that token `at` stands in; 0 outside of all.
    pub(super) fn quotation(&self, at: u32) -> u32 {
        self.quoted[at as usize]
    }

    /// The token that `at` hangs on.
    pub(super) fn head(&self, at: u32) -> u32 {
        self.token(at).head.0
    }

    pub(super) fn is_subject(&self, at: u32) -> bool {
        matches!(self.token(at).dep, Dep::Nsubj | Dep::Nsubjpass)
    }

    /// The token of `tokens` on which the others hang.
    pub(super) fn root_of(&self, tokens: &Range<u32>) -> u32 {
        tokens
            .clone()
            .rev()
            .find(|at| !tokens.contains(&self.head(*at)) || self.head(*at) == *at)
            .unwrap_or(tokens.end.saturating_sub(1))
    }

    /// The first token of the noun phrase that ends at `head`: its modifiers without a gap.
    pub(super) fn phrase_start(&self, head: u32) -> u32 {
        let edge = self.left(head).max(self.sentence(head).tokens.start);
        let mut start = head;
        while start > edge {
            let before = self.token(start - 1);
            let breaks = matches!(
                before.pos,
                Pos::Punct | Pos::Cconj | Pos::Adp | Pos::Aux | Pos::Sconj
            );
            let joins = matches!(before.span.of(self.text), "-" | "‑" | "–" | ".")
                && before.span.end == self.token(start).span.start;
            let possessive = matches!(before.span.of(self.text), "'s" | "’s" | "'" | "’");
            if breaks && !joins && !possessive
                || matches!(before.pos, Pos::Verb) && before.dep != Dep::Amod
            {
                break;
            }
            start -= 1;
        }
        start
    }

    /// The child of `at` with relation `dep`, the first of several.
    pub(super) fn child(&self, at: u32, dep: Dep) -> Option<u32> {
        let sentence = &self.sentence(at).tokens;
        let near = sentence.start.max(at.saturating_sub(40))..sentence.end.min(at + 40);
        near.into_iter()
            .find(|child| self.head(*child) == at && *child != at && self.token(*child).dep == dep)
    }
}

/// The first token below every token, by carrying each token's place up the tree.
fn left_edges(parse: &Parse) -> Vec<u32> {
    let mut left: Vec<u32> = (0..parse.tokens.len() as u32).collect();
    for at in 0..parse.tokens.len() {
        let mut up = at;
        for _ in 0..DEEP {
            let head = parse.tokens[up].head.0 as usize;
            if head == up || left[head] <= at as u32 {
                break;
            }
            left[head] = at as u32;
            up = head;
        }
    }
    left
}

/// Numbers the stretches between double quotation marks; an open one ends with its paragraph.
fn quotations(parse: &Parse) -> Vec<u32> {
    let mut quoted = Vec::with_capacity(parse.tokens.len());
    let (mut number, mut open, mut paragraph) = (0, false, u32::MAX);
    for token in &parse.tokens {
        let here = parse.sentences[token.sentence.0 as usize].paragraph;
        if here != paragraph {
            paragraph = here;
            open = false;
        }
        let mark = match &*token.lower {
            "\"" | "``" | "''" => Some(!open),
            "“" | "„" | "«" => Some(true),
            "”" | "»" => Some(false),
            _ => None,
        };
        if let Some(opens) = mark {
            number += u32::from(opens && !open);
            open = opens;
        }
        quoted.push(if open { number } else { 0 });
    }
    quoted
}
