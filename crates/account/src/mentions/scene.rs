//! The scene: who has been spoken of so far, and whom a phrase can take up.

use std::collections::HashMap;
use std::ops::Range;

use super::antecedents::Anaphor;
use super::cast::Cast;
use super::draft::Draft;
use super::names::Name;
use super::nominals::Nominal;
use super::titles::Titles;
use super::view::View;
use crate::model::{CountryCode, EntityKind, MentionKind};

/// One mention as it was found.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) tokens: Range<u32>,
    pub(super) head: u32,
    pub(super) kind: MentionKind,
    /// Number of the draft in [`Cast::drafts`].
    pub(super) draft: usize,
    pub(super) subject: bool,
}

/// What has been spoken of so far.
pub(super) struct Scene<'v, 'a> {
    pub(super) view: &'v View<'a>,
    pub(super) cast: Cast,
    pub(super) found: Vec<Found>,
    /// The draft that a token belongs to, the narrowest mention counting.
    pub(super) at_token: Vec<Option<usize>>,
    /// Heads of names to their drafts, wherever in the text.
    pub(super) name_heads: HashMap<u32, usize>,
    /// Appositions to names: first and last token, and the draft.
    pub(super) appositions: Vec<(Range<u32>, usize)>,
    /// Names joined by "and", by the token of the last.
    pub(super) pairs: Vec<(u32, Vec<usize>)>,
    /// Unnamed entities by what makes their descriptions the same.
    pub(super) described: HashMap<String, usize>,
    /// Countries that the text names, by their codes.
    pub(super) lands: HashMap<CountryCode, usize>,
    /// How often each draft has been mentioned.
    pub(super) counts: Vec<u32>,
    /// How often the one is mentioned who is mentioned most.
    pub(super) most: u32,
    /// Who spoke last.
    pub(super) speaker: Option<usize>,
    /// Pronouns with what was told of them, where somebody asks.
    pub(super) tape: Option<Vec<Anaphor>>,
}

/// Mentions that are looked through backwards; further ones are out of mind.
pub(super) const MEMORY: usize = 80;

impl<'v, 'a> Scene<'v, 'a> {
    pub(super) fn new(view: &'v View<'a>, cast: Cast, names: &[Name], titles: &[Titles]) -> Self {
        let mut at_token = vec![None; view.count() as usize];
        let mut name_heads = HashMap::new();
        let mut appositions = Vec::new();
        for (n, name) in names.iter().enumerate() {
            let draft = cast.of_name[n];
            at_token[name.tokens.start as usize..name.tokens.end as usize].fill(Some(draft));
            name_heads.insert(view.root_of(&name.tokens), draft);
            for span in &titles[n].spans {
                appositions.push((span.clone(), draft));
            }
        }
        appositions.sort_by_key(|(span, draft)| (span.start, *draft));
        let counts = vec![0; cast.drafts.len()];
        let numbered = cast.drafts.iter().enumerate().rev();
        let lands = numbered
            .filter(|(_, draft)| draft.is_land())
            .filter_map(|(number, draft)| Some((draft.country?, number)))
            .collect();
        let mut scene = Self {
            view,
            cast,
            found: Vec::new(),
            at_token,
            name_heads,
            appositions,
            pairs: Vec::new(),
            described: HashMap::new(),
            lands,
            counts,
            most: 0,
            speaker: None,
            tape: None,
        };
        scene.pairs = scene.join(names);
        scene
    }

    /// Persons or countries joined by a conjunction: "Roca and Bakare".
    fn join(&self, names: &[Name]) -> Vec<(u32, Vec<usize>)> {
        let mut pairs = Vec::new();
        for name in names {
            let root = self.view.root_of(&name.tokens);
            let head = self.view.head(root);
            let conjoined = self.view.token(root).dep == crate::model::Dep::Conj;
            let (Some(first), Some(second)) =
                (self.name_heads.get(&head), self.name_heads.get(&root))
            else {
                continue;
            };
            let kind = |draft: usize| self.cast.drafts[draft].kind;
            if conjoined && first != second && kind(*first) == kind(*second) {
                pairs.push((root, vec![*first, *second]));
            }
        }
        pairs.sort_by_key(|(token, _)| *token);
        pairs
    }

