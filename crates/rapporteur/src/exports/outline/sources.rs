//! Sources: from a piece of evidence to the sentence that a reader can look up.

use std::collections::BTreeMap;

use account::model::*;

use super::words;

/// A sentence of an article, or an article as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Ref {
    /// Position of the article in the account's `articles`.
    pub(crate) article: usize,
    /// Position of the sentence in the article; nothing for the article itself.
    pub(crate) sentence: Option<usize>,
}

/// An account with the readings behind its articles.
pub(crate) struct Sources<'a> {
    /// The account.
    pub(crate) account: &'a Account,
    readings: Vec<Option<&'a Reading>>,
    positions: BTreeMap<&'a ArticleId, usize>,
}

/// Position of the first sentence that a passage lies in; none for a place between two letters.
pub(crate) fn first_sentence(sentences: &[Sentence], span: Span) -> Option<usize> {
    let found = sentences.partition_point(|sentence| sentence.span.end <= span.start);
    let reached = |sentence: &Sentence| sentence.span.overlaps(span) && !span.is_empty();
    sentences.get(found).is_some_and(reached).then_some(found)
}

impl<'a> Sources<'a> {
    /// Finds the readings of the account's articles among `readings`.
    pub(crate) fn new(account: &'a Account, readings: &'a [Reading]) -> Self {
        let by_id: BTreeMap<&ArticleId, &Reading> = readings
            .iter()
            .map(|reading| (&reading.article.id, reading))
            .collect();
        let articles = account.articles.iter();
        Self {
            account,
            readings: articles
                .clone()
                .map(|article| by_id.get(&article.id).copied())
                .collect(),
            positions: articles
                .enumerate()
                .map(|(position, article)| (&article.id, position))
                .collect(),
        }
    }

    /// Position of an article in the account.
    pub(crate) fn position(&self, id: &ArticleId) -> Option<usize> {
        self.positions.get(id).copied()
    }

