//! Inputs: files, folders and standard input, to pages and articles. `PATH... -> Input`

mod archives;
mod feeds;
mod fields;
mod files;
mod held;
mod packed;
mod patterns;
mod sniff;
mod stream;
mod warc;

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::path::PathBuf;

use account::model::Source;
use account::pages::MAX_PAGE;

pub(crate) use fields::Fields;

/// One article to be read, as its input holds it.
#[derive(Clone, Debug)]
pub(crate) enum Input {
    /// A page, from which the article is still to be taken; the fields overrule what it says itself.
    Page(Source, Fields),
    /// An article that was extracted before: its text is kept to the letter.
    Article(Fields),
}

impl Input {
    /// What names the article.
    pub(crate) fn id(&self) -> &str {
        match self {
            Input::Page(source, _) => &source.id.0,
            Input::Article(fields) => &fields.id,
        }
    }
}

/// Something that is to be told of what the user named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// The file, or the line of a file, by its path as given.
    pub(crate) place: String,
    /// Why, and what to do where something can be done.
    pub(crate) reason: String,
    pub(crate) weight: Weight,
}

/// Whether something is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    /// Something that the user named could not be read.
    LeftOut,
    /// All is as it should be, and the user may want to know.
    Remark,
}

impl Problem {
    pub(crate) fn new(place: impl Into<String>, reason: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            reason: reason.into(),
            weight: Weight::LeftOut,
        }
    }

    pub(crate) fn remark(place: impl Into<String>, reason: impl Into<String>) -> Self {
        Self {
            weight: Weight::Remark,
            ..Self::new(place, reason)
        }
    }
}

/// Here standard input gets the name by which it is spoken of, whatever of it is meant: in ids and
/// on the command line it is `-`.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inside = self.place.strip_prefix(files::STANDARD_INPUT);
        match inside.filter(|inside| inside.is_empty() || inside.starts_with([',', ':', '/'])) {
            Some(inside) => write!(f, "standard input{inside}: {}", self.reason),
            None => write!(f, "{}: {}", self.place, self.reason),
        }
    }
}

/// What bytes hold, as far as can be said without reading it.
#[doc(hidden)]
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// A page, its id and its bytes.
    Page(String, Vec<u8>),
    /// An article that was extracted before, its id.
    Article(String),
    /// What is said of the rest.
    Told(String),
}

/// What is found in the bytes of a file of this name.
#[doc(hidden)]
pub fn found(name: &str, bytes: Vec<u8>) -> Vec<Found> {
    found_in(name, held::Held::file(std::io::Cursor::new(bytes)))
}

/// The same where the bytes come as a stream, which cannot be gone back in.
#[doc(hidden)]
pub fn found_in_stream(name: &str, bytes: Vec<u8>) -> Vec<Found> {
    found_in(name, held::Held::stream(std::io::Cursor::new(bytes)))
}

fn found_in(name: &str, held: held::Held) -> Vec<Found> {
    let mut inputs = Inputs::new(&[]);
    let opened = files::contents(&files::Contents::named(name, name), held);
    if let Some(only) = inputs.opened(opened, name) {
        inputs.open = Some(Box::new(std::iter::once(only)));
    }
    let found = inputs.map(|item| match item {
        Ok(Input::Page(source, _)) => Found::Page(source.id.to_string(), source.bytes),
        Ok(Input::Article(fields)) => Found::Article(fields.id),
        Err(problem) => Found::Told(problem.to_string()),
    });
    found.collect()
}

/// Everything that the paths name, in their order, folders in the order of their files' names.
///
/// Opens one file at a time and reads it an article at a time: in memory are one page (8 MiB of it
/// at the most), one record of a web archive, one line of JSON Lines or one item of a feed. Held
/// whole are a mail, a JSON Feed (64 MiB each) and a JSON file (256 MiB), which are refused where
/// they are longer, what a zstd frame looks back to (128 MiB), and the ids of all articles.
pub(crate) struct Inputs {
    waiting: VecDeque<Waiting>,
    open: Option<Many>,
    /// What is to be said of the page that was handed on last.
    besides: VecDeque<Problem>,
    /// The ids that were handed on, each with how often it has come.
    seen: HashMap<String, u32>,
}

/// The articles of something that holds many.
type Many = Box<dyn Iterator<Item = Result<Input, Problem>> + Send>;

