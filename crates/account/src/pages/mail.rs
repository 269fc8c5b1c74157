//! Mails and web pages saved as one file (MHTML) to pages. `bytes -> Mail`

use jiff::Timestamp;
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, HeaderName, Message, MessageParser, MessagePart, MimeHeaders};

use crate::model::Media;

use super::MAX_PAGE;

/// Bytes of a mail that are read: pictures are in it.
pub const MAX_MAIL: usize = 64 << 20;

/// Lines of the head by which a mail is recognised, in small letters.
const HEADS: [&str; 12] = [
    "from:",
    "to:",
    "subject:",
    "date:",
    "message-id:",
    "mime-version:",
    "received:",
    "return-path:",
    "content-type:",
    "delivered-to:",
    "reply-to:",
    "snapshot-content-location:",
];

/// As many of them are in the head of every mail.
const FEWEST: usize = 3;

/// What a mail holds.
#[derive(Clone, Debug)]
pub struct Mail {
    /// How its text is to be read.
    pub media: Media,
    /// Its text, in whatever charset.
    pub bytes: Vec<u8>,
    /// The charset that it names.
    pub charset: Option<String>,
    /// Its subject.
    pub title: Option<String>,
    /// Who sent it.
    pub sender: Option<String>,
    /// When it was sent.
    pub sent: Option<Timestamp>,
    /// The address of the page, if it is one that was saved.
    pub url: Option<String>,
    /// What it is.
    pub kind: Kind,
}

/// What mails are used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A web page that somebody saved: it was sent when it was fetched.
    Page,
    /// A mail to many, as newsletters are.
    List,
    /// Any other mail.
    Letter,
}

/// Whether a file that begins like this is a mail.
#[must_use]
pub fn begins(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&head[..head.len().min(8 * 1024)]);
    let mut found = 0;
    for (number, line) in head.lines().enumerate() {
        if line.is_empty() {
            break;
        }
        let folded = line.starts_with([' ', '\t']) && number > 0;
        let boxed = number == 0 && line.starts_with("From ");
        if folded || boxed {
            continue;
        }
        let name = line
            .split_once(':')
            .map(|(name, _)| name)
            .unwrap_or_default();
        let letter = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
        if name.is_empty() || !name.bytes().all(letter) {
            return false;
        }
        let lower = line.to_lowercase();
        found += usize::from(HEADS.iter().any(|head| lower.starts_with(head)));
    }
    found >= FEWEST
}

/// The page in a mail: its HTML, else its text; nothing where there is none of either.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Mail> {
    let bytes = &bytes[..bytes.len().min(MAX_MAIL)];
    // What some programs put before the head: a mark of the order of bytes, an empty line.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let bytes = bytes.trim_ascii_start();
    let message = MessageParser::default().parse(bytes)?;
    let saved = header(&message, "Snapshot-Content-Location");
    let own = header(&message, "Content-Location");
    let url = saved.or(own);
    let part = page(&message, url.as_deref())?;
    let located = text(part, "Content-Location").filter(|address| address.starts_with("http"));
    let archive = url.is_some() || located.is_some();
    let listed = [HeaderName::ListId, HeaderName::ListUnsubscribe];
    let kind = match () {
        () if archive => Kind::Page,
        () if listed
            .into_iter()
            .any(|name| message.header(name).is_some()) =>
        {
            Kind::List
        }
        () => Kind::Letter,
    };
    let sender = message.from().and_then(|from| from.first()?.name());
    let sent = message.date().map(|date| date.to_timestamp());
    let charset = part
        .content_type()
        .and_then(|said| said.attribute("charset"));
    Some(Mail {
        media: match part.is_text_html() {
            true => Media::Html,
            false => Media::Text,
        },
        bytes: content(part, bytes),
        charset: charset.map(str::to_owned),
        title: message.subject().map(str::to_owned),
        sender: sender.map(str::to_owned),
        sent: sent.and_then(|second| Timestamp::from_second(second).ok()),
        url: url.or(located),
        kind,
    })
}

/// The part that is to be read: of a saved page the one at its address.
fn page<'m>(message: &'m Message<'_>, url: Option<&str>) -> Option<&'m MessagePart<'m>> {
    let html = || message.parts.iter().filter(|part| part.is_text_html());
    let at = |part: &&MessagePart<'_>| text(part, "Content-Location").as_deref() == url;
    let named = url.and_then(|_| html().find(at));
    let plain = || message.parts.iter().filter(|part| part.is_text());
    named.or_else(|| html().next()).or_else(|| plain().next())
}

