//! Five real articles about one meeting: how much the account has of what a reader finds in them.

mod expected;

use account::model::{
    Account, AccountActor, AccountEvent, AccountQuote, ActorId, ArticleId, Claim, Copy, Direction,
    Evidence, QuoteKind, Reading, Reason,
};
use anyhow::{Result, ensure};

use self::expected::{Act, Expected, Head};
use super::accounts::sets::{self, Set};
use super::{Bench, Outcome, Suite, hash};

/// The suite.
pub(super) const SUITE: Suite = Suite {
    stage: "seeds",
    run,
};

fn run(bench: &Bench) -> Result<Outcome> {
    let (expected, mut bytes) = Expected::load()?;
    let folder = bench.path("../seeds");
    for path in sets::articles(&folder)? {
        bytes.extend(sets::read(&path)?);
    }
    let set = Set::read(bench, &folder)?;
    let mut accounts = set.report(bench)?;
    ensure!(!accounts.is_empty(), "the seeds make no account");
    accounts.sort_by_key(|account| std::cmp::Reverse(account.articles.len()));
    let mut measured = Measured {
        set: &set,
        account: &accounts[0],
        outcome: Outcome::default(),
    };
    measured.story(&expected);
    measured.heads(&expected);
    measured.meeting(&expected);
    measured.events(&expected.event);
    measured.actors(&expected);
    measured.quotes(&expected);
    measured.differences(&expected);
    measured.evidence();
    let mut outcome = measured.outcome;
    outcome.corpora.insert(String::from("seeds"), hash(&bytes));
    Ok(outcome)
}

/// Whether a part of an event is as it must be.
type Part = fn(&Measured<'_>, &AccountEvent, &Act) -> bool;

/// The account while it is measured.
struct Measured<'a> {
    set: &'a Set,
    account: &'a Account,
    outcome: Outcome,
}

