//! The plain rules of a page's own `<style>` elements: `p`, `.class`, `#id`, `p.class`. What other
//! selectors and conditions show is taken for shown.

use std::borrow::Cow;
use std::collections::HashMap;

use super::super::tree::{Id, Tree};
use super::looks::Looks;

/// Bytes of style that are read of one page.
const MOST_BYTES: usize = 512 * 1024;

/// Selectors that are kept of one page.
const MOST_KEYS: usize = 10_000;

/// Conditions that stand in each other.
const DEEPEST: usize = 4;

/// Elements for which rules name the same class.
const MOST_ELEMENTS: usize = 16;

/// Names of one element's class that are looked up.
const MOST_NAMES: usize = 64;

/// What a page's rules say of elements, by the name that they know them by.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    elements: HashMap<String, Said>,
    classes: HashMap<String, Vec<(String, Said)>>,
    ids: HashMap<String, Vec<(String, Said)>>,
    keys: usize,
}

/// What rules say of elements of one name.
#[derive(Debug, Default)]
struct Said {
    always: Looks,
    /// What holds only at times, or for some of the elements.
    at_times: Looks,
}

/// A plain selector: an element, a class or an id, or a class or an id of such elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Key<'s> {
    element: &'s str,
    /// `.` or `#` and the name behind it.
    named: Option<(u8, &'s str)>,
}

impl Sheet {
    /// Reads the styles of a page.
    pub(super) fn read(tree: &Tree) -> Sheet {
        let mut sheet = Sheet::default();
        let mut left = MOST_BYTES;
        for node in tree.below(tree.root()) {
            if tree.name(node).is_none_or(|name| &**name != "style") || !holds(tree, node) {
                continue;
            }
            let text = tree.texts(node);
            let end = text.floor_char_boundary(left);
            sheet.rules(&without_comments(&text[..end]), false, 0);
            left -= end;
            if left == 0 || end < text.len() {
                break;
            }
        }
        sheet
    }

    /// What the rules say of an element.
    pub(super) fn looks(&self, tree: &Tree, node: Id) -> Looks {
        let mut looks = Looks::default();
        let Some(element) = tree.name(node).filter(|_| self.keys > 0) else {
            return looks;
        };
        let mut doubts = Vec::new();
        let mut take = |said: &Said| {
            looks.overlay(&said.always);
            if !said.at_times.is_empty() {
                doubts.push(said.at_times.clone());
            }
        };
        if let Some(said) = self.elements.get(&**element) {
            take(said);
        }
        let classes = tree.attribute(node, "class").unwrap_or_default();
        let classes = classes.split_ascii_whitespace().take(MOST_NAMES);
        let id = tree.attribute(node, "id").map(str::trim);
        let of_class = classes.filter_map(|class| self.classes.get(class));
        let of_id = id.and_then(|id| self.ids.get(id));
        // Those of the name alone count less than those of the name and the element.
        for known in of_class.chain(of_id) {
            for own in ["", &**element] {
                let said = known.iter().find(|(element, _)| element == own);
                if let Some((_, said)) = said {
                    take(said);
                }
            }
        }
        if !looks.is_empty() {
            for doubt in &doubts {
                looks.doubt(doubt);
            }
        }
        looks
    }

    /// Takes rules in that hold always, or else only at times.
    fn rules(&mut self, css: &str, at_times: bool, depth: usize) {
        let mut rest = css;
        while let Some(at) = rest.find(['{', '}', ';']) {
            let (head, behind) = rest.split_at(at);
            let Some(behind) = behind.strip_prefix('{') else {
                // A line without a block, or an end of nothing.
                rest = &behind[1..];
                continue;
            };
            let head = head.trim();
            let (body, behind) = block(behind);
            rest = behind;
            match head.strip_prefix('@') {
                None => self.rule(head, body, at_times),
                Some(condition) => {
                    if let Some(at_times) = condition_holds(condition, at_times)
                        && depth < DEEPEST
                    {
                        self.rules(body, at_times, depth + 1);
                    }
                }
            }
        }
    }

