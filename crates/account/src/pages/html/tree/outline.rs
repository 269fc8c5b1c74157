//! A tree as the html5lib tests write one, a node a line.

use std::fmt::Write as _;

use html5ever::{Attribute, Namespace, ns};

use super::{Data, Tree};

impl Tree {
    /// Reads markup as [`Tree::parse`] does, without what nothing here reads: drawings, and most
    /// attributes.
    #[must_use]
    pub fn read(html: &str) -> Tree {
        Tree::tamed(&super::super::depth::tame(html, &mut Default::default()))
    }

    /// The nodes, those inside another two spaces further right: `<p>`, `class="lead"`, `"A text"`.
    /// Comments, declarations and the content of templates are not kept in a tree.
    #[must_use]
    pub fn outline(&self) -> String {
        let mut outline = String::new();
        for node in self.below(self.root()) {
            let depth = self.up(node).count() - 2;
            let mut line = |depth: usize, text: &str| {
                let _ = writeln!(outline, "| {:1$}{text}", "", 2 * depth);
            };
            match &self.nodes[node.index()].data {
                Data::Nothing => {}
                Data::Text(text) => line(depth, &format!("\"{text}\"")),
                Data::Element(element) => {
                    let name = &element.name;
                    line(depth, &format!("<{}{}>", space(&name.ns), name.local));
                    let mut attributes: Vec<String> =
                        element.attributes.iter().map(attribute).collect();
                    attributes.sort();
                    for attribute in attributes {
                        line(depth + 1, &attribute);
                    }
                }
            }
        }
        outline
    }
}

fn attribute(attribute: &Attribute) -> String {
    let name = &attribute.name;
    format!("{}{}=\"{}\"", space(&name.ns), name.local, attribute.value)
}

fn space(space: &Namespace) -> &'static str {
    match *space {
        ns!(svg) => "svg ",
        ns!(mathml) => "math ",
        ns!(xlink) => "xlink ",
        ns!(xml) => "xml ",
        ns!(xmlns) => "xmlns ",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<p class=a id=b>c<!-- d --><svg viewBox=e><path/></svg>";

    #[test]
    fn a_tree_is_written_a_node_a_line() {
        let tree = Tree::parse(PAGE);
        let expected = "\
| <html>
|   <head>
|   <body>
|     <p>
|       class=\"a\"
|       id=\"b\"
|       \"c\"
|       <svg svg>
|         viewBox=\"e\"
|         <svg path>
";
        assert_eq!(tree.outline(), expected);
    }

    #[test]
    fn what_nothing_reads_is_not_in_a_tree_that_is_read() {
        let expected = Tree::parse("<p class=a id=b>c").outline();
        assert_eq!(Tree::read(PAGE).outline(), expected);
    }
}
