//! Actors merged over the articles: full names, surnames, acronyms, countries.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::told::Told;
use crate::model::*;

/// The actors of an account, and which entity is which of them.
#[derive(Debug, Default)]
pub(super) struct Cast {
    pub(super) actors: Vec<AccountActor>,
    /// What each of the actors is.
    kinds: Vec<EntityKind>,
    /// What stands before its name in a sentence: "the ", "a ", nothing.
    article: Vec<&'static str>,
    of: HashMap<(usize, EntityId), ActorId>,
}

impl Cast {
    /// The actor that the entity of the article at `position` is.
    pub(super) fn of(&self, position: usize, entity: EntityId) -> Option<ActorId> {
        self.of.get(&(position, entity)).copied()
    }

    /// The actors of a participant: of a group with known members, the members.
    pub(super) fn all_of(
        &self,
        told: &Told<'_>,
        position: usize,
        entity: EntityId,
    ) -> Vec<ActorId> {
        let entities = &told.readings[position].mentions.entities;
        let members = entities.get(entity.0 as usize).map(|group| &group.members);
        let members: Vec<ActorId> = members
            .into_iter()
            .flatten()
            .filter_map(|member| self.of(position, *member))
            .collect();
        match members.is_empty() {
            true => self.of(position, entity).into_iter().collect(),
            false => members,
        }
    }

    /// The actor's name as it stands in a sentence: "the United States".
    pub(super) fn name(&self, actor: ActorId) -> String {
        let n = actor.0 as usize;
        let Some(known) = self.actors.get(n) else {
            return String::new();
        };
        format!("{}{}", self.article[n], known.name)
    }

    /// Whether it is one person.
    pub(super) fn is_person(&self, actor: ActorId) -> bool {
        self.kinds.get(actor.0 as usize) == Some(&EntityKind::Person)
    }

    /// Whether a verb after its name is in the plural: several persons, or a name like "officials".
    pub(super) fn is_plural(&self, actor: ActorId) -> bool {
        let n = actor.0 as usize;
        let group = self
            .kinds
            .get(n)
            .is_some_and(|k| matches!(k, EntityKind::Group | EntityKind::Norp));
        let name = self.actors.get(n).map_or("", |actor| actor.name.as_str());
        let last = name.split_whitespace().last().unwrap_or("");
        let described = name.starts_with(char::is_lowercase) && last.ends_with('s');
        // "17 fishermen"
        let counted = name.starts_with(|c: char| c.is_ascii_digit());
        counted || group && last.ends_with('s') || described && !self.is_person(actor)
    }

    /// Countries and bodies for which it acts.
    pub(super) fn countries(&self, actor: ActorId) -> impl Iterator<Item = CountryCode> {
        let codes = self.actors.get(actor.0 as usize).map(|actor| &actor.codes);
        codes.into_iter().flatten().filter_map(|code| code.country)
    }

    /// The countries for which it acts as the state: government, army, police, or the country itself.
    pub(super) fn state(&self, actor: ActorId) -> impl Iterator<Item = CountryCode> {
        let codes = self.actors.get(actor.0 as usize).map(|actor| &actor.codes);
        let state = |code: &&ActorCode| {
            use Sector::{Cop, Gov, Mil, Spy};
            matches!(code.sector, None | Some(Gov | Mil | Cop | Spy))
        };
        codes
            .into_iter()
            .flatten()
            .filter(state)
            .filter_map(|code| code.country)
    }

    /// Whether two are the same or can stand for each other: a country and its head of government.
    pub(super) fn compatible(&self, a: ActorId, b: ActorId) -> bool {
        if a == b {
            return true;
        }
        let persons = self.is_person(a) && self.is_person(b);
        !persons
            && self
                .state(a)
                .any(|country| self.state(b).any(|other| other == country))
    }
}

/// One entity of one article.
struct Part<'r> {
    position: usize,
    id: EntityId,
    entity: &'r Entity,
    codes: Vec<ActorCode>,
    /// Roles in events and quotes.
    active: u32,
    article: &'static str,
}

