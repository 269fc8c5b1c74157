//! Text: an account for a terminal, or for a file that is read as it is.

use super::clean::clean;
use super::outline::{Line, Outline, Reference, Section};
use super::wrap::wrap;

/// How the text is set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    /// Characters a line.
    pub(crate) width: usize,
    /// Whether the terminal shows weights.
    pub(crate) ink: Ink,
}

/// What a terminal can show besides letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ink {
    /// Letters alone.
    Plain,
    /// Bold and faint letters.
    Weighted,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            width: 100,
            ink: Ink::Plain,
        }
    }
}

/// Widest column for what stands before a line.
const LEAD: usize = 32;

/// The text of one account.
pub(crate) fn render(outline: &Outline, style: Style) -> String {
    let mut page = Page {
        style,
        text: String::new(),
    };
    page.heading(&outline.title);
    for section in &outline.sections {
        page.section(section);
    }
    page.references(&outline.references);
    page.text
}

/// How a line is set.
#[derive(Clone, Copy, Debug)]
enum Weight {
    Plain,
    Bold,
    Faint,
    /// Plain, with its references faint.
    References,
}

struct Page {
    style: Style,
    text: String,
}

impl Page {
    /// Every line of the page comes by here: an article must not steer the terminal.
    fn push(&mut self, line: &str, weight: Weight) {
        let line = clean(line);
        let line = line.trim_end();
        match weight {
            Weight::Plain => self.text.push_str(line),
            Weight::Bold => self.text.push_str(&self.weighted("1", line)),
            Weight::Faint => self.text.push_str(&self.weighted("2", line)),
            Weight::References => self.text.push_str(&self.with_faint_references(line)),
        }
        self.text.push('\n');
    }

    /// The first line of an account, underlined.
    fn heading(&mut self, title: &str) {
        let lines = wrap(title, self.style.width, "", 0);
        let longest = lines.iter().map(|line| line.chars().count()).max();
        for line in lines {
            self.push(&line, Weight::Bold);
        }
        self.push(&"=".repeat(longest.unwrap_or(0)), Weight::Plain);
    }

    fn section(&mut self, section: &Section) {
        self.title(section.topic.heading());
        if let Some(intro) = &section.intro {
            self.push(intro, Weight::Plain);
        }
        for group in &section.groups {
            if let Some(heading) = &group.heading {
                for line in wrap(heading, self.style.width, "", 2) {
                    self.push(&line, Weight::Bold);
                }
            }
            let lead = lead_width(&group.lines);
            for line in &group.lines {
                self.line(line, lead);
            }
        }
        if section.more > 0 {
            let more = format!("  … {} more (--full)", section.more);
            self.push(&more, Weight::Faint);
        }
    }

    fn title(&mut self, title: &str) {
        self.push("", Weight::Plain);
        self.push(&title.to_uppercase(), Weight::Bold);
    }

    /// One statement behind its lead, with remarks and references.
    fn line(&mut self, line: &Line, lead: usize) {
        let first = match (&line.lead, lead) {
            (_, 0) => "  - ".to_owned(),
            (known, _) => format!("  {:lead$}  ", known.as_deref().unwrap_or("")),
        };
        let hanging = if lead == 0 { 4 } else { lead + 4 };
        for line in wrap(&body(line), self.style.width, &first, hanging) {
            self.push(&line, Weight::References);
        }
    }

    fn references(&mut self, references: &[Reference]) {
        self.title("References");
        for reference in references {
            let label = format!("[{}] ", reference.label);
            let (first, hanging) = match reference.at.sentence {
                None => (label.clone(), label.chars().count()),
                Some(_) => (format!("  {label}"), label.chars().count() + 2),
            };
            for line in wrap(&reference.text, self.style.width, &first, hanging) {
                self.push(&line, Weight::Plain);
            }
        }
    }

    fn weighted(&self, weight: &str, text: &str) -> String {
        match self.style.ink {
            Ink::Plain => text.to_owned(),
            Ink::Weighted => format!("\u{1b}[{weight}m{text}\u{1b}[0m"),
        }
    }

    /// References are set faint, so that the eye can pass over them.
    fn with_faint_references(&self, line: &str) -> String {
        let faint = |word: &str| {
            if word.starts_with('[') && word.ends_with(']') {
                self.weighted("2", word)
            } else {
                word.to_owned()
            }
        };
        match self.style.ink {
            Ink::Plain => line.to_owned(),
            Ink::Weighted => line.split(' ').map(faint).collect::<Vec<_>>().join(" "),
        }
    }
}

/// Width of the column of leads; none where no line has one.
fn lead_width(lines: &[Line]) -> usize {
    let leads = lines.iter().filter_map(|line| line.lead.as_ref());
    let widest = leads.map(|lead| lead.chars().count()).max();
    widest.unwrap_or(0).min(LEAD)
}

/// The statement with its remarks and references.
fn body(line: &Line) -> String {
    let mut body = line.text.clone();
    if !line.remarks.is_empty() {
        body.push_str(&format!(" ({})", line.remarks.join("; ")));
    }
    for label in &line.labels {
        body.push_str(&format!(" [{label}]"));
    }
    if line.more_refs > 0 {
        body.push_str(&format!(" +{}", line.more_refs));
    }
    body
}
