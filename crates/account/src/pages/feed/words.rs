//! The texts of a feed: titles and bodies that are plain, escaped or markup, as each says or not.

use mail_parser::decoders::base64::base64_decode;

use super::super::fold::fold;
use super::super::html;
use super::markup::{Element, markup, text};
use super::names::{Of, resolve};

/// Bytes of a title that are read.
const LONGEST_TITLE: usize = 10_000;

/// A text of a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Words {
    Plain(String),
    Html(String),
}

impl Words {
    /// As a person sees it, on one line.
    pub(super) fn shown(&self) -> String {
        match self {
            Words::Plain(text) => fold(text),
            Words::Html(html) => html::shown(html),
        }
    }

    /// The same of a title.
    pub(super) fn title(&self) -> Option<String> {
        let cut = |text: &str| text[..text.floor_char_boundary(LONGEST_TITLE)].to_owned();
        let shown = match self {
            Words::Plain(text) => fold(&cut(text)),
            Words::Html(html) => html::shown(&cut(html)),
        };
        (!shown.is_empty()).then_some(shown)
    }
}

/// What an element holds besides its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Inside {
    Elements,
    Text,
}

/// How the text of an element is written.
enum Written {
    /// As text, in which markup would be escaped twice.
    Plain,
    /// As text that is markup.
    Escaped,
    /// As elements.
    Elements,
    Base64,
    /// Whatever it looks like.
    Unsaid,
    /// No text of any kind.
    Not,
}

/// The text of an element.
pub(super) fn read(
    element: &Element<'_>,
    inside: Inside,
    declared: &[&[(String, String)]],
) -> Option<Words> {
    let words = match written(element, inside) {
        Written::Not => return None,
        Written::Plain => Words::Plain(text(element.inner)),
        Written::Escaped => Words::Html(text(element.inner)),
        Written::Elements => Words::Html(unprefixed(element, declared)),
        Written::Base64 => {
            let bytes = base64_decode(text(element.inner).as_bytes())?;
            guess(String::from_utf8_lossy(&bytes).into_owned())
        }
        Written::Unsaid => guess(text(element.inner)),
    };
    let (Words::Plain(text) | Words::Html(text)) = &words;
    (!text.trim().is_empty()).then_some(words)
}

/// How an element says that its text is written; of feeds that do not say it the elements in it tell.
fn written(element: &Element<'_>, inside: Inside) -> Written {
    let said = |name: &str| {
        element
            .attribute(name)
            .map(|said| said.trim().to_lowercase())
    };
    let (kind, mode) = (said("type").unwrap_or_default(), said("mode"));
    let escapes = element.inner.contains("<![CDATA[") || element.inner.contains("&lt;");
    let elements = inside == Inside::Elements && !escapes;
    if said("src").is_some() && element.inner.trim().is_empty() {
        return Written::Not;
    }
    match (
        kind.split(';').next().unwrap_or_default().trim(),
        mode.as_deref(),
    ) {
        (_, Some("base64")) | ("application/octet-stream", _) => Written::Base64,
        ("xhtml" | "application/xhtml+xml", Some("xml") | None) => Written::Elements,
        ("html" | "text/html" | "application/xhtml+xml", _) if elements => Written::Elements,
        ("html" | "text/html" | "application/xhtml+xml" | "xhtml", _) => Written::Escaped,
        ("text" | "text/plain", _) if inside == Inside::Text => Written::Plain,
        ("" | "text" | "text/plain", _) if elements => Written::Elements,
        ("" | "text" | "text/plain", _) => Written::Unsaid,
        (kind, _) if kind.starts_with("text/") => Written::Plain,
        _ => Written::Not,
    }
}

/// A text that does not say what it is.
pub(super) fn guess(text: String) -> Words {
    match looks_like_html(&text) {
        true => Words::Html(text),
        false => Words::Plain(text),
    }
}

