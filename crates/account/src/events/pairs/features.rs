//! What is told of two parties of a sentence, in numbers: the words and senses around them and on
//! the way between them in the tree, the modality of the verbs there, and what the rules say.
//!
//! Names of people, places and organisations count as such and not as words, so that nothing is
//! learned of who is in the news.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::super::tree::{Tree, within};
use super::Rated;
use super::senses::Senses;
use crate::model::*;

/// What counts beside the words, of which there are many: senses and modality.
const SENSES: f32 = 2.0;

/// Relations of words that say what a verb on the way does.
const BESIDE: [Dep; 10] = [
    Dep::Neg,
    Dep::Aux,
    Dep::Prt,
    Dep::Xcomp,
    Dep::Dobj,
    Dep::Ccomp,
    Dep::Prep,
    Dep::Acomp,
    Dep::Mark,
    Dep::Advmod,
];

/// Verbs that say that something is not done yet.
const MODAL: [&str; 10] = [
    "will", "would", "shall", "could", "may", "might", "can", "should", "must", "ought",
];

/// Features by their names.
pub type Features = BTreeMap<String, f32>;

/// Two parties in their sentence.
struct Pair<'a> {
    tree: &'a Tree<'a>,
    /// The tokens of each party.
    sides: [Range<u32>; 2],
    /// The token of each that all its others hang on, and those above it up to where both meet.
    ways: [Vec<u32>; 2],
    meet: Option<u32>,
    /// How each token counts as a word.
    words: Vec<String>,
    /// What each token that is in no party can tell.
    senses: Vec<Vec<&'a str>>,
    found: Features,
}

/// All features, scaled to the length 1.
pub(super) fn features(
    parse: &Parse,
    tree: &Tree<'_>,
    senses: &Senses,
    spans: [Span; 2],
    rated: Option<&Rated<'_>>,
) -> Features {
    let sides = spans.map(|span| within(&parse.tokens, span));
    let mut pair = Pair::new(parse, tree, senses, sides);
    pair.sentence();
    pair.between();
    pair.way();
    pair.told_by_senses();
    pair.modality();
    pair.parties(parse, senses);
    let mut found = pair.found;
    if let Some(rated) = rated {
        rules(rated, &mut found);
    }
    let length = found
        .values()
        .map(|value| value * value)
        .sum::<f32>()
        .sqrt();
    found.values_mut().for_each(|value| *value /= length);
    found
}

/// The token of each party that all its others hang on with those above it as far as both meet, and
/// where they do.
pub(in crate::events) fn ways(
    tree: &Tree<'_>,
    sides: &[Range<u32>; 2],
) -> ([Vec<u32>; 2], Option<u32>) {
    let ups = sides.each_ref().map(|side| -> Vec<u32> {
        let top = tree.top(side);
        let above = top.into_iter().flat_map(|top| tree.above(top));
        top.into_iter().chain(above).collect()
    });
    let meet = ups[0].iter().copied().find(|at| ups[1].contains(at));
    let ways = ups.map(|up| {
        let end = meet.and_then(|meet| up.iter().position(|at| *at == meet));
        up[..end.map_or(up.len(), |end| end + 1)].to_vec()
    });
    (ways, meet)
}

/// What the rules say of the two.
fn rules(rated: &Rated<'_>, found: &mut Features) {
    let kind = rated.kind.as_str();
    found.insert(format!("rule-type {kind}"), 2.0);
    found.insert(format!("rule-status {kind} {:?}", rated.event.status), 1.0);
    found.insert(format!("rule {}", rated.event.rule), 1.0);
    found.insert(format!("rule-fit {kind} {}", rated.fit), 1.0);
}

