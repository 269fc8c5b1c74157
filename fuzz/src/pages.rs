//! What must hold of everything that is read of foreign bytes: `crates/account/tests/corpus.rs` takes
//! the corpus through the same functions.

use std::collections::HashMap;
use std::sync::LazyLock;

use account::Extractor;
use account::model::{Article, Media, Source};
use account::pages::feed::{self, Damage, Feed, Found, Item};
use account::pages::mail;
use account::rules::Rules;

static EXTRACTOR: LazyLock<Extractor> =
    LazyLock::new(|| Extractor::new(&Rules::built_in()).expect("the built in rules are tested"));

/// Reads a feed at once and in parts, whose length is the first byte; both must give the same.
pub fn check_feed(data: &[u8]) {
    let Some((step, bytes)) = data.split_first() else {
        return;
    };
    let (whole, damage) = items(bytes, bytes.len().max(1));
    let (parts, other_damage) = items(bytes, usize::from(*step) + 1);
    assert_eq!((whole.len(), damage), (parts.len(), other_damage));
    for (one, other) in whole.into_iter().zip(parts) {
        assert_eq!((&one.title, &one.url), (&other.title, &other.url));
        assert_eq!((&one.body, one.place), (&other.body, other.place));
        // A letter of CDATA in markup becomes an entity of five.
        assert!(one.body.len() <= 6 * bytes.len());
        check(one.media, one.body.into_bytes());
    }
    for found in feed::json(bytes) {
        if let Found::Item(item) = found {
            check(item.media, item.body.into_bytes());
        }
    }
}

/// The items of a feed that comes in parts of so many bytes, and what is wrong with it.
fn items(bytes: &[u8], step: usize) -> (Vec<Item>, Vec<Damage>) {
    let (mut items, mut damage) = (Vec::new(), Vec::new());
    let mut feed = Feed::default();
    let mut drain = |feed: &mut Feed| {
        while let Some(found) = feed.next_found() {
            match found {
                Found::Item(item) => items.push(*item),
                Found::Damage(told) => damage.push(told),
            }
        }
    };
    for part in bytes.chunks(step) {
        feed.take(part);
        drain(&mut feed);
    }
    feed.end();
    drain(&mut feed);
    (items, damage)
}

/// Reads a text with front matter, as Markdown and as plain text.
pub fn check_front_matter(data: &[u8]) {
    check(Media::Markdown, data.to_vec());
    check(Media::Text, data.to_vec());
}

/// Reads a mail.
pub fn check_mail(data: &[u8]) {
    let _ = mail::begins(data);
    if let Some(mail) = mail::read(data) {
        assert!(mail.bytes.len() <= data.len());
        check(mail.media, mail.bytes);
    }
}

/// What somebody may have said of a page's charset.
const CHARSETS: [Option<&str>; 8] = [
    None,
    Some("utf-8"),
    Some("windows-1252"),
    Some("utf-16le"),
    Some("shift_jis"),
    Some("iso-2022-jp"),
    Some("gb18030"),
    Some("none such"),
];

/// Reads a page, or the part of one: the first byte says which, and what is said of its charset.
pub fn check_html(data: &[u8]) {
    let Some((said, bytes)) = data.split_first() else {
        return;
    };
    let media = match said & 0x80 {
        0 => Media::Html,
        _ => Media::Fragment,
    };
    let charset = CHARSETS[usize::from(*said) % CHARSETS.len()];
    let article = extract(media, bytes.to_vec(), charset);
    if let Some(page) = plain(bytes) {
        nothing_added(&article, page);
    }
}

/// The page, if it can be read as it stands: in UTF-8, with no other letter than it shows.
fn plain(bytes: &[u8]) -> Option<&str> {
    let page = std::str::from_utf8(bytes).ok()?;
    (!page.contains(['&', '\\', '\0', '\u{1b}'])).then_some(page)
}

/// The paragraphs have no letter or digit that is not in the page, and none more often.
fn nothing_added(article: &Article, page: &str) {
    let mut letters: HashMap<char, usize> = HashMap::new();
    for letter in page.chars() {
        *letters.entry(letter).or_default() += 1;
    }
    for paragraph in &article.paragraphs {
        let span = paragraph.span;
        let text = &article.text[span.start as usize..span.end as usize];
        for letter in text.chars().filter(|letter| letter.is_alphanumeric()) {
            let left = letters.get_mut(&letter).filter(|left| **left > 0);
            *left.unwrap_or_else(|| panic!("{letter:?} of {text:?}")) -= 1;
        }
    }
}

fn check(media: Media, bytes: Vec<u8>) {
    extract(media, bytes, None);
}

/// Takes the article out of a page and looks at where its parts stand.
fn extract(media: Media, bytes: Vec<u8>, charset: Option<&str>) -> Article {
    let article = EXTRACTOR.extract(&Source {
        id: "fuzzed".into(),
        media,
        bytes,
        charset: charset.map(Into::into),
        url: None,
        fetched: None,
    });
    in_order(&article);
    article
}

/// The paragraphs follow one another and are whole letters of the text.
fn in_order(article: &Article) {
    let mut end = 0;
    for paragraph in &article.paragraphs {
        let span = paragraph.span;
        assert!(span.start >= end && span.start < span.end);
        let place = span.start as usize..span.end as usize;
        assert!(
            article
                .text
                .get(place)
                .is_some_and(|text| !text.trim().is_empty())
        );
        end = span.end;
    }
}
