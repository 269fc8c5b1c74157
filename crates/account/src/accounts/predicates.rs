//! Predicates: a verb's clause, or a noun's phrase, cut to what can stand by itself.

use super::wordings::is_quote_mark;
use crate::model::*;

/// The tokens of an article as trees.
pub(super) struct Tree<'r> {
    tokens: &'r [Token],
    times: &'r [TimeExpression],
}

impl<'r> Tree<'r> {
    pub(super) fn new(reading: &'r Reading) -> Self {
        Self {
            tokens: &reading.parse.tokens,
            times: &reading.times,
        }
    }

    pub(super) fn token(&self, n: usize) -> &'r Token {
        &self.tokens[n]
    }

    fn children(&self, head: usize) -> impl Iterator<Item = usize> {
        let sentence = self.tokens[head].sentence;
        let start = self
            .tokens
            .partition_point(|token| token.sentence < sentence);
        let inside = self.tokens[start..]
            .iter()
            .take_while(move |token| token.sentence == sentence);
        let numbered = (start..).zip(inside);
        let below = numbered.filter(move |(n, token)| token.head.0 as usize == head && *n != head);
        below.map(|(n, _)| n)
    }

    fn first_of(&self, trigger: Span) -> Option<usize> {
        let start = self
            .tokens
            .partition_point(|token| token.span.start < trigger.start);
        let token = self.tokens.get(start)?;
        trigger.contains(token.span).then_some(start)
    }

    /// The verb that a trigger begins with.
    pub(super) fn verb(&self, trigger: Span) -> Option<usize> {
        let first = self.first_of(trigger)?;
        (self.tokens[first].pos == Pos::Verb).then_some(first)
    }

    /// The noun that a trigger ends with.
    pub(super) fn noun(&self, trigger: Span) -> Option<usize> {
        let first = self.first_of(trigger)?;
        let inside =
            (first..self.tokens.len()).take_while(|n| trigger.contains(self.tokens[*n].span));
        let last = inside.last()?;
        let whole = (first..=last).all(|n| self.tokens[n].pos != Pos::Verb);
        (whole && self.tokens[last].pos == Pos::Noun).then_some(last)
    }

    /// Whether a common word has its capital only from the beginning of its sentence.
    pub(super) fn opens_sentence(&self, n: usize) -> bool {
        let token = &self.tokens[n];
        let before = n.checked_sub(1).map(|before| self.tokens[before].sentence);
        token.pos != Pos::Propn && &*token.tag != "JJ" && before != Some(token.sentence)
    }

    /// A verb's own subject.
    pub(super) fn subject(&self, verb: usize) -> Option<usize> {
        self.children(verb)
            .find(|n| self.tokens[*n].dep == Dep::Nsubj)
    }

    /// A noun with everything that hangs on it.
    pub(super) fn phrase(&self, noun: usize) -> Vec<usize> {
        let mut words = Vec::new();
        self.collect(noun, Extent::Whole, &mut words);
        words
    }

    /// Whether a verb has the form or the company of the passive.
    pub(super) fn is_passive(&self, verb: usize) -> bool {
        let sign = |n: usize| {
            matches!(
                self.tokens[n].dep,
                Dep::Nsubjpass | Dep::Auxpass | Dep::Agent | Dep::Csubjpass
            )
        };
        let bare = &*self.tokens[verb].tag == "VBN"
            && !self.children(verb).any(|n| self.tokens[n].dep == Dep::Aux);
        bare || self.children(verb).any(sign)
    }

    /// What follows a verb in its own clause, times left out; nothing where that is longer than
    /// `longest` words.
    pub(super) fn predicate(
        &self,
        verb: usize,
        extent: Extent,
        longest: usize,
    ) -> Option<Vec<usize>> {
        if self.has_object_before(verb) {
            return None;
        }
        let mut words = Vec::new();
        for child in self.children(verb).filter(|n| *n > verb) {
            if self.ends_clause(child) {
                break;
            }
            if !self.is_time(child) && self.tokens[child].dep != Dep::Punct {
                self.collect(child, extent, &mut words);
            }
        }
        self.tidied(words, verb + 1, longest)
    }

    /// What a passive verb with an agent says in the active: "her release" of "her release was
    /// demanded by the union"; nothing without an agent.
    pub(super) fn undergone(
        &self,
        verb: usize,
        extent: Extent,
        longest: usize,
    ) -> Option<Vec<usize>> {
        self.children(verb)
            .find(|n| self.tokens[*n].dep == Dep::Agent)?;
        let subject = self
            .children(verb)
            .find(|n| self.tokens[*n].dep == Dep::Nsubjpass)?;
        if matches!(&*self.tokens[subject].tag, "WDT" | "WP" | "PRP") {
            return None;
        }
        let mut words = Vec::new();
        self.collect(subject, extent, &mut words);
        let first = words.iter().copied().min()?;
        self.tidied(words, first, longest)
    }

    /// "stations, which it accused of lying": the object stands before the verb.
    fn has_object_before(&self, verb: usize) -> bool {
        let object = |n: usize| n < verb && matches!(self.tokens[n].dep, Dep::Dobj | Dep::Dative);
        self.children(verb).any(object)
    }

    /// A noun with its modifiers and prepositional phrases, those in `left_out` excepted.
    pub(super) fn noun_phrase(
        &self,
        noun: usize,
        longest: usize,
        left_out: impl Fn(usize) -> bool,
    ) -> Option<Vec<usize>> {
        let mut words = vec![noun];
        for child in self.children(noun) {
            let close = matches!(
                self.tokens[child].dep,
                Dep::Amod | Dep::Compound | Dep::Prep | Dep::Nmod
            );
            let mut below = Vec::new();
            if close && !self.is_time(child) {
                self.collect(child, Extent::Bare, &mut below);
            }
            if !below.iter().any(|n| left_out(*n)) {
                words.extend(below);
            }
        }
        let first = *words.iter().min()?;
        let whole = (first..noun).all(|n| words.contains(&n) || self.tokens[n].dep == Dep::Punct);
        let words = self.tidied(words, first, longest)?;
        (whole && words.len() > 1).then_some(words)
    }

    /// Whether what hangs on a verb tells something else: another verb, a reason, a comment.
    fn ends_clause(&self, n: usize) -> bool {
        let infinitive = || self.children(n).any(|at| &*self.tokens[at].lower == "to");
        match self.tokens[n].dep {
            Dep::Conj | Dep::Cc | Dep::Parataxis | Dep::Dep | Dep::Appos => true,
            Dep::Advcl => !infinitive(),
            Dep::Punct => !is_quote_mark(&self.tokens[n].lower),
            // "suspended it after the attack": what came before is no part of the act.
            Dep::Prep => matches!(
                &*self.tokens[n].lower,
                "after" | "before" | "amid" | "following" | "during"
            ),
            _ => false,
        }
    }

    /// Whether a phrase says when: the account gives the date itself.
    fn is_time(&self, n: usize) -> bool {
        let token = &self.tokens[n];
        let timed = |n: usize| {
            let span = self.tokens[n].span;
            self.times.iter().any(|time| time.span.contains(span))
        };
        match token.dep {
            Dep::Prep => self
                .children(n)
                .any(|at| self.tokens[at].dep == Dep::Pobj && timed(at)),
            Dep::Npadvmod | Dep::Advmod => timed(n),
            _ => false,
        }
    }

    /// A token with everything below it, without remarks between commas.
    fn collect(&self, top: usize, extent: Extent, words: &mut Vec<usize>) {
        let mut open = vec![top];
        // a sound tree is walked once; one with a circle ends as well
        let mut left = self.tokens.len();
        while let Some(at) = open.pop() {
            let Some(less) = left.checked_sub(1) else {
                return;
            };
            left = less;
            words.push(at);
            open.extend(self.children(at).filter(|n| {
                let clause = matches!(
                    self.tokens[*n].dep,
                    Dep::Relcl | Dep::Acl | Dep::Appos | Dep::Parataxis | Dep::Advcl
                );
                let remark = clause && self.after_comma(*n);
                let more = match extent {
                    Extent::Whole => false,
                    Extent::Unconditional => self.tokens[*n].dep == Dep::Advcl,
                    Extent::Bare => clause,
                    Extent::First => clause || matches!(self.tokens[*n].dep, Dep::Conj | Dep::Cc),
                };
                !(remark || more || self.is_time(*n))
            }));
        }
    }

    /// Whether a comma stands before the words of a clause.
    fn after_comma(&self, n: usize) -> bool {
        let mut first = n;
        while let Some(lower) = self.children(first).find(|at| *at < first) {
            first = lower;
        }
        let before = first.checked_sub(1).map(|at| &*self.tokens[at].lower);
        before.is_some_and(|lower| matches!(lower, "," | "–" | "—" | "-" | "("))
    }

    /// Those from `first` on, in order, with the marks that belong between the words and none at
    /// the ends.
    fn tidied(&self, mut words: Vec<usize>, first: usize, longest: usize) -> Option<Vec<usize>> {
        words.sort_unstable();
        words.dedup();
        words.retain(|n| *n >= first);
        if let Some(cut) = words.iter().position(|n| self.is_break(*n)) {
            words.truncate(cut);
        }
        let kept = words.clone();
        words.retain(|n| {
            let inside =
                kept.contains(&(n + 1)) && n.checked_sub(1).is_some_and(|b| kept.contains(&b));
            self.tokens[*n].dep != Dep::Punct || inside || is_quote_mark(&self.tokens[*n].lower)
        });
        self.close_quotation(&mut words);
        let loose = |n: &usize| {
            let token = &self.tokens[*n];
            matches!(token.dep, Dep::Cc | Dep::Mark | Dep::Punct) && !is_quote_mark(&token.lower)
        };
        while words.last().is_some_and(loose) {
            words.pop();
        }
        let says = words.iter().any(|n| {
            matches!(
                self.tokens[*n].pos,
                Pos::Noun | Pos::Propn | Pos::Verb | Pos::Num
            )
        });
        let torn = words.last().is_some_and(|n| self.is_torn(*n));
        (says && !torn && words.len() <= longest).then_some(words)
    }

    /// Whether a dash stands here that begins a remark.
    fn is_break(&self, n: usize) -> bool {
        let token = &self.tokens[n];
        let apart = n
            .checked_sub(1)
            .is_some_and(|b| self.tokens[b].span.end < token.span.start);
        matches!(&*token.lower, "-" | "–" | "—" | "--" | ";" | ":") && apart
    }

    /// Whether the next word is joined to this one: "de-" of "de-escalate".
    fn is_torn(&self, n: usize) -> bool {
        let next = self.tokens.get(n + 1);
        let joined = next.is_some_and(|next| {
            next.span.start == self.tokens[n].span.end && next.pos != Pos::Punct
        });
        joined || self.tokens[n].lower.ends_with('-')
    }

    /// Adds the mark that closes a quotation right behind the last word.
    fn close_quotation(&self, words: &mut Vec<usize>) {
        let marks = words
            .iter()
            .filter(|n| is_quote_mark(&self.tokens[**n].lower))
            .count();
        let Some(last) = words.last().copied().filter(|_| marks % 2 == 1) else {
            return;
        };
        let next = (last + 1..self.tokens.len().min(last + 3))
            .find(|n| is_quote_mark(&self.tokens[*n].lower));
        words.extend(next);
    }
}

/// How much of what hangs below belongs to the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// All of it.
    Whole,
    /// No conditions and reasons.
    Unconditional,
    /// No clauses that describe a noun either.
    Bare,
    /// Of things listed only the first.
    First,
}

impl Extent {
    /// The fullest first.
    pub(super) const ALL: [Extent; 4] = [
        Extent::Whole,
        Extent::Unconditional,
        Extent::Bare,
        Extent::First,
    ];
}
