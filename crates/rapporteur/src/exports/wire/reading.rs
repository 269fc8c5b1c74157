//! One reading as JSON.

use account::model::*;
use account::span::CodePoints;
use serde::Serialize;

use super::VERSION;
use super::article::{ArticleJson, NoteJson, article, note};
use super::names::name;

/// One article, read.
#[derive(Debug, Serialize)]
pub(crate) struct ReadingJson<'a> {
    version: u32,
    id: &'a str,
    article: ArticleJson<'a>,
    mentions: Vec<MentionJson>,
    entities: Vec<EntityJson<'a>>,
    times: Vec<TimeJson<'a>>,
    places: Vec<PlaceJson<'a>>,
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
struct CodeJson {
    country: Option<String>,
    sector: Option<&'static str>,
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
struct PlaceJson<'a> {
    #[serde(flatten)]
    span: SpanJson,
    name: &'a str,
    country: Option<String>,
    lat: Option<f64>,
    lon: Option<f64>,
    geonameid: Option<u32>,
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
    let actor = |entity: usize| {
        let of = |actor: &&Actor| actor.entity.0 as usize == entity;
        reading.actors.iter().find(of).map(actor)
    };
    let entities = reading.mentions.entities.iter().enumerate();
    let numbered = |at: usize, prefix: char| format!("{prefix}{}", at + 1);
    let mentions = reading.mentions.mentions.iter().enumerate();
    let quotes = reading.quotes.iter().enumerate();
    let events = reading.events.iter().enumerate();
    ReadingJson {
        version: VERSION,
        id: &reading.article.id.0,
        article: article(&reading.article, &write.points),
        mentions: mentions
            .map(|(at, one)| write.mention(numbered(at, 'm'), one))
            .collect(),
        entities: entities
            .map(|(at, one)| EntityJson {
                id: numbered(at, 'e'),
                name: &one.name,
                names: &one.names,
                r#type: name(one.kind).to_uppercase(),
                actor: actor(at),
            })
            .collect(),
        times: reading.times.iter().map(|one| write.time(one)).collect(),
        places: reading.places.iter().map(|one| write.place(one)).collect(),
        quotes: quotes
            .map(|(at, one)| write.quote(numbered(at, 'q'), one, &reading.mentions))
            .collect(),
        events: events
            .map(|(at, one)| write.event(numbered(at, 'v'), one))
            .collect(),
        numbers: reading
            .numbers
            .iter()
            .map(|one| write.number(one))
            .collect(),
        notes: reading
            .notes
            .iter()
            .map(|one| note(one, &write.points))
            .collect(),
    }
}

/// Country and sector of an actor.
fn actor(actor: &Actor) -> ActorJson {
    let code = |code: &ActorCode| CodeJson {
        country: code.country.map(|country| country.to_string()),
        sector: code.sector.map(Sector::as_str),
    };
    ActorJson {
        codes: actor.codes.iter().map(code).collect(),
        basis: name(actor.basis),
    }
}

/// What an entity is called in one reading: "e1".
fn entity(id: EntityId) -> String {
    format!("e{}", id.0 + 1)
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

    fn mention(&self, id: String, mention: &Mention) -> MentionJson {
        MentionJson {
            id,
            span: self.span(mention.span),
            kind: name(mention.kind),
            entity: entity(mention.entity),
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

    fn place(&self, place: &'a Place) -> PlaceJson<'a> {
        PlaceJson {
            span: self.span(place.span),
            name: &place.name,
            country: place.country.map(|country| country.to_string()),
            lat: place.lat,
            lon: place.lon,
            geonameid: place.geonameid,
        }
    }

    fn quote(&self, id: String, quote: &Quote, mentions: &'a Mentions) -> QuoteJson<'a> {
        let named = |id: EntityId| mentions.entities.get(id.0 as usize);
        let speaker = |speaker: Speaker| SpeakerJson {
            entity: entity(speaker.entity),
            span: self.span(speaker.span),
            name: named(speaker.entity).map_or("", |entity| &entity.name),
        };
        let cue = |cue: Span| CueJson {
            span: self.span(cue),
            text: cue.of(self.text),
        };
        QuoteJson {
            id,
            kind: name(quote.kind),
            span: self.span(quote.span),
            text: quote.span.of(self.text),
            words: self.span(quote.words),
            speaker: quote.speaker.map(speaker),
            cue: quote.cue.map(cue),
        }
    }

    fn event(&self, id: String, event: &'a Event) -> EventJson<'a> {
        let participant = |one: &Participant| ParticipantJson {
            entity: entity(one.entity),
            span: self.span(one.span),
        };
        EventJson {
            id,
            r#type: event.kind.to_string(),
            mode: event.mode,
            contexts: &event.contexts,
            quad: event.kind.quad(),
            score: event.kind.score(event.mode),
            cameo: event.cameo,
            status: name(event.status),
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
            holder: event.holder.map(entity),
            rule: &event.rule,
            confidence: (f64::from(event.confidence) * 1_000.0).round() / 1_000.0,
        }
    }

    fn number(&self, number: &'a Number) -> NumberJson<'a> {
        NumberJson {
            span: self.span(number.span),
            value: number.value,
            upper: number.upper,
            bound: name(number.bound),
            unit: &number.unit,
            about: number.about.map(|event| format!("v{}", event.0 + 1)),
        }
    }
}
