//! The elements of a page as browsers see them: html5ever reads the markup, this keeps what it
//! makes in one list of nodes.

use std::borrow::Cow;
use std::cell::{Ref, RefCell};

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, LocalName, Namespace, ParseOpts, QualName, local_name, ns};

mod outline;

use super::depth::Tamed;
use super::tag;

/// A node of a [`Tree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(u32);

/// No node.
const NONE: Id = Id(u32::MAX);
const DOCUMENT: Id = Id(0);

impl Id {
    /// The place of the node in a list with an entry for each of [`Tree::len`].
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }

    fn some(self) -> Option<Id> {
        (self != NONE).then_some(self)
    }
}

#[derive(Debug)]
struct Node {
    parent: Id,
    before: Id,
    next: Id,
    first: Id,
    last: Id,
    data: Data,
}

#[derive(Debug)]
enum Data {
    /// The document, a comment, the content of a template: nothing that is shown.
    Nothing,
    Text(StrTendril),
    Element(Box<Element>),
}

#[derive(Debug)]
struct Element {
    name: QualName,
    attributes: Vec<Attribute>,
    integration: bool,
}

/// All nodes of a page.
#[derive(Debug)]
pub struct Tree {
    nodes: Vec<Node>,
    /// Whether only those attributes are there that something reads.
    tamed: bool,
    /// Attributes that may hold what scripts show, as they are written.
    states: Vec<Box<str>>,
}

impl Tree {
    /// Reads markup as a browser does before any script runs.
    #[must_use]
    pub fn parse(html: &str) -> Tree {
        let options = ParseOpts::default();
        html5ever::parse_document(Sink::default(), options).one(html)
    }

    /// Reads markup that was kept within bounds.
    pub(super) fn tamed(page: &Tamed) -> Tree {
        let mut tree = Tree::parse(&page.markup);
        tree.tamed = true;
        tree.states = page.states.iter().map(|state| Box::from(*state)).collect();
        for at in 0..tree.nodes.len() {
            let node = &tree.nodes[at];
            if let (Data::Element(element), Some(text)) = (&node.data, node.first.some())
                && matches!(&*element.name.local, "script" | "style")
                && let Data::Text(text) = &mut tree.nodes[text.index()].data
                && let Some(content) = text.parse().ok().and_then(|at: usize| page.aside.get(at))
            {
                *text = StrTendril::from_slice(content);
            }
        }
        tree
    }

    /// The number of nodes.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The node above all others.
    pub fn root(&self) -> Id {
        DOCUMENT
    }

    /// The name of an element of HTML.
    pub fn name(&self, node: Id) -> Option<&LocalName> {
        match &self.nodes[node.index()].data {
            Data::Element(element) if element.name.ns == ns!(html) => Some(&element.name.local),
            _ => None,
        }
    }

    /// Whether a node is an element, of HTML or of SVG or MathML.
    pub(crate) fn is_element(&self, node: Id) -> bool {
        matches!(self.nodes[node.index()].data, Data::Element(_))
    }

    /// The text of a node that is text.
    pub fn text(&self, node: Id) -> Option<&str> {
        match &self.nodes[node.index()].data {
            Data::Text(text) => Some(text),
            _ => None,
        }
    }

    /// An attribute of an element.
    pub fn attribute(&self, node: Id, name: &str) -> Option<&str> {
        debug_assert!(!self.tamed || tag::is_kept(name), "{name} is left out");
        let Data::Element(element) = &self.nodes[node.index()].data else {
            return None;
        };
        let mut all = element.attributes.iter();
        let found = all.find(|attribute| &*attribute.name.local == name)?;
        Some(&found.value)
    }

    /// Attributes that may hold what scripts show, as they are written.
    pub(super) fn states(&self) -> impl Iterator<Item = &str> {
        self.states.iter().map(|state| &**state)
    }

    pub(crate) fn parent(&self, node: Id) -> Option<Id> {
        self.nodes[node.index()].parent.some()
    }

    /// A node and all around it, outwards.
    pub(crate) fn up(&self, node: Id) -> impl Iterator<Item = Id> {
        std::iter::successors(Some(node), |node| self.parent(*node))
    }

    /// The first node right below one.
    pub fn first_child(&self, node: Id) -> Option<Id> {
        self.nodes[node.index()].first.some()
    }

    /// The node behind one, below the same.
    pub fn next(&self, node: Id) -> Option<Id> {
        self.nodes[node.index()].next.some()
    }

    /// The nodes below a node, in the order of the page.
    pub(crate) fn below(&self, top: Id) -> impl Iterator<Item = Id> {
        std::iter::successors(self.first_child(top), move |node| {
            self.first_child(*node).or_else(|| self.behind(*node, top))
        })
    }

    /// The node that follows all that is in `node`, below `top`.
    fn behind(&self, node: Id, top: Id) -> Option<Id> {
        let mut node = node;
        while node != top {
            if let Some(next) = self.next(node) {
                return Some(next);
            }
            node = self.parent(node)?;
        }
        None
    }

