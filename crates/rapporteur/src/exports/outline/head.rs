//! In short: what happened, who took part, where and when.

use account::model::*;

use super::{Line, Section, Sources, Topic, words};

/// How many of the most active are named.
const NAMED: u32 = 6;

/// References of what, where and when; the timeline has all of them.
const REFS: usize = 2;

/// The section.
pub(super) fn section(sources: &Sources<'_>) -> Section {
    let account = sources.account;
    let mut refs = sources.all(account.headline.evidence());
    refs.truncate(REFS);
    let line = |lead: &str, text: String| Line {
        lead: Some(lead.to_owned()),
        text,
        refs: refs.clone(),
        ..Line::default()
    };
    let mut lines = vec![line("What", account.headline.value().clone())];
    lines.extend(who(sources));
    let leading = leading(account);
    if let Some(place) = leading.and_then(|event| event.place.as_ref()) {
        lines.push(line("Where", place.name.clone()));
    }
    let when = account
        .days
        .map_or_else(|| "not known from the articles".to_owned(), words::days);
    lines.push(line("When", when));
    Section::flat(Topic::Head, lines)
}

/// The event that weighs most.
fn leading(account: &Account) -> Option<&AccountEvent> {
    account
        .events
        .iter()
        .map(Claim::value)
        .reduce(|best, event| {
            if event.weight > best.weight {
                event
            } else {
                best
            }
        })
}

/// Who takes part, most active first, each with the place where it is first spoken of.
fn who(sources: &Sources<'_>) -> Option<Line> {
    let known = (0..NAMED).map(ActorId).take(sources.account.actors.len());
    let (mut names, mut refs) = (Vec::new(), Vec::new());
    for actor in known {
        if let Some(first) = sources.actor_refs(actor).first() {
            names.push(sources.actor_with_code(actor));
            refs.push(*first);
        }
    }
    refs.sort_unstable();
    refs.dedup();
    (!names.is_empty()).then(|| Line {
        lead: Some("Who".to_owned()),
        text: names.join(", "),
        refs,
        ..Line::default()
    })
}
