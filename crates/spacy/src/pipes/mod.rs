//! The components of a pipeline, in the order in which its `config.cfg` names them.

mod arc_eager;
mod attribute_ruler;
mod attributes;
mod classifier;
mod group;
mod lemmatizer;
mod morphologizer;
mod ner;
mod network;
mod parser;
mod projective;
mod senter;
mod tagger;
mod tok2vec;
mod transitions;
mod words;

use std::cell::Cell;
use std::path::Path;

use crate::Error;
use crate::batch::Batch;
use crate::config::Config;
use crate::layers::Tables;
use attribute_ruler::AttributeRuler;
use lemmatizer::Lemmatizer;
use morphologizer::Morphologizer;
use ner::Ner;
use parser::Parser;
use senter::Senter;
use tagger::Tagger;
use tok2vec::Tok2Vec;
pub(crate) use words::Memory;

/// The factories of components that are supported.
const FACTORIES: &str =
    "tok2vec, tagger, morphologizer, parser, senter, attribute_ruler, lemmatizer, ner";

/// Longest name of a folder that systems know, in bytes.
const MAX_NAME: usize = 255;

/// One component of a pipeline.
#[derive(Debug)]
pub(crate) enum Pipe {
    Tok2Vec(Tok2Vec),
    Tagger(Tagger),
    Morphologizer(Morphologizer),
    Parser(Parser),
    Senter(Senter),
    AttributeRuler(AttributeRuler),
    Lemmatizer(Lemmatizer),
    Ner(Ner),
}

impl Pipe {
    /// Loads every component that is not disabled. Whatever is not supported is refused here,
    /// by its name.
    pub(crate) fn load_all(dir: &Path, config: &Config) -> Result<Vec<Pipe>, Error> {
        let disabled = config.strings("nlp", "disabled")?;
        let names = config.strings("nlp", "pipeline")?;
        let mut pipes = Vec::new();
        let mut shared_width = None;
        let memories = Cell::new(0);
        let vectors = Tables::new(dir.join("vocab"));
        for name in names.iter().filter(|name| !disabled.contains(name)) {
            let is_path = matches!(&**name, "" | "." | "..") || name.contains(['/', '\\']);
            if is_path || name.len() > MAX_NAME {
                let supported = "names of folders";
                return Err(config.unsupported("nlp", "pipeline", supported));
            }
            let source = Source {
                dir: dir.join(name),
                config,
                name,
                shared_width,
                memories: &memories,
                vectors: &vectors,
            };
            let pipe = Pipe::load(&source)?;
            // A second one would have to keep to what the first one found.
            if matches!(pipe, Pipe::Ner(_)) && pipes.iter().any(|pipe| matches!(pipe, Pipe::Ner(_)))
            {
                let section = source.section("");
                return Err(config.unsupported(&section, "factory", "one `ner` in a pipeline"));
            }
            if let Pipe::Tok2Vec(tok2vec) = &pipe {
                shared_width = Some(tok2vec.width());
            }
            pipes.push(pipe);
        }
        Ok(pipes)
    }

    fn load(source: &Source) -> Result<Pipe, Error> {
        let factory = source.config.get(&source.section(""), "factory")?;
        Ok(match factory.as_ref().and_then(|value| value.as_str()) {
            Some("tok2vec") => Pipe::Tok2Vec(Tok2Vec::load(source)?),
            Some("tagger") => Pipe::Tagger(Tagger::load(source)?),
            Some("morphologizer") => Pipe::Morphologizer(Morphologizer::load(source)?),
            Some("parser") => Pipe::Parser(Parser::load(source)?),
            Some("senter") => Pipe::Senter(Senter::load(source)?),
            Some("attribute_ruler") => Pipe::AttributeRuler(AttributeRuler::load(source)?),
            Some("lemmatizer") => Pipe::Lemmatizer(Lemmatizer::load(source)?),
            Some("ner") => Pipe::Ner(Ner::load(source)?),
            _ => {
                let section = source.section("");
                return Err(source.config.unsupported(&section, "factory", FACTORIES));
            }
        })
    }

    /// Adds what the component says of the texts.
    pub(crate) fn run(&self, batch: &mut Batch) {
        match self {
            Pipe::Tok2Vec(pipe) => pipe.run(batch),
            Pipe::Tagger(pipe) => pipe.run(batch),
            Pipe::Morphologizer(pipe) => pipe.run(batch),
            Pipe::Parser(pipe) => pipe.run(batch),
            Pipe::Senter(pipe) => pipe.run(batch),
            Pipe::AttributeRuler(pipe) => pipe.run(batch),
            Pipe::Lemmatizer(pipe) => pipe.run(batch),
            Pipe::Ner(pipe) => pipe.run(batch),
        }
    }
}

/// Where a component is loaded from: its folder and its sections of the configuration.
pub(crate) struct Source<'a> {
    dir: std::path::PathBuf,
    config: &'a Config,
    name: &'a str,
    /// Width of the vectors that a component before this one shares.
    shared_width: Option<usize>,
    /// How many networks have a memory for their words so far.
    memories: &'a Cell<usize>,
    /// The pipeline's table of static vectors.
    vectors: &'a Tables,
}

impl Source<'_> {
    /// The number of a memory for the words of one more network.
    fn new_memory(&self) -> usize {
        self.memories.replace(self.memories.get() + 1)
    }

    /// The component's section of this name, `""` for its own.
    fn section(&self, name: &str) -> String {
        let dot = if name.is_empty() { "" } else { "." };
        format!("components.{}{dot}{name}", self.name)
    }

    /// A file in the component's folder.
    fn file(&self, name: &str) -> std::path::PathBuf {
        self.dir.join(name)
    }
}
