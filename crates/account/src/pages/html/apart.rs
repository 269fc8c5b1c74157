//! What of a page is somebody else's: comments below an article, lists of other articles, posts that
//! it shows. Its dates and names are not the article's.

use std::collections::{HashMap, HashSet};

use html5ever::local_name;

use super::super::fields::Apart as Names;
use super::tree::{Id, Tree};

/// Tells which elements stand in such a part of one page.
pub(super) struct Apart<'t> {
    tree: &'t Tree,
    names: &'t Names,
    /// The first heading and what is around it: whatever its name, the article is in it.
    own: HashSet<Id>,
    /// What is known already: pages ask for many elements of the same list.
    known: HashMap<Id, bool>,
}

impl<'t> Apart<'t> {
    pub(super) fn new(tree: &'t Tree, names: &'t Names) -> Apart<'t> {
        let heading = |node: &Id| tree.name(*node) == Some(&local_name!("h1"));
        let heading = tree.below(tree.root()).find(heading);
        Apart {
            tree,
            names,
            own: heading.into_iter().flat_map(|node| tree.up(node)).collect(),
            known: HashMap::new(),
        }
    }

    /// Whether an element stands in such a part, or is one.
    pub(super) fn holds(&mut self, node: Id) -> bool {
        let mut passed = Vec::new();
        let mut answer = false;
        for node in self.tree.up(node) {
            if self.own.contains(&node) {
                break;
            }
            if let Some(known) = self.known.get(&node) {
                answer = *known;
                break;
            }
            passed.push(node);
            if self.is_one(node) {
                answer = true;
                break;
            }
        }
        self.known
            .extend(passed.into_iter().map(|node| (node, answer)));
        answer
    }

    /// Whether an element is such a part, as its own name or that of its class tells.
    fn is_one(&self, node: Id) -> bool {
        let by_name = match self.tree.name(node) {
            Some(&local_name!("aside") | &local_name!("blockquote") | &local_name!("nav")) => true,
            Some(&local_name!("body") | &local_name!("html")) | None => return false,
            _ => false,
        };
        let keys = ["class", "id"].into_iter();
        let mut values = keys.filter_map(|key| self.tree.attribute(node, key));
        by_name || values.any(|value| self.names.holds(value))
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::fields::Keys;
    use super::*;
    use crate::rules::Rules;

    /// Whether the marked element of a page stands apart.
    fn is_apart(page: &str) -> bool {
        let keys = Keys::new(&Rules::built_in()).unwrap();
        let tree = Tree::parse(page);
        let marked = |node: &Id| tree.name(*node).is_some_and(|name| &**name == "time");
        let marked = tree.below(tree.root()).find(marked).unwrap();
        Apart::new(&tree, &keys.apart).holds(marked)
    }

    #[test]
    fn comments_lists_and_posts_of_others_stand_apart() {
        for page in [
            "<h1>Port opens</h1><ol class='comment-list'><li><time>3 May 2026</time></ol>",
            "<h1>Port opens</h1><div id=sidebar><ul><li><time>3 May 2026</time></ul></div>",
            "<h1>Port opens</h1><aside><p><time>3 May 2026</time></aside>",
            "<h1>Port opens</h1><blockquote><time>3 May 2026</time></blockquote>",
            "<div class=sidebar><time>3 May 2026</time></div><h1>Port opens</h1>",
        ] {
            assert!(is_apart(page), "{page}");
        }
    }

    #[test]
    fn what_holds_the_heading_is_the_article_whatever_its_name() {
        for page in [
            "<body class='has-comments'><h1>Port opens</h1><time>3 May 2026</time>",
            "<div class=related><h1>Port opens</h1><p><time>3 May 2026</time></div>",
            "<aside><div><h1>Port opens</h1></div><p><time>3 May 2026</time></aside>",
            "<h1>Port opens</h1><div class=post-footer><time>3 May 2026</time></div>",
        ] {
            assert!(!is_apart(page), "{page}");
        }
    }
}
