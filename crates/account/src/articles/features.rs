//! What is told of each line of a text that may have been saved from a web page, as numbers: what it
//! looks like, what stands around it, how it lies to the longest stretch of running text.
//!
//! The numbers are of no language, but for those about lines that the rules know.

use std::collections::HashMap;

use crate::model::{Block, Media};
use crate::pages::lines::is_heading;

use super::boilerplate::Hit;
use super::looks::{Core, Look, Sums, core, truth};

/// What is told of the line alone.
const OWN: [&str; 16] = [
    "kind", "units", "letters", "links", "ends", "running", "hit", "commas", "digits", "capitals",
    "titled", "stops", "bars", "quotes", "begins", "heading",
];

/// What is told of its place in the text, and of the text.
const PLACE: [&str; 26] = [
    "markdown",
    "at",
    "lines.before",
    "lines.after",
    "units.before",
    "running.before",
    "running.after",
    "next",
    "last",
    "page.running",
    "page.runs",
    "page.units",
    "page.lines",
    "page.links",
    "page.items",
    "page.density",
    "page.short",
    "last.heading",
    "repeated",
    "words",
    "hit.line",
    "hit.list",
    "hit.rest",
    "next.hit",
    "next.rest",
    "hits",
];

/// What is told of each core.
const CORE: [&str; 5] = ["from", "to", "share", "units", "inside"];

/// What a line that is no running text costs a stretch of lines, in units of running text: the core
/// is the stretch with the largest sum (Pasternack and Roth 2009: doi 10.1145/1526709.1526840).
const COSTS: [f32; 2] = [6.0, 18.0];

/// What is told of each of [`WINDOWS`].
const WINDOW: [&str; 5] = ["density", "units", "links", "items", "words"];

/// Lines before and behind one that are summed up.
const WINDOWS: [(usize, usize); 8] = [
    (1, 1),
    (3, 3),
    (7, 7),
    (15, 15),
    (4, 0),
    (0, 4),
    (10, 0),
    (0, 10),
];

/// What is told of each of [`OFFSETS`].
const NEIGHBOUR: [&str; 6] = ["units", "links", "running", "kind", "hit", "ends"];

/// The lines before and behind one.
const OFFSETS: [isize; 6] = [-3, -2, -1, 1, 2, 3];

/// Distances are told up to so many lines.
const FAR: usize = 50;

/// A word of so many letters says what a text is about.
const LONG: usize = 5;

/// The names of all features, in order.
#[must_use]
pub fn names() -> Vec<String> {
    let mut names: Vec<String> = OWN
        .iter()
        .chain(&PLACE)
        .map(|name| (*name).into())
        .collect();
    for cost in COSTS {
        names.extend(CORE.iter().map(|told| format!("core-{cost}.{told}")));
    }
    for (before, behind) in WINDOWS {
        names.extend(
            WINDOW
                .iter()
                .map(|told| format!("-{before}+{behind}.{told}")),
        );
    }
    for offset in OFFSETS {
        names.extend(NEIGHBOUR.iter().map(|told| format!("{offset:+}.{told}")));
    }
    names
}

/// The features of the lines of one text.
pub(crate) struct Features<'b> {
    blocks: &'b [Block],
    media: Media,
    looks: Vec<Look>,
    /// Sums over the lines before each, and over all.
    sums: Vec<Sums>,
    cores: [Core; COSTS.len()],
    /// How often each line stands in the text.
    texts: HashMap<&'b str, f32>,
    /// For each line the last one before it that the rules know, by how much it takes.
    last: Vec<[usize; 3]>,
}

impl<'b> Features<'b> {
    pub(crate) fn new(blocks: &'b [Block], hits: &[Hit], media: Media) -> Self {
        let looks: Vec<Look> = blocks
            .iter()
            .zip(hits)
            .map(|(block, hit)| Look::of(block, *hit))
            .collect();
        let mut sums = vec![Sums::default()];
        let mut last = Vec::with_capacity(looks.len());
        let mut texts: HashMap<&str, f32> = HashMap::with_capacity(looks.len());
        let mut seen = [usize::MAX; 3];
        for (at, look) in looks.iter().enumerate() {
            sums.push(sums[at].add(look));
            last.push(seen);
            if look.hit > 0.0 {
                seen[look.hit as usize - 1] = at;
            }
            *texts.entry(&blocks[at].text).or_default() += 1.0;
        }
        let cores = COSTS.map(|cost| core(&looks, cost));
        let mut features = Self {
            blocks,
            media,
            looks,
            sums,
            cores,
            texts,
            last,
        };
        features.add_words();
        features
    }

