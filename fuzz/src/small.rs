//! A whole English pipeline in fifteen files of some hundred bytes: the components and the layers
//! of spaCy's English packages are there, in the smallest size, with weights drawn by lot. Not
//! there: static vectors, morphologizer, senter and the lemmatizers of other languages.

use super::msgpack::{bin, bool, int, list, map, named, nil, str};

/// Numbers in every vector.
const WIDTH: usize = 4;

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

/// `meta.json`.
pub(crate) const META: &str = r#"{"lang":"en","name":"tiny","version":"1.0"}"#;
const TAGS: &str = r#"{"labels":["NN","VBD",".","_SP"],"overwrite":false}"#;
/// Labels by action. Two of them name a real head elsewhere, and one the parts of a word.
const PARSER_MOVES: &str = r#"{"0":{"":9},"1":{"":8},"2":{"det":7,"nsubj":6,"pobj||prep":5},"3":{"prep":8,"conj||nsubj":3,"subtok":2},"4":{"ROOT":4}}"#;
const NER_MOVES: &str = r#"{"0":{},"1":{"ORG":9,"GPE":8},"2":{"ORG":9,"GPE":8},"3":{"ORG":9,"GPE":8},"4":{"ORG":9,"GPE":8},"5":{"":1}}"#;

/// The files of the pipeline, with their paths below its folder.
pub fn small() -> Vec<(&'static str, Vec<u8>)> {
    let mut draw = Draw(7);
    let moves = |json: &str| named(&[("moves", str(json)), ("cfg", named(&[("neg_key", nil())]))]);
    let settings = r#"{"beam_width":1,"learn_tokens":false}"#;
    vec![
        ("config.cfg", CONFIG.into()),
        ("meta.json", META.into()),
        ("tokenizer", tokenizer()),
        ("vocab/lookups.bin", norms()),
        ("tok2vec/model", network(tok2vec(2, &mut draw))),
        ("tagger/model", network(tagger(&mut draw))),
        ("tagger/cfg", TAGS.into()),
        ("parser/model", network(parser(&mut draw))),
        ("parser/cfg", settings.into()),
        ("parser/moves", moves(PARSER_MOVES)),
        ("ner/model", network(ner(&mut draw))),
        ("ner/cfg", settings.into()),
        ("ner/moves", moves(NER_MOVES)),
        ("attribute_ruler/patterns", rules()),
        ("lemmatizer/lookups/lookups.bin", lemmas()),
    ]
}

