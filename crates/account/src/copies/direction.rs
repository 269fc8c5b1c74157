//! Which of two articles takes from the other: times, credit lines, and what the texts show.

use std::cmp::Ordering;

use super::alignment::Alignment;
use super::passages::Shared;
use super::text::Text;
use crate::model::{Direction, Moment, Pos, Span};

/// One of the two articles of a pair.
#[derive(Clone, Copy)]
pub(super) struct Side<'t> {
    pub(super) text: &'t Text<'t>,
    /// Whether it credits the other's outlet.
    pub(super) credits_other: bool,
    /// Part of its words, or of its sentences, that has a like passage in the other.
    pub(super) share: f64,
}

/// What was decided, for the two in the order in which they were given.
#[derive(Clone, Debug)]
pub(super) struct Verdict {
    /// `Less` where the first is the source, `Greater` where the second is, else `Equal`.
    pub(super) order: Ordering,
    pub(super) direction: Direction,
    pub(super) reasons: Vec<String>,
}

/// Votes of the texts from which the direction is likely.
const LIKELY: f64 = 2.0;

/// Decides for `a` and `b`.
pub(super) fn decide(a: Side<'_>, b: Side<'_>, aligned: &Aligned) -> Verdict {
    certain(a, b).unwrap_or_else(|| by_texts(a, b, aligned))
}

fn certain(a: Side<'_>, b: Side<'_>) -> Option<Verdict> {
    let verdict = |order, reason: String| {
        Some(Verdict {
            order,
            direction: Direction::Certain,
            reasons: vec![reason],
        })
    };
    let (ours, theirs) = (&a.text.reading.article, &b.text.reading.article);
    let credit = |one: &crate::model::Article, other: &crate::model::Article| {
        let outlet = other.outlet.as_deref().unwrap_or("the other");
        format!("{} credits {outlet}", one.id)
    };
    match (a.credits_other, b.credits_other) {
        (true, false) => return verdict(Ordering::Greater, credit(ours, theirs)),
        (false, true) => return verdict(Ordering::Less, credit(theirs, ours)),
        _ => {}
    }
    let (x, y) = (ours.published?, theirs.published?);
    let later = |late: &crate::model::Article, when: Moment, early: Moment| {
        let (when, early) = (moment(when, early), moment(early, when));
        format!(
            "{} was published later ({when}, the other {early})",
            late.id
        )
    };
    match compare(x, y) {
        Ordering::Less => verdict(Ordering::Less, later(theirs, y, x)),
        Ordering::Greater => verdict(Ordering::Greater, later(ours, x, y)),
        Ordering::Equal => None,
    }
}

/// Days decide; within a day the instants, where both are known.
pub(super) fn compare(x: Moment, y: Moment) -> Ordering {
    match (x.time, y.time) {
        (Some(x), Some(y)) => x.cmp(&y),
        _ => x.date.cmp(&y.date),
    }
}

fn moment(it: Moment, other: Moment) -> String {
    match it.time {
        Some(time) if it.date == other.date => time.to_string(),
        _ => it.date.to_string(),
    }
}

/// The aligned passages of two texts: spans in the first, spans in the second.
#[derive(Clone, Debug, Default)]
pub(super) struct Aligned {
    pub(super) pairs: Vec<(Span, Span)>,
}

impl Aligned {
    /// The union of both alignments and the passages shared word for word, in order of `a`.
    pub(super) fn new(a: &Text<'_>, b: &Text<'_>, ab: &Alignment, ba: &Alignment) -> Self {
        let back = ba.pairs.iter().map(|(y, x)| (*x, *y));
        let mut lines: Vec<(usize, usize)> = ab.pairs.iter().copied().chain(back).collect();
        lines.sort_unstable();
        lines.dedup();
        let spans = |(x, y): &(usize, usize)| (a.lines[*x].span, b.lines[*y].span);
        Self {
            pairs: lines.iter().map(spans).collect(),
        }
    }

    /// The passages shared word for word.
    pub(super) fn verbatim(shared: &Shared) -> Self {
        let pairs = shared.pairs.iter().map(|pair| (pair.copy, pair.source));
        Self {
            pairs: pairs.collect(),
        }
    }
}

