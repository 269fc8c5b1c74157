//! Bytes to text: by byte order mark, by what was said outside and inside the page, by the bytes themselves.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::model::{Media, Reason, Source};
use crate::stage::Notes;

/// A page names its charset within so many bytes.
const HEAD: usize = 4_096;

/// Signs of ASCII by which UTF-16 without a mark is known, and fewer by chance.
const FEWEST: usize = 2;

/// The page's text; bytes that are no text become U+FFFD, with a note.
pub(crate) fn decode(source: &Source, bytes: &[u8], notes: &mut Notes) -> String {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return strict_or_noted(encoding, &bytes[length..], notes);
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return strict_or_noted(encoding, bytes, notes);
    }
    // Pages that say windows-1252 and are UTF-8 are common; the reverse of this mistake cannot
    // look like UTF-8.
    if let Ok(text) = std::str::from_utf8(bytes)
        && !is_iso_2022(bytes)
    {
        return text.to_owned();
    }
    let said = said(source, bytes);
    if let Some(text) = said.and_then(|encoding| whole(encoding, bytes)) {
        return text;
    }
    let guessed = guess(bytes);
    match (said, whole(guessed, bytes)) {
        (Some(said), Some(text)) if said != guessed && !mostly_utf8(bytes) => {
            notes.add(
                Reason::Undecodable,
                None,
                format!(
                    "it says that it is {}, and was read as {}",
                    said.name(),
                    guessed.name()
                ),
            );
            text
        }
        (None, Some(text)) if !mostly_utf8(bytes) => text,
        (said, _) => {
            let best = if mostly_utf8(bytes) {
                UTF_8
            } else {
                said.unwrap_or(guessed)
            };
            strict_or_noted(best, bytes, notes)
        }
    }
}

/// Whether the bytes are UTF-16 without a byte order mark.
#[must_use]
pub fn is_unmarked_utf16(bytes: &[u8]) -> bool {
    unmarked_utf16(bytes).is_some()
}

/// The kind of UTF-16 that bytes without a mark are in: that in which ASCII, spaces at least, has its
/// NULs on the right side.
pub(super) fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(HEAD)];
    if head.len() < 8 || !head.contains(&0) {
        return None;
    }
    let units = |read: fn([u8; 2]) -> u16| -> Vec<u16> {
        let pairs = head.chunks_exact(2);
        pairs.map(|pair| read([pair[0], pair[1]])).collect()
    };
    let is_control = |byte: &u8| *byte != 0 && is_control((*byte).into());
    let whole = match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    };
    // A text in one byte a letter may have a NUL here and there.
    let plain = whole && !head.iter().any(is_control);
    let readings = [
        (UTF_16LE, units(u16::from_le_bytes)),
        (UTF_16BE, units(u16::from_be_bytes)),
    ];
    let likely = readings.into_iter().filter_map(|(encoding, units)| {
        let ascii = units
            .iter()
            .filter(|unit| (1..0x80).contains(*unit))
            .count();
        let enough = match plain {
            true => ascii * 10 >= units.len() * 7,
            false => ascii * 100 >= units.len() && are_letters(&units),
        };
        (enough && ascii >= FEWEST).then_some((ascii, encoding))
    });
    let (_, encoding) = likely.max_by_key(|(ascii, _)| *ascii)?;
    Some(encoding)
}

/// Whether units of UTF-16 are a text, but for a few of them.
fn are_letters(units: &[u16]) -> bool {
    let letters = char::decode_utf16(units.iter().copied());
    let wrong = letters.filter(|letter| match letter {
        Ok(letter) => is_control(*letter) || ('\u{e000}'..='\u{f8ff}').contains(letter),
        Err(_) => true,
    });
    wrong.count() * 50 <= units.len()
}

/// Whether no text has this sign.
fn is_control(sign: char) -> bool {
    sign.is_control() && !['\t', '\n', '\r', '\x0c', '\x1b'].contains(&sign)
}

/// Decodes with replacement characters where need be, and notes how many.
fn strict_or_noted(encoding: &'static Encoding, bytes: &[u8], notes: &mut Notes) -> String {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    if damaged {
        let places = text.matches('\u{fffd}').count();
        notes.add(
            Reason::Undecodable,
            None,
            format!("{places} places are not {}", encoding.name()),
        );
    }
    text.into_owned()
}

/// The text, where every byte fits the encoding.
fn whole(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .map(std::borrow::Cow::into_owned)
}

/// The charset named outside the bytes, else in the page's head.
fn said(source: &Source, bytes: &[u8]) -> Option<&'static Encoding> {
    let outside = source.charset.as_deref();
    outside
        .and_then(|label| Encoding::for_label(label.as_bytes()))
        .or_else(|| {
            (source.media == Media::Html)
                .then(|| in_head(bytes))
                .flatten()
        })
}

