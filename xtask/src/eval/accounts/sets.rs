//! The sets of articles, each run through the whole flow as `rapporteur report` does.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use account::Extractor;
use account::model::{Account, ArticleId, Evidence, Media, Reading, Source, Span};
use account::rules::Rules;
use anyhow::{Context, Result, bail};

use super::labels::Labels;
use crate::eval::{Bench, Outcome, hash, quality};

/// Which sets there are, and which may be looked at while rules are made.
pub(in crate::eval) const SETS: [(&str, Part); 7] = [
    ("summit", Part::Dev),
    ("protest", Part::Dev),
    ("ceasefire", Part::Dev),
    ("cyclone", Part::Dev),
    ("border", Part::Test),
    ("tariffs", Part::Test),
    ("election", Part::Test),
];

/// What a set is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::eval) enum Part {
    /// People look at it.
    Dev,
    /// Nobody looks at it.
    Test,
}

impl Part {
    pub(in crate::eval) fn name(self) -> &'static str {
        match self {
            Part::Dev => "dev",
            Part::Test => "test",
        }
    }
}

/// A sentence: the article's position in its set, the sentence's in its article.
pub(in crate::eval) type Place = (usize, usize);

/// One set, read.
pub(in crate::eval) struct Set {
    pub(in crate::eval) readings: Vec<Reading>,
}

impl Set {
    /// Reads the articles of a folder; `bench` has the flow.
    pub(in crate::eval) fn read(bench: &Bench, folder: &Path) -> Result<Self> {
        let extractor = Extractor::new(&Rules::built_in())?;
        let pipeline = bench.pipeline()?;
        let mut readings = Vec::new();
        for path in articles(folder)? {
            let article = extractor.extract(&source(&path)?);
            readings.push(pipeline.read(article));
        }
        if readings.is_empty() {
            bail!("no articles in {}", folder.display());
        }
        Ok(Self { readings })
    }

    pub(in crate::eval) fn report(&self, bench: &Bench) -> Result<Vec<Account>> {
        Ok(bench.pipeline()?.report(&self.readings))
    }

    /// The sentences in which `"02 03: a piece"` stands.
    pub(in crate::eval) fn find(&self, passage: &str) -> Result<BTreeSet<Place>> {
        let mut found = BTreeSet::new();
        for (at, span) in self.spans(passage)? {
            found.extend(self.sentences(at, span));
        }
        Ok(found)
    }

    /// Where `"02 03: a piece"` stands: once in each article whose name begins so.
    pub(in crate::eval) fn spans(&self, passage: &str) -> Result<Vec<(usize, Span)>> {
        let (labels, piece) = passage
            .split_once(": ")
            .with_context(|| format!("{passage:?} names no article"))?;
        labels
            .split_whitespace()
            .map(|label| Ok((self.named(label)?, self.once(label, piece)?)))
            .collect()
    }

    /// The only place of `piece` in the article whose name begins with `label`.
    fn once(&self, label: &str, piece: &str) -> Result<Span> {
        let text = &self.readings[self.named(label)?].article.text;
        let mut places = text.match_indices(piece).map(|(at, _)| at);
        match (places.next(), places.next()) {
            (Some(at), None) => Ok(Span::new(
                u32::try_from(at)?,
                u32::try_from(at + piece.len())?,
            )),
            (None, _) => bail!("{piece:?} does not stand in {label}"),
            (Some(_), Some(_)) => bail!("{piece:?} stands more than once in {label}"),
        }
    }

    fn named(&self, label: &str) -> Result<usize> {
        let begins = |reading: &Reading| reading.article.id.0.starts_with(label);
        self.readings
            .iter()
            .position(begins)
            .with_context(|| format!("no article whose name begins with {label}"))
    }

    /// The sentences on which a claim rests.
    pub(in crate::eval) fn rests_on(&self, evidence: &[Evidence]) -> BTreeSet<Place> {
        let mut found = BTreeSet::new();
        for evidence in evidence {
            let is = |reading: &Reading| reading.article.id == evidence.article;
            if let Some(at) = self.readings.iter().position(is) {
                found.extend(self.sentences(at, evidence.span));
            }
        }
        found
    }

    /// The sentences of an article that `span` touches.
    pub(in crate::eval) fn sentences(
        &self,
        at: usize,
        span: Span,
    ) -> impl Iterator<Item = Place> + use<'_> {
        let sentences = self.readings[at].parse.sentences.iter().enumerate();
        let hit = sentences.filter(move |(_, sentence)| sentence.span.overlaps(span));
        hit.map(move |(n, _)| (at, n))
    }

    /// How an account refers to a sentence: "01:12".
    pub(in crate::eval) fn reference(&self, place: Option<&Place>) -> String {
        let Some((at, n)) = place else {
            return String::from("-");
        };
        let id = &self.readings[*at].article.id.0;
        let label = id.split('-').next().unwrap_or_default();
        format!("{label}:{}", n + 1)
    }
}

/// The folder of a set's labels, from the root of the repository.
pub(in crate::eval) fn folder(set: &str) -> PathBuf {
    quality::root().join("quality/accounts").join(set)
}

/// The folder of a set's articles.
pub(in crate::eval) fn articles_of(set: &str) -> Result<PathBuf> {
    Ok(Labels::load(set)?.articles(set))
}

/// The labels of a set, the hash of them and of their articles noted in `outcome`.
pub(in crate::eval) fn note(
    set: &str,
    labels: &[u8],
    articles_in: &Path,
    outcome: &mut Outcome,
) -> Result<()> {
    let mut bytes = labels.to_vec();
    for path in articles(articles_in)? {
        bytes.extend(read(&path)?);
    }
    outcome
        .corpora
        .insert(format!("accounts/{set}"), hash(&bytes));
    Ok(())
}

/// The files of a folder whose names begin with a number, sorted.
pub(in crate::eval) fn articles(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    let entries =
        std::fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        if name
            .to_string_lossy()
            .starts_with(|c: char| c.is_ascii_digit())
        {
            paths.push(entry.path());
        }
    }
    paths.sort();
    Ok(paths)
}

fn source(path: &Path) -> Result<Source> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let media = match path.extension().and_then(|ending| ending.to_str()) {
        Some("html") => Media::Html,
        Some("md") => Media::Markdown,
        _ => Media::Text,
    };
    Ok(Source {
        id: ArticleId::from(&*name),
        media,
        bytes: read(path)?,
        charset: None,
        url: None,
        fetched: None,
    })
}

pub(in crate::eval) fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("reading {}", path.display()))
}
