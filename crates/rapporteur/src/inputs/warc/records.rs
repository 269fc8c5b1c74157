//! The records of a web archive, one at a time; behind damage it goes on with the next that is found.

use std::io;

use account::pages::MAX_PAGE;

use super::head::Head;
use super::place::Place;
use crate::inputs::held::Held;
use crate::inputs::packed::members::{Damage, Members, Piece};
use crate::inputs::packed::packing::Packing;

/// Bytes of a head that are read.
const MAX_HEAD: usize = 64 * 1024;

/// Bytes of a record that are kept: a page and the head before it.
pub(super) const KEPT: usize = MAX_PAGE + 1 + MAX_HEAD;

/// One record.
pub(super) struct Record {
    pub(super) place: Place,
    pub(super) head: Head,
    /// What follows the head, as far as it is kept.
    pub(super) block: Vec<u8>,
    /// How long it is in the file.
    pub(super) length: u64,
}

/// What comes next in an archive.
pub(super) enum Item {
    Record(Record),
    /// Something that is no whole record, and was passed over.
    Damaged(Place, String),
}

/// The records of one file.
pub(super) struct Records {
    members: Members,
    buffer: Vec<u8>,
    /// Index of the next byte in `buffer`.
    at: usize,
    /// Offset of the member that `buffer` comes from.
    member: u64,
    /// Offset of the first byte of `buffer` in what the member unpacks to.
    start: u64,
    /// What ends `buffer`, once it is known.
    wall: Option<Wall>,
    /// Set behind damage that was told: until the next record nothing more is to be said.
    lost: bool,
}

/// What no record reaches beyond.
enum Wall {
    /// A member that begins with a record. No page can make one up, whatever it says of its length.
    Member(u64, Vec<u8>),
    Broken(Damage),
    End,
}

impl Records {
    pub(super) fn new(file: Held, ending: &str) -> io::Result<Self> {
        Ok(Self {
            members: Members::new(file, ending)?,
            buffer: Vec::new(),
            at: 0,
            member: 0,
            start: 0,
            wall: None,
            lost: false,
        })
    }

    /// Whether the file begins as an archive does.
    pub(super) fn begins_with_a_record(&mut self) -> bool {
        self.has(8);
        begins(self.rest()) || matches!(&self.wall, Some(Wall::Member(_, bytes)) if begins(bytes))
    }

    fn rest(&self) -> &[u8] {
        &self.buffer[self.at..]
    }

    fn place(&self) -> Place {
        Place {
            offset: self.member,
            inside: self.start + self.at as u64,
            packed: self.members.packing() != Packing::Plain,
        }
    }

    /// Whether there are `n` more bytes before the next wall.
    fn has(&mut self, n: usize) -> bool {
        while self.rest().len() < n {
            if !self.pull() {
                return false;
            }
        }
        true
    }

    /// Gets more bytes; false at a wall.
    fn pull(&mut self) -> bool {
        if self.wall.is_some() {
            return false;
        }
        let wall = match self.members.next() {
            Piece::Bytes { begins: at, bytes } => match at {
                Some(offset) if begins(&bytes) => Wall::Member(offset, bytes),
                at => {
                    self.append(at, &bytes);
                    return true;
                }
            },
            Piece::Broken(damage) => Wall::Broken(damage),
            Piece::End => Wall::End,
        };
        self.wall = Some(wall);
        false
    }

    fn append(&mut self, begins: Option<u64>, bytes: &[u8]) {
        if let Some(offset) = begins.filter(|_| self.rest().is_empty()) {
            self.buffer.clear();
            (self.at, self.member, self.start) = (0, offset, 0);
        }
        // Moved only when half of it is done with, so that a byte is moved about once.
        if self.at > self.buffer.len() / 2 {
            self.buffer.drain(..self.at);
            self.start += self.at as u64;
            self.at = 0;
        }
        self.buffer.extend_from_slice(bytes);
    }

    /// Goes on behind the wall; whatever is left before it is given up.
    fn cross(&mut self) -> Crossed {
        self.at = self.buffer.len();
        match self.wall.take() {
            None => Crossed::On,
            Some(Wall::Member(offset, bytes)) => {
                (self.buffer, self.at, self.member, self.start) = (bytes, 0, offset, 0);
                Crossed::On
            }
            Some(Wall::Broken(damage)) => {
                self.lost = true;
                Crossed::Over(damage)
            }
            Some(Wall::End) => {
                self.wall = Some(Wall::End);
                Crossed::End
            }
        }
    }

    /// Passes over ends of lines.
    fn skip_ends(&mut self) {
        while self.has(1) && matches!(self.buffer[self.at], b'\r' | b'\n') {
            self.at += 1;
        }
    }

    /// The record that begins here; the error says why there is none.
    fn record(&mut self) -> Result<Record, String> {
        let place = self.place();
        self.has(8);
        if !begins(self.rest()) {
            self.at += 1;
            return Err(String::from("no record begins here"));
        }
        let length_of_head = self.head();
        let Some(length_of_head) = length_of_head else {
            self.at += 8;
            return Err(String::from("the head of the record has no end"));
        };
        let head = Head::of(&self.rest()[..length_of_head]);
        self.at += length_of_head;
        let length = head.get("content-length").unwrap_or_default();
        let Ok(length) = length.parse::<u64>() else {
            return Err(format!(
                "the record has no length (Content-Length: {length:?})"
            ));
        };
        let block = self.block(length)?;
        Ok(Record {
            place,
            head,
            block,
            length,
        })
    }

