//! Web pages: markup to statements and blocks.

mod blocks;
mod depth;
mod jsonld;
mod metadata;

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

use crate::model::{Block, BlockKind, Field, FieldKind, Page, Reason};
use crate::stage::Notes;

use super::fields::{Keys, seen};
use super::{address, beside, fold, plain};

/// What the page shows and says.
pub(crate) fn page(html: &str, url: Option<&str>, keys: &Keys, notes: &mut Notes) -> Page {
    let html = depth::tame(html, notes);
    let document = Document::from(html);
    let (mut fields, stated) = metadata::read(&document, keys, notes);
    hide(&document, notes);
    let shown = document.body().map(|body| blocks::read(&body));
    let shown = shown.unwrap_or_default();
    fields.extend(address::dated(url, &fields));
    fields.extend(around_heading(&shown.blocks));
    let body = body(document, &shown, stated);
    let beside = beside::groups(shown.texts(), &body);
    Page {
        fields,
        blocks: body,
        beside,
    }
}

/// The blocks of the article, out of all that the page shows and the text that it has `stated`.
fn body(document: Document, shown: &blocks::Shown, stated: Option<String>) -> Vec<Block> {
    let mut body = readable(document).unwrap_or_default();
    // A body that JSON-LD repeats whole is better than a fragment of it.
    if let Some(stated) = stated.map(|text| plain(&text))
        && characters(&stated) > 2 * characters(&body)
    {
        body = stated;
    }
    match body.is_empty() {
        true => shown.blocks.clone(),
        false => body,
    }
}

/// Short lines with a year around the first heading: there stands the date of a page that says it
/// to people alone.
fn around_heading(blocks: &[Block]) -> Vec<Field> {
    let heading = |block: &Block| block.kind == BlockKind::Heading;
    let at = blocks.iter().position(heading).unwrap_or(blocks.len());
    let (above, below) = blocks.split_at(at);
    let below = below
        .iter()
        .skip(1)
        .take_while(|block| block.text.len() < 150);
    let lines = below.take(8).chain(above.iter().rev().take(2));
    let dated = lines.filter(|block| block.text.len() <= 80 && has_year(&block.text));
    dated
        .filter_map(|block| seen(FieldKind::Published, &block.text))
        .collect()
}

/// Whether a number of four digits can be a year.
fn has_year(text: &str) -> bool {
    let mut numbers = text.split(|letter: char| !letter.is_ascii_digit());
    numbers.any(|number| number.len() == 4 && matches!(&number[..2], "19" | "20"))
}

/// The blocks of the element that holds the article.
fn readable(document: Document) -> Option<Vec<Block>> {
    let config = Config {
        disable_json_ld: true,
        ..Config::default()
    };
    let mut readability = Readability::with_document(document, None, Some(config)).ok()?;
    let article = readability.parse().ok()?;
    let content = Document::fragment(article.content);
    Some(blocks::read(&content.root()).blocks)
}

/// Takes out what the page hides from its readers, with one note for all of it.
fn hide(document: &Document, notes: &mut Notes) {
    let mut words = 0;
    for node in document.select("[hidden], [style]").nodes() {
        if is_hidden(node) {
            words += beside::words(&blocks::text(node)).count();
            node.remove_from_parent();
        }
    }
    if words > 0 {
        let detail = format!("{words} words that the page does not show");
        notes.add(Reason::Invisible, None, detail);
    }
}

/// Whether an element says that it is not to be shown.
fn is_hidden(node: &NodeRef<'_>) -> bool {
    let style = node
        .attr("style")
        .map(|style| fold::fold(&style).to_lowercase().replace(' ', ""));
    let style = style.unwrap_or_default();
    let shown = node.has_name("body") || node.has_name("html");
    !shown
        && (node.has_attr("hidden")
            || style.contains("display:none")
            || style.contains("visibility:hidden"))
}

fn characters(blocks: &[Block]) -> usize {
    blocks.iter().map(|block| block.text.len()).sum()
}
