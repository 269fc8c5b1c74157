//! Pronouns: whom "he", "she", "they", "its" and "who" stand for.
//!
//! Gender, number, binding and quotations rule candidates out; of the others the likeliest is meant
//! ([`super::antecedents`]). Descriptions take up somebody by points for being near, for being a
//! subject and for being spoken of often (the salience of Lappin and Leass, 1994).

use super::antecedents::{Anaphor, Choice, Class, REACH, Told, Who};
use super::scene::{Found, Scene};
use super::view::View;
use crate::actors::lexicon::Gender;
use crate::model::{Dep, EntityKind, MentionKind, Reason};
use crate::span::Span;
use crate::stage::Notes;

/// A pronoun that may stand for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pronoun {
    He,
    She,
    They,
    It,
    /// "who", "whose"
    Relative,
    /// "which", of bodies and countries
    Which,
}

/// What pronoun token `at` is, if it is one that is looked after here.
pub(super) fn pronoun(view: &View<'_>, at: u32) -> Option<Pronoun> {
    match view.lower(at) {
        "he" | "him" | "his" | "himself" => Some(Pronoun::He),
        "she" | "her" | "hers" | "herself" => Some(Pronoun::She),
        "they" | "them" | "their" | "theirs" | "themselves" => Some(Pronoun::They),
        "it" | "its" | "itself" => Some(Pronoun::It),
        "who" | "whom" | "whose" => Some(Pronoun::Relative),
        "which" => relative(view, at).map(|_| Pronoun::Which),
        _ => None,
    }
}

/// The noun that a relative pronoun stands for.
fn relative(view: &View<'_>, at: u32) -> Option<u32> {
    let mut up = at;
    for _ in 0..8 {
        let token = view.token(up);
        if token.dep == Dep::Relcl {
            return Some(token.head.0).filter(|noun| *noun < at);
        }
        if token.head.0 == up {
            return None;
        }
        up = token.head.0;
    }
    None
}

impl Scene<'_, '_> {
    /// Links one pronoun; where nobody is sure, leaves a note.
    pub(super) fn pronoun(&mut self, at: u32, pronoun: Pronoun, notes: &mut Notes) {
        let draft = match pronoun {
            Pronoun::He => self.person(at, Gender::Male),
            Pronoun::She => self.person(at, Gender::Female),
            Pronoun::They => self.several_or_body(at),
            Pronoun::It => self.thing(at),
            Pronoun::Relative => self.noun_before(at, true),
            Pronoun::Which => self.noun_before(at, false),
        };
        match draft {
            Some(draft) => {
                self.mention(at..at + 1, at, MentionKind::Pronoun, draft);
                self.at_token[at as usize] = Some(draft);
            }
            None if matches!(pronoun, Pronoun::He | Pronoun::She | Pronoun::They) => {
                let span = self.view.token(at).span;
                let detail = format!("nobody known for `{}`", self.view.word(at));
                notes.add(Reason::UnresolvedMention, Some(span), detail);
            }
            None => {}
        }
    }

    fn person(&mut self, at: u32, gender: Gender) -> Option<usize> {
        let fits = |scene: &Self, draft: usize| {
            let draft = scene.draft(draft);
            let person = draft.kind == EntityKind::Person && !draft.plural;
            person && draft.gender.is_none_or(|known| known == gender)
        };
        if let Some(subject) = self.reflexive(at) {
            return Some(subject);
        }
        let added = self.speaks(at) && self.view.quotation(at) == 0 && self.beside_quotation(at);
        let speaker = self.speaker.filter(|speaker| fits(self, *speaker));
        if added
            && let Some(speaker) = speaker
            && !self.gives_way(speaker, at)
        {
            return Some(speaker);
        }
        let best = self.likeliest(at, Class::Person, fits)?;
        let alone = self.before(at).iter().all(|found| {
            found.draft == best || self.distance(found.head, at) > REACH || !fits(self, found.draft)
        });
        if alone {
            self.cast.drafts[best].gender = Some(gender);
        }
        Some(best)
    }

