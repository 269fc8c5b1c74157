//! Where bytes come from: a file that can be gone back in, or a stream that cannot.

use std::io::{self, Cursor, Read, Seek};
use std::mem;

/// Something that can be read from any offset.
pub(super) trait Seekable: Read + Seek + Send {}

impl<T: Read + Seek + Send> Seekable for T {}

/// What is to be read, from its first byte on.
pub(super) enum Held {
    /// A file: what is behind can be read again.
    File(Box<dyn Seekable>),
    /// A pipe, or what is unpacked as it is read.
    Stream(Box<dyn Read + Send>),
}

impl Held {
    pub(super) fn file(file: impl Seekable + 'static) -> Self {
        Held::File(Box::new(file))
    }

    pub(super) fn stream(stream: impl Read + Send + 'static) -> Self {
        Held::Stream(Box::new(stream))
    }

    /// The first `n` bytes, fewer only where there are no more; they will be read all the same.
    pub(super) fn head(&mut self, n: usize) -> io::Result<Vec<u8>> {
        let mut head = Vec::new();
        self.by_ref().take(n as u64).read_to_end(&mut head)?;
        match self {
            Held::File(file) => file.rewind()?,
            Held::Stream(stream) => {
                let rest = mem::replace(stream, Box::new(io::empty()));
                *stream = Box::new(Cursor::new(head.clone()).chain(rest));
            }
        }
        Ok(head)
    }
}

impl Read for Held {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Held::File(file) => file.read(into),
            Held::Stream(stream) => stream.read(into),
        }
    }
}