    /// Length of the head that begins here, with the empty line behind it.
    fn head(&mut self) -> Option<usize> {
        let mut seen = 0;
        loop {
            let rest = self.rest();
            let ahead = &rest[..rest.len().min(MAX_HEAD)];
            if let Some(end) = Head::end(ahead, seen) {
                return Some(end);
            }
            seen = ahead.len().saturating_sub(3);
            if ahead.len() == MAX_HEAD || !self.pull() {
                return None;
            }
        }
    }

    /// Takes the block of a record, if the next record or the end follows where it must.
    fn block(&mut self, length: u64) -> Result<Vec<u8>, String> {
        let all = self.members.plain_length();
        let ends_by = self.place().inside.saturating_add(length);
        if all.is_some_and(|all| ends_by > all) {
            return Err(format!(
                "the record should have {length} bytes, and the file ends before"
            ));
        }
        let kept = usize::try_from(length).unwrap_or(usize::MAX).min(KEPT);
        if !self.has(kept) {
            return Err(self.too_short(length));
        }
        if length > kept as u64 {
            let block = self.rest()[..kept].to_vec();
            self.at += kept;
            self.pass(length - kept as u64)
                .map_err(|()| self.too_short(length))?;
            self.check(0, length)?;
            return Ok(block);
        }
        let end = self.check(kept, length)?;
        let block = self.rest()[..kept].to_vec();
        self.at += end;
        Ok(block)
    }

    /// Passes over bytes of a long record.
    fn pass(&mut self, mut length: u64) -> Result<(), ()> {
        while length > 0 {
            if !self.has(1) {
                return Err(());
            }
            let passed = length.min(self.rest().len() as u64);
            self.at += passed as usize;
            length -= passed;
        }
        Ok(())
    }

    /// Where the block and the empty lines behind it end, if the next record or nothing follows.
    fn check(&mut self, block: usize, length: u64) -> Result<usize, String> {
        let mut end = block;
        while self.has(end + 1) && matches!(self.rest()[end], b'\r' | b'\n') {
            end += 1;
        }
        let lines = self.rest()[block..end]
            .iter()
            .filter(|byte| **byte == b'\n');
        let lines = lines.count();
        self.has(end + 8);
        match &self.wall {
            _ if begins(&self.rest()[end..]) => Ok(end),
            // Its checksum, perhaps: then nobody knows which byte is wrong.
            Some(Wall::Broken(damage)) if damage.offset == self.member => {
                Err(self.too_short(length))
            }
            Some(_) if self.rest().len() == end => Ok(end),
            // The empty lines are there: what follows them is another matter.
            _ if lines >= 2 => Ok(end),
            _ => Err(format!(
                "the record does not end where it should, after {length} bytes"
            )),
        }
    }

    /// Why a record ends too early; damage to what it is packed in is told with it.
    fn too_short(&mut self, length: u64) -> String {
        match &self.wall {
            Some(Wall::Broken(damage)) => {
                let reason = damage.reason.clone();
                self.cross();
                reason
            }
            Some(Wall::Member(..)) => {
                format!("the record should have {length} bytes, and the next begins before")
            }
            _ => format!("the record should have {length} bytes, and the file ends before"),
        }
    }

    /// What is wrong with the member that a record is in, if nothing of it is left.
    fn cause(&mut self) -> Option<String> {
        match &self.wall {
            Some(Wall::Broken(damage))
                if damage.offset == self.member && self.rest().is_empty() =>
            {
                let reason = damage.reason.clone();
                self.cross();
                Some(reason)
            }
            _ => None,
        }
    }

    /// Goes to where the next record begins, or to the next wall. Not only to the beginning of a
    /// line: what is damaged need not end with one.
    fn resynchronise(&mut self) {
        loop {
            let mut ahead = self.rest().windows(5);
            match ahead.position(|bytes| bytes == b"WARC/") {
                Some(found) => {
                    self.at += found;
                    self.has(9);
                    if begins_line(self.rest()) {
                        return;
                    }
                    self.at += 1;
                }
                None => {
                    self.at += self.rest().len().saturating_sub(4);
                    if !self.pull() {
                        self.at = self.buffer.len();
                        return;
                    }
                }
            }
        }
    }
}

/// What lies behind a wall.
enum Crossed {
    On,
    Over(Damage),
    End,
}

impl Iterator for Records {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            self.skip_ends();
            if !self.has(1) {
                match self.cross() {
                    Crossed::On => continue,
                    Crossed::End => return None,
                    Crossed::Over(damage) => {
                        let (offset, inside) = (damage.offset, 0);
                        let packed = true;
                        let place = Place {
                            offset,
                            inside,
                            packed,
                        };
                        return Some(Item::Damaged(place, damage.reason));
                    }
                }
            }
            self.has(8);
            if self.lost && !begins(self.rest()) {
                self.resynchronise();
                continue;
            }
            self.lost = false;
            let place = self.place();
            return Some(match self.record() {
                Ok(record) => Item::Record(record),
                Err(reason) => {
                    self.resynchronise();
                    Item::Damaged(place, self.cause().unwrap_or(reason))
                }
            });
        }
    }
}

/// Whether a record begins here: `WARC/` and a version.
fn begins(bytes: &[u8]) -> bool {
    bytes.len() >= 8
        && bytes.starts_with(b"WARC/")
        && bytes[5].is_ascii_digit()
        && bytes[6] == b'.'
        && bytes[7].is_ascii_digit()
}

/// The same, where it may be chance: with the end of the line.
fn begins_line(bytes: &[u8]) -> bool {
    begins(bytes) && matches!(bytes.get(8), Some(b'\r' | b'\n'))
}