    pub(super) fn draft(&self, number: usize) -> &Draft {
        &self.cast.drafts[number]
    }

    /// Records that `draft` is spoken of.
    pub(super) fn mention(
        &mut self,
        tokens: Range<u32>,
        head: u32,
        kind: MentionKind,
        draft: usize,
    ) {
        for at in tokens.clone() {
            let place = &mut self.at_token[at as usize];
            if place.is_none() {
                *place = Some(draft);
            }
        }
        self.counts[draft] += 1;
        self.most = self.most.max(self.counts[draft]);
        self.found.push(Found {
            subject: self.view.is_subject(head),
            tokens,
            head,
            kind,
            draft,
        });
    }

    pub(super) fn add(&mut self, draft: Draft) -> usize {
        self.cast.drafts.push(draft);
        self.counts.push(0);
        self.cast.drafts.len() - 1
    }

    /// The draft known by `key`, or a new one made by `make`.
    pub(super) fn described(&mut self, key: String, make: impl FnOnce() -> Draft) -> usize {
        if let Some(known) = self.described.get(&key) {
            return *known;
        }
        let number = self.add(make());
        self.described.insert(key, number);
        number
    }

    /// Mentions before token `at`, the latest first, no further back than [`MEMORY`].
    pub(super) fn before(&self, at: u32) -> Vec<&Found> {
        let mut found: Vec<&Found> = self
            .found
            .iter()
            .rev()
            .filter(|found| found.tokens.end <= at)
            .take(MEMORY)
            .collect();
        found.sort_by_key(|found| std::cmp::Reverse(found.head));
        found
    }

    /// How many sentences lie between two tokens.
    pub(super) fn distance(&self, from: u32, to: u32) -> u32 {
        self.view
            .sentence_number(to)
            .saturating_sub(self.view.sentence_number(from))
    }

    /// The group of these members, known or new.
    pub(super) fn group(&mut self, mut members: Vec<usize>) -> usize {
        members.sort_unstable();
        members.dedup();
        let key = format!("group {members:?}");
        let names: Vec<String> = members
            .iter()
            .map(|member| self.draft(*member).title())
            .collect();
        self.described(key, || Draft {
            members,
            plural: true,
            description: names.join(" and "),
            ..Draft::new(EntityKind::Group)
        })
    }

    /// Who speaks the quotation that token `at` stands in, as far as its paragraph tells.
    pub(super) fn speakers(&self, at: u32) -> Vec<usize> {
        let paragraph = self.view.paragraph(at);
        let near = self.found.iter().rev().take(MEMORY);
        let here: Vec<usize> = near
            .filter(|found| self.view.paragraph(found.head) == paragraph)
            .filter(|found| self.view.quotation(found.head) == 0 && self.speaks(found.head))
            .map(|found| found.draft)
            .collect();
        if here.is_empty() && self.view.quotation(self.first_of_paragraph(at)) != 0 {
            return self.speaker.into_iter().collect();
        }
        here
    }

    fn first_of_paragraph(&self, at: u32) -> u32 {
        let paragraph = self.view.paragraph(at);
        let mut sentence = self.view.sentence_number(at) as usize;
        let first = sentence.saturating_sub(MEMORY);
        while sentence > first && self.view.parse.sentences[sentence - 1].paragraph == paragraph {
            sentence -= 1;
        }
        self.view.parse.sentences[sentence].tokens.start
    }

    /// Whether the noun at `at` is the subject of a verb of speech.
    pub(super) fn speaks(&self, at: u32) -> bool {
        let verb = self.view.head(at);
        self.view.is_subject(at) && self.view.kinds.is_speech(&self.view.token(verb).lemma)
    }

    /// Countries of two drafts or phrases that do not contradict each other.
    pub(super) fn countries_agree(&self, nominal: &Nominal<'_>, draft: usize) -> bool {
        match (nominal.coding.country, self.draft(draft).country) {
            (Some(said), Some(known)) => said == known,
            (Some(_), None) => self.draft(draft).kind == EntityKind::Person,
            (None, _) => true,
        }
    }
}
