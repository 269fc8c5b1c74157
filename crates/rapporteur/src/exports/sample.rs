//! Sample: accounts built by hand, for the tests of every format.

use account::model::*;
use jiff::civil::{Date, date};

/// One account with the readings behind it.
pub(crate) struct Sample {
    pub(crate) account: Account,
    pub(crate) readings: Vec<Reading>,
}

const FIRST: &str = "President Ana Péres met President Ivo Kolar in Aldona on Monday. \
    “We talked about the bridge,” Péres said. \
    Kolar threatened to close the border – “tonight, if need be” – before the talks.";
const SECOND: &str = "Ana Péres and Ivo Kolar held talks in Aldona. \
    They spoke for two hours. A Kolar aide called the tone “icy”.";
const THIRD: &str = "Péres and Kolar are to meet on Monday. \
    Kolar’s army closed three roads in October.";

/// Three articles, two origins, every kind of content.
pub(crate) fn sample() -> Sample {
    named(
        ["news/001.txt", "news/002.txt", "news/003.txt"],
        "Daily Ähre",
    )
}

/// What breaks out of a page, and what steers a terminal: ESC, BEL, NUL, a C1 sign, a turn.
const ATTACK: &str = "\"><script>alert(1)</script>&'</style><img src=https://evil.example/x>\
    \u{1b}]0;x\u{7}\u{1b}[2J\0\u{9b}31m\u{7f}\u{202e}";

/// The same, with everything that comes from articles made to break out.
pub(crate) fn hostile() -> Sample {
    let mut sample = named([ATTACK, "b", "c"], ATTACK);
    for reading in &mut sample.readings {
        reading.article.text.push_str(ATTACK);
        let end = reading.article.text.len() as u32;
        if let Some(sentence) = reading.parse.sentences.last_mut() {
            sentence.span.end = end;
        }
        if let Some(paragraph) = reading.article.paragraphs.last_mut() {
            paragraph.span.end = end;
        }
        reading.article.title = Some(ATTACK.to_owned());
    }
    let account = &mut sample.account;
    account.story = ATTACK.to_owned();
    for article in &mut account.articles {
        article.title = Some(ATTACK.to_owned());
        article.label.push_str(ATTACK);
    }
    for actor in &mut account.actors {
        actor.name = ATTACK.to_owned();
    }
    account.headline = claimed(&account.headline, |headline| headline.push_str(ATTACK));
    for event in &mut account.events {
        *event = claimed(event, |event| event.summary.push_str(ATTACK));
    }
    for quote in &mut account.quotes {
        *quote = claimed(quote, |quote| {
            quote.text.push_str(ATTACK);
            quote.speaker_name = quote.speaker_name.take().map(|name| name + ATTACK);
        });
    }
    for difference in &mut account.differences {
        difference.about.push_str(ATTACK);
        for value in &mut difference.values {
            *value = claimed(value, |value| value.value.push_str(ATTACK));
        }
    }
    for copy in &mut account.copies {
        copy.reasons.push(ATTACK.to_owned());
    }
    for (_, note) in &mut account.notes {
        note.detail.push_str(ATTACK);
    }
    sample
}

/// The claim with its value changed and its evidence as it is.
fn claimed<T: Clone>(claim: &Claim<T>, change: impl Fn(&mut T)) -> Claim<T> {
    let mut value = claim.value().clone();
    change(&mut value);
    Claim::new(value, claim.first().clone()).with(claim.evidence()[1..].iter().cloned())
}

fn named(ids: [&str; 3], outlet: &str) -> Sample {
    let readings: Vec<Reading> = ids
        .iter()
        .zip([FIRST, SECOND, THIRD])
        .map(|(id, text)| reading(id, text, outlet))
        .collect();
    let ids = ids.map(ArticleId::from);
    Sample {
        account: account(&ids, &readings, outlet),
        readings,
    }
}

