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
