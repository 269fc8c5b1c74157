//! How much it says that two articles use the same word: the rarer, the more.

use std::collections::HashMap;

use serde::Deserialize;

use crate::model::{Parse, Pos};
use crate::rules::{RuleError, Rules};

/// Articles that the background table counts as, beside those of the set itself.
/// With 5 articles the table decides, with 1,000 the articles do.
const BACKGROUND: f64 = 60.0;

const FILE: &str = "copies/background.toml";

#[derive(Deserialize)]
struct Table {
    other: f64,
    words: Vec<Group>,
}

#[derive(Deserialize)]
struct Group {
    share: f64,
    lemmas: String,
}

/// What part of all news articles uses a word, by the table in `rules/`.
#[derive(Debug)]
pub(crate) struct Background {
    shares: HashMap<String, f64>,
    other: f64,
}

impl Background {
    /// Reads the table.
    pub(crate) fn new(rules: &Rules) -> Result<Self, RuleError> {
        let table: Table =
            toml::from_str(rules.file(FILE)).map_err(|error| RuleError::new(FILE, error))?;
        let mut shares = HashMap::new();
        for group in &table.words {
            for lemma in group.lemmas.split_whitespace() {
                shares
                    .entry(lemma.to_owned())
                    .or_insert(group.share / 100.0);
            }
        }
        Ok(Self {
            shares,
            other: table.other / 100.0,
        })
    }
}

/// Names a lemma within one set of articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Lemma(pub(crate) u32);

/// One use of a content lemma.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Use {
    pub(crate) lemma: Lemma,
    /// Whether it is part of a name.
    pub(crate) name: bool,
}

/// The content lemmas of a set of articles, and how many articles use each.
#[derive(Debug)]
pub(crate) struct Lexicon<'b> {
    background: &'b Background,
    ids: HashMap<Box<str>, Lemma>,
    spellings: Vec<Box<str>>,
    uses: Vec<u32>,
    articles: u32,
}

impl<'b> Lexicon<'b> {
    /// An empty one.
    pub(crate) fn new(background: &'b Background) -> Self {
        Self {
            background,
            ids: HashMap::new(),
            spellings: Vec::new(),
            uses: Vec::new(),
            articles: 0,
        }
    }

    /// Counts one article; gives the content lemmas of each of its sentences.
    pub(crate) fn add(&mut self, parse: &Parse) -> Vec<Vec<Use>> {
        let bags: Vec<Vec<Use>> = parse
            .sentences
            .iter()
            .map(|sentence| self.lemmas(parse, sentence.tokens.clone()))
            .collect();
        let mut all: Vec<Lemma> = bags.iter().flatten().map(|used| used.lemma).collect();
        all.sort_unstable();
        all.dedup();
        for lemma in all {
            self.uses[lemma.0 as usize] += 1;
        }
        self.articles += 1;
        bags
    }

    fn lemmas(&mut self, parse: &Parse, tokens: std::ops::Range<u32>) -> Vec<Use> {
        let tokens = parse
            .tokens
            .get(tokens.start as usize..tokens.end as usize)
            .unwrap_or_default();
        let content = tokens.iter().filter(|token| {
            is_content(token.pos)
                && token.lemma.len() > 1
                && token.lemma.chars().any(char::is_alphanumeric)
        });
        content
            .map(|token| Use {
                lemma: self.intern(&token.lemma.to_lowercase()),
                name: token.pos == Pos::Propn,
            })
            .collect()
    }

    fn intern(&mut self, lemma: &str) -> Lemma {
        if let Some(known) = self.ids.get(lemma) {
            return *known;
        }
        let new = Lemma(self.spellings.len() as u32);
        self.ids.insert(lemma.into(), new);
        self.spellings.push(lemma.into());
        self.uses.push(0);
        new
    }

    /// Inverse document frequency over the set and the background together.
    pub(crate) fn weight(&self, lemma: Lemma) -> f64 {
        let table = self.background;
        let spelling = &*self.spellings[lemma.0 as usize];
        let share = table.shares.get(spelling).copied().unwrap_or(table.other);
        let all = f64::from(self.articles) + BACKGROUND;
        let using = f64::from(self.uses[lemma.0 as usize]) + BACKGROUND * share;
        (all / using).ln().max(0.0)
    }

    /// How many articles of the set use it.
    pub(crate) fn uses(&self, lemma: Lemma) -> u32 {
        self.uses[lemma.0 as usize]
    }

    /// The lemma of this spelling, where some article of the set uses it.
    pub(crate) fn get(&self, spelling: &str) -> Option<Lemma> {
        self.ids.get(spelling).copied()
    }

    /// The lemma in letters.
    pub(crate) fn spelling(&self, lemma: Lemma) -> &str {
        &self.spellings[lemma.0 as usize]
    }

    /// How many lemmas there are.
    pub(crate) fn len(&self) -> usize {
        self.spellings.len()
    }
}

fn is_content(pos: Pos) -> bool {
    matches!(
        pos,
        Pos::Noun | Pos::Propn | Pos::Verb | Pos::Adj | Pos::Num | Pos::Adv
    )
}

/// A vector of unit length over lemmas, in order of the lemmas.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bag(pub(crate) Vec<(Lemma, f64)>);

impl Bag {
    /// Scales `weights`, which are in order of their lemmas, to unit length.
    pub(crate) fn unit(mut weights: Vec<(Lemma, f64)>) -> Self {
        let length = weights.iter().map(|(_, x)| x * x).sum::<f64>().sqrt();
        if length > 0.0 {
            weights.iter_mut().for_each(|(_, x)| *x /= length);
        }
        Self(weights)
    }

    /// Cosine and the number of lemmas that both have.
    pub(crate) fn like(&self, other: &Bag) -> (f64, usize) {
        let (mut cosine, mut shared) = (0.0, 0);
        let (mut a, mut b) = (self.0.iter().peekable(), other.0.iter().peekable());
        while let (Some((x, xw)), Some((y, yw))) = (a.peek(), b.peek()) {
            match x.cmp(y) {
                std::cmp::Ordering::Less => drop(a.next()),
                std::cmp::Ordering::Greater => drop(b.next()),
                std::cmp::Ordering::Equal => {
                    cosine += xw * yw;
                    shared += 1;
                    a.next();
                    b.next();
                }
            }
        }
        (cosine, shared)
    }
}
