//! An article's own words for an act, where they stand by themselves: "ordered a pause of ...".

use super::actors::Cast;
use super::predicates::{Extent, Tree};
use super::tellings::Telling;
use super::told::Told;
use crate::model::*;

/// Words of a predicate at most; longer ones drag their sentence along.
const LONGEST: usize = 22;

/// A verb with what follows it, in an article's words.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wording {
    /// The verb's dictionary form.
    pub(super) verb: String,
    /// The verb's past as the article has it; nothing where it stands in another form.
    pub(super) past: Option<String>,
    /// What follows the verb: "30,000 soldiers to the border".
    pub(super) rest: String,
}

/// The wording of one telling, where its trigger is a verb in the active voice whose clause can
/// be understood without its sentence.
pub(super) fn wording(told: &Told<'_>, cast: &Cast, telling: &Telling<'_>) -> Option<Wording> {
    let reading = told.readings[telling.position];
    let tree = Tree::new(reading);
    let verb = tree.verb(telling.event.trigger)?;
    let passive = tree.is_passive(verb);
    if !passive && !is_subject(&tree, reading, verb, telling) {
        return None;
    }
    let rest = Extent::ALL.iter().find_map(|extent| {
        let words = match passive {
            true => tree.undergone(verb, *extent, LONGEST)?,
            false => tree.predicate(verb, *extent, LONGEST)?,
        };
        let rendered = Rendered {
            telling,
            reading,
            cast,
            words: &words,
        };
        rendered.text(&tree)
    })?;
    let token = &reading.parse.tokens[verb];
    let past = matches!(&*token.tag, "VBD").then(|| token.lower.to_string());
    Some(Wording {
        verb: token.lemma.to_lowercase(),
        past,
        rest,
    })
}

/// Whether whoever acts is in the verb's subject, as far as it has one of its own.
fn is_subject(tree: &Tree<'_>, reading: &Reading, verb: usize, telling: &Telling<'_>) -> bool {
    let Some(subject) = tree.subject(verb) else {
        return true;
    };
    if matches!(&*tree.token(subject).tag, "WDT" | "WP") {
        return true;
    }
    let phrase = tree.phrase(subject);
    let acts = |m: &Mention| telling.event.actors.iter().any(|a| a.entity == m.entity);
    let mut mentions = reading.mentions.mentions.iter().filter(|m| acts(m));
    mentions.any(|m| phrase.contains(&(m.head.0 as usize)))
}

/// What an act is done to or about, where a noun names it: "strikes on empty barges".
pub(super) fn noun_phrase(told: &Told<'_>, cast: &Cast, telling: &Telling<'_>) -> Option<String> {
    let reading = told.readings[telling.position];
    let tree = Tree::new(reading);
    let noun = tree.noun(telling.event.trigger)?;
    let by_whom = |n: usize| {
        let span = reading.parse.tokens[n].span;
        telling.event.actors.iter().any(|a| a.span.overlaps(span))
    };
    let words = tree.noun_phrase(noun, LONGEST, by_whom)?;
    let rendered = Rendered {
        telling,
        reading,
        cast,
        words: &words,
    };
    let text = rendered.text(&tree)?;
    let singular = matches!(&*reading.parse.tokens[noun].tag, "NN" | "NNP");
    let vowel = text.starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O']);
    Some(match (singular, vowel) {
        (false, _) => text,
        (true, false) => format!("a {text}"),
        (true, true) => format!("an {text}"),
    })
}

/// Tokens of an article as they are written down in the account.
struct Rendered<'a> {
    telling: &'a Telling<'a>,
    reading: &'a Reading,
    cast: &'a Cast,
    /// Positions of the tokens, in order.
    words: &'a [usize],
}

