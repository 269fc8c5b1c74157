//! The rules as data: `rules/events/*.toml` read, checked and indexed by lemma.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use serde::Deserialize;

use super::cameo;
use super::plover;
use crate::model::*;
use crate::rules::{RuleError, Rules};

/// Where the rules lie.
const FOLDER: &str = "events/";
/// Word classes and the words that set a status.
const WORDS: &str = "events/words.toml";

/// One rule as its file writes it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: String,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    object: Vec<String>,
    #[serde(default)]
    not_object: Vec<String>,
    #[serde(default)]
    by: Vec<String>,
    #[serde(default)]
    with: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    about: Vec<String>,
    /// A list of `words.toml` one of whose words must stand near and no weapon, or [`CAMPAIGN`].
    talk: Option<String>,
    actor: Option<Vec<String>>,
    recipient: Option<Vec<String>>,
    noun_actor: Option<Vec<String>>,
    noun_recipient: Option<Vec<String>>,
    #[serde(default)]
    mutual: Option<String>,
    mode: Option<String>,
    #[serde(default)]
    contexts: Vec<String>,
    cameo: String,
    status: Option<String>,
    #[serde(default)]
    example: Vec<String>,
    #[serde(default)]
    counter: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    r#type: String,
    rule: Vec<Written>,
}

/// `words.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WordsFile {
    classes: BTreeMap<String, Vec<String>>,
    lists: BTreeMap<String, Vec<String>>,
}

/// Talk of an election campaign: attacks on a rival are words.
pub(super) const CAMPAIGN: &str = "campaign";

/// Where an argument stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// Who does what the verb says; of a passive verb, "by" whom.
    Subject,
    /// Whom the verb does it to; of a passive verb, its subject.
    Object,
    /// The indirect object.
    Dative,
    /// The subject of the clause that depends on the verb: "asked *Oslo* to help".
    Doer,
    /// Possessor of a noun: "*her* visit".
    Possessor,
    /// Name or nationality before a noun: "the *Kenyan* offer".
    Modifier,
    /// The noun's possessor where an "of" names the other side, else none.
    PossessorBesideOf,
    /// Object of a preposition.
    Prep(Box<str>),
}

impl Slot {
    pub(super) fn parse(text: &str) -> Self {
        match text {
            "subject" => Slot::Subject,
            "object" => Slot::Object,
            "dative" => Slot::Dative,
            "doer" => Slot::Doer,
            "possessor" => Slot::Possessor,
            "modifier" => Slot::Modifier,
            "possessor-beside-of" => Slot::PossessorBesideOf,
            word => Slot::Prep(word.into()),
        }
    }
}

/// What a speech act must be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum About {
    /// Any act, coded or not.
    Any,
    /// An act in the infinitive, coded or not: "told them *to leave*".
    To,
    /// An act in the infinitive that somebody else is to do: "want *them to leave*".
    Other,
    /// An act of one of these types.
    Kinds(Vec<EventType>),
}

/// One rule, ready to use.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) name: Arc<str>,
    pub(super) kind: EventType,
    pub(super) mode: Option<&'static str>,
    pub(super) contexts: Vec<&'static str>,
    pub(super) cameo: &'static str,
    pub(super) status: Option<Status>,
    pub(super) object: Words,
    pub(super) not_object: Words,
    /// Whoever does what the noun names must be called so.
    pub(super) by: Words,
    pub(super) with: Vec<(String, Words)>,
    pub(super) about: Option<About>,
    /// The list of `words.toml` whose words must stand around: what is spoken of.
    pub(super) talk: Option<Box<str>>,
    pub(super) actor: Vec<Slot>,
    pub(super) recipient: Vec<Slot>,
    pub(super) noun_actor: Vec<Slot>,
    pub(super) noun_recipient: Vec<Slot>,
    pub(super) mutual: bool,
    #[cfg_attr(not(test), expect(dead_code, reason = "run by the tests of the rules"))]
    pub(super) example: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "run by the tests of the rules"))]
    pub(super) counter: Vec<String>,
}

/// Lemmas that an argument must have; empty where anything will do.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    lemmas: BTreeSet<String>,
    /// Whoever can act will do.
    pub(super) actor: bool,
}

impl Words {
    pub(super) fn is_empty(&self) -> bool {
        self.lemmas.is_empty() && !self.actor
    }

    /// Whether it asks for words, not only for somebody who can act.
    pub(super) fn has_lemmas(&self) -> bool {
        !self.lemmas.is_empty()
    }

    pub(super) fn has(&self, lemma: &str) -> bool {
        self.lemmas.contains(lemma)
    }
}

/// The words of a trigger: the one that the index finds it by, and those that must stand with it.
#[derive(Debug)]
pub(super) struct Pattern {
    pub(super) rule: usize,
    pub(super) rest: Vec<String>,
}

