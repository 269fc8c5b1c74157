//! Sentences of our own for each class of words that sets a status, read by the rules alone.

use super::super::tests::events_of;
use super::super::*;
use crate::testing::model;

/// A sentence, the word that names the act, and how far it has come.
type Told = (&'static str, &'static str, Status);

fn check(told: &[Told]) {
    let Some(model) = model() else { return };
    let stage = Events::new(&Rules::built_in()).unwrap();
    let mut wrong = Vec::new();
    for (text, word, status) in told {
        let events = events_of(&model, &stage, text);
        let of_word = |event: &&Event| event.trigger.of(text).contains(word);
        let found: Vec<Status> = events.iter().filter(of_word).map(|e| e.status).collect();
        if !found.contains(status) {
            wrong.push(format!("{text} {word}: {found:?} for {status:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

use Status::{Actual, Demanded, Denied, Hypothetical, Planned, Threatened};

#[test]
fn what_lay_ahead_of_the_time_that_is_told_of_happened() {
    check(&[
        (
            "Marta Quill, who would subsequently arrest two ministers, grew up on a farm.",
            "arrest",
            Actual,
        ),
        (
            "Ana Duval would go on to expel the Peruvian ambassador.",
            "expel",
            Actual,
        ),
        (
            "Ana Duval said she would later meet the Peruvian president.",
            "meet",
            Planned,
        ),
        (
            "Not until the second flood did the police free the students.",
            "free",
            Actual,
        ),
    ]);
}

#[test]
fn two_denials_are_none() {
    check(&[
        (
            "Scarcely a month goes by without the police arresting a journalist.",
            "arresting",
            Actual,
        ),
        (
            "The council broke up without the mayor and the bishop thanking the miners.",
            "thanking",
            Denied,
        ),
        (
            "At no stage did the guards torture the prisoners.",
            "torture",
            Denied,
        ),
    ]);
}

#[test]
fn what_had_been_foretold_came_about_or_not() {
    check(&[
        (
            "The proposed boycott of the bank by the union began on Monday.",
            "boycott",
            Actual,
        ),
        (
            "The expected visit of the king to Peru never happened.",
            "visit",
            Denied,
        ),
        (
            "The planned visit of Ana Duval to Peru will take place in June.",
            "visit",
            Planned,
        ),
        (
            "A failed coup by the navy against Ana Duval shook Chile.",
            "coup",
            Actual,
        ),
    ]);
}

#[test]
fn an_open_denial_denies_nothing() {
    check(&[
        (
            "If Chile does not release the sailors, Peru will close its border.",
            "release",
            Hypothetical,
        ),
        (
            "Peru fears that Chile might not release the sailors.",
            "release",
            Hypothetical,
        ),
        (
            "The Chilean government probably would not release the sailors.",
            "release",
            Hypothetical,
        ),
        ("Chile will not release the sailors.", "release", Denied),
    ]);
}

#[test]
fn a_wish_is_planned_and_a_wish_of_others_is_asked_for() {
    check(&[
        ("Ana Duval wanted to visit Peru in June.", "visit", Planned),
        (
            "Ana Duval wants Peru to release the sailors.",
            "wants",
            Demanded,
        ),
        (
            "Chile wants to ensure that Peru releases the sailors.",
            "releases",
            Planned,
        ),
        ("The men conspired to kill the senator.", "kill", Planned),
    ]);
}

#[test]
fn what_was_used_for_an_act_tells_that_it_was_done() {
    check(&[
        (
            "The police used the curfew to arrest three journalists.",
            "arrest",
            Actual,
        ),
        (
            "The editor returned to Chile, only to be arrested by the police.",
            "arrested",
            Actual,
        ),
        (
            "Peru was forced by the court to release the sailors.",
            "release",
            Actual,
        ),
        (
            "The general was too weak to attack the rebels.",
            "attack",
            Denied,
        ),
    ]);
}

#[test]
fn a_gerund_has_the_status_that_the_word_above_gives_it() {
    check(&[
        (
            "A judge scared the gang out of kidnapping the banker.",
            "kidnapping",
            Denied,
        ),
        (
            "Opponents of recognising Taiwan marched in Lima.",
            "recognising",
            Hypothetical,
        ),
        (
            "Bombing the rebels would be a mistake.",
            "Bombing",
            Hypothetical,
        ),
        (
            "The court was a venue for trying the rebels.",
            "trying",
            Hypothetical,
        ),
    ]);
}

#[test]
fn troops_are_promised_and_an_attack_is_threatened() {
    check(&[
        (
            "The king has promised to deploy marines to the island.",
            "promised",
            Planned,
        ),
        (
            "The warlord promised to attack the army.",
            "promised",
            Threatened,
        ),
    ]);
}

#[test]
fn a_clause_of_time_is_as_open_as_what_it_times() {
    check(&[
        (
            "Chile will lift the embargo on Peru after Peru releases the sailors.",
            "releases",
            Planned,
        ),
        (
            "Chile lifted the embargo on Peru after Peru released the sailors.",
            "released",
            Actual,
        ),
        (
            "The council might one day pardon the miners.",
            "pardon",
            Hypothetical,
        ),
    ]);
}
