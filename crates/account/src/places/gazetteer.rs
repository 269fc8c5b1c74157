//! Gazetteer: what places are called and where they lie, from `rules/places/` and the lexicon's countries.

use std::collections::{BTreeMap, HashMap};

use crate::actors::lexicon::{Lexicon, fold};
use crate::model::{CountryCode, PlaceKind};
use crate::rules::{RuleError, Rules};

/// One place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Known {
    pub(super) name: String,
    pub(super) country: Option<CountryCode>,
    /// The code of the first-level division that it is; empty for anything else.
    pub(super) division: String,
    /// Degrees north and east.
    pub(super) at: Option<(f64, f64)>,
    pub(super) kind: PlaceKind,
    /// How large it counts beside others of its name, in inhabitants.
    pub(super) people: u32,
}

/// What listed places count as beside others of their name, in inhabitants. Their order matters: a
/// bare "Georgia" is the country, "Washington" the capital, "Mexico" no town in Maine.
mod people {
    /// A country, a sea or a continent.
    pub(super) const WHOLE: u32 = 4_000_000_000;
    /// A first-level division under its own name.
    pub(super) const DIVISION: u32 = 30_000_000;
    pub(super) const CAPITAL: u32 = 3_000_000;
    /// A city, a region, and a division under a name that it shares with a city.
    pub(super) const OTHER: u32 = 1_000_000;
}

/// Every place by its names.
#[derive(Debug)]
pub(crate) struct Gazetteer {
    by_name: HashMap<String, Vec<Known>>,
    /// For every first word of a name, the words of the longest name that begins so.
    longest: HashMap<String, usize>,
    /// Divisions of the United States by their postal codes: "TX".
    postal: BTreeMap<String, Known>,
    /// Countries by their adjectives: "Bavarian" is none's, "German" Germany's.
    adjectives: BTreeMap<String, CountryCode>,
}

/// The files with the kind of what they list.
const FILES: &[(&str, PlaceKind)] = &[
    ("places/seats.tsv", PlaceKind::Seat),
    ("places/cities.tsv", PlaceKind::City),
    ("places/regions.tsv", PlaceKind::Region),
];

impl Gazetteer {
    /// Reads the rules.
    pub(crate) fn new(rules: &Rules) -> Result<Self, RuleError> {
        let mut gazetteer = Self {
            by_name: HashMap::new(),
            longest: HashMap::new(),
            postal: BTreeMap::new(),
            adjectives: BTreeMap::new(),
        };
        let lexicon = Lexicon::load(rules)?;
        gazetteer.countries(rules, &lexicon)?;
        for (path, kind) in FILES {
            for (line, text) in lines(rules.file(path)) {
                gazetteer.line(path, line, text, *kind)?;
            }
        }
        gazetteer.settle_names();
        Ok(gazetteer)
    }

    /// The country of the best known place of this name.
    pub(crate) fn country_of(&self, name: &str) -> Option<CountryCode> {
        let places = match self.named(name) {
            // "DAR ES SALAAM"
            [] => self.named(&name.to_lowercase()),
            known => known,
        };
        places.first()?.country
    }

    /// Countries and their capitals, from the lexicon's file: all their names.
    fn countries(&mut self, rules: &Rules, lexicon: &Lexicon) -> Result<(), RuleError> {
        const PATH: &str = "actors/countries.tsv";
        for (line, text) in lines(rules.file(PATH)) {
            let columns: Vec<&str> = text.split('\t').collect();
            let code = columns.first().and_then(|code| code_of(code));
            let Some(country) = code.and_then(|code| lexicon.by_code(code)) else {
                return Err(RuleError::new(
                    PATH,
                    format!("line {line}: the first column must be a country's code"),
                ));
            };
            let known = Known {
                name: country.name.clone(),
                country: code,
                division: String::new(),
                at: country.center,
                kind: PlaceKind::Country,
                people: people::WHOLE,
            };
            let others = columns.get(2).copied().unwrap_or_default();
            for name in std::iter::once(country.name.as_str()).chain(others.split('|')) {
                self.add(name, known.clone());
            }
            self.adjectives(&columns, code);
            let capitals = columns.get(5).copied().unwrap_or_default();
            let Some(first) = capitals.split('|').next().filter(|first| !first.is_empty()) else {
                continue;
            };
            let capital = Known {
                name: first.to_owned(),
                country: code,
                division: String::new(),
                at: country.capital_at,
                kind: PlaceKind::City,
                people: people::CAPITAL,
            };
            for name in capitals.split('|') {
                self.add(name, capital.clone());
            }
        }
        Ok(())
    }

    fn adjectives(&mut self, columns: &[&str], code: Option<CountryCode>) {
        let adjectives = columns.get(3).copied().unwrap_or_default().split('|');
        for adjective in adjectives.filter(|adjective| !adjective.is_empty()) {
            self.adjectives
                .extend(code.map(|code| (key(adjective), code)));
        }
    }

    /// Drops a city under a name that another city of the country bears as its own: "Tel Aviv" can
    /// mean a government as the capital does, but it lies elsewhere.
    fn settle_names(&mut self) {
        for (name, places) in &mut self.by_name {
            let own = |place: &Known| place.kind == PlaceKind::City && key(&place.name) == *name;
            let countries: Vec<_> = places
                .iter()
                .filter(|place| own(place))
                .map(|place| place.country)
                .collect();
            places.retain(|place| {
                place.kind != PlaceKind::City || own(place) || !countries.contains(&place.country)
            });
        }
    }

