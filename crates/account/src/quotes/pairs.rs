//! Pairs: which mark closes the one that opens a piece.

use super::marks::{Family, Mark, Side};

/// Marks that are looked through for the one that closes a piece; keeps texts of nothing but marks linear.
const LONGEST: usize = 64;

/// The mark that closes the one at `open`.
pub(super) fn closing(text: &str, marks: &[Mark], open: usize) -> Option<usize> {
    if marks[open].family == Family::Single {
        return closing_single(text, marks, open);
    }
    let curly = marks[open].side == Side::Opens;
    let mut depth = 0_usize;
    let later_closes = |from: usize| {
        let own = |mark: &&Mark| mark.family == marks[open].family;
        marks[from..]
            .iter()
            .filter(own)
            .take_while(|mark| mark.side != Side::Opens)
            .filter(|mark| mark.side == Side::Closes)
            .take(2)
            .count()
    };
    for (n, mark) in marks.iter().enumerate().skip(open + 1).take(LONGEST) {
        if mark.family != marks[open].family {
            continue;
        }
        match mark.side {
            // Opened again before it was closed: a quotation in the quotation, if both are closed later.
            Side::Opens if curly && later_closes(n + 1) >= 2 => depth += 1,
            // „so“ and “so“ close with a mark that opens elsewhere.
            Side::Opens if !mark.free_before && mark.free_after => return Some(n),
            Side::Opens => return None,
            Side::Closes if depth > 0 => depth -= 1,
            Side::Closes => return Some(n),
            Side::Either if depth > 0 => {}
            // `"A," she said. "B` — a mark with a space before and a letter behind closes nothing that is open.
            Side::Either if mark.free_before && !mark.free_after && curly => return None,
            Side::Either => return Some(n),
        }
    }
    None
}

/// A single mark closes where a sentence or a phrase can end; after an s it may be an apostrophe.
fn closing_single(text: &str, marks: &[Mark], open: usize) -> Option<usize> {
    let mut doubtful = None;
    for (n, mark) in marks.iter().enumerate().skip(open + 1).take(LONGEST) {
        match (mark.family, mark.side) {
            (Family::Single, Side::Opens) => break,
            (Family::Single, _) => {
                let before = text[..mark.start as usize].chars().next_back();
                if before.is_some_and(|c| c == 's' || c == 'S') {
                    doubtful = doubtful.or(Some(n));
                } else {
                    return Some(n);
                }
            }
            _ => {}
        }
    }
    doubtful
}
