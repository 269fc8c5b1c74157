//! Quotes against PolNeAR: spans of every kind, direct speech by itself, and who speaks.

use std::collections::BTreeMap;

use account::articles::Given;
use account::model::{Quote, QuoteKind, Reading};
use account::span::CodePoints;
use anyhow::{Context, Result};
use serde::Deserialize;

use super::{Bench, Outcome, Suite};

/// Scores `quotes`: a span counts exactly or by overlap, one to one; a speaker is right where the mention overlaps the
/// gold source.
pub const SUITE: Suite = Suite {
    stage: "quotes",
    run,
};

#[derive(Deserialize)]
struct Text {
    id: String,
    text: String,
    quotes: Vec<Annotation>,
}

#[derive(Deserialize)]
struct Annotation {
    content: Vec<(u32, u32)>,
    source: Option<Vec<(u32, u32)>>,
    kind: String,
}

/// One gold quote as it is compared.
struct Gold {
    kind: Kind,
    spans: Vec<(u32, u32)>,
    source: Vec<(u32, u32)>,
}

/// The kinds of the gold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Direct,
    Mixed,
    Indirect,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
        }
    }
}

/// Counts over a corpus.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    found: usize,
    gold: usize,
    exact: usize,
    overlap: usize,
    /// Matched quotes whose gold names a source, those that got a speaker, those whose speaker is right.
    sourced: usize,
    attributed: usize,
    right: usize,
}

fn run(bench: &Bench) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let mut all = Counts::default();
    let mut kinds: BTreeMap<Kind, Counts> = BTreeMap::new();
    for line in bench.lines("quotes/polnear.jsonl", &mut outcome)? {
        let text: Text = serde_json::from_value(line).context("a text of quotes")?;
        let given = Given {
            id: text.id,
            language: Some("en".into()),
            text: text.text,
            ..Given::default()
        };
        let reading = bench.pipeline()?.read(given.into_article());
        let gold = gold(&reading.article.text, text.quotes);
        let pairs = Pairs::new(&reading, &gold);
        pairs.count(&mut all, &mut kinds);
        outcome.items.extend(pairs.items());
    }
    figures(all, &kinds, &mut outcome);
    Ok(outcome)
}

fn figures(all: Counts, kinds: &BTreeMap<Kind, Counts>, outcome: &mut Outcome) {
    let f1 = |hits: usize, counts: Counts| {
        2.0 * hits as f64 / ((counts.found + counts.gold) as f64).max(1.0)
    };
    let share = |part: usize, whole: usize| part as f64 / (whole as f64).max(1.0);
    let mut put =
        |name: String, value: f64| outcome.figures.insert(format!("polnear {name}"), value);
    put("span exact F1".into(), f1(all.exact, all));
    put("span overlap F1".into(), f1(all.overlap, all));
    if let Some(direct) = kinds.get(&Kind::Direct) {
        put("direct span exact F1".into(), f1(direct.exact, *direct));
        put("direct span overlap F1".into(), f1(direct.overlap, *direct));
    }
    for (kind, counts) in kinds {
        put(
            format!("{} speaker right", kind.name()),
            share(counts.right, counts.attributed),
        );
        put(
            format!("{} speaker given", kind.name()),
            share(counts.attributed, counts.sourced),
        );
    }
}

/// The gold quotes of one text; a direct one that a cue interrupts, or that runs over paragraphs, counts as several.
fn gold(text: &str, annotations: Vec<Annotation>) -> Vec<Gold> {
    let chars: Vec<char> = text.chars().collect();
    let mut gold = Vec::new();
    for annotation in annotations {
        let source = annotation.source.unwrap_or_default();
        let (Some(first), Some(last)) = (annotation.content.first(), annotation.content.last())
        else {
            continue;
        };
        let at = |n: u32| chars.get(n as usize).copied().unwrap_or(' ');
        let marked =
            "\"“‘'`".contains(at(first.0)) && "\"”’'".contains(at(last.1.saturating_sub(1)));
        let kind = match annotation.kind.as_str() {
            "mixed" => Kind::Mixed,
            "direct" => Kind::Direct,
            _ if marked => Kind::Direct,
            _ => Kind::Indirect,
        };
        if kind != Kind::Direct {
            gold.push(Gold {
                kind,
                spans: annotation.content,
                source,
            });
            continue;
        }
        for span in joined(&chars, &annotation.content) {
            gold.push(Gold {
                kind,
                spans: vec![span],
                source: source.clone(),
            });
        }
    }
    gold
}

/// Spans with nothing but spaces of one line between them made one.
fn joined(chars: &[char], spans: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let mut joined: Vec<(u32, u32)> = Vec::new();
    for (start, end) in spans {
        let gap = |last: &(u32, u32)| {
            chars
                .get(last.1 as usize..*start as usize)
                .unwrap_or_default()
                .iter()
                .all(|c| c.is_whitespace() && *c != '\n')
        };
        match joined.last_mut() {
            Some(last) if gap(last) => last.1 = *end,
            _ => joined.push((*start, *end)),
        }
    }
    joined
}

/// The quotes found in one text beside its gold.
struct Pairs<'a> {
    reading: &'a Reading,
    gold: &'a [Gold],
    points: CodePoints<'a>,
    /// For each gold quote the found one that matches it, and whether exactly.
    matched: Vec<Option<(usize, bool)>>,
}

