//! html5lib's tests of trees, taken through our reader of pages.

use std::collections::BTreeMap;
use std::path::Path;

use account::pages::Tree;
use anyhow::{Context, Result};

use super::below;

/// One page with the tree that a browser makes of it.
#[derive(Debug, Default, PartialEq)]
struct Case {
    html: String,
    /// As [`Tree::outline`] writes it, with what a tree does not keep.
    document: Vec<String>,
    /// Whether it is a fragment of a page, or read without scripts: we read neither.
    other: bool,
}

/// What became of the cases.
#[derive(Default)]
struct Counts {
    cases: usize,
    other: usize,
    /// Trees that are as expected.
    same: usize,
    /// Trees that are the same, drawings and attributes aside, though nothing else was read.
    kept: usize,
}

/// Reads all pages of the suite; of `shown`, a file, all that differs is printed.
pub(super) fn run(folder: &Path, shown: Option<&str>) -> Result<()> {
    let mut all = Counts::default();
    let mut files = BTreeMap::new();
    for path in below(folder, "dat")? {
        let name = path.strip_prefix(folder)?.display().to_string();
        let bytes = std::fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
        // A few pages have bytes that are no UTF-8.
        for case in cases(&String::from_utf8_lossy(&bytes)) {
            let Some([tree, expected, found]) = count(&case, &mut all) else {
                continue;
            };
            *files.entry((name.clone(), tree.clone())).or_insert(0) += 1;
            if shown == Some(&name) {
                println!(
                    "{}\n\n{tree}, expected\n{expected}\nfound\n{found}\n",
                    case.html
                );
            }
        }
    }
    println!(
        "| pages | fragments, or without scripts | trees as expected | the same after what nothing reads was left out |"
    );
    println!("|---|---|---|---|");
    let read = all.cases - all.other;
    println!(
        "| {} | {} | {} of {read} | {} of {read} |",
        all.cases, all.other, all.same, all.kept
    );
    for ((file, tree), differ) in files {
        println!("{file}: {differ}, {tree}");
    }
    Ok(())
}

/// Counts a case; returns the trees where they differ, and which.
fn count(case: &Case, counts: &mut Counts) -> Option<[String; 3]> {
    counts.cases += 1;
    if case.other {
        counts.other += 1;
        return None;
    }
    let parsed = nodes(&Tree::parse(&case.html).outline());
    let read = nodes(&Tree::read(&case.html).outline());
    let expected = kept(&case.document);
    let (plain, tamed) = (shown(&parsed), shown(&read));
    counts.kept += usize::from(plain == tamed);
    counts.same += usize::from(parsed == expected);
    if parsed != expected {
        return Some([
            "whole tree".to_owned(),
            expected.join("\n"),
            parsed.join("\n"),
        ]);
    }
    (plain != tamed).then(|| {
        [
            "what is left".to_owned(),
            plain.join("\n"),
            tamed.join("\n"),
        ]
    })
}

/// The cases of a file.
fn cases(file: &str) -> Vec<Case> {
    let file = format!("\n{file}");
    let parts = file.split("\n#data\n").skip(1);
    parts.filter_map(case).collect()
}

fn case(text: &str) -> Option<Case> {
    let text = format!("\n{text}");
    let (html, rest) = text.split_once("\n#errors\n")?;
    let (head, document) = rest.split_once("#document\n")?;
    let other = ["#document-fragment", "#script-off"];
    Some(Case {
        html: html.strip_prefix('\n').unwrap_or(html).to_owned(),
        document: nodes(document),
        other: other.iter().any(|mark| head.contains(mark)),
    })
}

/// The nodes of an outline: a text may have several lines.
fn nodes(outline: &str) -> Vec<String> {
    let mut nodes: Vec<String> = Vec::new();
    for line in outline.trim_end_matches('\n').split('\n') {
        match (line.starts_with("| "), nodes.last_mut()) {
            (false, Some(last)) => {
                last.push('\n');
                last.push_str(line);
            }
            _ => nodes.push(line.to_owned()),
        }
    }
    nodes
}

/// Spaces before what a node is.
fn depth(node: &str) -> usize {
    let inner = node.strip_prefix("| ").unwrap_or(node);
    inner.len() - inner.trim_start_matches(' ').len()
}

/// The nodes without those that `left` names and all that is in them.
fn without(nodes: &[String], left: impl Fn(&str) -> bool) -> Vec<String> {
    let mut kept = Vec::new();
    let mut inside = None;
    for node in nodes {
        let own = depth(node);
        if inside.is_some_and(|outer| own > outer) {
            continue;
        }
        inside = left(node[2.min(node.len())..].trim_start()).then_some(own);
        if inside.is_none() {
            kept.push(node.clone());
        }
    }
    kept
}

/// The nodes that a tree keeps: no comments, no declarations, nothing in a template.
fn kept(document: &[String]) -> Vec<String> {
    let left = |node: &str| node.starts_with("<!") || node.starts_with("<?") || node == "content";
    without(document, left)
}

/// The elements and texts that are no drawing and nothing for browsers without scripts; texts beside
/// each other, which a comment parts, are one.
fn shown(nodes: &[String]) -> Vec<String> {
    let unseen = [
        "<svg ",
        "<math ",
        "<noscript>",
        "<iframe>",
        "<noembed>",
        "<noframes>",
    ];
    let drawn = |node: &str| unseen.iter().any(|start| node.starts_with(start));
    let element = |node: &str| node.starts_with('<') && node.ends_with('>');
    let attribute = |node: &str| !node.starts_with('"') && !element(node);
    let mut shown: Vec<String> = Vec::new();
    for node in without(nodes, |node| drawn(node) || attribute(node)) {
        let text = |node: &str| node.trim_start_matches(['|', ' ']).starts_with('"');
        match shown.last_mut() {
            Some(last) if text(last) && text(&node) && depth(last) == depth(&node) => {
                let (_, own) = node.split_once('"').unwrap_or_default();
                last.pop();
                last.push_str(own);
            }
            _ => shown.push(node),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_is_a_page_with_its_tree() {
        let file = "#data\n<p>a\n\n<!--b-->\n#errors\n(1,3): no doctype\n#document\n| <html>\n|   <!-- b -->\n\
                    |   \"a\n\n\"\n\n#data\nb\n#errors\n#document-fragment\ndiv\n#document\n| \"b\"\n";
        let cases = cases(file);
        assert_eq!(cases[0].html, "<p>a\n\n<!--b-->");
        assert_eq!(cases[0].document.len(), 3);
        assert_eq!(kept(&cases[0].document), ["| <html>", "|   \"a\n\n\""]);
        assert!(cases[1].other && !cases[0].other);
    }

    #[test]
    fn drawings_and_attributes_are_told_from_what_is_shown() {
        let nodes = nodes("| <p>\n|   id=\"a\"\n|   <svg svg>\n|     \"b\"\n|   \"c\"\n");
        assert_eq!(shown(&nodes), ["| <p>", "|   \"c\""]);
        let texts = ["|   \"a\"", "|   \"b\"", "| \"c\""].map(String::from);
        assert_eq!(shown(&texts), ["|   \"ab\"", "| \"c\""]);
    }
}
