//! Copies: which article is made from which. `Readings -> Vec<Copy>`

mod alignment;
mod candidates;
mod compare;
mod credits;
mod direction;
mod lines;
mod origins;
mod parents;
mod passages;
pub(crate) mod rarity;
mod text;

pub use lines::lines;
pub use origins::origins;

use std::collections::{BTreeSet, HashMap};

use crate::model::*;
use crate::rules::{RuleError, Rules};
use crate::stage::{Notes, Stage};
use compare::{Credited, Tie};

/// The stage.
#[derive(Debug)]
pub struct Copies {
    background: rarity::Background,
    credits: credits::Credits,
}

impl Copies {
    /// Prepares the stage from its rules.
    ///
    /// # Errors
    /// A rule file that cannot be used as it stands.
    pub fn new(rules: &Rules) -> Result<Self, RuleError> {
        Ok(Self {
            background: rarity::Background::new(rules)?,
            credits: credits::Credits::new(rules)?,
        })
    }

    fn credited(&self, readings: &[&Reading]) -> Vec<Credited> {
        let outlet = |reading: &&Reading| {
            let outlet = reading.article.outlet.as_deref();
            outlet.map(|name| self.credits.canonical(name))
        };
        let outlets: BTreeSet<String> = readings.iter().filter_map(outlet).collect();
        let credited = |reading: &&Reading| Credited {
            outlet: outlet(reading),
            credits: self.credits.of(&reading.article, &outlets),
        };
        readings.iter().map(credited).collect()
    }
}

impl Stage for Copies {
    type In<'a> = &'a [Reading];
    type Out = Vec<Copy>;
    const NAME: &'static str = "copies";
    const VERSION: u32 = 1;

    fn run(&self, input: Self::In<'_>, _notes: &mut Notes) -> Self::Out {
        // In order of the ids, so that the order of the input changes nothing.
        let mut readings: Vec<&Reading> = input.iter().collect();
        readings.sort_by(|x, y| x.article.id.cmp(&y.article.id));
        let mut lexicon = rarity::Lexicon::new(&self.background);
        let texts = text::prepare(&readings, &mut lexicon);
        let credited = self.credited(&readings);
        let ties: Vec<Tie> = candidates::candidates(&texts, &lexicon)
            .into_iter()
            .filter_map(|pair| compare::compare(&texts, &credited, pair))
            .collect();
        let ties = parents::choose(ties, texts.len());
        in_input_order(ties.into_iter().map(|tie| tie.found).collect(), input)
    }
}

fn in_input_order(mut copies: Vec<Copy>, input: &[Reading]) -> Vec<Copy> {
    let ids = input.iter().map(|reading| &reading.article.id);
    let position: HashMap<&ArticleId, usize> = ids.zip(0..).collect();
    let at = |id: &ArticleId| position.get(id).copied();
    copies.sort_by_key(|copy| (at(&copy.copy), at(&copy.source)));
    copies
}
