//! Each event as one article tells it, with its participants as actors of the account.

use std::collections::BTreeSet;

use super::actors::Cast;
use super::phrases::Phrases;
use super::told::Told;
use crate::model::*;

/// One event of one article.
#[derive(Clone, Debug)]
pub(super) struct Telling<'r> {
    /// Position of the article in the story.
    pub(super) position: usize,
    pub(super) id: EventId,
    pub(super) event: &'r Event,
    pub(super) actors: Vec<ActorId>,
    pub(super) recipients: Vec<ActorId>,
    pub(super) holder: Option<ActorId>,
    pub(super) place: Option<&'r Place>,
    /// Dictionary forms of the words that name the act.
    pub(super) trigger: Vec<&'r str>,
    /// The acts that these words name, equal for "met" and "the meeting".
    pub(super) acts: Vec<String>,
    /// Whether the act is told by a gerund: "killing three".
    pub(super) gerund: bool,
    /// The clause, to the letter.
    pub(super) clause: &'r str,
    /// Dictionary forms of what the clause says beside act and names.
    pub(super) matter: BTreeSet<&'r str>,
    /// The days, unless they rest on the publication date alone.
    days: Option<DayRange>,
}

impl Telling<'_> {
    /// The days, unless they rest on the publication date alone.
    pub(super) fn stated_days(&self) -> Option<DayRange> {
        self.days
    }

    /// Everybody in it.
    pub(super) fn everybody(&self) -> BTreeSet<ActorId> {
        self.actors
            .iter()
            .chain(&self.recipients)
            .copied()
            .collect()
    }
}

/// All events of the story's articles, in order; those without any participant are left out.
pub(super) fn tellings<'r>(told: &Told<'r>, cast: &Cast, phrases: &Phrases) -> Vec<Telling<'r>> {
    let mut tellings = Vec::new();
    for (position, reading) in told.readings.iter().enumerate() {
        for (n, event) in reading.events.iter().enumerate() {
            let mut telling = telling(told, cast, position, (EventId(n as u32), event));
            let words = telling.trigger.iter().map(|word| word.to_lowercase());
            telling.acts = words.map(|word| phrases.name_of(&word)).collect();
            if !telling.everybody().is_empty() && !event.span.is_empty() {
                tellings.push(telling);
            }
        }
    }
    tellings
}

fn telling<'r>(
    told: &Told<'r>,
    cast: &Cast,
    position: usize,
    (id, event): (EventId, &'r Event),
) -> Telling<'r> {
    let reading = told.readings[position];
    let resolve = |participants: &[Participant]| {
        let mut actors = Vec::new();
        for participant in participants {
            for actor in cast.all_of(told, position, participant.entity) {
                if !actors.contains(&actor) {
                    actors.push(actor);
                }
            }
        }
        actors
    };
    let actors = resolve(&event.actors);
    let mut recipients = resolve(&event.recipients);
    recipients.retain(|recipient| !actors.contains(recipient));
    Telling {
        position,
        id,
        event,
        actors,
        recipients,
        holder: event.holder.and_then(|holder| cast.of(position, holder)),
        place: event.place.and_then(|n| reading.places.get(n as usize)),
        trigger: lemmas(reading, event.trigger),
        acts: Vec::new(),
        gerund: is_gerund(reading, event.trigger),
        clause: event.span.of(&reading.article.text),
        matter: matter(reading, event),
        days: stated(told, reading, event),
    }
}

/// The days that the article states, or that the story's dates let its words mean.
fn stated(told: &Told<'_>, reading: &Reading, event: &Event) -> Option<DayRange> {
    let own = event
        .date
        .days
        .filter(|_| event.date.basis == DateBasis::Time);
    own.or_else(|| super::months::month(told, reading, event))
}

fn is_gerund(reading: &Reading, trigger: Span) -> bool {
    let tokens = &reading.parse.tokens;
    let first = tokens.partition_point(|token| token.span.start < trigger.start);
    tokens
        .get(first)
        .is_some_and(|token| &*token.tag == "VBG" && token.dep == Dep::Advcl)
}

/// What an event's clause says beside the act and names.
fn matter<'r>(reading: &'r Reading, event: &Event) -> BTreeSet<&'r str> {
    let tokens = &reading.parse.tokens;
    let start = tokens.partition_point(|token| token.span.start < event.span.start);
    tokens[start..]
        .iter()
        .take_while(|token| token.span.end <= event.span.end)
        .filter(|token| !token.span.overlaps(event.trigger))
        .filter(|token| matches!(token.pos, Pos::Noun | Pos::Verb))
        .filter(|token| !is_aside(tokens, token))
        .map(|token| &*token.lemma)
        .collect()
}

/// Whether a token stands in a relative clause: "Roca, *who had visited both*, called on them".
fn is_aside(tokens: &[Token], token: &Token) -> bool {
    let mut at = token;
    for _ in 0..8 {
        let Some(head) = tokens.get(at.head.0 as usize) else {
            return false;
        };
        if at.dep == Dep::Relcl {
            return true;
        }
        if head.span == at.span {
            return false;
        }
        at = head;
    }
    false
}

/// The content lemmas within a span.
pub(super) fn lemmas(reading: &Reading, span: Span) -> Vec<&str> {
    let tokens = &reading.parse.tokens;
    let start = tokens.partition_point(|token| token.span.start < span.start);
    let inside = tokens[start..]
        .iter()
        .take_while(|token| token.span.end <= span.end);
    let content =
        inside.filter(|token| matches!(token.pos, Pos::Noun | Pos::Verb | Pos::Adj | Pos::Propn));
    content.map(|token| &*token.lemma).collect()
}
