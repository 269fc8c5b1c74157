//! The dependency tree of an article, with what the coder asks of it.

use std::ops::Range;

use crate::model::*;

/// Steps that a walk up the tree takes at most: bounds the work a token, whatever the parse.
const HIGHEST: usize = 40;

/// Prepositions that the parser hangs on the nearest noun rather than on the act.
const STRAYING: &[&str] = &[
    "by", "on", "against", "with", "between", "over", "from", "to", "for",
];

/// Verbs that have an object or are passive, with the prepositions by which a headline tells why.
const HEADLINES: &[(&str, &[&str])] = &[
    ("accuse", &["of"]),
    ("charge", &["with"]),
    ("convict", &["of", "in"]),
    ("sentence", &["to", "for"]),
    ("indict", &["on", "for"]),
    ("slam", &["for", "over"]),
    ("criticize", &["for", "over"]),
    ("criticise", &["for", "over"]),
    ("condemn", &["for", "to"]),
    ("jail", &["for", "over"]),
    ("arrest", &["for", "in", "over", "after"]),
    ("detain", &["for", "in", "over", "after"]),
    ("kill", &["in"]),
    ("wound", &["in"]),
    ("injure", &["in"]),
];

/// The tokens that a span touches.
pub(super) fn within(tokens: &[Token], span: Span) -> Range<u32> {
    let first = tokens.partition_point(|token| token.span.end <= span.start);
    let last = tokens.partition_point(|token| token.span.start < span.end);
    first as u32..last.max(first) as u32
}

/// Children and edges of every token, made once an article.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    tokens: &'a [Token],
    /// The token that each hangs on, after [`mend`].
    heads: Vec<u32>,
    first: Vec<u32>,
    children: Vec<u32>,
}

impl<'a> Tree<'a> {
    pub(super) fn new(tokens: &'a [Token]) -> Self {
        let count = tokens.len();
        let heads = mend(tokens);
        let mut first = vec![0u32; count + 1];
        let has_head = |n: usize, head: u32| head as usize != n && (head as usize) < count;
        for (n, head) in heads.iter().enumerate() {
            if has_head(n, *head) {
                first[*head as usize + 1] += 1;
            }
        }
        for n in 0..count {
            first[n + 1] += first[n];
        }
        let mut next = first.clone();
        let mut children = vec![0u32; first[count] as usize];
        for (n, head) in heads.iter().enumerate() {
            if has_head(n, *head) {
                let slot = &mut next[*head as usize];
                children[*slot as usize] = n as u32;
                *slot += 1;
            }
        }
        Self {
            tokens,
            heads,
            first,
            children,
        }
    }

    pub(super) fn len(&self) -> u32 {
        self.tokens.len() as u32
    }

