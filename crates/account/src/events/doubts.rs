//! Doubts: words that a rule takes for an act and a reader would not.
//!
//! The rules say which type an act has if two parties act at all. In running text many of their
//! words are no act: "asked not to be named", "declined to comment", "most scholars agree that".

mod nouns;
mod senses;

use super::arguments::{Parties, Support, normal_lemma};
use super::frames;
use super::scene::Scene;
use super::triggers::Trigger;
use crate::model::*;

/// Words behind a trigger that are searched for what it is about.
const BEHIND: u32 = 8;

/// Words of the sentence before that are searched for what killed.
const SENTENCE: usize = 60;

impl Scene<'_> {
    /// Whether a trigger with these parties tells no act of theirs.
    pub(super) fn is_doubtful(
        &self,
        trigger: &Trigger,
        support: Option<Support>,
        parties: &Parties,
    ) -> bool {
        let kind = self.rule(trigger).kind;
        self.is_by_onlookers(parties)
            || self.is_about_press(trigger, kind, parties)
            || self.is_suit(trigger, parties)
            || kind == EventType::Assault && self.is_disaster(trigger, parties)
            || kind == EventType::Request && parties.actors.is_empty()
            || trigger.verb && self.is_another_use(trigger, kind, parties)
            || trigger.verb && self.is_other_verb(trigger, kind, parties)
            || !trigger.verb && self.is_other_noun(trigger, support, kind, parties)
            || trigger.verb && self.is_passing_remark(trigger, parties)
            || !trigger.verb && support.is_none() && self.is_bare_word(trigger, kind, parties)
    }

    /// Analysts, witnesses and sources tell of acts; they do not act.
    fn is_by_onlookers(&self, parties: &Parties) -> bool {
        let onlooker = |one: &Participant| {
            let entity = self.told.mentions.entities.get(one.entity.0 as usize);
            let unnamed = entity.filter(|entity| !entity.named);
            unnamed.is_some_and(|entity| {
                let words = entity.names.iter().flat_map(|name| name.split_whitespace());
                let mut words = words.map(|word| word.to_lowercase());
                words.any(|word| self.is_onlooker(&word))
            })
        };
        !parties.actors.is_empty() && parties.actors.iter().all(onlooker)
    }

    fn is_onlooker(&self, word: &str) -> bool {
        let singular = word.strip_suffix("es").or(word.strip_suffix('s'));
        let listed = |word| self.lexicon.list("onlooker", word);
        listed(word) || singular.is_some_and(listed) || word.strip_suffix('s').is_some_and(listed)
    }

    /// What passes between a person and the press: "asked not to be named", "declined to comment",
    /// "spoke to reporters".
    fn is_about_press(&self, trigger: &Trigger, kind: EventType, parties: &Parties) -> bool {
        use EventType::{Consult, Reject, Request};
        let list = match kind {
            Consult => return self.are_all(&parties.recipients, Sector::Jrn),
            Request => "anonymity",
            Reject => "comment",
            _ => return false,
        };
        let sentence = self.tree.token(trigger.token).sentence;
        let behind = trigger.token + 1..self.tree.len().min(trigger.token + 1 + BEHIND);
        let mut behind = behind.filter(|n| self.tree.token(*n).sentence == sentence);
        behind.any(|n| {
            let below = self.tree.above(n).any(|at| at == trigger.token);
            below && self.lexicon.list(list, &normal_lemma(self, n))
        })
    }

    /// "went to the Supreme Court", with a suit.
    fn is_suit(&self, trigger: &Trigger, parties: &Parties) -> bool {
        let goes = self
            .lexicon
            .list("suit", &normal_lemma(self, trigger.token));
        goes && self.are_all(&parties.recipients, Sector::Jud)
    }

    fn are_all(&self, recipients: &[Participant], sector: Sector) -> bool {
        let of_sector = |one: &Participant| {
            let mut codes = self.codes(one.entity).iter();
            codes.any(|code| code.sector == Some(sector))
        };
        !recipients.is_empty() && recipients.iter().all(of_sector)
    }

    /// "The cyclone killed 12": nobody's act. Who kills must be somebody, or a thing that somebody
    /// uses.
    fn is_disaster(&self, trigger: &Trigger, parties: &Parties) -> bool {
        if !parties.actors.is_empty() {
            return self.is_done_by_thing(trigger);
        }
        let sentence = self.tree.token(trigger.token).sentence;
        let id = self.told.parse.sentences.get(sentence.0 as usize);
        let mut words = id.map_or(0..0, |sentence| sentence.tokens.clone());
        self.is_done_by_thing(trigger)
            || words.any(|n| self.lexicon.list("disaster", &normal_lemma(self, n)))
            || self.is_counted_after(trigger)
    }

    /// "An earthquake shook the valley. Ten people were killed."
    fn is_counted_after(&self, trigger: &Trigger) -> bool {
        let toll = matches!(&*normal_lemma(self, trigger.token), "kill" | "injure");
        let before = self.tree.token(trigger.token).sentence.0.checked_sub(1);
        let before = before.and_then(|at| self.told.parse.sentences.get(at as usize));
        let words = before.map_or(0..0, |sentence| sentence.tokens.clone());
        let mut words = words.take(SENTENCE);
        trigger.verb
            && toll
            && words.any(|n| self.lexicon.list("disaster", &normal_lemma(self, n)))
            && self.is_near(trigger.token, "weapon-talk", BEHIND * 6) == 0
    }

    pub(super) fn is_done_by_thing(&self, trigger: &Trigger) -> bool {
        let subject = frames::subject(&self.tree, self.lexicon, trigger.token);
        let Some(subject) = subject.filter(|_| trigger.verb) else {
            return false;
        };
        let lemma = normal_lemma(self, subject);
        let thing = self.tree.is_noun(subject) && !self.is_actor(subject);
        let phrase = self.participants(subject);
        self.lexicon.list("disaster", &lemma)
            || thing && phrase.is_empty() && !self.lexicon.list("instrument", &lemma)
    }

    /// "60 fighters jailed in the capital": a participle that only says who is meant, without an
    /// agent and a time.
    fn is_passing_remark(&self, trigger: &Trigger, parties: &Parties) -> bool {
        let verb = trigger.token;
        let described = self.tree.dep(verb) == Dep::Acl && &*self.tree.token(verb).tag == "VBN";
        let below = |n: u32| n == verb || self.tree.above(n).any(|at| at == verb);
        let timed = || {
            let mut times = self.told.times.iter();
            times.any(|time| time.days.is_some() && self.top(time.span).is_some_and(below))
        };
        described && parties.actors.is_empty() && !timed()
    }

    /// A verb in a use that names no act of its type.
    fn is_another_use(&self, trigger: &Trigger, kind: EventType, parties: &Parties) -> bool {
        use EventType::{Agree, Aid, Consult, Protest, Request, Threaten};
        let verb = trigger.token;
        let completed = |deps: &[Dep]| self.tree.child(verb, deps).is_some();
        match (kind, &*normal_lemma(self, verb)) {
            // "sought to persuade": an attempt, no request
            (Request, "seek" | "look" | "push") => {
                parties.recipients.is_empty() && completed(&[Dep::Xcomp])
            }
            // "wanted the rain to stop": nobody is asked
            (Request, "want" | "expect") => parties.recipients.is_empty(),
            // "insisted that only fighters had been hit": a claim, no demand
            (Request, "insist" | "require") => {
                self.tree.child(verb, &[Dep::Ccomp]).is_some_and(|n| {
                    matches!(&*self.tree.token(n).tag, "VBD" | "VBZ" | "VBN")
                        && !self
                            .tree
                            .by_dep(n, &[Dep::Aux])
                            .any(|aux| self.tree.lower(aux) == "be")
                })
            }
            // "as it had promised to do"
            (Agree, "promise" | "pledge" | "vow") => {
                let done = self.tree.child(verb, &[Dep::Xcomp]);
                done.is_some_and(|n| {
                    normal_lemma(self, n) == "do" && self.tree.child(n, &[Dep::Dobj]).is_none()
                })
            }
            // "heads the opposition"
            (Consult, "head") => completed(&[Dep::Dobj]),
            // "scholars agree that": an opinion
            (Agree, "agree") => {
                let opinion = matches!(&*self.tree.token(verb).tag, "VBP" | "VBZ");
                opinion && completed(&[Dep::Ccomp])
            }
            // "demonstrated its resolve"
            (Protest, "demonstrate" | "mobilise" | "mobilize") => {
                completed(&[Dep::Dobj, Dep::Ccomp])
            }
            // "warned that rain may fall": a forecast, unless of what the speaker would do
            (Threaten, "warn") => parties.recipients.is_empty() && self.is_forecast(verb, parties),
            // "the guards were armed"
            (Aid, "arm" | "equip" | "train") => {
                self.tree.is_passive(verb) && self.tree.pobj(verb, "by").is_none()
            }
            // "went home to their families"
            (Consult, "go" | "come" | "travel" | "fly" | "return") => {
                !parties.recipients.is_empty()
                    && !parties.recipients.iter().any(|r| self.is_coded(r))
            }
            _ => false,
        }
    }

    /// Whether a clause behind a verb tells what others will do or what will happen.
    fn is_forecast(&self, verb: u32, parties: &Parties) -> bool {
        let Some(clause) = self.tree.child(verb, &[Dep::Ccomp]) else {
            return self.tree.child(verb, &[Dep::Xcomp]).is_none();
        };
        let subject = self.tree.child(clause, &[Dep::Nsubj, Dep::Nsubjpass]);
        let speaker = subject
            .and_then(|subject| self.mention(subject))
            .map(|m| m.entity);
        !parties.actors.iter().any(|one| Some(one.entity) == speaker)
    }

    fn is_coded(&self, one: &Participant) -> bool {
        !self.codes(one.entity).is_empty()
    }

    /// A noun that names neither whom it is meant for nor what about: "their quarrel", "an
    /// opposition that", "defended his ceasefire", "the relief for the victims".
    fn is_bare_word(&self, trigger: &Trigger, kind: EventType, parties: &Parties) -> bool {
        use EventType::{
            Accuse, Agree, Aid, Coerce, Concede, Mobilize, Reject, Request, Retreat, Sanction,
            Support, Threaten,
        };
        let alone = parties.actors.len() <= 1;
        let bare = alone && parties.recipients.is_empty() && trigger.about.is_none();
        let by_somebody = || self.tree.pobj(trigger.token, "by").is_some();
        // "an appeal by the bishops for calm"
        let asked = || self.tree.pobj_near(trigger.token, "for").is_some();
        match kind {
            Request => bare && (parties.actors.is_empty() || !asked()),
            Accuse | Agree | Concede | Reject | Support | Threaten => bare,
            Coerce | Mobilize | Retreat | Sanction => bare && !by_somebody(),
            Aid => bare || parties.actors.is_empty(),
            _ => false,
        }
    }
}
