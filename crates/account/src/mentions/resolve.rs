//! Resolving nominals: whom "the senator", "this group" and "both leaders" mean.

use std::ops::Range;

use super::draft::Draft;
use super::kinds::holds;
use super::nominals::{Nominal, Reach};
use super::scene::{Found, Scene};
use super::words::{Group, Words};
use crate::actors::lexicon::{RoleKind, fold};
use crate::actors::phrase;
use crate::model::{EntityKind, MentionKind, Sector};

impl Scene<'_, '_> {
    /// Links one nominal to whom it means, or makes it somebody of its own.
    pub(super) fn nominal(&mut self, nominal: &Nominal<'_>) {
        let known = self
            .pointed_at(nominal)
            .or_else(|| self.several(nominal))
            .or_else(|| self.antecedent(nominal));
        if let Some(draft) = known {
            self.take_up(nominal, draft);
            return;
        }
        let taken_up = nominal.pair && nominal.reach != Reach::Open;
        if taken_up || self.is_land(nominal) {
            return;
        }
        let key = self.key(nominal);
        let draft = match key {
            Some(key) => self.described(key, || unnamed(nominal)),
            None => self.add(unnamed(nominal)),
        };
        if self.draft(draft).roles.is_empty() && nominal.kind != RoleKind::Thing {
            let role = nominal.description.to_lowercase();
            self.cast.drafts[draft].add_role(self.view, &role);
        }
        self.record(nominal, draft);
    }

    fn is_land(&self, nominal: &Nominal<'_>) -> bool {
        self.view.words().is_land(&nominal.role)
    }

    fn record(&mut self, nominal: &Nominal<'_>, draft: usize) {
        self.mention(
            nominal.tokens.clone(),
            nominal.head,
            MentionKind::Nominal,
            draft,
        );
    }

    fn take_up(&mut self, nominal: &Nominal<'_>, draft: usize) {
        let telling = !nominal.plural && !self.is_land(nominal) && nominal.role != "two";
        if telling && self.draft(draft).kind != EntityKind::Gpe {
            let same = self.view.words().same_office.has(&nominal.role);
            let owner = nominal.owner.filter(|at| same && *at < nominal.head);
            let office = owner.and_then(|at| self.office_of(at, at + 1..nominal.head));
            let role = office.unwrap_or_else(|| nominal.description.to_lowercase());
            self.cast.drafts[draft].add_role(self.view, &role);
        }
        self.record(nominal, draft);
    }

    /// "her Chilean counterpart, NAME" of a president: "chilean president"; `owner` is the token of
    /// "her", `between` the tokens up to the word for the office.
    fn office_of(&self, owner: u32, between: Range<u32>) -> Option<String> {
        let owner = self.draft(self.at_token[owner as usize]?);
        let lexicon = self.view.lexicon;
        let sitting = |role: &&String| !phrase::code(lexicon, role).former;
        let office = owner.roles.iter().filter(sitting).find_map(|role| {
            let words: Vec<&str> = role.split(' ').collect();
            let mut tails = (0..words.len()).map(|from| words[from..].join(" "));
            tails.find(|tail| lexicon.role_named(tail).is_some())
        })?;
        let possessive = |at: &u32| &*self.view.token(*at).tag == "POS";
        let between = between.filter(|at| !possessive(at));
        let words = between
            .map(|at| self.view.lower(at))
            .chain([office.as_str()]);
        Some(words.collect::<Vec<_>>().join(" "))
    }

    /// The same where it is a title: "her Chilean counterpart NAME".
    pub(super) fn share_office(&mut self, title: Range<u32>, draft: usize) {
        let Some(last) = title.clone().next_back() else {
            return;
        };
        if !self.view.words().same_office.has(self.view.lower(last)) || title.start == 0 {
            return;
        }
        let before = title.start - 1;
        let owner = match &*self.view.token(before).tag {
            "PRP$" => before,
            "POS" if before > 0 => before - 1,
            _ => return,
        };
        if let Some(office) = self.office_of(owner, title.start..last) {
            self.cast.drafts[draft].add_role(self.view, &office);
        }
    }

