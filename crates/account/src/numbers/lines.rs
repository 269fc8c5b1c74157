//! Numbers as lines for a person, a line a number.

use crate::model::*;

/// `at least 74 death | "at least 74 deaths" | ASSAULT "attacks"`
#[must_use]
pub fn lines(reading: &Reading) -> Vec<String> {
    let text = &reading.article.text;
    let about = |number: &Number| {
        let event = reading.events.get(number.about?.0 as usize)?;
        Some(format!("{} \"{}\"", event.kind, event.trigger.of(text)))
    };
    let line = |number: &Number| {
        let bound = match number.bound {
            Bound::Exact => "",
            Bound::About => "about ",
            Bound::AtLeast => "at least ",
            Bound::AtMost => "at most ",
        };
        let upper = number
            .upper
            .map(|upper| format!("-{upper}"))
            .unwrap_or_default();
        format!(
            "{bound}{}{upper} {} | \"{}\" | {}",
            number.value,
            number.unit,
            number.span.of(text),
            about(number).unwrap_or_else(|| "-".to_owned()),
        )
    };
    reading.numbers.iter().map(line).collect()
}
