//! What a page says about itself in JSON-LD (schema.org).

use serde_json::Value;

use crate::model::{Field, FieldKind, Reason};
use crate::stage::Notes;

use super::super::fields::{Keys, field};

/// Objects that are looked at in one page.
const MOST: usize = 2_000;

/// What the page's JSON-LD says about the article.
#[derive(Debug, Default)]
pub(crate) struct Said {
    /// Its statements, the most trustworthy first.
    pub(crate) fields: Vec<Field>,
    /// The text of the article, where the page repeats it.
    pub(crate) body: Option<String>,
}

/// Reads the scripts in order; the first article counts, later ones fill what it leaves open.
pub(crate) fn read<'t>(
    scripts: impl Iterator<Item = &'t str>,
    keys: &Keys,
    notes: &mut Notes,
) -> Said {
    let mut said = Said::default();
    for script in scripts {
        let Some(value) = parse(script) else {
            if !script.trim().is_empty() {
                notes.add(Reason::DamagedMetadata, None, "JSON-LD that is no JSON");
            }
            continue;
        };
        let mut seen = 0;
        let mut open = vec![&value];
        while let Some(next) = open.pop() {
            seen += 1;
            match next {
                _ if seen > MOST => break,
                Value::Array(items) => open.extend(items.iter().rev()),
                Value::Object(object) if is_article(next, keys) => said.add(object),
                Value::Object(object) => {
                    let inner = ["mainEntity", "mainEntityOfPage", "@graph"];
                    open.extend(inner.iter().filter_map(|key| object.get(*key)));
                }
                _ => {}
            }
        }
    }
    said
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

/// Whether an object is of one of the types that are articles.
fn is_article(object: &Value, keys: &Keys) -> bool {
    let known = |value: &Value| {
        let name = value.as_str().unwrap_or_default().to_lowercase();
        let name = name.rsplit('/').next().unwrap_or_default();
        keys.jsonld.articles.iter().any(|article| article == name)
    };
    match object.get("@type") {
        Some(Value::Array(types)) => types.iter().any(known),
        Some(one) => known(one),
        None => false,
    }
}

impl Said {
    /// Adds what one article says, kind by kind, unless another has said it before.
    fn add(&mut self, object: &serde_json::Map<String, Value>) {
        let said = [
            (
                FieldKind::Title,
                object.get("headline").or_else(|| object.get("name")),
            ),
            (
                FieldKind::Author,
                object.get("author").or_else(|| object.get("creator")),
            ),
            (
                FieldKind::Published,
                object
                    .get("datePublished")
                    .or_else(|| object.get("dateCreated")),
            ),
            (FieldKind::Modified, object.get("dateModified")),
            (
                FieldKind::Outlet,
                object
                    .get("publisher")
                    .or_else(|| object.get("sourceOrganization")),
            ),
            (FieldKind::Language, object.get("inLanguage")),
            (
                FieldKind::Url,
                object.get("url").or_else(|| object.get("mainEntityOfPage")),
            ),
        ];
        for (kind, value) in said {
            if self.fields.iter().any(|field| field.kind == kind) {
                continue;
            }
            let values = value.map(texts).unwrap_or_default();
            let fields = values
                .iter()
                .filter_map(|value| field(kind, &unescaped(value)));
            self.fields.extend(fields);
        }
        let body = object.get("articleBody").and_then(Value::as_str);
        if self.body.is_none() {
            self.body = body.map(unescaped);
        }
    }
}

/// The text of a value: itself, its name, its id, or those of its items.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().take(20).filter_map(one).collect(),
        other => one(other).into_iter().collect(),
    }
}

fn one(value: &Value) -> Option<String> {
    let named = |key: &str| value.get(key)?.as_str().map(str::to_owned);
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(object) => named("name")
            .or_else(|| match object.get("name")? {
                Value::Array(names) => names.first()?.as_str().map(str::to_owned),
                _ => None,
            })
            .or_else(|| named("@id").filter(|id| id.starts_with("http"))),
        _ => None,
    }
}

/// Text whose characters are written as entities of HTML, as some pages do inside JSON.
fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let escaped = text.replace('<', "&lt;");
    dom_query::Document::fragment(escaped).text().to_string()
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
            "headline": "A &amp; B", "author": [{"name": "Ann Oak"}, "Bo Elm"], "datePublished": "2026-02-03"}]}"#;
        let expected = [
            (FieldKind::Title, "A & B"),
            (FieldKind::Author, "Ann Oak"),
            (FieldKind::Author, "Bo Elm"),
            (FieldKind::Published, "2026-02-03"),
        ];
        let expected = expected
            .map(|(kind, value)| (kind, value.to_owned()))
            .to_vec();
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
