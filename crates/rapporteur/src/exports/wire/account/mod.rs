//! One account as JSON, and the same for what it is made of. `Account, [Reading] -> AccountJson`

use std::collections::BTreeMap;

use account::model::*;
use account::span::CodePoints;
use serde::Serialize;

use super::VERSION;
use super::names::name;

/// One story, reported.
#[derive(Debug, Serialize)]
pub(crate) struct AccountJson<'a> {
    version: u32,
    story: StoryJson<'a>,
    articles: Vec<ArticleJson<'a>>,
    origins: Vec<OriginJson<'a>>,
    copies: Vec<CopyJson<'a>>,
    actors: Vec<ActorJson<'a>>,
    events: Vec<EventJson<'a>>,
    quotes: Vec<QuoteJson<'a>>,
    differences: Vec<DifferenceJson<'a>>,
    dyads: Vec<DyadJson<'a>>,
    articles_add: Vec<AddsJson<'a>>,
    notes: Vec<NoteJson<'a>>,
}

#[derive(Debug, Serialize)]
struct StoryJson<'a> {
    id: &'a str,
    headline: &'a str,
    start: Option<String>,
    end: Option<String>,
    evidence: Vec<EvidenceJson<'a>>,
}

#[derive(Debug, Serialize)]
struct ArticleJson<'a> {
    id: &'a str,
    label: &'a str,
    outlet: Option<&'a str>,
    title: Option<&'a str>,
    published: Option<String>,
    origin: String,
    words: u32,
}

#[derive(Debug, Serialize)]
struct OriginJson<'a> {
    id: String,
    articles: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct CopyJson<'a> {
    copy: &'a str,
    source: &'a str,
    kind: String,
    direction: String,
    share_of_copy: f64,
    share_of_source: f64,
    pairs: Vec<PairJson>,
    reasons: &'a [String],
}

#[derive(Debug, Serialize)]
struct PairJson {
    copy: (u32, u32),
    source: (u32, u32),
}

#[derive(Debug, Serialize)]
struct ActorJson<'a> {
    id: String,
    name: &'a str,
    names: &'a [String],
    codes: Vec<CodeJson>,
}

/// Country and sector of an actor.
#[derive(Debug, Serialize)]
struct CodeJson {
    country: Option<String>,
    sector: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct EventJson<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    mode: Option<&'static str>,
    contexts: &'a [&'static str],
    quad: u8,
    score: f64,
    cameo: &'static str,
    actors: Vec<String>,
    recipients: Vec<String>,
    date: Option<DaysJson>,
    place: Option<PlaceJson<'a>>,
    status: &'static str,
    history: Vec<StepJson<'a>>,
    holder: Option<String>,
    origins: u32,
    articles: Vec<&'a str>,
    summary: &'a str,
    weight: f64,
    evidence: Vec<EvidenceJson<'a>>,
}

#[derive(Debug, Serialize)]
struct DaysJson {
    start: String,
    end: String,
}

#[derive(Debug, Serialize)]
struct PlaceJson<'a> {
    name: &'a str,
    country: Option<String>,
    lat: Option<f64>,
    lon: Option<f64>,
    geonameid: Option<u32>,
}

#[derive(Debug, Serialize)]
struct StepJson<'a> {
    status: &'static str,
    articles: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct QuoteJson<'a> {
    id: String,
    speaker: Option<String>,
    speaker_name: Option<&'a str>,
    text: &'a str,
    kind: String,
    origins: u32,
    evidence: Vec<EvidenceJson<'a>>,
}

#[derive(Debug, Serialize)]
struct DifferenceJson<'a> {
    kind: String,
    relation: String,
    about: &'a str,
    values: Vec<ValueJson<'a>>,
}

#[derive(Debug, Serialize)]
struct ValueJson<'a> {
    value: &'a str,
    holder: Option<String>,
    origins: u32,
    articles: Vec<&'a str>,
    evidence: Vec<EvidenceJson<'a>>,
}

