//! Stories: which articles are about one happening. `Readings, Copies -> Vec<Story>`

mod groups;
mod lines;
mod vectors;

pub use lines::lines;

use std::collections::HashMap;

use crate::copies::rarity::{Background, Bag, Lexicon};
use crate::model::*;
use crate::rules::{RuleError, Rules};
use crate::stage::{Notes, Stage};

/// Mean likeness down to which groups of articles join. Chosen between the two peaks of
/// ECB+ (0.18) and NewsWCL50 (0.16 to 0.18): one setting for all.
const ALIKE: f64 = 0.175;

/// The stage.
#[derive(Debug)]
pub struct Stories {
    background: Background,
}

impl Stories {
    /// Prepares the stage from its rules.
    ///
    /// # Errors
    /// A rule file that cannot be used as it stands.
    pub fn new(rules: &Rules) -> Result<Self, RuleError> {
        Ok(Self {
            background: Background::new(rules)?,
        })
    }
}

impl Stage for Stories {
    type In<'a> = (&'a [Reading], &'a [Copy]);
    type Out = Vec<Story>;
    const NAME: &'static str = "stories";
    const VERSION: u32 = 1;

    fn run(&self, (input, copies): Self::In<'_>, notes: &mut Notes) -> Self::Out {
        // In order of the ids, so that the order of the input changes nothing.
        let mut readings: Vec<&Reading> = input.iter().filter(|r| has_text(r, notes)).collect();
        readings.sort_by(|x, y| x.article.id.cmp(&y.article.id));
        let mut lexicon = Lexicon::new(&self.background);
        let vectors = vectors::vectors(&readings, &mut lexicon);
        let likeness = vectors::likeness(&readings, &vectors, &lexicon);
        let mut groups = groups::Groups::new(readings.len(), &likeness);
        for (copy, source) in positions(&readings, copies) {
            groups.tie(copy, source);
        }
        let groups = groups.join_down_to(ALIKE);
        let story = |group: &Vec<usize>| {
            let readings: Vec<&Reading> = group.iter().map(|n| readings[*n]).collect();
            let vectors: Vec<&Bag> = group.iter().map(|n| &vectors[*n]).collect();
            Story {
                id: id(&readings),
                articles: readings.iter().map(|r| r.article.id.clone()).collect(),
                reasons: reasons(&readings, &vectors, copies, &lexicon),
            }
        };
        in_input_order(groups.iter().map(story).collect(), input)
    }
}

fn has_text(reading: &Reading, notes: &mut Notes) -> bool {
    let has_text = !reading.article.text.trim().is_empty();
    if !has_text {
        let detail = format!("{} has no text and belongs to no story", reading.article.id);
        notes.add(Reason::NoText, None, detail);
    }
    has_text
}

fn positions(readings: &[&Reading], copies: &[Copy]) -> Vec<(usize, usize)> {
    let ids = readings.iter().map(|reading| &reading.article.id);
    let at: HashMap<&ArticleId, usize> = ids.zip(0..).collect();
    let pair = |copy: &Copy| Some((*at.get(&copy.copy)?, *at.get(&copy.source)?));
    copies.iter().filter_map(pair).collect()
}

/// FNV-1a over the ids of the articles, which come in order.
fn id(readings: &[&Reading]) -> String {
    let bytes = readings
        .iter()
        .flat_map(|reading| reading.article.id.0.bytes().chain([0]));
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    });
    format!("s{hash:016x}")
}

fn reasons(
    readings: &[&Reading],
    vectors: &[&Bag],
    copies: &[Copy],
    lexicon: &Lexicon<'_>,
) -> Vec<String> {
    if readings.len() < 2 {
        return vec!["no other article is like it".to_owned()];
    }
    let words = vectors::common(readings, vectors, lexicon);
    let mut reasons = Vec::new();
    if !words.is_empty() {
        reasons.push(format!("they have in common: {}", words.join(", ")));
    }
    let inside = |id: &ArticleId| readings.iter().any(|r| r.article.id == *id);
    let tied = copies.iter().filter(|copy| inside(&copy.copy));
    reasons.extend(tied.map(|copy| format!("{} is made from {}", copy.copy, copy.source)));
    reasons
}

/// The largest first, then in order of their first articles; within a story in input order.
fn in_input_order(mut stories: Vec<Story>, input: &[Reading]) -> Vec<Story> {
    let ids = input.iter().map(|reading| &reading.article.id);
    let position: HashMap<&ArticleId, usize> = ids.zip(0..).collect();
    for story in &mut stories {
        story.articles.sort_by_key(|id| position.get(id).copied());
    }
    stories.sort_by_key(|story| {
        let first = story.articles.first().and_then(|id| position.get(id));
        (std::cmp::Reverse(story.articles.len()), first.copied())
    });
    stories
}
