//! The cast: which names of an article stand for one entity.

use std::collections::HashMap;

use super::draft::Draft;
use super::names::Name;
use super::titles::Titles;
use super::view::View;
use super::votes;
use super::words::Group;
use crate::actors::lexicon::{Gender, Number, Term, fold};
use crate::actors::phrase;
use crate::model::EntityKind;

/// The entities with names, and which of them each name stands for.
#[derive(Debug, Default)]
pub(super) struct Cast {
    pub(super) drafts: Vec<Draft>,
    /// For every name, in order, the number of its draft.
    pub(super) of_name: Vec<usize>,
    keys: HashMap<String, usize>,
    /// Acronyms that the text itself explains.
    aliases: HashMap<String, usize>,
    /// Persons by each word of their names behind the first.
    surnames: HashMap<String, Vec<usize>>,
    /// Persons by the first word of their names.
    forenames: HashMap<String, Vec<usize>>,
    /// How often the article uses each form of a name.
    uses: HashMap<String, u32>,
    /// Whom pronouns behind a lone name speak of, by its form: more men above 0, more women below.
    genders: HashMap<String, i32>,
    /// Bodies by the first letters of their names' words.
    initials: HashMap<String, usize>,
    /// Bodies by parts of their names.
    parts: HashMap<String, usize>,
}

/// Casts the names: full persons first, then everything in order of the text.
pub(super) fn cast(view: &View<'_>, names: &[Name], titles: &[Titles]) -> Cast {
    let kinds = votes::kinds(view, names, titles);
    let mut cast = Cast::default();
    for (n, name) in names.iter().enumerate() {
        let key = votes::key(view, name);
        if name.tokens.len() == 1
            && let Some(gender) = votes::pronoun_behind(view, names, n)
        {
            let sum = cast.genders.entry(key.clone()).or_default();
            *sum += if gender == Gender::Male { 1 } else { -1 };
        }
        *cast.uses.entry(key).or_default() += 1;
    }
    let mut order: Vec<usize> = (0..names.len()).collect();
    // Full names first, those first that a title proves to be a person's.
    order.sort_by_key(|n| {
        let full = kinds[*n] == EntityKind::Person && names[*n].tokens.len() > 1;
        (!full, !(full && titles[*n].person))
    });
    cast.of_name = vec![usize::MAX; names.len()];
    for n in order {
        let draft = cast.place(view, &names[n], kinds[n], &titles[n]);
        cast.of_name[n] = draft;
        cast.enrich(view, draft, &names[n], &titles[n]);
    }
    cast
}

impl Cast {
    /// The draft that `name` stands for, a new one where there is none yet.
    fn place(&mut self, view: &View<'_>, name: &Name, kind: EntityKind, titles: &Titles) -> usize {
        let phrase = view.phrase(&name.tokens);
        let folded = fold(&phrase);
        let adjective = matches!(name.known, Some(Term::Adjective(_)));
        let kind = if kind == EntityKind::Norp && adjective {
            EntityKind::Gpe
        } else {
            kind
        };
        let identity = identity(view, name, &folded, kind, titles);
        if let Some(known) = self.keys.get(&identity) {
            return *known;
        }
        let found = match kind {
            EntityKind::Person => self.person(view, &phrase, titles),
            EntityKind::Norp => None,
            _ => self.other(view, name, &phrase, kind),
        };
        let draft = found.unwrap_or_else(|| self.add(view, name, &phrase, kind));
        self.keys.insert(identity, draft);
        draft
    }

    /// A person already known by this name or by a part of it.
    fn person(&self, view: &View<'_>, phrase: &str, titles: &Titles) -> Option<usize> {
        let endings = &view.words().endings;
        let words = words(phrase, endings);
        let alone = match self.genders.get(&fold(phrase)) {
            Some(1..) => Some(Gender::Male),
            Some(..=-1) => Some(Gender::Female),
            _ => None,
        };
        let gender = titles.gender.or(alone);
        let fits = |draft: &&usize| {
            let draft = &self.drafts[**draft];
            let genders = draft.gender.zip(gender);
            genders.is_none_or(|(known, said)| known == said)
                && draft.names.iter().any(|name| {
                    compatible(&words, &self::words(name, endings))
                        && self.same_generation(view, phrase, name)
                })
        };
        let last = words.last()?;
        let by_surname = self.surnames.get(last).into_iter().flatten();
        let by_forename = self.forenames.get(last).into_iter().flatten();
        let family = view.words().family_first.has(last);
        let by_forename = by_forename
            .filter(|draft| words.len() == 1 && (family || self.outweighs(**draft, phrase)));
        let weight = |draft: &&usize| (self.weight(**draft), std::cmp::Reverse(**draft));
        let surname = by_surname.filter(fits).max_by_key(weight);
        let known = surname.or_else(|| by_forename.filter(fits).max_by_key(weight));
        known.copied()
    }

