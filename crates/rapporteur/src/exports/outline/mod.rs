//! Outline: an account as sections of lines with references, the same for every format for people. `Account, [Reading] -> Outline`

mod adds;
mod articles;
mod deeds;
mod differences;
mod head;
mod notes;
mod quotes;
mod sources;
mod timeline;
pub(crate) mod words;

use std::collections::BTreeSet;

use account::model::{Account, Reading};

pub(crate) use sources::{Ref, Sources, first_sentence};

/// How much of an account is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// About one screen a section.
    Brief,
    /// All of it.
    Full,
}

impl Extent {
    /// How many lines of at most `brief` are shown.
    pub(crate) fn limit(self, brief: usize) -> usize {
        match self {
            Extent::Brief => brief,
            Extent::Full => usize::MAX,
        }
    }
}

/// A whole account for a reader.
#[derive(Debug)]
pub(crate) struct Outline {
    /// What happened.
    pub(crate) title: String,
    /// The sections that have something to say, in order.
    pub(crate) sections: Vec<Section>,
    /// Everything that a line refers to, in order of article and sentence.
    pub(crate) references: Vec<Reference>,
}

/// One question that an account answers.
#[derive(Debug)]
pub(crate) struct Section {
    /// Which one.
    pub(crate) topic: Topic,
    /// A sentence before the lines.
    pub(crate) intro: Option<String>,
    /// The lines, perhaps under headings of their own.
    pub(crate) groups: Vec<Group>,
    /// How many lines are not shown.
    pub(crate) more: usize,
}

/// The sections of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Topic {
    /// What, who, where, when.
    Head,
    /// Which articles, and who copied whom.
    Articles,
    /// What happened when.
    Timeline,
    /// Who did what to whom.
    Deeds,
    /// Who said what.
    Quotes,
    /// What several origins tell.
    Agreed,
    /// What one origin alone tells.
    Alone,
    /// What is told differently.
    Differences,
    /// What each article adds and leaves out.
    Adds,
    /// What could not be read or was left out.
    Notes,
}

impl Topic {
    /// The section's heading.
    pub(crate) fn heading(self) -> &'static str {
        match self {
            Topic::Head => "In short",
            Topic::Articles => "Articles and origins",
            Topic::Timeline => "Timeline",
            Topic::Deeds => "Who did what to whom",
            Topic::Quotes => "Who said what",
            Topic::Agreed => "Told by several origins",
            Topic::Alone => "Told by one origin only",
            Topic::Differences => "Told differently",
            Topic::Adds => "What each article adds and leaves out",
            Topic::Notes => "Left out, and why",
        }
    }

    /// The heading as a name inside a page.
    pub(crate) fn slug(self) -> &'static str {
        match self {
            Topic::Head => "short",
            Topic::Articles => "articles",
            Topic::Timeline => "timeline",
            Topic::Deeds => "deeds",
            Topic::Quotes => "quotes",
            Topic::Agreed => "agreed",
            Topic::Alone => "alone",
            Topic::Differences => "differences",
            Topic::Adds => "adds",
            Topic::Notes => "notes",
        }
    }
}

/// Lines that belong together.
#[derive(Debug, Default)]
pub(crate) struct Group {
    /// What they have in common.
    pub(crate) heading: Option<String>,
    /// The lines; never empty in a section.
    pub(crate) lines: Vec<Line>,
}

/// One statement with its references.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line {
    /// What stands before it: a date, a label.
    pub(crate) lead: Option<String>,
    /// The statement.
    pub(crate) text: String,
    /// Remarks: "planned", "told by 3 of 4 origins".
    pub(crate) remarks: Vec<String>,
    /// What it rests on; never empty in a section.
    pub(crate) refs: Vec<Ref>,
    /// The same as they are written: `001:12`.
    pub(crate) labels: Vec<String>,
    /// How many references are not shown.
    pub(crate) more_refs: usize,
    /// Position of the event in the account that the line speaks of.
    pub(crate) event: Option<usize>,
}

/// One entry of the list of references.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Reference {
    /// What it refers to.
    pub(crate) at: Ref,
    /// As it is written: `001:12`.
    pub(crate) label: String,
    /// The sentence, or what the article is.
    pub(crate) text: String,
}

/// References that a line shows unless all are asked for.
const REFS: usize = 4;

impl Outline {
    /// The outline of one account; `readings` may hold more than its articles.
    pub(crate) fn new(sources: &Sources<'_>, extent: Extent) -> Self {
        let sections = [
            head::section(sources),
            articles::section(sources, extent),
            timeline::section(sources, extent),
            deeds::section(sources, extent),
            quotes::section(sources, extent),
            deeds::agreed(sources, extent),
            deeds::alone(sources, extent),
            differences::section(sources, extent),
            adds::section(sources, extent),
            notes::section(sources, extent),
        ];
        let sections: Vec<Section> = sections
            .into_iter()
            .map(|section| section.finished(sources, extent))
            .filter(|section| !section.groups.is_empty())
            .collect();
        Self {
            title: sources.account.headline.value().clone(),
            references: references(sources, &sections),
            sections,
        }
    }

    /// The outline of one account with the readings behind it.
    pub(crate) fn of(account: &Account, readings: &[Reading], extent: Extent) -> Self {
        Self::new(&Sources::new(account, readings), extent)
    }
}

impl Section {
    /// A section with one group of lines without a heading.
    fn flat(topic: Topic, lines: Vec<Line>) -> Self {
        Self::grouped(
            topic,
            vec![Group {
                heading: None,
                lines,
            }],
        )
    }

    /// A section with several groups.
    fn grouped(topic: Topic, groups: Vec<Group>) -> Self {
        Self {
            topic,
            intro: None,
            groups,
            more: 0,
        }
    }

    /// With a sentence before the lines.
    fn intro(mut self, intro: impl Into<String>) -> Self {
        self.intro = Some(intro.into());
        self
    }

    /// Keeps the first `limit` lines over all groups and counts the others.
    fn cut(mut self, limit: usize) -> Self {
        let mut left = limit;
        for group in &mut self.groups {
            let keep = group.lines.len().min(left);
            self.more += group.lines.len() - keep;
            group.lines.truncate(keep);
            left -= keep;
        }
        self
    }

    /// Without lines that rest on nothing and groups without lines; with few references a line.
    fn finished(mut self, sources: &Sources<'_>, extent: Extent) -> Self {
        for group in &mut self.groups {
            group.lines.retain(|line| !line.refs.is_empty());
            for line in &mut group.lines {
                let keep = line.refs.len().min(extent.limit(REFS));
                line.more_refs = line.refs.len() - keep;
                line.refs.truncate(keep);
                line.labels = line.refs.iter().map(|at| sources.label(*at)).collect();
            }
        }
        self.groups.retain(|group| !group.lines.is_empty());
        self
    }

    /// All lines of the section.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &Line> {
        self.groups.iter().flat_map(|group| &group.lines)
    }
}

/// What the lines refer to, with every article that is referred to in front of its sentences.
fn references(sources: &Sources<'_>, sections: &[Section]) -> Vec<Reference> {
    let shown: BTreeSet<Ref> = sections
        .iter()
        .flat_map(Section::lines)
        .flat_map(|line| line.refs.iter().copied())
        .flat_map(|at| {
            let whole = Ref {
                article: at.article,
                sentence: None,
            };
            [whole, at]
        })
        .collect();
    let entry = |at: Ref| Reference {
        at,
        label: sources.label(at),
        text: sources.text(at),
    };
    shown.into_iter().map(entry).collect()
}
