//! Leaders: those whose name says by itself of what country they are, from `rules/actors/leaders.tsv`.
//!
//! What an article says of somebody counts more: the list is asked only where no role tells the country.

use std::collections::HashMap;

use super::lexicon::{Row, fold, rows};
use crate::model::{CountryCode, Entity, EntityKind, Sector};
use crate::rules::{RuleError, Rules};

const FILE: &str = "actors/leaders.tsv";

/// One who holds or held an office.
#[derive(Clone, Debug)]
struct Leader {
    country: CountryCode,
    sectors: Vec<Sector>,
    /// The first and the last year of the office; whoever heads a party or a band may have none.
    from: Option<i16>,
    to: Option<i16>,
}

/// All of them by their names.
#[derive(Debug)]
pub(super) struct Leaders {
    by_name: HashMap<Box<str>, Vec<Leader>>,
}

/// What the list says of somebody at the time of an article.
pub(super) struct Office {
    pub(super) country: CountryCode,
    pub(super) sectors: Vec<Sector>,
}

impl Leaders {
    /// Reads the rules.
    pub(super) fn new(rules: &Rules) -> Result<Self, RuleError> {
        let mut by_name: HashMap<Box<str>, Vec<Leader>> = HashMap::new();
        for row in rows(rules, FILE) {
            let leader = leader(&row)?;
            for name in row.list(3) {
                let known = by_name.entry(key(name).into()).or_default();
                known.push(leader.clone());
            }
        }
        Ok(Self { by_name })
    }

    /// Who is meant by the fullest name of `entity` in an article of `year`; nothing where leaders of
    /// two countries bear the name.
    pub(super) fn office(&self, entity: &Entity, year: Option<i16>) -> Option<Office> {
        if !entity.named || matches!(entity.kind, EntityKind::Group | EntityKind::Norp) {
            return None;
        }
        let titled = |role: &String| self.named(&format!("{role} {}", entity.name));
        let leaders = self.named(&entity.name);
        let leaders = leaders.or_else(|| entity.roles.iter().find_map(titled))?;
        // A surname alone says nothing before somebody is known.
        let alone = !entity.name.contains(' ');
        let unknown = |leader: &Leader| alone && leader.is_before(year);
        let known = leaders.iter().filter(|leader| !unknown(leader));
        let (held, others): (Vec<&Leader>, Vec<&Leader>) =
            known.partition(|leader| leader.holds(year));
        let meant = if held.is_empty() { others } else { held };
        let first = meant.first()?;
        let one = meant.iter().all(|other| other.country == first.country);
        one.then(|| Office {
            country: first.country,
            sectors: first.sectors_in(year),
        })
    }

    /// By the name as it stands, without what precedes it, or without what stands in its middle:
    /// "Furious Ana Roca", "Ana M. Roca".
    fn named(&self, name: &str) -> Option<&[Leader]> {
        let key = key(name);
        let words: Vec<&str> = key.split(' ').collect();
        let get = |key: &str| self.by_name.get(key).map(Vec::as_slice);
        let ends = || (1..words.len().saturating_sub(1)).find_map(|at| get(&words[at..].join(" ")));
        let outer = || match words[..] {
            [first, .., last] if words.len() == 3 => get(&format!("{first} {last}")),
            _ => None,
        };
        get(&key).or_else(ends).or_else(outer)
    }
}

impl Leader {
    fn holds(&self, year: Option<i16>) -> bool {
        year.is_none_or(|year| {
            self.from.is_none_or(|from| from <= year) && self.to.is_none_or(|to| year <= to)
        })
    }

    fn is_before(&self, year: Option<i16>) -> bool {
        year.is_some_and(|year| self.from.is_some_and(|from| year < from))
    }

    /// Those of the office while it is held; afterwards who governed belongs to the elite.
    fn sectors_in(&self, year: Option<i16>) -> Vec<Sector> {
        if self.holds(year) {
            return self.sectors.clone();
        }
        let over = self.to.is_some_and(|to| year.is_some_and(|year| to < year));
        let governed = self.sectors.first() == Some(&Sector::Gov);
        match over && governed {
            true => vec![Sector::Eli],
            false => Vec::new(),
        }
    }
}

/// country, sectors, years, names
fn leader(row: &Row<'_>) -> Result<Leader, RuleError> {
    let year = |text: &str| match text {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| {
            row.error(format!(
                "`{text}` is no year; expected years such as 2003-2014 or 2014-"
            ))
        }),
    };
    let years = row.cell(2);
    let (from, to) = years.split_once('-').unwrap_or((years, years));
    Ok(Leader {
        country: row.code(0)?,
        sectors: row.sectors(1)?,
        from: year(from)?,
        to: year(to)?,
    })
}

fn key(name: &str) -> String {
    let folded = fold(name).to_lowercase();
    folded
        .strip_suffix("'s")
        .map_or(folded.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entity(name: &str) -> Entity {
        Entity {
            name: name.to_owned(),
            names: vec![name.to_owned()],
            kind: EntityKind::Person,
            named: true,
            members: Vec::new(),
            roles: Vec::new(),
        }
    }

    fn found(name: &str, year: Option<i16>) -> String {
        let list =
            "KEN\tGOV\t2001-2005\tAna Roca|Roca\nPER\tPTY\t\tLuis Prado\nCHL\tGOV\t\tLuis Prado\n";
        let rules = Rules::built_in().with(FILE, list.to_owned());
        let leaders = Leaders::new(&rules).unwrap();
        let office = leaders.office(&entity(name), year);
        office.map_or_else(String::new, |office| {
            let sector = office.sectors.first().map_or("", |sector| sector.as_str());
            format!("{} {sector}", office.country)
        })
    }

    #[test]
    fn a_leader_is_known_by_name_and_surname() {
        assert_eq!(found("Ana Roca", None), "KEN GOV");
        assert_eq!(found("Ana M. Roca", None), "KEN GOV");
        assert_eq!(found("Furious Ana Roca", None), "KEN GOV");
        assert_eq!(found("Roca's", None), "KEN GOV");
        assert_eq!(found("Maria Roca", None), "");
    }

    #[test]
    fn an_office_counts_in_its_years() {
        assert_eq!(found("Roca", Some(2003)), "KEN GOV");
        assert_eq!(found("Roca", Some(2010)), "KEN ELI");
        assert_eq!(found("Ana Roca", Some(1999)), "KEN ");
        assert_eq!(found("Roca", Some(1999)), "");
    }

    #[test]
    fn a_name_borne_in_two_countries_says_nothing() {
        assert_eq!(found("Luis Prado", None), "");
    }

    #[test]
    fn the_rules_load() {
        Leaders::new(&Rules::built_in()).unwrap();
    }
}