    /// Adds to the sums how many of the long words of each line other lines of the core have as well.
    fn add_words(&mut self) {
        let words = self.vocabulary();
        let (mut long_words, mut known) = (0.0, 0.0);
        for (at, block) in self.blocks.iter().enumerate() {
            for word in long(&block.text) {
                let line = words.get(word);
                long_words += 1.0;
                known += truth(line.is_some_and(|line| *line != Some(at)));
            }
            let sums = &mut self.sums[at + 1];
            (sums.long, sums.known) = (long_words, known);
        }
    }

    /// The long words of the running text in the wider core, with the line that each stands in; none
    /// where in several.
    fn vocabulary(&self) -> HashMap<&'b str, Option<usize>> {
        let mut known: HashMap<&str, Option<usize>> = HashMap::new();
        let core = self.cores[0];
        for at in core.start..core.end {
            if self.looks[at].running {
                for word in long(&self.blocks[at].text) {
                    let line = known.entry(word).or_insert(Some(at));
                    if *line != Some(at) {
                        *line = None;
                    }
                }
            }
        }
        known
    }

    /// Writes the features of a line.
    pub(crate) fn write(&self, at: usize, row: &mut Vec<f32>) {
        row.clear();
        self.own(at, row);
        self.place(at, row);
        for core in &self.cores {
            self.core(at, core, row);
        }
        for (before, behind) in WINDOWS {
            let (start, end) = (
                at.saturating_sub(before),
                (at + behind + 1).min(self.looks.len()),
            );
            let sums = self.sums[end].less(&self.sums[start]);
            let lines = (end - start) as f32;
            row.extend([
                sums.running / sums.units.max(1.0),
                sums.units / lines,
                sums.linked / sums.units.max(1.0),
                sums.items / lines,
                sums.known / sums.long.max(1.0),
            ]);
        }
        for offset in OFFSETS {
            let other = at.checked_add_signed(offset);
            match other.and_then(|other| self.looks.get(other)) {
                None => row.extend([-1.0; NEIGHBOUR.len()]),
                Some(look) => row.extend([
                    look.units,
                    look.links,
                    truth(look.running),
                    look.kind,
                    look.hit,
                    truth(look.ends),
                ]),
            }
        }
    }

    fn own(&self, at: usize, row: &mut Vec<f32>) {
        let (block, look) = (&self.blocks[at], &self.looks[at]);
        let (mut all, mut commas, mut digits, mut capitals, mut stops, mut bars, mut quotes) =
            (0.0f32, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for letter in block.text.chars() {
            all += 1.0;
            match letter {
                'a'..='z' | ' ' => {}
                ',' | '、' | '،' => commas += 1.0,
                '.' | '!' | '?' | '。' => stops += 1.0,
                '|' | '©' | '@' | '/' | '•' | '·' | '»' | '›' => bars += 1.0,
                '0'..='9' => digits += 1.0,
                '"' | '“' | '”' | '„' | '«' | '「' => quotes += 1.0,
                _ if letter.is_uppercase() => capitals += 1.0,
                _ => {}
            }
        }
        let mut words = 0.0f32;
        let mut titled = 0.0;
        for word in block.text.split(' ') {
            words += 1.0;
            titled += truth(word.starts_with(char::is_uppercase));
        }
        row.extend([
            look.kind,
            look.units,
            all / look.units.max(1.0),
            look.links,
            truth(look.ends),
            truth(look.running),
            look.hit,
        ]);
        row.extend([commas, digits, capitals].map(|count| count / all.max(1.0)));
        row.push(titled / words);
        row.extend([stops, bars, quotes].map(|count| count / all.max(1.0)));
        row.extend([begins(&block.text), truth(is_heading(&block.text))]);
    }

    fn place(&self, at: usize, row: &mut Vec<f32>) {
        let (before, page) = (&self.sums[at], &self.sums[self.looks.len()]);
        let through = &self.sums[at + 1];
        let lines = self.looks.len();
        let mut behind = self.looks[at + 1..].iter().take(FAR);
        let mut above = self.looks[..at].iter().rev().take(FAR);
        let mut headings = above.clone();
        let far = FAR as f32;
        row.extend([
            truth(self.media == Media::Markdown),
            at as f32 / lines as f32,
            (at as f32).min(far),
            ((lines - at - 1) as f32).min(far),
            before.units / page.units.max(1.0),
            before.running / page.running.max(1.0),
            (page.running - through.running) / page.running.max(1.0),
            behind.position(|look| look.running).unwrap_or(FAR) as f32,
            above.position(|look| look.running).unwrap_or(FAR) as f32,
            page.running.ln_1p(),
            page.runs.min(100.0),
            page.units.ln_1p(),
            (lines as f32).ln_1p(),
            page.linked / page.units.max(1.0),
            page.items / lines as f32,
            page.running / page.units.max(1.0),
            1.0 - page.runs / lines as f32,
            headings.position(|look| look.kind == 1.0).unwrap_or(FAR) as f32,
            self.texts[self.blocks[at].text.as_str()].min(5.0),
            self.known(at),
        ]);
        let since = |last: usize| {
            if last == usize::MAX {
                FAR
            } else {
                (at - last).min(FAR)
            }
        };
        row.extend(self.last[at].map(|last| since(last) as f32));
        let next = |least: f32| {
            let mut behind = self.looks[at + 1..].iter().take(FAR);
            behind.position(|look| look.hit >= least).unwrap_or(FAR) as f32
        };
        let (start, end) = (at.saturating_sub(5), (at + 6).min(lines));
        row.extend([
            next(1.0),
            next(3.0),
            self.sums[end].less(&self.sums[start]).hits,
        ]);
    }

    /// The share of a line's long words that other lines of the core have as well.
    fn known(&self, at: usize) -> f32 {
        let own = self.sums[at + 1].less(&self.sums[at]);
        if own.long == 0.0 {
            -1.0
        } else {
            own.known / own.long
        }
    }

    fn core(&self, at: usize, core: &Core, row: &mut Vec<f32>) {
        let far = FAR as f32;
        let sums = self.sums[core.end].less(&self.sums[core.start]);
        let page = &self.sums[self.looks.len()];
        row.extend([
            (at as f32 - core.start as f32).clamp(-far, far),
            (core.end as f32 - 1.0 - at as f32).clamp(-far, far),
            sums.running / page.running.max(1.0),
            sums.running.ln_1p(),
            truth((core.start..core.end).contains(&at)),
        ]);
    }
}

