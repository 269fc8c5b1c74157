//! One plain sentence for an event: who did what to whom, where, when, on whose word.

use std::collections::BTreeMap;

use super::actors::Cast;
use super::happenings::{Happening, deeds};
use super::phrased::phrased;
use super::phrases::{Phrase, Phrases};
use super::tellings::Telling;
use super::told::Told;
use super::wordings::{Wording, noun_phrase, wording};
use crate::model::*;

/// Names of one side that a sentence gives; beyond them it says "and others".
const NAMES: usize = 3;

/// What the sentence is made of.
struct Sentence<'s> {
    event: &'s AccountEvent,
    cast: &'s Cast,
    phrase: Phrase,
    wording: Option<Wording>,
    /// Base and past of what befalls a recipient of whom no actor is known.
    received: (String, String),
    /// What the reports call those without a name.
    phrased: BTreeMap<ActorId, String>,
}

/// Composes the sentence, with its full stop.
pub(super) fn summary(
    told: &Told<'_>,
    cast: &Cast,
    phrases: &Phrases,
    happening: &Happening<'_, '_>,
) -> String {
    let event = &happening.event;
    let act = act(cast, happening, phrases);
    // An article's own words say most: "accused the ministry of hiding the dead". What several
    // origins tell, or two do together, is told better by naming both sides.
    let wording = match &act {
        Some(act) if act.mutual || happening.event.origins > 1 => None,
        _ => own_words(told, cast, phrases, happening),
    };
    let sentence = Sentence {
        event,
        cast,
        phrase: act.unwrap_or_else(|| phrases.of_type(event.kind, event.mode)),
        wording,
        received: phrases.received(event.kind),
        phrased: phrased(told, cast, happening),
    };
    let core = sentence.core(phrases);
    let place = place(told, happening, &core);
    let time = event.days.map(time).unwrap_or_default();
    let holder = sentence.holder();
    capital(&format!("{core}{place}{time}{holder}."))
}

/// Verbs that add nothing to the noun behind them.
const LIGHT: [&str; 14] = [
    "impose", "make", "carry", "launch", "conduct", "issue", "hold", "have", "give", "commit",
    "stage", "slap", "place", "mount",
];

/// The act that the best telling names with one word of its own.
fn act(cast: &Cast, happening: &Happening<'_, '_>, phrases: &Phrases) -> Option<Phrase> {
    let status = happening.event.status;
    let recipients = happening.event.recipients.is_empty();
    let deeds = deeds(&happening.tellings, cast);
    let best = deeds.iter().filter(|t| t.event.status == status);
    let acts = best.filter_map(|t| {
        let (first, last) = (t.trigger.first()?, t.trigger.last()?);
        let act = |word: &str| phrases.act(&word.to_lowercase());
        // "imposed sanctions" is told by its noun, "lifted sanctions" is not.
        let light = LIGHT.contains(&first.to_lowercase().as_str());
        // "banned imports" bans nobody.
        let object = first != last && last.starts_with(char::is_lowercase);
        let verb = act(first).filter(|_| !object);
        verb.or_else(|| act(last).filter(|_| light))
    });
    // Without a recipient most acts need the general phrase: "criticised" whom?
    let acts: Vec<&Phrase> = acts.filter(|act| !recipients || act.mutual).collect();
    let tellers = |act: &Phrase| acts.iter().filter(|other| **other == act).count();
    // The word of most tellings; of two equal ones the first.
    acts.iter()
        .rev()
        .max_by_key(|act| tellers(act))
        .map(|act| (*act).clone())
}

/// The words of a telling of the furthest status that can stand by themselves, a verb's before
/// a noun's.
fn own_words(
    told: &Told<'_>,
    cast: &Cast,
    phrases: &Phrases,
    happening: &Happening<'_, '_>,
) -> Option<Wording> {
    let event = &happening.event;
    if event.actors.is_empty() {
        return None;
    }
    let best = || {
        happening
            .tellings
            .iter()
            .filter(|t| t.event.status == event.status && same_people(&t.actors, &event.actors))
    };
    let by_noun = |t: &&Telling<'_>| {
        let carrier = phrases.carrier(t.trigger.last()?)?;
        let (verb, particle) = carrier.split_once(' ').unwrap_or((carrier, ""));
        let phrase = noun_phrase(told, cast, t)?;
        Some(Wording {
            verb: verb.to_owned(),
            past: None,
            rest: format!("{particle} {phrase}").trim_start().to_owned(),
        })
    };
    best()
        .find_map(|t| wording(told, cast, t))
        .or_else(|| best().find_map(by_noun))
}

