//! Nominals: phrases that speak of somebody by role or description.

use std::ops::Range;

use super::names::Name;
use super::titles::{Titles, is_plural_role, without_article};
use super::view::View;
use crate::actors::lexicon::{RoleKind, Term};
use crate::actors::phrase::{self, Coding};
use crate::model::{Dep, Pos};

/// A phrase whose head is a word for somebody.
#[derive(Clone, Debug)]
pub(super) struct Nominal<'l> {
    pub(super) tokens: Range<u32>,
    pub(super) head: u32,
    /// What the phrase with its complement says.
    pub(super) coding: Coding<'l>,
    /// What kind of somebody.
    pub(super) kind: RoleKind,
    /// The head in the singular, folded: "senator".
    pub(super) role: String,
    /// The phrase with its complement and without its article.
    pub(super) description: String,
    pub(super) reach: Reach,
    /// The possessor's token: "his" in "his wife".
    pub(super) owner: Option<u32>,
    pub(super) plural: bool,
    /// A relative clause says which one is meant.
    pub(super) restricted: bool,
    /// Named as a pair: "the two leaders", "both sides".
    pub(super) pair: bool,
    /// The phrase as a whole is an apposition or a predicate of the token given.
    pub(super) of: Option<u32>,
}

/// How a phrase points at whom it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// "the senator"
    Definite,
    /// "this group"
    Demonstrative,
    /// "his wife", "Kenya's president"
    Owned,
    /// "a senator", "Colombian soldiers"
    Open,
}

/// All nominals outside of names and titles, in order.
pub(super) fn find<'l>(view: &View<'l>, names: &[Name], titles: &[Titles]) -> Vec<Nominal<'l>> {
    let mut taken = vec![false; view.count() as usize];
    for (name, titles) in names.iter().zip(titles) {
        if matches!(name.known, Some(Term::Adjective(_))) {
            continue;
        }
        taken[titles.start as usize..name.tokens.end as usize].fill(true);
    }
    (0..view.count())
        .filter(|at| !taken[*at as usize])
        .filter_map(|at| nominal(view, at))
        .collect()
}

fn nominal<'l>(view: &View<'l>, head: u32) -> Option<Nominal<'l>> {
    let counts = match view.lower(head) {
        "two" => view.token(head).pos == Pos::Num,
        word => word == "both",
    };
    if counts && stands_alone(view, head) {
        return Some(pair(view, head));
    }
    let (tokens, role) = phrase_at(view, head)?;
    let mut words = tokens.clone().map(|at| view.lower(at));
    let counted = words.any(|word| matches!(word, "two" | "both"));
    let plural = is_plural(view, head, &role);
    let described = described(view, &tokens);
    Some(Nominal {
        reach: reach(view, &tokens),
        owner: owner(view, &tokens),
        coding: phrase::code(view.lexicon, &described),
        description: without_article(&described).to_owned(),
        kind: role.kind,
        role: role.name,
        pair: plural && counted,
        restricted: restricted(view, head),
        plural,
        of: points_at(view, head),
        tokens,
        head,
    })
}

/// The phrase round `head` that speaks of somebody by a role, without its complement.
fn phrase_at(view: &View<'_>, head: u32) -> Option<(Range<u32>, Role)> {
    let token = view.token(head);
    if !matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Adj) || modifies(view, head) {
        return None;
    }
    let (start, role) = role_at(view, head)?;
    let mut first = view.phrase_start(head).min(start);
    while first < head && (view.token(first).pos == Pos::Punct || view.word(first) == "-") {
        first += 1;
    }
    // "a source of pride" is nobody.
    let cause = role.name == "source" && view.lower(head + 1) == "of";
    let adjective = token.pos == Pos::Adj && view.lower(first) != "the";
    let tokens = first..head + 1;
    if start == head && first == head && in_set_phrase(view, head) {
        return None;
    }
    (!cause && !adjective && !is_hyphenated(view, &tokens)).then_some((tokens, role))
}

/// "in force", "in public": words for somebody in a phrase that speaks of nobody.
fn in_set_phrase(view: &View<'_>, head: u32) -> bool {
    let phrase = format!(
        "{} {}",
        view.lower(head.saturating_sub(1)),
        view.lower(head)
    );
    view.words().nobody.has(&phrase)
}

/// Whether a hyphen ties the phrase to what stands behind it, or its only word to what stands before.
fn is_hyphenated(view: &View<'_>, tokens: &Range<u32>) -> bool {
    let head = tokens.end - 1;
    let token = view.token(head);
    let behind = view
        .get(tokens.end)
        .is_some_and(|next| matches!(&*next.lower, "-" | "‑") && next.span.start == token.span.end);
    let before = head.checked_sub(1).filter(|_| tokens.start == head);
    let before = before.is_some_and(|at| {
        let last = view.token(at);
        matches!(&*last.lower, "-" | "‑" | "–") && last.span.end == token.span.start
    });
    behind || before
}

/// Whether the phrase is of several; forces and authorities are one body.
fn is_plural(view: &View<'_>, head: u32, role: &Role) -> bool {
    let body = role.kind == RoleKind::Body;
    let forces = role.name.ends_with("force") || role.name == "authority";
    let mass = body && !role.plural;
    let plural = role.plural || matches!(&*view.token(head).tag, "NNS" | "NNPS") && !mass;
    plural && !(forces && body)
}

/// Whether a clause without comma follows that says which one is meant.
fn restricted(view: &View<'_>, head: u32) -> bool {
    view.word(head + 1) != ","
        && (view.child(head, Dep::Relcl).is_some() || view.child(head, Dep::Acl).is_some())
}