/// All rules.
#[derive(Debug)]
pub(super) struct Lexicon {
    pub(super) rules: Vec<Rule>,
    verbs: HashMap<String, Vec<Pattern>>,
    nouns: HashMap<String, Vec<Pattern>>,
    classes: BTreeMap<String, Vec<String>>,
    lists: BTreeMap<String, BTreeSet<String>>,
}

/// A lemma in the spelling under which the rules know it: "criticise" is "criticize".
pub(super) fn normal(lemma: &str) -> String {
    let lemma = lemma.to_lowercase();
    for (british, american) in [
        ("ise", "ize"),
        ("isation", "ization"),
        ("yse", "yze"),
        ("defence", "defense"),
    ] {
        if let Some(stem) = lemma.strip_suffix(british) {
            return format!("{stem}{american}");
        }
    }
    lemma
}

impl Lexicon {
    /// Reads and checks every file of `rules/events/`.
    pub(super) fn new(rules: &Rules) -> Result<Self, RuleError> {
        let words: WordsFile =
            toml::from_str(rules.file(WORDS)).map_err(|error| RuleError::new(WORDS, error))?;
        let lists = words
            .lists
            .into_iter()
            .map(|(name, list)| (name, list.iter().map(|word| normal(word)).collect()))
            .collect();
        let mut lexicon = Self {
            rules: Vec::new(),
            verbs: HashMap::new(),
            nouns: HashMap::new(),
            classes: words.classes,
            lists,
        };
        for (path, text) in rules.folder(FOLDER).filter(|(path, _)| *path != WORDS) {
            lexicon
                .add_file(path, text)
                .map_err(|message| RuleError::new(path, message))?;
        }
        lexicon.rules.extend(plover::types().filter_map(learned));
        Ok(lexicon)
    }

    /// The rule of the events of a type that are learned.
    pub(super) fn learned(&self, kind: EventType) -> Option<usize> {
        let first = self.rules.len().checked_sub(plover::types().count())?;
        (first..self.rules.len()).find(|at| self.rules[*at].kind == kind)
    }

