//! What every format owes its reader.

use std::collections::BTreeSet;

use super::outline::{Extent, Outline};
use super::sample::{Sample, hostile, sample};
use super::text::{Ink, Style};
use super::{explain, html, json, markdown, text};

fn outline(sample: &Sample, extent: Extent) -> Outline {
    Outline::of(&sample.account, &sample.readings, extent)
}

#[test]
fn every_line_has_a_reference_and_every_reference_is_listed() {
    for extent in [Extent::Brief, Extent::Full] {
        let outline = outline(&sample(), extent);
        let listed: BTreeSet<_> = outline.references.iter().map(|entry| entry.at).collect();
        assert_eq!(outline.sections.len(), 10, "every section is there");
        for section in &outline.sections {
            for line in section.lines() {
                assert!(!line.refs.is_empty(), "{line:?}");
                assert_eq!(line.refs.len(), line.labels.len());
                assert!(line.refs.iter().all(|at| listed.contains(at)), "{line:?}");
            }
        }
    }
}

#[test]
fn the_text_names_every_reference_that_it_lists() {
    let text = text::render(&outline(&sample(), Extent::Full), Style::default());
    let (account, references) = text.split_once("REFERENCES").unwrap();
    for label in ["001:1", "001:2", "001:3", "002:1", "003:2"] {
        assert!(account.contains(&format!("[{label}]")), "{label}");
        assert!(references.contains(&format!("[{label}]")), "{label}");
    }
    assert!(references.contains("They spoke for two hours."));
}

#[test]
fn the_text_says_who_is_unnamed_what_is_planned_and_what_is_undated() {
    let text = text::render(&outline(&sample(), Extent::Brief), Style::default());
    for part in [
        "A Kolar aide (not named)",
        "Speaker not known",
        "planned in 003, happened in 001, 002",
        "1 note, by reason",
        "No date in the articles",
        "October 2025",
        "002 is a rewrite of 001: 62 %",
        "since c-early.txt of 1 March 2026: changed “Nobody met anybody.”",
        "direction likely",
        "to Ana Péres: coercion (threatened)",
        "2 of 2 origins",
        "roads closed (number; the reports contradict each other)",
    ] {
        assert!(text.contains(part), "{part:?} is missing in\n{text}");
    }
}

#[test]
fn what_was_taken_out_refers_to_its_article_and_not_to_the_sentence_behind_it() {
    let sample = sample();
    let text = text::render(&outline(&sample, Extent::Full), Style::default());
    assert!(text.contains("“Subscribe now” [002]\n"), "{text}");
    let mut reading = sample.readings[1].clone();
    reading.notes = vec![sample.account.notes[0].1.clone()];
    let explained = explain::render(&reading, None, None);
    assert_eq!(explained.matches("“Subscribe now”").count(), 1);
    let (_, article) = explained.split_once("LEFT OUT OF THE ARTICLE").unwrap();
    assert!(article.contains("“Subscribe now”"), "{explained}");
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for width in [40, 72, 100] {
        let style = Style {
            width,
            ink: Ink::Plain,
        };
        let text = text::render(&outline(&sample(), Extent::Full), style);
        let widest = text.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(width), "{widest:?} > {width}\n{text}");
        let explained = explain::render(&sample().readings[0], None, Some(width));
        let widest = explained.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(width), "{widest:?} > {width}\n{explained}");
    }
}

#[test]
fn an_explanation_that_no_terminal_shows_has_a_line_for_each_thing() {
    let explained = explain::render(&sample().readings[0], None, None);
    assert!(
        explained.contains("] President Ana Péres met President Ivo Kolar in Aldona on Monday.\n"),
        "{explained}"
    );
}

#[test]
fn colour_is_only_for_terminals() {
    let plain = text::render(&outline(&sample(), Extent::Brief), Style::default());
    assert!(!plain.contains('\u{1b}'));
    let style = Style {
        ink: Ink::Weighted,
        ..Style::default()
    };
    let weighted = text::render(&outline(&sample(), Extent::Brief), style);
    assert!(weighted.contains("\u{1b}[1mTIMELINE\u{1b}[0m"));
}

#[test]
fn an_article_cannot_steer_what_shows_it_in_any_format() {
    let sample = hostile();
    let steers = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    for extent in [Extent::Brief, Extent::Full] {
        let outline = outline(&sample, extent);
        for page in [
            text::render(&outline, Style::default()),
            markdown::render(&outline),
            html::render(&[(&sample.account, &sample.readings[..])], extent),
            json::render(&sample.account, &sample.readings).unwrap(),
            explain::render(&sample.readings[0], None, None),
        ] {
            let found = page.find(steers);
            assert!(page.contains("alert(1)") && found.is_none(), "{page}");
        }
    }
}

#[test]
fn of_weighted_text_only_the_weights_reach_the_terminal() {
    let style = Style {
        ink: Ink::Weighted,
        ..Style::default()
    };
    let text = text::render(&outline(&hostile(), Extent::Full), style);
    let weights = ["\u{1b}[1m", "\u{1b}[2m", "\u{1b}[0m"];
    let rest = weights
        .iter()
        .fold(text, |text, weight| text.replace(weight, ""));
    assert!(!rest.contains(|c: char| c.is_control() && c != '\n'));
}

#[test]
fn the_markdown_has_the_same_lines_as_the_text() {
    let outline = outline(&sample(), Extent::Full);
    let markdown = markdown::render(&outline);
    let items = markdown.lines().filter(|line| line.starts_with("- "));
    let articles = outline
        .references
        .iter()
        .filter(|entry| entry.at.sentence.is_none());
    let lines: usize = outline
        .sections
        .iter()
        .map(|section| section.lines().count())
        .sum();
    assert_eq!(items.count(), lines + articles.count());
}

