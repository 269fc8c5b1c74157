//! Arguments: which tokens stand in the slots of a verb or of a noun.
//!
//! A verb without a subject of its own has that of the clause it depends on:
//! co-ordinated verbs, infinitives (by the object where the governing verb has
//! one, "urged Oslo to send", else by the subject, "agreed to send"), participles
//! and relative clauses.

use super::lexicon::{Lexicon, Slot};
use super::tree::Tree;
use crate::model::*;

/// How far a missing subject is looked for.
const FARTHEST: u32 = 8;

/// Subjects as the verb has them on the surface, passive or not.
const SUBJECTS: &[Dep] = &[Dep::Nsubj, Dep::Nsubjpass, Dep::Csubj];

/// Participles whose first part acts: "*rebel*-led".
const LED: &[&str] = &[
    "led",
    "organized",
    "organised",
    "run",
    "ordered",
    "imposed",
    "sponsored",
    "orchestrated",
];

/// The antecedent of a relative pronoun; any other token stands for itself.
fn real(tree: &Tree<'_>, n: u32) -> Option<u32> {
    if !tree.is_relative(n) {
        return Some(n);
    }
    std::iter::once(n)
        .chain(tree.above(n))
        .find(|at| tree.dep(*at) == Dep::Relcl)
        .and_then(|clause| tree.head(clause))
}

/// Who does what the verb says.
pub(super) fn subject(tree: &Tree<'_>, lexicon: &Lexicon, verb: u32) -> Option<u32> {
    if tree.is_passive(verb) {
        return agent(tree, lexicon, verb);
    }
    surface(tree, lexicon, verb, FARTHEST)
}

/// By whom something is done: "shot *by the guards*", "shot and robbed *by the guards*", "shot in the back
/// *by the guards*", which the parser hangs on the back.
fn agent(tree: &Tree<'_>, lexicon: &Lexicon, verb: u32) -> Option<u32> {
    if let Some(own) = tree.pobj(verb, "by") {
        return Some(own);
    }
    let act = |n: u32| {
        let lemma = super::lexicon::normal(&tree.token(n).lemma);
        !lexicon.nouns(&lemma).is_empty()
    };
    let where_to = tree.by_dep(verb, &[Dep::Prep]);
    let where_to = where_to.filter(|prep| matches!(tree.lower(*prep), "in" | "on" | "at"));
    let mut beside = where_to.filter_map(|prep| tree.child(prep, &[Dep::Pobj]));
    let below = beside.find_map(|noun| tree.pobj(noun, "by").filter(|_| !act(noun)));
    below.or_else(|| {
        let next = tree.child(verb, &[Dep::Conj])?;
        let shared = tree.is_passive(next) && tree.child(next, SUBJECTS).is_none();
        let own = || {
            let mut beside = tree.by_dep(next, &[Dep::Prep]);
            beside.find_map(|prep| tree.pobj(tree.child(prep, &[Dep::Pobj])?, "by"))
        };
        shared.then(|| tree.pobj(next, "by").or_else(own))?
    })
}

/// Who does what a clause says that hangs on a thing: "*Ruiz* sent a letter urging them", "*Ruiz* used the
/// speech to urge them", "*Ruiz* is the man who urged them".
pub(super) fn behind_thing(
    tree: &Tree<'_>,
    lexicon: &Lexicon,
    verb: u32,
    thing: u32,
) -> Option<u32> {
    let above = |n: u32| tree.head(n);
    // "one *of three* who"
    let of = above(thing).filter(|prep| tree.lower(*prep) == "of");
    let whole = of.and_then(above).unwrap_or(thing);
    if tree.dep(whole) == Dep::Attr {
        return surface(tree, lexicon, above(whole)?, FARTHEST);
    }
    let clause = matches!(tree.dep(verb), Dep::Acl | Dep::Xcomp | Dep::Advcl);
    let governor = above(thing).filter(|at| clause && tree.is_verb(*at))?;
    let lemma = super::lexicon::normal(&tree.token(governor).lemma);
    if lexicon.list("suffer", &lemma) {
        return None;
    }
    match tree.dep(thing) {
        Dep::Dobj => surface(tree, lexicon, governor, FARTHEST),
        Dep::Nsubjpass => agent(tree, lexicon, governor),
        _ => None,
    }
}