    fn add_file(&mut self, path: &str, text: &str) -> Result<(), String> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
        let kind = EventType::parse(&file.r#type)
            .ok_or_else(|| format!("type = {:?}: no event type of PLOVER 2", file.r#type))?;
        let mut ids = BTreeSet::new();
        for written in file.rule {
            if !ids.insert(written.id.clone()) {
                return Err(format!("rule {:?}: the id stands twice", written.id));
            }
            let id = written.id.clone();
            self.add(path, kind, written)
                .map_err(|message| format!("rule {id:?}: {message}"))?;
        }
        Ok(())
    }

    fn add(&mut self, path: &str, kind: EventType, written: Written) -> Result<(), String> {
        let number = self.rules.len();
        for (patterns, verb) in [(&written.verbs, true), (&written.nouns, false)] {
            for text in patterns {
                let (word, pattern) = pattern(text, number, verb)?;
                let index = if verb {
                    &mut self.verbs
                } else {
                    &mut self.nouns
                };
                index.entry(word).or_default().push(pattern);
            }
        }
        let rule = self.rule(path, kind, written)?;
        self.rules.push(rule);
        Ok(())
    }

    fn rule(&self, path: &str, kind: EventType, written: Written) -> Result<Rule, String> {
        let mode = match &written.mode {
            None => None,
            Some(mode) => {
                let known = kind.mode(mode);
                Some(known.ok_or_else(|| format!("mode {mode:?}: no mode of {kind}"))?)
            }
        };
        let context = |name: &String| {
            plover::context(name).ok_or_else(|| format!("context {name:?}: none of PLOVER 2"))
        };
        let contexts: Result<Vec<_>, _> = written.contexts.iter().map(context).collect();
        let with: Result<Vec<_>, String> = (written.with.iter())
            .map(|(word, lemmas)| Ok((word.clone(), self.words(lemmas)?)))
            .collect();
        let mutual = written.mutual.is_some();
        let slots = |given: &Option<Vec<String>>, default: &[&str]| -> Vec<Slot> {
            match given {
                Some(given) => given.iter().map(|slot| Slot::parse(slot)).collect(),
                None => default.iter().map(|slot| Slot::parse(slot)).collect(),
            }
        };
        Ok(Rule {
            name: format!("{path}#{}", written.id).into(),
            kind,
            mode,
            contexts: contexts?,
            cameo: cameo::code(&written.cameo)
                .ok_or_else(|| format!("cameo {:?}: no code of CAMEO", written.cameo))?,
            status: written.status.as_deref().map(status).transpose()?,
            object: self.words(&written.object)?,
            not_object: self.words(&written.not_object)?,
            by: self.words(&written.by)?,
            with: with?,
            about: about(&written.about)?,
            talk: written.talk.map(|talk| self.talk(talk)).transpose()?,
            actor: slots(&written.actor, &["subject"]),
            recipient: slots(
                &written.recipient,
                if mutual {
                    &["with", "object"]
                } else {
                    &["object"]
                },
            ),
            noun_actor: slots(&written.noun_actor, NOUN_ACTOR),
            noun_recipient: slots(&written.noun_recipient, NOUN_RECIPIENT),
            mutual,
            example: written.example,
            counter: written.counter,
        })
    }

    /// The talk in which a rule's words name its act.
    fn talk(&self, talk: String) -> Result<Box<str>, String> {
        match talk == CAMPAIGN || self.lists.contains_key(&*talk) {
            true => Ok(talk.into()),
            false => Err(format!("talk {talk:?}: no list of {WORDS}")),
        }
    }

    /// The lemmas that a list of words and "@class" names stands for.
    fn words(&self, list: &[String]) -> Result<Words, String> {
        let mut words = Words::default();
        for entry in list {
            match entry.strip_prefix('@') {
                Some("actor") => words.actor = true,
                Some(class) => {
                    let known = self.classes.get(class);
                    let known = known.ok_or_else(|| format!("{entry:?}: no class of {WORDS}"))?;
                    words.lemmas.extend(known.iter().map(|word| normal(word)));
                }
                None => {
                    words.lemmas.insert(normal(entry));
                }
            }
        }
        Ok(words)
    }

    /// The patterns that a verb with this lemma can begin.
    pub(super) fn verbs(&self, lemma: &str) -> &[Pattern] {
        self.verbs.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// The patterns that a noun with this lemma can head.
    pub(super) fn nouns(&self, lemma: &str) -> &[Pattern] {
        self.nouns.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// Whether a list of `words.toml` has a word.
    pub(super) fn list(&self, name: &str, word: &str) -> bool {
        self.lists.get(name).is_some_and(|list| list.contains(word))
    }

    /// Whether a class of `words.toml` has a word.
    pub(super) fn class(&self, name: &str, word: &str) -> bool {
        let class = self.classes.get(name);
        class.is_some_and(|class| class.iter().any(|known| known == word))
    }
}

const NOUN_ACTOR: &[&str] = &["possessor", "modifier", "by", "from", "between"];
const NOUN_RECIPIENT: &[&str] = &[
    "against", "on", "with", "to", "at", "toward", "towards", "upon",
];

/// The rule of events of a type that no rule reads: what they have in common, and no word.
fn learned(kind: EventType) -> Option<Rule> {
    let status = match kind {
        EventType::Agree => Some(Status::Planned),
        EventType::Threaten => Some(Status::Threatened),
        EventType::Request => Some(Status::Demanded),
        _ => None,
    };
    Some(Rule {
        name: format!("{}#{}", super::FOUND, kind.as_str()).into(),
        kind,
        mode: None,
        contexts: Vec::new(),
        cameo: cameo::code(cameo::root(kind))?,
        status,
        object: Words::default(),
        not_object: Words::default(),
        by: Words::default(),
        with: Vec::new(),
        about: None,
        talk: None,
        actor: Vec::new(),
        recipient: Vec::new(),
        noun_actor: Vec::new(),
        noun_recipient: Vec::new(),
        mutual: false,
        example: Vec::new(),
        counter: Vec::new(),
    })
}

/// The word that the index finds a pattern by, and the pattern.
fn pattern(text: &str, rule: usize, verb: bool) -> Result<(String, Pattern), String> {
    let mut words: Vec<String> = text.split_whitespace().map(normal).collect();
    if words.is_empty() {
        return Err("an empty pattern".to_owned());
    }
    let word = if verb {
        words.remove(0)
    } else {
        words.pop().unwrap_or_default()
    };
    Ok((word, Pattern { rule, rest: words }))
}

fn status(name: &str) -> Result<Status, String> {
    [
        Status::Actual,
        Status::Planned,
        Status::Threatened,
        Status::Demanded,
        Status::Hypothetical,
        Status::Denied,
    ]
    .into_iter()
    .find(|status| status.as_str() == name)
    .ok_or_else(|| format!("status {name:?}: none of ours"))
}

fn about(names: &[String]) -> Result<Option<About>, String> {
    let mut kinds = Vec::new();
    for name in names {
        match name.as_str() {
            "any" => return Ok(Some(About::Any)),
            "to" => return Ok(Some(About::To)),
            "other" => return Ok(Some(About::Other)),
            "cooperation" => kinds.extend(plover::types().filter(|kind| kind.quad() <= 2)),
            "conflict" => kinds.extend(plover::types().filter(|kind| kind.quad() >= 3)),
            "material-conflict" => kinds.extend(plover::types().filter(|kind| kind.quad() == 4)),
            name => kinds.push(
                EventType::parse(name)
                    .ok_or_else(|| format!("about {name:?}: neither a type nor a kind of them"))?,
            ),
        }
    }
    Ok((!kinds.is_empty()).then_some(About::Kinds(kinds)))
}
