//! What a phrase says of whoever it names: country, sector, role.
//!
//! A phrase is read as English builds it: modifiers, head, complements. The
//! head names the role ("senator"); a weak one ("leader", "official") takes its
//! sector from the body beside it; the country stands before the head
//! ("Colombian", "Colombia's"), is that of the body, or follows ("of Colombia").

mod words;

use std::ops::Range;

use words::{Word, words};

use super::lexicon::{Body, CountryId, Lexicon, Number, Role, RoleKind, Term, Weight};
use crate::model::{ActorBasis, ActorCode, CountryCode, Sector};

/// What a phrase says of whoever it names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coding<'l> {
    /// The country that it gives.
    pub country: Option<CountryCode>,
    /// The sectors, the primary one first.
    pub sectors: Vec<Sector>,
    /// What the codes rest on.
    pub basis: Option<ActorBasis>,
    /// The role that the phrase's head names.
    pub role: Option<&'l Role>,
    /// Whether the head is in the plural.
    pub plural: bool,
    /// Whether the role is over: "former", "ex-".
    pub former: bool,
}

impl Coding<'_> {
    /// The codes, the primary one first.
    #[must_use]
    pub fn codes(&self) -> Vec<ActorCode> {
        let code = |sector| ActorCode {
            country: self.country,
            sector,
        };
        match self.sectors.as_slice() {
            [] if self.country.is_none() => Vec::new(),
            [] => vec![code(None)],
            sectors => sectors.iter().map(|sector| code(Some(*sector))).collect(),
        }
    }
}

/// Reads `phrase`, a name with its roles or a description, without its relative clauses.
#[must_use]
pub fn code<'l>(lexicon: &'l Lexicon, phrase: &str) -> Coding<'l> {
    let words = words(phrase);
    let known = known(lexicon, &words);
    let mut segments = cuts(&words, &known)
        .windows(2)
        .map(|cut| Segment::read(lexicon, &words, &known, cut[0]..cut[1]))
        .collect::<Vec<_>>();
    if segments.is_empty() {
        return Coding::default();
    }
    let complements = segments.split_off(1);
    assemble(&segments[0], &complements)
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
struct Segment<'l> {
    link: String,
    finds: Vec<Find<'l>>,
    former: bool,
    /// The last word is none that the lexicon knows.
    unknown_head: bool,
}

/// A known phrase in a segment.
#[derive(Default)]
struct Find<'l> {
    country: Option<CountryCode>,
    /// The country is meant as its government: a capital.
    capital: bool,
    /// The state is one that few recognise.
    unrecognised: bool,
    /// "American" behind another nationality: "Cuban-American".
    american: bool,
    role: Option<(&'l Role, Number)>,
    body: Option<&'l Body>,
    alone: bool,
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
            former: here.iter().any(|word| word.ends_office()),
            unknown_head: unknown && here.last().is_some_and(|word| !word.capitalised),
        }
    }

    fn country(&self) -> Option<CountryCode> {
        let hyphenated = self.finds.windows(2).find_map(|pair| {
            pair[0].country.filter(|_| pair[1].american)?;
            pair[1].country
        });
        let explicit = hyphenated.or_else(|| self.finds.iter().find_map(|find| find.country));
        explicit.or_else(|| self.finds.iter().rev().find_map(|find| find.body?.country))
    }

    /// Sectors of bodies and of words for bodies and callings, the last but `skip` first.
    fn sectors(&self, skip: usize) -> Option<Vec<Sector>> {
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
    let most = words.len().min(8);
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

fn assemble<'l>(head: &Segment<'l>, complements: &[Segment<'l>]) -> Coding<'l> {
    let role = head
        .finds
        .iter()
        .enumerate()
        .rev()
        .find_map(|(at, find)| Some((at, find.role?)));
    let mut coding = Coding {
        country: country(head, role.map(|(_, (role, _))| role), complements),
        former: head.former,
        ..Coding::default()
    };
    let Some((at, (role, number))) = role else {
        without_role(&mut coding, head, complements);
        return coding;
    };
    coding.role = Some(role);
    coding.plural = number == Number::Plural;
    coding.basis = Some(ActorBasis::Role);
    let beside = || head.sectors(head.finds.len() - at);
    let after = || complements.iter().find_map(|segment| segment.sectors(0));
    let own = role.sector.into_iter().collect::<Vec<_>>();
    coding.sectors = match role.weight {
        Weight::Firm => own,
        Weight::Weak | Weight::Clear => beside().or_else(after).unwrap_or(own),
    };
    let persons = complements.iter().flat_map(|segment| &segment.finds);
    let person = persons.filter_map(|find| find.role).next();
    if coding.sectors.is_empty() && role.weight == Weight::Clear {
        finish(&mut coding, person.map_or(role, |(person, _)| person));
    } else {
        finish(&mut coding, role);
    }
    coding
}

/// Former office holders are elite; whoever acts without a known part in society is unknown.
fn finish(coding: &mut Coding<'_>, role: &Role) {
    use Sector::{Cop, Gov, Jud, Leg, Mil, Spy};
    let office = |sector: &Sector| matches!(sector, Gov | Leg | Mil | Jud | Cop | Spy);
    if coding.former && coding.sectors.first().is_some_and(office) {
        coding.sectors = vec![Sector::Eli];
    }
    let acts = matches!(role.kind, RoleKind::Person | RoleKind::Crowd);
    let some_land = role.kind == RoleKind::Body && coding.country.is_some();
    if coding.sectors.is_empty() && (acts || some_land) && role.weight == Weight::Weak {
        coding.sectors = vec![Sector::Unk];
    }
}

/// The country that a phrase gives: before the head, of the body, behind the head.
fn country(
    head: &Segment<'_>,
    role: Option<&Role>,
    complements: &[Segment<'_>],
) -> Option<CountryCode> {
    let sent = role.is_some_and(|role| {
        [
            "ambassador",
            "envoy",
            "consul",
            "representative",
            "emissary",
            "diplomat",
        ]
        .iter()
        .any(|word| role.name.ends_with(word))
    });
    let after = || {
        complements
            .iter()
            .filter(|segment| !sent || !matches!(segment.link.as_str(), "to" | "for" | "in"))
            .find_map(Segment::country)
    };
    head.country().or_else(after)
}

/// A phrase whose head is a name or an unknown word.
fn without_role(coding: &mut Coding<'_>, head: &Segment<'_>, complements: &[Segment<'_>]) {
    if let Some(body) = head.finds.iter().rev().find_map(|find| find.body) {
        coding.sectors.clone_from(&body.sectors);
        coding.basis = Some(if body.seat {
            ActorBasis::Metonym
        } else {
            ActorBasis::List
        });
        if coding.former {
            coding.sectors = vec![Sector::Eli];
        }
        return;
    }
    if coding.country.is_none() {
        return;
    }
    coding.basis = Some(ActorBasis::List);
    let unrecognised = head
        .finds
        .iter()
        .any(|find| find.unrecognised && find.alone);
    let capital = head.finds.iter().any(|find| find.capital && find.alone);
    if unrecognised {
        coding.sectors = vec![Sector::Pre];
    } else if capital && complements.is_empty() {
        coding.sectors = vec![Sector::Gov];
        coding.basis = Some(ActorBasis::Metonym);
    } else if head.unknown_head {
        coding.sectors = vec![Sector::Unk];
    }
}

#[cfg(test)]
mod tests;
