//! Every word that a page shows is in its article or in a note.

use std::sync::LazyLock;

use account::Extractor;
use account::model::{Article, Media, Reason, Source};
use account::rules::Rules;

/// The article of a page.
fn extract(media: Media, text: &str) -> Article {
    let source = Source {
        id: "page".into(),
        media,
        bytes: text.as_bytes().to_vec(),
        charset: None,
        url: None,
        fetched: None,
    };
    static EXTRACTOR: LazyLock<Extractor> =
        LazyLock::new(|| Extractor::new(&Rules::built_in()).expect("the built-in rules"));
    EXTRACTOR.extract(&source)
}

/// What stands between white space and holds a letter or digit.
fn words(text: &str) -> usize {
    let words = text.split_whitespace();
    words
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count()
}

/// The words that a note stands for: as many as it says at its end, else all of it.
fn noted(detail: &str) -> usize {
    let size = detail.rsplit_once(" (").and_then(|(_, size)| {
        let size = size
            .strip_suffix(" words)")
            .or_else(|| size.strip_suffix(" word)"))?;
        size.parse().ok()
    });
    size.unwrap_or_else(|| words(detail))
}

/// Checks that the article and its notes have as many words as the page shows, and that the notes
/// stand in order and where something of the article follows.
fn check(article: &Article, shown: usize, page: &str) {
    let of_page = |reason| matches!(reason, Reason::Boilerplate | Reason::Metadata);
    let notes: Vec<_> = article
        .notes
        .iter()
        .filter(|note| of_page(note.reason))
        .collect();
    let noted: usize = notes.iter().map(|note| noted(&note.detail)).sum();
    assert_eq!(
        words(&article.text) + noted,
        shown,
        "text {:?}\nnotes {:#?}\npage {page}",
        article.text,
        article.notes
    );
    let places: Vec<u32> = notes
        .iter()
        .filter_map(|note| Some(note.span?.start))
        .collect();
    assert_eq!(places.len(), notes.len(), "{notes:?}");
    assert!(places.is_sorted(), "{places:?}");
    let starts = article
        .paragraphs
        .iter()
        .map(|paragraph| paragraph.span.start);
    let there: Vec<u32> = starts.chain([0, article.text.len() as u32]).collect();
    assert!(
        places.iter().all(|place| there.contains(place)),
        "{places:?} {there:?}"
    );
}

/// Random numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

const WORDS: [&str; 24] = [
    "the",
    "harbour",
    "ministers",
    "met",
    "on",
    "Thursday",
    "in",
    "Lund",
    "to",
    "speak",
    "about",
    "herring",
    "quota",
    "and",
    "boats",
    "of",
    "north",
    "talks",
    "ended",
    "without",
    "a",
    "treaty",
    "while",
    "crews",
];

/// A page put together at random, and how many words it shows.
struct Page {
    dice: Dice,
    html: String,
    shown: usize,
    /// A sentence that was told before: pages repeat themselves.
    told: String,
}

impl Page {
    fn new(seed: u64) -> Self {
        let mut page = Self {
            dice: Dice(seed),
            html: String::from("<html lang=en><head><title>Not shown</title></head><body>"),
            shown: 0,
            told: String::from("Herring again."),
        };
        for _ in 0..page.dice.below(14) + 1 {
            page.piece();
        }
        page.html += "</body></html>";
        page
    }

    /// So many words that are shown.
    fn words(&mut self, count: usize) -> String {
        self.shown += count;
        let words: Vec<&str> = (0..count)
            .map(|_| WORDS[self.dice.below(WORDS.len())])
            .collect();
        words.join(" ")
    }

    fn sentence(&mut self) -> String {
        let count = self.dice.below(18) + 6;
        format!("{}.", self.words(count))
    }