impl<'a> Pair<'a> {
    fn new(
        parse: &Parse,
        tree: &'a Tree<'a>,
        senses: &'a Senses,
        sides: [Range<u32>; 2],
    ) -> Pair<'a> {
        let (ways, meet) = ways(tree, &sides);
        let mut pair = Pair {
            tree,
            sides,
            ways,
            meet,
            words: words(parse),
            senses: Vec::new(),
            found: Features::new(),
        };
        for n in 0..tree.len() {
            let own = pair.side(n);
            if let Some(side) = own {
                pair.words[n as usize] = ["<A>", "<R>"][side].to_owned();
            }
            let known = if own.is_none() {
                senses.of(tree, n)
            } else {
                Vec::new()
            };
            pair.senses.push(known);
        }
        pair
    }

    /// The party that a token belongs to.
    fn side(&self, n: u32) -> Option<usize> {
        self.sides.iter().position(|side| side.contains(&n))
    }

    fn add(&mut self, name: String, value: f32) {
        self.found.insert(name, value);
    }

    /// The words of the sentence, and each two that follow each other; a party is one word.
    fn sentence(&mut self) {
        let mut words = self.words.clone();
        words.dedup_by(|next, word| next == word && word.starts_with('<'));
        for word in &words {
            self.add(format!("word {word}"), 1.0);
        }
        for two in words.windows(2) {
            self.add(format!("words {} {}", two[0], two[1]), 1.0);
        }
    }

    /// The words between the parties, and which comes first.
    fn between(&mut self) {
        let [actor, recipient] = self.sides.clone();
        let first = actor.start <= recipient.start;
        let gap = match first {
            true => actor.end..recipient.start,
            false => recipient.end..actor.start,
        };
        for n in gap {
            self.add(format!("between {}", self.words[n as usize]), 1.0);
        }
        self.add(format!("first {}", if first { "A" } else { "R" }), 1.0);
    }

    /// The way from each party to where both meet.
    fn way(&mut self) {
        let ways = self.ways.clone();
        let deps = |way: &[u32]| -> Vec<String> {
            let below = way.split_last().map_or(way, |(_, below)| below);
            below
                .iter()
                .map(|n| format!("{:?}", self.tree.dep(*n)))
                .collect()
        };
        let [actor, recipient] = [deps(&ways[0]), deps(&ways[1])];
        let last = |way: &[String]| way.last().cloned().unwrap_or_default();
        let meet = self.meet.map(|meet| self.words[meet as usize].clone());
        let mut names = vec![
            format!("deps {} {}", actor.join("/"), recipient.join("/")),
            format!(
                "ends {} {}",
                actor.first().unwrap_or(&String::new()),
                recipient.first().unwrap_or(&String::new())
            ),
            format!("steps {}", (ways[0].len() + ways[1].len()).min(8)),
        ];
        if let Some(meet) = meet {
            names.push(format!("meet {meet}"));
            names.push(format!("meet {} {meet} {}", last(&actor), last(&recipient)));
        }
        for (side, way) in ["A", "R"].into_iter().zip(&ways) {
            for n in way.iter().skip(1) {
                names.push(format!("way-{side} {}", self.words[*n as usize]));
            }
            if let Some(top) = way.first() {
                let above = self.tree.head(*top).unwrap_or(*top);
                let dep = self.tree.dep(*top);
                names.push(format!("top-{side} {dep:?}"));
                names.push(format!(
                    "head-{side} {dep:?} {}",
                    self.words[above as usize]
                ));
            }
        }
        for n in self.on_the_way() {
            for child in self.tree.by_dep(n, &BESIDE) {
                let (own, other) = (&self.words[n as usize], &self.words[child as usize]);
                let dep = self.tree.dep(child);
                names.push(format!("beside {own} {dep:?} {other}"));
                names.push(format!("beside {dep:?} {other}"));
            }
        }
        for name in names {
            self.add(name, 1.0);
        }
    }

    /// The tokens above the parties as far as both meet.
    fn on_the_way(&self) -> BTreeSet<u32> {
        let above = self.ways.iter().flat_map(|way| way.iter().skip(1));
        above.copied().collect()
    }

    /// The senses of all words, of those on the way, and of what hangs on these.
    fn told_by_senses(&mut self) {
        let mut found: Vec<(String, f32)> = Vec::new();
        let mut counts: BTreeMap<&str, f32> = BTreeMap::new();
        for sense in self.senses.iter().flatten() {
            *counts.entry(sense).or_default() += 0.5;
        }
        for (sense, count) in counts {
            found.push((format!("sense {sense}"), count));
        }
        for (side, way) in ["A", "R"].into_iter().zip(&self.ways) {
            for sense in way.iter().skip(1).flat_map(|n| &self.senses[*n as usize]) {
                found.push((format!("sense-{side} {sense}"), 1.0));
            }
        }
        for sense in self.meet.into_iter().flat_map(|n| &self.senses[n as usize]) {
            found.push((format!("sense-meet {sense}"), 1.0));
        }
        for n in self.on_the_way() {
            let own = &self.senses[n as usize];
            for child in self.tree.children(n) {
                let dep = self.tree.dep(*child);
                for sense in &self.senses[*child as usize] {
                    found.push((format!("sense-below {dep:?} {sense}"), 1.0));
                }
                let inner = self.tree.children(*child).iter();
                for sense in inner.flat_map(|n| &self.senses[*n as usize]) {
                    found.push((format!("sense-deep {sense}"), 1.0));
                    for own in own {
                        found.push((format!("sense-deep {own} {sense}"), 1.0));
                    }
                }
            }
            let above = self.tree.head(n);
            for above in above.into_iter().flat_map(|n| &self.senses[n as usize]) {
                for own in own {
                    found.push((format!("senses {above} {own}"), 1.0));
                }
            }
        }
        for (name, value) in found {
            self.add(name, value * SENSES);
        }
    }

    /// What is said of the verbs on the way: negation, modal verbs, voice, form, conjunction.
    fn modality(&mut self) {
        let mut found: Vec<(String, f32)> = Vec::new();
        for n in self.on_the_way() {
            let own = &self.senses[n as usize];
            for said in self.said_of(n) {
                found.push((format!("modality {said}"), 1.0));
                for sense in own {
                    found.push((format!("modality {said} {sense}"), 1.0));
                }
            }
            for said in self
                .tree
                .head(n)
                .map(|above| self.said_of(above))
                .into_iter()
                .flatten()
            {
                for sense in own {
                    found.push((format!("modality-above {said} {sense}"), 0.7));
                }
            }
        }
        for said in self
            .meet
            .map(|meet| self.said_of(meet))
            .into_iter()
            .flatten()
        {
            found.push((format!("modality-meet {said}"), 1.0));
        }
        for (name, value) in found {
            self.add(name, value * SENSES);
        }
    }

    fn said_of(&self, n: u32) -> BTreeSet<String> {
        let mut said = BTreeSet::from([self.tree.token(n).tag.to_string()]);
        for child in self.tree.children(n) {
            let lower = self.tree.lower(*child);
            let name = match self.tree.dep(*child) {
                Dep::Neg => "not",
                Dep::Auxpass => "passive",
                Dep::Aux if lower == "to" || MODAL.contains(&lower) => lower,
                Dep::Mark => {
                    said.insert(format!("mark {lower}"));
                    continue;
                }
                _ => continue,
            };
            said.insert(name.to_owned());
        }
        said
    }

    /// What the parties themselves are called.
    fn parties(&mut self, parse: &Parse, senses: &Senses) {
        let mut found: Vec<(String, f32)> = Vec::new();
        for (name, (side, way)) in ["A", "R"]
            .into_iter()
            .zip(self.sides.iter().zip(&self.ways))
        {
            let kind = way.first().and_then(|top| kind_of(parse, *top));
            found.push((format!("kind-{name} {kind:?}"), 1.0));
            for sense in side.clone().flat_map(|n| senses.of(self.tree, n)) {
                found.push((format!("party-{name} {sense}"), 1.0));
            }
        }
        for n in self.sides[1].clone() {
            let word = self.tree.token(n).lemma.to_lowercase();
            if self.tree.token(n).pos != Pos::Propn && kind_of(parse, n).is_none() {
                found.push((format!("recipient {word}"), 0.5));
            }
        }
        for (name, value) in found {
            self.add(name, value * SENSES);
        }
    }
}

/// What the language model takes a token for.
fn kind_of(parse: &Parse, n: u32) -> Option<NameKind> {
    let name = parse.names.iter().find(|name| name.tokens.contains(&n));
    name.map(|name| name.kind)
}

/// Every token as a word: its lemma, or what kind of name or number it is.
pub(in crate::events) fn words(parse: &Parse) -> Vec<String> {
    let plain = parse.tokens.iter().map(|token| match token.pos {
        Pos::Num => String::from("<number>"),
        Pos::Propn => String::from("<name>"),
        _ => token.lemma.to_lowercase(),
    });
    let mut words: Vec<String> = plain.collect();
    for name in &parse.names {
        let word = match name.kind {
            NameKind::Gpe | NameKind::Norp | NameKind::Loc | NameKind::Fac => "<place>",
            NameKind::Person => "<person>",
            NameKind::Org => "<organisation>",
            NameKind::Date | NameKind::Time => "<date>",
            _ => continue,
        };
        for n in name.tokens.clone() {
            if let Some(slot) = words.get_mut(n as usize) {
                word.clone_into(slot);
            }
        }
    }
    words
}
