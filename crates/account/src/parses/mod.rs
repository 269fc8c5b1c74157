//! Parses: tokens, sentences and names by the language model. `Article -> Parse`

mod dateline;
mod labels;
mod walk;

use std::sync::Arc;

use crate::articles::language;
use crate::model::*;
use crate::stage::{Notes, Stage};

/// The stage; it holds the language model.
pub struct Parses {
    model: Arc<spacy::Model>,
}

impl Parses {
    /// Reads with `model`.
    #[must_use]
    pub fn new(model: Arc<spacy::Model>) -> Self {
        Self { model }
    }
}

impl Parses {
    /// Why the model does not read an article: in the words of another language it would find
    /// names and acts that are not there.
    fn unread(&self, article: &Article) -> Option<String> {
        let reads = self.model.meta().lang.as_str();
        let other = language::unread(&article.text, article.language.as_deref(), reads)?;
        Some(format!(
            "the article seems to be in {}, the language model reads {}: it is listed, and nothing \
             in it is coded",
            language::named(&other),
            language::named(reads)
        ))
    }
}

impl std::fmt::Debug for Parses {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Parses")
    }
}

/// Bytes of one paragraph that are given to the parser at once: about 3,000 words.
const LONGEST: usize = 20_000;

/// Bytes of paragraphs that are given to the parser together: enough to keep it busy, and so few
/// that a long article needs no more memory than some short ones.
const TOGETHER: u32 = 32_000;

impl Stage for Parses {
    type In<'a> = &'a Article;
    type Out = Parse;
    const NAME: &'static str = "parses";
    const VERSION: u32 = 4;

    fn run(&self, article: &Article, notes: &mut Notes) -> Parse {
        if let Some(detail) = self.unread(article) {
            notes.add(Reason::OtherLanguage, None, detail);
            return Parse::default();
        }
        let pieces = pieces(article, notes);
        let mut parse = Parse::default();
        let mut rest = pieces.as_slice();
        while !rest.is_empty() {
            let (some, others) = rest.split_at(together(rest));
            let span = |(_, span): &(u32, Span)| span.of(&article.text);
            let texts: Vec<&str> = some.iter().map(span).collect();
            let docs = self.model.parse_batch(&texts);
            for ((paragraph, span), doc) in some.iter().zip(&docs) {
                append(&mut parse, &article.text, doc, span.start, *paragraph);
            }
            rest = others;
        }
        parse
    }
}

/// How many of the pieces are read together, one at least.
fn together(pieces: &[(u32, Span)]) -> usize {
    let mut bytes = 0;
    let fit = pieces.iter().take_while(|(_, span)| {
        bytes += span.len();
        bytes <= TOGETHER
    });
    fit.count().max(1)
}

/// The paragraphs, those cut that are longer than [`LONGEST`], each with its paragraph's position.
fn pieces(article: &Article, notes: &mut Notes) -> Vec<(u32, Span)> {
    let mut pieces = Vec::new();
    for (n, paragraph) in (0..).zip(&article.paragraphs) {
        let mut rest = paragraph.span;
        if n == 0 && dateline::end(article) < rest.end {
            rest.start = rest.start.max(dateline::end(article));
        }
        while rest.len() as usize > LONGEST {
            let cut = cut(rest.of(&article.text));
            let (head, tail) = (rest.start, rest.start + cut);
            notes.add(
                Reason::SentenceTooLong,
                Some(Span::new(tail, tail)),
                format!(
                    "a paragraph of {} bytes is read in pieces",
                    paragraph.span.len()
                ),
            );
            pieces.push((n, Span::new(head, tail)));
            rest = Span::new(tail, rest.end);
        }
        pieces.push((n, rest));
    }
    pieces
}

/// Where to cut a text that is too long: behind the last full stop, else space, else character.
fn cut(text: &str) -> u32 {
    let head = &text[..text.floor_char_boundary(LONGEST)];
    let at = head
        .rfind(". ")
        .map(|at| at + 2)
        .or_else(|| head.rfind(' ').map(|at| at + 1));
    at.filter(|at| *at > LONGEST / 2).unwrap_or(head.len()) as u32
}

