//! Archives (zip and tar): every file in them as if it lay in a folder. `file -> Input`
//!
//! An entry at a time and in memory: no entry is ever written anywhere. Only a zip archive that comes
//! through a pipe is kept on the disk as it is, since its directory stands at its end. Both formats are read by code of
//! our own, since what is wrong with one entry must cost that entry alone: the libraries give up a
//! whole archive for one damaged head, read the list of all entries before the first, and names
//! and lists of any length with it.

mod budget;
mod names;
mod tar;
#[cfg(test)]
mod tests;
mod zip;

use std::io::Read;
use std::sync::Arc;

use self::budget::{Budget, Counted, Limits};
use self::names::{Name, quoted};
use super::files::{self, Contents, Opened};
use super::held::Held;
use super::{Input, Many, Problem};

/// A file in an archive.
struct Entry {
    /// Its name, as it stands there.
    name: Vec<u8>,
    /// How long it is in the archive.
    packed: u64,
    bytes: Box<dyn Read + Send>,
}

/// Something in an archive that is no file to be read.
#[derive(Debug)]
struct Damage {
    at: At,
    reason: String,
}

/// Where something is.
#[derive(Debug)]
enum At {
    /// The entry of this name.
    Entry(Vec<u8>),
    /// The entry that begins at this byte, of which nothing more is known.
    Byte(u64),
    /// The archive as a whole.
    Whole,
}

/// The entries of an archive. What is left of one is passed over when the next is asked for.
trait Entries: Iterator<Item = Result<Entry, Damage>> + Send {}

impl<T: Iterator<Item = Result<Entry, Damage>> + Send> Entries for T {}

/// What an archive is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    /// Files, as a folder does.
    Files,
    /// Web archives below `archive`, and beside them what helps to find pages in them (WACZ).
    WebArchives,
}

impl Holds {
    /// Whether the entry of this path is there to be read.
    fn names(self, path: &str) -> bool {
        self == Holds::Files || path.starts_with("archive/")
    }
}

/// The articles of one archive.
pub(super) struct Archive {
    /// The path as given.
    shown: String,
    entries: Box<dyn Entries>,
    limits: Limits,
    budget: Arc<Budget>,
    holds: Holds,
    /// Entries so far, and those of them that were passed over.
    number: u64,
    passed: u64,
    open: Option<Many>,
    /// What is to be said of the page that was handed on last.
    besides: Option<Problem>,
    /// Set once it was said that names are written with backslashes.
    backslashes: bool,
    ended: bool,
}

impl Archive {
    /// A zip archive. The error is for a person.
    pub(super) fn zip(shown: &str, held: Held) -> Result<Self, String> {
        let entries = zip::Zip::new(held)?;
        Ok(Self::of(shown, Box::new(entries), Limits::default()))
    }

    /// A packed web archive (WACZ). The error is for a person.
    pub(super) fn wacz(shown: &str, held: Held) -> Result<Self, String> {
        let holds = Holds::WebArchives;
        let zip = Self::zip(shown, held)?;
        Ok(Self { holds, ..zip })
    }

    /// A tar archive.
    pub(super) fn tar(shown: &str, held: Held) -> Self {
        Self::of(shown, Box::new(tar::Tar::new(held)), Limits::default())
    }

    fn of(shown: &str, entries: Box<dyn Entries>, limits: Limits) -> Self {
        Self {
            shown: shown.to_owned(),
            entries,
            limits,
            budget: Budget::new(limits),
            holds: Holds::Files,
            number: 0,
            passed: 0,
            open: None,
            besides: None,
            backslashes: false,
            ended: false,
        }
    }

