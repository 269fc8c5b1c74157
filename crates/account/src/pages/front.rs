//! Front matter: YAML, TOML or JSON at the head of a file, to pairs of key and value.

use saphyr_parser::{Event, Parser};

use crate::model::Reason;
use crate::stage::Notes;

/// Front matter is not longer than this, in bytes.
const LONGEST: usize = 64 * 1024;

/// More values than any front matter has.
const MOST: usize = 1_000;

/// The text of a file, parted.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Parted<'t> {
    /// Keys in small letters with their values, in order; a list gives a pair an item.
    pub(crate) pairs: Vec<(String, String)>,
    /// What follows the front matter.
    pub(crate) body: &'t str,
    /// Whether there is front matter at all.
    pub(crate) found: bool,
}

/// Parts the front matter from the body; damaged front matter is read line by line, with a note.
pub(crate) fn part<'t>(text: &'t str, notes: &mut Notes) -> Parted<'t> {
    let text = text.trim_start_matches('\u{feff}');
    let start = text.trim_start();
    let readers = [
        ("---", yaml as Reader),
        ("+++", toml as Reader),
        (";;;", fenced_json as Reader),
    ];
    let fenced = readers
        .into_iter()
        .find_map(|(fence, read)| Some((fence, read, after_fence(start, fence)?)));
    match fenced {
        Some((fence, read, inner)) => fenced_by(fence, read, inner, notes).unwrap_or(Parted {
            pairs: Vec::new(),
            body: text,
            found: false,
        }),
        None => json(start).unwrap_or(Parted {
            pairs: Vec::new(),
            body: text,
            found: false,
        }),
    }
}

/// Reads one kind of front matter; the error is for a person.
type Reader = fn(&str) -> Result<Vec<(String, String)>, String>;

/// What follows the opening fence, which stands on a line of its own.
fn after_fence<'t>(text: &'t str, fence: &str) -> Option<&'t str> {
    let (first, rest) = text.split_once('\n')?;
    (first.trim_end() == fence).then_some(rest)
}

fn fenced_by<'t>(
    fence: &str,
    read: Reader,
    inner: &'t str,
    notes: &mut Notes,
) -> Option<Parted<'t>> {
    let Some((matter, body)) = at_closing_fence(inner, fence) else {
        return unclosed(inner, notes);
    };
    let pairs = read(matter).unwrap_or_else(|error| {
        notes.add(
            Reason::DamagedMetadata,
            None,
            format!("the front matter cannot be read ({error}); its lines were read one by one"),
        );
        by_lines(matter)
    });
    Some(Parted {
        pairs,
        body,
        found: true,
    })
}

/// Splits at the line that closes the front matter.
fn at_closing_fence<'t>(inner: &'t str, fence: &str) -> Option<(&'t str, &'t str)> {
    let mut at = 0;
    for line in inner.split_inclusive('\n') {
        let bare = line.trim_end();
        if bare == fence || (fence == "---" && bare == "...") {
            return Some((&inner[..at], &inner[at + line.len()..]));
        }
        at += line.len();
        if at > LONGEST {
            return None;
        }
    }
    None
}

/// Front matter whose end is missing: it ends with its last line that looks like one of its own.
fn unclosed<'t>(inner: &'t str, notes: &mut Notes) -> Option<Parted<'t>> {
    let mut end = 0;
    for line in inner.split_inclusive('\n') {
        if pair(line).is_none() && !line.starts_with([' ', '\t', '-']) {
            break;
        }
        end += line.len();
    }
    let pairs = by_lines(&inner[..end]);
    if pairs.is_empty() {
        return None;
    }
    notes.add(
        Reason::DamagedMetadata,
        None,
        "nothing closes the front matter; its first lines were read one by one",
    );
    Some(Parted {
        pairs,
        body: &inner[end..],
        found: true,
    })
}

/// `key: value` or `key = value` lines, quotation marks taken off.
fn by_lines(matter: &str) -> Vec<(String, String)> {
    matter.lines().filter_map(pair).take(MOST).collect()
}