/// The bytes of a part, unpacked and in its own charset.
fn content(part: &MessagePart<'_>, mail: &[u8]) -> Vec<u8> {
    let place = part.raw_body_offset() as usize..part.raw_end_offset() as usize;
    let raw = mail.get(place).unwrap_or_default();
    let unpacked = match part.encoding {
        Encoding::None => None,
        Encoding::Base64 => base64_decode(raw),
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
    };
    let mut unpacked = unpacked.unwrap_or_else(|| raw.to_vec());
    // One byte more than is read, by which the page is noted to be too long.
    unpacked.truncate(MAX_PAGE + 1);
    unpacked
}

/// A line of the head that is an address.
fn header(message: &Message<'_>, name: &str) -> Option<String> {
    let line = message.header_raw(name)?;
    let line: String = line.split_whitespace().collect();
    (!line.is_empty()).then_some(line)
}

/// A line of the head of a part.
fn text(part: &MessagePart<'_>, name: &str) -> Option<String> {
    let same = |header: &&mail_parser::Header<'_>| header.name().eq_ignore_ascii_case(name);
    let header = part.headers().iter().find(same)?;
    let text = header.value().as_text()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "From: \"The River Post\" <news@post.example>\r\nSubject: =?utf-8?Q?Ministers_in_=C5=81=C3=B3d=C5=BA?=\r\nDate: Tue, 3 Feb 2026 10:00:00 +0100\r\nMIME-Version: 1.0\r\n";

    #[test]
    fn the_html_of_a_mail_is_its_page_in_its_own_charset() {
        let mail = format!(
            "{HEAD}List-Id: <daily.post.example>\r\nContent-Type: multipart/alternative; boundary=\"b\"\r\n\r\n\
             --b\r\nContent-Type: text/plain\r\n\r\nShips left.\r\n--b\r\nContent-Type: text/html; charset=iso-8859-2\r\n\
             Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>Ships left =A3=F3d=BC.=\r\n</p>\r\n--b--\r\n"
        );
        assert!(begins(mail.as_bytes()));
        let read = read(mail.as_bytes()).unwrap();
        assert_eq!((read.media, read.kind), (Media::Html, Kind::List));
        assert_eq!(read.bytes.trim_ascii(), b"<p>Ships left \xa3\xf3d\xbc.</p>");
        assert_eq!(read.charset.as_deref(), Some("iso-8859-2"));
        assert_eq!(read.title.as_deref(), Some("Ministers in Łódź"));
        assert_eq!(read.sender.as_deref(), Some("The River Post"));
        assert_eq!(read.sent, "2026-02-03T09:00:00Z".parse().ok());
    }

    #[test]
    fn a_mail_of_text_alone_is_a_text() {
        let mail = format!("{HEAD}Content-Transfer-Encoding: base64\r\n\r\nU2hpcHMgbGVmdC4=\r\n");
        let read = read(mail.as_bytes()).unwrap();
        assert_eq!((read.media, read.kind), (Media::Text, Kind::Letter));
        assert_eq!(read.bytes, b"Ships left.");
    }

    #[test]
    fn of_a_saved_page_the_part_at_its_address_is_read() {
        let page = format!(
            "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://post.example/\r\n herring\r\n\
             {HEAD}Content-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n\
             --b\r\nContent-Type: text/html\r\nContent-Location: https://ads.example/frame\r\n\r\n<p>Buy.\r\n\
             --b\r\nContent-Type: text/html\r\nContent-Location: https://post.example/herring\r\n\r\n<p>Ships left.\r\n\
             --b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--b--\r\n"
        );
        let read = read(page.as_bytes()).unwrap();
        assert_eq!((read.media, read.kind), (Media::Html, Kind::Page));
        assert_eq!(read.url.as_deref(), Some("https://post.example/herring"));
        assert_eq!(read.bytes.trim_ascii(), b"<p>Ships left.");
    }

    #[test]
    fn a_text_with_colons_is_no_mail() {
        for text in [
            "Note: this is a text.\n\nFrom: here to there.",
            "A line of text\nFrom: A\nTo: B\nSubject: C",
            "title: A\ndate: 2026-02-03\nauthor: B\n",
            "",
        ] {
            assert!(!begins(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn damaged_and_nested_mails_are_read_as_far_as_they_go() {
        let nested = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n".repeat(20_000);
        let message = "Content-Type: message/rfc822\r\n\r\n".repeat(20_000);
        for mail in [
            nested.as_str(),
            &message,
            "--b\r\n",
            "\r\n\r\n",
            ":",
            "A:\r\n--",
        ] {
            let read = read(mail.as_bytes());
            assert!(read.is_none_or(|read| read.bytes.len() <= mail.len()));
        }
        assert!(read(b"").is_none());
    }
}