/// The "without" before a gerund: the parser often loses the gerund behind its subject, "without either
/// side signing".
pub(super) fn without(tree: &Tree<'_>, verb: u32) -> Option<u32> {
    if &*tree.token(verb).tag != "VBG" || tree.child(verb, &[Dep::Aux]).is_some() {
        return None;
    }
    let sentence = tree.token(verb).sentence;
    for at in (verb.saturating_sub(FARTHEST)..verb).rev() {
        let token = tree.token(at);
        if &*token.lower == "without" {
            return Some(at);
        }
        if token.sentence != sentence || tree.is_verb(at) || token.pos == Pos::Punct {
            return None;
        }
    }
    None
}

/// The subject on the surface, own or inherited.
pub(super) fn surface(tree: &Tree<'_>, lexicon: &Lexicon, verb: u32, left: u32) -> Option<u32> {
    if let Some(own) = tree.child(verb, SUBJECTS) {
        // "the navy patrolling the gulf thwarted": the parser takes the participle for the subject
        let participle = tree.dep(own) == Dep::Csubj && &*tree.token(own).tag == "VBG";
        let of_participle = tree.child(own, &[Dep::Nsubj]).filter(|_| participle);
        return real(tree, of_participle.unwrap_or(own));
    }
    // "without *the two* signing": the parser takes them for the preposition's object
    let of_gerund = without(tree, verb).and_then(|at| tree.child(at, &[Dep::Pobj]));
    if let Some(own) = of_gerund.filter(|own| *own < verb) {
        return Some(own);
    }
    let head = tree.head(verb).filter(|_| left > 0)?;
    let again = |at| surface(tree, lexicon, at, left - 1);
    match tree.dep(verb) {
        Dep::Amod if tree.has_auxiliary_before_noun(verb) => {
            let above = tree.head(head).filter(|above| tree.is_verb(*above))?;
            again(above)
        }
        Dep::Conj | Dep::Advcl | Dep::Parataxis | Dep::Dep => {
            let active_of_passive = tree.is_passive(head) && !tree.is_passive(verb);
            let advcl = tree.dep(verb) != Dep::Conj;
            let agent = tree.pobj(head, "by");
            if active_of_passive && advcl && agent.is_some() {
                return agent;
            }
            if tree.is_verb(head) {
                again(head)
            } else {
                shooter(tree, verb, head)
            }
        }
        Dep::Xcomp | Dep::Ccomp if tree.is_verb(head) => {
            let controlled = tree.child(head, &[Dep::Dobj, Dep::Dative]);
            let lemma = &*tree.token(head).lemma;
            match controlled {
                Some(object) if !lexicon.list("subject-control", lemma) => real(tree, object),
                _ if tree.dep(verb) == Dep::Ccomp && !tree.is_infinitive(verb) => None,
                _ => again(head),
            }
        }
        Dep::Xcomp => of_phrase(tree, lexicon, head, left - 1),
        Dep::Relcl | Dep::Acl => {
            let participle = &*tree.token(verb).tag == "VBG" && !tree.is_infinitive(verb);
            // "Ruiz, 36, of Lima, robbed two men": the parser takes the verb for a participle
            let past = matches!(&*tree.token(verb).tag, "VBD" | "VBZ" | "VBP");
            let alone = past && tree.dep(verb) == Dep::Acl && !tree.is_passive(verb);
            let active = alone && object(tree, lexicon, verb).is_some_and(|n| n > verb);
            if participle || active || (tree.dep(verb) == Dep::Relcl && !tree.is_infinitive(verb)) {
                return Some(head);
            }
            of_phrase(tree, lexicon, head, left - 1)
        }
        Dep::Pcomp | Dep::Prep => of_phrase(tree, lexicon, head, left - 1),
        _ => None,
    }
}

