//! The same act in words that judge and in words that do not.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::super::happenings::Happening;
use super::{Scene, Value, about, difference, sentence};
use crate::model::*;
use crate::rules::{RuleError, Rules};

const FILE: &str = "accounts/wording.toml";

#[derive(Deserialize)]
struct Table {
    act: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    about: String,
    example: String,
    plain: String,
    judging: String,
}

/// Words for one kind of act.
#[derive(Debug)]
struct Act {
    plain: BTreeSet<String>,
    judging: BTreeSet<String>,
}

/// The words of `rules/accounts/wording.toml`.
#[derive(Debug)]
pub(super) struct Wording {
    acts: Vec<Act>,
}

/// A word used of an act: where, and whose word it is.
type Use = (usize, Span, Option<ActorId>);

impl Wording {
    /// Reads the words; the example of each act must use a word of either group.
    pub(super) fn new(rules: &Rules) -> Result<Self, RuleError> {
        let table: Table =
            toml::from_str(rules.file(FILE)).map_err(|error| RuleError::new(FILE, error))?;
        let words = |text: &str| -> BTreeSet<String> {
            text.split_whitespace().map(str::to_owned).collect()
        };
        let act = |entry: &Entry| {
            let act = Act {
                plain: words(&entry.plain),
                judging: words(&entry.judging),
            };
            let example = entry.example.to_lowercase();
            let used = |words: &BTreeSet<String>| words.iter().any(|word| example.contains(word));
            match used(&act.plain) && used(&act.judging) {
                true => Ok(act),
                false => {
                    let message = format!(
                        "act {:?}: its example needs a word of either group",
                        entry.about
                    );
                    Err(RuleError::new(FILE, message))
                }
            }
        };
        Ok(Self {
            acts: table.act.iter().map(act).collect::<Result<_, _>>()?,
        })
    }

    /// Whether one of two words for one act judges where the other does not.
    pub(super) fn judges(&self, one: &str, other: &str) -> bool {
        let parted = |act: &Act, plain: &str, judging: &str| {
            act.plain.contains(plain) && act.judging.contains(judging)
        };
        let mut acts = self.acts.iter();
        acts.any(|act| parted(act, one, other) || parted(act, other, one))
    }

    /// Events for which the articles, or those they quote, use words of both groups.
    pub(super) fn find(&self, scene: Scene<'_, '_>) -> Vec<Difference> {
        let mut found: Vec<Difference> = Vec::new();
        for happening in scene.happenings {
            for act in &self.acts {
                if let Some(difference) = of(scene, happening, act) {
                    // The same passages under another event say nothing new.
                    let known = found.iter().any(|other| same_judgement(other, &difference));
                    if !known {
                        found.push(difference);
                    }
                }
            }
        }
        found
    }
}

fn same_judgement(a: &Difference, b: &Difference) -> bool {
    let last = |difference: &Difference| difference.values.last().map(|v| v.first().clone());
    last(a).is_some() && last(a) == last(b)
}

fn of(scene: Scene<'_, '_>, happening: &Happening<'_, '_>, act: &Act) -> Option<Difference> {
    let uses = uses(scene, happening, act);
    if !uses.differ() {
        return None;
    }
    let value = |(word, uses): (String, Vec<Use>)| Value {
        value: word,
        holder: uses.first().and_then(|(_, _, holder)| *holder),
        passages: uses
            .iter()
            .map(|(n, span, _)| (*n, sentence(scene.told, *n, *span)))
            .collect(),
    };
    let values = uses.plain.into_iter().chain(uses.judging);
    let values = values.map(value).collect();
    let (kind, relation) = (DifferenceKind::Wording, Relation::Framing);
    difference(scene.told, kind, relation, about(happening), values)
}

/// The words that are used of one act, each with where and by whom.
#[derive(Default)]
struct Uses {
    plain: BTreeMap<String, Vec<Use>>,
    judging: BTreeMap<String, Vec<Use>>,
}

/// The words that the tellings of a happening, and of what may be the same act, use of it.
fn uses(scene: Scene<'_, '_>, happening: &Happening<'_, '_>, act: &Act) -> Uses {
    let mut uses = Uses::default();
    let others = scene.happenings.iter();
    let others = others.filter(|other| is_companion(happening, other));
    let tellings = others.flat_map(|other| &other.tellings);
    for telling in happening.tellings.iter().chain(tellings) {
        let names = |word: &str| act.plain.contains(word) || act.judging.contains(word);
        if !telling.trigger.iter().any(|word| names(word)) {
            continue;
        }
        let reading = scene.told.readings[telling.position];
        let passage = sentence(scene.told, telling.position, telling.event.span);
        // What the same sentence calls it besides: "the capture, which she called a rescue".
        let besides = tokens(reading, passage).filter(|token| word(token, &act.judging).is_some());
        for token in tokens(reading, telling.event.trigger).chain(besides) {
            uses.add(scene, telling.position, token, act);
        }
    }
    uses
}

impl Uses {
    /// Adds a use of the act's words, if `token` is one and it is not known.
    fn add(&mut self, scene: Scene<'_, '_>, position: usize, token: &Token, act: &Act) {
        let (group, word) = match (word(token, &act.plain), word(token, &act.judging)) {
            (Some(word), _) => (&mut self.plain, word),
            (_, Some(word)) => (&mut self.judging, word),
            _ => return,
        };
        let uses = group.entry(word).or_default();
        let known = |(n, span, _): &Use| (*n, *span) == (position, token.span);
        if !uses.iter().any(known) {
            uses.push((position, token.span, holder(scene, position, token)));
        }
    }

