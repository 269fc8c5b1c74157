//! Forms: names that the article has elsewhere, found again where nobody marks them or where a
//! headline runs into them.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::names::{Name, is_capitalised, known, names_somebody};
use super::view::View;
use crate::model::{NameKind, Pos};

/// Words beside a name by which a headline is told.
const BESIDE: u32 = 8;

/// Words of the longest form that is looked for.
const LONGEST: u32 = 8;

/// Forms with one first word that are looked for: more are no news.
const MOST: usize = 32;

/// The forms of an article's names, by their first words.
#[derive(Debug, Default)]
struct Forms<'v> {
    by_first: HashMap<&'v str, Vec<Vec<&'v str>>>,
    surnames: HashSet<&'v str>,
}

impl<'v> Forms<'v> {
    /// The forms of the names that the model marks outside of headlines.
    fn of<'n>(view: &View<'v>, names: impl Iterator<Item = &'n Name>) -> Self {
        let mut forms = Self::default();
        for name in names.filter(|name| is_sure(view, name)) {
            let words: Vec<&str> = name.tokens.clone().map(|at| view.word(at)).collect();
            if name.label == Some(NameKind::Person) && words.len() > 1 {
                forms.surnames.extend(words.last().copied());
                let first = words[0];
                if view.lexicon.gender_of_given_name(first).is_some() {
                    forms.add(vec![first]);
                }
            }
            forms.add(words);
        }
        forms
    }

    fn add(&mut self, words: Vec<&'v str>) {
        let Some(first) = words.first() else {
            return;
        };
        let known = self.by_first.entry(first).or_default();
        let short = words.len() <= LONGEST as usize && known.len() < MOST;
        if short && !known.contains(&words) {
            known.push(words);
        }
    }

    /// The longest form that begins at token `at` and ends before `end`.
    fn at(&self, view: &View<'_>, at: u32, end: u32) -> Option<Range<u32>> {
        let surname = self.surnames.contains(view.word(at)).then_some(1);
        let proper = |words: &&Vec<&str>| words.len() > 1 || view.token(at).pos == Pos::Propn;
        let alike = |words: &&Vec<&str>| {
            let mut places = (at..end).zip(words.iter());
            words.len() <= (end - at) as usize && places.all(|(at, word)| view.word(at) == *word)
        };
        let forms = self.by_first.get(view.word(at));
        let longest = forms
            .into_iter()
            .flatten()
            .filter(proper)
            .filter(alike)
            .map(Vec::len)
            .max();
        let count = longest.max(surname)? as u32;
        is_capitalised(view.word(at)).then_some(at..at + count)
    }
}

/// Whether a name is one by the model's word, and in running text.
fn is_sure(view: &View<'_>, name: &Name) -> bool {
    let somebody = name.label.is_some_and(|label| {
        names_somebody(label) && !matches!(label, NameKind::Work | NameKind::Product)
    });
    let short = name.tokens.len() == 1 && view.word(name.tokens.start).chars().count() < 3;
    somebody && !short && is_capitalised(view.word(name.tokens.start)) && !in_headline(view, name)
}

/// Whether the words beside a name begin with capitals as those of a headline do.
fn in_headline(view: &View<'_>, name: &Name) -> bool {
    let sentence = &view.sentence(name.tokens.start).tokens;
    let behind = name.tokens.end..sentence.end.min(name.tokens.end + BESIDE);
    let long = |at: &u32| view.word(*at).chars().filter(|c| c.is_alphabetic()).count() > 3;
    let (mut capitals, mut all) = (0, 0);
    for at in behind.filter(long) {
        all += 1;
        capitals += u32::from(is_capitalised(view.word(at)));
    }
    all > 1 && capitals * 4 >= all * 3
}

/// Cuts what a headline or the head of a sentence draws into a name: "Roca Left" is "Roca", and
/// "Trusting Ana Roca" is "Ana Roca", where the article has that name elsewhere.
pub(super) fn cut(view: &View<'_>, names: &mut [Name]) {
    let persons = names
        .iter()
        .filter(|name| name.label == Some(NameKind::Person));
    let forms = Forms::of(view, persons);
    let mut counts: HashMap<String, u32> = HashMap::new();
    for name in names.iter() {
        *counts.entry(view.phrase(&name.tokens)).or_default() += 1;
    }
    for name in names
        .iter_mut()
        .filter(|name| name.tokens.len() > 1 && name.known.is_none())
    {
        let (start, end) = (name.tokens.start, name.tokens.end);
        let headline = in_headline(view, name);
        let first = start == view.sentence(start).tokens.start;
        let once = counts.get(&view.phrase(&name.tokens)) == Some(&1);
        if !once || !(headline || first) {
            continue;
        }
        let front = forms
            .at(view, start, end)
            .filter(|form| headline && form.end < end);
        let back = Some(start + 1)
            .filter(|at| headline || end - at > 1)
            .and_then(|at| forms.at(view, at, end).filter(|form| form.end == end));
        let person = name.label == Some(NameKind::Person) || name.label.is_none();
        // "Ana Roca" holds "Roca", and needs no cut.
        let given = view
            .lexicon
            .gender_of_given_name(view.word(start))
            .is_some();
        let tokens = front.or(back.filter(|_| person && !given));
        if let Some(tokens) = tokens {
            name.known = known(view, &tokens);
            name.tokens = tokens;
        }
    }
}

/// Names that the model marks elsewhere in the article, and surnames of persons, where nobody marks
/// them.
pub(super) fn echoes(view: &View<'_>, names: &[Name]) -> Vec<Name> {
    let forms = Forms::of(view, names.iter());
    let mut taken = vec![false; view.count() as usize];
    for name in names {
        taken[name.tokens.start as usize..name.tokens.end as usize].fill(true);
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at < view.count() {
        let end = view.sentence(at).tokens.end.min(at + LONGEST);
        let free = (at..end).find(|at| taken[*at as usize]).unwrap_or(end);
        let form = (free > at).then(|| forms.at(view, at, free)).flatten();
        let Some(tokens) = form else {
            at += 1;
            continue;
        };
        at = tokens.end;
        found.push(Name {
            known: known(view, &tokens),
            tokens,
            label: None,
            nested: false,
        });
    }
    found
}
