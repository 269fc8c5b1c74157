//! Whether somebody has the part in an act that a rule gives them: the way through the sentence from
//! the phrase to the word that names the act, with who they are and what hangs on them.
//!
//! The two sides of an event are weighed apart; what speaks for both is how sure the event is.

use super::super::pairs::ways;
use super::super::scene::Scene;
use super::super::tree::{Tree, within};
use super::doubt;
use super::told::Labels;
use super::weights::Sink;
use crate::model::*;

/// What the whole way from a phrase to the act counts.
const PATH: f32 = 2.0;

/// What a word counts that only stands near.
const NEAR: f32 = 0.5;

/// Steps above the act that are looked at.
const ABOVE: usize = 3;

/// Small numbers as words; what is larger counts as the last.
const NUMBERS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

fn number(count: usize, most: usize) -> &'static str {
    NUMBERS[count.min(most).min(NUMBERS.len() - 1)]
}

/// A side of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Actors,
    Recipients,
}

impl Side {
    pub(super) const BOTH: [Self; 2] = [Self::Actors, Self::Recipients];

    fn name(self) -> &'static str {
        match self {
            Self::Actors => "A",
            Self::Recipients => "R",
        }
    }

    /// Who stands on it.
    pub(super) fn of(self, event: &Event) -> &[Participant] {
        match self {
            Self::Actors => &event.actors,
            Self::Recipients => &event.recipients,
        }
    }

    pub(super) fn other(self) -> Self {
        match self {
            Self::Actors => Self::Recipients,
            Self::Recipients => Self::Actors,
        }
    }
}

/// An act and the side of it that is weighed.
struct Act<'a> {
    scene: &'a Scene<'a>,
    labels: &'a Labels<'a>,
    side: &'static str,
    kind: &'static str,
    /// The word on which the others hang that name the act.
    token: u32,
    verb: &'static str,
    voice: &'static str,
}

/// What is told of `parties` on one side of an event.
pub(super) fn told(
    scene: &Scene<'_>,
    labels: &Labels<'_>,
    event: &Event,
    side: Side,
    parties: &[Participant],
    sink: &mut impl Sink,
) {
    let tree = &scene.tree;
    let words = within(&scene.told.parse.tokens, event.trigger);
    let Some(token) = tree.top(&words) else {
        return;
    };
    let act = Act {
        scene,
        labels,
        side: side.name(),
        kind: event.kind.as_str(),
        token,
        verb: if tree.is_verb(token) { "verb" } else { "noun" },
        voice: if tree.is_passive(token) {
            "passive"
        } else {
            "active"
        },
    };
    act.stands(event, parties.len(), sink);
    if parties.is_empty() {
        act.nobody(side.other().of(event).len(), sink);
    }
    for one in parties {
        act.party(*one, sink);
    }
    doubt::party(scene, labels, act.side, act.kind, parties, sink);
}

