//! Writes MessagePack, in the shortest form of everything, as spaCy does.

/// `None`.
pub(crate) fn nil() -> Vec<u8> {
    vec![0xc0]
}

/// True or false.
pub(crate) fn bool(flag: bool) -> Vec<u8> {
    vec![0xc2 + u8::from(flag)]
}

/// A number that counts something.
pub(crate) fn int(number: u64) -> Vec<u8> {
    match u8::try_from(number) {
        Ok(small) if small < 0x80 => vec![small],
        _ => [&[0xcf][..], &number.to_be_bytes()].concat(),
    }
}

/// A string.
pub(crate) fn str(text: &str) -> Vec<u8> {
    let head = head(text.len(), Some((0xa0, 31)), [0xd9, 0xda, 0xdb]);
    [&head, text.as_bytes()].concat()
}

/// Bytes.
pub(crate) fn bin(bytes: &[u8]) -> Vec<u8> {
    [&head(bytes.len(), None, [0xc4, 0xc5, 0xc6]), bytes].concat()
}

/// A list of encoded values.
pub(crate) fn list(items: &[Vec<u8>]) -> Vec<u8> {
    let head = head(items.len(), Some((0x90, 15)), [0, 0xdc, 0xdd]);
    [head, items.concat()].concat()
}

/// A map of encoded keys and values.
pub(crate) fn map(entries: &[(Vec<u8>, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = head(entries.len(), Some((0x80, 15)), [0, 0xde, 0xdf]);
    for (key, value) in entries {
        bytes.extend_from_slice(key);
        bytes.extend_from_slice(value);
    }
    bytes
}

/// A map whose keys are strings.
pub(crate) fn named(entries: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let entries = entries.iter().map(|(key, value)| (str(key), value.clone()));
    map(&entries.collect::<Vec<_>>())
}

/// The sign and the length of a value: `short` is a sign that holds lengths up to a limit, and
/// `long` has those before 1, 2 and 4 bytes of length; 0 where there is none.
fn head(length: usize, short: Option<(u8, usize)>, long: [u8; 3]) -> Vec<u8> {
    let bytes = (length as u32).to_be_bytes();
    match short {
        Some((sign, limit)) if length <= limit => vec![sign | length as u8],
        _ if length < 1 << 8 && long[0] != 0 => [&long[..1], &bytes[3..]].concat(),
        _ if length < 1 << 16 => [&long[1..2], &bytes[2..]].concat(),
        _ => [&long[2..], &bytes].concat(),
    }
}
