//! Blocks to body: what belongs to the article stays, every other line leaves a note or a field.

use crate::model::*;
use crate::pages::lines::is_heading;
use crate::pages::{edges, ends, units, words};
use crate::span::Span;

use super::bare::bare;
use super::boilerplate::Takes;
use super::dateline;
use super::lines::Told;
use super::moments::DateOf;
use super::removed::{Removed, offset};
use super::signature::{Reader, Signature};

/// [`units`] from which on a block is running text, and from which on one is that ends where a
/// sentence ends.
const RUNNING: f32 = 20.0;
const SENTENCE: f32 = 5.0;

/// Lines at the end of a page that have a note each; those behind them have one together.
const SINGLE: usize = 12;

/// What the lines of a page say, beside the body.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) title: Option<String>,
    pub(crate) byline: Vec<String>,
    /// Persons whose names stand alone on lines right before the text.
    pub(crate) alone: Vec<String>,
    pub(crate) dateline: Option<String>,
    pub(crate) published: Option<Moment>,
    pub(crate) modified: Option<Moment>,
    pub(crate) edges: Vec<String>,
}

/// The body as far as it is put together.
pub(crate) struct Body<'r> {
    told: &'r Told<'r>,
    pub(crate) signatures: Reader<'r>,
    pub(crate) text: String,
    pub(crate) paragraphs: Vec<Paragraph>,
    pub(crate) found: Found,
    /// What was taken out, in the page's order.
    pub(crate) removed: Removed,
    /// What the page shows beside its blocks, as far as it is not among `removed`.
    beside: &'r [Beside],
    /// Title of the page where it says one.
    known: Option<&'r str>,
}

impl<'r> Body<'r> {
    /// Prepares the body of a page that states the title `known`.
    pub(crate) fn new(told: &'r Told<'r>, signatures: Reader<'r>, known: Option<&'r str>) -> Self {
        Self {
            told,
            signatures,
            text: String::new(),
            paragraphs: Vec::new(),
            found: Found::default(),
            removed: Removed::default(),
            beside: &[],
            known,
        }
    }

    /// Puts the body of a page together.
    pub(crate) fn read(&mut self, page: &'r Page) {
        self.beside = &page.beside;
        self.lines(&page.blocks);
        self.pass(page.blocks.len());
    }

    /// Takes or leaves every block.
    fn lines(&mut self, blocks: &[Block]) {
        let start = self.head(blocks);
        let end = self.told.end();
        let mut after = self.running(&blocks[start..], start);
        let mut linked = false;
        for (at, block) in blocks.iter().enumerate().skip(start) {
            self.pass(at);
            let rest = after;
            if self.is_text(block, at) {
                after -= block.text.len();
            }
            if linked && !is_running(&block.text) && !self.is_over(blocks, at) {
                self.remove(Reason::Boilerplate, &block.text);
                continue;
            }
            linked = false;
            match self.told.hit(at) {
                Some((_, Takes::Rest)) if self.is_late(rest) => {
                    return self.remove_all(&blocks[at..]);
                }
                Some((_, takes)) => {
                    linked = takes == Takes::List;
                    self.remove(Reason::Boilerplate, &block.text);
                }
                None if self.repeats_title(&block.text) => {
                    self.remove(Reason::Boilerplate, &block.text);
                }
                None if self.told.holds(at) => self.keep(block),
                None => self.drop(&block.text, (end..end + edges::BEHIND).contains(&at)),
            }
        }
    }

    /// Reads the lines over the running text; returns where that begins.
    fn head(&mut self, blocks: &[Block]) -> usize {
        let mut places = 0..blocks.len();
        let start = places.find(|at| {
            self.told.holds(*at) && is_running(&blocks[*at].text) && self.plain(&blocks[*at], *at)
        });
        let start = start.unwrap_or(0);
        let mut crumbs = None;
        for (at, block) in blocks[..start].iter().enumerate() {
            self.pass(at);
            let near = at + edges::BEFORE >= start;
            if !near && !self.told.holds(at) {
                self.drop(&block.text, false);
            } else if !self.line_of_head(block, at, &mut crumbs) {
                let rest = &blocks[at + 1..start];
                if !self.told.holds(at) {
                    self.drop(&block.text, near);
                } else if !self.is_titled()
                    && block.kind != BlockKind::Item
                    && is_heading(&block.text)
                    && !self.later(rest, &crumbs)
                {
                    self.found.title = Some(block.text.clone());
                    self.remove(Reason::Metadata, &block.text);
                } else {
                    self.keep(block);
                }
            }
        }
        start
    }

    /// Whether a title is known by now.
    fn is_titled(&self) -> bool {
        self.known.is_some() || self.found.title.is_some()
    }

    /// Whether a line is no line of the page by its wording.
    fn plain(&self, block: &Block, at: usize) -> bool {
        self.told.hit(at).is_none() && self.signatures.read(&block.text).is_none()
    }

    /// Whether a line further down is the one that the breadcrumb ends with.
    fn later(&self, rest: &[Block], crumbs: &Option<String>) -> bool {
        let named = |crumbs: &String| rest.iter().any(|block| bare(&block.text) == *crumbs);
        crumbs.as_ref().is_some_and(named)
    }

