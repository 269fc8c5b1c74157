//! One item of a feed: an article with what the feed says of it.

use crate::model::{Media, Note};

use super::super::fold::fold;
use super::channel::Channel;
use super::dates::written_out;
use super::join::{is_whole, join};
use super::markup::{Element, Elements, text};
use super::names::{Of, resolve};
use super::split::Place;
use super::words::{self, Inside, Words};

/// Authors that are read of one item.
const MOST_AUTHORS: usize = 30;

/// Words from which on a description is an article of its own.
const ARTICLE: usize = 200;

/// With these a text ends that goes on elsewhere.
const CUT: [&str; 9] = [
    "…",
    "...",
    "[…]",
    "[...]",
    "(…)",
    "(...)",
    "read more",
    "continue reading",
    "continue reading →",
];

/// One item.
#[derive(Clone, Debug)]
pub struct Item {
    /// Where it begins.
    pub place: Place,
    /// Its headline.
    pub title: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When it was published, as the feed writes it.
    pub published: Option<String>,
    /// When it was last changed, as the feed writes it.
    pub modified: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// The feed's title, or that of the feed from which it was taken over.
    pub outlet: Option<String>,
    /// Its language, as the feed writes it.
    pub language: Option<String>,
    /// How its body is to be read.
    pub media: Media,
    /// Its body.
    pub body: String,
    /// How much of the article the body is.
    pub extent: Extent,
    /// What could not be read of it.
    pub notes: Vec<Note>,
}

/// How much of an article an item holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it, as far as the feed says.
    Whole,
    /// A summary or the beginning.
    Summary,
    /// No text.
    Nothing,
}

/// What an item says, by the trust that it deserves.
#[derive(Default)]
struct Said {
    titles: Vec<Words>,
    /// Titles that count where there is no other.
    other_titles: Vec<Words>,
    authors: Vec<String>,
    /// Names that count where nobody else is named.
    others: Vec<String>,
    dates: Vec<(Date, String)>,
    links: Vec<(Link, String)>,
    outlet: Option<String>,
    language: Option<String>,
    contents: Vec<Words>,
    summaries: Vec<Words>,
}

/// Dates, the one that says best when an article was published first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Date {
    Published,
    Issued,
    Created,
    Modified,
}

/// Addresses, the one that names the article best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Link {
    Original,
    Page,
    Other,
    Name,
}

/// Reads the item in `xml`; says as well whether everything in it has its end.
pub(super) fn read(xml: &str, channel: &Channel, place: Place) -> (Item, bool) {
    let elements = Elements::read(xml);
    let own = elements.uppermost().next().map(|(_, element)| element);
    let scope = Scope::new(channel, own);
    let inner: Vec<(usize, &Element<'_>)> = match own {
        Some(own) if own.closed => elements.children(0).collect(),
        _ => elements.uppermost().skip(1).collect(),
    };
    let mut said = Said {
        language: own.and_then(|own| own.attribute("xml:lang")),
        ..Said::default()
    };
    if let Some(address) = own.and_then(|own| own.attribute("rdf:about")) {
        said.links.push((Link::Name, join(&scope.base, &address)));
    }
    for (index, element) in &inner {
        said.element(&scope, &elements, *index, element);
    }
    let whole = inner.iter().all(|(_, element)| element.closed) && xml.trim_end().ends_with('>');
    (said.item(channel, place), whole)
}

/// What holds inside an item.
struct Scope<'c> {
    declared: [Vec<(String, String)>; 2],
    base: String,
    channel: &'c Channel,
}

impl<'c> Scope<'c> {
    fn new(channel: &'c Channel, own: Option<&Element<'_>>) -> Self {
        let base = own.and_then(|own| own.attribute("xml:base"));
        let base = base.map(|base| join(&channel.base, &base));
        Self {
            declared: [
                channel.declared.clone(),
                own.map(Element::declared).unwrap_or_default(),
            ],
            base: base.unwrap_or_else(|| channel.base.clone()),
            channel,
        }
    }
}

