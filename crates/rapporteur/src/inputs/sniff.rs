//! What a file holds: by its ending where that is known, else by its first bytes.

use account::model::Media;
use account::pages::{feed, is_unmarked_utf16, mail};
use serde_json::Value;

/// What a file can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// One page.
    Page(Media),
    /// JSON Lines: an article a line.
    Lines,
    /// JSON: an article, or a list of articles.
    Json,
    /// A feed: an article an item.
    Feed(feed::Kind),
    /// A mail, or a page saved as one.
    Mail,
    /// A web archive.
    Warc,
    /// Files in a zip archive.
    Zip,
    /// Web archives in a zip archive.
    Wacz,
    /// Files in a tar archive.
    Tar,
    /// Something compressed: a web archive, a tar archive or one file.
    Packed,
}

/// What is said of formats that can be recognised and not yet read.
const NOT_YET: &str = "not supported yet; supported are HTML, plain text, Markdown, JSON Lines, feeds, mails, MHTML, WARC, WACZ, zip and tar";

/// What is said of the format before WARC.
const ARC: &str = "an old web archive (ARC): not supported; `warcio recompress` makes a WARC of it";

/// Formats that are no text, by their first bytes.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF file"),
    (b"BZh", "a compressed file (bzip2)"),
    (b"\xfd7zXZ", "a compressed file (xz)"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"RIFF", "a picture or a recording (RIFF)"),
    (b"SQLite format 3", "a database (SQLite)"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "a rich-text file"),
];

/// Web pages, by their endings.
const HTML: [&str; 3] = ["html", "htm", "xhtml"];

/// Archives that may be read as such, by their first bytes.
const ZIPPED: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "a zip archive or an office file"),
    (b"PK\x05\x06", "a zip archive"),
];

/// Zip archives that are one document or program, by their endings.
const OFFICE: [&str; 12] = [
    "docx", "xlsx", "pptx", "odt", "ods", "odp", "epub", "jar", "apk", "whl", "xpi", "kmz",
];

/// The same by the names of their first entries.
const OFFICE_ENTRIES: [&[u8]; 5] = [
    b"mimetype",
    b"[Content_Types]",
    b"_rels/",
    b"docProps/",
    b"META-INF/",
];

/// Compressed files, by their first bytes.
const PACKED: &[(&[u8], &str)] = &[
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"\x28\xb5\x2f\xfd", "a compressed file (zstd)"),
    (b"\x5d\x2a\x4d\x18", "a compressed file (zstd)"),
];

/// What the file with this ending and these first bytes holds; the error is the reason for a person.
pub(super) fn kind(ending: &str, head: &[u8]) -> Result<Kind, String> {
    if head.is_empty() {
        return Err(String::from("empty"));
    }
    if let Some(what) = not_yet(ending, head) {
        return Err(format!("{what}: {NOT_YET}"));
    }
    if trimmed(head).starts_with(b"WARC/") || matches!(ending, "warc" | "warc.gz" | "warc.zst") {
        return Ok(Kind::Warc);
    }
    if begun(PACKED, head).is_some() {
        return Ok(Kind::Packed);
    }
    if matches!(ending, "zip" | "wacz") || begun(ZIPPED, head).is_some() {
        return zip(ending, head);
    }
    if ending == "tar" || head.get(257..262).is_some_and(|mark| mark == b"ustar") {
        return Ok(Kind::Tar);
    }
    if let Some(what) = begun(MAGIC, head) {
        return Err(no_text(what));
    }
    if head.starts_with(b"filedesc://") {
        return Err(String::from(ARC));
    }
    if is_utf32(head) {
        return Err(String::from(
            "a text in UTF-32: not supported; save it in UTF-8",
        ));
    }
    if is_binary(ending, head) {
        return Err(format!("binary, no text: {NOT_YET}"));
    }
    if let Some(feed) = feed::kind(head).filter(|_| !matches!(ending, "jsonl" | "ndjson")) {
        return Ok(Kind::Feed(feed));
    }
    Ok(match ending {
        "rss" | "atom" | "rdf" => Kind::Feed(feed::Kind::Xml),
        ending if HTML.contains(&ending) => Kind::Page(Media::Html),
        "md" | "markdown" => Kind::Page(Media::Markdown),
        "jsonl" | "ndjson" => Kind::Lines,
        "json" => Kind::Json,
        "eml" | "mht" | "mhtml" => Kind::Mail,
        _ if mail::begins(head) => Kind::Mail,
        "txt" | "text" => Kind::Page(media(head)),
        ending => match json(head) {
            Some(kind) => kind,
            None if media(head) == Media::Html => Kind::Page(Media::Html),
            None if ending == "xml" || trimmed(head).starts_with(b"<?xml") => {
                return Err(format!("XML, but neither a page nor a feed: {NOT_YET}"));
            }
            None => Kind::Page(Media::Text),
        },
    })
}