    /// What the next entry gives; nothing where it is passed over or holds many articles.
    fn entry(&mut self, entry: Entry) -> Option<Result<Input, Problem>> {
        let inside = match Name::of(&entry.name) {
            Name::Hidden => {
                self.passed += 1;
                return None;
            }
            Name::Refused(reason) => {
                let reason = format!("{}: {reason}; left out", quoted(&entry.name));
                return Some(Err(Problem::new(&*self.shown, reason)));
            }
            Name::Path(path) => path,
            Name::Backslashes(path) => {
                self.tell_of_backslashes(&entry.name, &path);
                path
            }
        };
        if !self.holds.names(&inside) {
            self.passed += 1;
            return None;
        }
        self.budget.opens(entry.packed);
        let shown = files::shown(&self.shown, &inside);
        let bytes = Counted {
            from: entry.bytes,
            budget: Arc::clone(&self.budget),
        };
        match files::contents(&Contents::in_archive(&shown, &inside), Held::stream(bytes)) {
            Ok(Opened::Page(page)) => {
                let (source, fields) = *page;
                Some(Ok(Input::Page(source, fields)))
            }
            Ok(Opened::Many(many)) => {
                self.open = Some(many);
                None
            }
            // A folder lies on a disk: there is none in an archive.
            Ok(Opened::Folder(_)) => None,
            Err(reason) => Some(Err(Problem::new(shown, reason))),
        }
    }

    fn tell_of_backslashes(&mut self, name: &[u8], path: &str) {
        if !self.backslashes {
            self.backslashes = true;
            let reason = format!(
                "names with backslashes, such as {}; read as paths: {path}",
                quoted(name)
            );
            self.besides = Some(Problem::remark(&*self.shown, reason));
        }
    }

    fn damage(&self, damage: Damage) -> Problem {
        let Damage { at, reason } = damage;
        match at {
            At::Whole => Problem::new(&*self.shown, reason),
            At::Byte(offset) => Problem::new(format!("{}, byte {offset}", self.shown), reason),
            At::Entry(name) => match Name::of(&name) {
                Name::Path(path) | Name::Backslashes(path) => {
                    Problem::new(files::shown(&self.shown, &path), reason)
                }
                Name::Hidden | Name::Refused(_) => {
                    Problem::new(&*self.shown, format!("{}: {reason}", quoted(&name)))
                }
            },
        }
    }

    /// Why the archive is read no further.
    fn over(&self) -> Option<String> {
        let many = (self.number >= self.limits.entries)
            .then(|| format!("more than {} entries", self.limits.entries));
        many.or_else(|| self.budget.spent())
    }

    /// Why there was nothing to be read.
    fn nothing(&self) -> Option<String> {
        if self.number > self.passed {
            return None;
        }
        Some(match (self.holds, self.number) {
            (Holds::WebArchives, n) => format!("no web archive below archive/, entries: {n}"),
            (Holds::Files, 0) => String::from("no file in it"),
            (Holds::Files, 1) => String::from("only a hidden file in it"),
            (Holds::Files, n) => format!("only hidden files in it ({n})"),
        })
    }

    /// Goes to the next entry; nothing where there is nothing to hand on yet.
    fn advance(&mut self) -> Option<Result<Input, Problem>> {
        let Some(next) = self.entries.next() else {
            self.ended = true;
            let nothing = self.nothing()?;
            return Some(Err(Problem::new(&*self.shown, nothing)));
        };
        if let Some(reason) = self.over() {
            self.ended = true;
            let reason = format!("{reason}; the rest is left out");
            return Some(Err(Problem::new(&*self.shown, reason)));
        }
        self.number += 1;
        match next {
            Ok(entry) => self.entry(entry),
            Err(damage) => Some(Err(self.damage(damage))),
        }
    }
}

impl Iterator for Archive {
    type Item = Result<Input, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(problem) = self.besides.take() {
                return Some(Err(problem));
            }
            if let Some(many) = &mut self.open {
                match many.next() {
                    Some(item) => return Some(item),
                    None => self.open = None,
                }
            }
            if self.ended {
                return None;
            }
            if let Some(item) = self.advance() {
                return Some(item);
            }
        }
    }
}