impl Said {
    /// Takes what one element of the item says.
    fn element(
        &mut self,
        scope: &Scope<'_>,
        all: &Elements<'_>,
        index: usize,
        element: &Element<'_>,
    ) {
        let own = element.declared();
        let declared = [&scope.declared[0][..], &scope.declared[1][..], &own[..]];
        let (of, name) = resolve(element.name, &declared);
        let words = || words::read(element, inside(all, index), &declared);
        let line = || Some(fold(&text(element.inner))).filter(|line| !line.is_empty());
        match (of, name.as_str()) {
            (Of::Feed, "title") => self.titles.extend(words()),
            (Of::DublinCore, "title") => self.other_titles.extend(words()),
            (Of::Feed, "author") => self.authors.extend(authors(all, index, element)),
            (Of::DublinCore, "creator") => self.authors.extend(line().and_then(person)),
            (Of::Itunes, "author") | (Of::DublinCore, "contributor") => {
                self.others.extend(line().and_then(person));
            }
            (Of::Feed | Of::DublinCore, name) if date(name).is_some() => {
                let line = line().zip(date(name));
                self.dates.extend(line.map(|(line, date)| (date, line)));
            }
            (Of::Feed, "link") => self.links.extend(link(element, &scope.base)),
            (Of::Feed, "guid") => self.links.extend(guid(element)),
            (Of::FeedBurner, "origlink") => {
                self.links.extend(line().map(|line| (Link::Original, line)));
            }
            (Of::Feed, "source") => self.outlet = source(all, index, element, scope.channel),
            (Of::DublinCore, "language") => self.language = line().or(self.language.take()),
            (Of::Content, "encoded") | (Of::Xhtml, "body" | "div") => {
                self.contents.extend(words());
            }
            (Of::Feed, "content" | "fullitem" | "body") => {
                self.language = element.attribute("xml:lang").or(self.language.take());
                self.contents.extend(words());
            }
            (Of::Feed | Of::DublinCore, "description" | "summary" | "abstract") => {
                self.summaries.extend(words());
            }
            _ => {}
        }
    }

    fn item(mut self, channel: &Channel, place: Place) -> Item {
        let (body, extent) = body(self.contents, self.summaries);
        let (media, body) = match body {
            Words::Plain(text) => (Media::Text, text),
            Words::Html(html) => (Media::Fragment, html),
        };
        self.dates.sort_by_key(|(date, _)| *date);
        self.links.sort_by_key(|(link, _)| *link);
        let mut authors = [self.authors, self.others, channel.authors.clone()]
            .into_iter()
            .find(|names| !names.is_empty())
            .unwrap_or_default();
        authors.dedup();
        authors.truncate(MOST_AUTHORS);
        // Of several the last one counts, as it does for other readers of feeds.
        let mut titles = self.titles.iter().rev().chain(&self.other_titles);
        let modified = self.dates.iter().rfind(|(date, _)| *date == Date::Modified);
        Item {
            place,
            title: titles.find_map(Words::title),
            authors,
            modified: modified.map(|(_, line)| written_out(line)),
            published: self.dates.first().map(|(_, line)| written_out(line)),
            url: self.links.into_iter().next().map(|(_, address)| address),
            outlet: self.outlet.or_else(|| channel.title.clone()),
            language: self.language.or_else(|| channel.language.clone()),
            media,
            body,
            extent,
            notes: Vec::new(),
        }
    }
}

/// The longest of the contents, unless a summary is longer still, and how much that is.
pub(super) fn body(contents: Vec<Words>, summaries: Vec<Words>) -> (Words, Extent) {
    let contents = contents.into_iter().map(|words| (Extent::Whole, words));
    let summaries = summaries.into_iter().map(|words| (Extent::Summary, words));
    let all = contents.chain(summaries);
    let mut best = (Words::Plain(String::new()), Extent::Nothing, String::new());
    for (extent, words) in all {
        let shown = words.shown();
        if shown.len() > best.2.len() {
            best = (words, extent, shown);
        }
    }
    let (words, extent, shown) = best;
    let lower = shown.to_lowercase();
    let cut = CUT.iter().any(|end| lower.ends_with(end));
    let long = shown.split_whitespace().count() >= ARTICLE;
    let extent = match extent {
        Extent::Whole if cut => Extent::Summary,
        Extent::Summary if long && !cut => Extent::Whole,
        extent => extent,
    };
    (words, extent)
}

/// What the element of a date dates.
fn date(name: &str) -> Option<Date> {
    match name {
        "published" | "pubdate" => Some(Date::Published),
        "issued" | "date" | "available" => Some(Date::Issued),
        "created" => Some(Date::Created),
        "updated" | "modified" => Some(Date::Modified),
        _ => None,
    }
}

