//! Spanish base forms: rules for endings, chosen by morphology, with known words before others.
//!
//! The source is spaCy's module `lang.es.lemmatizer`, for the mode `rule`. spaCy collects
//! several base forms and takes the first; here only that one is looked for.

use std::collections::HashSet;

use crate::Token;

use super::tables::{Tables, Words, holds};

/// Parts of speech that have no forms.
const FIXED: [&str; 9] = [
    "adp", "cconj", "intj", "part", "propn", "punct", "sconj", "sym", "x",
];

/// Pronouns that are written together with the verb before them, the longer ones first.
const CLITICS: [&str; 11] = [
    "las", "les", "los", "nos", "me", "te", "se", "la", "le", "lo", "os",
];

/// Most pronouns that are taken off a verb.
const MOST_CLITICS: usize = 4;

/// Refuses tables by which a word would grow without end: accents are taken off one rule after
/// the other, so that rules which lengthen a word make it longer each time.
pub(super) fn check(tables: &Tables) -> Result<(), &'static str> {
    let mut accents = tables.rules("accents").iter();
    match accents.all(|(old, new)| !old.is_empty() && new.len() <= old.len()) {
        true => Ok(()),
        false => Err("accents that are replaced by nothing longer expected in `lemma_rules`"),
    }
}

/// The base form of a word; the part of speech is in lower case.
pub(super) fn lemma(tables: &Tables, pos: &str, word: &str, token: &Token) -> String {
    let lower = word.to_lowercase();
    if FIXED.contains(&pos) {
        // At the start of a sentence a capital says nothing, but in a name.
        let keep = pos == "propn" || !token.sentence_start;
        return if keep { word.to_owned() } else { lower };
    }
    if let Some(exception) = tables.exceptions(pos, &lower).first() {
        return (*exception).to_owned();
    }
    // Auxiliaries go by the rules for verbs.
    let pos = if pos == "aux" { "verb" } else { pos };
    let search = Search {
        tables,
        index: tables.index(pos),
        features: features(&token.morph),
    };
    match pos {
        "noun" | "adj" => search.nominal(&lower, pos),
        "verb" if search.features.contains("PronType=Prs") => search.verb_with_pronouns(&lower),
        "verb" => search.verb(&lower),
        "det" => search.determiner(&lower),
        "pron" => search.pronoun(&lower),
        "adv" => search.listed(&lower, &["adverbs"]).unwrap_or(lower),
        "num" => search.numeral(&lower),
        _ => lower,
    }
}

/// The features of a morphology; of one with several values, each.
fn features(morph: &str) -> HashSet<String> {
    let features = morph.split('|').filter_map(|f| f.split_once('='));
    let features = features.flat_map(|(name, values)| {
        let values = values.split(',');
        values.map(move |value| format!("{name}={value}"))
    });
    features.collect()
}

/// What base forms are looked for in.
struct Search<'a> {
    tables: &'a Tables,
    /// Known words of the part of speech.
    index: Option<&'a Words>,
    features: HashSet<String>,
}

