//! Pairs: texts with two spans each, a JSON line a pair. `bytes -> Pair`

use std::fs::File;
use std::io::{BufRead, BufReader, Read};

use account::articles::MAX_TEXT;
use serde::Deserialize;

use crate::commands::threads::Task;
use crate::inputs::Problem;

/// What a line holds.
pub(super) const EXPECTED: &str =
    r#"expected {"id", "text", "actor": [start, end], "recipient": [start, end]}"#;

/// Bytes of one line that are read: a longer line is left out.
const MAX_LINE: u64 = 32 << 20;

/// A text and two spans of it, in code points.
#[derive(Debug, Deserialize)]
pub(super) struct Pair {
    pub(super) id: serde_json::Value,
    pub(super) text: String,
    pub(super) actor: (u32, u32),
    pub(super) recipient: (u32, u32),
    /// The line that it stands on.
    #[serde(skip)]
    place: String,
}

impl Task for Pair {
    fn place(&self) -> String {
        self.place.clone()
    }
}

impl Pair {
    /// The pair of one line; the error is the reason for a person.
    fn of(line: &[u8]) -> Result<Self, String> {
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        let pair: Self =
            serde_json::from_slice(line).map_err(|error| format!("{error}; {EXPECTED}"))?;
        if pair.text.trim().is_empty() {
            return Err("`text` is empty".to_owned());
        }
        if pair.text.len() > MAX_TEXT {
            return Err(format!("`text` is longer than {MAX_TEXT} bytes"));
        }
        let letters: Vec<char> = pair.text.chars().collect();
        check("actor", pair.actor, &letters)?;
        check("recipient", pair.recipient, &letters)?;
        Ok(pair)
    }
}

/// Whether a span names something in the text.
fn check(name: &str, (start, end): (u32, u32), text: &[char]) -> Result<(), String> {
    if start >= end {
        return Err(format!(
            "`{name}` is [{start}, {end}], expected a start before its end"
        ));
    }
    match text.get(start as usize..end as usize) {
        None => Err(format!(
            "`{name}` is [{start}, {end}], but `text` has {} characters",
            text.len()
        )),
        Some(words) if words.iter().all(|letter| letter.is_whitespace()) => Err(format!(
            "`{name}` is [{start}, {end}], where `text` has nothing but white space"
        )),
        Some(_) => Ok(()),
    }
}

/// The pairs of a file or of standard input, read line by line.
pub(super) struct Pairs {
    shown: String,
    stream: Result<Box<dyn BufRead + Send>, Option<Problem>>,
    number: u64,
}

impl Pairs {
    /// The pairs of the file at `path`; `-` is standard input.
    pub(super) fn new(path: &str) -> Self {
        let stream: Result<Box<dyn BufRead + Send>, _> = match path {
            "-" => Ok(Box::new(BufReader::new(std::io::stdin()))),
            path => match File::open(path) {
                Ok(file) => Ok(Box::new(BufReader::new(file))),
                Err(error) => Err(Some(Problem::new(path, format!("cannot be read: {error}")))),
            },
        };
        Self {
            shown: path.to_owned(),
            stream,
            number: 0,
        }
    }

    fn place(&self) -> String {
        format!("{}, line {}", self.shown, self.number)
    }

    /// The pair of one line, or why there is none.
    fn pair(&self, line: &[u8]) -> Result<Pair, Problem> {
        let pair = Pair::of(line).map_err(|reason| Problem::new(self.place(), reason))?;
        Ok(Pair {
            place: self.place(),
            ..pair
        })
    }
}

impl Iterator for Pairs {
    type Item = Result<Pair, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let stream = match &mut self.stream {
                Ok(stream) => stream,
                Err(problem) => return problem.take().map(Err),
            };
            self.number += 1;
            match next_line(stream.as_mut()) {
                Ok(None) => return None,
                Ok(Some(Line::Whole(line))) if line.trim_ascii().is_empty() => {}
                Ok(Some(Line::Whole(line))) => return Some(self.pair(&line)),
                Ok(Some(Line::TooLong)) => {
                    let reason = format!("longer than {} MiB", MAX_LINE >> 20);
                    return Some(Err(Problem::new(self.place(), reason)));
                }
                Err(error) => {
                    self.stream = Err(None);
                    let reason = format!("cannot be read: {error}");
                    return Some(Err(Problem::new(self.place(), reason)));
                }
            }
        }
    }
}

/// One line of a stream.
enum Line {
    Whole(Vec<u8>),
    TooLong,
}

/// The next line, in bounded memory.
fn next_line(stream: &mut dyn BufRead) -> std::io::Result<Option<Line>> {
    let mut line = Vec::new();
    let read = (&mut *stream).take(MAX_LINE).read_until(b'\n', &mut line)?;
    if read == 0 {
        return Ok(None);
    }
    if read as u64 == MAX_LINE && !line.ends_with(b"\n") {
        stream.skip_until(b'\n')?;
        return Ok(Some(Line::TooLong));
    }
    Ok(Some(Line::Whole(line)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(line: &str) -> String {
        Pair::of(line.as_bytes()).unwrap_err()
    }

    #[test]
    fn spans_must_lie_in_the_text_and_hold_something() {
        let with = |actor: &str| {
            format!(
                r#"{{"id": 1, "text": "Élan  met Ana.", "actor": {actor}, "recipient": [10, 13]}}"#
            )
        };
        assert!(Pair::of(with("[0, 4]").as_bytes()).is_ok());
        assert!(Pair::of(with("[0, 14]").as_bytes()).is_ok());
        assert!(why(&with("[0, 15]")).contains("14 characters"));
        assert!(why(&with("[100, 200]")).contains("`actor` is [100, 200]"));
        assert!(why(&with("[6, 0]")).contains("a start before its end"));
        assert!(why(&with("[3, 3]")).contains("a start before its end"));
        assert!(why(&with("[4, 6]")).contains("white space"));
        assert!(why(&with("[-1, 4]")).contains("expected"));
    }

    #[test]
    fn a_text_must_say_something_and_be_no_longer_than_an_article() {
        let with = |text: &str| {
            format!(r#"{{"id": 1, "text": "{text}", "actor": [0, 1], "recipient": [0, 1]}}"#)
        };
        assert!(why(&with("")).contains("`text` is empty"));
        assert!(why(&with("  ")).contains("`text` is empty"));
        assert!(why(&with(&"a".repeat(MAX_TEXT + 1))).contains("longer"));
    }

    #[test]
    fn a_line_longer_than_the_limit_costs_only_itself() {
        let mut bytes = vec![b'a'; MAX_LINE as usize + 5];
        bytes.extend(b"\nnext\n");
        let mut stream = std::io::Cursor::new(bytes);
        assert!(matches!(next_line(&mut stream), Ok(Some(Line::TooLong))));
        let Ok(Some(Line::Whole(line))) = next_line(&mut stream) else {
            panic!("expected the next line");
        };
        assert_eq!(line, b"next\n");
    }
}
