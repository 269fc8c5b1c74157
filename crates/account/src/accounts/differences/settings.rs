//! When and where: which deed a time or a place belongs to.

use std::collections::BTreeMap;

use super::deeds::acts;
use super::page::Page;
use super::senses::{Senses, Sort};
use crate::model::*;

/// Steps from a time up to the deed that it dates, at most.
const HIGHEST: usize = 8;

/// Prepositions that say where.
const WHERE: [&str; 22] = [
    "in", "at", "near", "outside", "inside", "off", "along", "around", "on", "beside", "under",
    "behind", "above", "across", "between", "by", "opposite", "beneath", "over", "from", "to",
    "into",
];

/// Of those, the ones that say so of a common noun as well: "on the motorway".
const SURE: [&str; 12] = [
    "in", "at", "near", "outside", "inside", "off", "along", "around", "on", "beside", "behind",
    "opposite",
];

/// Verbs that carry a noun: "put in a veto", "give an order".
const CARRIERS: [&str; 16] = [
    "make", "take", "give", "put", "launch", "carry", "conduct", "mount", "stage", "order", "sign",
    "serve", "issue", "pay", "offer", "file",
];

/// The times and places of an article by the words that they hang on.
#[derive(Debug)]
pub(super) struct Settings {
    times: BTreeMap<usize, Vec<usize>>,
    spots: BTreeMap<usize, Vec<usize>>,
}

impl Settings {
    pub(super) fn new(page: &Page<'_>, senses: &Senses) -> Self {
        let mut times: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (n, time) in page.reading.times.iter().enumerate() {
            let dated = matches!(time.kind, TimeKind::Date | TimeKind::Time) && time.days.is_some();
            if let Some(owner) = page
                .top(time.span)
                .filter(|_| dated)
                .and_then(|top| owner(page, senses, top))
            {
                times.entry(owner).or_default().push(n);
            }
        }
        let mut spots: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for n in (0..page.tokens.len()).filter(|n| is_spot(page, senses, *n)) {
            if let Some(owner) = owner(page, senses, n) {
                spots.entry(owner).or_default().push(name_of(page, n));
            }
        }
        Self { times, spots }
    }

    /// Positions of the time expressions of a deed.
    pub(super) fn times(&self, page: &Page<'_>, senses: &Senses, deed: usize) -> Vec<usize> {
        let own = gather(&self.times, page, senses, deed);
        if !own.is_empty() {
            return own;
        }
        // "were removed when police arrived on Tuesday evening"
        let when = |clause: &usize| {
            let mut marks = page.by(*clause, Dep::Advmod);
            marks.any(|mark| matches!(&*page.tokens[mark].lower, "when" | "as"))
        };
        let clause = page.by(deed, Dep::Advcl).find(when);
        let times = clause.and_then(|clause| self.times.get(&clause));
        times.cloned().unwrap_or_default()
    }

    /// The nouns that say where a deed was done.
    pub(super) fn spots(&self, page: &Page<'_>, senses: &Senses, deed: usize) -> Vec<usize> {
        gather(&self.spots, page, senses, deed)
    }

    /// The verb that begins, holds, ends or carries what a noun names.
    pub(super) fn carrier(&self, page: &Page<'_>, senses: &Senses, noun: usize) -> Option<usize> {
        let verb = verb_above(page, noun)?;
        let named = acts(page, senses, verb);
        let aspect = named
            .iter()
            .any(|act| senses.sort(act.sense) == Sort::Aspect);
        let carries = CARRIERS.contains(&&*page.tokens[verb].lemma);
        (aspect || carries).then_some(verb)
    }
}

/// What hangs on the deed's own word, else on the verb whose clause it shares.
fn gather(
    of: &BTreeMap<usize, Vec<usize>>,
    page: &Page<'_>,
    senses: &Senses,
    deed: usize,
) -> Vec<usize> {
    let mut at = deed;
    for _ in 0..3 {
        if let Some(found) = of.get(&at) {
            return found.clone();
        }
        let token = &page.tokens[at];
        let shares = token.pos != Pos::Verb
            || matches!(token.dep, Dep::Conj | Dep::Advcl | Dep::Xcomp | Dep::Acl);
        let above = if token.pos == Pos::Verb {
            page.head(at)
        } else {
            verb_above(page, at)
        };
        let Some(above) = above.filter(|_| shares) else {
            return Vec::new();
        };
        let named = acts(page, senses, above);
        if senses.is_only(&named, Sort::Speech) {
            return Vec::new();
        }
        at = above;
    }
    Vec::new()
}

/// The verb that a noun hangs on.
fn verb_above(page: &Page<'_>, noun: usize) -> Option<usize> {
    let mut at = noun;
    for _ in 0..HIGHEST {
        at = page.head(at)?;
        if matches!(page.tokens[at].pos, Pos::Verb | Pos::Aux) {
            return Some(at);
        }
    }
    None
}

/// The first word above that names an act, or the verb.
fn owner(page: &Page<'_>, senses: &Senses, from: usize) -> Option<usize> {
    let mut at = from;
    for _ in 0..HIGHEST {
        at = page.head(at)?;
        let token = &page.tokens[at];
        let verb = matches!(token.pos, Pos::Verb | Pos::Aux)
            && !matches!(token.dep, Dep::Amod | Dep::Acomp | Dep::Oprd);
        let listed = || {
            let named = acts(page, senses, at);
            let is_act = |sort: Sort| matches!(sort, Sort::Act | Sort::Mutual);
            named.iter().any(|act| is_act(senses.sort(act.sense)))
        };
        if verb || token.pos == Pos::Noun && token.dep != Dep::Compound && listed() {
            return Some(at);
        }
    }
    None
}

/// "the town of Lubangan": the name of the place, where it stands below the noun.
fn name_of(page: &Page<'_>, n: usize) -> usize {
    let below = page
        .by(n, Dep::Prep)
        .filter(|of| &*page.tokens[*of].lower == "of");
    let mut names = below.flat_map(|of| page.by(of, Dep::Pobj));
    let name = names.find(|name| page.tokens[*name].pos == Pos::Propn);
    name.filter(|_| page.tokens[n].pos == Pos::Noun)
        .unwrap_or(n)
}

/// Whether a noun says where: after such a preposition, and no time.
fn is_spot(page: &Page<'_>, senses: &Senses, n: usize) -> bool {
    let token = &page.tokens[n];
    if !matches!(token.pos, Pos::Noun | Pos::Propn) || !matches!(token.dep, Dep::Pobj | Dep::Conj) {
        return false;
    }
    let dated = page
        .reading
        .times
        .iter()
        .any(|time| time.span.overlaps(token.span));
    let Some(preposition) = page.head(n).filter(|_| !dated) else {
        return false;
    };
    let word = &*page.tokens[preposition].lower;
    let place = page.entity(n).is_some_and(|(entity, _)| {
        entity.named && matches!(entity.kind, EntityKind::Gpe | EntityKind::Place)
    });
    let named = token.pos == Pos::Propn && (place || page.entity(n).is_none());
    let common = token.pos == Pos::Noun && !senses.things(&token.lemma).is_empty();
    WHERE.contains(&word) && named || SURE.contains(&word) && common
}
