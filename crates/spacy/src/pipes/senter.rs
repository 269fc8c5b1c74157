//! Sentence recogniser: whether a sentence begins at a token, by its vector alone.
//!
//! The method is that of spaCy's `SentenceRecognizer` (API documentation of the same name): a
//! tagger with the labels "inside" and "start".

use crate::Error;
use crate::batch::Batch;
use crate::config::Config;

use super::Source;
use super::classifier::Classifier;

/// The component `senter`.
#[derive(Debug)]
pub(crate) struct Senter {
    classifier: Classifier,
    task: Task,
}

/// What is left to do, after the components before.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Task {
    /// The parser has found the sentences, and they are kept.
    Nothing,
    Sentences,
}

impl Senter {
    pub(super) fn load(source: &Source) -> Result<Senter, Error> {
        let config = source.config;
        let cfg = crate::error::read_json(&source.file("cfg"))?;
        let overwrite = match cfg.get("overwrite").and_then(|value| value.as_bool()) {
            Some(overwrite) => overwrite,
            None => config.flag(&source.section(""), "overwrite")?,
        };
        let task = task(config, source.name, overwrite)?;
        Ok(Senter {
            classifier: Classifier::load(source, 2)?,
            task,
        })
    }

    pub(super) fn run(&self, batch: &mut Batch) {
        if self.task == Task::Nothing {
            return;
        }
        let best = self.classifier.best(batch);
        for span in batch.spans().to_vec() {
            // Whatever the network says, a text begins with a sentence.
            for i in span.clone() {
                batch.tokens[i].sentence_start = best[i] == 1 || i == span.start;
            }
        }
    }
}

/// What the component of this name has to do where the pipeline has a parser too.
fn task(config: &Config, name: &str, overwrite: bool) -> Result<Task, Error> {
    let names = config.strings("nlp", "pipeline")?;
    let disabled = config.strings("nlp", "disabled")?;
    let parser = names.iter().position(|name| {
        let factory = config.get(&format!("components.{name}"), "factory");
        !disabled.contains(name) && factory.ok().flatten().is_some_and(|f| f == "parser")
    });
    let own = names.iter().position(|other| other == name);
    match parser {
        // A parser would have to keep to sentences that it has not found.
        Some(_) if parser > own => {
            let supported = "a sentence recogniser without a parser after it";
            Err(config.unsupported(&format!("components.{name}"), "factory", supported))
        }
        Some(_) if !overwrite => Ok(Task::Nothing),
        _ => Ok(Task::Sentences),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(pipeline: &str, disabled: &str, overwrite: bool) -> Result<Task, String> {
        let text = format!(
            "[nlp]\npipeline = {pipeline}\ndisabled = {disabled}\n\
             [components.tree]\nfactory = \"parser\"\n[components.s]\nfactory = \"senter\"\n"
        );
        let config = Config::from_text(std::path::Path::new("config.cfg"), &text).unwrap();
        super::task(&config, "s", overwrite).map_err(|error| error.to_string())
    }

    #[test]
    fn sentences_of_a_parser_before_are_kept_unless_overwritten() {
        assert_eq!(task(r#"["tree", "s"]"#, "[]", false), Ok(Task::Nothing));
        assert_eq!(task(r#"["tree", "s"]"#, "[]", true), Ok(Task::Sentences));
        assert_eq!(
            task(r#"["tree", "s"]"#, r#"["tree"]"#, false),
            Ok(Task::Sentences)
        );
        assert_eq!(task(r#"["s"]"#, "[]", false), Ok(Task::Sentences));
    }

    #[test]
    fn a_parser_after_is_refused() {
        let error = task(r#"["s", "tree"]"#, "[]", false).unwrap_err();
        assert!(
            error.contains("component `s`, factory \"senter\""),
            "{error}"
        );
        assert_eq!(
            task(r#"["s", "tree"]"#, r#"["tree"]"#, false),
            Ok(Task::Sentences)
        );
    }
}
