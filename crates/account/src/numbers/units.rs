//! Units: what a number counts.

use super::page::Page;
use super::runs::Run;
use crate::model::*;

/// Words between a number and the noun that it counts at most.
const FARTHEST: u32 = 6;

impl Page<'_> {
    /// What is counted, and the last token that says so.
    pub(super) fn unit(&self, run: &Run) -> Option<(String, u32)> {
        if let Some(unit) = self.written.sign(self.before(run.start)) {
            return Some((unit.to_owned(), run.end - 1));
        }
        let pair = format!("{} {}", self.lower(run.end), self.lower(run.end + 1));
        if let Some(unit) = self.written.unit(&pair) {
            return Some((unit.to_owned(), run.end + 1));
        }
        if let Some(unit) = self.written.unit(self.lower(run.end)) {
            return Some((unit.to_owned(), run.end));
        }
        let Some(noun) = self.counted(run) else {
            return self.persons(run).or_else(|| self.risen(run));
        };
        let token = self.token(noun)?;
        let lemma = token.lemma.to_lowercase();
        if self.written.is_time(&lemma) {
            return None;
        }
        let known = self.written.unit(&lemma).map(str::to_owned);
        let upto = if noun > run.end + FARTHEST || noun < run.start {
            run.end - 1
        } else {
            noun
        };
        Some((known.unwrap_or(lemma), upto))
    }

    /// The noun that a run counts: its head, the noun behind "of", the noun that follows.
    fn counted(&self, run: &Run) -> Option<u32> {
        let inside = |n: u32| (run.start..run.end).contains(&n);
        let outer = (run.start..run.end)
            .rev()
            .find(|n| self.token(*n).is_some_and(|token| !inside(token.head.0)))?;
        let token = self.token(outer)?;
        if self.lower(run.end) == "of" {
            let mut behind = (run.end + 1..)
                .take(8)
                .map_while(|n| Some((n, self.token(n)?)));
            let of = self.token(run.end)?.span;
            return behind
                .find(|(_, noun)| {
                    noun.pos == Pos::Noun && noun.head.0 == run.end && noun.span.start > of.start
                })
                .map(|(n, _)| n);
        }
        if matches!(token.dep, Dep::Nummod | Dep::Quantmod) {
            let head = token.head.0;
            let behind = head >= run.end;
            let noun = self.token(head)?.pos == Pos::Noun;
            return (behind && noun).then_some(head);
        }
        let next = self
            .token(run.end)
            .filter(|next| next.pos == Pos::Noun && next.tag.starts_with("NN"));
        if next.is_some_and(|next| next.head.0 != run.end && next.sentence == token.sentence)
            && token.dep == Dep::Compound
        {
            return Some(run.end);
        }
        None
    }

    /// "killed 12": the verb says that persons are counted.
    fn persons(&self, run: &Run) -> Option<(String, u32)> {
        let last = run.end - 1;
        let token = self.token(last)?;
        let argument = matches!(token.dep, Dep::Dobj | Dep::Nsubj | Dep::Nsubjpass);
        let verb = self.token(token.head.0)?;
        let counts = argument && self.written.counts_persons(&verb.lemma.to_lowercase());
        let counts = counts || self.are_hurt(run);
        counts.then(|| ("person".to_owned(), last))
    }

    /// "34 injured": what befell those whom a bare number counts.
    fn are_hurt(&self, run: &Run) -> bool {
        let behind = self.token(run.end);
        behind.is_some_and(|token| {
            let hangs = token.dep == Dep::Acl && token.head.0 + 1 == run.end;
            hangs && &*token.tag == "VBN" && self.written.counts_persons(&token.lemma)
        })
    }

    /// "the number of people killed rose to five", "the toll stood at 12": the subject says what
    /// is counted.
    fn risen(&self, run: &Run) -> Option<(String, u32)> {
        let last = run.end - 1;
        let token = self.token(last).filter(|token| token.dep == Dep::Pobj)?;
        let preposition = self.token(token.head.0)?;
        let verb = preposition.head.0;
        let rises = self.written.rises(&self.token(verb)?.lemma.to_lowercase());
        let sentence = token.sentence;
        let subject = (0..verb).rev().map_while(|n| {
            let token = self.token(n)?;
            (token.sentence == sentence).then_some((n, token))
        });
        let mut subject = subject.filter(|(_, t)| t.dep == Dep::Nsubj && t.head.0 == verb);
        let (at, noun) = subject.next().filter(|_| rises)?;
        if self.written.is_toll(&noun.lemma) {
            return Some(("person".to_owned(), last));
        }
        let number = matches!(&*noun.lemma, "number" | "count" | "total");
        let of = (at + 1..verb)
            .find(|n| self.lower(*n) == "of")
            .filter(|_| number)?;
        let of_what = (of + 1..verb).find(|n| {
            let token = self.token(*n);
            token.is_some_and(|token| token.head.0 == of && token.dep == Dep::Pobj)
        })?;
        Some((self.token(of_what)?.lemma.to_lowercase(), last))
    }
}
