//! What the stage as a whole must hold to.

use jiff::civil::date;

use super::patterns::entries;
use super::*;
use crate::rules::Rules;
use crate::testing::{self, noise};

/// An article published on a Tuesday, that no parser has read.
fn article(text: &str) -> Article {
    Article {
        published: Some(Moment {
            date: date(2026, 2, 3),
            time: None,
        }),
        ..testing::article(text)
    }
}

fn read(article: &Article) -> Vec<TimeExpression> {
    let stage = Times::new(&Rules::built_in()).unwrap();
    stage.run((article, &Parse::default()), &mut Notes::default())
}

#[test]
fn every_pattern_reads_its_examples_and_not_its_counter_example() {
    let mut wrong = Vec::new();
    for entry in entries(&Rules::built_in()).unwrap() {
        for (example, value) in &entry.example {
            let found = read(&article(example));
            let whole = found
                .iter()
                .map(|time| (time.span.len() as usize, time.value.as_str()))
                .collect::<Vec<_>>();
            if whole != [(example.len(), value.as_str())] {
                wrong.push(format!("{example}: expected {value}, found {whole:?}"));
            }
        }
        let found = read(&article(&entry.not));
        let matched: Vec<_> = found.iter().map(|time| time.span.of(&entry.not)).collect();
        if matched.contains(&entry.not.as_str()) {
            wrong.push(format!("{:?} must not match {:?}", entry.means, entry.not));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_group_of_words_holds_to_its_sentences() {
    let words = Vocabulary::new(&Rules::built_in()).unwrap();
    let groups = [
        &words.counted,
        &words.rates,
        &words.zones,
        &words.present,
        &words.future,
        &words.results,
        &words.honours,
        &words.treaties,
    ];
    for (text, expected) in groups.iter().flat_map(|g| g.example.iter().chain(&g.not)) {
        let found = read(&article(text));
        let shown = found.iter().map(|time| {
            let kind = format!("{:?}", time.kind).to_uppercase();
            format!("{} = {kind} {}", time.span.of(text), time.value)
        });
        assert_eq!(shown.collect::<Vec<_>>().join("; "), *expected, "{text}");
    }
}

#[test]
fn without_a_publication_date_only_what_the_text_says_is_known() {
    let mut article = article("It began in October 2025 and ended on Tuesday, not last month.");
    article.published = None;
    let mut notes = Notes::default();
    let stage = Times::new(&Rules::built_in()).unwrap();
    let found = stage.run((&article, &Parse::default()), &mut notes);
    let values: Vec<_> = found
        .iter()
        .map(|time| (time.value.as_str(), time.basis, time.days.is_some()))
        .collect();
    assert_eq!(
        values,
        [
            ("2025-10", TimeBasis::Text, true),
            ("XXXX-WXX-2", TimeBasis::Unresolved, false),
            ("XXXX-XX", TimeBasis::Unresolved, false),
        ]
    );
    assert_eq!(notes.as_slice().len(), 2);
    assert!(
        notes
            .as_slice()
            .iter()
            .all(|note| note.reason == Reason::UnresolvedTime)
    );
}

#[test]
fn a_day_reckoned_from_another_rests_on_what_that_one_rests_on() {
    let basis = |published: bool, text: &str| -> Vec<_> {
        let mut article = article(text);
        article.published = article.published.filter(|_| published);
        let found = read(&article);
        let value = |time: &TimeExpression| (time.value.clone(), time.basis);
        found.iter().map(value).collect()
    };
    let day = |value: &str, basis| (value.to_owned(), basis);
    let named = "They met on 5 May 2018. Two days earlier the road was closed.";
    let from_text = [
        day("2018-05-05", TimeBasis::Text),
        day("2018-05-03", TimeBasis::Text),
    ];
    assert_eq!(basis(false, named), from_text);
    assert_eq!(basis(true, named), from_text);
    assert_eq!(
        basis(
            true,
            "They met on Sunday. Two days earlier the road was closed."
        ),
        [
            day("2026-02-01", TimeBasis::Published),
            day("2026-01-30", TimeBasis::Published),
        ]
    );
    assert_eq!(
        basis(true, "Two days earlier the road was closed."),
        [day("2026-02-01", TimeBasis::Published)]
    );
}

#[test]
fn a_date_that_can_be_read_two_ways_stays_open() {
    let found = read(&article(
        "It was signed on 3/4/2025, and 25/4/2025 saw it ratified.",
    ));
    let values: Vec<_> = found
        .iter()
        .map(|time| (time.value.as_str(), time.basis))
        .collect();
    assert_eq!(
        values,
        [
            ("2025-XX-XX", TimeBasis::Unresolved),
            ("2025-04-25", TimeBasis::Text)
        ]
    );
}

#[test]
fn any_text_gives_sorted_spans_that_fit_it() {
    for seed in 0..60 {
        let text = noise(seed, 400, &[PIECES, [" "; PIECES.len()]].concat());
        let found = read(&article(&text));
        let mut end = 0;
        for time in &found {
            assert!(time.span.start >= end, "{text:?}");
            assert!(!time.span.of(&text).is_empty(), "{text:?}");
            end = time.span.end;
        }
        assert_eq!(found, read(&article(&text)));
    }
}

#[test]
fn a_megabyte_of_numbers_is_read() {
    let text = "3 January 2026 two ".repeat(50_000);
    assert_eq!(read(&article(&text)).len(), 50_000);
}

/// What time expressions are made of, and others.
const PIECES: [&str; 43] = [
    "3",
    "31",
    "99999999999",
    "2026",
    ".",
    ",",
    "-",
    "/",
    ":",
    "'s",
    "\u{2019}",
    " ",
    "  ",
    "\n",
    "May",
    "Feb.",
    "30",
    "Tuesday",
    "Sat",
    "last",
    "next",
    "the",
    "two",
    "hundred",
    "thousand",
    "years",
    "century",
    "ago",
    "a",
    "p.m.",
    "ó",
    "日本",
    "\u{1F600}",
    "0",
    "1960s",
    "every",
    "quarter",
    "of",
    "Christmas",
    "ß",
    "İ",
    "later",
    "and a half",
];
