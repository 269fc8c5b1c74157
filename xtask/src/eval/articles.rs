//! Articles against pages that others have read: title, authors, publication date, outlet and language.

use account::model::Article;
use anyhow::Result;
use serde_json::Value;

use super::pages::{self, Pages, Right, bare, text};
use super::{Bench, Outcome, Suite, outlets};

/// Titles and authors must be the same to the letter, cases and marks aside; dates to the day.
pub const SUITE: Suite = Suite {
    stage: "articles",
    run,
};

/// The gold sets below `pages`.
const SETS: [&str; 4] = ["fundus", "wcxb", "trafilatura", "htmldate"];

/// Counts over the pages of one set.
#[derive(Debug, Default)]
struct Tally {
    titles: Right,
    authors: Right,
    dates: Right,
    languages: Right,
    outlets: Right,
    /// Pages with any date, right or wrong.
    dated: f64,
}

fn run(bench: &Bench) -> Result<Outcome> {
    pages::run_over::<Tally>(bench, &SETS)
}

impl Pages for Tally {
    /// The line says what was right, and what stands in the place of what is not.
    fn page(&mut self, gold: &Value, article: &Article) -> String {
        let mut item = text(gold, "html").to_owned();
        let mut told = |name: &str, right: bool, found: &str| {
            item += &match right {
                true => format!("\t{name}"),
                false => format!("\tno {name} ({})", found.replace(['\t', '\n'], " ")),
            };
        };
        let title = bare(text(gold, "title"));
        if !title.is_empty() {
            let found = article.title.as_deref().unwrap_or_default();
            let right = self.titles.add(bare(found) == title);
            told("title", right, found);
        }
        let authors = authors(gold);
        if !authors.is_empty() {
            let mut found: Vec<String> = article.byline.iter().map(|name| bare(name)).collect();
            found.sort();
            let right = self.authors.add(found == authors);
            told("authors", right, &article.byline.join(", "));
        }
        if let Some(day) = text(gold, "date").get(..10) {
            let found = article.published.map(|at| at.date.to_string());
            self.dated += f64::from(u8::from(found.is_some()));
            let right = self.dates.add(found.as_deref() == Some(day));
            told("date", right, &found.unwrap_or_default());
        }
        let publisher = text(gold, "publisher");
        if !publisher.is_empty() {
            let found = article.outlet.as_deref().unwrap_or_default();
            let right = self.outlets.add(outlets::is_same(found, publisher));
            told("outlet", right, found);
        }
        if let Some(language) = press_language(text(gold, "country")) {
            let found = article.language.as_deref().unwrap_or_default();
            let right = self.languages.add(found == language);
            told("language", right, found);
        }
        item
    }

    fn figures(&self, set: &str, outcome: &mut Outcome) {
        let mut figure = |name: &str, value: f64| {
            outcome.figures.insert(format!("{set} {name}"), value);
        };
        let shares = [
            ("title right", self.titles),
            ("authors right", self.authors),
            ("date right", self.dates),
            ("language right", self.languages),
            ("outlet right", self.outlets),
        ];
        for (name, right) in shares.into_iter().filter(|(_, right)| right.all > 0.0) {
            figure(name, right.share());
        }
        // As htmldate scores itself: a wrong date is a false positive, none a false negative.
        let precision = self.dates.right / self.dated.max(1.0);
        let recall = self.dates.right / (self.dates.all - self.dated + self.dates.right).max(1.0);
        let sum = (precision + recall).max(f64::MIN_POSITIVE);
        figure("date F1", 2.0 * precision * recall / sum);
    }
}

/// The authors that the gold set names, bare and sorted: in a list, or in one line.
fn authors(gold: &Value) -> Vec<String> {
    let mut names: Vec<String> = ["authors", "author"]
        .iter()
        .flat_map(|key| match &gold[*key] {
            Value::Array(list) => list
                .iter()
                .filter_map(|name| Some(bare(name.as_str()?)))
                .collect(),
            Value::String(line) => split(line),
            _ => Vec::new(),
        })
        .filter(|name| !name.is_empty())
        .collect();
    names.sort();
    names
}

/// The names of one line.
fn split(line: &str) -> Vec<String> {
    let line = line.strip_prefix("Von ").unwrap_or(line);
    let line = line.replace(" and ", ",").replace(" und ", ",");
    line.split([',', ';', '&']).map(bare).collect()
}

/// The language of a country's press, where it has one only.
fn press_language(country: &str) -> Option<&'static str> {
    Some(match country {
        "de" | "at" | "li" => "de",
        "uk" | "au" | "na" => "en",
        "es" | "mx" => "es",
        "jp" => "ja",
        "fr" => "fr",
        "tr" => "tr",
        "it" => "it",
        "kr" => "ko",
        "cz" => "cs",
        "se" => "sv",
        "pl" => "pl",
        "dk" => "da",
        "pt" => "pt",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn authors_are_the_same_in_a_list_and_in_a_line() {
        let expected = ["annoak", "boelm"];
        assert_eq!(
            authors(&json!({"authors": ["Bo Elm", "Ann Oak"]})),
            expected
        );
        assert_eq!(authors(&json!({"author": ["Ann Oak", "Bo Elm"]})), expected);
        assert_eq!(
            authors(&json!({"author": "Von Ann Oak und Bo Elm"})),
            expected
        );
        assert_eq!(authors(&json!({"author": null})), [""; 0]);
    }

    #[test]
    fn a_missing_date_lowers_recall_and_a_wrong_one_precision() {
        let tally = Tally {
            dates: Right {
                right: 6.0,
                all: 10.0,
            },
            dated: 8.0,
            ..Tally::default()
        };
        let mut outcome = Outcome::default();
        tally.figures("x", &mut outcome);
        assert_eq!(outcome.figures["x date F1"], 0.75);
        assert_eq!(outcome.figures["x date right"], 0.6);
    }
}
