//! Decides by many small trees of questions, each with a number at the end of its branches
//! (gradient boosting, Friedman 2001: doi 10.1214/aos/1013203451). The trees are
//! `rules/pages/body.forest` for the pieces of a web page and `rules/articles/lines.forest` for the
//! lines of a text, which `cargo xtask train pages` and `cargo xtask train texts` fit.
//!
//! The file has a line with the names of the features, a line with the sum from which on a piece is
//! text of the article, and a line a tree: its questions and numbers from the root on, the branch
//! for smaller values first. `3:0.5` asks whether feature 3 is at most 0.5; `=-0.2` is a number.

/// The trees.
#[derive(Debug)]
pub(crate) struct Forest {
    least: f32,
    /// Places of the roots, each with the most that its tree and all behind it can give.
    roots: Vec<(u32, f32)>,
    nodes: Vec<Node>,
}

#[derive(Clone, Copy, Debug)]
enum Node {
    Number(f32),
    /// Whether a feature is at most a value: the next node, else the one at a place.
    Question {
        feature: u16,
        most: f32,
        other: u32,
    },
}

impl Forest {
    /// Reads the file, whose features must be these.
    ///
    /// # Errors
    /// What is wrong in which line.
    pub(crate) fn read(text: &str, names: &[String]) -> Result<Forest, String> {
        let lines = text.lines().enumerate();
        let mut lines = lines.filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
        let (_, features) = lines
            .next()
            .ok_or("a line with the names of features expected")?;
        if !features.split_whitespace().eq(names) {
            return Err(String::from(
                "the features are not those of the program: run `cargo xtask train`",
            ));
        }
        let (_, least) = lines.next().ok_or("a line with a sum expected")?;
        let mut forest = Forest {
            least: number(least).ok_or_else(|| format!("a number expected, not {least:?}"))?,
            roots: Vec::new(),
            nodes: Vec::new(),
        };
        for (number, line) in lines {
            forest
                .tree(line, names.len())
                .map_err(|expected| format!("line {}: {expected}", number + 1))?;
        }
        let mut most = 0.0;
        for (_, own) in forest.roots.iter_mut().rev() {
            most += *own;
            *own = most;
        }
        Ok(forest)
    }

    /// Adds the tree of a line.
    fn tree(&mut self, line: &str, features: usize) -> Result<(), String> {
        let place = |nodes: &Vec<Node>| u32::try_from(nodes.len()).map_err(|_| "too many nodes");
        let root = place(&self.nodes)?;
        let mut largest = f32::MIN;
        // Questions whose second branch is still to come.
        let mut open = Vec::new();
        let mut whole = false;
        for part in line.split_whitespace() {
            if whole {
                return Err(format!("the end expected, not {part:?}"));
            }
            let wrong = || format!("a question or a number expected, not {part:?}");
            if let Some(text) = part.strip_prefix('=') {
                let number = number(text).ok_or_else(wrong)?;
                largest = largest.max(number);
                self.nodes.push(Node::Number(number));
                match open.pop() {
                    Some(question) => {
                        let next = place(&self.nodes)?;
                        if let Node::Question { other, .. } = &mut self.nodes[question] {
                            *other = next;
                        }
                    }
                    None => whole = true,
                }
                continue;
            }
            let (feature, most) = part.split_once(':').ok_or_else(wrong)?;
            let feature: u16 = feature.parse().map_err(|_| wrong())?;
            if usize::from(feature) >= features {
                return Err(format!("one of {features} features expected, not {part:?}"));
            }
            open.push(self.nodes.len());
            self.nodes.push(Node::Question {
                feature,
                most: number(most).ok_or_else(wrong)?,
                other: 0,
            });
        }
        if !whole {
            return Err(String::from("a whole tree expected"));
        }
        self.roots.push((root, largest));
        Ok(())
    }

    /// Whether a piece with these features is text of the article: whether the logarithm of the
    /// odds is large enough. The trees are asked until those that are left cannot make it so: most
    /// pieces of a page are no text, and the first trees say so.
    pub(crate) fn holds(&self, features: &[f32]) -> bool {
        let mut sum = 0.0;
        for (root, most) in &self.roots {
            // Sums in another order may differ by less than this.
            if sum + most < self.least - 1e-3 {
                return false;
            }
            sum += self.answer(*root, features);
        }
        sum >= self.least
    }

    /// By how much the logarithm of the odds is above what is large enough, or below it.
    pub(crate) fn margin(&self, features: &[f32]) -> f32 {
        let roots = self.roots.iter();
        let answers = roots.map(|(root, _)| self.answer(*root, features));
        answers.sum::<f32>() - self.least
    }

    fn answer(&self, root: u32, features: &[f32]) -> f32 {
        let mut at = root as usize;
        loop {
            match self.nodes[at] {
                Node::Number(number) => return number,
                Node::Question {
                    feature,
                    most,
                    other,
                } => {
                    let value = features[usize::from(feature)];
                    at = if value <= most {
                        at + 1
                    } else {
                        other as usize
                    };
                }
            }
        }
    }
}

fn number(text: &str) -> Option<f32> {
    text.trim()
        .parse()
        .ok()
        .filter(|number: &f32| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Forest, String> {
        Forest::read(text, &["a", "b"].map(String::from))
    }

    #[test]
    fn trees_are_asked_from_the_root_and_summed() {
        let forest = read("# x\na b\n0.5\n0:1 1:2 =1 =2 =-4\n=0.25\n").unwrap();
        let answers = |features: &[f32]| -> Vec<f32> {
            let roots = forest.roots.iter();
            roots.map(|root| forest.answer(root.0, features)).collect()
        };
        assert_eq!(answers(&[1.0, 2.0]), [1.0, 0.25]);
        assert_eq!(answers(&[0.0, 2.5]), [2.0, 0.25]);
        assert_eq!(answers(&[1.5, 0.0]), [-4.0, 0.25]);
        assert!(forest.holds(&[0.0, 0.0]) && !forest.holds(&[2.0, 0.0]));
        assert_eq!(forest.margin(&[0.0, 2.5]), 1.75);
    }

    #[test]
    fn a_late_tree_can_turn_the_sum_where_it_is_large_enough() {
        let late = |last: &str| read(&format!("a b\n0\n=-1\n=-1\n0:0 =-9 ={last}\n")).unwrap();
        assert!(late("2").holds(&[1.0, 0.0]) && !late("2").holds(&[0.0, 0.0]));
        assert!(!late("1.9").holds(&[1.0, 0.0]));
    }

    #[test]
    fn a_damaged_file_is_refused_with_its_line() {
        for (text, expected) in [
            ("", "names"),
            ("a c\n0\n", "xtask train"),
            ("a b\nx\n", "\"x\""),
            ("a b\n0\n=1\n0:1 =1", "line 4: a whole tree"),
            ("a b\n0\n=1 =2", "line 3: the end"),
            ("a b\n0\n2:1 =1 =2", "one of 2 features"),
            ("a b\n0\n0:nan =1 =2", "0:nan"),
            ("a b\n0\n0 =1 =2", "not \"0\""),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.contains(expected), "{error}");
        }
    }
}
