//! Deeds: what an article says was done, by whom, to whom, when and where.
//!
//! Wider than the events: whatever a verb or a noun of the table of senses tells is a deed, so
//! that two reports can be laid side by side where they use other words for one act.

use super::fate::{self, Fate};
use super::page::{Page, Who};
use super::parties::{self, Party};
use super::senses::{Named, Sense, Senses, Sort};
use super::settings::Settings;
use super::sides::{Sider, Sides};
use crate::model::*;

/// Deeds of one article that are looked at, the first ones.
const MOST: usize = 400;

/// What a sentence speaks of besides, to see whether two of them speak of one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key<'r> {
    Who(Who),
    Sense(Sense),
    Word(&'r str),
}

/// One deed as one article tells it.
#[derive(Debug)]
pub(super) struct Deed<'r> {
    /// Position of the article in the story.
    pub(super) position: usize,
    /// The token that names it.
    pub(super) at: usize,
    pub(super) sentence: SentenceId,
    pub(super) word: &'r str,
    /// The acts that its words can name; none for a verb that the table does not have.
    pub(super) acts: Vec<Sense>,
    /// Whether its parties can change places.
    pub(super) mutual: bool,
    /// How many acts a noun counts: "200 arrests"; position among the numbers of the article.
    pub(super) number: Option<usize>,
    pub(super) agents: Vec<Party>,
    pub(super) patients: Vec<Party>,
    pub(super) others: Vec<Party>,
    /// Where, by the words of the text.
    pub(super) spots: Vec<Party>,
    /// Positions of its time expressions among those of the article.
    pub(super) times: Vec<usize>,
    pub(super) fate: Fate,
    /// What else its sentence speaks of, each word by everything that it can stand for.
    pub(super) context: Vec<Vec<Key<'r>>>,
    /// The same for the sentences before and behind.
    pub(super) around: Vec<Vec<Key<'r>>>,
    /// Everything of `context`, in order.
    pub(super) close: Vec<Key<'r>>,
    /// Everything of `context` and `around`, in order.
    pub(super) wide: Vec<Key<'r>>,
}

impl Deed<'_> {
    /// Everybody in it.
    pub(super) fn everybody(&self) -> impl Iterator<Item = &Party> {
        self.agents.iter().chain(&self.patients).chain(&self.others)
    }
}

/// The deeds of an article in order.
pub(super) fn deeds<'r>(page: &Page<'r>, senses: &Senses) -> Vec<Deed<'r>> {
    let settings = Settings::new(page, senses);
    let scan = Scan {
        page,
        senses,
        settings,
    };
    let found = (0..page.tokens.len()).filter_map(|n| scan.deed(n));
    found.take(MOST).collect()
}

/// One article, looked at for deeds.
struct Scan<'p, 'r> {
    page: &'p Page<'r>,
    senses: &'p Senses,
    settings: Settings,
}

