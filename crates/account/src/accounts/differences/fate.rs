//! Whether an act came about: from the verb's own form and company.

use super::page::Page;
use crate::model::*;

/// Whether an act came about, as one article tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It has happened or is going on.
    Done,
    /// It is to come.
    Ahead,
    /// It did not or will not happen.
    Denied,
    /// Nobody says: wished, feared, possible, or named without a verb.
    Open,
}

/// Verbs by which somebody has an act before them.
const MEANT: [&str; 20] = [
    "intend",
    "plan",
    "expect",
    "want",
    "prepare",
    "schedule",
    "agree",
    "promise",
    "vow",
    "pledge",
    "decide",
    "aim",
    "hope",
    "go",
    "set",
    "undertake",
    "commit",
    "slate",
    "poise",
    "due",
];

/// Verbs by which an act does not come about.
const UNDONE: [&str; 8] = [
    "deny", "refuse", "decline", "fail", "rule", "avoid", "cancel", "reject",
];

/// Verbs under which nobody knows.
const UNSURE: [&str; 12] = [
    "try", "seek", "attempt", "ask", "urge", "demand", "threaten", "call", "consider", "want",
    "allege", "suspect",
];

/// Verbs that give what is to come its time or place.
const MOVED: [&str; 12] = [
    "move",
    "postpone",
    "transfer",
    "relocate",
    "shift",
    "reschedule",
    "set",
    "schedule",
    "fix",
    "slate",
    "delay",
    "plan",
];

/// The fate of the act that a verb names.
pub(super) fn fate(page: &Page<'_>, verb: usize) -> Fate {
    let own = own(page, verb);
    if own == Fate::Denied {
        return own;
    }
    match governor(page, verb) {
        Some(Fate::Done) | None => own,
        Some(above) => above,
    }
}

/// What the verb and its auxiliaries say.
fn own(page: &Page<'_>, verb: usize) -> Fate {
    let mut infinitive = false;
    for child in page.children(verb) {
        let token = &page.tokens[child];
        match (token.dep, &*token.lower) {
            (Dep::Neg, _) | (Dep::Advmod, "never") => return Fate::Denied,
            (Dep::Aux, "will" | "shall" | "'ll" | "would" | "wo") => return Fate::Ahead,
            (Dep::Aux, "to") => infinitive = true,
            (Dep::Aux, "may" | "might" | "could" | "can" | "should" | "must") => return Fate::Open,
            (Dep::Mark, "if" | "unless" | "until" | "before") => return Fate::Open,
            _ => {}
        }
    }
    match (infinitive, &*page.tokens[verb].tag) {
        // "is to be ruled", "to win backing"
        (true, _) => Fate::Ahead,
        (_, "VB") => Fate::Open,
        _ => Fate::Done,
    }
}

/// What the verb above an infinitive or a clause says of it.
fn governor(page: &Page<'_>, verb: usize) -> Option<Fate> {
    let dep = page.tokens[verb].dep;
    let above = page.head(verb)?;
    let word = &*page.tokens[above].lemma;
    match dep {
        Dep::Conj => governor(page, above),
        Dep::Xcomp | Dep::Ccomp if UNDONE.contains(&word) => Some(Fate::Denied),
        Dep::Xcomp if MEANT.contains(&word) => Some(match fate(page, above) {
            Fate::Denied => Fate::Denied,
            _ => Fate::Ahead,
        }),
        Dep::Xcomp | Dep::Ccomp if UNSURE.contains(&word) => Some(Fate::Open),
        _ => None,
    }
}

/// The fate of the act that a noun names, from the verb that begins, holds or ends it.
pub(super) fn of_noun(page: &Page<'_>, noun: usize, carrier: Option<usize>) -> Fate {
    let ahead = |n: usize| {
        matches!(
            &*page.tokens[n].lower,
            "planned" | "proposed" | "possible" | "upcoming" | "coming" | "next" | "alleged"
        )
    };
    if page.by(noun, Dep::Amod).any(ahead) {
        return Fate::Open;
    }
    if page
        .by(noun, Dep::Det)
        .any(|n| &*page.tokens[n].lower == "no")
    {
        return Fate::Denied;
    }
    let moved = |verb: &usize| MOVED.contains(&&*page.tokens[*verb].lemma);
    match carrier {
        Some(verb) if moved(&verb) => Fate::Ahead,
        Some(verb) => fate(page, verb),
        None => Fate::Open,
    }
}
