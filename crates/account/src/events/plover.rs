//! The tables of PLOVER 2: quad class, score, modes and contexts (PLOVER manual 2.0).

use std::fmt;

use crate::model::{Event, EventType, Status};

/// One mode of a type, with its conflict-cooperation score.
type Mode = (&'static str, f64);

/// A type's name, quad class, score and modes.
struct Entry {
    kind: EventType,
    name: &'static str,
    quad: u8,
    score: f64,
    modes: &'static [Mode],
}

const fn entry(
    kind: EventType,
    name: &'static str,
    quad: u8,
    score: f64,
    modes: &'static [Mode],
) -> Entry {
    Entry {
        kind,
        name,
        quad,
        score,
        modes,
    }
}

use EventType as T;

/// All types in the manual's order. The manual prints a score of 3 for ACCUSE,
/// between modes of -2 and -3.5: taken as the slip that it is, -3. SANCTION
/// stands under two quads there; its own section and the summary say 4.
#[rustfmt::skip]
const TYPES: [Entry; 16] = [
    entry(T::Agree, "AGREE", 1, 2.5, &[]),
    entry(T::Consult, "CONSULT", 1, 2.5, &[("visit", 4.0), ("third-party", 1.0), ("multilateral", 4.0), ("phone", 1.5)]),
    entry(T::Support, "SUPPORT", 1, 5.0, &[]),
    entry(T::Concede, "CONCEDE", 1, 4.5, &[]),
    entry(T::Cooperate, "COOPERATE", 2, 9.5, &[]),
    entry(T::Aid, "AID", 2, 10.0, &[]),
    entry(T::Retreat, "RETREAT", 2, 6.5, &[("withdraw", 8.0), ("release", 6.5), ("disarm", 10.0), ("ceasefire", 7.5), ("access", 6.5), ("resign", 4.5)]),
    entry(T::Request, "REQUEST", 3, 0.0, &[("assist", 0.5), ("change", -1.0), ("yield", -1.0), ("meet", 0.0)]),
    entry(T::Accuse, "ACCUSE", 3, -3.0, &[("disapprove", -2.0), ("investigate", -3.5), ("allege", -3.5)]),
    entry(T::Reject, "REJECT", 3, -2.0, &[("assist", -1.5), ("change", -2.0), ("yield", -2.0), ("meet", -2.0)]),
    entry(T::Threaten, "THREATEN", 3, -3.5, &[("restrict", -3.0), ("arrest", -3.5), ("relations", -3.5), ("expel", -3.5), ("territory", -4.0), ("violence", -3.5)]),
    entry(T::Protest, "PROTEST", 4, -5.0, &[("demo", -5.0), ("riot", -7.0), ("strike", -5.0), ("hunger", -4.5), ("boycott", -4.5), ("obstruct", -4.5), ("vandalize", -5.0)]),
    entry(T::Sanction, "SANCTION", 4, -6.0, &[("convict", -6.0), ("expel", -5.5), ("withdraw", -6.0), ("discontinue", -6.0)]),
    entry(T::Mobilize, "MOBILIZE", 4, -5.5, &[("troops", -6.5), ("weapons", -6.5), ("police", -5.5), ("militia", -6.0)]),
    entry(T::Coerce, "COERCE", 4, -7.0, &[("seize", -7.0), ("restrict", -7.0), ("censor", -6.5), ("curfew", -6.5), ("martial-law", -7.5), ("arrest", -7.0), ("deport", -7.0), ("withhold", -7.0), ("misinformation", -6.5), ("cyber", -7.0)]),
    entry(T::Assault, "ASSAULT", 4, -9.0, &[("abduct", -8.5), ("beat", -7.5), ("torture", -8.5), ("sexual", -8.5), ("targeted", -9.5), ("destroy", -8.5), ("primitive", -8.0), ("firearms", -9.0), ("explosives", -9.0), ("suicide-attack", -9.5), ("aerial", -9.5), ("drone", -9.5), ("heavy-weapons", -9.5), ("crowd-control", -7.5), ("unconventional", -10.0)]),
];

/// The 37 contexts, in the manual's order.
#[rustfmt::skip]
pub const CONTEXTS: [&str; 37] = [
    "military", "intelligence", "executive", "legislative", "election", "political_institutions",
    "pro_democracy", "pro_autocracy", "economic", "legal", "reparations", "human_rights",
    "rights_freedoms", "repression", "human_security", "gender", "lgbt", "religion_ethnicity",
    "inequality", "diplomatic", "territory", "peacekeeping", "health", "asylum", "migration",
    "disasters", "natural_resource", "environment", "technology", "terrorism", "cbrn", "cyber",
    "misinformation", "crime", "corruption", "illegal_drugs", "trafficking",
];

fn lookup(kind: EventType) -> &'static Entry {
    TYPES
        .iter()
        .find(|entry| entry.kind == kind)
        .unwrap_or(&TYPES[0])
}

