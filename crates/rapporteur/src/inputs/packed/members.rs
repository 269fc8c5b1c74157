//! What a file is packed in: gzip members, zstd frames, or nothing; unpacked piece by piece.

use std::io::{self, BufRead, Read};
use std::mem;

use flate2::bufread::GzDecoder;
use ruzstd::decoding::{Dictionary, FrameDecoder, StreamingDecoder};

use super::bytes::Bytes;
use super::packing::{Frame, GZIP, Packing, TRIAL, ZSTD, plausible, skippable};
use super::{bomb, is_bomb};
use crate::inputs::files::said;
use crate::inputs::held::Held;

/// Bytes that are unpacked at a time.
const STEP: usize = 64 * 1024;

/// Whatever its size, it may unpack to so many bytes.
pub(in crate::inputs) const FREE: u64 = 64 << 20;

/// More than that only if it is no more than so many times its size; text comes to 5 to 20.
pub(in crate::inputs) const RATIO: u64 = 200;

/// Bytes that are read a second time to find where packed data go on behind damage; without this
/// limit a file made for it would take time with the square of its length.
const MAX_REREAD: u64 = 256 << 20;

/// Bytes that a zstd frame may look back, and that are held for it: `zstd` itself does not go beyond
/// either unless it is told to.
const MAX_WINDOW: u64 = 128 << 20;

/// Longest dictionary that is read; usual are 100 KiB to 1 MiB.
const MAX_DICTIONARY: u32 = 16 << 20;

/// Something that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::inputs) struct Damage {
    /// Where it begins in the file.
    pub(in crate::inputs) offset: u64,
    /// Why, for a person.
    pub(in crate::inputs) reason: String,
}

/// What comes next out of a file.
pub(in crate::inputs) enum Piece {
    /// Bytes, and the offset of their member if they are its first ones.
    Bytes { begins: Option<u64>, bytes: Vec<u8> },
    /// Here something is missing.
    Broken(Damage),
    /// Nothing any more.
    End,
}

/// A file, unpacked.
pub(in crate::inputs) struct Members {
    state: State,
    packing: Packing,
    plain_length: Option<u64>,
    /// What is to be said behind the bytes that were handed on last.
    pending: Option<Damage>,
    /// Offset of the member that is open, or of the last one.
    begun: u64,
    /// Bytes that it has been unpacked to.
    unpacked: u64,
    /// Set behind damage: where packed data go on must be looked for.
    lost: bool,
    reread: u64,
    /// The decoder with its dictionary, while no frame is open.
    decoder: Box<FrameDecoder>,
    dictionary: Option<u32>,
}

enum State {
    Between(Bytes),
    Open(Open),
    Done,
}

/// A member that is being unpacked.
enum Open {
    Plain(Bytes),
    Gzip(Box<GzDecoder<Bytes>>),
    Zstd(Bytes),
}

impl Members {
    pub(in crate::inputs) fn new(file: Held, ending: &str) -> io::Result<Self> {
        let mut bytes = Bytes::new(file)?;
        let packing = Packing::of(bytes.peek(8)?, ending);
        let plain_length = bytes.length().filter(|_| packing == Packing::Plain);
        Ok(Self {
            state: State::Between(bytes),
            packing,
            plain_length,
            pending: None,
            begun: 0,
            unpacked: 0,
            lost: false,
            reread: 0,
            decoder: Box::new(frames()),
            dictionary: None,
        })
    }

    pub(in crate::inputs) fn packing(&self) -> Packing {
        self.packing
    }

    /// Length of the file where it is one and not packed.
    pub(in crate::inputs) fn plain_length(&self) -> Option<u64> {
        self.plain_length
    }

    /// Offset of the member that is open, or of the last one.
    pub(in crate::inputs) fn begun(&self) -> u64 {
        self.begun
    }

    /// Offset behind what has been unpacked.
    pub(in crate::inputs) fn offset(&self) -> u64 {
        match &self.state {
            State::Between(bytes) | State::Open(Open::Plain(bytes) | Open::Zstd(bytes)) => {
                bytes.offset()
            }
            State::Open(Open::Gzip(decoder)) => decoder.get_ref().offset(),
            State::Done => self.begun,
        }
    }

