//! What is told of the lines of a page: which are known by their wording, and which of a text's lines
//! look like text of the article. The latter say the trees of `rules/articles/lines.forest`.

use crate::forest::Forest;
use crate::model::{Block, Media};
use crate::rules::{RuleError, Rules};

use super::boilerplate::{Boilerplate, Hit};
use super::features::{self, Features};

const FOREST: &str = "articles/lines.forest";

/// Where more than this share of the lines may be text, it is no saved page but an article with at
/// most a few lines around it: only those go that are known by their wording. Of bodies alone less may
/// be once in a hundred times.
const ARTICLE: f32 = 0.75;

/// How far below the rest a line may be text: the logarithm of the odds.
const DOUBT: f32 = 0.9;

/// Tells lines of the article from lines of its page.
#[derive(Debug)]
pub(crate) struct Lines {
    boilerplate: Boilerplate,
    forest: Forest,
}

/// What is told of each block of a page.
#[derive(Debug)]
pub(crate) struct Told<'r> {
    hits: Vec<Hit<'r>>,
    /// Which look like text of the article; nothing where all do.
    held: Option<Vec<bool>>,
}

impl Lines {
    /// Prepares it from the rules.
    pub(crate) fn new(rules: &Rules) -> Result<Self, RuleError> {
        let forest = Forest::read(rules.file(FOREST), &features::names());
        Ok(Self {
            boilerplate: Boilerplate::new(rules)?,
            forest: forest.map_err(|error| RuleError::new(FOREST, error))?,
        })
    }

    /// What is told of the blocks. Those of a web page have been chosen by what stands around them.
    pub(crate) fn tell(&self, blocks: &[Block], media: Media) -> Told<'_> {
        let hits = self.hits(blocks);
        let held = matches!(media, Media::Text | Media::Markdown).then(|| {
            let features = Features::new(blocks, &hits, media);
            let mut row = Vec::new();
            let margins = (0..blocks.len()).map(|at| {
                features.write(at, &mut row);
                self.forest.margin(&row)
            });
            margins.collect::<Vec<f32>>()
        });
        Told {
            hits,
            held: held.and_then(|margins| text_of_page(&margins)),
        }
    }

    /// The features of the blocks of a text.
    pub(crate) fn rows(&self, blocks: &[Block], media: Media) -> Vec<Vec<f32>> {
        let hits = self.hits(blocks);
        let features = Features::new(blocks, &hits, media);
        let row = |at| {
            let mut row = Vec::new();
            features.write(at, &mut row);
            row
        };
        (0..blocks.len()).map(row).collect()
    }

    fn hits(&self, blocks: &[Block]) -> Vec<Hit<'_>> {
        let hits = blocks.iter().map(|block| self.boilerplate.of(&block.text));
        hits.collect()
    }
}

/// Which lines are text where there is both, text of an article and much else. Where nothing looks
/// like text, everything may be some.
fn text_of_page(margins: &[f32]) -> Option<Vec<bool>> {
    let most = margins.len() as f32 * ARTICLE;
    let possible = margins.iter().filter(|margin| **margin >= -DOUBT).count();
    let held: Vec<bool> = margins.iter().map(|margin| *margin >= 0.0).collect();
    (held.contains(&true) && possible as f32 <= most).then_some(held)
}

impl<'r> Told<'r> {
    /// What a block is by its wording.
    pub(crate) fn hit(&self, at: usize) -> Hit<'r> {
        self.hits[at]
    }

    /// Whether a block looks like text of the article.
    pub(crate) fn holds(&self, at: usize) -> bool {
        self.held.as_ref().is_none_or(|held| held[at])
    }

    /// Behind the last block that does.
    pub(crate) fn end(&self) -> usize {
        let last = (0..self.hits.len()).rfind(|at| self.holds(*at));
        last.map_or(0, |last| last + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_a_saved_page_where_much_of_it_cannot_be_text_of_an_article() {
        let told = |margins: &[f32]| text_of_page(margins);
        let page = told(&[2.0, -2.0, -0.5, -2.0]);
        assert_eq!(page, Some(vec![true, false, false, false]));
        assert_eq!(told(&[2.0; 5]), None);
        assert_eq!(told(&[2.0, -0.5, -0.5, 1.0, -2.0]), None);
        assert_eq!(told(&[-2.0; 5]), None);
        assert_eq!(told(&[]), None);
    }
}
