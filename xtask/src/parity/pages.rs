//! Texts in other languages than English: the pages of the gold sets that are written in them.

use std::collections::HashSet;
use std::io::Read;
use std::path::Path;

use anyhow::Context;
use flate2::read::GzDecoder;
use serde_json::Value;

use super::corpora::Corpus;

/// Gold sets of pages, each line of which names a page's file.
const SETS: [&str; 4] = ["fundus", "trafilatura", "wcxb", "htmldate"];

/// Elements whose text is read.
const ELEMENTS: [&str; 9] = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote"];

/// The texts of all pages in a language: the article where the gold set has it, and whatever
/// stands in paragraphs, headings and lists; both whole and by paragraph.
pub(super) fn read_all(shared: &Path, language: &str) -> anyhow::Result<Vec<Corpus>> {
    let gold = shared.join("gold");
    let mut articles = Corpus::named(&format!("articles in {language}"));
    let mut pages = Corpus::named(&format!("pages in {language}"));
    // What many pages repeat is read once.
    let mut seen = HashSet::new();
    for set in SETS {
        let path = gold.join("pages").join(format!("{set}.jsonl"));
        let lines = std::fs::read_to_string(&path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        for (number, line) in lines.lines().enumerate() {
            // A few lines hold Python's NaN, which is no JSON.
            let Ok(page) = serde_json::from_str::<Value>(line) else {
                continue;
            };
            let file = page["html"].as_str().context("a page's file expected")?;
            let html = unpacked(&gold.join(file))?;
            if language_of(&html).is_none_or(|found| found != language) {
                continue;
            }
            let id = format!("{set}:{number}");
            if let Some(text) = page["text"].as_str() {
                articles.texts.push((id.clone(), text.to_owned()));
            }
            let mut lines = lines_of(&html);
            lines.retain(|line| seen.insert(line.clone()));
            if !lines.is_empty() {
                pages.texts.push((id, lines.join("\n")));
            }
        }
    }
    let by_paragraph = [articles.paragraphs(), pages.paragraphs()];
    Ok([articles, pages].into_iter().chain(by_paragraph).collect())
}

fn unpacked(path: &Path) -> anyhow::Result<String> {
    let file =
        std::fs::File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut bytes = Vec::new();
    GzDecoder::new(file).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The language that a page says it is in, as two letters.
fn language_of(html: &str) -> Option<String> {
    let tag = &html[html.find("<html")?..];
    let tag = &tag[..tag.find('>')?];
    let value = tag.split_once("lang=")?.1.trim_start_matches(['"', '\'']);
    Some(value.get(..2)?.to_lowercase())
}

/// The text of each element, without the tags in it, on one line.
fn lines_of(html: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let name = rest.split(|c: char| !c.is_ascii_alphanumeric()).next();
        let Some(name) = name.filter(|name| ELEMENTS.contains(name)) else {
            continue;
        };
        let Some((_, inside)) = rest.split_once('>') else {
            break;
        };
        let Some(end) = inside.find(&format!("</{name}>")) else {
            continue;
        };
        let line = untagged(&inside[..end]);
        let line: Vec<&str> = line.split_whitespace().collect();
        if !line.is_empty() {
            lines.push(line.join(" "));
        }
        rest = &inside[end..];
    }
    lines
}

/// A text without its tags, with the most usual entities decoded: any text will do here.
fn untagged(html: &str) -> String {
    let mut text = String::new();
    for (number, piece) in html.split('<').enumerate() {
        let shown = match number {
            0 => piece,
            _ => piece.split_once('>').map_or("", |(_, shown)| shown),
        };
        text.push_str(shown);
    }
    let entities = [
        ("&nbsp;", "\u{a0}"),
        ("&#160;", "\u{a0}"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#039;", "'"),
        ("&#8217;", "’"),
        ("&rsquo;", "’"),
        ("&laquo;", "«"),
        ("&raquo;", "»"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ];
    entities
        .iter()
        .fold(text, |text, (entity, sign)| text.replace(entity, sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_its_language_and_has_a_line_an_element() {
        let html = "<!doctype html><html class=a lang=\"fr-CA\"><head><title>x</title></head>\
            <body><div>no</div><p class=b>Il a <b>dit</b>&nbsp;:\n  «&#39;non&#39;».</p>\
            <ul><li> Un </li><li></li></ul><pre>no</pre><p>left open";
        assert_eq!(language_of(html).as_deref(), Some("fr"));
        assert_eq!(lines_of(html), ["Il a dit : «'non'».", "Un"]);
        assert_eq!(language_of("<p>"), None);
    }
}
