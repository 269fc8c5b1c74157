//! Pages: what a page shows and says about itself. `Source -> Page`

mod address;
mod beside;
mod charset;
pub(crate) mod edges;
pub mod feed;
mod fields;
mod fold;
mod front;
mod html;
pub(crate) mod lines;
pub mod mail;
mod markdown;

pub(crate) use address::named_day;
pub(crate) use beside::{FIRST, words};
pub use charset::is_unmarked_utf16;
pub(crate) use fields::is_address;
pub use html::{Id, Tree};
pub(crate) use html::{ends, is_wide, units};

use crate::model::*;
use crate::rules::{RuleError, Rules};
use crate::stage::{Notes, Stage};

/// Bytes that are read of one page: several times the largest news page.
pub const MAX_PAGE: usize = 8 << 20;

/// The stage.
#[derive(Debug)]
pub struct Pages {
    keys: fields::Keys,
    html: html::Reader,
}

impl Pages {
    /// Prepares the stage from its rules.
    ///
    /// # Errors
    /// A rule file that cannot be used as it stands.
    pub fn new(rules: &Rules) -> Result<Self, RuleError> {
        Ok(Self {
            keys: fields::Keys::new(rules)?,
            html: html::Reader::new(rules)?,
        })
    }

    /// The pieces of a page with what is told of each in numbers.
    pub(crate) fn pieces(&self, source: &Source) -> Vec<(String, Vec<f32>)> {
        let text = charset::decode(source, &source.bytes, &mut Notes::default());
        self.html.pieces(&text, &self.keys)
    }

    /// A text, with its front matter where it has some.
    fn text(&self, media: Media, text: &str, notes: &mut Notes) -> Page {
        let parted = front::part(text, notes);
        let (blocks, beside) = if media == Media::Markdown || parted.found {
            markdown::read(parted.body)
        } else {
            (plain(parted.body), Vec::new())
        };
        Page {
            fields: self.keys.front.fields(&parted.pairs),
            blocks,
            beside,
        }
    }
}

/// The text of a page's bytes, in whatever charset they are.
#[must_use]
pub fn decoded(source: &Source) -> String {
    charset::decode(source, &source.bytes, &mut Notes::default())
}

/// The names of what is told of each piece of a page.
///
/// # Errors
/// A rule file that cannot be used as it stands.
pub fn features(rules: &Rules) -> Result<Vec<String>, RuleError> {
    html::features(rules)
}

/// The blocks of a plain text.
fn plain(text: &str) -> Vec<Block> {
    let block = |line: lines::Line| Block {
        kind: line.kind,
        text: fold::fold(line.span.of(text)),
        linked: 0,
    };
    let blocks = lines::read(text).into_iter().map(block);
    blocks.filter(|block| !block.text.is_empty()).collect()
}

impl Stage for Pages {
    type In<'a> = &'a Source;
    type Out = Page;
    const NAME: &'static str = "pages";
    const VERSION: u32 = 7;

    fn run(&self, source: Self::In<'_>, notes: &mut Notes) -> Self::Out {
        let kept = &source.bytes[..source.bytes.len().min(MAX_PAGE)];
        if kept.len() < source.bytes.len() {
            notes.add(
                Reason::TooLong,
                None,
                format!("only the first {} MiB of the page are read", MAX_PAGE >> 20),
            );
        }
        let text = charset::decode(source, kept, notes);
        match source.media {
            Media::Html => self
                .html
                .page(&text, source.url.as_deref(), &self.keys, notes),
            Media::Fragment => self.html.fragment(&text, notes),
            media => self.text(media, &text, notes),
        }
    }
}
