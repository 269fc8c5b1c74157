//! The head of an entry: one block, as all kinds of tar have it.

/// Where the checksum stands, which is reckoned as if spaces stood there.
const CHECKSUM: std::ops::Range<usize> = 148..156;

/// What stands behind a head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Folder,
    /// The name of the next entry.
    LongName,
    /// Fields of the next entry, its name among them.
    Extended,
    /// Nothing that a reader needs.
    Passed,
    /// Something that is no file, and what it is.
    Other(&'static str),
}

/// The head of an entry.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) name: Vec<u8>,
    pub(super) size: u64,
    pub(super) kind: Kind,
}

impl Head {
    /// Reads a block; nothing where its checksum does not match.
    pub(super) fn of(block: &[u8]) -> Option<Self> {
        let sum: u64 = block.iter().copied().map(u64::from).sum();
        let own: u64 = block[CHECKSUM].iter().copied().map(u64::from).sum();
        let spaces = u64::from(b' ') * CHECKSUM.len() as u64;
        if number(&block[CHECKSUM])? != sum - own + spaces {
            return None;
        }
        let mut name = text(&block[..100]).to_vec();
        let prefix = text(&block[345..500]);
        // GNU has other things there, and another mark.
        if block[257..].starts_with(b"ustar\0") && !prefix.is_empty() {
            name = [prefix, b"/", &name].concat();
        }
        let kind = match block[156] {
            // Programs older than the kinds mark folders by their names.
            b'\0' | b'0' if name.ends_with(b"/") => Kind::Folder,
            b'\0' | b'0' | b'7' => Kind::File,
            b'1' => Kind::Other("a link to another entry"),
            b'2' => Kind::Other("a symbolic link"),
            b'3' | b'4' => Kind::Other("a device"),
            b'5' | b'D' => Kind::Folder,
            b'6' => Kind::Other("a pipe"),
            b'L' => Kind::LongName,
            b'x' | b'X' => Kind::Extended,
            b'g' | b'K' | b'V' => Kind::Passed,
            b'S' => Kind::Other("a file with holes (sparse)"),
            b'M' => Kind::Other("a file that began in another archive"),
            _ => Kind::Other("no file of a kind known"),
        };
        Some(Self {
            name,
            // Links and devices say a length that is not there.
            size: match block[156] {
                b'1'..=b'6' => 0,
                _ => number(&block[124..136])?,
            },
            kind,
        })
    }
}

/// What stands before the first NUL.
fn text(field: &[u8]) -> &[u8] {
    let end = field.iter().position(|byte| *byte == 0);
    &field[..end.unwrap_or(field.len())]
}

/// A number in octal digits or, where the first bit is set, in bytes.
fn number(field: &[u8]) -> Option<u64> {
    if field[0] & 0x80 != 0 {
        let (wide, narrow) = field.split_at(field.len() - 8);
        let narrow = u64::from_be_bytes(narrow.try_into().ok()?);
        // Else more than eight bytes, a negative number, or a field too short for one.
        let fits = matches!(wide, [0x80, rest @ ..] if rest.iter().all(|byte| *byte == 0));
        return fits.then_some(narrow);
    }
    let digits = std::str::from_utf8(field).ok()?;
    let digits = digits.trim_matches([' ', '\0']);
    match digits {
        "" => Some(0),
        digits => u64::from_str_radix(digits, 8).ok(),
    }
}
