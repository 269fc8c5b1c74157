//! Countries that no name and no role gives, learned from the rest of the article.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::draft::Draft;
use super::lexicon::Head;
use crate::model::*;

/// Words of a title that may stand between a possessor and a name.
const TITLE: u32 = 4;

/// Mentions before the first one of somebody that may tell their country.
const NEAR: usize = 40;

/// The mentions of an article, looked up by token and by entity.
pub(super) struct Places<'a> {
    pub(super) parse: &'a Parse,
    pub(super) mentions: &'a Mentions,
    /// For every token, the narrowest mention over it.
    at: Vec<Option<usize>>,
    /// For every entity, its mentions.
    pub(super) of: Vec<Vec<usize>>,
}

impl<'a> Places<'a> {
    pub(super) fn new(parse: &'a Parse, mentions: &'a Mentions) -> Self {
        let mut at: Vec<Option<usize>> = vec![None; parse.tokens.len()];
        let mut of = vec![Vec::new(); mentions.entities.len()];
        let mut order: Vec<usize> = (0..mentions.mentions.len()).collect();
        order.sort_by_key(|n| std::cmp::Reverse(mentions.mentions[*n].tokens.len()));
        for n in order {
            let mention = &mentions.mentions[n];
            for token in mention.tokens.clone() {
                if let Some(place) = at.get_mut(token as usize) {
                    *place = Some(n);
                }
            }
        }
        for (n, mention) in mentions.mentions.iter().enumerate() {
            if let Some(list) = of.get_mut(mention.entity.0 as usize) {
                list.push(n);
            }
        }
        Self {
            parse,
            mentions,
            at,
            of,
        }
    }

    /// The entity that possesses `entity`: Roca in "Roca's government", "his wife".
    pub(super) fn owner(&self, entity: usize) -> Option<usize> {
        self.of[entity].iter().find_map(|n| {
            let mention = &self.mentions.mentions[*n];
            let of = |token: u32| {
                let owner = &self.mentions.mentions[self.at[token as usize]?];
                Some(owner.entity.0 as usize)
            };
            let owner = self.possessor(&mention.tokens, mention.head.0).and_then(of);
            // "the Roca administration"
            let within = || {
                let inner = mention
                    .tokens
                    .clone()
                    .filter(|token| *token < mention.head.0);
                inner
                    .filter_map(of)
                    .find(|inner| self.mentions.entities[*inner].kind == EntityKind::Person)
            };
            owner.or_else(within).filter(|owner| *owner != entity)
        })
    }

    fn possessor(&self, tokens: &Range<u32>, head: u32) -> Option<u32> {
        let hangs = |at: &u32, dep: Dep, on: u32| {
            let token = &self.parse.tokens[*at as usize];
            token.dep == dep && token.head.0 == on
        };
        // A title stands before the name: "whose envoy Ana Roca".
        let start = tokens.start.saturating_sub(TITLE);
        let before = (start..tokens.end).find(|at| hangs(at, Dep::Poss, head));
        let link = tokens.end;
        let of = self.parse.tokens.get(link as usize)?;
        let behind = || {
            let end = (link + 8).min(self.parse.tokens.len() as u32);
            (&*of.lower == "of" && of.head.0 == head)
                .then(|| (link..end).find(|at| hangs(at, Dep::Pobj, link)))
                .flatten()
        };
        before.or_else(behind)
    }

    /// The country of whoever stands before `entity` where it is first spoken of: in the sentence,
    /// else in the nearest sentence of the paragraph that names one; the subject or possessor first.
    fn near(
        &self,
        entity: usize,
        drafts: &[Draft],
        open: impl Fn(CountryCode) -> bool,
    ) -> Option<CountryCode> {
        let first = *self.of[entity].first()?;
        let here = &self.mentions.mentions[first];
        let sentence = |mention: &Mention| self.parse.tokens[mention.head.0 as usize].sentence;
        let paragraph =
            |mention: &Mention| self.parse.sentences[sentence(mention).0 as usize].paragraph;
        let before = self.mentions.mentions[..first].iter().rev().take(NEAR);
        let same_paragraph = before.filter(|mention| paragraph(mention) == paragraph(here));
        let lent = |mention: &&Mention| drafts[mention.entity.0 as usize].lends();
        let known: Vec<(&Mention, CountryCode)> = same_paragraph
            .filter_map(|mention| Some((mention, lent(&mention).filter(|code| open(*code))?)))
            .collect();
        let nearest = sentence(known.first()?.0);
        let same = || known.iter().filter(|(m, _)| sentence(m) == nearest);
        let governs = |mention: &Mention| {
            let dep = self.parse.tokens[mention.head.0 as usize].dep;
            matches!(dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Poss)
        };
        let subject = same().find(|(mention, _)| governs(mention));
        // A president is more often spoken of beside other countries than a minister is.
        let any = || same().next().filter(|_| drafts[entity].head.is_none());
        let subject = subject.or_else(any);
        subject.map(|(_, country)| *country)
    }
}

/// What an article as a whole says of the countries of those in it.
pub(super) struct Setting {
    /// From where it is written.
    home: Option<CountryCode>,
    /// The countries that it names and how often, the most frequent first.
    counts: Vec<(CountryCode, usize)>,
    /// Who has a head of state or of government with a name.
    governed: BTreeSet<(CountryCode, Head)>,
}

impl Setting {
    pub(super) fn new(home: Option<CountryCode>, places: &Places<'_>, drafts: &[Draft]) -> Self {
        let mut counts: BTreeMap<CountryCode, usize> = BTreeMap::new();
        for (draft, mentions) in drafts.iter().zip(&places.of) {
            if let Some(country) = draft.lends() {
                *counts.entry(country).or_default() += mentions.len();
            }
        }
        let mut counts: Vec<(CountryCode, usize)> = counts.into_iter().collect();
        counts.sort_by_key(|(country, count)| (std::cmp::Reverse(*count), *country));
        Self {
            home,
            counts,
            governed: drafts.iter().filter_map(Draft::governed).collect(),
        }
    }

    /// The country of one whom nothing ties to any: the one beside them, else the one from where
    /// the article is written, else the one that it speaks of most.
    pub(super) fn country_of(
        &self,
        n: usize,
        places: &Places<'_>,
        drafts: &[Draft],
    ) -> Option<CountryCode> {
        let head = drafts[n].head;
        let open = |country: CountryCode| {
            !head.is_some_and(|head| self.governed.contains(&(country, head)))
        };
        // Who left office is met abroad as often as at home.
        let former = drafts[n].sectors.first() == Some(&Sector::Eli);
        let home = || self.home.filter(|home| open(*home));
        let here = || home().or_else(|| self.most(open)).filter(|_| !former);
        places.near(n, drafts, open).or_else(here)
    }

    /// The country that the article speaks of most, if it does by far.
    pub(super) fn chief(&self) -> Option<CountryCode> {
        self.most(|_| true)
    }

    /// The same among those that are `open`.
    fn most(&self, open: impl Fn(CountryCode) -> bool) -> Option<CountryCode> {
        let mut counts = self.counts.iter().filter(|(country, _)| open(*country));
        let (country, first) = counts.next()?;
        let by_far = counts
            .next()
            .is_none_or(|(_, second)| first * 2 >= second * 3);
        by_far.then_some(*country)
    }
}
