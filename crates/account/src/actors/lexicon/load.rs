//! Reads the lexicon's files: tab-separated, `#` begins a line of comment.

use std::collections::HashMap;

use super::words::Words;
use super::{
    Body, BodyId, Country, CountryId, Gender, Lexicon, Number, Role, RoleId, RoleKind, Term,
    Weight, fold,
};
use crate::model::{CountryCode, Sector};
use crate::rules::{RuleError, Rules};

const COUNTRIES: &str = "actors/countries.tsv";
const REGIONS: &str = "actors/regions.tsv";
const ROLES: &str = "actors/roles.tsv";
const BODIES: &str = "actors/bodies.tsv";
const NAMES: &str = "actors/given-names.tsv";

/// The whole lexicon.
pub(super) fn lexicon(rules: &Rules) -> Result<Lexicon, RuleError> {
    let mut lexicon = Lexicon {
        words: Words::new(rules)?,
        countries: Vec::new(),
        roles: Vec::new(),
        bodies: Vec::new(),
        terms: HashMap::new(),
        longest: HashMap::new(),
        genders: HashMap::new(),
    };
    for row in rows(rules, COUNTRIES) {
        country(&mut lexicon, &row)?;
    }
    for row in rows(rules, REGIONS) {
        region(&mut lexicon, &row)?;
    }
    for row in rows(rules, ROLES) {
        role(&mut lexicon, &row)?;
    }
    for row in rows(rules, BODIES) {
        body(&mut lexicon, &row)?;
    }
    for row in rows(rules, NAMES) {
        given_names(&mut lexicon, &row)?;
    }
    Ok(lexicon)
}

/// One line of a file.
pub(in crate::actors) struct Row<'r> {
    file: &'static str,
    line: usize,
    cells: Vec<&'r str>,
}

impl<'r> Row<'r> {
    /// Cell `n`, empty where the line is shorter.
    pub(in crate::actors) fn cell(&self, n: usize) -> &'r str {
        self.cells.get(n).map_or("", |cell| cell.trim())
    }

    /// The alternatives in cell `n`.
    pub(in crate::actors) fn list(&self, n: usize) -> impl Iterator<Item = &'r str> + use<'r> {
        self.cell(n)
            .split('|')
            .map(str::trim)
            .filter(|item| !item.is_empty())
    }

    pub(in crate::actors) fn error(&self, message: impl std::fmt::Display) -> RuleError {
        RuleError::new(self.file, format!("line {}: {message}", self.line))
    }

    pub(in crate::actors) fn code(&self, n: usize) -> Result<CountryCode, RuleError> {
        CountryCode::parse(self.cell(n)).ok_or_else(|| {
            self.error(format!(
                "`{}` is no country code; three capitals are expected",
                self.cell(n)
            ))
        })
    }

    pub(in crate::actors) fn sectors(&self, n: usize) -> Result<Vec<Sector>, RuleError> {
        let read = |code| {
            Sector::parse(code)
                .ok_or_else(|| self.error(format!("`{code}` is no sector of PLOVER, such as GOV")))
        };
        self.list(n).map(read).collect()
    }

    /// "4.7,-74.1"; nothing where the cell is empty.
    fn point(&self, n: usize) -> Result<Option<(f64, f64)>, RuleError> {
        let cell = self.cell(n);
        if cell.is_empty() {
            return Ok(None);
        }
        let pair = cell.split_once(',').and_then(|(north, east)| {
            Some((north.trim().parse().ok()?, east.trim().parse().ok()?))
        });
        pair.map(Some).ok_or_else(|| {
            self.error(format!(
                "`{cell}` is no position; degrees north and east are expected, as in `4.7,-74.1`"
            ))
        })
    }
}

/// The lines of a file that are no comments.
pub(in crate::actors) fn rows<'r>(
    rules: &'r Rules,
    file: &'static str,
) -> impl Iterator<Item = Row<'r>> {
    (1..)
        .zip(rules.file(file).lines())
        .filter(|(_, text)| !text.trim().is_empty() && !text.starts_with('#'))
        .map(move |(line, text)| Row {
            file,
            line,
            cells: text.split('\t').collect(),
        })
}

/// code, name, other names, adjectives, people, capital, capital's place, middle, unrecognised within
fn country(lexicon: &mut Lexicon, row: &Row<'_>) -> Result<(), RuleError> {
    let id = CountryId(lexicon.countries.len() as u32);
    let unrecognised = match row.cell(8) {
        "" => None,
        _ => Some(row.code(8)?),
    };
    lexicon.countries.push(Country {
        code: row.code(0)?,
        name: row.cell(1).to_owned(),
        capital: row.list(5).next().map(str::to_owned),
        capital_at: row.point(6)?,
        center: row.point(7)?,
        unrecognised,
    });
    if row.cell(1).is_empty() {
        return Err(row.error("a country needs a name in the second column"));
    }
    for name in row.list(1).chain(row.list(2)) {
        lexicon.add(name, Term::Country(id));
    }
    for adjective in row.list(3) {
        lexicon.add(adjective, Term::Adjective(id));
    }
    for person in row.list(4) {
        lexicon.add(person, Term::People(id, Number::Singular));
        let plural = lexicon.plural(person);
        lexicon.add(&plural, Term::People(id, Number::Plural));
    }
    for capital in row.list(5) {
        lexicon.add(capital, Term::Capital(id));
    }
    Ok(())
}

