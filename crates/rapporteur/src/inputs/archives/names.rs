//! The name of an entry: a path that stays inside the archive, or none.

/// Bytes of a name that are read; no system has longer paths.
pub(super) const MAX_NAME: usize = 4096;

/// What the name of an entry comes to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Name {
    /// A path below the archive.
    Path(String),
    /// The same, where the name was written with backslashes.
    Backslashes(String),
    /// Something that is passed over, as in a folder.
    Hidden,
    /// A name that no honest program writes, and what is wrong with it.
    Refused(&'static str),
}

impl Name {
    pub(super) fn of(name: &[u8]) -> Self {
        let text = String::from_utf8_lossy(name);
        let path = text.replace('\\', "/");
        let parts = || path.split('/').filter(|part| !matches!(*part, "" | "."));
        if name.len() > MAX_NAME {
            Name::Refused("its name is longer than 4096 bytes")
        } else if path.contains('\0') {
            Name::Refused("there is a NUL in its name")
        } else if path.starts_with('/') || has_drive(&path) {
            Name::Refused("its name begins outside the archive")
        } else if parts().any(|part| part == "..") {
            Name::Refused("its name leads out of the archive")
        } else if parts().next().is_none() {
            Name::Refused("it has no name")
        } else if parts().any(|part| part.starts_with('.') || part == "__MACOSX") {
            Name::Hidden
        } else {
            let inside = parts().collect::<Vec<_>>().join("/");
            match text.contains('\\') {
                true => Name::Backslashes(inside),
                false => Name::Path(inside),
            }
        }
    }
}

/// Whether a path begins with the letter of a drive.
fn has_drive(path: &str) -> bool {
    let mut chars = path.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic()) && chars.next() == Some(':')
}

/// A name as it is spoken of where it is no path: on one line, and no longer than can be read.
pub(super) fn quoted(name: &[u8]) -> String {
    let text = String::from_utf8_lossy(&name[..name.len().min(MAX_NAME)]);
    let mut short: String = text.chars().take(120).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    format!("{short:?}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(name: &str) -> Option<String> {
        match Name::of(name.as_bytes()) {
            Name::Path(path) | Name::Backslashes(path) => Some(path),
            Name::Hidden | Name::Refused(_) => None,
        }
    }

    #[test]
    fn paths_stay_inside() {
        assert_eq!(path("a/b.html").as_deref(), Some("a/b.html"));
        assert_eq!(path("./a//b.html").as_deref(), Some("a/b.html"));
        assert_eq!(path("a\\b.html").as_deref(), Some("a/b.html"));
        assert_eq!(path("a/b: c..html").as_deref(), Some("a/b: c..html"));
        for name in [
            "../a",
            "a/../../b",
            "a/..",
            "..\\a",
            "/etc/a",
            "\\\\host\\a",
            "C:\\a",
            "c:a",
            "a\0b",
            "",
            "./",
            "/",
        ] {
            assert!(
                matches!(Name::of(name.as_bytes()), Name::Refused(_)),
                "{name:?}"
            );
        }
        assert!(matches!(Name::of(&[b'a'; 5_000]), Name::Refused(_)));
    }

    #[test]
    fn hidden_files_are_passed_over_as_in_a_folder() {
        for name in [".a", "a/.git/b", "__MACOSX/a/._b.html"] {
            assert_eq!(Name::of(name.as_bytes()), Name::Hidden);
        }
    }

    #[test]
    fn a_name_is_quoted_on_one_line() {
        assert_eq!(
            quoted(b"../a\n\x1b[2J\xff"),
            "\"../a\\n\\u{1b}[2J\u{fffd}\""
        );
        assert!(quoted(&[b'a'; 5_000]).len() < 200);
    }
}
