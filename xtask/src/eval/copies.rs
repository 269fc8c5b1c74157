//! Copies: copies made by a fixed program from articles of the gold sets, and pairs of
//! reports of their own that must not be taken for copies.
//!
//! The copies are made when the suite runs: whole reprints under another outlet, cuts,
//! light edits, reordered paragraphs, later versions and rewrites by plain substitution.
//! Nothing tells the direction but the texts, unless a case has dates or a credit line.

use std::collections::{BTreeMap, BTreeSet};

use account::articles::Given;
use account::model::{Article, Copy, CopyKind, Moment, Reading, Span};
use anyhow::Result;
use jiff::civil::date;

use super::{Bench, Outcome, Suite, stories};

/// The suite.
pub(super) const SUITE: Suite = Suite {
    stage: "copies",
    run,
};

/// Words of an article from which copies are made of it.
const LONG: usize = 200;

/// Articles of which copies are made.
const ORIGINALS: usize = 24;

/// How a made copy is made, and what must be found.
struct Recipe {
    name: &'static str,
    kind: CopyKind,
    /// Whether the copy is published a day later, both with a date.
    dated: bool,
    same_outlet: bool,
    make: fn(&Reading) -> String,
}

const RECIPES: [Recipe; 7] = [
    Recipe {
        name: "reprint",
        kind: CopyKind::Reprint,
        dated: true,
        same_outlet: false,
        make: whole,
    },
    Recipe {
        name: "light edits",
        kind: CopyKind::Reprint,
        dated: true,
        same_outlet: false,
        make: edited,
    },
    Recipe {
        name: "reordered",
        kind: CopyKind::Reprint,
        dated: true,
        same_outlet: false,
        make: reordered,
    },
    Recipe {
        name: "cut",
        kind: CopyKind::Excerpt,
        dated: false,
        same_outlet: false,
        make: cut,
    },
    Recipe {
        name: "new version",
        kind: CopyKind::Revision,
        dated: true,
        same_outlet: true,
        make: longer,
    },
    Recipe {
        name: "same again",
        kind: CopyKind::Duplicate,
        dated: true,
        same_outlet: true,
        make: whole,
    },
    Recipe {
        name: "rewrite",
        kind: CopyKind::Rewrite,
        dated: false,
        same_outlet: false,
        make: rewritten,
    },
];

fn run(bench: &Bench) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let mut originals = Vec::new();
    for set in ["newswcl50", "ecb"] {
        let lines = bench.lines(&format!("stories/{set}.jsonl"), &mut outcome)?;
        let (readings, clusters) = stories::read(bench, &lines)?;
        independent(bench, set, &readings, &clusters, &mut outcome)?;
        let long = readings
            .into_iter()
            .filter(|r| r.article.text.split_whitespace().count() >= LONG);
        originals.extend(long.take(ORIGINALS / 2));
    }
    made(bench, &originals, &mut outcome)?;
    Ok(outcome)
}

/// Pairs within the clusters of a gold set: reports of their own, unless their texts overlap.
fn independent(
    bench: &Bench,
    set: &str,
    readings: &[Reading],
    clusters: &[String],
    outcome: &mut Outcome,
) -> Result<()> {
    let (copies, _) = bench.pipeline()?.stories(readings);
    let mut sizes: BTreeMap<&str, u32> = BTreeMap::new();
    for cluster in clusters {
        *sizes.entry(cluster).or_default() += 1;
    }
    let pairs: u32 = sizes.values().map(|n| n * (n - 1) / 2).sum();
    let without_text =
        |copy: &&Copy| copy.kind == CopyKind::Rewrite || is_paraphrase(copy, readings);
    let doubtful: Vec<&Copy> = copies.iter().filter(without_text).collect();
    let share = doubtful.len() as f64 / f64::from(pairs.max(1));
    // Turned round, so that a floor can hold it.
    outcome
        .figures
        .insert(format!("{set} pairs not taken for rewrites"), 1.0 - share);
    for copy in copies {
        let (kind, copied, source) = (copy.kind.as_str(), &copy.copy, &copy.source);
        outcome.items.push(format!(
            "{set}\t{kind}\t{copied}\t{source}\t{:.2}",
            copy.share_of_copy
        ));
    }
    Ok(())
}

/// A common origin that rests on like sentences rather than on the same words.
fn is_paraphrase(copy: &Copy, readings: &[Reading]) -> bool {
    let text = |id: &account::model::ArticleId| {
        readings
            .iter()
            .find(|r| r.article.id == *id)
            .map(|r| r.article.text.as_str())
    };
    let same = copy.pairs.iter().filter(|pair| {
        let (Some(a), Some(b)) = (text(&copy.copy), text(&copy.source)) else {
            return false;
        };
        let words = |span: Span, text| -> BTreeSet<String> {
            let span: Span = span;
            let text: &str = text;
            span.of(text)
                .split_whitespace()
                .map(str::to_lowercase)
                .collect()
        };
        let (a, b) = (words(pair.copy, a), words(pair.source, b));
        a.intersection(&b).count() * 10 >= a.len() * 7
    });
    copy.kind == CopyKind::CommonOrigin && same.count() * 2 < copy.pairs.len()
}

