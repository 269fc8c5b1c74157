//! Files and folders: what a path holds, by its ending and by its first bytes.

use std::fs::{self, File};
use std::io::{self, Read};

use account::model::{Media, Source};
use account::pages::MAX_PAGE;
use account::pages::feed::Kind as Feed;
use account::pages::mail::{self, MAX_MAIL};

use super::archives::Archive;
use super::held::Held;
use super::packed::Unpacked;
use super::sniff::{self, Kind};
use super::{Fields, Many, Named, Waiting, feeds, stream, warc};

/// How standard input is named.
pub(super) const STANDARD_INPUT: &str = "-";

/// Bytes by which a file is recognised.
const HEAD: usize = 8 * 1024;

/// Bytes by which it is recognised what is packed: a block of zstd has up to 128 KiB.
const PACKED_HEAD: usize = 160 * 1024;

/// What a path turned out to be.
pub(super) enum Opened {
    /// A folder: its files and folders, sorted.
    Folder(Vec<Waiting>),
    /// A file with many articles.
    Many(Many),
    /// A file with one page.
    Page(Box<(Source, Fields)>),
}

/// A file, or what stands for one, as it is recognised and spoken of.
pub(super) struct Contents {
    /// The path as given.
    pub(super) shown: String,
    /// The ending of its name.
    pub(super) ending: String,
    /// What it lies in already.
    within: Within,
}

/// What something lies in. Nothing is unpacked twice over in the same way: what is packed in turn
/// is there to make the reader work.
#[derive(Clone, Copy, Debug, Default)]
struct Within {
    archive: bool,
    packed: bool,
}

impl Contents {
    /// What has this name in its folder.
    pub(super) fn named(shown: &str, name: &str) -> Self {
        Self {
            shown: shown.to_owned(),
            ending: ending(name),
            within: Within::default(),
        }
    }

    /// The entry of an archive.
    pub(super) fn in_archive(shown: &str, name: &str) -> Self {
        let mut named = Self::named(shown, name.rsplit('/').next().unwrap_or(name));
        named.within.archive = true;
        named
    }

    /// What this unpacks to.
    fn unpacked(&self) -> Self {
        let endings = [".gz", ".zst"];
        let mut inner = endings
            .iter()
            .filter_map(|end| self.ending.strip_suffix(end));
        let ending = match self.ending.as_str() {
            "tgz" => "tar",
            ending => inner.next().unwrap_or(ending),
        };
        Self {
            shown: self.shown.clone(),
            ending: ending.to_owned(),
            within: Within {
                packed: true,
                ..self.within
            },
        }
    }
}

/// Opens a path; the error is the reason for a person.
pub(super) fn open(next: &Waiting) -> Result<Opened, String> {
    let kind = fs::metadata(&next.path).map_err(|error| said(&error))?;
    if kind.is_dir() {
        return folder(next).map(Opened::Folder);
    }
    if next.named == Named::ByFolder && !kind.is_file() {
        return Err(String::from("neither a file nor a folder"));
    }
    let file = File::open(&next.path).map_err(|error| said(&error))?;
    let held = match kind.is_file() {
        true => Held::file(file),
        false => Held::stream(file),
    };
    let name = next.path.file_name().unwrap_or_default();
    let named = Contents::named(&next.shown, &name.to_string_lossy());
    contents(&named, held)
}

/// Opens standard input, which is recognised like a file without a name.
pub(super) fn standard_input() -> Result<Opened, String> {
    let mut stdin = io::stdin();
    let (mut head, mut lines) = (Vec::new(), false);
    // Lines of JSON may come from a program that waits for the answer to each.
    while head.len() < HEAD && !lines {
        let mut part = vec![0; HEAD - head.len()];
        match stdin.read(&mut part).map_err(|error| said(&error))? {
            0 => break,
            read => head.extend_from_slice(&part[..read]),
        }
        lines = sniff::is_line_of_json(&head);
    }
    if head.len() < HEAD && head.trim_ascii().is_empty() {
        return Ok(Opened::Many(Box::new(std::iter::empty())));
    }
    let held = Held::stream(io::Cursor::new(head).chain(stdin));
    match lines {
        true => {
            let lines = stream::Lines::new(STANDARD_INPUT, Box::new(held));
            Ok(Opened::Many(Box::new(lines)))
        }
        false => contents(&Contents::named(STANDARD_INPUT, ""), held),
    }
}