/// Merges the entities that act, are acted on, hold or speak.
pub(super) fn cast(told: &Told<'_>) -> Cast {
    let parts: Vec<Part<'_>> = (0..told.readings.len())
        .flat_map(|position| parts(told, position))
        .collect();
    let mut groups = Groups::new(&parts);
    groups.by_name();
    groups.by_surname();
    let mut groups = groups.into_vec();
    groups.sort_by_key(|group| {
        let active: u32 = group.iter().map(|n| parts[*n].active).sum();
        (std::cmp::Reverse(active), group.first().copied())
    });
    let mut cast = Cast::default();
    for group in groups {
        let members: Vec<&Part<'_>> = group.iter().map(|n| &parts[*n]).collect();
        let id = ActorId(cast.actors.len() as u32);
        cast.of
            .extend(members.iter().map(|part| ((part.position, part.id), id)));
        cast.kinds.push(kind(&members));
        cast.article.push(article_of(&members));
        cast.actors.push(actor(told, &members));
    }
    cast
}

fn parts<'r>(told: &Told<'r>, position: usize) -> Vec<Part<'r>> {
    let reading = told.readings[position];
    let activity = activity(reading);
    let part = |(id, active): (&EntityId, &u32)| {
        let entity = reading.mentions.entities.get(id.0 as usize)?;
        // Those who are in a group stand for themselves.
        if !entity.members.is_empty() {
            return None;
        }
        let actor = reading.actors.iter().find(|actor| actor.entity == *id);
        Some(Part {
            position,
            id: *id,
            entity,
            codes: actor.map(|actor| actor.codes.clone()).unwrap_or_default(),
            active: *active,
            article: article(reading, *id),
        })
    };
    activity.iter().filter_map(part).collect()
}

/// How often each entity takes part in an event or a quote; a group counts for its members.
fn activity(reading: &Reading) -> BTreeMap<EntityId, u32> {
    let mut activity = BTreeMap::new();
    let mut seen = |entity: EntityId, weight: u32| {
        *activity.entry(entity).or_default() += weight;
        let group = reading.mentions.entities.get(entity.0 as usize);
        for member in group.into_iter().flat_map(|group| &group.members) {
            *activity.entry(*member).or_default() += weight;
        }
    };
    for event in &reading.events {
        for participant in &event.actors {
            seen(participant.entity, 2);
        }
        for participant in &event.recipients {
            seen(participant.entity, 1);
        }
        if let Some(holder) = event.holder {
            seen(holder, 0);
        }
    }
    for speaker in reading.quotes.iter().filter_map(|quote| quote.speaker) {
        seen(speaker.entity, 1);
    }
    activity
}

/// The article that most mentions by name or description have before or in them.
fn article(reading: &Reading, id: EntityId) -> &'static str {
    let tokens = &reading.parse.tokens;
    let at = |n: u32| tokens.get(n as usize).map(|token| &*token.lower);
    let mentions = reading.mentions.mentions.iter();
    let spoken = mentions.filter(|m| m.entity == id && m.kind != MentionKind::Pronoun);
    let mut votes = [0_u32; 4];
    for mention in spoken {
        let start = mention.tokens.start;
        let head = tokens.get(mention.head.0 as usize);
        // As a modifier ("the Trump administration") the article belongs to another word.
        if head.is_some_and(|head| matches!(head.dep, Dep::Compound | Dep::Amod | Dep::Nmod)) {
            continue;
        }
        let before = start.checked_sub(1).and_then(at);
        let word = [at(start), before].into_iter().flatten();
        let mut place = word.filter_map(|word| ARTICLES.iter().position(|a| a.trim_end() == word));
        votes[place.next_back().unwrap_or(0)] += 1;
    }
    let most = (0..ARTICLES.len()).rev().max_by_key(|n| votes[*n]);
    most.map_or("", |n| ARTICLES[n])
}

