//! What a web page says about itself: JSON-LD, meta tags, marked elements, its head.

use std::collections::{HashMap, HashSet};

use html5ever::local_name;

use crate::articles::bare;
use crate::model::{Field, FieldKind};
use crate::stage::Notes;

use super::super::fields::{Keys, Names, Parts, field, seen};
use super::apart::Apart;
use super::tree::{Id, Tree};
use super::{dated, jsonld};

/// A longer text of an element is no author, title or date.
const LONGEST: usize = 300;

/// The key of titles that are headings of the page.
pub(super) const HEADING: &str = "h1";
/// Headings of the page behind the first one that can be its title.
const MOST_HEADINGS: usize = 4;

/// Elements that look like dates that are handed on; the first one that is a date counts.
const MOST_DATED: usize = 3;
/// A longer text is no date and no name, in bytes.
const LONGEST_SHOWN: usize = 80;

/// The statements of the page, the most trustworthy of each kind first, and the body in its JSON-LD.
pub(crate) fn read(tree: &Tree, keys: &Keys, notes: &mut Notes) -> (Vec<Field>, Option<String>) {
    let scripts: Vec<String> = elements(tree)
        .filter(|node| tree.name(*node) == Some(&local_name!("script")))
        .filter(|script| tree.attribute(*script, "type") == Some("application/ld+json"))
        .map(|script| tree.texts(script))
        .collect();
    let said = jsonld::read(scripts.iter().map(String::as_str), keys, notes);
    let mut apart = Apart::new(tree, &keys.apart);
    let sources = [
        said.fields,
        keys.meta.fields(&meta(tree)),
        marked(tree, &keys.mark, &mut apart),
        head(tree, &mut apart),
        said.page,
        told(tree, &keys.part, &mut apart),
    ];
    (together(&sources), said.body)
}

/// All elements, in the order of the page.
fn elements(tree: &Tree) -> impl Iterator<Item = Id> {
    tree.below(tree.root())
        .filter(|node| tree.is_element(*node))
}

/// What a `<meta>` of one of these names says.
pub(crate) fn stated<'t>(tree: &'t Tree, names: &[&str]) -> Option<&'t str> {
    let mut metas = elements(tree).filter(|node| tree.name(*node) == Some(&local_name!("meta")));
    metas.find_map(|node| {
        let name = tree
            .attribute(node, "property")
            .or_else(|| tree.attribute(node, "name"))?;
        names
            .contains(&name)
            .then(|| tree.attribute(node, "content"))?
    })
}

/// Statements of one kind that are handed on, the most trustworthy: more than any page has that
/// says who wrote it and when, and few enough to compare each with the others.
const MOST_OF_A_KIND: usize = 50;

/// The statements of all sources. The authors are those of the first source that names a person;
/// what is called an author and is the outlet or some organisation counts where nobody is named.
fn together(sources: &[Vec<Field>]) -> Vec<Field> {
    use FieldKind::{Author, CorporateAuthor, Outlet};
    let all = || sources.iter().flatten();
    let outlets = all().filter(|field| field.kind == Outlet);
    let outlets: HashSet<String> = outlets.map(|field| bare(&field.value)).collect();
    let is_author = |field: &&Field| matches!(field.kind, Author | CorporateAuthor);
    let own = |field: &&Field| is_host(&field.value) || outlets.contains(&bare(&field.value));
    let person = |field: &Field| field.kind == Author && !own(&field);
    let named = sources.iter().find(|source| source.iter().any(person));
    let authors = named.into_iter().flatten().filter(is_author);
    let authors = authors
        .filter(|field| !own(field))
        .map(|field| (Author, field));
    let corporate = all()
        .filter(is_author)
        .map(|field| (CorporateAuthor, field));
    let others = all().filter(|field| !is_author(field));
    let others = others.map(|field| (field.kind, field));
    let fields = authors.chain(corporate).chain(others);
    let mut kept: Vec<Field> = Vec::new();
    for (kind, field) in fields {
        if kept.iter().filter(|known| known.kind == kind).count() < MOST_OF_A_KIND {
            kept.push(Field {
                kind,
                ..field.clone()
            });
        }
    }
    kept
}

