//! Attribute ruler: patterns over tags, words and relations that set the coarse part of
//! speech, the morphology and some lemmas.

use std::collections::HashMap;

use crate::batch::{Batch, Word};
use crate::msgpack::{self, Value};
use crate::strings::string_id;
use crate::tokenizer::Search;
use crate::{Error, Label, Token};

use super::Source;

/// The component `attribute_ruler`.
#[derive(Debug)]
pub(crate) struct AttributeRuler {
    rules: Vec<Rule>,
    /// Rules by what the first token of a pattern must be, so that few are tried at a token.
    by_lower: HashMap<u64, Vec<(usize, usize)>>,
    by_tag: HashMap<String, Vec<(usize, usize)>>,
    by_pos: HashMap<String, Vec<(usize, usize)>>,
    others: Vec<(usize, usize)>,
}

/// Patterns, any of which sets the values at one of its tokens.
#[derive(Debug)]
struct Rule {
    patterns: Vec<Vec<Vec<Test>>>,
    values: Vec<(Field, Label)>,
    /// Which token of the pattern; below zero counted from its end.
    index: i64,
}

/// What a rule sets or looks at in a token.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Field {
    Tag,
    Pos,
    Morph,
    Lemma,
    Dep,
}

/// A condition on one token.
#[derive(Debug)]
enum Test {
    Field(Field, Vec<String>, Sense),
    Lower(Vec<u64>, Sense),
    Orth(Vec<u64>, Sense),
    LowerLike(Search),
    OrthLike(Search),
    IsSpace(bool),
}

/// Whether something must be among the listed ones or not.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Sense {
    In,
    NotIn,
}

impl AttributeRuler {
    pub(super) fn load(source: &Source) -> Result<AttributeRuler, Error> {
        let path = source.file("patterns");
        let bytes = crate::error::read_bytes(&path)?;
        let value = msgpack::read(&bytes).map_err(|expected| Error::format(&path, expected))?;
        let rules = value.list_items();
        let rules = rules.ok_or_else(|| Error::format(&path, "a list of patterns expected"))?;
        let rules = rules.iter().enumerate();
        let rules = rules.map(|(number, rule)| {
            read_rule(rule).map_err(|problem| {
                let place = |what: String| format!("pattern {number}: {what}");
                match problem {
                    Problem::Format(expected) => Error::format(&path, place(expected)),
                    Problem::Unsupported(what) => Error::unsupported(&path, place(what)),
                }
            })
        });
        Ok(AttributeRuler::new(rules.collect::<Result<_, _>>()?))
    }

    fn new(rules: Vec<Rule>) -> AttributeRuler {
        let mut ruler = AttributeRuler {
            rules: Vec::new(),
            by_lower: HashMap::new(),
            by_tag: HashMap::new(),
            by_pos: HashMap::new(),
            others: Vec::new(),
        };
        for (number, rule) in rules.iter().enumerate() {
            for (variant, pattern) in rule.patterns.iter().enumerate() {
                ruler.index(&pattern[0], (number, variant));
            }
        }
        ruler.rules = rules;
        ruler
    }

    fn index(&mut self, first: &[Test], id: (usize, usize)) {
        for test in first {
            match test {
                Test::Lower(words, Sense::In) => {
                    for word in words {
                        self.by_lower.entry(*word).or_default().push(id);
                    }
                    return;
                }
                Test::Field(Field::Tag, tags, Sense::In) => {
                    for tag in tags {
                        self.by_tag.entry(tag.clone()).or_default().push(id);
                    }
                    return;
                }
                Test::Field(Field::Pos, parts, Sense::In) => {
                    for pos in parts {
                        self.by_pos.entry(pos.clone()).or_default().push(id);
                    }
                    return;
                }
                _ => {}
            }
        }
        self.others.push(id);
    }

    pub(super) fn run(&self, batch: &mut Batch) {
        for (text, tokens, words) in batch.docs() {
            for (number, start, length) in self.matches(text, tokens, words) {
                let rule = &self.rules[number];
                let offset = if rule.index < 0 {
                    rule.index + length as i64
                } else {
                    rule.index
                };
                let token = &mut tokens[start + offset as usize];
                for (field, value) in &rule.values {
                    *field.of_mut(token) = value.clone();
                }
            }
        }
    }