    /// All text below a node.
    pub(crate) fn texts(&self, node: Id) -> String {
        let mut text = String::new();
        for node in self.below(node) {
            text.push_str(self.text(node).unwrap_or_default());
        }
        text
    }

    /// Takes a node out of the page.
    pub(crate) fn remove(&mut self, node: Id) {
        detach(&mut self.nodes, node);
    }
}

fn detach(nodes: &mut [Node], node: Id) {
    let Node {
        parent,
        before,
        next,
        ..
    } = nodes[node.index()];
    if parent == NONE {
        return;
    }
    match before.some() {
        Some(before) => nodes[before.index()].next = next,
        None => nodes[parent.index()].first = next,
    }
    match next.some() {
        Some(next) => nodes[next.index()].before = before,
        None => nodes[parent.index()].last = before,
    }
    let own = &mut nodes[node.index()];
    (own.parent, own.before, own.next) = (NONE, NONE, NONE);
}

/// Puts a node without a place into one, before `next` or at the end.
fn attach(nodes: &mut [Node], parent: Id, next: Id, node: Id) {
    let before = match next.some() {
        Some(next) => std::mem::replace(&mut nodes[next.index()].before, node),
        None => std::mem::replace(&mut nodes[parent.index()].last, node),
    };
    match before.some() {
        Some(before) => nodes[before.index()].next = node,
        None => nodes[parent.index()].first = node,
    }
    let own = &mut nodes[node.index()];
    (own.parent, own.before, own.next) = (parent, before, next);
}

fn add(nodes: &mut Vec<Node>, data: Data) -> Id {
    // A page of 8 MiB has far fewer nodes than numbers of 32 bits.
    let id = Id(u32::try_from(nodes.len()).unwrap_or(u32::MAX));
    nodes.push(Node {
        parent: NONE,
        before: NONE,
        next: NONE,
        first: NONE,
        last: NONE,
        data,
    });
    id
}

/// What html5ever builds.
struct Sink {
    nodes: RefCell<Vec<Node>>,
}

impl Default for Sink {
    fn default() -> Self {
        let sink = Sink {
            nodes: RefCell::default(),
        };
        sink.add(Data::Nothing);
        sink
    }
}

impl Sink {
    fn add(&self, data: Data) -> Id {
        add(&mut self.nodes.borrow_mut(), data)
    }

    /// Puts a node or a text before `next`, or at the end of `parent`; texts beside each other are
    /// one.
    fn insert(&self, parent: Id, next: Id, child: NodeOrText<Id>) {
        let nodes = &mut *self.nodes.borrow_mut();
        let node = match child {
            NodeOrText::AppendNode(node) => node,
            NodeOrText::AppendText(text) => {
                let before = match next.some() {
                    Some(next) => nodes[next.index()].before,
                    None => nodes[parent.index()].last,
                };
                if let Some(before) = before.some()
                    && let Data::Text(known) = &mut nodes[before.index()].data
                {
                    known.push_tendril(&text);
                    return;
                }
                add(nodes, Data::Text(text))
            }
        };
        detach(nodes, node);
        attach(nodes, parent, next, node);
    }
}

/// The name of an element while html5ever looks at it.
#[derive(Debug)]
struct Name<'a>(Ref<'a, QualName>);

