//! Subject: whose speech a cue reports, by the tree and, where that fails, by what stands beside the cue.

use super::cues::{Cues, Group};
use super::frame::Frame;
use crate::model::*;

/// Levels that a subject is looked for above a verb that has none of its own.
const LEVELS: usize = 6;

/// The head of the phrase that names whose words the verb at `cue` reports.
pub(super) fn subject(frame: &Frame<'_>, cues: &Cues, cue: u32) -> Option<u32> {
    let mut verb = cue;
    for level in 0..LEVELS {
        let passive = is_passive(frame, verb);
        if level == 0 && passive {
            return agent(frame, verb);
        }
        if let Some(own) = own_subject(frame, verb) {
            return Some(relative(frame, own, verb));
        }
        match up(frame, cues, verb)? {
            Maker::Named(speaker) => return Some(speaker),
            Maker::Verb(governing) => verb = governing,
            Maker::Unknown => return None,
        }
        if frame.quoted(verb) {
            return None;
        }
    }
    None
}

/// Where the subject of a verb that has none of its own is to be looked for.
fn up(frame: &Frame<'_>, cues: &Cues, verb: u32) -> Option<Maker> {
    let token = frame.token(verb);
    let above = frame.above(verb)?;
    let participle = token.dep == Dep::Acl && &*token.tag == "VBG";
    // "a statement saying": whoever made it; else the noun itself ("a man calling himself").
    if participle && after_comma(frame, verb) {
        return verb_above(frame, above).map(Maker::Verb);
    }
    // "emailed supporters saying": who emailed.
    if participle && let Some(told) = told(frame, cues, above) {
        return Some(Maker::Verb(told));
    }
    match token.dep {
        Dep::Acl | Dep::Relcl if is_noun(frame.token(above)) => {
            match cues.is_document(&frame.token(above).lemma) {
                true => Some(maker(frame, above)),
                false => Some(Maker::Named(above)),
            }
        }
        Dep::Conj
        | Dep::Xcomp
        | Dep::Advcl
        | Dep::Pcomp
        | Dep::Prep
        | Dep::Dep
        | Dep::Aux
        | Dep::Acl => verb_above(frame, above).map(Maker::Verb),
        _ => None,
    }
}

/// Whether a comma parts the verb from what stands before it.
fn after_comma(frame: &Frame<'_>, verb: u32) -> bool {
    verb.checked_sub(1)
        .is_some_and(|at| &*frame.token(at).lower == ",")
}

/// The verb of speech that is told to the noun at `at`.
fn told(frame: &Frame<'_>, cues: &Cues, at: u32) -> Option<u32> {
    let object = matches!(frame.token(at).dep, Dep::Dobj | Dep::Dative);
    let verb = frame.above(at).filter(|_| object)?;
    let speaks = cues.group(&frame.token(verb).lemma) == Some(Group::Speech);
    speaks.then_some(verb)
}

/// The subject that hangs on the verb itself, outside all quotations.
fn own_subject(frame: &Frame<'_>, verb: u32) -> Option<u32> {
    let subject = |at: &u32| {
        matches!(frame.token(*at).dep, Dep::Nsubj | Dep::Nsubjpass) && !frame.quoted(*at)
    };
    frame.dependents(verb).find(subject)
}

/// A relative pronoun's antecedent.
fn relative(frame: &Frame<'_>, subject: u32, verb: u32) -> u32 {
    let relative = matches!(&*frame.token(subject).tag, "WP" | "WDT");
    let clause = frame.token(verb);
    match frame.above(verb) {
        Some(above) if relative && matches!(clause.dep, Dep::Relcl | Dep::Acl) => above,
        _ => subject,
    }
}

/// Whether the verb is passive: its subject is spoken to or of.
fn is_passive(frame: &Frame<'_>, verb: u32) -> bool {
    let token = frame.token(verb);
    let helped = frame
        .dependents(verb)
        .any(|at| frame.token(at).dep == Dep::Auxpass);
    let bare = &*token.tag == "VBN" && token.dep == Dep::Acl;
    helped || bare
}

