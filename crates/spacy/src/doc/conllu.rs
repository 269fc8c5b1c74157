//! Documents as CoNLL-U, the tab-separated format of Universal Dependencies.

use std::fmt::Write;
use std::ops::Range;

use super::{Doc, Features, Span, TokenRef};
use crate::tokenizer::is_space;

impl Doc {
    /// The document as [CoNLL-U](https://universaldependencies.org/format.html), a block of
    /// lines a sentence; empty where the text has no words.
    ///
    /// * Words hold no white space there, so tokens of white space are left out and the others
    ///   numbered without them. What hangs on such a token hangs on the word above it; if there
    ///   is none, the first such word is the root and the others hang on it.
    /// * What stands between two words is kept in MISC: nothing as `SpaceAfter=No`, anything but
    ///   one space as `SpacesAfter=`, and what stands before the first word as `SpacesBefore=`.
    ///   There a space is `\s`, a tab `\t`, line breaks are `\n` and `\r`, and any other white
    ///   space is its number, as `\u{a0}`. So the words and MISC give back the text, unless it
    ///   holds white space alone. The comment `text` has one space instead.
    /// * Entities stand in MISC: `NE=B-GPE` at the first word, `NE=I-GPE` at the others.
    /// * UPOS, XPOS, FEATS, DEPREL are those of the model, which may not be those of Universal
    ///   Dependencies: English models have relations of their own. Only the relation of a root
    ///   is written as the format wants it, `root`.
    /// * Spaces around a lemma, which some lemmatizers leave, are dropped.
    /// * `_` stands for what the pipeline does not give.
    ///
    /// Sentences are numbered from 1 in `sent_id`. To put several documents into one file, use
    /// [`Doc::to_conllu_as`].
    #[must_use]
    pub fn to_conllu(&self) -> String {
        let mut out = String::with_capacity(64 * self.len());
        self.write_sentences(&mut out, "");
        out
    }

    /// As [`Doc::to_conllu`], with a first comment `newdoc id` and that id before the number in
    /// every `sent_id`: `id-1`. White space in it becomes `_`.
    #[must_use]
    pub fn to_conllu_as(&self, id: &str) -> String {
        let id = id.replace(is_space, "_");
        let mut out = format!("# newdoc id = {id}\n");
        self.write_sentences(&mut out, &format!("{id}-"));
        out
    }

    fn write_sentences(&self, out: &mut String, prefix: &str) {
        let parsed = self.tokens.iter().any(|token| !token.dep.is_empty());
        let words = |sentence: Span| sentence.tokens().any(|token| !token.is_space());
        let mut sentences = self.sentences().filter(|s| words(s.clone())).peekable();
        let mut number = 0;
        let mut before = 0;
        while let Some(sentence) = sentences.next() {
            number += 1;
            // White space at the beginning of the next sentence follows the last word here.
            let next = sentences.peek().and_then(first_word);
            let end = next.map_or(self.text.len(), |next| next.bytes().start);
            let words = Words::new(&sentence, before..end);
            let _ = writeln!(out, "# sent_id = {prefix}{number}");
            words.write(out, parsed);
            before = end;
        }
    }
}

fn first_word<'d>(sentence: &Span<'d>) -> Option<TokenRef<'d>> {
    sentence.tokens().find(|token| !token.is_space())
}

/// The words of one sentence.
struct Words<'d> {
    words: Vec<TokenRef<'d>>,
    /// First token of the sentence.
    first: usize,
    /// Number of each token of the sentence, from 1; 0 for one that is no word.
    numbers: Vec<u32>,
    /// Bytes from the end of the words before to the beginning of the words behind.
    bytes: Range<usize>,
}

