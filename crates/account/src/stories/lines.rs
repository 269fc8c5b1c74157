//! Stories in lines, for `explain` and the cases.

use crate::model::Story;

/// One line a story: the ids of its articles, in input order.
#[must_use]
pub fn lines(stories: &[Story]) -> Vec<String> {
    let line = |story: &Story| {
        let ids: Vec<&str> = story.articles.iter().map(|id| &*id.0).collect();
        ids.join(", ")
    };
    stories.iter().map(line).collect()
}
