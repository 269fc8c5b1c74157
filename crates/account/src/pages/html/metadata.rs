//! What a web page says about itself: JSON-LD, meta tags, marked elements, its head.

use std::collections::HashMap;

use dom_query::{Document, NodeRef};

use crate::model::{Field, FieldKind};
use crate::stage::Notes;

use super::super::fields::{Keys, Names, Parts, field, seen};
use super::jsonld;

/// A longer text of an element is no author, title or date.
const LONGEST: usize = 300;

/// Elements that look like dates that are handed on; the first one that is a date counts.
const MOST_DATED: usize = 3;
/// A longer text is no date and no name, in bytes.
const LONGEST_SHOWN: usize = 80;

/// The statements of the page, the most trustworthy of each kind first, and the body in its JSON-LD.
pub(crate) fn read(
    document: &Document,
    keys: &Keys,
    notes: &mut Notes,
) -> (Vec<Field>, Option<String>) {
    let scripts: Vec<String> = document
        .select("script[type=\"application/ld+json\"]")
        .nodes()
        .iter()
        .map(|script| script.text().to_string())
        .collect();
    let said = jsonld::read(scripts.iter().map(String::as_str), keys, notes);
    let sources = [
        said.fields,
        keys.meta.fields(&meta(document)),
        marked(document, &keys.mark),
        head(document),
        said.page,
        told(document, &keys.part),
    ];
    (together(&sources), said.body)
}

/// The statements of all sources; the authors are those of the first source that names any, and an
/// outlet counts as its own author only where nobody else is named.
fn together(sources: &[Vec<Field>]) -> Vec<Field> {
    let all = sources.iter().flatten();
    let outlets: Vec<&str> = all
        .filter(|field| field.kind == FieldKind::Outlet)
        .map(|field| field.value.as_str())
        .collect();
    let is_author = |field: &&Field| field.kind == FieldKind::Author;
    let person = |field: &Field| !outlets.contains(&field.value.as_str());
    let names = |source: &&Vec<Field>| source.iter().filter(is_author).any(person);
    let any = |source: &&Vec<Field>| source.iter().any(|field| is_author(&field));
    let named = sources
        .iter()
        .find(names)
        .or_else(|| sources.iter().find(any));
    let authors: Vec<Field> = named
        .map(|source| source.iter().filter(is_author).cloned().collect())
        .unwrap_or_default();
    let others = sources
        .iter()
        .flatten()
        .filter(|field| !is_author(field))
        .cloned();
    authors.into_iter().chain(others).collect()
}

/// Names of meta tags with their content.
fn meta(document: &Document) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for tag in document.select("meta").nodes() {
        let Some(content) = tag.attr("content") else {
            continue;
        };
        for key in ["name", "property", "itemprop", "http-equiv"] {
            if let Some(name) = tag.attr(key) {
                pairs.push((name.trim().to_lowercase(), content.to_string()));
            }
        }
    }
    pairs
}

/// Elements that are marked as title, author or date, by itemprop, rel or class.
fn marked(document: &Document, names: &Names) -> Vec<Field> {
    let mut pairs = Vec::new();
    for node in document
        .select("[itemprop], [rel=\"author\"], [class]")
        .nodes()
    {
        if node.has_name("meta") || node.has_name("body") || node.has_name("html") {
            continue;
        }
        let marks = ["itemprop", "rel", "class"]
            .iter()
            .filter_map(|key| node.attr(key));
        let marks: Vec<String> = marks
            .flat_map(|value| {
                value
                    .split_whitespace()
                    .map(str::to_lowercase)
                    .collect::<Vec<_>>()
            })
            .collect();
        for mark in marks {
            let holds = |kind: &(FieldKind, &[String])| kind.1.contains(&mark);
            let Some((kind, _)) = names.all().into_iter().find(holds) else {
                continue;
            };
            let value = match kind {
                FieldKind::Published | FieldKind::Modified => time(node),
                _ => shown(node),
            };
            pairs.extend(value.map(|value| (mark, value)));
        }
    }
    names.fields(&pairs)
}

/// What elements show of whose class a part says that it is a date or an author.
fn told(document: &Document, parts: &Parts) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    // A page has few classes and many elements of each.
    let mut kinds: HashMap<String, Option<FieldKind>> = HashMap::new();
    for node in document.select("[class]").nodes() {
        let Some(class) = node.attr("class") else {
            continue;
        };
        let look = |class: &String| class.split_whitespace().find_map(|one| parts.kind(one));
        let kind = kinds.entry(class.to_string()).or_insert_with_key(look);
        let Some(kind) = *kind else {
            continue;
        };
        let (most, value) = match kind {
            FieldKind::Published => (MOST_DATED, time(node).filter(|value| is_date(value))),
            _ => (1, shown(node).filter(|value| is_name(value))),
        };
        if fields.iter().filter(|field| field.kind == kind).count() < most {
            fields.extend(value.and_then(|value| seen(kind, &value)));
        }
    }
    fields
}

/// Whether a value is short and has a year in it.
fn is_date(value: &str) -> bool {
    let value = value.trim();
    value.len() <= LONGEST_SHOWN && super::has_year(value)
}

/// Whether a value is short and has capitals and no number in it.
fn is_name(value: &str) -> bool {
    let value = value.trim();
    value.len() <= LONGEST_SHOWN
        && value.contains(char::is_uppercase)
        && !value.contains(|letter: char| letter.is_ascii_digit() || "@:?!".contains(letter))
}

/// The time of a marked element: for machines where it has one, else as it shows it.
fn time(node: &NodeRef<'_>) -> Option<String> {
    let inner = node
        .descendants_it()
        .find(|inner| inner.has_name("time") && inner.has_attr("datetime"));
    let stated = [Some(*node), inner].into_iter().flatten().find_map(|node| {
        let value = node.attr("datetime").or_else(|| node.attr("content"))?;
        (!value.trim().is_empty()).then(|| value.to_string())
    });
    stated.or_else(|| shown(node))
}

/// What a marked element shows; nothing where that is too long for a name or a date.
fn shown(node: &NodeRef<'_>) -> Option<String> {
    let text = node.text();
    (text.trim().len() <= LONGEST).then(|| text.to_string())
}

/// What the head and the first headings say.
fn head(document: &Document) -> Vec<Field> {
    let text = |selector: &str| {
        let first = document.select_single(selector);
        first.nodes().first().map(|node| node.text().to_string())
    };
    let attribute = |selector: &str, name: &str| {
        let first = document.select_single(selector);
        first.attr(name).map(|value| value.to_string())
    };
    let all = [
        (FieldKind::Title, "h1", text("h1")),
        (FieldKind::Title, "title", text("title")),
        (
            FieldKind::Url,
            "link",
            attribute("link[rel=\"canonical\"]", "href"),
        ),
        (FieldKind::Language, "html", attribute("html", "lang")),
        (
            FieldKind::Published,
            "time",
            attribute("time[pubdate]", "datetime"),
        ),
        (
            FieldKind::Published,
            "time",
            attribute("article time[datetime]", "datetime"),
        ),
        (
            FieldKind::Published,
            "time",
            attribute("time[datetime]", "datetime"),
        ),
    ];
    let said = all
        .into_iter()
        .filter_map(|(kind, key, value)| field(kind, key, &value?));
    said.collect()
}