/// An article as one paragraph, cut into sentences at full stops.
fn reading(id: &str, text: &str, outlet: &str) -> Reading {
    let mut sentences = Vec::new();
    let mut start = 0;
    for piece in text.split_inclusive(". ") {
        let end = start + piece.len();
        sentences.push(Sentence {
            span: Span::new(start as u32, (start + piece.trim_end().len()) as u32),
            tokens: 0..0,
            paragraph: 0,
        });
        start = end;
    }
    Reading {
        article: Article {
            id: id.into(),
            url: None,
            outlet: Some(outlet.to_owned()),
            title: Some("Péres meets Kolar".to_owned()),
            byline: vec![],
            dateline: None,
            published: moment(date(2026, 3, 2)),
            modified: None,
            language: Some("en".to_owned()),
            text: text.to_owned(),
            paragraphs: vec![Paragraph {
                span: Span::new(0, text.len() as u32),
                kind: BlockKind::Paragraph,
            }],
            edges: vec![],
            fetched: None,
            versions: vec![],
            notes: vec![],
        },
        parse: Parse {
            sentences,
            ..Parse::default()
        },
        mentions: mentions(text),
        times: vec![],
        places: vec![],
        actors: vec![],
        quotes: vec![],
        events: vec![],
        numbers: vec![],
        notes: vec![],
    }
}

fn mentions(text: &str) -> Mentions {
    let mention = |(entity, name): (u32, &str)| {
        let start = text.find(name)? as u32;
        Some(Mention {
            span: Span::new(start, start + name.len() as u32),
            tokens: 0..1,
            head: TokenId(0),
            kind: MentionKind::Name,
            entity: EntityId(entity),
        })
    };
    Mentions {
        mentions: (0..).zip(["Péres", "Kolar"]).filter_map(mention).collect(),
        entities: vec![],
    }
}

fn moment(date: Date) -> Option<Moment> {
    Some(Moment { date, time: None })
}

fn day(date: Date) -> Option<DayRange> {
    Some(DayRange {
        start: date,
        end: date,
    })
}

/// The passage `words` of article `n`.
fn evidence(readings: &[Reading], n: usize, words: &str) -> Evidence {
    let article = &readings[n].article;
    let start = article.text.find(words).expect("words of the article") as u32;
    Evidence {
        article: article.id.clone(),
        span: Span::new(start, start + words.len() as u32),
    }
}

/// An earlier version, in which one passage read otherwise.
fn version() -> Version {
    Version {
        id: "c-early.txt".into(),
        title: Some("Péres meets Kolar".to_owned()),
        published: moment(date(2026, 3, 1)),
        modified: None,
        fetched: None,
        changes: vec![Change {
            before: "Nobody met anybody.".to_owned(),
            after: Span::new(0, 5),
        }],
    }
}

fn account(ids: &[ArticleId; 3], readings: &[Reading], outlet: &str) -> Account {
    Account {
        story: "s1".to_owned(),
        headline: Claim::new(
            "Ana Péres met Ivo Kolar in Aldona".to_owned(),
            evidence(readings, 0, "met"),
        ),
        days: day(date(2026, 3, 2)),
        articles: (0..3)
            .map(|n| AccountArticle {
                id: ids[n].clone(),
                label: format!("00{}", n + 1),
                outlet: (n < 2).then(|| outlet.to_owned()),
                title: Some("Péres meets Kolar".to_owned()),
                published: (n < 2).then(|| moment(date(2026, 3, 2))).flatten(),
                origin: OriginId(u32::from(n == 2)),
                words: 30,
                versions: if n == 2 { vec![version()] } else { vec![] },
            })
            .collect(),
        origins: vec![
            Origin {
                articles: ids[..2].to_vec(),
            },
            Origin {
                articles: ids[2..].to_vec(),
            },
        ],
        copies: vec![copy(ids)],
        actors: vec![
            actor("Ana Péres", "SVN", ids),
            actor("Ivo Kolar", "HRV", ids),
        ],
        events: events(ids, readings),
        quotes: quotes(readings),
        differences: vec![difference(ids, readings)],
        dyads: vec![dyad()],
        adds: vec![ArticleAdds {
            article: ids[2].clone(),
            only_events: vec![2],
            only_quotes: vec![],
            leaves_out: vec![1],
        }],
        notes: vec![(
            ids[1].clone(),
            Note {
                reason: Reason::Boilerplate,
                span: Some(Span::new(0, 0)),
                detail: "“Subscribe now”".to_owned(),
            },
        )],
    }
}

fn copy(ids: &[ArticleId; 3]) -> Copy {
    Copy {
        copy: ids[1].clone(),
        source: ids[0].clone(),
        kind: CopyKind::Rewrite,
        direction: Direction::Likely,
        share_of_copy: 0.62,
        share_of_source: 0.4,
        pairs: vec![PassagePair {
            copy: Span::new(0, 20),
            source: Span::new(0, 30),
        }],
        reasons: vec!["the quotations are fuller in 001".to_owned()],
    }
}

