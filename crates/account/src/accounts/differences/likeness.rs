//! How two deeds stand to each other: what speaks for their being one, and where they differ.
//!
//! Two reports of one deed agree in most of what they say of it. What they say differently is
//! a difference only where it is the one thing that differs: two deeds that differ in place and
//! victims are two deeds.

use std::collections::BTreeSet;

use super::super::actors::Cast;
use super::deeds::{Deed, Key};
use super::fate::Fate;
use super::page::Page;
use super::parties::{self, Party, Standing, stand};
use super::roles::Roles;
use super::senses::{Sense, Senses};
use super::spots;
use super::wording::Wording;
use crate::model::*;

/// What each word adds that both sentences have.
const WORD: f64 = 0.35;

/// What each word adds that stands in a sentence next to one of them.
const NEAR: f64 = 0.15;

/// What all of them add at most.
const WORDS: f64 = 2.0;

/// What can be told differently of one deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slot {
    Act,
    Parties,
    /// One party more.
    Joined,
    Role,
    Day,
    Hour,
    Spot,
    Count,
    Fate,
    Wording,
}

/// One thing that is told differently, with the words of either article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
    pub(super) slot: Slot,
    pub(super) relation: Relation,
    /// The words that give each value.
    pub(super) spans: (Span, Span),
    /// Whether it is worth telling; if not, it still speaks against one deed.
    pub(super) shown: bool,
}

/// How two deeds stand to each other.
#[derive(Debug, Default)]
pub(super) struct Likeness {
    /// What speaks for one deed.
    pub(super) worth: f64,
    /// How many parties both have, a name beside the other deed among them.
    pub(super) shared: usize,
    pub(super) points: Vec<Point>,
}

impl Likeness {
    /// In how many things the two cannot both be right.
    pub(super) fn clashes(&self) -> usize {
        let clash =
            |point: &&Point| !matches!(point.relation, Relation::Precision | Relation::Framing);
        self.points.iter().filter(clash).count()
    }

    pub(super) fn add(&mut self, slot: Slot, relation: Relation, spans: (Span, Span), shown: bool) {
        self.points.push(Point {
            slot,
            relation,
            spans,
            shown,
        });
    }
}

/// The story, to compare deeds in.
#[derive(Clone, Copy)]
pub(super) struct View<'v, 'r> {
    pub(super) cast: &'v Cast,
    pub(super) senses: &'v Senses,
    pub(super) roles: &'v Roles,
    pub(super) wording: &'v Wording,
    pub(super) pages: &'v [Page<'r>],
}

