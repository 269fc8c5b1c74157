//! Whom the phrases of the rules' examples mean, through the real parser.

use super::words::Words;
use super::*;
use crate::parses::Parses;
use crate::testing;

#[test]
fn every_group_of_words_takes_up_whom_its_examples_say() {
    let Some(model) = testing::model() else {
        return;
    };
    let rules = Rules::built_in();
    let stage = MentionsStage::new(&rules).unwrap();
    let parses = Parses::new(model);
    let words = Words::load(&rules).unwrap();
    let mut wrong = Vec::new();
    for (text, phrase, meant) in words.examples() {
        let article = testing::article(text);
        let parse = parses.run(&article, &mut Notes::default());
        let found = stage.run((&article, &parse), &mut Notes::default());
        let whom = whom(text, &found, phrase);
        if whom != *meant {
            wrong.push(format!("{text}: {phrase} means {whom:?}, not {meant:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The name of whoever the last mention `phrase` stands for, if somebody named before.
fn whom(text: &str, found: &Mentions, phrase: &str) -> String {
    let said = |mention: &&Mention| mention.span.of(text) == phrase;
    let mention = found.mentions.iter().rev().find(said);
    let entity = mention.map(|mention| &found.entities[mention.entity.0 as usize]);
    let named = entity.filter(|entity| entity.named || !entity.members.is_empty());
    named.map_or(String::new(), |entity| entity.name.clone())
}
