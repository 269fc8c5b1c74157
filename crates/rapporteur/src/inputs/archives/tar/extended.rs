//! Names and lengths that have no room in a head, and stand before it.

use super::head::{Head, Kind};

/// What was said of the next entry.
#[derive(Debug, Default)]
pub(super) struct Extended {
    name: Option<Vec<u8>>,
    size: Option<u64>,
    sparse: bool,
}

impl Extended {
    /// Takes what stands behind an extended head.
    pub(super) fn learn(&mut self, kind: Kind, bytes: Vec<u8>) {
        if kind == Kind::LongName {
            let end = bytes.iter().position(|byte| *byte == 0);
            self.name = Some(bytes[..end.unwrap_or(bytes.len())].to_vec());
            return;
        }
        let mut rest = bytes.as_slice();
        while let Some((key, value, behind)) = record(rest) {
            match key {
                b"path" => self.name = Some(value.to_vec()),
                b"size" => self.size = std::str::from_utf8(value).ok().and_then(|n| n.parse().ok()),
                key if key.starts_with(b"GNU.sparse.") => self.sparse = true,
                _ => {}
            }
            rest = behind;
        }
    }

    /// The head with what was said of it before.
    pub(super) fn apply(self, mut head: Head) -> Head {
        if let Some(name) = self.name {
            head.name = name;
        }
        // The length of what is no file is none.
        if let (Kind::File, Some(size)) = (head.kind, self.size) {
            head.size = size;
        }
        if self.sparse && head.kind == Kind::File {
            head.kind = Kind::Other("a file with holes (sparse)");
        }
        head
    }
}

/// The first of records such as `19 path=inner/a.html`, each on a line, and what follows it.
fn record(bytes: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let space = bytes.iter().take(20).position(|byte| *byte == b' ')?;
    let length: usize = std::str::from_utf8(&bytes[..space]).ok()?.parse().ok()?;
    let field = bytes.get(space + 1..length.checked_sub(1)?)?;
    let equals = field.iter().position(|byte| *byte == b'=')?;
    // A length may go one byte beyond the end: the line's own end is missing then.
    Some((&field[..equals], &field[equals + 1..], bytes.get(length..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn learnt(bytes: &[u8]) -> Extended {
        let mut extended = Extended::default();
        extended.learn(Kind::Extended, bytes.to_vec());
        extended
    }

    #[test]
    fn fields_are_read_as_far_as_they_are_whole() {
        let whole = learnt(b"16 path=a\nb=c d\n12 size=123\n30 x=");
        assert_eq!(whole.name.as_deref(), Some(b"a\nb=c d".as_slice()));
        assert_eq!(whole.size, Some(123));
        for damaged in [
            "0 path=a\n",
            "-1 path=a\n",
            "99999999999999999999 path=a\n",
            "6 path=a\n",
            "10 path=a",
            "7path=a\n",
            "",
        ] {
            assert_eq!(learnt(damaged.as_bytes()).name, None, "{damaged:?}");
        }
    }
}
