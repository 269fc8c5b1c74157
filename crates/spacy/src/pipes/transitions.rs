//! What the parser and the entity recogniser share: both read a text from left to right, score
//! the moves they could make and take the best one that is allowed (`TransitionBasedParser`).

use std::path::Path;

use serde_json::Value as Json;

use crate::Error;
use crate::batch::Batch;
use crate::error::read_json;
use crate::layers::{Linear, Lower, LowerCache, Matrix};
use crate::msgpack::{self, Value};
use crate::weights::Weights;

use super::Source;
use super::tok2vec::Vectors;

/// The network that scores moves.
#[derive(Debug)]
pub(super) struct Scorer {
    vectors: Vectors,
    reduce: Linear,
    lower: Lower,
    upper: Option<Linear>,
}

impl Scorer {
    /// Reads the network of a component whose states have this many places.
    pub(super) fn load(source: &Source, state_type: &str, places: usize) -> Result<Scorer, Error> {
        let has_upper = check_config(source, state_type)?;
        check_cfg(&source.file("cfg"))?;
        let path = source.file("model");
        let bytes = crate::error::read_bytes(&path)?;
        let weights = Weights::read(&path, &bytes)?;
        let vectors = Vectors::load(source, &weights)?;
        let wanted = |name: &str| Error::format(&path, format!("a node `{name}` expected"));
        let lower = weights.referred("lower").ok_or_else(|| wanted("lower"))?;
        let lower = Lower::new(lower, places)?;
        let upper = has_upper.then(|| weights.referred("upper").ok_or_else(|| wanted("upper")));
        let upper = upper.transpose()?;
        // The other linear node stands at the end of the token vectors.
        let others = weights.named("linear").into_iter();
        let mut others =
            others.filter(|node| upper.is_none_or(|upper| upper.index() != node.index()));
        let reduce = others.next().ok_or_else(|| wanted("linear"))?;
        let reduce = Linear::new(reduce, vectors.width())?;
        if reduce.outputs() != lower.inputs() {
            return Err(Error::format(
                &path,
                "layers `linear` and `lower` that fit together expected",
            ));
        }
        let upper = upper
            .map(|node| Linear::new(node, lower.outputs()))
            .transpose()?;
        Ok(Scorer {
            vectors,
            reduce,
            lower,
            upper,
        })
    }

    /// Moves that are scored.
    pub(super) fn moves(&self) -> usize {
        self.upper
            .as_ref()
            .map_or(self.lower.outputs(), Linear::outputs)
    }

    /// The tokens' vectors, as the hidden layer takes them.
    pub(super) fn tokens(&self, batch: &mut Batch) -> Matrix {
        self.vectors.through(&self.reduce, batch)
    }

    /// Begins to score the states over these tokens. The buffer's numbers do not matter.
    pub(super) fn scores<'a>(&'a self, tokens: &'a Matrix, buffer: Vec<f32>) -> Scores<'a> {
        Scores {
            upper: self.upper.as_ref(),
            scores: vec![0.0; self.moves()],
            cache: LowerCache::new(&self.lower, tokens, buffer),
        }
    }
}

/// Scores states one after the other.
pub(super) struct Scores<'a> {
    upper: Option<&'a Linear>,
    cache: LowerCache<'a>,
    scores: Vec<f32>,
}

impl Scores<'_> {
    /// The buffer, for the next use.
    pub(super) fn into_buffer(self) -> Vec<f32> {
        self.cache.into_buffer()
    }

    /// The best of the moves that are allowed, the first of equals; `None` when none is.
    pub(super) fn best(
        &mut self,
        places: &[Option<usize>],
        allowed: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let scores = &mut self.scores;
        self.cache.scores(places, self.upper, scores);
        let mut best: Option<usize> = None;
        for (i, score) in scores.iter().enumerate() {
            if best.is_none_or(|best| *score > scores[best]) && allowed(i) {
                best = Some(i);
            }
        }
        best
    }
}

