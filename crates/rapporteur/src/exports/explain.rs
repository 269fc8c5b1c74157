//! Explain: how one article was read, sentence by sentence, for a person.

use account::model::*;
use account::span::CodePoints;

use super::clean::clean;
use super::outline::words;
use super::wire::names::name;
use super::wrap::wrap;

/// Deepest indent of a tree, so that a long chain still fits a line.
const DEEPEST: usize = 24;

/// The whole reading, or only the sentence at `at`, a code point of the article's text; broken to
/// `width` characters where one is given.
pub(crate) fn render(reading: &Reading, at: Option<u32>, width: Option<usize>) -> String {
    let view = View {
        reading,
        points: CodePoints::new(&reading.article.text),
    };
    let mut lines = match at {
        None => head(&view),
        Some(_) => Vec::new(),
    };
    for n in 0..reading.parse.sentences.len() {
        let (start, end) = view.points.span(reading.parse.sentences[n].span);
        if at.is_none_or(|at| (start..end).contains(&at)) {
            lines.extend(sentence(&view, n));
        }
    }
    match at {
        None => lines.extend(notes(&view)),
        Some(at) if lines.is_empty() => {
            lines.push(Row::of(format!("No sentence covers offset {at}.")));
        }
        Some(_) => {}
    }
    let lines = lines.iter().flat_map(|row| row.lines(width));
    lines
        .map(|line| clean(&line).trim_end().to_owned() + "\n")
        .collect()
}

/// One thing that is told: what stands before it, and its words, which hang below each other.
struct Row {
    first: String,
    text: String,
}

impl Row {
    fn new(first: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            first: first.into(),
            text: text.into(),
        }
    }

    /// A row with nothing before its words.
    fn of(text: impl Into<String>) -> Self {
        Self::new("", text)
    }

    fn lines(&self, width: Option<usize>) -> Vec<String> {
        let hanging = self.first.chars().count();
        match width {
            // A tree may hang deeper than a narrow terminal is wide.
            Some(width) => wrap(&self.text, width, &self.first, hanging.min(width / 2)),
            None => vec![format!("{}{}", self.first, self.text)],
        }
    }
}

/// A reading with its offsets in code points.
struct View<'a> {
    reading: &'a Reading,
    points: CodePoints<'a>,
}

impl<'a> View<'a> {
    /// The words of a span, on one line.
    fn words(&self, span: Span) -> String {
        words::one_line(span.of(&self.reading.article.text))
    }

    /// `[120..240]`, in code points.
    fn place(&self, span: Span) -> String {
        let (start, end) = self.points.span(span);
        format!("[{start}..{end}]")
    }

    fn entity(&self, id: EntityId) -> &'a str {
        let entities = &self.reading.mentions.entities;
        let entity = entities.get(id.0 as usize);
        entity.map_or("somebody", |entity| entity.name.as_str())
    }

    fn names(&self, participants: &[Participant]) -> String {
        let names: Vec<&str> = participants
            .iter()
            .map(|participant| self.entity(participant.entity))
            .collect();
        match names.is_empty() {
            true => "nobody named".to_owned(),
            false => names.join(", "),
        }
    }
}

/// What is known of the article as a whole.
fn head(view: &View<'_>) -> Vec<Row> {
    let article = &view.reading.article;
    let known = |name: &str, value: Option<String>| {
        let value = value.filter(|value| !value.is_empty());
        let value = value.as_deref().unwrap_or("not known");
        Row::new(format!("{name:<10} "), value)
    };
    let mut lines = vec![
        known("Article", Some(article.id.to_string())),
        known("Headline", article.title.clone()),
        known("Outlet", article.outlet.clone()),
        known("Byline", Some(article.byline.join(", "))),
        known("Dateline", article.dateline.clone()),
        known("Published", article.published.map(|at| words::day(at.date))),
        known("Language", article.language.clone()),
        Row::of(""),
        Row::of("WHO AND WHAT"),
    ];
    for (id, entity) in (0..).map(EntityId).zip(&view.reading.mentions.entities) {
        let known = described(view, id, entity);
        lines.push(Row::new("  ", format!("{}{known}", entity.name)));
    }
    lines.extend([Row::of(""), Row::of("SENTENCES")]);
    lines
}

/// Kind, other names, roles and codes of an entity.
fn described(view: &View<'_>, id: EntityId, entity: &Entity) -> String {
    let mut parts = vec![name(entity.kind)];
    let other: Vec<&str> = entity.names.iter().map(String::as_str).collect();
    if other.len() > 1 {
        parts.push(format!("as {}", other.join(" / ")));
    }
    if !entity.roles.is_empty() {
        parts.push(format!("role {}", entity.roles.join(" / ")));
    }
    let actor = view.reading.actors.iter().find(|actor| actor.entity == id);
    if let Some(actor) = actor {
        let codes = actor.codes.iter().filter_map(|code| words::code(&[*code]));
        let codes: Vec<String> = codes.collect();
        parts.push(format!("{} by {}", codes.join(" + "), name(actor.basis)));
    }
    format!(" ({})", parts.join("; "))
}

