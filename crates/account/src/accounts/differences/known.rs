//! Whether an article tells the other's value as well: then it knows of both, and tells of two
//! things, of a journey, of a second count.

use super::deeds::Deed;
use super::likeness::{Point, Slot, View};
use super::numbers;
use super::page::Page;
use crate::model::*;

/// Whether one of two articles has the other's value, too.
pub(super) fn to_both<'r>(
    view: View<'_, 'r>,
    all: &[Deed<'r>],
    (a, b): (&Deed<'r>, &Deed<'r>),
    point: &Point,
) -> bool {
    let pages = (&view.pages[a.position], &view.pages[b.position]);
    match point.slot {
        Slot::Wording => either(pages, point, has_word),
        Slot::Parties => either(pages, point, has_name),
        Slot::Day => point.relation != Relation::Precision && either(pages, point, has_days),
        Slot::Count => either(pages, point, |page, span, other| {
            has_number(view, page, span, other)
        }),
        Slot::Act | Slot::Fate => tells(all, a, b.position) || tells(all, b, a.position),
        // The last party is the new one, if the other article does not have it at all.
        Slot::Joined => {
            has_text(pages.0, point.spans.0, pages.1) && has_text(pages.1, point.spans.1, pages.0)
        }
        Slot::Hour | Slot::Spot | Slot::Role => false,
    }
}

/// Whether the value of either article is known to the other.
fn either<'r>(
    (here, there): (&Page<'r>, &Page<'r>),
    point: &Point,
    has: impl Fn(&Page<'r>, Span, &Page<'r>) -> bool,
) -> bool {
    has(here, point.spans.0, there) || has(there, point.spans.1, here)
}

fn has_text(page: &Page<'_>, span: Span, other: &Page<'_>) -> bool {
    other.reading.article.text.contains(page.text(span))
}

fn has_word(page: &Page<'_>, span: Span, other: &Page<'_>) -> bool {
    let lemma = |n: usize| &*page.tokens[n].lemma;
    let word = page.top(span).map_or("", lemma);
    other.tokens.iter().any(|token| *token.lemma == *word)
}

fn has_name(page: &Page<'_>, span: Span, other: &Page<'_>) -> bool {
    let name = page.text(span).split_whitespace().last().unwrap_or("");
    other.reading.article.text.contains(name)
}

fn has_days(page: &Page<'_>, span: Span, other: &Page<'_>) -> bool {
    let mut times = page.reading.times.iter();
    let days = times
        .find(|time| time.span == span)
        .and_then(|time| time.days);
    let mut theirs = other.reading.times.iter();
    days.is_some() && theirs.any(|time| time.days == days)
}

fn has_number(view: View<'_, '_>, page: &Page<'_>, span: Span, other: &Page<'_>) -> bool {
    let mut numbers = page.reading.numbers.iter();
    let Some(number) = numbers.find(|number| number.span == span) else {
        return false;
    };
    let mut theirs = other.reading.numbers.iter();
    theirs.any(|one| {
        one.value == number.value && numbers::comparable(&one.unit, &number.unit, view.senses)
    })
}

/// Whether an article tells such an act with the same fate.
fn tells(all: &[Deed<'_>], one: &Deed<'_>, position: usize) -> bool {
    let mut theirs = all.iter().filter(|other| other.position == position);
    theirs.any(|other| {
        let same = other.acts.iter().any(|act| one.acts.contains(act));
        same && other.fate == one.fate
    })
}
