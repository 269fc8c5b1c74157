//! The readings of one story side by side.

use std::collections::BTreeSet;

use crate::model::*;

/// The articles of a story in the order of the readings, with the origin of each.
#[derive(Debug)]
pub(super) struct Told<'r> {
    pub(super) readings: Vec<&'r Reading>,
    pub(super) origins: Vec<Origin>,
    /// The copies among them.
    pub(super) copies: Vec<Copy>,
    /// Of each article, position in `origins`.
    pub(super) origin: Vec<OriginId>,
}

impl<'r> Told<'r> {
    /// The articles of `story` among `readings`, tied by `copies`.
    pub(super) fn new(story: &Story, readings: &'r [Reading], copies: &[Copy]) -> Self {
        let inside = |id: &ArticleId| story.articles.contains(id);
        let mut readings: Vec<&Reading> = readings
            .iter()
            .filter(|reading| inside(&reading.article.id))
            .collect();
        // In order of the ids, so that the order of the input changes nothing.
        readings.sort_by(|x, y| x.article.id.cmp(&y.article.id));
        let mut copies: Vec<Copy> = copies
            .iter()
            .filter(|copy| inside(&copy.copy) && inside(&copy.source))
            .cloned()
            .collect();
        copies.sort_by(|x, y| (&x.copy, &x.source).cmp(&(&y.copy, &y.source)));
        let (origins, origin) = super::origins::origins(&readings, &copies);
        Self {
            readings,
            origins,
            copies,
            origin,
        }
    }

    /// The id of the article at `position`.
    pub(super) fn id(&self, position: usize) -> &ArticleId {
        &self.readings[position].article.id
    }

    /// How many independent origins stand behind the articles at `positions`.
    pub(super) fn count(&self, positions: impl IntoIterator<Item = usize>) -> u32 {
        let origins: BTreeSet<OriginId> = positions.into_iter().map(|n| self.origin[n]).collect();
        origins.len() as u32
    }

    /// The ids of the articles at `positions`, in the order of the readings, each once.
    pub(super) fn ids(&self, positions: impl IntoIterator<Item = usize>) -> Vec<ArticleId> {
        let positions: BTreeSet<usize> = positions.into_iter().collect();
        positions.into_iter().map(|n| self.id(n).clone()).collect()
    }

    /// Evidence in the article at `position`.
    pub(super) fn evidence(&self, position: usize, span: Span) -> Evidence {
        Evidence {
            article: self.id(position).clone(),
            span,
        }
    }
}