impl Search<'_> {
    fn knows(&self, word: &str) -> bool {
        holds(self.index, word)
    }

    /// The rules for the word's morphology: of the first set of which it has all features.
    fn rules(&self, pos: &str) -> &[(String, String)] {
        let groups = self.tables.groups(pos).iter();
        let mut fitting = groups.filter(|group| {
            let mut features = group.features.iter();
            features.all(|feature| self.features.contains(feature))
        });
        let name = fitting.next().map_or("", |group| &group.rules);
        self.tables.rules(name)
    }

    /// What the rules make of a word, but for what is the word itself.
    fn changed(&self, word: &str, rules: &[(String, String)]) -> Vec<String> {
        let forms = rules.iter().map(|(old, new)| ended(word, old, new));
        forms.filter(|form| form != word).collect()
    }

    /// What a list has for this very word.
    fn listed(&self, word: &str, lists: &[&str]) -> Option<String> {
        let mut entries = lists.iter().flat_map(|list| self.tables.rules(list));
        let found = entries.find(|(old, _)| old == word);
        found.map(|(_, new)| new.clone())
    }

    fn without_accents(&self, word: &str) -> String {
        let accents = self.tables.rules("accents").iter();
        accents.fold(word.to_owned(), |word, (old, new)| word.replace(old, new))
    }

    /// The base form of a noun or an adjective.
    fn nominal(&self, word: &str, pos: &str) -> String {
        let forms = self.changed(word, self.rules(pos));
        if let Some(known) = forms.iter().find(|form| self.knows(form)) {
            return known.clone();
        }
        // Plurals have an accent that the singular has not: "órdenes", "orden".
        let plural = self.features.contains("Number=Plur");
        let ending = forms.iter().filter(|form| form.ends_with(['n', 's']));
        let accents = self.tables.rules("accents");
        let mut bare = ending.filter(|_| plural).flat_map(|form| {
            let replaced = accents.iter().map(|(old, new)| form.replace(old, new));
            replaced.filter(|form| self.knows(form))
        });
        bare.next()
            .or_else(|| forms.first().cloned())
            .unwrap_or_else(|| word.to_owned())
    }

    /// The base form of a verb without pronouns.
    fn verb(&self, word: &str) -> String {
        let forms = self.changed(word, self.rules("verb"));
        if let Some(known) = forms.iter().find(|form| self.knows(form)) {
            return known.clone();
        }
        let other = forms.iter().find_map(|form| self.other_vowel(form));
        other
            .or_else(|| forms.first().cloned())
            .unwrap_or_else(|| word.to_owned())
    }

    /// The known verb that differs in a vowel of its stem, as "duermo" and "dormir" do.
    fn other_vowel(&self, form: &str) -> Option<String> {
        for (old, new) in self.tables.rules("voc_alt_1") {
            let length = (form.len() + new.len()).saturating_sub(old.len());
            // In a long word there are as many vowels, and none of the others is known.
            if !self.index.is_some_and(|index| index.reach(length)) {
                continue;
            }
            for (at, found) in form.match_indices(&**old) {
                let other = [&form[..at], new, &form[at + found.len()..]].concat();
                if self.knows(&other) {
                    return Some(other);
                }
            }
        }
        let pairs = self.tables.rules("voc_alt_2").iter();
        let mut others = pairs.filter(|(old, _)| form.contains(&**old));
        others.find_map(|(old, new)| {
            let other = form.replacen(&**old, new, 1);
            self.knows(&other).then_some(other)
        })
    }

    /// The base forms of a verb and of the pronouns written together with it.
    fn verb_with_pronouns(&self, word: &str) -> String {
        let mut verb = word;
        let mut pronouns = Vec::new();
        while pronouns.len() < MOST_CLITICS
            && let Some(clitic) = CLITICS.iter().find(|clitic| verb.ends_with(**clitic))
        {
            verb = &verb[..verb.len() - clitic.len()];
            pronouns.insert(0, *clitic);
        }
        let verb = self.without_accents(verb);
        let exceptions = self.tables.exceptions("verb", &verb);
        let verb = match exceptions.first() {
            Some(exception) => (*exception).to_owned(),
            None => self.verb(&verb),
        };
        let pronouns = pronouns.into_iter().map(|pronoun| {
            let exceptions = self.tables.exceptions("pron", pronoun);
            let exception = exceptions.first().map(|form| (*form).to_owned());
            exception.unwrap_or_else(|| self.pronoun(pronoun))
        });
        let pronouns: Vec<String> = pronouns.collect();
        format!("{verb} {}", pronouns.join(" "))
    }

    fn determiner(&self, word: &str) -> String {
        if let Some(form) = self.listed(word, &["det", "det_and_pron_fixed"]) {
            return form;
        }
        let rules = self.tables.rules("det_and_pron_general").iter();
        let forms = rules.map(|(old, new)| ended(word, old, new));
        self.known_or_first(forms.collect(), word)
    }

    fn pronoun(&self, word: &str) -> String {
        if let Some(form) = self.listed(word, &["pron", "det_and_pron_fixed"]) {
            return form;
        }
        let rules = self.tables.rules("det_and_pron_general");
        self.known_or_first(self.changed(word, rules), word)
    }

    /// The first known of some forms and the word itself; else the first.
    fn known_or_first(&self, forms: Vec<String>, word: &str) -> String {
        let mut all = forms.iter().map(String::as_str).chain([word]);
        let known = all.clone().find(|form| self.knows(form));
        known.or_else(|| all.next()).unwrap_or(word).to_owned()
    }

    /// A numeral: a listed one, or digits with a point before the fraction alone.
    fn numeral(&self, word: &str) -> String {
        if let Some(form) = self.listed(word, &["num"]) {
            return form;
        }
        let whole = word.split(',').next().unwrap_or(word);
        let last: Vec<char> = whole.chars().rev().take(4).collect();
        let grouped =
            matches!(last[..], [a, b, c, '.'] if [a, b, c].iter().all(char::is_ascii_digit));
        let word = if grouped {
            word.replace('.', "")
        } else {
            word.to_owned()
        };
        word.replace(',', ".")
    }
}

