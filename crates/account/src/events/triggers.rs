//! Triggers: the words that name an act, and which rule reads them.

mod complements;
mod fitting;
mod talk;

use super::frames;
use super::lexicon::{About, Pattern, Rule, normal};
use super::scene::Scene;
use crate::model::*;

/// How deep acts are looked for within acts: "threatened to call for a boycott".
const DEEPEST: u32 = 3;

/// A word that names an act, read by a rule.
#[derive(Clone, Debug)]
pub(super) struct Trigger {
    /// The word: a verb or a noun.
    pub(super) token: u32,
    /// The rule's position.
    pub(super) rule: usize,
    /// All words of the pattern, the first among them.
    pub(super) words: Vec<u32>,
    /// The object that the rule asks for.
    pub(super) object: Option<u32>,
    /// The act that a speech act is about.
    pub(super) about: Option<Inner>,
    /// Whether the word is a verb.
    pub(super) verb: bool,
    score: u32,
}

impl Trigger {
    /// A word that names an act though no rule reads it.
    pub(super) fn learned(token: u32, rule: usize, verb: bool) -> Self {
        Self {
            token,
            rule,
            words: vec![token],
            object: None,
            about: None,
            verb,
            score: 0,
        }
    }
}

/// The act within a speech act.
#[derive(Clone, Debug)]
pub(super) struct Inner {
    /// The word on which it hangs.
    pub(super) top: u32,
    /// How it is read, where a rule knows it.
    pub(super) trigger: Option<Box<Trigger>>,
}