/// One sentence with everything that was read in it.
fn sentence(view: &View<'_>, n: usize) -> Vec<Row> {
    let sentence = &view.reading.parse.sentences[n];
    let (place, words) = (view.place(sentence.span), view.words(sentence.span));
    let mut lines = vec![Row::of(""), Row::new(format!("{} {place} ", n + 1), words)];
    let found = read_in(view, sentence.span).into_iter();
    lines.extend(found.map(|(what, text)| Row::new(format!("    {what:<9} "), text)));
    lines.extend(tree(view, sentence));
    lines
}

/// What was read and left out in one sentence, stage by stage.
fn read_in(view: &View<'_>, sentence: Span) -> Vec<(&'static str, String)> {
    let reading = view.reading;
    let here = |span: Span| sentence.start <= span.start && span.start < sentence.end;
    let mut found = Vec::new();
    for mention in reading.mentions.mentions.iter().filter(|m| here(m.span)) {
        let (words, entity) = (view.words(mention.span), view.entity(mention.entity));
        found.push(("mention", format!("{words} = {entity}")));
    }
    for time in reading.times.iter().filter(|time| here(time.span)) {
        let (words, basis) = (view.words(time.span), name(time.basis));
        found.push(("time", format!("{words} = {} ({basis})", time.value)));
    }
    for place in reading.places.iter().filter(|place| here(place.span)) {
        let words = view.words(place.span);
        found.push(("place", format!("{words} = {}", place.name)));
    }
    let quotes = reading.quotes.iter().filter(|quote| here(quote.span));
    found.extend(quotes.map(|quote| ("quote", said(view, quote))));
    let events = reading.events.iter().filter(|event| here(event.trigger));
    found.extend(events.map(|event| ("event", told(view, event))));
    for number in reading.numbers.iter().filter(|number| here(number.span)) {
        let words = view.words(number.span);
        let counted = format!("{words} = {} {}", number.value, number.unit);
        found.push(("number", counted));
    }
    let inside = |span: Span| !span.is_empty() && here(span);
    for note in reading.notes.iter().filter(|n| n.span.is_some_and(inside)) {
        let reason = words::reason(note.reason);
        found.push(("left out", format!("{}: {reason}", note.detail)));
    }
    found
}

fn said(view: &View<'_>, quote: &Quote) -> String {
    let speaker = quote.speaker.map(|speaker| view.entity(speaker.entity));
    let cue = quote
        .cue
        .map(|cue| format!(", cue “{}”", view.words(cue)))
        .unwrap_or_default();
    format!(
        "{} {}: {}{cue}",
        name(quote.kind),
        view.words(quote.span),
        speaker.unwrap_or("speaker not known")
    )
}

fn told(view: &View<'_>, event: &Event) -> String {
    let mode = event
        .mode
        .map(|mode| format!("/{mode}"))
        .unwrap_or_default();
    let days = event.date.days.map(words::days);
    let holder = event
        .holder
        .map(|holder| format!(", according to {}", view.entity(holder)))
        .unwrap_or_default();
    format!(
        "{}{mode} {}: {} to {}, {}{holder}; word “{}”, rule {}, confidence {:.2}",
        event.kind,
        event.status,
        view.names(&event.actors),
        view.names(&event.recipients),
        days.as_deref().unwrap_or("no date"),
        view.words(event.trigger),
        event.rule,
        event.confidence
    )
}

/// The sentence's words, each below the one it hangs on.
fn tree(view: &View<'_>, sentence: &Sentence) -> Vec<Row> {
    let tokens = &view.reading.parse.tokens;
    let mut lines = Vec::new();
    let roots = sentence.tokens.clone().filter(|n| {
        tokens
            .get(*n as usize)
            .is_some_and(|token| token.head.0 == *n)
    });
    // A stack in place of recursion: a chain of heads may be as long as a sentence.
    let mut open: Vec<(u32, usize)> = roots.map(|root| (root, 0)).collect();
    open.reverse();
    while let Some((n, depth)) = open.pop() {
        let Some(token) = tokens.get(n as usize) else {
            continue;
        };
        let what = if lines.is_empty() { "tree" } else { "" };
        let indent = "  ".repeat(depth.min(DEEPEST));
        let words = view.words(token.span);
        lines.push(Row::new(
            format!("    {what:9} {indent}"),
            format!("{words} ({} {})", name(token.dep), &*token.tag),
        ));
        let below = sentence.tokens.clone().rev().filter(|child| {
            let child_token = tokens.get(*child as usize);
            *child != n && child_token.is_some_and(|token| token.head.0 == n)
        });
        open.extend(below.map(|child| (child, depth + 1)));
    }
    lines
}

/// What was left out where no sentence stands for it.
fn notes(view: &View<'_>) -> Vec<Row> {
    let sentences = &view.reading.parse.sentences;
    let inside = |span: Span| {
        sentences
            .iter()
            .any(|sentence| sentence.span.start <= span.start && span.start < sentence.span.end)
    };
    let outside = |note: &&Note| {
        note.span
            .is_none_or(|span| span.is_empty() || !inside(span))
    };
    let lines: Vec<Row> = view
        .reading
        .notes
        .iter()
        .filter(outside)
        .map(|note| {
            let reason = words::reason(note.reason);
            let detail = words::one_line(&note.detail);
            Row::new("  ", format!("{reason}: {detail}"))
        })
        .collect();
    if lines.is_empty() {
        return lines;
    }
    let heading = [Row::of(""), Row::of("LEFT OUT OF THE ARTICLE")];
    heading.into_iter().chain(lines).collect()
}