fn tokenizer() -> Vec<u8> {
    let part = |orth: &str, norm: Option<&str>| {
        let norm = norm.map(|norm| (int(67), str(norm)));
        map(&[(int(65), str(orth))]
            .into_iter()
            .chain(norm)
            .collect::<Vec<_>>())
    };
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

/// The norm of `colour`, by the id of that string.
fn norms() -> Vec<u8> {
    let table = map(&[(int(3_197_928_453_018_144_401), str("java"))]);
    named(&[("lexeme_norm", table)])
}

fn rules() -> Vec<u8> {
    let rule = |token: Vec<u8>, field: &str, value: &str| {
        named(&[
            ("patterns", list(&[list(&[token])])),
            ("attrs", named(&[(field, str(value))])),
            ("index", int(0)),
        ])
    };
    let among = |words: &[&str]| {
        let words: Vec<Vec<u8>> = words.iter().map(|word| str(word)).collect();
        named(&[("IN", list(&words))])
    };
    list(&[
        rule(named(&[("TAG", str("NN"))]), "POS", "NOUN"),
        rule(
            named(&[("TAG", str("VBD"))]),
            "MORPH",
            "VerbForm=Fin|Tense=Past",
        ),
        rule(named(&[("LOWER", among(&["they", "it"]))]), "POS", "PRON"),
        rule(named(&[("IS_SPACE", bool(true))]), "POS", "SPACE"),
        rule(
            named(&[("TEXT", named(&[("REGEX", str("^[0-9]+$"))]))]),
            "POS",
            "NUM",
        ),
    ])
}

/// Tables for nouns, of which 92 is the number.
fn lemmas() -> Vec<u8> {
    let of_nouns = |content: Vec<u8>| map(&[(int(92), content)]);
    let rule = |old: &str, new: &str| list(&[str(old), str(new)]);
    named(&[
        (
            "lemma_rules",
            of_nouns(list(&[rule("s", ""), rule("ed", "e")])),
        ),
        (
            "lemma_exc",
            of_nouns(named(&[("men", list(&[str("man")]))])),
        ),
        ("lemma_index", of_nouns(list(&[str("plan"), str("agree")]))),
    ])
}

/// Numbers drawn by lot, always the same.
struct Draw(u64);

impl Draw {
    /// A parameter of a node: numbers of this shape, between -1 and 1.
    fn array(&mut self, name: &'static str, shape: &[usize]) -> (&'static str, Vec<u8>) {
        let mut data = Vec::new();
        for _ in 0..shape.iter().product() {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            let number = (self.0 >> 40) as f32 / (1 << 23) as f32 - 1.0;
            data.extend_from_slice(&number.to_le_bytes());
        }
        let shape: Vec<Vec<u8>> = shape.iter().map(|&size| int(size as u64)).collect();
        let array = map(&[
            (bin(b"nd"), bool(true)),
            (bin(b"type"), str("<f4")),
            (bin(b"shape"), list(&shape)),
            (bin(b"data"), bin(&data)),
        ]);
        (name, array)
    }
}

/// A node: its name, what it refers to, its attributes and its parameters, encoded.
struct Node(&'static str, Vec<u8>, Vec<u8>, Vec<u8>);

fn node(name: &'static str, params: &[(&str, Vec<u8>)]) -> Node {
    Node(name, named(&[]), named(&[]), named(params))
}

/// The first node of a network, which says where others stand.
fn first(refs: &[(&str, u64)]) -> Node {
    let refs: Vec<_> = refs.iter().map(|&(name, at)| (name, int(at))).collect();
    Node("network", named(&refs), named(&[]), named(&[]))
}

fn network(nodes: Vec<Node>) -> Vec<u8> {
    let (mut heads, mut attrs, mut params) = (Vec::new(), Vec::new(), Vec::new());
    for (index, Node(name, refs, attributes, parameters)) in nodes.into_iter().enumerate() {
        heads.push(named(&[
            ("index", int(index as u64)),
            ("name", str(name)),
            ("refs", refs),
        ]));
        attrs.push(attributes);
        params.push(parameters);
    }
    let parts = [("nodes", heads), ("attrs", attrs), ("params", params)];
    named(&parts.map(|(name, part)| (name, list(&part))))
}

/// Token vectors of four attributes.
fn tok2vec(depth: usize, draw: &mut Draw) -> Vec<Node> {
    let mut nodes = vec![first(&[])];
    for seed in 8..12 {
        let mut embed = node("hashembed", &[draw.array("E", &[7, WIDTH])]);
        embed.2 = named(&[("seed", bin(&int(seed)))]);
        nodes.push(embed);
    }
    for layer in 0..=depth {
        let inputs = if layer == 0 { 4 * WIDTH } else { 3 * WIDTH };
        let pieces = draw.array("W", &[WIDTH, 2, inputs]);
        nodes.push(node("maxout", &[pieces, draw.array("b", &[WIDTH, 2])]));
        let scale = draw.array("G", &[WIDTH]);
        nodes.push(node("layernorm", &[scale, draw.array("b", &[WIDTH])]));
    }
    nodes
}

fn linear(name: &'static str, outputs: usize, draw: &mut Draw) -> Node {
    let weights = draw.array("W", &[outputs, WIDTH]);
    node(name, &[weights, draw.array("b", &[outputs])])
}

fn lower(places: usize, outputs: usize, draw: &mut Draw) -> Node {
    let params = [
        draw.array("W", &[places, outputs, 2, WIDTH]),
        draw.array("b", &[outputs, 2]),
        draw.array("pad", &[1, places, outputs, 2]),
    ];
    node("precomputable_affine", &params)
}

fn tagger(draw: &mut Draw) -> Vec<Node> {
    vec![first(&[("softmax", 1)]), linear("softmax", 4, draw)]
}

/// Nine moves, by an upper layer.
fn parser(draw: &mut Draw) -> Vec<Node> {
    vec![
        first(&[("lower", 1), ("upper", 2)]),
        lower(8, WIDTH, draw),
        linear("linear", 9, draw),
        linear("linear", WIDTH, draw),
    ]
}

/// Nine moves, by the lower layer alone, and token vectors of its own.
fn ner(draw: &mut Draw) -> Vec<Node> {
    let mut nodes = tok2vec(1, draw);
    nodes[0] = first(&[("lower", nodes.len() as u64)]);
    nodes.push(lower(3, 9, draw));
    nodes.push(linear("linear", WIDTH, draw));
    nodes
}