impl Measured<'_> {
    /// Counts what is right, an item each.
    fn count(&mut self, what: &str, items: impl IntoIterator<Item = (String, bool)>) {
        let (mut right, mut all) = (0, 0);
        for (item, is_right) in items {
            all += 1;
            right += usize::from(is_right);
            let verdict = if is_right { "right" } else { "wrong" };
            let line = format!("{what}\t{item}\t{verdict}");
            self.outcome.items.push(line);
        }
        let name = format!("{what}, of {all}");
        self.outcome.figures.insert(name, f64::from(right as u32));
    }

    /// A share, so that less is worse.
    fn share(&mut self, what: &str, right: usize, all: usize) {
        let share = right as f64 / all.max(1) as f64;
        self.outcome.figures.insert(what.to_owned(), share);
    }

    fn story(&mut self, expected: &Expected) {
        let account = self.account;
        self.count(
            "story and origins",
            [
                (
                    String::from("articles"),
                    account.articles.len() == expected.articles,
                ),
                (
                    String::from("origins"),
                    account.origins.len() == expected.origins,
                ),
            ],
        );
        let wanted = &expected.copy;
        let right = |copy: &&Copy| {
            digits(&copy.copy) == wanted.copy
                && digits(&copy.source) == wanted.source
                && copy.kind.as_str() == wanted.kind
                && copy.direction != Direction::Unknown
                && copy.pairs.len() >= wanted.pairs
        };
        let found = account.copies.iter().filter(right).count();
        self.share("copy precision", found, account.copies.len());
        self.share("copy recall", found, 1);
    }

    fn heads(&mut self, expected: &Expected) {
        let clutter = expected.clutter.iter().enumerate().map(|(n, clutter)| {
            let gone = !self.text(&clutter.article).contains(&clutter.words);
            (format!("{} {}", clutter.article, n + 1), gone)
        });
        let clutter: Vec<_> = clutter.collect();
        self.count("clutter left out", clutter);
        let mut found: Vec<(String, bool)> = Vec::new();
        for head in &expected.head {
            found.extend(self.head(head));
        }
        for label in &expected.undated {
            let reading = self.reading(label);
            let said = reading.is_some_and(|reading| {
                let mut notes = reading.article.notes.iter();
                reading.article.published.is_none()
                    && notes.any(|note| note.reason == Reason::DateUnknown)
            });
            found.push((format!("{label} no date"), said));
        }
        self.count("titles, bylines and dates", found);
    }

    fn head(&self, head: &Head) -> Vec<(String, bool)> {
        let Some(reading) = self.reading(&head.article) else {
            return vec![(head.article.clone(), false)];
        };
        let article = &reading.article;
        let title = article.title.as_deref().unwrap_or_default();
        let mut found = vec![
            (
                format!("{} title", head.article),
                title.ends_with(&head.title),
            ),
            (
                format!("{} byline", head.article),
                article.byline == [head.byline.as_str()],
            ),
        ];
        if let Some(published) = &head.published {
            let time = article.published.and_then(|moment| moment.time);
            let right = time.is_some_and(|time| time.to_string() == *published);
            found.push((format!("{} date", head.article), right));
        }
        found
    }

    /// One event, planned in an article from before and actual in one from after.
    fn meeting(&mut self, expected: &Expected) {
        let wanted = &expected.meeting;
        let is = |event: &AccountEvent| {
            let side = |name: &String| {
                self.among(&event.actors, name) || self.among(&event.recipients, name)
            };
            event.kind.to_string() == wanted.r#type
                && starts(event, &wanted.date)
                && wanted.sides.iter().all(side)
        };
        let events = self.account.events.iter().map(Claim::value);
        let found: Vec<&AccountEvent> = events.filter(|event| is(event)).collect();
        let told = |status: &str, label: &str| {
            let mut history = found.iter().flat_map(|event| &event.history);
            history.any(|(at, articles)| {
                at.as_str() == status && articles.iter().any(|id| digits(id) == label)
            })
        };
        let early = wanted.before.iter().any(|label| told("actual", label));
        let items = [
            (String::from("one event"), found.len() == 1),
            (String::from("planned"), told("planned", &wanted.planned)),
            (
                String::from("actual"),
                told("actual", &wanted.actual) && !early,
            ),
        ];
        self.count("the meeting", items);
    }

    fn events(&mut self, acts: &[Act]) {
        let actor: Part = |m, event, act| m.among(&event.actors, &act.actor);
        let recipient: Part = |m, event, act| m.among(&event.recipients, &act.recipient);
        let date: Part = |_, event, act| starts(event, &act.date);
        let named = |part: fn(&Act) -> &String| acts.iter().filter(move |a| !part(a).is_empty());
        self.parts("events found", acts, &[]);
        self.parts("events with actor", named(|act| &act.actor), &[actor]);
        let acted_on = named(|act| &act.recipient);
        self.parts("events with recipient", acted_on, &[recipient]);
        self.parts("events with date", named(|act| &act.date), &[date]);
        self.parts("events wholly right", acts, &[actor, recipient, date]);
    }

    /// Counts the acts that some event tells with all these parts right, and none with a wrong status.
    fn parts<'a>(&mut self, what: &str, acts: impl IntoIterator<Item = &'a Act>, parts: &[Part]) {
        let mut items = Vec::new();
        for act in acts {
            let told = self.told(act);
            let fits = |event: &&AccountEvent| parts.iter().all(|part| part(self, event, act));
            let never = |event: &&AccountEvent| act.never.as_deref() == Some(event.status.as_str());
            let right = told.iter().any(fits) && !told.iter().any(never);
            let open = act.open.as_ref().map(|part| format!(" (open: {part})"));
            items.push((act.name.clone() + &open.unwrap_or_default(), right));
        }
        self.count(what, items);
    }

    /// The events of the right type that are told in a passage with the words.
    fn told(&self, act: &Act) -> Vec<&AccountEvent> {
        let has = |evidence: &Evidence| {
            let passage = self.passage(evidence);
            act.words.iter().all(|word| passage.contains(word.as_str()))
        };
        let claims = self.account.events.iter();
        claims
            .filter(|claim| act.types.contains(&claim.value().kind.to_string()))
            .filter(|claim| claim.evidence().iter().any(has))
            .map(Claim::value)
            .collect()
    }

    fn actors(&mut self, expected: &Expected) {
        let coded = expected.actor.iter().enumerate().map(|(n, wanted)| {
            let right = |actor: &AccountActor| {
                actor.name.contains(&wanted.name)
                    && codes(actor).next().is_some_and(|code| code == wanted.code)
            };
            let found = self.account.actors.iter().any(right);
            (format!("{} {}", n + 1, wanted.code), found)
        });
        let coded: Vec<_> = coded.collect();
        self.count("actors coded", coded);
    }

    fn quotes(&mut self, expected: &Expected) {
        let said: Vec<_> = (expected.said.iter().enumerate())
            .map(|(n, (words, who))| (format!("{}", n + 1), self.spoken(words, who).0))
            .collect();
        self.count("quoted sentences with their speaker", said);
        let all: Vec<_> = (expected.said.iter().chain(&expected.short).enumerate())
            .map(|(n, (words, who))| (format!("{}", n + 1), !self.spoken(words, who).1))
            .collect();
        self.count("quoted passages without a wrong speaker", all);
    }

    /// Whether words are given with their speaker, and whether with somebody else.
    fn spoken(&self, words: &str, who: &str) -> (bool, bool) {
        let (mut right, mut wrong) = (false, false);
        for quote in self.account.quotes.iter().map(Claim::value) {
            if quote.kind == QuoteKind::Indirect || !quote.text.contains(words) {
                continue;
            }
            let actor = quote.speaker.and_then(|id| self.actor(id));
            right |= actor.is_some_and(|actor| actor.name.contains(who));
            wrong |= actor.is_some_and(|actor| !actor.name.contains(who));
        }
        (right, wrong)
    }

    fn differences(&mut self, expected: &Expected) {
        let wanted = &expected.difference;
        let shown = self.account.differences.iter().any(|difference| {
            let told = difference.values.iter().flat_map(Claim::evidence);
            let told: Vec<&Evidence> = told.collect();
            wanted.told.iter().all(|(label, words)| {
                told.iter().any(|evidence| {
                    let passage = self.passage(evidence);
                    digits(&evidence.article) == *label
                        && passage.contains(&wanted.about)
                        && passage.contains(words)
                })
            })
        });
        self.count(
            "differences shown",
            [(String::from("who somebody is"), shown)],
        );
    }

    /// Every claim points at a passage, every quotation is a piece of the one it points at.
    fn evidence(&mut self) {
        let account = self.account;
        let mut claims: Vec<&[Evidence]> = vec![account.headline.evidence()];
        claims.extend(account.events.iter().map(Claim::evidence));
        claims.extend(account.quotes.iter().map(Claim::evidence));
        let values = account.differences.iter().flat_map(|one| &one.values);
        claims.extend(values.map(Claim::evidence));
        let stands =
            |all: &&&[Evidence]| !all.is_empty() && all.iter().all(|e| !self.passage(e).is_empty());
        let (right, all) = (claims.iter().filter(stands).count(), claims.len());
        self.share("claims with evidence", right, all);
        let quotes = &account.quotes;
        let verbatim = |claim: &&Claim<AccountQuote>| {
            self.passage(claim.first()).contains(&claim.value().text)
        };
        let (right, all) = (quotes.iter().filter(verbatim).count(), quotes.len());
        self.share("quotations verbatim", right, all);
    }

    fn reading(&self, label: &str) -> Option<&Reading> {
        let is = |reading: &&Reading| digits(&reading.article.id) == label;
        self.set.readings.iter().find(is)
    }

    fn text(&self, label: &str) -> &str {
        self.reading(label)
            .map_or("", |reading| &reading.article.text)
    }

    /// The passage that a piece of evidence points at; "" where there is none.
    fn passage(&self, evidence: &Evidence) -> &str {
        let text = self.text(digits(&evidence.article));
        text.get(evidence.span.range()).unwrap_or_default()
    }

    fn actor(&self, id: ActorId) -> Option<&AccountActor> {
        self.account.actors.get(id.0 as usize)
    }

    /// Whether one of the actors has a name with `wanted` in it, or a code that begins so.
    fn among(&self, ids: &[ActorId], wanted: &str) -> bool {
        let mut actors = ids.iter().filter_map(|id| self.actor(*id));
        wanted.is_empty()
            || actors.any(|actor| {
                actor.name.contains(wanted) || codes(actor).any(|code| code.starts_with(wanted))
            })
    }
}

/// The digits that the name of an article's file begins with: "001".
fn digits(id: &ArticleId) -> &str {
    id.0.get(..3).unwrap_or(&id.0)
}

/// "USA GOV" for each code.
fn codes(actor: &AccountActor) -> impl Iterator<Item = String> + '_ {
    actor.codes.iter().map(|code| {
        let country = code.country.map(|country| country.to_string());
        let sector = code.sector.map_or("", |sector| sector.as_str());
        format!("{} {sector}", country.unwrap_or_default())
    })
}

fn starts(event: &AccountEvent, date: &str) -> bool {
    date.is_empty() || (event.days).is_some_and(|days| days.start.to_string().starts_with(date))
}
