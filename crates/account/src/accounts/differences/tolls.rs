//! Different numbers of dead, injured or arrested, whatever event each of them hangs on.
//!
//! Of each article the largest number counts: smaller ones are parts of it ("two of the dead
//! were children") or stood before it ("it had spoken of five").

use std::collections::BTreeMap;

use serde::Deserialize;

use super::super::actors::Cast;
use super::numbers::{self, Toll, relation_of};
use super::senses::Senses;
use super::{Scene, Value, difference, sentence};
use crate::model::*;
use crate::rules::{RuleError, Rules};

const FILE: &str = "accounts/tolls.toml";

/// Steps from a number up to the word that tells what befell those whom it counts.
const HIGHEST: usize = 7;

/// Days before the article from which a number belongs to another happening.
const LONG_AGO: i32 = 30;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    toll: Vec<Kind>,
}

/// What befalls persons.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kind {
    about: String,
    verbs: Vec<String>,
    words: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "run by the tests of the rules"))]
    example: String,
    #[cfg_attr(not(test), expect(dead_code, reason = "run by the tests of the rules"))]
    counter: String,
}

/// The tolls that are known.
#[derive(Debug)]
pub(super) struct Tolls {
    kinds: Vec<Kind>,
}

impl Tolls {
    pub(super) fn new(rules: &Rules) -> Result<Self, RuleError> {
        let file: File =
            toml::from_str(rules.file(FILE)).map_err(|error| RuleError::new(FILE, error))?;
        Ok(Self { kinds: file.toll })
    }

    /// The tolls that different articles give differently.
    pub(super) fn find(&self, scene: Scene<'_, '_>, senses: &Senses) -> Vec<Difference> {
        let kinds = self.kinds.iter();
        kinds
            .filter_map(|kind| kind.difference(scene, senses))
            .collect()
    }
}

impl Kind {
    fn difference(&self, scene: Scene<'_, '_>, senses: &Senses) -> Option<Difference> {
        let readings = scene.told.readings.iter().enumerate();
        let largest = readings.filter_map(|(position, reading)| {
            let numbers = reading.numbers.iter().filter(|n| self.counts(reading, n));
            let most = numbers.max_by(|a, b| a.value.total_cmp(&b.value))?;
            Some((position, most))
        });
        let stated: Vec<(usize, &Number)> = largest.collect();
        let comparable = |(position, one): &(usize, &Number)| {
            let mut others = stated.iter().filter(|(other, _)| other != position);
            others.any(|(other, number)| {
                let places = country(scene.told.readings[*position], one)
                    .zip(country(scene.told.readings[*other], number));
                numbers::comparable(&one.unit, &number.unit, senses)
                    && places.is_none_or(|(here, there)| here == there)
            })
        };
        let stated: Vec<(usize, &Number)> =
            stated.iter().filter(|s| comparable(s)).copied().collect();
        let tolls: Vec<Toll<'_>> = stated
            .iter()
            .map(|(position, number)| Toll {
                position: *position,
                published: scene.told.readings[*position].article.published,
                number,
            })
            .collect();
        let relation = relation_of(&tolls)?;
        let mut values: BTreeMap<(u64, u8), Value> = BTreeMap::new();
        for (position, number) in stated {
            let reading = scene.told.readings[position];
            let key = (number.value.to_bits(), number.bound as u8);
            let value = values.entry(key).or_insert_with(|| Value {
                value: number.span.of(&reading.article.text).to_owned(),
                holder: holder(scene.cast, position, reading, number),
                passages: Vec::new(),
            });
            let passage = sentence(scene.told, position, number.span);
            value.passages.push((position, passage));
        }
        let values = values.into_values().collect();
        let about = self.about.clone();
        difference(scene.told, DifferenceKind::Number, relation, about, values)
    }

    /// Whether a number counts those to whom this happened, in the happening of the day.
    fn counts(&self, reading: &Reading, number: &Number) -> bool {
        !is_long_ago(reading, number) && self.befell(reading, number)
    }