/// The subject of a verb beside "shot", which the parser takes for a noun: "*a guard* shot and killed".
fn shooter(tree: &Tree<'_>, verb: u32, shot: u32) -> Option<u32> {
    let finite = matches!(&*tree.token(verb).tag, "VBD" | "VBN");
    let noun = tree.lower(shot) == "shot" && verb <= shot + 3 && verb > shot;
    let deps = [Dep::Nsubj, Dep::Compound];
    (finite && noun).then(|| tree.child(shot, &deps))?
}

/// The subject that an infinitive or gerund below a phrase has: the noun's possessor, else the
/// subject of the verb above.
fn of_phrase(tree: &Tree<'_>, lexicon: &Lexicon, at: u32, left: u32) -> Option<u32> {
    let mut at = at;
    let mut below = at;
    for _ in 0..left {
        if tree.is_verb(at) {
            // "accused the army of bombing", "arrested 16 people on charges of looting": whoever
            // the verb is done to.
            let object = tree.child(at, &[Dep::Dobj, Dep::Nsubjpass]);
            let object = object.or_else(|| tree.pobj(at, "against"));
            let of_object = lexicon.list("object-control", tree.lower(below));
            if let Some(object) = object.filter(|object| of_object && *object != below) {
                return real(tree, object);
            }
            return surface(tree, lexicon, at, left.saturating_sub(1));
        }
        below = at;
        if let Some(owner) = tree.child(at, &[Dep::Poss]) {
            return Some(owner);
        }
        if tree.is_noun(at) && SUBJECTS.contains(&tree.dep(at)) {
            return None;
        }
        at = tree.head(at)?;
    }
    None
}

/// Whom the verb does it to.
pub(super) fn object(tree: &Tree<'_>, lexicon: &Lexicon, verb: u32) -> Option<u32> {
    if tree.is_passive(verb) {
        let own = tree.child(verb, &[Dep::Nsubjpass, Dep::Nsubj]);
        return match (own, tree.dep(verb)) {
            (Some(own), _) => real(tree, own),
            (None, Dep::Acl) => tree.head(verb),
            (None, _) => surface(tree, lexicon, verb, FARTHEST),
        };
    }
    if tree.has_auxiliary_before_noun(verb) {
        return tree.head(verb);
    }
    if let Some(own) = tree.child(verb, &[Dep::Dobj]) {
        return real(tree, own);
    }
    if tree.is_infinitive(verb) && tree.dep(verb) == Dep::Relcl {
        // "a city to attack" is rare; "a trip to meet the minister" has its own object
        return None;
    }
    // "seized and deported two men": an object that only the last of the verbs carries
    let last = tree
        .by_dep(verb, &[Dep::Conj])
        .find(|next| tree.is_verb(*next))?;
    let mut between = tree.by_dep(verb, &[Dep::Prep, Dep::Xcomp, Dep::Ccomp]);
    let alone = !between.any(|n| n > verb);
    let adjacent = last <= verb + 2;
    (alone && adjacent).then(|| tree.child(last, &[Dep::Dobj]))?
}

/// The tokens in one slot of a verb. `beside` are the nouns whose prepositions count as the
/// verb's own: its object, the noun it supports.
pub(super) fn of_verb(
    tree: &Tree<'_>,
    lexicon: &Lexicon,
    verb: u32,
    beside: &[u32],
    slot: &Slot,
) -> Option<u32> {
    match slot {
        Slot::Subject => subject(tree, lexicon, verb).or_else(|| {
            // "a lawsuit by the villagers was filed"
            let of_passive = beside.iter().filter(|_| tree.is_passive(verb));
            of_passive.copied().find_map(|at| tree.pobj(at, "by"))
        }),
        Slot::Object => object(tree, lexicon, verb),
        Slot::Dative => tree
            .child(verb, &[Dep::Dative])
            .map(|dative| tree.child(dative, &[Dep::Pobj]).unwrap_or(dative)),
        Slot::Doer => doer(tree, verb),
        Slot::Possessor | Slot::Modifier | Slot::PossessorBesideOf => {
            beside.iter().find_map(|noun| of_noun(tree, *noun, slot))
        }
        Slot::Prep(word) => std::iter::once(&verb)
            .chain(beside)
            .find_map(|at| tree.pobj_near(*at, word))
            .or_else(|| of_participle(tree, beside, word))
            .or_else(|| last_conjunct_pobj(tree, beside, word))
            .or_else(|| for_clause(tree, verb, beside, word)),
    }
}

