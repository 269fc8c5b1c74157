//! Bytes of articles to a sourced account.
//!
//! ```text
//! Source -> pages -> articles -> parses -> mentions -> times, places, actors -> quotes -> events, numbers     read
//!                                                   versions -> copies -> stories -> accounts                 report
//! ```
//!
//! Two halves: [`Pipeline::read`] takes one article and nothing else,
//! [`Pipeline::report`] takes many readings together. Neither touches files,
//! network, clock or environment, and neither fails: bad input gives less
//! output and a [`model::Note`].

pub mod accounts;
pub mod actors;
mod address;
pub mod articles;
mod claim;
pub mod copies;
pub mod events;
mod forest;
mod groups;
pub mod mentions;
pub mod model;
pub mod numbers;
pub mod pages;
pub mod parses;
pub mod places;
pub mod quotes;
pub mod rules;
pub mod span;
pub mod stage;
pub mod stories;
#[cfg(test)]
mod testing;
pub mod times;
pub mod versions;

use std::cmp::Reverse;
use std::sync::Arc;

use model::{Account, Article, Moment, Reading, Source};
use rules::{RuleError, Rules};
use stage::{Notes, Stage};

/// Pages to articles: the part of the flow that needs no language model.
#[derive(Debug)]
pub struct Extractor {
    pages: pages::Pages,
    articles: articles::Articles,
}

impl Extractor {
    /// Prepares the stages from their rules.
    ///
    /// # Errors
    /// A rule file that cannot be used as it stands.
    pub fn new(rules: &Rules) -> Result<Self, RuleError> {
        Ok(Self {
            pages: pages::Pages::new(rules)?,
            articles: articles::Articles::new(rules)?,
        })
    }

    /// The article that a page holds.
    #[must_use]
    pub fn extract(&self, source: &Source) -> Article {
        let mut notes = Notes::default();
        let page = self.pages.run(source, &mut notes);
        let mut article = self.articles.run((source, &page), &mut notes);
        article.notes = notes.into_vec();
        article
    }

    /// The pieces of a page: the text of each with the numbers that [`pages::features`] names.
    /// What is learned from pages is learned from these.
    #[must_use]
    pub fn pieces(&self, source: &Source) -> Vec<(String, Vec<f32>)> {
        self.pages.pieces(source)
    }

    /// The lines of a text: each with the numbers that [`articles::features`] names. What is learned
    /// from texts is learned from these.
    #[must_use]
    pub fn lines(&self, source: &Source) -> Vec<(String, Vec<f32>)> {
        let page = self.pages.run(source, &mut Notes::default());
        self.articles.lines(source.media, page)
    }

    /// The moment that a text states as pages do: "2026-02-03T10:00:00Z", "Feb. 3, 2026".
    #[must_use]
    pub fn moment(&self, text: &str) -> Option<Moment> {
        self.articles.moment(text)
    }
}

/// The whole flow behind the articles.
#[derive(Debug)]
pub struct Pipeline {
    parses: parses::Parses,
    mentions: mentions::MentionsStage,
    times: times::Times,
    places: places::Places,
    actors: actors::Actors,
    quotes: quotes::Quotes,
    events: events::Events,
    numbers: numbers::Numbers,
    copies: copies::Copies,
    stories: stories::Stories,
    accounts: accounts::Accounts,
}

impl Pipeline {
    /// Prepares the stages from a language model and their rules.
    ///
    /// # Errors
    /// A rule file that cannot be used as it stands.
    pub fn new(model: Arc<spacy::Model>, rules: &Rules) -> Result<Self, RuleError> {
        Ok(Self {
            parses: parses::Parses::new(model),
            mentions: mentions::MentionsStage::new(rules)?,
            times: times::Times::new(rules)?,
            places: places::Places::new(rules)?,
            actors: actors::Actors::new(rules)?,
            quotes: quotes::Quotes::new(rules)?,
            events: events::Events::new(rules)?,
            numbers: numbers::Numbers::new(rules)?,
            copies: copies::Copies::new(rules)?,
            stories: stories::Stories::new(rules)?,
            accounts: accounts::Accounts::new(rules)?,
        })
    }

    /// The tokens and sentences of an article alone.
    #[must_use]
    pub fn parse(&self, article: &Article) -> model::Parse {
        self.parses.run(article, &mut Notes::default())
    }