/// The long words of a text.
fn long(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| word.len() >= LONG)
}

/// What a text begins with.
fn begins(text: &str) -> f32 {
    match text.chars().next() {
        Some(letter) if letter.is_lowercase() => 0.0,
        Some(letter) if letter.is_uppercase() => 1.0,
        Some(letter) if letter.is_numeric() => 2.0,
        Some(letter) if letter.is_alphabetic() => 3.0,
        Some('"' | '“' | '„' | '«' | '\'' | '‘' | '「') => 4.0,
        _ => 5.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::articles::boilerplate::Takes;
    use crate::model::BlockKind;

    fn block(text: &str, kind: BlockKind) -> Block {
        Block {
            kind,
            text: text.to_owned(),
            linked: 0,
        }
    }

    #[test]
    fn every_line_has_a_number_for_each_name_and_knows_the_core() {
        let running = "The ministers of both countries met on Thursday in the old harbour town.";
        let blocks = [
            block("Menu", BlockKind::Item),
            block(running, BlockKind::Paragraph),
            block("Harbour", BlockKind::Heading),
            block(&running.replace("harbour", "fishing"), BlockKind::Paragraph),
            block("Comments", BlockKind::Paragraph),
        ];
        let hits = [None, None, None, None, Some(("comments", Takes::Rest))];
        let features = Features::new(&blocks, &hits, Media::Text);
        let names = names();
        let told = |at: usize, name: &str| {
            let mut row = Vec::new();
            features.write(at, &mut row);
            assert_eq!(row.len(), names.len());
            row[names.iter().position(|known| known == name).unwrap()]
        };
        assert_eq!(
            [0, 1, 2, 3, 4].map(|at| told(at, "core-6.inside")),
            [0.0, 1.0, 1.0, 1.0, 0.0]
        );
        assert_eq!((told(0, "core-6.from"), told(4, "core-6.to")), (-1.0, -1.0));
        assert_eq!(
            (told(0, "next"), told(2, "last"), told(4, "hit")),
            (0.0, 0.0, 3.0)
        );
        assert_eq!((told(3, "next.rest"), told(0, "next.rest")), (0.0, 3.0));
        // "harbour" stands in the first paragraph alone, "ministers" in both.
        assert!(told(1, "words") > 0.5 && told(1, "words") < 1.0);
        assert_eq!((told(0, "-1.units"), told(1, "-1.units")), (-1.0, 1.0));
    }
}