    fn line(
        &mut self,
        path: &str,
        line: usize,
        text: &str,
        kind: PlaceKind,
    ) -> Result<(), RuleError> {
        let wrong = |what: &str| RuleError::new(path, format!("line {line}: {what}"));
        let columns: Vec<&str> = text.split('\t').collect();
        let (names, country, at, division) = match columns[..] {
            [names, country, at] => (names, country, at, ""),
            [names, country, at, division] => (names, country, at, division),
            _ => {
                return Err(wrong(
                    "expected names, country, degrees north and east, and for a division its code",
                ));
            }
        };
        let at =
            degrees(at).ok_or_else(|| wrong("expected degrees north and east, like 51.5,-0.1"))?;
        let country =
            match country {
                "" => None,
                code => Some(code_of(code).ok_or_else(|| {
                    wrong("expected a country's code of three letters or nothing")
                })?),
            };
        let name = names.split('|').next().unwrap_or(names).to_owned();
        let known = Known {
            name,
            country,
            division: division.to_owned(),
            at: Some(at),
            kind,
            people: people::OTHER,
        };
        self.add_line(names, known);
        Ok(())
    }

    /// Adds a place of a file under its names.
    fn add_line(&mut self, names: &str, known: Known) {
        let division = !known.division.is_empty();
        for (n, name) in names.split('|').enumerate() {
            let own = n == 0 || name.ends_with('.');
            let people = match known.country {
                None => people::WHOLE,
                Some(_) if own && division => people::DIVISION,
                Some(_) => people::OTHER,
            };
            let known = known.clone();
            self.add(name, Known { people, ..known });
        }
        if known.country == Some(CountryCode(*b"USA")) && division {
            self.postal.insert(known.division.clone(), known);
        }
    }

    fn add(&mut self, name: &str, known: Known) {
        let plain = key(name);
        if plain.is_empty() {
            return;
        }
        let first = plain.split(' ').next().unwrap_or_default().to_owned();
        let longest = self.longest.entry(first).or_default();
        *longest = tokens(name).max(*longest);
        let places = self
            .by_name
            .entry(dotted(name).unwrap_or(plain))
            .or_default();
        if !places.contains(&known) {
            places.push(known);
        }
    }

    /// Words of the longest name that begins with this word.
    pub(super) fn longest(&self, first: &str) -> usize {
        let first = key(first);
        let word = first.split([' ', '\'']).next().unwrap_or_default();
        let whole = self.longest.get(&first).copied().unwrap_or(0);
        whole.max(self.longest.get(word).copied().unwrap_or(0))
    }

    /// The state of the United States whose postal code this is; a code is one only behind a town.
    pub(super) fn state_by_code(&self, code: &str) -> Option<&Known> {
        self.postal.get(code)
    }

    /// The country whose adjective this is.
    pub(super) fn country_of_adjective(&self, word: &str) -> Option<CountryCode> {
        self.adjectives.get(&key(word)).copied()
    }

    /// Whether this is an abbreviation that is known, and not a name at the end of a sentence.
    pub(super) fn is_short(&self, name: &str) -> bool {
        dotted(name).is_some_and(|key| self.by_name.contains_key(&key))
    }

    /// The places of this name, the likeliest first.
    pub(super) fn named(&self, name: &str) -> &[Known] {
        let abbreviated = dotted(name).and_then(|key| self.by_name.get(&key));
        let places = abbreviated.or_else(|| self.by_name.get(&key(name)));
        places.map_or(&[], Vec::as_slice)
    }
}

/// A name as it is looked up: folded, without an article.
fn key(name: &str) -> String {
    let folded = fold(name);
    let bare = folded.strip_prefix("the ").unwrap_or(&folded);
    bare.trim().to_owned()
}

/// An abbreviation keeps its full stop: "Miss." is a state, "Miss" is none.
fn dotted(name: &str) -> Option<String> {
    let abbreviation = name.ends_with('.') && name.chars().filter(|c| c.is_lowercase()).count() > 0;
    abbreviation.then(|| format!("{}.", key(name)))
}

/// Tokens into which a name may be cut: its words, hyphens and apostrophes.
fn tokens(name: &str) -> usize {
    let signs = name
        .chars()
        .filter(|c| matches!(c, '-' | '\'' | '\u{2019}'))
        .count();
    name.split_whitespace().count() + 2 * signs
}

fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let numbered = text.lines().enumerate().map(|(n, line)| (n + 1, line));
    numbered.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
}

pub(super) fn code_of(code: &str) -> Option<CountryCode> {
    let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
    bytes
        .iter()
        .all(u8::is_ascii_uppercase)
        .then_some(CountryCode(bytes))
}

pub(super) fn degrees(text: &str) -> Option<(f64, f64)> {
    let (north, east) = text.split_once(',')?;
    let (north, east): (f64, f64) = (north.trim().parse().ok()?, east.trim().parse().ok()?);
    ((-90.0..=90.0).contains(&north) && (-180.0..=180.0).contains(&east)).then_some((north, east))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_tell_cities_from_countries_and_know_no_others() {
        let gazetteer = Gazetteer::new(&Rules::built_in()).unwrap();
        let lyon = &gazetteer.named("Lyon")[0];
        assert_eq!(
            (lyon.kind, lyon.country),
            (PlaceKind::City, Some(CountryCode(*b"FRA")))
        );
        assert_eq!(
            gazetteer.named("the United States")[0].kind,
            PlaceKind::Country
        );
        assert_eq!(gazetteer.named("Asunción")[0].kind, PlaceKind::City);
        assert!(gazetteer.named("Nowhere in Particular").is_empty());
    }

    #[test]
    fn a_line_with_too_few_columns_is_named_with_its_file() {
        let rules = Rules::built_in().with("places/cities.tsv", "Lyon\tFRA\n".into());
        let error = Gazetteer::new(&rules).unwrap_err();
        assert_eq!(error.path, "places/cities.tsv");
        assert!(error.message.starts_with("line 1"), "{error}");
    }
}