impl<'r> View<'_, 'r> {
    pub(super) fn page(&self, deed: &Deed<'r>) -> &Page<'r> {
        &self.pages[deed.position]
    }

    /// How two deeds of two articles stand to each other; nothing where they are two kinds of act.
    pub(super) fn likeness(&self, a: &Deed<'r>, b: &Deed<'r>) -> Option<Likeness> {
        let mut likeness = Likeness::default();
        self.act(a, b, &mut likeness)?;
        self.parties(a, b, &mut likeness);
        // Nobody in common: whatever else they share, they may be two deeds.
        if likeness.shared == 0 {
            return None;
        }
        self.day(a, b, &mut likeness);
        let known = likeness.points.len();
        likeness.worth += spots::compare(
            self.senses,
            (self.page(a), self.page(b)),
            (a, b),
            &mut likeness.points,
        );
        let moved = a.fate == Fate::Ahead && b.fate == Fate::Ahead;
        let places = likeness.points[known..].iter_mut();
        for point in places.filter(|p| moved && p.relation == Relation::Conflict) {
            point.relation = self.in_time(a, b);
        }
        self.count(a, b, &mut likeness);
        self.fate(a, b, &mut likeness);
        likeness.worth += context(a, b);
        if self.wording.judges(a.word, b.word) {
            likeness.add(Slot::Wording, Relation::Framing, self.words(a, b), true);
        }
        Some(likeness)
    }

    fn act(&self, a: &Deed<'r>, b: &Deed<'r>, likeness: &mut Likeness) -> Option<()> {
        let share = |test: fn(&Senses, Sense, Sense) -> bool| {
            let mut pairs = a
                .acts
                .iter()
                .flat_map(|x| b.acts.iter().map(move |y| (*x, *y)));
            pairs.any(|(x, y)| test(self.senses, x, y))
        };
        if share(|_, x, y| x == y) || a.word == b.word {
            likeness.worth += 1.0;
            return Some(());
        }
        // A verb that the table does not have may mean anything.
        if a.acts.is_empty() || b.acts.is_empty() {
            return Some(());
        }
        if !share(Senses::are_opposite) {
            return None;
        }
        // "reopened" and "remained shut"; what was undone later is another deed.
        let both = a.fate == Fate::Done && b.fate == Fate::Done;
        likeness.add(Slot::Act, Relation::Conflict, self.words(a, b), both);
        Some(())
    }

    /// The words that name the two acts.
    pub(super) fn words(&self, a: &Deed<'r>, b: &Deed<'r>) -> (Span, Span) {
        let span = |deed: &Deed<'r>| self.page(deed).tokens[deed.at].span;
        (span(a), span(b))
    }

    fn parties(&self, a: &Deed<'r>, b: &Deed<'r>, likeness: &mut Likeness) {
        if a.mutual || b.mutual {
            self.side(&sided(a), &sided(b), likeness);
        } else {
            self.side(&refs(&a.agents), &refs(&b.agents), likeness);
            self.side(&refs(&a.patients), &refs(&b.patients), likeness);
        }
        let beside = |x: &Deed<'r>, y: &Deed<'r>| -> f64 {
            let mut beside = y.others.iter().chain(&y.spots);
            f64::from(beside.any(|other| x.everybody().any(|party| self.names(party, other))))
        };
        let beside = beside(a, b).max(beside(b, a));
        likeness.shared += usize::from(beside > 0.0);
        likeness.worth += beside;
    }

    /// Whether a name on one side is named beside the other deed.
    fn names(&self, party: &Party, other: &Party) -> bool {
        party.named.is_some() && stand(party, other, self.cast, self.senses).worth() >= 1.0
    }

    /// What the articles call one party: another office, another judgement.
    fn called(&self, x: &Party, y: &Party, likeness: &mut Likeness) {
        let spans = (x.span, y.span);
        let office = |party: &Party| self.roles.office(&party.words.join(" "));
        let offices = office(x).zip(office(y));
        let one_named = x.named.is_some() != y.named.is_some();
        if one_named && offices.is_some_and(|(a, b)| a.excludes(&b)) {
            likeness.add(Slot::Role, Relation::Conflict, spans, true);
        }
        if x.named.is_none() && y.named.is_none() && self.wording.judges(&x.lemma, &y.lemma) {
            likeness.add(Slot::Wording, Relation::Framing, spans, true);
        }
    }

    /// One side of both deeds.
    fn side(&self, a: &[&Party], b: &[&Party], likeness: &mut Likeness) {
        let standing = |x: &Party, y: &Party| stand(x, y, self.cast, self.senses);
        let mut matched = (BTreeSet::new(), BTreeSet::new());
        let mut worth: f64 = 0.0;
        for (i, x) in a.iter().enumerate() {
            let best = b.iter().enumerate().filter(|(j, _)| !matched.1.contains(j));
            let best = best.map(|(j, y)| (j, standing(x, y).worth()));
            if let Some((j, most)) = best
                .filter(|(_, w)| *w > 0.0)
                .max_by(|x, y| x.1.total_cmp(&y.1))
            {
                matched.0.insert(i);
                matched.1.insert(j);
                worth += most;
                self.called(x, b[j], likeness);
            }
        }
        likeness.worth += worth.min(2.0);
        likeness.shared += matched.0.len();
        let left = |all: &[&Party], matched: &BTreeSet<usize>| -> Vec<usize> {
            (0..all.len()).filter(|n| !matched.contains(n)).collect()
        };
        let (ours, theirs) = (left(a, &matched.0), left(b, &matched.1));
        self.joined(a, b, (&ours, &theirs), likeness);
        for (i, j) in ours
            .iter()
            .flat_map(|i| theirs.iter().map(move |j| (*i, *j)))
        {
            if standing(a[i], b[j]) == Standing::Apart {
                let named = a[i].named.is_some() && b[j].named.is_some();
                let shown = named || parties::are_of_others(a[i], b[j]);
                let spans = (a[i].span, b[j].span);
                likeness.add(Slot::Parties, Relation::Conflict, spans, shown);
                return;
            }
        }
    }

    /// Who is named by one report alone beside at least two whom both name: somebody has come in.
    fn joined(
        &self,
        a: &[&Party],
        b: &[&Party],
        (ours, theirs): (&[usize], &[usize]),
        likeness: &mut Likeness,
    ) {
        let named = |party: &Party| party.named.is_some();
        let both = a.len() - ours.len();
        if both < 2 {
            return;
        }
        let spans = match (ours, theirs) {
            ([more], []) if named(a[*more]) => (a[*more].span, b[0].span),
            ([], [more]) if named(b[*more]) => (a[0].span, b[*more].span),
            _ => return,
        };
        likeness.add(Slot::Joined, Relation::Update, spans, true);
    }
}

fn sided<'d>(deed: &'d Deed<'_>) -> Vec<&'d Party> {
    deed.agents.iter().chain(&deed.patients).collect()
}

fn refs(list: &[Party]) -> Vec<&Party> {
    list.iter().collect()
}

/// What both articles speak of besides, in the sentences of the deeds and next to them.
fn context(a: &Deed<'_>, b: &Deed<'_>) -> f64 {
    let shared = |words: &[Vec<Key<'_>>], theirs: &[Key<'_>]| -> usize {
        let known = |keys: &&Vec<Key<'_>>| keys.iter().any(|key| theirs.binary_search(key).is_ok());
        words.iter().filter(known).count()
    };
    let within = shared(&a.context, &b.close);
    let near = shared(&a.context, &b.wide) - within + shared(&a.around, &b.wide);
    (WORD * within as f64 + NEAR * near as f64).min(WORDS)
}
