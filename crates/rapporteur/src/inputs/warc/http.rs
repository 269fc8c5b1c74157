//! An HTTP answer to the page that it carries: its chunks joined, its body unpacked.

use std::io::{self, Read};

use account::pages::MAX_PAGE;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use ruzstd::decoding::{FrameDecoder, StreamingDecoder};

use super::head::Head;

/// Bytes that a body packed several times may have in between.
const MAX_BETWEEN: u64 = 64 << 20;

/// Bytes that a zstd body may look back: no more than a page is long, and than RFC 9659 allows.
const MAX_WINDOW: u64 = MAX_PAGE as u64;

/// Ways in which one body may be packed, one in another.
const MAX_CODINGS: usize = 4;

/// A page as it came.
pub(super) struct Answer {
    pub(super) head: Head,
    pub(super) body: Vec<u8>,
    /// What went wrong with the body, of which a part is there.
    pub(super) cut: Option<String>,
}

impl Answer {
    /// Takes an HTTP answer apart. The error says why it cannot be.
    pub(super) fn of(block: &[u8]) -> Result<Self, String> {
        if !block.starts_with(b"HTTP/") {
            return Err(String::from("no HTTP answer"));
        }
        let Some(end) = Head::end(block, 0) else {
            return Err(String::from("the head of the HTTP answer has no end"));
        };
        let head = Head::of(&block[..end]);
        let mut cut = None;
        let mut body = block[end..].to_vec();
        let transfer = head.get("transfer-encoding").unwrap_or_default();
        if transfer.to_lowercase().contains("chunked") {
            (body, cut) = joined(body);
        }
        let codings = head.get("content-encoding").unwrap_or_default();
        let codings = codings.to_lowercase();
        let codings: Vec<&str> = codings.split(',').map(str::trim).rev().collect();
        if codings.len() > MAX_CODINGS {
            return Err(format!("a body packed {} times", codings.len()));
        }
        for (n, coding) in codings.iter().enumerate() {
            let last = n + 1 == codings.len();
            let limit = if last {
                MAX_PAGE as u64 + 1
            } else {
                MAX_BETWEEN
            };
            let broken = unpack(coding, &mut body, limit)?;
            cut = cut.or(broken);
        }
        Ok(Self { head, body, cut })
    }

    /// The number in the first line.
    pub(super) fn status(&self) -> Option<u16> {
        self.head.line.split_whitespace().nth(1)?.parse().ok()
    }
}

/// The chunks of a body in one piece. A body that is in one piece already stays as it is:
/// many crawlers join the chunks and leave the head as it was.
fn joined(body: Vec<u8>) -> (Vec<u8>, Option<String>) {
    let mut joined = Vec::new();
    let mut rest = body.as_slice();
    loop {
        let Some((size, after)) = size(rest) else {
            if joined.is_empty() {
                return (body, None);
            }
            return (joined, Some(String::from("its chunks break off")));
        };
        if size == 0 {
            return (joined, None);
        }
        let Some((chunk, behind)) = after.split_at_checked(size) else {
            joined.extend_from_slice(after);
            return (joined, Some(String::from("its chunks break off")));
        };
        joined.extend_from_slice(chunk);
        rest = behind.strip_prefix(b"\r\n").unwrap_or(behind);
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
}

/// The size of a chunk, and what follows the line that says it.
fn size(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let end = bytes.iter().take(1_024).position(|byte| *byte == b'\n')?;
    let line = std::str::from_utf8(&bytes[..end]).ok()?;
    let digits = line.split(';').next().unwrap_or_default().trim();
    // No sign, which Rust would read.
    if !digits.starts_with(|c: char| c.is_ascii_hexdigit()) {
        return None;
    }
    let size = usize::from_str_radix(digits, 16).ok()?;
    Some((size, &bytes[end + 1..]))
}

/// Unpacks a body in place, to no more than `limit` bytes. What does not look packed stays as it
/// is: many crawlers unpack and leave the head as it was.
fn unpack(coding: &str, body: &mut Vec<u8>, limit: u64) -> Result<Option<String>, String> {
    let (unpacked, broken) = match coding {
        "" | "identity" | "none" => return Ok(None),
        "gzip" | "x-gzip" if body.starts_with(b"\x1f\x8b") => {
            read(MultiGzDecoder::new(body.as_slice()), limit)
        }
        "zstd" if body.starts_with(b"\x28\xb5\x2f\xfd") => {
            let mut frames = FrameDecoder::new();
            frames.set_max_window_size(MAX_WINDOW);
            match StreamingDecoder::new_with_decoder(body.as_slice(), frames) {
                Ok(decoder) => read(decoder, limit),
                Err(_) => (Vec::new(), true),
            }
        }
        "deflate" => match read(ZlibDecoder::new(body.as_slice()), limit) {
            // Some servers leave out the two bytes that zlib begins with.
            (unpacked, true) if unpacked.is_empty() => {
                read(DeflateDecoder::new(body.as_slice()), limit)
            }
            read => read,
        },
        "br" => read(
            brotli_decompressor::Decompressor::new(body.as_slice(), 4_096),
            limit,
        ),
        "gzip" | "x-gzip" | "zstd" => return Ok(None),
        other => {
            return Err(format!(
                "its body is packed in a way not known ({other:.40})"
            ));
        }
    };
    if unpacked.is_empty() && broken {
        return match std::str::from_utf8(&body[..body.len().min(64)]) {
            Ok(_) => Ok(None),
            Err(_) => Err(format!("its body cannot be unpacked ({coding})")),
        };
    }
    *body = unpacked;
    Ok(broken.then(|| format!("its body breaks off ({coding})")))
}

/// What can be read up to a limit, and whether it breaks off before.
fn read(from: impl Read, limit: u64) -> (Vec<u8>, bool) {
    let mut bytes = Vec::new();
    let read: io::Result<usize> = from.take(limit).read_to_end(&mut bytes);
    (bytes, read.is_err())
}
