//! Every rule's examples and counterexamples through the real parser, and the battery.

use std::sync::Arc;

use super::*;
use crate::parses::Parses;
use crate::testing::{article, model, random};

/// What the rules alone make of one sentence.
pub(super) fn events_of(model: &Arc<spacy::Model>, stage: &Events, text: &str) -> Vec<Event> {
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
    // A rule says what it allows; whether running text means it is a matter of `doubts.rs`.
    stage.coded(told, Care::Any, &mut Notes::default())
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

/// In a whole article the mentions are others than in a bare sentence, so the counterexamples are
/// read once more by the whole flow.
#[test]
fn no_rule_codes_its_counterexamples_in_the_whole_flow() {
    let Some(model) = model() else { return };
    let rules = Rules::built_in();
    let stage = Events::new(&rules).unwrap();
    let pipeline = crate::Pipeline::new(model, &rules).unwrap();
    let mut wrong = Vec::new();
    for rule in &stage.lexicon.rules {
        for counter in &rule.counter {
            let reading = pipeline.read(article(counter));
            if reading.events.iter().any(|event| event.rule == rule.name) {
                wrong.push(format!("{} codes {counter:?}", rule.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A counterexample without the rule's words would hold whatever the rule says.
#[test]
fn every_rule_has_a_counterexample_with_one_of_its_own_words() {
    let Some(model) = model() else { return };
    let stage = Events::new(&Rules::built_in()).unwrap();
    let parses = Parses::new(model);
    let mut without = Vec::new();
    let written = stage.lexicon.rules.iter().enumerate();
    for (number, rule) in written.filter(|(_, rule)| !rule.name.starts_with(super::FOUND)) {
        let begins = |token: &Token| {
            let words = [lexicon::normal(&token.lemma), token.lower.to_string()];
            words.iter().any(|word| {
                let patterns = stage.lexicon.verbs(word).iter();
                let mut patterns = patterns.chain(stage.lexicon.nouns(word));
                patterns.any(|pattern| pattern.rule == number)
            })
        };
        let told = |counter: &String| {
            let parse = parses.run(&article(counter), &mut Notes::default());
            parse.tokens.iter().any(begins)
        };
        if !rule.counter.iter().any(told) {
            without.push(format!("{}: {:?}", rule.name, rule.counter));
        }
    }
    assert!(without.is_empty(), "{}", without.join("\n"));
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
fn every_rule_has_an_example_and_a_counterexample_and_every_type_a_rule() {
    let stage = Events::new(&Rules::built_in()).unwrap();
    assert!(stage.lexicon.rules.len() > 150);
    let learned = |rule: &&super::lexicon::Rule| rule.name.starts_with(super::FOUND);
    for rule in stage.lexicon.rules.iter().filter(|rule| !learned(rule)) {
        assert!(!rule.example.is_empty(), "{} has no example", rule.name);
        assert!(!rule.counter.is_empty(), "{} has no counter", rule.name);
    }
    for kind in plover::types() {
        assert!(
            stage.lexicon.rules.iter().any(|rule| rule.kind == kind),
            "no rule for {kind}"
        );
    }
}

#[test]
fn a_rule_file_that_names_what_is_unknown_says_where() {
    for wrong in ["mode = \"shouting\"", "talk = \"shouting\""] {
        let bad = format!("type = \"CONSULT\"\n[[rule]]\nid = \"x\"\ncameo = \"040\"\n{wrong}\n");
        let rules = Rules::built_in().with("events/consult.toml", bad);
        let error = Events::new(&rules).unwrap_err();
        assert_eq!(error.path, "events/consult.toml");
        assert!(error.message.contains("\"x\"") && error.message.contains("shouting"));
    }
}

/// Words and trees at random: heads that form circles, labels that mean nothing together.
fn noise(seed: u64) -> (Article, Parse) {
    use Dep as D;
    let words = [
        "met",
        "strikes",
        "on",
        "Ruritania",
        "the",
        "to",
        "sanctions",
        "–",
        "vowed",
        "who",
        "by",
        "’s",
        "талк",
    ];
    let deps = [
        D::Root,
        D::Nsubj,
        D::Dobj,
        D::Prep,
        D::Pobj,
        D::Conj,
        D::Acl,
        D::Relcl,
        D::Xcomp,
        D::Amod,
        D::Poss,
    ];
    let tags = ["VBD", "NN", "IN", "NNP", "WDT", "VBN", "TO"];
    let parts = [
        Pos::Verb,
        Pos::Noun,
        Pos::Adp,
        Pos::Propn,
        Pos::Pron,
        Pos::Aux,
    ];
    let (mut state, mut text, mut parse) = (seed, String::new(), Parse::default());
    let count = 40;
    for n in 0..count {
        let word = words[random(&mut state) as usize % words.len()];
        let start = text.len() as u32;
        text.push_str(word);
        parse.tokens.push(Token {
            span: Span::new(start, text.len() as u32),
            lower: word.to_lowercase().into(),
            lemma: ["meet", "strike", "sanction", "vow", word][random(&mut state) as usize % 5]
                .into(),
            pos: parts[random(&mut state) as usize % parts.len()],
            tag: tags[random(&mut state) as usize % tags.len()].into(),
            dep: deps[random(&mut state) as usize % deps.len()],
            head: TokenId(random(&mut state) as u32 % (count + 2)),
            sentence: SentenceId(n / 10),
        });
        text.push(' ');
    }
    parse.sentences = (0..count / 10)
        .map(|n| Sentence {
            span: parse.tokens[n as usize * 10]
                .span
                .cover(parse.tokens[n as usize * 10 + 9].span),
            tokens: n * 10..n * 10 + 10,
            paragraph: 0,
        })
        .collect();
    (article(&text), parse)
}

#[test]
fn any_tree_is_read_without_panic_and_twice_the_same() {
    let stage = Events::new(&Rules::built_in()).unwrap();
    let mut found = 0;
    for seed in 1..400 {
        let (article, parse) = noise(seed * 0x9e37_79b9);
        let mentions = phrases::mentions(&article.text, &parse, &stage.lexicon, &[]);
        let told = Told {
            article: &article,
            parse: &parse,
            mentions: &mentions,
            actors: &[],
            times: &[],
            places: &[],
            quotes: &[],
        };
        let events = stage.run(told, &mut Notes::default());
        assert_eq!(events, stage.run(told, &mut Notes::default()));
        for event in &events {
            assert!(article.text.get(event.span.range()).is_some());
            assert!(event.span.contains(event.trigger) && !event.trigger.is_empty());
            assert!((0.0..=1.0).contains(&event.confidence));
            assert!(!event.actors.is_empty() || !event.recipients.is_empty());
        }
        found += events.len();
    }
    assert!(
        found > 100,
        "the battery must reach the coder, {found} events"
    );
}

/// The coding of the pair that an example marks.
fn pair_of(model: &Arc<spacy::Model>, stage: &Events, example: &str) -> PairCoding {
    let (text, actors, recipients) = unmark(example);
    let article = article(&text);
    let parse = Parses::new(model.clone()).run(&article, &mut Notes::default());
    stage.code_pair(&article, &parse, actors[0], recipients[0])
}

#[test]
fn the_type_between_two_parties_is_told_by_the_rules_and_by_the_words() {
    let Some(model) = model() else { return };
    let stage = Events::new(&Rules::built_in()).unwrap();
    for (example, kind, by_rule) in [
        ("[Norway] condemned {Peru}.", EventType::Accuse, true),
        ("{Peru} was condemned by [Norway].", EventType::Accuse, true),
        (
            "[Norway] released two sailors of {Peru}.",
            EventType::Retreat,
            true,
        ),
        (
            "[Norway] co-financed a clinic for {Peru}.",
            EventType::Aid,
            false,
        ),
        (
            "[Norway] would not budge in its row with {Peru}.",
            EventType::Reject,
            false,
        ),
    ] {
        let found = pair_of(&model, &stage, example);
        assert_eq!(found.kind, kind, "{example} {:?}", found.reasons);
        assert_eq!(!found.rule.is_empty(), by_rule, "{example} {}", found.rule);
        assert!(!found.reasons.is_empty(), "{example}");
    }
}

#[test]
fn a_pair_without_words_between_is_coded_and_does_not_panic() {
    let Some(model) = model() else { return };
    let stage = Events::new(&Rules::built_in()).unwrap();
    for example in ["[Norway], {Peru}.", "[N]{P}", "[]{}", "[Norway]. {Peru}."] {
        pair_of(&model, &stage, example);
    }
}
