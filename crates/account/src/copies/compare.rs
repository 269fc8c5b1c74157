//! Compares two articles: is one a copy, of what kind, in which direction.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::alignment::{Alignment, align};
use super::direction::{Aligned, Side, Verdict, decide};
use super::passages::{Shared, shared};
use super::text::Text;
use crate::model::{Article, Copy, CopyKind, Direction, PassagePair, Span};

/// Part of both texts from which they are the same text.
const SAME: f64 = 0.97;
/// Part of both texts from which one is the other printed again.
const REPRINT: f64 = 0.6;
/// The same for two versions by one outlet, which may change more.
const REVISION: f64 = 0.5;
/// Part of both texts, shared word for word, that two reports of their own do not reach.
const COMMON: f64 = 0.3;
/// Part of a rewrite's content words in sentences that have a like one in its source.
const REWRITE: f64 = 0.5;
/// Part of the pairs of like sentences that keep their order in a rewrite.
const ORDER: f64 = 0.9;
/// Sentences that find a like one, in both directions.
const SENTENCES: usize = 6;
/// Words below which a text is too short to tell.
const WORDS: usize = 30;

/// Two articles that are tied, and how strongly.
#[derive(Debug)]
pub(super) struct Tie {
    pub(super) copy: usize,
    pub(super) source: usize,
    /// For choosing among several possible sources.
    pub(super) strength: f64,
    pub(super) found: Copy,
}

/// What each article of the set credits, and what its outlet is called.
#[derive(Debug)]
pub(super) struct Credited {
    pub(super) outlet: Option<String>,
    pub(super) credits: BTreeSet<String>,
}

impl Credited {
    fn credits_of(&self, other: &Credited) -> bool {
        let outlet = other.outlet.as_ref();
        outlet.is_some_and(|outlet| self.credits.contains(outlet))
    }
}

struct Pair<'t> {
    a: &'t Text<'t>,
    b: &'t Text<'t>,
    shared: Shared,
    ab: Alignment,
    ba: Alignment,
}

/// Compares the articles at positions `(i, j)`.
pub(super) fn compare(
    texts: &[Text<'_>],
    credited: &[Credited],
    (i, j): (usize, usize),
) -> Option<Tie> {
    let (a, b) = (&texts[i], &texts[j]);
    if a.reading.article.id == b.reading.article.id {
        return None;
    }
    let pair = Pair {
        shared: shared(a, b),
        ab: align(a, b),
        ba: align(b, a),
        a,
        b,
    };
    let kind = pair.kind(same_outlet(&credited[i], &credited[j]))?;
    let aligned = pair.aligned(kind);
    let (kind, verdict) = verdict(&pair, kind, [&credited[i], &credited[j]], &aligned);
    Some(tie(&pair, (i, j), kind, verdict, &aligned))
}

/// Which article is made from the other; neither where both credit the same third.
fn verdict(
    pair: &Pair<'_>,
    kind: CopyKind,
    [ours, theirs]: [&Credited; 2],
    aligned: &Aligned,
) -> (CopyKind, Verdict) {
    let (share_a, share_b) = pair.shares(kind);
    let a = Side {
        text: pair.a,
        share: share_a,
        credits_other: ours.credits_of(theirs),
    };
    let b = Side {
        text: pair.b,
        share: share_b,
        credits_other: theirs.credits_of(ours),
    };
    let third = ours.credits.intersection(&theirs.credits).next();
    match third.filter(|_| !a.credits_other && !b.credits_other) {
        Some(third) => (CopyKind::CommonOrigin, both_from(third)),
        None => (kind, decide(a, b, aligned)),
    }
}

fn both_from(third: &str) -> Verdict {
    Verdict {
        order: Ordering::Equal,
        direction: Direction::Unknown,
        reasons: vec![format!("both credit {third}")],
    }
}

fn same_outlet(a: &Credited, b: &Credited) -> bool {
    a.outlet.is_some() && a.outlet == b.outlet
}

impl Pair<'_> {
    /// The kind as far as the texts and outlets tell it; the direction may change it.
    fn kind(&self, same_outlet: bool) -> Option<CopyKind> {
        let (of_a, of_b) = (self.shared.of_a, self.shared.of_b);
        let (low, high) = (of_a.min(of_b), of_a.max(of_b));
        let words = self.a.words.len().min(self.b.words.len());
        if low >= SAME {
            let known = |text: &Text<'_>| text.reading.article.outlet.is_some();
            let apart = known(self.a) && known(self.b) && !same_outlet;
            return Some(if apart {
                CopyKind::Reprint
            } else {
                CopyKind::Duplicate
            });
        }
        if words < WORDS {
            return None;
        }
        if same_outlet && low >= REVISION {
            return Some(CopyKind::Revision);
        }
        if low >= REPRINT {
            return Some(CopyKind::Reprint);
        }
        if high >= REPRINT {
            return Some(CopyKind::Excerpt);
        }
        if self.is_rewrite() {
            return Some(CopyKind::Rewrite);
        }
        (low >= COMMON).then_some(CopyKind::CommonOrigin)
    }

    fn is_rewrite(&self) -> bool {
        let both = [&self.ab, &self.ba];
        both.iter().any(|side| side.share >= REWRITE)
            && both
                .iter()
                .all(|side| side.order >= ORDER && side.pairs.len() >= SENTENCES)
    }

    /// For choosing among several possible sources.
    fn strength(&self) -> f64 {
        self.shared.of_a + self.shared.of_b + (self.ab.share + self.ba.share) / 4.0
    }

    fn shares(&self, kind: CopyKind) -> (f64, f64) {
        match kind {
            CopyKind::Rewrite => (self.ab.share, self.ba.share),
            _ => (self.shared.of_a, self.shared.of_b),
        }
    }

    fn aligned(&self, kind: CopyKind) -> Aligned {
        match kind {
            CopyKind::Rewrite => Aligned::new(self.a, self.b, &self.ab, &self.ba),
            _ => Aligned::verbatim(&self.shared),
        }
    }
}

