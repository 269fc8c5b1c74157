//! Records in several parts, one record each: put together again.

use std::collections::VecDeque;

use super::records::{KEPT, Record};

/// Records that wait for parts at the same time; with them the memory is bounded.
const MAX_OPEN: usize = 4;

/// The records of which parts are still to come.
#[derive(Default)]
pub(super) struct Segments {
    open: VecDeque<Numbered>,
}

/// A record, and its number in the file.
pub(super) struct Numbered {
    pub(super) number: u64,
    pub(super) record: Record,
    /// The number of its next part, and nothing where it has no more.
    pub(super) next: Option<u64>,
}

/// What becomes of a record.
pub(super) enum Joined {
    /// It is whole, by itself or with this part of it.
    Whole(Numbered),
    /// Parts of it are still to come. The record that waited longest may have to go in its place.
    Waits(Option<Numbered>),
    /// A part that belongs to nothing here, and why.
    Lost(String),
}

impl Segments {
    /// Takes the next record of a file.
    pub(super) fn take(&mut self, number: u64, record: Record) -> Joined {
        let kind = record.head.get("warc-type").unwrap_or_default();
        if kind.eq_ignore_ascii_case("continuation") {
            return self.join(record);
        }
        let first = record.head.get("warc-segment-number");
        if first.is_none_or(|first| first.trim() != "1") || is_last(&record) {
            return Joined::Whole(Numbered {
                number,
                record,
                next: None,
            });
        }
        let gone = (self.open.len() >= MAX_OPEN).then(|| self.open.pop_front());
        self.open.push_back(Numbered {
            number,
            record,
            next: Some(2),
        });
        Joined::Waits(gone.flatten())
    }

    /// Puts a part behind those before it.
    fn join(&mut self, part: Record) -> Joined {
        let origin = part.head.get("warc-segment-origin-id");
        let begun = self
            .open
            .iter()
            .position(|open| origin.is_some() && open.record.head.get("warc-record-id") == origin);
        let Some(mut open) = begun.and_then(|index| self.open.remove(index)) else {
            return Joined::Lost(String::from("a part of a record that does not begin here"));
        };
        let number = part.head.get("warc-segment-number").unwrap_or_default();
        if number.trim().parse().ok() != open.next {
            let reason = format!("part {number:.20} of a record, of which others are missing");
            self.open.push_back(open);
            return Joined::Lost(reason);
        }
        let room = KEPT.saturating_sub(open.record.block.len());
        let kept = &part.block[..part.block.len().min(room)];
        open.record.block.extend_from_slice(kept);
        open.record.length = open.record.length.saturating_add(part.length);
        if is_last(&part) {
            open.next = None;
            return Joined::Whole(open);
        }
        open.next = open.next.map(|next| next + 1);
        self.open.push_back(open);
        Joined::Waits(None)
    }

    /// The next record whose parts have not come.
    pub(super) fn left(&mut self) -> Option<Numbered> {
        self.open.pop_front()
    }
}

/// Whether a part says that it is the last one, as it does with the length of all together.
fn is_last(record: &Record) -> bool {
    record.head.get("warc-segment-total-length").is_some()
}