/// "the two", "both".
fn pair<'l>(view: &View<'l>, head: u32) -> Nominal<'l> {
    let first = view.phrase_start(head);
    let tokens = first..head + 1;
    Nominal {
        description: view.phrase(&tokens),
        tokens,
        head,
        coding: Coding::default(),
        kind: RoleKind::Person,
        role: "two".to_owned(),
        reach: Reach::Definite,
        owner: None,
        plural: true,
        pair: true,
        restricted: false,
        of: None,
    }
}

/// Whether a numeral or "both" stands for those it counts.
fn stands_alone(view: &View<'_>, at: u32) -> bool {
    let token = view.token(at);
    let argument = matches!(
        token.dep,
        Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj | Dep::Pobj | Dep::Root
    );
    let behind = view.lower(at.saturating_sub(1));
    let definite = view.lower(at) == "both" || behind == "the";
    let closed = !matches!(view.lower(at + 1), "of" | "and" | "sides");
    argument && definite && closed
}

/// Whether a noun only modifies the one behind it: "rebel" in "rebel attack".
fn modifies(view: &View<'_>, at: u32) -> bool {
    let token = view.token(at);
    let head = view.head(at);
    matches!(
        token.dep,
        Dep::Compound | Dep::Amod | Dep::Nmod | Dep::Npadvmod
    ) && head > at
        && head - at < 6
        && view.token(head).pos != Pos::Verb
}

/// A role as the lexicon has it, in words of this article.
struct Role {
    name: String,
    kind: RoleKind,
    plural: bool,
}

/// The longest role that ends at `head`, with its first token.
fn role_at(view: &View<'_>, head: u32) -> Option<(u32, Role)> {
    let sentence = view.sentence(head).tokens.start;
    let from = sentence.max(head.saturating_sub(4));
    (from..=head).find_map(|start| {
        let terms = view.lexicon.terms(&view.phrase(&(start..head + 1)));
        terms.iter().find_map(|term| match term {
            Term::Role(id, _) => {
                let role = view.lexicon.role(*id);
                let name = Role {
                    name: role.name.clone(),
                    kind: role.kind,
                    plural: is_plural_role(terms) && !is_singular_role(terms),
                };
                Some((start, name))
            }
            _ => None,
        })
    })
}

fn is_singular_role(terms: &[Term]) -> bool {
    use crate::actors::lexicon::Number;
    terms
        .iter()
        .any(|term| matches!(term, Term::Role(_, Number::Singular)))
}

/// The phrase with what "of", "for", "in", "at" add to it, up to the next clause.
fn described(view: &View<'_>, tokens: &Range<u32>) -> String {
    let link = tokens.end;
    let links = matches!(view.lower(link), "of" | "for" | "at" | "from" | "to" | "in");
    let attached = view.get(link).is_some_and(|word| word.head.0 == link - 1);
    let mut end = link;
    if links && attached {
        let last = view.sentence(tokens.start).tokens.end.min(link + 9);
        end = (link + 1..last)
            .find(|at| breaks(view, *at))
            .unwrap_or(last);
    }
    while end > tokens.end && matches!(view.token(end - 1).pos, Pos::Det | Pos::Adp | Pos::Adj) {
        end -= 1;
    }
    view.phrase(&(tokens.start..end))
}

/// Whether the complement of a phrase ends before the word at `at`.
fn breaks(view: &View<'_>, at: u32) -> bool {
    let token = view.token(at);
    let word = view.word(at);
    let dash = matches!(word, "-" | "–" | "—") && view.token(at - 1).span.end != token.span.start;
    let other = matches!(
        token.pos,
        Pos::Punct | Pos::Verb | Pos::Aux | Pos::Cconj | Pos::Sconj
    );
    let clause = matches!(
        view.lower(at),
        "who"
            | "which"
            | "that"
            | "as"
            | "by"
            | "on"
            | "with"
            | "after"
            | "before"
            | "during"
            | "over"
    );
    dash || clause || other && !matches!(word, "'" | "’" | "-")
}

fn reach(view: &View<'_>, tokens: &Range<u32>) -> Reach {
    let possessive = tokens
        .clone()
        .any(|at| view.token(at).dep == Dep::Poss && view.head(at) + 1 == tokens.end);
    match view.lower(tokens.start) {
        "the" => Reach::Definite,
        "this" | "that" | "these" | "those" => Reach::Demonstrative,
        "both" => Reach::Definite,
        _ if possessive => Reach::Owned,
        "his" | "her" | "their" | "its" | "my" | "our" | "your" => Reach::Owned,
        _ => Reach::Open,
    }
}

/// The token that owns: a possessive pronoun, or the name before "'s".
fn owner(view: &View<'_>, tokens: &Range<u32>) -> Option<u32> {
    let head = tokens.end - 1;
    let direct = tokens
        .clone()
        .find(|at| view.token(*at).dep == Dep::Poss && view.head(*at) == head);
    let first = tokens.start;
    let pronoun = matches!(view.lower(first), "his" | "her" | "their" | "its");
    let of = || {
        let link = view.get(tokens.end).filter(|link| &*link.lower == "of")?;
        (link.head.0 == head)
            .then(|| view.child(tokens.end, Dep::Pobj))
            .flatten()
    };
    direct.or_else(|| pronoun.then_some(first)).or_else(of)
}

/// The token of which this phrase says what it is, by apposition.
fn points_at(view: &View<'_>, head: u32) -> Option<u32> {
    let token = view.token(head);
    if token.dep == Dep::Appos {
        return Some(token.head.0);
    }
    view.child(head, Dep::Appos)
}