/// Whether there are elements in one.
pub(super) fn inside(all: &Elements<'_>, index: usize) -> Inside {
    match all.children(index).next() {
        Some(_) => Inside::Elements,
        None => Inside::Text,
    }
}

/// The names of an element that names authors.
pub(super) fn authors(all: &Elements<'_>, index: usize, element: &Element<'_>) -> Vec<String> {
    let bare = |name: &str| name.rsplit(':').next() == Some("name");
    let named = all.children(index).filter(|(_, inner)| bare(inner.name));
    let named: Vec<String> = named
        .filter_map(|(_, inner)| person(fold(&text(inner.inner))))
        .take(MOST_AUTHORS)
        .collect();
    match inside(all, index) {
        Inside::Elements => named,
        Inside::Text => person(fold(&text(element.inner))).into_iter().collect(),
    }
}

/// The name beside an address for mail: "a@b.example (Ann Oak)", "Ann Oak <a@b.example>".
fn person(said: String) -> Option<String> {
    let name = match said.split_once('@') {
        None => said.as_str(),
        Some(_) => match (said.split_once('('), said.split_once('<')) {
            (Some((_, inner)), _) => inner.split(')').next().unwrap_or_default(),
            (None, Some((before, _))) => before,
            (None, None) => "",
        },
    };
    let name = name.trim().trim_matches('"').trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// The address that a link names.
fn link(element: &Element<'_>, base: &str) -> Option<(Link, String)> {
    let base = match element.attribute("xml:base") {
        Some(own) => join(base, &own),
        None => base.to_owned(),
    };
    let Some(address) = element.attribute("href") else {
        let address = fold(&text(element.inner));
        return (!address.is_empty()).then(|| (Link::Page, join(&base, &address)));
    };
    let rel = element.attribute("rel").unwrap_or_default();
    let rel = rel
        .trim()
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let kind = element.attribute("type").unwrap_or_default().to_lowercase();
    match (rel.as_str(), kind.contains("html") || kind.is_empty()) {
        ("alternate" | "", true) => Some((Link::Page, join(&base, &address))),
        ("alternate" | "", false) => Some((Link::Other, join(&base, &address))),
        _ => None,
    }
}

/// A name that is an address.
fn guid(element: &Element<'_>) -> Option<(Link, String)> {
    let said = element.attribute("isPermaLink");
    let permanent = said.is_none_or(|said| !said.trim().eq_ignore_ascii_case("false"));
    let name = fold(&text(element.inner));
    let address = is_whole(&name) && name.starts_with("http");
    (permanent && address).then_some((Link::Name, name))
}

/// The title of the feed from which an item was taken over.
fn source(
    all: &Elements<'_>,
    index: usize,
    element: &Element<'_>,
    channel: &Channel,
) -> Option<String> {
    let bare = |name: &str| name.rsplit(':').next() == Some("title");
    let mut titles = all.children(index).filter(|(_, inner)| bare(inner.name));
    match inside(all, index) {
        Inside::Elements => titles.find_map(|(index, title)| {
            words::read(title, inside(all, index), &[&channel.declared])?.title()
        }),
        Inside::Text => words::guess(text(element.inner)).title(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: Place = Place { line: 1, byte: 0 };

    fn item(xml: &str) -> Item {
        let channel = Channel {
            title: Some("The Post".into()),
            base: "http://a.example/".into(),
            ..Channel::default()
        };
        read(xml, &channel, PLACE).0
    }

    #[test]
    fn the_full_content_is_preferred_to_the_description() {
        let item = item(
            "<item><title>A &amp;amp; B</title><description>Short.</description>\
             <content:encoded><![CDATA[<p>The long text of it.</p>]]></content:encoded>\
             <media:title>No</media:title><dc:creator>Ann Oak</dc:creator>\
             <pubDate>Tue, 03 Feb 26 10:00:00 GMT</pubDate><link> /talks </link></item>",
        );
        assert_eq!(item.title.as_deref(), Some("A & B"));
        assert_eq!((item.media, item.extent), (Media::Fragment, Extent::Whole));
        assert_eq!(item.body, "<p>The long text of it.</p>");
        assert_eq!(item.authors, ["Ann Oak"]);
        assert_eq!(
            item.published.as_deref(),
            Some("Tue, 03 Feb 2026 10:00:00 GMT")
        );
        assert_eq!(item.url.as_deref(), Some("http://a.example/talks"));
        assert_eq!(item.outlet.as_deref(), Some("The Post"));
    }

    #[test]
    fn a_description_alone_is_a_summary_unless_it_is_long() {
        let short = item("<item><description>Ships left.</description></item>");
        assert_eq!(
            (short.extent, short.body.as_str()),
            (Extent::Summary, "Ships left.")
        );
        let long = format!(
            "<item><description>{}</description></item>",
            "Ships left. ".repeat(ARTICLE)
        );
        assert_eq!(item(&long).extent, Extent::Whole);
        let cut = item("<entry><content type='html'>Ships left […]</content></entry>");
        assert_eq!(cut.extent, Extent::Summary);
        assert_eq!(
            item("<item><title>A</title></item>").extent,
            Extent::Nothing
        );
    }

    #[test]
    fn an_entry_of_atom_is_read() {
        let item = item(
            "<entry xml:base='http://b.example/c/'><author><name>Ann Oak</name><email>a@b</email></author>\
             <link rel='self' href='x.xml'/><link rel='alternate' type='application/json' href='x.json'/>\
             <link href='x.html'/><updated>2026-02-04T10:00:00Z</updated><published>2026-02-03</published>\
             <source><title>The Gazette</title></source>\
             <content type='xhtml' xml:lang='fr'><div xmlns='http://www.w3.org/1999/xhtml'><p>Un.</p></div></content></entry>",
        );
        assert_eq!(item.authors, ["Ann Oak"]);
        assert_eq!(item.url.as_deref(), Some("http://b.example/c/x.html"));
        assert_eq!(item.published.as_deref(), Some("2026-02-03"));
        assert_eq!(item.modified.as_deref(), Some("2026-02-04T10:00:00Z"));
        assert_eq!(item.outlet.as_deref(), Some("The Gazette"));
        assert_eq!(item.language.as_deref(), Some("fr"));
        assert!(item.body.contains("<p>Un.</p>"));
    }

    #[test]
    fn the_last_title_counts_and_that_of_another_vocabulary_only_where_there_is_none() {
        let titles = "<dc:title>D</dc:title><title>A</title><title>B</title><title> </title>";
        let title = |xml: &str| item(&format!("<item>{xml}</item>")).title;
        assert_eq!(title(titles).as_deref(), Some("B"));
        assert_eq!(
            title("<title/><dc:title>D</dc:title><dc:title>E</dc:title>").as_deref(),
            Some("D")
        );
    }

    #[test]
    fn an_item_of_very_many_elements_takes_no_longer_than_its_bytes() {
        // Looking through all of them for each takes minutes.
        for element in ["<title>A</title>", "<author>A", "<dc:title/>", "<x:y>"] {
            let item = item(&format!("<item>{}</item>", element.repeat(200_000)));
            assert!(item.authors.len() <= MOST_AUTHORS, "{element}");
        }
        let prefixes: String = (0..5_000).map(|n| format!(" xmlns:a{n}='b'")).collect();
        let many = format!("<item{prefixes}>{}</item>", "<x/>".repeat(200_000));
        assert_eq!(item(&many).title, None);
    }

    #[test]
    fn a_name_is_taken_from_beside_its_address() {
        let told = |said: &str| person(said.to_owned());
        assert_eq!(told("a@b.example (Ann Oak)").as_deref(), Some("Ann Oak"));
        assert_eq!(
            told("\"Ann Oak\" <a@b.example>").as_deref(),
            Some("Ann Oak")
        );
        assert_eq!(told("Ann Oak").as_deref(), Some("Ann Oak"));
        assert_eq!(told("a@b.example"), None);
    }

    #[test]
    fn a_name_of_an_item_is_its_address_where_it_may_be() {
        let url = |guid: &str| item(&format!("<item>{guid}</item>")).url;
        assert_eq!(
            url("<guid>http://b.example/1</guid>").as_deref(),
            Some("http://b.example/1")
        );
        assert_eq!(
            url("<guid isPermaLink='false'>http://b.example/1</guid>"),
            None
        );
        assert_eq!(url("<guid>tag:b.example,2026:1</guid>"), None);
    }
}
