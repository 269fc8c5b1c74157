//! Articles that come as articles: their text is kept to the letter.

use crate::model::*;

/// What is known of an article that no page has to be read for.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// Names it in this run.
    pub id: String,
    /// Canonical address.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Its authors.
    pub byline: Vec<String>,
    /// The place at the head of the text.
    pub dateline: Option<String>,
    /// When it was published.
    pub published: Option<Moment>,
    /// When it was last changed.
    pub modified: Option<Moment>,
    /// Language of the body, ISO 639-1.
    pub language: Option<String>,
    /// The body. Offsets in everything written out count from its start, so nothing is changed.
    pub text: String,
}

impl Given {
    /// The article; every line of the text that holds something is a paragraph.
    #[must_use]
    pub fn into_article(self) -> Article {
        let paragraphs = paragraphs(&self.text);
        let mut notes = Vec::new();
        if self.published.is_none() {
            let detail = "the article states no publication date".to_owned();
            notes.push(Note {
                reason: Reason::DateUnknown,
                span: None,
                detail,
            });
        }
        if paragraphs.is_empty() {
            let detail = "the article has no text".to_owned();
            notes.push(Note {
                reason: Reason::NoText,
                span: None,
                detail,
            });
        }
        Article {
            id: self.id.as_str().into(),
            url: self.url,
            outlet: self.outlet,
            title: self.title,
            byline: self.byline,
            dateline: self.dateline,
            published: self.published,
            modified: self.modified,
            language: self.language,
            text: self.text,
            paragraphs,
            notes,
        }
    }
}

/// The lines of `text` that hold something, without the white space around them.
fn paragraphs(text: &str) -> Vec<Paragraph> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let inner = line.trim();
        if !inner.is_empty() {
            let at = start + (line.len() - line.trim_start().len());
            let span = Span::new(at as u32, (at + inner.len()) as u32);
            found.push(Paragraph {
                span,
                kind: BlockKind::Paragraph,
            });
        }
        start += line.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_given_text_is_kept_to_the_letter_and_its_lines_are_paragraphs() {
        let text = "  One.\r\n\r\nTwo at Bogotá.  \n".to_owned();
        let article = Given {
            id: "a".into(),
            text: text.clone(),
            ..Given::default()
        }
        .into_article();
        let pieces: Vec<&str> = article
            .paragraphs
            .iter()
            .map(|p| p.span.of(&text))
            .collect();
        assert_eq!(pieces, ["One.", "Two at Bogotá."]);
        assert_eq!(article.text, text);
        assert_eq!(article.notes[0].reason, Reason::DateUnknown);
    }
}