/// Whether a value is the name of a server, or tells one: "wire.example", "The Wire (www.wire.example)".
fn is_host(value: &str) -> bool {
    let dotted = value
        .trim()
        .split('.')
        .filter(|part| part.len() > 1)
        .count()
        > 1;
    value.contains("www.") || (dotted && !value.trim().contains(char::is_whitespace))
}

/// Names of meta tags with their content.
fn meta(tree: &Tree) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for node in elements(tree).filter(|node| tree.name(*node) == Some(&local_name!("meta"))) {
        let Some(content) = tree.attribute(node, "content") else {
            continue;
        };
        for key in ["name", "property", "itemprop", "http-equiv"] {
            if let Some(name) = tree.attribute(node, key) {
                pairs.push((name.trim().to_lowercase(), content.to_owned()));
            }
        }
    }
    pairs
}

/// Elements that are marked as title, author or date, by itemprop, rel or class.
fn marked(tree: &Tree, names: &Names, apart: &mut Apart<'_>) -> Vec<Field> {
    let all = names.all();
    let holds = |kind: &(FieldKind, &[String]), mark: &str| {
        kind.1.iter().any(|name| name.eq_ignore_ascii_case(mark))
    };
    let mut pairs = Vec::new();
    // A page has few classes and many elements of each.
    let mut known: HashMap<&str, bool> = HashMap::new();
    for node in elements(tree) {
        let whole = |name: &_| {
            matches!(
                *name,
                local_name!("meta") | local_name!("body") | local_name!("html")
            )
        };
        if tree.name(node).is_none_or(whole) {
            continue;
        }
        let marks = ["itemprop", "rel", "class"].into_iter();
        let marks = marks.filter_map(|key| tree.attribute(node, key));
        let marks = marks.filter(|marks| {
            let marks: &str = marks;
            let mut each = marks.split_whitespace();
            let is = |mark| all.iter().any(|kind| holds(kind, mark));
            *known.entry(marks).or_insert_with(|| each.any(is))
        });
        for mark in marks.flat_map(str::split_whitespace) {
            let Some((kind, _)) = all.iter().find(|kind| holds(kind, mark)) else {
                continue;
            };
            if apart.holds(node) {
                continue;
            }
            let value = match kind {
                FieldKind::Published | FieldKind::Modified => time(tree, node),
                FieldKind::Author => authors(tree, node),
                _ => shown(tree, node),
            };
            pairs.extend(value.map(|value| (mark.to_lowercase(), value)));
        }
    }
    names.fields(&pairs)
}

/// What elements show of whose class a part says that it is a date or an author.
fn told(tree: &Tree, parts: &Parts, apart: &mut Apart<'_>) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    // A page has few classes and many elements of each.
    let mut kinds: HashMap<&str, Option<FieldKind>> = HashMap::new();
    for node in elements(tree) {
        let Some(class) = tree.attribute(node, "class") else {
            continue;
        };
        let look = |class: &&str| class.split_whitespace().find_map(|one| parts.kind(one));
        let Some(kind) = *kinds.entry(class).or_insert_with_key(look) else {
            continue;
        };
        if apart.holds(node) {
            continue;
        }
        let (most, value) = match kind {
            FieldKind::Published => (MOST_DATED, time(tree, node).filter(|value| is_date(value))),
            _ => (1, authors(tree, node).filter(|value| is_name(value))),
        };
        if fields.iter().filter(|field| field.kind == kind).count() < most {
            fields.extend(value.and_then(|value| seen(kind, &value)));
        }
    }
    fields
}

/// Whether a value is short and has a day in it, with its whole year.
fn is_date(value: &str) -> bool {
    let value = value.trim();
    value.len() <= LONGEST_SHOWN && dated::has_whole_day(value)
}

/// Whether a value is short and has capitals and no number in it.
fn is_name(value: &str) -> bool {
    let value = value.trim();
    value.len() <= LONGEST_SHOWN
        && value.contains(char::is_uppercase)
        && !value.contains(|letter: char| letter.is_ascii_digit() || "@:?!".contains(letter))
}

/// Whether a value is two to four words with capitals, as a name with its surname is.
fn is_whole_name(value: &str) -> bool {
    let words = value.split_whitespace().count();
    let mut capitals = value
        .split_whitespace()
        .map(|word| word.starts_with(char::is_uppercase));
    is_name(value) && (2..=4).contains(&words) && capitals.all(|capital| capital)
}

