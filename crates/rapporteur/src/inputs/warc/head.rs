//! The head of a record or of an HTTP message: a line, then names and values, then an empty line.

/// A head.
pub(super) struct Head {
    /// The first line.
    pub(super) line: String,
    /// Names in small letters, and their values.
    fields: Vec<(String, String)>,
}

impl Head {
    /// Reads a head; lines that are no fields are left alone.
    pub(super) fn of(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let mut lines = text.split('\n').map(|line| line.trim_end_matches('\r'));
        let line = lines.next().unwrap_or_default().trim().to_owned();
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in lines {
            if line.starts_with([' ', '\t']) {
                // A value that goes on in the next line, as mail has them.
                if let Some((_, value)) = fields.last_mut() {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            } else if let Some((name, value)) = line.split_once(':') {
                fields.push((name.trim().to_lowercase(), value.trim().to_owned()));
            }
        }
        Self { line, fields }
    }

    /// Index behind the empty line that ends a head, looked for from `from` on.
    pub(super) fn end(bytes: &[u8], from: usize) -> Option<usize> {
        let mut at = from;
        while let Some(found) = bytes[at..].iter().position(|byte| *byte == b'\n') {
            let next = at + found + 1;
            let rest = &bytes[next..];
            if rest.starts_with(b"\n") {
                return Some(next + 1);
            }
            if rest.starts_with(b"\r\n") {
                return Some(next + 2);
            }
            at = next;
        }
        None
    }

    /// The first value of this name.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let mut fields = self.fields.iter();
        let (_, value) = fields.find(|(other, _)| other == name)?;
        Some(value)
    }

    /// The media type, in small letters and without what follows it.
    pub(super) fn media_type(&self) -> Option<String> {
        let value = self.get("content-type")?;
        let media = value.split(';').next().unwrap_or_default();
        Some(media.trim().to_lowercase()).filter(|media| !media.is_empty())
    }

    /// The charset of the media type.
    pub(super) fn charset(&self) -> Option<String> {
        let value = self.get("content-type")?;
        let mut parts = value.split(';').skip(1);
        let charset = parts.find_map(|part| {
            let (name, value) = part.split_once('=')?;
            name.trim().eq_ignore_ascii_case("charset").then_some(value)
        })?;
        let charset = charset.trim().trim_matches(['"', '\'']);
        (!charset.is_empty()).then(|| charset.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_in_any_case_and_values_go_on_in_the_next_line() {
        let head = Head::of(
            b"HTTP/1.1 200 OK\r\ncontent-TYPE : Text/HTML;\r\n charset=\"latin1\"\r\nrubbish\r\n\r\n",
        );
        assert_eq!(head.line, "HTTP/1.1 200 OK");
        assert_eq!(head.media_type().as_deref(), Some("text/html"));
        assert_eq!(head.charset().as_deref(), Some("latin1"));
    }

    #[test]
    fn a_head_ends_with_an_empty_line_of_either_kind() {
        assert_eq!(Head::end(b"a\r\nb\r\n\r\nc", 0), Some(8));
        assert_eq!(Head::end(b"a\nb\n\nc", 0), Some(5));
        assert_eq!(Head::end(b"a\r\nb\r\nc", 0), None);
    }
}
