//! "I" in a quotation is whoever speaks it.

use crate::model::*;

/// The mentions with the first persons of the quotations whose speakers are known, in order.
///
/// "We" stands for the speaker where that is a body or a country; whom else it takes in, a quotation
/// rarely tells.
#[must_use]
pub fn with_first_persons(mut mentions: Mentions, parse: &Parse, quotes: &[Quote]) -> Mentions {
    let mut found = Vec::new();
    for quote in quotes.iter().filter(|one| one.kind != QuoteKind::Indirect) {
        let Some(speaker) = quote.speaker else {
            continue;
        };
        let kind = mentions
            .entities
            .get(speaker.entity.0 as usize)
            .map(|one| one.kind);
        let body = matches!(
            kind,
            Some(EntityKind::Org | EntityKind::Gpe | EntityKind::Group)
        );
        let first = |word: &str| match word {
            "i" | "me" | "my" | "myself" => kind == Some(EntityKind::Person),
            "we" | "us" | "our" | "ourselves" => body,
            _ => false,
        };
        let from = parse
            .tokens
            .partition_point(|token| token.span.start < quote.words.start);
        let inside = parse.tokens[from..]
            .iter()
            .take_while(|token| token.span.end <= quote.words.end);
        for (n, token) in (from as u32..).zip(inside) {
            if first(&token.lower) && token.pos == Pos::Pron {
                found.push(Mention {
                    span: token.span,
                    tokens: n..n + 1,
                    head: TokenId(n),
                    kind: MentionKind::Pronoun,
                    entity: speaker.entity,
                });
            }
        }
    }
    // Quotations may lie in one another; what was a mention before stays one.
    mentions.mentions.extend(found);
    mentions
        .mentions
        .sort_by_key(|one| (one.tokens.start, std::cmp::Reverse(one.tokens.end)));
    mentions.mentions.dedup_by(|b, a| a.tokens == b.tokens);
    mentions
}
