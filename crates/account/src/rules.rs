//! The rules: knowledge as data, built in and replaceable file by file.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

/// Every file below `rules/`, by its path there. A new file is named here and nowhere else.
const BUILT_IN: &[(&str, &str)] = &[
    // Kept in the order of the flow.
    (
        "pages/fields.toml",
        include_str!("../../../rules/pages/fields.toml"),
    ),
    (
        "pages/body.forest",
        include_str!("../../../rules/pages/body.forest"),
    ),
    (
        "pages/parts.toml",
        include_str!("../../../rules/pages/parts.toml"),
    ),
    (
        "articles/boilerplate.toml",
        include_str!("../../../rules/articles/boilerplate.toml"),
    ),
    (
        "articles/bylines.toml",
        include_str!("../../../rules/articles/bylines.toml"),
    ),
    (
        "articles/lines.forest",
        include_str!("../../../rules/articles/lines.forest"),
    ),
    (
        "articles/dates.toml",
        include_str!("../../../rules/articles/dates.toml"),
    ),
    (
        "mentions/kinds.tsv",
        include_str!("../../../rules/mentions/kinds.tsv"),
    ),
    (
        "mentions/speech.tsv",
        include_str!("../../../rules/mentions/speech.tsv"),
    ),
    (
        "mentions/pronouns.weights",
        include_str!("../../../rules/mentions/pronouns.weights"),
    ),
    (
        "mentions/words.toml",
        include_str!("../../../rules/mentions/words.toml"),
    ),
    (
        "times/words.toml",
        include_str!("../../../rules/times/words.toml"),
    ),
    (
        "times/patterns.toml",
        include_str!("../../../rules/times/patterns.toml"),
    ),
    (
        "actors/countries.tsv",
        include_str!("../../../rules/actors/countries.tsv"),
    ),
    (
        "actors/regions.tsv",
        include_str!("../../../rules/actors/regions.tsv"),
    ),
    (
        "actors/roles.tsv",
        include_str!("../../../rules/actors/roles.tsv"),
    ),
    (
        "actors/bodies.tsv",
        include_str!("../../../rules/actors/bodies.tsv"),
    ),
    (
        "actors/leaders.tsv",
        include_str!("../../../rules/actors/leaders.tsv"),
    ),
    (
        "actors/given-names.tsv",
        include_str!("../../../rules/actors/given-names.tsv"),
    ),
    (
        "actors/words.toml",
        include_str!("../../../rules/actors/words.toml"),
    ),
    (
        "quotes/cues.toml",
        include_str!("../../../rules/quotes/cues.toml"),
    ),
    (
        "pairs/senses.toml",
        include_str!("../../../rules/pairs/senses.toml"),
    ),
    (
        "pairs/pairs.weights",
        include_str!("../../../rules/pairs/pairs.weights"),
    ),
    (
        "pairs/acts.weights",
        include_str!("../../../rules/pairs/acts.weights"),
    ),
    (
        "pairs/sides.weights",
        include_str!("../../../rules/pairs/sides.weights"),
    ),
    (
        "pairs/found.weights",
        include_str!("../../../rules/pairs/found.weights"),
    ),
    (
        "events/words.toml",
        include_str!("../../../rules/events/words.toml"),
    ),
    (
        "events/agree.toml",
        include_str!("../../../rules/events/agree.toml"),
    ),
    (
        "events/consult.toml",
        include_str!("../../../rules/events/consult.toml"),
    ),
    (
        "events/support.toml",
        include_str!("../../../rules/events/support.toml"),
    ),
    (
        "events/concede.toml",
        include_str!("../../../rules/events/concede.toml"),
    ),
    (
        "events/cooperate.toml",
        include_str!("../../../rules/events/cooperate.toml"),
    ),
    (
        "events/aid.toml",
        include_str!("../../../rules/events/aid.toml"),
    ),
    (
        "events/retreat.toml",
        include_str!("../../../rules/events/retreat.toml"),
    ),
    (
        "events/request.toml",
        include_str!("../../../rules/events/request.toml"),
    ),
    (
        "events/accuse.toml",
        include_str!("../../../rules/events/accuse.toml"),
    ),
    (
        "events/reject.toml",
        include_str!("../../../rules/events/reject.toml"),
    ),
    (
        "events/threaten.toml",
        include_str!("../../../rules/events/threaten.toml"),
    ),
    (
        "events/protest.toml",
        include_str!("../../../rules/events/protest.toml"),
    ),
    (
        "events/sanction.toml",
        include_str!("../../../rules/events/sanction.toml"),
    ),
    (
        "events/mobilize.toml",
        include_str!("../../../rules/events/mobilize.toml"),
    ),
    (
        "events/coerce.toml",
        include_str!("../../../rules/events/coerce.toml"),
    ),
    (
        "events/assault.toml",
        include_str!("../../../rules/events/assault.toml"),
    ),
    (
        "numbers/words.toml",
        include_str!("../../../rules/numbers/words.toml"),
    ),
    (
        "copies/background.toml",
        include_str!("../../../rules/copies/background.toml"),
    ),
    (
        "copies/credits.toml",
        include_str!("../../../rules/copies/credits.toml"),
    ),
    (
        "accounts/acts.tsv",
        include_str!("../../../rules/accounts/acts.tsv"),
    ),
    (
        "accounts/carriers.tsv",
        include_str!("../../../rules/accounts/carriers.tsv"),
    ),
    (
        "accounts/senses.tsv",
        include_str!("../../../rules/accounts/senses.tsv"),
    ),
    (
        "accounts/tolls.toml",
        include_str!("../../../rules/accounts/tolls.toml"),
    ),
    (
        "accounts/types.tsv",
        include_str!("../../../rules/accounts/types.tsv"),
    ),
    (
        "accounts/verbs.tsv",
        include_str!("../../../rules/accounts/verbs.tsv"),
    ),
    (
        "accounts/roles.toml",
        include_str!("../../../rules/accounts/roles.toml"),
    ),
    (
        "accounts/wording.toml",
        include_str!("../../../rules/accounts/wording.toml"),
    ),
    (
        "places/cities.tsv",
        include_str!("../../../rules/places/cities.tsv"),
    ),
    (
        "places/regions.tsv",
        include_str!("../../../rules/places/regions.tsv"),
    ),
    (
        "places/seats.tsv",
        include_str!("../../../rules/places/seats.tsv"),
    ),
    (
        "places/towns.tsv",
        include_str!("../../../rules/places/towns.tsv"),
    ),
    (
        "places/counties.tsv",
        include_str!("../../../rules/places/counties.tsv"),
    ),
    (
        "places/divisions.tsv",
        include_str!("../../../rules/places/divisions.tsv"),
    ),
];

