//! Every rule's examples and counterexamples through the real parser, and the battery.

use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use super::*;
use crate::parses::Parses;

/// The language model, where one is installed.
#[allow(clippy::disallowed_methods)] // tests find the model as the program does
fn model() -> Option<Arc<spacy::Model>> {
    static MODEL: LazyLock<Option<Arc<spacy::Model>>> = LazyLock::new(|| {
        let named = std::env::var_os("RAPPORTEUR_MODEL").map(PathBuf::from);
        let home = std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".local/share"));
        let installed = home.map(|home| home.join("rapporteur/models/en_core_web_sm-3.8.0"));
        let folder = named.or(installed)?;
        spacy::Model::load(&folder).ok().map(Arc::new)
    });
    if MODEL.is_none() {
        eprintln!("skipped: no language model; `rapporteur model install en` gets it");
    }
    MODEL.clone()
}

fn article(text: &str) -> Article {
    Article {
        id: "test".into(),
        url: None,
        outlet: None,
        title: None,
        byline: Vec::new(),
        dateline: None,
        published: None,
        modified: None,
        language: Some("en".to_owned()),
        text: text.to_owned(),
        paragraphs: vec![Paragraph {
            span: Span::new(0, text.len() as u32),
            kind: BlockKind::Paragraph,
        }],
        notes: Vec::new(),
    }
}

/// What the rules alone make of one sentence.
fn events_of(model: &Arc<spacy::Model>, stage: &Events, text: &str) -> Vec<Event> {
    let article = article(text);
    let parse = Parses::new(model.clone()).run(&article, &mut Notes::default());
    let mentions = phrases::mentions(text, &parse, &stage.lexicon, &[]);
    let told = Told {
        article: &article,
        parse: &parse,
        mentions: &mentions,
        actors: &[],
        times: &[],
        places: &[],
        quotes: &[],
    };
    stage.run(told, &mut Notes::default())
}

/// The text of an example without its marks, and the spans in `[...]` and in `{...}`.
fn unmark(example: &str) -> (String, Vec<Span>, Vec<Span>) {
    let mut text = String::new();
    let (mut actors, mut recipients) = (Vec::new(), Vec::new());
    let mut open = 0;
    for letter in example.chars() {
        match letter {
            '[' | '{' => open = text.len() as u32,
            ']' => actors.push(Span::new(open, text.len() as u32)),
            '}' => recipients.push(Span::new(open, text.len() as u32)),
            letter => text.push(letter),
        }
    }
    (text, actors, recipients)
}

/// Whether every marked span is named by one participant, and nobody else takes part.
fn names(side: &[Participant], marked: &[Span]) -> bool {
    let covered = |span: &Span| side.iter().any(|one| one.span.overlaps(*span));
    let marked_too = |one: &Participant| marked.iter().any(|span| span.overlaps(one.span));
    marked.iter().all(covered) && (marked.is_empty() || side.iter().all(marked_too))
}

#[test]
fn every_rule_codes_its_examples_and_no_counterexample() {
    let Some(model) = model() else { return };
    let stage = Events::new(&Rules::built_in()).unwrap();
    let mut wrong = Vec::new();
    for rule in &stage.lexicon.rules {
        for example in &rule.example {
            let (text, actors, recipients) = unmark(example);
            let events = events_of(&model, &stage, &text);
            let right = events.iter().any(|event| {
                event.kind == rule.kind
                    && event.mode == rule.mode
                    && names(&event.actors, &actors)
                    && names(&event.recipients, &recipients)
            });
            if !right {
                wrong.push(format!(
                    "{} misses {example:?}: {}",
                    rule.name,
                    shown(&text, &events)
                ));
            }
        }
        for counter in &rule.counter {
            let events = events_of(&model, &stage, counter);
            if events.iter().any(|event| event.rule == rule.name) {
                wrong.push(format!("{} wrongly codes {counter:?}", rule.name));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn shown(text: &str, events: &[Event]) -> String {
    let side = |side: &[Participant]| {
        let names: Vec<&str> = side.iter().map(|one| one.span.of(text)).collect();
        names.join(", ")
    };
    let event = |event: &Event| {
        format!(
            "{} [{}] -> {{{}}}",
            event.rule,
            side(&event.actors),
            side(&event.recipients)
        )
    };
    events.iter().map(event).collect::<Vec<_>>().join("; ")
}

#[test]
fn every_rule_has_an_example_and_every_verb_rule_a_counterexample() {
    let stage = Events::new(&Rules::built_in()).unwrap();
    assert!(stage.lexicon.rules.len() > 150);
    for rule in &stage.lexicon.rules {
        assert!(!rule.example.is_empty(), "{} has no example", rule.name);
    }
    for kind in plover::types() {
        assert!(
            stage.lexicon.rules.iter().any(|rule| rule.kind == kind),
            "no rule for {kind}"
        );
    }
}

#[test]
fn a_rule_file_that_names_an_unknown_mode_says_where() {
    let bad = "type = \"CONSULT\"\n[[rule]]\nid = \"x\"\ncameo = \"040\"\nmode = \"shouting\"\n";
    let rules = Rules::built_in().with("events/consult.toml", bad.to_owned());
    let error = Events::new(&rules).unwrap_err();
    assert_eq!(error.path, "events/consult.toml");
    assert!(error.message.contains("\"x\"") && error.message.contains("shouting"));
}
