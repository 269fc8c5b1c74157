//! What is read in the measurements: texts and pages of the gold sets.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use flate2::read::GzDecoder;
use serde_json::{Value, json};

/// Texts for the runtime and for `read`: complete news articles.
const TEXTS: &str = "gold/times/timebank.jsonl";
/// How many of them.
const ARTICLES: usize = 100;
/// Web pages of many publishers.
const PAGES: &str = "gold/pages/fundus.jsonl";
/// How many of them.
const MOST_PAGES: usize = 200;

/// The files that the measured programs are given.
pub(super) struct Prepared {
    /// No text at all.
    pub(super) none: PathBuf,
    /// One sentence.
    pub(super) sentence: PathBuf,
    /// Texts for the language runtime alone.
    pub(super) parse: PathBuf,
    /// The same as articles.
    pub(super) articles: PathBuf,
    /// A folder of web pages.
    pub(super) pages: PathBuf,
    /// A folder without any.
    pub(super) no_pages: PathBuf,
}

impl Prepared {
    /// Writes them to `folder`.
    pub(super) fn new(shared: &Path, folder: &Path) -> Result<Self> {
        let texts = complete(shared)?;
        let sentence = [String::from("The two presidents met on Tuesday.")];
        Ok(Self {
            none: write(folder, "none.jsonl", &[])?,
            sentence: write(folder, "sentence.jsonl", &sentence)?,
            parse: write(folder, "texts.jsonl", &texts)?,
            articles: write(folder, "articles.jsonl", &texts)?,
            pages: pages(shared, folder)?,
            no_pages: empty(folder)?,
        })
    }
}

/// Complete news articles.
pub(super) fn complete(shared: &Path) -> Result<Vec<String>> {
    let texts = values(&shared.join(TEXTS))?.into_iter();
    let texts = texts.filter_map(|value| Some(value["text"].as_str()?.to_owned()));
    Ok(texts.take(ARTICLES).collect())
}

fn empty(folder: &Path) -> Result<PathBuf> {
    let path = folder.join("no-pages");
    fs::create_dir_all(&path).with_context(|| format!("making {}", path.display()))?;
    Ok(path)
}

/// Complete news articles of ordinary length, for a long stream.
pub(super) fn articles(shared: &Path, folder: &Path) -> Result<PathBuf> {
    let values = values(&shared.join(TEXTS))?.into_iter();
    let texts = values.filter_map(|value| Some(value["text"].as_str()?.to_owned()));
    write(folder, "stream.jsonl", &texts.collect::<Vec<_>>())
}

/// More complete news articles, for the comparison with spaCy alone.
pub(super) fn news(shared: &Path, folder: &Path) -> Result<PathBuf> {
    let mut texts = Vec::new();
    for file in [TEXTS, "gold/stories/newswcl50.jsonl"] {
        let values = values(&shared.join(file))?.into_iter();
        texts.extend(values.filter_map(|value| Some(value["text"].as_str()?.to_owned())));
    }
    write(folder, "news.jsonl", &texts)
}

/// The texts in a file that [`Prepared`] or [`news`] names.
pub(super) fn read(path: &Path) -> Result<Vec<String>> {
    let texts = values(path)?.into_iter();
    Ok(texts
        .filter_map(|value| Some(value["text"].as_str()?.to_owned()))
        .collect())
}

fn values(path: &Path) -> Result<Vec<Value>> {
    let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    text.lines()
        .map(|line| serde_json::from_str(line).with_context(|| format!("in {}", path.display())))
        .collect()
}

fn write(folder: &Path, name: &str, texts: &[String]) -> Result<PathBuf> {
    let path = folder.join(name);
    let lines: String = texts
        .iter()
        .enumerate()
        .map(|(id, text)| json!({"id": id.to_string(), "text": text}).to_string() + "\n")
        .collect();
    fs::write(&path, lines).with_context(|| format!("writing {}", path.display()))?;
    Ok(path)
}

/// Unpacks the pages.
fn pages(shared: &Path, folder: &Path) -> Result<PathBuf> {
    let pages = folder.join("pages");
    fs::create_dir_all(&pages).with_context(|| format!("making {}", pages.display()))?;
    let golds = values(&shared.join(PAGES))?;
    for (number, gold) in golds.iter().take(MOST_PAGES).enumerate() {
        let packed = shared
            .join("gold")
            .join(gold["html"].as_str().unwrap_or_default());
        let file =
            fs::File::open(&packed).with_context(|| format!("opening {}", packed.display()))?;
        let mut bytes = Vec::new();
        GzDecoder::new(file)
            .read_to_end(&mut bytes)
            .with_context(|| format!("unpacking {}", packed.display()))?;
        fs::write(pages.join(format!("{number:03}.html")), bytes)?;
    }
    Ok(pages)
}
