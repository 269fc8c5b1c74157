//! A French pipeline with static vectors: a morphologizer and a parser share token vectors, the
//! entity recogniser has its own. A sentence recogniser is named but disabled, so that its files
//! are not asked for.

use super::super::msgpack::{bool, int, list, map, named, str};
use super::nodes::{Draw, Tok2Vec, classifier, network, scorer};
use super::tables::{ENTITY_MOVES, SETTINGS, by_id, endings, lower_in, moves, part, rule, words};
use super::{Pipeline, id};

const CONFIG: &str = r#"[paths]
vectors = null

[nlp]
lang = "fr"
pipeline = ["tok2vec","morphologizer","parser","senter","attribute_ruler","lemmatizer","ner"]
disabled = ["senter"]
tokenizer = {"@tokenizers":"spacy.Tokenizer.v1"}
vectors = {"@vectors":"spacy.Vectors.v1"}

[components.tok2vec]
factory = "tok2vec"

[components.tok2vec.model]
@architectures = "spacy.Tok2Vec.v2"

[components.tok2vec.model.embed]
@architectures = "spacy.MultiHashEmbed.v2"
attrs = ["NORM","PREFIX","SUFFIX","SHAPE","IS_SPACE"]
include_static_vectors = true

[components.tok2vec.model.encode]
@architectures = "spacy.MaxoutWindowEncoder.v2"
depth = 2
window_size = 1
maxout_pieces = 3

[components.morphologizer]
factory = "morphologizer"
extend = false
overwrite = true

[components.morphologizer.model]
@architectures = "spacy.Tagger.v2"

