//! State: the text of an article that a page hands to its scripts and does not show itself, as
//! `<script id="__NEXT_DATA__">{"props": …}</script>`, `window.__STATE__ = {…}` or
//! `<div data-page="{…}">`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};

use html5ever::local_name;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::articles::bare;

use super::tree::{Id, Tree};
use super::units;

/// Bytes of a script that can hold an article and is not too long to be looked into.
const SHORTEST: usize = 500;
const LONGEST: usize = 8 << 20;

/// Scripts, and states in one script, that are looked into.
const MOST_SCRIPTS: usize = 40;
const MOST_STATES: usize = 3;

/// Values of one state that are looked at, whatever they are: several times what news pages have.
const MOST_VALUES: usize = 500_000;

/// The fewest bytes that the letters and digits of an article have, and that one of its paragraphs has.
const TEXT: usize = 400;
const PARAGRAPH: usize = 40;

/// A string with fewer words is an address, a key or a name; see [`units`].
const WORDS: f32 = 2.0;

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
    let script = |node: &Id| tree.name(*node) == Some(&local_name!("script"));
    let scripts = tree.below(tree.root()).filter(script);
    let long = |script: &Id| {
        let text = tree.first_child(*script).and_then(|child| tree.text(child));
        text.is_some_and(|text| (SHORTEST..LONGEST).contains(&text.len()))
    };
    let scripts = scripts.filter(long).take(MOST_SCRIPTS);
    let texts = scripts.flat_map(|script| texts(tree, script));
    let texts = texts.chain(tree.states().flat_map(stated));
    let same = texts.filter_map(|text| {
        let bare = bare(&text);
        let holds = known.iter().any(|line| bare.contains(line.as_str()));
        (bare.len() >= TEXT && holds).then_some((bare.len(), text))
    });
    let longest = same.max_by_key(|(length, _)| *length);
    longest.map(|(_, text)| text)
}

/// The texts of the state that a script is, or of those that it gives to names.
fn texts(tree: &Tree, script: Id) -> Vec<String> {
    let kind = tree.attribute(script, "type").unwrap_or_default();
    let text = tree.texts(script);
    if !(SHORTEST..LONGEST).contains(&text.len()) || kind.ends_with("ld+json") {
        return Vec::new();
    }
    if kind.ends_with("json") {
        return Texts::read(&text);
    }
    assigned(&text).flat_map(Texts::read).collect()
}

/// The texts of the state or the markup that an attribute holds.
fn stated(attribute: &str) -> Vec<String> {
    let value = super::entity(&attribute.replace('<', "&lt;"));
    let value = value.trim_start();
    match value.starts_with(['{', '[']) {
        true => Texts::read(value),
        false => paragraph(value).into_iter().map(Cow::into_owned).collect(),
    }
}

/// Where states may begin in a program: each behind a sign of equality.
fn assigned(program: &str) -> impl Iterator<Item = &str> {
    let starts = program.match_indices('=').filter_map(|(at, _)| {
        let rest = program[at + 1..].trim_start();
        rest.starts_with("{\"").then_some(rest)
    });
    starts.take(MOST_STATES)
}

/// The texts of a state as far as it was read: the strings that stand in the same place of each item
/// of a list are one. Nothing else of the state is held.
#[derive(Default)]
struct Texts {
    texts: Vec<String>,
    /// Which text the strings of a place belong to.
    places: HashMap<u64, usize>,
    /// Values that were looked at.
    seen: usize,
}

impl Texts {
    /// The texts of the state that a script begins with; none of one that is damaged.
    fn read(script: &str) -> Vec<String> {
        let mut found = Self::default();
        let value = At {
            place: 0,
            found: &mut found,
        };
        let whole = value.deserialize(&mut serde_json::Deserializer::from_str(script));
        match whole.is_ok() || found.seen > MOST_VALUES {
            true => found.texts,
            false => Vec::new(),
        }
    }

    fn add(&mut self, place: u64, paragraph: &str) {
        let text = *self.places.entry(place).or_insert(self.texts.len());
        match self.texts.get_mut(text) {
            Some(text) => text.extend(["\n\n", paragraph]),
            None => self.texts.push(paragraph.to_owned()),
        }
    }
}

