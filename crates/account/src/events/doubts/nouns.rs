//! Nouns that a rule reads and that mean something else where they stand.

use super::super::arguments::{Parties, Support, normal_lemma};
use super::super::scene::Scene;
use super::super::triggers::Trigger;
use crate::model::*;

/// Tokens on each side that tell what a passage is about.
const WIDE: u32 = 60;

impl Scene<'_> {
    /// Whether a noun is meant in a sense that names no act of its type.
    pub(super) fn is_other_noun(
        &self,
        trigger: &Trigger,
        support: Option<Support>,
        kind: EventType,
        parties: &Parties,
    ) -> bool {
        use EventType::{
            Accuse, Agree, Assault, Consult, Protest, Request, Retreat, Sanction,
            Support as Backing, Threaten,
        };
        let noun = trigger.token;
        let lemma = &*normal_lemma(self, noun);
        let carrier = support.map(|support| normal_lemma(self, support.verb));
        let above = self.verb_of(noun);
        let under = |list: &str| {
            let listed = |word: &String| self.lexicon.list(list, word);
            carrier.as_ref().is_some_and(listed) || above.as_ref().is_some_and(listed)
        };
        match kind {
            Accuse => {
                matches!(lemma, "investigation" | "probe" | "inquiry")
                    && self.is_near(noun, "epidemic", 8) > 0
            }
            Agree => {
                self.is_empty_promise(trigger, lemma, parties)
                    || under("abandon")
                    || self.is_none_yet(noun)
                    || self.is_judged(noun)
            }
            Assault => self.is_struggle(noun, lemma, parties),
            Consult => {
                let visit = self.rule(trigger).mode == Some("visit");
                visit && self.are_travellers(&parties.actors)
            }
            Protest => {
                let own = self.tree.child(noun, &[Dep::Compound, Dep::Amod]).is_none();
                lemma == "rally" && own && self.is_campaign_talk(noun)
            }
            Request => lemma == "appeal" && (self.is_charm(noun) || self.is_of_law(noun)),
            Retreat => lemma == "release" && under("achieve"),
            Sanction => self.tree.lower(noun) == "convictions" && self.is_belief(noun),
            Backing => {
                let fact = self.tree.child(noun, &[Dep::Acl]);
                let fact = fact.filter(|clause| !self.tree.is_infinitive(*clause));
                let that = |clause: u32| self.tree.child(clause, &[Dep::Mark]).is_some();
                lemma == "support" && under("unsupported")
                    || lemma == "recognition" && fact.is_some_and(that)
            }
            Threaten => lemma == "threat" && under("pose"),
            _ => false,
        }
    }

    /// The lemma of the verb of which a noun is the object, also behind a preposition.
    fn verb_of(&self, noun: u32) -> Option<String> {
        let head = self.tree.head(noun)?;
        let verb = match self.tree.dep(noun) {
            Dep::Dobj => head,
            Dep::Pobj if !matches!(self.tree.lower(head), "after" | "before") => {
                let above = self.tree.head(head)?;
                // "pulled out of the deal": one preposition below another
                match self.tree.dep(above) {
                    Dep::Prep => self.tree.head(above)?,
                    _ => above,
                }
            }
            _ => return None,
        };
        self.tree
            .is_verb(verb)
            .then(|| normal_lemma(self, verb).to_string())
    }

    /// "their promise to keep silent", "the commitment to win": nothing for anybody.
    fn is_empty_promise(&self, trigger: &Trigger, lemma: &str, parties: &Parties) -> bool {
        let inner = trigger.about.as_ref();
        let unread = inner.is_some_and(|inner| inner.trigger.is_none());
        let own = inner.is_some_and(|inner| {
            self.lexicon
                .list("no-promise", &normal_lemma(self, inner.top))
        });
        matches!(lemma, "promise" | "pledge" | "vow" | "commitment" | "offer")
            && (unread || own)
            && parties.recipients.is_empty()
    }

    /// A battle between candidates, a strike of workers.
    fn is_struggle(&self, noun: u32, lemma: &str, parties: &Parties) -> bool {
        if lemma == "strike" {
            let labour = self.is_near(noun, "labour-talk", WIDE);
            return labour > 1 && self.is_near(noun, "weapon-talk", WIDE) == 0;
        }
        let all = || parties.actors.iter().chain(&parties.recipients);
        let person = |one: &Participant| {
            let entity = self.told.mentions.entities.get(one.entity.0 as usize);
            entity.is_some_and(|entity| entity.kind == EntityKind::Person)
        };
        matches!(lemma, "battle" | "fight" | "war" | "fighting" | "clash")
            && all().next().is_some()
            && all().all(person)
            && self.is_campaign_talk(noun)
    }

    /// "the party's appeal to women": that it is liked.
    fn is_charm(&self, noun: u32) -> bool {
        let liked = self.tree.pobj(noun, "to");
        let asked = self.tree.pobj(noun, "for").is_some()
            || self.tree.child(noun, &[Dep::Acl, Dep::Relcl]).is_some();
        let everybody = |at: u32| self.lexicon.list("electorate", &normal_lemma(self, at));
        !asked && liked.is_some_and(everybody)
    }

    /// "a federal appeal".
    fn is_of_law(&self, noun: u32) -> bool {
        let deps = [Dep::Compound, Dep::Amod];
        let mut before = self.tree.by_dep(noun, &deps);
        before.any(|at| matches!(self.tree.lower(at), "federal" | "court" | "legal"))
    }

    /// "No deal was announced": that nothing came of it so far is nobody's refusal.
    fn is_none_yet(&self, noun: u32) -> bool {
        let subject = matches!(self.tree.dep(noun), Dep::Nsubj | Dep::Nsubjpass);
        let mut before = self.tree.by_dep(noun, &[Dep::Det, Dep::Neg]);
        subject && before.any(|at| self.tree.lower(at) == "no")
    }

    /// "The harbour deal is a disaster": a thing that is spoken of.
    fn is_judged(&self, noun: u32) -> bool {
        let verb = self
            .tree
            .head(noun)
            .filter(|_| self.tree.dep(noun) == Dep::Nsubj);
        let is = verb.filter(|verb| normal_lemma(self, *verb) == "be");
        let with = ["with", "between"]
            .iter()
            .any(|word| self.tree.pobj(noun, word).is_some());
        !with && is.is_some_and(|is| self.tree.child(is, &[Dep::Attr]).is_some())
    }

    /// "a man of firm convictions".
    fn is_belief(&self, noun: u32) -> bool {
        let of = self
            .tree
            .head(noun)
            .filter(|_| self.tree.dep(noun) == Dep::Pobj);
        let above = of.and_then(|of| self.tree.head(of));
        above.is_some_and(|above| matches!(&*normal_lemma(self, above), "courage" | "strength"))
    }

    /// Whether a token names one person.
    pub(super) fn is_person(&self, n: u32) -> bool {
        let entity = self.mention(n).map(|mention| mention.entity.0 as usize);
        let entity = entity.and_then(|at| self.told.mentions.entities.get(at));
        entity.is_some_and(|entity| entity.kind == EntityKind::Person)
    }

    /// Whether all of some parties are people on the move, without a name.
    pub(super) fn are_travellers(&self, parties: &[Participant]) -> bool {
        let traveller = |one: &Participant| {
            let entity = self.told.mentions.entities.get(one.entity.0 as usize);
            entity.filter(|entity| !entity.named).is_some_and(|entity| {
                let mut words = entity.name.split_whitespace();
                words.any(|word| {
                    let word = word.to_lowercase();
                    let one = word.strip_suffix('s').unwrap_or(&word);
                    self.lexicon.list("traveller", one) || self.lexicon.list("traveller", &word)
                })
            })
        };
        !parties.is_empty() && parties.iter().all(traveller)
    }
}