/// The texts of the rule files, by path: `quotes/cues.toml`.
#[derive(Clone, Debug)]
pub struct Rules {
    files: BTreeMap<String, Cow<'static, str>>,
}

impl Rules {
    /// The rules that come with the program.
    #[must_use]
    pub fn built_in() -> Self {
        let files = BUILT_IN
            .iter()
            .map(|(path, text)| ((*path).to_owned(), Cow::Borrowed(*text)));
        Self {
            files: files.collect(),
        }
    }

    /// Puts `text` in the place of the file at `path`, or beside the others where it is new.
    #[must_use]
    pub fn with(mut self, path: &str, text: String) -> Self {
        self.files.insert(path.to_owned(), Cow::Owned(text));
        self
    }

    /// The text of one file; empty where there is none.
    #[must_use]
    pub fn file(&self, path: &str) -> &str {
        self.files.get(path).map_or("", Cow::as_ref)
    }

    /// The files whose path begins with `folder`, in order of their paths.
    pub fn folder<'r>(&'r self, folder: &'r str) -> impl Iterator<Item = (&'r str, &'r str)> {
        self.files
            .iter()
            .filter(move |(path, _)| path.starts_with(folder))
            .map(|(path, text)| (path.as_str(), text.as_ref()))
    }
}

/// A rule file that cannot be used as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleError {
    /// The file, by its path below `rules/`.
    pub path: String,
    /// What is wrong, where in the file, and what was expected.
    pub message: String,
}

impl RuleError {
    /// An error in the file at `path`.
    #[must_use]
    pub fn new(path: &str, message: impl fmt::Display) -> Self {
        Self {
            path: path.to_owned(),
            message: message.to_string(),
        }
    }
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rules/{}: {}", self.path, self.message)
    }
}

impl std::error::Error for RuleError {}
