//! Web archives (WARC 1.0 and 1.1), plain, in gzip or in zstd, to pages. `file -> Input`

mod head;
mod http;
mod place;
mod records;
mod segments;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, VecDeque};
use std::io;

use account::model::{Media, Source};
use account::pages::MAX_PAGE;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use self::head::Head;
use self::http::Answer;
use self::place::Place;
use self::records::{Item, KEPT, Record, Records};
use self::segments::{Joined, Numbered, Segments};
use super::held::Held;
use super::{Fields, Input, Problem, sniff};

/// Kinds of left out records that are counted apart; names of media types come from outside.
const MAX_KINDS: usize = 20;

/// Whether a compressed file holds an archive.
pub(super) fn holds_records(file: Held, ending: &str) -> bool {
    Records::new(file, ending).is_ok_and(|mut records| records.begins_with_a_record())
}

/// The pages of one archive.
pub(super) struct Warc {
    /// The path as given.
    shown: String,
    records: Records,
    segments: Segments,
    counts: Counts,
    /// What is to be handed on before the next record is read.
    ready: VecDeque<Result<Input, Problem>>,
    ended: bool,
}

/// How many records there were, and what became of them.
#[derive(Default)]
struct Counts {
    all: u64,
    pages: u64,
    damaged: u64,
    /// Parts that were put behind others.
    joined: u64,
    /// Those that hold no page, by what they hold.
    others: BTreeMap<String, u64>,
}

/// What a record comes to.
enum Outcome {
    /// A page, and what is to be told of it.
    Page(Source, Option<String>),
    /// No page, but what is named here.
    Other(String),
    Damaged(String),
}

impl Warc {
    pub(super) fn new(shown: &str, file: Held, ending: &str) -> io::Result<Self> {
        Ok(Self {
            shown: shown.to_owned(),
            records: Records::new(file, ending)?,
            segments: Segments::default(),
            counts: Counts::default(),
            ready: VecDeque::new(),
            ended: false,
        })
    }

    /// Reads one record.
    fn take(&mut self, item: Item) {
        self.counts.all += 1;
        match item {
            Item::Damaged(place, reason) => self.done(place, Outcome::Damaged(reason)),
            Item::Record(record) => {
                let place = record.place;
                let first = self.counts.all;
                match self.segments.take(first, record) {
                    Joined::Lost(reason) => self.done(place, Outcome::Damaged(reason)),
                    Joined::Waits(gone) => {
                        self.counts.joined += 1;
                        self.read(gone);
                    }
                    Joined::Whole(whole) => self.read(Some(whole)),
                }
            }
        }
    }

    /// Reads a record of which no more will come.
    fn read(&mut self, record: Option<Numbered>) {
        let Some(Numbered {
            number,
            record,
            next,
        }) = record
        else {
            return;
        };
        let place = record.place;
        let mut outcome = self.outcome(number, record);
        if let (Some(next), Outcome::Page(_, told)) = (next, &mut outcome) {
            *told = Some(format!("part {next} of it and what follows are missing"));
        }
        self.counts.joined -= u64::from(next.is_some());
        self.done(place, outcome);
    }

    fn done(&mut self, place: Place, outcome: Outcome) {
        match outcome {
            Outcome::Page(source, told) => {
                self.counts.pages += 1;
                let id = source.id.to_string();
                let page = Input::Page(source, Fields::default());
                self.ready.push_back(Ok(page));
                self.ready
                    .extend(told.map(|told| Err(Problem::new(id, told))));
            }
            Outcome::Other(what) => self.counts.other(what),
            Outcome::Damaged(reason) => {
                self.counts.damaged += 1;
                self.ready.push_back(Err(self.damage(place, &reason)));
            }
        }
    }

    fn damage(&self, place: Place, reason: &str) -> Problem {
        let at = format!("{}, {place}", self.shown);
        Problem::new(at, format!("{reason}; left out"))
    }

    fn outcome(&self, number: u64, record: Record) -> Outcome {
        let kind = record.head.get("warc-type").unwrap_or("no WARC-Type");
        match kind.to_lowercase().as_str() {
            "response" => self.response(number, record),
            // What a page was made into: its text, as Common Crawl has it in WET files.
            "resource" | "conversion" => self.resource(number, record),
            other => Outcome::Other(other.to_owned()),
        }
    }

    /// A page with the HTTP head that it came with.
    fn response(&self, number: u64, mut record: Record) -> Outcome {
        let media = record.head.media_type();
        if media.is_some_and(|media| media != "application/http") {
            return self.resource(number, record);
        }
        match Answer::of(&std::mem::take(&mut record.block)) {
            Err(reason) => Outcome::Damaged(reason),
            Ok(answer) => match answer.status() {
                Some(status) if !matches!(status, 200 | 203) => {
                    Outcome::Other(format!("HTTP {status}"))
                }
                _ => {
                    let cut = answer.cut.map(|cut| longer(&record).unwrap_or(cut));
                    self.page((number, &record.head), &answer.head, answer.body, cut)
                }
            },
        }
    }

