//! What the tests of the stages share: articles, the language model, and noise.

use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use crate::articles::Given;
use crate::model::{Article, Media, Source};

/// The language model, where one is installed.
#[allow(clippy::disallowed_methods)] // tests find the model as the program does
pub(crate) fn model() -> Option<Arc<spacy::Model>> {
    static MODEL: LazyLock<Option<Arc<spacy::Model>>> = LazyLock::new(|| {
        let named = std::env::var_os("RAPPORTEUR_MODEL").map(PathBuf::from);
        let home = std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".local/share"));
        let installed = home.map(|home| home.join("rapporteur/models/en_core_web_sm-3.8.0"));
        let folder = named.or(installed)?;
        spacy::Model::load(&folder).ok().map(Arc::new)
    });
    if MODEL.is_none() {
        eprintln!("skipped: no language model; `rapporteur model install en` gets it");
    }
    MODEL.clone()
}

/// An English article with this text and no date.
pub(crate) fn article(text: &str) -> Article {
    Given {
        id: "test".into(),
        language: Some("en".to_owned()),
        text: text.to_owned(),
        ..Given::default()
    }
    .into_article()
}

/// A web page without a byte, of nobody knows where.
pub(crate) fn source() -> Source {
    Source {
        id: "test".into(),
        media: Media::Html,
        bytes: Vec::new(),
        charset: None,
        url: None,
        fetched: None,
    }
}

/// The next number of a small generator (xorshift), so that no crate is needed.
pub(crate) fn random(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}

/// `count` of the `pieces`, drawn at random.
pub(crate) fn noise(seed: u64, count: usize, pieces: &[&str]) -> String {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut draw = || pieces[(random(&mut state) % pieces.len() as u64) as usize];
    (0..count).map(|_| draw()).collect()
}
