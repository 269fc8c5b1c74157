//! What the weights of an event's two sides are learned from: judged events of the news and the gold
//! pairs, each with all of its sentence who could stand there instead; and how often an event is right
//! of whose sides as much is told.

use std::collections::BTreeMap;
use std::fmt::Write;

use account::events::plover::plover_type;
use account::events::{Cast, Features, Undoubted, both};
use account::span::Span;
use anyhow::Result;

use super::found::{self, Example, undoubted};
use super::pairs;
use crate::draw;
use crate::eval::Bench;
use crate::eval::events::{Pair, class};

/// What an example counts in the fit: less than one of other weights, as there are many more.
const COUNTS: f64 = 0.15;

/// What a side of a gold pair counts beside a judged one.
const OF_GOLD: f64 = 0.5;

/// What somebody counts who could stand on a side and does not.
const OTHERS: f64 = 0.3;

/// Parts of the articles; each is weighed by what is learned from the others to see how often as sure
/// an event is right.
const PARTS: u64 = 5;

/// An event that somebody judged.
pub(crate) struct Judged {
    /// Its article's part.
    part: u64,
    right: bool,
    coded: [Features; 2],
    examples: Vec<Example>,
}

/// The judged events, and what each teaches.
pub(crate) fn of_judged(bench: &Bench) -> Result<Vec<Judged>> {
    let verdicts = draw::verdicts()?.into_iter();
    let faults: BTreeMap<String, String> = verdicts.map(|one| (one.key, one.fault)).collect();
    let mut all = Vec::new();
    draw::each(bench, |id, article| {
        let first = faults.range(format!("{id}\t")..).next();
        let judged = first.is_some_and(|(key, _)| key.starts_with(&format!("{id}\t")));
        if draw::is_measured(id) || !judged {
            return Ok(());
        }
        let reading = bench.pipeline()?.read(article);
        for one in bench.pipeline()?.undoubted(&reading) {
            if let Some(fault) = faults.get(&draw::key(id, &one.event)) {
                all.push(judged_as(one, fault, draw::lot(id) / 2 % PARTS));
            }
        }
        Ok(())
    })?;
    Ok(all)
}

/// What a verdict says of the sides: the fault named is the first, so that what comes after it may be
/// wrong too.
fn judged_as(one: Undoubted, fault: &str, part: u64) -> Judged {
    let sides = match fault {
        "-" | "status" => [Some(true), Some(true)],
        "recipient" => [Some(true), Some(false)],
        "actor" => [Some(false), None],
        _ => [None, None],
    };
    let coded = one.sides.each_ref().map(|casts| {
        let coded = casts.iter().find(|cast| cast.coded);
        coded.map(|cast| cast.features.clone()).unwrap_or_default()
    });
    let mut examples = Vec::new();
    for (casts, right) in one.sides.into_iter().zip(sides) {
        for cast in casts {
            // Where those coded are wrong, any of the others may be right.
            let happens = match (cast.coded, right) {
                (true, Some(right)) => right,
                (false, Some(true)) => false,
                _ => continue,
            };
            examples.push(Example {
                features: cast.features,
                happens,
                weight: COUNTS * if cast.coded { 1.0 } else { OTHERS },
            });
        }
    }
    Judged {
        part,
        right: fault == "-",
        coded,
        examples,
    }
}

/// The examples of a gold sentence.
pub(crate) fn of_gold(bench: &Bench, text: &str, pairs: &[&Pair]) -> Result<Vec<Example>> {
    let marked: Vec<Marked<'_>> = pairs
        .iter()
        .map(|pair| (&*pair.class, pair.spans()))
        .collect();
    of_marked(bench, text, &marked)
}

/// The examples of our own sentences in the manner of news.
pub(crate) fn own(bench: &Bench) -> Result<Vec<Example>> {
    let mut all = Vec::new();
    for (class, text, spans) in pairs::news() {
        all.extend(of_marked(bench, &text, &[(class, spans)])?);
    }
    Ok(all)
}

/// The class of an event and its two parties.
type Marked<'m> = (&'m str, [Span; 2]);

