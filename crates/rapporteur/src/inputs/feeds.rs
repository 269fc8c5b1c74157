//! Feeds: their items, each an article. `stream -> Input`

use std::io::Read;

use account::pages::feed::{self, At, Damage, Extent, Feed, Found, Item};

use super::fields::Fields;
use super::files::said;
use super::{Input, Problem};

/// Bytes that are read at a time.
const STEP: u64 = 64 * 1024;

/// Bytes of a JSON Feed that are read.
const MAX_JSON: u64 = 64 << 20;

/// The items of one feed.
pub(super) struct Feeds {
    /// The path as given.
    shown: String,
    from: From,
    /// Items so far, those of them that are a summary only, and those without any text.
    items: u64,
    summaries: u64,
    empty: u64,
    /// Whether the last bytes were read.
    ended: bool,
    /// Whether it was said, or is clear from what was, why there is no item.
    explained: bool,
}

enum From {
    Xml(Box<Feed>, Box<dyn Read + Send>),
    Json(std::vec::IntoIter<Found>),
}

impl Feeds {
    /// The items of RSS, Atom or RDF, read as they are asked for.
    pub(super) fn of_xml(shown: &str, stream: Box<dyn Read + Send>) -> Self {
        Self::new(shown, From::Xml(Box::default(), stream))
    }

    /// The items of a JSON Feed; the error is the reason for a person.
    pub(super) fn of_json(shown: &str, stream: impl Read) -> Result<Self, String> {
        let mut bytes = Vec::new();
        let read = stream.take(MAX_JSON + 1).read_to_end(&mut bytes);
        read.map_err(|error| said(&error))?;
        if bytes.len() as u64 > MAX_JSON {
            return Err(format!("a feed longer than {} MiB", MAX_JSON >> 20));
        }
        let found = feed::json(&bytes).into_iter();
        Ok(Self::new(shown, From::Json(found)))
    }

    fn new(shown: &str, from: From) -> Self {
        Self {
            shown: shown.to_owned(),
            from,
            items: 0,
            summaries: 0,
            empty: 0,
            ended: false,
            explained: false,
        }
    }

    /// What is found next; the error ends the feed.
    fn found(&mut self) -> Option<Result<Found, String>> {
        let (feed, stream) = match &mut self.from {
            From::Json(found) => return found.next().map(Ok),
            From::Xml(feed, stream) => (feed, stream),
        };
        loop {
            if let Some(found) = feed.next_found() {
                return Some(Ok(found));
            }
            if self.ended {
                return None;
            }
            let mut bytes = Vec::new();
            match stream.by_ref().take(STEP).read_to_end(&mut bytes) {
                Ok(0) => {
                    feed.end();
                    self.ended = true;
                }
                Ok(_) => feed.take(&bytes),
                Err(error) => {
                    feed.end();
                    self.ended = true;
                    return Some(Err(said(&error)));
                }
            }
        }
    }

    /// The article of an item; nothing where it has no text.
    fn article(&mut self, item: Item) -> Option<Input> {
        self.items += 1;
        match item.extent {
            Extent::Whole => {}
            Extent::Summary => self.summaries += 1,
            Extent::Nothing => {
                self.empty += 1;
                return None;
            }
        }
        let id = format!("{}:{}", self.shown, self.items);
        Some(Fields::of_item(item, &id))
    }

    fn damage(&mut self, damage: Damage) -> Problem {
        let shown = &self.shown;
        let at = match damage.at {
            At::Place(place) => format!("{shown}, line {} (byte {})", place.line, place.byte),
            At::Item(number) => {
                self.items += 1;
                format!("{shown}, item {number}")
            }
            At::Feed => return Problem::remark(&**shown, damage.reason),
        };
        self.explained = true;
        Problem::new(at, damage.reason)
    }

    /// What is to be said of the whole feed, once.
    fn closing(&mut self) -> Option<Problem> {
        if !std::mem::replace(&mut self.explained, true) && self.items == 0 {
            return Some(Problem::new(&*self.shown, "a feed without items"));
        }
        let (items, empty) = (self.items, std::mem::take(&mut self.empty));
        if empty > 0 {
            let reason = format!("{empty} of {items} items have no text; left out");
            return Some(Problem::new(&*self.shown, reason));
        }
        let summaries = std::mem::take(&mut self.summaries);
        let reason =
            format!("{summaries} of {items} items are summaries, and no more is in the feed");
        (summaries > 0).then(|| Problem::remark(&*self.shown, reason))
    }
}

impl Iterator for Feeds {
    type Item = Result<Input, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(found) = self.found() {
            match found {
                Ok(Found::Item(item)) => {
                    if let Some(article) = self.article(*item) {
                        return Some(Ok(article));
                    }
                }
                Ok(Found::Damage(damage)) => return Some(Err(self.damage(damage))),
                Err(reason) => return Some(Err(Problem::new(&*self.shown, reason))),
            }
        }
        self.closing().map(Err)
    }
}