/// Adds one parsed piece that begins at byte `offset` of `text`.
fn append(parse: &mut Parse, text: &str, doc: &spacy::Doc, offset: u32, paragraph: u32) {
    let kept = walk::Kept::of(doc);
    let base = parse.tokens.len() as u32;
    for (n, token) in doc.as_tokens().iter().enumerate() {
        let Some(position) = kept.position(n) else {
            continue;
        };
        if kept.starts_sentence(n) {
            open_sentence(parse, base + position, paragraph);
        }
        let span = Span::new(offset + token.start, offset + token.end);
        parse.tokens.push(Token {
            span,
            lower: span.of(text).to_lowercase().into(),
            lemma: (&*token.lemma).into(),
            pos: labels::pos(&token.pos),
            tag: token.tag.clone(),
            dep: labels::dep(&token.dep),
            head: TokenId(base + kept.head(doc, n)),
            sentence: SentenceId((parse.sentences.len() as u32).saturating_sub(1)),
        });
    }
    close_sentences(parse);
    for entity in doc.entities() {
        if let Some(tokens) = kept.range(entity.range()) {
            let tokens = base + tokens.start..base + tokens.end;
            parse.names.push(NamedSpan {
                tokens,
                kind: labels::name(entity.label()),
            });
        }
    }
}

fn open_sentence(parse: &mut Parse, first: u32, paragraph: u32) {
    parse.sentences.push(Sentence {
        span: Span::default(),
        tokens: first..first,
        paragraph,
    });
}

/// Gives every sentence that is still open its tokens and its span.
fn close_sentences(parse: &mut Parse) {
    let mut end = parse.tokens.len() as u32;
    for sentence in parse.sentences.iter_mut().rev() {
        if sentence.tokens.start < sentence.tokens.end {
            break;
        }
        sentence.tokens.end = end;
        end = sentence.tokens.start;
        let tokens = &parse.tokens[sentence.tokens.start as usize..sentence.tokens.end as usize];
        if let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
            sentence.span = first.span.cover(last.span);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_read_in_groups_that_fit_and_one_at_least() {
        let piece = |length| (0, Span::new(0, length));
        assert_eq!(together(&[piece(100), piece(200)]), 2);
        assert_eq!(together(&[piece(TOGETHER), piece(1)]), 1);
        assert_eq!(together(&[piece(TOGETHER + 1), piece(1)]), 1);
    }

    #[test]
    fn an_article_that_is_read_in_groups_loses_no_sentence() {
        let Some(model) = crate::testing::model() else {
            return;
        };
        let sentence = "The ministers of France and Peru met in Lima on Thursday to sign a treaty.";
        let count = 3 * TOGETHER as usize / sentence.len();
        let article = crate::testing::article(&vec![sentence; count].join("\n\n"));
        let parse = Parses::new(model).run(&article, &mut Notes::default());
        let paragraphs: Vec<u32> = parse.sentences.iter().map(|one| one.paragraph).collect();
        assert_eq!(paragraphs, (0..count as u32).collect::<Vec<_>>());
        let spans = parse.sentences.iter().map(|one| one.span.of(&article.text));
        assert!(spans.into_iter().all(|words| words == sentence));
    }

    #[test]
    fn an_english_article_is_read_whatever_language_it_is_said_to_be_in() {
        let Some(model) = crate::testing::model() else {
            return;
        };
        let parses = Parses::new(model);
        for said in ["de", "de-DE", "en-GB", "EN"] {
            let mut article = crate::testing::article("The ministers met in Lima on Thursday.");
            article.language = Some(said.to_owned());
            let mut notes = Notes::default();
            let parse = parses.run(&article, &mut notes);
            assert_eq!((parse.sentences.len(), notes.into_vec().len()), (1, 0));
        }
    }
}