    /// The reading of the article at this position.
    pub(crate) fn reading(&self, article: usize) -> Option<&'a Reading> {
        self.readings.get(article).copied().flatten()
    }

    /// The article itself as a reference.
    pub(crate) fn whole(&self, id: &ArticleId) -> Option<Ref> {
        self.position(id).map(|article| Ref {
            article,
            sentence: None,
        })
    }

    /// The first sentence that a passage lies in; the article where it lies in none.
    pub(crate) fn at(&self, id: &ArticleId, span: Span) -> Option<Ref> {
        let article = self.position(id)?;
        let sentences = self
            .reading(article)
            .map_or(&[][..], |reading| &reading.parse.sentences);
        let sentence = first_sentence(sentences, span);
        Some(Ref { article, sentence })
    }

    /// The sentences of several pieces of evidence, each once, in order of the evidence.
    pub(crate) fn all<'e>(&self, evidence: impl IntoIterator<Item = &'e Evidence>) -> Vec<Ref> {
        let mut refs = Vec::new();
        for piece in evidence {
            for found in self.covered(piece) {
                if !refs.contains(&found) {
                    refs.push(found);
                }
            }
        }
        refs
    }

    /// The sentences that a passage covers; a quotation may run over several.
    fn covered(&self, piece: &Evidence) -> Vec<Ref> {
        let Some(first) = self.at(&piece.article, piece.span) else {
            return Vec::new();
        };
        let (Some(sentence), Some(reading)) = (first.sentence, self.reading(first.article)) else {
            return vec![first];
        };
        let sentences = reading.parse.sentences[sentence..].iter().zip(sentence..);
        let others = sentences
            .skip(1)
            .take_while(|(next, _)| next.span.start < piece.span.end)
            .map(|(_, n)| Ref {
                article: first.article,
                sentence: Some(n),
            });
        std::iter::once(first).chain(others).collect()
    }

    /// As it is written: `001:12`, or `001` for an article.
    pub(crate) fn label(&self, at: Ref) -> String {
        let label = self.article_label(at.article);
        match at.sentence {
            Some(sentence) => format!("{label}:{}", sentence + 1),
            None => label.to_owned(),
        }
    }

    /// The short name of the article at this position.
    pub(crate) fn article_label(&self, article: usize) -> &'a str {
        self.account
            .articles
            .get(article)
            .map_or("", |article| article.label.as_str())
    }

    /// The sentence, on one line; for an article what it is.
    pub(crate) fn text(&self, at: Ref) -> String {
        let Some(sentence) = at.sentence else {
            return self.describe(at.article);
        };
        let Some(reading) = self.reading(at.article) else {
            return String::new();
        };
        let span = reading
            .parse
            .sentences
            .get(sentence)
            .map(|found| found.span);
        words::one_line(span.unwrap_or_default().of(&reading.article.text))
    }

    /// Outlet, headline and date of an article, as far as they are known; else its file.
    pub(crate) fn describe(&self, article: usize) -> String {
        let Some(article) = self.account.articles.get(article) else {
            return String::new();
        };
        let title = article.title.as_ref().map(|title| format!("“{title}”"));
        let mut known: Vec<String> = article.outlet.iter().cloned().chain(title).collect();
        if known.is_empty() {
            known.push(words::file_name(&article.id).to_owned());
        }
        known.push(
            article
                .published
                .map_or_else(|| "date not known".to_owned(), |at| words::day(at.date)),
        );
        words::one_line(&known.join(", "))
    }

    /// The labels of several articles: "001, 003".
    pub(crate) fn labels(&self, articles: &[ArticleId]) -> String {
        let labels: Vec<&str> = articles
            .iter()
            .filter_map(|id| self.position(id))
            .map(|article| self.article_label(article))
            .collect();
        labels.join(", ")
    }

    /// Text in which the ids of articles are replaced by their short names.
    pub(crate) fn with_labels(&self, text: &str) -> String {
        let mut articles: Vec<&AccountArticle> = self.account.articles.iter().collect();
        // Longest first: an id may be part of another.
        articles.sort_by_key(|article| std::cmp::Reverse(article.id.0.len()));
        articles
            .iter()
            .fold(text.to_owned(), |text, article| match article.id.0.len() {
                0..=2 => text,
                _ => text.replace(&*article.id.0, &article.label),
            })
    }

    /// An actor's name.
    pub(crate) fn actor(&self, id: ActorId) -> &'a str {
        self.account
            .actors
            .get(id.0 as usize)
            .map_or("somebody", |actor| actor.name.as_str())
    }

    /// An actor's name with its code: "Asha Mrema (TZA GOV)".
    pub(crate) fn actor_with_code(&self, id: ActorId) -> String {
        let codes = self
            .account
            .actors
            .get(id.0 as usize)
            .and_then(|actor| words::code(&actor.codes));
        match codes {
            Some(code) => format!("{} ({code})", self.actor(id)),
            None => self.actor(id).to_owned(),
        }
    }

    /// Where an actor is first spoken of, in each of its articles.
    pub(crate) fn actor_refs(&self, id: ActorId) -> Vec<Ref> {
        let Some(actor) = self.account.actors.get(id.0 as usize) else {
            return Vec::new();
        };
        let first = |(article, entity): &(ArticleId, EntityId)| {
            let position = self.position(article)?;
            let mentions = &self.reading(position)?.mentions.mentions;
            let mention = mentions.iter().find(|mention| mention.entity == *entity)?;
            self.at(article, mention.span)
        };
        actor.entities.iter().filter_map(first).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_is_found_in_the_first_sentence_that_it_reaches() {
        let sentence = |(start, end)| Sentence {
            span: Span::new(start, end),
            tokens: 0..0,
            paragraph: 0,
        };
        let sentences = [(2, 10), (12, 20)].map(sentence);
        let found = |start, end| first_sentence(&sentences, Span::new(start, end));
        assert_eq!(found(2, 5), Some(0));
        assert_eq!(found(9, 15), Some(0));
        assert_eq!(found(10, 15), Some(1), "from the space before it");
        assert_eq!(found(0, 2), None, "before all sentences");
        assert_eq!(found(10, 12), None, "between two");
        assert_eq!(found(20, 25), None, "behind all");
        assert_eq!(found(0, 0), None, "what was taken out before the first");
        assert_eq!(found(5, 5), None, "what was taken out inside");
    }
}
