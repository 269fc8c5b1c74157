//! The passages behind every line of an account, in code points of the articles' texts.

use std::collections::BTreeMap;

use account::model::*;
use account::span::CodePoints;
use serde::Serialize;

use crate::exports::outline::first_sentence;

/// A passage with the article's short name and the number of its sentence, from 1.
#[derive(Debug, Serialize)]
pub(super) struct EvidenceJson<'a> {
    article: &'a str,
    start: u32,
    end: u32,
    label: &'a str,
    sentence: Option<usize>,
}

/// The texts of the account's articles, prepared for counting code points.
pub(super) struct Texts<'a> {
    articles: BTreeMap<&'a ArticleId, Text<'a>>,
}

struct Text<'a> {
    label: &'a str,
    text: &'a str,
    points: CodePoints<'a>,
    sentences: &'a [Sentence],
}

impl<'a> Texts<'a> {
    pub(super) fn new(account: &'a Account, readings: &'a [Reading]) -> Self {
        let labels: BTreeMap<&ArticleId, &str> = account
            .articles
            .iter()
            .map(|article| (&article.id, article.label.as_str()))
            .collect();
        let text = |reading: &'a Reading| {
            let id = &reading.article.id;
            let text = Text {
                label: labels.get(id)?,
                text: &reading.article.text,
                points: CodePoints::new(&reading.article.text),
                sentences: &reading.parse.sentences,
            };
            Some((id, text))
        };
        Self {
            articles: readings.iter().filter_map(text).collect(),
        }
    }

    /// Both ends of a span in code points; bytes as they are where the text is not known.
    pub(super) fn span(&self, id: &ArticleId, span: Span) -> (u32, u32) {
        self.articles
            .get(id)
            .map_or((span.start, span.end), |text| text.points.span(span))
    }

    pub(super) fn evidence(&self, evidence: &'a [Evidence]) -> Vec<EvidenceJson<'a>> {
        let whole = |piece: &'a Evidence| self.piece(piece, piece.span);
        evidence.iter().map(whole).collect()
    }

    /// The same, narrowed to `words` where a passage has them between its quotation marks.
    pub(super) fn evidence_of(
        &self,
        words: &str,
        evidence: &'a [Evidence],
    ) -> Vec<EvidenceJson<'a>> {
        let narrowed = |piece: &'a Evidence| {
            let text = self.articles.get(&piece.article);
            let passage = text.map_or("", |text| piece.span.of(text.text));
            let span = passage.find(words).map_or(piece.span, |at| {
                let start = piece.span.start + at as u32;
                Span::new(start, start + words.len() as u32)
            });
            self.piece(piece, span)
        };
        evidence.iter().map(narrowed).collect()
    }

    /// The passage `span` of the article that `piece` names.
    fn piece(&self, piece: &'a Evidence, span: Span) -> EvidenceJson<'a> {
        let (start, end) = self.span(&piece.article, span);
        let text = self.articles.get(&piece.article);
        let sentence = text.and_then(|text| first_sentence(text.sentences, span));
        EvidenceJson {
            article: &piece.article.0,
            start,
            end,
            label: text.map_or("", |text| text.label),
            sentence: sentence.map(|n| n + 1),
        }
    }
}
