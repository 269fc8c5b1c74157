//! Tense: whether the clause around a time expression looks back or ahead.

use super::words::Vocabulary;
use crate::model::*;

/// Which way a clause looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    /// The clause does not say.
    Open,
}

/// Tense of the verb that governs what stands at `span`.
pub(super) fn tense(parse: &Parse, vocabulary: &Vocabulary, span: Span) -> Tense {
    let first = parse
        .tokens
        .partition_point(|token| token.span.end <= span.start);
    let mut at = first;
    let mut below = first;
    let mut inside_a_name = false;
    // Up from the first token; a clause has few levels, and the bound keeps a broken tree from looping.
    for _ in 0..24 {
        let Some(token) = parse.tokens.get(at) else {
            return Tense::Open;
        };
        if matches!(token.pos, Pos::Verb | Pos::Aux) && !span.overlaps(token.span) {
            if calls_for(parse, vocabulary, at, below) {
                return Tense::Future;
            }
            match of_verb(parse, vocabulary, at) {
                Tense::Open => {}
                Tense::Future if inside_a_name && is_infinitive(parse, at) => return Tense::Open,
                known => return known,
            }
        }
        // "to get round Wednesday's ruling", "to sell under a May pact": the infinitive says nothing
        // of the ruling's day, nor of the pact's.
        inside_a_name |= matches!(token.dep, Dep::Poss | Dep::Compound | Dep::Nmod | Dep::Amod);
        let head = token.head.0 as usize;
        if head == at {
            return Tense::Open;
        }
        below = at;
        at = head;
    }
    Tense::Open
}

/// "invited them to talks on Friday": what a verb calls to or sets for is still to come.
fn calls_for(parse: &Parse, vocabulary: &Vocabulary, verb: usize, below: usize) -> bool {
    let calls = vocabulary
        .calls
        .iter()
        .any(|word| **word == *parse.tokens[verb].lemma);
    calls && matches!(&*parse.tokens[below].lower, "to" | "for" | "until" | "till")
}

/// Auxiliaries that look ahead, unless "have" follows: "would have gone".
const AHEAD: [&str; 12] = [
    "will",
    "'ll",
    "\u{2019}ll",
    "shall",
    "wo",
    "would",
    "may",
    "might",
    "could",
    "can",
    "should",
    "must",
];

/// Forms of "be" with which a participle looks ahead: "is leaving on Monday".
const LEAVING: [&str; 7] = ["is", "are", "'s", "'re", "\u{2019}s", "\u{2019}re", "am"];

/// Tense of the verb at token `at`, its auxiliaries included.
fn of_verb(parse: &Parse, vocabulary: &Vocabulary, at: usize) -> Tense {
    let verb = &parse.tokens[at];
    let helpers = helpers(parse, at);
    let has = |wanted: &[&str]| helpers.iter().any(|token| wanted.contains(&&*token.lower));
    if has(&AHEAD) {
        return match has(&["have"]) && !has(&["will"]) {
            true => Tense::Past,
            false => Tense::Future,
        };
    }
    if is_infinitive(parse, at) {
        return infinitive(parse, vocabulary, at);
    }
    let participle = matches!(&*verb.tag, "VBN" | "VBG");
    if participle && looks_ahead(vocabulary, verb) {
        return Tense::Future;
    }
    match &*verb.tag {
        "VBD" | "VBN" => Tense::Past,
        "VBG" if has(&LEAVING) => Tense::Future,
        "VBZ" | "VBP"
            if vocabulary
                .timetabled
                .iter()
                .any(|word| **word == *verb.lemma) =>
        {
            Tense::Future
        }
        "VBZ" | "VBP" if is_ahead(parse, vocabulary, at) => Tense::Future,
        "VBG" if has(&["was", "were", "been"]) => Tense::Past,
        _ => Tense::Open,
    }
}

/// "planned", "due": what it governs is still to come.
fn looks_ahead(vocabulary: &Vocabulary, token: &Token) -> bool {
    vocabulary.ahead.iter().any(|word| **word == *token.lemma)
}

/// "is due in November": a form of "be" whose adjective looks ahead.
fn is_ahead(parse: &Parse, vocabulary: &Vocabulary, at: usize) -> bool {
    let behind = parse.tokens.iter().skip(at + 1).take(4);
    let mut adjectives =
        behind.filter(|token| token.head.0 as usize == at && token.dep == Dep::Acomp);
    adjectives.any(|token| looks_ahead(vocabulary, token))
}

fn is_infinitive(parse: &Parse, at: usize) -> bool {
    helpers(parse, at).iter().any(|token| &*token.tag == "TO")
}

/// An infinitive looks where the verb above it sends it.
fn infinitive(parse: &Parse, vocabulary: &Vocabulary, at: usize) -> Tense {
    let head = parse.tokens[at].head.0 as usize;
    match parse.tokens.get(head) {
        Some(above) if head != at && vocabulary.same.iter().any(|word| **word == *above.lemma) => {
            Tense::Open
        }
        _ => Tense::Future,
    }
}

/// Auxiliaries and particles that hang on token `at`, which stand shortly before it.
fn helpers(parse: &Parse, at: usize) -> Vec<&Token> {
    let from = at.saturating_sub(8);
    let hangs = |token: &&Token| {
        token.head.0 as usize == at && matches!(token.dep, Dep::Aux | Dep::Auxpass | Dep::Mark)
    };
    parse.tokens[from..at].iter().filter(hangs).collect()
}
