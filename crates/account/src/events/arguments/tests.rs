//! Who acts and who is acted on, in whole articles.

use crate::model::*;
use crate::rules::Rules;
use crate::testing::{article, model};

/// The parties of the events of a text, "TYPE: actors -> recipients".
fn coded(pipeline: &crate::Pipeline, text: &str) -> Vec<String> {
    let side = |side: &[Participant]| {
        let names: Vec<&str> = side.iter().map(|one| one.span.of(text)).collect();
        names.join(", ")
    };
    let reading = pipeline.read(article(text));
    let events = reading.events.iter().map(|event| {
        let (actors, recipients) = (side(&event.actors), side(&event.recipients));
        format!("{}: {actors} -> {recipients}", event.kind.as_str())
    });
    events.collect()
}

/// Texts with an event that they tell, or with one that they do not: behind "!".
fn hold(cases: &[(&str, &str)]) {
    let Some(model) = model() else { return };
    let pipeline = crate::Pipeline::new(model, &Rules::built_in()).unwrap();
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let found = coded(&pipeline, text);
        let (absent, event) = match expected.strip_prefix('!') {
            Some(event) => (true, event),
            None => (false, *expected),
        };
        if found.iter().any(|one| one == event) == absent {
            wrong.push(format!("{text}\n  wanted {expected}\n  found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn whoever_is_charged_with_a_deed_did_it() {
    hold(&[
        (
            "Pedro Ruiz was convicted on Monday of the murder of Ana Okafor.",
            "ASSAULT: Pedro Ruiz -> Ana Okafor",
        ),
        (
            "Pedro Ruiz is serving a life sentence for the assassination of Ana Okafor.",
            "ASSAULT: Pedro Ruiz -> Ana Okafor",
        ),
        (
            "A lawyer spoke for a soldier accused of stabbing a police officer.",
            "ASSAULT: a soldier -> a police officer",
        ),
        (
            "The police arrested two men in a raid on the rebels.",
            "!ASSAULT: two men -> the rebels",
        ),
    ]);
}

#[test]
fn the_subject_beside_a_meeting_with_others_met_them() {
    hold(&[
        (
            "After three hours of talks with the rebels, Pedro Ruiz left the city.",
            "CONSULT: Pedro Ruiz -> the rebels",
        ),
        (
            "Pedro Ruiz praised the farmers during a visit to Norway.",
            "CONSULT: Pedro Ruiz -> Norway",
        ),
    ]);
}

#[test]
fn we_are_those_for_whom_a_speaker_speaks() {
    hold(&[(
        "\"We are working closely with the Norwegian government,\" Pedro Ruiz said.",
        "COOPERATE: We -> the Norwegian government",
    )]);
}

#[test]
fn whoever_answers_a_request_was_asked() {
    hold(&[(
        "The defence ministry did not respond to the miners' request for help.",
        "REQUEST: the miners -> The defence ministry",
    )]);
}

#[test]
fn what_is_demanded_is_asked_of_others() {
    hold(&[
        (
            "The miners demanded that Pedro Ruiz be dismissed.",
            "!REQUEST: The miners -> Pedro Ruiz",
        ),
        (
            "The miners demanded that Pedro Ruiz pay them.",
            "REQUEST: The miners -> Pedro Ruiz",
        ),
        (
            "The senator called for a ban on the miners' union.",
            "!REQUEST: The senator -> the miners' union",
        ),
    ]);
}

#[test]
fn an_accusation_of_a_deed_is_not_against_those_who_suffered_it() {
    hold(&[
        (
            "Norway condemned the killing of the miners.",
            "!ACCUSE: Norway -> the miners",
        ),
        (
            "Norway condemned Ethiopia's attack on the miners.",
            "ACCUSE: Norway -> Ethiopia",
        ),
    ]);
}

#[test]
fn a_place_before_a_noun_of_violence_suffers_and_meets_nobody() {
    hold(&[
        (
            "Nobody has been charged with the Kenya bombing, the police said.",
            "ASSAULT:  -> Kenya",
        ),
        (
            "Norway's invasion of Denmark shocked the world.",
            "ASSAULT: Norway -> Denmark",
        ),
    ]);
}

#[test]
fn nobody_is_the_agent_of_a_passive_but_who_stands_behind_by() {
    hold(&[
        (
            "Pedro Ruiz was arrested on Monday in Norway.",
            "COERCE:  -> Pedro Ruiz",
        ),
        (
            "Mayor Pedro Ruiz Accused Of Bribing Norway",
            "!ACCUSE: Mayor Pedro Ruiz -> ",
        ),
        (
            "The senators said that they were not consulted about the plan.",
            "!CONSULT: they -> ",
        ),
    ]);
}

#[test]
fn what_is_won_is_given_to_the_subject() {
    hold(&[(
        "Pedro Ruiz won the backing of the miners' union on Monday.",
        "SUPPORT: the miners' union -> Pedro Ruiz",
    )]);
}

#[test]
fn verbs_without_a_subject_of_their_own_find_it() {
    hold(&[
        (
            "A guard shot and killed two miners on Monday.",
            "ASSAULT: A guard -> two miners",
        ),
        (
            "LIMA, Peru — The army attacked the rebels on Monday.",
            "ASSAULT: The army -> the rebels",
        ),
    ]);
}