/// A value of a state, to be read into the texts that were found.
struct At<'f> {
    /// A number for the keys from the top down to it, so that the longest keys cost nothing. Should
    /// two places have the same one, their strings are one text.
    place: u64,
    found: &'f mut Texts,
}

impl At<'_> {
    /// What is under a key of an object, or any item of a list.
    fn inside(&mut self, key: Option<&str>) -> At<'_> {
        let mut hasher = DefaultHasher::new();
        (self.place, key).hash(&mut hasher);
        At {
            place: hasher.finish(),
            found: self.found,
        }
    }
}

impl<'de> DeserializeSeed<'de> for At<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, state: D) -> Result<(), D::Error> {
        self.found.seen += 1;
        if self.found.seen > MOST_VALUES {
            return Err(D::Error::custom("no more is looked at"));
        }
        state.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for At<'_> {
    type Value = ();

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a value of JSON")
    }

    fn visit_map<M: MapAccess<'de>>(mut self, mut object: M) -> Result<(), M::Error> {
        while let Some(key) = object.next_key::<String>()? {
            object.next_value_seed(self.inside(Some(&key)))?;
        }
        Ok(())
    }

    fn visit_seq<S: SeqAccess<'de>>(mut self, mut list: S) -> Result<(), S::Error> {
        while list.next_element_seed(self.inside(None))?.is_some() {}
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        if let Some(text) = paragraph(text) {
            self.found.add(self.place, &text);
        }
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

/// A string that is running text, without its markup.
fn paragraph(text: &str) -> Option<Cow<'_, str>> {
    let running = text.len() >= PARAGRAPH && units(text) >= WORDS;
    if !running || text.starts_with(['{', '[']) {
        return None;
    }
    if !text.contains("</") && !text.contains("<br") {
        return Some(Cow::Borrowed(text));
    }
    let tree = Tree::tamed(&super::depth::tame(text, &mut Default::default()));
    let pieces = super::pieces::read(&tree, tree.root());
    let lines: Vec<String> = pieces.into_iter().map(|piece| piece.text).collect();
    Some(Cow::Owned(lines.join("\n\n")))
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
    fn the_text_is_found_in_an_attribute() {
        let state = format!(r#"{{"page": {{"body": [{}]}}}}"#, paragraphs());
        let html = format!("<p>{DESCRIPTION}</p><p>{}</p>", "Ships wait. ".repeat(50));
        let escaped = |text: &str| text.replace('<', "&lt;").replace('"', "&quot;");
        for (attribute, begin) in [
            (escaped(&state), "\n\nShip number 1 waits"),
            (escaped(&html), "\n\nShips wait."),
            (html.replace('"', "&#34;"), "\n\nShips wait."),
        ] {
            let page = format!("<div id=app data-page=\"{attribute}\"></div>");
            let tree = Tree::read(&page);
            let text = body(&tree, &[DESCRIPTION]).unwrap();
            assert!(text.starts_with(&format!("{DESCRIPTION}{begin}")), "{text}");
        }
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

    #[test]
    fn the_longest_keys_and_the_most_values_cost_no_more_than_the_page() {
        let key = "k".repeat(1 << 20);
        let items = format!(r#""{}","#, "A line of the list. ".repeat(3)).repeat(50_000);
        let state = format!(r#"{{"{key}": [{items}""], "b": [{}]}}"#, paragraphs());
        let page = format!(r#"<script type="application/json">{state}</script>"#);
        assert!(found(&page).is_some_and(|text| text.starts_with(DESCRIPTION)));
    }

    #[test]
    fn no_more_values_are_looked_at_than_a_state_can_need() {
        let found = |values: usize| {
            let state = format!(
                r#"{{"a": [{}0], "b": [{}]}}"#,
                "0,".repeat(values),
                paragraphs()
            );
            found(&format!("<script>a = {state}</script>"))
        };
        assert!(found(MOST_VALUES - 100).is_some());
        assert_eq!(found(MOST_VALUES), None);
    }

    #[test]
    fn a_text_in_a_script_without_spaces_is_found() {
        let description = "旧港町的港口在上周的风暴之后于星期一重新开放四艘船仍在外面等候泊位";
        let rest = format!("{description}。").repeat(10);
        let state = serde_json::json!({ "body": [description, rest] }).to_string();
        let page = format!("<script>a = {state}</script>");
        assert!(body(&Tree::parse(&page), &[description]).is_some());
    }
}