fn same_people(a: &[ActorId], b: &[ActorId]) -> bool {
    a.iter().all(|one| b.contains(one)) && b.iter().all(|one| a.contains(one))
}

impl Sentence<'_> {
    /// Who did what to whom.
    fn core(&self, phrases: &Phrases) -> String {
        let (actors, recipients) = (
            self.side(&self.event.actors),
            self.side(&self.event.recipients),
        );
        if let Some(wording) = &self.wording {
            let past = wording.past.clone();
            let past = past.unwrap_or_else(|| phrases.past(&wording.verb));
            let act = self.hedge(
                &wording.verb,
                &past,
                is_plural(&self.event.actors, self.cast),
            );
            return format!("{actors} {act} {}", wording.rest);
        }
        let all: Vec<ActorId> = self
            .event
            .actors
            .iter()
            .chain(&self.event.recipients)
            .copied()
            .collect();
        if self.phrase.mutual && all.len() >= 2 {
            return self.clause(&self.side(&all), &self.phrase.base, &self.phrase.past, true);
        }
        if actors.is_empty() {
            return self.passive(&recipients);
        }
        let plural = is_plural(&self.event.actors, self.cast);
        if recipients.is_empty() {
            let phrase = &self.phrase;
            let (base, past) = phrase
                .alone
                .as_ref()
                .map_or((&phrase.base, &phrase.past), |(b, p)| (b, p));
            return self.clause(&actors, base, past, plural);
        }
        let act = self.clause(&actors, &self.phrase.base, &self.phrase.past, plural);
        let intransitive = self.phrase.link.is_empty() && self.phrase.participle.is_empty();
        match (self.phrase.link.as_str(), self.phrase.link_after) {
            _ if intransitive => act,
            ("", _) => format!("{act} {recipients}"),
            (link, false) => format!("{act} {link} {recipients}"),
            (link, true) => format!("{act} {recipients} {link}"),
        }
    }

    fn passive(&self, recipients: &str) -> String {
        let plural = is_plural(&self.event.recipients, self.cast);
        let be = if plural { "were" } else { "was" };
        let (base, past) = match self.phrase.participle.as_str() {
            "" => self.received.clone(),
            participle => (format!("be {participle}"), format!("{be} {participle}")),
        };
        // Who is acted on makes neither the threat nor the call.
        match (self.event.status, base.strip_prefix("be ")) {
            _ if self.is_made() => self.clause(recipients, &base, &past, plural),
            (Status::Threatened, Some(undergone)) => {
                format!("{recipients} {be} threatened with being {undergone}")
            }
            (Status::Threatened, None) => format!("{recipients} might {base}"),
            (Status::Demanded, _) => format!("there were calls for {recipients} to {base}"),
            _ => self.clause(recipients, &base, &past, plural),
        }
    }

    /// A threat is made, not threatened; a demand and a promise likewise.
    fn is_made(&self) -> bool {
        matches!(
            (self.event.kind, self.event.status),
            (EventType::Threaten, Status::Threatened)
                | (EventType::Request, Status::Demanded)
                | (EventType::Agree, Status::Planned)
        )
    }

    fn clause(&self, actors: &str, base: &str, past: &str, plural: bool) -> String {
        format!("{actors} {}", self.hedge(base, past, plural))
    }

    /// The act as far as it has come.
    fn hedge(&self, base: &str, past: &str, plural: bool) -> String {
        let be = if plural { "were" } else { "was" };
        let made = self.is_made();
        // The visitor is the actor, so "welcomed" is told as "was welcomed by".
        if let Some(undergone) = base.strip_prefix("be ") {
            match self.event.status {
                _ if made => return format!("{be} {undergone}"),
                Status::Actual => return format!("{be} {undergone}"),
                Status::Denied => return format!("{be} not {undergone}"),
                _ => {}
            }
        }
        match self.event.status {
            _ if made => past.to_owned(),
            Status::Actual => past.to_owned(),
            Status::Planned => format!("{be} to {base}"),
            Status::Threatened => format!("threatened to {base}"),
            Status::Demanded => format!("{be} called on to {base}"),
            Status::Hypothetical => format!("might {base}"),
            Status::Denied => format!("did not {base}"),
        }
    }

    fn side(&self, actors: &[ActorId]) -> String {
        let mut names: Vec<String> = Vec::new();
        for actor in actors {
            let phrase = self.phrased.get(actor).cloned();
            let name = phrase.unwrap_or_else(|| self.cast.name(*actor));
            if !names.contains(&name) {
                names.push(name);
            }
        }
        if names.len() > NAMES {
            names.truncate(NAMES);
            names.push("others".to_owned());
        }
        join(&names)
    }

    /// Whose word it is, unless it is the actor's own.
    fn holder(&self) -> String {
        let holder = self.event.holder.filter(|h| !self.event.actors.contains(h));
        holder.map_or_else(String::new, |holder| {
            format!(", according to {}", self.cast.name(holder))
        })
    }
}