/// A path that is still to be read.
struct Waiting {
    path: PathBuf,
    /// The path as the user gave it, or as it follows from a folder that the user gave.
    shown: String,
    named: Named,
}

/// Who chose the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Named {
    /// The user.
    ByUser,
    /// It lies in a folder that the user named, or matches a pattern.
    ByFolder,
}

impl Inputs {
    /// The inputs that `paths` name; `-` is standard input.
    pub(crate) fn new(paths: &[String]) -> Self {
        let named = |path: &String| Waiting {
            path: PathBuf::from(path),
            shown: path.clone(),
            named: Named::ByUser,
        };
        Self {
            waiting: paths.iter().map(named).collect(),
            open: None,
            besides: VecDeque::new(),
            seen: HashMap::new(),
        }
    }

    /// Sees to it that every article has an id of its own: a file that is named twice is read
    /// once, two articles of one id in a stream are told apart.
    fn told_apart(&mut self, mut input: Input) -> Result<Input, Problem> {
        let id = input.id().to_owned();
        let times = self.seen.entry(id.clone()).or_default();
        *times += 1;
        if *times == 1 {
            return Ok(input);
        }
        if self.open.is_none() {
            return Err(Problem::new(id, "named twice; it is read once"));
        }
        let other = format!("{id}#{times}");
        let reason = format!("the id stands before another article; this one is called {other}");
        self.besides.push_back(Problem::new(id, reason));
        match &mut input {
            Input::Page(source, _) => source.id.0 = other.into(),
            Input::Article(fields) => fields.id = other,
        }
        Ok(input)
    }

    /// Puts paths before those that wait already.
    fn first(&mut self, paths: Vec<Waiting>) {
        for waiting in paths.into_iter().rev() {
            self.waiting.push_front(waiting);
        }
    }

    /// Opens the next path, which may give one input, several, or more paths.
    fn open(&mut self, next: Waiting) -> Option<Result<Input, Problem>> {
        if next.named == Named::ByUser
            && let Some((found, problems)) = patterns::matches(&next.shown)
        {
            self.first(found);
            self.open = Some(Box::new(problems.into_iter().map(Err)));
            return None;
        }
        let opened = match next.shown.as_str() {
            files::STANDARD_INPUT => files::standard_input(),
            _ => files::open(&next),
        };
        self.opened(opened, &next.shown)
    }

    /// Takes what was opened, which may be one input; the others are read one by one.
    fn opened(
        &mut self,
        opened: Result<files::Opened, String>,
        shown: &str,
    ) -> Option<Result<Input, Problem>> {
        match opened {
            Ok(files::Opened::Folder(inner)) => {
                self.first(inner);
                None
            }
            Ok(files::Opened::Many(many)) => {
                self.open = Some(many);
                None
            }
            Ok(files::Opened::Page(page)) => {
                let (source, fields) = *page;
                Some(Ok(Input::Page(source, fields)))
            }
            Err(reason) => Some(Err(Problem::new(shown, reason))),
        }
    }

    /// Cuts a page where no more of it is read, and says so.
    fn cut(&mut self, mut input: Input) -> Input {
        if let Input::Page(source, _) = &mut input
            && source.bytes.len() > MAX_PAGE
        {
            // One byte more than is read, by which the page is noted to be too long.
            source.bytes.truncate(MAX_PAGE + 1);
            let told = Problem::new(&*source.id.0, only_its_first());
            self.besides.push_back(told);
        }
        input
    }
}

/// What is said of a page that is longer than what is read of it.
fn only_its_first() -> String {
    format!("only its first {} MiB are read", MAX_PAGE >> 20)
}

impl Iterator for Inputs {
    type Item = Result<Input, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(problem) = self.besides.pop_front() {
            return Some(Err(problem));
        }
        let next = self.following()?;
        let input = next.and_then(|input| self.told_apart(input));
        Some(input.map(|input| self.cut(input)))
    }
}

impl Inputs {
    fn following(&mut self) -> Option<Result<Input, Problem>> {
        loop {
            if let Some(many) = &mut self.open {
                match many.next() {
                    Some(item) => return Some(item),
                    None => self.open = None,
                }
            }
            let next = self.waiting.pop_front()?;
            if let Some(item) = self.open(next) {
                return Some(item);
            }
        }
    }
}
