//! Origins: the independent sources, each with the articles that copies tie to it.

use std::collections::HashMap;

use crate::model::*;

/// The origins in order of their first article, and the origin of each article.
pub(super) fn origins(readings: &[&Reading], copies: &[Copy]) -> (Vec<Origin>, Vec<OriginId>) {
    let at: HashMap<&ArticleId, usize> = readings.iter().map(|r| &r.article.id).zip(0..).collect();
    let mut group: Vec<usize> = (0..readings.len()).collect();
    for copy in copies {
        let (Some(x), Some(y)) = (at.get(&copy.copy), at.get(&copy.source)) else {
            continue;
        };
        let (x, y) = (group[*x], group[*y]);
        for member in &mut group {
            if *member == x.max(y) {
                *member = x.min(y);
            }
        }
    }
    let mut firsts: Vec<usize> = group.clone();
    firsts.sort_unstable();
    firsts.dedup();
    let origin = |first: &usize| {
        let members = (0..readings.len()).filter(|n| group[*n] == *first);
        source_first(members.collect(), readings, copies)
    };
    let origins = firsts.iter().map(origin).collect();
    let id = |first: &usize| OriginId(firsts.partition_point(|known| known < first) as u32);
    (origins, group.iter().map(id).collect())
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
