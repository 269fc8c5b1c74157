//! Articles: title, byline, times, language and body of a page. `Source, Page -> Article`

mod bare;
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
mod outlet;
mod persons;
mod removed;
mod show;
mod signature;
mod title;

pub(crate) use bare::bare;
pub use features::names as features;
pub use given::Given;
pub use limit::MAX_TEXT;
pub use show::lines;

use std::collections::HashSet;

use crate::actors::lexicon::plain;
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
}

/// The values of a kind of field, the most trustworthy first.
fn values(page: &Page, kind: FieldKind) -> impl Iterator<Item = &str> {
    let fields = page.fields.iter().filter(move |field| field.kind == kind);
    fields.map(|field| field.value.as_str())
}

/// The authors of one kind that the most trustworthy fields name, each once.
fn authors(page: &Page, kind: FieldKind, signatures: signature::Reader<'_>) -> Vec<String> {
    let mut known = HashSet::new();
    let names = values(page, kind).flat_map(|value| signatures.field(value));
    let mut names: Vec<String> = names.filter(|name| known.insert(bare(name))).collect();
    // "All posts by Ann Oak" beside "Ann Oak" is a link and no second author.
    names.retain(|name| {
        let name = bare(name);
        let mut ends = name.char_indices().skip(1).map(|(at, _)| &name[at..]);
        !ends.any(|end| end.len() > SHORTEST_NAME && known.contains(end))
    });
    names
}

/// The authors: those whom the page states, those of a byline, names alone over the text, and else
/// the organisation that the page states.
fn byline(page: &Page, signatures: signature::Reader<'_>, found: &body::Found) -> Vec<String> {
    let stated = authors(page, FieldKind::Author, signatures);
    let shown = [stated, found.byline.clone(), found.alone.clone()];
    let persons = shown.into_iter().find(|names| !names.is_empty());
    persons.unwrap_or_else(|| authors(page, FieldKind::CorporateAuthor, signatures))
}

/// Paragraphs that may begin with the day: the first one, or the one under a first line.
const HEADS: usize = 2;

/// A shorter name can be the end of another by chance; in bytes of its letters and digits.
const SHORTEST_NAME: usize = 3;

impl Stage for Articles {
    type In<'a> = (&'a Source, &'a Page);
    type Out = Article;
    const NAME: &'static str = "articles";
    const VERSION: u32 = 6;

    fn run(&self, (source, page): Self::In<'_>, notes: &mut Notes) -> Self::Out {
        let url = source
            .url
            .clone()
            .or_else(|| values(page, FieldKind::Url).next().map(str::to_owned));
        let outlet = outlet::outlet(page, url.as_deref());
        let stated = title::title(page, outlet.as_deref(), url.as_deref(), notes);
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
        std::mem::take(&mut body.removed).note(&text, notes);
        let found = std::mem::take(&mut body.found);
        let byline = byline(page, signatures, &found);
        let dating = dating::Dating::new(&self.moments, source, page);
        let heads = paragraphs.iter().take(HEADS);
        let heads = heads.map(|head| head.span.of(&text));
        let [published, modified] = dating.dates(&found, heads, notes);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(fields: Vec<Field>) -> Article {
        let articles = Articles::new(&Rules::built_in()).unwrap();
        let page = Page {
            fields,
            ..Page::default()
        };
        articles.run((&crate::testing::source(), &page), &mut Notes::default())
    }

    fn field(kind: FieldKind, value: String) -> Field {
        Field {
            kind,
            key: None,
            value,
        }
    }

    #[test]
    fn however_many_authors_and_dates_a_page_states_they_are_read() {
        let authors = (0..50_000).map(|at| field(FieldKind::Author, format!("badger{at}")));
        let dates = (0..50_000).map(|at| {
            let date = format!("02/03/2026 {:02}:{:02}", at % 24, at % 60);
            field(FieldKind::Published, date)
        });
        let article = read(authors.chain(dates).collect());
        assert_eq!(article.byline.len(), 50_000);
        assert_eq!(article.published, None);
    }

    #[test]
    fn an_author_is_named_once_and_a_link_to_one_is_none() {
        let names = ["Ann Oak", "ANN OAK", "All posts by Ann Oak", "Bo Elm", "Li"];
        let fields = names.map(|name| field(FieldKind::Author, name.to_owned()));
        assert_eq!(read(fields.into()).byline, ["Ann Oak", "Bo Elm", "Li"]);
    }
}