    /// Whether the paragraph has brought in somebody else who fits, and not the last speaker:
    /// `Roca left. ¶ Bakare accused her of flight. "She ran," he said.`
    pub(super) fn gives_way(&self, speaker: usize, at: u32) -> bool {
        let paragraph = self.view.paragraph(at);
        let before = self.before(at);
        let mut here = before
            .iter()
            .filter(|found| self.view.paragraph(found.head) == paragraph)
            .filter(|found| self.view.quotation(found.head) == 0);
        let other = here.clone().any(|found| {
            let named = found.kind == MentionKind::Name && found.subject;
            named && found.draft != speaker && self.draft(found.draft).kind == EntityKind::Person
        });
        other && !here.any(|found| found.draft == speaker)
    }

    /// The noun that a relative pronoun stands for, if it fits.
    fn noun_before(&self, at: u32, human: bool) -> Option<usize> {
        let noun = relative(self.view, at)?;
        let draft = self.at_token[noun as usize]?;
        let kind = self.draft(draft).kind;
        let person = matches!(kind, EntityKind::Person | EntityKind::Group);
        (person == human || human && kind == EntityKind::Norp).then_some(draft)
    }

    /// "himself": the subject of the same clause.
    fn reflexive(&self, at: u32) -> Option<usize> {
        if !self.view.lower(at).ends_with("self") || self.view.token(at).dep != Dep::Dobj {
            return None;
        }
        let subject = self.view.child(self.view.head(at), Dep::Nsubj)?;
        let draft = self.at_token[subject as usize]?;
        (self.draft(draft).kind == EntityKind::Person).then_some(draft)
    }

    /// Whether a quotation stands in the same sentence, or ends right before it.
    pub(super) fn beside_quotation(&self, at: u32) -> bool {
        let sentence = &self.view.sentence(at).tokens;
        let from = sentence.start.saturating_sub(3);
        (from..sentence.end.min(from + 200)).any(|at| self.view.quotation(at) > 0)
    }

    /// How much speaks for a mention being taken up at `at`.
    pub(super) fn points(&self, at: u32, found: &Found, distance: u32) -> i32 {
        let mut points = 100 - 30 * distance as i32;
        points += if found.subject { 22 } else { 0 };
        points += match self.view.token(found.head).dep {
            Dep::Dobj | Dep::Dative => 8,
            Dep::Poss => 2,
            _ => 0,
        };
        points += if self.is_topic(found.head) { 15 } else { 0 };
        points += 3 * self.counts[found.draft].min(5) as i32;
        points += match found.kind {
            MentionKind::Name => 4,
            MentionKind::Pronoun => 10,
            MentionKind::Nominal => 0,
        };
        if self.view.quotation(found.head) != self.view.quotation(at) {
            let into = self.view.quotation(found.head) > 0;
            points -= if into { 40 } else { 0 };
            // Who tells the article something is rarely whom another speaks of.
            points -= if !into && self.speaks(found.head) {
                40
            } else {
                0
            };
        }
        if self.view.paragraph(found.head) != self.view.paragraph(at) {
            points -= 8;
        }
        points -= (at.saturating_sub(found.head) / 12).min(6) as i32;
        points
    }

    /// "For NAME, ..." at the head of a sentence.
    pub(super) fn is_topic(&self, at: u32) -> bool {
        let link = self.view.head(at);
        self.view.token(at).dep == Dep::Pobj && link == self.view.sentence(at).tokens.start
    }

    /// An object cannot mean the subject of its own clause, nor a possessor what it owns.
    pub(super) fn bound(&self, at: u32, found: &Found) -> bool {
        let token = self.view.token(at);
        let reflexive = token.lower.ends_with("self") || token.lower.ends_with("selves");
        if reflexive || token.dep == Dep::Poss {
            return found.tokens.contains(&at);
        }
        let mut verb = token.head.0;
        if self.view.token(verb).dep == Dep::Prep {
            verb = self.view.head(verb);
        }
        let object = matches!(token.dep, Dep::Dobj | Dep::Pobj | Dep::Dative);
        object && found.subject && self.subject_verb(verb) == self.view.head(found.head)
    }

