//! An English pipeline: its tagger and its parser share token vectors, its entity recogniser has
//! its own. Not there: static vectors, morphologizer, senter and the lemmatizers of other
//! languages.

use super::super::msgpack::{bool, list, named, nil, str};
use super::Pipeline;
use super::nodes::{Draw, Tok2Vec, classifier, flat_scorer, network, scorer};
use super::tables::{self, ENTITY_MOVES, SETTINGS, endings, lower_in, moves, part, rule, words};

const CONFIG: &str = r#"[nlp]
lang = "en"
pipeline = ["tok2vec","tagger","parser","attribute_ruler","lemmatizer","ner"]
disabled = []
tokenizer = {"@tokenizers":"spacy.Tokenizer.v1"}

[components.tok2vec]
factory = "tok2vec"

[components.tok2vec.model]
@architectures = "spacy.Tok2Vec.v2"

[components.tok2vec.model.embed]
@architectures = "spacy.MultiHashEmbed.v2"
width = ${components.tok2vec.model.encode:width}
attrs = ["NORM","PREFIX","SHAPE","SPACY"]
include_static_vectors = false

[components.tok2vec.model.encode]
@architectures = "spacy.MaxoutWindowEncoder.v2"
width = 4
depth = 2
window_size = 1
maxout_pieces = 2

[components.tagger]
factory = "tagger"

[components.tagger.model]
@architectures = "spacy.Tagger.v2"

[components.tagger.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 4

[components.parser]
factory = "parser"

[components.parser.model]
@architectures = "spacy.TransitionBasedParser.v2"
state_type = "parser"
use_upper = true

[components.parser.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 4

[components.attribute_ruler]
factory = "attribute_ruler"

[components.lemmatizer]
factory = "lemmatizer"
mode = "rule"
overwrite = false

[components.ner]
factory = "ner"

[components.ner.model]
@architectures = "spacy.TransitionBasedParser.v2"
state_type = "ner"
use_upper = false

[components.ner.model.tok2vec]
@architectures = "spacy.Tok2Vec.v2"

[components.ner.model.tok2vec.embed]
@architectures = "spacy.MultiHashEmbed.v2"
attrs = ["ORTH","LOWER","SUFFIX","IS_SPACE"]

[components.ner.model.tok2vec.encode]
@architectures = "spacy.MaxoutWindowEncoder.v2"
depth = 1
window_size = 1
"#;

const META: &str = r#"{"lang":"en","name":"tiny","version":"1.0"}"#;
const TAGS: &str = r#"{"labels":["NN","VBD",".","_SP"],"overwrite":false}"#;
/// Labels by action. Two of them name a real head elsewhere, and one the parts of a word.
const PARSER_MOVES: &str = r#"{"0":{"":9},"1":{"":8},"2":{"det":7,"nsubj":6,"pobj||prep":5},"3":{"prep":8,"conj||nsubj":3,"subtok":2},"4":{"ROOT":4}}"#;

/// The files of the pipeline.
pub fn english() -> Pipeline {
    // Of many lots, one by which answers of all kinds come out.
    let mut draw = Draw::new(633);
    let vectors = |depth| Tok2Vec {
        attributes: 4,
        vectors: 0,
        pieces: 2,
        depth,
        window: 1,
    };
    vec![
        ("config.cfg", CONFIG.into()),
        ("meta.json", META.into()),
        ("tokenizer", tokenizer()),
        ("vocab/lookups.bin", norms()),
        ("tok2vec/model", network(vectors(2).nodes(&mut draw))),
        ("tagger/model", network(classifier(4, None, &mut draw))),
        ("tagger/cfg", TAGS.into()),
        ("parser/model", network(scorer(8, None, &mut draw))),
        ("parser/cfg", SETTINGS.into()),
        ("parser/moves", moves(PARSER_MOVES)),
        ("ner/model", network(flat_scorer(3, vectors(1), &mut draw))),
        ("ner/cfg", SETTINGS.into()),
        ("ner/moves", moves(ENTITY_MOVES)),
        ("attribute_ruler/patterns", rules()),
        ("lemmatizer/lookups/lookups.bin", lemmas()),
    ]
}

fn tokenizer() -> Vec<u8> {
    named(&[
        ("prefix_search", str(r#"^\(|^"|^\.\.+|^\+(?![0-9])|^“"#)),
        (
            "suffix_search",
            str(r#"\)$|"$|,$|'s$|(?<=[0-9])km$|(?<=[a-z”)])\.$|…$"#),
        ),
        ("infix_finditer", str(r"\.\.+|…|(?<=[a-z])[-:](?=[a-z])")),
        ("token_match", nil()),
        (
            "url_match",
            str(r"(?u)^(?:\w+://)?(?:(?!10)\w{1,62}\.)+[a-z]{2,9}(?:/\S*)?$"),
        ),
        (
            "exceptions",
            named(&[
                ("a.m.", list(&[part("a.m.", None)])),
                (
                    "won't",
                    list(&[part("wo", Some("will")), part("n't", Some("not"))]),
                ),
                (":-)", list(&[part(":-)", None)])),
            ]),
        ),
        ("faster_heuristics", bool(true)),
    ])
}

/// The norm of a word.
fn norms() -> Vec<u8> {
    let table = tables::by_id(&[("colour", str("color"))]);
    named(&[("lexeme_norm", table)])
}

fn rules() -> Vec<u8> {
    let digits = named(&[("REGEX", str("^[0-9]+$"))]);
    list(&[
        rule(("TAG", str("NN")), &[("POS", "NOUN")]),
        rule(("TAG", str("VBD")), &[("MORPH", "VerbForm=Fin|Tense=Past")]),
        rule(lower_in(&["they", "it"]), &[("POS", "PRON")]),
        rule(lower_in(&["men", "plans"]), &[("POS", "NOUN")]),
        rule(("IS_SPACE", bool(true)), &[("POS", "SPACE")]),
        rule(("TEXT", digits), &[("POS", "NUM")]),
    ])
}

fn lemmas() -> Vec<u8> {
    let of_nouns = |content: Vec<u8>| tables::by_id(&[("noun", content)]);
    named(&[
        ("lemma_rules", of_nouns(endings(&[["s", ""], ["ed", "e"]]))),
        ("lemma_exc", of_nouns(named(&[("men", words(&["man"]))]))),
        ("lemma_index", of_nouns(words(&["plan", "agree"]))),
    ])
}
