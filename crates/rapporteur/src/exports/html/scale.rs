//! Scale: where days lie on an axis on which long gaps are shortened.

use account::model::DayRange;
use jiff::civil::Date;

/// Distinct stretches of days with their places, from the earliest.
pub(super) struct Scale {
    columns: Vec<(DayRange, f64)>,
}

impl Scale {
    /// Spreads `days` from `left` to `right`.
    pub(super) fn new(days: impl IntoIterator<Item = DayRange>, left: f64, right: f64) -> Self {
        let mut days: Vec<DayRange> = days.into_iter().collect();
        days.sort_unstable();
        days.dedup();
        let mut reached = 0.0;
        let mut columns = Vec::new();
        for (n, day) in days.iter().enumerate() {
            if n > 0 {
                reached += gap(days[n - 1].start, day.start);
            }
            columns.push((*day, reached));
        }
        for column in &mut columns {
            column.1 = if reached > 0.0 {
                left + (right - left) * column.1 / reached
            } else {
                f64::midpoint(left, right)
            };
        }
        Self { columns }
    }

    /// All stretches of days with their places.
    pub(super) fn columns(&self) -> &[(DayRange, f64)] {
        &self.columns
    }

    /// Place of these days; the left end for days that are none of the scale's.
    pub(super) fn at(&self, days: DayRange) -> f64 {
        let found = self.columns.iter().find(|(known, _)| *known == days);
        found
            .or(self.columns.first())
            .map_or(0.0, |(_, place)| *place)
    }

    /// Labels for as many columns as have room, in rows one below the other.
    pub(super) fn labels(&self) -> Vec<Label> {
        const ROWS: usize = 3;
        let mut free = [f64::MIN; ROWS];
        let mut labels = Vec::new();
        for (days, place) in &self.columns {
            let text = short(*days);
            let half = text.chars().count() as f64 * 3.2;
            if let Some(row) = free.iter().position(|end| *end < place - half) {
                free[row] = place + half + 6.0;
                labels.push(Label {
                    text,
                    place: *place,
                    row,
                });
            }
        }
        labels
    }
}

/// The name of a column, below the axis.
pub(super) struct Label {
    pub(super) text: String,
    pub(super) place: f64,
    pub(super) row: usize,
}

/// Room between two days: a day counts as it is, a year as a few days.
fn gap(from: Date, to: Date) -> f64 {
    let days = f64::from((to - from).get_days());
    2.0 + days.max(0.0).ln_1p()
}

/// "3 Feb 2026", "Oct 2025", "2025".
pub(super) fn short(days: DayRange) -> String {
    let pattern = match (days.end - days.start).get_days() {
        ..=6 => "%-d %b %Y",
        7..=92 => "%b %Y",
        _ => "%Y",
    };
    days.start.strftime(pattern).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn day(date: Date) -> DayRange {
        DayRange {
            start: date,
            end: date,
        }
    }

    #[test]
    fn days_keep_their_order_and_fill_the_axis() {
        let days = [
            date(2026, 2, 3),
            date(1991, 1, 1),
            date(2026, 2, 4),
            date(2026, 2, 3),
        ];
        let scale = Scale::new(days.map(day), 10.0, 110.0);
        let places: Vec<f64> = scale.columns().iter().map(|(_, place)| *place).collect();
        assert_eq!(places.len(), 3);
        assert!((places[0] - 10.0).abs() < 1e-9 && (places[2] - 110.0).abs() < 1e-9);
        assert!(places[1] > 50.0 && places[1] < 95.0, "{places:?}");
    }

    #[test]
    fn one_day_lies_in_the_middle_and_none_gives_no_panic() {
        let only = day(date(2026, 2, 3));
        assert!((Scale::new([only], 0.0, 100.0).at(only) - 50.0).abs() < 1e-9);
        assert!(Scale::new([], 0.0, 100.0).at(only).abs() < 1e-9);
    }

    #[test]
    fn labels_of_one_row_do_not_touch() {
        let days = (1..=28).map(|n| day(date(2026, 2, n)));
        let labels = Scale::new(days, 0.0, 600.0).labels();
        assert!(labels.len() > 4);
        for row in 0..3 {
            let places: Vec<f64> = labels
                .iter()
                .filter(|label| label.row == row)
                .map(|label| label.place)
                .collect();
            assert!(places.windows(2).all(|pair| pair[1] - pair[0] > 60.0));
        }
    }
}
