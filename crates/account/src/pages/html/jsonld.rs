//! What a page says about itself in JSON-LD (schema.org).

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::model::{Field, FieldKind, Reason};
use crate::stage::Notes;

use super::super::fields::{Keys, field};
use super::tree::Tree;

/// Objects that are looked at in one page.
const MOST: usize = 2_000;

/// What the page's JSON-LD says about the article.
#[derive(Debug, Default)]
pub(crate) struct Said {
    /// Its statements, the most trustworthy first.
    pub(crate) fields: Vec<Field>,
    /// The text of the article, where the page repeats it.
    pub(crate) body: Option<String>,
    /// When the page as such was published, in case that nothing says so of the article.
    pub(crate) page: Vec<Field>,
    /// What the objects are called that have an id.
    names: BTreeMap<String, String>,
}

/// An object of JSON.
type Object = serde_json::Map<String, Value>;

/// Reads the scripts in order; the first article counts, later ones fill what it leaves open.
pub(crate) fn read<'t>(
    scripts: impl Iterator<Item = &'t str>,
    keys: &Keys,
    notes: &mut Notes,
) -> Said {
    let scripts: Vec<Value> = scripts.filter_map(|script| noted(script, notes)).collect();
    let mut said = Said {
        names: names(&scripts),
        ..Said::default()
    };
    for object in scripts.iter().flat_map(objects) {
        if is_one(object, &keys.jsonld.articles) {
            said.add(object);
        } else if is_one(object, &keys.jsonld.pages) {
            said.page(object);
        }
    }
    said
}

/// The value of a script; a note where it has none.
fn noted(script: &str, notes: &mut Notes) -> Option<Value> {
    let value = parse(script);
    if value.is_none() && !script.trim().is_empty() {
        notes.add(Reason::DamagedMetadata, None, "JSON-LD that is no JSON");
    }
    value
}

/// The objects of a script: itself, its items, what its graph holds, and what a page is about.
fn objects(script: &Value) -> Vec<&Object> {
    let mut found = Vec::new();
    let mut open = vec![script];
    let mut seen = 0;
    while let Some(next) = open.pop() {
        seen += 1;
        match next {
            _ if seen > MOST => break,
            Value::Array(items) => open.extend(items.iter().rev()),
            Value::Object(object) => {
                found.push(object);
                let inner = ["mainEntity", "mainEntityOfPage", "@graph"];
                open.extend(inner.iter().filter_map(|key| object.get(*key)));
            }
            _ => {}
        }
    }
    found
}

/// The names of objects that others name by their id alone.
fn names(scripts: &[Value]) -> BTreeMap<String, String> {
    let objects = scripts.iter().flat_map(objects);
    let named = objects.filter_map(|object| {
        let id = object.get("@id")?.as_str()?;
        Some((id.to_owned(), object.get("name")?.as_str()?.to_owned()))
    });
    named.collect()
}

/// JSON as pages write it: perhaps in a comment or CDATA, perhaps with raw line breaks in strings.
fn parse(script: &str) -> Option<Value> {
    let text = script.trim();
    let text = text.trim_start_matches("<!--").trim_end_matches("-->");
    let text = text.trim().trim_start_matches("//").trim();
    let text = text.trim_start_matches("<![CDATA[").trim_end_matches("]]>");
    let text = text.trim().trim_end_matches([';', '/']).trim();
    let parsed = serde_json::from_str(text).ok();
    parsed.or_else(|| {
        let plain: String = text
            .chars()
            .map(|letter| if letter.is_control() { ' ' } else { letter })
            .collect();
        serde_json::from_str(&plain).ok()
    })
}

/// What an author is, and what one that is an organisation.
const CORPORATE: (FieldKind, FieldKind) = (FieldKind::Author, FieldKind::CorporateAuthor);

/// Whether a value says of itself that it is an organisation.
fn is_organisation(value: &Value) -> bool {
    let kind = value
        .get("@type")
        .and_then(Value::as_str)
        .unwrap_or_default();
    kind.ends_with("Organization") || kind == "Corporation"
}

/// Whether an object is of one of these types.
fn is_one(object: &Object, types: &[String]) -> bool {
    let known = |value: &Value| {
        let name = value.as_str().unwrap_or_default().to_lowercase();
        let name = name.rsplit('/').next().unwrap_or_default();
        types.iter().any(|known| known == name)
    };
    match object.get("@type") {
        Some(Value::Array(types)) => types.iter().any(known),
        Some(one) => known(one),
        None => false,
    }
}

impl Said {
    /// Adds when a page was published.
    fn page(&mut self, object: &Object) {
        let date = object.get("datePublished").and_then(Value::as_str);
        let date = date.and_then(|date| field(FieldKind::Published, "datePublished", date));
        self.page.extend(date);
    }

