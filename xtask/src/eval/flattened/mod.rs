//! Saved pages: gold pages flattened to text and to Markdown, and which of their lines the program
//! keeps and drops rightly. No page is read with trees that have seen its site.

mod gold;
mod page;

use account::Extractor;
use account::model::{Article, Media, Source};
use anyhow::Result;
use serde_json::Value;

use super::pages::{self, Right, bare};
use super::{Bench, Outcome};
pub(crate) use gold::Label;
use gold::{Gold, SHOWN};
pub(crate) use page::Form;
use page::Habits;

/// The gold sets that have whole bodies.
const SETS: [&str; 2] = ["fundus", "wcxb"];

/// The forms in which each page is saved.
const FORMS: [(Form, &str); 2] = [(Form::Text, "text"), (Form::Markdown, "Markdown")];

/// Counts over the texts of one form.
#[derive(Debug, Default)]
struct Tally {
    texts: f64,
    lines: Right,
    /// Sum of the shares of the texts.
    shares: f64,
    /// Of the lines that are kept and known, those of the body; of those of the body, the kept.
    precision: Right,
    recall: Right,
}

/// A saved page.
pub(crate) struct Saved {
    pub(crate) source: Source,
    /// The lines as the page shows them.
    pub(crate) lines: Vec<String>,
    /// What each is.
    pub(crate) labels: Vec<Label>,
    /// What it counts where something is learned from it.
    pub(crate) weight: f64,
}

/// Scores the saved pages; one extractor for each part of the sites.
pub(super) fn score(bench: &Bench, extractors: &[Extractor], outcome: &mut Outcome) -> Result<()> {
    for set in SETS {
        for (form, name) in FORMS {
            let mut halves = [Tally::default(), Tally::default()];
            for gold in bench.lines(&format!("pages/{set}.jsonl"), outcome)? {
                let Some(saved) = saved(bench, &gold, form)? else {
                    continue;
                };
                let article = extractors[pages::part(&gold) as usize].extract(&saved.source);
                let item = halves[pages::half(&gold)].text(&saved, &article);
                let file = pages::text(&gold, "html");
                outcome.items.push(format!("{file}\tas {name}\t{item}"));
            }
            let [tuned, held_out] = &halves;
            tuned.figures(&format!("{set} as {name}"), outcome);
            held_out.figures(&format!("{set} as {name}, held out"), outcome);
        }
    }
    clean(bench, extractors, outcome)
}

/// The page of a gold line, saved; none where its gold body is not what it shows.
pub(crate) fn saved(bench: &Bench, gold: &Value, form: Form) -> Result<Option<Saved>> {
    let Some(body) = Gold::of(gold) else {
        return Ok(None);
    };
    let page = Flat::of(bench, gold, form)?;
    let shown = page.shown();
    if body.shown(&shown) < SHOWN {
        return Ok(None);
    }
    let labels = body.labels(&shown);
    Ok(Some(page.saved(labels)))
}

/// A page that is flattened.
pub(crate) struct Flat {
    source: Source,
    form: Form,
    habits: Habits,
    lines: Vec<page::Line>,
}

impl Flat {
    /// Flattens the page of a gold line.
    pub(crate) fn of(bench: &Bench, gold: &Value, form: Form) -> Result<Self> {
        let source = pages::source(bench, gold)?;
        let habits = Habits::of(pages::number(gold));
        let lines = page::lines(&account::pages::decoded(&source), form, habits);
        Ok(Self {
            source,
            form,
            habits,
            lines,
        })
    }

    /// What its lines show.
    pub(crate) fn shown(&self) -> Vec<&str> {
        self.lines.iter().map(|line| line.shown.as_str()).collect()
    }

    /// The text that it makes, with what its lines are.
    pub(crate) fn saved(self, labels: Vec<Label>) -> Saved {
        let text = page::text(&self.lines, self.form, self.habits);
        let media = match self.form {
            Form::Text => Media::Text,
            Form::Markdown => Media::Markdown,
        };
        Saved {
            source: written(self.source, media, text),
            lines: self.lines.into_iter().map(|line| line.shown).collect(),
            labels,
            weight: 1.0,
        }
    }

    /// The same with the lines of some places alone.
    pub(crate) fn clipped(mut self, places: std::ops::Range<usize>) -> Self {
        self.lines.truncate(places.end);
        self.lines.drain(..places.start);
        self
    }
}

