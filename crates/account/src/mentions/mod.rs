//! Mentions: who and what an article speaks of. `Article, Parse -> Mentions`
//!
//! Names first, by vote of the whole article; then, paragraph by paragraph,
//! descriptions and pronouns, what stands outside of quotations before what
//! stands in them, since a quotation's "he" is rarely its speaker.

mod antecedents;
mod appositions;
mod cast;
mod draft;
mod forms;
mod kinds;
pub mod lines;
mod names;
mod nominals;
mod pronouns;
mod resolve;
mod scene;
mod titles;
mod unmarked;
mod view;
mod votes;
mod words;

#[cfg(test)]
mod tests;

use std::sync::Arc;

pub use antecedents::{Anaphor, Class, PRONOUNS, Told};
use draft::Draft;
use kinds::Kinds;
use nominals::Nominal;
use pronouns::Pronoun;
use scene::Scene;
use view::View;

use crate::actors::lexicon::{Lexicon, Term};
use crate::model::*;
use crate::rules::{RuleError, Rules};
use crate::stage::{Notes, Stage};

/// The stage.
#[derive(Debug)]
pub struct MentionsStage {
    lexicon: Arc<Lexicon>,
    kinds: Kinds,
}

impl MentionsStage {
    /// Prepares the stage from its rules.
    ///
    /// # Errors
    /// A rule file that cannot be used as it stands.
    pub fn new(rules: &Rules) -> Result<Self, RuleError> {
        Ok(Self {
            lexicon: Arc::new(Lexicon::load(rules)?),
            kinds: Kinds::load(rules)?,
        })
    }
}

/// Something that may be a mention, in the order in which it is looked at.
enum Item<'l> {
    Pronoun(u32, Pronoun),
    Name(usize),
    Nominal(Nominal<'l>),
}

impl Stage for MentionsStage {
    type In<'a> = (&'a Article, &'a Parse);
    type Out = Mentions;
    const NAME: &'static str = "mentions";
    const VERSION: u32 = 3;

    fn run(&self, (article, parse): Self::In<'_>, notes: &mut Notes) -> Self::Out {
        self.read(article, parse, None, notes).0
    }
}

impl MentionsStage {
    /// The pronouns of an article with everybody they may stand for, for those who fit the weights.
    #[must_use]
    pub fn anaphora(&self, article: &Article, parse: &Parse) -> Vec<Anaphor> {
        let tape = Some(Vec::new());
        self.read(article, parse, tape, &mut Notes::default()).1
    }

    fn read(
        &self,
        article: &Article,
        parse: &Parse,
        tape: Option<Vec<Anaphor>>,
        notes: &mut Notes,
    ) -> (Mentions, Vec<Anaphor>) {
        let view = View::new(&article.text, parse, &self.lexicon, &self.kinds);
        let names = names::find(&view);
        let titles: Vec<_> = (0..names.len())
            .map(|n| titles::read(&view, &names, n))
            .collect();
        let cast = cast::cast(&view, &names, &titles);
        let kind = |draft: &usize| cast.drafts[*draft].kind;
        let persons: Vec<bool> = cast
            .of_name
            .iter()
            .map(|draft| kind(draft) == EntityKind::Person)
            .collect();
        let items = items(&view, &names, &titles, &persons);
        let mut scene = Scene::new(&view, cast, &names, &titles);
        scene.tape = tape;
        for item in items {
            match item {
                Item::Name(n) => {
                    let tokens = names[n].tokens.clone();
                    let head = view.root_of(&tokens);
                    let draft = scene.cast.of_name[n];
                    scene.mention(tokens.clone(), head, MentionKind::Name, draft);
                    scene.note_speaker(head, draft);
                    scene.share_office(titles[n].start..tokens.start, draft);
                }
                Item::Nominal(nominal) => {
                    scene.nominal(&nominal);
                    if let Some(draft) = scene.at_token[nominal.head as usize] {
                        scene.note_speaker(nominal.head, draft);
                    }
                }
                Item::Pronoun(at, pronoun) => {
                    scene.pronoun(at, pronoun, notes);
                    if let Some(draft) = scene.at_token[at as usize] {
                        scene.note_speaker(at, draft);
                    }
                }
            }
        }
        let tape = scene.tape.take().unwrap_or_default();
        (finish(&view, scene), tape)
    }
}

impl Scene<'_, '_> {
    /// Remembers who spoke last.
    fn note_speaker(&mut self, head: u32, draft: usize) {
        if self.view.quotation(head) == 0 && self.speaks(head) {
            self.speaker = Some(draft);
        }
    }
}

