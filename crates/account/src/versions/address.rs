//! Addresses: which of them lead to the same page.

use crate::address::Address;

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

/// The page that an address leads to, alike for all ways of writing it: without the scheme, the user,
/// "www.", the fragment, what only tracks readers, and the stroke at its end. Nothing for the front page of
/// a server, which many pages give as their own address.
pub(super) fn page(url: &str) -> Option<String> {
    let Address {
        host,
        port,
        path,
        query,
    } = Address::read(url)?;
    let path = path.trim_end_matches('/');
    let tracks = |part: &&str| TRACKING.iter().any(|name| part.starts_with(name));
    let query: Vec<&str> = query
        .split('&')
        .filter(|part| !part.is_empty() && !tracks(part))
        .collect();
    if path.is_empty() && query.is_empty() {
        return None;
    }
    Some(format!("{host}:{port}/{path}?{}", query.join("&")))
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
            "HTTPS://WIRE.EXAMPLE:443/2026/port",
            "https://ann@wire.example/2026/port",
            "https://wire.example/2026/port?utm_source=mail&fbclid=1",
        ] {
            assert_eq!(page(other), one, "{other}");
        }
        for other in [
            "https://wire.example/2026/port?page=2",
            "https://other.example/2026/port",
            "https://wire.example/2026/Port",
            "https://wire.example:8080/2026/port",
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
