//! What a pipeline makes of a text: tokens with their annotations, sentences and entities.

mod chunks;
mod code_points;
mod conllu;
mod features;
mod json;
mod label;
mod span;
mod token;
mod tree;

use std::ops::Range;
use std::sync::OnceLock;

pub use code_points::CodePoints;
pub use features::Features;
pub use label::Label;
pub use span::Span;
pub use token::{Iob, Token, TokenRef, Tokens};
use tree::Tree;

/// A named entity, by its tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entity {
    pub(crate) tokens: Range<u32>,
    pub(crate) label: Label,
}

/// One text, read: it owns the text, its tokens and what the pipeline says of them.
///
/// The tokens stand in the order of the text. A single space between two tokens belongs to none;
/// a run of more, or a line break, is a token of its own, as in spaCy. So text, tokens and
/// [`TokenRef::whitespace`] can be made from one another without loss.
///
/// Offsets are bytes of [`Doc::text`] everywhere; [`Doc::code_points`] translates them for
/// readers that count as Python does. Positions of tokens count from 0.
///
/// A document can be sent to other threads and shared between them.
#[derive(Clone, Debug, Default)]
pub struct Doc {
    text: Box<str>,
    lang: Label,
    tokens: Vec<Token>,
    entities: Vec<Entity>,
    /// The heads turned round, made when first asked for.
    tree: OnceLock<Tree>,
}

impl Doc {
    /// The heads of `tokens` must be positions in it, and its offsets must fit `text`.
    pub(crate) fn new(text: &str, lang: Label, tokens: Vec<Token>, entities: Vec<Entity>) -> Doc {
        Doc {
            text: text.into(),
            lang,
            tokens,
            entities,
            tree: OnceLock::new(),
        }
    }

    /// The text that was read: the whole of what was given, unless that is longer than offsets
    /// of 32 bits can address (4 GiB); then it ends there.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The language of the pipeline, as its ISO 639-1 code: `en`.
    #[must_use]
    pub fn lang(&self) -> &str {
        &self.lang
    }

    /// How many tokens it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether it has no token: whether the text is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The tokens, in the order of the text.
    #[must_use]
    pub fn tokens(&self) -> Tokens<'_> {
        Tokens::new(self, 0..self.tokens.len() as u32)
    }

    /// The tokens as plain data.
    #[must_use]
    pub fn as_tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The token that this byte of the text belongs to; none if that is a single space between
    /// tokens, or beyond the end.
    #[must_use]
    pub fn token_at(&self, byte: usize) -> Option<TokenRef<'_>> {
        let index = self.tokens.partition_point(|t| t.end as usize <= byte);
        let token = self.token(index)?;
        token.bytes().contains(&byte).then_some(token)
    }

    /// The tokens of these positions; none if not all of them are there.
    ///
    /// ```
    /// # fn words(doc: &spacy::Doc) -> Option<&str> {
    /// doc.span(2..5).map(|span| span.text())
    /// # }
    /// # assert_eq!(words(&spacy::Doc::default()), None);
    /// ```
    #[must_use]
    pub fn span(&self, tokens: Range<usize>) -> Option<Span<'_>> {
        let fits = tokens.start <= tokens.end && tokens.end <= self.len();
        fits.then(|| Span::new(self, tokens.start as u32..tokens.end as u32, ""))
    }

    /// The sentences, in order; together they cover all tokens.
    pub fn sentences(&self) -> impl Iterator<Item = Span<'_>> {
        let mut next = 0;
        std::iter::from_fn(move || {
            let start = next;
            let (_, rest) = self.tokens.get(start..)?.split_first()?;
            let length = rest.iter().position(|token| token.sentence_start);
            next = start + 1 + length.unwrap_or(rest.len());
            Some(Span::new(self, start as u32..next as u32, ""))
        })
    }

    /// The named entities, in the order of the text; they never overlap.
    pub fn entities(&self) -> impl DoubleEndedIterator<Item = Span<'_>> + ExactSizeIterator {
        let entities = self.entities.iter();
        entities.map(|entity| Span::new(self, entity.tokens.clone(), &entity.label))
    }

    /// The base noun phrases, in the order of the text: a noun, a name or a pronoun with what
    /// stands before it and belongs to it ("the long negotiations"), by the rules of spaCy.
    ///
    /// There are rules for English, French and Spanish; a document in another language has
    /// none, nor has one that no parser has read.
    pub fn noun_chunks(&self) -> impl DoubleEndedIterator<Item = Span<'_>> + ExactSizeIterator {
        let chunks = chunks::noun_chunks(self).into_iter();
        chunks.map(|tokens| Span::new(self, tokens, "NP"))
    }

    /// Translates byte offsets of the text to code points. Keep it for several look-ups: to make
    /// it reads the text once.
    #[must_use]
    pub fn code_points(&self) -> CodePoints<'_> {
        CodePoints::new(&self.text)
    }

    fn tree(&self) -> &Tree {
        self.tree.get_or_init(|| Tree::new(&self.tokens))
    }

    /// A piece of the text; empty if these are no offsets of it.
    fn slice(&self, bytes: Range<usize>) -> &str {
        self.text.get(bytes).unwrap_or("")
    }
}

