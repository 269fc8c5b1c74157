//! Appositions: the roles that stand behind a name, or that a sentence says of it.

use std::ops::Range;

use super::names::{Name, is_capitalised};
use super::titles::{Titles, without_article};
use super::view::View;
use crate::actors::lexicon::{RoleKind, Term};
use crate::actors::phrase;
use crate::model::{Dep, NameKind, Pos};

/// "NAME, a retired admiral who ...", "NAME - US Senator for Ohio -", "NAME (police chief)".
pub(super) fn behind(view: &View<'_>, names: &[Name], n: usize, titles: &mut Titles) {
    let end = names[n].tokens.end;
    let sentence = view.sentence(end - 1).tokens.end;
    let hyphen =
        view.word(end) == "-" && view.token(end).span.start == view.token(end - 1).span.end;
    if hyphen || !matches!(view.word(end), "," | "-" | "–" | "—" | "(") || end + 1 >= sentence {
        return;
    }
    let Some(phrase) = apposition(view, end + 1..sentence) else {
        return;
    };
    let titled = names[n + 1..]
        .iter()
        .take_while(|other| other.tokens.start < phrase.end)
        .any(|other| is_person(view, other) && !follows_link(view, other, &phrase));
    let kin = matches!(view.lower(phrase.start), "his" | "her" | "their");
    if kin {
        return;
    }
    let text = view.phrase(&phrase);
    let coding = phrase::code(view.lexicon, &text);
    let Some(role) = coding.role.filter(|_| !titled && !coding.plural) else {
        return;
    };
    if !first_segment_has_role(view, &phrase) || role.kind == RoleKind::Thing {
        return;
    }
    for part in text
        .split(" and the ")
        .flat_map(|part| part.split(" and a "))
    {
        titles.roles.push(without_article(part).to_lowercase());
    }
    titles.spans.push(phrase);
    titles.person |= matches!(role.kind, RoleKind::Person | RoleKind::Kin);
    titles.body |= role.kind == RoleKind::Body;
    titles.gender = titles.gender.or(role.gender);
}

/// A name that the model takes for a person's, or that begins with a given name.
fn is_person(view: &View<'_>, name: &Name) -> bool {
    let given = view
        .lexicon
        .gender_of_given_name(view.word(name.tokens.start));
    name.label == Some(NameKind::Person)
        || name.known.is_none() && name.tokens.len() > 1 && given.is_some()
}

/// A name inside an apposition that hangs on a preposition: "chief of staff to NAME".
fn follows_link(view: &View<'_>, other: &Name, phrase: &Range<u32>) -> bool {
    let before = other.tokens.start.saturating_sub(1);
    other.tokens.start > phrase.start
        && matches!(view.token(before).pos, Pos::Adp | Pos::Det | Pos::Part)
}

/// The role must come before the first preposition.
fn first_segment_has_role(view: &View<'_>, phrase: &Range<u32>) -> bool {
    let cut = phrase
        .clone()
        .find(|at| view.token(*at).pos == Pos::Adp && !matches!(view.lower(*at), "of"))
        .unwrap_or(phrase.end);
    phrase::code(view.lexicon, &view.phrase(&(phrase.start..cut)))
        .role
        .is_some()
}

/// The tokens up to the end of an apposition; nothing where a clause or a list begins instead.
fn apposition(view: &View<'_>, tokens: Range<u32>) -> Option<Range<u32>> {
    let first = view.lower(tokens.start);
    if matches!(
        first,
        "who" | "which" | "and" | "but" | "or" | "he" | "she" | "they" | "it"
    ) {
        return None;
    }
    let last = tokens.end.min(tokens.start + 18);
    let end = (tokens.start..last).find(|at| {
        let token = view.token(*at);
        let clause = matches!(token.pos, Pos::Verb | Pos::Aux)
            && !matches!(token.dep, Dep::Amod | Dep::Compound)
            && !is_capitalised(view.word(*at));
        let dash = matches!(view.word(*at), "-" | "–" | "—")
            && view.token(*at - 1).span.end != token.span.start;
        clause
            || dash
            || matches!(
                view.word(*at),
                "," | ")" | "." | ";" | ":" | "\"" | "”" | "“" | "("
            )
            || matches!(view.lower(*at), "who" | "which" | "that" | "whose")
    });
    let end = end.unwrap_or(last);
    // "According to NAME, local police detained ...": the subject of what follows.
    let subject = (tokens.start..end).any(|at| {
        let verb = view.head(at);
        view.is_subject(at) && (end..end + 3).contains(&verb)
    });
    (end > tokens.start && !subject).then_some(tokens.start..end)
}

/// "NAME is a former teacher", "NAME became president"; and "the minister, NAME".
pub(super) fn said(view: &View<'_>, names: &[Name], n: usize, titles: &mut Titles) {
    let name = &names[n];
    let named = |at: u32| {
        let near = names[n.saturating_sub(3)..].iter().take(8);
        near.clone().any(|name| name.tokens.contains(&at))
    };
    let root = view.root_of(&name.tokens);
    if matches!(
        name.known,
        Some(Term::Country(_) | Term::Capital(_) | Term::Region(_) | Term::Adjective(_))
    ) {
        return;
    }
    let head = view.head(root);
    if view.token(root).dep == Dep::Appos && head < name.tokens.start && !named(head) {
        let tokens = view.phrase_start(head)..head + 1;
        role_of(view, tokens, titles);
    }
    let verb = &*view.token(head).lemma;
    if view.token(root).dep == Dep::Nsubj
        && matches!(verb, "be" | "become" | "remain")
        && view.child(head, Dep::Neg).is_none()
        && let Some(attr) = view.child(head, Dep::Attr)
        && attr > root
        && !named(attr)
        && view.quotation(attr) == view.quotation(root)
    {
        let tokens = view.phrase_start(attr)..attr + 1;
        role_of(view, tokens, titles);
    }
}

fn role_of(view: &View<'_>, tokens: Range<u32>, titles: &mut Titles) {
    let text = view.phrase(&tokens);
    let coding = phrase::code(view.lexicon, &text);
    let Some(role) = coding.role.filter(|_| !coding.plural) else {
        return;
    };
    if !matches!(role.kind, RoleKind::Person | RoleKind::Body) || role.name.is_empty() {
        return;
    }
    titles.roles.push(without_article(&text).to_lowercase());
    titles.person |= role.kind == RoleKind::Person;
    titles.body |= role.kind == RoleKind::Body;
    titles.gender = titles.gender.or(role.gender);
    titles.spans.push(tokens);
}
