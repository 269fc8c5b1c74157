//! Support: the verb that carries a noun's act, "*launched* a strike".

use super::super::scene::Scene;
use super::{Lends, Support, normal_lemma};
use crate::model::*;

impl Scene<'_> {
    /// The verb that carries a noun's act, if one does.
    pub(in super::super) fn support(&self, noun: u32) -> Option<Support> {
        let made = |verb: u32| {
            let lemma = normal_lemma(self, verb);
            // "called the assault that killed five an outrage"
            if lemma == "call" && self.deed(noun).is_some() {
                return None;
            }
            if let Some(lends) = self.gains(verb, noun) {
                return Some(Support { verb, lends });
            }
            let lists = [
                ("support", Lends::Actor),
                ("motion", Lends::Actor),
                ("suffer", Lends::Recipient),
            ];
            let mut lists = lists.into_iter();
            let (_, lends) = lists.find(|(name, _)| self.lexicon.list(name, &lemma))?;
            Some(Support { verb, lends })
        };
        let below = self.tree.by_dep(noun, &[Dep::Acl, Dep::Relcl]);
        let mut below = below.filter(|verb| {
            let finite = &*self.tree.token(*verb).tag != "VBG" && !self.tree.is_infinitive(*verb);
            // "an opposition that calls", "whose members called": there the noun is no object.
            let other = self.tree.child(*verb, &[Dep::Nsubj, Dep::Dobj]);
            let subject = self.tree.child(*verb, &[Dep::Nsubj]);
            let object = self.tree.child(*verb, &[Dep::Dobj]);
            let owned = other.and_then(|n| self.tree.child(n, &[Dep::Poss]));
            let relative = |n: Option<u32>| n.is_some_and(|n| self.tree.is_relative(n));
            finite
                && !self.names_it(*verb)
                && !relative(subject)
                && !relative(owned)
                && object.is_none_or(|n| self.tree.is_relative(n))
        });
        if let Some(support) = below.find_map(made) {
            return Some(support);
        }
        let mut at = noun;
        for _ in 0..6 {
            let head = self.tree.head(at)?;
            match self.tree.dep(at) {
                Dep::Dobj | Dep::Nsubjpass if self.names_it(head) => return None,
                Dep::Dobj | Dep::Nsubjpass if self.tree.is_verb(head) => return made(head),
                Dep::Nsubj if self.lexicon.list("occur", &normal_lemma(self, head)) => {
                    let lends = Lends::Nobody;
                    return Some(Support { verb: head, lends });
                }
                Dep::Conj | Dep::Appos if !self.acts(head) => at = head,
                Dep::Pobj | Dep::Prep if self.measured(at) => at = head,
                Dep::Pobj if self.tree.is_verb(self.tree.head(head)?) => {
                    let verb = self.tree.head(head)?;
                    let moves = self.lexicon.list("motion", &normal_lemma(self, verb));
                    let purpose = moves && matches!(self.tree.lower(head), "for" | "on");
                    let under_way = self.tree.lower(head) == "on"
                        && self.lexicon.list("journey", &normal_lemma(self, at));
                    let carries = purpose
                        || under_way
                        || self
                            .lexicon
                            .list("support-prepositions", self.tree.lower(head));
                    return made(verb).filter(|_| carries);
                }
                _ => return None,
            }
        }
        None
    }

    /// Whether a verb gives its object a name: "called the seizure an act of piracy".
    fn names_it(&self, verb: u32) -> bool {
        matches!(&*normal_lemma(self, verb), "call" | "name" | "label")
            && self.tree.child(verb, &[Dep::Oprd, Dep::Ccomp]).is_some()
    }

    /// Whether a token stands in "of" behind a noun of measure: "a *series* of raids".
    fn measured(&self, n: u32) -> bool {
        let of = |n: u32| {
            let noun = self.tree.head(n)?;
            Some(self.lexicon.list("measure", &self.tree.token(noun).lemma))
        };
        match self.tree.dep(n) {
            Dep::Pobj => self.tree.head(n).is_some_and(|prep| of(prep) == Some(true)),
            _ => of(n) == Some(true),
        }
    }
}