impl PartialEq for Doc {
    /// Whether text, language and everything that is said of them are the same.
    fn eq(&self, other: &Doc) -> bool {
        let Doc {
            text,
            lang,
            tokens,
            entities,
            tree: _,
        } = self;
        (text, lang, tokens, entities) == (&other.text, &other.lang, &other.tokens, &other.entities)
    }
}

impl Eq for Doc {}

/// A document for tests, a line a token: word, `_` for a space behind it, part of speech, head,
/// relation.
#[cfg(test)]
pub(crate) mod sample {
    use super::{Doc, Label, Token};

    pub(crate) fn doc(lang: &str, lines: &str) -> Doc {
        let mut text = String::new();
        let mut tokens: Vec<Token> = Vec::new();
        for line in lines.lines().filter(|line| !line.trim().is_empty()) {
            let [word, pos, head, dep] = line
                .split(' ')
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()[..]
            else {
                panic!("word, part of speech, head and relation expected: {line:?}");
            };
            let unescaped = word.replace("\\n", "\n").replace("\\s", " ");
            let word = unescaped.strip_suffix('_').unwrap_or(&unescaped);
            let start = text.len() as u32;
            text.push_str(word);
            tokens.push(Token {
                start,
                end: text.len() as u32,
                lemma: Label::from(&*word.to_lowercase()),
                pos: Label::from(pos),
                head: head.parse().unwrap(),
                dep: Label::from(dep),
                sentence_start: tokens.is_empty(),
                ..Token::default()
            });
            if unescaped.ends_with('_') {
                text.push(' ');
            }
        }
        Doc::new(&text, Label::from(lang), tokens, Vec::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn shared_between_threads<T: Send + Sync + 'static>() {}
    const _: () = shared_between_threads::<Doc>();
    const _: () = shared_between_threads::<Label>();
    const _: () = shared_between_threads::<TokenRef<'static>>();

    /// Two sentences, the second of them a city's name.
    fn doc() -> Doc {
        let mut doc = sample::doc(
            "en",
            "The_    DET   1 det
             envoys_ NOUN  2 nsubj
             met     VERB  2 ROOT
             .       PUNCT 2 punct
             \\n\\n  SPACE 3 dep
             New_    PROPN 6 compound
             York    PROPN 6 ROOT",
        );
        doc.tokens[5].sentence_start = true;
        doc.entities = vec![Entity {
            tokens: 5..7,
            label: Label::from("GPE"),
        }];
        doc
    }

    #[test]
    fn sentences_cover_all_tokens() {
        let doc = doc();
        let ranges: Vec<_> = doc.sentences().map(|sentence| sentence.range()).collect();
        assert_eq!(ranges, [0..5, 5..7]);
        for sentence in doc.sentences() {
            assert!(sentence.tokens().all(|token| token.sentence() == sentence));
        }
        assert_eq!(Doc::default().sentences().count(), 0);
    }

    #[test]
    fn the_text_is_its_tokens_and_their_spaces() {
        let doc = doc();
        let pieces = doc.tokens().flat_map(|t| [t.text(), t.whitespace()]);
        assert_eq!(pieces.collect::<String>(), doc.text());
        let words: Vec<_> = doc.tokens().map(|token| token.to_string()).collect();
        assert_eq!(words, ["The", "envoys", "met", ".", "\n\n", "New", "York"]);
        let spaces: Vec<_> = doc.tokens().filter(|token| token.is_space()).collect();
        assert_eq!(format!("{spaces:?}"), r#"[4:"\n\n"]"#);
    }

    #[test]
    fn tokens_are_found_by_their_bytes() {
        let doc = doc();
        let at = |byte| doc.token_at(byte).map(TokenRef::text);
        assert_eq!(
            (at(0), at(2), at(3), at(4)),
            (Some("The"), Some("The"), None, Some("envoys"))
        );
        assert_eq!(
            (at(doc.text().len() - 1), at(doc.text().len())),
            (Some("York"), None)
        );
    }

    #[test]
    fn tokens_lead_to_their_relatives() {
        let doc = doc();
        let words = |tokens: &mut dyn Iterator<Item = TokenRef>| {
            tokens.map(|token| token.to_string()).collect::<Vec<_>>()
        };
        let met = doc.token(2).unwrap();
        assert_eq!(words(&mut met.children()), ["envoys", "."]);
        assert_eq!(words(&mut met.lefts()), ["envoys"]);
        assert_eq!(words(&mut met.rights().rev()), ["."]);
        assert_eq!(
            words(&mut met.subtree()),
            ["The", "envoys", "met", ".", "\n\n"]
        );
        assert_eq!((met.left_edge().index(), met.right_edge().index()), (0, 4));
        let the = doc.token(0).unwrap();
        assert_eq!(words(&mut the.ancestors()), ["envoys", "met"]);
        assert_eq!((the.head().head(), met.head()), (met, met));
        assert!(met.is_root() && !the.is_root());
    }

    #[test]
    fn spans_have_text_label_and_root() {
        let doc = doc();
        let york: Vec<_> = doc.entities().collect();
        assert_eq!((york[0].text(), york[0].label()), ("New York", "GPE"));
        assert_eq!(format!("{york:?}"), r#"[5..7:"New York":GPE]"#);
        assert_eq!(doc.token(6).unwrap().entity().as_ref(), Some(&york[0]));
        assert_eq!(doc.token(4).unwrap().entity(), None);
        let root = |range| doc.span(range).unwrap().root().map(TokenRef::text);
        assert_eq!(
            (root(0..2), root(0..7), root(5..6)),
            (Some("envoys"), Some("met"), Some("New"))
        );
        // Both heads lie outside; that of "." is nearer to the root than that of "\n\n".
        assert_eq!((root(3..5), root(7..7)), (Some("."), None));
        assert_eq!(doc.span(7..7).unwrap().text(), "");
        assert_eq!(doc.span(5..8), None);
    }

    #[test]
    fn a_long_chain_of_tokens_is_walked_and_written_at_once() {
        // In time quadratic in their number this would take minutes.
        let line = |i: usize| format!("a_ NOUN {} conj\n", i.saturating_sub(1));
        let doc = sample::doc("en", &(0..100_000).map(line).collect::<String>());
        let started = std::time::Instant::now();
        assert_eq!(doc.noun_chunks().len(), 0);
        assert_eq!(doc.token(0).unwrap().subtree().count(), doc.len());
        assert_eq!(
            doc.token(doc.len() - 1).unwrap().ancestors().count(),
            doc.len() - 1
        );
        assert_eq!(doc.to_conllu().lines().count(), doc.len() + 3);
        assert!(doc.to_json().len() > doc.len());
        assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
    }

    #[test]
    fn asking_a_document_leaves_it_equal() {
        let (asked, doc) = (doc(), doc());
        assert_eq!(asked.token(2).unwrap().children().count(), 2);
        assert_eq!(asked, doc);
        assert_eq!(asked.clone(), doc);
        assert_ne!(Doc::default(), doc);
    }
}