    fn piece(&mut self) {
        let html = match self.dice.below(13) {
            0 => self.menu(),
            1 => format!("<h1>{}</h1>", self.words(5)),
            2 => format!("<h2>{}</h2>", self.words(3)),
            3 => format!(
                "<figure><img src=a.jpg><figcaption>{}</figcaption></figure>",
                self.words(7)
            ),
            4 => format!(
                "<form><label>{}</label> <button>{}</button></form>",
                self.words(2),
                self.words(1)
            ),
            5 => format!(
                "<footer><p>{}</p><p>{}</p></footer>",
                self.words(4),
                self.words(6)
            ),
            6 => format!("<blockquote><p>{}</p></blockquote>", self.sentence()),
            7 => format!(
                "<table><tr><td>{}</td><td>{}</td></tr></table>",
                self.words(1),
                self.words(2)
            ),
            8 => String::from("<script>var not = 'shown';</script><style>p { color: red }</style>"),
            9 => self.again(),
            10 => format!("<div>{}<br><br>{}</div>", self.sentence(), self.sentence()),
            11 => format!(
                "<p>{} <button>{}</button> {}</p>",
                self.words(9),
                self.words(2),
                self.sentence()
            ),
            _ => self.paragraphs(),
        };
        self.html += &html;
    }

    fn menu(&mut self) -> String {
        let items = self.dice.below(300) + 1;
        let items: String = (0..items)
            .map(|_| format!("<li><a href=/x>{}</a></li>", self.words(2)))
            .collect();
        match self.dice.below(2) {
            0 => format!("<nav><ul>{items}</ul></nav>"),
            _ => format!("<div class=menu><ul>{items}</ul></div>"),
        }
    }

    fn paragraphs(&mut self) -> String {
        let mut html = String::from("<article>");
        for _ in 0..self.dice.below(9) + 1 {
            self.told = self.sentence();
            let (bold, more) = (self.words(2), self.sentence());
            html += &format!("<p>{} <b>{bold}</b>, {more}</p>\n", self.told);
        }
        html + "</article>"
    }

    /// A teaser in the words of the article.
    fn again(&mut self) -> String {
        self.shown += words(&self.told);
        format!("<aside><a href=/y>{}</a></aside>", self.told)
    }
}

#[test]
fn every_word_of_a_page_is_in_its_article_or_in_a_note() {
    for seed in 0..400 {
        let page = Page::new(seed);
        check(&extract(Media::Html, &page.html), page.shown, &page.html);
    }
}

/// How many words a page shows that hides none, its tags taken off by hand.
fn shown(html: &str) -> usize {
    let mut html = html.to_owned();
    let unseen = [
        ("<head>", "</head>"),
        ("<script", "</script>"),
        ("<style", "</style>"),
        ("<!--", "-->"),
    ];
    for (start, end) in unseen {
        while let Some(from) = html.find(start) {
            let to = html[from..].find(end).expect("an end") + from + end.len();
            html.replace_range(from..to, " ");
        }
    }
    let text: Vec<&str> = html
        .split('<')
        .map(|part| part.split_once('>').map_or(part, |(_, text)| text))
        .collect();
    words(
        &text
            .join(" ")
            .replace("&copy;", "©")
            .replace("&ndash;", "–"),
    )
}

#[test]
fn no_word_of_the_example_pages_is_lost() {
    for page in [
        include_str!("../../../examples/protest/01-first-report.html"),
        include_str!("../../../examples/protest/03-curfew.html"),
        include_str!("../../../examples/summit/03-reprint.html"),
        include_str!("../../../examples/summit/06-release.html"),
    ] {
        let article = extract(Media::Html, page);
        assert!(article.notes.len() < 12, "{:?}", article.notes);
        check(&article, shown(page), page);
    }
}

#[test]
fn a_menu_of_three_hundred_items_leaves_one_note() {
    let item = |item| format!("<li><a href=/{item}>Section {item}</a></li>");
    let items: String = (0..300).map(item).collect();
    let text = "<p>The fishing ministers of Norvia and Estmark met on Thursday in the harbour town of \
                Lund to speak about the herring quota for the coming year.</p>";
    let text = text.repeat(3);
    let html = format!("<body><div><ul>{items}</ul></div><article>{text}</article></body>");
    let article = extract(Media::Html, &html);
    let notes: Vec<&str> = article
        .notes
        .iter()
        .filter(|note| note.reason == Reason::Boilerplate)
        .map(|note| note.detail.as_str())
        .collect();
    assert_eq!(
        notes,
        ["Section 0 Section 1 Section 2 Section 3 … (600 words)"]
    );
}

#[test]
fn code_and_markup_inside_markdown_are_noted() {
    let text = "The ministers met on Thursday in the harbour town of Lund.\n\n\
                ```\nlet herring = 3;\n```\n\n<div class=\"x\">Share this</div>\n\n\
                They will meet again before the ice comes, they said.\n";
    check(&extract(Media::Markdown, text), 11 + 3 + 2 + 10, text);
}
