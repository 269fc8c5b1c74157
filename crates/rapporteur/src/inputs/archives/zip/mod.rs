//! Zip archives: by their directory; where that is damaged, by what stands before each entry.

mod body;
mod directory;
mod local;
mod taken;

use std::io::{self, Read, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

use self::body::Body;
use self::directory::{Directory, Listed};
use self::local::Local;
use self::taken::Taken;
use super::{At, Damage, Entry};
use crate::inputs::files::said;
use crate::inputs::held::{Held, Seekable};

/// Bytes of an archive that comes through a pipe: it is kept until its end is there.
const MAX_KEPT: u64 = 4 << 30;

/// The entries of a zip archive.
pub(super) struct Zip {
    file: File,
    directory: Option<Directory>,
    /// Where the next entry is looked for if there is no directory.
    from: u64,
    /// What was wrong with the directory, until it is told.
    told: Option<Damage>,
    taken: Taken,
}

/// The archive, of which several entries may be held.
#[derive(Clone)]
struct File {
    bytes: Arc<Mutex<Box<dyn Seekable>>>,
    length: u64,
}

impl File {
    /// What stands at `offset`: `n` bytes, fewer only at the end.
    fn at(&self, offset: u64, n: usize) -> io::Result<Vec<u8>> {
        if offset >= self.length {
            // The system would refuse to go to some of these.
            return Ok(Vec::new());
        }
        let mut bytes = self.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        bytes.seek(SeekFrom::Start(offset))?;
        let mut read = Vec::new();
        bytes.by_ref().take(n as u64).read_to_end(&mut read)?;
        Ok(read)
    }
}

impl Zip {
    /// Opens an archive. The error is for a person.
    pub(super) fn new(held: Held) -> Result<Self, String> {
        let mut bytes = match held {
            Held::File(file) => file,
            Held::Stream(stream) => kept(stream)?,
        };
        let length = bytes.seek(SeekFrom::End(0)).map_err(|error| said(&error))?;
        let bytes = Arc::new(Mutex::new(bytes));
        let file = File { bytes, length };
        let directory = Directory::find(&file).map_err(|error| said(&error))?;
        let mut zip = Self {
            file,
            directory,
            from: 0,
            told: None,
            taken: Taken::default(),
        };
        if zip.directory.is_none() {
            zip.lose_directory();
        }
        Ok(zip)
    }

    /// Goes on without the directory.
    fn lose_directory(&mut self) {
        self.directory = None;
        self.told = Some(Damage {
            at: At::Whole,
            reason: String::from(
                "its directory is damaged or cut off; what can be found without it is read",
            ),
        });
    }

    fn following(&mut self) -> io::Result<Option<Result<Entry, Damage>>> {
        loop {
            if let Some(damage) = self.told.take() {
                return Ok(Some(Err(damage)));
            }
            let next = match &mut self.directory {
                None => return self.found(),
                Some(directory) => directory.next(&self.file)?,
            };
            match next {
                Listed::End => return Ok(None),
                Listed::Damaged => self.lose_directory(),
                Listed::Entry(head) => {
                    if let Some(next) = self.listed(head)? {
                        return Ok(Some(next));
                    }
                }
            }
        }
    }

    /// The entry that the directory lists; nothing for a folder.
    fn listed(&mut self, head: Local) -> io::Result<Option<Result<Entry, Damage>>> {
        if head.is_folder() {
            return Ok(None);
        }
        let damaged = |name, reason: &str| {
            let (at, reason) = (At::Entry(name), format!("{reason}; left out"));
            Ok(Some(Err(Damage { at, reason })))
        };
        let there = Local::at(&self.file, head.offset)?;
        let Some(there) = there else {
            return damaged(head.name, "no entry begins where the directory says");
        };
        let Some(end) = there.data.checked_add(head.packed) else {
            return damaged(head.name, "its length is beyond any archive");
        };
        if end > self.file.length {
            return damaged(head.name, "the archive ends within it");
        }
        if !self.taken.take(head.offset, end) {
            return damaged(head.name, "it shares its bytes with another entry");
        }
        if let Some(reason) = head.refused() {
            return damaged(head.name, &reason);
        }
        let head = Local {
            data: there.data,
            ..head
        };
        Ok(Some(Ok(self.entry(head))))
    }

    /// The next entry that is found without a directory.
    fn found(&mut self) -> io::Result<Option<Result<Entry, Damage>>> {
        while let Some(offset) = Local::find(&self.file, self.from)? {
            self.from = offset + 4;
            let taken = self.taken.end(offset);
            if let Some(end) = taken {
                self.from = end;
                continue;
            }
            let Some(head) = Local::at(&self.file, offset)? else {
                continue;
            };
            self.from = head.data;
            if head.is_folder() {
                continue;
            }
            let end = head.data.saturating_add(head.packed);
            let reason = match head.refused() {
                None if end > self.file.length => Some(String::from("the archive ends within it")),
                reason => reason,
            };
            if let Some(reason) = reason {
                let (at, reason) = (At::Entry(head.name), format!("{reason}; left out"));
                return Ok(Some(Err(Damage { at, reason })));
            }
            self.from = end;
            return Ok(Some(Ok(self.entry(head))));
        }
        Ok(None)
    }

    fn entry(&self, head: Local) -> Entry {
        Entry {
            packed: match head.open_ended {
                true => self.file.length - head.data,
                false => head.packed,
            },
            bytes: Box::new(Body::new(self.file.clone(), &head)),
            name: head.name,
        }
    }
}

impl Iterator for Zip {
    type Item = Result<Entry, Damage>;

    fn next(&mut self) -> Option<Self::Item> {
        self.following().unwrap_or_else(|error| {
            // Whatever is asked for next ends at once.
            self.directory = None;
            self.from = self.file.length;
            let reason = format!("{}; what follows is left out", said(&error));
            Some(Err(Damage {
                at: At::Whole,
                reason,
            }))
        })
    }
}

/// What comes through a pipe, kept in a file without a name: the directory stands at its end.
fn kept(stream: Box<dyn Read + Send>) -> Result<Box<dyn Seekable>, String> {
    let mut file = tempfile::tempfile().map_err(|error| format!("cannot be kept: {error}"))?;
    let copied = io::copy(&mut stream.take(MAX_KEPT + 1), &mut file);
    match copied {
        Err(error) => Err(said(&error)),
        Ok(length) if length > MAX_KEPT => Err(format!(
            "a zip archive of more than {} MiB through a pipe; name the file to have it read",
            MAX_KEPT >> 20
        )),
        Ok(_) => Ok(Box::new(file)),
    }
}