/// code, names of states, provinces or cities
fn region(lexicon: &mut Lexicon, row: &Row<'_>) -> Result<(), RuleError> {
    let code = row.code(0)?;
    let at = lexicon
        .countries
        .iter()
        .position(|country| country.code == code && country.unrecognised.is_none())
        .ok_or_else(|| row.error(format!("{code} is not in {COUNTRIES}")))?;
    for name in row.list(1) {
        lexicon.add(name, Term::Region(CountryId(at as u32)));
    }
    Ok(())
}

/// names, sector, kind, weight, gender, title, irregular plurals
fn role(lexicon: &mut Lexicon, row: &Row<'_>) -> Result<(), RuleError> {
    let (kind, weight) = (kind(row)?, weight(row)?);
    let gender = gender(row, 4)?;
    let sector = row.sectors(1)?.first().copied();
    let plurals: Vec<&str> = row.list(6).collect();
    for name in row.list(0) {
        let id = RoleId(lexicon.roles.len() as u32);
        lexicon.roles.push(Role {
            name: fold(name),
            sector,
            kind,
            weight,
            gender,
            title: row.cell(5) == "title",
        });
        lexicon.add(name, Term::Role(id, Number::Singular));
        for several in &plurals {
            lexicon.add(several, Term::Role(id, Number::Plural));
        }
        if plurals.is_empty() {
            let plural = lexicon.plural(name);
            lexicon.add(&plural, Term::Role(id, Number::Plural));
        }
    }
    Ok(())
}

fn kind(row: &Row<'_>) -> Result<RoleKind, RuleError> {
    match row.cell(2) {
        "person" => Ok(RoleKind::Person),
        "body" => Ok(RoleKind::Body),
        "crowd" => Ok(RoleKind::Crowd),
        "kin" => Ok(RoleKind::Kin),
        "thing" => Ok(RoleKind::Thing),
        other => Err(row.error(format!(
            "`{other}` is no kind; expected person, body, crowd, kin or thing"
        ))),
    }
}

fn weight(row: &Row<'_>) -> Result<Weight, RuleError> {
    match row.cell(3) {
        "" | "firm" => Ok(Weight::Firm),
        "weak" => Ok(Weight::Weak),
        "clear" => Ok(Weight::Clear),
        other => Err(row.error(format!(
            "`{other}` is no weight; expected firm, weak or clear"
        ))),
    }
}

fn gender(row: &Row<'_>, n: usize) -> Result<Option<Gender>, RuleError> {
    match row.cell(n) {
        "" => Ok(None),
        "m" => Ok(Some(Gender::Male)),
        "f" => Ok(Some(Gender::Female)),
        other => Err(row.error(format!("`{other}` is no gender; expected m, f or nothing"))),
    }
}

/// names, code, sectors, `seat`
fn body(lexicon: &mut Lexicon, row: &Row<'_>) -> Result<(), RuleError> {
    let id = BodyId(lexicon.bodies.len() as u32);
    let country = match row.cell(1) {
        "" => None,
        _ => Some(row.code(1)?),
    };
    lexicon.bodies.push(Body {
        name: row.list(0).next().unwrap_or_default().to_owned(),
        country,
        sectors: row.sectors(2)?,
        seat: row.cell(3) == "seat",
    });
    for name in row.list(0) {
        lexicon.add(name, Term::Body(id));
    }
    Ok(())
}

/// gender, given names parted by spaces
fn given_names(lexicon: &mut Lexicon, row: &Row<'_>) -> Result<(), RuleError> {
    let gender = gender(row, 0)?.ok_or_else(|| row.error("a gender is expected: m or f"))?;
    for name in row.cell(1).split_whitespace() {
        lexicon
            .genders
            .insert(fold(name).to_lowercase().into(), gender);
    }
    Ok(())
}

impl Lexicon {
    /// Enters `phrase` with one of its meanings.
    fn add(&mut self, phrase: &str, term: Term) {
        if phrase.contains(" the ") {
            self.add(&phrase.replace(" the ", " "), term);
        }
        let folded = fold(phrase);
        let words = folded.split(' ').count();
        // Hyphens may be tokens of their own, so a phrase can take more tokens than words.
        let tokens = words + phrase.matches(['-', '\'', '’', '.']).count();
        let first = folded.split(' ').next().unwrap_or_default();
        let longest = self.longest.entry(first.into()).or_default();
        *longest = (*longest).max(tokens);
        let terms = self.terms.entry(folded.into()).or_default();
        if !terms.contains(&term) {
            terms.push(term);
        }
    }

    /// The regular plural of the last word, or of the head of "minister of X".
    pub(super) fn plural(&self, name: &str) -> String {
        for link in [" of ", " to ", " for ", " in "] {
            if let Some((head, rest)) = name.split_once(link) {
                return format!("{}{link}{rest}", self.plural(head));
            }
        }
        let ends = |ending: &str| name.ends_with(ending);
        let cut = |count: usize| &name[..name.len() - count];
        let regular = self.words.regular.words.iter().any(|word| ends(word));
        if ends("woman") || ends("man") && !regular {
            format!("{}men", cut(3))
        } else if ends("ese") || ends("ois") {
            name.to_owned()
        } else if ["s", "sh", "ch", "x", "z"].into_iter().any(ends) {
            format!("{name}es")
        } else if ends("y") && !["ay", "ey", "oy"].into_iter().any(ends) {
            format!("{}ies", cut(1))
        } else {
            format!("{name}s")
        }
    }
}
