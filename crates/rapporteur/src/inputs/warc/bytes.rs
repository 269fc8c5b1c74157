//! The bytes of a file by their offset: looked at before they are taken, and gone back to.

use std::io::{self, BufRead, Read, Seek, SeekFrom};

/// Bytes that are asked for at a time.
const STEP: usize = 64 * 1024;

/// A file, or what stands for one in a test.
pub(in crate::inputs) trait Readable: Read + Seek + Send {}

impl<T: Read + Seek + Send> Readable for T {}

/// A file, some of it read ahead.
pub(super) struct Bytes {
    from: Box<dyn Readable>,
    buffer: Vec<u8>,
    /// Index of the next byte in `buffer`.
    at: usize,
    /// Offset of the first byte of `buffer` in the file.
    start: u64,
    length: u64,
}

impl Bytes {
    /// The file from its first byte on.
    pub(super) fn new(mut from: Box<dyn Readable>) -> io::Result<Self> {
        let length = from.seek(SeekFrom::End(0))?;
        from.rewind()?;
        Ok(Self {
            from,
            buffer: Vec::new(),
            at: 0,
            start: 0,
            length,
        })
    }

    /// Offset of the next byte.
    pub(super) fn offset(&self) -> u64 {
        self.start + self.at as u64
    }

    /// Length of the file.
    pub(super) fn length(&self) -> u64 {
        self.length
    }

    /// What comes next, without taking it: at least `n` bytes, fewer only at the end.
    pub(super) fn peek(&mut self, n: usize) -> io::Result<&[u8]> {
        while self.buffer.len() - self.at < n {
            self.start += self.at as u64;
            self.buffer.drain(..self.at);
            self.at = 0;
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

    /// Goes on at this offset.
    pub(super) fn go_to(&mut self, offset: u64) -> io::Result<()> {
        let index = offset.checked_sub(self.start);
        match index.filter(|index| *index <= self.buffer.len() as u64) {
            Some(index) => self.at = index as usize,
            None => {
                self.from.seek(SeekFrom::Start(offset))?;
                self.buffer.clear();
                (self.at, self.start) = (0, offset);
            }
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
