//! What is told of each piece of a page's text, as numbers: what it looks like, what stands around
//! it, how much of the page's running text its surroundings hold.
//!
//! The numbers are of no language: of the words only their length and the marks between them count.

use std::collections::{HashMap, HashSet};

use html5ever::local_name;

use crate::articles::bare;
use crate::model::BlockKind;

use super::pieces::Piece;
use super::surroundings::{ELEMENTS, FAR, Groups, Look, Sums, Surroundings};
use super::tree::{Id, Tree};

/// What is told of the piece alone and of its place on the page.
const OWN: [&str; 34] = [
    "kind",
    "element",
    "units",
    "letters",
    "links",
    "ends",
    "running",
    "commas",
    "digits",
    "capitals",
    "stops",
    "bars",
    "control",
    "at",
    "units.before",
    "running.before",
    "running.after",
    "next",
    "last",
    "depth",
    "title",
    "behind.title",
    "description",
    "stated",
    "page.stated",
    "page.running",
    "page.runs",
    "page.units",
    "page.links",
    "core",
    "core.levels",
    "core.share",
    "repeated",
    "siblings",
];

/// Groups of names that surround an article: see `rules/pages/parts.toml`.
const FRAMES: [&str; 8] = [
    "caption", "share", "related", "comment", "offer", "ad", "nav", "cookie",
];

/// What is told of each of [`SETS`].
const SUMS: [&str; 5] = ["share", "density", "links", "runs", "pieces"];

/// Sets of pieces that one belongs to: those in the element around it and in the next ones up,
/// those with the same path of elements, those of them beside it.
const SETS: [&str; 6] = ["own", "parent", "second", "third", "path", "beside"];

/// What is told of each of [`OFFSETS`].
const NEIGHBOUR: [&str; 4] = ["units", "links", "running", "apart"];

/// The pieces before and behind one.
const OFFSETS: [isize; 4] = [-2, -1, 1, 2];

/// Pieces before and behind one among which those with the same path are counted.
const BESIDE: usize = 15;

/// Running text is looked for among so many pieces before and behind.
const NEAR: usize = 10;

/// Levels up that are compared to tell how far apart two pieces are.
const APART: usize = 7;

/// What the page says of itself that its text can be compared with, letters and digits alone.
#[derive(Debug, Default)]
pub(crate) struct Said {
    pub(crate) titles: Vec<String>,
    pub(crate) description: String,
    /// The body in its JSON-LD, as [`triples`].
    pub(crate) body: HashSet<u64>,
}

/// The names of all features, in order.
pub(crate) fn names(groups: &Groups) -> Vec<String> {
    let mut names: Vec<String> = OWN.map(String::from).into();
    for set in SETS {
        names.extend(SUMS.iter().map(|sum| format!("{set}.{sum}")));
    }
    for offset in OFFSETS {
        names.extend(NEIGHBOUR.iter().map(|told| format!("{offset:+}.{told}")));
    }
    names.extend(ELEMENTS.iter().map(|name| format!("<{name}>")));
    names.extend(groups.names.iter().map(|name| format!(".{name}")));
    names
}

/// The features of the pieces of one page.
pub(crate) struct Features<'a> {
    pieces: &'a [Piece],
    looks: Vec<Look>,
    around: Surroundings<'a>,
    said: &'a Said,
    page: Sums,
    paths: HashMap<u64, Sums>,
    texts: HashMap<&'a str, f32>,
    core: Option<Id>,
    title: Option<usize>,
    /// Units of running text and of all text before a piece.
    before: Vec<(f32, f32)>,
}