/// Everything to look at: by paragraph, outside of quotations first, in order.
fn items<'l>(
    view: &View<'l>,
    names: &[names::Name],
    titles: &[titles::Titles],
    persons: &[bool],
) -> Vec<Item<'l>> {
    let mut items: Vec<(u32, Item<'l>)> = Vec::new();
    for (n, name) in names.iter().enumerate() {
        if in_title(view, name, titles.get(n + 1)) || describes_next(view, names, n, persons) {
            continue;
        }
        if speaks_of_somebody(view, name) {
            items.push((name.tokens.start, Item::Name(n)));
        }
    }
    for at in 0..view.count() {
        if let Some(pronoun) = pronouns::pronoun(view, at) {
            items.push((at, Item::Pronoun(at, pronoun)));
        }
    }
    for nominal in nominals::find(view, names, titles) {
        // Behind what it contains: "his wife" needs to know whose.
        items.push((nominal.head, Item::Nominal(nominal)));
    }
    items.sort_by_key(|(at, item)| {
        let rank = match item {
            Item::Pronoun(..) => 0,
            Item::Name(_) => 1,
            Item::Nominal(_) => 2,
        };
        (view.paragraph(*at), view.quotation(*at) > 0, *at, rank)
    });
    items.into_iter().map(|(_, item)| item).collect()
}

/// A word in the title of the name behind it: "Liberal Senator NAME", "Interior Minister NAME".
fn in_title(view: &View<'_>, name: &names::Name, next: Option<&titles::Titles>) -> bool {
    let inside = next.is_some_and(|titles| titles.start <= name.tokens.start);
    if !inside || name.known.is_some() || name.label == Some(NameKind::Person) {
        return false;
    }
    let (start, end) = (name.tokens.start, name.tokens.end);
    let sentence = &view.sentence(start).tokens;
    let of_role = (start.saturating_sub(2).max(sentence.start)..=start).any(|from| {
        (end..=(end + 2).min(sentence.end))
            .any(|to| view.lexicon.role_named(&view.phrase(&(from..to))).is_some())
    });
    of_role || name.label == Some(NameKind::Norp)
}

/// "Republican NAME": a word for a party or people that only says what the person behind it is.
fn describes_next(view: &View<'_>, names: &[names::Name], n: usize, persons: &[bool]) -> bool {
    let Some(next) = names.get(n + 1).filter(|_| persons[n + 1]) else {
        return false;
    };
    let name = &names[n];
    let touches = name.tokens.end == next.tokens.start;
    let people = name.label == Some(NameKind::Norp)
        || matches!(name.known, Some(Term::Adjective(_) | Term::People(..)));
    touches && people && !persons[n] && !view.word(name.tokens.end - 1).ends_with('s')
}

/// An adjective of nationality is a mention of its country, save where it only describes a person or body.
fn speaks_of_somebody(view: &View<'_>, name: &names::Name) -> bool {
    let adjective = matches!(name.known, Some(Term::Adjective(_)));
    let last = name.tokens.end - 1;
    let noun = view.head(last);
    if !adjective || view.token(last).dep != Dep::Amod || noun < last {
        return true;
    }
    view.lexicon.role_named(view.word(noun)).is_none()
}

/// Drafts that are mentioned become entities, in order of their first mention.
fn finish(view: &View<'_>, mut scene: Scene<'_, '_>) -> Mentions {
    scene.found.sort_by_key(|found| {
        let kind = found.kind;
        (
            found.tokens.start,
            std::cmp::Reverse(found.tokens.end),
            kind,
        )
    });
    scene.found.dedup_by(|b, a| a.tokens == b.tokens);
    let mut ids: Vec<Option<EntityId>> = vec![None; scene.cast.drafts.len()];
    let mut order: Vec<usize> = Vec::new();
    let meet = |draft: usize, ids: &mut Vec<Option<EntityId>>, order: &mut Vec<usize>| {
        *ids[draft].get_or_insert_with(|| {
            order.push(draft);
            EntityId(order.len() as u32 - 1)
        })
    };
    let mut mentions = Vec::with_capacity(scene.found.len());
    for found in &scene.found {
        for member in &scene.cast.drafts[found.draft].members {
            meet(*member, &mut ids, &mut order);
        }
        mentions.push(Mention {
            span: view.span(&found.tokens),
            tokens: found.tokens.clone(),
            head: TokenId(found.head),
            kind: found.kind,
            entity: meet(found.draft, &mut ids, &mut order),
        });
    }
    let entities = order
        .iter()
        .map(|draft| entity(&scene.cast.drafts[*draft], &ids))
        .collect();
    Mentions { mentions, entities }
}

fn entity(draft: &Draft, ids: &[Option<EntityId>]) -> Entity {
    Entity {
        name: draft.title(),
        names: draft.names.clone(),
        kind: draft.kind,
        named: draft.named,
        members: draft.members.iter().filter_map(|m| ids[*m]).collect(),
        roles: draft.roles.clone(),
    }
}
