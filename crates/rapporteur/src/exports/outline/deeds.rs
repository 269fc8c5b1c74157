//! Deeds: who did what to whom, what several origins tell and what one tells alone.

use std::collections::BTreeMap;

use account::model::*;

use super::timeline::{told, weightiest};
use super::{Extent, Group, Line, Section, Sources, Topic, words};

/// Lines of each of these sections in brief.
const LINES: usize = 16;
/// Recipients of one actor in brief.
const EACH: usize = 4;

/// Who did what to whom: a group an actor, a line a recipient.
pub(super) fn section(sources: &Sources<'_>, extent: Extent) -> Section {
    let mut more = 0;
    let groups = pairs(sources.account)
        .into_iter()
        .map(|(actor, recipients)| {
            let keep = recipients.len().min(extent.limit(EACH));
            more += recipients.len() - keep;
            Group {
                heading: Some(sources.actor_with_code(actor)),
                lines: recipients[..keep]
                    .iter()
                    .map(|(recipient, events)| deeds(sources, *recipient, events))
                    .collect(),
            }
        })
        .collect();
    let mut section = Section::grouped(Topic::Deeds, groups).cut(extent.limit(LINES));
    section.more += more;
    section
}

/// Recipients with the events done to them; nobody where an act has no recipient.
type Recipients = BTreeMap<Option<ActorId>, Vec<usize>>;

/// The same in the order in which they are shown.
type Listed = Vec<(Option<ActorId>, Vec<usize>)>;

/// Every actor with its recipients, those who did most first.
fn pairs(account: &Account) -> Vec<(ActorId, Listed)> {
    let mut pairs: BTreeMap<ActorId, Recipients> = BTreeMap::new();
    for (n, claim) in account.events.iter().enumerate() {
        let event = claim.value();
        for actor in &event.actors {
            let others = event.recipients.iter().filter(|other| *other != actor);
            let mut recipients: Vec<Option<ActorId>> = others.copied().map(Some).collect();
            if recipients.is_empty() {
                recipients.push(None);
            }
            for recipient in recipients {
                let acts = pairs.entry(*actor).or_default().entry(recipient);
                acts.or_default().push(n);
            }
        }
    }
    let mut pairs: Vec<_> = pairs
        .into_iter()
        .map(|(actor, recipients)| (actor, by_number(recipients)))
        .collect();
    pairs.sort_by_key(|(actor, recipients)| {
        let events: usize = recipients.iter().map(|(_, events)| events.len()).sum();
        (std::cmp::Reverse(events), *actor)
    });
    pairs
}

/// Recipients of most acts first, acts without a recipient last.
fn by_number(recipients: Recipients) -> Listed {
    let mut recipients: Vec<_> = recipients.into_iter().collect();
    recipients.sort_by_key(|(recipient, events)| {
        (
            recipient.is_none(),
            std::cmp::Reverse(events.len()),
            *recipient,
        )
    });
    recipients
}

/// What was done to one recipient: "to Asha Mrema: talks, criticism (3)".
fn deeds(sources: &Sources<'_>, recipient: Option<ActorId>, events: &[usize]) -> Line {
    let mut counted: BTreeMap<(EventType, Status), usize> = BTreeMap::new();
    let mut evidence = Vec::new();
    for n in events {
        let claim = &sources.account.events[*n];
        let event = claim.value();
        *counted.entry((event.kind, event.status)).or_default() += 1;
        evidence.push(claim.first());
    }
    let acts: Vec<String> = counted
        .into_iter()
        .map(|((kind, status), number)| act(kind, status, number))
        .collect();
    let to = recipient.map_or_else(
        || "without a recipient".to_owned(),
        |recipient| format!("to {}", sources.actor(recipient)),
    );
    Line {
        text: format!("{to}: {}", acts.join(", ")),
        refs: sources.all(evidence),
        event: events.first().copied(),
        ..Line::default()
    }
}

/// "threat", "talks (planned)", "criticism (3)", "violence (threatened, 2)".
fn act(kind: EventType, status: Status, number: usize) -> String {
    let mut remarks: Vec<String> = Vec::new();
    let how_far = words::status_of(kind, status);
    remarks.extend(how_far.map(str::to_owned));
    if number > 1 {
        remarks.push(number.to_string());
    }
    let word = words::act(kind);
    if remarks.is_empty() {
        word.to_owned()
    } else {
        format!("{word} ({})", remarks.join(", "))
    }
}

/// What several origins tell, by how many.
pub(super) fn agreed(sources: &Sources<'_>, extent: Extent) -> Section {
    let events = &sources.account.events;
    let shared = (0..events.len())
        .filter(|n| events[*n].value().origins > 1)
        .collect();
    let (mut shared, more) = weightiest(sources.account, shared, extent.limit(LINES));
    shared.sort_by_key(|n| (std::cmp::Reverse(events[*n].value().origins), *n));
    let all = sources.account.origins.len();
    let lines = shared
        .into_iter()
        .map(|n| {
            let mut line = told(sources, n);
            let origins = events[n].value().origins;
            line.remarks.push(format!("{origins} of {all} origins"));
            line
        })
        .collect();
    let mut section = Section::flat(Topic::Agreed, lines);
    section.more = more;
    section
}

/// What one origin alone tells, a group an origin; nothing where there is only one.
pub(super) fn alone(sources: &Sources<'_>, extent: Extent) -> Section {
    let account = sources.account;
    if account.origins.len() < 2 {
        return Section::flat(Topic::Alone, Vec::new());
    }
    let single = (0..account.events.len())
        .filter(|n| account.events[*n].value().origins <= 1)
        .collect();
    let (single, more) = weightiest(account, single, extent.limit(LINES));
    let groups = (1..)
        .zip(&account.origins)
        .map(|(number, origin)| {
            let its_own = single.iter().filter(|n| {
                let evidence = account.events[**n].first();
                origin.articles.contains(&evidence.article)
            });
            Group {
                heading: Some(format!(
                    "Origin {number} ({})",
                    sources.labels(&origin.articles)
                )),
                lines: its_own.map(|n| told(sources, *n)).collect(),
            }
        })
        .collect();
    let mut section = Section::grouped(Topic::Alone, groups);
    section.more = more;
    section
}