/// Refuses a network of another kind; says whether this one has an upper layer.
fn check_config(source: &Source, state_type: &str) -> Result<bool, Error> {
    let (config, section) = (source.config, source.section("model"));
    config.one_of(
        &section,
        "@architectures",
        &["spacy.TransitionBasedParser.v2"],
    )?;
    config.one_of(&section, "state_type", &[state_type])?;
    if config.flag(&section, "extra_state_tokens")? {
        return Err(config.unsupported(&section, "extra_state_tokens", "false"));
    }
    config.flag(&section, "use_upper")
}

/// Refuses settings in the file `cfg` that change what is read.
fn check_cfg(path: &Path) -> Result<(), Error> {
    let cfg = read_json(path)?;
    let beam = cfg.get("beam_width").and_then(Json::as_u64).unwrap_or(1);
    if beam != 1 {
        return Err(Error::unsupported(
            path,
            format!("beam_width {beam}; supported: 1"),
        ));
    }
    if cfg.get("learn_tokens").and_then(Json::as_bool) == Some(true) {
        return Err(Error::unsupported(
            path,
            "learn_tokens true; supported: false",
        ));
    }
    Ok(())
}

/// The moves in the file `moves`, each with the number of its action and its label, in the
/// order of their scores: by action, then by how often they were seen in training.
pub(super) fn read_moves(path: &Path) -> Result<Vec<(u8, String)>, Error> {
    let wrong = || Error::format(path, "counts of labels by action expected in `moves`");
    let bytes = crate::error::read_bytes(path)?;
    let value = msgpack::read(&bytes).map_err(|expected| Error::format(path, expected))?;
    let json = value
        .get("moves")
        .and_then(Value::as_str)
        .ok_or_else(wrong)?;
    let json: serde_json::Map<String, Json> = serde_json::from_str(json).map_err(|_| wrong())?;
    let mut actions: Vec<(&String, &Json)> = json.iter().collect();
    actions.sort_by_key(|(action, _)| *action);
    let mut moves: Vec<(u8, String)> = Vec::new();
    // Labels that were added after training have counts below zero and come last.
    let mut added: Vec<(i64, &String, u8)> = Vec::new();
    for (action, counts) in actions {
        let action: u8 = action.parse().map_err(|_| wrong())?;
        let counts = counts.as_object().ok_or_else(wrong)?.iter();
        let counts: Option<Vec<_>> = counts
            .map(|(label, n)| Some((n.as_i64()?, label)))
            .collect();
        let mut counts = counts.ok_or_else(wrong)?;
        counts.sort_by(|a, b| b.cmp(a));
        for (count, label) in counts {
            if count < 0 {
                added.push((count, label, action));
            } else {
                moves.push((action, label.clone()));
            }
        }
    }
    // A stable sort: a label's actions stay in their order.
    added.sort_by(|a, b| (b.0, b.1).cmp(&(a.0, a.1)));
    for (_, label, action) in added {
        let new = (action, label.clone());
        if !moves.contains(&new) {
            moves.push(new);
        }
    }
    Ok(moves)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moves(name: &str, json: &str) -> Result<Vec<(u8, String)>, Error> {
        let path = std::env::temp_dir().join(format!("spacy-moves-{}-{name}", std::process::id()));
        let mut bytes = b"\x81\xa5moves\xd9".to_vec();
        bytes.push(json.len() as u8);
        bytes.extend_from_slice(json.as_bytes());
        std::fs::write(&path, bytes).unwrap();
        let moves = read_moves(&path);
        std::fs::remove_file(&path).unwrap();
        moves
    }

    #[test]
    fn moves_stand_by_action_and_count() {
        let json = r#"{"2":{"a":5,"c":9,"b":5,"late":-1},"0":{"":7},"3":{"late":-1,"x":0}}"#;
        let found = moves("order", json).unwrap();
        let expected = [
            (0, ""),
            (2, "c"),
            (2, "b"),
            (2, "a"),
            (3, "x"),
            (2, "late"),
            (3, "late"),
        ];
        assert_eq!(
            found,
            expected.map(|(action, label)| (action, label.to_owned()))
        );
    }

    #[test]
    fn moves_of_another_form_are_refused() {
        for (name, json) in [
            ("list", "[]"),
            ("action", r#"{"x":{}}"#),
            ("count", r#"{"0":{"a":"b"}}"#),
        ] {
            let error = moves(name, json).unwrap_err().to_string();
            assert!(error.contains("counts of labels"), "{error}");
        }
    }
}