impl<'a> Features<'a> {
    pub(crate) fn new(
        tree: &'a Tree,
        pieces: &'a [Piece],
        groups: &'a Groups,
        said: &'a Said,
    ) -> Features<'a> {
        let mut features = Features {
            pieces,
            looks: pieces.iter().map(Look::of).collect(),
            around: Surroundings::new(tree, groups),
            said,
            page: Sums::default(),
            paths: HashMap::new(),
            texts: HashMap::new(),
            core: None,
            title: None,
            before: Vec::with_capacity(pieces.len()),
        };
        for (piece, look) in pieces.iter().zip(&features.looks) {
            let page = &mut features.page;
            features.before.push((page.running, page.units));
            page.add(look);
            features.around.add(piece.place, look);
            let path = features.around.paths[piece.place.index()];
            features.paths.entry(path).or_default().add(look);
            *features.texts.entry(&piece.text).or_default() += 1.0;
        }
        features.core = features.around.core(pieces, &features.page);
        let titles: Vec<usize> = (0..pieces.len())
            .filter(|at| features.is_title(*at))
            .collect();
        let heading = |at: &&usize| pieces[**at].kind == BlockKind::Heading;
        features.title = titles.iter().find(heading).or(titles.first()).copied();
        features
    }

    /// Writes the features of a piece.
    pub(crate) fn write(&self, at: usize, row: &mut Vec<f32>) {
        row.clear();
        self.text(at, row);
        self.place(at, row);
        self.page(at, row);
        self.sums(at, row);
        self.neighbours(at, row);
        let near = self.around.near(self.pieces[at].place);
        row.extend(near.iter().map(|levels| f32::from(*levels)));
    }

    /// Whether a piece stands on a button, or in an element that frames a page.
    pub(crate) fn is_frame(&self, at: usize) -> bool {
        let piece = &self.pieces[at];
        let frames = ["aside", "nav", "footer", "figure", "form"];
        let near = ELEMENTS.iter().zip(self.around.near(piece.place));
        let mut inside = near.filter(|(_, levels)| **levels < FAR);
        piece.control || inside.any(|(name, _)| frames.contains(name))
    }

    /// Whether a piece stands in an element that is called like what surrounds an article.
    pub(crate) fn is_named_frame(&self, at: usize) -> bool {
        let groups = &self.around.groups.names;
        let near = self.around.near(self.pieces[at].place);
        let mut near = groups.iter().zip(&near[ELEMENTS.len()..]);
        near.any(|(name, levels)| *levels < FAR && FRAMES.contains(&name.as_str()))
    }

    fn text(&self, at: usize, row: &mut Vec<f32>) {
        let (piece, look) = (&self.pieces[at], &self.looks[at]);
        let (mut all, mut commas, mut digits, mut capitals, mut stops, mut bars) =
            (0.0f32, 0.0, 0.0, 0.0, 0.0, 0.0);
        for letter in piece.text.chars() {
            all += 1.0;
            match letter {
                ',' | '、' | '،' => commas += 1.0,
                '.' | '!' | '?' | '。' => stops += 1.0,
                '|' | '©' | '@' | '/' | '•' | '·' => bars += 1.0,
                '0'..='9' => digits += 1.0,
                _ if letter.is_uppercase() => capitals += 1.0,
                _ => {}
            }
        }
        row.extend([
            kind(piece),
            element(self.around.tree, piece.place),
            look.units,
            all / look.units.max(1.0),
            look.links,
            truth(look.ends),
            truth(look.running),
        ]);
        row.extend([commas, digits, capitals, stops, bars].map(|count| count / all.max(1.0)));
        row.push(truth(piece.control));
    }

    fn place(&self, at: usize, row: &mut Vec<f32>) {
        let (running, units) = self.before[at];
        let own = if self.looks[at].running {
            self.looks[at].units
        } else {
            0.0
        };
        let mut behind = self.looks[at + 1..].iter().take(NEAR);
        let mut before = self.looks[..at].iter().rev().take(NEAR);
        let place = self.pieces[at].place;
        row.extend([
            at as f32 / self.pieces.len() as f32,
            units / self.page.units.max(1.0),
            running / self.page.running.max(1.0),
            (self.page.running - running - own) / self.page.running.max(1.0),
            behind.position(|look| look.running).unwrap_or(NEAR) as f32,
            before.position(|look| look.running).unwrap_or(NEAR) as f32,
            f32::from(self.around.depth[place.index()]),
        ]);
    }

    fn page(&self, at: usize, row: &mut Vec<f32>) {
        let piece = &self.pieces[at];
        let behind = |title: usize| (at as f32 - title as f32).clamp(-50.0, 50.0);
        let mut up = self.around.up(piece.place);
        let levels = self.core.and_then(|core| up.position(|node| node == core));
        let share = |core: Id| self.around.sums[core.index()].running / self.page.running.max(1.0);
        row.extend([
            truth(self.is_title(at)),
            self.title.map_or(-99.0, behind),
            self.described(&piece.text),
            self.stated(&piece.text),
            truth(!self.said.body.is_empty()),
            self.page.running.ln_1p(),
            self.page.runs,
            self.page.units.ln_1p(),
            self.page.links(),
            truth(levels.is_some()),
            levels.map_or(-1.0, |levels| levels as f32),
            self.core.map_or(0.0, share),
            self.texts[piece.text.as_str()].min(5.0),
        ]);
    }

    fn sums(&self, at: usize, row: &mut Vec<f32>) {
        let place = self.pieces[at].place;
        let parent = self.around.tree.parent(place);
        let path = |place: Id| self.around.paths[place.index()];
        let mut beside = Sums::default();
        for other in at.saturating_sub(BESIDE)..(at + BESIDE + 1).min(self.pieces.len()) {
            let other_place = self.pieces[other].place;
            if path(other_place) == path(place) && self.around.tree.parent(other_place) == parent {
                beside.add(&self.looks[other]);
            }
        }
        row.push(beside.pieces);
        let mut up = self.around.up(place);
        let mut last = place;
        let levels = std::array::from_fn::<_, 4, _>(|_| {
            last = up.next().unwrap_or(last);
            &self.around.sums[last.index()]
        });
        let sets = levels
            .into_iter()
            .chain([&self.paths[&path(place)], &beside]);
        for sums in sets {
            row.extend([
                sums.running / self.page.running.max(1.0),
                sums.running / sums.units.max(1.0),
                sums.links(),
                sums.runs.min(50.0),
                sums.pieces.min(100.0),
            ]);
        }
    }

    fn neighbours(&self, at: usize, row: &mut Vec<f32>) {
        for offset in OFFSETS {
            let other = at.checked_add_signed(offset);
            let Some(other) = other.filter(|other| *other < self.pieces.len()) else {
                row.extend([-1.0, -1.0, -1.0, 9.0]);
                continue;
            };
            let look = &self.looks[other];
            let apart = self.apart(self.pieces[at].place, self.pieces[other].place);
            row.extend([look.units, look.links, truth(look.running), apart]);
        }
    }

    /// Levels from a place up to the first element that also holds another.
    fn apart(&self, place: Id, other: Id) -> f32 {
        let (mut one, mut other) = (place, other);
        let depth = |node: Id| self.around.depth[node.index()];
        let mut levels = 0;
        while one != other && levels < APART {
            if depth(one) >= depth(other) {
                let Some(parent) = self.around.tree.parent(one) else {
                    break;
                };
                one = parent;
                levels += 1;
            } else {
                let Some(parent) = self.around.tree.parent(other) else {
                    break;
                };
                other = parent;
            }
        }
        levels as f32
    }

    fn is_title(&self, at: usize) -> bool {
        let text = &self.pieces[at].text;
        let longest = self.said.titles.iter().map(String::len).max();
        // No longer text is a part of one, whatever stands between its letters.
        if longest.is_none_or(|longest| text.len() > 3 * longest) {
            return false;
        }
        let bare = bare(text);
        let long = |title: &String| bare.len() * 2 > title.len();
        let mut titles = self.said.titles.iter();
        bare.len() > 8 && titles.any(|title| title.contains(&bare) && long(title))
    }

    /// How far a text is the page's description, where it has one: 1 for whole, 0.5 for its
    /// beginning.
    fn described(&self, text: &str) -> f32 {
        let description = &self.said.description;
        if description.is_empty() {
            return -1.0;
        }
        let bare = bare(text);
        if bare.len() > 10 && (description.contains(&bare) || bare.contains(description)) {
            return 1.0;
        }
        let head: String = bare.chars().take(40).collect();
        truth(bare.len() > 40 && description.contains(&head)) / 2.0
    }

    /// The share of a text that is in the body stated, where there is one.
    fn stated(&self, text: &str) -> f32 {
        if self.said.body.is_empty() {
            return -1.0;
        }
        let (mut all, mut found) = (0.0f32, 0.0);
        for group in triples(text) {
            all += 1.0;
            found += truth(self.said.body.contains(&group));
        }
        found / all.max(1.0)
    }
}