    /// The rules that match, as number, first token and length; all of them are found before
    /// any is applied, and a later rule overrides an earlier one.
    fn matches(&self, text: &str, tokens: &[Token], words: &[Word]) -> Vec<(usize, usize, usize)> {
        let mut found = Vec::new();
        for start in 0..tokens.len() {
            let by_lower = self.by_lower.get(&words[start].lexeme.lower);
            let by_tag = self.by_tag.get(&*tokens[start].tag);
            let by_pos = self.by_pos.get(&*tokens[start].pos);
            let candidates = by_lower
                .into_iter()
                .chain(by_tag)
                .chain(by_pos)
                .chain([&self.others])
                .flatten();
            for &(number, variant) in candidates {
                let pattern = &self.rules[number].patterns[variant];
                let Some(span) = tokens.get(start..start + pattern.len()) else {
                    continue;
                };
                let mut pairs = pattern.iter().zip(span.iter().zip(&words[start..]));
                if pairs
                    .all(|(tests, (token, word))| tests.iter().all(|t| t.holds(text, token, word)))
                {
                    found.push((number, start, pattern.len()));
                }
            }
        }
        found.sort_unstable();
        found
    }
}

impl Field {
    fn named(name: &str) -> Option<Field> {
        Some(match name {
            "TAG" => Field::Tag,
            "POS" => Field::Pos,
            "MORPH" => Field::Morph,
            "LEMMA" => Field::Lemma,
            "DEP" => Field::Dep,
            _ => return None,
        })
    }

    fn of(self, token: &Token) -> &Label {
        match self {
            Field::Tag => &token.tag,
            Field::Pos => &token.pos,
            Field::Morph => &token.morph,
            Field::Lemma => &token.lemma,
            Field::Dep => &token.dep,
        }
    }

    fn of_mut(self, token: &mut Token) -> &mut Label {
        match self {
            Field::Tag => &mut token.tag,
            Field::Pos => &mut token.pos,
            Field::Morph => &mut token.morph,
            Field::Lemma => &mut token.lemma,
            Field::Dep => &mut token.dep,
        }
    }
}

impl Test {
    fn holds(&self, text: &str, token: &Token, word: &Word) -> bool {
        let own = || &text[token.start as usize..token.end as usize];
        match self {
            Test::Field(field, values, sense) => {
                let value = field.of(token);
                values.iter().any(|listed| *value == **listed) == (*sense == Sense::In)
            }
            Test::Lower(ids, sense) => ids.contains(&word.lexeme.lower) == (*sense == Sense::In),
            Test::Orth(ids, sense) => ids.contains(&word.lexeme.orth) == (*sense == Sense::In),
            Test::LowerLike(search) => search.is_in(&own().to_lowercase()),
            Test::OrthLike(search) => search.is_in(own()),
            Test::IsSpace(is_space) => word.lexeme.is_space == *is_space,
        }
    }
}

/// Why a rule is not accepted.
enum Problem {
    Format(String),
    Unsupported(String),
}

fn wrong(expected: &str) -> Problem {
    Problem::Format(format!("{expected} expected"))
}

fn read_rule(rule: &Value) -> Result<Rule, Problem> {
    let patterns = rule.get("patterns").and_then(Value::list_items);
    let patterns = patterns
        .ok_or_else(|| wrong("a list of patterns"))?
        .iter()
        .map(|pattern| {
            let tokens = pattern.list_items().filter(|tokens| !tokens.is_empty());
            let tokens = tokens.ok_or_else(|| wrong("a list of tokens"))?;
            tokens.iter().map(read_tests).collect::<Result<Vec<_>, _>>()
        });
    let patterns: Vec<Vec<Vec<Test>>> = patterns.collect::<Result<_, _>>()?;
    let values = rule
        .get("attrs")
        .map(Value::entries)
        .unwrap_or_default()
        .iter();
    let values = values.map(|(key, value)| {
        let (key, value) = key
            .as_str()
            .zip(value.as_str())
            .ok_or_else(|| wrong("names and values"))?;
        let field =
            Field::named(key).ok_or_else(|| Problem::Unsupported(format!("attribute {key}")))?;
        Ok((field, label(field, value)))
    });
    let index = match rule.get("index") {
        Some(Value::Int(index)) => *index,
        _ => 0,
    };
    let inside =
        |pattern: &Vec<Vec<Test>>| (-(pattern.len() as i64)..pattern.len() as i64).contains(&index);
    if !patterns.iter().all(inside) {
        return Err(wrong("an index of a token in the pattern"));
    }
    Ok(Rule {
        patterns,
        values: values.collect::<Result<_, Problem>>()?,
        index,
    })
}

/// A value to set. Features of morphology are sorted, and `_` stands for none.
fn label(field: Field, value: &str) -> Label {
    if field != Field::Morph {
        return Label::from(value);
    }
    let mut features: Vec<&str> = value.split('|').filter(|feature| *feature != "_").collect();
    features.sort_unstable();
    Label::from(&*features.join("|"))
}

fn read_tests(token: &Value) -> Result<Vec<Test>, Problem> {
    let tests = token.entries().iter().map(|(key, value)| {
        let key = key.as_str().ok_or_else(|| wrong("names of attributes"))?;
        read_test(key, value)
    });
    tests.collect()
}

