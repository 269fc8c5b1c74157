//! The cast: whom the names of an article stand for, by vote of the whole article.

use std::collections::HashMap;

use super::names::Name;
use super::titles::Titles;
use super::view::View;
use crate::actors::lexicon::{Gender, Number, Term, fold};
use crate::actors::phrase;
use crate::model::{CountryCode, EntityKind, NameKind, Sector};

/// An entity in the making; its number is its place in [`Cast::drafts`].
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// Every form by which it is named, the first first.
    pub(super) names: Vec<String>,
    /// The usual name of a country.
    pub(super) usual: Option<String>,
    /// The description of somebody unnamed.
    pub(super) description: String,
    pub(super) kind: EntityKind,
    pub(super) named: bool,
    pub(super) plural: bool,
    pub(super) members: Vec<usize>,
    pub(super) roles: Vec<String>,
    pub(super) gender: Option<Gender>,
    /// The country that its roles or its name give.
    pub(super) country: Option<CountryCode>,
    /// The sectors that its roles or its name give.
    pub(super) sectors: Vec<Sector>,
}

impl Draft {
    pub(super) fn new(kind: EntityKind) -> Self {
        Self {
            names: Vec::new(),
            usual: None,
            description: String::new(),
            kind,
            named: false,
            plural: false,
            members: Vec::new(),
            roles: Vec::new(),
            gender: None,
            country: None,
            sectors: Vec::new(),
        }
    }

    /// Adds a role phrase in lower case with what it says.
    pub(super) fn add_role(&mut self, view: &View<'_>, role: &str) {
        if self.roles.iter().any(|known| known == role) {
            return;
        }
        let coding = phrase::code(view.lexicon, role);
        self.country = self.country.or(coding.country);
        for sector in coding.sectors {
            if !self.sectors.contains(&sector) {
                self.sectors.push(sector);
            }
        }
        self.gender = self.gender.or(coding.role.and_then(|role| role.gender));
        self.roles.push(role.to_owned());
    }

    fn add_name(&mut self, name: String) {
        if !self.names.contains(&name) {
            self.names.push(name);
        }
    }
}

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
    /// Bodies by the first letters of their names' words.
    initials: HashMap<String, usize>,
    /// Bodies by parts of their names.
    parts: HashMap<String, usize>,
}

/// How often the article takes a name for one kind or another.
#[derive(Clone, Copy, Debug, Default)]
struct Votes {
    person: i32,
    org: i32,
    gpe: i32,
    norp: i32,
    place: i32,
    other: i32,
}

impl Votes {
    fn add(&mut self, name: &Name, titles: &Titles) {
        let strong = if name.tokens.len() > 1 { 2 } else { 1 };
        match name.label {
            Some(NameKind::Person) => self.person += strong,
            Some(NameKind::Org) => self.org += strong,
            Some(NameKind::Gpe) => self.gpe += strong,
            Some(NameKind::Norp) => self.norp += strong,
            Some(NameKind::Loc | NameKind::Fac) => self.place += strong,
            Some(_) => self.other += 1,
            None => {}
        }
        self.person += if titles.person { 4 } else { 0 };
        self.org += if titles.body { 3 } else { 0 };
        self.org += if titles.acronym.is_some() { 3 } else { 0 };
    }

    /// Whether the article leaves no doubt that this is a body or place.
    fn sure_body(self) -> bool {
        self.org.max(self.gpe).max(self.place) > 4
    }

    fn winner(self) -> EntityKind {
        let ranking = [
            (self.person, EntityKind::Person),
            (self.org, EntityKind::Org),
            (self.gpe, EntityKind::Gpe),
            (self.norp, EntityKind::Norp),
            (self.place, EntityKind::Place),
            (self.other, EntityKind::Other),
        ];
        let best = ranking.iter().map(|(votes, _)| *votes).max().unwrap_or(0);
        let first = ranking.iter().find(|(votes, _)| *votes == best && best > 0);
        first.map_or(EntityKind::Other, |(_, kind)| *kind)
    }
}

