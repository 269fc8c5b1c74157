//! Articles: title, byline, times, language and body of a page. `Source, Page -> Article`

mod body;
mod boilerplate;
mod byline;
mod dateline;
mod dating;
mod features;
mod given;
pub(crate) mod language;
mod limit;
mod lines;
mod looks;
mod moments;
mod persons;
mod show;
mod signature;
mod title;

pub(crate) use body::bare;
pub use features::names as features;
pub use given::Given;
pub use limit::MAX_TEXT;
pub use show::lines;

use crate::model::*;
use crate::rules::{RuleError, Rules};
use crate::stage::{Notes, Stage};

/// The stage.
#[derive(Debug)]
pub struct Articles {
    lines: lines::Lines,
    moments: moments::Moments,
    persons: persons::Persons,
    bylines: byline::Bylines,
}

impl Articles {
    /// Prepares the stage from its rules.
    ///
    /// # Errors
    /// A rule file that cannot be used as it stands.
    pub fn new(rules: &Rules) -> Result<Self, RuleError> {
        let bylines = byline::Bylines::new(rules)?;
        Ok(Self {
            lines: lines::Lines::new(rules)?,
            moments: moments::Moments::new(rules)?,
            persons: persons::Persons::new(rules, bylines.sections())?,
            bylines,
        })
    }

    /// The lines of a text, each with what is told of it in numbers.
    pub(crate) fn lines(&self, media: Media, page: Page) -> Vec<(String, Vec<f32>)> {
        let rows = self.lines.rows(&page.blocks, media);
        let texts = page.blocks.into_iter().map(|block| block.text);
        texts.zip(rows).collect()
    }

    /// The moment that a text states as pages do.
    pub(crate) fn moment(&self, text: &str) -> Option<Moment> {
        self.moments.read(text)
    }

    /// What the page shows as the date of a change in the place of that of its publication: where
    /// nothing else dates a page, its text is from that day.
    fn changed(&self, source: &Source, page: &Page) -> Option<Moment> {
        let shown =
            values(page, FieldKind::Published).filter(|value| self.moments.is_change(value));
        let dating = dating::Dating::new(&self.moments, source, page);
        let mut moments = shown.filter_map(|value| dating.read(value));
        moments.find(|moment| moments::plausible(moment, source.fetched))
    }

    /// The first field of a kind that states a moment that can be; a note for what a page states and
    /// nobody can use.
    fn dated(
        &self,
        source: &Source,
        page: &Page,
        kind: FieldKind,
        notes: &mut Notes,
    ) -> Option<Moment> {
        let mut unread = None;
        let dating = dating::Dating::new(&self.moments, source, page);
        let changed =
            |field: &Field| kind == FieldKind::Published && self.moments.is_change(&field.value);
        let fields = page.fields.iter().filter(|field| field.kind == kind);
        for field in fields.filter(|field| !changed(field)) {
            let Some(moment) = dating.read(&field.value) else {
                unread = unread.or(field.key.as_deref().map(|key| (key, &field.value)));
                continue;
            };
            if moments::plausible(&moment, source.fetched) {
                return Some(dating.at_home(moment));
            }
            let detail = format!("the page states {}, which cannot be", moment.date);
            notes.add(Reason::ImplausibleDate, None, detail);
        }
        if let Some((key, value)) = unread {
            let value: String = value.chars().take(LONGEST_SHOWN).collect();
            let detail = format!(
                "`{key}` of the page is {value:?}, which is no date that can be read; expected one \
                 such as 2026-02-03"
            );
            notes.add(Reason::DamagedMetadata, None, detail);
        }
        None
    }
}

/// Of a date that cannot be read no more is shown, in characters.
const LONGEST_SHOWN: usize = 80;

/// The values of a kind of field, the most trustworthy first.
fn values(page: &Page, kind: FieldKind) -> impl Iterator<Item = &str> {
    let fields = page.fields.iter().filter(move |field| field.kind == kind);
    fields.map(|field| field.value.as_str())
}

/// The authors of one kind that the most trustworthy fields name.
fn authors(page: &Page, kind: FieldKind, signatures: signature::Reader<'_>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in values(page, kind).flat_map(|value| signatures.field(value)) {
        if !names
            .iter()
            .any(|known| body::bare(known) == body::bare(&name))
        {
            names.push(name);
        }
    }
    // "All posts by Ann Oak" beside "Ann Oak" is a link and no second author.
    let bare: Vec<String> = names.iter().map(|name| body::bare(name)).collect();
    let repeats = |name: &String| {
        let name = body::bare(name);
        let ends =
            |other: &String| other.len() > 3 && *other != name && name.ends_with(other.as_str());
        bare.iter().any(ends)
    };
    names.retain(|name| !repeats(name));
    names
}

impl Stage for Articles {
    type In<'a> = (&'a Source, &'a Page);
    type Out = Article;
    const NAME: &'static str = "articles";
    const VERSION: u32 = 4;

    fn run(&self, (source, page): Self::In<'_>, notes: &mut Notes) -> Self::Out {
        let outlet = values(page, FieldKind::Outlet).next().map(str::to_owned);
        let url = source
            .url
            .clone()
            .or_else(|| values(page, FieldKind::Url).next().map(str::to_owned));
        let stated = title::title(page, outlet.as_deref(), url.as_deref());
        // A page that names nobody is the server's.
        let outlet = outlet.or_else(|| title::server(url.as_deref()?));
        let signatures = signature::Reader {
            moments: &self.moments,
            persons: &self.persons,
            bylines: &self.bylines,
        };
        let told = self.lines.tell(&page.blocks, source.media);
        let mut body = body::Body::new(&told, signatures, stated.as_deref());
        body.read(page);
        let (text, paragraphs) = limit::cut_body(
            std::mem::take(&mut body.text),
            std::mem::take(&mut body.paragraphs),
            notes,
        );
        body.note(&text, notes);
        let found = std::mem::take(&mut body.found);
        let mut byline = authors(page, FieldKind::Author, signatures);
        if byline.is_empty() {
            byline = found.byline;
        }
        if byline.is_empty() {
            byline = found.alone;
        }
        if byline.is_empty() {
            byline = authors(page, FieldKind::CorporateAuthor, signatures);
        }
        let before = notes.as_slice().len();
        let modified = self
            .dated(source, page, FieldKind::Modified, notes)
            .or(found.modified);
        let published = self
            .dated(source, page, FieldKind::Published, notes)
            .or(found.published)
            .or_else(|| self.changed(source, page))
            .or(modified);
        if published.is_none() {
            let detail = match notes.as_slice().len() > before {
                true => "the page states no publication date that can be used",
                false => "the page states no publication date",
            };
            notes.add(Reason::DateUnknown, None, detail);
        }
        if paragraphs.is_empty() {
            notes.add(Reason::NoText, None, "no text of an article is left of it");
        }
        let head = || dateline::head(paragraphs.first()?.span.of(&text));
        let declared = values(page, FieldKind::Language).next();
        Article {
            id: source.id.clone(),
            url,
            outlet,
            title: stated.or(found.title),
            byline,
            dateline: found.dateline.or_else(head),
            published,
            modified,
            language: language::of(&text, declared),
            text,
            paragraphs,
            edges: found.edges,
            fetched: source.fetched,
            versions: Vec::new(),
            notes: Vec::new(),
        }
    }
}
