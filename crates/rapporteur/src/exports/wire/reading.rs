//! One reading as JSON.

use account::events::plover::plover_type;
use account::model::*;
use account::span::CodePoints;
use serde::Serialize;

use super::VERSION;
use super::article::{ArticleJson, NoteJson, article, note};
use super::names::name;
use super::parts::{CodeJson, PlaceJson, code, each, numbered, place, rounded};

/// One article, read.
#[derive(Debug, Serialize)]
pub(crate) struct ReadingJson<'a> {
    version: u32,
    id: &'a str,
    article: ArticleJson<'a>,
    mentions: Vec<MentionJson>,
    entities: Vec<EntityJson<'a>>,
    times: Vec<TimeJson<'a>>,
    places: Vec<PlaceAt<'a>>,
    quotes: Vec<QuoteJson<'a>>,
    events: Vec<EventJson<'a>>,
    numbers: Vec<NumberJson<'a>>,
    notes: Vec<NoteJson<'a>>,
}

#[derive(Debug, Serialize)]
struct SpanJson {
    start: u32,
    end: u32,
}

#[derive(Debug, Serialize)]
struct MentionJson {
    id: String,
    #[serde(flatten)]
    span: SpanJson,
    kind: String,
    entity: String,
}

#[derive(Debug, Serialize)]
struct EntityJson<'a> {
    id: String,
    name: &'a str,
    names: &'a [String],
    r#type: String,
    actor: Option<ActorJson>,
}

#[derive(Debug, Serialize)]
struct ActorJson {
    codes: Vec<CodeJson>,
    basis: String,
}

#[derive(Debug, Serialize)]
struct TimeJson<'a> {
    #[serde(flatten)]
    span: SpanJson,
    text: &'a str,
    r#type: String,
    value: &'a str,
    basis: String,
}

#[derive(Debug, Serialize)]
struct PlaceAt<'a> {
    #[serde(flatten)]
    span: SpanJson,
    #[serde(flatten)]
    place: PlaceJson<'a>,
}

#[derive(Debug, Serialize)]
struct QuoteJson<'a> {
    id: String,
    kind: String,
    #[serde(flatten)]
    span: SpanJson,
    /// The passage from `start` to `end`, marks included.
    text: &'a str,
    /// What stands between the marks.
    words: SpanJson,
    speaker: Option<SpeakerJson<'a>>,
    cue: Option<CueJson<'a>>,
}

#[derive(Debug, Serialize)]
struct SpeakerJson<'a> {
    entity: String,
    #[serde(flatten)]
    span: SpanJson,
    name: &'a str,
}

#[derive(Debug, Serialize)]
struct CueJson<'a> {
    #[serde(flatten)]
    span: SpanJson,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct EventJson<'a> {
    id: String,
    r#type: String,
    mode: Option<&'a str>,
    contexts: &'a [&'static str],
    quad: u8,
    score: f64,
    cameo: &'a str,
    status: String,
    plover: PloverJson,
    #[serde(flatten)]
    span: SpanJson,
    trigger: SpanJson,
    actors: Vec<ParticipantJson>,
    recipients: Vec<ParticipantJson>,
    date: DateJson,
    place: Option<u32>,
    holder: Option<String>,
    rule: &'a str,
    confidence: f64,
}

/// The event as PLOVER, which has no status, files it.
#[derive(Debug, Serialize)]
struct PloverJson {
    r#type: String,
    mode: Option<&'static str>,
    quad: u8,
    score: f64,
}

#[derive(Debug, Serialize)]
struct ParticipantJson {
    entity: String,
    #[serde(flatten)]
    span: SpanJson,
}

#[derive(Debug, Serialize)]
struct DateJson {
    start: Option<String>,
    end: Option<String>,
    basis: String,
}

#[derive(Debug, Serialize)]
struct NumberJson<'a> {
    #[serde(flatten)]
    span: SpanJson,
    value: f64,
    upper: Option<f64>,
    bound: String,
    unit: &'a str,
    about: Option<String>,
}

/// The reading, ready to be written.
pub(crate) fn reading(reading: &Reading) -> ReadingJson<'_> {
    let text = &reading.article.text;
    let write = Write {
        text,
        points: CodePoints::new(text),
    };
    let Mentions { mentions, entities } = &reading.mentions;
    ReadingJson {
        version: VERSION,
        id: &reading.article.id.0,
        article: article(&reading.article, &write.points),
        mentions: each(mentions, |n, one| write.mention(n, one)),
        entities: each(entities, |n, one| entity(n, one, &reading.actors)),
        times: each(&reading.times, |_, one| write.time(one)),
        places: each(&reading.places, |_, one| write.place(one)),
        quotes: each(&reading.quotes, |n, one| write.quote(n, one, entities)),
        events: each(&reading.events, |n, one| write.event(n, one)),
        numbers: each(&reading.numbers, |_, one| write.number(one)),
        notes: each(&reading.notes, |_, one| note(one, &write.points)),
    }
}

