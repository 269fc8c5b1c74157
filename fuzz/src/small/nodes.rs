//! Networks with weights drawn by lot, in the form of thinc's files.

use super::super::msgpack::{bin, bool, int, list, map, named, str};

/// Numbers in every token vector.
pub(super) const WIDTH: usize = 4;

/// Numbers drawn by lot, always the same.
pub(super) struct Draw(u64);

impl Draw {
    pub(super) fn new(seed: u64) -> Draw {
        Draw(seed)
    }

    /// Bytes of as many numbers, each between -1 and 1.
    pub(super) fn numbers(&mut self, count: usize) -> Vec<u8> {
        let mut data = Vec::new();
        for _ in 0..count {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            let number = (self.0 >> 40) as f32 / (1 << 23) as f32 - 1.0;
            data.extend_from_slice(&number.to_le_bytes());
        }
        data
    }

    /// A parameter of a node: numbers of this shape.
    fn array(&mut self, name: &'static str, shape: &[usize]) -> (&'static str, Vec<u8>) {
        let data = self.numbers(shape.iter().product());
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
pub(super) struct Node(&'static str, Vec<u8>, Vec<u8>, Vec<u8>);

fn node(name: &'static str, params: &[(&str, Vec<u8>)]) -> Node {
    Node(name, named(&[]), named(&[]), named(params))
}

/// The first node of a network, which says where others stand.
fn first(refs: &[(&str, u64)]) -> Node {
    let refs: Vec<_> = refs.iter().map(|&(name, at)| (name, int(at))).collect();
    Node("network", named(&refs), named(&[]), named(&[]))
}

/// A file `model`.
pub(super) fn network(nodes: Vec<Node>) -> Vec<u8> {
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

/// What makes token vectors of attributes.
pub(super) struct Tok2Vec {
    /// How many attributes are embedded.
    pub(super) attributes: u64,
    /// Numbers of a static vector; 0 for none.
    pub(super) vectors: usize,
    pub(super) pieces: usize,
    pub(super) depth: usize,
    pub(super) window: usize,
}

impl Tok2Vec {
    /// A whole network of these vectors alone.
    pub(super) fn nodes(&self, draw: &mut Draw) -> Vec<Node> {
        let mut nodes = vec![first(&[])];
        for seed in 8..8 + self.attributes {
            let mut embed = node("hashembed", &[draw.array("E", &[7, WIDTH])]);
            embed.2 = named(&[("seed", bin(&int(seed)))]);
            nodes.push(embed);
        }
        let mut embeds = self.attributes as usize;
        if self.vectors > 0 {
            let weights = draw.array("W", &[WIDTH, self.vectors]);
            nodes.push(node("static_vectors", &[weights]));
            embeds += 1;
        }
        for layer in 0..=self.depth {
            let places = if layer == 0 {
                embeds
            } else {
                2 * self.window + 1
            };
            let pieces = draw.array("W", &[WIDTH, self.pieces, places * WIDTH]);
            let bias = draw.array("b", &[WIDTH, self.pieces]);
            nodes.push(node("maxout", &[pieces, bias]));
            let scale = draw.array("G", &[WIDTH]);
            nodes.push(node("layernorm", &[scale, draw.array("b", &[WIDTH])]));
        }
        nodes
    }
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

/// Scores of so many labels, by the shared token vectors, or by its own.
pub(super) fn classifier(labels: usize, own: Option<Tok2Vec>, draw: &mut Draw) -> Vec<Node> {
    let mut nodes = own.map_or_else(|| vec![first(&[])], |own| own.nodes(draw));
    nodes[0] = first(&[("softmax", nodes.len() as u64)]);
    nodes.push(linear("softmax", labels, draw));
    nodes
}

/// Scores of nine moves by what is in so many places, by an upper layer.
pub(super) fn scorer(places: usize, own: Option<Tok2Vec>, draw: &mut Draw) -> Vec<Node> {
    let mut nodes = own.map_or_else(|| vec![first(&[])], |own| own.nodes(draw));
    let at = nodes.len() as u64;
    nodes[0] = first(&[("lower", at), ("upper", at + 1)]);
    nodes.push(lower(places, WIDTH, draw));
    nodes.push(linear("linear", 9, draw));
    nodes.push(linear("linear", WIDTH, draw));
    nodes
}

/// The same by the lower layer alone.
pub(super) fn flat_scorer(places: usize, own: Tok2Vec, draw: &mut Draw) -> Vec<Node> {
    let mut nodes = own.nodes(draw);
    nodes[0] = first(&[("lower", nodes.len() as u64)]);
    nodes.push(lower(places, 9, draw));
    nodes.push(linear("linear", WIDTH, draw));
    nodes
}
