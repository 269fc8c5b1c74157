//! Documents as JSON, in the layout of spaCy's own `Doc.to_json`.

use std::fmt::Write;

use super::{Doc, Label, Span, Token};

impl Doc {
    /// The document as JSON in the layout of spaCy's `Doc.to_json`, on one line. In Python,
    /// `spacy.tokens.Doc(vocab).from_json(json.loads(line))` makes it a `Doc` again.
    ///
    /// Offsets are code points there, as Python counts, and not bytes. As in spaCy, what the
    /// pipeline has said of no token is left out: without a parser there are no `sents`, no
    /// `dep` and no `head`. `ents` is always there, and `morph` wherever `pos` is.
    #[must_use]
    pub fn to_json(&self) -> String {
        let code_points = self.code_points();
        let mut json = String::with_capacity(64 + self.text.len() + 128 * self.len());
        json.push_str("{\"text\":");
        string(&mut json, &self.text);
        let spans = |json: &mut String, name: &str, spans: &mut dyn Iterator<Item = Span>| {
            let _ = write!(json, ",\"{name}\":");
            list(json, spans, |json, span| {
                let (start, end) = (span.bytes().start, span.bytes().end);
                let (start, end) = (code_points.at(start), code_points.at(end));
                let _ = write!(json, "{{\"start\":{start},\"end\":{end}");
                if !span.label().is_empty() {
                    json.push_str(",\"label\":");
                    string(json, span.label());
                }
                json.push('}');
            });
        };
        spans(&mut json, "ents", &mut self.entities());
        if self.knows_sentences() {
            spans(&mut json, "sents", &mut self.sentences());
        }
        json.push_str(",\"tokens\":");
        let known = Known::of(self);
        list(&mut json, self.tokens(), |json, token| {
            let (start, end) = (token.bytes().start, token.bytes().end);
            let (start, end) = (code_points.at(start), code_points.at(end));
            let _ = write!(
                json,
                "{{\"id\":{},\"start\":{start},\"end\":{end}",
                token.index()
            );
            known.write(json, &token);
            json.push('}');
        });
        json.push('}');
        json
    }

    /// Whether sentences were looked for; in a text of one token there is nothing to find.
    fn knows_sentences(&self) -> bool {
        let found = |token: &Token| token.sentence_start || !token.dep.is_empty();
        self.len() < 2 || self.tokens.iter().skip(1).any(found)
    }
}

/// Which fields are filled in at least one token, by their names in JSON.
struct Known(Vec<(&'static str, Field)>);

type Field = fn(&Token) -> &Label;

impl Known {
    fn of(doc: &Doc) -> Known {
        let fields: [(&str, Field); 5] = [
            ("tag", |token| &token.tag),
            ("pos", |token| &token.pos),
            ("morph", |token| &token.morph),
            ("lemma", |token| &token.lemma),
            ("dep", |token| &token.dep),
        ];
        let some = |field: Field| doc.tokens.iter().any(|token| !field(token).is_empty());
        let has_pos = some(|token| &token.pos);
        let filled = |(name, field): &(&str, Field)| some(*field) || *name == "morph" && has_pos;
        Known(fields.into_iter().filter(filled).collect())
    }

    fn write(&self, json: &mut String, token: &Token) {
        for (name, field) in &self.0 {
            let _ = write!(json, ",\"{name}\":");
            string(json, field(token));
            if *name == "dep" {
                let _ = write!(json, ",\"head\":{}", token.head);
            }
        }
    }
}

fn list<T>(
    json: &mut String,
    items: impl IntoIterator<Item = T>,
    mut write: impl FnMut(&mut String, T),
) {
    json.push('[');
    for (number, item) in items.into_iter().enumerate() {
        if number > 0 {
            json.push(',');
        }
        write(json, item);
    }
    json.push(']');
}

/// A string of JSON: only what must be escaped is.
fn string(json: &mut String, text: &str) {
    json.push('"');
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c < ' ' || c == '"' || c == '\\') {
        json.push_str(&rest[..at]);
        // All of these are of one byte.
        let _ = match rest.as_bytes()[at] {
            b'"' => json.write_str("\\\""),
            b'\\' => json.write_str("\\\\"),
            b'\n' => json.write_str("\\n"),
            byte => write!(json, "\\u{byte:04x}"),
        };
        rest = &rest[at + 1..];
    }
    json.push_str(rest);
    json.push('"');
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::doc::{Entity, sample};

    #[test]
    fn offsets_are_code_points_and_keys_are_those_of_spacy() {
        let mut doc = sample::doc("en", "Zoë_ PROPN 1 nsubj\n ran VERB 1 ROOT");
        doc.entities = vec![Entity {
            tokens: 0..1,
            label: Label::from("PERSON"),
        }];
        doc.tokens[1].tag = Label::from("VBD");
        let expected = concat!(
            r#"{"text":"Zoë ran","ents":[{"start":0,"end":3,"label":"PERSON"}],"#,
            r#""sents":[{"start":0,"end":7}],"tokens":["#,
            r#"{"id":0,"start":0,"end":3,"tag":"","pos":"PROPN","morph":"","lemma":"zoë","dep":"nsubj","head":1},"#,
            r#"{"id":1,"start":4,"end":7,"tag":"VBD","pos":"VERB","morph":"","lemma":"ran","dep":"ROOT","head":1}]}"#,
        );
        assert_eq!(doc.to_json(), expected);
    }

    #[test]
    fn what_nobody_said_is_left_out() {
        let mut doc = sample::doc("en", "Go_ VERB 0 ROOT\n on ADV 0 prt");
        for token in &mut doc.tokens {
            token.dep = Label::default();
            token.pos = Label::default();
            token.lemma = Label::default();
        }
        let value: Value = serde_json::from_str(&doc.to_json()).unwrap();
        assert_eq!(value.get("sents"), None);
        assert_eq!(value["tokens"][1], json!({"id": 1, "start": 3, "end": 5}));
        assert_eq!(
            Doc::default().to_json(),
            r#"{"text":"","ents":[],"sents":[],"tokens":[]}"#
        );
    }

    #[test]
    fn every_string_is_read_back() {
        let all: String = (0..0x3000u32).filter_map(char::from_u32).collect();
        for text in [&all, "\"\\\"", "\u{1F468}\u{200D}\r\n\t", ""] {
            let mut json = String::new();
            string(&mut json, text);
            assert!(!json.contains('\n'));
            assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
