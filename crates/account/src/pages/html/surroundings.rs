//! What stands around a piece of text: the elements that hold it, how they are called, and how much
//! running text is in them.

use std::collections::{BTreeMap, HashMap};

use html5ever::local_name;
use serde::Deserialize;

use crate::model::BlockKind;
use crate::rules::{RuleError, Rules};

use super::super::fields::parts;
use super::pieces::Piece;
use super::tree::{Id, Tree};

const RULES: &str = "pages/parts.toml";

/// Elements whose nearness counts; some go together.
pub(crate) const ELEMENTS: [&str; 12] = [
    "article",
    "main",
    "aside",
    "nav",
    "footer",
    "header",
    "figure",
    "form",
    "table",
    "list",
    "blockquote",
    "section",
];

/// Levels from which on nothing counts as near.
pub(crate) const FAR: u8 = 12;

/// The most names in one attribute that are looked at.
const MOST_NAMES: usize = 12;

/// What parts of names stand for: a set of groups, as the bits of a number, by the part.
#[derive(Debug, Default)]
pub(crate) struct Groups {
    pub(crate) names: Vec<String>,
    parts: HashMap<String, u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    groups: BTreeMap<String, Vec<String>>,
}

impl Groups {
    /// The groups of the rules.
    pub(crate) fn new(rules: &Rules) -> Result<Groups, RuleError> {
        let file: File =
            toml::from_str(rules.file(RULES)).map_err(|error| RuleError::new(RULES, error))?;
        if file.groups.len() > u32::BITS as usize {
            return Err(RuleError::new(RULES, "at most 32 groups expected"));
        }
        let mut all = Groups::default();
        for (at, (name, parts)) in file.groups.into_iter().enumerate() {
            for part in parts {
                *all.parts.entry(part).or_default() |= 1 << at;
            }
            all.names.push(name);
        }
        Ok(all)
    }

    fn of(&self, names: &str) -> u32 {
        let names = names.split_whitespace().take(MOST_NAMES);
        let known = |part: &str| match part.contains(char::is_uppercase) {
            true => self.parts.get(&part.to_lowercase()),
            false => self.parts.get(part),
        };
        let bits = names.flat_map(parts).filter_map(known);
        bits.fold(0, |all, bits| all | bits)
    }
}

/// What a piece of text looks like.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    /// Words; of scripts that part none, every second character.
    pub(crate) units: f32,
    /// The share of it that stands in links.
    pub(crate) links: f32,
    /// Whether it ends where a sentence ends.
    pub(crate) ends: bool,
    /// Whether it looks like running text.
    pub(crate) running: bool,
}

impl Look {
    pub(crate) fn of(piece: &Piece) -> Look {
        let units = units(&piece.text);
        let links = piece.linked as f32 / piece.length.max(1) as f32;
        let ends = ends(&piece.text);
        let running = !piece.control
            && piece.kind != BlockKind::Heading
            && links < 0.3
            && units >= 8.0
            && (ends || units >= 25.0);
        Look {
            units,
            links,
            ends,
            running,
        }
    }
}

/// Words; of scripts that part none, every second character.
pub(crate) fn units(text: &str) -> f32 {
    let words = text.split_whitespace().count();
    let wide = text.chars().filter(|letter| is_wide(*letter)).count();
    (words as f32).max(wide as f32 / 2.0)
}

/// Whether a letter is of a script that parts no words: from the radicals of CJK on, but for
/// specials.
pub(crate) fn is_wide(letter: char) -> bool {
    ('\u{2e80}'..='\u{fffd}').contains(&letter)
}

/// Whether a text ends where a sentence ends.
pub(crate) fn ends(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '”', '“', '’', '\'', ')', '»', ']', ' ', '」']);
    text.ends_with(['.', '!', '?', ':', '…', ';', '。', '！', '？', '।'])
}

/// Sums over the pieces in an element, or of some kind.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sums {
    pub(crate) units: f32,
    pub(crate) linked: f32,
    /// Units of running text, and the pieces that are such.
    pub(crate) running: f32,
    pub(crate) runs: f32,
    pub(crate) pieces: f32,
}

impl Sums {
    pub(crate) fn add(&mut self, look: &Look) {
        self.units += look.units;
        self.linked += look.units * look.links;
        self.pieces += 1.0;
        if look.running {
            self.running += look.units;
            self.runs += 1.0;
        }
    }

    /// The share of these that stands in links.
    pub(crate) fn links(&self) -> f32 {
        self.linked / self.units.max(1.0)
    }
}

/// The elements around all pieces of a page.
pub(crate) struct Surroundings<'a> {
    pub(crate) tree: &'a Tree,
    pub(crate) groups: &'a Groups,
    /// Levels up to the nearest of [`ELEMENTS`] and of the groups, by element.
    near: Vec<Vec<u8>>,
    pub(crate) sums: Vec<Sums>,
    pub(crate) depth: Vec<u16>,
    /// A number for the elements and classes from the top down to an element.
    pub(crate) paths: Vec<u64>,
    /// Groups of names that the page gives again and again.
    known: HashMap<&'a str, u32>,
}