impl Scene<'_> {
    /// Every trigger of the article, those within speech acts left out.
    pub(super) fn triggers(&self) -> Vec<Trigger> {
        let mut found: Vec<Trigger> = (0..self.tree.len())
            .filter(|n| self.may_name_an_act(*n))
            .filter_map(|n| self.trigger(n, 0))
            .collect();
        let taken = self.taken(&found);
        found.retain(|trigger| !taken.contains(&trigger.token));
        found
    }

    /// The words that belong to another trigger: objects of light verbs, acts within speech acts.
    fn taken(&self, found: &[Trigger]) -> std::collections::BTreeSet<u32> {
        let mut taken = std::collections::BTreeSet::new();
        for trigger in found {
            let words = trigger.words.iter().filter(|n| **n != trigger.token);
            let told = |n: &u32| found.iter().any(|t| t.token == *n && self.is_plea(t));
            let unanswered = self.is_without_agent(trigger);
            taken.extend(words.filter(|n| !(unanswered && told(n))));
            taken.extend(trigger.object.filter(|n| !(unanswered && told(n))));
            taken.extend(self.within(trigger));
            let mut inner = trigger.about.as_ref();
            while let Some(within) = inner {
                let speech = self.rule(trigger).kind != EventType::Accuse;
                let act = within.trigger.as_deref();
                taken.extend(act.filter(|_| speech).map(|act| act.token));
                inner = act.and_then(|act| act.about.as_ref());
            }
        }
        taken
    }

    /// Whether a noun says that somebody asks, threatens or promises.
    fn is_plea(&self, trigger: &Trigger) -> bool {
        !trigger.verb && self.rule(trigger).status.is_some()
    }

    /// "the demand has not been met": what nobody named does to a plea is not all that is told.
    fn is_without_agent(&self, trigger: &Trigger) -> bool {
        trigger.verb
            && self.tree.is_passive(trigger.token)
            && self.tree.pobj(trigger.token, "by").is_none()
    }

    /// The nouns that a rule asks for behind a preposition: "the suspension of *aid*".
    fn within(&self, trigger: &Trigger) -> Vec<u32> {
        let with = self
            .rule(trigger)
            .with
            .iter()
            .filter(|(_, words)| words.has_lemmas());
        with.filter_map(|(word, _)| self.tree.pobj_near(trigger.token, word))
            .collect()
    }

    pub(super) fn rule(&self, trigger: &Trigger) -> &Rule {
        &self.lexicon.rules[trigger.rule]
    }

    /// Leaves out auxiliaries and words that only qualify another: "a *protest* leader".
    fn may_name_an_act(&self, n: u32) -> bool {
        if self.tree.is_verb(n) && self.tree.has_auxiliary_before_noun(n) {
            return true;
        }
        !matches!(
            self.tree.dep(n),
            Dep::Aux | Dep::Auxpass | Dep::Amod | Dep::Compound | Dep::Nmod | Dep::Case
        )
    }

    /// How a word is read as an act, if it is.
    pub(super) fn trigger(&self, n: u32, depth: u32) -> Option<Trigger> {
        if depth > DEEPEST {
            return None;
        }
        let token = self.tree.token(n);
        let lemma = normal(&token.lemma);
        if self.tree.is_verb(n) && (token.pos != Pos::Noun || self.tree.is_inverted_verb(n)) {
            let patterns = self.lexicon.verbs(&lemma).iter();
            return best(patterns.filter_map(|pattern| self.verb(n, pattern, depth)));
        }
        if !self.tree.is_noun(n) || (token.pos == Pos::Propn && self.is_name(n)) {
            return None;
        }
        let mut patterns = self.lexicon.nouns(&lemma);
        if patterns.is_empty() && token.pos == Pos::Propn {
            let lower = self.tree.lower(n);
            patterns = self.lexicon.nouns(lower.strip_suffix('s').unwrap_or(lower));
        }
        best((patterns.iter()).filter_map(|pattern| self.noun(n, pattern, depth)))
    }

    /// Whether a token is part of a name of somebody or some place, or of a date: "March".
    fn is_name(&self, n: u32) -> bool {
        use NameKind as K;
        let names = &self.told.parse.names;
        let at = names.partition_point(|name| name.tokens.end <= n);
        names.get(at).is_some_and(|name| {
            let kinds = [K::Person, K::Gpe, K::Loc, K::Fac, K::Work, K::Date, K::Time];
            name.tokens.contains(&n) && (kinds.contains(&name.kind) || name.tokens.len() > 2)
        })
    }

    fn verb(&self, n: u32, pattern: &Pattern, depth: u32) -> Option<Trigger> {
        let rule = &self.lexicon.rules[pattern.rule];
        let mut words = vec![n];
        let mut missing: Vec<&String> = pattern.rest.iter().collect();
        while let Some((place, token)) = (missing.iter().enumerate())
            .find_map(|(place, word)| Some((place, self.particle(&words, word)?)))
        {
            words.push(token);
            missing.remove(place);
        }
        if !missing.is_empty() || self.is_other_call(n, &words) {
            return None;
        }
        let object = frames::object(&self.tree, self.lexicon, n);
        let object = object.map(|object| self.fitting(n, object, rule));
        if !rule.object.is_empty() && !object.is_some_and(|object| self.fits(object, &rule.object))
        {
            return None;
        }
        if object.is_some_and(|object| self.fits(object, &rule.not_object)) {
            return None;
        }
        let doer = || frames::subject(&self.tree, self.lexicon, n);
        if !rule.by.is_empty() && !doer().is_some_and(|doer| self.fits(doer, &rule.by)) {
            return None;
        }
        let beside: Vec<u32> = object.into_iter().collect();
        self.fits_prepositions(n, &beside, rule).then_some(())?;
        self.fits_talk(n, object, rule).then_some(())?;
        let about = self.about(n, &words, rule, depth)?;
        let object = object.filter(|_| !rule.object.is_empty() && !rule.object.actor);
        Some(self.made(pattern, words, object, about, true))
    }

    /// "called *off* a strike" is no case of "call a strike".
    fn is_other_call(&self, n: u32, words: &[u32]) -> bool {
        let call = normal(&self.tree.token(n).lemma) == "call";
        let mut particles = self.tree.by_dep(n, &[Dep::Prt]);
        call && words.len() > 1
            && particles.any(|at| self.tree.lower(at) == "off" && !words.contains(&at))
    }

    fn noun(&self, n: u32, pattern: &Pattern, depth: u32) -> Option<Trigger> {
        let rule = &self.lexicon.rules[pattern.rule];
        let mut words = vec![n];
        for word in &pattern.rest {
            let modifiers = frames::modifiers(&self.tree, n);
            let fits = |at: &&u32| {
                self.tree.lower(**at) == word || normal(&self.tree.token(**at).lemma) == *word
            };
            words.push(*modifiers.iter().find(fits)?);
        }
        if self.excluded(n, rule) || !(rule.by.is_empty() || self.is_done_by(n, &rule.by)) {
            return None;
        }
        self.fits_prepositions(n, &[], rule).then_some(())?;
        self.fits_talk(n, None, rule).then_some(())?;
        let about = self.about(n, &words, rule, depth)?;
        Some(self.made(pattern, words, None, about, false))
    }

    fn made(
        &self,
        pattern: &Pattern,
        words: Vec<u32>,
        object: Option<u32>,
        about: Option<Inner>,
        verb: bool,
    ) -> Trigger {
        let rule = &self.lexicon.rules[pattern.rule];
        let score = 6 * pattern.rest.len()
            + if rule.object.is_empty() {
                0
            } else if rule.object.has_lemmas() {
                4
            } else {
                2
            }
            + 5 * rule.with.len()
            + if rule.by.is_empty() { 0 } else { 6 }
            + if rule.talk.is_some() { 7 } else { 0 }
            + match &rule.about {
                Some(About::Kinds(_)) => 3,
                Some(About::Any | About::To | About::Other) => 1,
                None => 0,
            };
        Trigger {
            token: words[0],
            rule: pattern.rule,
            words,
            object,
            about,
            verb,
            score: score as u32,
        }
    }

    /// The word of a pattern that stands with those already found: particle, preposition, noun.
    fn particle(&self, found: &[u32], word: &str) -> Option<u32> {
        let deps = [
            Dep::Prt,
            Dep::Prep,
            Dep::Advmod,
            Dep::Dobj,
            Dep::Acomp,
            Dep::Dative,
            Dep::Attr,
            Dep::Oprd,
            Dep::Agent,
            Dep::Amod,
            Dep::Compound,
            Dep::Pobj,
            Dep::Poss,
            Dep::Det,
            Dep::Nsubjpass,
            Dep::Neg,
            Dep::Xcomp,
            Dep::Pcomp,
        ];
        found.iter().find_map(|at| {
            self.tree.by_dep(*at, &deps).find(|child| {
                !found.contains(child)
                    && !self.is_when(*child)
                    && (self.tree.lower(*child) == word
                        || normal(&self.tree.token(*child).lemma) == *word)
            })
        })
    }

    fn fits_prepositions(&self, n: u32, beside: &[u32], rule: &Rule) -> bool {
        rule.with.iter().all(|(word, lemmas)| {
            let slot = super::lexicon::Slot::Prep(word.as_str().into());
            let found = frames::of_verb(&self.tree, self.lexicon, n, beside, &slot);
            found.is_some_and(|found| {
                let anything = lemmas.is_empty() && !self.is_time(found);
                anything || !lemmas.is_empty() && self.fits(found, lemmas)
            })
        })
    }

    /// Whether a preposition says when: "agreed *on* Friday to".
    fn is_when(&self, n: u32) -> bool {
        let prep = self.tree.dep(n) == Dep::Prep;
        let noun = self.tree.child(n, &[Dep::Pobj]).filter(|_| prep);
        noun.is_some_and(|noun| self.is_time(noun) && !self.is_act(noun))
    }

    /// Whether a token says when: "a strike on *Wednesday*".
    fn is_time(&self, n: u32) -> bool {
        let span = self.tree.token(n).span;
        let times = &self.told.times;
        let at = times.partition_point(|time| time.span.end <= span.start);
        times.get(at).is_some_and(|time| time.span.overlaps(span))
    }
}

/// The most specific of several readings; of equals the first in the files.
fn best(readings: impl Iterator<Item = Trigger>) -> Option<Trigger> {
    readings.reduce(|best, next| if next.score > best.score { next } else { best })
}
