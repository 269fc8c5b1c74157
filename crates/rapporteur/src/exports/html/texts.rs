//! Texts: every article whole, with its cited sentences marked.

use std::collections::BTreeSet;

use account::model::*;
use maud::{Markup, html};

use super::Names;
use crate::exports::outline::{Outline, Ref, Sources};

/// The articles of a story, in order.
pub(super) fn texts(sources: &Sources<'_>, outline: &Outline, names: Names) -> Markup {
    let cited: BTreeSet<Ref> = outline.references.iter().map(|entry| entry.at).collect();
    html! {
        aside.texts aria-label="The articles" {
            h2 id={ (names.top()) "-texts" } { "The articles" }
            @for (position, article) in sources.account.articles.iter().enumerate() {
                article id=(names.article(position)) {
                    h3 { "[" (article.label) "] " (article.title.as_deref().unwrap_or("No headline")) }
                    p.remark { (sources.describe(position)) " · " (article.id) }
                    div.body {
                        @if let Some(reading) = sources.reading(position) {
                            (body(reading, position, &cited, names))
                        }
                    }
                    p.remark.back { a href={ "#" (names.top()) } { "Back to the account" } }
                }
            }
        }
    }
}

fn body(reading: &Reading, position: usize, cited: &BTreeSet<Ref>, names: Names) -> Markup {
    html! {
        @for (n, paragraph) in (0..).zip(&reading.article.paragraphs) {
            p class=[class(paragraph.kind)] {
                @for piece in pieces(reading, n, paragraph.span) {
                    @let text = piece.span.of(&reading.article.text);
                    @match piece.sentence.filter(|n| cited.contains(&at(position, *n))) {
                        Some(sentence) => {
                            span.cited id=(names.sentence(position, sentence)) {
                                span.number { (sentence + 1) } (text)
                            }
                        }
                        None => (text),
                    }
                }
            }
        }
    }
}

fn at(article: usize, sentence: usize) -> Ref {
    Ref {
        article,
        sentence: Some(sentence),
    }
}

fn class(kind: BlockKind) -> Option<&'static str> {
    match kind {
        BlockKind::Paragraph => None,
        BlockKind::Heading => Some("heading"),
        BlockKind::Item => Some("item"),
        BlockKind::Quotation => Some("quotation"),
    }
}

/// A stretch of a paragraph: a sentence, or what lies between two.
struct Piece {
    span: Span,
    sentence: Option<usize>,
}

/// The paragraph from end to end, cut at its sentences.
fn pieces(reading: &Reading, paragraph: u32, span: Span) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut reached = span.start;
    let sentences = reading.parse.sentences.iter().enumerate();
    for (n, sentence) in sentences.filter(|(_, sentence)| sentence.paragraph == paragraph) {
        if sentence.span.start < reached {
            continue;
        }
        pieces.push(Piece {
            span: Span::new(reached, sentence.span.start),
            sentence: None,
        });
        pieces.push(Piece {
            span: sentence.span,
            sentence: Some(n),
        });
        reached = sentence.span.end;
    }
    pieces.push(Piece {
        span: Span::new(reached, span.end),
        sentence: None,
    });
    pieces
}
