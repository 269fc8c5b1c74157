//! Gzip and zstd: how the beginning of a member is known, and how a frame is unpacked.

use std::io::{self, Read};

use flate2::bufread::GzDecoder;
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use super::bytes::Bytes;

pub(in crate::inputs) const GZIP: &[u8] = b"\x1f\x8b\x08";
pub(in crate::inputs) const ZSTD: &[u8] = b"\x28\xb5\x2f\xfd";

/// Bytes by which the beginning of a member is told from others that look like one.
pub(in crate::inputs) const TRIAL: usize = 4096;

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::inputs) enum Packing {
    Plain,
    Gzip,
    Zstd,
}

impl Packing {
    /// By the first bytes; by the file's ending where these are damaged.
    pub(in crate::inputs) fn of(head: &[u8], ending: &str) -> Self {
        if head.starts_with(GZIP) {
            Packing::Gzip
        } else if head.starts_with(ZSTD) || skippable(head) {
            Packing::Zstd
        } else if head.starts_with(b"WARC/") {
            Packing::Plain
        } else {
            match ending {
                "warc.gz" => Packing::Gzip,
                "warc.zst" => Packing::Zstd,
                _ => Packing::Plain,
            }
        }
    }
}

/// A zstd frame that is being unpacked.
pub(in crate::inputs) struct Frame<'f> {
    pub(in crate::inputs) decoder: &'f mut FrameDecoder,
    pub(in crate::inputs) file: &'f mut Bytes,
}

impl Read for Frame<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
            let one = BlockDecodingStrategy::UptoBlocks(1);
            let read = self.decoder.decode_blocks(&mut *self.file, one);
            read.map_err(io::Error::other)?;
        }
        let read = self.decoder.read(into)?;
        let sums = (
            self.decoder.get_checksum_from_data(),
            self.decoder.get_calculated_checksum(),
        );
        match sums {
            (Some(told), Some(found)) if read == 0 && told != found => {
                Err(io::Error::other("the checksum does not match"))
            }
            _ => Ok(read),
        }
    }
}

/// Whether a skippable frame begins here.
pub(in crate::inputs) fn skippable(head: &[u8]) -> bool {
    head.len() >= 4 && head[0] & 0xf0 == 0x50 && head[1..4] == *b"\x2a\x4d\x18"
}

/// Whether what looks like the beginning of a member can be unpacked as one.
pub(in crate::inputs) fn plausible(ahead: &[u8]) -> bool {
    let ahead = &ahead[..ahead.len().min(TRIAL)];
    if ahead.starts_with(ZSTD) {
        // A reserved bit that must be clear; four bytes by chance are rare enough besides.
        return ahead.get(4).is_some_and(|flags| flags & 0x08 == 0);
    }
    let mut bytes = [0; 512];
    let mut decoder = GzDecoder::new(ahead);
    let mut read = 0;
    while read < bytes.len() {
        match decoder.read(&mut bytes[read..]) {
            Ok(0) => return true,
            Ok(n) => read += n,
            Err(error) => return read > 0 && error.kind() == io::ErrorKind::UnexpectedEof,
        }
    }
    true
}
