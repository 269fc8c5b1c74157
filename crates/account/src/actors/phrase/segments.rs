//! Segments: the stretches of a phrase between its prepositions, and what each names.

use std::ops::Range;

use super::words::Word;
use crate::actors::lexicon::{Body, CountryId, Lexicon, Number, Role, RoleKind, Term, Weight};
use crate::model::{CountryCode, Sector};

/// The segments of a phrase, the one with its head first.
pub(super) fn segments<'l>(lexicon: &'l Lexicon, words: &[Word<'_>]) -> Vec<Segment<'l>> {
    let known = known(lexicon, words);
    cuts(words, &known)
        .windows(2)
        .map(|cut| Segment::read(lexicon, words, &known, cut[0]..cut[1]))
        .collect()
}

/// Words that the lexicon knows as one phrase, and what they can mean.
struct Known<'l> {
    words: Range<usize>,
    terms: &'l [Term],
}

/// The known phrases, longest first from the left, none within another.
fn known<'l>(lexicon: &'l Lexicon, words: &[Word<'_>]) -> Vec<Known<'l>> {
    let mut known = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if let Some((count, terms)) = longest(lexicon, &words[at..]) {
            let words = at..at + count;
            known.push(Known { words, terms });
            at += count;
        } else {
            at += 1;
        }
    }
    known
}

/// Where prepositions part the words, those inside known phrases left alone; with both ends.
fn cuts(words: &[Word<'_>], known: &[Known<'_>]) -> Vec<usize> {
    let free = |at: &usize| !known.iter().any(|known| known.words.contains(at));
    let mut cuts: Vec<usize> = (1..words.len())
        .filter(|at| words[*at].links() && free(at))
        .collect();
    if !words.is_empty() {
        cuts.insert(0, 0);
        cuts.push(words.len());
    }
    cuts
}

/// A stretch of a phrase between two prepositions.
pub(super) struct Segment<'l> {
    pub(super) link: String,
    pub(super) finds: Vec<Find<'l>>,
    pub(super) former: bool,
    /// The last word is none that the lexicon knows.
    pub(super) unknown_head: bool,
}

/// A known phrase in a segment.
#[derive(Default)]
pub(super) struct Find<'l> {
    pub(super) country: Option<CountryCode>,
    /// The country is meant as its government: a capital.
    pub(super) capital: bool,
    /// The state is one that few recognise.
    pub(super) unrecognised: bool,
    /// "American" behind another nationality: "Cuban-American".
    american: bool,
    pub(super) role: Option<(&'l Role, Number)>,
    pub(super) body: Option<&'l Body>,
    pub(super) alone: bool,
}

