//! A plain reading of who is spoken of, for one sentence that comes without its article.

use std::ops::Range;

use super::lexicon::{Lexicon, normal};
use super::tree::{Tree, within};
use crate::model::*;

/// Mentions of names, of pronouns and of nouns that the class `people` has; each an entity of
/// its own. Spans in `forced` are mentions whatever they hold.
pub(super) fn mentions(text: &str, parse: &Parse, lexicon: &Lexicon, forced: &[Span]) -> Mentions {
    let tree = Tree::new(&parse.tokens);
    let mut made = Mentions::default();
    for span in forced {
        let tokens = within(&parse.tokens, *span);
        if !tokens.is_empty() {
            add(&mut made, text, parse, &tree, tokens);
        }
    }
    for name in &parse.names {
        use NameKind as K;
        if matches!(name.kind, K::Person | K::Org | K::Gpe | K::Norp) {
            add(&mut made, text, parse, &tree, name.tokens.clone());
        }
    }
    for n in 0..tree.len() {
        let token = tree.token(n);
        let person = match token.pos {
            Pos::Propn => !matches!(token.dep, Dep::Compound),
            Pos::Noun => lexicon.class("people", &normal(&token.lemma)),
            Pos::Pron => PRONOUNS.contains(&&*token.lower),
            _ => false,
        };
        if person {
            add(&mut made, text, parse, &tree, n..n + 1);
        }
    }
    made.mentions.sort_by_key(|mention| mention.span);
    made
}

const PRONOUNS: &[&str] = &[
    "he",
    "she",
    "they",
    "we",
    "i",
    "him",
    "her",
    "them",
    "us",
    "himself",
    "herself",
    "themselves",
];

fn add(made: &mut Mentions, text: &str, parse: &Parse, tree: &Tree<'_>, tokens: Range<u32>) {
    let outside = |n: &u32| tree.head(*n).is_none_or(|head| !tokens.contains(&head));
    let Some(head) = tokens.clone().filter(|n| *n < tree.len()).find(outside) else {
        return;
    };
    let taken = made.mentions.iter().any(|mention| {
        mention.head.0 == head || (mention.tokens.contains(&head) && mention.tokens.len() > 1)
    });
    if taken {
        return;
    }
    let (first, last) = (tokens.start as usize, tokens.end as usize - 1);
    let span = parse.tokens[first].span.cover(parse.tokens[last].span);
    let entity = EntityId(made.entities.len() as u32);
    made.entities.push(Entity {
        name: span.of(text).to_owned(),
        names: vec![span.of(text).to_owned()],
        kind: EntityKind::Group,
        named: false,
        members: Vec::new(),
        roles: Vec::new(),
    });
    made.mentions.push(Mention {
        span,
        tokens,
        head: TokenId(head),
        kind: MentionKind::Name,
        entity,
    });
}
