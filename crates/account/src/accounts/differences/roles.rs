//! Descriptions of persons next to their names: "his successor, Senator ...".

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::model::*;
use crate::rules::{RuleError, Rules};

const FILE: &str = "accounts/roles.toml";

/// Words between a description and the name, titles of the name included, at most.
const REACH: usize = 12;

#[derive(Deserialize)]
struct Table {
    heads: String,
    portfolios: String,
    offices: String,
    exclusive: Vec<Exclusive>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Exclusive {
    #[serde(default)]
    general: String,
    offices: String,
}

/// Offices of which nobody holds two, by what they are among.
#[derive(Debug)]
struct Group {
    general: BTreeSet<String>,
    offices: BTreeSet<String>,
}

/// What somebody is, among offices of which nobody holds two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Office {
    /// In words: "interior minister", "mayor".
    pub(super) title: String,
    group: usize,
    general: bool,
}

impl Office {
    /// Whether who is the one is not the other, or more than it.
    pub(super) fn excludes(&self, other: &Self) -> bool {
        self.group == other.group && self.title != other.title && !(self.general && other.general)
    }

    /// Whether who holds the other office is this as well: a treasurer is a member.
    pub(super) fn is_part_of(&self, other: &Self) -> bool {
        self.group == other.group && self.general && !other.general
    }
}

/// The words of `rules/accounts/roles.toml`.
#[derive(Debug)]
pub(super) struct Roles {
    heads: BTreeSet<String>,
    portfolios: BTreeSet<String>,
    offices: BTreeSet<String>,
    exclusive: Vec<Group>,
}

/// One description of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Description {
    /// The description alone: "the woman she wants to succeed her".
    pub(super) span: Span,
    /// Its first noun: "woman".
    pub(super) head: String,
    /// Whether it says what the person is to somebody: a possessive or a clause stands in it.
    pub(super) relational: bool,
}

impl Roles {
    /// Reads the words.
    pub(super) fn new(rules: &Rules) -> Result<Self, RuleError> {
        let table: Table =
            toml::from_str(rules.file(FILE)).map_err(|error| RuleError::new(FILE, error))?;
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect();
        let group = |group: &Exclusive| Group {
            general: words(&group.general),
            offices: words(&group.offices),
        };
        Ok(Self {
            heads: words(&table.heads),
            portfolios: words(&table.portfolios),
            offices: words(&table.offices),
            exclusive: table.exclusive.iter().map(group).collect(),
        })
    }

    /// The field of government that a role names with its office: "foreign" of "foreign minister".
    pub(super) fn portfolio<'r>(&self, role: &'r str) -> Option<(&'r str, &'r str)> {
        let words: Vec<&str> = role.split_whitespace().collect();
        let office = words.iter().position(|word| self.offices.contains(*word))?;
        let field = office.checked_sub(1).and_then(|n| words.get(n))?;
        // "deputy", "former" and the like are another matter.
        let plain = words
            .iter()
            .all(|word| !matches!(*word, "former" | "deputy" | "vice" | "acting" | "ex"));
        (plain && self.portfolios.contains(*field)).then_some((*field, words[office]))
    }

    /// What a phrase in lower case says that somebody is, if that is an office of which nobody
    /// holds two: "slovak interior minister ondrej halmas" gives "interior minister".
    pub(super) fn office(&self, phrase: &str) -> Option<Office> {
        if let Some((field, office)) = self.portfolio(phrase) {
            // A group of its own for ministers and one for secretaries, behind the others.
            let kind = self.offices.iter().position(|other| other == office)?;
            return Some(Office {
                title: format!("{} {office}", super::portfolios::spelling(field)),
                group: self.exclusive.len() + kind,
                general: false,
            });
        }
        let words: Vec<&str> = phrase.split_whitespace().collect();
        let past = |word: &&str| {
            matches!(
                *word,
                "former" | "ex" | "acting" | "late" | "then" | "future"
            )
        };
        if words
            .iter()
            .any(|word| past(word) || word.starts_with("ex-"))
        {
            return None;
        }
        let (at, group, general) = words.iter().enumerate().find_map(|(n, word)| {
            let among =
                |group: &Group| group.offices.contains(*word) || group.general.contains(*word);
            let group = self.exclusive.iter().position(among)?;
            Some((n, group, self.exclusive[group].general.contains(*word)))
        })?;
        let rank = at.checked_sub(1).map(|before| words[before]);
        let rank = rank.filter(|word| matches!(*word, "deputy" | "vice" | "vice-"));
        let title = rank.map_or_else(
            || words[at].to_owned(),
            |rank| format!("{rank} {}", words[at]),
        );
        Some(Office {
            title,
            group,
            general,
        })
    }

    /// The description that stands right before or behind the name at `tokens`, parted by a comma.
    pub(super) fn description(
        &self,
        parse: &Parse,
        tokens: std::ops::Range<u32>,
    ) -> Option<Description> {
        let sentence = parse.tokens.get(tokens.start as usize)?.sentence;
        self.before(parse, tokens.start as usize, sentence)
            .or_else(|| self.behind(parse, tokens.end as usize, sentence))
    }

    fn before(&self, parse: &Parse, name: usize, sentence: SentenceId) -> Option<Description> {
        let all = &parse.tokens;
        // Titles stand between the comma and the name.
        let titles = all[..name].iter().rev().take_while(|t| is_title(t)).count();
        let comma = (name - titles).checked_sub(1)?;
        if &*all[comma].lower != "," || all[comma].sentence != sentence {
            return None;
        }
        let first = (comma.saturating_sub(REACH)..comma)
            .rev()
            .take_while(|n| all[*n].sentence == sentence && all[*n].pos != Pos::Punct)
            .find(|n| opens(&all[*n]))?;
        self.describe(all, first, comma)
    }

    fn behind(&self, parse: &Parse, end: usize, sentence: SentenceId) -> Option<Description> {
        let all = &parse.tokens;
        let comma = all.get(end)?;
        let first = end + 1;
        if &*comma.lower != ","
            || !all
                .get(first)
                .is_some_and(|t| opens(t) && t.sentence == sentence)
        {
            return None;
        }
        let rest = all[first..].iter().take(REACH);
        let length = rest
            .take_while(|t| t.sentence == sentence && t.pos != Pos::Punct)
            .count();
        let closed = all.get(first + length).is_some_and(|t| t.pos == Pos::Punct);
        closed.then(|| self.describe(all, first, first + length))?
    }

    /// The description from `first` to `end`, where its first noun is a word for a person.
    fn describe(&self, all: &[Token], first: usize, end: usize) -> Option<Description> {
        let inside = &all[first..end];
        let noun = inside.iter().find(|t| t.pos == Pos::Noun)?;
        let head = noun.lemma.to_lowercase();
        if !self.heads.contains(&head) {
            return None;
        }
        let possessive = |t: &Token| &*t.tag == "PRP$" || t.dep == Dep::Poss;
        let clause = |t: &Token| t.dep == Dep::Relcl || t.dep == Dep::Acl;
        Some(Description {
            span: inside.first()?.span.cover(inside.last()?.span),
            head,
            relational: inside.iter().any(|t| possessive(t) || clause(t)),
        })
    }
}

fn is_title(token: &Token) -> bool {
    token.pos == Pos::Propn && matches!(token.dep, Dep::Compound | Dep::Nmod | Dep::Amod)
}

/// Whether a description can begin here.
fn opens(token: &Token) -> bool {
    token.pos == Pos::Det || &*token.tag == "PRP$"
}