/// The time of a marked element: for machines where it has one, else as it shows it.
fn time(tree: &Tree, node: Id) -> Option<String> {
    let machine = |node: &Id| {
        tree.name(*node) == Some(&local_name!("time"))
            && tree.attribute(*node, "datetime").is_some()
    };
    let inner = tree.below(node).find(machine);
    let stated = [Some(node), inner].into_iter().flatten().find_map(|node| {
        let value = tree
            .attribute(node, "datetime")
            .or_else(|| tree.attribute(node, "content"))?;
        (!value.trim().is_empty()).then(|| value.to_owned())
    });
    stated.or_else(|| shown(tree, node))
}

/// Whom a marked element names: each of its links, where it has several, is an author, and so is each
/// of its elements where all are whole names.
fn authors(tree: &Tree, node: Id) -> Option<String> {
    let links = tree
        .below(node)
        .filter(|node| tree.name(*node) == Some(&local_name!("a")));
    let links: Vec<String> = links.filter_map(|link| shown(tree, link)).collect();
    let names = links
        .iter()
        .map(|link| link.trim())
        .filter(|link| !link.is_empty());
    let names: Vec<&str> = names.collect();
    match names.len() {
        0 | 1 => {
            let whole = shown(tree, node)?;
            Some(named(tree, node).unwrap_or(whole))
        }
        _ => Some(names.join(", ")).filter(|names| names.len() <= LONGEST),
    }
}

/// The names in elements of their own, where that is all that an element holds and they are several.
fn named(tree: &Tree, node: Id) -> Option<String> {
    let solid = |node: &Id| tree.text(*node).is_some_and(|text| !text.trim().is_empty());
    let texts: Vec<Id> = tree.below(node).filter(solid).collect();
    let own = texts
        .windows(2)
        .all(|two| tree.parent(two[0]) != tree.parent(two[1]));
    let names = texts
        .iter()
        .filter_map(|text| Some(tree.text(*text)?.trim()));
    let names: Vec<&str> = names.filter(|name| is_whole_name(name)).collect();
    (own && names.len() > 1 && names.len() == texts.len()).then(|| names.join(", "))
}

/// What a marked element shows, a space between its elements; nothing where that is too long for a
/// name or a date.
fn shown(tree: &Tree, node: Id) -> Option<String> {
    let mut text = String::new();
    // Where the text ends without the white space behind it.
    let mut end = 0;
    for part in tree.below(node).filter_map(|node| tree.text(node)) {
        let solid = part.trim_end();
        if !solid.is_empty() {
            end = text.len() + solid.len();
        }
        if end > LONGEST {
            return None;
        }
        if end > 0 {
            text.push_str(part);
            text.push(' ');
        }
    }
    Some(text)
}