    /// By apposition: "the minister, Ana Roca", "Ana Roca, a former minister".
    fn pointed_at(&self, nominal: &Nominal<'_>) -> Option<usize> {
        if nominal.plural {
            return None;
        }
        let owner = nominal.owner.and_then(|at| self.at_token[at as usize]);
        let fits = |draft: &usize| {
            if owner == Some(*draft) {
                return false;
            }
            let kind = self.draft(*draft).kind;
            match nominal.kind {
                RoleKind::Body => matches!(kind, EntityKind::Org | EntityKind::Other),
                _ => kind == EntityKind::Person,
            }
        };
        // Behind a name, only where a comma, dash or bracket parts them: not "called NAME a liar".
        let before = nominal.tokens.start.saturating_sub(1);
        let parted = |at: u32| {
            at > nominal.head || matches!(self.view.word(before), "," | "-" | "–" | "—" | "(")
        };
        // "local police" behind a name begin the next part of the sentence.
        let bare = nominal.kind == RoleKind::Body && nominal.reach == Reach::Open;
        let bare = bare && !matches!(self.view.lower(nominal.tokens.start), "a" | "an");
        let direct = nominal
            .of
            .filter(|at| parted(*at) && !(bare && *at < nominal.head));
        let direct = direct.and_then(|at| self.name_heads.get(&at).copied());
        let inside = || {
            let behind = self
                .appositions
                .partition_point(|(span, _)| span.start <= nominal.head);
            let (_, draft) =
                self.appositions[..behind]
                    .iter()
                    .rev()
                    .take(4)
                    .find(|(span, _)| {
                        span.contains(&nominal.head) && nominal.tokens.start <= span.start + 1
                    })?;
            Some(*draft)
        };
        direct.or_else(inside).filter(fits)
    }

    /// "The two leaders", "both countries": those two who stand out so far.
    fn several(&mut self, nominal: &Nominal<'_>) -> Option<usize> {
        if let Some(members) = self.listed_behind(nominal) {
            return Some(self.group(members));
        }
        let words = self.view.words();
        let bare = nominal.owner.is_none() && nominal.coding.country.is_none();
        let leaders = nominal.plural
            && nominal.reach == Reach::Definite
            && matches!(nominal.role.as_str(), "leader" | "president");
        if !(nominal.pair || leaders) || !bare || nominal.reach == Reach::Open {
            return None;
        }
        let role = &nominal.role;
        let person = |draft: &Draft| draft.named && draft.kind == EntityKind::Person;
        let leading = || {
            self.two(nominal, |draft| {
                self.if_is(draft, |draft| leads(words, draft))
            })
        };
        let persons = || self.two(nominal, |draft| self.if_is(draft, person));
        let members = if words.pairs_countries(role) {
            self.two(nominal, |draft| self.land_of(draft))
        } else if words.pair_of_persons.has(role) {
            leading().or_else(persons)
        } else if words.pair_of_leaders.has(role) {
            leading()
        } else {
            None
        };
        Some(self.group(members?))
    }

    /// "Two brothers, Ana and Luis Roca": those two.
    fn listed_behind(&self, nominal: &Nominal<'_>) -> Option<Vec<usize>> {
        let first = nominal
            .of
            .filter(|at| nominal.plural && *at > nominal.head)?;
        let from = self.pairs.partition_point(|(token, _)| *token <= first);
        let pair = self.pairs[from..].iter().take(2);
        let mut pair = pair.filter(|(token, _)| self.view.head(*token) == first);
        pair.next().map(|(_, members)| members.clone())
    }

    fn if_is(&self, draft: usize, fits: impl Fn(&Draft) -> bool) -> Option<usize> {
        fits(self.draft(draft)).then_some(draft)
    }

