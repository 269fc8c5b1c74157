//! Located: what the places of an article tell of those in it who have no country.
//!
//! A name with a place in it is that place's: "the Goma police". Whoever has no name is of the country in
//! which the sentence plays: "shot at a crowd in Goma".

use std::collections::BTreeSet;

use super::draft::Draft;
use super::learn::Places;
use super::lexicon::Lexicon;
use crate::model::*;

/// Prepositions behind which a place tells where something happens.
const WHERE: [&str; 9] = [
    "in",
    "at",
    "near",
    "outside",
    "inside",
    "across",
    "throughout",
    "around",
    "within",
];

/// Words between a place's name and the noun that it belongs to: "in Goma's old harbour district".
const STEPS: usize = 4;

/// A place of the text whose country is known.
struct Spot {
    tokens: std::ops::Range<u32>,
    sentence: u32,
    country: CountryCode,
    /// Whether it tells where something happens.
    locates: bool,
}

/// What the places tell.
pub(super) struct Located<'a> {
    lexicon: &'a Lexicon,
    places: &'a Places<'a>,
    /// In order of the text.
    spots: Vec<Spot>,
}

impl<'a> Located<'a> {
    pub(super) fn new(lexicon: &'a Lexicon, places: &'a Places<'a>, found: &[Place]) -> Self {
        let spot = |place: &Place| {
            let tokens = tokens(places.parse, place.span)?;
            Some(Spot {
                sentence: places.parse.tokens[tokens.start as usize].sentence.0,
                locates: locates(places.parse, &tokens),
                country: place.country?,
                tokens,
            })
        };
        let mut spots: Vec<Spot> = found.iter().filter_map(spot).collect();
        spots.sort_by_key(|spot| spot.tokens.start);
        Self {
            lexicon,
            places,
            spots,
        }
    }

    /// The country of a place in the name or the description of `entity`.
    pub(super) fn within(&self, n: usize, entity: &Entity) -> Option<CountryCode> {
        if entity.named && entity.kind == EntityKind::Person {
            return None;
        }
        self.places.of[n].iter().find_map(|mention| {
            let mention = &self.places.mentions.mentions[*mention];
            let from = self
                .spots
                .partition_point(|spot| spot.tokens.start < mention.tokens.start);
            let spot = self.spots.get(from)?;
            (spot.tokens.end <= mention.tokens.end && mention.kind != MentionKind::Pronoun)
                .then_some(spot.country)
        })
    }

    /// The country of one without a name by the sentence that first speaks of them: where it plays, else
    /// the only one that it names, if that is the one of which the article speaks `most`.
    pub(super) fn around(
        &self,
        n: usize,
        entity: &Entity,
        drafts: &[Draft],
        most: Option<CountryCode>,
    ) -> Option<CountryCode> {
        let draft = &drafts[n];
        if draft.country.is_some() || entity.named && entity.kind != EntityKind::Norp {
            return None;
        }
        let first = *self.places.of[n].first()?;
        let mention = &self.places.mentions.mentions[first];
        let settled = settled(draft).filter(|_| !self.is_from_abroad(entity, mention))?;
        let sentence = self.sentence(mention);
        let beside = self.beside(first, sentence, drafts);
        let lent = beside.iter().filter_map(|(_, other)| other.lends());
        let named: BTreeSet<CountryCode> = lent.chain(self.countries(sentence, false)).collect();
        let scenes: BTreeSet<CountryCode> = self.countries(sentence, true).collect();
        if scenes.is_empty() {
            let entities = &self.places.mentions.entities;
            let governs = beside.iter().any(|(mention, other)| {
                let entity = &entities[mention.entity.0 as usize];
                other.governs_here(settled, entity, self.acts(mention))
            });
            return only(&named).filter(|home| governs && most == Some(*home));
        }
        only(&scenes).filter(|_| settled != Settled::Armed || named.len() == 1)
    }