    fn befell(&self, reading: &Reading, number: &Number) -> bool {
        let tokens = &reading.parse.tokens;
        let inside = |n: usize| number.span.contains(tokens[n].span);
        let first = tokens.partition_point(|token| token.span.end <= number.span.start);
        let outer = (first..tokens.len())
            .take_while(|n| inside(*n))
            .find(|n| !inside(tokens[*n].head.0 as usize));
        let Some(mut at) = outer else {
            return false;
        };
        for _ in 0..HIGHEST {
            if self.is_described(tokens, at) {
                return true;
            }
            let (head, dep) = (tokens[at].head.0 as usize, tokens[at].dep);
            if head == at || head >= tokens.len() {
                return false;
            }
            if tokens[head].pos == Pos::Verb {
                return self.is_suffered(tokens, head, dep);
            }
            at = head;
        }
        false
    }

    /// "three *dead*", "the *death* of three", "people *killed* in the raid".
    fn is_described(&self, tokens: &[Token], noun: usize) -> bool {
        let listed = |token: &Token| {
            self.words
                .iter()
                .any(|word| **word == *token.lower || **word == *token.lemma)
        };
        let near = noun.saturating_sub(12)..tokens.len().min(noun + 12);
        let below = near.filter(|n| tokens[*n].head.0 as usize == noun && *n != noun);
        let mut below = below.map(|n| &tokens[n]);
        listed(&tokens[noun])
            || below.any(|token| match token.dep {
                Dep::Amod | Dep::Acomp => listed(token),
                Dep::Acl => &*token.tag == "VBN" && self.verbs.iter().any(|v| **v == *token.lemma),
                _ => false,
            })
    }

    /// Whether what hangs on a verb as `dep` suffers what the verb says.
    fn is_suffered(&self, tokens: &[Token], verb: usize, dep: Dep) -> bool {
        let known = self
            .verbs
            .iter()
            .any(|word| **word == *tokens[verb].lemma.to_lowercase());
        let by_itself = matches!(&*tokens[verb].lemma, "die" | "perish" | "drown" | "flee");
        known
            && match dep {
                Dep::Nsubj => by_itself,
                Dep::Nsubjpass | Dep::Dobj => true,
                _ => false,
            }
    }
}

/// The country of the first place behind a number in its sentence: "killed 13 people in Haiti".
fn country(reading: &Reading, number: &Number) -> Option<CountryCode> {
    let sentence = reading.parse.sentences.get(number.sentence.0 as usize)?;
    let mut places = reading.places.iter();
    let behind =
        |place: &&Place| place.span.start >= number.span.end && sentence.span.contains(place.span);
    places.find(behind)?.country
}

/// Whether the sentence of a number speaks of a time long before its article, or of years.
pub(super) fn is_long_ago(reading: &Reading, number: &Number) -> bool {
    let Some(published) = reading.article.published else {
        return false;
    };
    let sentence = reading.parse.sentences.get(number.sentence.0 as usize);
    let times = reading.times.iter();
    let mut here = times.filter(|time| sentence.is_some_and(|s| s.span.contains(time.span)));
    here.any(|time| {
        let days = time.days.filter(|_| time.kind == TimeKind::Date);
        // "a war that has killed 4,000 in three years"
        let years = time.kind == TimeKind::Duration && time.value.ends_with('Y');
        years || days.is_some_and(|days| (published.date - days.end).get_days() > LONG_AGO)
    })
}

/// Who says so, where the number stands in somebody's words.
fn holder(cast: &Cast, position: usize, reading: &Reading, number: &Number) -> Option<ActorId> {
    let mut quotes = reading
        .quotes
        .iter()
        .filter(|q| q.span.contains(number.span));
    let speaker = quotes.find_map(|quote| quote.speaker)?;
    cast.of(position, speaker.entity)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_toll_counts_its_example_and_not_its_counter_example() {
        let Some(model) = crate::testing::model() else {
            return;
        };
        let rules = Rules::built_in();
        let pipeline = crate::Pipeline::new(model, &rules).unwrap();
        for kind in &Tolls::new(&rules).unwrap().kinds {
            let befell = |text: &str| -> Vec<bool> {
                let reading = pipeline.read(crate::testing::article(text));
                let numbers = reading.numbers.iter();
                numbers.map(|n| kind.befell(&reading, n)).collect()
            };
            assert_eq!(befell(&kind.example), [true], "{}", kind.example);
            assert_eq!(befell(&kind.counter), [false], "{}", kind.counter);
        }
    }
}
