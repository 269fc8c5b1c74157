//! Origins: articles that copies tie together share one.

use std::collections::HashMap;

use crate::groups::Groups;
use crate::model::{ArticleId, Copy, OriginId};

/// The origin of each article; origins are numbered in order of their first articles.
#[must_use]
pub fn origins(articles: &[&ArticleId], copies: &[Copy]) -> Vec<OriginId> {
    let at: HashMap<&ArticleId, usize> = articles.iter().copied().zip(0..).collect();
    let mut groups = Groups::new(articles.len());
    for copy in copies {
        if let (Some(copy), Some(source)) = (at.get(&copy.copy), at.get(&copy.source)) {
            groups.join(*copy, *source);
        }
    }
    let mut origins = vec![OriginId(0); articles.len()];
    for (number, group) in (0..).zip(groups.into_vec()) {
        for article in group {
            origins[article] = OriginId(number);
        }
    }
    origins
}
