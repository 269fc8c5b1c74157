//! Addresses that stand relative to another one (RFC 3986, 5.2).

/// The address that `reference` means where `base` is the address of what it stands in.
pub(super) fn join(base: &str, reference: &str) -> String {
    let reference = reference.trim();
    let Some(base) = Parts::of(base.trim()) else {
        return reference.to_owned();
    };
    if Parts::of(reference).is_some() {
        return reference.to_owned();
    }
    if reference.starts_with("//") {
        return format!("{}:{reference}", base.scheme);
    }
    let root = format!("{}:{}", base.scheme, base.authority);
    if reference.is_empty() {
        return format!("{root}{}{}", base.path, base.query);
    }
    if reference.starts_with('#') {
        return format!("{root}{}{}{reference}", base.path, base.query);
    }
    if reference.starts_with('?') {
        return format!("{root}{}{reference}", base.path);
    }
    let end = reference.find(['?', '#']).unwrap_or(reference.len());
    let (path, rest) = reference.split_at(end);
    let path = match path.starts_with('/') {
        true => path.to_owned(),
        false => {
            let folder = base.path.rfind('/').map_or("/", |at| &base.path[..=at]);
            format!("{folder}{path}")
        }
    };
    format!("{root}{}{rest}", straight(&path))
}

/// Whether an address begins with a scheme.
pub(super) fn is_whole(address: &str) -> bool {
    Parts::of(address).is_some()
}

/// The parts of a whole address, all as written with what divides them.
struct Parts<'t> {
    scheme: &'t str,
    /// With the two slashes before it.
    authority: &'t str,
    path: &'t str,
    query: &'t str,
}

impl<'t> Parts<'t> {
    fn of(address: &'t str) -> Option<Parts<'t>> {
        let (scheme, rest) = address.split_once(':')?;
        let letter = |letter: char| letter.is_ascii_alphanumeric() || "+-.".contains(letter);
        if !scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
            || !scheme.chars().all(letter)
        {
            return None;
        }
        let authority = match rest.strip_prefix("//") {
            Some(inner) => 2 + inner.find(['/', '?', '#']).unwrap_or(inner.len()),
            None => 0,
        };
        let (authority, rest) = rest.split_at(authority);
        let rest = rest.split('#').next().unwrap_or_default();
        let (path, query) = rest.split_at(rest.find('?').unwrap_or(rest.len()));
        Some(Parts {
            scheme,
            authority,
            path,
            query,
        })
    }
}

/// A path without the steps `.` and `..` in it.
fn straight(path: &str) -> String {
    let mut steps: Vec<&str> = Vec::new();
    let mut parts = path.strip_prefix('/').unwrap_or(path).split('/').peekable();
    while let Some(part) = parts.next() {
        let last = parts.peek().is_none();
        match part {
            "." | ".." => {
                if part == ".." {
                    steps.pop();
                }
                if last {
                    steps.push("");
                }
            }
            part => steps.push(part),
        }
    }
    format!("/{}", steps.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_rfc_are_joined_as_it_says() {
        let base = "http://a/b/c/d;p?q";
        for (reference, expected) in [
            ("g:h", "g:h"),
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q#s"),
            ("g?y#s", "http://a/b/c/g?y#s"),
            (";x", "http://a/b/c/;x"),
            ("", "http://a/b/c/d;p?q"),
            (".", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../../../g", "http://a/g"),
            ("g;x=1/../y", "http://a/b/c/y"),
        ] {
            assert_eq!(join(base, reference), expected, "{reference}");
        }
    }

    #[test]
    fn without_a_base_that_is_whole_an_address_stays_as_it_is() {
        assert_eq!(join("", "/a"), "/a");
        assert_eq!(join("b/c", "a"), "a");
        assert_eq!(join("http://a.example", "b"), "http://a.example/b");
    }
}
