//! A page as somebody saves it as text: all that it shows, as lines of plain text or of Markdown.

use account::pages::{Id, Tree};

/// What a page is saved as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Text,
    Markdown,
}

/// A line of a saved page.
#[derive(Debug)]
pub(crate) struct Line {
    /// Its words as the page shows them; none where it is a picture alone.
    pub(crate) shown: String,
    /// How the saved text writes them.
    written: String,
    /// Whether it stands apart from the line before it.
    apart: bool,
    item: bool,
}

/// How the lines of plain texts are marked and parted: programs differ in that.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Habits {
    /// What stands before the items of lists.
    mark: &'static str,
    parted: Parted,
}

/// Between which lines an empty one stands.
#[derive(Clone, Copy, Debug)]
enum Parted {
    All,
    Paragraphs,
    None,
}

impl Habits {
    /// Those of the program with which the page of a number is saved.
    pub(crate) fn of(number: u64) -> Self {
        let marks = ["- ", "", "• "];
        let parted = [Parted::Paragraphs, Parted::All, Parted::None];
        Self {
            mark: marks[(number % 3) as usize],
            parted: parted[(number / 3 % 3) as usize],
        }
    }
}

/// The lines of a page.
pub(crate) fn lines(html: &str, form: Form, habits: Habits) -> Vec<Line> {
    let tree = Tree::parse(html);
    let mut writer = Writer {
        tree: &tree,
        form,
        habits,
        shown: String::new(),
        written: String::new(),
        open: Vec::new(),
        heading: 0,
        quotations: 0,
        item: false,
        apart: false,
        lines: Vec::new(),
    };
    writer.inside(tree.root());
    writer.flush();
    writer.lines
}

/// The text that the lines make.
pub(crate) fn text(lines: &[Line], form: Form, habits: Habits) -> String {
    let mut text = String::new();
    for (at, line) in lines.iter().enumerate() {
        let list = line.item && at > 0 && lines[at - 1].item;
        let parted = match (form, habits.parted) {
            (Form::Markdown, _) => !list,
            (_, Parted::All) => true,
            (_, Parted::Paragraphs) => line.apart,
            (_, Parted::None) => false,
        };
        if parted && at > 0 {
            text.push('\n');
        }
        text.push_str(&line.written);
        text.push('\n');
    }
    text
}

/// What is written so far.
struct Writer<'t> {
    tree: &'t Tree,
    form: Form,
    habits: Habits,
    shown: String,
    written: String,
    /// Marks that are open in the line: where each begins, with what, and with what it ends.
    open: Vec<(usize, &'static str, String)>,
    heading: usize,
    quotations: usize,
    /// Whether the next line is the first one of an item.
    item: bool,
    apart: bool,
    lines: Vec<Line>,
}

impl Writer<'_> {
    fn inside(&mut self, node: Id) {
        let mut child = self.tree.first_child(node);
        while let Some(node) = child {
            match self.tree.text(node) {
                Some(text) => self.add(text),
                None => self.element(node),
            }
            child = self.tree.next(node);
        }
    }

    fn add(&mut self, text: &str) {
        self.shown.push_str(text);
        if self.form == Form::Text {
            return;
        }
        for letter in text.chars() {
            if "\\*_[]<`".contains(letter) {
                self.written.push('\\');
            }
            self.written.push(letter);
        }
    }

    fn element(&mut self, node: Id) {
        let Some(name) = self.tree.name(node) else {
            // A drawing, or nothing that is shown.
            return;
        };
        let name: &str = name;
        if UNSEEN.contains(&name) || self.is_hidden(node) {
            return;
        }
        match name {
            "a" | "b" | "strong" | "em" | "i" => self.marked(node, name),
            "img" => self.picture(node),
            "td" | "th" => {
                self.add(" ");
                self.inside(node);
                self.add(" ");
            }
            name if INLINE.contains(&name) => self.inside(node),
            _ => self.block(node, name),
        }
    }

    /// What stands between the marks of a link or of emphasis.
    fn marked(&mut self, node: Id, name: &str) {
        let href = self.tree.attribute(node, "href");
        let (begins, ends) = match (name, href) {
            ("a", Some(href)) => ("[", format!("]({})", address(href))),
            ("a", None) => return self.inside(node),
            ("b" | "strong", _) => ("**", "**".to_owned()),
            _ => ("*", "*".to_owned()),
        };
        self.open.push((self.written.len(), begins, ends));
        self.inside(node);
        self.close(self.open.len() - 1);
        self.open.pop();
    }

    /// Writes the marks of what is open from a number on, around what has been written since.
    fn close(&mut self, from: usize) {
        for (start, begins, ends) in self.open[from..].iter().rev() {
            let inner = self.written.split_off(*start);
            let bare = inner.trim();
            if self.form == Form::Text || bare.is_empty() {
                self.written.push_str(&inner);
                continue;
            }
            let (before, rest) = inner.split_at(inner.len() - inner.trim_start().len());
            let after = &rest[bare.len()..];
            self.written
                .extend([before, begins, bare, ends.as_str(), after]);
        }
    }

    fn picture(&mut self, node: Id) {
        let source = self.tree.attribute(node, "src").unwrap_or_default();
        if self.form == Form::Text || source.is_empty() || source.starts_with("data:") {
            return;
        }
        let words = self.tree.attribute(node, "alt").unwrap_or_default();
        let words = words.replace(['[', ']', '\n'], " ");
        let source = address(source);
        self.written.push_str(&format!("![{words}]({source})"));
    }

    fn block(&mut self, node: Id, name: &str) {
        self.flush();
        self.apart |= PARTED.contains(&name);
        let heading = match name.strip_prefix('h') {
            Some(level) => level.parse().unwrap_or(0),
            None => 0,
        };
        let quotation = usize::from(name == "blockquote");
        self.item |= name == "li";
        self.heading += heading;
        self.quotations += quotation;
        self.inside(node);
        self.flush();
        self.heading -= heading;
        self.quotations -= quotation;
        self.item &= name != "li";
        self.apart |= PARTED.contains(&name);
    }

    /// Ends a line.
    fn flush(&mut self) {
        self.close(0);
        for (start, _, _) in &mut self.open {
            *start = 0;
        }
        let shown = folded(&std::mem::take(&mut self.shown));
        let written = folded(&std::mem::take(&mut self.written));
        let words = shown.chars().any(char::is_alphanumeric);
        if !words && !written.contains("![") {
            return;
        }
        let item = std::mem::take(&mut self.item);
        let written = match self.form {
            Form::Text if item => format!("{}{shown}", self.habits.mark),
            Form::Text => shown.clone(),
            Form::Markdown => self.marks(item) + &started(&written),
        };
        self.lines.push(Line {
            shown: if words { shown } else { String::new() },
            written,
            apart: std::mem::take(&mut self.apart),
            item,
        });
    }

    /// What Markdown writes before a line.
    fn marks(&self, item: bool) -> String {
        let mut marks = "> ".repeat(self.quotations.min(1));
        if item {
            marks.push_str("- ");
        }
        if self.heading > 0 {
            marks.push_str(&"#".repeat(self.heading.min(6)));
            marks.push(' ');
        }
        marks
    }

    fn is_hidden(&self, node: Id) -> bool {
        let style = self.tree.attribute(node, "style").unwrap_or_default();
        let style = style.to_lowercase().replace(' ', "");
        self.tree.attribute(node, "hidden").is_some()
            || style.contains("display:none")
            || style.contains("visibility:hidden")
    }
}