    /// Adds what one article says, kind by kind, unless another has said it before.
    fn add(&mut self, object: &Object) {
        let said: [(FieldKind, &[&'static str]); 7] = [
            (FieldKind::Title, &["headline", "name"]),
            (FieldKind::Author, &["author", "creator"]),
            (FieldKind::Published, &["datePublished", "dateCreated"]),
            (FieldKind::Modified, &["dateModified"]),
            (FieldKind::Outlet, &["publisher", "sourceOrganization"]),
            (FieldKind::Language, &["inLanguage"]),
            (FieldKind::Url, &["url", "mainEntityOfPage"]),
        ];
        for (kind, keys) in said {
            let stated = keys.iter().find_map(|key| Some((key, object.get(*key)?)));
            let Some((key, value)) = stated else {
                continue;
            };
            let same = |known: FieldKind| known == kind || (kind, known) == CORPORATE;
            if self.fields.iter().any(|field| same(field.kind)) {
                continue;
            }
            let values = self.texts(kind, value);
            let fields = values
                .iter()
                .filter_map(|(kind, value)| field(*kind, key, &unescaped(value)));
            self.fields.extend(fields);
        }
        let body = object.get("articleBody").and_then(Value::as_str);
        if self.body.is_none() {
            self.body = body.map(unescaped);
        }
    }

    /// The text of a value: itself, its name, that of the object that it names, or those of its items.
    /// An author that is an organisation is told apart.
    fn texts(&self, kind: FieldKind, value: &Value) -> Vec<(FieldKind, String)> {
        let one = |item| {
            let corporate = kind == FieldKind::Author && is_organisation(item);
            let own = if corporate { CORPORATE.1 } else { kind };
            Some((own, self.text(kind, item)?))
        };
        match value {
            Value::Array(items) => items.iter().take(20).filter_map(one).collect(),
            other => one(other).into_iter().collect(),
        }
    }

    fn text(&self, kind: FieldKind, value: &Value) -> Option<String> {
        match value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Object(object) => {
                let name = match object.get("name") {
                    Some(Value::Array(names)) => names.first()?.as_str(),
                    name => name.and_then(Value::as_str),
                };
                let id = object.get("@id").and_then(Value::as_str);
                // An id is an address, and says who somebody is only to those who look it up.
                let known = || match kind {
                    FieldKind::Url => id.filter(|id| id.starts_with("http")),
                    _ => self.names.get(id?).map(String::as_str),
                };
                let name = name.or_else(known).map(str::to_owned);
                name.or_else(|| whole_name(object))
            }
            _ => None,
        }
    }
}

/// The name of a person who is stated in parts.
fn whole_name(person: &Map<String, Value>) -> Option<String> {
    let part = |key| person.get(key).and_then(Value::as_str);
    Some(format!("{} {}", part("givenName")?, part("familyName")?))
}

/// Text whose characters are written as entities of HTML, as some pages do inside JSON.
fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let tree = Tree::parse(&text.replace('<', "&lt;"));
    tree.texts(tree.root())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rules;

    fn said(script: &str) -> (Vec<(FieldKind, String)>, usize) {
        let keys = Keys::new(&Rules::built_in()).unwrap();
        let mut notes = Notes::default();
        let said = read([script].into_iter(), &keys, &mut notes);
        let fields = said
            .fields
            .into_iter()
            .map(|field| (field.kind, field.value));
        (fields.collect(), notes.into_vec().len())
    }

    #[test]
    fn an_article_in_a_graph_is_found() {
        let script = r#"{"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": ["Thing", "NewsArticle"],
            "headline": "A &amp; B", "author": [{"name": "Ann Oak"}, "Bo Elm",
            {"givenName": "Cy", "familyName": "Fir"}, {"givenName": "Di"}], "datePublished": "2026-02-03"}]}"#;
        let expected = [
            (FieldKind::Title, "A & B"),
            (FieldKind::Author, "Ann Oak"),
            (FieldKind::Author, "Bo Elm"),
            (FieldKind::Author, "Cy Fir"),
            (FieldKind::Published, "2026-02-03"),
        ];
        let expected = expected
            .map(|(kind, value)| (kind, value.to_owned()))
            .to_vec();
        assert_eq!(said(script), (expected, 0));
    }

    #[test]
    fn an_author_who_is_named_by_an_id_alone_is_looked_up() {
        let script = r#"{"@graph": [{"@type": "Article", "author": [{"@id": "https://a.b/#ann"},
            {"@id": "https://a.b/#nobody"}], "mainEntityOfPage": {"@id": "https://a.b/c"}},
            {"@type": "Person", "@id": "https://a.b/#ann", "name": "Ann Oak"}]}"#;
        let expected = vec![
            (FieldKind::Author, String::from("Ann Oak")),
            (FieldKind::Url, String::from("https://a.b/c")),
        ];
        assert_eq!(said(script), (expected, 0));
    }

    #[test]
    fn damaged_json_leaves_a_note() {
        assert_eq!(said("{\"@type\": "), (Vec::new(), 1));
        assert_eq!(said(&"[".repeat(100_000)), (Vec::new(), 1));
    }

    #[test]
    fn raw_line_breaks_in_strings_are_forgiven() {
        let (fields, notes) = said("{\"@type\": \"Article\", \"headline\": \"A\nB\"}");
        assert_eq!((fields[0].1.as_str(), notes), ("A B", 0));
    }
}
