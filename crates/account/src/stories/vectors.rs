//! An article as a vector over its lemmas, and how alike two articles are.

use std::collections::{BTreeMap, HashMap};

use crate::copies::rarity::{Bag, Lemma, Lexicon, Use};
use crate::model::{Reading, Span};

/// Sentences that tell what an article is about.
const LEAD: usize = 2;

/// How much more a use in the lead or the title counts.
const LEAD_WEIGHT: f64 = 3.0;

/// How much more a use in a name counts: two like happenings differ in who and where.
const NAME_WEIGHT: f64 = 2.0;

/// Likeness below which a pair is left out of account.
const FAINT: f64 = 0.02;

/// Articles that may use a lemma before it is left out of the search for like pairs
/// (not of the likeness itself).
const COMMON: u32 = 200;

/// Days between two articles that cost nothing.
const NEAR: f64 = 14.0;

/// Days beyond [`NEAR`] after which two articles count as far apart.
const FAR: f64 = 60.0;

/// What is left of the likeness of articles that are far apart in time.
const APART: f64 = 0.6;

/// The vectors of all articles, in the order given.
pub(super) fn vectors(readings: &[&Reading], lexicon: &mut Lexicon<'_>) -> Vec<Bag> {
    let uses: Vec<Vec<Vec<Use>>> = readings.iter().map(|r| lexicon.add(&r.parse)).collect();
    let both = readings.iter().zip(&uses);
    both.map(|(reading, uses)| vector(reading, uses, lexicon))
        .collect()
}

fn vector(reading: &Reading, uses: &[Vec<Use>], lexicon: &Lexicon<'_>) -> Bag {
    let mut counts: BTreeMap<Lemma, f64> = BTreeMap::new();
    for (n, sentence) in uses.iter().enumerate() {
        let lead = if n < LEAD { LEAD_WEIGHT } else { 1.0 };
        for used in sentence {
            let name = if used.name { NAME_WEIGHT } else { 1.0 };
            *counts.entry(used.lemma).or_default() += lead * name;
        }
    }
    for lemma in title(reading, lexicon) {
        *counts.entry(lemma).or_default() += LEAD_WEIGHT;
    }
    let weight = |(lemma, count): (Lemma, f64)| {
        let weight = (1.0 + (1.0 + count).ln()) * lexicon.weight(lemma);
        (lemma, weight)
    };
    Bag::unit(counts.into_iter().map(weight).collect())
}

/// The lemmas of the title, by the spellings in the text: titles are not parsed.
fn title(reading: &Reading, lexicon: &Lexicon<'_>) -> Vec<Lemma> {
    let Some(title) = &reading.article.title else {
        return Vec::new();
    };
    let tokens = reading.parse.tokens.iter();
    let known: HashMap<&str, &str> = tokens.map(|t| (&*t.lower, &*t.lemma)).collect();
    let words = title.split(|c: char| !c.is_alphanumeric());
    let lemma = |word: &str| {
        let lower = word.to_lowercase();
        let lemma = known.get(lower.as_str()).map(|lemma| lemma.to_lowercase());
        lexicon.get(&lemma.unwrap_or(lower))
    };
    words.filter_map(lemma).collect()
}

/// The likeness of all pairs that are not [`FAINT`]: positions, the smaller first.
pub(super) fn likeness(
    readings: &[&Reading],
    vectors: &[Bag],
    lexicon: &Lexicon<'_>,
) -> Vec<(usize, usize, f64)> {
    let mut postings: Vec<Vec<usize>> = vec![Vec::new(); lexicon.len()];
    let mut pairs = Vec::new();
    for (later, vector) in vectors.iter().enumerate() {
        let mut met: Vec<usize> = Vec::new();
        for (lemma, _) in &vector.0 {
            let posting = &mut postings[lemma.0 as usize];
            if lexicon.uses(*lemma) <= COMMON {
                met.extend(posting.iter().copied());
                posting.push(later);
            }
        }
        met.sort_unstable();
        met.dedup();
        for earlier in met {
            let (cosine, _) = vectors[earlier].like(vector);
            let likeness = cosine * nearness(readings[earlier], readings[later]);
            if likeness >= FAINT {
                pairs.push((earlier, later, likeness));
            }
        }
    }
    pairs
}

/// 1 for articles of the same days or without a date, less for those far apart.
fn nearness(a: &Reading, b: &Reading) -> f64 {
    let (Some(a), Some(b)) = (a.article.published, b.article.published) else {
        return 1.0;
    };
    let days = f64::from((b.date - a.date).get_days().unsigned_abs());
    let far = ((days - NEAR) / FAR).clamp(0.0, 1.0);
    1.0 - far * (1.0 - APART)
}

/// The lemmas that tie the articles together, the strongest first, as the articles write them.
pub(super) fn common<'r>(
    readings: &[&'r Reading],
    vectors: &[&Bag],
    lexicon: &Lexicon<'_>,
) -> Vec<&'r str> {
    let mut weights: BTreeMap<Lemma, (usize, f64)> = BTreeMap::new();
    for (lemma, weight) in vectors.iter().flat_map(|vector| &vector.0) {
        let entry = weights.entry(*lemma).or_default();
        entry.0 += 1;
        entry.1 += weight;
    }
    let most = vectors.len().div_ceil(2).max(2);
    let mut shared: Vec<(Lemma, f64)> = weights
        .into_iter()
        .filter(|(_, (articles, _))| *articles >= most)
        .map(|(lemma, (_, weight))| (lemma, weight))
        .collect();
    shared.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    let words = shared.into_iter().take(6);
    words
        .filter_map(|(lemma, _)| written(readings, lexicon.spelling(lemma)))
        .collect()
}

fn written<'r>(readings: &[&'r Reading], spelling: &str) -> Option<&'r str> {
    readings.iter().find_map(|reading| {
        let mut tokens = reading.parse.tokens.iter();
        let token = tokens.find(|token| token.lemma.to_lowercase() == spelling)?;
        let span: Span = token.span;
        Some(span.of(&reading.article.text))
    })
}
