//! Web pages: markup to statements and blocks.

mod apart;
mod dated;
mod depth;
mod drawing;
mod features;
mod hidden;
mod jsonld;
mod metadata;
mod open;
mod pieces;
mod state;
mod surroundings;
mod tag;
mod tree;

use crate::articles::bare;
use crate::forest::Forest;
use crate::model::{Block, Field, FieldKind, Page};
use crate::rules::{RuleError, Rules};
use crate::stage::Notes;

use super::fields::Keys;
use super::{address, beside, edges, plain};
use apart::Apart;
use features::{Features, Said};
use pieces::Piece;
use surroundings::Groups;
pub(crate) use surroundings::{ends, is_wide, units};
pub use tree::{Id, Tree};

const FOREST: &str = "pages/body.forest";

/// Tells the pieces of an article from all else that a page shows.
#[derive(Debug)]
pub(crate) struct Reader {
    groups: Groups,
    forest: Forest,
}

impl Reader {
    /// Prepares it from the rules.
    pub(crate) fn new(rules: &Rules) -> Result<Reader, RuleError> {
        let groups = Groups::new(rules)?;
        let names = features::names(&groups);
        let forest = Forest::read(rules.file(FOREST), &names);
        Ok(Reader {
            forest: forest.map_err(|error| RuleError::new(FOREST, error))?,
            groups,
        })
    }

    /// What the page shows and says.
    pub(crate) fn page(
        &self,
        html: &str,
        url: Option<&str>,
        keys: &Keys,
        notes: &mut Notes,
    ) -> Page {
        let Opened {
            tree,
            mut fields,
            stated,
            said,
        } = open(html, keys, notes);
        let pieces = pieces::read(&tree, tree.root());
        fields.extend(address::dated(url, &fields));
        let dated = |fields: &[Field]| {
            let mut dates = fields
                .iter()
                .filter(|field| field.kind == FieldKind::Published);
            dates.any(|field| dated::has_clear_day(&field.value))
        };
        let mut apart = Apart::new(&tree, &keys.apart);
        fields.extend(dated::around_heading(&pieces, &mut apart));
        if !dated(&fields) {
            fields.extend(dated::scripts(&tree, &keys.script));
        }
        let features = Features::new(&tree, &pieces, &self.groups, &said);
        let mut row = Vec::new();
        let mut held = Vec::with_capacity(pieces.len());
        for (at, piece) in pieces.iter().enumerate() {
            features.write(at, &mut row);
            held.push(!piece.control && self.forest.holds(&row));
        }
        if !held.contains(&true) {
            // Where nothing looks like an article, everything outside a page's frame may be one.
            held = (0..pieces.len()).map(|at| !features.is_frame(at)).collect();
        }
        if !dated(&fields) {
            fields.extend(dated::around_text(&pieces, &held, &mut apart));
        }
        if !dated(&fields) {
            fields.extend(dated::anywhere(&pieces, &held, keys, &mut apart));
        }
        let stated = stated.or_else(|| {
            let kept = pieces.iter().zip(&held).filter(|(_, held)| **held);
            let kept = kept.map(|(piece, _)| piece.text.as_str());
            scripted(&tree, kept)
        });
        let (blocks, beside) = body(&pieces, &held, stated);
        Page {
            fields,
            blocks,
            beside,
        }
    }

    /// What the part of a page shows that is an article: all of it but what frames an article, by
    /// its element, or by its name where the forest agrees.
    pub(crate) fn fragment(&self, html: &str, notes: &mut Notes) -> Page {
        let mut tree = Tree::tamed(&depth::tame(html, notes));
        hidden::remove(&mut tree, notes);
        let pieces = pieces::read(&tree, tree.root());
        let said = Said::default();
        let features = Features::new(&tree, &pieces, &self.groups, &said);
        let mut row = Vec::new();
        let mut holds = |at: usize| {
            features.write(at, &mut row);
            self.forest.holds(&row)
        };
        let held: Vec<bool> = (0..pieces.len())
            .map(|at| !features.is_frame(at) && (!features.is_named_frame(at) || holds(at)))
            .collect();
        let (blocks, beside) = body(&pieces, &held, None);
        Page {
            fields: Vec::new(),
            blocks,
            beside,
        }
    }

