//! What an archive may unpack to, all its entries together.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::inputs::packed::members::RATIO;

/// How far an archive is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Entries, whatever becomes of them.
    pub(super) entries: u64,
    /// Bytes that they unpack to.
    pub(super) bytes: u64,
    /// Bytes from which on these are no more than so many times what they are packed in. One
    /// entry has a narrower budget of its own.
    pub(super) free: u64,
    pub(super) ratio: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            entries: 1_000_000,
            bytes: 64 << 30,
            free: 1 << 30,
            ratio: RATIO,
        }
    }
}

/// What has been read of an archive.
#[derive(Debug)]
pub(super) struct Budget {
    limits: Limits,
    unpacked: AtomicU64,
    packed: AtomicU64,
}

impl Budget {
    pub(super) fn new(limits: Limits) -> Arc<Self> {
        Arc::new(Self {
            limits,
            unpacked: AtomicU64::new(0),
            packed: AtomicU64::new(0),
        })
    }

    /// Notes that an entry of so many packed bytes is opened.
    pub(super) fn opens(&self, packed: u64) {
        self.packed.fetch_add(packed, Ordering::Relaxed);
    }

    /// Why nothing more may be unpacked.
    pub(super) fn spent(&self) -> Option<String> {
        let Limits {
            bytes, free, ratio, ..
        } = self.limits;
        let unpacked = self.unpacked.load(Ordering::Relaxed);
        let packed = self.packed.load(Ordering::Relaxed);
        if unpacked > bytes {
            Some(format!(
                "the archive unpacks to more than {} MiB",
                bytes >> 20
            ))
        } else if unpacked > free && unpacked > packed.saturating_mul(ratio) {
            Some(format!(
                "the archive unpacks to more than {ratio} times its size"
            ))
        } else {
            None
        }
    }
}

/// The bytes of an entry, of which account is kept.
pub(super) struct Counted {
    pub(super) from: Box<dyn Read + Send>,
    pub(super) budget: Arc<Budget>,
}

impl Read for Counted {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if let Some(reason) = self.budget.spent() {
            return Err(io::Error::other(reason));
        }
        let read = self.from.read(into)?;
        self.budget
            .unpacked
            .fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
