//! Markdown: an account for notes, wikis and issue trackers.

use super::clean::clean;
use super::outline::{Line, Outline, Section};

/// The Markdown of one account.
pub(crate) fn render(outline: &Outline) -> String {
    let mut text = format!("# {}\n", escape(&outline.title));
    for part in &outline.sections {
        section(&mut text, part);
    }
    text.push_str("\n## References\n\n");
    for reference in &outline.references {
        let indent = if reference.at.sentence.is_some() {
            "  "
        } else {
            ""
        };
        text.push_str(&format!(
            "{indent}- [{}] {}\n",
            escape(&reference.label),
            escape(&reference.text)
        ));
    }
    text
}

fn section(text: &mut String, section: &Section) {
    text.push_str(&format!("\n## {}\n", section.topic.heading()));
    if let Some(intro) = &section.intro {
        text.push_str(&format!("\n{}\n", escape(intro)));
    }
    for group in &section.groups {
        if let Some(heading) = &group.heading {
            text.push_str(&format!("\n### {}\n", escape(heading)));
        }
        text.push('\n');
        for line in &group.lines {
            text.push_str(&format!("- {}\n", body(line)));
        }
    }
    if section.more > 0 {
        text.push_str(&format!("\n… {} more (`--full`)\n", section.more));
    }
}

fn body(line: &Line) -> String {
    let mut body = String::new();
    if let Some(lead) = &line.lead {
        body.push_str(&format!("**{}** ", escape(lead)));
    }
    body.push_str(&escape(&line.text));
    if !line.remarks.is_empty() {
        body.push_str(&format!(" *({})*", escape(&line.remarks.join("; "))));
    }
    for label in &line.labels {
        body.push_str(&format!(" [{}]", escape(label)));
    }
    if line.more_refs > 0 {
        body.push_str(&format!(" +{}", line.more_refs));
    }
    body
}

/// Text in which nothing is taken for Markdown or HTML.
fn escape(text: &str) -> String {
    let text = clean(text);
    let mut escaped = String::with_capacity(text.len());
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    for (at, c) in text.char_indices() {
        match c {
            // What would begin a list: "- ", "+ ", "1. ", "1) ".
            '-' | '+' if at == 0 => escaped.extend(['\\', c]),
            '.' | ')' if at == digits && digits > 0 => escaped.extend(['\\', c]),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&' | '~' | '!' => {
                escaped.extend(['\\', c]);
            }
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_an_article_stay_letters() {
        assert_eq!(escape("a *b* <i> [c](d)"), "a \\*b\\* \\<i\\> \\[c\\](d)");
        assert_eq!(escape("one\ntwo"), "one two");
    }

    #[test]
    fn no_text_begins_a_list_of_its_own() {
        assert_eq!(escape("- a - b"), "\\- a - b");
        assert_eq!(escape("1. May 2"), "1\\. May 2");
        assert_eq!(escape("12) 3"), "12\\) 3");
        assert_eq!(escape("14 men (or 15)."), "14 men (or 15).");
    }
}
