//! Compares two readings of one text.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Value, json};

/// What is compared of a token besides its boundaries.
const NAMES: [&str; 8] = [
    "tag", "pos", "morph", "lemma", "head", "dep", "sentence", "entity",
];

/// What a reader says of one token.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Answer {
    /// Bytes in the text.
    pub(super) span: (u32, u32),
    /// In the order of [`NAMES`]; the head is the byte at which it starts.
    pub(super) values: [String; 8],
}

/// The answers to one text as the ordinary tests read them, with heads as token numbers.
pub(super) fn line(answers: &[Answer]) -> String {
    let starts: Vec<u32> = answers.iter().map(|answer| answer.span.0).collect();
    let tokens = answers.iter().map(|answer| {
        let [tag, pos, morph, lemma, head, dep, sentence, entity] = &answer.values;
        let head = head
            .parse()
            .ok()
            .and_then(|head| starts.binary_search(&head).ok());
        let sentence = sentence == "true";
        let (start, end) = answer.span;
        json!([
            start, end, tag, pos, morph, lemma, head, dep, sentence, entity
        ])
    });
    Value::from_iter(tokens).to_string()
}

/// The answers of our own reader.
pub(super) fn answers(doc: &spacy::Doc) -> Vec<Answer> {
    let answer = |token: spacy::TokenRef| {
        let entity = match token.entity_iob {
            spacy::Iob::B => format!("B-{}", token.entity_type),
            spacy::Iob::I => format!("I-{}", token.entity_type),
            spacy::Iob::O => String::from("O"),
        };
        Answer {
            span: (token.start, token.end),
            values: [
                token.tag.to_string(),
                token.pos.to_string(),
                token.morph.to_string(),
                token.lemma.to_string(),
                token.head().start.to_string(),
                token.dep.to_string(),
                token.sentence_start.to_string(),
                entity,
            ],
        }
    };
    doc.tokens().map(answer).collect()
}

/// How often two readers agree.
#[derive(Default)]
pub(super) struct Tally {
    /// Tokens of spaCy.
    pub(super) tokens: usize,
    boundaries: usize,
    values: [usize; 8],
    all: usize,
    /// Every token that is not the same, with what differs.
    pub(super) differences: Vec<Value>,
}

impl Tally {
    /// Counts one text.
    pub(super) fn compare(&mut self, id: &str, ours: &[Answer], expected: &[Answer]) {
        let ours: HashMap<(u32, u32), &Answer> =
            ours.iter().map(|answer| (answer.span, answer)).collect();
        for answer in expected {
            self.tokens += 1;
            let Some(found) = ours.get(&answer.span) else {
                self.differences
                    .push(json!({"text": id, "byte": answer.span.0, "boundaries": "differ"}));
                continue;
            };
            self.boundaries += 1;
            let mut differing = BTreeMap::new();
            for (i, name) in NAMES.iter().enumerate() {
                if found.values[i] == answer.values[i] {
                    self.values[i] += 1;
                } else {
                    differing.insert(*name, [&answer.values[i], &found.values[i]]);
                }
            }
            if differing.is_empty() {
                self.all += 1;
            } else {
                self.differences
                    .push(json!({"text": id, "byte": answer.span.0, "spacy_ours": differing}));
            }
        }
    }

    /// The counts of two tallies together, without their differences.
    pub(super) fn plus(mut self, other: &Tally) -> Tally {
        self.tokens += other.tokens;
        self.boundaries += other.boundaries;
        self.all += other.all;
        for (sum, count) in self.values.iter_mut().zip(other.values) {
            *sum += count;
        }
        self
    }

    /// The share of tokens that are the same in everything.
    pub(super) fn share(&self) -> f64 {
        self.all as f64 / self.tokens.max(1) as f64
    }

    /// Tokens that are the same in everything.
    pub(super) fn everything(&self) -> usize {
        self.all
    }

    /// Counts of tokens that are the same, by name.
    pub(super) fn same(&self) -> Value {
        let mut same: BTreeMap<&str, usize> = NAMES.iter().copied().zip(self.values).collect();
        same.insert("boundaries", self.boundaries);
        same.insert("everything", self.all);
        json!(same)
    }

    /// The heading of a table of tallies.
    pub(super) fn header() -> String {
        let names: String = NAMES.iter().map(|name| format!(" {name:>9}")).collect();
        format!(
            "{:<36} {:>8} {:>10}{names} {:>10}",
            "corpus", "tokens", "boundaries", "everything"
        )
    }

    /// A row of such a table, in percent.
    pub(super) fn row(&self, name: &str) -> String {
        let percent = |count: usize| 100.0 * count as f64 / self.tokens.max(1) as f64;
        let values: String = self
            .values
            .iter()
            .map(|&count| format!(" {:>9.3}", percent(count)))
            .collect();
        format!(
            "{name:<36} {:>8} {:>10.3}{values} {:>10.3}",
            self.tokens,
            percent(self.boundaries),
            percent(self.all)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(span: (u32, u32), tag: &str) -> Answer {
        let mut values = [const { String::new() }; 8];
        values[0] = tag.to_owned();
        Answer { span, values }
    }

    #[test]
    fn a_token_counts_when_everything_is_the_same() {
        let expected = [
            answer((0, 2), "NN"),
            answer((3, 5), "VB"),
            answer((5, 6), "."),
        ];
        let ours = [
            answer((0, 2), "NN"),
            answer((3, 5), "JJ"),
            answer((5, 7), "."),
        ];
        let mut tally = Tally::default();
        tally.compare("t", &ours, &expected);
        assert_eq!((tally.tokens, tally.boundaries, tally.all), (3, 2, 1));
        assert_eq!((tally.values[0], tally.values[1]), (1, 2));
        let listed = json!({"text": "t", "byte": 3, "spacy_ours": {"tag": ["VB", "JJ"]}});
        assert_eq!(tally.differences[0], listed);
        assert_eq!(tally.differences.len(), 2);
    }

    #[test]
    fn heads_are_stored_as_numbers_of_tokens() {
        let mut second = answer((3, 5), "VB");
        second.values[4] = String::from("0");
        second.values[6] = String::from("true");
        let mut first = answer((0, 2), "NN");
        first.values[4] = String::from("3");
        let line = line(&[first, second]);
        let value: Value = serde_json::from_str(&line).unwrap();
        assert_eq!((&value[0][6], &value[1][6]), (&json!(1), &json!(0)));
        assert_eq!((&value[0][8], &value[1][8]), (&json!(false), &json!(true)));
    }
}