    fn rule(&mut self, selectors: &str, body: &str, at_times: bool) {
        let looks = Looks::read(body);
        if looks.is_empty() {
            return;
        }
        for selector in selectors.split(',') {
            let selector = selector.trim();
            match plain(selector) {
                Some(key) if !at_times => self.put(key, |said| said.always.overlay(&looks)),
                Some(key) => self.put(key, |said| said.at_times.overlay(&looks)),
                None => {
                    for key in subjects(selector) {
                        self.put(key, |said| said.at_times.overlay(&looks));
                    }
                }
            }
        }
    }

    /// Adds to what is said of a key, where there is room for it.
    fn put(&mut self, key: Key, add: impl Fn(&mut Said)) {
        if self.keys >= MOST_KEYS {
            return;
        }
        let element = key.element.to_ascii_lowercase();
        let Some((sign, name)) = key.named else {
            let known = self.elements.len();
            add(self.elements.entry(element).or_default());
            self.keys += self.elements.len() - known;
            return;
        };
        let names = match sign {
            b'.' => &mut self.classes,
            _ => &mut self.ids,
        };
        let known = names.entry(name.to_owned()).or_default();
        let room = known.len() < MOST_ELEMENTS;
        match known.iter_mut().find(|(own, _)| *own == element) {
            Some((_, said)) => add(said),
            None if room => {
                let mut said = Said::default();
                add(&mut said);
                known.push((element, said));
                self.keys += 1;
            }
            None => {}
        }
    }
}

/// Whether a style holds for readers whose browser runs scripts, on a screen.
fn holds(tree: &Tree, style: Id) -> bool {
    let media = tree.attribute(style, "media").unwrap_or_default();
    let seldom = tree.up(style).filter_map(|node| tree.name(node));
    is_screen(media)
        && !seldom
            .into_iter()
            .any(|name| matches!(&**name, "noscript" | "template"))
}

fn is_screen(media: &str) -> bool {
    let media = media.trim();
    ["", "all", "screen"]
        .iter()
        .any(|known| media.eq_ignore_ascii_case(known))
}

/// Whether the rules below a condition hold only at times; nothing where it has none.
fn condition_holds(condition: &str, at_times: bool) -> Option<bool> {
    let letter = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    let end = condition.find(|c| !letter(c)).unwrap_or(condition.len());
    let (name, rest) = condition.split_at(end);
    match name {
        "layer" => Some(at_times),
        "media" => Some(at_times || !is_screen(rest)),
        "supports" | "container" | "scope" | "starting-style" => Some(true),
        _ => None,
    }
}

/// What stands before the end of the block that is open, and what follows it.
fn block(css: &str) -> (&str, &str) {
    let (mut depth, mut quote) = (1, None);
    let mut bytes = css.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\\' => {
                bytes.next();
            }
            b'\n' => quote = None,
            _ if quote.is_some() => quote = quote.filter(|quote| *quote != byte),
            b'"' | b'\'' => quote = Some(byte),
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return (&css[..at], &css[at + 1..]);
        }
    }
    (css, "")
}

fn without_comments(css: &str) -> Cow<'_, str> {
    if !css.contains("/*") {
        return css.into();
    }
    let mut kept = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        kept.push_str(before);
        kept.push(' ');
        rest = comment.split_once("*/").map_or("", |(_, rest)| rest);
    }
    kept.push_str(rest);
    kept.into()
}

fn is_name(text: &str) -> bool {
    let letter = |letter: char| letter.is_alphanumeric() || "-_".contains(letter);
    !text.is_empty() && text.chars().all(letter)
}

/// The key of a plain selector.
fn plain(selector: &str) -> Option<Key<'_>> {
    let at = selector.find(['.', '#']).unwrap_or(selector.len());
    let (element, named) = selector.split_at(at);
    let named = named.bytes().next().map(|sign| (sign, &named[1..]));
    let known = is_name(element) || (element.is_empty() && named.is_some());
    let known = known && named.is_none_or(|(_, name)| is_name(name));
    known.then_some(Key { element, named })
}