/// What the head and the first headings say.
fn head(tree: &Tree, apart: &mut Apart<'_>) -> Vec<Field> {
    let mut found: [Option<(Id, &str)>; 8] = [None; 8];
    let mut headings = Vec::new();
    let article = |node: &Id| tree.name(*node) == Some(&local_name!("article"));
    // Those elements of this name that hold a first heading.
    let mut headed: HashSet<Id> = HashSet::new();
    let mut keep = |at: usize, node: Id, value: Option<&'static str>| {
        let slot: &mut Option<(Id, &str)> = &mut found[at];
        *slot = slot.or(Some((node, value.unwrap_or_default())));
    };
    for node in elements(tree) {
        let has = |name: &str| tree.attribute(node, name).is_some();
        match tree.name(node) {
            Some(&local_name!("h1")) => {
                keep(0, node, None);
                headings.push(node);
                headed.extend(tree.up(node).find(article));
            }
            Some(&local_name!("title")) => keep(1, node, None),
            Some(&local_name!("link")) if tree.attribute(node, "rel") == Some("canonical") => {
                keep(2, node, Some("href"));
            }
            Some(&local_name!("html")) => {
                keep(3, node, Some(if has("lang") { "lang" } else { "xml:lang" }));
            }
            Some(&local_name!("time")) if has("datetime") && !apart.holds(node) => {
                let article = tree.up(node).find(article);
                if article.is_some_and(|article| headed.contains(&article)) {
                    keep(4, node, Some("datetime"));
                }
                if has("pubdate") {
                    keep(5, node, Some("datetime"));
                }
                if article.is_some() {
                    keep(6, node, Some("datetime"));
                }
                keep(7, node, Some("datetime"));
            }
            _ => {}
        }
    }
    let kinds = [
        (FieldKind::Title, HEADING),
        (FieldKind::Title, "title"),
        (FieldKind::Url, "link"),
        (FieldKind::Language, "html"),
        (FieldKind::Published, "time"),
        (FieldKind::Published, "time"),
        (FieldKind::Published, "time"),
        (FieldKind::Published, "time"),
    ];
    let said = kinds
        .into_iter()
        .zip(found)
        .filter_map(|((kind, key), found)| {
            let (node, attribute) = found?;
            match attribute {
                "" => field(kind, key, &tree.texts(node)),
                _ => field(kind, key, tree.attribute(node, attribute)?),
            }
        });
    let others = headings.into_iter().skip(1).take(MOST_HEADINGS);
    let others = others.filter_map(|node| field(FieldKind::Title, HEADING, &shown(tree, node)?));
    said.chain(others).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rules;

    fn fields(page: &str) -> Vec<Field> {
        let keys = Keys::new(&Rules::built_in()).unwrap();
        read(&Tree::parse(page), &keys, &mut Notes::default()).0
    }

    #[test]
    fn of_each_kind_a_page_states_only_so_many_are_handed_on() {
        let metas = (0..20_000).map(|at| {
            format!(
                "<meta name=author content='Ann Oak {at}'><meta property=og:site_name content='Wire \
                 {at}'><meta property=article:published_time content=2026-02-03>"
            )
        });
        let page: String = metas.collect();
        let fields = fields(&format!("{page}<title>Port opens again</title>"));
        let count = |kind| fields.iter().filter(|field| field.kind == kind).count();
        for kind in [FieldKind::Author, FieldKind::Outlet, FieldKind::Published] {
            assert_eq!(count(kind), MOST_OF_A_KIND, "{kind:?}");
        }
        assert_eq!(count(FieldKind::Title), 1);
    }

    #[test]
    fn the_time_beside_the_heading_comes_before_those_of_other_articles() {
        let time =
            |day: &str| format!("<time pubdate datetime=2026-05-{day}>{day} May 2026</time>");
        let page = format!(
            "<article>{}</article><article><h1>Port opens</h1>{}</article><aside>{}</aside>",
            time("01"),
            time("03").replace(" pubdate", ""),
            time("05")
        );
        let dates = fields(&page).into_iter();
        let dates = dates.filter(|field| field.kind == FieldKind::Published);
        let dates: Vec<String> = dates.map(|field| field.value).collect();
        assert_eq!(
            dates,
            ["2026-05-03", "2026-05-01", "2026-05-01", "2026-05-01"]
        );
    }

    #[test]
    fn a_date_without_its_year_or_its_day_is_none() {
        let shown = |text: &str| fields(&format!("<p class=itemPostDate>{text}</p>")).len();
        assert_eq!(shown("3 February 2026"), 1);
        assert_eq!(shown("Games 2026"), 0);
        assert_eq!(shown("3.2.26, 10:00-11:30"), 0);
    }

    #[test]
    fn the_elements_of_a_byline_are_its_authors_where_each_is_a_whole_name() {
        let named = |byline: &str| {
            let fields = fields(&format!("<div class=byline>{byline}</div>"));
            fields.first().map(|field| field.value.clone())
        };
        for (byline, expected) in [
            ("<i>Ann Oak</i> <i>Bo Anna Elm</i>", "Ann Oak, Bo Anna Elm"),
            ("<i>Ann</i> <i>Oak</i>", "Ann Oak"),
            ("<i>Harbour Desk<br>Ann Oak</i>", "Harbour Desk Ann Oak"),
            ("<i>Bo Anna</i> <i>Elm</i>", "Bo Anna Elm"),
            ("<i>Ann Oak</i> <i>3 May 2026</i>", "Ann Oak 3 May 2026"),
            ("<a>Ann Oak</a> <a>Bo</a>", "Ann Oak, Bo"),
        ] {
            assert_eq!(named(byline).as_deref(), Some(expected), "{byline}");
        }
    }
}