/// "by" whom.
fn agent(frame: &Frame<'_>, verb: u32) -> Option<u32> {
    let by = frame
        .dependents(verb)
        .find(|at| frame.token(*at).dep == Dep::Agent)?;
    frame
        .dependents(by)
        .find(|at| frame.token(*at).dep == Dep::Pobj && !frame.quoted(*at))
}

/// The nearest verb at or above `at`.
fn verb_above(frame: &Frame<'_>, at: u32) -> Option<u32> {
    let mut at = at;
    for _ in 0..LEVELS {
        if matches!(frame.token(at).pos, Pos::Verb | Pos::Aux) {
            return Some(at);
        }
        at = frame.above(at)?;
    }
    None
}

/// Whose words a verb reports, or a document holds.
enum Maker {
    Named(u32),
    /// The subject of this verb: "issued a statement".
    Verb(u32),
    Unknown,
}

fn maker(frame: &Frame<'_>, document: u32) -> Maker {
    let owner = frame
        .dependents(document)
        .find(|at| frame.token(*at).dep == Dep::Poss && !frame.quoted(*at));
    if let Some(owner) = owner {
        return Maker::Named(owner);
    }
    match frame
        .above(document)
        .and_then(|above| verb_above(frame, above))
    {
        Some(verb) if frame.token(document).dep != Dep::Nsubj => Maker::Verb(verb),
        _ => Maker::Unknown,
    }
}

pub(super) fn is_noun(token: &Token) -> bool {
    matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Pron)
}

/// The speaker by what stands beside the cue: `"...," said NAME` or `NAME said, "..."`.
pub(super) fn beside<'a>(frame: &Frame<'a>, cue: u32) -> Option<&'a Mention> {
    let skips = |at: u32| {
        frame
            .get(at)
            .is_some_and(|token| matches!(token.pos, Pos::Adv | Pos::Aux | Pos::Part))
    };
    let behind = (1..4).map(|n| cue + n).find(|at| !skips(*at))?;
    let start = frame
        .get(behind)
        .filter(|_| !frame.quoted(behind))?
        .span
        .start;
    let follows = |mention: &&Mention| mention.span.start == start;
    let begins = (behind..behind + 6)
        .filter_map(|at| frame.mention(at))
        .find(follows);
    if begins.is_some() {
        return begins;
    }
    let ahead = (1..4)
        .filter_map(|n| cue.checked_sub(n))
        .find(|at| !skips(*at))?;
    let mention = frame.mention(ahead).filter(|_| !frame.quoted(ahead))?;
    (mention.span.end == frame.token(ahead).span.end).then_some(mention)
}

/// The mention at the head of a subject, where it can speak; one of several that speak together is not enough.
pub(super) fn speaker<'a>(frame: &Frame<'a>, subject: u32) -> Option<&'a Mention> {
    let mention = frame.mention(subject)?;
    let joined = frame
        .dependents(subject)
        .find(|at| frame.token(*at).dep == Dep::Conj && is_noun(frame.token(*at)));
    if let Some(other) = joined
        && !mention.tokens.contains(&other)
    {
        return None;
    }
    // "Senator Ruiz (D-Ohio) said": what stands in brackets is no subject, whatever the tree says.
    let bracketed = |at: u32| matches!(&*frame.token(at).lower, "(" | "-");
    let aside = mention.tokens.start.checked_sub(1).is_some_and(bracketed);
    (!aside && can_speak(frame, mention)).then_some(mention)
}

/// Whether the mention is of somebody or of a body.
pub(super) fn can_speak(frame: &Frame<'_>, mention: &Mention) -> bool {
    let entity = frame.mentions.entities.get(mention.entity.0 as usize);
    entity.is_some_and(|entity| !matches!(entity.kind, EntityKind::Place | EntityKind::Other))
}
