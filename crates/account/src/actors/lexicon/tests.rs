//! Tests of the lexicon: the rule files load, and every kind of entry is found.

use super::*;
use crate::model::ActorCode;

fn lexicon() -> Lexicon {
    Lexicon::load(&Rules::built_in()).unwrap()
}

fn code(country: Option<&Country>) -> &str {
    country.map_or("", |country| country.code.as_str())
}

#[test]
fn a_country_goes_by_name_people_adjective_and_capital() {
    let lexicon = lexicon();
    assert_eq!(code(lexicon.country_named("Paraguay")), "PRY");
    assert_eq!(code(lexicon.country_named("Asunción")), "");
    for phrase in [
        "Paraguayan",
        "Paraguayans",
        "Asunción",
        "asuncion",
        "Paraguay",
    ] {
        assert_eq!(code(lexicon.country_of(phrase)), "PRY", "{phrase}");
    }
}

#[test]
fn capitals_tell_the_country_from_the_pronoun() {
    let lexicon = lexicon();
    for phrase in ["US", "U.S.", "U.S", "USA", "United States", "UNITED STATES"] {
        assert_eq!(code(lexicon.country_named(phrase)), "USA", "{phrase}");
    }
    assert_eq!(code(lexicon.country_named("us")), "");
}

#[test]
fn a_capitalised_acronym_is_found() {
    let lexicon = lexicon();
    assert!(lexicon.body_named("Nato").is_some());
    assert!(lexicon.body_named("who").is_none());
    assert!(lexicon.body_named("WHO").is_some());
}

#[test]
fn the_longest_phrase_wins() {
    let lexicon = lexicon();
    let found = lexicon.longest(&["prime", "minister", "of", "Paraguay"]);
    assert!(
        matches!(found, Some((2, [Term::Role(..), ..]))),
        "{found:?}"
    );
    let found = lexicon.longest(&["Guinea", "-", "Bissau", "said"]);
    assert!(
        matches!(found, Some((3, [Term::Country(id), ..])) if lexicon.country(*id).code.as_str() == "GNB"),
        "{found:?}"
    );
}

#[test]
fn plurals_follow_the_head() {
    let lexicon = lexicon();
    let plural = |name| lexicon.plural(name);
    assert_eq!(plural("secretary of state"), "secretaries of state");
    assert_eq!(plural("spokeswoman"), "spokeswomen");
    assert_eq!(plural("German"), "Germans");
    assert_eq!(plural("attorney"), "attorneys");
}

#[test]
fn a_wrong_code_is_reported_with_its_line() {
    let rules = Rules::built_in().with(
        "actors/bodies.tsv",
        "# bodies\nThe Guild\tXX\tGOV\n".to_owned(),
    );
    let error = Lexicon::load(&rules).unwrap_err();
    assert_eq!(
        error.to_string(),
        "rules/actors/bodies.tsv: line 2: `XX` is no country code; three capitals are expected"
    );
}

#[test]
fn words_say_of_a_phrase_what_their_examples_say() {
    let lexicon = lexicon();
    assert!(lexicon.words.examples().count() > 8);
    for (phrase, codes) in lexicon.words.examples() {
        let coded = crate::actors::phrase::code(&lexicon, phrase).codes();
        let shown = |code: &ActorCode| {
            let country = code.country.map_or("-".to_owned(), |code| code.to_string());
            format!("{country} {}", code.sector.map_or("-", Sector::as_str))
        };
        let coded: Vec<String> = coded.iter().map(shown).collect();
        assert_eq!(coded, [codes.as_str()], "{phrase}");
    }
}
