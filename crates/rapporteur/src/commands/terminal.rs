//! Terminal: how wide standard output is, and what it shows besides letters.

use std::io::IsTerminal;

use crate::exports::text::{Ink, Style};

/// Narrowest and widest text on a terminal; wider lines are hard to read.
const WIDTHS: (usize, usize) = (40, 120);

/// Characters a line where standard output is a terminal; nothing where it is none.
pub(super) fn width() -> Option<usize> {
    if !std::io::stdout().is_terminal() {
        return None;
    }
    let (width, _) = terminal_size::terminal_size()?;
    Some(usize::from(width.0).clamp(WIDTHS.0, WIDTHS.1))
}

/// As wide as the terminal, with weights where it shows them and nobody objects.
pub(super) fn style() -> Style {
    if !std::io::stdout().is_terminal() {
        return Style::default();
    }
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let dumb = set("TERM").is_some_and(|terminal| terminal == "dumb");
    let plain = set("NO_COLOR").is_some() || dumb;
    Style {
        width: width().unwrap_or(Style::default().width),
        ink: if plain { Ink::Plain } else { Ink::Weighted },
    }
}
