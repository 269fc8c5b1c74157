//! Frame: an article's tokens seen from its quotations: what is inside, what stands around, who is mentioned.

use std::ops::Range;

use super::pieces::Piece;
use crate::model::*;

/// An article with its pieces laid over its tokens.
pub(super) struct Frame<'a> {
    pub(super) article: &'a Article,
    pub(super) parse: &'a Parse,
    pub(super) mentions: &'a Mentions,
    pub(super) pieces: &'a [Piece],
    /// The piece that holds each token.
    inside: Vec<Option<u32>>,
    /// The dependents of token `n` are `dependents[begins[n]..begins[n + 1]]`.
    begins: Vec<u32>,
    dependents: Vec<u32>,
    /// The mention of which each token is the head, and the smallest that holds it.
    headed: Vec<Option<u32>>,
    covered: Vec<Option<u32>>,
}

/// Tokens of a clause beside a quotation that are looked through: longer ones are no cue clauses.
const CLAUSE: usize = 60;

impl<'a> Frame<'a> {
    /// Lays `pieces` over the tokens.
    pub(super) fn new(
        article: &'a Article,
        parse: &'a Parse,
        mentions: &'a Mentions,
        pieces: &'a [Piece],
    ) -> Self {
        let count = parse.tokens.len();
        let mut inside = vec![None; count];
        let mut piece = 0;
        for (n, token) in parse.tokens.iter().enumerate() {
            while pieces
                .get(piece)
                .is_some_and(|piece| piece.span.end <= token.span.start)
            {
                piece += 1;
            }
            let holds = pieces
                .get(piece)
                .is_some_and(|piece| piece.span.overlaps(token.span));
            inside[n] = holds.then_some(piece as u32);
        }
        let (begins, dependents) = dependents(parse);
        let (headed, covered) = mentioned(mentions, count);
        Self {
            article,
            parse,
            mentions,
            pieces,
            inside,
            begins,
            dependents,
            headed,
            covered,
        }
    }

    pub(super) fn token(&self, at: u32) -> &'a Token {
        &self.parse.tokens[at as usize]
    }

    /// The token at `at`, where there is one.
    pub(super) fn get(&self, at: u32) -> Option<&'a Token> {
        self.parse.tokens.get(at as usize)
    }

    pub(super) fn text(&self, span: Span) -> &'a str {
        span.of(&self.article.text)
    }

    /// The tokens that hang on `at`, in order.
    pub(super) fn dependents(&self, at: u32) -> impl DoubleEndedIterator<Item = u32> + '_ {
        let range = self.begins[at as usize] as usize..self.begins[at as usize + 1] as usize;
        self.dependents[range].iter().copied()
    }

    /// The token above `at`, where it is not the root.
    pub(super) fn above(&self, at: u32) -> Option<u32> {
        let head = self.token(at).head.0;
        (head != at && (head as usize) < self.parse.tokens.len()).then_some(head)
    }

    /// Whether a token stands inside a piece.
    pub(super) fn quoted(&self, at: u32) -> bool {
        self.inside.get(at as usize).is_some_and(Option::is_some)
    }

    /// The tokens that overlap `span`.
    pub(super) fn tokens(&self, span: Span) -> Range<u32> {
        let start = self
            .parse
            .tokens
            .partition_point(|token| token.span.end <= span.start);
        let end = self
            .parse
            .tokens
            .partition_point(|token| token.span.start < span.end);
        start as u32..end.max(start) as u32
    }

    /// The mention of which `at` is the head, else the smallest that holds it.
    pub(super) fn mention(&self, at: u32) -> Option<&'a Mention> {
        let position = self.headed.get(at as usize).copied().flatten().or(self
            .covered
            .get(at as usize)
            .copied()
            .flatten())?;
        self.mentions.mentions.get(position as usize)
    }

    /// The tokens between a piece and the sentence end, paragraph end or piece before it.
    pub(super) fn before(&self, piece: &Piece) -> Range<u32> {
        let end = self.tokens(piece.span).start;
        let paragraph = self.tokens(self.article.paragraphs[piece.paragraph as usize].span);
        let mut start = end;
        while start > paragraph.start
            && (end - start) < CLAUSE as u32
            && !self.quoted(start - 1)
            && !self.ends_sentence(start - 1)
        {
            start -= 1;
        }
        start..end
    }

    /// The tokens between a piece and the sentence end, paragraph end or piece behind it.
    pub(super) fn after(&self, piece: &Piece) -> Range<u32> {
        let start = self.tokens(piece.span).end;
        let paragraph = self.tokens(self.article.paragraphs[piece.paragraph as usize].span);
        let mut end = start;
        while end < paragraph.end
            && (end - start) < CLAUSE as u32
            && !self.quoted(end)
            && !self.ends_sentence(end)
        {
            end += 1;
        }
        start..end
    }

    /// Whether the token is punctuation that ends a sentence.
    pub(super) fn ends_sentence(&self, at: u32) -> bool {
        self.get(at)
            .is_some_and(|token| matches!(&*token.lower, "." | "!" | "?" | ";" | "…" | "..."))
    }

    /// Whether nothing but white space stands between the start of its paragraph and a piece.
    pub(super) fn leads_paragraph(&self, piece: &Piece) -> bool {
        let paragraph = self.article.paragraphs[piece.paragraph as usize].span;
        paragraph.start == piece.span.start
    }

    /// All tokens that hang on `at`, directly or not, from the first to the last; none is followed twice.
    pub(super) fn subtree(&self, at: u32) -> Range<u32> {
        let (mut start, mut end) = (at, at);
        let mut open = vec![at];
        let mut left = 4 * CLAUSE;
        while let Some(next) = open.pop() {
            (start, end) = (start.min(next), end.max(next));
            if left == 0 {
                break;
            }
            left -= 1;
            open.extend(self.dependents(next).filter(|child| *child != next));
        }
        start..end + 1
    }
}

fn dependents(parse: &Parse) -> (Vec<u32>, Vec<u32>) {
    let count = parse.tokens.len();
    let head = |n: usize| (parse.tokens[n].head.0 as usize).min(count.saturating_sub(1));
    let mut begins = vec![0_u32; count + 1];
    for n in (0..count).filter(|n| head(*n) != *n) {
        begins[head(n) + 1] += 1;
    }
    for n in 0..count {
        begins[n + 1] += begins[n];
    }
    let mut next = begins.clone();
    let mut dependents = vec![0; begins[count] as usize];
    for n in (0..count).filter(|n| head(*n) != *n) {
        dependents[next[head(n)] as usize] = n as u32;
        next[head(n)] += 1;
    }
    (begins, dependents)
}

fn mentioned(mentions: &Mentions, count: usize) -> (Vec<Option<u32>>, Vec<Option<u32>>) {
    let mut headed = vec![None; count];
    let mut covered: Vec<Option<u32>> = vec![None; count];
    let length = |n: u32| mentions.mentions[n as usize].tokens.len();
    for (n, mention) in (0_u32..).zip(&mentions.mentions) {
        if let Some(slot) = headed.get_mut(mention.head.0 as usize) {
            let longer = slot.is_none_or(|other: u32| length(other) < length(n));
            *slot = if longer { Some(n) } else { *slot };
        }
        for at in mention.tokens.clone().take(CLAUSE) {
            if let Some(slot) = covered.get_mut(at as usize) {
                let smaller = slot.is_none_or(|other| length(n) < length(other));
                *slot = if smaller { Some(n) } else { *slot };
            }
        }
    }
    (headed, covered)
}
