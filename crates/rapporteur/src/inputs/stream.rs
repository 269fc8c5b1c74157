//! Many articles in one stream: JSON Lines, and JSON lists.

use std::io::{BufRead, BufReader, Read};

use super::fields::article;
use super::files::said;
use super::{Input, Problem};

/// Bytes of one line that are read: a longer line is left out.
const MAX_LINE: usize = 32 << 20;

/// Bytes of a JSON file that are read.
const MAX_JSON: u64 = 256 << 20;

/// The articles of one stream.
pub(crate) struct Lines {
    /// The path as given.
    place: String,
    from: From,
    number: u64,
    /// Whether anything was found.
    found: bool,
}

enum From {
    Stream(Box<dyn BufRead + Send>),
    List(std::vec::IntoIter<serde_json::Value>),
    Nothing,
}

/// One line of a stream.
enum Line {
    Whole(Vec<u8>),
    TooLong,
    End,
}

impl Lines {
    /// JSON Lines from a stream that `place` names.
    pub(crate) fn new(place: &str, stream: Box<dyn Read + Send>) -> Self {
        Self {
            place: place.to_owned(),
            from: From::Stream(Box::new(BufReader::new(stream))),
            number: 0,
            found: false,
        }
    }

    /// A JSON file: one article, a list of articles, or JSON Lines under the wrong name.
    pub(crate) fn of_json(place: &str, stream: impl Read) -> Result<Self, String> {
        let mut bytes = Vec::new();
        let read = stream.take(MAX_JSON + 1).read_to_end(&mut bytes);
        read.map_err(|error| said(&error))?;
        if bytes.len() as u64 > MAX_JSON {
            return Err(format!(
                "longer than {} MiB; write one article a line (.jsonl) to have it read piece by piece",
                MAX_JSON >> 20
            ));
        }
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        let list = match serde_json::from_slice(bytes) {
            Ok(serde_json::Value::Array(list)) => list,
            Ok(value) => vec![value],
            Err(error) => {
                let values = serde_json::Deserializer::from_slice(bytes).into_iter();
                let list: Result<Vec<serde_json::Value>, _> = values.collect();
                list.map_err(|_| format!("no JSON: {error}"))?
            }
        };
        Ok(Self {
            place: place.to_owned(),
            from: From::List(list.into_iter()),
            number: 0,
            found: false,
        })
    }

    fn place_of_line(&self) -> String {
        format!("{}, line {}", self.place, self.number)
    }

    /// The article of one line.
    fn line(&self, line: &[u8]) -> Result<Input, Problem> {
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        let value = serde_json::from_slice(line).map_err(|error| {
            Problem::new(
                self.place_of_line(),
                format!(
                    "no JSON (column {}: {}); expected an article such as {{\"id\": \"…\", \"text\": \"…\"}}",
                    error.column(),
                    words(&error)
                ),
            )
        })?;
        self.value(value)
    }

    fn value(&self, value: serde_json::Value) -> Result<Input, Problem> {
        let id = format!("{}:{}", self.place, self.number);
        article(value, &id).map_err(|reason| Problem::new(self.place_of_line(), reason))
    }

    fn next_of_stream(&mut self) -> Option<Result<Input, Problem>> {
        loop {
            let From::Stream(stream) = &mut self.from else {
                return None;
            };
            self.number += 1;
            match next_line(stream.as_mut()) {
                Ok(Line::End) => return None,
                Ok(Line::Whole(line)) if line.trim_ascii().is_empty() => {}
                Ok(Line::Whole(line)) => return Some(self.line(&line)),
                Ok(Line::TooLong) => {
                    let reason = format!("longer than {} MiB", MAX_LINE >> 20);
                    return Some(Err(Problem::new(self.place_of_line(), reason)));
                }
                Err(error) => {
                    self.from = From::Nothing;
                    return Some(Err(Problem::new(self.place_of_line(), said(&error))));
                }
            }
        }
    }

    fn next_of_list(&mut self) -> Option<Result<Input, Problem>> {
        let From::List(list) = &mut self.from else {
            return None;
        };
        let value = list.next()?;
        self.number += 1;
        // A file that holds one article gives it its own name.
        if self.number == 1 && list.len() == 0 {
            let named = article(value, &self.place);
            return Some(named.map_err(|reason| Problem::new(self.place.clone(), reason)));
        }
        Some(self.value(value))
    }
}

impl Iterator for Lines {
    type Item = Result<Input, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = match self.from {
            From::Nothing => None,
            From::Stream(_) => self.next_of_stream(),
            From::List(_) => self.next_of_list(),
        };
        let first = !std::mem::replace(&mut self.found, true);
        let none = || Err(Problem::new(&*self.place, "no article in it"));
        next.or_else(|| first.then(none))
    }
}

/// The next line without its end, in bounded memory.
fn next_line(stream: &mut dyn BufRead) -> std::io::Result<Line> {
    let mut line = Vec::new();
    let read = stream
        .take(MAX_LINE as u64 + 1)
        .read_until(b'\n', &mut line)?;
    if read == 0 {
        return Ok(Line::End);
    }
    if read <= MAX_LINE || line.ends_with(b"\n") {
        return Ok(Line::Whole(line));
    }
    drop(line);
    loop {
        let buffer = stream.fill_buf()?;
        let (used, found) = match buffer.iter().position(|byte| *byte == b'\n') {
            Some(at) => (at + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        stream.consume(used);
        if found {
            return Ok(Line::TooLong);
        }
    }
}

/// What is wrong with JSON, without the place.
fn words(error: &serde_json::Error) -> String {
    let whole = error.to_string();
    whole.split(" at line ").next().unwrap_or(&whole).to_owned()
}