    /// Whether two names are not those of a father and a son: of "Luis Vidal" and "Luis Vidal Jr."
    /// where the article has both.
    fn same_generation(&self, view: &View<'_>, one: &str, other: &str) -> bool {
        let endings = &view.words().endings;
        let ending = |name: &str| {
            let last = name
                .rsplit(' ')
                .next()
                .map(|word| fold(word).to_lowercase());
            last.filter(|word| endings.has(word))
        };
        let full = |name: &str| words(name, endings).len() > 1;
        !full(one) || !full(other) || ending(one) == ending(other)
    }

    /// How often a person is called by the full name.
    fn weight(&self, draft: usize) -> u32 {
        let names = self.drafts[draft].names.iter();
        names.filter_map(|name| self.uses.get(&fold(name))).sum()
    }

    /// A first name alone stands for somebody only where the full name is not a rare exception.
    fn outweighs(&self, draft: usize, forename: &str) -> bool {
        let alone = self.uses.get(&fold(forename)).copied().unwrap_or_default();
        self.drafts[draft].gender.is_some() || alone <= 3 * self.weight(draft)
    }

    /// A body or place by acronym, initials or part of its name; or a person by surname.
    fn other(&self, view: &View<'_>, name: &Name, phrase: &str, kind: EntityKind) -> Option<usize> {
        let folded = fold(phrase);
        if let Some(known) = self.aliases.get(&folded) {
            return Some(*known);
        }
        let words = words(phrase, &view.words().endings);
        let unlisted = name.known.is_none();
        if let [word] = words.as_slice()
            && unlisted
            && let Some(persons) = self.surnames.get(word)
        {
            let weight = |person: &&usize| (self.weight(**person), std::cmp::Reverse(**person));
            return persons.iter().max_by_key(weight).copied();
        }
        if kind == EntityKind::Org || unlisted {
            let acronym = folded.len() >= 2 && folded.chars().all(char::is_uppercase);
            let by_initials = self.initials.get(&folded).filter(|_| acronym);
            let by_part = self.parts.get(&folded).filter(|_| unlisted);
            return by_initials.or(by_part).copied();
        }
        None
    }

    fn add(&mut self, view: &View<'_>, name: &Name, phrase: &str, kind: EntityKind) -> usize {
        let mut draft = Draft::new(kind);
        draft.named = true;
        if kind == EntityKind::Norp {
            draft.plural = matches!(name.known, Some(Term::People(_, Number::Plural)))
                || phrase.ends_with('s');
        }
        let number = self.drafts.len();
        match kind {
            EntityKind::Person => self.index_person(view, &mut draft, phrase, number),
            EntityKind::Other | EntityKind::Norp => {}
            _ => {
                let coding = phrase::code(view.lexicon, phrase);
                draft.country = coding.country;
                if let Some(Term::Country(id) | Term::Adjective(id)) = name.known {
                    draft.usual = Some(view.lexicon.country(id).name.clone());
                }
                draft.sectors = coding.sectors;
                self.index_body(view, phrase, number, kind == EntityKind::Gpe);
            }
        }
        self.drafts.push(draft);
        number
    }

    fn index_person(&mut self, view: &View<'_>, draft: &mut Draft, phrase: &str, number: usize) {
        let words = words(phrase, &view.words().endings);
        if let Some(first) = words.first() {
            let first_as_printed = phrase.split(' ').next().unwrap_or_default();
            if words.len() > 1 {
                draft.gender = view.lexicon.gender_of_given_name(first_as_printed);
                self.forenames
                    .entry(first.clone())
                    .or_default()
                    .push(number);
            }
        }
        let behind = if words.len() > 1 { 1 } else { 0 };
        for word in &words[behind..] {
            self.surnames.entry(word.clone()).or_default().push(number);
        }
    }

