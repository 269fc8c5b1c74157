//! feedparser's tests, taken through our reader of feeds.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use account::Extractor;
use account::pages::feed::{self, Damage, Feed, Found, Item, Kind};
use account::rules::Rules;
use anyhow::Result;

use super::below;

/// What became of the files of one folder.
#[derive(Default)]
struct Counts {
    files: usize,
    /// Known as feeds by their first bytes.
    known: usize,
    /// Read without a word.
    silent: usize,
    /// What they expect of a key that we read, and how often we say the same.
    expected: BTreeMap<String, (usize, usize)>,
}

/// Reads all feeds of the suite; of `shown`, a key, all that differs is printed.
pub(super) fn run(path: &Path, shown: Option<&str>) -> Result<()> {
    let extractor = Extractor::new(&Rules::built_in())?;
    println!("| folder | files | known as feeds | read without a message | key | as expected |");
    println!("|---|---|---|---|---|---|");
    for folder in ["wellformed", "illformed", "encoding", "entities"] {
        let mut counts = Counts::default();
        for file in below(&path.join(folder), "xml")? {
            let bytes = fs::read(&file)?;
            count(&extractor, &bytes, &mut counts, |key, expected, found| {
                if shown == Some(key) {
                    println!("{}: {expected:?}, not {found:?}", file.display());
                }
            });
        }
        let mut keys = counts.expected.iter();
        let told = |key: Option<(&String, &(usize, usize))>| match key {
            Some((key, (all, same))) => format!("{key} | {same} of {all} |"),
            None => String::from("– | – |"),
        };
        let (files, known, silent) = (counts.files, counts.known, counts.silent);
        println!(
            "| {folder} | {files} | {known} | {silent} | {}",
            told(keys.next())
        );
        for key in keys {
            println!("| | | | | {}", told(Some(key)));
        }
    }
    Ok(())
}

fn count(
    extractor: &Extractor,
    bytes: &[u8],
    counts: &mut Counts,
    mut differs: impl FnMut(&str, &str, &str),
) {
    let (items, damage) = items(bytes);
    counts.files += 1;
    counts.known += usize::from(feed::kind(bytes) == Some(Kind::Xml));
    counts.silent += usize::from(damage.is_empty());
    let text = String::from_utf8_lossy(bytes);
    let Some((key, expected)) = expectation(&text) else {
        return;
    };
    let found = items.first().map(|item| said(extractor, item, &key));
    let found = found.unwrap_or_default();
    let plain = ["title", "summary", "content"].contains(&key.as_str());
    let expected = match plain {
        true => line(&expected),
        false => expected,
    };
    let (all, same) = counts.expected.entry(key.clone()).or_default();
    *all += 1;
    match found == expected {
        true => *same += 1,
        false => differs(&key, &expected, &found),
    }
}

/// What is read of a feed.
fn items(bytes: &[u8]) -> (Vec<Item>, Vec<Damage>) {
    let (mut items, mut damage) = (Vec::new(), Vec::new());
    let mut feed = Feed::default();
    feed.take(bytes);
    feed.end();
    while let Some(found) = feed.next_found() {
        match found {
            Found::Item(item) => items.push(*item),
            Found::Damage(told) => damage.push(told),
        }
    }
    (items, damage)
}

/// What the item says of a key.
fn said(extractor: &Extractor, item: &Item, key: &str) -> String {
    let moment = |date: &Option<String>| {
        let moment = extractor.moment(date.as_deref()?)?;
        Some(match moment.time {
            Some(time) => time.to_string(),
            None => format!("{}T00:00:00Z", moment.date),
        })
    };
    match key {
        "title" => item.title.clone(),
        "link" => item.url.clone(),
        "published" => moment(&item.published),
        "updated" => moment(&item.modified),
        "language" => item.language.clone(),
        _ => Some(line(&item.body)),
    }
    .unwrap_or_default()
}

/// Markup as a person sees it, by our own reader of titles.
fn line(markup: &str) -> String {
    let feed =
        format!("<feed><entry><title type='html'><![CDATA[{markup}]]></title></entry></feed>");
    let (items, _) = items(feed.as_bytes());
    let title = items.into_iter().next().and_then(|item| item.title);
    title.unwrap_or_default()
}

/// The one thing that a file expects of its first entry, where it is a thing that we read.
fn expectation(text: &str) -> Option<(String, String)> {
    let (_, rest) = text.split_once("Expect:")?;
    let line = rest.lines().next()?.trim();
    let line = line.strip_prefix("not bozo and ").unwrap_or(line).trim();
    let (path, value) = line.split_once(" == ")?;
    let key = match path.strip_prefix("entries[0]")? {
        "['title']" => "title",
        "['link']" => "link",
        "['description']" | "['summary']" => "summary",
        "['content'][0]['value']" => "content",
        "['published_parsed']" => "published",
        "['updated_parsed']" => "updated",
        "['language']" => "language",
        _ => return None,
    };
    let value = match key {
        "published" | "updated" => instant(value)?,
        _ => string(value)?,
    };
    Some((key.to_owned(), value))
}

/// A moment that Python writes as a tuple.
fn instant(value: &str) -> Option<String> {
    let inner = value.trim().strip_prefix('(')?.strip_suffix(')')?;
    let numbers: Vec<u32> = inner
        .split(',')
        .map_while(|n| n.trim().parse().ok())
        .collect();
    let [year, month, day, hour, minute, second, ..] = numbers[..] else {
        return None;
    };
    Some(format!(
        "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"
    ))
}

/// A string as Python writes it, alone.
fn string(value: &str) -> Option<String> {
    let value = value.trim().trim_start_matches('u');
    let quote = value.chars().next().filter(|sign| "'\"".contains(*sign))?;
    let inner = value[1..].strip_suffix(quote)?;
    let mut text = String::new();
    let mut letters = inner.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => {}
            // The string ends, and more follows.
            letter if letter == quote => return None,
            letter => {
                text.push(letter);
                continue;
            }
        }
        text.push(match letters.next()? {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'x' => numbered(letters.by_ref().take(2))?,
            'u' => numbered(letters.by_ref().take(4))?,
            other => other,
        });
    }
    Some(text)
}

/// The letter of a hexadecimal number.
fn numbered(digits: impl Iterator<Item = char>) -> Option<char> {
    let digits: String = digits.collect();
    char::from_u32(u32::from_str_radix(&digits, 16).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_file_expects_is_read_where_it_is_one_thing_that_we_read() {
        let told = |line: &str| expectation(&format!("<!--\nExpect: {line}\n--><rss/>"));
        let pair = |key: &str, value: &str| Some((key.to_owned(), value.to_owned()));
        assert_eq!(
            told("not bozo and entries[0]['title'] == u'A \\u0142 \\'b\\''"),
            pair("title", "A ł 'b'")
        );
        assert_eq!(
            told(
                "not bozo and entries[0]['published_parsed'] == (2004, 1, 1, 19, 48, 21, 3, 1, 0)"
            ),
            pair("published", "2004-01-01T19:48:21Z")
        );
        assert_eq!(told("not bozo and feed['title'] == 'A'"), None);
        assert_eq!(
            told("not bozo and entries[0]['title'] == 'A' and 'b'"),
            None
        );
    }
}
