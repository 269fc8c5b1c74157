//! Which vocabulary an element's name is of, by what the feed declares, else by custom.

/// The vocabularies that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// RSS of any version, Atom of any version, or none.
    Feed,
    DublinCore,
    /// `content:encoded`.
    Content,
    Xhtml,
    FeedBurner,
    Itunes,
    Other,
}

/// What addresses of vocabularies begin with, the most special first.
const ADDRESSES: &[(&str, Of)] = &[
    ("http://purl.org/rss/1.0/modules/content/", Of::Content),
    ("http://purl.org/rss/1.0/modules/", Of::Other),
    ("http://purl.org/dc/", Of::DublinCore),
    ("http://www.w3.org/1999/xhtml", Of::Xhtml),
    ("http://www.w3.org/2005/atom", Of::Feed),
    ("http://purl.org/atom/", Of::Feed),
    ("http://purl.org/rss/", Of::Feed),
    ("http://purl.org/net/rss", Of::Feed),
    ("http://backend.userland.com/rss", Of::Feed),
    ("http://blogs.law.harvard.edu/tech/rss", Of::Feed),
    ("http://my.netscape.com/", Of::Feed),
    ("http://channel.netscape.com/", Of::Feed),
    ("http://rssnamespace.org/feedburner/", Of::FeedBurner),
    ("http://www.itunes.com/", Of::Itunes),
];

/// Prefixes by custom: feeds use them without declaring them.
const PREFIXES: &[(&str, Of)] = &[
    ("", Of::Feed),
    ("atom", Of::Feed),
    ("rss", Of::Feed),
    ("dc", Of::DublinCore),
    ("dcterms", Of::DublinCore),
    ("content", Of::Content),
    ("xhtml", Of::Xhtml),
    ("feedburner", Of::FeedBurner),
    ("itunes", Of::Itunes),
];

/// The vocabulary and the bare name, in small letters; `declared` are prefixes, the last one counts.
pub(super) fn resolve(name: &str, declared: &[&[(String, String)]]) -> (Of, String) {
    let (prefix, bare) = name.split_once(':').unwrap_or(("", name));
    let all = declared.iter().rev().flat_map(|list| list.iter().rev());
    let mut known = all.filter(|(known, _)| known == prefix);
    let address = known.next().map(|(_, address)| address.to_lowercase());
    let by_address = |address: &String| {
        let found = ADDRESSES
            .iter()
            .find(|(start, _)| address.starts_with(start));
        found.map(|(_, of)| *of)
    };
    let by_custom = || {
        let lower = prefix.to_lowercase();
        PREFIXES.iter().find(|(known, _)| *known == lower)
    };
    let of = match &address {
        Some(address) if !address.is_empty() => by_address(address),
        _ => None,
    };
    // A default vocabulary that nobody knows is still that of a feed.
    let of = of.or_else(|| by_custom().map(|(_, of)| *of));
    (of.unwrap_or(Of::Other), bare.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_is_what_it_was_declared_to_be_and_else_what_it_is_by_custom() {
        let list = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
            let pairs = pairs.iter();
            pairs
                .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
                .collect()
        };
        let outer = list(&[
            ("d", "http://purl.org/dc/elements/1.1/"),
            ("", "http://www.w3.org/2005/Atom"),
        ]);
        let inner = list(&[
            ("", "http://www.w3.org/1999/xhtml"),
            ("m", "http://m.example/"),
        ]);
        let told = |name: &str| resolve(name, &[&outer, &inner]).0;
        assert_eq!(told("d:Creator"), Of::DublinCore);
        assert_eq!(told("div"), Of::Xhtml);
        assert_eq!(told("m:title"), Of::Other);
        assert_eq!(told("content:encoded"), Of::Content);
        assert_eq!(told("undeclared:title"), Of::Other);
        assert_eq!(resolve("Title", &[&outer]), (Of::Feed, "title".to_owned()));
    }
}
