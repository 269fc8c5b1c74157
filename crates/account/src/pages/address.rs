//! Dates in addresses: `/2026/02/03/`, `/2026-02-03-`, `/20260203`.

use jiff::civil::Date;

use crate::model::{Field, FieldKind};

use super::fields::seen;

/// The first years that an address on the web can name.
const YEARS: std::ops::RangeInclusive<i16> = 1993..=2099;

/// The day that the page's address names, or else the one that it says is its own.
pub(crate) fn dated(url: Option<&str>, fields: &[Field]) -> Option<Field> {
    let own = fields.iter().filter(|field| field.kind == FieldKind::Url);
    let addresses = url.into_iter().chain(own.map(|field| field.value.as_str()));
    let day = addresses.filter_map(day).next()?;
    seen(FieldKind::Published, &day.to_string())
}

/// The day in an address, year first; only a whole one.
fn day(address: &str) -> Option<Date> {
    let (_, rest) = address.split_once("://")?;
    let (_, path) = rest.split_once('/')?;
    let numbers: Vec<(&str, usize)> = numbers(path);
    let parted = numbers.windows(3).filter_map(|three| {
        let [(year, at), (month, then), (day, last)] = three else {
            return None;
        };
        let near = then - at == year.len() + 1 && last - then == month.len() + 1;
        let sized = year.len() == 4 && month.len() <= 2 && day.len() <= 2;
        (near && sized).then_some((*year, *month, *day))
    });
    let whole = numbers.iter().filter(|(number, _)| number.len() == 8);
    let whole = whole.map(|(number, _)| (&number[..4], &number[4..6], &number[6..]));
    parted.chain(whole).find_map(|(year, month, day)| {
        let year = year.parse().ok().filter(|year| YEARS.contains(year))?;
        Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
    })
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
            ("https://a.example/2026/02/talks-20", None),
            ("https://a.example/2026/02/333", None),
            ("https://a.example/1026/02/03", None),
            ("https://a.example/2026/13/03", None),
            ("https://2026.02.03.example/talks", None),
            ("talks/2026/02/03", None),
        ];
        for (address, expected) in cases {
            let found = day(address).map(|day| day.to_string());
            assert_eq!(found.as_deref(), expected, "{address}");
        }
    }
}