fn truth(truth: bool) -> f32 {
    f32::from(u8::from(truth))
}

fn kind(piece: &Piece) -> f32 {
    match piece.kind {
        BlockKind::Paragraph => 0.0,
        BlockKind::Item => 1.0,
        BlockKind::Quotation => 2.0,
        BlockKind::Heading => 3.0,
    }
}

/// The element directly around a piece: 1 to 6 for headings, other numbers for others.
fn element(tree: &Tree, place: Id) -> f32 {
    let Some(name) = tree.name(place) else {
        return 10.0;
    };
    match *name {
        local_name!("h1") => 1.0,
        local_name!("h2") => 2.0,
        local_name!("h3") => 3.0,
        local_name!("h4") => 4.0,
        local_name!("h5") => 5.0,
        local_name!("h6") => 6.0,
        local_name!("p") => 7.0,
        local_name!("li") => 8.0,
        local_name!("td") | local_name!("th") => 9.0,
        local_name!("div") => 10.0,
        local_name!("figcaption") => 12.0,
        _ => 11.0,
    }
}

/// Numbers for all groups of three words of a text, whatever their case; of a shorter one for all
/// its words.
pub(crate) fn triples(text: &str) -> impl Iterator<Item = u64> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let mut words = words.filter(|word| !word.is_empty()).map(hash);
    let step = |one: u64, two: u64| one.rotate_left(21).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ two;
    let [one, two, mut three] = [(); 3].map(|()| words.next());
    let mut last = (one.unwrap_or_default(), two.unwrap_or_default());
    let short = [one, two].into_iter().flatten().fold(0, step);
    let whole = (three.is_none() && short != 0).then_some(short);
    let groups = std::iter::from_fn(move || {
        let next = three?;
        let group = step(step(step(0, last.0), last.1), next);
        last = (last.1, next);
        three = words.next();
        Some(group)
    });
    whole.into_iter().chain(groups)
}

