//! Events of bare text, nothing given: how many of the gold pairs are found, and how much else.
//!
//! The gold set marks one pair of a sentence and not all of its events, so that only what is missing
//! can be counted; how much of what is found is right is judged by hand.

use account::events::plover::plover_type;
use account::model::{Event, Participant, Reading};
use account::span::Span;
use anyhow::{Context, Result};

use super::{Pair, article, class};
use crate::eval::{Bench, Outcome, quality};

/// How a gold pair was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Found {
    /// No event has both its parties.
    Nothing,
    /// An event has both in their parts and another type.
    Parties,
    /// An event has both in their parts and its type.
    Right,
}

/// How many pairs were found, and how many events were told.
#[derive(Debug, Default)]
pub(super) struct Score {
    sentences: usize,
    events: usize,
    pairs: usize,
    parties: usize,
    right: usize,
}

impl Score {
    /// Reads a sentence as an article of its own.
    pub(super) fn add(
        &mut self,
        pipeline: &account::Pipeline,
        text: &str,
        pairs: &[&Pair],
        outcome: &mut Outcome,
    ) {
        let reading = pipeline.read(article(text));
        self.sentences += 1;
        self.events += reading.events.len();
        for pair in pairs {
            let found = found(&reading, pair);
            self.pairs += 1;
            self.parties += usize::from(found >= Found::Parties);
            self.right += usize::from(found == Found::Right);
            let item = format!("bare {}\t{found:?}\t{}", pair.id, pair.class);
            outcome.items.push(item);
        }
    }

    /// The figures, their names behind `name`.
    pub(super) fn figures(&self, name: &str, outcome: &mut Outcome) {
        let share = |part: usize, whole: usize| part as f64 / f64::max(whole as f64, 1.0);
        let mut figure = |figure: &str, value: f64| {
            outcome.figures.insert(format!("{name} {figure}"), value);
        };
        figure("recall", share(self.right, self.pairs));
        figure("recall of parties", share(self.parties, self.pairs));
        figure("events a sentence", share(self.events, self.sentences));
    }
}

/// Events in 100 of our own sentences in which nothing political happens.
pub(super) fn nothing(bench: &Bench, outcome: &mut Outcome) -> Result<()> {
    let file = quality::root().join("quality/events/nothing.tsv");
    let text =
        std::fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
    let (mut sentences, mut events, mut with) = (0, 0, 0);
    for (topic, sentence) in text.lines().filter_map(|line| line.split_once('\t')) {
        let reading = bench.pipeline()?.read(article(sentence));
        sentences += 1;
        events += reading.events.len();
        with += usize::from(!reading.events.is_empty());
        for event in &reading.events {
            let trigger = event.trigger.of(&reading.article.text);
            let item = format!("nothing {sentences} {topic}\t{trigger:?}\t{}", event.rule);
            outcome.items.push(item);
        }
    }
    let mut figure = |name: &str, value: usize| {
        let value = 100.0 * value as f64 / f64::max(sentences as f64, 1.0);
        outcome.figures.insert(name.to_owned(), value);
    };
    figure("false events in 100 sentences", events);
    figure("sentences with a false event of 100", with);
    Ok(())
}

fn found(reading: &Reading, pair: &Pair) -> Found {
    let spans = pair.spans();
    let each = reading.events.iter().map(|event| match has(event, spans) {
        true if class(plover_type(event).0) == pair.class => Found::Right,
        true => Found::Parties,
        false => Found::Nothing,
    });
    each.max().unwrap_or(Found::Nothing)
}

/// Whether an event has the two in their parts; of an event that both sides do together, both act.
pub(super) fn has(event: &Event, [actor, recipient]: [Span; 2]) -> bool {
    let stands = |side: &[Participant], span: Span| side.iter().any(|one| one.span.overlaps(span));
    let together = event.recipients.is_empty() && event.actors.len() > 1;
    stands(&event.actors, actor)
        && (stands(&event.recipients, recipient) || together && stands(&event.actors, recipient))
}