    /// The texts of all pieces with their features.
    pub(crate) fn pieces(&self, html: &str, keys: &Keys) -> Vec<Told> {
        let Opened { tree, said, .. } = open(html, keys, &mut Notes::default());
        let pieces = pieces::read(&tree, tree.root());
        let features = Features::new(&tree, &pieces, &self.groups, &said);
        let told = pieces.iter().enumerate().map(|(at, piece)| {
            let mut row = Vec::new();
            features.write(at, &mut row);
            (piece.text.clone(), row)
        });
        told.collect()
    }
}

/// A page that shows more of an article needs nothing from its scripts, in bytes.
const SHORT: usize = 1_500;

/// The text that the page's scripts hold, where the page itself shows little.
fn scripted<'t>(tree: &'t Tree, kept: impl Iterator<Item = &'t str>) -> Option<String> {
    let mut known: Vec<&str> = kept.collect();
    if known.iter().map(|text| text.len()).sum::<usize>() >= SHORT {
        return None;
    }
    known.extend(metadata::stated(tree, &["og:description", "description"]));
    state::body(tree, &known)
}

/// What a piece of markup shows, on one line.
pub(crate) fn shown(html: &str) -> String {
    let tree = Tree::tamed(&depth::tame(html, &mut Notes::default()));
    let pieces = pieces::read(&tree, tree.root());
    let texts: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
    texts.join(" ")
}

/// A text without markup as it is shown, with what its entities stand for; those without a known name
/// stay.
pub(crate) fn entity(text: &str) -> String {
    let tree = Tree::parse(text);
    tree.texts(tree.root())
}

/// The names of the features of pieces, in order.
pub(crate) fn features(rules: &Rules) -> Result<Vec<String>, RuleError> {
    Ok(features::names(&Groups::new(rules)?))
}

/// The text of a piece and its features.
pub(crate) type Told = (String, Vec<f32>);

/// A page that was parsed.
struct Opened {
    tree: Tree,
    fields: Vec<Field>,
    /// The body in its JSON-LD.
    stated: Option<String>,
    said: Said,
}

/// A longer title or description is none, in bytes; every piece of the page is looked for in them.
const LONGEST_TITLE: usize = 1_000;
const LONGEST_DESCRIPTION: usize = 5_000;

fn open(html: &str, keys: &Keys, notes: &mut Notes) -> Opened {
    let mut tree = Tree::tamed(&depth::tame(html, notes));
    let (fields, stated) = metadata::read(&tree, keys, notes);
    let description = metadata::stated(&tree, &["og:description", "description"]);
    let description = description.filter(|text| text.len() <= LONGEST_DESCRIPTION);
    let description = description.map(bare).unwrap_or_default();
    let mut headings = 0;
    let titles = fields.iter().filter(|field| {
        headings += usize::from(field.key.as_deref() == Some(metadata::HEADING));
        let first = field.key.as_deref() != Some(metadata::HEADING) || headings == 1;
        field.kind == FieldKind::Title && field.value.len() <= LONGEST_TITLE && first
    });
    let said = Said {
        titles: titles.map(|field| bare(&field.value)).collect(),
        description,
        body: stated
            .iter()
            .flat_map(|text| features::triples(text))
            .collect(),
    };
    hidden::remove(&mut tree, notes);
    Opened {
        tree,
        fields,
        stated,
        said,
    }
}

/// The blocks of the article out of all that the page shows, and what is beside them.
fn body(
    pieces: &[Piece],
    held: &[bool],
    stated: Option<String>,
) -> (Vec<Block>, Vec<crate::model::Beside>) {
    let kept = pieces.iter().zip(held).filter(|(_, held)| **held);
    let length = kept.map(|(piece, _)| piece.text.len()).sum::<usize>();
    // A body that JSON-LD repeats whole is better than a fragment of it.
    if let Some(stated) = stated.map(|text| plain(&text))
        && stated.iter().map(|block| block.text.len()).sum::<usize>() > 2 * length
    {
        let beside = beside::groups(pieces.iter().map(|piece| piece.text.as_str()), &stated);
        return (stated, beside);
    }
    let mut blocks = Vec::new();
    let mut beside = beside::Groups::default();
    let edges = edges::edges(held);
    for (at, (piece, held)) in pieces.iter().zip(held).enumerate() {
        let edge = edges.iter().any(|edge| edge.contains(&at));
        if *held {
            blocks.push(Block {
                kind: piece.kind,
                text: piece.text.clone(),
                linked: piece.linked,
            });
        } else if edge && !piece.control && piece.text.len() <= edges::LONGEST {
            beside.edge(blocks.len(), &piece.text);
        } else {
            beside.add(blocks.len(), &piece.text);
        }
    }
    (blocks, beside.into_vec())
}
