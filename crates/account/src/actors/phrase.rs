//! What a phrase says of whoever it names: country, sector, role.
//!
//! A phrase is read as English builds it: modifiers, head, complements. The
//! head names the role ("senator"); a weak one ("leader", "official") takes its
//! sector from the body beside it; the country stands before the head
//! ("Kenyan", "Kenya's"), is that of the body, or follows ("of Kenya").

mod segments;
mod words;

use segments::{Segment, segments};
use words::words;

use super::lexicon::{Lexicon, Number, Role, RoleKind, Weight};
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
        codes(self.country, &self.sectors)
    }
}

/// One code a sector, all of the country; the country alone where no sector is known.
pub(super) fn codes(country: Option<CountryCode>, sectors: &[Sector]) -> Vec<ActorCode> {
    let code = |sector| ActorCode { country, sector };
    match sectors {
        [] if country.is_none() => Vec::new(),
        [] => vec![code(None)],
        sectors => sectors.iter().map(|sector| code(Some(*sector))).collect(),
    }
}

/// Reads `phrase`, a name with its roles or a description, without its relative clauses.
#[must_use]
pub fn code<'l>(lexicon: &'l Lexicon, phrase: &str) -> Coding<'l> {
    let mut segments = segments(lexicon, &words(lexicon, phrase));
    if segments.is_empty() {
        return Coding::default();
    }
    let complements = segments.split_off(1);
    assemble(lexicon, &segments[0], &complements)
}

fn assemble<'l>(lexicon: &Lexicon, head: &Segment<'l>, complements: &[Segment<'l>]) -> Coding<'l> {
    let finds = head.finds.iter().enumerate().rev();
    let mut roles = finds.filter_map(|(at, find)| Some((at, find.role?)));
    let role = roles.next();
    let sent = role.is_some_and(|(_, (role, _))| lexicon.is_sent(role));
    // Whoever is sent somewhere is not from there.
    let abroad = |segment: &&Segment<'_>| sent && matches!(&*segment.link, "to" | "for" | "in");
    let mut own = complements.iter().filter(|segment| !abroad(segment));
    let mut coding = Coding {
        country: head.country().or_else(|| own.find_map(Segment::country)),
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