fn by_texts(a: Side<'_>, b: Side<'_>, aligned: &Aligned) -> Verdict {
    let signs = [
        coverage(a, b),
        quoting(a, b),
        specifics(a, b, aligned),
        length(a, b),
    ];
    let votes: f64 = signs.iter().flatten().map(|(vote, _)| vote).sum();
    let order = if votes > 0.0 {
        Ordering::Less
    } else {
        Ordering::Greater
    };
    let speaking = signs.into_iter().flatten();
    let speaking = speaking.filter(|(vote, _)| (*vote > 0.0) == (votes > 0.0));
    let reasons: Vec<String> = speaking.map(|(_, reason)| reason).collect();
    if votes.abs() >= LIKELY {
        return Verdict {
            order,
            direction: Direction::Likely,
            reasons,
        };
    }
    Verdict {
        order: Ordering::Equal,
        direction: Direction::Unknown,
        reasons: vec!["neither times nor credit lines nor the texts say who was first".to_owned()],
    }
}

/// A sign for `a` as the source (positive) or for `b` (negative), and the reason in words.
type Sign = Option<(f64, String)>;

/// The copy is covered by its source; the source has more besides.
fn coverage(a: Side<'_>, b: Side<'_>) -> Sign {
    let percent = |share: f64| (share * 100.0).round();
    let say = |most: Side<'_>, least: Side<'_>| {
        let (whose, other) = (
            &most.text.reading.article.id,
            &least.text.reading.article.id,
        );
        let (most, least) = (percent(most.share), percent(least.share));
        format!("{most} % of {whose} is in {other}, but {least} % of {other} in {whose}")
    };
    match b.share - a.share {
        more if more >= 0.4 => Some((1.5, say(b, a))),
        more if more >= 0.15 => Some((1.0, say(b, a))),
        less if less <= -0.4 => Some((-1.5, say(a, b))),
        less if less <= -0.15 => Some((-1.0, say(a, b))),
        _ => None,
    }
}

/// Quotations are cut on the way, not added.
fn quoting(a: Side<'_>, b: Side<'_>) -> Sign {
    let quoted = |side: Side<'_>| side.text.words.iter().filter(|word| word.quoted).count();
    let say = |side: Side<'_>| {
        let id = &side.text.reading.article.id;
        format!("{id} has the fuller quotations")
    };
    more(quoted(a), quoted(b), 4).map(|sign| (sign, say(if sign > 0.0 { a } else { b })))
}

/// Names and numbers are lost on the way, not won.
fn specifics(a: Side<'_>, b: Side<'_>, aligned: &Aligned) -> Sign {
    let (mut ours, mut theirs) = (0, 0);
    for (x, y) in &aligned.pairs {
        let (x, y) = (names(a.text, *x), names(b.text, *y));
        ours += x.iter().filter(|name| !y.contains(name)).count();
        theirs += y.iter().filter(|name| !x.contains(name)).count();
    }
    let say = |side: Side<'_>| {
        let id = &side.text.reading.article.id;
        format!("{id} has names and numbers in these passages that the other lacks")
    };
    more(ours, theirs, 3).map(|sign| (sign, say(if sign > 0.0 { a } else { b })))
}

fn length(a: Side<'_>, b: Side<'_>) -> Sign {
    let (ours, theirs) = (a.text.words.len(), b.text.words.len());
    let say = |side: Side<'_>| format!("{} is the longer text", side.text.reading.article.id);
    if ours * 10 > theirs * 13 {
        return Some((0.5, say(a)));
    }
    (theirs * 10 > ours * 13).then(|| (-0.5, say(b)))
}

/// Which of two counts is clearly the larger: by `least`, and half as much again.
fn more(ours: usize, theirs: usize, least: usize) -> Option<f64> {
    if ours >= theirs + least && ours * 2 >= theirs * 3 {
        return Some(1.0);
    }
    (theirs >= ours + least && theirs * 2 >= ours * 3).then_some(-1.0)
}

/// Proper nouns and numbers of a passage, in lower case.
fn names<'t>(text: &'t Text<'_>, span: Span) -> Vec<&'t str> {
    let tokens = &text.reading.parse.tokens;
    let start = tokens.partition_point(|token| token.span.start < span.start);
    let inside = tokens[start..]
        .iter()
        .take_while(|token| token.span.end <= span.end);
    let special = inside.filter(|token| matches!(token.pos, Pos::Propn | Pos::Num));
    let mut names: Vec<&str> = special.map(|token| &*token.lower).collect();
    names.sort_unstable();
    names.dedup();
    names
}
