//! The main job on five real articles about one meeting, read from the shared seeds.
//!
//! The articles are not part of this repository: without them every test here
//! passes with a message. What is asserted is what a careful reader finds in them: most of it stands in
//! `seeds/expected.toml`, which `cargo xtask eval seeds` measures against too.

#![allow(clippy::print_stderr)] // says why a test is skipped

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;

/// The folder of the seed articles, where there is one.
fn seeds() -> Option<PathBuf> {
    let named = std::env::var_os("RAPPORTEUR_SHARED").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let seeds = named.unwrap_or(beside).join("seeds");
    if seeds.is_dir() {
        return Some(seeds);
    }
    eprintln!("skipped: there are no articles in {}", seeds.display());
    None
}

/// What a careful reader finds in them.
fn expected() -> Value {
    toml::from_str(include_str!("seeds/expected.toml")).expect("what is expected can be read")
}

/// The pairs of a table of texts: words and who says them.
fn pairs(table: &Value) -> impl Iterator<Item = (&str, &str)> {
    let table = table.as_object().into_iter().flatten();
    table.map(|(key, value)| (key.as_str(), text(value)))
}

/// What the program prints for the seeds with `arguments`.
fn run(arguments: &[&str]) -> Option<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_rapporteur"))
        .args(arguments)
        .arg(seeds()?)
        .output()
        .expect("the program starts");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Some(String::from_utf8(output.stdout).expect("UTF-8"))
}

/// The one account of the seeds.
fn account() -> Option<&'static Value> {
    static ACCOUNT: OnceLock<Option<Value>> = OnceLock::new();
    let make = || {
        let text = run(&["report", "--format", "json"])?;
        let accounts: Vec<&str> = text.lines().collect();
        assert_eq!(
            accounts.len(),
            1,
            "five articles on one happening are one story"
        );
        Some(serde_json::from_str(accounts[0]).expect("JSON"))
    };
    ACCOUNT.get_or_init(make).as_ref()
}

/// The five articles, by the digits that their names begin with.
fn articles() -> Option<&'static Value> {
    static ARTICLES: OnceLock<Option<Value>> = OnceLock::new();
    let make = || {
        let text = run(&["extract", "--jsonl"])?;
        let mut found = serde_json::Map::new();
        for line in text.lines() {
            let article: Value = serde_json::from_str(line).expect("JSON");
            found.insert(digits(&article["id"]), article);
        }
        Some(Value::Object(found))
    };
    ARTICLES.get_or_init(make).as_ref()
}

/// The digits that the name of an article's file begins with: "001".
fn digits(id: &Value) -> String {
    let id = id.as_str().expect("an id");
    id.rsplit('/')
        .next()
        .unwrap_or_default()
        .chars()
        .take(3)
        .collect()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The passage that a piece of evidence points at.
fn passage(evidence: &Value) -> String {
    let article = &articles().expect("articles")[digits(&evidence["article"])];
    let at = |key: &str| evidence[key].as_u64().expect("an offset") as usize;
    let chars = text(&article["text"]).chars();
    chars
        .skip(at("start"))
        .take(at("end") - at("start"))
        .collect()
}

/// Whether one of the actors with these ids has a name that contains `name`, or codes that start so.
fn among(account: &Value, ids: &Value, wanted: &str) -> bool {
    let named = |id: &Value| {
        list(&account["actors"])
            .iter()
            .find(|actor| actor["id"] == *id)
    };
    list(ids).iter().filter_map(named).any(|actor| {
        let code = |code: &Value| format!("{} {}", text(&code["country"]), text(&code["sector"]));
        text(&actor["name"]).contains(wanted)
            || list(&actor["codes"])
                .iter()
                .any(|c| code(c).starts_with(wanted))
    })
}

/// The events told in a passage with all of `words`, of one of these types.
fn events<'a>(account: &'a Value, types: &[&str], words: &[&str]) -> Vec<&'a Value> {
    let told = |event: &Value| {
        let passages: Vec<String> = list(&event["evidence"]).iter().map(passage).collect();
        passages
            .iter()
            .any(|passage| words.iter().all(|word| passage.contains(word)))
    };
    let typed = |event: &&Value| types.contains(&text(&event["type"])) && told(event);
    list(&account["events"]).iter().filter(typed).collect()
}