#[test]
fn the_json_has_the_keys_of_its_format() {
    let sample = sample();
    let line = json::render(&sample.account, &sample.readings).unwrap();
    assert!(!line.contains('\n'));
    let json: serde_json::Value = serde_json::from_str(&line).unwrap();
    let keys: Vec<&str> = json
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    for key in [
        "version",
        "story",
        "articles",
        "origins",
        "copies",
        "actors",
        "events",
        "quotes",
        "differences",
        "dyads",
        "articles_add",
        "notes",
    ] {
        assert!(keys.contains(&key), "{key} is missing in {keys:?}");
    }
    assert_eq!(json["version"], 1);
    assert_eq!(json["story"]["start"], "2026-03-02");
    assert_eq!(json["events"][0]["type"], "CONSULT");
    assert_eq!(json["events"][0]["history"][0]["status"], "planned");
    assert_eq!(json["dyads"][0]["series"][0]["date"], "2025-10");
    assert_eq!(json["articles_add"][0]["only_here"][0], "v3");
    assert_eq!(json["copies"][0]["kind"], "rewrite");
    assert_eq!(json["articles"][2]["published"], serde_json::Value::Null);
    assert_eq!(json["articles"][0].get("versions"), None);
    let change = &json["articles"][2]["versions"][0]["changes"][0];
    assert_eq!((&change["start"], &change["end"]), (&0.into(), &4.into())); // "Pére" in code points
}

#[test]
fn offsets_in_the_json_count_code_points_and_quotes_are_verbatim() {
    let sample = sample();
    let line = json::render(&sample.account, &sample.readings).unwrap();
    let json: serde_json::Value = serde_json::from_str(&line).unwrap();
    for quote in json["quotes"].as_array().unwrap() {
        let evidence = &quote["evidence"][0];
        let reading = sample
            .readings
            .iter()
            .find(|reading| *reading.article.id.0 == *evidence["article"].as_str().unwrap())
            .unwrap();
        let start = evidence["start"].as_u64().unwrap() as usize;
        let end = evidence["end"].as_u64().unwrap() as usize;
        let passage: String = reading
            .article
            .text
            .chars()
            .skip(start)
            .take(end - start)
            .collect();
        assert_eq!(passage, quote["text"].as_str().unwrap());
    }
    assert_eq!(json["quotes"][0]["evidence"][0]["sentence"], 2);
}

#[test]
fn every_character_of_an_article_is_escaped_in_html() {
    let sample = hostile();
    let page = html::render(&[(&sample.account, &sample.readings[..])], Extent::Full);
    assert!(!page.contains("<script"), "no script at all");
    assert!(!page.contains("<img"));
    assert_eq!(page.matches("</style>").count(), 1);
    assert!(page.contains("&lt;script&gt;alert(1)"));
}

#[test]
fn the_html_loads_nothing_from_elsewhere() {
    let sample = sample();
    let page = html::render(&[(&sample.account, &sample.readings[..])], Extent::Full);
    for loads in [
        "src=", "@import", "url(", "<link", "<iframe", "<object", "<base",
    ] {
        assert!(!page.contains(loads), "{loads}");
    }
    for (at, _) in page.match_indices("href=\"") {
        assert!(page[at..].starts_with("href=\"#"), "{}", &page[at..at + 40]);
    }
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn no_drawing_hides_its_links_from_those_who_cannot_see_it() {
    let sample = sample();
    let page = html::render(&[(&sample.account, &sample.readings[..])], Extent::Full);
    let drawings: Vec<&str> = page.split("<svg ").skip(1).collect();
    assert_eq!(drawings.len(), 3, "copies, timeline, one pair of countries");
    let mut links = 0;
    for drawing in drawings {
        let drawing = drawing.split("</svg>").next().unwrap();
        links += drawing.matches("<a ").count();
        let image = drawing.contains("role=\"img\"");
        assert!(!image || !drawing.contains("<a "), "{drawing}");
        assert!(drawing.contains("aria-label=") && drawing.contains("<title>"));
    }
    assert_eq!(links, 2, "one for each dated event");
}

#[test]
fn every_link_in_the_html_has_its_target_and_no_target_is_double() {
    let sample = sample();
    let both = [
        (&sample.account, &sample.readings[..]),
        (&sample.account, &sample.readings[..]),
    ];
    let page = html::render(&both, Extent::Full);
    let mut targets = BTreeSet::new();
    for piece in page.split(" id=\"").skip(1) {
        let id = piece.split('"').next().unwrap();
        assert!(targets.insert(id), "{id} is there twice");
    }
    for piece in page.split("href=\"#").skip(1) {
        let id = piece.split('"').next().unwrap();
        assert!(targets.contains(id), "{id} is nowhere");
    }
}

#[test]
fn an_account_of_almost_nothing_is_still_shown() {
    let mut sample = sample();
    let account = &mut sample.account;
    account.days = None;
    account.copies.clear();
    account.actors.clear();
    account.events.clear();
    account.quotes.clear();
    account.differences.clear();
    account.dyads.clear();
    account.adds.clear();
    account.notes.clear();
    let text = text::render(&outline(&sample, Extent::Brief), Style::default());
    assert!(text.contains("not known from the articles"));
    assert!(!text.contains("TIMELINE"), "empty sections are left out");
    let page = html::render(&[(&sample.account, &sample.readings[..])], Extent::Brief);
    assert!(page.contains("</html>"));
}