/// What may stand before a name.
const ARTICLES: [&str; 4] = ["", "the ", "a ", "an "];

/// The article that most parts have, of equals the first.
fn article_of(members: &[&Part<'_>]) -> &'static str {
    let votes = |article: &str| {
        members
            .iter()
            .filter(|part| part.article == article)
            .count()
    };
    let most = ARTICLES.iter().rev().max_by_key(|article| votes(article));
    most.copied().unwrap_or("")
}

/// Groups of parts under way.
struct Groups<'p, 'r> {
    parts: &'p [Part<'r>],
    group: Vec<usize>,
}

impl<'p, 'r> Groups<'p, 'r> {
    fn new(parts: &'p [Part<'r>]) -> Self {
        Self {
            parts,
            group: (0..parts.len()).collect(),
        }
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.group[a], self.group[b]);
        for member in &mut self.group {
            if *member == a.max(b) {
                *member = a.min(b);
            }
        }
    }

    /// Entities of one kind that share a full name; countries that share their code.
    fn by_name(&mut self) {
        let mut known: BTreeMap<(Class, String), Vec<usize>> = BTreeMap::new();
        for (n, part) in self.parts.iter().enumerate() {
            for key in keys(part) {
                known
                    .entry((class(part.entity.kind), key))
                    .or_default()
                    .push(n);
            }
        }
        for ((class, _), same) in known {
            for pair in same.windows(2) {
                // Two of one full name in one story are one person, whatever each article calls them.
                let (x, y) = (&self.parts[pair[0]].codes, &self.parts[pair[1]].codes);
                if class == Class::Person || compatible(x, y) {
                    self.join(pair[0], pair[1]);
                }
            }
        }
    }

    /// A person named by one word, or by fewer words, joins the only full name that holds them;
    /// a body without its country likewise.
    fn by_surname(&mut self) {
        for n in 0..self.parts.len() {
            let part = &self.parts[n];
            if !part.entity.named {
                continue;
            }
            let words = words(&part.entity.name);
            let fuller = (0..self.parts.len()).filter(|m| {
                let other = &self.parts[*m];
                let other_words = self::words(&other.entity.name);
                let fits = match (part.entity.kind, other.entity.kind) {
                    (EntityKind::Person, EntityKind::Person) => is_fuller(&words, &other_words),
                    (EntityKind::Person, _) | (_, EntityKind::Person) => false,
                    _ => is_longer_body(&words, &other_words),
                };
                fits && other.entity.named && compatible(&part.codes, &other.codes)
            });
            let groups: BTreeMap<usize, usize> = fuller.map(|m| (self.group[m], m)).collect();
            if let (1, Some(other)) = (groups.len(), groups.values().next()) {
                self.join(n, *other);
            }
        }
    }

    fn into_vec(self) -> Vec<Vec<usize>> {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (n, group) in self.group.into_iter().enumerate() {
            groups.entry(group).or_default().push(n);
        }
        groups.into_values().collect()
    }
}

/// What may be merged with what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    Person,
    Body,
}

fn class(kind: EntityKind) -> Class {
    match kind {
        EntityKind::Person => Class::Person,
        _ => Class::Body,
    }
}

/// By what an entity is recognised in another article. A person needs two words of name;
/// somebody unnamed is recognised only as a group or body, by the whole description.
fn keys(part: &Part<'_>) -> Vec<String> {
    let entity = part.entity;
    let country = part.codes.first().filter(|code| code.sector.is_none());
    let country = country.and_then(|code| code.country);
    let mut keys = Vec::new();
    if let (EntityKind::Gpe, Some(country), true) = (entity.kind, country, entity.named) {
        keys.push(format!("country {country}"));
    }
    if !entity.named {
        let plural = matches!(
            entity.kind,
            EntityKind::Group | EntityKind::Org | EntityKind::Norp
        );
        // "12 officers" here and "17 officers" there may be the same ones.
        let mut words = words(&entity.name);
        words.retain(|word| !word.chars().all(|c| c.is_ascii_digit()));
        if plural && !words.is_empty() {
            keys.push(format!("unnamed {}", words.join(" ")));
        }
        return keys;
    }
    for name in entity.names.iter().chain([&entity.name]) {
        let words = words(name);
        let enough = words.len() >= 2 || class(entity.kind) == Class::Body;
        if enough && !words.is_empty() {
            keys.push(words.join(" "));
        }
        if words.len() >= 3 && class(entity.kind) == Class::Body {
            keys.push(initials(name));
        }
    }
    keys
}