/// One of the events told so has this actor, recipient and date, and none a status that it cannot have.
#[track_caller]
fn expect(account: &Value, act: &Value) {
    let texts = |key: &str| -> Vec<&str> { list(&act[key]).iter().map(text).collect() };
    let found = events(account, &texts("types"), &texts("words"));
    let asked = |part: &str| {
        let open = act["open"] == part;
        if open { "" } else { text(&act[part]) }
    };
    let (who, whom, date) = (asked("actor"), asked("recipient"), asked("date"));
    let fits = |event: &&Value| {
        (who.is_empty() || among(account, &event["actors"], who))
            && (whom.is_empty() || among(account, &event["recipients"], whom))
            && (date.is_empty() || text(&event["date"]["start"]).starts_with(date))
    };
    assert!(
        found.iter().any(fits),
        "no {act:#} among those told so: {found:#?}"
    );
    for event in found.iter().filter(|_| !act["never"].is_null()) {
        assert_ne!(event["status"], act["never"], "{event:#?}");
    }
}

#[test]
fn five_articles_have_four_origins_and_one_rewrite() {
    let Some(account) = account() else { return };
    let expected = expected();
    assert_eq!(list(&account["articles"]).len(), expected["articles"]);
    assert_eq!(list(&account["origins"]).len(), expected["origins"]);
    let copies = list(&account["copies"]);
    assert_eq!(copies.len(), 1, "{copies:#?}");
    let copy = &expected["copy"];
    assert_eq!(digits(&copies[0]["copy"]), copy["copy"]);
    assert_eq!(digits(&copies[0]["source"]), copy["source"]);
    assert_eq!(copies[0]["kind"], copy["kind"]);
    assert_ne!(copies[0]["direction"], "unknown");
    let aligned = list(&copies[0]["pairs"]).len() as u64;
    assert!(Some(aligned) >= copy["pairs"].as_u64(), "aligned passages");
}

#[test]
fn boilerplate_is_gone_and_the_rest_is_kept() {
    let Some(articles) = articles() else { return };
    let body = |n: &str| text(&articles[n]["text"]).to_owned();
    for clutter in list(&expected()["clutter"]) {
        let (n, words) = (text(&clutter["article"]), text(&clutter["words"]));
        assert!(!body(n).contains(words), "{n} still has {words:?}");
    }
    assert!(body("000").ends_with("this complex diplomatic landscape."));
    assert!(body("001").starts_with("It has been recently reported that"));
    assert!(body("001").ends_with("\"He could turn that in his favour.\""));
    assert!(body("002").contains("A Test of Diplomacy"));
    assert!(body("003").starts_with("Washington D.C. – Colombian President"));
    assert!(body("004").contains("Key Issues in U.S.-Colombia Relations"));
}

#[test]
fn titles_bylines_and_dates_are_found_where_they_are() {
    let Some(articles) = articles() else { return };
    let expected = expected();
    for head in list(&expected["head"]) {
        let article = &articles[text(&head["article"])];
        assert!(text(&article["title"]).ends_with(text(&head["title"])));
        assert_eq!(article["byline"], serde_json::json!([head["byline"]]));
        if !head["published"].is_null() {
            assert_eq!(article["published"], head["published"]);
        }
    }
    for n in list(&expected["undated"]).iter().map(text) {
        assert!(articles[n]["published"].is_null(), "{n} states no date");
        let unknown = |note: &Value| note["reason"] == "date-unknown";
        assert!(
            list(&articles[n]["notes"]).iter().any(unknown),
            "{n} says that it states none"
        );
    }
}

#[test]
fn the_meeting_is_one_event_first_planned_then_actual() {
    let Some(account) = account() else { return };
    let expected = &expected()["meeting"];
    let meeting = |event: &&Value| {
        let side = |name: &Value| {
            among(account, &event["actors"], text(name))
                || among(account, &event["recipients"], text(name))
        };
        event["type"] == expected["type"]
            && event["date"]["start"] == expected["date"]
            && list(&expected["sides"]).iter().all(side)
    };
    let found: Vec<&Value> = list(&account["events"]).iter().filter(meeting).collect();
    assert_eq!(found.len(), 1, "{found:#?}");
    let told = |status: &str| -> Vec<String> {
        let history = list(&found[0]["history"]).iter();
        let entry = history.filter(|entry| entry["status"] == status);
        entry
            .flat_map(|entry| list(&entry["articles"]))
            .map(digits)
            .collect()
    };
    let tells = |status: &str, n: &Value| told(status).iter().any(|label| label == n);
    assert_eq!(found[0]["status"], "actual");
    assert!(tells("planned", &expected["planned"]), "{found:#?}");
    assert!(tells("actual", &expected["actual"]), "{found:#?}");
    for n in list(&expected["before"]) {
        assert!(!tells("actual", n), "{n} was written before");
    }
}

