//! The bytes of one entry: unpacked, counted, and compared with what the archive says of them.

use std::io::{self, Read};

use flate2::Crc;
use flate2::read::DeflateDecoder;

use super::File;
use super::local::{Local, u32_at};
use crate::inputs::packed::{bomb, is_bomb};

/// The bytes of an entry.
pub(super) struct Body {
    from: From,
    found: Crc,
    said: Said,
    read: u64,
}

enum From {
    Stored(Part),
    Deflated(Box<DeflateDecoder<Part>>),
}

/// What the archive says of the bytes.
enum Said {
    Checksum(u32, u64),
    /// It stands behind the bytes, and these end where they say so themselves.
    Behind,
}

/// Some bytes of the archive.
struct Part {
    file: File,
    start: u64,
    at: u64,
    end: u64,
}

impl Body {
    pub(super) fn new(file: File, head: &Local) -> Self {
        let end = match head.open_ended {
            true => file.length,
            false => head.data + head.packed,
        };
        let part = Part {
            file,
            start: head.data,
            at: head.data,
            end,
        };
        Self {
            from: match head.method {
                0 => From::Stored(part),
                _ => From::Deflated(Box::new(DeflateDecoder::new(part))),
            },
            found: Crc::new(),
            said: match head.open_ended {
                true => Said::Behind,
                false => Said::Checksum(head.checksum, head.length),
            },
            read: 0,
        }
    }

    /// Whether the bytes are those that were packed.
    fn is_whole(&self) -> io::Result<bool> {
        let (checksum, length) = match (&self.said, &self.from) {
            (Said::Checksum(checksum, length), _) => (*checksum, *length),
            (Said::Behind, From::Stored(_)) => return Ok(true),
            (Said::Behind, From::Deflated(decoder)) => {
                let part = decoder.get_ref();
                let behind = part.file.at(part.start + decoder.total_in(), 8)?;
                if behind.len() < 8 {
                    return Ok(false);
                }
                // Its mark may be left out.
                let at = if behind.starts_with(b"PK\x07\x08") {
                    4
                } else {
                    0
                };
                (u32_at(&behind, at), self.read)
            }
        };
        Ok(self.found.sum() == checksum && self.read == length)
    }
}

impl Read for Body {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let (read, packed) = match &mut self.from {
            From::Stored(part) => (part.read(into), part.at - part.start),
            From::Deflated(decoder) => (decoder.read(into), decoder.total_in()),
        };
        // What does not come from the system is said by the decoder.
        let read = read.map_err(|error| match error.raw_os_error() {
            Some(_) => error,
            None => damaged(),
        })?;
        self.found.update(&into[..read]);
        self.read += read as u64;
        if is_bomb(self.read, packed) {
            return Err(io::Error::other(bomb()));
        }
        if read == 0 && !into.is_empty() && !self.is_whole()? {
            return Err(damaged());
        }
        Ok(read)
    }
}

fn damaged() -> io::Error {
    io::Error::other("its bytes are damaged: they do not match their checksum")
}

impl Read for Part {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.end - self.at).unwrap_or(usize::MAX);
        let bytes = self.file.at(self.at, into.len().min(left))?;
        into[..bytes.len()].copy_from_slice(&bytes);
        self.at += bytes.len() as u64;
        Ok(bytes.len())
    }
}
