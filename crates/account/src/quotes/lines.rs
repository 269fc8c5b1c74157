//! Lines: the quotes of a reading, one line each, for people.

use crate::model::*;

/// One line a quote: kind, words, speaker, the mention that says so, and the cue.
#[must_use]
pub fn lines(reading: &Reading) -> Vec<String> {
    reading
        .quotes
        .iter()
        .map(|quote| line(quote, reading))
        .collect()
}

/// `direct "We go," by Ana Ruiz ("she", added)`
fn line(quote: &Quote, reading: &Reading) -> String {
    let text = &reading.article.text;
    let kind = match quote.kind {
        QuoteKind::Direct => "direct",
        QuoteKind::Mixed => "mixed",
        QuoteKind::Indirect => "indirect",
    };
    let words = quote.words.of(text);
    let cue = quote.cue.map_or_else(
        || "no cue".to_owned(),
        |cue| format!("\"{}\"", cue.of(text)),
    );
    let Some(speaker) = quote.speaker else {
        return format!("{kind} \"{words}\" by nobody known, {cue}");
    };
    let entity = reading.mentions.entities.get(speaker.entity.0 as usize);
    let name = entity.map_or("", |entity| entity.name.as_str());
    format!(
        "{kind} \"{words}\" by {name}, \"{}\" {cue}",
        speaker.span.of(text)
    )
}