/// Whether there is a tag of HTML, or an entity, in a text.
fn looks_like_html(text: &str) -> bool {
    let tags = text.match_indices('<').any(|(at, _)| {
        let inner = text[at + 1..].trim_start_matches('/');
        let letters = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let named = letters > 0 && inner.starts_with(|letter: char| letter.is_ascii_alphabetic());
        let ends = inner[letters..].starts_with(['>', '/', ' ', '\n', '\r', '\t']);
        // Of "a <b and c" the tag would have no end.
        let near = &inner[..inner.floor_char_boundary(2_000)];
        named && ends && near.contains('>')
    });
    let entities = || {
        text.match_indices('&').any(|(at, _)| {
            let inner = text[at + 1..].trim_start_matches('#');
            let letters = inner.bytes().take(32).take_while(u8::is_ascii_alphanumeric);
            let letters = letters.count();
            letters > 0 && inner[letters..].starts_with(';')
        })
    };
    tags || entities()
}

/// The markup in an element, prefixes of XHTML taken off: `<x:p>` is a paragraph.
fn unprefixed(element: &Element<'_>, declared: &[&[(String, String)]]) -> String {
    let mut inner = markup(element.inner);
    let start = inner.trim_start().split(['>', ' ', '/']).next();
    let own = element.declared();
    let all: Vec<&[(String, String)]> = declared.iter().copied().chain([&own[..]]).collect();
    let prefix = start
        .and_then(|start| start.strip_prefix('<'))
        .and_then(|name| (resolve(name, &all).0 == Of::Xhtml).then(|| name.split_once(':')))
        .flatten()
        .map(|(prefix, _)| prefix.to_owned());
    if let Some(prefix) = prefix {
        inner = inner
            .replace(&format!("<{prefix}:"), "<")
            .replace(&format!("</{prefix}:"), "</");
    }
    inner
}

#[cfg(test)]
mod tests {
    use super::super::markup::Elements;
    use super::*;

    fn words(xml: &str) -> Option<Words> {
        let elements = Elements::read(xml);
        let (index, element) = elements.uppermost().next().unwrap();
        let inside = match elements.children(index).next() {
            Some(_) => Inside::Elements,
            None => Inside::Text,
        };
        read(element, inside, &[])
    }

    fn plain(text: &str) -> Option<Words> {
        Some(Words::Plain(text.to_owned()))
    }

    fn html(text: &str) -> Option<Words> {
        Some(Words::Html(text.to_owned()))
    }

    #[test]
    fn a_text_is_what_it_says_that_it_is() {
        assert_eq!(words("<t type='text'>1 &lt;b&gt; 2</t>"), plain("1 <b> 2"));
        assert_eq!(words("<t type='html'>1 &lt;b> 2</t>"), html("1 <b> 2"));
        assert_eq!(
            words("<t type='xhtml'><div>1 &lt; 2</div></t>"),
            html("<div>1 &lt; 2</div>")
        );
        assert_eq!(
            words("<t type='application/octet-stream' mode='base64'>PGI+YTwvYj4=</t>"),
            html("<b>a</b>")
        );
        assert_eq!(
            words("<t mode='base64'><![CDATA[U2hpcHMg\nbGVmdC4=]]></t>"),
            plain("Ships left.")
        );
        assert_eq!(words("<t mode='base64'>No Base64!</t>"), None);
        assert_eq!(words("<t type='image/png'>iVBORw</t>"), None);
        assert_eq!(words("<t src='http://a.example/b.mp3'/>"), None);
    }

    #[test]
    fn a_text_that_says_nothing_is_what_it_looks_like() {
        assert_eq!(words("<t>1 &lt; 2</t>"), plain("1 < 2"));
        assert_eq!(words("<t><![CDATA[a<br>b]]></t>"), html("a<br>b"));
        assert_eq!(words("<t>AT&amp;amp;T</t>"), html("AT&amp;T"));
        assert_eq!(words("<t><p>a</p></t>"), html("<p>a</p>"));
        assert_eq!(words("<t> </t>"), None);
    }

    #[test]
    fn elements_of_xhtml_lose_their_prefix() {
        let xml = "<t type='xhtml' xmlns:x='http://www.w3.org/1999/xhtml'><x:div><x:p>a</x:p></x:div></t>";
        assert_eq!(words(xml), html("<div><p>a</p></div>"));
    }
}