impl<'d> Words<'d> {
    fn new(sentence: &Span<'d>, bytes: Range<usize>) -> Words<'d> {
        let mut words = Vec::new();
        let mut numbers = Vec::new();
        for token in sentence.tokens() {
            let is_word = !token.is_space();
            words.extend(is_word.then_some(token));
            numbers.push(if is_word { words.len() as u32 } else { 0 });
        }
        Words {
            words,
            first: sentence.range().start,
            numbers,
            bytes,
        }
    }

    fn write(&self, out: &mut String, parsed: bool) {
        out.push_str("# text = ");
        for (place, word) in self.words.iter().enumerate() {
            write_words(out, word.text());
            let last = place + 1 == self.words.len();
            if !last && !self.behind(place).is_empty() {
                out.push(' ');
            }
        }
        out.push('\n');
        let heads: Vec<Option<u32>> = self.words.iter().map(|word| self.head(*word)).collect();
        let root = heads.iter().position(Option::is_none).unwrap_or(0) as u32 + 1;
        for (number, (word, head)) in (1..).zip(self.words.iter().zip(heads)) {
            let _ = write!(out, "{number}\t");
            write_word(out, *word);
            match head {
                _ if !parsed => out.push_str("\t_\t_"),
                None if number == root => out.push_str("\t0\troot"),
                head => {
                    let _ = write!(out, "\t{}\t", head.unwrap_or(root));
                    // Only the root has the relation of roots.
                    write_mark(out, if word.dep == "ROOT" { "dep" } else { &word.dep });
                }
            }
            out.push_str("\t_\t");
            self.write_misc(out, number as usize - 1);
            out.push('\n');
        }
        out.push('\n');
    }

    /// Number of the nearest word above; none for a root, nor where there is no word above in
    /// the sentence.
    fn head(&self, word: TokenRef) -> Option<u32> {
        let number = |token: TokenRef| {
            let place = token.index().checked_sub(self.first);
            place.and_then(|place| self.numbers.get(place)).copied()
        };
        let mut above = word.ancestors().map(number);
        above.find(|number| *number != Some(0)).flatten()
    }

    /// The white space behind a word.
    fn behind(&self, place: usize) -> &'d str {
        let word = self.words[place];
        let next = self.words.get(place + 1);
        let end = next.map_or(self.bytes.end, |next| next.bytes().start);
        word.doc().slice(word.bytes().end..end)
    }

    fn write_misc(&self, out: &mut String, place: usize) {
        let word = self.words[place];
        let empty = out.len();
        if place == 0 && self.bytes.start == 0 && word.bytes().start > 0 {
            out.push_str("SpacesBefore=");
            write_space(out, word.doc().slice(0..word.bytes().start));
        }
        let item = |out: &mut String, name: &str| {
            if out.len() > empty {
                out.push('|');
            }
            out.push_str(name);
        };
        if let Some(entity) = word.entity() {
            let of_entity = place
                .checked_sub(1)
                .map(|before| self.words[before].index());
            let goes_on = of_entity.is_some_and(|before| entity.range().contains(&before));
            item(out, if goes_on { "NE=I-" } else { "NE=B-" });
            write_mark(out, entity.label());
        }
        match self.behind(place) {
            " " => {}
            "" => item(out, "SpaceAfter=No"),
            more => {
                item(out, "SpacesAfter=");
                write_space(out, more);
            }
        }
        if out.len() == empty {
            out.push('_');
        }
    }
}

/// What is said of a word alone: FORM, LEMMA, UPOS, XPOS, FEATS.
fn write_word(out: &mut String, word: TokenRef) {
    write_words(out, word.text());
    out.push('\t');
    write_words(out, &word.lemma);
    for mark in [&word.pos, &word.tag] {
        out.push('\t');
        write_mark(out, mark);
    }
    out.push('\t');
    write_features(out, word.features());
}

/// A field that may hold spaces inside, but no other white space.
fn write_words(out: &mut String, text: &str) {
    match text.trim_matches(is_space) {
        "" => out.push('_'),
        text => out.extend(text.chars().map(|c| if is_space(c) { ' ' } else { c })),
    }
}

/// A field that holds no white space.
fn write_mark(out: &mut String, text: &str) {
    match text {
        "" => out.push('_'),
        text => out.extend(text.chars().map(|c| if is_space(c) { '_' } else { c })),
    }
}

/// Features, sorted by name without regard to case, as the format wants them.
fn write_features(out: &mut String, features: Features) {
    let mut pairs: Vec<(&str, &str)> = features.into_iter().collect();
    pairs.sort_by_key(|(name, _)| name.to_lowercase());
    for (place, (name, value)) in pairs.iter().enumerate() {
        out.push_str(if place > 0 { "|" } else { "" });
        write_mark(out, name);
        out.push('=');
        write_mark(out, value);
    }
    if pairs.is_empty() {
        out.push('_');
    }
}

