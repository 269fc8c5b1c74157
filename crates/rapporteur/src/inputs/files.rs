//! Files and folders: what a path holds, by its ending and by its first bytes.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use account::model::{Media, Source};
use account::pages::MAX_PAGE;

use super::sniff::{self, Kind};
use super::{Many, Named, Waiting, stream, warc};

/// Bytes by which a file is recognised.
const HEAD: u64 = 8 * 1024;

/// What a path turned out to be.
pub(super) enum Opened {
    /// A folder: its files and folders, sorted.
    Folder(Vec<Waiting>),
    /// A file with many articles.
    Many(Many),
    /// A file with one page.
    Page(Source),
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
    let mut file = File::open(&next.path).map_err(|error| said(&error))?;
    let mut head = Vec::new();
    file.by_ref()
        .take(HEAD)
        .read_to_end(&mut head)
        .map_err(|error| said(&error))?;
    let ending = ending(&next.path);
    match sniff::kind(&ending, &head)? {
        Kind::Page(media) => page(next, media, head, file).map(Opened::Page),
        Kind::Lines => {
            let whole = io::Cursor::new(head).chain(file);
            let lines = stream::Lines::new(&next.shown, Box::new(whole));
            Ok(Opened::Many(Box::new(lines)))
        }
        Kind::Json => {
            let whole = io::Cursor::new(head).chain(file);
            let lines = stream::Lines::of_json(&next.shown, whole)?;
            Ok(Opened::Many(Box::new(lines)))
        }
        Kind::Warc => archive(next, &ending, file).map(Opened::Many),
        Kind::Packed(what) => {
            let probe = file.try_clone().map_err(|error| said(&error))?;
            match warc::holds_records(Box::new(probe), &ending) {
                true => archive(next, &ending, file).map(Opened::Many),
                false => Err(sniff::no_text(what)),
            }
        }
    }
}

/// The pages of a web archive.
fn archive(next: &Waiting, ending: &str, file: File) -> Result<Many, String> {
    let pages = warc::Warc::new(&next.shown, Box::new(file), ending);
    let pages = pages.map_err(|error| said(&error))?;
    Ok(Box::new(pages))
}

/// Reads the rest of a page, no further than a page is read at all. No text of an article is as long;
/// a web page may be, by its scripts and pictures.
fn page(next: &Waiting, media: Media, head: Vec<u8>, file: File) -> Result<Source, String> {
    let mut bytes = head;
    let rest = (MAX_PAGE + 1).saturating_sub(bytes.len());
    file.take(rest as u64)
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
        id: next.shown.as_str().into(),
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
fn shown(folder: &str, name: &str) -> String {
    if folder.ends_with(['/', std::path::MAIN_SEPARATOR]) {
        format!("{folder}{name}")
    } else {
        format!("{folder}/{name}")
    }
}

/// The ending of the name in small letters; of compressed files the last two: "warc.gz".
fn ending(path: &Path) -> String {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
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