/// First letters of the words that begin with a capital.
fn initials(name: &str) -> String {
    let words = name.split_whitespace();
    let first = words.filter_map(|word| word.chars().next().filter(|c| c.is_uppercase()));
    first.flat_map(char::to_lowercase).collect()
}

/// The words of a name, folded: lower case, no dots, no accents of the common kind, no article.
pub(super) fn words(name: &str) -> Vec<String> {
    let folded: String = name.chars().filter(|c| *c != '.').flat_map(fold).collect();
    let words = folded.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !matches!(*word, "" | "the" | "a" | "an" | "s"));
    words.map(str::to_owned).collect()
}

fn fold(c: char) -> impl Iterator<Item = char> {
    let plain = match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'Á' | 'À' | 'Â' | 'Ä' | 'Å' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' => 'e',
        'í' | 'ì' | 'î' | 'ï' | 'Í' | 'İ' | 'ı' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'Ó' | 'Ö' | 'Ø' => 'o',
        'ú' | 'ù' | 'û' | 'ü' | 'Ú' | 'Ü' => 'u',
        'ñ' | 'Ñ' | 'ń' => 'n',
        'ç' | 'Ç' | 'ć' | 'č' | 'Č' => 'c',
        'š' | 'Š' | 'ş' | 'Ş' | 'ś' => 's',
        'ž' | 'Ž' | 'ż' | 'ź' => 'z',
        'ł' | 'Ł' => 'l',
        'ý' | 'Ý' => 'y',
        'ğ' => 'g',
        other => other,
    };
    plain.to_lowercase()
}

/// Whether `full` has all words of `short` in their order, the last or the first of them
/// at its own end, and more besides.
fn is_fuller(short: &[String], full: &[String]) -> bool {
    let (Some(first), Some(last)) = (short.first(), short.last()) else {
        return false;
    };
    let mut rest = full.iter();
    let holds = short.iter().all(|word| rest.any(|other| other == word));
    let placed = match short.len() {
        1 => full.iter().skip(1).any(|word| word == last),
        _ => full.first() == Some(first),
    };
    short.len() < full.len() && holds && placed
}

/// "Treasury Department" and the same with one word before it: "U.S. Treasury Department".
fn is_longer_body(short: &[String], long: &[String]) -> bool {
    short.len() >= 2 && long.len() == short.len() + 1 && long[1..] == *short
}

/// Whether two names of persons, as words, are of one person.
pub(super) fn is_same_person(a: &[String], b: &[String]) -> bool {
    !a.is_empty() && a == b || is_fuller(a, b) || is_fuller(b, a)
}

/// Codes that do not name different countries.
fn compatible(a: &[ActorCode], b: &[ActorCode]) -> bool {
    let countries = |codes: &[ActorCode]| -> BTreeSet<CountryCode> {
        codes.iter().filter_map(|code| code.country).collect()
    };
    let (a, b) = (countries(a), countries(b));
    a.is_empty() || b.is_empty() || a.intersection(&b).next().is_some()
}