    /// Takes a line over the running text for what it is; says whether it was any such thing.
    fn line_of_head(&mut self, block: &Block, at: usize, crumbs: &mut Option<String>) -> bool {
        let text = &block.text;
        let signature = self.signatures.read(text);
        let signature = signature.filter(|signature| self.is_titled() || !signature.bare);
        if self.repeats_title(text) {
            self.remove(Reason::Boilerplate, text);
        } else if let Some(signature) = signature {
            // Before the boilerplate: the marks between names and dates make it look like a menu.
            self.sign(signature);
            self.remove(Reason::Metadata, text);
        } else if let Some((name, _)) = self.told.hit(at) {
            if name == "breadcrumb" {
                *crumbs = text.rsplit(['»', '›', '>', '→', '/']).next().map(bare);
            }
            self.remove(Reason::Boilerplate, text);
        } else if crumbs.as_ref() == Some(&bare(text)) && self.known.is_none() {
            self.found.title.get_or_insert_with(|| text.clone());
            self.remove(Reason::Metadata, text);
        } else if let Some(place) = dateline::line(text) {
            self.found.dateline.get_or_insert(place);
            self.remove(Reason::Metadata, text);
        } else {
            return false;
        }
        true
    }

    /// Keeps what a signature says; the first date of a kind counts.
    fn sign(&mut self, signature: Signature) {
        self.found.byline.extend(signature.names);
        for (of, moment) in signature.dates {
            match of {
                DateOf::Publication => self.found.published.get_or_insert(moment),
                DateOf::Change => self.found.modified.get_or_insert(moment),
            };
        }
    }

    /// Whether a line is the title again.
    fn repeats_title(&self, text: &str) -> bool {
        let title = self.known.or(self.found.title.as_deref());
        title.is_some_and(|title| !bare(title).is_empty() && bare(title) == bare(text))
    }

    /// Bytes of running text in blocks, of which the first has the number `from`.
    fn running(&self, blocks: &[Block], from: usize) -> usize {
        let blocks = blocks.iter().zip(from..);
        let texts = blocks.filter(|(block, at)| self.is_text(block, *at));
        texts.map(|(block, _)| block.text.len()).sum()
    }

    /// Whether a block is running text of the article by its looks.
    fn is_text(&self, block: &Block, at: usize) -> bool {
        self.told.holds(at) && is_running(&block.text)
    }

    /// Whether so much of the text stands before so many bytes of running text that comments can
    /// begin there.
    fn is_late(&self, after: usize) -> bool {
        !self.text.is_empty() && (self.text.len() >= after || self.text.len() > 1_500)
    }

    /// Whether a short line under a list of links is a heading of the article: running text follows it.
    fn is_over(&self, blocks: &[Block], at: usize) -> bool {
        match &blocks[at..] {
            [block, next, ..] => {
                block.kind == BlockKind::Heading
                    && is_running(&next.text)
                    && self.plain(next, at + 1)
            }
            _ => false,
        }
    }

    /// Takes out a line that is no text by its looks and place; where it may still say who wrote the
    /// text and when, it is read as such.
    fn drop(&mut self, text: &str, edge: bool) {
        if edge && text.len() <= edges::LONGEST {
            self.edge(text, self.text.is_empty());
        } else {
            self.remove_group(words(text).count(), text);
        }
    }

    fn keep(&mut self, block: &Block) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(&block.text);
        self.paragraphs.push(Paragraph {
            span: Span::new(offset(start), offset(self.text.len())),
            kind: block.kind,
        });
    }

    fn remove(&mut self, reason: Reason, text: &str) {
        self.removed.line(reason, self.text.len(), text);
    }

    fn remove_group(&mut self, words: usize, first: &str) {
        self.removed.group(self.text.len(), words, first);
    }

    /// Removes the end of a page: its first lines one by one, the others together.
    fn remove_all(&mut self, blocks: &[Block]) {
        let (single, others) = blocks.split_at(blocks.len().min(SINGLE));
        for block in single {
            self.remove(Reason::Boilerplate, &block.text);
        }
        for block in others {
            let words = words(&block.text).count();
            self.remove_group(words, &block.text);
        }
    }

    /// Removes what the page shows beside its blocks up to the block of a number.
    fn pass(&mut self, block: usize) {
        while let [next, rest @ ..] = self.beside
            && next.before <= block
        {
            if next.edge {
                self.edge(&next.first, next.before == 0);
            } else {
                self.remove_group(next.words, &next.first);
            }
            self.beside = rest;
        }
    }

    /// Takes a line at the edge of the text, above it or below it, for what it is.
    fn edge(&mut self, text: &str, above: bool) {
        let signature = self.signatures.read(text);
        let known =
            |signature: &Signature| !self.found.byline.is_empty() && !signature.names.is_empty();
        match signature.filter(|signature| self.is_titled() || !signature.bare) {
            Some(signature) if above || !known(&signature) => {
                self.sign(signature);
                self.remove(Reason::Metadata, text);
            }
            _ if self.found.dateline.is_none() && dateline::line(text).is_some() => {
                self.found.dateline = dateline::line(text);
                self.remove(Reason::Metadata, text);
            }
            _ if self.is_titled() && above && self.signatures.alone(text).is_some() => {
                self.found.alone.push(text.trim().to_owned());
                self.remove(Reason::Metadata, text);
            }
            _ => {
                self.found.edges.push(text.to_owned());
                self.remove_group(words(text).count(), text);
            }
        }
    }
}

/// Whether a block is running text: it ends where a sentence ends, or is long.
fn is_running(text: &str) -> bool {
    let units = units(text);
    units >= RUNNING || (units >= SENTENCE && ends(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_running_text_in_scripts_with_and_without_spaces() {
        for text in [
            "The port of Harbour Town opens again.",
            "旧港町的港口在风暴之后重新开放。",
            "四艘船仍在外面等候泊位，船长们说他们已经在海上等了五天，船上的食物和水都快要用完了",
        ] {
            assert!(is_running(text), "{text}");
        }
        for text in ["Harbour Town news", "Read more.", "港口新闻。", "世界"] {
            assert!(!is_running(text), "{text}");
        }
    }
}