fn read_test(key: &str, value: &Value) -> Result<Test, Problem> {
    let unsupported = || Problem::Unsupported(format!("a pattern over {key} of this form"));
    if key == "IS_SPACE" {
        return match value {
            Value::Bool(flag) => Ok(Test::IsSpace(*flag)),
            _ => Err(unsupported()),
        };
    }
    if let Some(pattern) = value.get("REGEX").and_then(Value::as_str) {
        let search = Search::new(pattern).map_err(Problem::Format)?;
        return match key {
            "LOWER" => Ok(Test::LowerLike(search)),
            "TEXT" | "ORTH" => Ok(Test::OrthLike(search)),
            _ => Err(unsupported()),
        };
    }
    let (values, sense) = match value.entries() {
        [] => (std::slice::from_ref(value), Sense::In),
        [(name, Value::List(values))] if name.as_str() == Some("IN") => (&values[..], Sense::In),
        [(name, Value::List(values))] if name.as_str() == Some("NOT_IN") => {
            (&values[..], Sense::NotIn)
        }
        _ => return Err(unsupported()),
    };
    let values: Option<Vec<&str>> = values.iter().map(Value::as_str).collect();
    let values = values.ok_or_else(unsupported)?;
    let ids = || values.iter().map(|value| string_id(value)).collect();
    match key {
        "LOWER" => Ok(Test::Lower(ids(), sense)),
        "TEXT" | "ORTH" => Ok(Test::Orth(ids(), sense)),
        // Comparing morphology is comparing sets of features, which no pattern here does.
        "MORPH" => Err(unsupported()),
        _ => {
            let field = Field::named(key).ok_or_else(unsupported)?;
            let values = values.iter().map(|&value| value.to_owned()).collect();
            Ok(Test::Field(field, values, sense))
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;

    fn rule(json: &Json) -> Result<Rule, String> {
        let bytes = msgpack::write(json);
        read_rule(&msgpack::read(&bytes).unwrap()).map_err(|problem| match problem {
            Problem::Format(what) | Problem::Unsupported(what) => what,
        })
    }

    fn ruler(rules: &[Json]) -> AttributeRuler {
        AttributeRuler::new(rules.iter().map(|json| rule(json).unwrap()).collect())
    }

    /// Two tokens, `can` with tag MD and `not` with tag RB.
    fn matches(ruler: &AttributeRuler) -> Vec<(usize, usize, usize)> {
        let text = "Can not";
        let token = |start, end, tag: &str| Token {
            start,
            end,
            tag: Label::from(tag),
            ..Token::default()
        };
        let word = |text: &str| Word {
            lexeme: crate::lexeme::Norms::default().lexeme(text),
            ..Word::default()
        };
        let tokens = [token(0, 3, "MD"), token(4, 7, "RB")];
        ruler.matches(text, &tokens, &[word("Can"), word("not")])
    }

    #[test]
    fn patterns_match_by_tag_word_and_expression() {
        let ruler = ruler(&[
            json!({"patterns": [[{"TAG": "MD"}, {"LOWER": {"IN": ["not", "n't"]}}]], "attrs": {"POS": "AUX"}, "index": 0}),
            json!({"patterns": [[{"LOWER": "can", "TAG": {"NOT_IN": ["MD"]}}]], "attrs": {}, "index": 0}),
            json!({"patterns": [[{"LOWER": {"REGEX": "^n.t$"}}]], "attrs": {}, "index": 0}),
            json!({"patterns": [[{"TEXT": "can"}], [{"ORTH": "Can", "IS_SPACE": false}]], "attrs": {}, "index": -1}),
        ]);
        assert_eq!(matches(&ruler), [(0, 0, 2), (2, 1, 1), (3, 0, 1)]);
    }

    #[test]
    fn features_of_morphology_are_sorted() {
        assert_eq!(
            label(Field::Morph, "Tense=Past|Mood=Ind"),
            "Mood=Ind|Tense=Past"
        );
        assert_eq!(label(Field::Morph, "_"), "");
    }

    #[test]
    fn patterns_of_another_form_are_refused_by_name() {
        let test = |token: Json| {
            rule(&json!({"patterns": [[token]], "attrs": {}, "index": 0})).unwrap_err()
        };
        assert!(test(json!({"LIKE_NUM": true})).contains("LIKE_NUM"));
        assert!(test(json!({"TAG": "X", "OP": "+"})).contains("OP"));
        assert!(test(json!({"MORPH": {"IS_SUBSET": ["A=B"]}})).contains("MORPH"));
        let beyond = json!({"patterns": [[{"TAG": "X"}]], "attrs": {}, "index": 1});
        assert!(rule(&beyond).unwrap_err().contains("index"));
        let norm = json!({"patterns": [[{"TAG": "X"}]], "attrs": {"NORM": "x"}, "index": 0});
        assert!(rule(&norm).unwrap_err().contains("NORM"));
    }
}
