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
        let start = self.tokens.partition_point(|token| token.sentence < sentence);
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
        let inside = (first..self.tokens.len()).take_while(|n| trigger.contains(self.tokens[*n].span));
        let last = inside.last()?;
        let whole = (first..=last).all(|n| self.tokens[n].pos != Pos::Verb);
        (whole && self.tokens[last].pos == Pos::Noun).then_some(last)
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

    /// What follows a verb in its own clause, times left out, shortened to at most `longest`
    /// words; nothing where it cannot be.
    pub(super) fn predicate(&self, verb: usize, longest: usize) -> Option<Vec<usize>> {
        for clauses in [Clauses::Kept, Clauses::Dropped] {
            let mut words = Vec::new();
            for child in self.children(verb).filter(|n| *n > verb) {
                if self.ends_clause(child) {
                    break;
                }
                if !self.is_time(child) && self.tokens[child].dep != Dep::Punct {
                    self.collect(child, clauses, &mut words);
                }
            }
            if let Some(words) = self.tidied(words, verb, longest) {
                return Some(words);
            }
        }
        None
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
                self.collect(child, Clauses::Dropped, &mut below);
            }
            if !below.iter().any(|n| left_out(*n)) {
                words.extend(below);
            }
        }
        let first = *words.iter().min()?;
        let words = self.tidied(words, first.checked_sub(1)?, longest)?;
        (words.len() > 1).then_some(words)
    }

    /// Whether what hangs on a verb tells something else: another verb, a reason, a comment.
    fn ends_clause(&self, n: usize) -> bool {
        let infinitive = || self.children(n).any(|at| &*self.tokens[at].lower == "to");
        match self.tokens[n].dep {
            Dep::Conj | Dep::Cc | Dep::Parataxis | Dep::Dep | Dep::Appos => true,
            Dep::Advcl => !infinitive(),
            Dep::Punct => !is_quote_mark(&self.tokens[n].lower),
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
            Dep::Prep => self.children(n).any(|at| self.tokens[at].dep == Dep::Pobj && timed(at)),
            Dep::Npadvmod | Dep::Advmod => timed(n),
            _ => false,
        }
    }

    /// A token with everything below it, without remarks between commas.
    fn collect(&self, top: usize, clauses: Clauses, words: &mut Vec<usize>) {
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
                let spoken = matches!(self.tokens[*n].dep, Dep::Relcl | Dep::Acl);
                !(remark || spoken && clauses == Clauses::Dropped || self.is_time(*n))
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

    /// In order, with the marks that belong between the words and none at the ends.
    fn tidied(&self, mut words: Vec<usize>, before: usize, longest: usize) -> Option<Vec<usize>> {
        words.sort_unstable();
        words.dedup();
        words.retain(|n| *n > before);
        let kept = words.clone();
        words.retain(|n| {
            let inside = kept.contains(&(n + 1)) && n.checked_sub(1).is_some_and(|b| kept.contains(&b));
            self.tokens[*n].dep != Dep::Punct || inside || is_quote_mark(&self.tokens[*n].lower)
        });
        self.close_quotation(&mut words);
        let loose = |n: &usize| {
            let token = &self.tokens[*n];
            matches!(token.dep, Dep::Cc | Dep::Mark) && !is_quote_mark(&token.lower)
        };
        while words.last().is_some_and(loose) {
            words.pop();
        }
        let says = words.iter().any(|n| {
            matches!(self.tokens[*n].pos, Pos::Noun | Pos::Propn | Pos::Verb | Pos::Num)
        });
        (says && words.len() <= longest).then_some(words)
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

/// Whether clauses that describe a noun belong to the words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Clauses {
    Kept,
    Dropped,
}
