//! Noun chunks: which tokens around a noun are its base phrase, by the rules of its language.

use std::ops::Range;

use super::{Doc, TokenRef};

/// How a language builds its base phrases.
struct Grammar {
    lang: &'static str,
    /// Relations in which a noun is the head of a phrase.
    heads: &'static [&'static str],
    /// Relations of words behind the noun that belong to its name: the phrase then reaches as
    /// far as everything that depends on the noun.
    names: &'static [&'static str],
    /// Whether adjectives follow the noun, and prepositions and conjunctions before it hang on it.
    romance: bool,
    /// Whether a determiner may follow the noun.
    late_determiner: bool,
}

const GRAMMARS: [Grammar; 3] = [
    Grammar {
        lang: "en",
        heads: &[
            "ROOT",
            "appos",
            "attr",
            "dative",
            "dobj",
            "nsubj",
            "nsubjpass",
            "oprd",
            "pcomp",
            "pobj",
        ],
        names: &[],
        romance: false,
        late_determiner: false,
    },
    Grammar {
        lang: "es",
        heads: &[
            "ROOT",
            "appos",
            "nmod",
            "nsubj",
            "nsubj:pass",
            "obj",
            "obl",
            "pcomp",
        ],
        names: &["compound", "fixed", "flat"],
        romance: true,
        late_determiner: false,
    },
    Grammar {
        lang: "fr",
        heads: &[
            "ROOT",
            "appos",
            "nmod",
            "nsubj",
            "nsubj:pass",
            "obj",
            "obl",
            "obl:agent",
            "obl:arg",
            "obl:mod",
            "pcomp",
        ],
        names: &["compound", "fixed", "flat", "flat:foreign", "flat:name"],
        romance: true,
        late_determiner: true,
    },
];

/// The noun chunks of a document, in order.
pub(super) fn noun_chunks(doc: &Doc) -> Vec<Range<u32>> {
    let grammar = GRAMMARS.iter().find(|grammar| grammar.lang == doc.lang());
    let Some(grammar) = grammar else {
        return Vec::new();
    };
    let firsts = first_conjuncts(doc);
    let mut chunks = Vec::new();
    // The last token of the chunk before; none lies within another.
    let mut last = None;
    for word in doc.tokens() {
        if !matches!(&*word.pos, "NOUN" | "PROPN" | "PRON") {
            continue;
        }
        let left = word.left_edge();
        if last.is_some_and(|last| left.index() <= last) {
            continue;
        }
        let (bound, end) = if grammar.heads.contains(&&*word.dep) {
            ("ADP", grammar.end(word))
        } else if word.dep == "conj" && grammar.coordinates(doc, firsts[word.head().index()]) {
            ("CCONJ", word)
        } else {
            continue;
        };
        last = Some(end.index());
        let skip = grammar.romance && left.pos == bound;
        chunks.push(left.index() as u32 + u32::from(skip)..end.index() as u32 + 1);
    }
    chunks
}

impl Grammar {
    /// The last token of the phrase of a noun.
    fn end<'d>(&self, word: TokenRef<'d>) -> TokenRef<'d> {
        if !self.romance {
            return word;
        }
        match word.rights().next() {
            Some(next) if next.dep == "amod" => next.right_edge(),
            Some(next) if self.late_determiner && next.dep == "det" && next.pos == "DET" => next,
            Some(next) if self.names.contains(&&*next.dep) => word.right_edge(),
            _ => word,
        }
    }

    /// Whether what is coordinated with this token is a phrase as it is.
    fn coordinates(&self, doc: &Doc, first: u32) -> bool {
        self.heads.contains(&&*doc.tokens[first as usize].dep)
    }
}

/// For every token the first of those that it is coordinated with, by arcs that lead back.
fn first_conjuncts(doc: &Doc) -> Vec<u32> {
    let mut firsts: Vec<u32> = Vec::with_capacity(doc.len());
    for (index, token) in (0..).zip(&doc.tokens) {
        let back = token.dep == "conj" && token.head < index;
        firsts.push(match back {
            true => firsts[token.head as usize],
            false => index,
        });
    }
    firsts
}

#[cfg(test)]
mod tests {
    use crate::doc::sample::doc;

    fn chunks(lang: &str, lines: &str) -> Vec<String> {
        let doc = doc(lang, lines);
        doc.noun_chunks().map(|chunk| chunk.to_string()).collect()
    }

    const ENGLISH: &str = "
        The_   DET   1 det
        envoys_ NOUN 4 nsubj
        of_    ADP   1 prep
        Oslo_  PROPN 2 pobj
        met_   VERB  4 ROOT
        him_   PRON  4 dobj
        ,_     PUNCT 5 punct
        old_   ADJ   8 amod
        rebels_ NOUN 5 conj
        and_   CCONJ 8 cc
        guards NOUN  8 conj";

    #[test]
    fn english_phrases_end_with_their_noun() {
        let expected = ["The envoys", "Oslo", "him", "old rebels", "guards"];
        assert_eq!(chunks("en", ENGLISH), expected);
    }

    #[test]
    fn other_languages_have_none() {
        assert!(chunks("de", ENGLISH).is_empty());
    }

    #[test]
    fn what_is_coordinated_with_no_phrase_is_none() {
        let lines = "ran_ VERB 0 ROOT\n and_ CCONJ 0 cc\n today NOUN 0 conj";
        assert_eq!(chunks("en", lines), ["today"]);
        let lines = "ran_ VERB 0 ROOT\n last_ ADV 0 advmod\n today NOUN 1 conj";
        assert!(chunks("en", lines).is_empty());
    }

    #[test]
    fn a_phrase_lies_in_no_other() {
        // "old guards" reaches back across "him".
        let lines = "old_ ADJ 2 amod\n him_ PRON 3 dobj\n guards_ NOUN 3 dobj\n saw VERB 3 ROOT";
        assert_eq!(chunks("en", lines), ["him"]);
    }

    #[test]
    fn french_phrases_take_adjectives_names_and_determiners_behind() {
        let lines = "
            dans_   ADP  2 case
            les_    DET  2 det
            villes_ NOUN 2 ROOT
            grandes_ ADJ 2 amod
            et_     CCONJ 5 cc
            ports_  NOUN 2 conj
            Jean_   PROPN 2 appos
            Valjean PROPN 6 flat:name";
        assert_eq!(
            chunks("fr", lines),
            ["les villes grandes", "ports", "Jean Valjean"]
        );
        let lines = "cas_ NOUN 0 ROOT\n lequel_ DET 0 det\n suit VERB 0 acl";
        assert_eq!(chunks("fr", lines), ["cas lequel"]);
        assert_eq!(chunks("es", lines), ["cas"]);
    }
}
