//! Dates in addresses: `/2026/02/03/`, `/2026-02-03-`, `/20260203`.

use jiff::civil::Date;

use crate::model::{Field, FieldKind};

use super::fields::seen;

/// The first years that an address on the web can name.
const YEARS: std::ops::RangeInclusive<i16> = 1993..=2099;

/// The statement of [`named_day`].
pub(crate) fn dated(url: Option<&str>, fields: &[Field]) -> Option<Field> {
    seen(FieldKind::Published, &named_day(url, fields)?.to_string())
}

/// The day that the page's address names, or else the one that it says is its own.
pub(crate) fn named_day(url: Option<&str>, fields: &[Field]) -> Option<Date> {
    let own = fields.iter().filter(|field| field.kind == FieldKind::Url);
    let addresses = url.into_iter().chain(own.map(|field| field.value.as_str()));
    addresses.filter_map(day).next()
}

/// The day in an address; only a whole one. Of an address in another, as archives of the web make
/// them, the inner one counts: the outer one names the day of the copy.
fn day(address: &str) -> Option<Date> {
    let (_, rest) = address.rsplit_once("://")?;
    let (_, path) = rest.split_once('/')?;
    let numbers: Vec<(&str, usize)> = numbers(path);
    let parted = numbers.windows(3).filter_map(|three| {
        let [(first, at), (month, then), (last, end)] = three else {
            return None;
        };
        let near = then - at == first.len() + 1 && end - then == month.len() + 1;
        match (first.len(), month.len(), last.len()) {
            (4, 1 | 2, 1 | 2) if near => Some((*first, *month, *last)),
            // The last first: "03-02-2026".
            (2, 2, 4) if near => Some((*last, *month, *first)),
            _ => None,
        }
    });
    let whole = numbers.iter().filter_map(|(number, _)| stamp(number));
    parted.chain(whole).find_map(|(year, month, day)| {
        let year = year.parse().ok().filter(|year| YEARS.contains(year))?;
        Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
    })
}

/// Year, month and day of "20260203", and of "20260203101500" with whatever counts on behind it.
fn stamp(number: &str) -> Option<(&str, &str, &str)> {
    let below = |from: usize, limit: u8| {
        let two = number
            .get(from..from + 2)
            .and_then(|two| two.parse::<u8>().ok());
        two.is_some_and(|two| two < limit)
    };
    let clock = number.len() >= 14 && below(8, 24) && below(10, 60) && below(12, 60);
    (number.len() == 8 || clock).then(|| (&number[..4], &number[4..6], &number[6..8]))
}

/// The runs of digits, each with its place.
fn numbers(path: &str) -> Vec<(&str, usize)> {
    let runs = path.split(|letter: char| !letter.is_ascii_digit());
    runs.filter(|run| !run.is_empty())
        .map(|run| (run, run.as_ptr() as usize - path.as_ptr() as usize))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_days_are_read_out_of_addresses() {
        let cases = [
            (
                "https://a.example/world/2026/02/03/talks",
                Some("2026-02-03"),
            ),
            ("https://a.example/2026/2/3", Some("2026-02-03")),
            (
                "https://a.example/2026-02-03-talks.html",
                Some("2026-02-03"),
            ),
            ("https://a.example/a/20260203_talks", Some("2026-02-03")),
            ("https://a.example/news/03-02-2026", Some("2026-02-03")),
            ("https://a.example/A2026020314320005196", Some("2026-02-03")),
            ("https://a.example/2026020399320005196", None),
            ("https://a.example/2026/02/talks-20", None),
            ("https://a.example/2026/02/333", None),
            ("https://a.example/1026/02/03", None),
            ("https://a.example/2026/13/03", None),
            ("https://2026.02.03.example/talks", None),
            (
                "https://copies.example/20260203/https://a.example/talks",
                None,
            ),
            ("talks/2026/02/03", None),
        ];
        for (address, expected) in cases {
            let found = day(address).map(|day| day.to_string());
            assert_eq!(found.as_deref(), expected, "{address}");
        }
    }
}
