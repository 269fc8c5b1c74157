//! An article as the coder looks at it: the tree, and who stands where in it.

use super::Told;
use super::frames;
use super::lexicon::Lexicon;
use super::tree::Tree;
use crate::model::*;

/// How deep a phrase is searched for somebody who acts: "members of the crew of the ship".
const DEEPEST: u32 = 3;

/// One article, prepared.
pub(super) struct Scene<'a> {
    pub(super) told: Told<'a>,
    pub(super) tree: Tree<'a>,
    pub(super) lexicon: &'a Lexicon,
    /// The mention that each token heads.
    headed: Vec<Option<u32>>,
    /// Whether each entity can act.
    acts: Vec<bool>,
    /// Who is meant by "police" before a noun: "a *police* shooting".
    police: Option<EntityId>,
    /// The codes of each entity.
    codes: Vec<&'a [ActorCode]>,
}

impl<'a> Scene<'a> {
    pub(super) fn new(told: Told<'a>, lexicon: &'a Lexicon) -> Self {
        let tree = Tree::new(&told.parse.tokens);
        let mut headed: Vec<Option<u32>> = vec![None; tree.len() as usize];
        for (n, mention) in (0u32..).zip(&told.mentions.mentions) {
            let Some(slot) = headed.get_mut(mention.head.0 as usize) else {
                continue;
            };
            if is_dateline(&told, mention) {
                continue;
            }
            let shorter = slot.is_some_and(|other: u32| {
                let other = &told.mentions.mentions[other as usize];
                other.tokens.len() > mention.tokens.len()
            });
            if !shorter {
                *slot = Some(n);
            }
        }
        let mut acts: Vec<bool> = (told.mentions.entities.iter())
            .map(|entity| !matches!(entity.kind, EntityKind::Place | EntityKind::Other))
            .collect();
        let told_of = &told.mentions.entities;
        let mut codes: Vec<&[ActorCode]> = vec![&[]; acts.len()];
        for actor in told.actors.iter().filter(|actor| !actor.codes.is_empty()) {
            let at = actor.entity.0 as usize;
            if let (Some(acts), Some(codes)) = (acts.get_mut(at), codes.get_mut(at)) {
                *acts = true;
                *codes = &actor.codes;
            }
        }
        for (entity, acts) in told_of.iter().zip(&mut acts) {
            *acts &= !is_thing(entity, lexicon);
        }
        Self {
            told,
            tree,
            lexicon,
            headed,
            police: police(&told),
            acts,
            codes,
        }
    }