/// The charset of `<meta charset=...>` or of an XML declaration.
fn in_head(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(HEAD)].to_ascii_lowercase();
    let named = |key: &[u8]| {
        let at = head.windows(key.len()).position(|window| window == key)?;
        let value = &head[at + key.len()..];
        let start = value
            .iter()
            .position(|byte| !b" =\"'\t\r\n".contains(byte))?;
        let length = value[start..]
            .iter()
            .position(|byte| !(byte.is_ascii_alphanumeric() || b"-_:.".contains(byte)))
            .unwrap_or(value.len() - start);
        Encoding::for_label(&value[start..start + length])
    };
    // A page that names UTF-16 in readable letters is not UTF-16.
    named(b"charset")
        .or_else(|| named(b"encoding"))
        .map(|encoding| {
            if encoding.is_ascii_compatible() {
                encoding
            } else {
                WINDOWS_1252
            }
        })
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// Whether the bytes beyond ASCII are UTF-8 but for a few: a text that was cut or pasted together.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk
            .valid()
            .chars()
            .filter(|letter| !letter.is_ascii())
            .count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 4 * bad
}

/// ISO-2022-JP is made of ASCII bytes: its escapes give it away.
fn is_iso_2022(bytes: &[u8]) -> bool {
    // Few texts have the first byte of these at all, and it is looked for at once.
    bytes.contains(&0x1b)
        && bytes
            .windows(3)
            .any(|window| matches!(window, b"\x1b$B" | b"\x1b$@" | b"\x1b(J"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(media: Media, charset: Option<&str>, bytes: &[u8], expected: &str, noted: usize) {
        let source = Source {
            media,
            charset: charset.map(str::to_owned),
            ..crate::testing::source()
        };
        let mut notes = Notes::default();
        assert_eq!(decode(&source, bytes, &mut notes), expected);
        assert_eq!(notes.as_slice().len(), noted, "{:?}", notes.as_slice());
    }

    #[test]
    fn a_byte_order_mark_decides() {
        check(
            Media::Text,
            Some("windows-1252"),
            b"\xef\xbb\xbf\xc3\xa9",
            "é",
            0,
        );
        check(Media::Text, None, b"\xff\xfea\0b\0", "ab", 0);
    }

    #[test]
    fn utf16_is_known_by_its_nuls_too() {
        let little: Vec<u8> = "Café crème"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let big: Vec<u8> = "Café crème"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        check(Media::Text, None, &little, "Café crème", 0);
        check(Media::Html, Some("utf-8"), &big, "Café crème", 0);
        assert!(!is_unmarked_utf16(b"\0\0\0\0\0\0\0\0abcdefgh"));
        assert!(!is_unmarked_utf16(b"a\0b and so on"));
        assert!(!is_unmarked_utf16(
            b"<p>Caf\xe9s and the\0 cr\xe8me of it</p>"
        ));
        for text in [
            "Корабли вышли из порта.",
            "船舶于星期二离开港口。\n\u{3000}他们说，\n明天会再来。",
            "Zażółć gęślą jaźń",
            "Āda Āboliņa",
        ] {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            check(Media::Text, None, &little, text, 0);
            check(Media::Text, None, &big, text, 0);
        }
    }

    #[test]
    fn malformed_utf16_is_read_as_far_as_it_goes_and_noted() {
        for (bytes, expected) in [
            (b"\xff\xfea\0\x00\xd8b\0".as_slice(), "a\u{fffd}b"),
            (b"\xff\xfea\0\x00\xdcb\0", "a\u{fffd}b"),
            (b"\xfe\xff\0a\xd8\0", "a\u{fffd}"),
            (b"\xff\xfea\0b", "a\u{fffd}"),
        ] {
            check(Media::Html, None, bytes, expected, 1);
        }
    }

    #[test]
    fn the_charset_of_the_head_is_used() {
        let page = b"<meta charset='iso-8859-2'><p>\xb3\xf3d\xbc";
        check(
            Media::Html,
            None,
            page,
            "<meta charset='iso-8859-2'><p>łódź",
            0,
        );
    }

    #[test]
    fn utf8_is_read_as_utf8_whatever_the_page_says() {
        check(
            Media::Text,
            Some("windows-1252"),
            "Panamá".as_bytes(),
            "Panamá",
            0,
        );
    }

    #[test]
    fn without_a_word_the_bytes_decide() {
        check(
            Media::Text,
            None,
            b"Le caf\xe9 du th\xe9\xe2tre",
            "Le café du théâtre",
            0,
        );
    }

    #[test]
    fn broken_utf8_is_noted() {
        let mut bytes = "é".repeat(20).into_bytes();
        bytes.pop();
        let expected = format!("{}\u{fffd}", "é".repeat(19));
        check(Media::Text, Some("utf-8"), &bytes, &expected, 1);
    }

    #[test]
    fn a_wrong_charset_is_noted() {
        check(
            Media::Text,
            Some("utf-8"),
            b"caf\xe9 cr\xe8me",
            "café crème",
            1,
        );
    }
}
