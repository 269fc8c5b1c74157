//! The outlet: which of the names that a page gives itself and its publisher its readers know.
//!
//! `og:site_name` is the name of the site, the publisher of JSON-LD often the company or the program
//! behind it, and some pages state a slogan. The server is mostly called as the outlet is.

use crate::model::{Field, FieldKind, Page};

use super::{bare, plain, title};

/// The property of `<meta>` that names the site.
const SITE: &str = "og:site_name";

/// Parts of a server's name that name nobody.
const COMMON: [&str; 8] = ["com", "co", "org", "net", "gov", "ac", "news", "amp"];

/// A shorter name is in others by chance, in letters.
const SHORTEST: usize = 3;

/// How well a name fits, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// The server has the same name.
    Server,
    /// One of the two names is in the other.
    Part,
    /// The page says that it is the site's name.
    Site,
    Other,
    /// It is the name of a server itself.
    Host,
}

/// The name of the outlet that a page states.
pub(super) fn outlet(page: &Page, url: Option<&str>) -> Option<String> {
    let server = url.and_then(title::server);
    let server = server.as_deref().and_then(label).unwrap_or_default();
    let stated = page.fields.iter();
    let stated = stated.filter(|field| field.kind == FieldKind::Outlet);
    let best = stated.min_by_key(|field| fit(field, &server));
    best.map(|field| field.value.clone())
}

fn fit(field: &Field, server: &str) -> Fit {
    let name = field.value.trim();
    let is_host = name.contains('.') && !name.contains(char::is_whitespace);
    let letters = spellings(name);
    let within = |name: &String| {
        let [least, most] = if name.len() < server.len() {
            [name.as_str(), server]
        } else {
            [server, name]
        };
        least.chars().count() >= SHORTEST && most.contains(least)
    };
    match field.key.as_deref() {
        _ if is_host => Fit::Host,
        _ if letters.iter().any(|name| name == server) => Fit::Server,
        _ if letters.iter().any(within) => Fit::Part,
        Some(SITE) => Fit::Site,
        _ => Fit::Other,
    }
}

/// The letters of a name as an address writes them: without accents, or an umlaut as two letters.
fn spellings(name: &str) -> [String; 2] {
    let bare = bare(name);
    let two = bare.chars().fold(String::new(), |mut all, letter| {
        let second = matches!(letter, 'ä' | 'ö' | 'ü').then_some('e');
        all.push(plain(letter));
        all.extend(second);
        all
    });
    [bare.chars().map(plain).collect(), two]
}

/// The longest part of a server's name that names somebody, without marks.
fn label(server: &str) -> Option<String> {
    let (parts, _) = server.rsplit_once('.')?;
    let parts = parts.split('.').filter(|part| !COMMON.contains(part));
    parts.max_by_key(|part| part.len()).map(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(url: &str, names: &[(&str, &str)]) -> Option<String> {
        let field = |(key, value): &(&str, &str)| Field {
            kind: FieldKind::Outlet,
            key: Some((*key).to_owned()),
            value: (*value).to_owned(),
        };
        let page = Page {
            fields: names.iter().map(field).collect(),
            ..Page::default()
        };
        outlet(&page, Some(url))
    }

    #[test]
    fn the_name_that_readers_know_is_the_one_of_the_server_or_of_the_site() {
        let company = ("publisher", "Harbour Media AG");
        for (url, names, expected) in [
            (
                "https://www.port-courier.example/a",
                vec![company, (SITE, "Port Courier")],
                "Port Courier",
            ),
            (
                "https://www.hafenboerse.co.example/a",
                vec![
                    company,
                    ("publisher", "Die Hafenbörse"),
                    (SITE, "hafenboerse.example"),
                ],
                "Die Hafenbörse",
            ),
            (
                "https://elpuerto.example/a",
                vec![
                    ("publisher", "Ediciones El Puérto S.A."),
                    (SITE, "El Puérto"),
                ],
                "El Puérto",
            ),
            (
                "https://n7.example/a",
                vec![company, (SITE, "Seven")],
                "Seven",
            ),
            (
                "https://n7.example/a",
                vec![company, (SITE, "n7.example")],
                "Harbour Media AG",
            ),
            (
                "https://n7.example/a",
                vec![("publisher", "n7.example")],
                "n7.example",
            ),
        ] {
            assert_eq!(chosen(url, &names).as_deref(), Some(expected), "{url}");
        }
        assert_eq!(chosen("https://n7.example/a", &[]), None);
        assert_eq!(chosen("", &[company]).as_deref(), Some("Harbour Media AG"));
    }
}
