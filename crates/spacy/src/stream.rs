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
/// Texts are asked for as the documents are taken, on the thread that takes them and a little
/// ahead: 16 KiB for one thread, 48 KiB for each of several, before the first document comes.
/// The documents are the same as those of [`Model::parse`], whatever the number of threads.
#[derive(Debug)]
#[must_use = "texts are read as documents are taken"]
pub struct Stream<I> {
    texts: Fuse<I>,
    model: Model,
    threads: usize,
    /// Whether texts have been asked for.
    begun: bool,
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
    early: BTreeMap<usize, Outcome>,
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
            begun: false,
            workers: None,
            ready: VecDeque::new(),
        }
    }

    /// Reads on so many threads beside the one that takes the documents; 0 and 1 both stand for
    /// that one alone. Without this call there are as many as the machine has processors. Called
    /// after the first document was taken, it changes nothing.
    pub fn threads(mut self, threads: usize) -> Stream<I> {
        if !self.begun {
            self.threads = threads;
        }
        self
    }
}

impl<I: Iterator<Item: Into<String>>> Iterator for Stream<I> {
    type Item = Doc;

    fn next(&mut self) -> Option<Doc> {
        self.begun = true;
        // What is ready does not wait for texts that are not there yet.
        while self.ready.is_empty() {
            self.ready = self.next_portion()?.into();
        }
        self.ready.pop_front()
    }
}

impl<I: Iterator<Item: Into<String>>> Stream<I> {
    /// The documents of the next texts; `None` at the end.
    fn next_portion(&mut self) -> Option<Vec<Doc>> {
        if self.threads > 1 {
            let (model, threads) = (&self.model, self.threads);
            let workers = self
                .workers
                .get_or_insert_with(|| Workers::new(model, threads));
            // Where the system gives no threads, this one reads.
            if workers.threads > 0 {
                workers.hand_out(&mut self.texts);
                return workers.take();
            }
        }
        let texts = portion(&mut self.texts);
        (!texts.is_empty()).then(|| read(&self.model, &texts))
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

    /// Hands out portions until enough are under way or no texts are left.
    fn hand_out(&mut self, texts: &mut impl Iterator<Item: Into<String>>) {
        while self.handed - self.due < AHEAD * self.threads {
            let texts = portion(texts);
            if texts.is_empty() || self.portions.send((self.handed, texts)).is_err() {
                break;
            }
            self.handed += 1;
        }
    }

    /// The documents of the portion whose turn it is; `None` when none is under way.
    fn take(&mut self) -> Option<Vec<Doc>> {
        while self.due < self.handed {
            if let Some(outcome) = self.early.remove(&self.due) {
                self.due += 1;
                // What went wrong on another thread goes wrong here, as if there were one.
                return Some(outcome.unwrap_or_else(|panic| resume_unwind(panic)));
            }
            let (number, outcome) = self.outcomes.recv().ok()?;
            self.early.insert(number, outcome);
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
