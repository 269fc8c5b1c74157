//! Dates as feeds write them, where the reader of pages' dates needs them written otherwise.

/// The date with its year in four digits: "Tue, 03 Feb 26 10:00:00 GMT" is one of RFC 822, in which
/// years from 70 on are of the last century.
pub(super) fn written_out(date: &str) -> String {
    let mut words: Vec<String> = date.split_whitespace().map(str::to_owned).collect();
    let number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let place = words.windows(3).position(|three| {
        let [day, month, year] = three else {
            return false;
        };
        let month = month.len() >= 3 && month.chars().all(char::is_alphabetic);
        number(day) && day.len() <= 2 && month && number(year) && year.len() == 2
    });
    if let Some(place) = place {
        let year = &words[place + 2];
        let century = if year.as_str() >= "70" { "19" } else { "20" };
        words[place + 2] = format!("{century}{year}");
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_of_two_digits_gets_its_century() {
        let cases = [
            (
                "Tue, 03 Feb 26 10:00:00 GMT",
                "Tue, 03 Feb 2026 10:00:00 GMT",
            ),
            ("1 Jan 99 10:00 EST", "1 Jan 1999 10:00 EST"),
            (
                "Tue, 03 Feb 2026 10:00:00 GMT",
                "Tue, 03 Feb 2026 10:00:00 GMT",
            ),
            ("2026-02-03T10:00:00Z", "2026-02-03T10:00:00Z"),
        ];
        for (date, expected) in cases {
            assert_eq!(written_out(date), expected);
        }
    }
}