    fn index_body(&mut self, view: &View<'_>, phrase: &str, number: usize, land: bool) {
        let parts: Vec<&str> = phrase.split(' ').collect();
        let letters: String = parts
            .iter()
            .filter(|word| !view.words().small.has(word))
            .filter_map(|word| word.chars().next())
            .filter(|letter| letter.is_uppercase())
            .collect();
        if letters.len() > 1 {
            self.initials.entry(letters).or_insert(number);
        }
        // "Africa" is no short form of "South Africa".
        if land {
            return;
        }
        if parts.len() > 1 {
            self.parts.entry(fold(parts[0])).or_insert(number);
        }
        for from in 1..parts.len().saturating_sub(1) {
            let tail = fold(&parts[from..].join(" "));
            self.parts.entry(tail).or_insert(number);
        }
        // "the Pirates" of a longer name; not "the University", which any may be.
        if let [_, .., last] = parts.as_slice()
            && last.chars().count() > 3
            && view.lexicon.terms(last).is_empty()
        {
            self.parts.entry(fold(last)).or_insert(number);
        }
    }

    /// Adds what one occurrence of a name tells of its entity.
    fn enrich(&mut self, view: &View<'_>, number: usize, name: &Name, titles: &Titles) {
        if let Some(acronym) = &titles.acronym {
            let short = view.phrase(acronym);
            self.aliases.insert(fold(&short), number);
            self.drafts[number].add_name(view.phrase(&name.tokens));
            self.drafts[number].add_name(short);
        }
        let draft = &mut self.drafts[number];
        draft.add_name(view.phrase(&name.tokens));
        draft.gender = draft.gender.or(titles.gender);
        for role in &titles.roles {
            draft.add_role(view, role);
        }
    }
}

/// What makes two names the same without further thought.
fn identity(
    view: &View<'_>,
    name: &Name,
    folded: &str,
    kind: EntityKind,
    titles: &Titles,
) -> String {
    let country = |id| view.lexicon.country(id).name.as_str();
    match (kind, name.known) {
        (EntityKind::Gpe, Some(Term::Country(id))) => format!("country {}", country(id)),
        (EntityKind::Gpe, Some(Term::Capital(id))) => format!("capital {}", country(id)),
        (EntityKind::Gpe, Some(Term::Adjective(id))) => format!("country {}", country(id)),
        (EntityKind::Norp, Some(Term::People(id, Number::Plural))) => {
            format!("people {}", country(id))
        }
        // "Mr. Roca" and "Mrs. Roca" are two.
        (EntityKind::Person, _) => match titles.gender {
            Some(gender) => format!("person {folded} {gender:?}"),
            None => format!("person {folded}"),
        },
        (_, Some(Term::Body(_))) => {
            let bare = folded.strip_prefix("US ").unwrap_or(folded);
            format!("body {bare}")
        }
        _ => folded.to_lowercase(),
    }
}

/// The words of a name, folded, without initials and what `endings` has.
fn words(name: &str, endings: &Group) -> Vec<String> {
    name.split_whitespace()
        .map(|word| fold(word).to_lowercase())
        .filter(|word| word.len() > 1 && !endings.has(word))
        .collect()
}

/// Whether one list of words can be a shorter form of the other: "Ana Roca" of "Ana María Roca".
fn compatible(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut rest = long.iter();
    let within = short.iter().all(|word| rest.any(|other| other == word));
    // "Roca Ana" is "Ana Roca".
    let turned = a.len() == 2 && b.len() == 2 && a[0] == b[1] && a[1] == b[0];
    turned
        || within
            && (short.len() == 1 || short.first() == long.first() || short.last() == long.last())
}

#[cfg(test)]
mod tests {
    use super::super::words::Words;
    use super::*;
    use crate::rules::Rules;

    fn fits(a: &str, b: &str) -> bool {
        let rules = Words::load(&Rules::built_in()).unwrap();
        compatible(&words(a, &rules.endings), &words(b, &rules.endings))
    }

    #[test]
    fn a_shorter_form_fits_the_full_name() {
        assert!(fits("Ana Roca", "Ana María Roca"));
        assert!(fits("Odun T. Bakare", "Odun Bakare"));
        assert!(fits("Roca", "Ana Roca"));
        assert!(fits("Ana Roca Vidal", "Ana Roca"));
    }

    #[test]
    fn kin_with_one_surname_are_two_persons() {
        assert!(!fits("Ana Roca", "Luis Roca"));
        assert!(!fits("Roca Vidal", "Ana Roca"));
    }
}