impl Act<'_> {
    fn tree(&self) -> &Tree<'_> {
        &self.scene.tree
    }

    /// Where the act stands, and what reads it.
    fn stands(&self, event: &Event, parties: usize, sink: &mut impl Sink) {
        let (side, tree) = (self.side, self.tree());
        sink.add(&["side", side], 1.0);
        sink.add(&["count", side, number(parties, 3)], 1.0);
        sink.add(&["rule", side, &event.rule], 1.0);
        sink.add(&["act", side, self.labels.word(self.token)], 1.0);
        let dep = self.labels.dep(self.token);
        sink.add(&["stands", side, dep, self.verb, self.voice], 1.0);
        sink.add(&["all", side, number(self.others(), 7)], 1.0);
        for at in tree.above(self.token).take(ABOVE) {
            sink.add(&["up", side, self.labels.word(at)], NEAR);
        }
    }

    /// How many of the sentence could take part.
    fn others(&self) -> usize {
        let sentence = self.tree().token(self.token).sentence;
        let sentence = self.scene.told.parse.sentences.get(sentence.0 as usize);
        let mut tokens = sentence.map_or(0..0, |sentence| sentence.tokens.clone());
        let some = |n: &u32| self.scene.mention(*n).is_some();
        tokens.by_ref().filter(some).take(NUMBERS.len()).count()
    }

    /// Nobody stands on the side.
    fn nobody(&self, others: usize, sink: &mut impl Sink) {
        let (side, verb, voice) = (self.side, self.verb, self.voice);
        for child in self.tree().children(self.token) {
            let dep = self.labels.dep(*child);
            sink.add(&["none-below", side, verb, voice, dep], 1.0);
        }
        let dep = self.labels.dep(self.token);
        sink.add(&["none", side, verb, voice, dep], 1.0);
        sink.add(&["none", side, self.kind, number(self.others(), 4)], 1.0);
        sink.add(&["none-other", side, number(others, 2)], 1.0);
    }

    /// How one who stands on the side is joined to the act.
    fn party(&self, one: Participant, sink: &mut impl Sink) {
        let tree = self.tree();
        let tokens = within(&self.scene.told.parse.tokens, one.span);
        let Some(head) = tree.top(&tokens) else {
            return;
        };
        let (own, other) = (tree.token(self.token).sentence, tree.token(head).sentence);
        if own != other {
            let away = number(own.0.abs_diff(other.0) as usize, 9);
            sink.add(&["far", self.side], 1.0);
            sink.add(&["far", self.side, away], 1.0);
            sink.add(&["far", self.side, self.verb, self.kind], 1.0);
            return;
        }
        let act = self.token..self.token + 1;
        let ([up, down], meet) = ways(tree, &[tokens, act]);
        self.way(&up, &down, meet, sink);
        self.place(head, sink);
        self.phrase(head, sink);
    }

    /// The way from the phrase up to where it meets the act, and from there down to it.
    fn way(&self, up: &[u32], down: &[u32], meet: Option<u32>, sink: &mut impl Sink) {
        let (side, verb, voice) = (self.side, self.verb, self.voice);
        let lengths = [up, down].map(|way| number(way.len(), 6));
        sink.add(&["length", side, lengths[0], lengths[1]], 1.0);
        for n in up.iter().skip(1).chain(down) {
            sink.add(&["on", side, self.labels.word(*n)], 1.0);
        }
        let (up, down) = (self.deps(up), self.deps(down));
        sink.add(&["path", side, verb, voice, &up, "!", &down], PATH);
        sink.add(
            &["path", side, self.kind, verb, voice, &up, "!", &down],
            1.0,
        );
        sink.add(&["path-up", side, verb, voice, &up], 1.0);
        sink.add(&["path-down", side, verb, voice, &down], 1.0);
        let Some(meet) = meet else { return };
        let word = self.labels.word(meet);
        sink.add(&["meet", side, word], 1.0);
        sink.add(&["meet", side, verb, voice, &up, word], 1.0);
        for sense in self.labels.senses(meet) {
            sink.add(&["meet", side, verb, voice, &up, sense], 1.0);
        }
    }

    /// The relations of a way but its last word's, prepositions by their words.
    fn deps(&self, way: &[u32]) -> String {
        let tree = self.tree();
        let below = way.split_last().map_or(&[][..], |(_, below)| below);
        let label = |n: &u32| match tree.dep(*n) {
            Dep::Prep => format!("prep:{}", tree.lower(*n)),
            _ => self.labels.dep(*n).to_owned(),
        };
        below.iter().map(label).collect::<Vec<_>>().join("/")
    }

    /// On which hand of the act the phrase stands, how far, and who stands between.
    fn place(&self, head: u32, sink: &mut impl Sink) {
        let (side, act) = (self.side, self.token);
        let hand = if head < act { "before" } else { "behind" };
        sink.add(&[hand, side, self.verb, self.voice], 1.0);
        let gap = if head < act {
            head + 1..act
        } else {
            act + 1..head
        };
        sink.add(&["away", side, hand, number(gap.len() / 3, 8)], 1.0);
        let between = gap.filter(|n| self.scene.mention(*n).is_some());
        sink.add(&["between", side, hand, number(between.count(), 5)], 1.0);
    }

    /// What kind of phrase it is, with what hangs on it and what it hangs on.
    fn phrase(&self, head: u32, sink: &mut impl Sink) {
        let (side, tree) = (self.side, self.tree());
        let kind = match self.scene.mention(head).map(|mention| mention.kind) {
            Some(MentionKind::Name) => "name",
            Some(MentionKind::Nominal) => "nominal",
            Some(MentionKind::Pronoun) => "pronoun",
            None => "-",
        };
        let (tag, dep) = (&*tree.token(head).tag, self.labels.dep(head));
        sink.add(&["mention", side, kind], 1.0);
        sink.add(&["mention", side, kind, tag, dep], 1.0);
        for child in tree.children(head) {
            let (dep, word) = (self.labels.dep(*child), tree.lower(*child));
            sink.add(&["phrase-below", side, dep, word], NEAR);
        }
        if let Some(above) = tree.head(head) {
            sink.add(&["phrase-above", side, dep, self.labels.word(above)], 1.0);
        }
    }
}
