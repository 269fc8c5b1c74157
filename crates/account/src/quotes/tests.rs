//! What the stage as a whole must hold to.

use super::*;
use crate::testing::{article, noise};

/// What the stage makes of a text that no parser has read.
fn read(article: &Article) -> (Vec<Quote>, Vec<Note>) {
    let mut notes = Notes::default();
    let stage = Quotes::new(&Rules::built_in()).unwrap();
    let quotes = stage.run(
        (article, &Parse::default(), &Mentions::default()),
        &mut notes,
    );
    (quotes, notes.into_vec())
}

/// Tokens parted by spaces, all in one sentence, each with its part of speech, relation and head.
fn parsed(text: &str, tokens: &[(&str, Pos, &str, Dep, u32)]) -> Parse {
    let mut parse = Parse::default();
    let mut at = 0;
    for (word, pos, tag, dep, head) in tokens {
        at += text[at..].find(word).unwrap();
        let span = Span::new(at as u32, (at + word.len()) as u32);
        at += word.len();
        let lemma = match *word {
            "said" => "say",
            word => word,
        };
        parse.tokens.push(Token {
            span,
            lower: word.to_lowercase().into(),
            lemma: lemma.into(),
            pos: *pos,
            tag: (*tag).into(),
            dep: *dep,
            head: TokenId(*head),
            sentence: SentenceId(0),
        });
    }
    let whole = Span::new(0, text.len() as u32);
    parse.sentences.push(Sentence {
        span: whole,
        tokens: 0..tokens.len() as u32,
        paragraph: 0,
    });
    parse
}

#[test]
fn the_subject_of_the_cue_is_the_speaker() {
    let text = "\"We go,\" said Ruiz.";
    let parse = parsed(
        text,
        &[
            ("\"", Pos::Punct, "``", Dep::Punct, 2),
            ("We", Pos::Pron, "PRP", Dep::Nsubj, 2),
            ("go", Pos::Verb, "VBP", Dep::Ccomp, 5),
            (",", Pos::Punct, ",", Dep::Punct, 5),
            ("\"", Pos::Punct, "''", Dep::Punct, 5),
            ("said", Pos::Verb, "VBD", Dep::Root, 5),
            ("Ruiz", Pos::Propn, "NNP", Dep::Nsubj, 5),
            (".", Pos::Punct, ".", Dep::Punct, 5),
        ],
    );
    let person = Entity {
        name: "Ruiz".into(),
        names: vec!["Ruiz".into()],
        kind: EntityKind::Person,
        named: true,
        members: vec![],
        roles: vec![],
    };
    let span = Span::new(14, 18);
    let mention = Mention {
        span,
        tokens: 6..7,
        head: TokenId(6),
        kind: MentionKind::Name,
        entity: EntityId(0),
    };
    let mentions = Mentions {
        mentions: vec![mention],
        entities: vec![person],
    };
    let stage = Quotes::new(&Rules::built_in()).unwrap();
    let quotes = stage.run((&article(text), &parse, &mentions), &mut Notes::default());
    assert_eq!(
        quotes,
        [Quote {
            kind: QuoteKind::Direct,
            span: Span::new(0, 8),
            words: Span::new(1, 7),
            speaker: Some(Speaker {
                entity: EntityId(0),
                span
            }),
            cue: Some(Span::new(9, 13)),
        }]
    );
}

#[test]
fn words_in_marks_that_nobody_says_are_noted_as_no_speech() {
    let (quotes, notes) = read(&article("They sang \"Over The Hills\" twice."));
    assert!(quotes.is_empty());
    assert_eq!(notes[0].reason, Reason::NotSpeech);
}

#[test]
fn a_quotation_without_a_known_speaker_is_kept_and_noted() {
    let (quotes, notes) = read(&article("\"Nobody has ever asked us what we want.\""));
    assert_eq!(quotes.len(), 1);
    assert_eq!(quotes[0].speaker, None);
    assert_eq!(notes[0].reason, Reason::UnknownSpeaker);
}

#[test]
fn every_group_of_verbs_has_an_example_and_a_counter_example() {
    let file = cues::file(&Rules::built_in()).unwrap();
    for group in [
        &file.speech,
        &file.naming,
        &file.judging,
        &file.thought,
        &file.intent,
        &file.continuing,
    ] {
        assert!(!group.example.is_empty() && !group.not.is_empty());
    }
}

#[test]
fn any_text_gives_sorted_spans_that_fit_it() {
    for seed in 0..80 {
        let text = noise(seed, 300, &PIECES);
        let article = article(&text);
        let (quotes, notes) = read(&article);
        let mut last = 0;
        for quote in &quotes {
            assert!(quote.span.start >= last, "{text:?}");
            assert!(quote.span.contains(quote.words), "{text:?}");
            assert!(!quote.words.of(&text).is_empty(), "{text:?}");
            last = quote.span.start;
        }
        assert_eq!((quotes, notes), read(&article));
    }
}

#[test]
fn a_megabyte_of_nothing_but_marks_is_read() {
    for mark in ["\"", "“", "'", "“\"", "\" ", "” “a"] {
        let text = mark.repeat(1_000_000 / mark.len());
        let (quotes, _) = read(&article(&text));
        assert!(quotes.len() <= text.len(), "{mark}");
    }
}

/// Marks of all kinds, and what stands between them.
const PIECES: [&str; 24] = [
    "\"",
    "“",
    "”",
    "„",
    "«",
    "»",
    "'",
    "’",
    "‘",
    "``",
    "''",
    " ",
    "a",
    "We go",
    ",",
    ".",
    "?",
    "\n\n",
    "s",
    "ó",
    "日本",
    "\u{1F600}",
    "=",
    "6",
];
