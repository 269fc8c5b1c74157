//! Senses: verbs that a rule reads and that mean something else where they stand.

use super::super::arguments::{Parties, normal_lemma};
use super::super::frames;
use super::super::scene::Scene;
use super::super::triggers::Trigger;
use crate::model::*;

/// As what the answer to a charge can stand below "plead".
const ANSWERS: [Dep; 6] = [
    Dep::Acomp,
    Dep::Oprd,
    Dep::Dobj,
    Dep::Advmod,
    Dep::Xcomp,
    Dep::Amod,
];

impl Scene<'_> {
    /// Whether a verb is meant in a sense that names no act of its type.
    pub(super) fn is_other_verb(
        &self,
        trigger: &Trigger,
        kind: EventType,
        parties: &Parties,
    ) -> bool {
        use EventType::{
            Accuse, Agree, Aid, Assault, Coerce, Consult, Protest, Reject, Request, Support,
            Threaten,
        };
        let verb = trigger.token;
        let lemma = &*normal_lemma(self, verb);
        match kind {
            Accuse => self.is_no_charge(trigger, lemma, parties),
            Agree => self.is_no_promise(trigger, lemma, parties),
            Aid => lemma == "help" && self.is_help_to_do(verb),
            Assault => self.is_no_force(verb, lemma, parties),
            Coerce => self.is_no_constraint(verb, lemma, parties),
            Consult => self.is_no_meeting(trigger, lemma, parties),
            Protest => lemma == "rally" && self.has(verb, &[Dep::Dobj]),
            Reject => self.is_no_refusal(verb, lemma, parties),
            Request => self.is_no_plea(verb, lemma),
            Support => self.is_no_backing(verb, lemma, parties),
            Threaten => {
                lemma == "consider" && self.has(verb, &[Dep::Ccomp, Dep::Oprd])
                    || lemma == "threaten" && self.is_done_by_thing(trigger)
            }
            _ => false,
        }
    }

    fn has(&self, n: u32, deps: &[Dep]) -> bool {
        self.tree.child(n, deps).is_some()
    }

    /// Whether a child by one of `deps` has one of the lemmas of a list.
    fn has_of(&self, n: u32, deps: &[Dep], list: &str) -> bool {
        let mut children = self.tree.by_dep(n, deps);
        children.any(|at| self.lexicon.list(list, &normal_lemma(self, at)))
    }

    /// Whether a child by one of `deps` is this word.
    fn has_word(&self, n: u32, deps: &[Dep], word: &str) -> bool {
        let mut children = self.tree.by_dep(n, deps);
        children.any(|at| self.tree.lower(at) == word)
    }

    /// "can't blame her", "the ice was to blame", "hard to blame him", "blasted out a message".
    fn is_no_charge(&self, trigger: &Trigger, lemma: &str, parties: &Parties) -> bool {
        let verb = trigger.token;
        match lemma {
            "blame" => {
                let head = self
                    .tree
                    .head(verb)
                    .filter(|_| self.tree.is_infinitive(verb));
                let above = head.map(|head| normal_lemma(self, head));
                let of_thing = above.as_deref() == Some("be") && self.tree.dep(verb) == Dep::Xcomp;
                let hard = above.is_some_and(|word| self.lexicon.list("hard", &word));
                of_thing || hard || self.is_not_able(verb)
            }
            "blast" => {
                let out = self.has_word(verb, &[Dep::Prt, Dep::Advmod], "out");
                out && parties.recipients.is_empty()
            }
            "disagree" => parties.recipients.is_empty(),
            "lament" => self.is_own(verb, parties),
            // "took aim at the guard", with a rifle
            "take" => self.is_near(verb, "weapon-talk", WIDE) > 0,
            "investigate" | "probe" => self.is_near(verb, "epidemic", NEAR) > 0,
            "question" => {
                let head = self.tree.head(verb);
                head.is_some_and(|head| normal_lemma(self, head) == "doubt")
            }
            _ => false,
        }
    }

    /// "You can't": what nobody can do is not told as done or refused.
    fn is_not_able(&self, verb: u32) -> bool {
        let mut aux = self.tree.by_dep(verb, &[Dep::Aux]);
        let can = aux.any(|at| matches!(self.tree.lower(at), "can" | "ca" | "could"));
        can && self.has(verb, &[Dep::Neg])
    }

    /// "vowed to fight on", "agreed that the winters are milder", "is ready to answer".
    fn is_no_promise(&self, trigger: &Trigger, lemma: &str, parties: &Parties) -> bool {
        let verb = trigger.token;
        let inner = trigger.about.as_ref();
        match lemma {
            "promise" | "pledge" | "vow" | "swear" => {
                let done = inner.map(|inner| normal_lemma(self, inner.top));
                done.is_some_and(|word| self.lexicon.list("no-promise", &word))
            }
            "agree" => {
                let opinion = self.tree.child(verb, &[Dep::Ccomp]);
                let side = trigger.words.len() == 1
                    && inner.is_none()
                    && self
                        .tree
                        .pobj(verb, "with")
                        .is_some_and(|n| self.is_actor(n))
                    && self.tree.pobj(verb, "on").is_none();
                opinion.is_some_and(|clause| self.is_opinion(verb, clause)) || side
            }
            // "wanted to thank her": said with that, and no plan
            "want" => {
                let thanks = inner.map(|inner| normal_lemma(self, inner.top));
                thanks.is_some_and(|word| self.lexicon.list("performative", &word))
            }
            "be" => {
                let known = inner.and_then(|inner| inner.trigger.as_deref());
                let hostile = known.is_some_and(|known| self.rule(known).kind.quad() > 2);
                let done = inner.map(|inner| normal_lemma(self, inner.top));
                let own = done.is_some_and(|word| {
                    self.lexicon.list("no-promise", &word)
                        || matches!(&*word, "respond" | "answer" | "assuage" | "file" | "sue")
                });
                parties.recipients.is_empty() && (hostile || own)
            }
            _ => false,
        }
    }

    /// A clause that says how things are, not what somebody will do.
    fn is_opinion(&self, verb: u32, clause: u32) -> bool {
        let will = ["will", "would", "wo", "'ll", "’ll", "'d", "’d", "shall"];
        // "agreed that it should stay" decides something
        let decided = matches!(&*self.tree.token(verb).tag, "VBD" | "VBN");
        let mut aux = self.tree.by_dep(clause, &[Dep::Aux]);
        let ahead = aux.any(|at| {
            let word = self.tree.lower(at);
            will.contains(&word) || decided && word == "should"
        });
        let bare = &*self.tree.token(clause).tag == "VB" && !self.has(clause, &[Dep::Aux]);
        !ahead && !bare && !self.tree.is_infinitive(clause)
    }

    /// "will help convince the voters": nobody is helped.
    fn is_help_to_do(&self, verb: u32) -> bool {
        let done = self.tree.child(verb, &[Dep::Xcomp, Dep::Ccomp]);
        let own = |done: u32| self.has(done, &[Dep::Nsubj, Dep::Nsubjpass]);
        done.is_some_and(|done| !own(done)) && !self.has(verb, &[Dep::Dobj])
    }

    /// "shot back at the critic", "hit by a lorry", "the virus killed 12", "the crowd dispersed".
    fn is_no_force(&self, verb: u32, lemma: &str, parties: &Parties) -> bool {
        let hurt = matches!(
            lemma,
            "kill" | "injure" | "wound" | "hit" | "strike" | "hurt"
        );
        if hurt && self.is_accident(verb, lemma, parties) {
            return true;
        }
        match lemma {
            "shoot" => {
                let back = self.has_word(verb, &[Dep::Prt, Dep::Advmod], "back");
                back && !self.has(verb, &[Dep::Dobj]) && self.tree.pobj(verb, "at").is_none()
            }
            "disperse" => !self.tree.is_passive(verb) && !self.has(verb, &[Dep::Dobj]),
            "fight" | "battle" => {
                let aim = [Dep::Xcomp, Dep::Advcl, Dep::Ccomp];
                !self.has(verb, &[Dep::Dobj]) && self.has_of(verb, &aim, "struggle")
            }
            "overthrow" | "topple" | "beat" => self.is_campaign_talk(verb),
            _ => false,
        }
    }

    /// Whether what hurts is traffic, a game or an illness.
    fn is_accident(&self, verb: u32, lemma: &str, parties: &Parties) -> bool {
        if self.is_near(verb, "weapon-talk", WIDE) > 0 {
            return false;
        }
        let by_nobody = parties.actors.is_empty();
        let traffic = match lemma {
            "hit" | "strike" => "traffic",
            _ => "collision",
        };
        let passive = lemma == "kill" || lemma == "injure" || self.tree.is_passive(verb);
        by_nobody && passive && self.is_near(verb, traffic, WIDE) > 0
            || lemma == "injure" && self.is_near(verb, "game", WIDE) > 0
            || lemma == "kill" && self.is_near(verb, "epidemic", WIDE) > 0
    }

    /// "held and hugged", "prohibited by law", "barring a miracle".
    fn is_no_constraint(&self, verb: u32, lemma: &str, parties: &Parties) -> bool {
        match lemma {
            "hold" => self.has_of(verb, &[Dep::Conj], "embrace"),
            "ban" | "bar" | "forbid" | "prohibit" | "outlaw" => {
                let doer = frames::subject(&self.tree, self.lexicon, verb);
                let doer = self.tree.pobj(verb, "by").or(doer);
                let law = doer.map(|doer| normal_lemma(self, doer));
                let loose = matches!(self.tree.dep(verb), Dep::Prep | Dep::Advcl);
                let except = self.tree.lower(verb) == "barring" && loose;
                let law = law.is_some_and(|law| self.lexicon.list("statute", &law));
                except || law && parties.actors.is_empty()
            }
            _ => false,
        }
    }

    /// "the migrants who came to Ruritania", "was met by guards", "spoke with one voice".
    fn is_no_meeting(&self, trigger: &Trigger, lemma: &str, parties: &Parties) -> bool {
        let verb = trigger.token;
        let visit = self.rule(trigger).mode == Some("visit");
        if visit && (parties.actors.is_empty() || self.are_travellers(&parties.actors)) {
            return true;
        }
        match lemma {
            "meet" => self.tree.is_passive(verb),
            "greet" | "receive" | "welcome" => {
                self.tree.is_passive(verb) && self.tree.pobj(verb, "with").is_some()
            }
            "speak" | "talk" | "consult" => {
                trigger.words.len() > 1 && parties.recipients.is_empty()
                    || self.are_reporters(&parties.actors)
            }
            "discuss" => {
                let entity =
                    |one: &Participant| self.told.mentions.entities.get(one.entity.0 as usize);
                let alone = parties.recipients.is_empty() && parties.actors.len() == 1;
                let person = parties.actors.first().and_then(entity);
                alone && person.is_some_and(|one| one.kind == EntityKind::Person)
            }
            _ => false,
        }
    }

    /// "challenges the senator for his seat", "can't ignore the letters".
    fn is_no_refusal(&self, verb: u32, lemma: &str, parties: &Parties) -> bool {
        let object = frames::object(&self.tree, self.lexicon, verb);
        match lemma {
            "challenge" => {
                let rival = object.is_some_and(|object| self.is_person(object));
                rival || parties.actors.is_empty()
            }
            "walk" | "storm" => {
                let of = self
                    .tree
                    .pobj(verb, "out of")
                    .or(self.tree.pobj(verb, "of"));
                of.is_some_and(|of| self.lexicon.list("indoors", &normal_lemma(self, of)))
            }
            "ignore" | "dismiss" | "disregard" => {
                self.is_not_able(verb)
                    || self.tree.is_infinitive(verb) && self.has(verb, &[Dep::Neg])
                    || lemma == "ignore" && self.are_reporters(&parties.actors)
            }
            _ => false,
        }
    }

    /// "pleaded guilty", "asked why", "wants to leave", "called him a charlatan".
    fn is_no_plea(&self, verb: u32, lemma: &str) -> bool {
        let clause = self.tree.child(verb, &[Dep::Ccomp]);
        match lemma {
            "plead" => self.has_word(verb, &ANSWERS, "guilty"),
            "ask" => clause.is_some_and(|clause| self.is_question(verb, clause)),
            "insist" => clause.is_some_and(|clause| self.is_claim(verb, clause)),
            "suggest" | "propose" => clause.is_some_and(|clause| self.is_supposition(clause)),
            "want" | "look" => {
                let own = self.tree.child(verb, &[Dep::Xcomp]);
                let next = own.filter(|_| verb + 1 < self.tree.len());
                next.is_some_and(|own| !self.has(own, &[Dep::Nsubj, Dep::Nsubjpass]))
                    && self.tree.lower(verb + 1) == "to"
            }
            "require" => self.has_of(verb, &[Dep::Dobj], "needed"),
            "seek" => {
                let wanted = frames::object(&self.tree, self.lexicon, verb);
                self.tree.is_passive(verb) && wanted.is_some_and(|wanted| self.is_person(wanted))
            }
            "call" => {
                let named = self.has(verb, &[Dep::Oprd]);
                named || self.tree.is_passive(verb) && !self.has(verb, &[Dep::Xcomp])
            }
            _ => false,
        }
    }

    /// "asked why they had left", "“Why wait?” asked the king".
    fn is_question(&self, verb: u32, clause: u32) -> bool {
        let words = [
            Dep::Advmod,
            Dep::Dobj,
            Dep::Attr,
            Dep::Nsubj,
            Dep::Mark,
            Dep::Det,
        ];
        let mut asked = self.tree.by_dep(clause, &words);
        let asks = |at: u32| match self.tree.lower(at) {
            "whether" | "if" => true,
            word => self.tree.token(at).tag.starts_with('W') && word != "that",
        };
        let between = clause.min(verb)..clause.max(verb);
        let near = between.len() <= NEAR as usize;
        let mut between = between.filter(|_| near);
        asked.any(asks) || between.any(|at| self.tree.lower(at) == "?")
    }

    /// "insisted that it would not pay", "insists that they give no help".
    fn is_claim(&self, verb: u32, clause: u32) -> bool {
        let will = [
            "will", "would", "wo", "'ll", "’ll", "had", "has", "have", "did", "do", "does",
        ];
        let mut aux = self.tree.by_dep(clause, &[Dep::Aux]);
        let told = aux.any(|at| will.contains(&self.tree.lower(at)));
        let subject = |n: u32| self.tree.child(n, &[Dep::Nsubj]);
        let entity = |n: u32| self.mention(n).map(|mention| mention.entity);
        let speaker = subject(verb).and_then(entity);
        told || speaker.is_some() && speaker == subject(clause).and_then(entity)
    }

    /// "suggested that the firm might pay".
    fn is_supposition(&self, clause: u32) -> bool {
        let mut aux = self.tree.by_dep(clause, &[Dep::Aux]);
        let modal = |at: u32| {
            matches!(
                self.tree.lower(at),
                "might" | "would" | "could" | "may" | "will" | "can"
            )
        };
        aux.any(modal) || matches!(&*self.tree.token(clause).tag, "VBD" | "VBZ" | "VBN")
    }

    /// "defended his decision", "endorses no rival", "people who support the law".
    fn is_no_backing(&self, verb: u32, lemma: &str, parties: &Parties) -> bool {
        let object = frames::object(&self.tree, self.lexicon, verb);
        let undecided = || {
            let mut aux = self.tree.by_dep(verb, &[Dep::Aux]);
            let perfect = aux.any(|at| matches!(self.tree.lower(at), "has" | "have" | "had"));
            perfect && self.has(verb, &[Dep::Neg])
        };
        match lemma {
            "defend" => {
                let right = self
                    .tree
                    .head(verb)
                    .filter(|_| self.tree.dep(verb) == Dep::Acl);
                right.is_some_and(|noun| normal_lemma(self, noun) == "right")
            }
            "justify" => self.is_own(verb, parties),
            "endorse" | "support" | "back" => {
                let open = self
                    .tree
                    .head(verb)
                    .filter(|_| self.tree.dep(verb) == Dep::Relcl);
                let open = open.map(|noun| normal_lemma(self, noun));
                undecided() || open.is_some_and(|noun| self.lexicon.list("whoever", &noun))
            }
            "applaud" | "cheer" => parties.recipients.is_empty() && object.is_none(),
            "recognize" => undecided() || self.is_not_able(verb),
            _ => false,
        }
    }

    /// Whether the object of a verb is the actor's own: "defended *his* decision".
    fn is_own(&self, verb: u32, parties: &Parties) -> bool {
        let object = frames::object(&self.tree, self.lexicon, verb);
        let owner = object.and_then(|object| self.tree.child(object, &[Dep::Poss]));
        let owner = owner.and_then(|owner| self.mention(owner));
        let owner = owner.map(|mention| mention.entity);
        owner.is_some() && parties.actors.iter().any(|one| Some(one.entity) == owner)
    }

    /// Whether all who act are of the press.
    fn are_reporters(&self, parties: &[Participant]) -> bool {
        self.are_all(parties, Sector::Jrn)
    }
}

/// Tokens on each side that tell what a clause is about.
const NEAR: u32 = 12;
/// Tokens on each side that tell what a sentence is about.
const WIDE: u32 = 30;
