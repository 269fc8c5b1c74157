//! What each article adds to its story and leaves out of it.

use std::collections::BTreeSet;

use super::quotes::Merged;
use super::told::Told;
use crate::model::*;

/// Origins from which an event is one that an article leaves out.
const SEVERAL: u32 = 2;

/// What only the article has; and what several others tell.
pub(super) fn adds(
    told: &Told<'_>,
    events: &[Claim<AccountEvent>],
    quotes: &[Merged],
) -> Vec<ArticleAdds> {
    let adds = |position: usize| {
        let article = told.id(position);
        let tells = |event: &AccountEvent| event.articles.contains(article);
        let numbered = || (0..).zip(events.iter().map(Claim::value));
        let only = numbered().filter(|(_, event)| event.articles == [article.clone()]);
        let lacking = numbered().filter(|(_, event)| event.origins >= SEVERAL && !tells(event));
        let alone = BTreeSet::from([position]);
        let quotes = (0..).zip(quotes);
        let only_quotes = quotes.filter(|(_, quote)| quote.positions == alone);
        ArticleAdds {
            article: article.clone(),
            only_events: only.map(|(n, _)| n).collect(),
            only_quotes: only_quotes.map(|(n, _)| n).collect(),
            leaves_out: lacking.map(|(n, _)| n).collect(),
        }
    };
    (0..told.readings.len()).map(adds).collect()
}