/// FNV-1a over a word in small letters.
fn hash(word: &str) -> u64 {
    let small = word.chars().flat_map(char::to_lowercase);
    small.fold(0xcbf2_9ce4_8422_2325, |hash, letter| {
        (hash ^ u64::from(letter)).wrapping_mul(0x100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rules;

    const PAGE: &str = "<nav class=topMenu><a href=/>Home</a></nav><div class=article-body>\
        <h1>Ministers meet over herring</h1><p>The ministers of both countries met for two hours.\
        <p>Nothing was signed, but both agreed to meet again.</div><p>Read <a>this</a> too";

    /// The features of a piece of [`PAGE`], by name.
    fn told(at: usize, said: &Said) -> HashMap<String, f32> {
        let groups = Groups::new(&Rules::built_in()).unwrap();
        let tree = Tree::parse(PAGE);
        let pieces = super::super::pieces::read(&tree, tree.root());
        let features = Features::new(&tree, &pieces, &groups, said);
        let mut row = vec![7.0];
        features.write(at, &mut row);
        let names = names(&groups);
        assert_eq!(names.len(), row.len());
        names.into_iter().zip(row).collect()
    }

    #[test]
    fn a_piece_is_told_by_its_looks_and_its_surroundings() {
        let text = told(2, &Said::default());
        for (name, expected) in [
            ("kind", 0.0),
            ("element", 7.0),
            ("units", 9.0),
            ("links", 0.0),
            ("running", 1.0),
            ("at", 0.4),
            ("running.before", 0.0),
            ("running.after", 0.5),
            ("next", 0.0),
            ("last", 10.0),
            ("core", 1.0),
            ("core.levels", 1.0),
            ("own.share", 0.5),
            ("parent.share", 1.0),
            ("path.runs", 2.0),
            ("siblings", 2.0),
            ("+1.units", 9.0),
            ("+1.apart", 1.0),
            ("-1.running", 0.0),
            (".body", 1.0),
            (".article", 1.0),
            ("<nav>", 12.0),
        ] {
            assert_eq!(text[name], expected, "{name}");
        }
        let menu = told(0, &Said::default());
        for (name, expected) in [
            ("links", 1.0),
            ("core", 0.0),
            ("<nav>", 0.0),
            (".nav", 0.0),
            (".body", 12.0),
            ("-1.units", -1.0),
            ("+2.apart", 1.0),
        ] {
            assert_eq!(menu[name], expected, "{name}");
        }
        assert_eq!(told(4, &Said::default())["links"], 4.0 / 11.0);
    }

    #[test]
    fn a_piece_is_compared_with_what_the_page_says_of_itself() {
        let said = Said {
            titles: vec![bare("Ministers meet over herring | Star")],
            description: bare("Nothing was signed, but both agreed to meet again."),
            body: triples("the ministers of both countries met").collect(),
        };
        let title = told(1, &said);
        assert_eq!((title["title"], title["behind.title"]), (1.0, 0.0));
        let first = told(2, &said);
        assert_eq!((first["title"], first["behind.title"]), (0.0, 1.0));
        // Four of its seven groups of three words are in the body stated.
        assert_eq!((first["stated"], first["description"]), (4.0 / 7.0, 0.0));
        assert_eq!(told(3, &said)["description"], 1.0);
        assert_eq!(told(0, &Said::default())["stated"], -1.0);
    }
}
