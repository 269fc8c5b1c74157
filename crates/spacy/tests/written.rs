//! Writes what was read, of texts that nobody writes too: the JSON holds the text, and the
//! words and spaces of CoNLL-U give it back.

#![allow(clippy::unwrap_used, reason = "a test may fail so")]

mod model_dir;

use serde_json::Value;
use spacy::{Doc, Model};

/// White space as it was before it was written into MISC.
fn space(written: &str) -> String {
    let mut space = String::new();
    let mut rest = written;
    while let Some(escape) = rest.strip_prefix('\\') {
        let (c, length) = match &escape[..1] {
            "s" => (' ', 1),
            "t" => ('\t', 1),
            "n" => ('\n', 1),
            "r" => ('\r', 1),
            _ => {
                let end = escape.find('}').unwrap();
                let number = u32::from_str_radix(&escape[2..end], 16).unwrap();
                (char::from_u32(number).unwrap(), end + 1)
            }
        };
        space.push(c);
        rest = &escape[length..];
    }
    assert_eq!(rest, "", "in {written:?}");
    space
}

/// The text that the lines of CoNLL-U give.
fn text_of(conllu: &str) -> String {
    let mut text = String::new();
    for line in conllu.split('\n').filter(|line| line.contains('\t')) {
        let fields: Vec<&str> = line.split('\t').collect();
        assert_eq!(fields.len(), 10, "{line:?}");
        let misc = |name: &str| {
            let mut items = fields[9].split('|');
            items.find_map(|item| item.strip_prefix(name))
        };
        text += &space(misc("SpacesBefore=").unwrap_or_default());
        text += fields[1];
        text += &match misc("SpaceAfter=No") {
            Some(_) => String::new(),
            None => space(misc("SpacesAfter=").unwrap_or("\\s")),
        };
    }
    text
}

fn check(doc: &Doc) {
    let text = doc.text();
    let json: Value = serde_json::from_str(&doc.to_json()).unwrap();
    assert_eq!(json["text"], text);
    let tokens = json["tokens"].as_array().unwrap();
    assert_eq!(tokens.len(), doc.len(), "{text:?}");
    let end = tokens
        .last()
        .map_or(0, |last| last["end"].as_u64().unwrap());
    let space = doc.tokens().last().map_or("", |last| last.whitespace());
    assert_eq!(end as usize, text.chars().count() - space.len(), "{text:?}");
    let conllu = doc.to_conllu();
    match doc.tokens().all(|token| token.is_space()) {
        true => assert_eq!(conllu, ""),
        false => assert_eq!(text_of(&conllu), text),
    }
    let chunks = doc.noun_chunks().map(|chunk| chunk.range());
    let chunks: Vec<usize> = chunks.flat_map(|range| [range.start, range.end]).collect();
    assert!(chunks.is_sorted(), "{chunks:?} in {text:?}");
}

#[test]
fn what_is_written_gives_the_text_back() {
    let model = Model::load(model_dir::model_dir()).unwrap();
    let sample = include_str!("sample/en/texts.json");
    let texts: Vec<String> = serde_json::from_str(sample).unwrap();
    for text in &texts {
        check(&model.parse(text));
    }
    for unit in [
        "",
        "\0",
        " ",
        "\n",
        "\r\n \t a",
        "\u{301}",
        "\"\\",
        "|",
        "_ ",
        "#\n",
        "\u{2028}a\u{85}",
        "😀\u{a0}",
        "a \u{1f}b ",
        "1-2\t3.1 ",
    ] {
        check(&model.parse(&unit.repeat(60)));
        check(&model.parse(&format!(" {unit}x {unit}{unit} ")));
    }
}

#[test]
fn every_character_is_written() {
    let model = Model::load(model_dir::model_dir()).unwrap();
    let all = (0..0x3_0000u32).filter_map(char::from_u32);
    let all: Vec<char> = all.step_by(89).collect();
    for chars in all.chunks(500) {
        let text: String = chars.iter().flat_map(|c| ['a', *c, ' ', *c]).collect();
        check(&model.parse(&text));
    }
}
