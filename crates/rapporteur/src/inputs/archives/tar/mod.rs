//! Tar archives: a head and the bytes of a file, one behind the other. `bytes -> Entry`

mod extended;
mod head;

use std::io::{self, Read};
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use self::extended::Extended;
use self::head::{Head, Kind};
use super::{At, Damage, Entry};
use crate::inputs::files::said;
use crate::inputs::held::Held;

/// Everything stands in blocks of this length.
const BLOCK: usize = 512;

/// Longest extended head that is read: names and little else.
const MAX_EXTENDED: u64 = 1 << 20;

/// The entries of a tar archive.
pub(super) struct Tar {
    bytes: Arc<Mutex<Bytes>>,
    ended: bool,
}

/// Where the archive is being read.
struct Bytes {
    from: Held,
    offset: u64,
    /// Bytes of the open entry that are still to come.
    left: u64,
    /// Bytes that fill its last block.
    padding: u64,
    /// Which entry is open: whoever still holds an earlier one gets nothing more.
    number: u64,
    failed: bool,
    /// A head that was found behind damage.
    ahead: Option<Head>,
    ended: bool,
}

/// The bytes of one entry.
struct Body {
    bytes: Arc<Mutex<Bytes>>,
    number: u64,
}

/// What stands where a head is to stand.
enum Block {
    Head(Head),
    /// Bytes that are no head.
    Other,
    /// The blocks of NULs that an archive ends with.
    Zeros,
    End,
}

impl Tar {
    pub(super) fn new(from: Held) -> Self {
        let bytes = Bytes {
            from,
            offset: 0,
            left: 0,
            padding: 0,
            number: 0,
            failed: false,
            ahead: None,
            ended: false,
        };
        Self {
            bytes: Arc::new(Mutex::new(bytes)),
            ended: false,
        }
    }

    /// The next entry; none at the end.
    fn following(&self) -> io::Result<Option<Result<Entry, Damage>>> {
        let mut bytes = locked(&self.bytes);
        let mut extended = Extended::default();
        let mut zeros = 0;
        loop {
            bytes.pass()?;
            let offset = bytes.offset;
            let head = match bytes.block()? {
                Block::End if zeros == 0 && offset > 0 => return Ok(Some(Err(unmarked()))),
                Block::End => return Ok(None),
                // What programs leave behind the end.
                Block::Other if zeros > 1 => return Ok(None),
                Block::Other => return bytes.lost(offset).map(|damage| Some(Err(damage))),
                Block::Zeros => {
                    zeros += 1;
                    continue;
                }
                Block::Head(head) => head,
            };
            zeros = 0;
            if !matches!(head.kind, Kind::LongName | Kind::Extended) {
                let head = mem::take(&mut extended).apply(head);
                bytes.opens(head.size);
                if let Some(next) = self.opened(head, bytes.number) {
                    return Ok(Some(next));
                }
            } else if head.size <= MAX_EXTENDED {
                extended.learn(head.kind, bytes.whole(head.size)?);
            } else {
                bytes.opens(head.size);
                let reason = String::from("an extended head of more than 1 MiB; left out");
                let at = At::Byte(offset);
                return Ok(Some(Err(Damage { at, reason })));
            }
        }
    }

    /// The entry that was opened under this number, if there is something to be read or told.
    fn opened(&self, head: Head, number: u64) -> Option<Result<Entry, Damage>> {
        match head.kind {
            Kind::File => Some(Ok(Entry {
                name: head.name,
                packed: head.size,
                bytes: Box::new(Body {
                    bytes: Arc::clone(&self.bytes),
                    number,
                }),
            })),
            Kind::Other(reason) => Some(Err(Damage {
                at: At::Entry(head.name),
                reason: format!("{reason}; left out"),
            })),
            Kind::Folder | Kind::LongName | Kind::Extended | Kind::Passed => None,
        }
    }
}

impl Iterator for Tar {
    type Item = Result<Entry, Damage>;

