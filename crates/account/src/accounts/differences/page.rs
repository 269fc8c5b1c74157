//! One article's words as trees, with who each of them names.

use std::collections::{BTreeMap, HashMap};

use super::super::actors::{Cast, is_same_person, words};
use super::super::told::Told;
use crate::model::*;

/// Somebody or something with a name, the same over all articles of the story.
pub(super) type Who = u32;

/// One article of the story.
#[derive(Debug)]
pub(super) struct Page<'r> {
    /// Position of the article in the story.
    pub(super) position: usize,
    pub(super) reading: &'r Reading,
    pub(super) tokens: &'r [Token],
    children: Vec<Vec<u32>>,
    /// Whom the mention with this head speaks of.
    entities: HashMap<usize, EntityId>,
    who: Vec<Who>,
}

/// All articles of a story.
pub(super) fn pages<'r>(told: &Told<'r>, cast: &Cast) -> Vec<Page<'r>> {
    let mut register = Register::new(cast);
    let readings = told.readings.iter().enumerate();
    readings
        .map(|(position, reading)| Page::new(position, reading, &mut register))
        .collect()
}

impl<'r> Page<'r> {
    fn new(position: usize, reading: &'r Reading, register: &mut Register<'_>) -> Self {
        let tokens = &reading.parse.tokens;
        let mut children = vec![Vec::new(); tokens.len()];
        for (n, token) in tokens.iter().enumerate() {
            let head = token.head.0 as usize;
            if head != n && head < tokens.len() {
                children[head].push(n as u32);
            }
        }
        let mut entities = HashMap::new();
        for mention in &reading.mentions.mentions {
            entities.insert(mention.head.0 as usize, mention.entity);
        }
        let all = reading.mentions.entities.iter().enumerate();
        let who = all
            .map(|(n, entity)| register.who(position, EntityId(n as u32), entity))
            .collect();
        Self {
            position,
            reading,
            tokens,
            children,
            entities,
            who,
        }
    }

    /// What hangs on a token, in order.
    pub(super) fn children(&self, n: usize) -> impl Iterator<Item = usize> {
        self.children[n].iter().map(|child| *child as usize)
    }

    /// What hangs on a token by this relation.
    pub(super) fn by(&self, n: usize, dep: Dep) -> impl Iterator<Item = usize> {
        let below = self.children(n);
        below.filter(move |child| self.tokens[*child].dep == dep)
    }

    /// The token that this one hangs on; nothing for a root.
    pub(super) fn head(&self, n: usize) -> Option<usize> {
        let head = self.tokens[n].head.0 as usize;
        (head != n && head < self.tokens.len()).then_some(head)
    }

    /// The token of a span that hangs on none of its others.
    pub(super) fn top(&self, span: Span) -> Option<usize> {
        let first = self.tokens.partition_point(|t| t.span.end <= span.start);
        let inside = |n: usize| span.overlaps(self.tokens[n].span);
        let mut within = (first..self.tokens.len()).take_while(|n| inside(*n));
        within.find(|n| self.head(*n).is_none_or(|head| !inside(head)))
    }

    /// The entity of the mention whose head is this token, and its number in the story.
    pub(super) fn entity(&self, n: usize) -> Option<(&'r Entity, Who)> {
        let id = self.entities.get(&n)?.0 as usize;
        Some((self.reading.mentions.entities.get(id)?, *self.who.get(id)?))
    }

    /// The members of a group, each by its number in the story.
    pub(super) fn members(&self, group: &Entity) -> Vec<Who> {
        let ids = group.members.iter().map(|member| member.0 as usize);
        ids.filter_map(|id| self.who.get(id).copied()).collect()
    }

    /// The words of a span.
    pub(super) fn text(&self, span: Span) -> &'r str {
        span.of(&self.reading.article.text)
    }

    /// A token with the words before it that belong to its phrase: "the northern slope".
    pub(super) fn phrase(&self, n: usize) -> Span {
        let near = |child: &usize| {
            matches!(
                self.tokens[*child].dep,
                Dep::Compound | Dep::Amod | Dep::Nummod | Dep::Poss | Dep::Quantmod | Dep::Nmod
            )
        };
        let before = self.children(n).filter(near).filter(|child| *child < n);
        let first = before.map(|child| self.phrase_start(child)).min();
        let first = first.unwrap_or(n);
        self.tokens[first].span.cover(self.tokens[n].span)
    }

    fn phrase_start(&self, n: usize) -> usize {
        let first = self.children(n).filter(|child| *child < n).min();
        first.unwrap_or(n)
    }
}

/// Numbers for whoever has a name: actors first, all others after them.
struct Register<'c> {
    cast: &'c Cast,
    next: Who,
    named: BTreeMap<String, Who>,
    /// Persons by the last word of their name.
    persons: BTreeMap<String, Vec<(Vec<String>, Who)>>,
}

impl<'c> Register<'c> {
    fn new(cast: &'c Cast) -> Self {
        Self {
            cast,
            next: cast.actors.len() as Who,
            named: BTreeMap::new(),
            persons: BTreeMap::new(),
        }
    }

    fn who(&mut self, position: usize, id: EntityId, entity: &Entity) -> Who {
        if let Some(actor) = self.cast.of(position, id) {
            return actor.0;
        }
        let name = words(&entity.name);
        let known = match entity.kind {
            _ if !entity.named => None,
            EntityKind::Person => self.person(&name),
            _ => self.named.get(&name.join(" ")).copied(),
        };
        known.unwrap_or_else(|| self.enter(entity, name))
    }

    fn person(&self, name: &[String]) -> Option<Who> {
        let alike = self.persons.get(name.last()?)?;
        let same = alike.iter().find(|(other, _)| is_same_person(name, other));
        same.map(|(_, who)| *who)
    }

    fn enter(&mut self, entity: &Entity, name: Vec<String>) -> Who {
        let who = self.next;
        self.next += 1;
        match (entity.named, entity.kind, name.last().cloned()) {
            (false, ..) | (_, _, None) => {}
            (true, EntityKind::Person, Some(last)) => {
                self.persons.entry(last).or_default().push((name, who));
            }
            (true, _, Some(_)) => {
                self.named.insert(name.join(" "), who);
            }
        }
        who
    }
}