/// Elements that show no text.
const UNSEEN: [&str; 16] = [
    "script", "style", "noscript", "template", "iframe", "object", "audio", "video", "canvas",
    "head", "title", "svg", "select", "input", "textarea", "datalist",
];

/// Elements that stand inside a line.
const INLINE: [&str; 34] = [
    "abbr", "acronym", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "font", "ins",
    "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span",
    "strike", "sub", "sup", "time", "tt", "u", "var", "wbr", "picture", "source",
];

/// Elements that stand apart from what is around them.
const PARTED: [&str; 12] = [
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "blockquote",
    "table",
    "pre",
];

/// White space as one space each, none around the line.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An address that ends where its bracket ends.
fn address(href: &str) -> String {
    let mut address = href.trim().replace('(', "%28").replace(')', "%29");
    address.retain(|letter| !letter.is_whitespace() && letter != '<' && letter != '>');
    address
}

/// A line whose first letters are no mark of Markdown.
fn started(line: &str) -> String {
    let digits = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let number = line.len() - digits.len();
    let mark = line.starts_with(['#', '>', '+', '-', '=', '~', '|', ':']);
    match number > 0 && digits.starts_with(['.', ')']) {
        true => format!("{}\\{digits}", &line[..number]),
        false if mark => format!("\\{line}"),
        false => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<title>No</title><nav><ul><li><a href=/a(b)>World</a><li>Sport</ul></nav>\
        <h1>Talks <i>begin</i></h1><p>One <b>two </b>three.<br>1. Four*<p style='display: none'>No\
        <blockquote><p>Said.</p></blockquote><a href=x><div><img src=i.jpg alt='A [boat]'></div>\
        <div>Boat</div></a><button>Share</button><script>no()</script>";

    #[test]
    fn a_page_is_written_as_markdown_writes_it() {
        let habits = Habits::of(0);
        let lines = lines(PAGE, Form::Markdown, habits);
        assert_eq!(
            text(&lines, Form::Markdown, habits),
            "- [World](/a%28b%29)\n- Sport\n\n# Talks *begin*\n\nOne **two** three.\n\n1\\. Four\\*\n\n\
             > Said.\n\n[![A boat ](i.jpg)](x)\n\n[Boat](x)\n\nShare\n"
        );
        assert_eq!(lines[2].shown, "Talks begin");
        assert_eq!(lines[6].shown, "");
    }

    #[test]
    fn a_page_is_written_as_text_in_the_ways_of_different_programs() {
        let written = |number: u64| {
            let habits = Habits::of(number);
            text(&lines(PAGE, Form::Text, habits), Form::Text, habits)
        };
        assert_eq!(
            written(0),
            "- World\n- Sport\n\nTalks begin\n\nOne two three.\n1. Four*\n\nSaid.\n\nBoat\nShare\n"
        );
        assert!(written(4).starts_with("World\n\nSport\n\nTalks begin\n\nOne"));
        assert!(
            written(8)
                .ends_with("• Sport\nTalks begin\nOne two three.\n1. Four*\nSaid.\nBoat\nShare\n")
        );
    }
}