#[derive(Debug, Serialize)]
struct DyadJson<'a> {
    a: &'a str,
    b: &'a str,
    series: Vec<PointJson>,
}

#[derive(Debug, Serialize)]
struct PointJson {
    date: String,
    score: f64,
    events: Vec<String>,
}

#[derive(Debug, Serialize)]
struct AddsJson<'a> {
    article: &'a str,
    only_here: Vec<String>,
    leaves_out: Vec<String>,
}

#[derive(Debug, Serialize)]
struct NoteJson<'a> {
    article: &'a str,
    reason: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<u32>,
    detail: &'a str,
}

/// A passage with the article's short name and the number of its sentence, from 1.
#[derive(Debug, Serialize)]
struct EvidenceJson<'a> {
    article: &'a str,
    start: u32,
    end: u32,
    label: &'a str,
    sentence: Option<usize>,
}

impl<'a> AccountJson<'a> {
    /// The account with offsets in code points of the articles' texts, which `readings` hold.
    pub(crate) fn new(account: &'a Account, readings: &'a [Reading]) -> Self {
        let texts = Texts::new(account, readings);
        Self {
            version: VERSION,
            story: story(account, &texts),
            articles: account.articles.iter().map(article).collect(),
            origins: (0..).zip(&account.origins).map(origin).collect(),
            copies: account
                .copies
                .iter()
                .map(|entry| copy(entry, &texts))
                .collect(),
            actors: (0..).zip(&account.actors).map(actor).collect(),
            events: (0..)
                .zip(&account.events)
                .map(|(n, claim)| event(n, claim, &texts))
                .collect(),
            quotes: (0..)
                .zip(&account.quotes)
                .map(|(n, claim)| quote(n, claim, &texts))
                .collect(),
            differences: account
                .differences
                .iter()
                .map(|entry| difference(entry, &texts))
                .collect(),
            dyads: account.dyads.iter().map(dyad).collect(),
            articles_add: account.adds.iter().map(adds).collect(),
            notes: account
                .notes
                .iter()
                .map(|(id, entry)| note(id, entry, &texts))
                .collect(),
        }
    }
}

/// The texts of the account's articles, prepared for counting code points.
struct Texts<'a> {
    articles: BTreeMap<&'a ArticleId, Text<'a>>,
}

struct Text<'a> {
    label: &'a str,
    text: &'a str,
    points: CodePoints<'a>,
    sentences: &'a [Sentence],
}