    pub(super) fn token(&self, n: u32) -> &'a Token {
        &self.tokens[n as usize]
    }

    pub(super) fn dep(&self, n: u32) -> Dep {
        self.token(n).dep
    }

    /// The children of a token, in order of the text.
    pub(super) fn children(&self, n: u32) -> &[u32] {
        let n = n as usize;
        &self.children[self.first[n] as usize..self.first[n + 1] as usize]
    }

    /// The children of a token that hang on it by one of `deps`.
    pub(super) fn by_dep<'s>(
        &'s self,
        n: u32,
        deps: &'s [Dep],
    ) -> impl Iterator<Item = u32> + use<'s, 'a> {
        let wanted = move |child: &u32| deps.contains(&self.dep(*child));
        self.children(n).iter().copied().filter(wanted)
    }

    pub(super) fn child(&self, n: u32, deps: &[Dep]) -> Option<u32> {
        self.by_dep(n, deps).next()
    }

    /// The head of a token; nothing for a root or a head outside the text.
    pub(super) fn head(&self, n: u32) -> Option<u32> {
        let head = self.heads[n as usize];
        (head != n && head < self.len()).then_some(head)
    }

    /// The token of some neighbours on which the others hang.
    pub(super) fn top(&self, tokens: &Range<u32>) -> Option<u32> {
        let outside = |n: &u32| self.head(*n).is_none_or(|head| !tokens.contains(&head));
        tokens.clone().find(outside)
    }

    /// The tokens above a token, the nearest first.
    pub(super) fn above(&self, n: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::successors(self.head(n), |at| self.head(*at)).take(HIGHEST)
    }

    pub(super) fn is_verb(&self, n: u32) -> bool {
        let token = self.token(n);
        let tagged = matches!(token.pos, Pos::Verb | Pos::Aux) || token.tag.starts_with("VB");
        tagged && !self.is_plural_of_verb(n) || self.is_inverted_verb(n)
    }

    /// "*Norwegian* calls for peace were": the parser takes the noun for a verb.
    fn is_plural_of_verb(&self, n: u32) -> bool {
        let token = self.token(n);
        let own = [
            Dep::Nsubj,
            Dep::Nsubjpass,
            Dep::Aux,
            Dep::Auxpass,
            Dep::Dobj,
        ];
        let argument = matches!(
            token.dep,
            Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj | Dep::Pobj
        );
        &*token.tag == "VBZ"
            && argument
            && self.child(n, &[Dep::Amod, Dep::Poss, Dep::Det]).is_some()
            && self.child(n, &own).is_none()
    }

    /// "Only then *did* she *visit* them": the parser takes the verb for a noun.
    pub(super) fn is_inverted_verb(&self, n: u32) -> bool {
        let token = self.token(n);
        let clause = || {
            let below = matches!(token.dep, Dep::Ccomp | Dep::Advcl | Dep::Relcl | Dep::Conj);
            below && self.child(n, &[Dep::Nsubj]).is_some()
        };
        let noun = &*token.tag == "NN" && (token.dep == Dep::Root || clause());
        let mut aux = self.by_dep(n, &[Dep::Aux]).map(|at| &*self.token(at).tag);
        noun && aux.any(|tag| matches!(tag, "MD" | "VBD" | "VBZ" | "VBP"))
    }

    pub(super) fn is_noun(&self, n: u32) -> bool {
        matches!(self.token(n).pos, Pos::Noun | Pos::Propn) || self.is_plural_of_verb(n)
    }

    pub(super) fn lower(&self, n: u32) -> &'a str {
        &self.token(n).lower
    }

    /// The token and those co-ordinated with it, in order of the text.
    pub(super) fn with_conjuncts(&self, n: u32) -> Vec<u32> {
        let mut found = vec![n];
        let mut at = 0;
        while at < found.len() && found.len() < HIGHEST {
            found.extend(self.by_dep(found[at], &[Dep::Conj]));
            at += 1;
        }
        found
    }

    /// The objects of the prepositions `word` that hang on a token; "by" finds agents as well.
    pub(super) fn pobj(&self, n: u32, word: &str) -> Option<u32> {
        let deps = [Dep::Prep, Dep::Agent, Dep::Dative];
        self.by_dep(n, &deps).find_map(|prep| {
            if self.lower(prep) == word {
                return self.child(prep, &[Dep::Pobj, Dep::Pcomp]);
            }
            // "ahead of", "according to": a preposition below the preposition
            let below = self.child(prep, &[Dep::Prep])?;
            let pair = word.split_once(' ')?;
            (self.lower(prep) == pair.0 && self.lower(below) == pair.1)
                .then(|| self.child(below, &[Dep::Pobj, Dep::Pcomp]))?
        })
    }

    /// As [`Tree::pobj`], also where the parser hangs the preposition on the noun before it:
    /// "a raid by the police *on* the office".
    pub(super) fn pobj_near(&self, n: u32, word: &str) -> Option<u32> {
        if let Some(found) = self.pobj(n, word) {
            return Some(found);
        }
        if !STRAYING.contains(&word) {
            return None;
        }
        self.by_dep(n, &[Dep::Prep, Dep::Agent])
            .filter_map(|prep| self.child(prep, &[Dep::Pobj]))
            .find_map(|inner| {
                self.pobj(inner, word).or_else(|| {
                    let next = self.child(inner, &[Dep::Prep])?;
                    self.pobj(self.child(next, &[Dep::Pobj])?, word)
                })
            })
    }

    /// Whether a relative pronoun stands here: "which", "who", "that".
    pub(super) fn is_relative(&self, n: u32) -> bool {
        matches!(&*self.token(n).tag, "WDT" | "WP" | "WP$")
    }

    /// Whether a verb is passive: "was seized", "the man seized by the army".
    pub(super) fn is_passive(&self, n: u32) -> bool {
        if self.is_passive_of_headline(n) {
            return true;
        }
        if &*self.token(n).tag != "VBN" {
            return self.child(n, &[Dep::Auxpass, Dep::Nsubjpass]).is_some();
        }
        if self
            .child(n, &[Dep::Auxpass, Dep::Nsubjpass, Dep::Agent])
            .is_some()
        {
            return true;
        }
        match self.dep(n) {
            Dep::Acl | Dep::Advcl => self.child(n, &[Dep::Aux, Dep::Dobj]).is_none(),
            // "was found *shot*"
            Dep::Xcomp | Dep::Oprd => self.child(n, &[Dep::Aux, Dep::Dobj, Dep::Nsubj]).is_none(),
            Dep::Conj => {
                let bare = self.child(n, &[Dep::Aux, Dep::Dobj, Dep::Nsubj]).is_none();
                bare && self.head(n).is_some_and(|head| {
                    &*self.token(head).tag == "VBN" && self.is_passive_once(head)
                })
            }
            _ => false,
        }
    }

    /// "Mayor Accused of Fraud": a headline leaves out the auxiliary, and the parser reads an active verb
    /// that has no object.
    fn is_passive_of_headline(&self, n: u32) -> bool {
        let past = matches!(&*self.token(n).tag, "VBD" | "VBN");
        let deps = [Dep::Dobj, Dep::Aux, Dep::Auxpass, Dep::Ccomp, Dep::Xcomp];
        if !past || self.child(n, &deps).is_some() || self.child(n, &[Dep::Nsubj]).is_none() {
            return false;
        }
        let lemma = &*self.token(n).lemma;
        let about = HEADLINES.iter().filter(|(verb, _)| *verb == lemma);
        let mut about = about.flat_map(|(_, words)| *words);
        about.any(|word| {
            self.by_dep(n, &[Dep::Prep])
                .any(|prep| self.lower(prep) == *word && prep > n)
        })
    }

    fn is_passive_once(&self, n: u32) -> bool {
        self.child(n, &[Dep::Auxpass, Dep::Nsubjpass]).is_some()
            || (self.dep(n) == Dep::Acl && self.child(n, &[Dep::Aux, Dep::Dobj]).is_none())
    }

    /// Whether the parser took a verb for an adjective of its object: "and has criticized raids".
    pub(super) fn has_auxiliary_before_noun(&self, n: u32) -> bool {
        self.dep(n) == Dep::Amod && self.child(n, &[Dep::Aux]).is_some()
    }

    /// Whether an infinitive stands here: "to release".
    pub(super) fn is_infinitive(&self, n: u32) -> bool {
        self.by_dep(n, &[Dep::Aux])
            .any(|aux| &*self.token(aux).tag == "TO")
    }

    /// The nearest verb above a token and the child of that verb through which it is reached.
    pub(super) fn governor(&self, n: u32) -> Option<(u32, u32)> {
        let mut below = n;
        for at in self.above(n) {
            if self.is_verb(at) {
                return Some((at, below));
            }
            below = at;
        }
        None
    }
}