/// Makes the copies, lets the stage find them, and counts kinds and directions.
fn made(bench: &Bench, originals: &[Reading], outcome: &mut Outcome) -> Result<()> {
    let mut kinds: BTreeMap<&str, [f64; 3]> = BTreeMap::new();
    let (mut directed, mut right) = (0.0, 0.0);
    for recipe in &RECIPES {
        for original in originals {
            let pair = [
                reading(bench, original, recipe, None)?,
                reading(bench, original, recipe, Some((recipe.make)(original)))?,
            ];
            let (copies, _) = bench.pipeline()?.stories(&pair);
            let found = copies.first();
            let kind = found.map_or("none", |copy| copy.kind.as_str());
            let expected = recipe.kind.as_str();
            kinds.entry(expected).or_default()[2] += 1.0;
            kinds.entry(kind).or_default()[1] += 1.0;
            if kind == expected {
                kinds.entry(kind).or_default()[0] += 1.0;
            }
            directed += 1.0;
            let turned = found.is_some_and(|copy| copy.copy == pair[1].article.id);
            right += f64::from(u8::from(turned && kind != "common-origin"));
            let name = recipe.name;
            let id = &original.article.id;
            outcome
                .items
                .push(format!("made\t{name}\t{id}\t{kind}\t{turned}"));
        }
    }
    kinds.retain(|_, [_, _, gold]| *gold > 0.0);
    let f1 = |[both, found, gold]: &[f64; 3]| 2.0 * both / (found + gold).max(1.0);
    let macro_f1 = kinds.values().map(f1).sum::<f64>() / kinds.len().max(1) as f64;
    outcome
        .figures
        .insert("made kind macro-F1".to_owned(), macro_f1);
    outcome.figures.insert(
        "made direction accuracy".to_owned(),
        right / f64::max(directed, 1.0),
    );
    Ok(())
}

/// The original, or its copy with `text`; ids are such that their order tells nothing true.
fn reading(
    bench: &Bench,
    original: &Reading,
    recipe: &Recipe,
    text: Option<String>,
) -> Result<Reading> {
    let is_copy = text.is_some();
    let day = date(2026, 3, if is_copy { 2 } else { 1 });
    let published = recipe.dated.then_some(Moment {
        date: day,
        time: None,
    });
    let outlet = if is_copy && !recipe.same_outlet {
        "Second Outlet"
    } else {
        "First Outlet"
    };
    let article: Article = Given {
        id: if is_copy { "a" } else { "b" }.to_owned(),
        outlet: Some(outlet.to_owned()),
        published,
        text: text.unwrap_or_else(|| original.article.text.clone()),
        ..Given::default()
    }
    .into_article();
    let parse = stories::parse(bench, &article)?;
    Ok(stories::bare(article, parse))
}

fn sentences(reading: &Reading) -> Vec<String> {
    let spans = reading.parse.sentences.iter().map(|sentence| sentence.span);
    spans
        .map(|span| span.of(&reading.article.text).to_owned())
        .collect()
}

fn whole(reading: &Reading) -> String {
    reading.article.text.clone()
}

/// One word in twenty-five becomes another.
fn edited(reading: &Reading) -> String {
    let words = reading.article.text.split(' ').enumerate();
    let words = words.map(|(n, word)| if n % 25 == 12 { "meanwhile" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

/// Thirds of the text in another order.
fn reordered(reading: &Reading) -> String {
    let mut sentences = sentences(reading);
    let third = sentences.len() / 3;
    sentences[1..].rotate_left(third);
    sentences.join(" ")
}

/// The first four sentences in ten.
fn cut(reading: &Reading) -> String {
    let sentences = sentences(reading);
    sentences[..(sentences.len() * 4).div_ceil(10)].join(" ")
}

/// A later version: two sentences more at the end and one word in thirty changed.
fn longer(reading: &Reading) -> String {
    let more = "Talks are to go on next week, officials said. No date has been set so far.";
    format!(
        "{} {more}",
        edited(reading).replace("meanwhile", "reportedly")
    )
}

/// Every third sentence is dropped; of the others, quotation marks go and every fourth word
/// becomes a filler, so that no run of words is left.
fn rewritten(reading: &Reading) -> String {
    const FILLERS: [&str; 4] = ["reportedly", "also", "now", "indeed"];
    let kept = sentences(reading)
        .into_iter()
        .enumerate()
        .filter(|(n, _)| n % 3 != 2);
    let rewrite = |(n, sentence): (usize, String)| {
        let plain = sentence.replace(['"', '\u{201c}', '\u{201d}'], "");
        let words = plain.split_whitespace().enumerate();
        let words = words.map(|(i, word)| {
            if i % 4 == 3 {
                FILLERS[(n + i) % 4].to_owned()
            } else {
                word.to_owned()
            }
        });
        words.collect::<Vec<_>>().join(" ") + "."
    };
    kept.map(rewrite).collect::<Vec<_>>().join(" ")
}
