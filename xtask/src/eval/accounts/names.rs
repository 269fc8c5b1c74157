//! Whether somebody whom an account names is somebody whom a label names.

use account::model::{AccountActor, ActorCode, CountryCode, Sector};
use anyhow::{Result, bail};

/// One participant of a labelled event.
#[derive(Debug)]
pub(super) struct Participant {
    /// Whether the account must name it.
    pub(super) required: bool,
    values: Vec<Value>,
}

#[derive(Debug)]
enum Value {
    /// A country; without a sector the country itself or its government.
    Code(CountryCode, Option<Sector>),
    /// A name or description, as words.
    Words(Vec<String>),
}

impl Participant {
    /// Reads `"? Chisale | MWI | MWI MIL"`.
    pub(super) fn parse(text: &str) -> Result<Self> {
        let (required, names) = match text.strip_prefix('?') {
            Some(rest) => (false, rest),
            None => (true, text),
        };
        let values: Vec<Value> = names.split('|').filter_map(value).collect();
        if values.is_empty() {
            bail!("{text:?} names nobody");
        }
        Ok(Self { required, values })
    }

    /// Whether this is `actor`: by its code, or because the words of one name stand in the other.
    pub(super) fn is(&self, actor: &AccountActor) -> bool {
        self.values.iter().any(|value| match value {
            Value::Code(country, sector) => actor
                .codes
                .iter()
                .any(|code| agrees(code, *country, *sector)),
            Value::Words(gold) => {
                let names = actor.names.iter().chain([&actor.name]);
                names
                    .map(|name| words(name))
                    .any(|found| same(gold, &found))
            }
        })
    }
}

fn value(text: &str) -> Option<Value> {
    let mut parts = text.split_whitespace();
    let country = parts.next().and_then(CountryCode::parse);
    match (country, parts.next(), parts.next()) {
        (Some(country), None, _) => return Some(Value::Code(country, None)),
        (Some(country), Some(sector), None) => {
            if let Some(sector) = Sector::parse(sector) {
                return Some(Value::Code(country, Some(sector)));
            }
        }
        _ => {}
    }
    let words = words(text);
    (!words.is_empty()).then_some(Value::Words(words))
}

fn agrees(code: &ActorCode, country: CountryCode, sector: Option<Sector>) -> bool {
    let same_sector = match sector {
        Some(_) => code.sector == sector,
        None => matches!(code.sector, None | Some(Sector::Gov)),
    };
    code.country == Some(country) && same_sector
}

/// The words of one stand together in the other.
fn same(a: &[String], b: &[String]) -> bool {
    let holds = |long: &[String], short: &[String]| {
        !short.is_empty() && long.windows(short.len()).any(|window| window == short)
    };
    holds(a, b) || holds(b, a)
}

/// In small letters, without articles.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|word| !matches!(word.as_str(), "" | "the" | "a" | "an" | "s"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(name: &str, code: Option<(&str, Option<Sector>)>) -> AccountActor {
        let code = code.map(|(country, sector)| ActorCode {
            country: CountryCode::parse(country),
            sector,
        });
        AccountActor {
            name: name.to_owned(),
            names: Vec::new(),
            codes: code.into_iter().collect(),
            entities: Vec::new(),
        }
    }

    fn is(label: &str, actor: &AccountActor) -> bool {
        Participant::parse(label).unwrap().is(actor)
    }

    #[test]
    fn a_surname_is_the_full_name() {
        let chisale = actor("President Gideon Chisale", None);
        assert!(is("Chisale", &chisale));
        assert!(is("marchers | Gideon Chisale", &chisale));
        assert!(!is("Chis", &chisale));
        assert!(is("three of the marchers", &actor("the marchers", None)));
    }

    #[test]
    fn a_country_is_its_government_and_not_its_army() {
        let army = actor("troops", Some(("MWI", Some(Sector::Mil))));
        let cabinet = actor("cabinet", Some(("MWI", Some(Sector::Gov))));
        assert!(!is("MWI", &army));
        assert!(is("MWI MIL", &army));
        assert!(is("? MWI", &cabinet));
        assert!(!is("TZA", &cabinet));
    }
}
