//! What somebody is: an office or a part that another report gives otherwise.
//!
//! Read from the words at each mention: the title before the name, the apposition, "X is the
//! treasurer", "testified as a witness".

use std::collections::BTreeMap;

use super::page::{Page, Who};
use super::roles::{Office, Roles};
use super::{Scene, Value, difference, sentence};
use crate::model::*;

/// An office with the phrase that gives it.
struct Held {
    office: Office,
    position: usize,
    span: Span,
}

/// Persons to whom different articles give offices of which nobody holds two.
pub(super) fn find(scene: Scene<'_, '_>, pages: &[Page<'_>], roles: &Roles) -> Vec<Difference> {
    let mut by_person: BTreeMap<Who, (String, Vec<Held>)> = BTreeMap::new();
    for page in pages {
        for mention in &page.reading.mentions.mentions {
            let head = mention.head.0 as usize;
            let Some((entity, who)) = page.entity(head) else {
                continue;
            };
            if entity.named && entity.kind == EntityKind::Person {
                let known = by_person.entry(who);
                let (_, held) = known.or_insert_with(|| (entity.name.clone(), Vec::new()));
                held.extend(at(page, roles, head));
            }
        }
    }
    let people = by_person.into_values();
    people
        .filter_map(|(name, held)| of(scene, &name, &held))
        .collect()
}

/// The offices that the words around one mention give.
fn at(page: &Page<'_>, roles: &Roles, head: usize) -> Vec<Held> {
    let mut nouns: Vec<usize> = vec![head];
    nouns.extend(page.by(head, Dep::Appos));
    nouns.extend(page.by(head, Dep::Compound).chain(page.by(head, Dep::Nmod)));
    let above = page.head(head);
    match page.tokens[head].dep {
        Dep::Appos => nouns.extend(above),
        Dep::Nsubj | Dep::Nsubjpass => {
            nouns.extend(above.iter().flat_map(|verb| beside(page, *verb)))
        }
        _ => {}
    }
    // "who was testifying as a witness", "who leads"
    let clauses = page.by(head, Dep::Relcl).chain(page.by(head, Dep::Acl));
    let clauses: Vec<usize> = clauses.collect();
    nouns.extend(clauses.iter().flat_map(|verb| beside(page, *verb)));
    let held = nouns.into_iter().filter_map(|noun| {
        let span = page.phrase(noun);
        let office = roles.office(&phrase(page, noun))?;
        Some(Held {
            office,
            position: page.position,
            span,
        })
    });
    held.collect()
}

/// Nouns that say what a verb's subject is: "is the treasurer", "testified as a witness".
fn beside(page: &Page<'_>, verb: usize) -> Vec<usize> {
    let mut nouns: Vec<usize> = page.by(verb, Dep::Attr).collect();
    let roles = page
        .by(verb, Dep::Prep)
        .filter(|n| &*page.tokens[*n].lower == "as");
    nouns.extend(roles.flat_map(|n| page.by(n, Dep::Pobj)));
    nouns
}

/// The words of a noun's phrase, in lower case; "one of the accused" is one of them.
fn phrase(page: &Page<'_>, noun: usize) -> String {
    let mut words = page.text(page.phrase(noun)).to_lowercase();
    if page.tokens[noun].pos == Pos::Num {
        let of = page
            .by(noun, Dep::Prep)
            .flat_map(|of| page.by(of, Dep::Pobj));
        for below in of {
            words.push(' ');
            words.push_str(&page.tokens[below].lower);
        }
    }
    words
}

/// The offices of one person, where two articles give two that exclude each other.
fn of(scene: Scene<'_, '_>, name: &str, held: &[Held]) -> Option<Difference> {
    let pairs = held.iter().flat_map(|a| held.iter().map(move |b| (a, b)));
    let mut apart = pairs.filter(|(a, b)| a.position < b.position);
    let tells = |position: usize, office: &Office| {
        let mut own = held.iter().filter(|one| one.position == position);
        own.any(|one| one.office.title == office.title)
    };
    let (a, b) = apart.find(|(a, b)| {
        let known = tells(b.position, &a.office) || tells(a.position, &b.office);
        a.office.excludes(&b.office) && !known
    })?;
    let relation = match a.office.is_part_of(&b.office) || b.office.is_part_of(&a.office) {
        true => Relation::Precision,
        false => Relation::Conflict,
    };
    let value = |one: &Held| Value {
        value: one.office.title.clone(),
        holder: None,
        passages: vec![(one.position, sentence(scene.told, one.position, one.span))],
    };
    let about = format!("what {name} is");
    let values = vec![value(a), value(b)];
    difference(scene.told, DifferenceKind::Role, relation, about, values)
}