impl<'l> Segment<'l> {
    fn read(
        lexicon: &'l Lexicon,
        words: &[Word<'_>],
        known: &[Known<'l>],
        mut range: Range<usize>,
    ) -> Self {
        let link = words[range.start].text.to_lowercase();
        let link = if words[range.start].links() {
            range.start += 1;
            link
        } else {
            String::new()
        };
        let inside = |known: &&Known<'_>| range.contains(&known.words.start);
        let finds = known
            .iter()
            .filter(inside)
            .filter(|known| !is_surname_like(lexicon, words, known, &range))
            .map(|known| {
                let capital = words[known.words.clone()]
                    .iter()
                    .all(|word| word.capitalised);
                Find::of(lexicon, known.terms, capital, known.words == range)
            })
            .collect();
        let here = &words[range.clone()];
        let last = range.end.wrapping_sub(1);
        let unknown = !known.iter().any(|known| known.words.contains(&last));
        Self {
            link,
            finds,
            former: here.iter().any(|word| word.ends_office),
            unknown_head: unknown && here.last().is_some_and(|word| !word.capitalised),
        }
    }

    /// The country that it names, or that of its last body.
    pub(super) fn country(&self) -> Option<CountryCode> {
        let hyphenated = self.finds.windows(2).find_map(|pair| {
            pair[0].country.filter(|_| pair[1].american)?;
            pair[1].country
        });
        let explicit = hyphenated.or_else(|| self.finds.iter().find_map(|find| find.country));
        explicit.or_else(|| self.finds.iter().rev().find_map(|find| find.body?.country))
    }

    /// Sectors of bodies and of words for bodies and callings, the last but `skip` first.
    pub(super) fn sectors(&self, skip: usize) -> Option<Vec<Sector>> {
        self.finds.iter().rev().skip(skip).find_map(|find| {
            let body = find.body.filter(|body| !body.sectors.is_empty());
            let body = body.map(|body| body.sectors.clone());
            let role = find
                .role
                .filter(|(role, _)| role.weight != Weight::Clear && role.kind != RoleKind::Kin)
                .and_then(|(role, _)| role.sector)
                .map(|sector| vec![sector]);
            body.or(role)
        })
    }
}

impl<'l> Find<'l> {
    fn of(lexicon: &'l Lexicon, terms: &[Term], capital: bool, alone: bool) -> Self {
        let mut find = Self {
            alone,
            ..Self::default()
        };
        let body = terms.iter().find_map(|term| match term {
            Term::Body(id) => Some(lexicon.body(*id)),
            _ => None,
        });
        for term in terms {
            match term {
                Term::Country(id) | Term::Adjective(id) | Term::People(id, _) => {
                    find.set_country(lexicon, *id);
                }
                Term::Capital(_) | Term::Region(_) if body.is_some() => {}
                Term::Capital(id) => {
                    find.capital |= find.country.is_none();
                    find.set_country(lexicon, *id);
                }
                Term::Region(id) => find.set_country(lexicon, *id),
                Term::Role(id, number) => {
                    find.role.get_or_insert((lexicon.role(*id), *number));
                }
                Term::Body(_) => {}
            }
        }
        if find.country.is_none() {
            find.body = body;
        }
        // "Secret Service" is the body of that name, "secret service" any.
        if capital && find.body.is_some() {
            find.role = None;
        }
        find
    }

    fn set_country(&mut self, lexicon: &Lexicon, id: CountryId) {
        let country = lexicon.country(id);
        if self.country.is_none() {
            self.country = Some(country.code);
            self.american = country.code.as_str() == "USA";
            self.unrecognised = country.unrecognised.is_some();
        }
    }
}

/// The longest known phrase at the front, also one whose last word has a possessive ending.
fn longest<'l>(lexicon: &'l Lexicon, words: &[Word<'_>]) -> Option<(usize, &'l [Term])> {
    let first = words.first()?;
    let most = [first.text, first.stem()].map(|first| lexicon.most_words(first));
    let most = words.len().min(8).min(most[0].max(most[1]));
    (1..=most).rev().find_map(|count| {
        let joined = |last: &str| {
            let mut texts: Vec<&str> = words[..count].iter().map(|word| word.text).collect();
            texts[count - 1] = last;
            texts.join(" ")
        };
        let last = words[count - 1];
        let terms = lexicon.terms(&joined(last.text));
        if !terms.is_empty() {
            return Some((count, terms));
        }
        if last.stem() == last.text {
            return None;
        }
        let terms = lexicon.terms(&joined(last.stem()));
        (!terms.is_empty()).then_some((count, terms))
    })
}

/// Whether a city's name stands beside an unknown capitalised word and so is part of a name.
fn is_surname_like(
    lexicon: &Lexicon,
    words: &[Word<'_>],
    known: &Known<'_>,
    range: &Range<usize>,
) -> bool {
    let place = known
        .terms
        .iter()
        .all(|term| matches!(term, Term::Capital(_) | Term::Region(_)));
    let name = |at: usize| {
        range.contains(&at) && words[at].capitalised && lexicon.terms(words[at].stem()).is_empty()
    };
    let before = known.words.start.checked_sub(1).is_some_and(name);
    place && known.words.len() == 1 && (before || name(known.words.end))
}