impl<'a> Pairs<'a> {
    fn new(reading: &'a Reading, gold: &'a [Gold]) -> Self {
        let points = CodePoints::new(&reading.article.text);
        let mut left: Vec<(usize, (u32, u32))> = reading
            .quotes
            .iter()
            .map(|quote| points.span(quote.span))
            .enumerate()
            .collect();
        let mut take = |fits: &dyn Fn((u32, u32)) -> bool| {
            let place = left.iter().position(|(_, span)| fits(*span))?;
            Some(left.remove(place).0)
        };
        let whole = |gold: &Gold| Some((gold.spans.first()?.0, gold.spans.last()?.1));
        let mut matched: Vec<Option<(usize, bool)>> = gold
            .iter()
            .map(|gold| Some((take(&|span| whole(gold) == Some(span))?, true)))
            .collect();
        for (gold, slot) in gold
            .iter()
            .zip(&mut matched)
            .filter(|(_, slot)| slot.is_none())
        {
            let overlaps = |(start, end): (u32, u32)| {
                gold.spans.iter().any(|span| start < span.1 && span.0 < end)
            };
            *slot = take(&overlaps).map(|found| (found, false));
        }
        Self {
            reading,
            gold,
            points,
            matched,
        }
    }

    fn count(&self, all: &mut Counts, kinds: &mut BTreeMap<Kind, Counts>) {
        all.found += self.reading.quotes.len();
        let direct = self
            .reading
            .quotes
            .iter()
            .filter(|quote| quote.kind == QuoteKind::Direct);
        kinds.entry(Kind::Direct).or_default().found += direct.count();
        for (gold, matched) in self.gold.iter().zip(&self.matched) {
            let counts = kinds.entry(gold.kind).or_default();
            counts.gold += 1;
            all.gold += 1;
            let Some((found, exact)) = matched else {
                continue;
            };
            let quote = &self.reading.quotes[*found];
            all.exact += usize::from(*exact);
            all.overlap += 1;
            let same = gold.kind != Kind::Direct || quote.kind == QuoteKind::Direct;
            counts.exact += usize::from(*exact && same);
            counts.overlap += usize::from(same);
            if !gold.source.is_empty() {
                counts.sourced += 1;
                counts.attributed += usize::from(quote.speaker.is_some());
                counts.right += usize::from(self.is_right(gold, quote));
            }
        }
    }

    /// Whether the speaker's mention overlaps the gold source, or is what the source's "who" stands for.
    fn is_right(&self, gold: &Gold, quote: &Quote) -> bool {
        let Some(speaker) = quote.speaker else {
            return false;
        };
        let (start, end) = self.points.span(speaker.span);
        let chars = |span: &(u32, u32)| {
            self.reading
                .article
                .text
                .chars()
                .skip(span.0 as usize)
                .take((span.1 - span.0) as usize)
                .collect::<String>()
        };
        let behind = |span: &(u32, u32)| {
            (end..=end + 3).contains(&span.0)
                && matches!(chars(span).as_str(), "who" | "which" | "that")
        };
        gold.source
            .iter()
            .any(|span| (start < span.1 && span.0 < end) || behind(span))
    }

    /// A line a gold quote: where, of which kind, how the span was found, whose it is said to be.
    fn items(&self) -> impl Iterator<Item = String> + '_ {
        self.gold.iter().zip(&self.matched).map(|(gold, matched)| {
            let at = gold.spans.first().map_or(0, |span| span.0);
            let place = format!("{}\t{at}\t{}", self.reading.article.id, gold.kind.name());
            let Some((found, exact)) = matched else {
                return format!("{place}\tmissing\t");
            };
            let quote = &self.reading.quotes[*found];
            let span = if *exact { "exact" } else { "overlap" };
            let speaker = match quote.speaker {
                None => "nobody",
                Some(_) if gold.source.is_empty() => "unknown",
                Some(_) if self.is_right(gold, quote) => "right",
                Some(_) => "wrong",
            };
            format!("{place}\t{span}\t{speaker}")
        })
    }
}

#[cfg(test)]
mod tests {
    use account::rules::Rules;

    use super::*;
    use crate::eval;

    #[test]
    fn every_example_of_the_cues_has_its_speaker_and_every_counter_example_none() {
        let bench = Bench::new("gold".into(), eval::model());
        let mut wrong = Vec::new();
        for (text, speaker) in account::quotes::examples(&Rules::built_in()).unwrap() {
            let given = Given {
                language: Some("en".into()),
                text,
                ..Given::default()
            };
            let reading = bench.pipeline().unwrap().read(given.into_article());
            let name = |quote: &Quote| {
                Some(
                    reading.mentions.entities[quote.speaker?.entity.0 as usize]
                        .name
                        .clone(),
                )
            };
            let mut found: Vec<Option<String>> = reading.quotes.iter().map(name).collect();
            found.dedup();
            let right = match &speaker {
                Some(_) => found == [speaker.clone()],
                None => found.iter().all(Option::is_none),
            };
            if !right {
                wrong.push(format!(
                    "{:?}: expected {speaker:?}, found {found:?}",
                    reading.article.text
                ));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
