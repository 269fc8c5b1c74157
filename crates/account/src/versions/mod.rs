//! Versions: the same page read several times is one article, and what changed is news.
//! `Vec<Reading> -> Vec<Reading>`

mod address;
mod changes;
mod runs;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::TimeZone;

use crate::model::{Article, Moment, Reading, Version};
use changes::changes;
use runs::{Runs, runs, share};

/// Texts of one address that share less of the shorter one's runs of words are different articles:
/// some outlets put a new one under an old address every day.
const SHARED: f64 = 0.15;

/// Articles of one address that others are compared with. Where there are more, the address is one
/// under which new articles are put, and time would grow with the square of their number.
const MOST_ARTICLES: usize = 200;

/// Makes one article of all readings of the same page: the latest text stands, and the earlier ones
/// are its [`Article::versions`]. Two pages are the same by their address alone, so articles
/// without an address are never versions; the same text under two addresses is a copy.
///
/// What is merged stands where its latest version stood; neither the order of the readings nor
/// anything but their content decides which that is.
#[must_use]
pub fn merge(readings: Vec<Reading>) -> Vec<Reading> {
    let mut pages: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, reading) in readings.iter().enumerate() {
        if let Some(page) = reading.article.url.as_deref().and_then(address::page) {
            pages.entry(page).or_default().push(at);
        }
    }
    let mut readings: Vec<Option<Reading>> = readings.into_iter().map(Some).collect();
    for same in pages.into_values().filter(|same| same.len() > 1) {
        let taken = same.into_iter();
        let taken = taken.filter_map(|at| Some((at, readings.get_mut(at)?.take()?)));
        for (at, reading) in versions(taken.collect()) {
            if let Some(place) = readings.get_mut(at) {
                *place = Some(reading);
            }
        }
    }
    readings.into_iter().flatten().collect()
}

/// A reading of one page, with its place among all readings.
type Placed = (usize, Reading);

/// The readings of one page, each with its place, the earlier texts of each put into the latest.
fn versions(mut readings: Vec<Placed>) -> Vec<Placed> {
    let fetched = readings
        .iter()
        .all(|(_, one)| one.article.fetched.is_some());
    readings.sort_by_cached_key(|(_, reading)| {
        let article = &reading.article;
        let stated = later(article.modified, article.published);
        let first = if fetched { article.fetched } else { stated };
        (first, stated, article.text.len(), article.id.clone())
    });
    let known = |one: Placed| (runs(&one.1.article.text), one);
    let mut readings: Vec<(Runs, Placed)> = readings.into_iter().map(known).collect();
    let mut apart = Vec::new();
    while let Some((runs, (at, mut latest))) = readings.pop() {
        let compared = apart.len() < MOST_ARTICLES;
        let alike = |(other, _): &(Runs, Placed)| compared && share(&runs, other) >= SHARED;
        let (same, others): (Vec<_>, Vec<_>) = readings.into_iter().partition(alike);
        let told = same
            .iter()
            .map(|(_, (_, earlier))| version(earlier, &latest));
        latest.article.versions = told.collect();
        apart.push((at, latest));
        readings = others;
    }
    apart
}

/// The later of two moments; a day without a clock begins at midnight.
fn later(one: Option<Moment>, other: Option<Moment>) -> Option<Timestamp> {
    let time = |moment: Option<Moment>| {
        let moment = moment?;
        let start = || moment.date.to_datetime(Time::midnight());
        let start = || start().to_zoned(TimeZone::UTC).ok();
        moment.time.or_else(|| Some(start()?.timestamp()))
    };
    time(one).max(time(other))
}