fn pair(line: &str) -> Option<(String, String)> {
    let (key, value) = line.split_once(':').or_else(|| line.split_once('='))?;
    let plain = !key.is_empty()
        && key.trim_end().len() < 40
        && key
            .chars()
            .all(|letter| letter.is_alphanumeric() || "_- ".contains(letter))
        && key.starts_with(char::is_alphanumeric)
        && key.split_whitespace().count() == 1;
    let value = value.trim().trim_matches(['"', '\'']);
    plain.then(|| (key.trim().to_lowercase(), value.to_owned()))
}

/// YAML: the scalars of the uppermost mapping, those of lists in it, and the `name` of mappings in it.
///
/// Reads events, so that nesting and aliases cost nothing.
fn yaml(matter: &str) -> Result<Vec<(String, String)>, String> {
    let mut walk = Walk::default();
    for event in Parser::new_from_str(matter) {
        let (event, _) = event.map_err(|error| error.to_string())?;
        walk.step(&event);
        if walk.pairs.len() >= MOST {
            return Err(format!("more than {MOST} values"));
        }
    }
    if walk.mappings == 0 && !matter.trim().is_empty() {
        return Err(String::from("expected lines of `key: value`"));
    }
    Ok(walk.pairs)
}

/// Where the reader of YAML events stands.
#[derive(Default)]
struct Walk {
    pairs: Vec<(String, String)>,
    /// For each open container the key that waits for its value; nothing for a list.
    open: Vec<Option<Option<String>>>,
    mappings: usize,
}

impl Walk {
    fn step(&mut self, event: &Event<'_>) {
        match event {
            Event::MappingStart(..) => {
                self.mappings += 1;
                self.open.push(Some(None));
            }
            Event::SequenceStart(..) => self.open.push(None),
            Event::MappingEnd | Event::SequenceEnd => {
                self.open.pop();
                self.value_done();
            }
            Event::Alias(_) => self.value_done(),
            Event::Scalar(value, ..) => self.scalar(value),
            _ => {}
        }
    }

    fn scalar(&mut self, value: &str) {
        if let Some(Some(key @ None)) = self.open.last_mut() {
            *key = Some(value.to_lowercase());
            return;
        }
        let outer = self
            .open
            .first()
            .and_then(Option::as_ref)
            .and_then(Option::as_ref);
        let inner = self
            .open
            .last()
            .and_then(Option::as_ref)
            .and_then(Option::as_ref);
        let counts = self.open.len() == 1 || inner.is_none_or(|key| key == "name");
        if let (Some(key), true, true) = (outer, counts, self.open.len() <= 3) {
            let value = if value == "~" || value == "null" {
                ""
            } else {
                value
            };
            self.pairs.push((key.clone(), value.to_owned()));
        }
        self.value_done();
    }

    /// The next scalar of the mapping is a key again.
    fn value_done(&mut self) {
        if let Some(Some(key)) = self.open.last_mut() {
            *key = None;
        }
    }
}

/// TOML: the values of the uppermost table.
fn toml(matter: &str) -> Result<Vec<(String, String)>, String> {
    let table: ::toml::Table =
        ::toml::from_str(matter).map_err(|error| error.message().to_owned())?;
    let text = |value: &::toml::Value| match value {
        ::toml::Value::String(text) => text.clone(),
        ::toml::Value::Datetime(time) => time.to_string(),
        ::toml::Value::Integer(number) => number.to_string(),
        _ => String::new(),
    };
    let mut pairs = Vec::new();
    for (key, value) in &table {
        match value {
            ::toml::Value::Array(items) => {
                pairs.extend(items.iter().map(|item| (key.to_lowercase(), text(item))));
            }
            ::toml::Value::Table(_) => {}
            value => pairs.push((key.to_lowercase(), text(value))),
        }
    }
    Ok(pairs)
}

/// JSON: an object at the very beginning, the body behind it.
fn json(text: &str) -> Option<Parted<'_>> {
    if !text.starts_with('{') {
        return None;
    }
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<serde_json::Value>();
    let serde_json::Value::Object(object) = values.next()?.ok()? else {
        return None;
    };
    let body = &text[values.byte_offset()..];
    let pairs = json_pairs(&object);
    Some(Parted {
        pairs,
        body,
        found: true,
    })
}

