//! Short names by which an account refers to its articles: "001" in `[001:12]`.

use std::collections::HashMap;

use crate::model::ArticleId;

/// Characters of a label at most.
const LONGEST: usize = 8;

/// A label for every article, in order: the head of its file's name, else the whole name,
/// else a number, the same way for all of them.
pub(super) fn labels(ids: &[&ArticleId]) -> Vec<String> {
    let stems: Vec<&str> = ids.iter().map(|id| stem(id)).collect();
    let heads: Vec<&str> = stems.iter().map(|stem| head(stem)).collect();
    for names in [heads, stems] {
        if fit(&names) {
            return names.into_iter().map(str::to_owned).collect();
        }
    }
    (1..=ids.len()).map(|n| format!("{n:03}")).collect()
}

fn fit(names: &[&str]) -> bool {
    let mut seen = HashMap::new();
    names.iter().all(|name| {
        let short = (1..=LONGEST).contains(&name.chars().count());
        short && seen.insert(*name, ()).is_none()
    })
}

/// The file's name without folders and without its ending.
fn stem(id: &ArticleId) -> &str {
    let path = id.0.trim_end_matches(['/', '\\']);
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}

fn head(stem: &str) -> &str {
    stem.split(['_', '-', '.', ' ']).next().unwrap_or(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(ids: &[&str]) -> Vec<String> {
        let ids: Vec<ArticleId> = ids.iter().map(|id| ArticleId::from(*id)).collect();
        labels(&ids.iter().collect::<Vec<_>>())
    }

    #[test]
    fn the_head_of_the_file_name_is_the_label() {
        assert_eq!(of(&["in/000_72f4.txt", "in/001_a03c.txt"]), ["000", "001"]);
        assert_eq!(of(&["a.txt", "b.md"]), ["a", "b"]);
    }

    #[test]
    fn names_that_are_long_or_the_same_give_way_to_numbers() {
        assert_eq!(of(&["x/wire-1.txt", "x/wire-2.txt"]), ["wire-1", "wire-2"]);
        assert_eq!(of(&["a/report.txt", "b/report.txt"]), ["001", "002"]);
        assert_eq!(of(&["talks-in-the-port.html"]), ["talks"]);
    }
}