impl<'a> Texts<'a> {
    fn new(account: &'a Account, readings: &'a [Reading]) -> Self {
        let labels: BTreeMap<&ArticleId, &str> = account
            .articles
            .iter()
            .map(|article| (&article.id, article.label.as_str()))
            .collect();
        let text = |reading: &'a Reading| {
            let id = &reading.article.id;
            let text = Text {
                label: labels.get(id)?,
                text: &reading.article.text,
                points: CodePoints::new(&reading.article.text),
                sentences: &reading.parse.sentences,
            };
            Some((id, text))
        };
        Self {
            articles: readings.iter().filter_map(text).collect(),
        }
    }

    /// Both ends of a span in code points; bytes as they are where the text is not known.
    fn span(&self, id: &ArticleId, span: Span) -> (u32, u32) {
        self.articles
            .get(id)
            .map_or((span.start, span.end), |text| text.points.span(span))
    }

    fn evidence(&self, evidence: &'a [Evidence]) -> Vec<EvidenceJson<'a>> {
        let whole = |piece: &'a Evidence| self.piece(piece, piece.span);
        evidence.iter().map(whole).collect()
    }

    /// The same, narrowed to `words` where a passage has them between its quotation marks.
    fn evidence_of(&self, words: &str, evidence: &'a [Evidence]) -> Vec<EvidenceJson<'a>> {
        let narrowed = |piece: &'a Evidence| {
            let text = self.articles.get(&piece.article);
            let passage = text.map_or("", |text| piece.span.of(text.text));
            let span = passage.find(words).map_or(piece.span, |at| {
                let start = piece.span.start + at as u32;
                Span::new(start, start + words.len() as u32)
            });
            self.piece(piece, span)
        };
        evidence.iter().map(narrowed).collect()
    }

    /// The passage `span` of the article that `piece` names.
    fn piece(&self, piece: &'a Evidence, span: Span) -> EvidenceJson<'a> {
        let (start, end) = self.span(&piece.article, span);
        let text = self.articles.get(&piece.article);
        let sentence = text.and_then(|text| {
            let before = |sentence: &Sentence| sentence.span.end <= span.start;
            let found = text.sentences.partition_point(before);
            (found < text.sentences.len()).then_some(found + 1)
        });
        EvidenceJson {
            article: &piece.article.0,
            start,
            end,
            label: text.map_or("", |text| text.label),
            sentence,
        }
    }
}

fn origin_id(position: u32) -> String {
    format!("o{}", position + 1)
}

fn actor_id(actor: ActorId) -> String {
    format!("a{}", actor.0 + 1)
}

fn event_id(position: u32) -> String {
    format!("v{}", position + 1)
}

fn quote_id(position: u32) -> String {
    format!("q{}", position + 1)
}

fn ids(articles: &[ArticleId]) -> Vec<&str> {
    articles.iter().map(|id| &*id.0).collect()
}

/// The instant where one is known, else the day.
fn moment(moment: Moment) -> String {
    match moment.time {
        Some(time) => time.to_string(),
        None => moment.date.to_string(),
    }
}

fn story<'a>(account: &'a Account, texts: &Texts<'a>) -> StoryJson<'a> {
    StoryJson {
        id: &account.story,
        headline: account.headline.value(),
        start: account.days.map(|days| days.start.to_string()),
        end: account.days.map(|days| days.end.to_string()),
        evidence: texts.evidence(account.headline.evidence()),
    }
}

fn article(article: &AccountArticle) -> ArticleJson<'_> {
    ArticleJson {
        id: &article.id.0,
        label: &article.label,
        outlet: article.outlet.as_deref(),
        title: article.title.as_deref(),
        published: article.published.map(moment),
        origin: origin_id(article.origin.0),
        words: article.words,
    }
}

fn origin((position, origin): (u32, &Origin)) -> OriginJson<'_> {
    OriginJson {
        id: origin_id(position),
        articles: ids(&origin.articles),
    }
}

fn copy<'a>(copy: &'a Copy, texts: &Texts<'_>) -> CopyJson<'a> {
    let pair = |pair: &PassagePair| PairJson {
        copy: texts.span(&copy.copy, pair.copy),
        source: texts.span(&copy.source, pair.source),
    };
    CopyJson {
        copy: &copy.copy.0,
        source: &copy.source.0,
        kind: name(copy.kind),
        direction: name(copy.direction),
        share_of_copy: rounded(copy.share_of_copy),
        share_of_source: rounded(copy.share_of_source),
        pairs: copy.pairs.iter().map(pair).collect(),
        reasons: &copy.reasons,
    }
}

/// Three places behind the point: more would only be noise of the reckoning.
fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

fn actor((position, actor): (u32, &AccountActor)) -> ActorJson<'_> {
    let code = |code: &ActorCode| CodeJson {
        country: code.country.map(|country| country.to_string()),
        sector: code.sector.map(Sector::as_str),
    };
    ActorJson {
        id: actor_id(ActorId(position)),
        name: &actor.name,
        names: &actor.names,
        codes: actor.codes.iter().map(code).collect(),
    }
}

