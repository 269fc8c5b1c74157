//! Many texts, read on several threads, their documents in the order of the texts.

use std::any::Any;
use std::collections::{BTreeMap, VecDeque};
use std::iter::Fuse;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

use crate::{Doc, Model};

/// Bytes of texts that a thread is given at once: some hundredths of a second's work.
const PORTION: usize = 16 << 10;
/// Portions that are under way for each thread. The texts are asked for no further ahead, so that
/// an endless stream of them takes no more memory than these.
const AHEAD: usize = 3;

/// The documents of a stream of texts, in order: what [`Model::pipe`] gives.
///
/// Texts are asked for as the documents are taken, a little ahead, on the thread that takes them.
/// The documents are the same as those of [`Model::parse`], whatever the number of threads.
#[derive(Debug)]
pub struct Stream<I> {
    texts: Fuse<I>,
    model: Model,
    threads: usize,
    workers: Option<Workers>,
    ready: VecDeque<Doc>,
}

/// What became of a portion: its documents, or what made its thread panic.
type Outcome = Result<Vec<Doc>, Box<dyn Any + Send>>;

/// Threads that read.
#[derive(Debug)]
struct Workers {
    portions: Sender<(usize, Vec<String>)>,
    outcomes: Receiver<(usize, Outcome)>,
    /// Outcomes that came before their turn.
    early: BTreeMap<usize, Vec<Doc>>,
    /// How many there are: none, if the system gave none.
    threads: usize,
    /// The number of the next portion to hand out, and of the next one to come back.
    handed: usize,
    due: usize,
}

impl<I: Iterator> Stream<I> {
    pub(crate) fn new(model: Model, texts: I) -> Stream<I> {
        Stream {
            texts: texts.fuse(),
            model,
            threads: thread::available_parallelism().map_or(1, NonZeroUsize::get),
            workers: None,
            ready: VecDeque::new(),
        }
    }

    /// Reads on so many threads beside the one that takes the documents; 0 and 1 both stand for
    /// that one alone. Without this call there are as many as the machine has processors. Called
    /// after the first document was taken, it changes nothing.
    #[must_use]
    pub fn threads(mut self, threads: usize) -> Stream<I> {
        self.threads = threads;
        self
    }
}

impl<I: Iterator<Item: Into<String>>> Iterator for Stream<I> {
    type Item = Doc;

    fn next(&mut self) -> Option<Doc> {
        if self.threads > 1 {
            return self.next_of_workers();
        }
        if self.ready.is_empty() {
            let texts = portion(&mut self.texts);
            self.ready = read(&self.model, &texts).into();
        }
        self.ready.pop_front()
    }
}

impl<I: Iterator<Item: Into<String>>> Stream<I> {
    fn next_of_workers(&mut self) -> Option<Doc> {
        let (model, threads) = (&self.model, self.threads);
        let workers = self
            .workers
            .get_or_insert_with(|| Workers::new(model, threads));
        while workers.threads > 0 && workers.handed - workers.due < AHEAD * workers.threads {
            let texts = portion(&mut self.texts);
            if texts.is_empty() || workers.portions.send((workers.handed, texts)).is_err() {
                break;
            }
            workers.handed += 1;
        }
        if workers.threads == 0 {
            // Where the system gives no threads, this one reads.
            self.threads = 1;
            return self.next();
        }
        while self.ready.is_empty() {
            self.ready = workers.take()?.into();
        }
        self.ready.pop_front()
    }
}

impl Workers {
    /// Threads that read with a model, until no more portions can come or nobody waits for them.
    fn new(model: &Model, threads: usize) -> Workers {
        let (portions, to_read) = channel::<(usize, Vec<String>)>();
        let (answers, outcomes) = channel();
        let to_read = Arc::new(Mutex::new(to_read));
        let start = |_: &usize| {
            let (model, to_read, answers) = (model.clone(), to_read.clone(), answers.clone());
            let work = move || {
                while let Some((number, texts)) = next_portion(&to_read) {
                    let outcome = catch_unwind(AssertUnwindSafe(|| read(&model, &texts)));
                    if answers.send((number, outcome)).is_err() {
                        break;
                    }
                }
            };
            thread::Builder::new().spawn(work).is_ok()
        };
        Workers {
            threads: (0..threads).take_while(start).count(),
            portions,
            outcomes,
            early: BTreeMap::new(),
            handed: 0,
            due: 0,
        }
    }

    /// The documents of the portion whose turn it is; `None` when none is under way.
    fn take(&mut self) -> Option<Vec<Doc>> {
        while self.due < self.handed {
            if let Some(docs) = self.early.remove(&self.due) {
                self.due += 1;
                return Some(docs);
            }
            let (number, outcome) = self.outcomes.recv().ok()?;
            // What went wrong on another thread goes wrong here, as if there were one.
            let docs = outcome.unwrap_or_else(|panic| resume_unwind(panic));
            self.early.insert(number, docs);
        }
        None
    }
}

fn next_portion(portions: &Mutex<Receiver<(usize, Vec<String>)>>) -> Option<(usize, Vec<String>)> {
    portions.lock().ok()?.recv().ok()
}

fn read(model: &Model, texts: &[String]) -> Vec<Doc> {
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    model.parse_batch(&texts)
}

/// The next texts: as many as a thread is given at once, none at the end.
fn portion(texts: &mut impl Iterator<Item: Into<String>>) -> Vec<String> {
    let mut portion = Vec::new();
    let mut bytes = 0;
    while bytes < PORTION {
        let Some(text) = texts.next() else { break };
        let text: String = text.into();
        // A text without a byte counts too: a stream may hold nothing else.
        bytes += text.len() + 1;
        portion.push(text);
    }
    portion
}
