//! Articles that come as articles: their text is kept to the letter, so that offsets hold.

use crate::model::*;
use crate::pages::lines;
use crate::span::Span;
use crate::stage::Notes;

use super::{dateline, language, limit};

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
    /// Language of the body: a code of ISO 639 or a tag such as "en-GB".
    pub language: Option<String>,
    /// The body. Offsets in everything written out count from its start, so nothing is changed.
    pub text: String,
}

impl Given {
    /// The article; nothing is removed from its text, and its lines are paragraphs (where they are
    /// broken to a width, its groups of lines). A text longer than any article is cut at its end.
    #[must_use]
    pub fn into_article(self) -> Article {
        let mut notes = Notes::default();
        let text = limit::cut(self.text, &mut notes);
        let paragraphs: Vec<Paragraph> = lines::read(&text)
            .into_iter()
            .map(|line| Paragraph {
                span: line.span,
                kind: line.kind,
            })
            .collect();
        if self.published.is_none() {
            let detail = "the article states no publication date";
            notes.add(Reason::DateUnknown, None, detail);
        }
        if paragraphs.is_empty() {
            notes.add(Reason::NoText, None, "the article has no text");
        }
        let first: Option<Span> = paragraphs.first().map(|first| first.span);
        let dateline = || dateline::head(first?.of(&text));
        let stated = self.language.as_deref().and_then(language::tag);
        Article {
            id: self.id.as_str().into(),
            url: self.url,
            outlet: self.outlet,
            title: self.title,
            byline: self.byline,
            dateline: self.dateline.or_else(dateline),
            published: self.published,
            modified: self.modified,
            language: stated.or_else(|| language::of(&text, None)),
            text,
            paragraphs,
            edges: Vec::new(),
            fetched: None,
            versions: Vec::new(),
            notes: notes.into_vec(),
        }
    }

    /// Puts what is known in the place of what an extracted page says of itself.
    pub fn correct(self, article: &mut Article) {
        fn put<T>(field: &mut Option<T>, known: Option<T>) {
            if known.is_some() {
                *field = known;
            }
        }
        put(&mut article.url, self.url);
        put(&mut article.outlet, self.outlet);
        put(&mut article.title, self.title);
        put(&mut article.dateline, self.dateline);
        put(&mut article.published, self.published);
        put(&mut article.modified, self.modified);
        put(
            &mut article.language,
            self.language.as_deref().and_then(language::tag),
        );
        if !self.byline.is_empty() {
            article.byline = self.byline;
        }
        dated(article);
    }

    /// Puts what is known where an extracted page says nothing.
    pub fn complete(self, article: &mut Article) {
        fn put<T>(field: &mut Option<T>, known: Option<T>) {
            if field.is_none() {
                *field = known;
            }
        }
        put(&mut article.url, self.url);
        put(&mut article.outlet, self.outlet);
        put(&mut article.title, self.title);
        put(&mut article.dateline, self.dateline);
        put(&mut article.published, self.published);
        put(&mut article.modified, self.modified);
        if article.byline.is_empty() {
            article.byline = self.byline;
        }
        dated(article);
    }
}

/// Takes back that the date is unknown where it is known now.
fn dated(article: &mut Article) {
    if article.published.is_some() {
        let open = |note: &Note| note.reason != Reason::DateUnknown;
        article.notes.retain(open);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_given_text_is_kept_to_the_letter_and_its_lines_are_paragraphs() {
        let text = "  One.\r\n\r\nTwo at Panamá.  \n".to_owned();
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
        assert_eq!(pieces, ["One.", "Two at Panamá."]);
        assert_eq!(article.text, text);
        assert_eq!(article.notes[0].reason, Reason::DateUnknown);
    }

    #[test]
    fn what_is_known_overrules_a_page_or_completes_it() {
        let given = |title: &str| Given {
            title: Some(title.to_owned()),
            byline: vec!["Ann Oak".to_owned()],
            ..Given::default()
        };
        let mut article = crate::testing::article("Text.");
        article.title = None;
        given("One").complete(&mut article);
        given("Two").complete(&mut article);
        assert_eq!(article.title.as_deref(), Some("One"));
        given("Three").correct(&mut article);
        assert_eq!(article.title.as_deref(), Some("Three"));
        assert_eq!(article.byline, ["Ann Oak"]);
    }

    #[test]
    fn a_language_may_be_given_as_a_tag_and_one_that_is_none_is_detected() {
        let language = |tag: &str| {
            let given = Given {
                language: Some(tag.to_owned()),
                text: "The ministers met in Lima on Thursday to speak of peace.".to_owned(),
                ..Given::default()
            };
            let mut corrected = crate::testing::article("Text.");
            given.clone().correct(&mut corrected);
            (given.into_article().language, corrected.language)
        };
        let both = |code: &str| (Some(code.to_owned()), Some(code.to_owned()));
        assert_eq!(language("de-AT"), both("de"));
        assert_eq!(language("no idea"), both("en"));
    }
}
