//! What a feed says of itself before its first item: what holds for all items.

use super::item::{authors, inside};
use super::join::join;
use super::markup::{Element, Elements, text};
use super::names::{Of, resolve};
use super::words;

/// What holds for every item that says nothing else.
#[derive(Clone, Debug, Default)]
pub(super) struct Channel {
    pub(super) title: Option<String>,
    pub(super) language: Option<String>,
    pub(super) authors: Vec<String>,
    /// What addresses in it are relative to.
    pub(super) base: String,
    /// Prefixes with what they stand for.
    pub(super) declared: Vec<(String, String)>,
}

/// Elements around the items.
const AROUND: [&str; 4] = ["rss", "feed", "rdf", "channel"];

impl Channel {
    /// Reads what stands around the items.
    pub(super) fn read(around: &str) -> Self {
        let elements = Elements::read(around);
        let mut channel = Channel::default();
        let frames: Vec<usize> = elements
            .all()
            .filter(|(_, element)| AROUND.contains(&bare(element).as_str()))
            .map(|(index, _)| index)
            .take(AROUND.len())
            .collect();
        for (_, frame) in elements.all().filter(|(index, _)| frames.contains(index)) {
            channel.declared.extend(frame.declared());
            if let Some(base) = frame.attribute("xml:base") {
                channel.base = join(&channel.base, &base);
            }
            let language = frame.attribute("xml:lang");
            channel.language = language.or(channel.language.take());
        }
        let inner = frames.iter().flat_map(|frame| elements.children(*frame));
        let all: Vec<(usize, &Element<'_>)> = elements.uppermost().chain(inner).collect();
        let mut links = Vec::new();
        for (index, element) in all {
            let own = element.declared();
            let scope = [&channel.declared[..], &own[..]];
            let (of, name) = resolve(element.name, &scope);
            let said =
                || Some(text(element.inner).trim().to_owned()).filter(|said| !said.is_empty());
            match (of, name.as_str()) {
                (Of::Feed, "title") if channel.title.is_none() => {
                    let title = words::read(element, inside(&elements, index), &scope);
                    channel.title = title.and_then(|title| title.title());
                }
                (Of::Feed | Of::DublinCore, "language") if channel.language.is_none() => {
                    channel.language = said();
                }
                (Of::Feed, "link") => links.extend(address(element)),
                (Of::Feed, "author") => {
                    channel.authors.extend(authors(&elements, index, element));
                }
                _ => {}
            }
        }
        if channel.base.is_empty() {
            channel.base = links.into_iter().next().unwrap_or_default();
        }
        channel
    }
}

/// The address of the site that a link of the feed names.
fn address(link: &Element<'_>) -> Option<String> {
    let to_site = |rel: String| matches!(rel.trim(), "alternate" | "");
    let address = match link.attribute("href") {
        Some(_) if !link.attribute("rel").is_none_or(to_site) => return None,
        Some(address) => address,
        None => text(link.inner),
    };
    let address = address.trim().to_owned();
    super::join::is_whole(&address).then_some(address)
}

/// The name without its prefix, in small letters.
fn bare(element: &Element<'_>) -> String {
    let name = element.name.rsplit(':').next().unwrap_or_default();
    name.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_is_that_of_the_feed_and_of_no_picture_in_it() {
        let rss = "<rss><channel><image><title>Logo</title></image><title>The Post</title>\
                   <language>en-gb</language><atom:link rel='self' href='http://a.example/rss'/>\
                   <link>http://a.example/</link>";
        let channel = Channel::read(rss);
        assert_eq!(channel.title.as_deref(), Some("The Post"));
        assert_eq!(channel.language.as_deref(), Some("en-gb"));
        assert_eq!(channel.base, "http://a.example/");
    }

    #[test]
    fn a_channel_that_ends_before_the_items_is_read_too() {
        let rdf = "<rdf:RDF xmlns='http://purl.org/rss/1.0/'><channel rdf:about='x'><title>The Post\
                   </title><link>http://a.example/</link></channel><image><title>Logo</title></image>";
        assert_eq!(Channel::read(rdf).title.as_deref(), Some("The Post"));
    }

    #[test]
    fn addresses_and_authors_of_an_atom_feed_hold_for_its_entries() {
        let atom = "<feed xml:lang='de' xml:base='http://a.example/b/'><title type='html'>A &amp;amp; B\
                    </title><author><name>Ann Oak</name></author>";
        let channel = Channel::read(atom);
        assert_eq!(channel.title.as_deref(), Some("A & B"));
        assert_eq!(channel.base, "http://a.example/b/");
        assert_eq!(channel.authors, ["Ann Oak"]);
        assert_eq!(channel.language.as_deref(), Some("de"));
    }
}
