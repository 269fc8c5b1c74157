//! Nominals: phrases that speak of somebody by role or description, and pronouns.

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
    /// "his wife", "Colombia's president"
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
    let token = view.token(head);
    let numeral = view.lower(head) == "two" && token.pos == Pos::Num && stands_alone(view, head);
    let both = view.lower(head) == "both" && stands_alone(view, head);
    if numeral || both {
        return Some(pair(view, head));
    }
    if !matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Adj) || modifies(view, head) {
        return None;
    }
    let adjective = token.pos == Pos::Adj;
    let (start, role) = role_at(view, head)?;
    let mut first = view.phrase_start(head).min(start);
    while first < head && (view.token(first).pos == Pos::Punct || view.word(first) == "-") {
        first += 1;
    }
    let behind = view
        .get(head + 1)
        .filter(|next| matches!(&*next.lower, "-" | "‑"));
    if behind.is_some_and(|next| next.span.start == token.span.end) {
        return None;
    }
    let cause = role.name == "source" && view.lower(head + 1) == "of";
    if cause {
        return None;
    }
    let hyphenated = first == head && head > 0 && {
        let before = view.token(head - 1);
        before.span.end == token.span.start && matches!(&*before.lower, "-" | "‑" | "–")
    };
    if hyphenated {
        return None;
    }
    let tokens = first..head + 1;
    let determiner = view.lower(first);
    if adjective && determiner != "the" {
        return None;
    }
    let coding = phrase::code(view.lexicon, &described(view, &tokens));
    let mass = role.kind == RoleKind::Body && !role.plural;
    let forces = role.name.ends_with("force") || role.name == "authority";
    let plural = (role.plural || matches!(&*token.tag, "NNS" | "NNPS") && !mass)
        && !(forces && role.kind == RoleKind::Body);
    let count = tokens
        .clone()
        .any(|at| matches!(view.lower(at), "two" | "both"));
    Some(Nominal {
        reach: reach(view, &tokens),
        owner: owner(view, &tokens),
        description: without_article(&described(view, &tokens)).to_owned(),
        kind: role.kind,
        role: role.name,
        pair: plural && count,
        restricted: restricted(view, head),
        plural,
        of: points_at(view, head),
        tokens,
        head,
        coding,
    })
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
    let sentence = view.sentence(tokens.start).tokens.end;
    let mut end = tokens.end;
    let links = matches!(view.lower(end), "of" | "for" | "at" | "from" | "to" | "in");
    let attached = view
        .get(end)
        .is_some_and(|link| link.head.0 == tokens.end - 1);
    if links && attached {
        let last = sentence.min(end + 9);
        end += 1;
        while end < last {
            let token = view.token(end);
            let dash = matches!(view.word(end), "-" | "–" | "—")
                && view.token(end - 1).span.end != token.span.start;
            let stops = dash
                || matches!(
                    token.pos,
                    Pos::Punct | Pos::Verb | Pos::Aux | Pos::Cconj | Pos::Sconj
                ) && !matches!(view.word(end), "'" | "’" | "-")
                || matches!(
                    view.lower(end),
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
            if stops {
                break;
            }
            end += 1;
        }
    }
    while end > tokens.end && matches!(view.token(end - 1).pos, Pos::Det | Pos::Adp | Pos::Adj) {
        end -= 1;
    }
    view.phrase(&(tokens.start..end))
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

/// A pronoun that may stand for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pronoun {
    He,
    She,
    They,
    It,
    /// "who", "whose"
    Relative,
    /// "which", of bodies and countries
    Which,
}

/// What pronoun token `at` is, if it is one that is looked after here.
pub(super) fn pronoun(view: &View<'_>, at: u32) -> Option<Pronoun> {
    match view.lower(at) {
        "he" | "him" | "his" | "himself" => Some(Pronoun::He),
        "she" | "her" | "hers" | "herself" => Some(Pronoun::She),
        "they" | "them" | "their" | "theirs" | "themselves" => Some(Pronoun::They),
        "it" | "its" | "itself" => Some(Pronoun::It),
        "who" | "whom" | "whose" => Some(Pronoun::Relative),
        "which" => relative(view, at).map(|_| Pronoun::Which),
        _ => None,
    }
}

/// The noun that a relative pronoun stands for.
pub(super) fn relative(view: &View<'_>, at: u32) -> Option<u32> {
    let mut up = at;
    for _ in 0..8 {
        let token = view.token(up);
        if token.dep == Dep::Relcl {
            return Some(token.head.0).filter(|noun| *noun < at);
        }
        if token.head.0 == up {
            return None;
        }
        up = token.head.0;
    }
    None
}
