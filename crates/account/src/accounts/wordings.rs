//! An article's own words for an act, where they stand by themselves: "ordered a pause of ...".

use super::tellings::Telling;
use super::told::Told;
use crate::model::*;

/// Words of an object at most; longer ones drag their sentence along.
const LONGEST: usize = 12;

/// A verb with its object, in an article's words.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wording {
    pub(super) verb: String,
    /// What follows the verb: "30,000 soldiers to the border".
    pub(super) rest: String,
}

/// The wording of one telling, where its trigger is a verb in the active voice with an object
/// that can be understood without its sentence.
pub(super) fn wording(told: &Told<'_>, telling: &Telling<'_>) -> Option<Wording> {
    let reading = told.readings[telling.position];
    let tree = Tree(&reading.parse.tokens);
    let verb = tree.verb(telling.event.trigger)?;
    let passive = |n: usize| matches!(tree.0[n].dep, Dep::Nsubjpass | Dep::Auxpass | Dep::Agent);
    if tree.children(verb).any(passive) {
        return None;
    }
    let mut words = match tree.object(verb) {
        Some(object) => {
            // "added X" says nothing; which verbs say enough is known elsewhere.
            let span = tree.0[object].span;
            let recipients = &telling.event.recipients;
            if recipients.iter().any(|r| r.span.contains(span)) {
                return None;
            }
            tree.object_phrase(verb, object)
        }
        None => tree.infinitive(verb)?,
    };
    words.sort_unstable();
    words.dedup();
    leave_time(reading, &mut words);
    let (first, last) = (*words.first()?, *words.last()?);
    let whole = last - first + 1 == words.len() && first > verb;
    if !whole || words.len() > LONGEST || words.iter().any(|n| !tree.stands_alone(*n)) {
        return None;
    }
    let span = tree.0[first].span.cover(tree.0[last].span);
    let recipient = telling
        .event
        .recipients
        .iter()
        .any(|r| span.overlaps(r.span));
    let known = telling.recipients.is_empty() || recipient;

    known.then(|| Wording {
        verb: tree.0[verb].lemma.to_lowercase(),
        rest: span.of(&reading.article.text).to_owned(),
    })
}

/// Drops "on Saturday" from the end: the account tells the time itself, with its date.
fn leave_time(reading: &Reading, words: &mut Vec<usize>) {
    let tokens = &reading.parse.tokens;
    let in_time = |n: &usize| {
        reading
            .times
            .iter()
            .any(|t| t.span.contains(tokens[*n].span))
    };
    let Some(mut first) = words.iter().copied().find(in_time) else {
        return;
    };
    if first > 0 && tokens[first - 1].pos == Pos::Adp {
        first -= 1;
    }
    words.retain(|n| *n < first);
}

/// The tokens of an article as a tree.
struct Tree<'p>(&'p [Token]);

impl Tree<'_> {
    fn children(&self, head: usize) -> impl Iterator<Item = usize> {
        let sentence = self.0[head].sentence;
        let start = self.0.partition_point(|token| token.sentence < sentence);
        let inside = self.0[start..]
            .iter()
            .take_while(move |token| token.sentence == sentence);
        let numbered = (start..).zip(inside);
        let below = numbered.filter(move |(n, token)| token.head.0 as usize == head && *n != head);
        below.map(|(n, _)| n)
    }

    /// The verb that a trigger begins with.
    fn verb(&self, trigger: Span) -> Option<usize> {
        let start = self
            .0
            .partition_point(|token| token.span.start < trigger.start);
        let token = self.0.get(start)?;
        (token.pos == Pos::Verb && trigger.contains(token.span)).then_some(start)
    }

    /// The object behind a verb.
    fn object(&self, verb: usize) -> Option<usize> {
        self.children(verb)
            .find(|n| *n > verb && self.0[*n].dep == Dep::Dobj)
    }

    /// The object with what belongs to it, and the first preposition behind it that does.
    fn object_phrase(&self, verb: usize, object: usize) -> Vec<usize> {
        let mut words = self.phrase(object);
        let mut preps = self
            .children(verb)
            .filter(|n| *n > object && self.0[*n].dep == Dep::Prep);
        let close = |n: &usize| {
            matches!(
                &*self.0[*n].lower,
                "on" | "against" | "to" | "from" | "of" | "for" | "with"
            )
        };
        if let Some(prep) = preps.next().filter(close).filter(|n| self.is_whole(*n)) {
            words.extend(self.phrase(prep));
        }
        words
    }

    /// "to release the prisoners": an infinitive that completes the verb, with its object.
    fn infinitive(&self, verb: usize) -> Option<Vec<usize>> {
        let other = self
            .children(verb)
            .find(|n| *n > verb && self.0[*n].dep == Dep::Xcomp)?;
        let to = self
            .children(other)
            .find(|n| &*self.0[*n].lower == "to" && *n > verb)?;
        let object = self.object(other)?;
        let mut words = self.object_phrase(other, object);
        words.extend([to, other]);
        Some(words)
    }

    /// Whether a preposition has its noun.
    fn is_whole(&self, prep: usize) -> bool {
        self.children(prep).any(|n| self.0[n].dep == Dep::Pobj)
    }

    /// A noun or preposition with what belongs to it closely.
    fn phrase(&self, top: usize) -> Vec<usize> {
        let mut found = vec![top];
        let mut next = 0;
        while let Some(head) = found.get(next).copied() {
            let close = |n: &usize| {
                use Dep::{
                    Amod, Case, Cc, Compound, Conj, Det, Nmod, Nummod, Pobj, Poss, Prep, Quantmod,
                };
                let prep = matches!(
                    &*self.0[*n].lower,
                    "of" | "on" | "to" | "with" | "against" | "between"
                );
                match self.0[*n].dep {
                    Amod | Case | Cc | Compound | Conj | Det | Nmod | Nummod | Pobj | Poss
                    | Quantmod => true,
                    Prep => prep && self.is_whole(*n),
                    _ => false,
                }
            };
            found.extend(self.children(head).filter(close));
            next += 1;
        }
        found
    }

    /// No pronoun that points out of the phrase, no mark that belongs to the sentence.
    fn stands_alone(&self, n: usize) -> bool {
        let token = &self.0[n];
        let points = token.pos == Pos::Pron
            || matches!(&*token.lower, "this" | "these" | "those" | "such" | "that");
        !points && token.pos != Pos::Punct && !token.lower.contains(['"', '\u{201c}', '\u{201d}'])
    }
}
