//! What a page draws, SVG and MathML: nothing of it is read, but where it ends depends on what
//! stands in it (HTML standard, 13.2.6.5).

use super::depth::behind_comment;
use super::tag::{Name, Tag};

/// Elements that no drawing can hold: they end it.
const ENDING: &[&str] = &[
    "b",
    "big",
    "blockquote",
    "body",
    "br",
    "center",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "hr",
    "i",
    "img",
    "li",
    "listing",
    "menu",
    "meta",
    "nobr",
    "ol",
    "p",
    "pre",
    "ruby",
    "s",
    "small",
    "span",
    "strong",
    "strike",
    "sub",
    "sup",
    "table",
    "tt",
    "u",
    "ul",
    "var",
];

/// Elements of a drawing that can hold those.
const HOLDING: &[&str] = &[
    "foreignobject",
    "desc",
    "title",
    "mi",
    "mo",
    "mn",
    "ms",
    "mtext",
    "annotation-xml",
];

/// Elements of a drawing that are counted as nested.
const DEEPEST: usize = 256;

/// Whether a drawing begins with an element of this name.
pub(super) fn is_root(name: &str) -> bool {
    matches!(name, "svg" | "math")
}

/// What follows the drawing whose start tag stands before `text`, and the tags in it; `around` are the
/// elements that are open around it.
pub(super) fn skip<'h>(root: Name, text: &'h str, around: &[Name]) -> (&'h str, usize) {
    let mut open = vec![root];
    // The first open element that can hold anything.
    let mut holding = None;
    let mut tags = 0;
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        if let Some(behind) = aside(rest) {
            rest = behind;
            continue;
        }
        tags += 1;
        let Some(tag) = Tag::new(rest) else {
            rest = &rest[1..];
            continue;
        };
        let name = tag.name.text();
        let mut ends = ENDING.contains(&name);
        let read = tag.read(|attribute| {
            let letters = ["color", "face", "size"];
            let is = |known: &&str| attribute.name.eq_ignore_ascii_case(known);
            ends |= name == "font" && letters.iter().any(is);
        });
        let Some(end) = read else { break };
        if tag.ends {
            if let Some(at) = open.iter().rposition(|open| *open == tag.name) {
                open.truncate(at);
                holding = holding.filter(|held| *held < at);
            } else if holding.is_none()
                && (around.contains(&tag.name) || matches!(name, "p" | "br"))
            {
                return (rest, tags);
            }
        } else {
            if holding.is_none() && ends {
                return (rest, tags);
            }
            if !end.closed && open.len() < DEEPEST {
                if HOLDING.contains(&name) {
                    holding = holding.or(Some(open.len()));
                }
                open.push(tag.name);
            }
        }
        rest = &rest[end.length..];
        if open.is_empty() {
            return (rest, tags);
        }
    }
    ("", tags)
}

/// What follows the comment, the text or the declaration that begins here.
fn aside(text: &str) -> Option<&str> {
    if let Some(comment) = text.strip_prefix("<!--") {
        return Some(behind_comment(comment));
    }
    let end = match text {
        _ if text.starts_with("<![CDATA[") => "]]>",
        _ if text.starts_with("<!") || text.starts_with("<?") => ">",
        _ => return None,
    };
    Some(text.split_once(end).map_or("", |(_, behind)| behind))
}

#[cfg(test)]
mod tests {
    use super::super::depth::tame;
    use super::super::pieces;
    use super::super::tree::Tree;
    use crate::stage::Notes;

    fn texts(tree: &Tree) -> Vec<String> {
        let pieces = pieces::read(tree, tree.root()).into_iter();
        pieces.map(|piece| piece.text).collect()
    }

    #[test]
    fn a_page_shows_the_same_without_its_drawings() {
        for html in [
            "<p>a <svg viewBox='0 0 1 1'><path d='M0'/><title>b</title><g><text>c</text></g></svg> d",
            "<p>a<svg/>b<math><mi>x</mi></math>c",
            "<div><svg><path></div>a",
            "<div><svg><path><p>a</svg>b",
            "<svg><foreignObject><div>a</div><p>b</p></foreignObject></svg>c",
            "<svg><desc><p>a</p></desc><p>b",
            "<svg><a>a</a></svg>b<SVG><svg></svg>c</SVG>d",
            "<a>a<svg><a>b</a>c</svg>d</a>e",
            "<svg><script>a</script><style>b{}</style></svg>c",
            "<svg><![CDATA[<p>a]]><!-- </svg> --><!p><?p></svg>b",
            "<svg><g></svg>a<p>b<svg></p>c",
            "<p>a<svg><g",
        ] {
            let tamed = Tree::tamed(&tame(html, &mut Notes::default()));
            assert_eq!(texts(&tamed), texts(&Tree::parse(html)), "{html}");
        }
    }

    #[test]
    fn a_drawing_costs_no_more_than_it_is_long() {
        for part in [
            "<g>",
            "<desc><p>",
            "</g>",
            "<g></x>",
            "<g a='",
            "<",
            "<!",
            "<![CDATA[",
        ] {
            let page = format!("<svg>{}", part.repeat(4_000_000 / part.len()));
            assert!(
                tame(&page, &mut Notes::default()).markup.is_empty(),
                "{part}"
            );
        }
    }
}
