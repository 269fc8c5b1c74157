//! Tables of a lemmatizer: rules, exceptions, known words, and base forms by word.
//!
//! They come from the file `lookups/lookups.bin`, written by spaCy's `Lookups` (API
//! documentation, "Lookups"): tables by name, with the ids of strings as keys. Tables of
//! hundreds of thousands of words are kept as they stand in the file, with the place of each
//! entry by the id of its word.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;
use std::path::Path;

use crate::Error;
use crate::msgpack::{Reader, Value};
use crate::strings::{IsHash, string_hash, string_id};

/// The tables of one lemmatizer.
#[derive(Debug, Default)]
pub(super) struct Tables {
    bytes: Vec<u8>,
    /// By part of speech, or by the name of a set of rules.
    rules: HashMap<u64, Vec<(String, String)>>,
    /// Names of sets of rules with the features that call for them, by part of speech.
    groups: HashMap<u64, Vec<Group>>,
    exceptions: HashMap<u64, Places>,
    index: HashMap<u64, Words>,
    lookup: Option<Places>,
}

/// A set of rules, and all the features that a word must have for it.
#[derive(Debug, PartialEq)]
pub(super) struct Group {
    pub(super) rules: String,
    pub(super) features: Vec<String>,
}

/// Where the base forms of a word stand in the file, by the word's id or hash.
type Places = HashMap<u64, u32, BuildHasherDefault<IsHash>>;

/// Known words, by their hashes.
#[derive(Debug, Default)]
pub(super) struct Words {
    hashes: HashSet<u64, BuildHasherDefault<IsHash>>,
    /// Bytes of the longest.
    longest: usize,
}

impl Words {
    /// Whether one may have so many bytes. A word of a text may be as long as the text.
    pub(super) fn reach(&self, length: usize) -> bool {
        length <= self.longest
    }
}

impl Tables {
    /// Reads the file, in which the tables named must be.
    pub(super) fn read(path: &Path, bytes: Vec<u8>, required: &[&str]) -> Result<Tables, Error> {
        let mut tables = Tables::default();
        let names = match u32::try_from(bytes.len()) {
            Ok(_) => tables.read_all(&bytes),
            Err(_) => Err(String::from("less than 4 GB expected")),
        };
        let names = names.map_err(|expected| Error::format(path, expected))?;
        if let Some(missing) = required
            .iter()
            .find(|name| !names.iter().any(|n| n == *name))
        {
            return Err(Error::format(path, format!("a table `{missing}` expected")));
        }
        tables.bytes = bytes;
        Ok(tables)
    }

    /// Reads all tables; gives their names.
    fn read_all(&mut self, bytes: &[u8]) -> Result<Vec<String>, String> {
        let mut reader = Reader::at(bytes, 0);
        let mut names = Vec::new();
        for _ in 0..reader.map_length()? {
            let name = reader.text();
            let name = name.map_err(|e| format!("a table's name, byte {}: {e}", reader.place()))?;
            self.read_table(name, &mut reader).map_err(|expected| {
                format!("table `{name}`, byte {}: {expected}", reader.place())
            })?;
            names.push(name.to_owned());
        }
        match reader.place() == bytes.len() {
            true => Ok(names),
            false => Err(format!("the end at byte {} expected", reader.place())),
        }
    }

    fn read_table(&mut self, name: &str, reader: &mut Reader) -> Result<(), String> {
        match name {
            "lemma_rules" => self.rules = by_id(reader, read_rules)?,
            "lemma_rules_groups" => self.groups = by_id(reader, read_groups)?,
            "lemma_exc" => {
                let key = |reader: &mut Reader| reader.text_bytes().map(string_hash);
                self.exceptions = by_id(reader, |reader| read_places(reader, key))?;
            }
            "lemma_index" => self.index = by_id(reader, read_words)?,
            "lemma_lookup" => self.lookup = Some(read_places(reader, Reader::id)?),
            _ => {
                reader.any()?;
            }
        }
        Ok(())
    }

    /// Endings and what replaces them, of a part of speech or of a set of this name.
    pub(super) fn rules(&self, name: &str) -> &[(String, String)] {
        self.rules.get(&string_id(name)).map_or(&[], Vec::as_slice)
    }