/// All types in the manual's order.
pub fn types() -> impl Iterator<Item = EventType> {
    TYPES.iter().map(|entry| entry.kind)
}

impl EventType {
    /// The type with this name: "CONSULT".
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        TYPES
            .iter()
            .find(|entry| entry.name == name)
            .map(|entry| entry.kind)
    }

    /// Its name: "CONSULT".
    #[must_use]
    pub fn as_str(self) -> &'static str {
        lookup(self).name
    }

    /// Quad class: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict.
    #[must_use]
    pub fn quad(self) -> u8 {
        lookup(self).quad
    }

    /// Conflict-cooperation score, from -10 to 10, of the mode where it is one of the type's.
    #[must_use]
    pub fn score(self, mode: Option<&str>) -> f64 {
        let entry = lookup(self);
        let of_mode = entry.modes.iter().find(|(name, _)| Some(*name) == mode);
        of_mode.map_or(entry.score, |(_, score)| *score)
    }

    /// The type's mode of this name.
    #[must_use]
    pub fn mode(self, name: &str) -> Option<&'static str> {
        lookup(self)
            .modes
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(known, _)| *known)
    }
}

impl fmt::Display for EventType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The manual's context of this name.
#[must_use]
pub fn context(name: &str) -> Option<&'static str> {
    CONTEXTS.iter().find(|known| **known == name).copied()
}

/// The type and mode under which a PLOVER coder files an event.
///
/// The manual has no status: cooperation that lies ahead is AGREE, conflict that is threatened is
/// THREATEN, what is demanded is REQUEST, and cooperation that is called off or refused is REJECT.
#[must_use]
pub fn plover_type(event: &Event) -> (EventType, Option<&'static str>) {
    let cooperation = event.kind.quad() <= 2;
    let own = (event.kind, event.mode);
    match (event.status, event.kind) {
        (Status::Planned, _) if cooperation => (T::Agree, None),
        (Status::Threatened, kind) if kind.quad() == 4 => (T::Threaten, threat(kind)),
        (Status::Demanded, T::Consult) => (T::Request, T::Request.mode("meet")),
        (Status::Demanded, T::Aid | T::Support | T::Cooperate) => {
            (T::Request, T::Request.mode("assist"))
        }
        (Status::Demanded, T::Concede | T::Retreat) => (T::Request, T::Request.mode("yield")),
        (Status::Demanded, T::Agree) => (T::Request, None),
        (Status::Denied, T::Consult) => (T::Reject, T::Reject.mode("meet")),
        (Status::Denied, T::Aid | T::Support | T::Cooperate) => {
            (T::Reject, T::Reject.mode("assist"))
        }
        (Status::Denied, T::Concede | T::Retreat) => (T::Reject, T::Reject.mode("yield")),
        (Status::Denied, T::Agree) => (T::Reject, None),
        _ => own,
    }
}

/// The mode of a threat to do what a type of material conflict names.
fn threat(kind: EventType) -> Option<&'static str> {
    match kind {
        T::Assault | T::Mobilize => T::Threaten.mode("violence"),
        T::Sanction => T::Threaten.mode("relations"),
        T::Coerce => T::Threaten.mode("restrict"),
        _ => None,
    }
}

impl Status {
    /// Its name in everything written out.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Actual => "actual",
            Status::Planned => "planned",
            Status::Threatened => "threatened",
            Status::Demanded => "demanded",
            Status::Hypothetical => "hypothetical",
            Status::Denied => "denied",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_reads_back_from_its_name() {
        assert_eq!(types().count(), 16);
        for kind in types() {
            assert_eq!(EventType::parse(kind.as_str()), Some(kind));
            assert!((1..=4).contains(&kind.quad()));
        }
    }

    #[test]
    fn a_mode_has_its_own_score_and_belongs_to_one_type() {
        assert_eq!(T::Consult.score(T::Consult.mode("visit")), 4.0);
        assert_eq!(T::Consult.score(None), 2.5);
        assert_eq!(T::Consult.mode("troops"), None);
    }

    #[test]
    fn contexts_are_those_of_the_manual() {
        assert_eq!(context("illegal_drugs"), Some("illegal_drugs"));
        assert_eq!(context("weather"), None);
    }
}
