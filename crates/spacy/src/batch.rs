//! Texts on their way through a pipeline.

use std::collections::HashMap;
use std::ops::Range;

use crate::doc::Entity;
use crate::layers::Matrix;
use crate::lexeme::{Lexeme, Norms};
use crate::scratch::Scratch;
use crate::tokenizer::Tokenizer;
use crate::{Doc, Label, Token};

/// What a component reads and adds to: several texts, token after token.
///
/// The tokens of all texts stand in one list, so that a layer runs once for all of them.
pub(crate) struct Batch<'t> {
    texts: &'t [&'t str],
    /// Tokens of each text, as ranges in the lists below.
    spans: Vec<Range<usize>>,
    pub(crate) tokens: Vec<Token>,
    pub(crate) words: Vec<Word>,
    pub(crate) entities: Vec<Vec<Entity>>,
    /// The shared token vectors, made by the component `tok2vec`.
    pub(crate) vectors: Matrix,
    /// What is kept for the texts that come after.
    pub(crate) scratch: Scratch,
}

/// A token as the networks see it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Word {
    pub(crate) lexeme: Lexeme,
    /// The norm in this place: that of the special case, or of the lexeme.
    pub(crate) norm: u64,
    /// Whether a space follows that belongs to no token.
    pub(crate) space_after: bool,
}

impl<'t> Batch<'t> {
    /// Tokenizes the texts.
    pub(crate) fn new(
        texts: &'t [&'t str],
        tokenizer: &Tokenizer,
        norms: &Norms,
        scratch: Scratch,
    ) -> Batch<'t> {
        let mut batch = Batch {
            texts,
            spans: Vec::with_capacity(texts.len()),
            tokens: Vec::new(),
            words: Vec::new(),
            entities: vec![Vec::new(); texts.len()],
            vectors: Matrix::default(),
            scratch,
        };
        let mut lexemes: HashMap<&str, Lexeme> = HashMap::new();
        for text in texts {
            let text = readable(text);
            let first = batch.tokens.len();
            for piece in tokenizer.tokenize(text) {
                let (start, end) = (piece.start as usize, piece.end as usize);
                let word = &text[start..end];
                let lexeme = *lexemes.entry(word).or_insert_with(|| norms.lexeme(word));
                batch.words.push(Word {
                    lexeme,
                    norm: if piece.norm == 0 {
                        lexeme.norm
                    } else {
                        piece.norm
                    },
                    space_after: text[end..].starts_with(' '),
                });
                batch.tokens.push(Token {
                    start: piece.start,
                    end: piece.end,
                    // Its own head, as long as no parser finds another.
                    head: (batch.tokens.len() - first) as u32,
                    ..Token::default()
                });
            }
            if let Some(token) = batch.tokens.get_mut(first) {
                token.sentence_start = true;
            }
            batch.spans.push(first..batch.tokens.len());
        }
        batch
    }

    /// The tokens of each text.
    pub(crate) fn spans(&self) -> &[Range<usize>] {
        &self.spans
    }

    /// For every text: itself, its tokens and their words.
    pub(crate) fn docs<'b>(
        &'b mut self,
    ) -> impl Iterator<Item = (&'t str, &'b mut [Token], &'b [Word])> {
        let mut tokens = &mut self.tokens[..];
        let mut words = &self.words[..];
        self.texts.iter().zip(&self.spans).map(move |(text, span)| {
            let (doc, rest) = std::mem::take(&mut tokens).split_at_mut(span.len());
            let (doc_words, rest_words) = words.split_at(span.len());
            (tokens, words) = (rest, rest_words);
            (*text, doc, doc_words)
        })
    }

    /// The finished documents, all in this language, and what is kept.
    pub(crate) fn finish(mut self, lang: &Label) -> (Vec<Doc>, Scratch) {
        let mut tokens = self.tokens.into_iter();
        let docs = self.texts.iter().zip(self.spans).zip(self.entities);
        let docs = docs.map(|((text, span), entities)| {
            let tokens = tokens.by_ref().take(span.len()).collect();
            Doc::new(readable(text), lang.clone(), tokens, entities)
        });
        let docs = docs.collect();
        self.scratch.put(self.vectors.into_data());
        (docs, self.scratch)
    }
}

/// The part of a text that offsets of 32 bits can address.
fn readable(text: &str) -> &str {
    let mut end = text.len().min(u32::MAX as usize);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Labels by their name, each kept once.
#[derive(Debug, Default)]
pub(crate) struct Labels(HashMap<String, Label>);

impl Labels {
    /// The label of this name.
    pub(crate) fn get(&mut self, name: &str) -> Label {
        match self.0.get(name) {
            Some(label) => label.clone(),
            None => {
                let label = Label::from(name);
                self.0.insert(name.to_owned(), label.clone());
                label
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::strings::string_id;

    #[test]
    fn texts_keep_their_tokens_apart() {
        let bytes = crate::msgpack::write(&serde_json::json!({
            "exceptions": {"cannot": [{"65": "can"}, {"65": "not", "67": "NOT"}]}
        }));
        let tokenizer = Tokenizer::read(Path::new("tokenizer"), &bytes).unwrap();
        let norms = Norms::read(Path::new("lookups.bin"), b"\x80").unwrap();
        let texts = ["I cannot ", "", "Go"];
        let mut batch = Batch::new(&texts, &tokenizer, &norms, Scratch::default());
        assert_eq!(batch.spans(), [0..3, 3..3, 3..4]);
        let norms: Vec<u64> = batch.words.iter().map(|word| word.norm).collect();
        assert_eq!(norms, ["i", "can", "NOT", "go"].map(string_id));
        let spaces: Vec<bool> = batch.words.iter().map(|word| word.space_after).collect();
        assert_eq!(spaces, [true, false, true, false]);
        let sizes: Vec<_> = batch
            .docs()
            .map(|(text, tokens, words)| (text, tokens.len(), words.len()))
            .collect();
        assert_eq!(sizes, [("I cannot ", 3, 3), ("", 0, 0), ("Go", 1, 1)]);
        let (docs, _) = batch.finish(&Label::from("en"));
        let words: Vec<&str> = docs[0].tokens().map(|token| token.text()).collect();
        assert_eq!(words, ["I", "can", "not"]);
        assert!(docs[0].as_tokens()[0].sentence_start && docs[2].as_tokens()[0].sentence_start);
        assert!(docs[1].is_empty());
        assert!(docs[0].tokens().all(|token| token.is_root()));
        assert_eq!((docs[0].text(), docs[2].lang()), (texts[0], "en"));
    }

    #[test]
    fn a_label_is_kept_once() {
        let mut labels = Labels::default();
        let (first, second) = (labels.get("nsubj"), labels.get("nsubj"));
        assert!(std::ptr::eq(first.as_ptr(), second.as_ptr()));
    }
}
