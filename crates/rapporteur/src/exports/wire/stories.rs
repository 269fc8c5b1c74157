//! What `stories` writes of one article. `[Reading], [Copy], [Story] -> [Grouped]`

use std::collections::BTreeMap;

use account::copies::origins;
use account::model::*;
use serde::Serialize;

use super::names::name;
use super::parts::{numbered, rounded};

/// One article with its story, its origin and what it is made from.
#[derive(Debug, Serialize)]
pub(crate) struct Grouped<'a> {
    id: &'a str,
    story: Option<&'a str>,
    origin: String,
    copy_of: Option<CopyOf<'a>>,
    /// The ids of earlier versions of the same page.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    versions: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct CopyOf<'a> {
    id: &'a str,
    kind: String,
    direction: String,
    share: f64,
}

/// The articles in input order; those that copies tie together share an origin.
pub(crate) fn grouped<'a>(
    readings: &'a [Reading],
    copies: &'a [Copy],
    stories: &'a [Story],
) -> Vec<Grouped<'a>> {
    let story_of: BTreeMap<&ArticleId, &str> = stories
        .iter()
        .flat_map(|story| story.articles.iter().map(|id| (id, story.id.as_str())))
        .collect();
    let ids: Vec<&ArticleId> = readings.iter().map(|reading| &reading.article.id).collect();
    let origins = origins(&ids, copies);
    let articles = readings.iter().map(|reading| &reading.article);
    articles
        .zip(origins)
        .map(|(Article { id, versions, .. }, origin)| Grouped {
            id: &id.0,
            story: story_of.get(id).copied(),
            origin: numbered('o', origin.0),
            copy_of: copy_of(id, copies),
            versions: versions.iter().map(|version| &*version.id.0).collect(),
        })
        .collect()
}

/// What the article is made from: of several sources the one that it takes most from.
fn copy_of<'a>(id: &ArticleId, copies: &'a [Copy]) -> Option<CopyOf<'a>> {
    copies
        .iter()
        .filter(|copy| copy.copy == *id)
        .reduce(|best, copy| {
            if copy.share_of_copy > best.share_of_copy {
                copy
            } else {
                best
            }
        })
        .map(|copy| CopyOf {
            id: &copy.source.0,
            kind: name(copy.kind),
            direction: name(copy.direction),
            share: rounded(copy.share_of_copy),
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exports::sample::sample;

    #[test]
    fn articles_that_copies_tie_together_share_an_origin() {
        let sample = sample();
        let ids: Vec<ArticleId> = ["news/001.txt", "news/002.txt", "news/003.txt"]
            .map(ArticleId::from)
            .to_vec();
        let stories = [Story {
            id: "s1".to_owned(),
            articles: ids[..2].to_vec(),
            reasons: vec![],
        }];
        let lines = grouped(&sample.readings, &sample.account.copies, &stories);
        let lines = serde_json::to_value(lines).unwrap();
        let origins: Vec<&str> = (0..3).filter_map(|n| lines[n]["origin"].as_str()).collect();
        assert_eq!(origins, ["o1", "o1", "o2"]);
        assert_eq!(lines[1]["copy_of"]["id"], "news/001.txt");
        assert_eq!(lines[1]["copy_of"]["kind"], "rewrite");
        assert_eq!(lines[1]["copy_of"]["share"], 0.62);
        assert_eq!(lines[0]["copy_of"], serde_json::Value::Null);
        assert_eq!(lines[2]["story"], serde_json::Value::Null);
    }
}
