//! Who stands on which side of a deed: subjects, objects and what prepositions tie to it.

use super::deeds::acts;
use super::page::Page;
use super::senses::{Senses, Sort};
use crate::model::*;

/// Those on the two sides of a deed, and beside it, as positions of tokens.
#[derive(Debug, Default)]
pub(super) struct Sides {
    pub(super) agents: Vec<usize>,
    pub(super) patients: Vec<usize>,
    pub(super) others: Vec<usize>,
}

/// Reads the sides of deeds off the trees of one article.
#[derive(Clone, Copy)]
pub(super) struct Sider<'p, 'r> {
    pub(super) page: &'p Page<'r>,
    pub(super) senses: &'p Senses,
}

impl Sider<'_, '_> {
    /// Whom the act befalls stands on the other side: "three men died".
    pub(super) fn turned(&self, mut sides: Sides, befalls: bool, verb: usize) -> Sides {
        let passive = self.page.by(verb, Dep::Nsubjpass).next().is_some();
        if befalls && !passive && !sides.agents.is_empty() {
            let what = std::mem::replace(&mut sides.patients, std::mem::take(&mut sides.agents));
            sides.others.extend(what);
        }
        sides
    }

    /// Subject, objects and what prepositions tie to a verb.
    pub(super) fn of_verb(&self, verb: usize) -> Sides {
        let mut sides = Sides::default();
        let named = acts(self.page, self.senses, verb);
        let mutual = named
            .iter()
            .any(|act| self.senses.sort(act.sense) == Sort::Mutual);
        for child in self.page.children(verb) {
            match self.page.tokens[child].dep {
                Dep::Nsubj => sides.agents.extend(self.listed(child)),
                Dep::Nsubjpass | Dep::Dobj => sides.patients.extend(self.listed(child)),
                Dep::Dative | Dep::Attr | Dep::Oprd => sides.others.extend(self.listed(child)),
                Dep::Agent => sides.agents.extend(self.objects(child)),
                Dep::Prep if mutual && &*self.page.tokens[child].lower == "with" => {
                    sides.patients.extend(self.objects(child));
                }
                Dep::Prep => sides.others.extend(self.objects(child)),
                _ => {}
            }
        }
        self.borrow(verb, &mut sides);
        sides
    }

    /// Who stands beside another verb of the sentence: "stormed the post, killing two", "men wanted by".
    fn borrow(&self, verb: usize, sides: &mut Sides) {
        let token = &self.page.tokens[verb];
        let Some(above) = self.page.head(verb) else {
            return;
        };
        let passive = &*token.tag == "VBN" && self.page.by(verb, Dep::Aux).next().is_none();
        match token.dep {
            Dep::Acl | Dep::Relcl => {
                let pronoun = |n: &usize| self.page.tokens[*n].pos == Pos::Pron;
                let whom = sides.patients.iter().any(pronoun);
                let lists = [&mut sides.agents, &mut sides.patients];
                lists
                    .into_iter()
                    .for_each(|list| list.retain(|n| !pronoun(n)));
                let free = sides.patients.is_empty() && (passive || whom);
                match (free, sides.agents.is_empty()) {
                    (true, _) => sides.patients.push(above),
                    (_, true) => sides.agents.push(above),
                    _ => {}
                }
            }
            Dep::Advcl if passive && sides.patients.is_empty() => {
                let theirs = self.page.children(above).filter(|n| *n != verb);
                let subjects = theirs
                    .filter(|n| matches!(self.page.tokens[*n].dep, Dep::Nsubj | Dep::Nsubjpass));
                sides.patients.extend(subjects.flat_map(|n| self.listed(n)));
            }
            Dep::Conj | Dep::Advcl | Dep::Xcomp if sides.agents.is_empty() => {
                let theirs = self.page.children(above).filter(|n| *n != verb);
                for child in theirs {
                    match self.page.tokens[child].dep {
                        Dep::Nsubj => sides.agents.extend(self.listed(child)),
                        Dep::Nsubjpass if passive => sides.patients.extend(self.listed(child)),
                        Dep::Nsubjpass if token.dep == Dep::Xcomp => {
                            sides.agents.extend(self.listed(child));
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }

    /// What hangs on a noun: "the *army's* attack *on the hostel* by rioters".
    pub(super) fn of_noun(&self, noun: usize, carrier: Option<usize>) -> Sides {
        let mut sides = Sides::default();
        for child in self.page.children(noun) {
            let token = &self.page.tokens[child];
            match (token.dep, &*token.lower) {
                (Dep::Prep, "of" | "on" | "against" | "for" | "over" | "to") => {
                    sides.patients.extend(self.objects(child));
                }
                (Dep::Prep | Dep::Agent, "by" | "from") => sides.agents.extend(self.objects(child)),
                (Dep::Prep, "between" | "with" | "among") => {
                    sides.patients.extend(self.objects(child))
                }
                (Dep::Prep, _) => sides.others.extend(self.objects(child)),
                (Dep::Poss | Dep::Amod | Dep::Compound | Dep::Nummod, _) => {
                    sides.others.push(child)
                }
                _ => {}
            }
        }
        sides.patients.extend(self.in_state(noun));
        if let Some(verb) = carrier {
            let carried = |child: &usize| self.listed(*child).contains(&noun);
            for child in self.page.children(verb) {
                match self.page.tokens[child].dep {
                    Dep::Nsubj if !carried(&child) => sides.agents.extend(self.listed(child)),
                    Dep::Agent => sides.agents.extend(self.objects(child)),
                    Dep::Prep => {
                        let objects = self.objects(child);
                        sides
                            .others
                            .extend(objects.into_iter().filter(|n| *n != noun));
                    }
                    _ => {}
                }
            }
        }
        sides
    }

    /// Who "is *under arrest*", "went *on trial*".
    fn in_state(&self, noun: usize) -> Vec<usize> {
        let preposition = self.page.head(noun).filter(|n| {
            matches!(
                &*self.page.tokens[*n].lower,
                "under" | "in" | "on" | "behind"
            )
        });
        let verb = preposition.and_then(|n| self.page.head(n)).filter(|verb| {
            matches!(
                &*self.page.tokens[*verb].lemma,
                "be" | "remain" | "go" | "come" | "stay"
            )
        });
        let subjects = verb
            .into_iter()
            .flat_map(|verb| self.page.by(verb, Dep::Nsubj));
        subjects.flat_map(|n| self.listed(n)).collect()
    }

    /// A noun and those that are joined to it by "and".
    fn listed(&self, n: usize) -> Vec<usize> {
        let mut all = vec![n];
        let mut at = n;
        while let Some(next) = self.page.by(at, Dep::Conj).find(|next| *next > at) {
            all.push(next);
            at = next;
        }
        all
    }

    fn objects(&self, preposition: usize) -> Vec<usize> {
        let objects = self.page.by(preposition, Dep::Pobj);
        objects.flat_map(|n| self.listed(n)).collect()
    }
}