    /// Whether both groups are used, by two articles or by somebody whom one of them quotes.
    fn differ(&self) -> bool {
        let mut judging = self.judging.values().flatten();
        let judged = judging.any(|(_, _, holder)| holder.is_some());
        let all = self.plain.values().chain(self.judging.values()).flatten();
        let articles: BTreeSet<usize> = all.map(|(n, ..)| *n).collect();
        !self.plain.is_empty() && !self.judging.is_empty() && (articles.len() >= 2 || judged)
    }
}

/// Whether another happening may be the same act under a type of its own: the same days and
/// a participant on the same side.
fn is_companion(a: &Happening<'_, '_>, b: &Happening<'_, '_>) -> bool {
    let (a, b) = (&a.event, &b.event);
    let shared = |x: &[ActorId], y: &[ActorId]| x.iter().any(|actor| y.contains(actor));
    let overlap =
        matches!((a.days, b.days), (Some(x), Some(y)) if x.start <= y.end && y.start <= x.end);
    let acts = shared(&a.actors, &b.actors) || shared(&a.recipients, &b.recipients);
    a.kind != b.kind && a.status == b.status && overlap && acts
}

fn tokens(reading: &Reading, span: Span) -> impl Iterator<Item = &Token> {
    let tokens = &reading.parse.tokens;
    let start = tokens.partition_point(|token| token.span.start < span.start);
    tokens[start..]
        .iter()
        .take_while(move |token| token.span.end <= span.end)
}

/// The word of the list that a token is, or begins with where a mark ties it to the next one.
fn word(token: &Token, words: &BTreeSet<String>) -> Option<String> {
    let lemma = token.lemma.to_lowercase();
    let mut pieces = token.lower.split(|c: char| !c.is_alphabetic() && c != '-');
    let first = pieces.find(|piece| !piece.is_empty());
    let mut candidates = std::iter::once(lemma.as_str()).chain(first);
    candidates
        .find(|word| words.contains(*word))
        .map(str::to_owned)
}

/// Verbs by which somebody gives a thing its name.
const NAMING: [&str; 8] = [
    "describe", "call", "label", "brand", "term", "denounce", "condemn", "dub",
];

/// Words between such a verb and the name that it gives, at most.
const NEAR: usize = 8;

/// Whoever calls it so: the subject of the verb that gives the name, else the quoted speaker.
fn holder(scene: Scene<'_, '_>, position: usize, token: &Token) -> Option<ActorId> {
    let reading = scene.told.readings[position];
    let all = &reading.parse.tokens;
    let at = all.partition_point(|other| other.span.start < token.span.start);
    let naming = (at.saturating_sub(NEAR)..at)
        .rev()
        .find(|n| all[*n].sentence == token.sentence && NAMING.contains(&&*all[*n].lemma));
    let subject = naming.and_then(|verb| {
        let is_subject = |t: &&Token| t.dep == Dep::Nsubj && t.head.0 as usize == verb;
        let subject = all.iter().find(is_subject)?.span;
        let mentions = reading.mentions.mentions.iter();
        let around = mentions.filter(|m| m.span.contains(subject));
        let mention = around.min_by_key(|m| m.span.len())?;
        scene.cast.of(position, mention.entity)
    });
    subject.or_else(|| speaker(scene, position, token.span))
}

/// Whoever says the words at `span`, where they are quoted.
fn speaker(scene: Scene<'_, '_>, position: usize, span: Span) -> Option<ActorId> {
    let quotes = scene.told.readings[position].quotes.iter();
    let mut around = quotes.filter(|quote| quote.words.contains(span));
    let speaker = around.find_map(|quote| quote.speaker)?;
    scene.cast.of(position, speaker.entity)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{article, model};

    #[test]
    fn a_judging_word_within_somebody_s_words_is_held_by_the_speaker_and_the_plain_one_by_nobody() {
        let Some(model) = model() else { return };
        let pipeline = crate::Pipeline::new(model, &Rules::built_in()).unwrap();
        let read = |id: &str, text: &str| {
            let id = ArticleId::from(id);
            pipeline.read(Article {
                id,
                ..article(text)
            })
        };
        let readings = [
            read(
                "a",
                "Chilean soldiers captured the Peruvian general Tomas Ibarra near Arica.",
            ),
            read(
                "b",
                "Chilean soldiers captured the Peruvian general Tomas Ibarra, \"an abduction in broad \
                 daylight\", Peruvian Foreign Minister Rosa Tello said.",
            ),
        ];
        let account = &pipeline.report(&readings)[0];
        let mut differences = account.differences.iter();
        let wording = differences.find(|one| one.kind == DifferenceKind::Wording);
        let values = wording.unwrap().values.iter().map(|claim| {
            let holder = claim.value().holder;
            let name = holder.map(|id| account.actors[id.0 as usize].name.as_str());
            (claim.value().value.as_str(), name)
        });
        let expected = [("capture", None), ("abduction", Some("Rosa Tello"))];
        assert_eq!(values.collect::<Vec<_>>(), expected);
    }
}