fn kind(members: &[&Part<'_>]) -> EntityKind {
    let mut votes: BTreeMap<EntityKind, u32> = BTreeMap::new();
    for part in members {
        *votes.entry(part.entity.kind).or_default() += 1;
    }
    let most = votes
        .iter()
        .max_by_key(|(kind, votes)| (**votes, std::cmp::Reverse(**kind)));
    most.map_or(EntityKind::Other, |(kind, _)| *kind)
}

fn actor(told: &Told<'_>, members: &[&Part<'_>]) -> AccountActor {
    let mut names: Vec<String> = Vec::new();
    for name in members
        .iter()
        .flat_map(|part| part.entity.names.iter().chain([&part.entity.name]))
    {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    AccountActor {
        name: fullest(members),
        names,
        codes: codes(members),
        entities: members
            .iter()
            .map(|part| (told.id(part.position).clone(), part.id))
            .collect(),
    }
}

/// The name of most words, of those the one that most articles use; named before unnamed.
fn fullest(members: &[&Part<'_>]) -> String {
    let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
    for part in members {
        *votes.entry(&part.entity.name).or_default() += 1;
    }
    let named = |name: &str| {
        members
            .iter()
            .any(|p| p.entity.named && p.entity.name == name)
    };
    let best = votes.iter().max_by_key(|(name, votes)| {
        let words = words(name).len().min(5);
        (named(name), words, **votes, std::cmp::Reverse(**name))
    });
    let best = best.map_or("", |(name, _)| *name);
    let plain = best
        .strip_prefix("the ")
        .or_else(|| best.strip_prefix("The "));
    let plain = plain.filter(|_| named(best)).unwrap_or(best);
    match named(best) {
        true => plain.to_owned(),
        false => uncapital(plain),
    }
}

/// A description as it stands inside a sentence: nouns and possessives lose the capital that
/// the beginning of a sentence gave them; of other words nobody knows.
fn uncapital(description: &str) -> String {
    let (first, rest) = description.split_once(' ').unwrap_or((description, ""));
    let opening = [
        "His", "Her", "Their", "Its", "The", "A", "An", "Some", "Several", "Many",
    ];
    let plural = rest.is_empty() && first.ends_with('s');
    if opening.contains(&first) || plural {
        let mut chars = description.chars();
        let head = chars.next();
        return head
            .into_iter()
            .flat_map(char::to_lowercase)
            .chain(chars)
            .collect();
    }
    description.to_owned()
}

/// Codes in order of how many articles give them, those without a country or sector
/// left out where a fuller one says the same.
fn codes(members: &[&Part<'_>]) -> Vec<ActorCode> {
    let mut votes: Vec<(ActorCode, u32, usize)> = Vec::new();
    for part in members {
        for (rank, code) in part.codes.iter().enumerate() {
            match votes.iter_mut().find(|(known, ..)| known == code) {
                Some((_, count, best)) => {
                    *count += 1;
                    *best = (*best).min(rank);
                }
                None => votes.push((*code, 1, rank)),
            }
        }
    }
    let all: Vec<ActorCode> = votes.iter().map(|(code, ..)| *code).collect();
    let says_less = |code: &ActorCode| {
        all.iter().any(|other| {
            other != code
                && (code.country.is_none() || code.country == other.country)
                && (code.sector.is_none() || code.sector == other.sector)
        })
    };
    votes.retain(|(code, ..)| !says_less(code));
    votes.sort_by_key(|(_, count, rank)| (*rank, std::cmp::Reverse(*count)));
    votes.into_iter().map(|(code, ..)| code).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surname_or_a_shorter_name_fits_the_full_one() {
        let fits = |short, full| is_fuller(&words(short), &words(full));
        assert!(fits("Okafor", "Amara Okafor"));
        assert!(fits("Amara Okafor", "Amara J. Okafor"));
        assert!(!fits("Amara", "Amara Okafor"));
        assert!(!fits("Okafor", "Okafor"));
        assert!(!fits("Ben Okafor", "Amara Ben Okafor"));
    }

    #[test]
    fn names_are_compared_without_accents_dots_and_articles() {
        assert_eq!(words("the U.S."), words("US"));
        assert_eq!(words("Iñigo Pérez"), ["inigo", "perez"]);
    }

    #[test]
    fn initials_take_the_capitals() {
        assert_eq!(initials("Customs and Harbour Enforcement"), "che");
    }
}
