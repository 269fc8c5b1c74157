//! Copies: the articles in boxes by origin, with an arrow from every source to its copy.

use account::model::*;
use maud::{Markup, html};

use crate::exports::outline::{Sources, words};

const WIDTH: f64 = 440.0;
const ROW: f64 = 26.0;
const GAP: f64 = 12.0;
/// Where the boxes end and the arrows begin.
const EDGE: f64 = 290.0;
/// Where the words beside the arrows begin: a cubic reaches three quarters of the way to its ends.
const LABELS: f64 = EDGE + 72.0;
/// Letters of an outlet's name that have room.
const LETTERS: usize = 24;

/// The graph; nothing where nobody copied.
pub(super) fn drawing(sources: &Sources<'_>) -> Markup {
    let account = sources.account;
    if account.copies.is_empty() {
        return html! {};
    }
    let rows = rows(sources);
    let height = rows.iter().map(|row| row.bottom).fold(0.0, f64::max) + GAP;
    html! {
        figure {
            div.drawing {
                svg viewBox={ "0 0 " (WIDTH) " " (height) } role="img" aria-label="Origins and copies" {
                    title { "Origins and copies" }
                    @for row in &rows { (boxed(row)) }
                    @for row in &rows {
                        text x="14" y=(row.middle + 4.0) {
                            tspan.strong { (row.label) } " " (row.name)
                        }
                    }
                    @for (n, copy) in account.copies.iter().enumerate() {
                        (arrow(copy, n, &rows))
                    }
                }
            }
            figcaption { "A box is one independent origin. An arrow leads from a text to what was made of it." }
        }
    }
}

/// One article of the drawing.
struct Row<'a> {
    id: &'a ArticleId,
    label: &'a str,
    name: String,
    middle: f64,
    /// Upper and lower edge of its origin's box, on the origin's first article.
    box_of: Option<(f64, f64)>,
    bottom: f64,
}

fn rows<'a>(sources: &Sources<'a>) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    let mut top = GAP / 2.0;
    for origin in &sources.account.origins {
        let bottom = top + origin.articles.len() as f64 * ROW;
        for (n, id) in origin.articles.iter().enumerate() {
            let Some(position) = sources.position(id) else {
                continue;
            };
            rows.push(Row {
                id,
                label: sources.article_label(position),
                name: name(&sources.account.articles[position]),
                middle: top + (n as f64 + 0.5) * ROW,
                box_of: (n == 0).then_some((top, bottom)),
                bottom,
            });
        }
        top = bottom + GAP;
    }
    rows
}

/// Outlet, or else headline, and day.
fn name(article: &AccountArticle) -> String {
    let named = article.outlet.as_deref().or(article.title.as_deref());
    let named = words::one_line(named.unwrap_or_else(|| words::file_name(&article.id)));
    let mut short: String = named.chars().take(LETTERS).collect();
    if short.len() < named.len() {
        short.push('…');
    }
    match article.published {
        Some(moment) => format!("{short}, {}", moment.date.strftime("%-d %b %Y")),
        None => short,
    }
}

fn boxed(row: &Row<'_>) -> Markup {
    html! {
        @if let Some((top, bottom)) = row.box_of {
            rect.box x="4" y=(top) width=(EDGE - 4.0) height=(bottom - top) rx="6" {}
        }
    }
}

/// An arc from the source to the copy; without a head where the direction is not known.
fn arrow(copy: &Copy, n: usize, rows: &[Row<'_>]) -> Markup {
    let middle = |id: &ArticleId| rows.iter().find(|row| row.id == id).map(|row| row.middle);
    let (Some(from), Some(to)) = (middle(&copy.source), middle(&copy.copy)) else {
        return html! {};
    };
    let out = EDGE + 40.0 + (n % 4) as f64 * 16.0;
    let words = format!(
        "{} {}",
        words::copy_word(copy.kind),
        words::percent(copy.share_of_copy)
    );
    html! {
        path.arrow d={ "M" (EDGE) " " (from) " C" (out) " " (from) " " (out) " " (to) " " (EDGE + 6.0) " " (to) } {
            title { (words) }
        }
        @if copy.direction != Direction::Unknown {
            polygon.head points={ (EDGE) "," (to) " " (EDGE + 8.0) "," (to - 4.0) " " (EDGE + 8.0) "," (to + 4.0) } {}
        }
        text.small x=(LABELS) y=(to + 4.0) { (words) }
    }
}