/// The same between fences, the braces in them or not.
fn fenced_json(matter: &str) -> Result<Vec<(String, String)>, String> {
    let bare = matter.trim();
    let whole = match bare.starts_with('{') {
        true => bare.to_owned(),
        false => format!("{{{bare}}}"),
    };
    let object = serde_json::from_str(&whole).map_err(|error| error.to_string())?;
    Ok(json_pairs(&object))
}

/// The values of an object, those of lists in it, and the `name` of objects in it.
fn json_pairs(object: &serde_json::Map<String, serde_json::Value>) -> Vec<(String, String)> {
    let one = |value: &serde_json::Value| match value {
        serde_json::Value::String(text) => Some(text.clone()),
        serde_json::Value::Number(number) => Some(number.to_string()),
        serde_json::Value::Object(object) => object.get("name")?.as_str().map(str::to_owned),
        _ => None,
    };
    let mut pairs = Vec::new();
    for (key, value) in object {
        let items = value
            .as_array()
            .map_or(std::slice::from_ref(value), Vec::as_slice);
        let texts = items.iter().filter_map(one);
        pairs.extend(texts.map(|text| (key.to_lowercase(), text)));
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, &str)], body: &str, noted: usize) {
        let mut notes = Notes::default();
        let parted = part(text, &mut notes);
        let pairs: Vec<(&str, &str)> = parted
            .pairs
            .iter()
            .map(|(key, value)| (key.as_str(), value.as_str()))
            .collect();
        assert_eq!(pairs, expected);
        assert_eq!(parted.body, body);
        assert_eq!(notes.as_slice().len(), noted, "{:?}", notes.as_slice());
    }

    #[test]
    fn yaml_gives_scalars_lists_and_names() {
        check(
            "---\nTitle: \"A: b\"\nauthors:\n  - Ann Oak\n  - name: Bo Elm\n    mail: x\ntags: []\ndraft: ~\n---\nBody\n",
            &[
                ("title", "A: b"),
                ("authors", "Ann Oak"),
                ("authors", "Bo Elm"),
                ("draft", ""),
            ],
            "Body\n",
            0,
        );
    }

    #[test]
    fn toml_and_json_are_read_too() {
        check(
            "+++\ntitle = 'A'\ndate = 2026-02-03\n+++\nBody",
            &[("date", "2026-02-03"), ("title", "A")],
            "Body",
            0,
        );
        check(
            "{\"title\": \"A\", \"author\": {\"name\": \"B\"}}\n\nBody",
            &[("author", "B"), ("title", "A")],
            "\n\nBody",
            0,
        );
    }

    #[test]
    fn json_may_stand_between_fences_with_braces_or_without() {
        for matter in [
            "{\"title\": \"A\", \"tags\": [1, \"b\"]}",
            "\"title\": \"A\",\n\"tags\": [1, \"b\"]",
        ] {
            let text = format!(";;;\n{matter}\n;;;\nBody");
            check(
                &text,
                &[("tags", "1"), ("tags", "b"), ("title", "A")],
                "Body",
                0,
            );
        }
        check(";;;\n\"title\": \"A\n;;;\nBody", &[], "Body", 1);
    }

    #[test]
    fn a_line_of_dashes_is_no_front_matter() {
        check(
            "---\nIt was quiet.\n\nVery quiet.",
            &[],
            "---\nIt was quiet.\n\nVery quiet.",
            0,
        );
        check("{no json}", &[], "{no json}", 0);
    }

    #[test]
    fn damaged_front_matter_is_read_line_by_line_with_a_note() {
        check(
            "---\ntitle: \"A\ndate: 2026-02-03\n---\nBody",
            &[("title", "A"), ("date", "2026-02-03")],
            "Body",
            1,
        );
        check("---\ntitle: A\n\nBody", &[("title", "A")], "\nBody", 1);
    }

    #[test]
    fn aliases_and_nesting_do_not_grow() {
        let bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n";
        check(
            &format!("---\n{bomb}---\n"),
            &[("a", "x"), ("a", "x")],
            "",
            0,
        );
        let mut notes = Notes::default();
        let deep = format!("---\na: {}\n---\nBody", "[".repeat(20_000));
        assert_eq!(part(&deep, &mut notes).body, "Body");
    }
}
