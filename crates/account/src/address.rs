//! Addresses of the web, taken apart.

/// Schemes of addresses on the web, and the ports that go without saying in each.
const SCHEMES: [(&str, &str); 2] = [("https", "443"), ("http", "80")];

/// What an address is put together of: "https://ann@www.Wire.example:8080/port?page=2#comments".
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Address<'u> {
    /// The server's name in small letters, without "www.": "wire.example".
    pub(crate) host: String,
    /// The port where it is not the usual one: "8080".
    pub(crate) port: &'u str,
    /// What follows the first stroke: "port".
    pub(crate) path: &'u str,
    /// What follows the question mark: "page=2".
    pub(crate) query: &'u str,
}

impl<'u> Address<'u> {
    /// Takes an address apart; nothing for what leads to no server of the web.
    pub(crate) fn read(url: &'u str) -> Option<Self> {
        let (scheme, rest) = url.trim().split_once("://")?;
        let known = |(name, _): &&(&str, &str)| scheme.eq_ignore_ascii_case(name);
        let (_, usual) = SCHEMES.iter().find(known)?;
        let rest = rest.split('#').next().unwrap_or_default();
        let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (server, path) = place.split_once('/').unwrap_or((place, ""));
        let server = server.rsplit('@').next().unwrap_or_default();
        let numbered = server.rsplit_once(':');
        let numbered = numbered.filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()));
        let (host, port) = numbered.unwrap_or((server, ""));
        let host = host.to_lowercase();
        let host = host.strip_prefix("www.").unwrap_or(&host);
        (!host.is_empty()).then(|| Self {
            host: host.to_owned(),
            port: if port == *usual { "" } else { port },
            path,
            query,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_apart_however_it_is_written() {
        let parts = |url| {
            let address = Address::read(url)?;
            let Address {
                host,
                port,
                path,
                query,
            } = address;
            Some(format!("{host} {port} {path} {query}"))
        };
        for (url, expected) in [
            (
                "https://ann@www.Wire.example:8080/a/B?c=D#e",
                "wire.example 8080 a/B c=D",
            ),
            ("HTTPS://WIRE.EXAMPLE:443/a", "wire.example  a "),
            ("http://ann:secret@wire.example:80", "wire.example   "),
            ("https://wire.example:80/", "wire.example 80  "),
            (" https://wire.example?a=/@:1 ", "wire.example   a=/@:1"),
            ("http://[::1]:8000/a", "[::1] 8000 a "),
            ("http://[::1]/a", "[::1]  a "),
        ] {
            assert_eq!(parts(url).as_deref(), Some(expected), "{url}");
        }
        for url in [
            "",
            "https://",
            "ftp://wire.example/a",
            "wire.example/a",
            "https:///a",
        ] {
            assert_eq!(parts(url), None, "{url}");
        }
    }
}
