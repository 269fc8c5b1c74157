//! Origins: the independent sources, each with the articles that copies tie to it.

use crate::copies;
use crate::model::*;

/// The origins in order of their first article, and the origin of each article.
pub(super) fn origins(readings: &[&Reading], copies: &[Copy]) -> (Vec<Origin>, Vec<OriginId>) {
    let articles: Vec<&ArticleId> = readings.iter().map(|r| &r.article.id).collect();
    let of = copies::origins(&articles, copies);
    let count = of.iter().map(|origin| origin.0 + 1).max().unwrap_or(0);
    let origin = |id: u32| {
        let members = (0..readings.len()).filter(|n| of[*n] == OriginId(id));
        source_first(members.collect(), readings, copies)
    };
    ((0..count).map(origin).collect(), of)
}

/// Whoever is nobody's copy, then the earliest, then the fullest.
fn source_first(mut members: Vec<usize>, readings: &[&Reading], copies: &[Copy]) -> Origin {
    members.sort_by_key(|n| {
        let article = &readings[*n].article;
        let known = |copy: &&Copy| copy.copy == article.id && copy.direction != Direction::Unknown;
        let copied = copies.iter().filter(known).count();
        let date = article.published.map(|moment| moment.date);
        let late = date.is_none();
        (
            copied > 0,
            late,
            date,
            std::cmp::Reverse(article.text.len()),
        )
    });
    let id = |n: &usize| readings[*n].article.id.clone();
    Origin {
        articles: members.iter().map(id).collect(),
    }
}
