//! What the articles tell differently: numbers, dates, places, roles, statuses, judging words.

mod dates;
mod deeds;
mod descriptions;
mod fate;
mod known;
mod likeness;
mod matters;
mod numbers;
mod offices;
mod page;
mod parties;
mod places;
mod portfolios;
mod roles;
mod senses;
mod settings;
mod sides;
mod slots;
mod spots;
mod statuses;
mod tolls;
mod wording;

use std::collections::BTreeSet;

use deeds::Deed;
use likeness::View;

use super::actors::Cast;
use super::happenings::Happening;
use super::told::Told;
use crate::model::*;
use crate::rules::{RuleError, Rules};

/// What the search for differences knows.
#[derive(Debug)]
pub(super) struct Differences {
    roles: roles::Roles,
    senses: senses::Senses,
    tolls: tolls::Tolls,
    wording: wording::Wording,
}

/// The story in which differences are sought.
#[derive(Clone, Copy)]
struct Scene<'s, 'r> {
    told: &'s Told<'r>,
    cast: &'s Cast,
    happenings: &'s [Happening<'s, 'r>],
}

impl Differences {
    /// Reads the rules.
    pub(super) fn new(rules: &Rules) -> Result<Self, RuleError> {
        Ok(Self {
            roles: roles::Roles::new(rules)?,
            senses: senses::Senses::new(rules)?,
            tolls: tolls::Tolls::new(rules)?,
            wording: wording::Wording::new(rules)?,
        })
    }

    /// All differences, in order of their kinds.
    pub(super) fn find(
        &self,
        told: &Told<'_>,
        cast: &Cast,
        happenings: &[Happening<'_, '_>],
    ) -> Vec<Difference> {
        let scene = Scene {
            told,
            cast,
            happenings,
        };
        let pages = page::pages(told, cast);
        let deeds = pages
            .iter()
            .flat_map(|page| deeds::deeds(page, &self.senses));
        let deeds: Vec<Deed<'_>> = deeds.collect();
        let view = View {
            cast,
            senses: &self.senses,
            roles: &self.roles,
            wording: &self.wording,
            pages: &pages,
        };
        let mut found = Vec::new();
        add(&mut found, self.tolls.find(scene, &self.senses));
        add(&mut found, numbers::find(scene, &deeds, &self.senses));
        add(&mut found, dates::find(scene));
        add(&mut found, places::find(scene));
        add(&mut found, descriptions::find(scene, &self.roles));
        add(&mut found, portfolios::find(scene, &self.roles));
        add(&mut found, offices::find(scene, &pages, &self.roles));
        add(&mut found, statuses::find(scene));
        add(&mut found, self.wording.find(scene));
        add(&mut found, matters::find(scene, view, &deeds));
        // Stable, so that those of one kind stay in their order.
        found.sort_by_key(|one| one.kind as u8);
        found
    }
}

/// Adds what does not say again what is known.
fn add(found: &mut Vec<Difference>, more: Vec<Difference>) {
    for one in more {
        let again = |known: &Difference| known.kind == one.kind && says_as_much(known, &one);
        if !found.iter().any(again) {
            found.push(one);
        }
    }
}

/// Whether a difference shows every value of another, with its evidence.
fn says_as_much(one: &Difference, other: &Difference) -> bool {
    let shown = |value: &Claim<DifferenceValue>| {
        let mut theirs = one.values.iter().flat_map(|v| v.evidence());
        theirs.any(|e| {
            value
                .evidence()
                .iter()
                .any(|f| e.article == f.article && e.span.overlaps(f.span))
        })
    };
    other.values.iter().all(shown)
}

/// One value with every passage that gives it.
struct Value {
    value: String,
    holder: Option<ActorId>,
    /// Position of the article, passage in it.
    passages: Vec<(usize, Span)>,
}

impl Value {
    fn claim(self, told: &Told<'_>) -> Option<Claim<DifferenceValue>> {
        let positions: BTreeSet<usize> = self.passages.iter().map(|(n, _)| *n).collect();
        let value = DifferenceValue {
            value: self.value,
            holder: self.holder,
            origins: told.count(positions.iter().copied()),
            articles: told.ids(positions),
        };
        let mut evidence = self
            .passages
            .iter()
            .map(|(n, span)| told.evidence(*n, *span));
        Some(Claim::new(value, evidence.next()?).with(evidence))
    }
}

/// The difference, where at least two values have evidence.
fn difference(
    told: &Told<'_>,
    kind: DifferenceKind,
    relation: Relation,
    about: String,
    values: Vec<Value>,
) -> Option<Difference> {
    let values: Vec<Claim<DifferenceValue>> = values
        .into_iter()
        .filter_map(|value| value.claim(told))
        .collect();
    (values.len() >= 2).then_some(Difference {
        kind,
        relation,
        about,
        values,
    })
}

/// The sentence of the article at `position` around `span`; `span` itself where there is none.
fn sentence(told: &Told<'_>, position: usize, span: Span) -> Span {
    let sentences = &told.readings[position].parse.sentences;
    let around = sentences
        .iter()
        .find(|sentence| sentence.span.overlaps(span));
    around.map_or(span, |sentence| sentence.span)
}

/// A summary without its full stop, to say what a difference is about.
fn about(happening: &Happening<'_, '_>) -> String {
    happening.event.summary.trim_end_matches('.').to_owned()
}