    /// The verb whose subject `verb` shares: "criticised" for "criticised her, calling her ...".
    pub(super) fn subject_verb(&self, mut verb: u32) -> u32 {
        for _ in 0..4 {
            let has_subject = self.view.child(verb, Dep::Nsubj).is_some()
                || self.view.child(verb, Dep::Nsubjpass).is_some();
            let dep = self.view.token(verb).dep;
            if has_subject || !matches!(dep, Dep::Advcl | Dep::Xcomp | Dep::Conj | Dep::Ccomp) {
                break;
            }
            verb = self.view.head(verb);
        }
        verb
    }

    /// "they": a pair, a group, a crowd, or a body of many; where there is none, any body or country.
    fn several_or_body(&mut self, at: u32) -> Option<usize> {
        let several = |scene: &Self, draft: usize| {
            let words = scene.view.words();
            let draft = scene.draft(draft);
            let title = draft.title().to_lowercase();
            let last = title.rsplit(' ').next().unwrap_or_default();
            let crowd = matches!(draft.kind, EntityKind::Group | EntityKind::Norp);
            draft.plural || crowd || words.plural_bodies.has(last)
        };
        let near = self.before(at).into_iter();
        let mut near = near.filter(|found| self.distance(found.head, at) <= REACH);
        if near.any(|found| several(self, found.draft)) {
            return self.likeliest(at, Class::They, several);
        }
        let body = |scene: &Self, draft: usize| {
            matches!(scene.draft(draft).kind, EntityKind::Org | EntityKind::Gpe)
        };
        self.likeliest(at, Class::They, body)
    }

    /// "it", "its": a body or a country.
    fn thing(&mut self, at: u32) -> Option<usize> {
        let fits = |scene: &Self, draft: usize| {
            let draft = scene.draft(draft);
            matches!(draft.kind, EntityKind::Org | EntityKind::Gpe) && !draft.plural
        };
        let token = self.view.token(at);
        let verb = &self.view.token(token.head.0).lemma;
        let idle = self.view.is_subject(at) && self.view.words().empty.has(verb);
        // "It was alleged that"
        let clause = self.view.child(token.head.0, Dep::Ccomp).is_some();
        let told = token.dep == Dep::Nsubjpass && clause;
        if idle || told || token.dep == Dep::Expl {
            return None;
        }
        self.likeliest(at, Class::It, fits)
    }

    /// The likeliest of those who fit, where it is likely enough.
    fn likeliest(
        &mut self,
        at: u32,
        class: Class,
        fits: impl Fn(&Self, usize) -> bool,
    ) -> Option<usize> {
        let choices = self.choices(at, class, fits);
        let who = self.view.kinds.pronouns.best(class, &choices);
        self.keep(at, class, choices);
        match who? {
            Who::Nobody => None,
            Who::Draft(draft) => Some(draft),
            Who::Pair(pair) => {
                let (_, members) = self.pairs.get(pair)?.clone();
                Some(self.group(members))
            }
        }
    }

    /// Keeps what was told of a pronoun, for those who fit the weights.
    fn keep(&mut self, at: u32, class: Class, choices: Vec<Choice>) {
        if self.tape.is_none() {
            return;
        }
        let called = |draft: usize| -> Vec<Span> {
            let calls = self.found.iter().rev().filter(|found| {
                found.draft == draft && found.kind != MentionKind::Pronoun && found.head < at
            });
            let coming = self.coming(at).filter(|(_, coming)| *coming == draft);
            calls
                .map(|found| self.view.span(&found.tokens))
                .chain(coming.map(|(head, _)| self.view.token(head).span))
                .collect()
        };
        let told = choices.into_iter().map(|choice| Told {
            called: match choice.who {
                Who::Draft(draft) => called(draft),
                Who::Nobody | Who::Pair(_) => Vec::new(),
            },
            pair: matches!(choice.who, Who::Pair(_)),
            features: choice.features,
        });
        let anaphor = Anaphor {
            span: self.view.token(at).span,
            class,
            choices: told.collect(),
        };
        if let Some(tape) = &mut self.tape {
            tape.push(anaphor);
        }
    }
}