fn actor(name: &str, country: &str, ids: &[ArticleId; 3]) -> AccountActor {
    let entity = u32::from(name.starts_with("Ivo"));
    AccountActor {
        name: name.to_owned(),
        names: vec![name.to_owned()],
        codes: vec![ActorCode {
            country: CountryCode::parse(country),
            sector: Some(Sector::Gov),
        }],
        entities: ids
            .iter()
            .map(|id| (id.clone(), EntityId(entity)))
            .collect(),
    }
}

fn event(kind: EventType, days: Option<DayRange>, summary: &str) -> AccountEvent {
    AccountEvent {
        kind,
        mode: None,
        contexts: vec![],
        cameo: "040",
        actors: vec![ActorId(0)],
        recipients: vec![ActorId(1)],
        days,
        place: None,
        status: Status::Actual,
        history: vec![],
        holder: None,
        origins: 1,
        articles: vec![],
        summary: summary.to_owned(),
        members: vec![],
        weight: 0.5,
    }
}

fn events(ids: &[ArticleId; 3], readings: &[Reading]) -> Vec<Claim<AccountEvent>> {
    let monday = day(date(2026, 3, 2));
    let talks = AccountEvent {
        place: Some(Place {
            span: Span::new(0, 0),
            name: "Aldona".to_owned(),
            country: None,
            lat: None,
            lon: None,
            geonameid: None,
            kind: PlaceKind::City,
        }),
        history: vec![
            (Status::Planned, vec![ids[2].clone()]),
            (Status::Actual, ids[..2].to_vec()),
        ],
        origins: 2,
        articles: ids.to_vec(),
        weight: 1.0,
        ..event(EventType::Consult, monday, "Ana Péres met Ivo Kolar")
    };
    let threat = AccountEvent {
        actors: vec![ActorId(1)],
        recipients: vec![ActorId(0)],
        status: Status::Threatened,
        articles: vec![ids[0].clone()],
        ..event(
            EventType::Coerce,
            None,
            "Ivo Kolar threatened to close the border",
        )
    };
    let october = Some(DayRange {
        start: date(2025, 10, 1),
        end: date(2025, 10, 31),
    });
    let roads = AccountEvent {
        actors: vec![ActorId(1)],
        recipients: vec![],
        articles: vec![ids[2].clone()],
        ..event(EventType::Coerce, october, "Ivo Kolar’s army closed roads")
    };
    vec![
        Claim::new(talks, evidence(readings, 0, "met")).with([
            evidence(readings, 1, "held talks"),
            evidence(readings, 2, "are to meet"),
        ]),
        Claim::new(threat, evidence(readings, 0, "threatened to close")),
        Claim::new(roads, evidence(readings, 2, "closed three roads")),
    ]
}

fn quotes(readings: &[Reading]) -> Vec<Claim<AccountQuote>> {
    let quote = |speaker, speaker_name: Option<&str>, n: usize, text: &str| {
        let quote = AccountQuote {
            speaker,
            speaker_name: speaker_name.map(str::to_owned),
            text: text.to_owned(),
            kind: QuoteKind::Direct,
            origins: 1,
        };
        // The passage has the marks, the words have none.
        Claim::new(quote, evidence(readings, n, &format!("“{text}”")))
    };
    vec![
        quote(Some(ActorId(0)), None, 0, "We talked about the bridge,"),
        quote(None, Some("A Kolar aide"), 1, "icy"),
        quote(None, None, 0, "tonight, if need be"),
    ]
}

fn difference(ids: &[ArticleId; 3], readings: &[Reading]) -> Difference {
    let value = |n: usize, value: &str, words: &str| {
        let told = DifferenceValue {
            value: value.to_owned(),
            holder: None,
            origins: 1,
            articles: vec![ids[n].clone()],
        };
        Claim::new(told, evidence(readings, n, words))
    };
    Difference {
        kind: DifferenceKind::Number,
        relation: Relation::Conflict,
        about: "roads closed".to_owned(),
        values: vec![
            value(1, "two", "two hours"),
            value(2, "three", "three roads"),
        ],
    }
}

fn dyad() -> Dyad {
    let code = |code| CountryCode::parse(code).expect("three capitals");
    let point = |start, end, score, events| DyadPoint {
        days: DayRange { start, end },
        score,
        events,
    };
    Dyad {
        a: code("HRV"),
        b: code("SVN"),
        series: vec![
            point(date(2025, 10, 1), date(2025, 10, 31), -7.0, vec![2]),
            point(date(2026, 3, 2), date(2026, 3, 2), 2.5, vec![0, 1]),
        ],
    }
}
