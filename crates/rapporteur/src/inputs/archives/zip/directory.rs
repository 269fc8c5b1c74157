//! The directory at the end of an archive, one entry at a time.

use std::io;

use super::File;
use super::local::{Local, u16_at, u32_at, u64_at, wide};

const END: &[u8] = b"PK\x05\x06";
const LOCATOR: &[u8] = b"PK\x06\x07";
const WIDE_END: &[u8] = b"PK\x06\x06";
const LISTED: &[u8] = b"PK\x01\x02";

/// Length of what is always there of an entry.
const FIXED: usize = 46;

/// Length of the end without the remark behind it.
const END_LENGTH: usize = 22;

/// How long the end of an archive can be: the remark has 16 bits for its length.
const MAX_END: u64 = END_LENGTH as u64 + 0xffff;

/// Where the directory is being read.
pub(super) struct Directory {
    at: u64,
    end: u64,
    /// What was put before the archive, such as a program that unpacks it.
    before: u64,
}

/// What comes next in the directory.
pub(super) enum Listed {
    Entry(Local),
    Damaged,
    End,
}

impl Directory {
    /// Finds the directory; nothing where it is not where the end of the archive says.
    pub(super) fn find(file: &File) -> io::Result<Option<Self>> {
        let from = file.length.saturating_sub(MAX_END);
        let tail = file.at(from, MAX_END as usize)?;
        let is_end = |at: &usize| {
            let end = &tail[*at..];
            end.starts_with(END) && usize::from(u16_at(end, 20)) <= end.len() - END_LENGTH
        };
        let last = (tail.len() + 1).saturating_sub(END_LENGTH);
        let Some(at) = (0..last).rev().find(is_end) else {
            return Ok(None);
        };
        let end = &tail[at..];
        let mut behind = from + at as u64;
        let mut size = u64::from(u32_at(end, 12));
        let mut start = u64::from(u32_at(end, 16));
        let ones = u64::from(u32::MAX);
        let is_wide = u16_at(end, 10) == u16::MAX || size == ones || start == ones;
        if is_wide && let Some((wide, at)) = wide_end(file, behind)? {
            (size, start) = (u64_at(&wide, 40), u64_at(&wide, 48));
            behind = at;
        }
        let before = behind
            .checked_sub(size)
            .and_then(|at| at.checked_sub(start));
        Ok(before.map(|before| Self {
            at: behind - size,
            end: behind,
            before,
        }))
    }

    /// What the next entry says.
    pub(super) fn next(&mut self, file: &File) -> io::Result<Listed> {
        if self.at >= self.end {
            return Ok(Listed::End);
        }
        let head = file.at(self.at, FIXED)?;
        if head.len() < FIXED || !head.starts_with(LISTED) {
            return Ok(Listed::Damaged);
        }
        let name = usize::from(u16_at(&head, 28));
        let extra = usize::from(u16_at(&head, 30));
        let remark = usize::from(u16_at(&head, 32));
        let rest = file.at(self.at + FIXED as u64, name + extra)?;
        self.at += (FIXED + name + extra + remark) as u64;
        if rest.len() < name + extra || self.at > self.end {
            return Ok(Listed::Damaged);
        }
        let mut packed = u64::from(u32_at(&head, 20));
        let mut length = u64::from(u32_at(&head, 24));
        let mut offset = u64::from(u32_at(&head, 42));
        let fields = [&mut length, &mut packed, &mut offset];
        if wide(&rest[name..], fields).is_none() {
            return Ok(Listed::Damaged);
        }
        // Only what was written on Unix says what kind of file it is.
        let is_unix = matches!(head[5], 3 | 19);
        Ok(Listed::Entry(Local {
            name: rest[..name].to_vec(),
            flags: u16_at(&head, 8),
            method: u16_at(&head, 10),
            checksum: u32_at(&head, 16),
            packed,
            length,
            offset: offset.saturating_add(self.before),
            data: 0,
            mode: if is_unix { u32_at(&head, 38) >> 16 } else { 0 },
            open_ended: false,
        }))
    }
}

/// The end of an archive with lengths of eight bytes, and where it stands.
fn wide_end(file: &File, end: u64) -> io::Result<Option<(Vec<u8>, u64)>> {
    let Some(locator) = end.checked_sub(20) else {
        return Ok(None);
    };
    if !file.at(locator, 4)?.starts_with(LOCATOR) {
        return Ok(None);
    }
    // Where it must be if nothing was put before the archive, and where it is else.
    let said = u64_at(&file.at(locator, 20)?, 8);
    for at in [said, locator.saturating_sub(56)] {
        let wide = file.at(at, 56)?;
        if wide.len() == 56 && wide.starts_with(WIDE_END) && at < end {
            return Ok(Some((wide, at)));
        }
    }
    Ok(None)
}