/// White space, so that it can stand in MISC.
fn write_space(out: &mut String, space: &str) {
    for c in space.chars() {
        let _ = match c {
            ' ' => out.write_str("\\s"),
            '\t' => out.write_str("\\t"),
            '\n' => out.write_str("\\n"),
            '\r' => out.write_str("\\r"),
            other => write!(out, "\\u{{{:x}}}", u32::from(other)),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Label;
    use crate::doc::{Entity, sample};

    fn fields(conllu: &str) -> Vec<Vec<&str>> {
        let words = conllu
            .lines()
            .filter(|l| !l.is_empty() && !l.starts_with('#'));
        words.map(|line| line.split('\t').collect()).collect()
    }

    #[test]
    fn a_sentence_is_a_block_of_ten_columns() {
        let mut doc = sample::doc(
            "en",
            "Oslo_ PROPN 1 nsubj\n slept VERB 1 ROOT\n . PUNCT 1 punct",
        );
        doc.tokens[1].tag = Label::from("VBD");
        doc.tokens[1].lemma = Label::from("sleep it ");
        doc.tokens[1].morph = Label::from("VerbForm=Fin|Tense=Past");
        doc.entities = vec![Entity {
            tokens: 0..1,
            label: Label::from("GPE"),
        }];
        let expected = "# sent_id = 1\n# text = Oslo slept.\n\
            1\tOslo\toslo\tPROPN\t_\t_\t2\tnsubj\t_\tNE=B-GPE\n\
            2\tslept\tsleep it\tVERB\tVBD\tTense=Past|VerbForm=Fin\t0\troot\t_\tSpaceAfter=No\n\
            3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\tSpaceAfter=No\n\n";
        assert_eq!(doc.to_conllu(), expected);
        let named = doc.to_conllu_as("a\tb");
        assert!(named.starts_with("# newdoc id = a_b\n# sent_id = a_b-1\n# text"));
        assert_eq!(Doc::default().to_conllu(), "");
    }

    #[test]
    fn labels_and_features_with_white_space_stay_in_their_columns() {
        let mut doc = sample::doc("en", "Go VERB 0 ROOT");
        doc.tokens[0].tag = Label::from("V\tB");
        doc.tokens[0].morph = Label::from("A\n=\tb c|D=e");
        let conllu = doc.to_conllu();
        assert_eq!(fields(&conllu)[0][4..6], ["V_B", "A_=_b_c|D=e"]);
    }

    #[test]
    fn white_space_is_kept_beside_the_words() {
        let doc = sample::doc(
            "en",
            "\\s\\n SPACE 1 dep\n New_ PROPN 3 compound\n \\s\\s SPACE 1 dep\n York PROPN 3 ROOT\n \u{a0}\\n SPACE 3 dep",
        );
        let conllu = doc.to_conllu();
        assert!(conllu.contains("# text = New York\n"));
        let fields = fields(&conllu);
        assert_eq!(fields[0][9], "SpacesBefore=\\s\\n|SpacesAfter=\\s\\s\\s");
        assert_eq!((fields[0][6], fields[1][6]), ("2", "0"));
        assert_eq!(fields[1][9], "SpacesAfter=\\u{a0}\\n");
    }

    #[test]
    fn what_hangs_on_white_space_hangs_on_the_word_above() {
        let doc = sample::doc("en", "Go_ VERB 0 ROOT\n \\n SPACE 0 dep\n on ADV 1 prt");
        let conllu = doc.to_conllu();
        assert_eq!(fields(&conllu)[1][6..8], ["1", "prt"]);
        // Here nothing is above: the first word is the root.
        let doc = sample::doc("en", "\\n SPACE 0 ROOT\n Go_ VERB 0 dep\n on ADV 0 prt");
        let conllu = doc.to_conllu();
        let fields = fields(&conllu);
        assert_eq!(
            (&fields[0][6..8], &fields[1][6..8]),
            (&["0", "root"][..], &["1", "prt"][..])
        );
    }

    #[test]
    fn sentences_count_from_one_and_only_those_with_words() {
        let mut doc = sample::doc(
            "en",
            "Go VERB 0 ROOT\n \\n SPACE 1 ROOT\n on ADV 2 ROOT\n . PUNCT 2 punct",
        );
        doc.tokens[1].sentence_start = true;
        doc.tokens[2].sentence_start = true;
        doc.entities = vec![Entity {
            tokens: 2..4,
            label: Label::from("MISC"),
        }];
        let conllu = doc.to_conllu();
        assert!(conllu.contains("# sent_id = 2\n# text = on.\n1\ton") && !conllu.contains("= 3\n"));
        let misc: Vec<&str> = fields(&conllu).iter().map(|fields| fields[9]).collect();
        let expected = [
            "SpacesAfter=\\n",
            "NE=B-MISC|SpaceAfter=No",
            "NE=I-MISC|SpaceAfter=No",
        ];
        assert_eq!(misc, expected);
    }

    #[test]
    fn without_a_parser_there_are_no_heads() {
        let mut doc = sample::doc("en", "Go VERB 0 ROOT");
        doc.tokens[0].dep = Label::default();
        assert_eq!(fields(&doc.to_conllu())[0][6..9], ["_", "_", "_"]);
    }
}
