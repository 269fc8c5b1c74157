//! Titles: what the words round a name say of whoever bears it.

use std::ops::Range;

use super::appositions::{behind, said};
use super::names::{Name, is_capitalised};
use super::view::View;
use crate::actors::lexicon::{Gender, Number, RoleKind, Term};
use crate::actors::phrase;
use crate::model::{Dep, Pos};

/// What the words round a name say of whoever bears it.
#[derive(Clone, Debug, Default)]
pub(super) struct Titles {
    /// Role phrases in lower case, in order.
    pub(super) roles: Vec<String>,
    /// Where those stand that are phrases of their own.
    pub(super) spans: Vec<Range<u32>>,
    /// Whether the name must be a person's.
    pub(super) person: bool,
    /// Whether it must be a body's.
    pub(super) body: bool,
    /// A gender that a title implies.
    pub(super) gender: Option<Gender>,
    /// An acronym that stands beside a full name: "(NRF)", ", or NRF".
    pub(super) acronym: Option<Range<u32>>,
    /// The first token of the title in front, else of the name.
    pub(super) start: u32,
}

/// Reads the words round `names[n]`.
pub(super) fn read(view: &View<'_>, names: &[Name], n: usize) -> Titles {
    let name = &names[n];
    let mut titles = Titles {
        start: name.tokens.start,
        ..Titles::default()
    };
    if name.nested {
        return titles;
    }
    before(view, name, &mut titles);
    behind(view, names, n, &mut titles);
    said(view, names, n, &mut titles);
    titles.acronym = acronym(view, name);
    titles.person |= has_age(view, name);
    titles
}

/// "Colombian President NAME", "his successor, Senator NAME", "Mr. NAME".
fn before(view: &View<'_>, name: &Name, titles: &mut Titles) {
    let Some(prefix) = prefix(view, name) else {
        return;
    };
    let text = view.phrase(&prefix);
    let coding = phrase::code(view.lexicon, &text);
    let Some(role) = coding.role else {
        return;
    };
    let touches = (prefix.start..prefix.end).rev().take(4).any(|at| {
        let end = view.phrase(&(at..prefix.end));
        let role = view.lexicon.role_named(&end);
        role.is_some_and(|(role, _)| {
            matches!(role.kind, RoleKind::Person | RoleKind::Kin) || role.title
        })
    });
    let adjective = view.token(prefix.end - 1).pos == Pos::Adj;
    if !touches || adjective || role.kind == RoleKind::Body {
        return;
    }
    titles.person = !coding.plural;
    titles.gender = role.gender;
    titles.start = prefix.start;
    // "Mr." says who somebody is, but not what.
    if !view.words().courtesy.has(&role.name) {
        titles.roles.push(text.to_lowercase());
    }
}

/// "NAME, 62," is a person.
fn has_age(view: &View<'_>, name: &Name) -> bool {
    let at = name.tokens.end;
    let age = view
        .word(at + 1)
        .parse::<u32>()
        .is_ok_and(|age| (10..110).contains(&age));
    let listed = name.known.is_some();
    age && !listed && view.word(at) == "," && matches!(view.word(at + 2), "," | ".")
}

/// The tokens of the noun phrase before the name, from behind its last comma or determiner.
fn prefix(view: &View<'_>, name: &Name) -> Option<Range<u32>> {
    let sentence = view.sentence(name.tokens.start).tokens.start;
    let mut start = name.tokens.start;
    while start > sentence && name.tokens.start - start < 9 {
        let at = start - 1;
        let word = view.word(at);
        let token = view.token(at);
        let possessive = matches!(word, "'s" | "’s" | "’" | "'");
        let hyphen = matches!(word, "-" | "‑") && token.span.end == view.token(start).span.start;
        let linked = matches!(view.lower(at), "of" | "for" | "and" | "to")
            && inside_role(view, at, name.tokens.start);
        let modifier = match token.pos {
            Pos::Noun | Pos::Propn | Pos::Adj | Pos::X => true,
            Pos::Verb => token.dep == Dep::Amod || is_capitalised(word),
            Pos::Adv => token.dep == Dep::Advmod && !is_capitalised(word),
            _ => false,
        };
        if !(possessive || hyphen || linked || modifier) {
            break;
        }
        start -= 1;
    }
    while start < name.tokens.start && matches!(view.word(start), "'s" | "’s" | "'" | "’" | "-")
    {
        start += 1;
    }
    (start < name.tokens.start).then_some(start..name.tokens.start)
}

/// Whether the word at `at` is a link within a role: "minister of defence", "chief of staff".
fn inside_role(view: &View<'_>, at: u32, end: u32) -> bool {
    let sentence = view.sentence(at).tokens.start;
    (sentence.max(at.saturating_sub(3))..at).any(|from| {
        view.lexicon
            .role_named(&view.phrase(&(from..end)))
            .is_some()
    })
}

pub(super) fn without_article(phrase: &str) -> &str {
    [
        "the ", "The ", "a ", "A ", "an ", "An ", "this ", "This ", "that ", "these ", "These ",
        "one ", "both ", "Both ",
    ]
    .iter()
    .find_map(|article| phrase.strip_prefix(article))
    .unwrap_or(phrase)
}

/// "(NRF)" or ", or NRF" behind a name of several words.
fn acronym(view: &View<'_>, name: &Name) -> Option<Range<u32>> {
    let end = name.tokens.end;
    let word = |at: u32| {
        let text = view.word(at);
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let capitals = text.chars().filter(|c| c.is_uppercase()).count();
        (2..=10).contains(&letters) && capitals * 2 > letters && capitals >= 2
    };
    if name.tokens.len() < 2 {
        return None;
    }
    let at = match (view.word(end), view.lower(end + 1)) {
        ("(", _) if view.word(end + 2) == ")" || view.word(end + 2) == "," => end + 1,
        (",", "or" | "known") => end + 2,
        _ if view.lower(end) == "or" => end + 1,
        _ => return None,
    };
    (word(at) && view.get(at).is_some()).then(|| at..at + 1)
}

/// Whether the lexicon has `word` as a role in the plural.
pub(super) fn is_plural_role(terms: &[Term]) -> bool {
    terms
        .iter()
        .any(|term| matches!(term, Term::Role(_, Number::Plural)))
}
