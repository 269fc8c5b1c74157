//! Senses: the groups of words that `rules/pairs/senses.toml` puts together.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::super::tree::Tree;
use crate::model::{Dep, Pos};
use crate::rules::{RuleError, Rules};

const RULES: &str = "pairs/senses.toml";

/// The groups of each word, by the part of speech in which it belongs to them.
#[derive(Debug)]
pub(crate) struct Senses {
    groups: HashMap<String, Vec<Group>>,
}

/// A group of words, and its name where a word belongs to it together with one that hangs on it.
#[derive(Debug)]
struct Group {
    speech: Speech,
    name: String,
    joined: String,
}

/// The part of speech in which a word belongs to a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Speech {
    Verb,
    Noun,
    Adjective,
    Any,
}

type Groups = BTreeMap<Speech, BTreeMap<String, Vec<String>>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    wide: Groups,
    narrow: Groups,
}

impl Senses {
    /// The groups of the rules.
    pub(super) fn new(rules: &Rules) -> Result<Senses, RuleError> {
        let file: File =
            toml::from_str(rules.file(RULES)).map_err(|error| RuleError::new(RULES, error))?;
        let mut groups: HashMap<String, Vec<Group>> = HashMap::new();
        for (kind, all) in [("wide", file.wide), ("narrow", file.narrow)] {
            for (speech, named) in all {
                for (name, words) in named {
                    for word in words {
                        let name = format!("{kind}.{name}.{speech:?}").to_lowercase();
                        let joined = format!("{name}!");
                        let group = Group {
                            speech,
                            name,
                            joined,
                        };
                        groups.entry(word).or_default().push(group);
                    }
                }
            }
        }
        Ok(Senses { groups })
    }

    /// The groups that a token belongs to, alone or with a word that hangs on it; the latter are
    /// marked, as they are surer.
    pub(crate) fn of(&self, tree: &Tree<'_>, n: u32) -> Vec<&str> {
        let token = tree.token(n);
        let lemma = token.lemma.to_lowercase();
        let fits = |speech: Speech| match speech {
            Speech::Verb => matches!(token.pos, Pos::Verb | Pos::Aux),
            Speech::Noun => matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Adj),
            Speech::Adjective | Speech::Any => true,
        };
        let known = |word: &str| {
            let groups = self.groups.get(word).into_iter().flatten();
            groups.filter(|group| fits(group.speech))
        };
        let mut found: Vec<&str> = known(&lemma).map(|group| &*group.name).collect();
        for child in tree.by_dep(n, &[Dep::Prt, Dep::Prep, Dep::Advmod]) {
            let both = format!("{lemma}_{}", tree.token(child).lemma.to_lowercase());
            found.extend(known(&both).map(|group| &*group.joined));
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}