    fn next(&mut self) -> Option<Self::Item> {
        // What an entry broke off with was said there.
        let Bytes { failed, ended, .. } = *locked(&self.bytes);
        if self.ended || failed || ended {
            return None;
        }
        let next = self.following().unwrap_or_else(|error| {
            self.ended = true;
            Some(Err(Damage {
                at: At::Byte(locked(&self.bytes).offset),
                reason: format!("{}; what follows is left out", said(&error)),
            }))
        });
        self.ended |= next.is_none();
        next
    }
}

impl Bytes {
    /// Opens an entry of this length.
    fn opens(&mut self, size: u64) {
        self.left = size;
        self.padding = (BLOCK as u64 - size % BLOCK as u64) % BLOCK as u64;
        self.number += 1;
    }

    /// Passes over what is left of the open entry.
    fn pass(&mut self) -> io::Result<()> {
        let left = mem::take(&mut self.left);
        // Read apart: an archive without the bytes that fill the last block is whole all the same.
        if self.skip(left)? < left {
            return Err(io::Error::other("the archive ends within an entry"));
        }
        let padding = mem::take(&mut self.padding);
        self.skip(padding)?;
        Ok(())
    }

    fn skip(&mut self, length: u64) -> io::Result<u64> {
        let passed = io::copy(&mut self.from.by_ref().take(length), &mut io::sink())?;
        self.offset += passed;
        Ok(passed)
    }

    /// All bytes of a short entry.
    fn whole(&mut self, size: u64) -> io::Result<Vec<u8>> {
        self.opens(size);
        let mut whole = Vec::new();
        let read = self.from.by_ref().take(size).read_to_end(&mut whole)?;
        self.offset += read as u64;
        self.left -= read as u64;
        Ok(whole)
    }

    fn block(&mut self) -> io::Result<Block> {
        if let Some(head) = self.ahead.take() {
            return Ok(Block::Head(head));
        }
        let mut block = Vec::with_capacity(BLOCK);
        let mut one = self.from.by_ref().take(BLOCK as u64);
        let read = one.read_to_end(&mut block)?;
        self.offset += read as u64;
        if read < BLOCK {
            self.ended = true;
            return match block.iter().all(|byte| *byte == 0) {
                true => Ok(Block::End),
                false => Err(io::Error::other("the archive ends within a head")),
            };
        }
        if block.iter().all(|byte| *byte == 0) {
            return Ok(Block::Zeros);
        }
        Ok(Head::of(&block).map_or(Block::Other, Block::Head))
    }

    /// Goes to the next head that is whole; what is passed over is told.
    fn lost(&mut self, from: u64) -> io::Result<Damage> {
        let mut passed = BLOCK as u64;
        loop {
            match self.block()? {
                Block::End => break,
                Block::Other | Block::Zeros => passed += BLOCK as u64,
                Block::Head(head) => {
                    self.ahead = Some(head);
                    break;
                }
            }
        }
        Ok(Damage {
            at: At::Byte(from),
            reason: format!("no head of an entry; {passed} bytes are left out"),
        })
    }
}

/// That the end of an archive is not marked as such.
fn unmarked() -> Damage {
    Damage {
        at: At::Whole,
        reason: String::from("the archive has no end: something may be missing"),
    }
}

fn locked(bytes: &Mutex<Bytes>) -> MutexGuard<'_, Bytes> {
    bytes.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Read for Body {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let mut bytes = locked(&self.bytes);
        if bytes.number != self.number || bytes.left == 0 || into.is_empty() {
            return Ok(0);
        }
        let most = into
            .len()
            .min(usize::try_from(bytes.left).unwrap_or(usize::MAX));
        let read = bytes
            .from
            .read(&mut into[..most])
            .and_then(|read| match read {
                0 => Err(io::Error::other("the archive ends within it")),
                read => Ok(read),
            });
        match &read {
            Ok(read) => {
                bytes.left -= *read as u64;
                bytes.offset += *read as u64;
            }
            Err(error) => bytes.failed = error.kind() != io::ErrorKind::Interrupted,
        }
        read
    }
}