impl<'r> Scan<'_, 'r> {
    fn deed(&self, at: usize) -> Option<Deed<'r>> {
        let token = &self.page.tokens[at];
        let named = acts(self.page, self.senses, at);
        let acts: Vec<Named> = named.iter().copied().filter(|n| self.is_act(*n)).collect();
        let verb =
            token.pos == Pos::Verb && !matches!(token.dep, Dep::Amod | Dep::Aux | Dep::Compound);
        let state = matches!(token.dep, Dep::Acomp | Dep::Oprd) && !acts.is_empty();
        let noun = token.pos == Pos::Noun && !acts.is_empty() && token.dep != Dep::Compound;
        let carrier = if noun {
            self.settings.carrier(self.page, self.senses, at)
        } else {
            None
        };
        let sider = Sider {
            page: self.page,
            senses: self.senses,
        };
        let (sides, fate) = match () {
            // A verb that only begins, ends or reports another act is none.
            () if verb && (!acts.is_empty() || named.is_empty()) => {
                (sider.of_verb(at), fate::fate(self.page, at))
            }
            () if state => {
                let above = self.page.head(at)?;
                let mut sides = sider.of_verb(above);
                sides.patients.append(&mut sides.agents);
                (sides, fate::fate(self.page, above))
            }
            () if noun => (
                sider.of_noun(at, carrier),
                fate::of_noun(self.page, at, carrier),
            ),
            () => return None,
        };
        let befalls = acts.iter().any(|act| act.befalls) && acts.iter().all(|act| act.befalls);
        Some(self.put_together(at, &acts, sider.turned(sides, verb && befalls, at), fate))
    }

    fn is_act(&self, named: Named) -> bool {
        matches!(self.senses.sort(named.sense), Sort::Act | Sort::Mutual)
    }

    fn put_together(&self, at: usize, acts: &[Named], sides: Sides, fate: Fate) -> Deed<'r> {
        let party = |n: &usize| parties::party(self.page, self.senses, *n);
        let list = |list: &[usize]| -> Vec<Party> {
            list.iter()
                .filter(|n| !self.is_dated(**n))
                .map(party)
                .collect()
        };
        let mut senses: Vec<Sense> = acts.iter().map(|act| act.sense).collect();
        senses.dedup();
        let token = &self.page.tokens[at];
        let mutual = senses.iter().any(|s| self.senses.sort(*s) == Sort::Mutual);
        let when = self.settings.times(self.page, self.senses, at);
        let spots = self.settings.spots(self.page, self.senses, at);
        let mut deed = Deed {
            position: self.page.position,
            at,
            sentence: token.sentence,
            word: &token.lemma,
            acts: senses,
            mutual,
            number: self.number(at),
            agents: list(&sides.agents),
            patients: list(&sides.patients),
            others: list(&sides.others),
            spots: spots.iter().map(party).collect(),
            fate: self.by_its_day(fate, &when),
            times: when,
            context: Vec::new(),
            around: Vec::new(),
            close: Vec::new(),
            wide: Vec::new(),
        };
        if self.is_part(at) {
            deed.patients
                .iter_mut()
                .for_each(|party| party.number = None);
        }
        let sentence = deed.sentence.0;
        deed.context = self.context(&deed, sentence);
        let before = sentence.checked_sub(1);
        let around = before.into_iter().chain([sentence + 1]);
        deed.around = around.flat_map(|n| self.context(&deed, n)).collect();
        deed.close = in_order(deed.context.iter().flatten());
        deed.wide = in_order(deed.context.iter().chain(&deed.around).flatten());
        deed
    }

    /// Whether a word is part of a time: "on Tuesday".
    fn is_dated(&self, n: usize) -> bool {
        let span = self.page.tokens[n].span;
        let mut times = self.page.reading.times.iter();
        times.any(|time| time.span.overlaps(span))
    }

    fn number(&self, at: usize) -> Option<usize> {
        let noun = self.page.tokens[at].pos == Pos::Noun;
        noun.then(|| parties::party(self.page, self.senses, at).number)?
    }

    /// Whether a clause tells more of what another deed counts: "intercepted 16 rockets that had
    /// been fired", of which there may have been more.
    fn is_part(&self, at: usize) -> bool {
        let clause = matches!(self.page.tokens[at].dep, Dep::Acl | Dep::Relcl);
        let noun = self.page.head(at).filter(|_| clause);
        let verb = noun.and_then(|noun| self.page.head(noun));
        verb.is_some_and(|verb| {
            acts(self.page, self.senses, verb)
                .iter()
                .any(|act| self.is_act(*act))
        })
    }

    /// What is dated after the article is still to come.
    fn by_its_day(&self, fate: Fate, times: &[usize]) -> Fate {
        let published = self
            .page
            .reading
            .article
            .published
            .map(|moment| moment.date);
        let days = times
            .iter()
            .filter_map(|n| self.page.reading.times[*n].days);
        let first = days.map(|days| days.start).min();
        match (fate, published, first) {
            (Fate::Done | Fate::Open, Some(published), Some(first)) if first > published => {
                Fate::Ahead
            }
            _ => fate,
        }
    }

    /// What a sentence speaks of besides the deed and its parties.
    fn context(&self, deed: &Deed<'r>, sentence: u32) -> Vec<Vec<Key<'r>>> {
        let tokens = self.page.tokens;
        let start = tokens.partition_point(|token| token.sentence.0 < sentence);
        let length = tokens[start..]
            .iter()
            .take_while(|token| token.sentence.0 == sentence)
            .count();
        let party = |n: usize| {
            deed.agents
                .iter()
                .chain(&deed.patients)
                .any(|p| p.head == n)
        };
        let inside = (start..start + length).filter(|n| *n != deed.at && !party(*n));
        let keys = inside.map(|n| self.keys(n));
        keys.filter(|keys| !keys.is_empty()).collect()
    }

    fn keys(&self, n: usize) -> Vec<Key<'r>> {
        let token = &self.page.tokens[n];
        if !matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Adj | Pos::Verb) {
            return Vec::new();
        }
        if self.is_dated(n) {
            return Vec::new();
        }
        let acts = self.senses.acts(&token.lemma);
        if self.senses.is_only(acts, Sort::Speech) || self.senses.is_only(acts, Sort::Aspect) {
            return Vec::new();
        }
        let mut keys: Vec<Key<'r>> = acts.iter().map(|act| Key::Sense(act.sense)).collect();
        keys.extend(
            self.senses
                .things(&token.lemma)
                .iter()
                .map(|sense| Key::Sense(*sense)),
        );
        keys.extend(self.page.entity(n).map(|(_, who)| Key::Who(who)));
        keys.push(Key::Word(&token.lemma));
        keys
    }
}

fn in_order<'k, 'r: 'k>(keys: impl Iterator<Item = &'k Key<'r>>) -> Vec<Key<'r>> {
    let mut all: Vec<Key<'r>> = keys.copied().collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The acts that a word names; a verb with its particle or object where the table has them together.
pub(super) fn acts(page: &Page<'_>, senses: &Senses, n: usize) -> Vec<Named> {
    let token = &page.tokens[n];
    let lemma = token.lemma.to_lowercase();
    if token.pos == Pos::Verb {
        for child in page.children(n) {
            let other = &page.tokens[child];
            let together = match other.dep {
                Dep::Dobj | Dep::Nsubjpass => format!("{lemma}+{}", other.lemma.to_lowercase()),
                Dep::Prt | Dep::Prep | Dep::Advmod => format!("{lemma}_{}", other.lower),
                Dep::Acomp | Dep::Oprd => format!("{lemma}+{}", other.lower),
                _ => continue,
            };
            let below = page.by(child, Dep::Pobj).map(|object| &page.tokens[object]);
            let with = below.map(|object| format!("{lemma}+{}", object.lemma.to_lowercase()));
            let candidates = std::iter::once(together).chain(with);
            if let Some(known) = candidates
                .map(|key| senses.acts(&key))
                .find(|k| !k.is_empty())
            {
                return known.to_vec();
            }
        }
    }
    let known = senses.acts(&lemma);
    // An adjective that tells a state: "remained shut".
    let known = if known.is_empty() {
        senses.acts(&token.lower)
    } else {
        known
    };
    known.to_vec()
}
