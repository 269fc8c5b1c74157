//! What each stage makes of a case's inputs, as lines. A new stage is named here and nowhere else.

use std::sync::{Arc, OnceLock};

use account::articles::Given;
use account::model::{Article, Media, Moment, Reading, Source};
use account::rules::Rules;
use account::{Extractor, Pipeline};
use anyhow::{Context, Result, bail};

/// One input of a case.
pub struct Input {
    /// How to read it; nothing where it is the article's text to the letter.
    media: Option<Media>,
    id: String,
    published: Option<String>,
    outlet: Option<String>,
    /// What stands between the fences.
    pub text: String,
}

impl Input {
    /// From what stands behind the opening fence: `article id=a outlet=Star`.
    pub fn new(info: &str, text: String, published: Option<&str>) -> Result<Self> {
        let mut words = info.split_whitespace();
        let media = match words.next() {
            Some("article") => None,
            Some("html") => Some(Media::Html),
            Some("text") => Some(Media::Text),
            Some("markdown") => Some(Media::Markdown),
            other => bail!("the fence says {other:?}: article, html, text, markdown or expect"),
        };
        let published = published.map(str::to_owned);
        let mut input = Self {
            media,
            id: "case".into(),
            published,
            outlet: None,
            text,
        };
        for word in words {
            match word.split_once('=') {
                Some(("id", id)) => input.id = id.into(),
                Some(("published", date)) => input.published = Some(date.into()),
                Some(("outlet", outlet)) => input.outlet = Some(outlet.replace('_', " ")),
                _ => bail!("{word:?} behind the fence: id=, published= or outlet="),
            }
        }
        Ok(input)
    }

    /// The article that it holds.
    fn article(&self) -> Result<Article> {
        let Some(media) = self.media else {
            return self.given();
        };
        let source = Source {
            id: self.id.as_str().into(),
            media,
            bytes: self.text.clone().into_bytes(),
            charset: None,
            url: None,
            fetched: None,
        };
        Ok(Extractor::new(&Rules::built_in())?.extract(&source))
    }

    /// The article whose text the case gives to the letter.
    fn given(&self) -> Result<Article> {
        let date = self.published.as_deref().map(|date| {
            let parsed: jiff::civil::Date =
                date.parse().with_context(|| format!("the date {date:?}"))?;
            Ok::<_, anyhow::Error>(Moment {
                date: parsed,
                time: None,
            })
        });
        let given = Given {
            id: self.id.clone(),
            outlet: self.outlet.clone(),
            published: date.transpose()?,
            language: Some("en".into()),
            text: self.text.clone(),
            ..Given::default()
        };
        Ok(given.into_article())
    }
}

/// The whole flow, loaded once.
fn pipeline() -> Result<&'static Pipeline> {
    static PIPELINE: OnceLock<Pipeline> = OnceLock::new();
    if let Some(pipeline) = PIPELINE.get() {
        return Ok(pipeline);
    }
    let folder = crate::eval::model();
    let model = spacy::Model::load(&folder).with_context(|| {
        format!(
            "loading the language model in {}: `cargo xtask test` installs it",
            folder.display()
        )
    })?;
    let pipeline = Pipeline::new(Arc::new(model), &Rules::built_in())?;
    Ok(PIPELINE.get_or_init(|| pipeline))
}

fn read(inputs: &[Input]) -> Result<Vec<Reading>> {
    inputs
        .iter()
        .map(|input| Ok(pipeline()?.read(input.article()?)))
        .collect()
}

/// What a stage of `read` shows of a reading.
type Lines = fn(&Reading) -> Vec<String>;

/// The stages of `read` that have cases.
const READING: &[(&str, Lines)] = &[
    ("mentions", account::mentions::lines::lines),
    ("times", account::times::lines),
    ("actors", account::actors::lines::lines),
    ("quotes", account::quotes::lines),
    ("events", account::events::lines),
    ("numbers", account::numbers::lines),
    ("places", account::places::lines),
];

/// What the stage named `stage` makes of `inputs`.
pub fn lines(stage: &str, inputs: &[Input]) -> Result<Vec<String>> {
    if matches!(stage, "pages" | "articles") {
        let articles: Result<Vec<Article>> = inputs.iter().map(Input::article).collect();
        return Ok(articles?
            .iter()
            .flat_map(account::articles::lines)
            .collect());
    }
    let readings = read(inputs)?;
    if let Some((_, lines)) = READING.iter().find(|(name, _)| *name == stage) {
        return Ok(readings.iter().flat_map(lines).collect());
    }
    let flow = pipeline()?;
    match stage {
        "copies" => Ok(account::copies::lines(&flow.stories(&readings).0)),
        "stories" => Ok(account::stories::lines(&flow.stories(&readings).1)),
        "accounts" => Ok(flow
            .report(&readings)
            .iter()
            .flat_map(account::accounts::lines)
            .collect()),
        other => bail!("cases/{other}: no stage of this name"),
    }
}