/// The heads of all tokens, with one slip of the parser mended: in "denied that the guards fired,
/// and blamed the crowd" it hangs the last verb on the reported one, though the comma and the
/// missing subject speak for the first.
fn mend(tokens: &[Token]) -> Vec<u32> {
    let mut heads: Vec<u32> = tokens.iter().map(|token| token.head.0).collect();
    for (n, token) in tokens.iter().enumerate() {
        if let Some(reporting) = reporting_verb(tokens, n, token) {
            heads[n] = reporting;
        }
    }
    heads
}

/// The verb above the reported clause to which a co-ordinated verb is hung by mistake.
fn reporting_verb(tokens: &[Token], n: usize, token: &Token) -> Option<u32> {
    let reported = token.head.0 as usize;
    if token.dep != Dep::Conj || reported >= n || &*token.tag != "VBD" {
        return None;
    }
    let above = tokens[reported].head.0 as usize;
    let clause = tokens[reported].dep == Dep::Ccomp && above < reported;
    let same_tense = clause && &*tokens[above].tag == "VBD";
    let below = |head: usize| {
        let inside = tokens[..n + 1].iter().enumerate().skip(above);
        inside.filter(move |(_, token)| token.head.0 as usize == head)
    };
    let own_subject = below(n).any(|(_, t)| matches!(t.dep, Dep::Nsubj | Dep::Nsubjpass));
    let conjunction = below(reported).rfind(|(_, t)| t.dep == Dep::Cc);
    let (at, _) = conjunction.filter(|_| same_tense && !own_subject)?;
    let comma = at
        .checked_sub(1)
        .is_some_and(|before| &*tokens[before].lower == ",");
    comma.then_some(above as u32)
}
