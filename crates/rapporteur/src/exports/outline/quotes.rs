//! Quotes: who said what, word for word, grouped by speaker.

use std::collections::BTreeMap;

use account::model::*;

use super::{Extent, Group, Line, Section, Sources, Topic, words};

/// Quotations in brief, over all speakers.
const LINES: usize = 22;
/// Quotations of one speaker in brief.
const EACH: usize = 4;

/// Whose words they are: speakers in order of the account, then those without a name, then nobody.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Voice {
    Actor(ActorId),
    Described(String),
    Unknown,
}

/// The section.
pub(super) fn section(sources: &Sources<'_>, extent: Extent) -> Section {
    let mut voices: BTreeMap<Voice, Vec<&Claim<AccountQuote>>> = BTreeMap::new();
    for claim in &sources.account.quotes {
        voices.entry(voice(claim.value())).or_default().push(claim);
    }
    let (mut groups, mut more) = (Vec::new(), 0);
    for (voice, mut quotes) in voices {
        quotes.sort_by_key(|claim| std::cmp::Reverse(rank(claim.value())));
        let keep = quotes.len().min(extent.limit(EACH));
        more += quotes.len() - keep;
        quotes.truncate(keep);
        groups.push(Group {
            heading: Some(heading(sources, &voice)),
            lines: quotes
                .into_iter()
                .map(|claim| line(sources, claim))
                .collect(),
        });
    }
    let mut section = Section::grouped(Topic::Quotes, groups).cut(extent.limit(LINES));
    section.more += more;
    section
}

fn voice(quote: &AccountQuote) -> Voice {
    match (quote.speaker, &quote.speaker_name) {
        (Some(actor), _) => Voice::Actor(actor),
        (None, Some(name)) => Voice::Described(name.clone()),
        (None, None) => Voice::Unknown,
    }
}

/// What is worth showing first: the speaker's own sentences, then what more origins have.
fn rank(quote: &AccountQuote) -> (QuoteRank, u32) {
    (QuoteRank::of(quote.kind), quote.origins)
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum QuoteRank {
    Reported,
    Verbatim,
}

impl QuoteRank {
    fn of(kind: QuoteKind) -> Self {
        match kind {
            QuoteKind::Indirect => QuoteRank::Reported,
            QuoteKind::Direct | QuoteKind::Mixed => QuoteRank::Verbatim,
        }
    }
}

fn heading(sources: &Sources<'_>, voice: &Voice) -> String {
    match voice {
        Voice::Actor(actor) => sources.actor_with_code(*actor),
        Voice::Described(name) => format!("{name} (not named)"),
        Voice::Unknown => "Speaker not known".to_owned(),
    }
}

fn line(sources: &Sources<'_>, claim: &Claim<AccountQuote>) -> Line {
    let quote = claim.value();
    let text = words::one_line(&quote.text);
    let mut remarks = Vec::new();
    let text = match quote.kind {
        // The comma before “he said” is the article's, not the speaker's.
        QuoteKind::Direct | QuoteKind::Mixed => format!("“{}”", text.trim_end_matches(',')),
        QuoteKind::Indirect => {
            remarks.push("in the article’s words".to_owned());
            text
        }
    };
    if quote.origins > 1 {
        remarks.push(words::count(quote.origins as usize, "origin"));
    }
    Line {
        text,
        remarks,
        refs: sources.all(claim.evidence()),
        ..Line::default()
    }
}