impl ElemName for Name<'_> {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl TreeSink for Sink {
    type Handle = Id;
    type Output = Tree;
    type ElemName<'a> = Name<'a>;

    fn finish(self) -> Tree {
        Tree {
            nodes: self.nodes.into_inner(),
            tamed: false,
            states: Vec::new(),
        }
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        DOCUMENT
    }

    fn elem_name<'a>(&'a self, node: &'a Id) -> Name<'a> {
        Name(Ref::map(self.nodes.borrow(), |nodes| {
            match &nodes[node.index()].data {
                Data::Element(element) => &element.name,
                // html5ever asks for the names of elements alone.
                _ => {
                    const {
                        &QualName {
                            prefix: None,
                            ns: ns!(),
                            local: local_name!(""),
                        }
                    }
                }
            }
        }))
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        flags: ElementFlags,
    ) -> Id {
        self.add(Data::Element(Box::new(Element {
            name,
            attributes,
            integration: flags.mathml_annotation_xml_integration_point,
        })))
    }

    fn create_comment(&self, _: StrTendril) -> Id {
        self.add(Data::Nothing)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Id {
        self.add(Data::Nothing)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        self.insert(*parent, NONE, child);
    }

    fn append_based_on_parent_node(&self, element: &Id, before: &Id, child: NodeOrText<Id>) {
        let placed = self.nodes.borrow()[element.index()].parent != NONE;
        match placed {
            true => self.append_before_sibling(element, child),
            false => self.append(before, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// A template shows nothing: what is in it goes nowhere.
    fn get_template_contents(&self, _: &Id) -> Id {
        self.add(Data::Nothing)
    }

    fn same_node(&self, one: &Id, other: &Id) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        let parent = self.nodes.borrow()[sibling.index()].parent;
        if parent != NONE {
            self.insert(parent, *sibling, child);
        }
    }

    fn add_attrs_if_missing(&self, node: &Id, attributes: Vec<Attribute>) {
        if let Data::Element(element) = &mut self.nodes.borrow_mut()[node.index()].data {
            let known = element.attributes.len();
            for attribute in attributes {
                let own = &element.attributes[..known];
                if !own.iter().any(|own| own.name == attribute.name) {
                    element.attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, node: &Id) {
        detach(&mut self.nodes.borrow_mut(), *node);
    }

    fn reparent_children(&self, node: &Id, parent: &Id) {
        let nodes = &mut *self.nodes.borrow_mut();
        while let Some(child) = nodes[node.index()].first.some() {
            detach(nodes, child);
            attach(nodes, *parent, NONE, child);
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, node: &Id) -> bool {
        match &self.nodes.borrow()[node.index()].data {
            Data::Element(element) => element.integration,
            _ => false,
        }
    }

    /// What a shadow root would hold is shown: it stays where it stands.
    fn allow_declarative_shadow_roots(&self, _: &Id) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::super::depth::tame;
    use super::*;
    use crate::stage::Notes;

    /// The elements with their text, nested: `p(a b(c))`.
    fn shape(tree: &Tree, node: Id) -> String {
        if let Some(text) = tree.text(node) {
            return text.to_owned();
        }
        let inner = std::iter::successors(tree.first_child(node), |child| tree.next(*child));
        let inner: Vec<String> = inner.map(|child| shape(tree, child)).collect();
        match tree.name(node) {
            Some(name) => format!("{name}({})", inner.join(" ")),
            None => inner.join(" "),
        }
    }

    fn body(html: &str) -> String {
        let tree = Tree::parse(html);
        let whole = shape(&tree, tree.root());
        let (_, body) = whole.split_once(" body(").unwrap();
        body.strip_suffix("))").unwrap().to_owned()
    }

    #[test]
    fn markup_is_read_as_browsers_read_it() {
        for (html, expected) in [
            ("<p>a<p>b", "p(a) p(b)"),
            // Formatting is opened again behind what cut it off.
            ("<p><b>a<p>b</b>c", "p(b(a)) p(b(b) c)"),
            ("<b><p>a</b>b</p>", "b() p(b(a) b)"),
            // What a table cannot hold stands before it, and texts there are one.
            ("<table>a<tr><td>b</table>", "a table(tbody(tr(td(b))))"),
            ("<table><tr>a<b>c</b>d", "a b(c) d table(tbody(tr()))"),
            ("a<!-- x -->b&amp;c", "a  b&c"),
            ("<i></i><template><p>a</template>b", "i() template() b"),
            ("<svg><title>a</title><p>b", "a p(b)"),
        ] {
            assert_eq!(body(html), expected, "{html}");
        }
    }

    #[test]
    fn scripts_and_styles_are_whole_though_no_parser_reads_them() {
        for html in [
            "<style>a<b</style>c<script>if (a</b/) {}</script >d<style/>",
            "<script>1</script><script></script><STYLE>0</sTyle><script>a",
            "<script><!-- <script>a</script> --></script>b",
            "<script><!--><script>a</script>b</script>c",
            "<script><!-- <script>a --></script>b<script>c",
            "<script><!-- <scripts>a</script>b",
            "<script><!-- <script>a</script>b</script>c",
            "<script></scriptx>a</script/x>b",
            "<title><script>a</script></title><textarea><style>b</textarea>",
        ] {
            let known = Tree::parse(html);
            let tamed = Tree::tamed(&tame(html, &mut Notes::default()));
            assert_eq!(shape(&tamed, DOCUMENT), shape(&known, DOCUMENT), "{html}");
        }
    }

    #[test]
    fn what_is_taken_out_is_below_nothing() {
        let mut tree = Tree::parse("<p>a<b>b</b>c</p><p>d");
        let bold = tree
            .below(tree.root())
            .find(|node| tree.name(*node) == Some(&local_name!("b")));
        tree.remove(bold.unwrap());
        assert_eq!(tree.texts(tree.root()), "acd");
        assert_eq!(tree.up(bold.unwrap()).count(), 1);
        assert_eq!(tree.texts(bold.unwrap()), "b");
        tree.remove(bold.unwrap());
        assert_eq!(tree.texts(tree.root()), "acd");
    }

    #[test]
    fn what_is_below_a_node_ends_with_it() {
        let tree = Tree::parse("<div>a<p>b</p></div><p class=x CLASS=y>c");
        let div = tree
            .below(tree.root())
            .find(|node| tree.name(*node) == Some(&local_name!("div")));
        assert_eq!(tree.below(div.unwrap()).count(), 3);
        let last = tree.below(tree.root()).last().unwrap();
        let paragraph = tree.parent(last).unwrap();
        assert_eq!(tree.attribute(paragraph, "class"), Some("x"));
        assert_eq!(tree.attribute(paragraph, "id"), None);
        assert_eq!(tree.attribute(last, "class"), None);
    }
}