impl Rendered<'_> {
    /// The words as one text; nothing where a word points at what the account does not show.
    fn text(&self, tree: &Tree<'_>) -> Option<String> {
        let recipients = &self.telling.event.recipients;
        let spans: Vec<Span> = self.words.iter().map(|n| tree.token(*n).span).collect();
        let named = |r: &Participant| spans.iter().any(|span| span.overlaps(r.span));
        if !self.telling.recipients.is_empty() && !recipients.iter().any(named) {
            return None;
        }
        let mut text = String::new();
        let mut quoted = false;
        for (at, n) in self.words.iter().enumerate() {
            let token = tree.token(*n);
            quoted ^= is_quote_mark(&token.lower);
            let gap = at.checked_sub(1).map(|before| spans[before].end);
            let space =
                gap.is_some_and(|end| end < token.span.start || self.words[at - 1] + 1 < *n);
            if space {
                text.push(' ');
            }
            match self.replaced(tree, *n, quoted) {
                Word::Kept if tree.opens_sentence(*n) => text.push_str(&token.lower),
                Word::Kept => text.push_str(token.span.of(&self.reading.article.text)),
                Word::Named(name) => text.push_str(&name),
                Word::Unclear => return None,
            }
        }
        (!quoted && !text.is_empty()).then_some(text)
    }

    /// What stands for a token.
    fn replaced(&self, tree: &Tree<'_>, n: usize, quoted: bool) -> Word {
        let token = tree.token(n);
        if quoted {
            return Word::Kept;
        }
        let points = token.dep != Dep::Mark
            && !matches!(&*token.tag, "WDT" | "WP")
            && matches!(
                &*token.lower,
                "this" | "these" | "those" | "such" | "that" | "there" | "here"
            );
        if points {
            return Word::Unclear;
        }
        match &*token.tag {
            "PRP" => self.pronoun(n, ""),
            "PRP$" => self.pronoun(n, "'s"),
            _ => Word::Kept,
        }
    }

    /// Whether the verb before this one, which is not shown, has an object that may be the owner:
    /// "seized a trawler and arrested its crew".
    fn may_own_left_out(&self, n: usize) -> bool {
        let tokens = &self.reading.parse.tokens;
        let first = self.words.first().copied().unwrap_or(n);
        let verb = first.saturating_sub(1);
        let joined = tokens[verb..n].iter().find(|token| token.dep == Dep::Conj);
        let Some(left_out) = joined
            .map(|token| token.head)
            .filter(|head| (head.0 as usize) < verb)
        else {
            return false;
        };
        let mut between = tokens[left_out.0 as usize..first].iter();
        between.any(|t| t.dep == Dep::Dobj && t.pos == Pos::Noun && t.head == left_out)
    }

    /// A pronoun stays where it stands for the subject or for somebody named before it.
    fn pronoun(&self, n: usize, ending: &str) -> Word {
        let token = &self.reading.parse.tokens[n];
        if token.lower.ends_with("self") || token.lower.ends_with("selves") {
            return Word::Kept;
        }
        if matches!(&*token.lower, "its" | "their") && self.may_own_left_out(n) {
            return Word::Unclear;
        }
        let mentions = &self.reading.mentions.mentions;
        let mention = mentions.iter().find(|m| m.head.0 as usize == n);
        let Some(entity) = mention.map(|m| m.entity) else {
            // "recalled its ambassador": an owner nobody is known for is the subject.
            let owner = &*token.tag == "PRP$" && !is_first_or_second_person(&token.lower);
            return if owner { Word::Kept } else { Word::Unclear };
        };
        let subject = |p: &Participant| p.entity == entity;
        let before = |m: &Mention| {
            let head = m.head.0 as usize;
            m.entity == entity && head < n && self.words.contains(&head)
        };
        if self.telling.event.actors.iter().any(subject) || mentions.iter().any(before) {
            return Word::Kept;
        }
        // A name in the place of a pronoun must be right: "they" and "it" are too often not.
        let entities = &self.reading.mentions.entities;
        let known = entities.get(entity.0 as usize).is_some_and(|e| e.named);
        let person = matches!(&*token.lower, "he" | "she" | "him" | "her" | "his");
        let actor = self.cast.of(self.telling.position, entity);
        match actor.filter(|_| known && person) {
            Some(actor) => Word::Named(format!("{}{ending}", self.cast.name(actor))),
            None => Word::Unclear,
        }
    }
}

/// What is written for a token.
enum Word {
    Kept,
    Named(String),
    Unclear,
}

fn is_first_or_second_person(lower: &str) -> bool {
    matches!(lower, "my" | "our" | "your")
}

pub(super) fn is_quote_mark(token: &str) -> bool {
    matches!(
        token,
        "\"" | "\u{201c}" | "\u{201d}" | "``" | "''" | "«" | "»"
    )
}
