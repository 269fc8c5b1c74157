//! Runs trained spaCy v3 CNN pipelines from their own package folders: text to tokens, tags, lemmas, heads, sentences, entities.
//!
//! ```no_run
//! # fn main() -> Result<(), spacy::Error> {
//! let model = spacy::Model::load("en_core_web_sm-3.8.0")?;
//! let doc = model.parse("Envoy Lia Torm met the rebels' leaders in Oslo.");
//! for token in doc.tokens() {
//!     println!("{} {} {} of {}", token.text(), token.pos, token.dep, token.head().text());
//! }
//! for entity in doc.entities() {
//!     println!("{} {}", entity.text(), entity.label());
//! }
//! println!("{}", doc.to_conllu());
//! # Ok(())
//! # }
//! ```
//!
//! A [`Model`] is loaded from its folder and reads texts, one by one or as a stream on all processors
//! ([`Model::pipe`]); a [`Doc`] is a text with all that is
//! said of it. From there [`TokenRef`] leads from token to token, and [`Span`] is a sentence, an
//! entity or a noun chunk. Inside, a text goes this way:
//!
//! ```text
//! folder -> Model::load
//! text -> tokenizer -> the components of the pipeline, in its own order -> Doc
//! ```
//!
//! The output is that of spaCy itself, of which no line is copied here. `cargo xtask parity`
//! compares the two over real text.
//!
//! Offsets are bytes of the text; [`Doc::code_points`] translates them for readers that count as
//! Python does.

mod batch;
mod beside;
mod config;
mod doc;
mod error;
mod layers;
mod lexeme;
mod model;
mod msgpack;
mod pipes;
mod scratch;
mod stream;
mod strings;
mod tokenizer;
mod weights;

pub use doc::{CodePoints, Doc, Features, Iob, Label, Span, Token, TokenRef, Tokens};
pub use error::Error;
pub use model::{Meta, Model};
pub use stream::Stream;