fn entity<'a>(position: u32, entity: &'a Entity, actors: &[Actor]) -> EntityJson<'a> {
    let id = EntityId(position);
    let own = actors.iter().find(|actor| actor.entity == id);
    EntityJson {
        id: entity_id(id),
        name: &entity.name,
        names: &entity.names,
        r#type: name(entity.kind).to_uppercase(),
        actor: own.map(actor),
    }
}

/// The codes of an actor, and what they rest on.
fn actor(actor: &Actor) -> ActorJson {
    ActorJson {
        codes: actor.codes.iter().map(code).collect(),
        basis: name(actor.basis),
    }
}

/// What an entity is called in one reading: "e1".
fn entity_id(id: EntityId) -> String {
    numbered('e', id.0)
}

/// The text that the spans stand in.
struct Write<'a> {
    text: &'a str,
    points: CodePoints<'a>,
}

impl<'a> Write<'a> {
    fn span(&self, span: Span) -> SpanJson {
        let (start, end) = self.points.span(span);
        SpanJson { start, end }
    }

    fn mention(&self, position: u32, mention: &Mention) -> MentionJson {
        MentionJson {
            id: numbered('m', position),
            span: self.span(mention.span),
            kind: name(mention.kind),
            entity: entity_id(mention.entity),
        }
    }

    fn time(&self, time: &'a TimeExpression) -> TimeJson<'a> {
        TimeJson {
            span: self.span(time.span),
            text: time.span.of(self.text),
            r#type: name(time.kind).to_uppercase(),
            value: &time.value,
            basis: name(time.basis),
        }
    }

    fn place(&self, one: &'a Place) -> PlaceAt<'a> {
        PlaceAt {
            span: self.span(one.span),
            place: place(one),
        }
    }

    fn quote(&self, position: u32, quote: &Quote, entities: &'a [Entity]) -> QuoteJson<'a> {
        let named = |id: EntityId| entities.get(id.0 as usize);
        let speaker = |speaker: Speaker| SpeakerJson {
            entity: entity_id(speaker.entity),
            span: self.span(speaker.span),
            name: named(speaker.entity).map_or("", |entity| &entity.name),
        };
        let cue = |cue: Span| CueJson {
            span: self.span(cue),
            text: cue.of(self.text),
        };
        QuoteJson {
            id: numbered('q', position),
            kind: name(quote.kind),
            span: self.span(quote.span),
            text: quote.span.of(self.text),
            words: self.span(quote.words),
            speaker: quote.speaker.map(speaker),
            cue: quote.cue.map(cue),
        }
    }

    fn event(&self, position: u32, event: &'a Event) -> EventJson<'a> {
        let participant = |one: &Participant| ParticipantJson {
            entity: entity_id(one.entity),
            span: self.span(one.span),
        };
        EventJson {
            id: numbered('v', position),
            r#type: event.kind.to_string(),
            mode: event.mode,
            contexts: &event.contexts,
            quad: event.kind.quad(),
            score: event.kind.score(event.mode),
            cameo: event.cameo,
            status: name(event.status),
            plover: plover(event),
            span: self.span(event.span),
            trigger: self.span(event.trigger),
            actors: event.actors.iter().map(participant).collect(),
            recipients: event.recipients.iter().map(participant).collect(),
            date: DateJson {
                start: event.date.days.map(|days| days.start.to_string()),
                end: event.date.days.map(|days| days.end.to_string()),
                basis: name(event.date.basis),
            },
            place: event.place,
            holder: event.holder.map(entity_id),
            rule: &event.rule,
            confidence: rounded(event.confidence.into()),
        }
    }

    fn number(&self, number: &'a Number) -> NumberJson<'a> {
        NumberJson {
            span: self.span(number.span),
            value: number.value,
            upper: number.upper,
            bound: name(number.bound),
            unit: &number.unit,
            about: number.about.map(|event| numbered('v', event.0)),
        }
    }
}

fn plover(event: &Event) -> PloverJson {
    let (kind, mode) = plover_type(event);
    PloverJson {
        r#type: kind.to_string(),
        mode,
        quad: kind.quad(),
        score: kind.score(mode),
    }
}