/// Where nothing tells the direction, the one whose id is larger counts as the copy.
fn tie(
    pair: &Pair<'_>,
    positions: (usize, usize),
    kind: CopyKind,
    verdict: Verdict,
    aligned: &Aligned,
) -> Tie {
    let articles = (&pair.a.reading.article, &pair.b.reading.article);
    let order = match verdict.order {
        Ordering::Equal => articles.0.id.cmp(&articles.1.id),
        told => told,
    };
    let shares = pair.shares(kind_of_shares(kind, pair));
    let (share_of_source, share_of_copy) = sorted(order, shares);
    let (original, copied) = sorted(order, articles);
    let (source, copy) = sorted(order, positions);
    let kind = directed(kind, &verdict, share_of_copy);
    let passages = |both: &(Span, Span)| {
        let (source, copy) = sorted(order, *both);
        PassagePair { copy, source }
    };
    let mut pairs: Vec<PassagePair> = aligned.pairs.iter().map(passages).collect();
    pairs.sort_by_key(|pair| (pair.copy, pair.source));
    let mut reasons = vec![substance(kind, pair, copied, original, share_of_copy)];
    reasons.extend(verdict.reasons);
    Tie {
        copy,
        source,
        strength: pair.strength(),
        found: Copy {
            copy: copied.id.clone(),
            source: original.id.clone(),
            kind,
            direction: verdict.direction,
            share_of_copy,
            share_of_source,
            pairs,
            reasons,
        },
    }
}

/// The source's before the copy's: the first of two comes from the source where it is `Less`.
fn sorted<T>(order: Ordering, (a, b): (T, T)) -> (T, T) {
    match order {
        Ordering::Less => (a, b),
        _ => (b, a),
    }
}

fn kind_of_shares(kind: CopyKind, pair: &Pair<'_>) -> CopyKind {
    match kind {
        CopyKind::CommonOrigin if pair.shared.pairs.is_empty() => CopyKind::Rewrite,
        _ => kind,
    }
}

/// What the direction says about the kind: who takes a whole text over into a longer one
/// reprints it; substance shared without a direction comes from somewhere.
fn directed(kind: CopyKind, verdict: &Verdict, share_of_copy: f64) -> CopyKind {
    match kind {
        CopyKind::Excerpt if share_of_copy < REPRINT => CopyKind::Reprint,
        CopyKind::Rewrite if verdict.direction == Direction::Unknown => CopyKind::CommonOrigin,
        CopyKind::CommonOrigin if verdict.direction == Direction::Certain => {
            // Times alone do not show that the later one had the earlier one before it.
            let credited = verdict
                .reasons
                .iter()
                .any(|reason| reason.contains(" credits "));
            if credited { CopyKind::Excerpt } else { kind }
        }
        _ => kind,
    }
}

fn substance(
    kind: CopyKind,
    pair: &Pair<'_>,
    copy: &Article,
    source: &Article,
    share: f64,
) -> String {
    let percent = (share * 100.0).round();
    let (copy, source) = (&copy.id, &source.id);
    if kind == CopyKind::Rewrite || pair.shared.pairs.is_empty() {
        let order = (pair.ab.order.min(pair.ba.order) * 100.0).round();
        return format!(
            "sentences with {percent} % of the words of {copy} have a like one in {source}, \
             and {order} % of them in the same order"
        );
    }
    format!("{percent} % of the words of {copy} stand in {source} word for word")
}
