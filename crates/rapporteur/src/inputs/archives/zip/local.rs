//! What an archive says of an entry, before its bytes and in the directory alike.

use std::io;

use super::File;

const MAGIC: &[u8] = b"PK\x03\x04";

/// Length of what is always there.
const FIXED: usize = 30;

/// Bytes that are looked through at a time.
const STEP: usize = 64 * 1024;

/// What is said of an entry.
#[derive(Clone, Debug)]
pub(super) struct Local {
    pub(super) name: Vec<u8>,
    pub(super) flags: u16,
    /// The way in which it is packed.
    pub(super) method: u16,
    pub(super) checksum: u32,
    /// Its length in the archive.
    pub(super) packed: u64,
    /// Its own length.
    pub(super) length: u64,
    /// Where it begins.
    pub(super) offset: u64,
    /// Where its bytes begin.
    pub(super) data: u64,
    /// The kind of file, as Unix tells it.
    pub(super) mode: u32,
    /// Set where lengths and checksum follow behind the bytes and nobody has told them yet.
    pub(super) open_ended: bool,
}

impl Local {
    /// What stands before the bytes of the entry at `offset`; nothing where no entry begins.
    pub(super) fn at(file: &File, offset: u64) -> io::Result<Option<Self>> {
        let head = file.at(offset, FIXED)?;
        if head.len() < FIXED || !head.starts_with(MAGIC) {
            return Ok(None);
        }
        let name = usize::from(u16_at(&head, 26));
        let extra = usize::from(u16_at(&head, 28));
        let rest = file.at(offset + FIXED as u64, name + extra)?;
        if rest.len() < name + extra {
            return Ok(None);
        }
        let flags = u16_at(&head, 6);
        let mut packed = u64::from(u32_at(&head, 18));
        let mut length = u64::from(u32_at(&head, 22));
        let mut none = 0;
        if wide(&rest[name..], [&mut length, &mut packed, &mut none]).is_none() {
            return Ok(None);
        }
        let open_ended = flags & 8 != 0 && packed == 0;
        Ok(Some(Self {
            name: rest[..name].to_vec(),
            flags,
            method: u16_at(&head, 8),
            checksum: u32_at(&head, 14),
            packed,
            length,
            offset,
            data: offset + (FIXED + rest.len()) as u64,
            mode: 0,
            open_ended,
        }))
    }

    /// Where the next entry seems to begin.
    pub(super) fn find(file: &File, mut from: u64) -> io::Result<Option<u64>> {
        while from < file.length {
            let ahead = file.at(from, STEP)?;
            if let Some(found) = ahead.windows(4).position(|four| four == MAGIC) {
                return Ok(Some(from + found as u64));
            }
            if ahead.len() < STEP {
                return Ok(None);
            }
            from += (STEP - 3) as u64;
        }
        Ok(None)
    }

    pub(super) fn is_folder(&self) -> bool {
        self.name.ends_with(b"/") || self.mode & 0xf000 == 0x4000
    }

    /// Why it cannot be read.
    pub(super) fn refused(&self) -> Option<String> {
        let kind = match self.mode & 0xf000 {
            0 | 0x8000 => None,
            0xa000 => Some("a symbolic link"),
            _ => Some("a device"),
        };
        let method = match self.method {
            0 | 8 => None,
            9 => Some("deflate64"),
            12 => Some("bzip2"),
            14 => Some("lzma"),
            93 => Some("zstd"),
            95 => Some("xz"),
            98 => Some("ppmd"),
            _ => Some("no longer used"),
        };
        if kind.is_some() {
            kind.map(str::to_owned)
        } else if self.flags & 0x41 != 0 || self.method == 99 {
            Some(String::from("encrypted"))
        } else if let Some(method) = method {
            Some(format!("packed in a way not known ({method})"))
        } else {
            (self.open_ended && self.method == 0)
                .then(|| String::from("nobody knows how long it is"))
        }
    }
}

/// Puts in the lengths, and the offset, that have no room where they belong: those that are all
/// ones. Nothing where they should be there and are not.
pub(super) fn wide(mut extra: &[u8], fields: [&mut u64; 3]) -> Option<()> {
    let mut wanted = fields
        .into_iter()
        .filter(|field| **field == u64::from(u32::MAX))
        .peekable();
    while wanted.peek().is_some() {
        let (head, rest) = extra.split_at_checked(4)?;
        let length = usize::from(u16_at(head, 2));
        let (field, behind) = rest.split_at_checked(length)?;
        extra = behind;
        if u16_at(head, 0) == 1 {
            let mut values = field.chunks_exact(8);
            for field in wanted.by_ref() {
                *field = u64::from_le_bytes(values.next()?.try_into().ok()?);
            }
        }
    }
    Some(())
}

/// The number that stands at this index, which must be there.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

/// The same of four bytes.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from(u16_at(bytes, at)) | u32::from(u16_at(bytes, at + 2)) << 16
}

/// The same of eight bytes.
pub(super) fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from(u32_at(bytes, at)) | u64::from(u32_at(bytes, at + 4)) << 32
}
