//! A Spanish pipeline as older versions of spaCy wrote them, without a parser: a sentence
//! recogniser finds the sentences, and every network has token vectors of its own. One looks two
//! words far, one at the word alone.

use super::super::msgpack::{bool, list, named, nil, str};
use super::Pipeline;
use super::nodes::{Draw, Tok2Vec, classifier, network, scorer};
use super::tables::{ENTITY_MOVES, SETTINGS, by_id, endings, lower_in, moves, part, rule, words};

const CONFIG: &str = r#"[nlp]
lang = "es"
pipeline = ["morphologizer","senter","attribute_ruler","lemmatizer","ner"]
disabled = []

[nlp.tokenizer]
@tokenizers = "spacy.Tokenizer.v1"

[components.morphologizer]
factory = "morphologizer"

[components.morphologizer.model]
@architectures = "spacy.Tagger.v1"

[components.morphologizer.model.tok2vec]
@architectures = "spacy.Tok2Vec.v1"

[components.morphologizer.model.tok2vec.embed]
@architectures = "spacy.MultiHashEmbed.v2"
attrs = ["LOWER","SUFFIX"]
include_static_vectors = false

[components.morphologizer.model.tok2vec.encode]
@architectures = "spacy.MaxoutWindowEncoder.v2"
depth = 2
window_size = 2

[components.senter]
factory = "senter"

[components.senter.model]
@architectures = "spacy.Tagger.v1"

[components.senter.model.tok2vec]
@architectures = "spacy.Tok2Vec.v2"

[components.senter.model.tok2vec.embed]
@architectures = "spacy.MultiHashEmbed.v2"
attrs = ["NORM"]

[components.senter.model.tok2vec.encode]
@architectures = "spacy.MaxoutWindowEncoder.v2"
depth = 0
window_size = 1

[components.attribute_ruler]
factory = "attribute_ruler"

[components.lemmatizer]
factory = "lemmatizer"
mode = "rule"

[components.ner]
factory = "ner"

[components.ner.model]
@architectures = "spacy.TransitionBasedParser.v2"
state_type = "ner"
use_upper = true

[components.ner.model.tok2vec]
@architectures = "spacy.Tok2Vec.v1"

[components.ner.model.tok2vec.embed]
@architectures = "spacy.MultiHashEmbed.v2"
attrs = ["ORTH","SPACY"]

[components.ner.model.tok2vec.encode]
@architectures = "spacy.MaxoutWindowEncoder.v2"
depth = 1
window_size = 1
"#;

const META: &str = r#"{"lang":"es","name":"chico","version":"1.0"}"#;
/// Labels with their morphology, and their parts of speech by number.
const LABELS: &str = r#"{"labels_morph":{"Number=Plur|POS=NOUN":"Number=Plur","Mood=Ind|POS=VERB":"Mood=Ind","POS=VERB|PronType=Prs|VerbForm=Inf":"PronType=Prs|VerbForm=Inf","POS=DET":"","Case=Acc,Dat|POS=PRON":"Case=Acc,Dat","POS=NUM":"","POS=ADV":"","POS=ADP":"_"},"labels_pos":{"Number=Plur|POS=NOUN":92,"Mood=Ind|POS=VERB":100,"POS=VERB|PronType=Prs|VerbForm=Inf":100,"POS=DET":90,"Case=Acc,Dat|POS=PRON":95,"POS=NUM":93,"POS=ADV":86,"POS=ADP":85}}"#;

/// The files of the pipeline.
pub fn spanish() -> Pipeline {
    // Of many lots, one by which answers of all kinds come out.
    let mut draw = Draw::new(440);
    let vectors = |attributes, depth, window| {
        Some(Tok2Vec {
            attributes,
            vectors: 0,
            pieces: 2,
            depth,
            window,
        })
    };
    let (far, near) = (vectors(2, 2, 2), vectors(1, 0, 1));
    vec![
        ("config.cfg", CONFIG.into()),
        ("meta.json", META.into()),
        ("tokenizer", tokenizer()),
        ("vocab/lookups.bin", named(&[])),
        (
            "morphologizer/model",
            network(classifier(8, far, &mut draw)),
        ),
        ("morphologizer/cfg", LABELS.into()),
        ("senter/model", network(classifier(2, near, &mut draw))),
        ("senter/cfg", "{}".into()),
        ("ner/model", network(scorer(3, vectors(2, 1, 1), &mut draw))),
        ("ner/cfg", SETTINGS.into()),
        ("ner/moves", moves(ENTITY_MOVES)),
        ("attribute_ruler/patterns", rules()),
        ("lemmatizer/lookups/lookups.bin", lemmas()),
    ]
}

fn tokenizer() -> Vec<u8> {
    named(&[
        ("prefix_search", str(r#"^[(«"¿¡]|^\.\.+"#)),
        ("suffix_search", str(r#"[)»",:?!]$|(?<=[a-zñ])\.$|%$|…$"#)),
        ("infix_finditer", str(r"\.\.+|…|(?<=[a-zñ])[-/](?=[a-zñ])")),
        ("token_match", nil()),
        ("url_match", str(r"(?u)^(?:\w{1,62}\.)+[a-z]{2,9}$")),
        (
            "exceptions",
            named(&[("al", list(&[part("a", None), part("l", Some("el"))]))]),
        ),
    ])
}

fn rules() -> Vec<u8> {
    list(&[
        rule(("IS_SPACE", bool(true)), &[("POS", "SPACE")]),
        rule(
            lower_in(&["órdenes"]),
            &[("POS", "NOUN"), ("MORPH", "Number=Plur")],
        ),
        rule(
            lower_in(&["dígamelo"]),
            &[("POS", "VERB"), ("MORPH", "PronType=Prs")],
        ),
        rule(lower_in(&["duermo"]), &[("POS", "AUX"), ("MORPH", "_")]),
    ])
}

fn lemmas() -> Vec<u8> {
    let group = |name: &str, features: &[&str]| list(&[str(name), words(features)]);
    named(&[
        (
            "lemma_rules",
            by_id(&[
                ("accents", endings(&[["ó", "o"], ["í", "i"], ["é", "e"]])),
                ("voc_alt_1", endings(&[["u", "o"], ["i", "e"]])),
                ("voc_alt_2", endings(&[["ue", "o"], ["ie", "e"]])),
                ("plural", endings(&[["es", ""], ["s", ""]])),
                (
                    "any_verb",
                    endings(&[["ga", "cir"], ["o", "ir"], ["o", "ar"]]),
                ),
                ("adverbs", endings(&[["muy", "mucho"]])),
                ("num", endings(&[["miles", "mil"]])),
                ("det", endings(&[["las", "el"]])),
                ("pron", endings(&[["me", "yo"], ["lo", "él"]])),
                ("det_and_pron_fixed", endings(&[["un", "uno"]])),
                ("det_and_pron_general", endings(&[["as", "o"], ["s", ""]])),
            ]),
        ),
        (
            "lemma_rules_groups",
            by_id(&[
                ("noun", list(&[group("plural", &["Number=Plur"])])),
                ("verb", list(&[group("any_verb", &[])])),
            ]),
        ),
        (
            "lemma_index",
            by_id(&[
                ("noun", words(&["orden", "plan"])),
                ("verb", words(&["dormir", "decir"])),
                ("det", words(&["otro"])),
            ]),
        ),
        (
            "lemma_exc",
            by_id(&[("pron", named(&[("se", words(&["él"]))]))]),
        ),
    ])
}
