//! Plain words for the closed lists of the model, the same in every format for people.

use account::model::*;
use jiff::civil::Date;

/// A stretch of days: "3 February 2026", "October 2025", "3 to 5 February 2026".
pub(crate) fn days(days: DayRange) -> String {
    let (start, end) = (days.start, days.end);
    if start == end {
        return day(start);
    }
    if start.day() == 1 && end == end.last_of_month() && start.year() == end.year() {
        if start.month() == end.month() {
            return start.strftime("%B %Y").to_string();
        }
        if start.month() == 1 && end.month() == 12 {
            return start.strftime("%Y").to_string();
        }
    }
    let first = if start.first_of_month() == end.first_of_month() {
        start.strftime("%-d").to_string()
    } else if start.year() == end.year() {
        start.strftime("%-d %B").to_string()
    } else {
        day(start)
    };
    format!("{first} to {}", day(end))
}

/// "3 February 2026".
pub(crate) fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// What an act of this type is called.
pub(crate) fn act(kind: EventType) -> &'static str {
    match kind {
        EventType::Agree => "agreement",
        EventType::Consult => "talks",
        EventType::Support => "support",
        EventType::Concede => "concession",
        EventType::Cooperate => "cooperation",
        EventType::Aid => "aid",
        EventType::Retreat => "release or retreat",
        EventType::Request => "request or demand",
        EventType::Accuse => "criticism",
        EventType::Reject => "refusal",
        EventType::Threaten => "threat",
        EventType::Protest => "protest",
        EventType::Sanction => "sanction",
        EventType::Mobilize => "show of force",
        EventType::Coerce => "coercion",
        EventType::Assault => "violence",
    }
}

/// How far an event has come, as a remark; nothing for what simply happened.
pub(crate) fn status(status: Status) -> Option<&'static str> {
    match status {
        Status::Actual => None,
        Status::Planned => Some("planned"),
        Status::Threatened => Some("threatened"),
        Status::Demanded => Some("demanded"),
        Status::Hypothetical => Some("possible"),
        Status::Denied => Some("denied"),
    }
}

/// The same for an event of a known type: "demand (demanded)" would say nothing.
pub(crate) fn status_of(kind: EventType, of: Status) -> Option<&'static str> {
    let said = matches!(
        (kind, of),
        (EventType::Request, Status::Demanded) | (EventType::Threaten, Status::Threatened)
    );
    status(of).filter(|_| !said)
}

/// The same where the thing that happened has to be named too.
pub(crate) fn status_or_done(of: Status) -> &'static str {
    status(of).unwrap_or("happened")
}

/// How an article takes over another: "is a rewrite of".
pub(crate) fn copy(kind: CopyKind) -> &'static str {
    match kind {
        CopyKind::Duplicate => "has the same text as",
        CopyKind::Revision => "is a later version of",
        CopyKind::Reprint => "is a reprint of",
        CopyKind::Excerpt => "is an excerpt of",
        CopyKind::Rewrite => "is a rewrite of",
        CopyKind::CommonOrigin => "has a common origin with",
    }
}

/// The same in one word, for a drawing.
pub(crate) fn copy_word(kind: CopyKind) -> &'static str {
    match kind {
        CopyKind::Duplicate => "duplicate",
        CopyKind::Revision => "revision",
        CopyKind::Reprint => "reprint",
        CopyKind::Excerpt => "excerpt",
        CopyKind::Rewrite => "rewrite",
        CopyKind::CommonOrigin => "common origin",
    }
}

/// How sure the direction of a copy is.
pub(crate) fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Certain => "direction certain",
        Direction::Likely => "direction likely",
        Direction::Unknown => "which took from which is not known",
    }
}

/// What a difference is about.
pub(crate) fn difference(kind: DifferenceKind) -> &'static str {
    match kind {
        DifferenceKind::Number => "number",
        DifferenceKind::Date => "date",
        DifferenceKind::Place => "place",
        DifferenceKind::Participants => "who took part",
        DifferenceKind::Role => "role",
        DifferenceKind::Status => "whether it happened",
        DifferenceKind::Wording => "wording",
    }
}

/// How differing values stand to each other.
pub(crate) fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Conflict => "the reports contradict each other",
        Relation::Update => "later reports know more",
        Relation::Precision => "one report is more exact",
        Relation::Framing => "the same thing in words that judge differently",
    }
}

