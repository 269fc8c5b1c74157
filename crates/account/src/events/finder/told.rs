//! What is told of two who stand in one sentence: the words around them, the way from one to the
//! other in the tree with the senses of the words on it, who else stands between, what the rules read.
//!
//! The words of the sentence tell the same of every two in it and are counted once.

use std::ops::Range;

use super::super::pairs::{Senses, ways};
use super::super::scene::Scene;
use super::super::tree::Tree;
use super::weights::Sink;
use crate::model::*;

/// What counts more than a word: senses, frames, and how the two stand to the others.
const SENSE: f32 = 2.0;
const FRAME: f32 = 2.5;

/// Small numbers as words; what is larger counts as the last.
const NUMBERS: [&str; 8] = ["0", "1", "2", "3", "4", "5", "6", "7"];

/// Steps up from where two meet that are looked at.
const ABOVE: usize = 3;

/// Words, senses and labels of an article's tokens, made once.
#[derive(Debug)]
pub(super) struct Labels<'s> {
    words: Vec<String>,
    senses: Vec<Vec<&'s str>>,
    deps: Vec<String>,
    kinds: Vec<Option<NameKind>>,
}

impl<'s> Labels<'s> {
    pub(super) fn new(parse: &Parse, tree: &Tree<'_>, senses: &'s Senses) -> Self {
        let mut kinds = vec![None; parse.tokens.len()];
        for name in &parse.names {
            for n in name.tokens.clone() {
                if let Some(slot) = kinds.get_mut(n as usize) {
                    *slot = Some(name.kind);
                }
            }
        }
        Self {
            words: super::super::pairs::words(parse),
            senses: (0..tree.len()).map(|n| senses.of(tree, n)).collect(),
            deps: (parse.tokens.iter())
                .map(|token| format!("{:?}", token.dep))
                .collect(),
            kinds,
        }
    }

    pub(super) fn word(&self, n: u32) -> &str {
        &self.words[n as usize]
    }

    pub(super) fn dep(&self, n: u32) -> &str {
        &self.deps[n as usize]
    }

    pub(super) fn senses(&self, n: u32) -> &[&'s str] {
        &self.senses[n as usize]
    }
}

impl Labels<'_> {
    /// Whether a word has a sense of an event's type.
    pub(super) fn names_type(&self, n: u32, kind: EventType) -> bool {
        let class = match kind {
            EventType::Concede | EventType::Retreat => super::super::YIELD,
            kind => kind.as_str(),
        };
        self.senses(n).iter().any(|sense| {
            let wide = sense
                .strip_prefix("wide.")
                .and_then(|sense| sense.split('.').next());
            wide.is_some_and(|wide| wide.eq_ignore_ascii_case(class))
        })
    }
}

/// A mention that may be a party, and how it is counted.
#[derive(Debug)]
pub(super) struct Side<'a> {
    pub(super) mention: &'a Mention,
    /// What kind of mention of what kind of entity it is.
    kind: String,
    /// As what the language model marks it.
    name: String,
}

/// A sentence with those who can act in it.
pub(super) struct Told<'a> {
    scene: &'a Scene<'a>,
    labels: &'a Labels<'a>,
    tokens: Range<u32>,
    pub(super) sides: Vec<Side<'a>>,
}

/// The two whom something is told of: their positions among the sides.
pub(super) type Two = [usize; 2];

/// What the rules read where two are parties.
#[derive(Debug)]
pub(super) struct Read<'e> {
    pub(super) event: &'e Event,
    pub(super) kind: EventType,
    /// How well the two are its parties: 0 is best.
    pub(super) fit: u32,
}

pub(super) const PARTIES: [&str; 2] = ["A", "R"];

