//! HTML: accounts as one page that needs nothing else, readable on a phone and on paper.
//!
//! The page has no script. A reference leads to its sentence in the article's
//! text on the same page, which the style marks. Everything is escaped by the
//! templates, and no control character is left in the page; identifiers are made of numbers alone, never of what an article says.

mod copies;
mod dyads;
mod lines;
mod scale;
mod texts;
mod timeline;

use account::model::{Account, Reading};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::clean::clean_lines;
use super::outline::{Extent, Outline, Section, Sources, Topic};

const STYLE: &str = include_str!("style.css");

/// One page with the accounts of several stories.
pub(crate) fn render(accounts: &[(&Account, &[Reading])], extent: Extent) -> String {
    let title = match accounts {
        [(account, _)] => account.headline.value().clone(),
        several => format!("{} stories", several.len()),
    };
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy());
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                @for (number, (account, readings)) in (1..).zip(accounts) {
                    (story(&Sources::new(account, readings), number, extent))
                }
                footer { "Written by Rapporteur from the articles shown. It says who tells what, not who is right." }
            }
        }
    };
    clean_lines(&page.into_string())
}

/// Nothing is loaded from anywhere, and no style but the page's own is taken.
fn policy() -> String {
    let hash = base64(&Sha256::digest(STYLE.as_bytes()));
    format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'")
}

/// Base64 with padding (RFC 4648), for the one hash above.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits = (0..3).fold(0u32, |bits, n| {
            bits << 8 | u32::from(chunk.get(n).copied().unwrap_or(0))
        });
        for n in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * n) & 63) as usize];
            text.push(if n <= chunk.len() {
                letter as char
            } else {
                '='
            });
        }
    }
    text
}

/// Names inside the page, unique over its stories.
#[derive(Clone, Copy, Debug)]
struct Names {
    story: usize,
}

impl Names {
    fn section(self, topic: Topic) -> String {
        format!("s{}-{}", self.story, topic.slug())
    }

    fn event(self, event: usize) -> String {
        format!("s{}-event-{}", self.story, event + 1)
    }

    fn article(self, article: usize) -> String {
        format!("s{}-article-{}", self.story, article + 1)
    }

    fn sentence(self, article: usize, sentence: usize) -> String {
        format!("{}-{}", self.article(article), sentence + 1)
    }

    fn top(self) -> String {
        format!("s{}", self.story)
    }
}

/// One story: its account, and the articles' texts after or beside it.
fn story(sources: &Sources<'_>, number: usize, extent: Extent) -> Markup {
    let names = Names { story: number };
    let outline = Outline::new(sources, extent);
    let (head, rest): (Vec<&Section>, Vec<&Section>) = outline
        .sections
        .iter()
        .partition(|section| section.topic == Topic::Head);
    html! {
        div.story id=(names.top()) {
            main {
                header {
                    h1 { (outline.title) }
                    @for section in head { (lines::short(section, names)) }
                }
                nav.topics aria-label="Sections" {
                    @for section in &rest {
                        a href={ "#" (names.section(section.topic)) } { (section.topic.heading()) }
                    }
                    a href={ "#" (names.top()) "-texts" } { "The articles" }
                }
                @for section in &rest {
                    section id=(names.section(section.topic)) class=(section.topic.slug()) {
                        h2 { (section.topic.heading()) }
                        @if let Some(intro) = &section.intro { p.intro { (intro) } }
                        (drawing(sources, section, names))
                        (lines::groups(sources, section, names))
                    }
                }
            }
            (texts::texts(sources, &outline, names))
        }
    }
}

/// What a section shows besides its lines.
fn drawing(sources: &Sources<'_>, section: &Section, names: Names) -> Markup {
    match section.topic {
        Topic::Articles => copies::drawing(sources),
        Topic::Timeline => timeline::drawing(sources, section, names),
        Topic::Deeds => dyads::drawing(sources.account),
        _ => html! {},
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        assert_eq!(base64(b"foobar"), "Zm9vYmFy");
        assert_eq!(base64(b"fooba"), "Zm9vYmE=");
        assert_eq!(base64(b"foob"), "Zm9vYg==");
        assert_eq!(base64(b""), "");
    }

    #[test]
    fn the_policy_names_the_style_that_the_page_carries() {
        let page = render(&[], Extent::Brief);
        let style = page.split("<style>").nth(1).unwrap();
        let style = style.split("</style>").next().unwrap();
        assert!(page.contains(&base64(&Sha256::digest(style.as_bytes()))));
    }
}