/// Why something was left out, for a list that counts: "3 × page furniture removed".
pub(crate) fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Boilerplate => "text of the page that is not part of the article",
        Reason::Metadata => "line moved to the article's title, byline, dateline or date",
        Reason::Invisible => "text hidden from readers",
        Reason::Undecodable => "bytes that are no readable text",
        Reason::DamagedMetadata => "front matter or embedded data that cannot be read",
        Reason::NestedTooDeep => "elements nested too deep",
        Reason::TooLong => "text beyond the length that is read",
        Reason::NoText => "article without text",
        Reason::SummaryOnly => "article of which a feed holds a summary only",
        Reason::ImplausibleDate => "date that cannot be",
        Reason::DateUnknown => "publication date not known, so relative times stay open",
        Reason::OtherLanguage => "article in a language that the model does not read",
        Reason::SentenceTooLong => "sentence too long to be read as one",
        Reason::UnresolvedMention => "pronoun or description that stands for nobody known",
        Reason::UnresolvedTime => "time that cannot be placed in the calendar",
        Reason::UnclosedQuote => "quotation mark that nothing closes",
        Reason::NotSpeech => "words in quotation marks that are no speech",
        Reason::UnknownSpeaker => "quotation whose speaker is not sure",
        Reason::NoParticipants => "act without anybody who acts or is acted on",
        Reason::NoAct => "word that can name an act and here does not",
        Reason::Unsure => "act of which it is not sure who takes part",
    }
}

/// "COL GOV", the first code of an actor; nothing where it has none.
pub(crate) fn code(codes: &[ActorCode]) -> Option<String> {
    let first = codes.first()?;
    let country = first.country.map(|country| country.to_string());
    let sector = first.sector.map(|sector| sector.to_string());
    let both: Vec<String> = country.into_iter().chain(sector).collect();
    (!both.is_empty()).then(|| both.join(" "))
}

/// "1 article", "5 articles".
pub(crate) fn count(number: usize, thing: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{plural}")
}

/// Whole per cent of a share from 0 to 1.
pub(crate) fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// The last part of a path, or the whole of an id that is none.
pub(crate) fn file_name(id: &ArticleId) -> &str {
    let last = id.0.rsplit(['/', '\\']).find(|part| !part.is_empty());
    last.unwrap_or(&id.0)
}

/// A composed sentence without its full stop and without the days that stand beside it.
pub(crate) fn without_days(sentence: &str, when: Option<DayRange>) -> String {
    let sentence = sentence.trim_end_matches('.');
    let Some(when) = when else {
        return sentence.to_owned();
    };
    let endings = [
        format!(" on {}", days(when)),
        format!(" in {}", days(when)),
        format!(" between {} and {}", day(when.start), day(when.end)),
    ];
    let known = endings.iter().find(|ending| sentence.contains(*ending));
    known.map_or_else(
        || sentence.to_owned(),
        |ending| sentence.replacen(ending, "", 1),
    )
}

/// Where a status stands in the course of things: announced first, then done, then denied.
pub(crate) fn step(status: Status) -> u8 {
    match status {
        Status::Planned => 0,
        Status::Threatened => 1,
        Status::Demanded => 2,
        Status::Hypothetical => 3,
        Status::Actual => 4,
        Status::Denied => 5,
    }
}

/// Text on one line, white space folded.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn range(start: Date, end: Date) -> String {
        days(DayRange { start, end })
    }

    #[test]
    fn days_are_written_as_closely_as_they_are_known() {
        let day = date(2026, 2, 3);
        assert_eq!(range(day, day), "3 February 2026");
        assert_eq!(range(day, date(2026, 2, 5)), "3 to 5 February 2026");
        assert_eq!(range(day, date(2026, 3, 5)), "3 February to 5 March 2026");
        assert_eq!(
            range(date(2025, 12, 30), date(2026, 1, 2)),
            "30 December 2025 to 2 January 2026"
        );
    }

    #[test]
    fn whole_months_and_years_are_named() {
        assert_eq!(range(date(2025, 10, 1), date(2025, 10, 31)), "October 2025");
        assert_eq!(range(date(2025, 1, 1), date(2025, 12, 31)), "2025");
        assert_eq!(
            range(date(2025, 12, 1), date(2026, 2, 28)),
            "1 December 2025 to 28 February 2026"
        );
    }

    #[test]
    fn the_days_beside_a_sentence_are_not_said_twice() {
        let when = |start, end| Some(DayRange { start, end });
        let day = when(date(2026, 3, 11), date(2026, 3, 11));
        let with = "A met B on 11 March 2026, according to C.";
        assert_eq!(without_days(with, day), "A met B, according to C");
        let month = when(date(2026, 2, 1), date(2026, 2, 28));
        assert_eq!(without_days("A met B in February 2026.", month), "A met B");
        let range = when(date(2026, 3, 9), date(2026, 3, 15));
        let with = "A met B between 9 March 2026 and 15 March 2026.";
        assert_eq!(without_days(with, range), "A met B");
        assert_eq!(without_days("A met B.", None), "A met B");
    }

    #[test]
    fn a_file_is_named_by_the_end_of_its_path() {
        assert_eq!(file_name(&"news/may/1.txt".into()), "1.txt");
        assert_eq!(file_name(&"https://example.org/a/".into()), "a");
        assert_eq!(file_name(&"id7".into()), "id7");
    }

    #[test]
    fn an_actor_without_codes_has_none_to_show() {
        assert_eq!(code(&[]), None);
        let code_of = |country, sector| code(&[ActorCode { country, sector }]);
        let colombia = CountryCode::parse("COL");
        assert_eq!(
            code_of(colombia, Some(Sector::Gov)).as_deref(),
            Some("COL GOV")
        );
        assert_eq!(code_of(None, None), None);
    }
}