    /// The country that a draft is, or that an unnamed one is of: Peru for "Peruvian soldiers".
    fn land_of(&self, number: usize) -> Option<usize> {
        let draft = self.draft(number);
        match draft.named {
            true => self.if_is(number, Draft::is_land),
            false => self.lands.get(&draft.country?).copied(),
        }
    }

    /// The two most mentioned of those whom `meant` finds, if there are two.
    fn two(
        &self,
        nominal: &Nominal<'_>,
        meant: impl Fn(usize) -> Option<usize>,
    ) -> Option<Vec<usize>> {
        let gender = nominal.coding.role.and_then(|role| role.gender);
        let mut seen: Vec<usize> = Vec::new();
        // Those of this sentence and the one before, where they are just two.
        let mut near = None;
        for found in self.before(nominal.tokens.start) {
            if near.is_none() && self.distance(found.head, nominal.head) > 1 {
                near = Some(seen.len());
                if seen.len() == 2 {
                    return Some(seen);
                }
            }
            let Some(number) = meant(found.draft) else {
                continue;
            };
            let draft = self.draft(number);
            let clash = gender.zip(draft.gender).is_some_and(|(a, b)| a != b);
            if !clash && !draft.plural && !seen.contains(&number) {
                seen.push(number);
            }
        }
        seen.sort_by_key(|draft| (std::cmp::Reverse(self.counts[*draft]), *draft));
        seen.truncate(2);
        (seen.len() == 2).then_some(seen)
    }

    /// Somebody spoken of before whom a definite phrase takes up.
    fn antecedent(&self, nominal: &Nominal<'_>) -> Option<usize> {
        if nominal.plural || nominal.restricted || nominal.kind == RoleKind::Kin {
            return None;
        }
        let owned_by_country = nominal.reach == Reach::Owned && nominal.coding.country.is_some();
        match nominal.reach {
            Reach::Open => return None,
            Reach::Owned if !owned_by_country => return None,
            _ => {}
        }
        let speakers = if self.view.quotation(nominal.head) > 0 {
            self.speakers(nominal.head)
        } else {
            Vec::new()
        };
        let candidates = self.before(nominal.tokens.start);
        let fitting = candidates
            .iter()
            .filter(|found| !speakers.contains(&found.draft))
            .filter(|found| self.countries_agree(nominal, found.draft));
        let mut fitting = fitting
            .map(|found| (*found, self.distance(found.head, nominal.head)))
            .filter(|(found, distance)| self.can_mean(nominal, found.draft, *distance));
        let (last, near) = fitting.next()?;
        // Of several in one sentence the one that it is about, not the one named last.
        let rivals = fitting.take_while(|(_, distance)| *distance == near);
        let points = |found: &Found| self.points(nominal.head, found, near);
        let mut best = last;
        for (rival, _) in rivals {
            if points(rival) > points(best) {
                best = rival;
            }
        }
        Some(best.draft)
    }

    /// Whether a definite phrase can mean `draft`, last spoken of so many sentences ago.
    fn can_mean(&self, nominal: &Nominal<'_>, draft: usize, sentences: u32) -> bool {
        let draft = self.draft(draft);
        if draft.plural {
            return false;
        }
        match nominal.kind {
            RoleKind::Person => {
                draft.kind == EntityKind::Person && self.person_fits(nominal, draft, sentences)
            }
            RoleKind::Body if self.is_land(nominal) => {
                draft.kind == EntityKind::Gpe
                    && draft.named
                    && land_fits(self.view.words(), nominal, draft, sentences)
            }
            RoleKind::Body => {
                draft.kind == EntityKind::Org
                    && body_fits(self.view.words(), nominal, draft, sentences)
            }
            _ => false,
        }
    }

