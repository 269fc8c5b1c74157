//! Pairs: the type of the event between two given spans of a text.

mod features;
mod senses;
mod weights;

use std::ops::Range;

use super::frames;
use super::phrases;
use super::plover::plover_type;
use super::tree::{Tree, within};
use super::{Care, Events, Told};
use crate::model::*;
use crate::rules::{RuleError, Rules};
use crate::stage::Notes;
pub use features::Features;
pub(super) use features::{ways, words};
pub(super) use senses::Senses;
pub use weights::{CLASSES, WEIGHTS, Weights, YIELD};

/// How the event between two spans is coded.
#[derive(Clone, Debug, PartialEq)]
pub struct PairCoding {
    /// The type as a PLOVER coder writes it.
    pub kind: EventType,
    /// A mode of that type.
    pub mode: Option<&'static str>,
    /// How far the event has come.
    pub status: Status,
    /// The rule that reads an event of this type; empty where the weights alone decide.
    pub rule: String,
    /// Whether the rule itself found both spans in their parts.
    pub sure: bool,
    /// The features that speak most for the type, the strongest first.
    pub reasons: Vec<String>,
}

/// What is learned of pairs: the senses of words, and how much each feature counts.
#[derive(Debug)]
pub(super) struct Learned {
    pub(super) senses: Senses,
    weights: Weights,
}

impl Learned {
    pub(super) fn new(rules: &Rules) -> Result<Self, RuleError> {
        let weights = Weights::read(rules.file(WEIGHTS));
        Ok(Self {
            senses: Senses::new(rules)?,
            weights: weights.map_err(|error| RuleError::new(WEIGHTS, error))?,
        })
    }
}

/// An event that a rule reads in the sentence of two parties.
struct Rated<'e> {
    event: &'e Event,
    /// The type as a PLOVER coder writes it, and its mode.
    kind: EventType,
    mode: Option<&'static str>,
    /// How well it has the two as its parties: 0 is best.
    fit: u32,
}

impl Events {
    /// The event between the spans `actor` and `recipient` of `article`.
    ///
    /// The two spans count as named parties whatever they hold. What the rules read is one of the
    /// features of the two, beside the words and senses around them; the linear model of
    /// `rules/pairs/pairs.weights` decides on the type. Mode and status are those of the event of
    /// that type that the rules read best.
    #[must_use]
    pub fn code_pair(
        &self,
        article: &Article,
        parse: &Parse,
        actor: Span,
        recipient: Span,
    ) -> PairCoding {
        let spans = [actor, recipient];
        let events = self.between(article, parse, spans);
        let rated = rated(&events, parse, spans);
        let found = self.features(parse, spans, rated.first());
        let kind = self.learned.weights.best(&found);
        let kind = of_class(kind, rated.first());
        let read = rated.iter().find(|one| one.kind == kind);
        PairCoding {
            kind,
            mode: read.and_then(|one| one.mode),
            status: read.map_or(Status::Actual, |one| one.event.status),
            rule: read
                .map(|one| one.event.rule.to_string())
                .unwrap_or_default(),
            sure: rated
                .first()
                .is_some_and(|one| one.fit == 0 && one.kind == kind),
            reasons: self.learned.weights.reasons(&found),
        }
    }

    /// The type of what is done between two spans of one sentence, of which rules read `events`.
    pub(super) fn type_between(
        &self,
        parse: &Parse,
        events: &[Event],
        spans: [Span; 2],
    ) -> EventType {
        let sentence = sentence_of(parse, spans[0]);
        let rated = rated(events, &sentence, spans);
        let best = rated.first().filter(|one| one.fit < 5);
        let found = self.features(&sentence, spans, best);
        of_class(self.learned.weights.best(&found), best)
    }

    /// The type that the rules alone read, where they find both spans in their parts.
    #[must_use]
    pub fn read_pair(
        &self,
        article: &Article,
        parse: &Parse,
        actor: Span,
        recipient: Span,
    ) -> Option<EventType> {
        let spans = [actor, recipient];
        let events = self.between(article, parse, spans);
        let best = rated(&events, parse, spans).into_iter().next();
        best.filter(|one| one.fit == 0).map(|one| one.kind)
    }

    /// What is told of two spans, for those who fit the weights.
    #[must_use]
    pub fn pair_features(
        &self,
        article: &Article,
        parse: &Parse,
        actor: Span,
        recipient: Span,
    ) -> Features {
        let spans = [actor, recipient];
        let events = self.between(article, parse, spans);
        let rated = rated(&events, parse, spans);
        self.features(parse, spans, rated.first())
    }