/// What a file holds, or what stands for one: the name decides with the first bytes.
pub(super) fn contents(file: &Contents, mut held: Held) -> Result<Opened, String> {
    let head = held.head(HEAD).map_err(|error| said(&error))?;
    match sniff::kind(&file.ending, &head)? {
        Kind::Page(media) => {
            let source = page(&file.shown, media, held)?;
            Ok(Opened::Page(Box::new((source, Fields::default()))))
        }
        Kind::Mail => letter(&file.shown, held),
        Kind::Lines => {
            let lines = stream::Lines::new(&file.shown, Box::new(held));
            Ok(Opened::Many(Box::new(lines)))
        }
        Kind::Json => {
            let lines = stream::Lines::of_json(&file.shown, held)?;
            Ok(Opened::Many(Box::new(lines)))
        }
        Kind::Feed(kind) => feed(&file.shown, kind, held).map(Opened::Many),
        Kind::Warc => web_archive(file, held),
        Kind::Zip | Kind::Wacz | Kind::Tar if file.within.archive => Err(String::from(
            "an archive in an archive; unpack it to have it read",
        )),
        Kind::Zip | Kind::Wacz if file.within.packed => Err(String::from(
            "a zip archive packed once more; unpack it to have it read",
        )),
        Kind::Zip => {
            let archive = Archive::zip(&file.shown, held)?;
            Ok(Opened::Many(Box::new(archive)))
        }
        Kind::Wacz => {
            let archive = Archive::wacz(&file.shown, held)?;
            Ok(Opened::Many(Box::new(archive)))
        }
        Kind::Tar => Ok(Opened::Many(Box::new(Archive::tar(&file.shown, held)))),
        Kind::Packed if file.within.packed => Err(String::from(
            "packed more than once; unpack it to have it read",
        )),
        Kind::Packed => packed(file, held),
    }
}

/// The page in a mail.
fn letter(shown: &str, stream: impl Read) -> Result<Opened, String> {
    let mut bytes = Vec::new();
    let read = stream.take(MAX_MAIL as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|error| said(&error))?;
    if bytes.len() > MAX_MAIL {
        return Err(format!("a mail longer than {} MiB", MAX_MAIL >> 20));
    }
    let mail = mail::read(&bytes).ok_or("a mail without text")?;
    Ok(Opened::Page(Box::new(Fields::of_mail(mail, shown))))
}

/// The items of a feed.
fn feed(shown: &str, kind: Feed, stream: impl Read + Send + 'static) -> Result<Many, String> {
    Ok(match kind {
        Feed::Xml => Box::new(feeds::Feeds::of_xml(shown, Box::new(stream))),
        Feed::Json => Box::new(feeds::Feeds::of_json(shown, stream)?),
    })
}

/// The pages of a web archive.
fn web_archive(file: &Contents, held: Held) -> Result<Opened, String> {
    let pages = warc::Warc::new(&file.shown, held, &file.ending);
    let pages = pages.map_err(|error| said(&error))?;
    Ok(Opened::Many(Box::new(pages)))
}

/// What a file packed as a whole holds.
fn packed(file: &Contents, mut held: Held) -> Result<Opened, String> {
    let head = held.head(PACKED_HEAD).map_err(|error| said(&error))?;
    if warc::holds_records(Held::file(io::Cursor::new(head)), &file.ending) {
        return web_archive(file, held);
    }
    let unpacked = Unpacked::new(held).map_err(|error| said(&error))?;
    contents(&file.unpacked(), Held::stream(unpacked))
}

/// Reads a page, no further than a page is read at all. No text of an article is as long; a web
/// page may be, by its scripts and pictures.
fn page(shown: &str, media: Media, held: Held) -> Result<Source, String> {
    let mut bytes = Vec::new();
    held.take(MAX_PAGE as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| said(&error))?;
    if bytes.len() > MAX_PAGE && media != Media::Html {
        return Err(format!(
            "longer than {} MiB, so no article; have several read as JSON Lines",
            MAX_PAGE >> 20
        ));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(String::from("empty: it holds nothing but white space"));
    }
    Ok(Source {
        id: shown.into(),
        media,
        bytes,
        charset: None,
        url: None,
        fetched: None,
    })
}

/// What lies in a folder, sorted by name; hidden files are not looked at.
fn folder(next: &Waiting) -> Result<Vec<Waiting>, String> {
    if next.named == Named::ByFolder && next.path.is_symlink() {
        return Err(String::from(
            "a link to a folder; name that folder itself to read it",
        ));
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(&next.path).map_err(|error| said(&error))? {
        names.push(entry.map_err(|error| said(&error))?.file_name());
    }
    names.retain(|name| !name.to_string_lossy().starts_with('.'));
    names.sort();
    if names.is_empty() && next.named == Named::ByUser {
        return Err(String::from("a folder without files"));
    }
    let below = |name: std::ffi::OsString| Waiting {
        path: next.path.join(&name),
        shown: shown(&next.shown, &name.to_string_lossy()),
        named: Named::ByFolder,
    };
    Ok(names.into_iter().map(below).collect())
}

/// The path of a file in a folder, written alike on every system.
pub(super) fn shown(folder: &str, name: &str) -> String {
    if folder.ends_with(['/', std::path::MAIN_SEPARATOR]) {
        format!("{folder}{name}")
    } else {
        format!("{folder}/{name}")
    }
}

/// The ending of the name in small letters; of compressed files the last two: "warc.gz".
fn ending(name: &str) -> String {
    let name = name.to_lowercase();
    let Some((stem, last)) = name.rsplit_once('.') else {
        return String::new();
    };
    match stem.rsplit_once('.') {
        Some((_, inner)) if matches!(last, "gz" | "zst" | "bz2" | "xz") => {
            format!("{inner}.{last}")
        }
        _ => last.to_owned(),
    }
}

/// What the system says, without the number of its error.
pub(super) fn said(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => String::from("no such file or folder"),
        io::ErrorKind::PermissionDenied => String::from("no permission to read it"),
        _ => format!("cannot be read: {error}"),
    }
}