/// A zip archive, unless it is a document or a program.
fn zip(ending: &str, head: &[u8]) -> Result<Kind, String> {
    let first = head.get(30..).unwrap_or_default();
    let begins = |name: &&[u8]| first.starts_with(name);
    let named = OFFICE.contains(&ending);
    let archive = matches!(ending, "zip" | "wacz");
    match named || !archive && OFFICE_ENTRIES.iter().any(begins) {
        true => Err(no_text("an office file or a program")),
        false if ending == "wacz" => Ok(Kind::Wacz),
        false => Ok(Kind::Zip),
    }
}

/// What is said of a file that holds no text.
pub(super) fn no_text(what: &str) -> String {
    format!("{what}, no text: {NOT_YET}")
}

/// The first of the formats that begins like this.
fn begun(formats: &[(&[u8], &'static str)], head: &[u8]) -> Option<&'static str> {
    let found = formats.iter().find(|(magic, _)| head.starts_with(magic));
    found.map(|(_, what)| *what)
}

/// What it is that begins like a format which is no text, whatever it is called.
pub(super) fn marked(head: &[u8]) -> Option<String> {
    let what = [PACKED, ZIPPED, MAGIC]
        .iter()
        .find_map(|formats| begun(formats, head));
    what.map(str::to_owned)
}

/// What a page without a name and without a media type is; the error says what else it is.
pub(super) fn page(head: &[u8]) -> Result<Media, String> {
    match marked(head) {
        Some(what) => Err(what),
        None if is_binary("", head) => Err(String::from("binary")),
        None => Ok(media(head)),
    }
}

/// Whether the first line is there and is one of JSON Lines.
pub(super) fn is_line_of_json(head: &[u8]) -> bool {
    let head = trimmed(head);
    head.starts_with(b"{") && head.contains(&b'\n') && json(head) == Some(Kind::Lines)
}

/// Whether a file of unknown name is JSON, and of which kind. What follows an object and is none is
/// a text whose front matter the object is.
fn json(head: &[u8]) -> Option<Kind> {
    let head = trimmed(head);
    let opens = *head.first().filter(|byte| b"{[".contains(byte))?;
    let mut values = serde_json::Deserializer::from_slice(head).into_iter::<Value>();
    let first = values.next()?;
    let (whole, rest) = head.split_at(values.byte_offset().min(head.len()));
    let rest = rest.trim_ascii_start();
    let broken = whole.contains(&b'\n');
    match first {
        Ok(Value::Array(_)) => Some(Kind::Json),
        Ok(object) => {
            let article = object.get("text").or(object.get("html")).is_some();
            match rest.first() {
                Some(b'{') | None if broken => Some(Kind::Json),
                Some(b'{') | None => Some(Kind::Lines),
                Some(_) => (article && !broken).then_some(Kind::Lines),
            }
        }
        // It is longer than the head.
        Err(error) if error.is_eof() && head.contains(&b'\n') => Some(Kind::Json),
        Err(error) if error.is_eof() && opens == b'{' => Some(Kind::Lines),
        Err(error) if error.is_eof() => Some(Kind::Json),
        Err(_) => {
            let mut lines = head.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
            let first = lines.next().unwrap_or_default();
            let damaged = first.starts_with(b"{\"") && first.ends_with(b"}");
            let next = lines.find(|line| !line.is_empty()).unwrap_or_default();
            (damaged && next.starts_with(b"{\"")).then_some(Kind::Lines)
        }
    }
}

/// What holds no articles itself, or not in a way that can be read: by its ending and first words.
fn not_yet(ending: &str, head: &[u8]) -> Option<&'static str> {
    let start = String::from_utf8_lossy(&head[..head.len().min(1_024)]).to_lowercase();
    let xml = start
        .trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t'])
        .starts_with('<');
    match ending {
        "opml" => Some("a list of feeds (OPML)"),
        _ if xml && start.contains("<opml") && !start.contains("<html") => {
            Some("a list of feeds (OPML)")
        }
        _ => None,
    }
}

/// A page of unknown ending.
fn media(head: &[u8]) -> Media {
    let start = start(head);
    let tags = ["<!doctype html", "<html", "<head", "<body"];
    match start.starts_with('<') && tags.iter().any(|tag| start.contains(tag)) {
        true => Media::Html,
        false => Media::Text,
    }
}

/// The beginning as markup is looked for in it. Markup is ASCII: in UTF-16 it is itself but for the
/// NULs and the byte order mark.
fn start(head: &[u8]) -> String {
    let start = String::from_utf8_lossy(&head[..head.len().min(2_048)]).to_lowercase();
    let start = start.replace('\0', "");
    let marks = ['\u{feff}', '\u{fffd}'];
    start.trim_start_matches(marks).trim_start().to_owned()
}

/// Whether the bytes are no text: many control characters, or a NUL outside UTF-16. A page may have
/// NULs, which browsers leave out.
fn is_binary(ending: &str, head: &[u8]) -> bool {
    let marked = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    if marked || is_unmarked_utf16(head) {
        return false;
    }
    let count = |is: fn(&u8) -> bool| head.iter().filter(|byte| is(byte)).count();
    let nuls = count(|byte| *byte == 0);
    let others = count(|byte| (1..0x20).contains(byte) && !b"\t\n\r\x0c\x1b".contains(byte));
    let page = || {
        let markup = HTML.contains(&ending) && start(head).starts_with('<');
        nuls * 2 < head.len() && (markup || media(head) == Media::Html)
    };
    others * 10 > head.len() - nuls || nuls > 0 && !page()
}

/// Whether the bytes are UTF-32: of every four, those on one side are no more than a letter needs.
fn is_utf32(head: &[u8]) -> bool {
    let letters = |read: fn([u8; 4]) -> u32| {
        let fours = head.chunks_exact(4).map(|four| {
            let letter = read([four[0], four[1], four[2], four[3]]);
            letter > 0 && char::from_u32(letter).is_some()
        });
        head.len() >= 16 && fours.clone().filter(|letter| *letter).count() * 20 >= fours.len() * 19
    };
    head.contains(&0) && (letters(u32::from_le_bytes) || letters(u32::from_be_bytes))
}

fn trimmed(head: &[u8]) -> &[u8] {
    head.strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(head)
        .trim_ascii_start()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_decides_where_it_is_known() {
        assert_eq!(kind("htm", b"Words"), Ok(Kind::Page(Media::Html)));
        assert_eq!(kind("md", b"<p>Words"), Ok(Kind::Page(Media::Markdown)));
        assert_eq!(kind("jsonl", b"{}"), Ok(Kind::Lines));
        assert_eq!(kind("json", b"[]"), Ok(Kind::Json));
    }

    #[test]
    fn an_unknown_ending_is_looked_into() {
        assert_eq!(
            kind("", b"\n<!DOCTYPE html><p>"),
            Ok(Kind::Page(Media::Html))
        );
        assert_eq!(
            kind("asp", b"\xef\xbb\xbf<HTML>"),
            Ok(Kind::Page(Media::Html))
        );
        assert_eq!(kind("text", b"<i>Words</i>"), Ok(Kind::Page(Media::Text)));
    }

    #[test]
    fn what_is_no_text_is_refused_by_name() {
        let refused = |ending: &str, head: &[u8]| kind(ending, head).unwrap_err();
        assert_eq!(refused("txt", b""), "empty");
        assert!(refused("txt", b"%PDF-1.7\n").contains("PDF"));
        assert!(refused("txt", b"ab\0c").contains("binary"));
        assert!(refused("txt", b"\x01\x02\x03abc").contains("binary"));
        assert!(refused("html", b"GIF89a\x01\0<html>").contains("GIF"));
        assert!(refused("dat", b"filedesc://a.arc 0.0.0.0").contains("(ARC): not supported"));
        assert!(refused("xml", b"<!-- --><CHANNEL>").contains("neither a page nor a feed"));
        assert!(refused("", b"<?xml version='1.0'?><nitf>").contains("neither a page nor a feed"));
        assert!(refused("xml", b"<?xml version='1.0'?>\n<opml>").contains("OPML"));
    }

    #[test]
    fn a_feed_is_known_by_its_first_element_and_a_damaged_one_by_its_name() {
        let xml = b"<?xml version='1.0'?>\n<rss version='2.0'>";
        assert_eq!(kind("xml", xml), Ok(Kind::Feed(feed::Kind::Xml)));
        assert_eq!(kind("html", xml), Ok(Kind::Feed(feed::Kind::Xml)));
        assert_eq!(kind("rss", b"<item>"), Ok(Kind::Feed(feed::Kind::Xml)));
        let json = br#"{"version": "https://jsonfeed.org/version/1""#;
        assert_eq!(kind("json", json), Ok(Kind::Feed(feed::Kind::Json)));
    }

    #[test]
    fn json_without_a_name_is_lines_a_whole_or_front_matter() {
        let cut = format!("{{\"text\": \"{}", "a".repeat(9_000));
        for (head, expected) in [
            ("{\"text\": \"a\"}\n{\"text\": \"b\"}", Some(Kind::Lines)),
            ("\n{\"text\": \"a\"}\nnonsense", Some(Kind::Lines)),
            ("{\"text\": a}\n{\"text\": \"b\"}", Some(Kind::Lines)),
            (&cut, Some(Kind::Lines)),
            ("{\n\"text\": \"a\"}", Some(Kind::Json)),
            ("[{\"text\": \"a\"}, {\"te", Some(Kind::Json)),
            ("{\n\"title\": \"a\"\n}\n\nText.", None),
            ("{\"title\": \"a\"}\nText.", None),
            ("[Update] Text.", None),
            ("{sic} Text", None),
            ("Text", None),
        ] {
            assert_eq!(json(head.as_bytes()), expected, "{head:.40}");
        }
        assert!(is_line_of_json(b"{\"text\": \"a\"}\n"));
        assert!(!is_line_of_json(b"{\"text\": \"a\"}"));
    }

    #[test]
    fn a_mail_is_known_by_its_head() {
        let mail = b"From: a@b.example\nTo: c@d.example\nSubject: Ships\n\nText";
        assert_eq!(kind("txt", mail), Ok(Kind::Mail));
        assert_eq!(kind("md", mail), Ok(Kind::Page(Media::Markdown)));
        assert_eq!(kind("mht", b"Text"), Ok(Kind::Mail));
    }

    #[test]
    fn archives_are_known_by_their_first_bytes_and_documents_told_from_them() {
        let tar = [&[b'a'; 257][..], b"ustar\x0000"].concat();
        assert_eq!(kind("dat", &tar), Ok(Kind::Tar));
        assert_eq!(kind("dat", b"PK\x03\x04"), Ok(Kind::Zip));
        let first = [b"PK\x03\x04", &[0; 26][..], b"[Content_Types].xml"].concat();
        for (ending, head) in [
            ("dat", &first[..]),
            ("docx", b"PK\x03\x04"),
            ("epub", &first),
        ] {
            assert!(kind(ending, head).unwrap_err().contains("office"));
        }
        assert_eq!(kind("zip", &first), Ok(Kind::Zip));
    }

    #[test]
    fn a_web_archive_is_known_by_its_first_bytes_and_a_damaged_one_by_its_name() {
        assert_eq!(kind("dat", b"WARC/1.1\r\n"), Ok(Kind::Warc));
        assert_eq!(kind("warc.gz", b"\0\0\x1f\x8b"), Ok(Kind::Warc));
        let packed = |head: &[u8]| kind("dat", head) == Ok(Kind::Packed);
        assert!(packed(b"\x1f\x8b\x08") && packed(b"\x5d\x2a\x4d\x18"));
    }

    #[test]
    fn a_page_may_have_nuls_and_a_picture_is_no_page_for_its_name() {
        let html = Ok(Kind::Page(Media::Html));
        assert_eq!(kind("html", b"<p>Sh\0ips left.</p>"), html);
        assert_eq!(kind("php", b"\0<!DOCTYPE html>\0\0<p>Ships left."), html);
        let binary = |ending: &str, head: &[u8]| kind(ending, head).is_err();
        assert!(binary("html", b"Sh\0ips left."));
        assert!(binary("html", b"<\0\0\0\0\0a>"));
        assert!(binary("html", b"<p>\0\x01\x02\x03\x04\x05\x06\x07"));
        assert!(binary("txt", b"<p>Sh\0ips left.</p>"));
    }

    #[test]
    fn utf32_is_refused_by_name() {
        for text in ["\u{feff}<rss><channel>", "Ships left the harbour."] {
            let little: Vec<u8> = text
                .chars()
                .flat_map(|c| u32::from(c).to_le_bytes())
                .collect();
            let big: Vec<u8> = text
                .chars()
                .flat_map(|c| u32::from(c).to_be_bytes())
                .collect();
            for bytes in [little, big] {
                assert!(kind("xml", &bytes).unwrap_err().contains("UTF-32"));
            }
        }
    }

    #[test]
    fn utf16_is_text() {
        assert_eq!(kind("txt", b"\xff\xfea\0b\0"), Ok(Kind::Page(Media::Text)));
        assert_eq!(kind("txt", b"\0W\0o\0r\0d"), Ok(Kind::Page(Media::Text)));
        let page: Vec<u8> = "\u{feff}<html><p>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(kind("", &page), Ok(Kind::Page(Media::Html)));
    }
}