    /// What the rules read where the two spans are parties.
    fn between(&self, article: &Article, parse: &Parse, spans: [Span; 2]) -> Vec<Event> {
        let mentions = phrases::mentions(&article.text, parse, &self.lexicon, &spans);
        let told = Told {
            article,
            parse,
            mentions: &mentions,
            actors: &[],
            times: &[],
            places: &[],
            quotes: &[],
        };
        self.coded(told, Care::Any, &mut Notes::default())
    }

    fn features(&self, parse: &Parse, spans: [Span; 2], best: Option<&Rated<'_>>) -> Features {
        let tree = Tree::new(&parse.tokens);
        features::features(parse, &tree, &self.learned.senses, spans, best)
    }
}

/// The sentence of a span as a parse of its own.
fn sentence_of(parse: &Parse, span: Span) -> Parse {
    let within = within(&parse.tokens, span);
    let sentence = parse
        .tokens
        .get(within.start as usize)
        .and_then(|token| parse.sentences.get(token.sentence.0 as usize));
    let Some(sentence) = sentence else {
        return Parse::default();
    };
    let range = sentence.tokens.clone();
    let own = |n: u32| n.clamp(range.start, range.end.max(1) - 1) - range.start;
    let mut tokens = parse.tokens[range.start as usize..range.end as usize].to_vec();
    for token in &mut tokens {
        token.head = TokenId(own(token.head.0));
        token.sentence = SentenceId(0);
    }
    let names = parse
        .names
        .iter()
        .filter(|name| range.contains(&name.tokens.start));
    let names = names.map(|name| NamedSpan {
        tokens: own(name.tokens.start)..own(name.tokens.end - 1) + 1,
        ..name.clone()
    });
    Parse {
        names: names.collect(),
        sentences: vec![Sentence {
            tokens: 0..tokens.len() as u32,
            ..sentence.clone()
        }],
        tokens,
    }
}

/// The events, the one that has the spans best as its parties first; of equals the one whose trigger
/// is closest to the way between the two in the dependency tree.
fn rated<'e>(events: &'e [Event], parse: &Parse, spans: [Span; 2]) -> Vec<Rated<'e>> {
    let [actor, recipient] = spans;
    let sides = spans.map(|span| within(&parse.tokens, span));
    let path = path(&Tree::new(&parse.tokens), &sides);
    let distance = |event: &Event| {
        let away = path.iter().map(|at| {
            let span = parse.tokens[*at as usize].span;
            span.start.abs_diff(event.trigger.start)
        });
        away.min().unwrap_or(u32::MAX)
    };
    let mut rated: Vec<Rated> = events
        .iter()
        .map(|event| {
            let (kind, mode) = plover_type(event);
            let fit = fit(event, actor, recipient);
            Rated {
                event,
                kind,
                mode,
                fit,
            }
        })
        .collect();
    rated.sort_by_key(|one| (one.fit, distance(one.event)));
    rated
}

/// The type of a class of the weights: the one of [`YIELD`] that the rules read, else the commoner.
fn of_class(class: &str, best: Option<&Rated<'_>>) -> EventType {
    let yields = [EventType::Concede, EventType::Retreat];
    let read = best
        .map(|one| one.kind)
        .filter(|kind| yields.contains(kind));
    match class {
        YIELD => read.unwrap_or(EventType::Retreat),
        class => EventType::parse(class).unwrap_or(EventType::Retreat),
    }
}

/// How well an event has the two spans as its parties: 0 is best.
pub(super) fn fit(event: &Event, actor: Span, recipient: Span) -> u32 {
    let has = |side: &[Participant], span: Span| side.iter().any(|one| one.span.overlaps(span));
    let all = |span| has(&event.actors, span) || has(&event.recipients, span);
    let acts = has(&event.actors, actor);
    let suffers = has(&event.recipients, recipient);
    match (acts, suffers) {
        (true, true) => 0,
        _ if all(actor) && all(recipient) => 1,
        (true, false) => 2,
        (false, true) => 3,
        _ if all(actor) || all(recipient) => 4,
        _ => 5,
    }
}

/// The tokens on the way between two parties in the tree, and what modifies these.
fn path(tree: &Tree<'_>, sides: &[Range<u32>; 2]) -> Vec<u32> {
    let (ways, _) = features::ways(tree, sides);
    let way = ways.concat();
    let beside = way.iter().flat_map(|at| frames::modifiers(tree, *at));
    let beside: Vec<u32> = beside.collect();
    [way, beside].concat()
}