    /// The next piece. A file that the system cannot read on ends with damage.
    pub(in crate::inputs) fn next(&mut self) -> Piece {
        if let Some(damage) = self.pending.take() {
            return Piece::Broken(damage);
        }
        let piece = loop {
            let piece = match mem::replace(&mut self.state, State::Done) {
                State::Done => return Piece::End,
                State::Between(bytes) => self.between(bytes),
                State::Open(open) => self.more(open),
            };
            match piece {
                Ok(None) => {}
                Ok(Some(piece)) => break Ok(piece),
                Err(error) => break Err(error),
            }
        };
        piece.unwrap_or_else(|error| {
            self.state = State::Done;
            Piece::Broken(Damage {
                offset: self.begun,
                reason: said(&error),
            })
        })
    }

    /// Opens the next member; passes over what is none.
    fn between(&mut self, mut bytes: Bytes) -> io::Result<Option<Piece>> {
        let from = bytes.offset();
        if self.packing == Packing::Plain {
            self.state = match bytes.peek(1)?.is_empty() {
                true => State::Done,
                false => State::Open(Open::Plain(bytes)),
            };
            return Ok(None);
        }
        if self.lost || !self.at_member(&mut bytes)? {
            self.search(&mut bytes)?;
        }
        let passed = bytes.offset() - from;
        let told = mem::replace(&mut self.lost, false);
        self.begun = bytes.offset();
        self.unpacked = 0;
        let ended = bytes.peek(1)?.is_empty();
        self.state = State::Between(bytes);
        if passed > 0 && !told {
            let reason = format!("{passed} bytes that are no packed data");
            return Ok(Some(Piece::Broken(Damage {
                offset: from,
                reason,
            })));
        }
        if ended {
            self.state = State::Done;
            return Ok(None);
        }
        self.open().map(|damage| damage.map(Piece::Broken))
    }

    fn at_member(&mut self, bytes: &mut Bytes) -> io::Result<bool> {
        let head = bytes.peek(4)?;
        Ok(head.is_empty() || head.starts_with(self.magic()) || self.skips(head))
    }

    fn skips(&self, head: &[u8]) -> bool {
        self.packing == Packing::Zstd && skippable(head)
    }