/// Casts the names: full persons first, then everything in order of the text.
pub(super) fn cast(view: &View<'_>, names: &[Name], titles: &[Titles]) -> Cast {
    let mut votes: HashMap<String, Votes> = HashMap::new();
    let keys: Vec<String> = names.iter().map(|name| key(view, name)).collect();
    for ((name, titles), key) in names.iter().zip(titles).zip(&keys) {
        votes.entry(key.clone()).or_default().add(name, titles);
    }
    let votes = shared(&votes);
    let mut cast = Cast::default();
    for key in &keys {
        *cast.uses.entry(key.clone()).or_default() += 1;
    }
    let kinds: Vec<EntityKind> = names
        .iter()
        .zip(&keys)
        .map(|(name, key)| kind(view, name, votes[key]))
        .collect();
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

/// A full name is voted on by its last word alone as well: "Roca" tells what "Ana Roca" is.
fn shared(votes: &HashMap<String, Votes>) -> HashMap<String, Votes> {
    let with_last = |(key, own): (&String, &Votes)| {
        let mut sum = *own;
        if let Some((_, last)) = key.rsplit_once(' ')
            && let Some(alone) = votes.get(last)
        {
            sum.person += alone.person;
        }
        (key.clone(), sum)
    };
    votes.iter().map(with_last).collect()
}

/// A name's form by which its votes are counted.
fn key(view: &View<'_>, name: &Name) -> String {
    fold(&view.phrase(&name.tokens))
}

/// What a name stands for: the lexicon's word counts most, unless the article says "person".
fn kind(view: &View<'_>, name: &Name, votes: Votes) -> EntityKind {
    let winner = votes.winner();
    let listed = match name.known {
        Some(Term::Country(_)) => Some(EntityKind::Gpe),
        Some(Term::Capital(_) | Term::Region(_)) => Some(EntityKind::Gpe),
        Some(Term::People(..) | Term::Adjective(_)) => Some(EntityKind::Norp),
        Some(Term::Body(id)) if view.lexicon.body(id).sectors.is_empty() => Some(EntityKind::Place),
        Some(Term::Body(_)) => Some(EntityKind::Org),
        Some(Term::Role(..)) | None => None,
    };
    match listed {
        Some(_) if votes.person > votes.gpe + votes.org + votes.norp + 1 => EntityKind::Person,
        Some(kind) => kind,
        None if winner == EntityKind::Other => guess(view, name),
        None if winner != EntityKind::Person && !votes.sure_body() => match guess(view, name) {
            EntityKind::Person => EntityKind::Person,
            _ => winner,
        },
        None => winner,
    }
}

/// A name that nobody marks: a body where its head word names one, a person by its first word.
fn guess(view: &View<'_>, name: &Name) -> EntityKind {
    let phrase = view.phrase(&name.tokens);
    let coding = phrase::code(view.lexicon, &phrase);
    let first = phrase.split(' ').next().unwrap_or_default();
    if coding.role.is_some() {
        EntityKind::Org
    } else if name.tokens.len() > 1 && view.lexicon.gender_of_given_name(first).is_some() {
        EntityKind::Person
    } else {
        EntityKind::Other
    }
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
        let identity = identity(view, name, &folded, kind);
        if let Some(known) = self.keys.get(&identity) {
            return *known;
        }
        let found = match kind {
            EntityKind::Person => self.person(&phrase, titles),
            EntityKind::Norp => None,
            _ => self.other(name, &phrase, &folded, kind),
        };
        let draft = found.unwrap_or_else(|| self.add(view, name, &phrase, kind));
        self.keys.insert(identity, draft);
        draft
    }

    /// A person already known by this name or by a part of it.
    fn person(&self, phrase: &str, titles: &Titles) -> Option<usize> {
        let words = words(phrase);
        let fits = |draft: &&usize| {
            let draft = &self.drafts[**draft];
            let genders = draft.gender.zip(titles.gender);
            genders.is_none_or(|(known, said)| known == said)
                && draft
                    .names
                    .iter()
                    .any(|name| compatible(&words, &self::words(name)))
        };
        let last = words.last()?;
        let by_surname = self.surnames.get(last).into_iter().flatten();
        let by_forename = self.forenames.get(last).into_iter().flatten();
        let by_forename =
            by_forename.filter(|draft| words.len() == 1 && self.outweighs(**draft, phrase));
        let surname = by_surname
            .filter(fits)
            .max_by_key(|draft| (self.weight(**draft), std::cmp::Reverse(**draft)));
        surname
            .or_else(|| {
                let mut forenames = by_forename;
                forenames.find(fits)
            })
            .copied()
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
    fn other(&self, name: &Name, phrase: &str, folded: &str, kind: EntityKind) -> Option<usize> {
        if let Some(known) = self.aliases.get(folded) {
            return Some(*known);
        }
        let words = words(phrase);
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
            let by_initials = self.initials.get(folded).filter(|_| acronym);
            let by_part = self.parts.get(folded).filter(|_| unlisted);
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
                self.index_body(view, phrase, number);
            }
        }
        self.drafts.push(draft);
        number
    }

    fn index_person(&mut self, view: &View<'_>, draft: &mut Draft, phrase: &str, number: usize) {
        let words = words(phrase);
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

    fn index_body(&mut self, view: &View<'_>, phrase: &str, number: usize) {
        let parts: Vec<&str> = phrase.split(' ').collect();
        let letters: String = parts
            .iter()
            .filter(|word| {
                !matches!(
                    **word,
                    "of" | "the" | "and" | "for" | "on" | "to" | "in" | "&"
                )
            })
            .filter_map(|word| word.chars().next())
            .filter(|letter| letter.is_uppercase())
            .collect();
        if letters.len() > 1 {
            self.initials.entry(letters).or_insert(number);
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
fn identity(view: &View<'_>, name: &Name, folded: &str, kind: EntityKind) -> String {
    let country = |id| view.lexicon.country(id).name.as_str();
    match (kind, name.known) {
        (EntityKind::Gpe, Some(Term::Country(id))) => format!("country {}", country(id)),
        (EntityKind::Gpe, Some(Term::Capital(id))) => format!("capital {}", country(id)),
        (EntityKind::Gpe, Some(Term::Adjective(id))) => format!("country {}", country(id)),
        (EntityKind::Norp, Some(Term::People(id, Number::Plural))) => {
            format!("people {}", country(id))
        }
        (EntityKind::Person, _) => format!("person {folded}"),
        (_, Some(Term::Body(_))) => {
            let bare = folded.strip_prefix("US ").unwrap_or(folded);
            format!("body {bare}")
        }
        _ => folded.to_lowercase(),
    }
}

/// The words of a name, folded, without initials and generational suffixes.
fn words(name: &str) -> Vec<String> {
    let words: Vec<String> = name
        .split_whitespace()
        .map(|word| fold(word).to_lowercase())
        .filter(|word| word.len() > 1 && !matches!(word.as_str(), "jr" | "sr" | "ii" | "iii"))
        .collect();
    words
}

/// Whether one list of words can be a shorter form of the other: "Ana Roca" of "Ana María Roca".
fn compatible(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut rest = long.iter();
    let within = short.iter().all(|word| rest.any(|other| other == word));
    within && (short.len() == 1 || short.first() == long.first() || short.last() == long.last())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(a: &str, b: &str) -> bool {
        compatible(&words(a), &words(b))
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