impl<'a> Told<'a> {
    /// The first `most` who can act in a sentence.
    pub(super) fn new(
        scene: &'a Scene<'a>,
        labels: &'a Labels<'a>,
        tokens: Range<u32>,
        most: usize,
    ) -> Self {
        let heads = tokens.clone().filter_map(|n| scene.mention(n));
        let side = |mention: &'a Mention| {
            let entity = &scene.told.mentions.entities[mention.entity.0 as usize];
            Side {
                mention,
                kind: format!("{:?} {:?}", mention.kind, entity.kind),
                name: format!("{:?}", labels.kinds[mention.head.0 as usize]),
            }
        };
        let sides = heads.take(most).map(side).collect();
        Self {
            scene,
            labels,
            tokens,
            sides,
        }
    }

    /// The words of the sentence, and each two that follow each other.
    pub(super) fn sentence(&self, sink: &mut impl Sink) {
        let words = &self.labels.words[self.tokens.start as usize..self.tokens.end as usize];
        for word in words {
            sink.add(&["word", word], 1.0);
        }
        for two in words.windows(2) {
            sink.add(&["words", &two[0], &two[1]], 1.0);
        }
    }

    /// Everything that is told of two of the sides.
    pub(super) fn pair(&self, two: Two, read: Option<&Read<'_>>, sink: &mut impl Sink) {
        let sides = two.map(|at| self.sides[at].mention.tokens.clone());
        let (ways, meet) = ways(&self.scene.tree, &sides);
        self.beside(&sides, sink);
        self.place(two, sink);
        self.way(&ways, meet, sink);
        self.frame(&ways, meet, sink);
        if let Some(read) = read {
            let kind = read.kind.as_str();
            let fit = NUMBERS[read.fit.min(7) as usize];
            sink.add(&["rule-type", kind], 2.0);
            sink.add(&["rule", &read.event.rule], 1.0);
            sink.add(&["rule-fit", kind, fit], 1.0);
        }
    }

    /// The words before, between and behind the two.
    fn beside(&self, sides: &[Range<u32>; 2], sink: &mut impl Sink) {
        let [actor, recipient] = sides;
        let first = actor.start <= recipient.start;
        let gap = match first {
            true => actor.end..recipient.start,
            false => recipient.end..actor.start,
        };
        for n in gap {
            sink.add(&["between", self.labels.word(n)], 1.0);
        }
        sink.add(&["first", if first { "A" } else { "R" }], 1.0);
        for (party, side) in PARTIES.into_iter().zip(sides) {
            let before = side
                .start
                .checked_sub(1)
                .filter(|n| self.tokens.contains(n));
            let behind = Some(side.end).filter(|n| self.tokens.contains(n));
            sink.add(
                &["before", party, before.map_or("", |n| self.labels.word(n))],
                1.0,
            );
            sink.add(
                &["behind", party, behind.map_or("", |n| self.labels.word(n))],
                1.0,
            );
        }
    }

    /// How the two stand to all others who can act.
    fn place(&self, two: Two, sink: &mut impl Sink) {
        for (party, at) in PARTIES.into_iter().zip(two) {
            sink.add(&["at", party, NUMBERS[at.min(4)]], FRAME);
        }
        let gap = NUMBERS[two[0].abs_diff(two[1]).min(4)];
        let order = if two[0] < two[1] { "A" } else { "R" };
        sink.add(&["gap", order, gap], FRAME);
        sink.add(&["all", NUMBERS[self.sides.len().min(7)]], FRAME);
    }

    /// Of what kind one of the two is, whoever the other may be; `party` says which of the two.
    pub(super) fn alone(&self, party: &str, at: usize, sink: &mut impl Sink) {
        let tree = &self.scene.tree;
        let side = &self.sides[at];
        let head = side.mention.head.0;
        sink.add(&["kind", party, &side.kind], FRAME);
        sink.add(&["name", party, &side.name], SENSE);
        sink.add(&["tag", party, &tree.token(head).tag], FRAME);
        let prep = tree.head(head).filter(|_| tree.dep(head) == Dep::Pobj);
        let Some(prep) = prep else { return };
        let lower = tree.lower(prep);
        sink.add(&["prep", party, lower], FRAME);
        sink.add(&["prep", party, lower, &side.kind], FRAME);
        let Some(above) = tree.head(prep) else {
            return;
        };
        let verb = if tree.is_verb(above) { "verb" } else { "noun" };
        sink.add(&["prep", party, lower, verb, &side.kind], FRAME);
        for sense in self.labels.senses(above) {
            sink.add(&["prep", party, lower, sense], FRAME);
        }
    }

    /// The way from each to where both meet.
    fn way(&self, ways: &[Vec<u32>; 2], meet: Option<u32>, sink: &mut impl Sink) {
        let labels = self.labels;
        let deps = ways.each_ref().map(|way| -> Vec<&str> {
            let below = way.split_last().map_or(&[][..], |(_, below)| below);
            below.iter().map(|n| labels.dep(*n)).collect()
        });
        let first = |way: &[&'a str]| way.first().copied().unwrap_or("");
        let last = |way: &[&'a str]| way.last().copied().unwrap_or("");
        let [actor, recipient] = &deps;
        sink.add(&["deps", &actor.join("/"), &recipient.join("/")], 1.0);
        sink.add(&["ends", first(actor), first(recipient)], 1.0);
        sink.add(
            &["steps", NUMBERS[(ways[0].len() + ways[1].len()).min(7)]],
            1.0,
        );
        if let Some(meet) = meet {
            let word = labels.word(meet);
            sink.add(&["meet", word], 1.0);
            sink.add(&["meet", last(actor), word, last(recipient)], 1.0);
            for sense in labels.senses(meet) {
                sink.add(&["sense-meet", sense], SENSE);
            }
        }
        for (party, way) in PARTIES.into_iter().zip(ways) {
            if let Some(top) = way.first() {
                let above = self.scene.tree.head(*top).unwrap_or(*top);
                let dep = labels.dep(*top);
                sink.add(&["top", party, dep], 1.0);
                sink.add(&["head", party, dep, labels.word(above)], 1.0);
            }
            for n in way.iter().skip(1) {
                sink.add(&["way", party, labels.word(*n)], 1.0);
                for sense in labels.senses(*n) {
                    sink.add(&["sense", party, sense], SENSE);
                }
            }
            self.through(party, way, sink);
        }
    }

    /// How many verbs, nouns and others who can act the way of one goes through.
    fn through(&self, party: &str, way: &[u32], sink: &mut impl Sink) {
        let tree = &self.scene.tree;
        let count = |wanted: &dyn Fn(u32) -> bool| {
            let found = way.iter().skip(1).filter(|n| wanted(**n)).count();
            NUMBERS[found.min(3)]
        };
        let others = count(&|n| self.scene.mention(n).is_some());
        sink.add(&["through", party, others], FRAME);
        sink.add(&["verbs", party, count(&|n| tree.is_verb(n))], FRAME);
        sink.add(&["nouns", party, count(&|n| tree.is_noun(n))], FRAME);
    }

    /// The word where both meet, with the place of each below it.
    fn frame(&self, ways: &[Vec<u32>; 2], meet: Option<u32>, sink: &mut impl Sink) {
        let Some(meet) = meet else { return };
        let tree = &self.scene.tree;
        let [actor, recipient] = ways.each_ref().map(|way| self.branch(way));
        let voice = if tree.is_passive(meet) {
            "passive"
        } else {
            "active"
        };
        sink.add(&["frame", voice, &actor, &recipient], FRAME);
        for sense in self.labels.senses(meet) {
            sink.add(&["frame", voice, &actor, &recipient, sense], FRAME);
            sink.add(&["frame-A", voice, &actor, sense], FRAME);
            sink.add(&["frame-R", voice, &recipient, sense], FRAME);
        }
        for way in ways {
            for n in way.iter().skip(1).filter(|n| **n != meet) {
                for sense in self.labels.senses(*n) {
                    sink.add(&["over", &actor, &recipient, sense], FRAME);
                }
            }
        }
        let root = if tree.head(meet).is_none() {
            "root"
        } else {
            "below"
        };
        let verb = if tree.is_verb(meet) { "verb" } else { "noun" };
        sink.add(&["stands", root, self.labels.dep(meet), verb], FRAME);
        for n in tree.above(meet).take(ABOVE) {
            sink.add(&["under", self.labels.word(n)], FRAME);
        }
    }

    /// The relation of the word just below the one where both meet; a preposition by its word.
    fn branch(&self, way: &[u32]) -> String {
        let tree = &self.scene.tree;
        match way.len().checked_sub(2).map(|at| way[at]) {
            None => "self".to_owned(),
            Some(n) if tree.dep(n) == Dep::Prep => format!("prep-{}", tree.lower(n)),
            Some(n) => self.labels.dep(n).to_owned(),
        }
    }
}
