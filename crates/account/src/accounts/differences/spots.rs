//! Where two reports put one deed.

use super::deeds::Deed;
use super::likeness::{Point, Slot};
use super::page::Page;
use super::parties::Party;
use super::senses::{Senses, Sort};
use crate::model::*;

/// Compares where two deeds were done: what it speaks for their being one, and where they differ.
pub(super) fn compare(
    senses: &Senses,
    (here, there): (&Page<'_>, &Page<'_>),
    (a, b): (&Deed<'_>, &Deed<'_>),
    points: &mut Vec<Point>,
) -> f64 {
    let named = |page: &Page<'_>, deed: &'_ Deed<'_>| -> Vec<usize> {
        let spots = deed.spots.iter().enumerate();
        let named = spots.filter(|(_, spot)| {
            page.tokens[spot.head].pos == Pos::Propn && !is_country(page, spot)
        });
        named.map(|(n, _)| n).collect()
    };
    let (ours, theirs) = (named(here, a), named(there, b));
    let pairs = || {
        ours.iter()
            .flat_map(|x| theirs.iter().map(move |y| (&a.spots[*x], &b.spots[*y])))
    };
    let same = pairs().any(|(x, y)| is_same(x, y));
    let new = |all: &[usize], spots: &[Party], page: &Page<'_>| -> Option<Span> {
        let unknown = all
            .iter()
            .map(|n| &spots[*n])
            .find(|spot| !tells(page, spot));
        unknown.map(|spot| spot.span)
    };
    let (only_here, only_there) = (new(&ours, &a.spots, there), new(&theirs, &b.spots, here));
    let mut add = |relation, spans| {
        points.push(Point {
            slot: Slot::Spot,
            relation,
            spans,
            shown: true,
        });
    };
    let finer = |spot: Option<Span>, page: &Page<'_>, wider: Span, other: &Page<'_>| {
        spot.filter(|spot| !(is_city(page, *spot) && is_city(other, wider)))
    };
    let wider = |all: &[usize], spots: &[Party]| all.first().map(|n| spots[*n].span);
    let (here_wide, there_wide) = (wider(&ours, &a.spots), wider(&theirs, &b.spots));
    let (only_here, only_there) = match (only_here, only_there, here_wide, there_wide) {
        (Some(more), None, _, Some(wide)) => (finer(Some(more), here, wide, there), None),
        (None, Some(more), Some(wide), _) => (None, finer(Some(more), there, wide, here)),
        (here, there, ..) => (here, there),
    };
    match (same, only_here, only_there) {
        (true, Some(more), None) => add(Relation::Precision, (more, b.spots[theirs[0]].span)),
        (true, None, Some(more)) => add(Relation::Precision, (a.spots[ours[0]].span, more)),
        (false, Some(x), Some(y)) => add(Relation::Conflict, (x, y)),
        (false, None, Some(more)) if beside(there, b, &ours, &a.spots) => {
            add(Relation::Precision, (a.spots[ours[0]].span, more));
        }
        (false, Some(more), None) if beside(here, a, &theirs, &b.spots) => {
            add(Relation::Precision, (more, b.spots[theirs[0]].span));
        }
        _ => {
            if let Some(spans) = sites(senses, (here, there), a, b) {
                add(Relation::Conflict, spans);
            }
        }
    }
    f64::from(same)
}

/// Two sorts of places that no name tells apart: "outside his residence", "on the motorway".
fn sites(
    senses: &Senses,
    (here, there): (&Page<'_>, &Page<'_>),
    a: &Deed<'_>,
    b: &Deed<'_>,
) -> Option<(Span, Span)> {
    let plain = |deed: &'_ Deed<'_>| -> Vec<usize> {
        let spots = deed.spots.iter().enumerate();
        let plain = spots.filter(|(_, s)| s.named.is_none() && s.number.is_none());
        let close = |party: &Party| {
            let mut sorts = party.senses.iter().map(|sense| senses.sort(*sense));
            sorts.all(|sort| sort == Sort::Thing)
        };
        plain.filter(|(_, s)| close(s)).map(|(n, _)| n).collect()
    };
    let (ours, theirs) = (plain(a), plain(b));
    let mut pairs = ours
        .iter()
        .flat_map(|x| theirs.iter().map(move |y| (&a.spots[*x], &b.spots[*y])));
    let alike =
        |x: &Party, y: &Party| x.lemma == y.lemma || x.senses.iter().any(|s| y.senses.contains(s));
    if pairs.clone().any(|(x, y)| alike(x, y)) {
        return None;
    }
    let (x, y) = pairs.find(|(x, y)| !tells(there, x) && !tells(here, y))?;
    Some((x.span, y.span))
}

/// Whether the deed's sentence has the other report's place as well: "in Lubangan, in Samaray".
fn beside(page: &Page<'_>, deed: &Deed<'_>, places: &[usize], spots: &[Party]) -> bool {
    let words = page
        .tokens
        .iter()
        .filter(|token| token.sentence == deed.sentence);
    let mut places = places.iter().map(|n| &spots[*n]);
    places.any(|place| words.clone().any(|token| *token.lower == *place.lemma))
}

fn is_same(a: &Party, b: &Party) -> bool {
    a.who.iter().any(|who| b.who.contains(who)) || a.words.last() == b.words.last()
}

/// Whether an article uses the name or noun anywhere.
fn tells(page: &Page<'_>, spot: &Party) -> bool {
    page.tokens.iter().any(|token| {
        *token.lower == *spot.lemma || Some(&*token.lower) == spot.words.last().map(String::as_str)
    })
}

fn is_city(page: &Page<'_>, spot: Span) -> bool {
    let mut places = page.reading.places.iter();
    places.any(|place| place.kind == PlaceKind::City && place.span.overlaps(spot))
}

fn is_country(page: &Page<'_>, spot: &Party) -> bool {
    let mut places = page.reading.places.iter();
    places.any(|place| place.kind == PlaceKind::Country && place.span.overlaps(spot.span))
}