    /// The sets of rules of a part of speech, in the order in which they are tried.
    pub(super) fn groups(&self, pos: &str) -> &[Group] {
        self.groups.get(&string_id(pos)).map_or(&[], Vec::as_slice)
    }

    /// The base forms of an irregular word.
    pub(super) fn exceptions(&self, pos: &str, word: &str) -> Vec<&str> {
        let places = self.exceptions.get(&string_id(pos));
        let place = places.and_then(|places| places.get(&string_hash(word.as_bytes())));
        place.map_or_else(Vec::new, |&place| self.forms(place))
    }

    /// The known words of a part of speech.
    pub(super) fn index(&self, pos: &str) -> Option<&Words> {
        self.index.get(&string_id(pos))
    }

    /// The base form of a word of any part of speech.
    pub(super) fn lookup(&self, word: &str) -> Option<&str> {
        let place = self.lookup.as_ref()?.get(&string_id(word))?;
        self.forms(*place).first().copied()
    }

    /// Whether anything is known of a part of speech.
    pub(super) fn know(&self, pos: &str) -> bool {
        !self.rules(pos).is_empty()
            || self
                .index(pos)
                .is_some_and(|words| !words.hashes.is_empty())
            || self
                .exceptions
                .get(&string_id(pos))
                .is_some_and(|words| !words.is_empty())
    }

    /// The string or the list of strings at a place. That they are such was checked when the
    /// file was read, but not that they are text: what is none is left out.
    fn forms(&self, place: u32) -> Vec<&str> {
        let mut reader = Reader::at(&self.bytes, place as usize);
        let length = match reader.is_str() {
            true => 1,
            false => reader.list_length().unwrap_or(0),
        };
        (0..length).filter_map(|_| reader.text().ok()).collect()
    }
}

/// Whether an index holds a word.
pub(super) fn holds(index: Option<&Words>, word: &str) -> bool {
    index.is_some_and(|index| {
        index.reach(word.len()) && index.hashes.contains(&string_hash(word.as_bytes()))
    })
}

/// A table by ids.
fn by_id<'a, T>(
    reader: &mut Reader<'a>,
    read: impl Fn(&mut Reader<'a>) -> Result<T, String>,
) -> Result<HashMap<u64, T>, String> {
    let length = reader.map_length()?;
    (0..length)
        .map(|_| Ok((reader.id()?, read(reader)?)))
        .collect()
}

/// A table of words with their base forms, one string or a list of them.
fn read_places<'a>(
    reader: &mut Reader<'a>,
    key: impl Fn(&mut Reader<'a>) -> Result<u64, String>,
) -> Result<Places, String> {
    let length = reader.map_length()?;
    let mut places = Places::with_capacity_and_hasher(length, BuildHasherDefault::default());
    for _ in 0..length {
        let id = key(reader)?;
        places.insert(id, reader.place() as u32);
        let forms = match reader.is_str() {
            true => 1,
            false => reader.list_length()?,
        };
        for _ in 0..forms {
            reader.text_bytes()?;
        }
    }
    Ok(places)
}

fn read_words(reader: &mut Reader) -> Result<Words, String> {
    let length = reader.list_length()?;
    let mut words = Words::default();
    words.hashes.reserve(length);
    for _ in 0..length {
        let word = reader.text_bytes()?;
        words.hashes.insert(string_hash(word));
        words.longest = words.longest.max(word.len());
    }
    Ok(words)
}

fn read_rules(reader: &mut Reader) -> Result<Vec<(String, String)>, String> {
    let length = reader.list_length()?;
    let rules = (0..length).map(|_| match reader.list_length()? {
        2 => Ok((reader.text()?.to_owned(), reader.text()?.to_owned())),
        _ => Err(String::from("an ending and what replaces it expected")),
    });
    rules.collect()
}

fn read_groups(reader: &mut Reader) -> Result<Vec<Group>, String> {
    let wrong = || String::from("names of rules with their features expected");
    let value = reader.any()?;
    let groups = value.list_items().ok_or_else(wrong)?.iter().map(|group| {
        let [name, features] = group.list_items()? else {
            return None;
        };
        let features = features.list_items()?.iter().map(Value::as_str);
        Some(Group {
            rules: name.as_str()?.to_owned(),
            features: features
                .map(|f| f.map(str::to_owned))
                .collect::<Option<_>>()?,
        })
    });
    groups.collect::<Option<_>>().ok_or_else(wrong)
}