    /// A page as a file.
    fn resource(&self, number: u64, mut record: Record) -> Outcome {
        // What a crawler writes of itself, its log and its arguments.
        let address = record.head.get("warc-target-uri").unwrap_or_default();
        if address.trim_start_matches('<').starts_with("metadata:") {
            return Outcome::Other(String::from("metadata"));
        }
        let body = std::mem::take(&mut record.block);
        self.page((number, &record.head), &record.head, body, None)
    }

    /// The page whose media type and charset `said` names.
    fn page(
        &self,
        (number, record): (u64, &Head),
        said: &Head,
        body: Vec<u8>,
        told: Option<String>,
    ) -> Outcome {
        let media = match media(said.media_type(), &body) {
            Ok(media) => media,
            Err(what) => return Outcome::Other(what),
        };
        if body.iter().all(u8::is_ascii_whitespace) {
            return match told {
                Some(reason) => Outcome::Damaged(reason),
                None => Outcome::Other(String::from("empty pages")),
            };
        }
        // That a page is too long is said of all pages alike, where they are handed on.
        let told = told.filter(|_| body.len() <= MAX_PAGE);
        let cut = record.get("warc-truncated");
        let told = told.or_else(|| {
            cut.map(|why| format!("whoever fetched it did not keep all of it ({why:.40})"))
        });
        let source = Source {
            id: format!("{}:{number}", self.shown).as_str().into(),
            media,
            bytes: body,
            charset: said.charset(),
            url: record.get("warc-target-uri").and_then(address),
            fetched: record.get("warc-date").and_then(fetched),
        };
        Outcome::Page(source, told)
    }

    /// What is to be said of the whole file.
    fn closing(&self) -> Option<Problem> {
        let counts = &self.counts;
        if counts.all == 0 {
            return Some(Problem::new(&*self.shown, "no record in it"));
        }
        let others: Vec<String> = counts
            .others
            .iter()
            .map(|(what, n)| format!("{n} {what}"))
            .collect();
        let mut told = format!("records: {}; pages: {}", counts.all, counts.pages);
        if counts.damaged > 0 {
            told += &format!("; damaged: {}", counts.damaged);
        }
        if counts.joined > 0 {
            told += &format!("; parts of others: {}", counts.joined);
        }
        if !others.is_empty() {
            told += &format!("; left out: {}", others.join(", "));
        }
        (counts.pages < counts.all).then(|| Problem::remark(&*self.shown, told))
    }
}

impl Iterator for Warc {
    type Item = Result<Input, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(ready) = self.ready.pop_front() {
                return Some(ready);
            }
            if self.ended {
                return None;
            }
            match self.records.next() {
                Some(item) => self.take(item),
                None => match self.segments.left() {
                    Some(record) => self.read(Some(record)),
                    None => {
                        self.ended = true;
                        return self.closing().map(Err);
                    }
                },
            }
        }
    }
}

impl Counts {
    fn other(&mut self, what: String) {
        let mut what = format!("{what:.60}");
        if self.others.len() >= MAX_KINDS && !self.others.contains_key(&what) {
            what = String::from("of other kinds");
        }
        *self.others.entry(what).or_default() += 1;
    }
}

/// That a body breaks off because its record is longer than what is kept of it.
fn longer(record: &Record) -> Option<String> {
    (record.length > KEPT as u64).then(super::only_its_first)
}

/// How to read a page; the error says what it is in place of one.
fn media(said: Option<String>, body: &[u8]) -> Result<Media, String> {
    let head = &body[..body.len().min(8_192)];
    match said.as_deref().unwrap_or_default() {
        "text/html" | "application/xhtml+xml" => sniff::marked(head).map_or(Ok(Media::Html), Err),
        "text/plain" => sniff::marked(head).map_or(Ok(Media::Text), Err),
        "" | "application/octet-stream" | "application/unknown" | "unknown/unknown" => {
            sniff::page(head)
        }
        other => Err(other.to_owned()),
    }
}

/// The address; some programs put it between angle brackets.
fn address(said: &str) -> Option<String> {
    let address = said.trim_start_matches('<').trim_end_matches('>').trim();
    (!address.is_empty()).then(|| address.to_owned())
}

/// When a page was fetched; of a day, as WARC 1.1 allows it, the end.
fn fetched(said: &str) -> Option<Timestamp> {
    said.parse().ok().or_else(|| {
        let day: Date = said.parse().ok()?;
        let end = day.tomorrow().ok()?.to_zoned(TimeZone::UTC).ok()?;
        Some(end.timestamp())
    })
}
