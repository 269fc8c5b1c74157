//! The bytes of a file by their offset: looked at before they are taken, and gone back to.

use std::io::{self, BufRead, Read, SeekFrom};

use crate::inputs::held::Held;

/// Bytes that are asked for at a time.
const STEP: usize = 64 * 1024;

/// Bytes of a stream that are kept to go back to: a page and more.
const KEPT: usize = 16 << 20;

/// A file, some of it read ahead.
pub(in crate::inputs) struct Bytes {
    from: Held,
    buffer: Vec<u8>,
    /// Index of the next byte in `buffer`.
    at: usize,
    /// Offset of the first byte of `buffer` in the file.
    start: u64,
    /// Nobody knows how long a stream will be.
    length: Option<u64>,
}

impl Bytes {
    /// The file from its first byte on.
    pub(in crate::inputs) fn new(mut from: Held) -> io::Result<Self> {
        let length = match &mut from {
            Held::Stream(_) => None,
            Held::File(file) => {
                let length = file.seek(SeekFrom::End(0))?;
                file.rewind()?;
                Some(length)
            }
        };
        Ok(Self {
            from,
            buffer: Vec::new(),
            at: 0,
            start: 0,
            length,
        })
    }

    /// Offset of the next byte.
    pub(in crate::inputs) fn offset(&self) -> u64 {
        self.start + self.at as u64
    }

    /// Length of the file, where it is one.
    pub(in crate::inputs) fn length(&self) -> Option<u64> {
        self.length
    }

    /// What comes next, without taking it: at least `n` bytes, fewer only at the end.
    pub(in crate::inputs) fn peek(&mut self, n: usize) -> io::Result<&[u8]> {
        while self.buffer.len() - self.at < n {
            self.forget();
            let read = self
                .from
                .by_ref()
                .take(STEP as u64)
                .read_to_end(&mut self.buffer)?;
            if read == 0 {
                break;
            }
        }
        Ok(&self.buffer[self.at..])
    }

    /// Lets go of bytes behind: of a file all, of a stream what is further back than any page is
    /// long. Moved only when as much again has been read, so that a byte is moved about once.
    fn forget(&mut self) {
        let gone = match self.from {
            Held::File(_) => self.at,
            Held::Stream(_) if self.at < 2 * KEPT => return,
            Held::Stream(_) => self.at - KEPT,
        };
        self.start += gone as u64;
        self.buffer.drain(..gone);
        self.at -= gone;
    }

    /// Goes on at this offset, or at the end if that comes before; in a stream no further back
    /// than it is kept.
    pub(in crate::inputs) fn go_to(&mut self, offset: u64) -> io::Result<()> {
        let offset = self.length.map_or(offset, |length| offset.min(length));
        let index = offset.checked_sub(self.start);
        match (index, &mut self.from) {
            (Some(index), _) if index <= self.buffer.len() as u64 => self.at = index as usize,
            (_, Held::File(file)) => {
                file.seek(SeekFrom::Start(offset))?;
                self.buffer.clear();
                (self.at, self.start) = (0, offset);
            }
            (None, Held::Stream(_)) => self.at = 0,
            (Some(_), Held::Stream(_)) => self.pass(offset)?,
        }
        Ok(())
    }

    /// Reads on to this offset.
    fn pass(&mut self, offset: u64) -> io::Result<()> {
        while self.offset() < offset {
            let ahead = self.peek(1)?.len() as u64;
            if ahead == 0 {
                break;
            }
            let passed = ahead.min(offset - self.offset());
            self.consume(passed as usize);
        }
        Ok(())
    }
}

impl Read for Bytes {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Bytes {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.peek(1)
    }

    fn consume(&mut self, n: usize) {
        self.at = self.buffer.len().min(self.at + n);
    }
}
