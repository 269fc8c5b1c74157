//! Accounts in lines, for `explain` and the cases.

use crate::model::*;

/// The headline, origins, events, quotes and differences, a line each.
#[must_use]
pub fn lines(account: &Account) -> Vec<String> {
    let mut lines = vec![format!("headline: {}", account.headline.value())];
    for origin in &account.origins {
        lines.push(format!("origin: {}", labels(account, &origin.articles)));
    }
    lines.extend(
        account
            .events
            .iter()
            .map(|event| self::event(account, event.value())),
    );
    lines.extend(
        account
            .quotes
            .iter()
            .map(|quote| self::quote(account, quote.value())),
    );
    lines.extend(
        account
            .differences
            .iter()
            .map(|one| difference(account, one)),
    );
    lines.extend(account.dyads.iter().map(dyad));
    lines
}

fn labels(account: &Account, ids: &[ArticleId]) -> String {
    let label = |id: &ArticleId| {
        let article = account.articles.iter().find(|article| article.id == *id);
        article.map_or("?", |article| article.label.as_str())
    };
    let labels: Vec<&str> = ids.iter().map(label).collect();
    labels.join(" ")
}

fn event(account: &Account, event: &AccountEvent) -> String {
    let mode = event
        .mode
        .map(|mode| format!("/{mode}"))
        .unwrap_or_default();
    let history = event.history.iter();
    let history: Vec<String> = history
        .map(|(status, ids)| format!("{status} {}", labels(account, ids)))
        .collect();
    let (kind, origins) = (event.kind, event.origins);
    format!(
        "event: {kind}{mode}, {} origins {origins}: {}",
        history.join(", "),
        event.summary
    )
}

fn quote(account: &Account, quote: &AccountQuote) -> String {
    let speaker = quote
        .speaker
        .and_then(|id| account.actors.get(id.0 as usize));
    let speaker = speaker.map_or("?", |actor| actor.name.as_str());
    format!(
        "quote: {speaker}, origins {}: {}",
        quote.origins, quote.text
    )
}

fn difference(account: &Account, difference: &Difference) -> String {
    let (kind, relation) = (difference.kind.as_str(), difference.relation.as_str());
    let values = difference.values.iter().map(|value| {
        let value = value.value();
        format!("{} ({})", value.value, labels(account, &value.articles))
    });
    let values: Vec<String> = values.collect();
    format!(
        "{kind}, {relation}: {}: {}",
        difference.about,
        values.join(" | ")
    )
}

fn dyad(dyad: &Dyad) -> String {
    let points = dyad.series.iter();
    let points: Vec<String> = points
        .map(|point| format!("{} {:.1}", point.days.start, point.score))
        .collect();
    format!("dyad: {} {}: {}", dyad.a, dyad.b, points.join(", "))
}

impl DifferenceKind {
    /// Its name in everything written out.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            DifferenceKind::Number => "number",
            DifferenceKind::Date => "date",
            DifferenceKind::Place => "place",
            DifferenceKind::Participants => "participants",
            DifferenceKind::Role => "role",
            DifferenceKind::Status => "status",
            DifferenceKind::Wording => "wording",
        }
    }
}

impl Relation {
    /// Its name in everything written out.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Relation::Conflict => "conflict",
            Relation::Update => "update",
            Relation::Precision => "precision",
            Relation::Framing => "framing",
        }
    }
}
