//! State: the text of an article that a page hands to its scripts and does not show itself, as
//! `<script id="__NEXT_DATA__">{"props": …}</script>` or `window.__STATE__ = {…}`.

use std::collections::BTreeMap;

use html5ever::local_name;
use serde_json::Value;

use crate::articles::bare;

use super::tree::{Id, Tree};

/// Bytes of a script that can hold an article and is not too long to be looked into.
const SHORTEST: usize = 500;
const LONGEST: usize = 8 << 20;

/// Scripts, and values in one script, that are looked into.
const MOST_SCRIPTS: usize = 40;
const MOST_VALUES: usize = 3;

/// Strings of a state that are looked at.
const MOST_STRINGS: usize = 100_000;

/// A text in letters and digits that is shorter is no article, and a string none of its paragraphs.
const TEXT: usize = 400;
const PARAGRAPH: usize = 40;

/// So many letters and digits of a line must stand in a text that is to be the same article's.
const KNOWN: usize = 30;

/// The longest text in the page's state that holds one of the lines which are known of the article:
/// its description, or what the page does show of it. Nothing where the state has no such text.
pub(super) fn body(tree: &Tree, known: &[&str]) -> Option<String> {
    let known: Vec<String> = known
        .iter()
        .map(|line| bare(line).chars().take(KNOWN).collect())
        .filter(|line: &String| line.chars().count() == KNOWN)
        .collect();
    if known.is_empty() {
        return None;
    }
    let texts = values(tree).into_iter().flat_map(|state| texts(&state));
    let texts = texts.map(|text| (bare(&text), text));
    let same = texts.filter(|(bare, _)| {
        bare.len() >= TEXT && known.iter().any(|line| bare.contains(line.as_str()))
    });
    let longest = same.max_by_key(|(bare, _)| bare.len());
    longest.map(|(_, text)| text)
}

/// The values that the page's scripts are, or that they give to a name.
fn values(tree: &Tree) -> Vec<Value> {
    let script = |node: &Id| tree.name(*node) == Some(&local_name!("script"));
    let scripts = tree.below(tree.root()).filter(script).take(MOST_SCRIPTS);
    let mut values = Vec::new();
    for script in scripts {
        let kind = tree.attribute(script, "type").unwrap_or_default();
        let text = tree.texts(script);
        if !(SHORTEST..LONGEST).contains(&text.len()) || kind.ends_with("ld+json") {
            continue;
        }
        if kind.ends_with("json") {
            values.extend(serde_json::from_str(text.trim()).ok());
        } else {
            values.extend(assigned(&text));
        }
    }
    values
}

/// Values in a program, each behind a sign of equality.
fn assigned(program: &str) -> Vec<Value> {
    let starts = program.match_indices('=').filter_map(|(at, _)| {
        let rest = program[at + 1..].trim_start();
        rest.starts_with("{\"").then_some(rest)
    });
    let first = |rest| {
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
        values.next()?.ok()
    };
    starts.take(MOST_VALUES).filter_map(first).collect()
}

/// The texts of a value: the strings that stand in the same place of each item of a list are one.
fn texts(state: &Value) -> Vec<String> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut open = vec![(String::new(), state)];
    let mut seen = 0;
    while let Some((place, value)) = open.pop() {
        match value {
            Value::Object(object) => {
                let inner = object.iter().rev();
                open.extend(inner.map(|(key, value)| (format!("{place}.{key}"), value)));
            }
            Value::Array(items) => {
                let inner = items.iter().rev();
                open.extend(inner.map(|value| (format!("{place}[]"), value)));
            }
            Value::String(text) if seen < MOST_STRINGS => {
                seen += 1;
                if let Some(text) = paragraph(text) {
                    found.entry(place).or_default().push(text);
                }
            }
            _ => {}
        }
    }
    let whole = found.into_values().map(|parts| parts.join("\n\n"));
    whole.collect()
}

/// A string that is running text, without its markup.
fn paragraph(text: &str) -> Option<String> {
    let running = text.len() >= PARAGRAPH && text.contains(char::is_whitespace);
    if !running || text.starts_with(['{', '[']) {
        return None;
    }
    if !text.contains("</") && !text.contains("<br") {
        return Some(text.to_owned());
    }
    let tree = Tree::parse(&super::depth::tame(text, &mut Default::default()));
    let pieces = super::pieces::read(&tree, tree.root());
    let lines: Vec<String> = pieces.into_iter().map(|piece| piece.text).collect();
    Some(lines.join("\n\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DESCRIPTION: &str = "The port of Harbour Town opens again after the storm of last week.";

    fn paragraphs() -> String {
        let others =
            (1..12).map(|n| format!("Ship number {n} waits outside for a place at the quay."));
        let all = std::iter::once(DESCRIPTION.to_owned()).chain(others);
        all.map(|text| serde_json::json!({"type": "text", "content": text}).to_string())
            .collect::<Vec<_>>()
            .join(",")
    }

    fn found(page: &str) -> Option<String> {
        body(&Tree::parse(page), &[DESCRIPTION])
    }

    #[test]
    fn the_text_is_found_in_json_and_behind_a_name() {
        let state = format!(r#"{{"page": {{"id": 7, "body": [{}]}}}}"#, paragraphs());
        for page in [
            format!(r#"<script type="application/json">{state}</script>"#),
            format!("<script>window.__STATE__ = {state}; start();</script>"),
        ] {
            let text = found(&page).unwrap();
            assert!(
                text.starts_with("The port of")
                    && text.ends_with("11 waits outside for a place at the quay.")
            );
            assert_eq!(text.matches("\n\n").count(), 11);
        }
    }

    #[test]
    fn markup_in_a_string_is_read() {
        let html = format!(
            "<p>{DESCRIPTION}</p>{}",
            "<p>Ships wait outside for a place.</p>".repeat(20)
        );
        let state = serde_json::json!({ "html": html }).to_string();
        let text = found(&format!("<script>a.b={state}</script>")).unwrap();
        assert!(text.starts_with(&format!("{DESCRIPTION}\n\nShips wait")));
    }

    #[test]
    fn another_articles_text_and_damaged_state_are_none() {
        let state = format!(r#"{{"body": [{}]}}"#, paragraphs());
        let page = format!("<script>x = {state}</script>");
        assert_eq!(
            body(
                &Tree::parse(&page),
                &["Parliament voted against the budget on Monday"]
            ),
            None
        );
        assert_eq!(body(&Tree::parse(&page), &[]), None);
        assert_eq!(
            found(&format!("<script>x = {}</script>", &state[..700])),
            None
        );
        let deep = format!("<script>x = {{\"a\":{}</script>", "[".repeat(100_000));
        assert_eq!(found(&deep), None);
    }
}
