//! Holders: to whom the article attributes an act.

use super::arguments::normal_lemma;
use super::frames;
use super::scene::Scene;
use crate::model::*;

impl Scene<'_> {
    /// Who says that the act on this token takes place; nobody where the article itself does.
    pub(super) fn holder(&self, token: u32) -> Option<EntityId> {
        self.speaker(token).or_else(|| self.reporter(token))
    }

    /// The speaker of the closest quote round a token.
    pub(super) fn speaker(&self, token: u32) -> Option<EntityId> {
        let span = self.tree.token(token).span;
        let quotes = self.told.quotes.iter();
        quotes
            .filter(|quote| quote.span.contains(span) && !self.is_plan(token, quote))
            .filter_map(|quote| Some((quote.span.len(), quote.speaker?.entity)))
            .min_by_key(|(length, _)| *length)
            .map(|(_, entity)| entity)
    }

    /// Whether an indirect quote is no report but an infinitive: "is expected *to meet*", "seeks
    /// *to persuade*".
    fn is_plan(&self, token: u32, quote: &Quote) -> bool {
        let cue = quote.cue.filter(|_| quote.kind == QuoteKind::Indirect);
        let Some(cue) = cue.and_then(|cue| self.top(cue)) else {
            return false;
        };
        let below = std::iter::once(token).chain(self.tree.above(token));
        let mut below = below.take_while(|at| *at != cue);
        below.any(|at| self.tree.head(at) == Some(cue) && self.tree.dep(at) == Dep::Xcomp)
    }

    /// The subject of the verb that reports the clause, or whoever stands behind "according to".
    fn reporter(&self, token: u32) -> Option<EntityId> {
        for at in std::iter::once(token).chain(self.tree.above(token)) {
            if let Some(source) = self.tree.pobj(at, "according to") {
                return self.mention(source).map(|mention| mention.entity);
            }
            let Some(head) = self
                .tree
                .head(at)
                .filter(|_| self.tree.dep(at) == Dep::Ccomp)
            else {
                continue;
            };
            if self.lexicon.list("report", &normal_lemma(self, head)) {
                let subject = frames::subject(&self.tree, self.lexicon, head)?;
                return self.mention(subject).map(|mention| mention.entity);
            }
        }
        None
    }
}