fn event<'a>(position: u32, claim: &'a Claim<AccountEvent>, texts: &Texts<'a>) -> EventJson<'a> {
    let event = claim.value();
    let step = |(status, articles): &'a (Status, Vec<ArticleId>)| StepJson {
        status: status.as_str(),
        articles: ids(articles),
    };
    EventJson {
        id: event_id(position),
        kind: event.kind.as_str(),
        mode: event.mode,
        contexts: &event.contexts,
        quad: event.kind.quad(),
        score: event.kind.score(event.mode),
        cameo: event.cameo,
        actors: event.actors.iter().copied().map(actor_id).collect(),
        recipients: event.recipients.iter().copied().map(actor_id).collect(),
        date: event.days.map(days),
        place: event.place.as_ref().map(place),
        status: event.status.as_str(),
        history: event.history.iter().map(step).collect(),
        holder: event.holder.map(actor_id),
        origins: event.origins,
        articles: ids(&event.articles),
        summary: &event.summary,
        weight: rounded(event.weight),
        evidence: texts.evidence(claim.evidence()),
    }
}

fn days(days: DayRange) -> DaysJson {
    DaysJson {
        start: days.start.to_string(),
        end: days.end.to_string(),
    }
}

fn place(place: &Place) -> PlaceJson<'_> {
    PlaceJson {
        name: &place.name,
        country: place.country.map(|country| country.to_string()),
        lat: place.lat,
        lon: place.lon,
        geonameid: place.geonameid,
    }
}

fn quote<'a>(position: u32, claim: &'a Claim<AccountQuote>, texts: &Texts<'a>) -> QuoteJson<'a> {
    let quote = claim.value();
    QuoteJson {
        id: quote_id(position),
        speaker: quote.speaker.map(actor_id),
        speaker_name: quote.speaker_name.as_deref(),
        text: &quote.text,
        kind: name(quote.kind),
        origins: quote.origins,
        evidence: texts.evidence_of(&quote.text, claim.evidence()),
    }
}

fn difference<'a>(difference: &'a Difference, texts: &Texts<'a>) -> DifferenceJson<'a> {
    let value = |claim: &'a Claim<DifferenceValue>| {
        let told = claim.value();
        ValueJson {
            value: &told.value,
            holder: told.holder.map(actor_id),
            origins: told.origins,
            articles: ids(&told.articles),
            evidence: texts.evidence(claim.evidence()),
        }
    };
    DifferenceJson {
        kind: name(difference.kind),
        relation: name(difference.relation),
        about: &difference.about,
        values: difference.values.iter().map(value).collect(),
    }
}

fn dyad(dyad: &Dyad) -> DyadJson<'_> {
    let point = |point: &DyadPoint| PointJson {
        date: day_or_month(point.days),
        score: rounded(point.score),
        events: point.events.iter().copied().map(event_id).collect(),
    };
    DyadJson {
        a: dyad.a.as_str(),
        b: dyad.b.as_str(),
        series: dyad.series.iter().map(point).collect(),
    }
}

/// `2026-02-03` for a day, `2025-10` for anything longer.
fn day_or_month(days: DayRange) -> String {
    if days.start == days.end {
        days.start.to_string()
    } else {
        days.start.strftime("%Y-%m").to_string()
    }
}

fn adds(adds: &ArticleAdds) -> AddsJson<'_> {
    let events = adds.only_events.iter().copied().map(event_id);
    let quotes = adds.only_quotes.iter().copied().map(quote_id);
    AddsJson {
        article: &adds.article.0,
        only_here: events.chain(quotes).collect(),
        leaves_out: adds.leaves_out.iter().copied().map(event_id).collect(),
    }
}

fn note<'a>(id: &'a ArticleId, note: &'a Note, texts: &Texts<'_>) -> NoteJson<'a> {
    let span = note.span.map(|span| texts.span(id, span));
    NoteJson {
        article: &id.0,
        reason: name(note.reason),
        start: span.map(|(start, _)| start),
        end: span.map(|(_, end)| end),
        detail: &note.detail,
    }
}