#[test]
fn what_happened_before_is_told_with_date_actor_and_recipient() {
    let Some(account) = account() else { return };
    for act in list(&expected()["event"]) {
        expect(account, act);
    }
}

#[test]
fn the_actors_have_their_codes() {
    let Some(account) = account() else { return };
    for wanted in list(&expected()["actor"]) {
        let (name, code) = (text(&wanted["name"]), text(&wanted["code"]));
        let named = |actor: &&Value| text(&actor["name"]).contains(name);
        let found: Vec<&Value> = list(&account["actors"]).iter().filter(named).collect();
        let first = |actor: &Value| {
            let code = &actor["codes"][0];
            format!("{} {}", text(&code["country"]), text(&code["sector"]))
        };
        assert!(
            found.iter().any(|actor| first(actor) == code),
            "{name} is {code}: {found:#?}"
        );
    }
}

#[test]
fn direct_quotes_have_their_speakers_and_none_a_wrong_one() {
    let Some(account) = account() else { return };
    let expected = expected();
    let said: Vec<_> = pairs(&expected["said"]).collect();
    let spoken = |(words, who): &&(&str, &str)| speaker(account, words, who);
    let right = said.iter().filter(spoken).count();
    assert!(
        right >= 18,
        "{right} of {} quoted sentences have their speaker",
        said.len()
    );
    for (words, who) in pairs(&expected["short"]) {
        speaker(account, words, who);
    }
}

/// Whether a shown quotation holds `words` with `who` as its speaker; a wrong speaker is an error.
#[track_caller]
fn speaker(account: &Value, words: &str, who: &str) -> bool {
    let quotes = list(&account["quotes"]).iter();
    let holds =
        |quote: &&Value| quote["kind"] != "indirect" && text(&quote["text"]).contains(words);
    let mut found = false;
    for quote in quotes.filter(holds) {
        let speaks = |actor: &&Value| actor["id"] == quote["speaker"];
        let Some(actor) = list(&account["actors"]).iter().find(speaks) else {
            continue;
        };
        assert!(
            text(&actor["name"]).contains(who),
            "{words:?} is {who}'s, not {}'s",
            actor["name"]
        );
        found = true;
    }
    found
}

#[test]
fn the_difference_about_the_senator_is_shown_with_both_passages() {
    let Some(account) = account() else { return };
    let expected = &expected()["difference"];
    let about = |difference: &&Value| {
        let values = list(&difference["values"]).iter();
        let told: Vec<(String, String)> = values
            .flat_map(|value| list(&value["evidence"]))
            .map(|evidence| (digits(&evidence["article"]), passage(evidence)))
            .collect();
        let tells = |(n, word): (&str, &str)| {
            let about = text(&expected["about"]);
            told.iter()
                .any(|(id, text)| id == n && text.contains(about) && text.contains(word))
        };
        pairs(&expected["told"]).all(tells)
    };
    let differences = list(&account["differences"]);
    assert!(
        differences.iter().any(|difference| about(&difference)),
        "{differences:#?}"
    );
}

#[test]
fn a_readings_texts_are_the_passages_that_their_offsets_name() {
    let Some(readings) = run(&["read", "--jsonl"]) else {
        return;
    };
    let mut seen = 0;
    for line in readings.lines() {
        let reading: Value = serde_json::from_str(line).expect("JSON");
        let chars: Vec<char> = text(&reading["article"]["text"]).chars().collect();
        for one in list(&reading["quotes"])
            .iter()
            .chain(list(&reading["times"]))
        {
            let at = |key: &str| one[key].as_u64().expect("an offset") as usize;
            let passage: String = chars[at("start")..at("end")].iter().collect();
            assert_eq!(text(&one["text"]), passage);
            seen += 1;
        }
    }
    assert!(seen > 40, "{seen} passages");
}

#[test]
fn nothing_lacks_evidence_and_every_quotation_is_verbatim() {
    let Some(account) = account() else { return };
    for key in ["events", "quotes"] {
        for claim in list(&account[key]) {
            assert!(!list(&claim["evidence"]).is_empty(), "{claim:#?}");
        }
    }
    for value in list(&account["differences"])
        .iter()
        .flat_map(|d| list(&d["values"]))
    {
        assert!(!list(&value["evidence"]).is_empty(), "{value:#?}");
    }
    for quote in list(&account["quotes"]) {
        let words = text(&quote["text"]);
        let first = passage(&quote["evidence"][0]);
        assert!(first.contains(words), "{words:?} is no piece of {first:?}");
    }
}