impl<'a> Surroundings<'a> {
    pub(crate) fn new(tree: &'a Tree, groups: &'a Groups) -> Surroundings<'a> {
        Surroundings {
            tree,
            groups,
            near: vec![Vec::new(); tree.len()],
            sums: vec![Sums::default(); tree.len()],
            depth: vec![0; tree.len()],
            paths: vec![0; tree.len()],
            known: HashMap::new(),
        }
    }

    /// Adds a piece, and looks at the elements around it that no other piece has shown yet.
    pub(crate) fn add(&mut self, place: Id, look: &Look) {
        let new = self
            .up(place)
            .take_while(|node| self.near(*node).is_empty());
        let new: Vec<Id> = new.collect();
        for node in new.into_iter().rev() {
            self.look(node);
        }
        let tree = self.tree;
        for node in tree.up(place) {
            self.sums[node.index()].add(look);
        }
    }

    /// A node and all around it, outwards.
    pub(crate) fn up(&self, node: Id) -> impl Iterator<Item = Id> + use<'a> {
        self.tree.up(node)
    }

    /// Levels up to the nearest of [`ELEMENTS`] and of the groups.
    pub(crate) fn near(&self, node: Id) -> &[u8] {
        &self.near[node.index()]
    }

    /// Looks at an element inside one that was looked at.
    fn look(&mut self, node: Id) {
        let parent = self.tree.parent(node);
        let mut near = match parent {
            Some(parent) => {
                let above = self.near(parent).iter();
                above.map(|levels| (levels + 1).min(FAR)).collect()
            }
            None => vec![FAR; ELEMENTS.len() + self.groups.names.len()],
        };
        if let Some(element) = element(self.tree, node) {
            near[element] = 0;
        }
        let groups = self.groups_of(node);
        for group in 0..self.groups.names.len() {
            if groups >> group & 1 == 1 {
                near[ELEMENTS.len() + group] = 0;
            }
        }
        self.near[node.index()] = near;
        let above = parent.map_or((0, 0), |parent| {
            let depth = self.depth[parent.index()].saturating_add(1);
            (depth, self.paths[parent.index()])
        });
        self.depth[node.index()] = above.0;
        self.paths[node.index()] = path(self.tree, node, above.1);
    }

    /// The groups of an element's names; those of the whole page tell nothing.
    fn groups_of(&mut self, node: Id) -> u32 {
        let top = |name: &_| matches!(*name, local_name!("body") | local_name!("html"));
        if self.tree.name(node).is_none_or(top) {
            return 0;
        }
        let names = ["class", "id", "role", "itemprop"].into_iter();
        let names = names.filter_map(|name| self.tree.attribute(node, name));
        let groups = names.map(|names| {
            let known = self.known.entry(names);
            *known.or_insert_with(|| self.groups.of(names))
        });
        groups.fold(0, |all, groups| all | groups)
    }

    /// The innermost element that holds more than half of the running text.
    pub(crate) fn core(&self, pieces: &[Piece], page: &Sums) -> Option<Id> {
        let enough = |node: &Id| self.sums[node.index()].running > page.running * 0.55;
        let places = pieces.iter().map(|piece| piece.place);
        let holds = places.filter_map(|place| self.up(place).find(enough));
        // Of several as deep, the first; the others hold it or are it.
        holds.reduce(|one, other| {
            let deeper = self.depth[other.index()] > self.depth[one.index()];
            if deeper { other } else { one }
        })
    }
}

/// Which of [`ELEMENTS`] an element is.
fn element(tree: &Tree, node: Id) -> Option<usize> {
    Some(match *tree.name(node)? {
        local_name!("article") => 0,
        local_name!("main") => 1,
        local_name!("aside") => 2,
        local_name!("nav") => 3,
        local_name!("footer") => 4,
        local_name!("header") => 5,
        local_name!("figure") | local_name!("figcaption") => 6,
        local_name!("form") | local_name!("dialog") => 7,
        local_name!("table") => 8,
        local_name!("ul") | local_name!("ol") | local_name!("dl") => 9,
        local_name!("blockquote") => 10,
        local_name!("section") => 11,
        _ => return None,
    })
}

/// A number for the element and its classes below a path; digits, which count things, are left out.
fn path(tree: &Tree, node: Id, above: u64) -> u64 {
    // FNV-1a, with a step between the words.
    let add = |hash: u64, text: &str| {
        let bytes = text.bytes().filter(|byte| !byte.is_ascii_digit());
        let hash = bytes.fold(hash, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
        });
        hash.rotate_left(5).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    };
    let name = tree.name(node).map_or("", |name| name);
    let class = tree.attribute(node, "class").unwrap_or_default();
    add(add(above, name), class)
}