    /// The countries of the places that a sentence names, or of those alone where it plays.
    fn countries(&self, sentence: u32, scene: bool) -> impl Iterator<Item = CountryCode> {
        let from = self.spots.partition_point(|spot| spot.sentence < sentence);
        let here = self.spots[from..].iter();
        let here = here.take_while(move |spot| spot.sentence == sentence);
        here.filter(move |spot| spot.locates || !scene)
            .map(|spot| spot.country)
    }

    /// Those of whom the same sentence speaks.
    fn beside<'d>(
        &self,
        first: usize,
        sentence: u32,
        drafts: &'d [Draft],
    ) -> Vec<(&'a Mention, &'d Draft)> {
        let all = &self.places.mentions.mentions;
        let same = |mention: &&'a Mention| self.sentence(mention) == sentence;
        let before = all[..first].iter().rev().take_while(same);
        let behind = all[first..].iter().take_while(same);
        let draft = |mention: &'a Mention| (mention, &drafts[mention.entity.0 as usize]);
        before.chain(behind).map(draft).collect()
    }

    fn sentence(&self, mention: &Mention) -> u32 {
        self.places.parse.tokens[mention.tokens.start as usize]
            .sentence
            .0
    }

    /// Whether a mention is the subject, or possesses it.
    fn acts(&self, mention: &Mention) -> bool {
        let dep = self.places.parse.tokens[mention.head.0 as usize].dep;
        matches!(dep, Dep::Nsubj | Dep::Poss)
    }

    /// "foreign workers", "refugees", whom a country expels: not of the country in which they are.
    fn is_from_abroad(&self, entity: &Entity, mention: &Mention) -> bool {
        let tokens = &self.places.parse.tokens;
        let governor = &tokens[tokens[mention.head.0 as usize].head.0 as usize];
        if self.lexicon.is_from_abroad(&governor.lemma) {
            return true;
        }
        let phrases = std::iter::once(&entity.name).chain(&entity.roles);
        let mut words = phrases.flat_map(|phrase| phrase.split([' ', '-']));
        words.any(|word| self.lexicon.is_from_abroad(word))
    }
}

/// The one of a set that has no other.
fn only(set: &BTreeSet<CountryCode>) -> Option<CountryCode> {
    set.first().copied().filter(|_| set.len() == 1)
}

/// How surely somebody is of the country in which they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Settled {
    /// A town, a crowd, a patient.
    Resident,
    /// Part of a country's own affairs: strikers, the opposition.
    Political,
    /// Soldiers and rebels, who also fight abroad.
    Armed,
}

fn settled(draft: &Draft) -> Option<Settled> {
    use Sector::*;
    match draft.sectors.first() {
        None | Some(Cvl | Unk | Edu | Med | Rel | Crm | Agr) => Some(Settled::Resident),
        Some(Opp | Pty | Lab | Leg | Jud | Cop) => Some(Settled::Political),
        Some(Mil | Reb | Uaf | Prm) => Some(Settled::Armed),
        _ => None,
    }
}

/// The tokens of a span.
fn tokens(parse: &Parse, span: Span) -> Option<std::ops::Range<u32>> {
    let start = parse
        .tokens
        .partition_point(|token| token.span.end <= span.start);
    let end = parse
        .tokens
        .partition_point(|token| token.span.start < span.end);
    (start < end).then_some(start as u32..end as u32)
}

/// Whether a preposition puts the scene at a place, or at what the place says more of.
fn locates(parse: &Parse, tokens: &std::ops::Range<u32>) -> bool {
    let mut at = tokens.end as usize - 1;
    for _ in 0..STEPS {
        let token = &parse.tokens[at];
        let head = token.head.0 as usize;
        match token.dep {
            Dep::Pobj => return WHERE.contains(&&*parse.tokens[head].lower),
            Dep::Compound | Dep::Nmod | Dep::Amod | Dep::Poss | Dep::Appos | Dep::Conj => at = head,
            _ => return false,
        }
    }
    false
}
