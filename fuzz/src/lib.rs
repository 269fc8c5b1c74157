//! What the fuzz targets check, apart from libFuzzer: `crates/spacy/tests/corpus.rs` takes the
//! same functions through the corpus at every test.
//!
//! A check panics when something is wrong. What is wrong is also a panic of the crate itself,
//! and an input that takes endless time or memory, which libFuzzer sees.

pub mod small;

mod answer;
mod files;
mod folder;
mod msgpack;
mod patterns;
mod texts;

pub use answer::{check_error, check_model};
pub use files::{Configs, Files};
pub use folder::Folder;
pub use patterns::Patterns;
pub use texts::{Texts, installed, installed_rules, installed_tokenizer};

/// The text that a model is asked to read once it is loaded.
pub const TEXT: &str = "Envoy Lia Torm's 2nd (well-known) plan, at 10 a.m., won't \u{201c}end\u{201d} it.\n\nSee www.plan.example/a?b=1: they  agreed\u{2026} 👩‍🚀 e\u{301} Men plans. L'an passé, parlons de chevaux à M. Torm. ¿Las órdenes? Dígamelo: duermo 12.500,5 km.";
