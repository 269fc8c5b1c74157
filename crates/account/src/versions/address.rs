//! Addresses: which of them lead to the same page.

/// Parts of a query that say how a reader came and not where to, by how they begin.
const TRACKING: [&str; 12] = [
    "utm_",
    "fbclid",
    "gclid",
    "dclid",
    "msclkid",
    "mc_cid",
    "mc_eid",
    "igshid",
    "at_medium",
    "at_campaign",
    "cmpid",
    "ocid",
];

/// The page that an address leads to, alike for all ways of writing it: without the scheme, "www.",
/// the fragment, what only tracks readers, and the stroke at its end. Nothing for the front page of
/// a server, which many pages give as their own address.
pub(super) fn page(url: &str) -> Option<String> {
    let url = url.trim();
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))?;
    let rest = rest.split('#').next().unwrap_or_default();
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let path = path.trim_end_matches('/');
    let tracks = |part: &&str| TRACKING.iter().any(|name| part.starts_with(name));
    let query: Vec<&str> = query
        .split('&')
        .filter(|part| !part.is_empty() && !tracks(part))
        .collect();
    if path.is_empty() && query.is_empty() {
        return None;
    }
    Some(format!("{host}/{path}?{}", query.join("&")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_of_writing_an_address_lead_to_one_page() {
        let one = page("https://www.Wire.example/2026/port/");
        assert!(one.is_some());
        for other in [
            "http://wire.example/2026/port",
            "https://wire.example/2026/port#comments",
            "https://wire.example/2026/port?utm_source=mail&fbclid=1",
        ] {
            assert_eq!(page(other), one, "{other}");
        }
        for other in [
            "https://wire.example/2026/port?page=2",
            "https://other.example/2026/port",
            "https://wire.example/2026/Port",
        ] {
            assert_ne!(page(other), one, "{other}");
        }
    }

    #[test]
    fn a_front_page_and_what_is_no_address_are_no_page() {
        for url in [
            "https://wire.example",
            "https://wire.example/#a",
            "port.html",
            "",
        ] {
            assert_eq!(page(url), None, "{url}");
        }
    }
}