    /// Reads one article; needs no other article, so that readings can be distributed and cached.
    #[must_use]
    pub fn read(&self, article: Article) -> Reading {
        let mut notes = Notes::default();
        let parse = self.parses.run(&article, &mut notes);
        let mentions = self.mentions.run((&article, &parse), &mut notes);
        let times = self.times.run((&article, &parse), &mut notes);
        let places = self.places.run((&article, &parse, &mentions), &mut notes);
        let actors = (self.actors).run((&article, &parse, &mentions, &places), &mut notes);
        let quotes = self.quotes.run((&article, &parse, &mentions), &mut notes);
        let mentions = quotes::with_first_persons(mentions, &parse, &quotes);
        let told = events::Told {
            article: &article,
            parse: &parse,
            mentions: &mentions,
            actors: &actors,
            times: &times,
            places: &places,
            quotes: &quotes,
        };
        let events = self.events.run(told, &mut notes);
        let numbers = self.numbers.run((&article, &parse, &events), &mut notes);
        let notes = article
            .notes
            .iter()
            .cloned()
            .chain(notes.into_vec())
            .collect();
        Reading {
            article,
            parse,
            mentions,
            times,
            places,
            actors,
            quotes,
            events,
            numbers,
            notes,
        }
    }

    /// Copies, stories and accounts of many readings; the largest story first. Neither the order
    /// of the readings nor anything but their content changes the outcome. Readings of the same page
    /// are to be made one before, by [`versions::merge`].
    #[must_use]
    pub fn report(&self, readings: &[Reading]) -> Vec<Account> {
        let mut notes = Notes::default();
        let copies = self.copies.run(readings, &mut notes);
        let mut stories = self.stories.run((readings, &copies), &mut notes);
        for story in &mut stories {
            story.articles.sort();
        }
        stories.sort_by_key(|story| {
            (
                Reverse(story.articles.len()),
                story.articles.first().cloned(),
            )
        });
        let account = |story| {
            self.accounts
                .run((story, readings, &copies), &mut Notes::default())
        };
        stories.iter().filter_map(account).collect()
    }

    /// The pronouns of an article with everybody they may stand for, for those who fit the weights by
    /// which one is chosen.
    #[must_use]
    pub fn anaphora(&self, article: &Article) -> Vec<mentions::Anaphor> {
        let parse = self.parses.run(article, &mut Notes::default());
        self.mentions.anaphora(article, &parse)
    }

    /// The event between two spans of an article, for those who know the two parties beforehand.
    #[must_use]
    pub fn code_pair(
        &self,
        article: &Article,
        actor: model::Span,
        recipient: model::Span,
    ) -> events::PairCoding {
        let parse = self.parses.run(article, &mut Notes::default());
        self.events.code_pair(article, &parse, actor, recipient)
    }

    /// What is told of two spans of an article, for those who fit the weights of pairs.
    #[must_use]
    pub fn pair_features(
        &self,
        article: &Article,
        actor: model::Span,
        recipient: model::Span,
    ) -> events::Features {
        let parse = self.parses.run(article, &mut Notes::default());
        self.events.pair_features(article, &parse, actor, recipient)
    }

    /// Every two of a reading's sentences who can act, with what is told of them, for those who fit
    /// the weights by which events are found.
    #[must_use]
    pub fn candidates(&self, reading: &Reading) -> Vec<events::Candidate> {
        self.events.candidates(told(reading))
    }

    /// The events of a reading with those that are doubted, what is told of each and of all who could take
    /// part, for those who fit the weights by which an event is doubted.
    #[must_use]
    pub fn undoubted(&self, reading: &Reading) -> Vec<events::Undoubted> {
        self.events.undoubted(told(reading))
    }

    /// The type that the rules alone read between two spans of an article, where they find both in
    /// their parts.
    #[must_use]
    pub fn read_pair(
        &self,
        article: &Article,
        actor: model::Span,
        recipient: model::Span,
    ) -> Option<model::EventType> {
        let parse = self.parses.run(article, &mut Notes::default());
        self.events.read_pair(article, &parse, actor, recipient)
    }

    /// Copies and stories alone, for those who group articles without an account.
    #[must_use]
    pub fn stories(&self, readings: &[Reading]) -> (Vec<model::Copy>, Vec<model::Story>) {
        let mut notes = Notes::default();
        let copies = self.copies.run(readings, &mut notes);
        let stories = self.stories.run((readings, &copies), &mut notes);
        (copies, stories)
    }
}

/// What the stages before the events have made of an article.
fn told(reading: &Reading) -> events::Told<'_> {
    events::Told {
        article: &reading.article,
        parse: &reading.parse,
        mentions: &reading.mentions,
        actors: &reading.actors,
        times: &reading.times,
        places: &reading.places,
        quotes: &reading.quotes,
    }
}
