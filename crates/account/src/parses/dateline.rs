//! Where the first sentence begins behind a dateline, which is no part of it.

use crate::model::Article;

/// The dashes between a dateline and the text.
const DASHES: [char; 4] = ['–', '—', '-', '―'];

/// Byte at which the text behind the dateline begins; 0 where the text begins with none.
///
/// "LISBON (Wire) - Ministers met" would make the place a part of the sentence.
pub(super) fn end(article: &Article) -> u32 {
    let dateline = article.dateline.as_deref().filter(|line| !line.is_empty());
    let behind = dateline.and_then(|line| article.text.strip_prefix(line));
    let Some(behind) = behind.map(str::trim_start) else {
        return 0;
    };
    let rest = behind.trim_start_matches(DASHES);
    if rest.len() == behind.len() || rest.trim_start().is_empty() {
        return 0;
    }
    (article.text.len() - rest.trim_start().len()) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::articles::Given;

    fn end_of(dateline: &str, text: &str) -> u32 {
        let given = Given {
            text: text.to_owned(),
            ..Given::default()
        };
        let mut article = given.into_article();
        article.dateline = Some(dateline.to_owned());
        end(&article)
    }

    #[test]
    fn the_text_begins_behind_the_dash() {
        assert_eq!(end_of("LISBON (WR)", "LISBON (WR) - Ministers met."), 14);
        assert_eq!(end_of("Évora", "Évora – They met."), 11);
    }

    #[test]
    fn without_a_dash_or_a_text_behind_it_nothing_is_skipped() {
        assert_eq!(end_of("LISBON", "LISBON is quiet."), 0);
        assert_eq!(end_of("LISBON", "LISBON - "), 0);
        assert_eq!(end_of("", "Ministers met."), 0);
        assert_eq!(end_of("Porto", "LISBON - They met."), 0);
    }
}