fn is_plural(actors: &[ActorId], cast: &Cast) -> bool {
    match actors {
        [one] => cast.is_plural(*one),
        _ => true,
    }
}

/// "A, B and C".
pub(super) fn join(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [head @ .., last] => format!("{} and {last}", head.join(", ")),
    }
}

/// Whether acts of this type are done in a place; words and measures are about one.
fn happens_somewhere(kind: EventType) -> bool {
    use EventType::{Aid, Assault, Coerce, Consult, Cooperate, Mobilize, Protest, Retreat};
    matches!(
        kind,
        Aid | Assault | Coerce | Consult | Cooperate | Mobilize | Protest | Retreat
    )
}

/// The place with the preposition that the article uses, unless the sentence names it already.
fn place(told: &Told<'_>, happening: &Happening<'_, '_>, core: &str) -> String {
    let Some(place) = &happening.event.place else {
        return String::new();
    };
    if core.contains(&place.name) || !happens_somewhere(happening.event.kind) {
        return String::new();
    }
    let telling = happening
        .tellings
        .iter()
        .find(|t| t.place.is_some_and(|p| p.name == place.name));
    let the = telling.map(|t| {
        let tokens = &told.readings[t.position].parse.tokens;
        let start =
            tokens.partition_point(|token| token.span.start < t.place.map_or(0, |p| p.span.start));
        let before = start.checked_sub(1).and_then(|n| tokens.get(n));
        let inside = tokens.get(start);
        let is_the = |token: &Token| &*token.lower == "the";
        before.is_some_and(is_the) || inside.is_some_and(is_the)
    });
    let the = if the == Some(true) && !place.name.starts_with("the ") {
        "the "
    } else {
        ""
    };
    let preposition = if place.kind == PlaceKind::Seat {
        "at"
    } else {
        "in"
    };
    format!(" {preposition} {the}{}", place.name)
}

/// "on 3 February 2026", "in October 2025", "in 2024".
fn time(days: DayRange) -> String {
    let (start, end) = (days.start, days.end);
    if start == end {
        return format!(" on {}", day(start));
    }
    if start == start.first_of_month() && end == start.last_of_month() {
        return format!(" in {} {}", month(start), start.year());
    }
    if start == start.first_of_year() && end == start.last_of_year() {
        return format!(" in {}", start.year());
    }
    format!(" between {} and {}", day(start), day(end))
}

/// "3 February 2026".
pub(super) fn day(date: jiff::civil::Date) -> String {
    format!("{} {} {}", date.day(), month(date), date.year())
}

fn month(date: jiff::civil::Date) -> &'static str {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let n = usize::try_from(date.month() - 1).unwrap_or(0);
    MONTHS.get(n).copied().unwrap_or("")
}

/// With a capital first letter.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next();
    first
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(chars)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_joined_as_a_person_would() {
        let names = |n: usize| {
            ["A", "B", "C"][..n]
                .iter()
                .map(|s| (*s).to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(join(&names(1)), "A");
        assert_eq!(join(&names(2)), "A and B");
        assert_eq!(join(&names(3)), "A, B and C");
    }

    #[test]
    fn days_are_written_as_closely_as_they_are_known() {
        let of = |start: (i16, i8, i8), end: (i16, i8, i8)| {
            let date = |(y, m, d)| jiff::civil::date(y, m, d);
            time(DayRange {
                start: date(start),
                end: date(end),
            })
        };
        assert_eq!(of((2026, 2, 3), (2026, 2, 3)), " on 3 February 2026");
        assert_eq!(of((2025, 10, 1), (2025, 10, 31)), " in October 2025");
        assert_eq!(of((2025, 1, 1), (2025, 12, 31)), " in 2025");
    }
}
