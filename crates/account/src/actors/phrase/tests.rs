//! Tests of the codes that a phrase alone gives.

use super::*;
use crate::rules::Rules;

/// "COL GOV" for a phrase; "-" stands for nothing.
fn coded(phrase: &str) -> String {
    let lexicon = Lexicon::load(&Rules::built_in()).unwrap();
    let coding = code(&lexicon, phrase);
    let country = coding
        .country
        .map_or("-".to_owned(), |code| code.to_string());
    let sectors: Vec<&str> = coding
        .sectors
        .iter()
        .map(|sector| sector.as_str())
        .collect();
    format!("{country} {}", sectors.join(" "))
}

#[test]
fn the_country_stands_before_the_role_or_behind_it() {
    assert_eq!(coded("Peruvian foreign minister"), "PER GOV");
    assert_eq!(coded("Peru's foreign minister"), "PER GOV");
    assert_eq!(coded("Peru ’s foreign minister"), "PER GOV");
    assert_eq!(coded("the foreign minister of Peru"), "PER GOV");
}

#[test]
fn a_weak_head_takes_the_sector_of_what_stands_beside_it() {
    assert_eq!(coded("a rebel leader"), "- REB");
    assert_eq!(coded("the Malian leader"), "MLI GOV");
    assert_eq!(coded("Muslim leaders in Ghana"), "GHA REL");
    assert_eq!(coded("a spokesman for the Kenyan police"), "KEN COP");
    assert_eq!(coded("the president of the university"), "- EDU");
    assert_eq!(coded("members of the Finnish parliament"), "FIN LEG");
}

#[test]
fn an_envoy_is_of_the_country_that_sends_and_not_of_the_one_that_receives() {
    assert_eq!(coded("the Swiss ambassador to Chad"), "CHE GOV");
    assert_eq!(coded("ambassador to Chad"), "- GOV");
}

#[test]
fn whoever_held_an_office_is_elite() {
    assert_eq!(coded("former Chilean defense minister"), "CHL ELI");
    assert_eq!(coded("a former CIA officer"), "USA ELI");
    assert_eq!(coded("former professor"), "- EDU");
}

#[test]
fn a_capital_is_its_government_and_a_country_is_only_a_country() {
    assert_eq!(coded("Oslo"), "NOR GOV");
    assert_eq!(coded("Norway"), "NOR ");
    assert_eq!(coded("the Kremlin"), "RUS GOV");
    assert_eq!(coded("Transnistria"), "MDA PRE");
}

#[test]
fn a_relative_clause_and_an_apposition_say_nothing_of_the_role() {
    assert_eq!(coded("a Danish teacher who met the president"), "DNK EDU");
    assert_eq!(coded("Danish teachers, soldiers"), "DNK EDU");
}

#[test]
fn a_city_beside_an_unknown_capitalised_word_is_part_of_a_name() {
    assert_eq!(coded("Odun Hamilton"), "- ");
    assert_eq!(coded("Hamilton police"), "BMU COP");
}

#[test]
fn no_phrase_is_too_odd() {
    for phrase in [
        "",
        " ",
        ",",
        "’s",
        "of",
        "the",
        "-",
        "of of of",
        "’s ’s",
        "é’s",
    ] {
        assert_eq!(coded(phrase), "- ", "{phrase:?}");
    }
}
