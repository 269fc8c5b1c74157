//! Reads `config.cfg`: which components a pipeline has, and how each is built.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::Error;

/// Largest width, depth or the like accepted.
const MAX_COUNT: u64 = 1 << 20;

/// The sections of a `config.cfg`, each with its settings as they are written.
#[derive(Debug)]
pub(crate) struct Config {
    path: PathBuf,
    sections: BTreeMap<String, BTreeMap<String, String>>,
}

impl Config {
    /// Reads the file.
    pub(crate) fn read(path: &Path) -> Result<Config, Error> {
        Config::from_text(path, &crate::error::read_text(path)?)
    }

    /// Splits the text of the file at `path` into sections; values are looked at only when
    /// asked for.
    pub(crate) fn from_text(path: &Path, text: &str) -> Result<Config, Error> {
        let mut config = Config {
            path: path.to_owned(),
            sections: BTreeMap::new(),
        };
        let mut section = String::new();
        let mut key = String::new();
        for (number, line) in text.lines().enumerate() {
            let trimmed = line.trim();
            if trimmed.is_empty() || trimmed.starts_with(['#', ';']) {
                continue;
            }
            if let Some(name) = trimmed.strip_prefix('[').and_then(|s| s.strip_suffix(']'))
                && !line.starts_with(char::is_whitespace)
            {
                section = name.to_owned();
                config.sections.entry(section.clone()).or_default();
            } else if line.starts_with(char::is_whitespace) {
                config.append(&section, &key, trimmed);
            } else if let Some((name, value)) = trimmed.split_once('=') {
                key = name.trim().to_owned();
                let settings = config.sections.entry(section.clone()).or_default();
                settings.insert(key.clone(), value.trim().to_owned());
            } else {
                let what = format!("line {}: `key = value` or `[section]`", number + 1);
                return Err(Error::format(path, what));
            }
        }
        Ok(config)
    }

    /// An indented line goes on with the value above it.
    fn append(&mut self, section: &str, key: &str, more: &str) {
        let settings = self.sections.get_mut(section);
        if let Some(value) = settings.and_then(|settings| settings.get_mut(key)) {
            value.push(' ');
            value.push_str(more);
        }
    }

    /// The value of a setting; `${section:key}` stands for the value of another one.
    /// `None` when there is no such setting or it is `null`.
    pub(crate) fn get(&self, section: &str, key: &str) -> Result<Option<Value>, Error> {
        let mut raw = self.sections.get(section).and_then(|s| s.get(key));
        // A reference may lead to another one; a circle of them must end too.
        for _ in 0..16 {
            let Some(text) = raw else {
                return Ok(None);
            };
            let Some(name) = text.strip_prefix("${").and_then(|s| s.strip_suffix('}')) else {
                let value = serde_json::from_str(text);
                let value = value.map_err(|_| self.wrong(section, key, "a JSON value"))?;
                return Ok(Some(value).filter(|value: &Value| !value.is_null()));
            };
            let split = name.split_once(':').or_else(|| name.rsplit_once('.'));
            let (other, key) = split.unwrap_or((name, ""));
            raw = self.sections.get(other).and_then(|s| s.get(key));
        }
        Err(self.wrong(section, key, "a reference that ends at a value"))
    }

    /// A setting that must be a list of strings; none when it is missing.
    pub(crate) fn strings(&self, section: &str, key: &str) -> Result<Vec<String>, Error> {
        let Some(value) = self.get(section, key)? else {
            return Ok(Vec::new());
        };
        serde_json::from_value(value).map_err(|_| self.wrong(section, key, "a list of strings"))
    }

    /// A setting that must be a number that counts something.
    pub(crate) fn count(&self, section: &str, key: &str) -> Result<usize, Error> {
        let value = self.get(section, key)?;
        let count = value.as_ref().and_then(Value::as_u64);
        let count = count.filter(|count| *count <= MAX_COUNT);
        let wrong = || self.wrong(section, key, "a number that is not too large");
        count.map(|count| count as usize).ok_or_else(wrong)
    }