/// The word with an ending replaced, or as it is.
fn ended(word: &str, old: &str, new: &str) -> String {
    match word.strip_suffix(old) {
        Some(stem) => format!("{stem}{new}"),
        None => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::tables::tables;
    use super::*;
    use crate::Label;

    /// Small tables of the form of spaCy's.
    fn spanish() -> Tables {
        tables(&json!({
            "lemma_rules": {
                "accents": [["ó", "o"], ["é", "e"]],
                "voc_alt_1": [["u", "o"]], "voc_alt_2": [["ue", "o"], ["ie", "e"]],
                "noun_plur": [["as", "a"], ["es", ""], ["s", ""]],
                "verb_pres": [["o", "ir"], ["o", "ar"]], "verb_imp": [["a", "er"], ["a", "ar"]],
                "verb_rare": [["", "ir"]],
                "adverbs": [["muy", "mucho"]], "num": [["miles", "mil"]],
                "det": [["la", "el"]], "det_and_pron_fixed": [["un", "uno"]],
                "pron": [["me", "yo"], ["lo", "él"]],
                "det_and_pron_general": [["as", "o"], ["a", "o"]],
            },
            "lemma_rules_groups": {
                "noun": [["noun_plur", ["Number=Plur"]]],
                "verb": [["verb_pres", ["Mood=Ind", "Person=1"]], ["verb_imp", ["Mood=Imp"]],
                    ["verb_rare", ["Mood=Sub"]]],
            },
            "lemma_index": {"noun": ["orden", "casa"], "verb": ["dormir", "hablar", "pensar"],
                "pron": ["mucho"], "det": ["otro"]},
            "lemma_exc": {"adj": {"primer": ["primero"]}, "pron": {"se": ["él"]}},
        }))
    }

    fn lemma(word: &str, pos: &str, morph: &str) -> String {
        let token = Token {
            morph: Label::from(morph),
            ..Token::default()
        };
        super::lemma(&spanish(), pos, word, &token)
    }

    #[test]
    fn endings_go_by_morphology_and_known_words_win() {
        assert_eq!(lemma("Casas", "noun", "Gender=Fem|Number=Plur"), "casa");
        assert_eq!(lemma("casas", "noun", "Number=Sing"), "casas");
        assert_eq!(lemma("órdenes", "noun", "Number=Plur"), "orden");
        assert_eq!(lemma("zorpas", "noun", "Number=Plur"), "zorpa");
        assert_eq!(lemma("Primer", "adj", ""), "primero");
    }

    #[test]
    fn accents_that_lengthen_a_word_are_refused() {
        assert!(check(&spanish()).is_ok());
        for (old, new) in [("", "a"), ("", ""), ("a", "aa")] {
            let tables = tables(&json!({"lemma_rules": {"accents": [["é", "e"], [old, new]]}}));
            assert!(check(&tables).unwrap_err().contains("accents"));
        }
    }

    #[test]
    fn verbs_may_change_the_vowel_of_their_stem() {
        let present = "Mood=Ind|Person=1";
        assert_eq!(lemma("hablo", "verb", present), "hablar");
        assert_eq!(lemma("duermo", "verb", present), "dormir");
        assert_eq!(lemma("pienso", "aux", present), "pensar");
        assert_eq!(lemma("zorpo", "verb", present), "zorpir");
        assert_eq!(lemma("zorpo", "verb", "Mood=Cnd"), "zorpo");
        assert_eq!(lemma("ve", "verb", "Mood=Sub"), "veir");
    }

    #[test]
    fn pronouns_come_off_a_verb() {
        let imperative = "Mood=Imp|Person=2|PronType=Prs";
        assert_eq!(lemma("córramelo", "verb", imperative), "correr yo él");
        assert_eq!(lemma("hablarse", "verb", imperative), "hablar él");
        assert_eq!(lemma("habla", "verb", "PronType=Prs"), "hab lo");
        // spaCy leaves the space also where no pronoun comes off.
        assert_eq!(lemma("corre", "verb", "PronType=Prs"), "corre ");
    }

    #[test]
    fn small_words_go_by_lists_first() {
        assert_eq!(lemma("La", "det", ""), "el");
        assert_eq!(lemma("un", "det", ""), "uno");
        assert_eq!(lemma("otras", "det", ""), "otro");
        assert_eq!(lemma("zorpas", "det", ""), "zorpo");
        assert_eq!(lemma("muchas", "pron", ""), "mucho");
        assert_eq!(lemma("quien", "pron", ""), "quien");
        assert_eq!(lemma("Muy", "adv", ""), "mucho");
        assert_eq!(lemma("Ayer", "adv", ""), "ayer");
    }

    #[test]
    fn numbers_have_a_point_before_the_fraction_alone() {
        assert_eq!(lemma("1.250.300,75", "num", ""), "1250300.75");
        assert_eq!(lemma("12,5", "num", ""), "12.5");
        assert_eq!(lemma("12.5", "num", ""), "12.5");
        assert_eq!(lemma("Miles", "num", ""), "mil");
    }

    #[test]
    fn words_without_forms_keep_their_capitals_but_at_the_start() {
        let start = Token {
            sentence_start: true,
            ..Token::default()
        };
        let tables = spanish();
        assert_eq!(super::lemma(&tables, "adp", "En", &start), "en");
        assert_eq!(super::lemma(&tables, "propn", "Quito", &start), "Quito");
        assert_eq!(lemma("En", "adp", ""), "En");
    }

    #[test]
    fn a_feature_of_several_values_is_several_features() {
        let features = features("Case=Acc,Dat|Person=3");
        assert!(features.contains("Case=Acc") && features.contains("Case=Dat"));
        assert_eq!(features.len(), 3);
    }
}