[components.morphologizer.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
upstream = "tok2vec"

[components.parser]
factory = "parser"

[components.parser.model]
@architectures = "spacy.TransitionBasedParser.v2"
state_type = "parser"
extra_state_tokens = false
use_upper = true

[components.parser.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
upstream = "tok2vec"

[components.senter]
factory = "senter"

[components.senter.model]
@architectures = "spacy.Tagger.v2"

[components.attribute_ruler]
factory = "attribute_ruler"
validate = false

[components.lemmatizer]
factory = "lemmatizer"
mode = "rule"
overwrite = false

[components.ner]
factory = "ner"

[components.ner.model]
@architectures = "spacy.TransitionBasedParser.v2"
state_type = "ner"
use_upper = true

[components.ner.model.tok2vec]
@architectures = "spacy.Tok2Vec.v2"

[components.ner.model.tok2vec.embed]
@architectures = "spacy.MultiHashEmbed.v2"
attrs = ["NORM","SHAPE"]
include_static_vectors = true

[components.ner.model.tok2vec.encode]
@architectures = "spacy.MaxoutWindowEncoder.v2"
depth = 1
window_size = 1
maxout_pieces = 2
"#;

const META: &str = r#"{"lang":"fr","name":"petit","version":"1.0"}"#;
/// Labels with their morphology, and their parts of speech by number.
const LABELS: &str = r#"{"extend":false,"labels_morph":{"POS=PROPN":"","Number=Plur|POS=NOUN":"Number=Plur","POS=VERB|VerbForm=Inf":"VerbForm=Inf","POS=PUNCT":"_","Definite=Def|POS=DET":"Definite=Def"},"labels_pos":{"Definite=Def|POS=DET":90,"Number=Plur|POS=NOUN":92,"POS=PROPN":96,"POS=PUNCT":97,"POS=VERB|VerbForm=Inf":100},"overwrite":true}"#;
/// Labels by action. The one below zero was added after training.
const PARSER_MOVES: &str = r#"{"0":{"":9},"1":{"":8},"2":{"case":7,"det":6,"nsubj":5},"3":{"nmod":8,"flat:name":3,"nmod||obj":-1},"4":{"ROOT":4}}"#;

/// Numbers in every static vector.
const STATIC: usize = 3;
/// Words that have one; the last shares that of another.
const KNOWN: [&str; 4] = ["plan", "Envoy", "chevaux", "they"];

/// The files of the pipeline.
pub fn french() -> Pipeline {
    // Of many lots, one by which answers of all kinds come out.
    let mut draw = Draw::new(591);
    let vectors = |attributes, pieces, depth| Tok2Vec {
        attributes,
        vectors: STATIC,
        pieces,
        depth,
        window: 1,
    };
    let shared = vectors(5, 3, 2);
    vec![
        ("config.cfg", CONFIG.into()),
        ("meta.json", META.into()),
        ("tokenizer", tokenizer()),
        ("vocab/lookups.bin", named(&[])),
        ("vocab/vectors", table(&mut draw)),
        ("vocab/key2row", rows()),
        ("vocab/vectors.cfg", r#"{"mode":"default"}"#.into()),
        ("tok2vec/model", network(shared.nodes(&mut draw))),
        (
            "morphologizer/model",
            network(classifier(5, None, &mut draw)),
        ),
        ("morphologizer/cfg", LABELS.into()),
        ("parser/model", network(scorer(8, None, &mut draw))),
        ("parser/cfg", SETTINGS.into()),
        ("parser/moves", moves(PARSER_MOVES)),
        (
            "ner/model",
            network(scorer(3, Some(vectors(2, 2, 1)), &mut draw)),
        ),
        ("ner/cfg", SETTINGS.into()),
        ("ner/moves", moves(ENTITY_MOVES)),
        ("attribute_ruler/patterns", rules()),
        ("lemmatizer/lookups/lookups.bin", lemmas()),
    ]
}

/// A matrix in NumPy's format: a line that says what follows, then the numbers.
fn table(draw: &mut Draw) -> Vec<u8> {
    let count = KNOWN.len() - 1;
    let header = format!(
        "{{'descr': '<f4', 'fortran_order': False, 'shape': ({count}, {STATIC}), }}{:20}\n",
        ""
    );
    let length = (header.len() as u16).to_le_bytes();
    let numbers = draw.numbers(count * STATIC);
    [
        b"\x93NUMPY\x01\x00",
        &length[..],
        header.as_bytes(),
        &numbers,
    ]
    .concat()
}

/// The rows of the words, and one of a word whose row was taken out.
fn rows() -> Vec<u8> {
    let known = KNOWN.iter().zip(0..);
    let known = known.map(|(word, row)| (int(id(word)), int(row % (KNOWN.len() as u64 - 1))));
    let gone = (int(id("well")), vec![0xff]);
    map(&known.chain([gone]).collect::<Vec<_>>())
}

fn tokenizer() -> Vec<u8> {
    named(&[
        ("prefix_search", str(r#"^\(|^«|^"|^§|^\.\.+"#)),
        (
            "suffix_search",
            str(r#"\)$|»$|"$|,$|\?$|(?<=[a-zé])\.$|…$"#),
        ),
        (
            "infix_finditer",
            str(r"\.\.+|…|(?<=[a-zA-Z])['’](?=[a-zé])|(?<=[a-z])-(?=[a-z])"),
        ),
        (
            "token_match",
            str(r"(?iu)^(?:aujourd['’]hui|entr['’]\w+|[a-z]+-(?:ci|là))$"),
        ),
        (
            "url_match",
            str(r"(?u)^(?:\w+://)(?:\w{1,62}\.)+[a-z]{2,9}$"),
        ),
        (
            "exceptions",
            named(&[
                ("M.", list(&[part("M.", Some("monsieur"))])),
                ("L'an", list(&[part("L'", Some("le")), part("an", None)])),
            ]),
        ),
        ("faster_heuristics", bool(false)),
    ])
}

fn rules() -> Vec<u8> {
    list(&[
        rule(("IS_SPACE", bool(true)), &[("POS", "SPACE")]),
        rule(
            lower_in(&["chevaux", "plan"]),
            &[("POS", "NOUN"), ("MORPH", "Number=Plur|Gender=Masc")],
        ),
        rule(lower_in(&["parlons"]), &[("POS", "VERB")]),
        rule(("POS", str("PROPN")), &[("TAG", "PROPN")]),
    ])
}

fn lemmas() -> Vec<u8> {
    named(&[
        (
            "lemma_lookup",
            by_id(&[("ils", str("il")), ("agreed", words(&["agree"]))]),
        ),
        (
            "lemma_rules",
            by_id(&[
                ("noun", endings(&[["s", ""], ["aux", "al"]])),
                ("verb", endings(&[["ons", "er"], ["ons", "ir"]])),
            ]),
        ),
        (
            "lemma_exc",
            by_id(&[
                ("noun", named(&[("yeux", words(&["œil"]))])),
                ("verb", named(&[("won", words(&["win", "have"]))])),
            ]),
        ),
        (
            "lemma_index",
            by_id(&[
                ("noun", words(&["cheval", "plan"])),
                ("verb", words(&["parler"])),
            ]),
        ),
    ])
}