    fn magic(&self) -> &'static [u8] {
        match self.packing {
            Packing::Zstd => ZSTD,
            Packing::Gzip | Packing::Plain => GZIP,
        }
    }

    /// Opens the member that begins at the next byte.
    fn open(&mut self) -> io::Result<Option<Damage>> {
        let State::Between(mut bytes) = mem::replace(&mut self.state, State::Done) else {
            return Ok(None);
        };
        if self.packing == Packing::Gzip {
            self.state = State::Open(Open::Gzip(Box::new(GzDecoder::new(bytes))));
            return Ok(None);
        }
        let head = bytes.peek(8)?;
        if skippable(head) {
            let damage = self.skip(&mut bytes)?;
            self.state = State::Between(bytes);
            return Ok(damage);
        }
        let begun = self.decoder.reset(&mut bytes);
        let begun = begun.and_then(|()| {
            let dictionary = self.dictionary;
            dictionary.map_or(Ok(()), |id| self.decoder.force_dict(id))
        });
        if let Err(error) = begun {
            return self.broken(bytes, &error.to_string()).map(Some);
        }
        self.state = State::Open(Open::Zstd(bytes));
        Ok(None)
    }

    /// Passes over a skippable frame; the one at the head of the file may hold a dictionary.
    fn skip(&mut self, bytes: &mut Bytes) -> io::Result<Option<Damage>> {
        let offset = bytes.offset();
        let head = bytes.peek(8)?;
        let Some(length) = head.get(4..8).and_then(|bytes| bytes.try_into().ok()) else {
            bytes.go_to(u64::MAX)?;
            return Ok(None);
        };
        let length = u32::from_le_bytes(length);
        let is_dictionary = offset == 0 && head[0] == 0x5d;
        bytes.consume(8);
        let end = offset + 8 + u64::from(length);
        let read = if is_dictionary && length <= MAX_DICTIONARY {
            let mut packed = Vec::new();
            bytes
                .by_ref()
                .take(length.into())
                .read_to_end(&mut packed)?;
            self.learn(packed)
        } else if is_dictionary {
            Err(format!("longer than {} MiB", MAX_DICTIONARY >> 20))
        } else {
            Ok(())
        };
        bytes.go_to(end)?;
        Ok(read.err().map(|reason| Damage {
            offset,
            reason: format!("the zstd dictionary cannot be read: {reason}"),
        }))
    }

    /// Takes the dictionary of all frames, which may be packed itself.
    fn learn(&mut self, packed: Vec<u8>) -> Result<(), String> {
        let dictionary = if packed.starts_with(ZSTD) {
            let mut unpacked = Vec::new();
            let decoder = StreamingDecoder::new_with_decoder(packed.as_slice(), frames());
            let decoder = decoder.map_err(|error| error.to_string())?;
            let read = decoder
                .take(u64::from(MAX_DICTIONARY) + 1)
                .read_to_end(&mut unpacked);
            read.map_err(|error| error.to_string())?;
            unpacked
        } else {
            packed
        };
        let dictionary = Dictionary::decode_dict(&dictionary).map_err(|error| error.to_string())?;
        self.dictionary = Some(dictionary.id);
        let added = self.decoder.add_dict(dictionary);
        added.map_err(|error| error.to_string())
    }

    /// The next bytes of the member that is open.
    fn more(&mut self, mut open: Open) -> io::Result<Option<Piece>> {
        let first = self.unpacked == 0;
        let mut bytes = Vec::new();
        let read = match &mut open {
            Open::Plain(file) => file.take(STEP as u64).read_to_end(&mut bytes),
            Open::Gzip(decoder) => decoder.take(STEP as u64).read_to_end(&mut bytes),
            Open::Zstd(file) => Frame {
                decoder: &mut self.decoder,
                file,
            }
            .take(STEP as u64)
            .read_to_end(&mut bytes),
        };
        self.unpacked += bytes.len() as u64;
        if let Err(error) = read {
            let reason = match error.kind() {
                io::ErrorKind::UnexpectedEof => String::from("the packed data end too early"),
                _ => format!("the packed data are damaged ({error})"),
            };
            let file = open.close();
            let damage = self.broken(file, &reason)?;
            if bytes.is_empty() {
                return Ok(Some(Piece::Broken(damage)));
            }
            self.pending = Some(damage);
            let begins = first.then_some(self.begun);
            return Ok(Some(Piece::Bytes { begins, bytes }));
        }
        if bytes.is_empty() {
            self.state = State::Between(open.close());
            return Ok(None);
        }
        self.state = State::Open(open);
        if self.packing != Packing::Plain && is_bomb(self.unpacked, self.offset() - self.begun) {
            return Ok(Some(Piece::Broken(self.give_up())));
        }
        let begins = first.then_some(self.begun);
        Ok(Some(Piece::Bytes { begins, bytes }))
    }

    /// Leaves the open member, which is a bomb.
    fn give_up(&mut self) -> Damage {
        if let State::Open(open) = mem::replace(&mut self.state, State::Done) {
            self.state = State::Between(open.close());
        }
        self.lost = true;
        Damage {
            offset: self.begun,
            reason: bomb(),
        }
    }

    /// The open member is damaged: the next one may begin anywhere behind its own beginning.
    fn broken(&mut self, mut bytes: Bytes, reason: &str) -> io::Result<Damage> {
        let read = bytes.offset().saturating_sub(self.begun);
        if self.reread < MAX_REREAD {
            self.reread += read;
            bytes.go_to(self.begun + 1)?;
        }
        self.lost = true;
        self.state = State::Between(bytes);
        Ok(Damage {
            offset: self.begun,
            reason: reason.to_owned(),
        })
    }

    /// Goes to where the next member begins, or to the end.
    fn search(&mut self, bytes: &mut Bytes) -> io::Result<()> {
        let magic = self.magic();
        loop {
            let ahead = bytes.peek(TRIAL)?;
            let found = ahead.windows(4).position(|four| four.starts_with(magic));
            match found {
                None if ahead.len() < TRIAL => return bytes.go_to(u64::MAX),
                None => {
                    let passed = ahead.len() - 3;
                    bytes.consume(passed);
                }
                Some(0) if self.reread >= MAX_REREAD || plausible(ahead) => return Ok(()),
                Some(0) => {
                    self.reread += TRIAL as u64;
                    bytes.consume(1);
                }
                Some(passed) => bytes.consume(passed),
            }
        }
    }
}

/// A decoder for frames that look back no further than is allowed.
fn frames() -> FrameDecoder {
    let mut frames = FrameDecoder::new();
    frames.set_max_window_size(MAX_WINDOW);
    frames
}

impl Open {
    fn close(self) -> Bytes {
        match self {
            Open::Plain(bytes) | Open::Zstd(bytes) => bytes,
            Open::Gzip(decoder) => decoder.into_inner(),
        }
    }
}
