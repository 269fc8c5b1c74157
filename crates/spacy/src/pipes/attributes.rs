//! The attributes of a word that a network sees, and how each becomes part of its vector
//! (spaCy's architecture `MultiHashEmbed`).

use crate::Error;
use crate::batch::Word;
use crate::layers::{Embed, HashEmbed, StaticVectors};
use crate::weights::Weights;

use super::Source;

/// An attribute of tokens that is embedded.
#[derive(Clone, Copy, Debug)]
pub(super) enum Attr {
    Orth,
    Lower,
    Norm,
    Prefix,
    Suffix,
    Shape,
    Spacy,
    IsSpace,
}

impl Attr {
    fn named(name: &str) -> Option<Attr> {
        Some(match name {
            "ORTH" => Attr::Orth,
            "LOWER" => Attr::Lower,
            "NORM" => Attr::Norm,
            "PREFIX" => Attr::Prefix,
            "SUFFIX" => Attr::Suffix,
            "SHAPE" => Attr::Shape,
            "SPACY" => Attr::Spacy,
            "IS_SPACE" => Attr::IsSpace,
            _ => return None,
        })
    }

    /// What the embedding of this attribute knows a word by.
    pub(super) fn of(self, word: &Word) -> u64 {
        match self {
            Attr::Orth => word.lexeme.orth,
            Attr::Lower => word.lexeme.lower,
            Attr::Norm => word.norm,
            Attr::Prefix => word.lexeme.prefix,
            Attr::Suffix => word.lexeme.suffix,
            Attr::Shape => word.lexeme.shape,
            Attr::Spacy => u64::from(word.space_after),
            Attr::IsSpace => u64::from(word.lexeme.is_space),
        }
    }
}

/// The attributes that are embedded, each with its table; static vectors, if any, come last.
pub(super) fn read_embeds(
    source: &Source,
    section: &str,
    weights: &Weights,
) -> Result<Vec<(Attr, Embed)>, Error> {
    let config = source.config;
    let names = config.strings(section, "attrs")?;
    let attrs: Option<Vec<Attr>> = names.iter().map(|name| Attr::named(name)).collect();
    let supported = "ORTH, LOWER, NORM, PREFIX, SUFFIX, SHAPE, SPACY, IS_SPACE";
    let attrs = attrs.ok_or_else(|| config.unsupported(section, "attrs", supported))?;
    let (hashes, vectors) = (weights.named("hashembed"), weights.named("static_vectors"));
    let count = usize::from(config.flag(section, "include_static_vectors")?);
    if hashes.len() != attrs.len() || attrs.is_empty() || vectors.len() != count {
        let what = format!(
            "{} nodes hashembed and {count} static_vectors expected",
            attrs.len()
        );
        return Err(Error::format(weights.path(), what));
    }
    let hashes = hashes.into_iter().map(HashEmbed::new);
    let hashes = hashes.map(|embed| embed.map(Embed::Hash));
    let vectors = vectors.into_iter().map(|node| {
        let vectors = StaticVectors::new(node, source.vectors.get()?)?;
        Ok(Embed::Static(vectors))
    });
    let embeds: Vec<Embed> = hashes.chain(vectors).collect::<Result<_, Error>>()?;
    // Vectors belong to words as they are written.
    let attrs = attrs.into_iter().chain([Attr::Orth]);
    Ok(attrs.zip(embeds).collect())
}