    /// The mention that a token heads, of somebody who can act.
    pub(super) fn mention(&self, n: u32) -> Option<&'a Mention> {
        let at = self.headed.get(n as usize).copied().flatten()?;
        let mention = self.told.mentions.mentions.get(at as usize)?;
        let acts = self.acts.get(mention.entity.0 as usize);
        acts.is_some_and(|acts| *acts).then_some(mention)
    }

    /// Whoever a word before a noun names: a name, or `direct`ly before an act "police", which there is no
    /// mention.
    pub(super) fn somebody(&self, n: u32, direct: bool) -> Option<Participant> {
        if let Some(mention) = self.mention(n) {
            return Some(Participant {
                entity: mention.entity,
                span: mention.span,
            });
        }
        let police = self
            .police
            .filter(|_| direct && self.tree.lower(n) == "police");
        let entity = police.filter(|police| self.can_act(*police))?;
        let span = self.tree.token(n).span;
        Some(Participant { entity, span })
    }

    /// Whether an entity is somebody who can act.
    pub(super) fn can_act(&self, entity: EntityId) -> bool {
        self.acts.get(entity.0 as usize).is_some_and(|acts| *acts)
    }

    /// Country and sector of an entity, the primary ones first.
    pub(super) fn codes(&self, entity: EntityId) -> &'a [ActorCode] {
        self.codes.get(entity.0 as usize).copied().unwrap_or(&[])
    }

    /// Whether a token heads a mention of somebody who can act.
    pub(super) fn acts(&self, n: u32) -> bool {
        self.mention(n).is_some()
    }

    /// Whoever a token and those co-ordinated with it name.
    pub(super) fn participants(&self, n: u32) -> Vec<Participant> {
        let mut found = Vec::new();
        for at in self.tree.with_conjuncts(n) {
            self.add(at, DEEPEST, &mut found);
        }
        // "officials, including the mayor"
        if let Some(inner) = self.tree.pobj(n, "including").filter(|_| self.acts(n)) {
            for at in self.tree.with_conjuncts(inner) {
                self.add(at, 1, &mut found);
            }
        }
        // "Ruiz, her husband and her son": the parser takes the second for an apposition
        for at in self.tree.by_dep(n, &[Dep::Appos]) {
            let listed = self.tree.child(at, &[Dep::Conj]).is_some();
            let other = self.mention(at).map(|mention| mention.entity);
            let known = found.iter().any(|one| Some(one.entity) == other);
            if listed && !known {
                for one in self.tree.with_conjuncts(at) {
                    self.add(one, 1, &mut found);
                }
            }
        }
        found
    }

    /// Adds whoever one phrase names: its head, else its possessor, nationality or "of" phrase.
    fn add(&self, n: u32, left: u32, found: &mut Vec<Participant>) {
        if let Some(mention) = self.mention(n) {
            let one = Participant {
                entity: mention.entity,
                span: mention.span,
            };
            if !found.iter().any(|known| known.entity == one.entity) {
                found.push(one);
            }
            return;
        }
        if left == 0 || !(self.tree.is_noun(n) || self.tree.token(n).pos == Pos::Num) {
            return;
        }
        // "*Ruiz's* lawyers": others than Ruiz
        let lemma = super::lexicon::normal(&self.tree.token(n).lemma);
        if self.lexicon.list("kin", &lemma) {
            return;
        }
        let before = found.len();
        if let Some(owner) = self.tree.child(n, &[Dep::Poss]) {
            self.add(owner, left - 1, found);
        }
        for modifier in frames::modifiers(&self.tree, n) {
            if found.len() == before && self.acts(modifier) {
                self.add(modifier, 0, found);
            }
        }
        // "the repeat US raids": the parser takes the last word for a clause
        for clause in self.tree.by_dep(n, &[Dep::Relcl]) {
            let name = self.tree.child(clause, &[Dep::Compound]);
            if let Some(name) = name.filter(|name| found.len() == before && self.acts(*name)) {
                self.add(name, 0, found);
            }
        }
        for word in ["by", "of", "from", "among", "including"] {
            if found.len() > before {
                return;
            }
            if let Some(inner) = self.tree.pobj(n, word) {
                for at in self.tree.with_conjuncts(inner) {
                    self.add(at, left - 1, found);
                }
            }
        }
    }

    /// Whether a token and nothing below it names somebody who can act.
    pub(super) fn is_actor(&self, n: u32) -> bool {
        self.tree.with_conjuncts(n).iter().any(|at| self.acts(*at))
    }

    /// From the first to the last of some tokens.
    pub(super) fn span(&self, tokens: &[u32]) -> Span {
        let spans = tokens.iter().map(|n| self.tree.token(*n).span);
        spans.reduce(|all, one| all.cover(one)).unwrap_or_default()
    }
}

/// Whether a name is that of a law, an offence or a disease, which the parser takes for a body.
fn is_thing(entity: &Entity, lexicon: &Lexicon) -> bool {
    let name = entity.name.to_lowercase();
    let last = name.split_whitespace().last().filter(|last| *last != name);
    // "a *pro-Ruiz* rally"
    let side = name.starts_with("pro-") || name.starts_with("anti-");
    side && last.is_none()
        || lexicon.list("nobody", &name)
        || entity.named && last.is_some_and(|last| lexicon.list("papers-named", last))
}

/// Whom an article calls the police.
fn police(told: &Told<'_>) -> Option<EntityId> {
    let mut mentions = told.mentions.mentions.iter();
    let tokens = &told.parse.tokens;
    let police = |head: TokenId| {
        tokens
            .get(head.0 as usize)
            .is_some_and(|t| &*t.lower == "police")
    };
    mentions
        .find(|mention| police(mention.head))
        .map(|mention| mention.entity)
}

/// Words behind the town from which an article is sent, up to the dash.
const DATELINE: usize = 8;

/// Whether a name is the town from which an article is sent: "*LIMA*, Peru — The mayor".
fn is_dateline(told: &Told<'_>, mention: &Mention) -> bool {
    let name = mention.span.of(&told.article.text);
    let capitals = name
        .chars()
        .filter(|c| c.is_alphabetic())
        .all(char::is_uppercase);
    if name.len() < 4 || !capitals {
        return false;
    }
    let tokens = &told.parse.tokens;
    let sentence = |token: &Token| token.sentence;
    let first = mention.tokens.start as usize;
    let own = tokens.get(first).map(sentence);
    let mut before = tokens[..first.min(tokens.len())].iter().rev();
    let before = before.find(|token| !token.lower.trim().is_empty());
    let begins = before.map(sentence) != own;
    let behind = tokens
        .get(mention.tokens.end as usize..)
        .unwrap_or_default();
    let mut behind = behind
        .iter()
        .take(DATELINE)
        .take_while(|t| Some(t.sentence) == own);
    begins && behind.any(|token| matches!(&*token.lower, "—" | "–" | "-" | "--" | "_"))
}
