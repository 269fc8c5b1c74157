//! Runs trained spaCy v3 CNN pipelines from their own package folders: text to tokens, tags, lemmas, heads, sentences, entities.
//!
//! ```text
//! folder -> Model::load
//! text -> tokenizer -> tok2vec -> tagger, parser, attribute ruler, lemmatizer, ner -> Doc
//! ```
//!
//! The output is that of spaCy itself, of which no line is copied here. `cargo xtask parity`
//! compares the two over real text.

mod batch;
mod config;
mod doc;
mod error;
mod layers;
mod lexeme;
mod model;
mod msgpack;
mod pipes;
mod scratch;
mod strings;
mod tokenizer;
mod weights;

pub use doc::{CodePoints, Doc, Features, Iob, Label, Span, Token, TokenRef, Tokens};
pub use error::Error;
pub use model::{Meta, Model};