/// "lift sanctions imposed *on the bank*".
fn of_participle(tree: &Tree<'_>, beside: &[u32], word: &str) -> Option<u32> {
    beside.iter().find_map(|noun| {
        tree.by_dep(*noun, &[Dep::Acl])
            .find_map(|clause| tree.pobj(clause, word))
    })
}

/// "added the bank, its chairman and two brothers *to the list*": the preposition hangs on the last one.
fn last_conjunct_pobj(tree: &Tree<'_>, beside: &[u32], word: &str) -> Option<u32> {
    beside.iter().find_map(|noun| {
        let with_appositions = tree.by_dep(*noun, &[Dep::Appos]).chain([*noun]);
        let last = with_appositions
            .flat_map(|at| tree.with_conjuncts(at))
            .max()?;
        tree.pobj(last, word)
    })
}

/// "a pass *for her* to cross the bridge": the parser reads a clause.
fn for_clause(tree: &Tree<'_>, verb: u32, beside: &[u32], word: &str) -> Option<u32> {
    let clauses = [Dep::Advcl, Dep::Acl, Dep::Relcl, Dep::Ccomp];
    std::iter::once(&verb).chain(beside).find_map(|at| {
        tree.by_dep(*at, &clauses).find_map(|clause| {
            let marked = tree
                .by_dep(clause, &[Dep::Mark])
                .any(|mark| tree.lower(mark) == word);
            marked.then(|| tree.child(clause, &[Dep::Nsubj]))?
        })
    })
}

/// The subject of the clause that depends on a verb.
fn doer(tree: &Tree<'_>, verb: u32) -> Option<u32> {
    tree.by_dep(verb, &[Dep::Ccomp, Dep::Xcomp, Dep::Advcl])
        .filter(|clause| tree.dep(*clause) != Dep::Advcl || tree.is_infinitive(*clause))
        // "demanded that *the boy* be returned": others are to do it
        .find_map(|clause| match tree.is_passive(clause) {
            true => tree.pobj(clause, "by"),
            false => tree.child(clause, SUBJECTS),
        })
        .and_then(|found| real(tree, found))
}

/// The tokens in one slot of a noun.
pub(super) fn of_noun(tree: &Tree<'_>, noun: u32, slot: &Slot) -> Option<u32> {
    match slot {
        Slot::Possessor => tree.child(noun, &[Dep::Poss]).or_else(|| {
            // the marker stands right before the noun, whatever the parser hangs the name on
            let marker = noun.checked_sub(1)?;
            let name = tree
                .head(marker)
                .filter(|_| tree.dep(marker) == Dep::Case)?;
            (name < noun).then_some(name)
        }),
        Slot::PossessorBesideOf => tree
            .pobj(noun, "of")
            .and_then(|_| tree.child(noun, &[Dep::Poss])),
        Slot::Modifier => tree.child(noun, &[Dep::Compound, Dep::Nmod, Dep::Amod]),
        Slot::Prep(word) => tree
            .pobj_near(noun, word)
            .or_else(|| for_clause(tree, noun, &[], word)),
        Slot::Subject | Slot::Object | Slot::Dative | Slot::Doer => None,
    }
}

/// All modifiers before a noun: each may name a country.
pub(super) fn modifiers(tree: &Tree<'_>, noun: u32) -> Vec<u32> {
    let mut found: Vec<u32> = tree
        .by_dep(noun, &[Dep::Compound, Dep::Nmod, Dep::Amod])
        .collect();
    let mut at = 0;
    while at < found.len() && found.len() < 12 {
        let deps = [Dep::Compound, Dep::Nmod, Dep::Amod, Dep::Conj];
        // "*rebel*-led raids"
        if LED.contains(&tree.lower(found[at])) {
            found.extend(tree.by_dep(found[at], &[Dep::Npadvmod]));
        }
        found.extend(tree.by_dep(found[at], &deps));
        at += 1;
    }
    found
}
