//! The texts that are compared.

use std::path::Path;

use anyhow::Context;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// Texts of one source.
pub(super) struct Corpus {
    pub(super) name: String,
    /// Each with a name.
    pub(super) texts: Vec<(String, String)>,
}

impl Corpus {
    /// A corpus without texts.
    pub(super) fn named(name: &str) -> Corpus {
        Corpus {
            name: name.to_owned(),
            texts: Vec::new(),
        }
    }

    /// SHA-256 of all texts, so that a figure says what it was measured on.
    pub(super) fn hash(&self) -> String {
        let mut hash = Sha256::new();
        for (_, text) in &self.texts {
            hash.update((text.len() as u64).to_le_bytes());
            hash.update(text);
        }
        hash.finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    /// The same texts cut at line breaks.
    pub(super) fn paragraphs(&self) -> Corpus {
        let texts = self.texts.iter().flat_map(|(id, text)| {
            let lines = text
                .split('\n')
                .map(str::trim)
                .filter(|line| !line.is_empty());
            lines
                .enumerate()
                .map(move |(i, line)| (format!("{id}:{i}"), line.to_owned()))
        });
        Corpus {
            name: format!("{} by paragraph", self.name),
            texts: texts.collect(),
        }
    }
}

/// Files of gold sets, and how many of their texts are read.
const GOLD: [(&str, usize); 5] = [
    ("entities/gum.jsonl", 80),
    ("quotes/polnear.jsonl", 100),
    ("stories/newswcl50.jsonl", 50),
    ("times/timebank.jsonl", 100),
    ("places/toponyms.jsonl", 50),
];

/// The seeds and the gold sets below a folder, whole and by paragraph.
pub(super) fn read_all(shared: &Path) -> anyhow::Result<Vec<Corpus>> {
    let mut corpora = vec![seeds(&shared.join("seeds"))?];
    for (file, most) in GOLD {
        corpora.push(gold(&shared.join("gold"), file, most)?);
    }
    let paragraphs: Vec<Corpus> = corpora.iter().map(Corpus::paragraphs).collect();
    corpora.extend(paragraphs);
    Ok(corpora)
}

fn seeds(dir: &Path) -> anyhow::Result<Corpus> {
    let entries =
        std::fs::read_dir(dir).with_context(|| format!("cannot read {}", dir.display()))?;
    let mut texts = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        texts.push((name, text));
    }
    texts.sort();
    Ok(Corpus {
        name: String::from("seeds"),
        texts,
    })
}

fn gold(dir: &Path, file: &str, most: usize) -> anyhow::Result<Corpus> {
    let path = dir.join(file);
    let lines = std::fs::read_to_string(&path)
        .with_context(|| format!("cannot read {}", path.display()))?;
    let texts = lines.lines().take(most).enumerate().map(|(number, line)| {
        let value: Value = serde_json::from_str(line)?;
        let text = value["text"].as_str().with_context(|| {
            format!(
                "{}: a `text` in line {} expected",
                path.display(),
                number + 1
            )
        })?;
        let id = value["id"]
            .as_str()
            .map_or_else(|| number.to_string(), str::to_owned);
        Ok((id, text.to_owned()))
    });
    Ok(Corpus {
        name: file.trim_end_matches(".jsonl").to_owned(),
        texts: texts.collect::<anyhow::Result<_>>()?,
    })
}