/// An earlier reading as a version of the latest.
fn version(earlier: &Reading, latest: &Reading) -> Version {
    let Article {
        id,
        title,
        published,
        modified,
        fetched,
        ..
    } = &earlier.article;
    Version {
        id: id.clone(),
        title: title.clone(),
        published: *published,
        modified: *modified,
        fetched: *fetched,
        changes: changes(earlier, latest),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Change, Mentions, Parse};
    use crate::testing::article;
    use jiff::civil::date;

    fn reading(id: &str, url: Option<&str>, text: &str, day: i8) -> Reading {
        Reading {
            article: Article {
                id: id.into(),
                url: url.map(str::to_owned),
                modified: Some(Moment {
                    date: date(2026, 2, day),
                    time: None,
                }),
                ..article(text)
            },
            parse: Parse::default(),
            mentions: Mentions::default(),
            times: Vec::new(),
            places: Vec::new(),
            actors: Vec::new(),
            quotes: Vec::new(),
            events: Vec::new(),
            numbers: Vec::new(),
            notes: Vec::new(),
        }
    }

    const EARLY: &str =
        "The port of Harbour Town opens on Monday.\nFour ships wait outside.\nThe mayor spoke.";
    const LATE: &str = "The port of Harbour Town opens on Monday.\nSeven ships wait outside.\nThe mayor spoke.\nShe left at noon.";
    const PAGE: Option<&str> = Some("https://www.wire.example/port");

    fn passages(reading: &Reading) -> Vec<(&str, &str)> {
        let versions = reading.article.versions.iter();
        let changes = versions.flat_map(|version| &version.changes);
        let shown = |change: &Change| change.after;
        let text = &reading.article.text;
        changes
            .map(|change| (change.before.as_str(), shown(change).of(text)))
            .collect()
    }

    #[test]
    fn a_page_that_was_read_twice_is_one_article_with_what_changed() {
        let early = reading("early", PAGE, EARLY, 3);
        let late = reading(
            "late",
            Some("http://wire.example/port/?utm_source=x"),
            LATE,
            4,
        );
        for both in [vec![early.clone(), late.clone()], vec![late, early]] {
            let merged = merge(both);
            assert_eq!(merged.len(), 1);
            assert_eq!(&*merged[0].article.id.0, "late");
            assert_eq!(&*merged[0].article.versions[0].id.0, "early");
            let expected = [
                ("Four ships wait outside.", "Seven ships wait outside."),
                ("", "She left at noon."),
            ];
            assert_eq!(passages(&merged[0]), expected);
        }
    }

    #[test]
    fn a_text_in_a_script_without_spaces_has_versions() {
        let early = "旧港町的港口在风暴之后于星期一重新开放。四艘船仍在外面等候。市长讲了话。";
        let late = "旧港町的港口在风暴之后于星期一重新开放。七艘船仍在外面等候。市长讲了话。";
        let other = "议会星期二否决了政府提出的预算。新的预算预计将在三月份提交审议。";
        let count = |texts: [&str; 2]| {
            let [one, two] = texts;
            merge(vec![reading("a", PAGE, one, 3), reading("b", PAGE, two, 4)]).len()
        };
        assert_eq!(count([early, late]), 1);
        assert_eq!(count([late, other]), 2);
    }

    #[test]
    fn what_was_taken_out_is_kept_with_its_place() {
        let merged = merge(vec![
            reading("a", PAGE, LATE, 3),
            reading("b", PAGE, EARLY, 4),
        ]);
        let last = merged[0].article.versions[0].changes.last().unwrap();
        assert_eq!(last.before, "She left at noon.");
        assert_eq!(
            (last.after.start as usize, last.after.len()),
            (EARLY.len(), 0)
        );
    }

    #[test]
    fn the_same_text_again_is_a_version_without_changes() {
        let merged = merge(vec![
            reading("a", PAGE, EARLY, 3),
            reading("b", PAGE, EARLY, 3),
        ]);
        assert_eq!(merged.len(), 1);
        assert!(merged[0].article.versions[0].changes.is_empty());
    }

    #[test]
    fn an_address_of_ever_new_articles_is_compared_with_its_latest_ones() {
        let text = |at: usize| {
            let words = (0..20).map(|word| format!("word{at}of{word} "));
            words.collect::<String>()
        };
        let count = |latest: usize| {
            let older = [EARLY, LATE].map(|text| reading("old", PAGE, text, 1));
            let others = (0..latest).map(|at| reading(&format!("{at:03}"), PAGE, &text(at), 2));
            merge(older.into_iter().chain(others).collect()).len() - latest
        };
        assert_eq!(count(MOST_ARTICLES - 1), 1);
        assert_eq!(count(MOST_ARTICLES), 2);
    }

    #[test]
    fn two_addresses_and_two_articles_under_one_address_are_no_versions() {
        let other = Some("https://wire.example/harbour");
        assert_eq!(
            merge(vec![
                reading("a", PAGE, EARLY, 3),
                reading("b", other, EARLY, 4)
            ])
            .len(),
            2
        );
        assert_eq!(
            merge(vec![
                reading("a", None, EARLY, 3),
                reading("b", None, EARLY, 4)
            ])
            .len(),
            2
        );
        let news = "Parliament voted against the budget. A new one is expected in March.";
        assert_eq!(
            merge(vec![
                reading("a", PAGE, EARLY, 3),
                reading("b", PAGE, news, 4)
            ])
            .len(),
            2
        );
    }
}