/// Tables as the file holds them, for tests: a table's name with its content, in which keys
/// are words, turned to ids where spaCy does so.
#[cfg(test)]
pub(super) fn tables(json: &serde_json::Value) -> Tables {
    Tables::read(Path::new("lookups.bin"), bytes(json), &[]).expect("tables of the form of spaCy's")
}

#[cfg(test)]
fn bytes(json: &serde_json::Value) -> Vec<u8> {
    let ids = |content: &serde_json::Value| {
        let entries = content.as_object().into_iter().flatten();
        let entries = entries.map(|(key, value)| (string_id(key).to_string(), value.clone()));
        serde_json::Value::Object(entries.collect())
    };
    let tables = json.as_object().into_iter().flatten();
    let tables = tables.map(|(name, content)| (name.clone(), ids(content)));
    crate::msgpack::write(&serde_json::Value::Object(tables.collect()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn tables_are_found_by_part_of_speech_and_word() {
        let tables = tables(&json!({
            "lemma_rules": {"noun": [["s", ""]]},
            "lemma_rules_groups": {"noun": [["plural", ["Number=Plur"]]]},
            "lemma_exc": {"verb": {"went": ["go", "wend"]}},
            "lemma_index": {"noun": ["oak"]},
            "lemma_lookup": {"oaks": "oak", "elms": ["elm", "tree"]},
            "lemma_other": {"a": [1, {"b": 2}]},
        }));
        assert_eq!(tables.rules("noun"), [(String::from("s"), String::new())]);
        assert_eq!(tables.groups("noun")[0].features, ["Number=Plur"]);
        assert_eq!(tables.exceptions("verb", "went"), ["go", "wend"]);
        assert!(tables.exceptions("noun", "went").is_empty());
        assert!(holds(tables.index("noun"), "oak") && !holds(tables.index("noun"), "elm"));
        let nouns = tables.index("noun").unwrap();
        assert!(nouns.reach(3) && !nouns.reach(4));
        assert_eq!(tables.lookup("oaks"), Some("oak"));
        assert_eq!(tables.lookup("elms"), Some("elm"));
        assert_eq!(tables.lookup("oak"), None);
        assert!(tables.know("verb") && tables.know("noun") && !tables.know("adj"));
    }

    #[test]
    fn a_table_that_is_missing_or_damaged_is_named() {
        let read = |json: &serde_json::Value| {
            let read = Tables::read(Path::new("lookups.bin"), bytes(json), &["lemma_exc"]);
            read.unwrap_err().to_string()
        };
        let error = read(&json!({"lemma_rules": {}}));
        assert!(
            error.contains("lemma_exc") && error.contains("lookups.bin"),
            "{error}"
        );
        let error = read(&json!({"lemma_exc": {"verb": {"went": [7]}}}));
        assert!(
            error.contains("lemma_exc") && error.contains("string"),
            "{error}"
        );
        assert!(read(&json!({"lemma_index": {"verb": 7}})).contains("lemma_index"));
        assert!(read(&json!({"lemma_rules": {"verb": [["s"]]}})).contains("ending"));
        assert!(read(&json!({"lemma_rules_groups": {"verb": [["s"]]}})).contains("features"));
        let bytes = [
            &b"\x81\xac"[..],
            b"lemma_lookup",
            b"\x81\x05\x92\xa1\xff\xa1a",
        ]
        .concat();
        let read = Tables::read(Path::new("lookups.bin"), bytes, &[]).unwrap();
        assert_eq!(read.forms(16), ["a"]);
        let error = |bytes: &[u8]| {
            let read = Tables::read(Path::new("lookups.bin"), bytes.to_vec(), &[]);
            read.unwrap_err().to_string()
        };
        assert!(error(b"\x80\x80").contains("the end at byte 1"));
        assert!(error(b"\x81\x80").contains("a table's name, byte 2"));
    }
}