    fn person_fits(&self, nominal: &Nominal<'_>, draft: &Draft, sentences: u32) -> bool {
        let gender = nominal.coding.role.and_then(|role| role.gender);
        if gender.zip(draft.gender).is_some_and(|(a, b)| a != b) {
            return false;
        }
        if matches!(nominal.role.as_str(), "man" | "woman") {
            return sentences <= 1 && nominal.tokens.len() == 2 && gender == draft.gender;
        }
        draft
            .roles
            .iter()
            .any(|role| holds(role, &nominal.role) || self.view.kinds.takes_up(&nominal.role, role))
    }

    /// What makes two descriptions the same; nothing for somebody new.
    fn key(&self, nominal: &Nominal<'_>) -> Option<String> {
        let owner = nominal.owner.and_then(|at| self.at_token[at as usize]);
        let description = fold(&nominal.description).to_lowercase();
        if let Some(owner) = owner {
            return Some(format!("owned {owner} {}", nominal.role));
        }
        let indefinite = nominal.reach == Reach::Open
            && !nominal.plural
            && matches!(nominal.kind, RoleKind::Person | RoleKind::Kin);
        (!indefinite).then(|| format!("described {description}"))
    }
}

/// Countries by words for them, places by words for places.
fn land_fits(words: &Words, nominal: &Nominal<'_>, draft: &Draft, sentences: u32) -> bool {
    let is_country = draft.country.is_some() && draft.sectors.is_empty();
    let country = words.countries.has(&nominal.role) && is_country;
    let city = words.cities.has(&nominal.role) && draft.country.is_none();
    nominal.tokens.len() == 2 && sentences <= 2 && (country || city)
}

/// Heads of state and government, and whoever is called a leader.
fn leads(words: &Words, draft: &Draft) -> bool {
    let leading = |role: &String| {
        let has = |group: &Group| group.iter().any(|word| holds(role, word));
        has(&words.leading) && !has(&words.not_leading)
    };
    draft.kind == EntityKind::Person
        && draft.sectors.first() != Some(&Sector::Eli)
        && draft.roles.iter().any(leading)
}

/// Bodies by a word of their name, by their part in society, or by being the last spoken of.
fn body_fits(words: &Words, nominal: &Nominal<'_>, draft: &Draft, sentences: u32) -> bool {
    let named = draft
        .names
        .iter()
        .any(|name| holds(&name.to_lowercase(), &nominal.role));
    let called = draft.roles.iter().any(|role| holds(role, &nominal.role));
    if named || called {
        return true;
    }
    if words.at_large.has(&nominal.role) {
        return false;
    }
    let generic = words.bodies.has(&nominal.role);
    let unofficial = |sector: &Sector| !matches!(sector, Sector::Gov | Sector::Leg | Sector::Mil);
    let own = nominal.coding.sectors.first();
    let same = own.is_some_and(|own| draft.sectors.contains(own) && unofficial(own));
    // "The company" is the firm spoken of last, of which nothing else may be known.
    let firm = own == Some(&Sector::Bus) && draft.sectors.is_empty() && nominal.tokens.len() == 2;
    if firm && draft.named && sentences <= 2 {
        return true;
    }
    let loose = generic && own.is_none() && draft.sectors.first().is_none_or(unofficial);
    draft.named && (same && sentences <= 4 || loose && sentences <= 3)
}

fn unnamed(nominal: &Nominal<'_>) -> Draft {
    let kind = match nominal.kind {
        _ if nominal.plural => EntityKind::Group,
        RoleKind::Person | RoleKind::Kin => EntityKind::Person,
        RoleKind::Body => EntityKind::Org,
        RoleKind::Crowd => EntityKind::Group,
        RoleKind::Thing => EntityKind::Other,
    };
    Draft {
        description: nominal.description.clone(),
        plural: nominal.plural || nominal.kind == RoleKind::Crowd,
        gender: nominal.coding.role.and_then(|role| role.gender),
        country: nominal.coding.country,
        sectors: nominal.coding.sectors.clone(),
        ..Draft::new(kind)
    }
}