    /// A setting that is `true` or `false`; `false` when it is missing.
    pub(crate) fn flag(&self, section: &str, key: &str) -> Result<bool, Error> {
        match self.get(section, key)? {
            None => Ok(false),
            Some(Value::Bool(flag)) => Ok(flag),
            Some(_) => Err(self.wrong(section, key, "true or false")),
        }
    }

    /// Refuses a value by name, saying whose it is and what is supported.
    pub(crate) fn unsupported(&self, section: &str, key: &str, supported: &str) -> Error {
        let value = self.sections.get(section).and_then(|s| s.get(key));
        let value = value.map_or("nothing", String::as_str);
        let place = match component(section) {
            Some(name) => format!("component `{name}`, {}", kind(key)),
            None => kind(key).to_owned(),
        };
        let what = format!("{place} {value} ([{section}] {key}); supported: {supported}");
        Error::unsupported(&self.path, what)
    }

    /// Checks that a setting has one of the supported values.
    pub(crate) fn one_of(&self, section: &str, key: &str, known: &[&str]) -> Result<String, Error> {
        match self.get(section, key)? {
            Some(Value::String(text)) if known.contains(&text.as_str()) => Ok(text),
            _ => Err(self.unsupported(section, key, &known.join(", "))),
        }
    }

    fn wrong(&self, section: &str, key: &str, expected: &str) -> Error {
        Error::format(
            &self.path,
            format!("[{section}] {key}: {expected} expected"),
        )
    }
}

/// The component to which a section belongs.
fn component(section: &str) -> Option<&str> {
    section.strip_prefix("components.")?.split('.').next()
}

/// What a setting is called where it is refused.
fn kind(key: &str) -> &str {
    match key {
        "@architectures" => "architecture",
        "@tokenizers" => "tokenizer",
        _ => key,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(text: &str) -> Result<Config, Error> {
        Config::from_text(Path::new("config.cfg"), text)
    }

    #[test]
    fn values_are_json_and_may_refer_to_others() {
        let text = "[a]\nx = [\"p\",\n  \"q\"]\n# note\nn = 96\n\n[b.c]\nw = ${a:n}\nu = null\n";
        let config = config(text).unwrap();
        assert_eq!(config.strings("a", "x").unwrap(), ["p", "q"]);
        assert_eq!(config.count("b.c", "w").unwrap(), 96);
        assert_eq!(config.get("b.c", "u").unwrap(), None);
    }

    #[test]
    fn a_circle_of_references_is_an_error() {
        let config = config("[a]\nx = ${b:y}\n[b]\ny = ${a:x}\n").unwrap();
        let error = config.get("a", "x").unwrap_err().to_string();
        assert!(error.contains("[a] x"), "{error}");
    }

    #[test]
    fn a_line_that_is_neither_section_nor_setting_is_an_error() {
        let error = config("[a]\nnonsense\n").unwrap_err().to_string();
        assert!(error.contains("line 2"), "{error}");
    }

    #[test]
    fn an_unknown_value_is_refused_by_name() {
        let config = config("[a]\nf = \"magic\"\n").unwrap();
        let error = config.one_of("a", "f", &["plain"]).unwrap_err().to_string();
        assert!(
            error.contains("magic") && error.contains("plain"),
            "{error}"
        );
    }

    #[test]
    fn an_architecture_is_refused_with_the_component_that_asks_for_it() {
        let section = "components.beaks.model.tok2vec";
        let config = config(&format!("[{section}]\n@architectures = \"Crow.v9\"\n")).unwrap();
        let error = config.one_of(section, "@architectures", &["Jay.v1", "Jay.v2"]);
        let error = error.unwrap_err().to_string();
        let expected = "component `beaks`, architecture \"Crow.v9\" \
            ([components.beaks.model.tok2vec] @architectures); supported: Jay.v1, Jay.v2";
        assert!(error.ends_with(expected), "{error}");
    }
}