/// The keys of the elements of which a selector picks some.
fn subjects(selector: &str) -> impl Iterator<Item = Key<'_>> {
    let subject = selector.rsplit([' ', '>', '+', '~']).next();
    // What stands before or behind an element is not the element.
    let own = subject.filter(|subject| {
        let beside = ["::", ":before", ":after"];
        !beside.iter().any(|beside| subject.contains(beside))
    });
    let own = own.unwrap_or_default();
    let ends = own.char_indices().filter(|(_, c)| ".#:[(".contains(*c));
    let starts = std::iter::once(0).chain(ends.map(|(at, _)| at));
    let parts = starts.map(|start| {
        let length = own[start..].chars().next().map_or(0, char::len_utf8);
        let next = own[start + length..].find(['.', '#', ':', '[', '(', ')']);
        &own[start..next.map_or(own.len(), |next| start + length + next)]
    });
    parts.filter_map(plain)
}

#[cfg(test)]
mod tests {
    use super::super::super::tree::Tree;
    use super::*;

    /// The texts of the paragraphs that the style hides.
    fn check(css: &str, expected: &str) {
        let html = format!(
            "<style>{css}</style><p class='a'>a</p><p class='b more'>b</p><p id=c>c</p><i class=a>i</i>"
        );
        let tree = Tree::parse(&html);
        let sheet = Sheet::read(&tree);
        let hidden = tree.below(tree.root()).filter(|node| {
            let looks = sheet.looks(&tree, *node);
            looks.hides()
        });
        let texts: String = hidden.map(|node| tree.texts(node)).collect();
        assert_eq!(texts, expected, "{css}");
    }

    #[test]
    fn plain_rules_hold() {
        check(".a{display:none}", "ai");
        check("p.a { DISPLAY: none !important }", "a");
        check("#c,.b{display:none}", "bc");
        check("/* .b{} */ .a/**/{color:red;/*;*/visibility:hidden}", "ai");
        check("i{opacity:0}", "i");
        check("@import 'x';@charset 'y';.b{display:none}", "b");
        check("@font-face{a:b}@media screen{#c{display:none}}", "c");
        check(".x{content:'}'} .b{display:none}", "b");
        check(".x{} } .b{display:none", "b");
    }

    #[test]
    fn the_last_rule_and_the_nearest_name_count() {
        check(".a{display:none}.a{display:block}", "");
        check("p{display:none}.a{display:block}#c{display:block}", "b");
    }

    #[test]
    fn what_shows_at_times_or_somewhere_is_shown() {
        check(
            ".a{display:none}@media (min-width:9em){.a{display:block}}",
            "",
        );
        check(".b{display:none}.b.more{display:block}", "");
        check(
            "#c{display:none}.open #c{display:block}.a{display:none}",
            "ai",
        );
        check(".a{display:none}.a:hover{display:block}", "");
        check(".a{display:none}.a::before{display:block}", "ai");
    }

    #[test]
    fn rules_that_may_not_hold_hide_nothing() {
        check("@media print{.a{display:none}}", "");
        check("@media (max-width:9em){.a{display:none}}", "");
        check("@keyframes k{from{opacity:0}}", "");
        check(".a .b{display:none}.a:empty{display:none}", "");
        check("*{display:none}", "");
    }

    #[test]
    fn styles_without_end_are_read_within_bounds() {
        let rule = |n| format!(".a{n}{{display:none}}");
        let many: String = (0..100_000).map(rule).collect();
        for css in [
            many.as_str(),
            &"@media x{".repeat(100_000),
            &"{".repeat(900_000),
            &"/*".repeat(400_000),
            &".a,".repeat(300_000),
            &format!(".{}{{display:none}}", ".a:b[c(".repeat(100_000)),
            &format!(".a{{{}}}", "color:#fff;".repeat(90_000)),
        ] {
            let tree = Tree::parse(&format!("<style>{css}</style>"));
            let sheet = Sheet::read(&tree);
            assert!(sheet.keys <= MOST_KEYS);
        }
    }
}