/// The sides of a sentence's events that are of the type of a marked one and have one of its parties:
/// there the other party is known.
fn of_marked(bench: &Bench, text: &str, marked: &[Marked<'_>]) -> Result<Vec<Example>> {
    let mut examples = Vec::new();
    for one in undoubted(bench, text)? {
        let kind = class(plover_type(&one.event).0);
        let parties = [&one.event.actors, &one.event.recipients];
        for (_, spans) in marked.iter().filter(|(class, _)| *class == kind) {
            let hits = [0, 1].map(|at| parties[at].iter().any(|one| one.span.overlaps(spans[at])));
            for (at, casts) in one.sides.iter().enumerate() {
                if hits[1 - at] {
                    let side = casts
                        .iter()
                        .filter_map(|cast| of_side(cast, hits[at], spans[at]));
                    examples.extend(side);
                }
            }
        }
    }
    Ok(examples)
}

/// Whether somebody stands on a side whose party the gold set names.
fn of_side(cast: &Cast, known: bool, span: Span) -> Option<Example> {
    let happens = cast.parties.iter().any(|one| one.span.overlaps(span));
    // Beside one who is right, who else would be is not asked.
    if known && happens && !cast.coded {
        return None;
    }
    Some(Example {
        features: cast.features.clone(),
        happens,
        weight: COUNTS * OF_GOLD * if cast.coded || happens { 1.0 } else { OTHERS },
    })
}

/// The file of the weights, with what makes of them a share of right events.
pub(crate) fn file(gold: &[&Example], judged: &[Judged]) -> String {
    let told = |judged: &Judged, weights: &BTreeMap<&str, f64>| {
        let margins = judged.coded.each_ref().map(|features| {
            let sum = features.iter().map(|(name, value)| {
                weights.get(name.as_str()).copied().unwrap_or_default() * f64::from(*value)
            });
            (sum.sum::<f64>() + weights.get("").copied().unwrap_or_default()) as f32
        });
        (f64::from(both(margins)), judged.right)
    };
    let mut rows = Vec::new();
    for part in 0..PARTS {
        let others = judged.iter().filter(|one| one.part != part);
        let others = others.flat_map(|one| &one.examples);
        let examples: Vec<&Example> = others.chain(gold.iter().copied()).collect();
        let weights = found::weights(&examples);
        let own = judged.iter().filter(|one| one.part == part);
        rows.extend(own.map(|one| told(one, &weights)));
    }
    let [always, slope] = share(&rows);
    let all = judged.iter().flat_map(|one| &one.examples);
    let all: Vec<&Example> = all.chain(gold.iter().copied()).collect();
    let mut text = found::fit(&all);
    // Writing to a string never fails.
    let _ = writeln!(text, "sure\t{always:.3}\nsure both\t{slope:.3}");
    text
}

/// The two numbers of a logistic curve through the rows, by Newton's method.
fn share(rows: &[(f64, bool)]) -> [f64; 2] {
    let [mut always, mut slope] = [0.0, 1.0];
    for _ in 0..20 {
        let (mut gradient, mut square) = ([0.0; 2], [1e-6, 0.0, 1e-6]);
        for (margin, right) in rows {
            let share = 1.0 / (1.0 + (-(always + slope * margin)).exp());
            let (miss, spread) = (f64::from(u8::from(*right)) - share, share * (1.0 - share));
            gradient = [gradient[0] + miss, gradient[1] + miss * margin];
            square[0] += spread;
            square[1] += spread * margin;
            square[2] += spread * margin * margin;
        }
        let [a, b, c] = square;
        let det = a * c - b * b;
        if det.abs() < 1e-9 {
            break;
        }
        always += (c * gradient[0] - b * gradient[1]) / det;
        slope += (a * gradient[1] - b * gradient[0]) / det;
    }
    [always, slope]
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn the_curve_goes_through_the_shares() {
        let rows = |margin: f64, right: usize| {
            (0..10)
                .map(move |at| (margin, at < right))
                .collect::<Vec<_>>()
        };
        let rows = [rows(-2.0, 2), rows(0.0, 8)].concat();
        let [always, slope] = share(&rows);
        let at = |margin: f64| 1.0 / (1.0 + (-(always + slope * margin)).exp());
        assert!((at(-2.0) - 0.2).abs() < 1e-6, "{}", at(-2.0));
        assert!((at(0.0) - 0.8).abs() < 1e-6, "{}", at(0.0));
    }
}
