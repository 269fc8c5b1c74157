//! What the things of an account are called in its JSON: "v1" is its first event.

use account::model::{ActorId, ArticleId};

use super::super::parts::numbered;

pub(super) fn origin_id(position: u32) -> String {
    numbered('o', position)
}

pub(super) fn actor_id(actor: ActorId) -> String {
    numbered('a', actor.0)
}

pub(super) fn event_id(position: u32) -> String {
    numbered('v', position)
}

pub(super) fn quote_id(position: u32) -> String {
    numbered('q', position)
}

/// Articles keep the names that they came with.
pub(super) fn article_ids(articles: &[ArticleId]) -> Vec<&str> {
    articles.iter().map(|id| &*id.0).collect()
}
