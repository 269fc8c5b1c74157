//! What the stage as a whole must hold to.

use super::*;
use crate::testing;

/// Tokens parted by white space, all taken for names.
fn read(text: &str) -> Vec<Place> {
    let article = testing::article(text);
    let mut parse = Parse::default();
    let mut at = 0;
    for word in text.split_whitespace() {
        at += text[at..].find(word).unwrap();
        let span = Span::new(at as u32, (at + word.len()) as u32);
        at += word.len();
        let head = TokenId(parse.tokens.len() as u32);
        parse.tokens.push(Token {
            span,
            lower: word.to_lowercase().into(),
            lemma: word.into(),
            pos: Pos::Propn,
            tag: "NNP".into(),
            dep: Dep::Root,
            head,
            sentence: SentenceId(0),
        });
    }
    let whole = Span::new(0, text.len() as u32);
    parse.sentences.push(Sentence {
        span: whole,
        tokens: 0..parse.tokens.len() as u32,
        paragraph: 0,
    });
    let stage = Places::new(&Rules::built_in()).unwrap();
    stage.run(
        (&article, &parse, &Mentions::default()),
        &mut Notes::default(),
    )
}

#[test]
fn the_longest_name_counts() {
    let found = read("Salt Lake City and New York");
    let names: Vec<_> = found.iter().map(|place| place.name.as_str()).collect();
    assert_eq!(names, ["Salt Lake City", "New York"]);
}

#[test]
fn of_two_places_with_one_name_the_article_s_country_decides() {
    let country = |text: &str| read(text).last().unwrap().country.map(|code| code.0);
    assert_eq!(country("Atlanta Texas Georgia"), Some(*b"USA"));
    assert_eq!(country("Tskhinvali Batumi Georgia"), Some(*b"GEO"));
    assert_eq!(country("Georgia"), Some(*b"GEO"));
}

#[test]
fn the_state_behind_a_town_tells_which_town_is_meant() {
    let at = |text: &str| read(text)[0].lat.unwrap();
    assert!((at("Springfield , Ill.") - 39.8).abs() < 0.1);
    assert!((at("Springfield , OR") - 44.05).abs() < 0.1);
    assert!((at("Paris , Texas") - 33.66).abs() < 0.1);
    assert!((at("Paris") - 48.86).abs() < 0.1);
}

#[test]
fn a_name_means_one_place_in_an_article() {
    let found = read("Paris Lyon Paris , Texas Paris");
    let countries: Vec<_> = found.iter().map(|place| place.country.unwrap().0).collect();
    assert_eq!(countries, [*b"USA", *b"FRA", *b"USA", *b"USA", *b"USA"]);
}

#[test]
fn a_county_is_a_place_and_tells_where_the_towns_lie() {
    let found = read("Athens beside Clarke County and Madison County");
    let names: Vec<_> = found.iter().map(|place| place.name.as_str()).collect();
    assert_eq!(names, ["Athens", "Clarke County", "Madison County"]);
    assert!(
        found
            .iter()
            .all(|place| place.country == Some(CountryCode(*b"USA")))
    );
}

#[test]
fn any_words_give_sorted_spans_that_fit_the_text() {
    let text = "St. Paul 日本 New \u{1F600} York Xi'an the Hague Côte d'Ivoire - Guinea - Bissau "
        .repeat(200);
    let found = read(&text);
    assert!(
        found
            .windows(2)
            .all(|pair| pair[0].span.end <= pair[1].span.start)
    );
    assert!(found.iter().all(|place| !place.span.of(&text).is_empty()));
}
