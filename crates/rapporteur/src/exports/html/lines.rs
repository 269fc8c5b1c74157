//! Lines: the outline's groups, with links to the sentences they rest on.

use account::model::Status;
use maud::{Markup, html};

use super::Names;
use crate::exports::outline::{Group, Line, Ref, Section, Sources, Topic};

/// What, who, where, when, as a list of terms.
pub(super) fn short(section: &Section, names: Names) -> Markup {
    html! {
        dl.short {
            @for line in section.lines() {
                dt { (line.lead.as_deref().unwrap_or("")) }
                dd { (line.text) " " (refs(line, names)) }
            }
        }
    }
}

/// All groups of a section.
pub(super) fn groups(sources: &Sources<'_>, section: &Section, names: Names) -> Markup {
    html! {
        @for group in &section.groups {
            @if let Some(heading) = &group.heading { h3 { (heading) } }
            (list(sources, section.topic, group, names))
        }
        @if section.more > 0 {
            p.more { "… " (section.more) " more (--full)" }
        }
    }
}

fn list(sources: &Sources<'_>, topic: Topic, group: &Group, names: Names) -> Markup {
    let class = match topic {
        Topic::Differences => "values",
        _ => "lines",
    };
    html! {
        ul class=(class) {
            @for line in &group.lines {
                li id=[anchor(topic, line, names)] {
                    @if let Some(lead) = &line.lead { span.lead { (lead) } " " }
                    span.statement {
                        (dot(sources, topic, line))
                        span.text { (line.text) } " "
                        (remarks(line)) " "
                        (refs(line, names))
                    }
                }
            }
        }
    }
}

/// The timeline's lines can be linked to, each event once.
fn anchor(topic: Topic, line: &Line, names: Names) -> Option<String> {
    match topic {
        Topic::Timeline => line.event.map(|event| names.event(event)),
        _ => None,
    }
}

/// The mark of an event's class, as the drawing has it.
fn dot(sources: &Sources<'_>, topic: Topic, line: &Line) -> Markup {
    let event = line.event.and_then(|n| sources.account.events.get(n));
    let shown = matches!(topic, Topic::Timeline | Topic::Agreed | Topic::Alone);
    html! {
        @if let (true, Some(event)) = (shown, event) {
            span class={ "dot " (mark(event.value().kind.quad(), event.value().status)) } {}
        }
    }
}

/// Class names of an event's mark: its quad class, and whether it happened.
pub(super) fn mark(quad: u8, status: Status) -> String {
    let done = if status == Status::Actual {
        " done"
    } else {
        ""
    };
    format!("q{quad}{done}")
}

fn remarks(line: &Line) -> Markup {
    html! {
        @for (n, remark) in line.remarks.iter().enumerate() {
            @if n > 0 { " · " }
            span.remark { (remark) }
        }
    }
}

/// Links to the sentences; the sentence itself shows when the pointer rests on one.
fn refs(line: &Line, names: Names) -> Markup {
    html! {
        span.refs {
            @for (at, label) in line.refs.iter().zip(&line.labels) {
                a href={ "#" (target(*at, names)) } { "[" (label) "]" } " "
            }
            @if line.more_refs > 0 { "+" (line.more_refs) }
        }
    }
}

fn target(at: Ref, names: Names) -> String {
    match at.sentence {
        Some(sentence) => names.sentence(at.article, sentence),
        None => names.article(at.article),
    }
}
