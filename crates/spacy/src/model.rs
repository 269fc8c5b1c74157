//! A loaded pipeline: reads the package folder and runs its components over texts.

use std::path::Path;
use std::sync::{Arc, Mutex};

use crate::batch::Batch;
use crate::beside::beside;
use crate::config::Config;
use crate::error::{read_bytes, read_json};
use crate::lexeme::Norms;
use crate::pipes::Pipe;
use crate::scratch::Scratch;
use crate::stream::Stream;
use crate::tokenizer::Tokenizer;
use crate::{Doc, Error, Label};

/// Bytes of texts that go through the layers together: some thousand tokens, enough to keep the
/// processor busy and few enough to stay near it.
const TOGETHER: usize = 16 << 10;

/// How many threads' scratch is kept, some 20 MB each for a pipeline as large as spaCy's `sm` ones.
const MOST_SPARE: usize = 16;

/// What a pipeline says of itself in `meta.json`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// Language, as its ISO 639-1 code: `en`.
    pub lang: String,
    /// Name without the language: `core_web_sm`.
    pub name: String,
    /// Version of the package: `3.8.0`.
    pub version: String,
}

/// A trained spaCy v3 CNN pipeline, ready to read texts.
///
/// Can be shared between threads; a clone is the same model, not a copy of it. For each thread that
/// reads at the same time as others it keeps some memory for the next texts, for 16 threads at most:
/// about 20 MB each with a pipeline as large as spaCy's `sm` packages.
#[derive(Clone, Debug)]
pub struct Model(Arc<Pipeline>);

#[derive(Debug)]
struct Pipeline {
    meta: Meta,
    lang: Label,
    tokenizer: Tokenizer,
    norms: Norms,
    pipes: Vec<Pipe>,
    /// Scratch of threads that are not reading just now.
    spare: Mutex<Vec<Scratch>>,
}

impl Model {
    /// Loads the pipeline from its package folder, the one that holds `config.cfg`.
    ///
    /// # Errors
    ///
    /// When a file is missing or damaged, or when the pipeline has a component, an architecture
    /// or an option that is not supported. The error names the file and what was expected.
    pub fn load(dir: impl AsRef<Path>) -> Result<Model, Error> {
        let dir = dir.as_ref();
        let config = Config::read(&dir.join("config.cfg"))?;
        check_tokenizer(&config)?;
        let tokenizer = dir.join("tokenizer");
        let lookups = dir.join("vocab").join("lookups.bin");
        let meta = read_meta(&dir.join("meta.json"))?;
        // The tokenizer's patterns may take as long to compile as all the rest does to read.
        let (tokenizer, pipes) = beside(
            &|| Tokenizer::read(&tokenizer, &read_bytes(&tokenizer)?),
            || Pipe::load_all(dir, &config),
        );
        Ok(Model(Arc::new(Pipeline {
            lang: Label::from(&*meta.lang),
            meta,
            tokenizer: tokenizer?,
            norms: Norms::read(&lookups, &read_bytes(&lookups)?)?,
            pipes: pipes?,
            spare: Mutex::default(),
        })))
    }

    /// Reads one text. Works on any text, and never panics.
    pub fn parse(&self, text: &str) -> Doc {
        self.parse_batch(&[text]).pop().unwrap_or_default()
    }

    /// Reads several texts on the thread that calls it, short ones together: some 16 KiB of them
    /// go through each layer at once. Gives the same as [`Model::parse`] on each.
    pub fn parse_batch(&self, texts: &[&str]) -> Vec<Doc> {
        let model = &*self.0;
        // A lock that another thread broke costs what is kept, no more.
        let spare = model.spare.lock().ok().and_then(|mut spare| spare.pop());
        let mut scratch = spare.unwrap_or_default();
        let mut docs = Vec::with_capacity(texts.len());
        let mut rest = texts;
        while !rest.is_empty() {
            let (some, others) = rest.split_at(together(rest));
            let mut batch = Batch::new(some, &model.tokenizer, &model.norms, scratch);
            for pipe in &model.pipes {
                pipe.run(&mut batch);
            }
            let (read, kept) = batch.finish(&model.lang);
            docs.extend(read);
            (rest, scratch) = (others, kept);
        }
        if let Ok(mut spare) = model.spare.lock()
            && spare.len() < MOST_SPARE
        {
            spare.push(scratch);
        }
        docs
    }

    /// Reads a stream of texts on all processors, which gives the documents in the order of the
    /// texts. Gives the same as [`Model::parse`] on each.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), spacy::Error> {
    /// let model = spacy::Model::load("en_core_web_sm-3.8.0")?;
    /// let lines = std::io::stdin().lines().map_while(Result::ok);
    /// for doc in model.pipe(lines).threads(2) {
    ///     println!("{} tokens", doc.tokens().len());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn pipe<T>(&self, texts: T) -> Stream<T::IntoIter>
    where
        T: IntoIterator<Item: Into<String>>,
    {
        Stream::new(self.clone(), texts.into_iter())
    }

    /// What the pipeline says of itself.
    pub fn meta(&self) -> &Meta {
        &self.0.meta
    }
}

/// How many texts are read at once: one at least.
fn together(texts: &[&str]) -> usize {
    let mut bytes = 0;
    let fit = texts.iter().take_while(|text| {
        bytes += text.len();
        bytes <= TOGETHER
    });
    fit.count().max(1)
}

fn read_meta(path: &Path) -> Result<Meta, Error> {
    let meta = read_json(path)?;
    let field = |name: &str| {
        let text = meta.get(name).and_then(|value| value.as_str());
        let text = text.ok_or_else(|| Error::format(path, format!("a string `{name}` expected")));
        text.map(str::to_owned)
    };
    Ok(Meta {
        lang: field("lang")?,
        name: field("name")?,
        version: field("version")?,
    })
}

/// The tokenizer may stand in a section of its own or as a JSON object in `[nlp]`.
fn check_tokenizer(config: &Config) -> Result<(), Error> {
    let known = "spacy.Tokenizer.v1";
    let inline = config.get("nlp", "tokenizer")?;
    match inline.as_ref().and_then(|value| value.get("@tokenizers")) {
        Some(name) if name == known => Ok(()),
        Some(_) => Err(config.unsupported("nlp", "tokenizer", known)),
        None => config
            .one_of("nlp.tokenizer", "@tokenizers", &[known])
            .map(|_| ()),
    }
}