/// A text in the place of a page.
pub(crate) fn written(page: Source, media: Media, text: String) -> Source {
    Source {
        media,
        bytes: text.into_bytes(),
        charset: None,
        ..page
    }
}

/// Gold bodies as texts of their own: of these, every line is to be kept.
fn clean(bench: &Bench, extractors: &[Extractor], outcome: &mut Outcome) -> Result<()> {
    let mut kept_lines = Right::default();
    for set in SETS {
        for gold in bench.lines(&format!("pages/{set}.jsonl"), outcome)? {
            let body = pages::text(&gold, "text").to_owned();
            let source = written(pages::source(bench, &gold)?, Media::Text, body);
            let article = extractors[pages::part(&gold) as usize].extract(&source);
            let lines: Vec<&str> = pages::text(&gold, "text").lines().collect();
            let lines: Vec<&str> = lines
                .into_iter()
                .filter(|line| !bare(line).is_empty())
                .collect();
            for kept in kept(&lines, &article) {
                kept_lines.add(kept);
            }
        }
    }
    outcome
        .figures
        .insert("bodies as text, lines kept".into(), kept_lines.share());
    Ok(())
}

impl Tally {
    /// Scores one text; tells how many of its lines are right.
    fn text(&mut self, saved: &Saved, article: &Article) -> String {
        let lines: Vec<&str> = saved.lines.iter().map(String::as_str).collect();
        let mut own = Right::default();
        for (label, kept) in saved.labels.iter().zip(kept(&lines, article)) {
            let body = match label {
                Label::Body => true,
                Label::Clutter => false,
                Label::Title | Label::Open => continue,
            };
            if kept {
                self.precision.add(body);
            }
            if body {
                self.recall.add(kept);
            }
            own.add(kept == body);
        }
        self.texts += 1.0;
        self.lines.right += own.right;
        self.lines.all += own.all;
        self.shares += own.share();
        format!("{} of {} lines", own.right, own.all)
    }

    fn figures(&self, name: &str, outcome: &mut Outcome) {
        for (figure, value) in [
            ("texts", self.texts),
            ("lines right", self.lines.share()),
            (
                "lines right, mean of texts",
                self.shares / self.texts.max(1.0),
            ),
            ("kept lines precision", self.precision.share()),
            ("kept lines recall", self.recall.share()),
        ] {
            outcome.figures.insert(format!("{name}: {figure}"), value);
        }
    }
}

/// Which lines of a text are in its article.
fn kept(lines: &[&str], article: &Article) -> Vec<bool> {
    let paragraphs = article.paragraphs.iter();
    let blocks: Vec<&str> = paragraphs
        .map(|paragraph| paragraph.span.of(&article.text))
        .collect();
    let places = places(lines, &blocks);
    places.iter().map(Option::is_some).collect()
}

/// The block that each line is: the most that are the same in the same order, marks aside.
pub(crate) fn places(lines: &[&str], blocks: &[&str]) -> Vec<Option<usize>> {
    let lines: Vec<String> = lines.iter().map(|line| bare(line)).collect();
    let blocks: Vec<String> = blocks.iter().map(|block| bare(block)).collect();
    // The most that the lines and blocks from two places on have in common.
    let width = blocks.len() + 1;
    let mut most = vec![0u32; (lines.len() + 1) * width];
    for line in (0..lines.len()).rev() {
        for block in (0..blocks.len()).rev() {
            let place = line * width + block;
            most[place] = match lines[line] == blocks[block] {
                true => most[place + width + 1] + 1,
                false => most[place + width].max(most[place + 1]),
            };
        }
    }
    let mut places = vec![None; lines.len()];
    let (mut line, mut block) = (0, 0);
    while line < lines.len() && block < blocks.len() {
        let place = line * width + block;
        if lines[line] == blocks[block] {
            places[line] = Some(block);
            (line, block) = (line + 1, block + 1);
        } else if most[place + width] >= most[place + 1] {
            line += 1;
        } else {
            block += 1;
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found_in_order_and_the_most_of_them() {
        let lines = ["Home", "One.", "Home", "Two!", "Foot"];
        let found = places(&lines, &["one", "Lost", "home", "Two"]);
        assert_eq!(found, [None, Some(0), Some(2), Some(3), None]);
    }
}
