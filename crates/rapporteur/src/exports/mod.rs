//! Exports: what leaves the program, each format with its own types.

pub(crate) mod clean;
pub(crate) mod explain;
mod html;
mod json;
mod markdown;
pub(crate) mod outline;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
pub(crate) mod text;
pub(crate) mod wire;
mod wrap;

use account::model::{Account, Reading};
use anyhow::Result;

use crate::cli::Format;
use outline::{Extent, Outline};

/// How accounts are to look.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    /// The format.
    pub(crate) format: Format,
    /// How much of each account, in the formats for people.
    pub(crate) extent: Extent,
    /// How text is set.
    pub(crate) style: text::Style,
}

/// All accounts in one format, with the readings behind them.
///
/// # Errors
/// A number that JSON cannot write.
pub(crate) fn render(accounts: &[Account], readings: &[Reading], look: Look) -> Result<String> {
    let outline = |account| Outline::of(account, readings, look.extent);
    let pages: Vec<String> = match look.format {
        Format::Text => accounts
            .iter()
            .map(|account| text::render(&outline(account), look.style))
            .collect(),
        Format::Markdown => accounts
            .iter()
            .map(|account| markdown::render(&outline(account)))
            .collect(),
        Format::Html => {
            let stories: Vec<_> = accounts.iter().map(|account| (account, readings)).collect();
            vec![html::render(&stories, look.extent)]
        }
        Format::Json => {
            let lines: Result<String, _> = accounts
                .iter()
                .map(|account| json::render(account, readings).map(|line| line + "\n"))
                .collect();
            vec![lines?]
        }
    };
    Ok(pages.join("\n\n"))
}
