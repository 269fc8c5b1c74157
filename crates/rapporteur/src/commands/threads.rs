//! Threads: the same work on all inputs, the results in input order.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use account::model::{Article, Reading, Reason};
use anyhow::{Context, Result};

use super::{Outcome, complain};
use crate::inputs::{Input, Inputs, Problem};

/// Deeply nested pages and long sentences need more stack than a thread has by itself.
pub(super) const STACK: usize = 16 << 20;

/// Something that has an article, so that what is missing from it can be told.
pub(crate) trait HasArticle: Send {
    /// The article.
    fn article(&self) -> &Article;
}

impl HasArticle for Article {
    fn article(&self) -> &Article {
        self
    }
}

impl HasArticle for Reading {
    fn article(&self) -> &Article {
        &self.article
    }
}

/// What the threads share.
struct Shared<T> {
    inputs: Inputs,
    /// Number of the next input to be taken.
    taken: u64,
    /// Number of the next result to be handed on.
    awaited: u64,
    results: BTreeMap<u64, Result<T, Problem>>,
    /// Threads that may still bring a result.
    working: usize,
    /// Set when nobody wants results any more.
    stopped: bool,
}

/// Applies `make` to every input on several threads; `each` gets the results in input order.
///
/// No more than a few results wait at a time, so that memory does not grow with the inputs.
pub(super) fn run<T: HasArticle>(
    inputs: Inputs,
    threads: usize,
    make: &(dyn Fn(Input) -> T + Sync),
    mut each: impl FnMut(T) -> Result<()>,
) -> Result<Outcome> {
    let shared = Mutex::new(Shared {
        inputs,
        taken: 0,
        awaited: 0,
        results: BTreeMap::new(),
        working: threads,
        stopped: false,
    });
    let changed = Condvar::new();
    std::thread::scope(|scope| {
        let spawned = (0..threads).try_for_each(|_| {
            let thread = std::thread::Builder::new().stack_size(STACK);
            let spawned = thread.spawn_scoped(scope, || work(&shared, &changed, threads, make));
            spawned.map(|_| ()).context("cannot start a thread")
        });
        let outcome = spawned.and_then(|()| hand_on(&shared, &changed, &mut each));
        lock(&shared).stopped = true;
        changed.notify_all();
        outcome
    })
}

/// One thread: takes inputs and brings results, staying close to the one that is awaited.
fn work<T>(
    shared: &Mutex<Shared<T>>,
    changed: &Condvar,
    threads: usize,
    make: &(dyn Fn(Input) -> T + Sync),
) {
    let _done = Leaving { shared, changed };
    let ahead = 4 * threads as u64;
    loop {
        let mut state = lock(shared);
        while !state.stopped && state.taken >= state.awaited + ahead {
            state = changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        if state.stopped {
            return;
        }
        let Some(input) = state.inputs.next() else {
            return;
        };
        let number = state.taken;
        state.taken += 1;
        drop(state);
        let result = input.and_then(|input| guarded(input, make));
        lock(shared).results.insert(number, result);
        changed.notify_all();
    }
}

/// Makes one result; a fault of the program costs this input alone and not the whole run.
fn guarded<T>(input: Input, make: &(dyn Fn(Input) -> T + Sync)) -> Result<T, Problem> {
    let id = input.id().to_owned();
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| make(input)))
        .map_err(|_| Problem::new(id, "a fault of this program, told above; please report it"))
}

/// Says that a thread has ended, however it ends.
struct Leaving<'s, T> {
    shared: &'s Mutex<Shared<T>>,
    changed: &'s Condvar,
}

impl<T> Drop for Leaving<'_, T> {
    fn drop(&mut self) {
        lock(self.shared).working -= 1;
        self.changed.notify_all();
    }
}

/// Hands results to `each` in order and tells the problems.
fn hand_on<T: HasArticle>(
    shared: &Mutex<Shared<T>>,
    changed: &Condvar,
    each: &mut impl FnMut(T) -> Result<()>,
) -> Result<Outcome> {
    let (mut read, mut left_out) = (0_u64, 0_u64);
    while let Some(result) = next(shared, changed) {
        match result {
            Ok(made) => {
                if let Some(missing) = nothing_in(made.article()) {
                    complain(&missing.to_string());
                    left_out += 1;
                } else {
                    read += 1;
                }
                each(made)?;
            }
            Err(problem) => {
                complain(&problem.to_string());
                left_out += 1;
            }
        }
    }
    Ok(match (read, left_out) {
        (0, _) => Outcome::Nothing,
        (_, 0) => Outcome::Done,
        _ => Outcome::LeftOut,
    })
}

/// The result that is awaited; nothing when all have been handed on.
fn next<T>(shared: &Mutex<Shared<T>>, changed: &Condvar) -> Option<Result<T, Problem>> {
    let mut state = lock(shared);
    loop {
        let awaited = state.awaited;
        if let Some(result) = state.results.remove(&awaited) {
            state.awaited += 1;
            changed.notify_all();
            return Some(result);
        }
        if state.working == 0 {
            return None;
        }
        state = changed.wait(state).unwrap_or_else(PoisonError::into_inner);
    }
}

/// An article without text is told like a file that cannot be read.
fn nothing_in(article: &Article) -> Option<Problem> {
    let none = article.paragraphs.is_empty();
    let no_text = article
        .notes
        .iter()
        .find(|note| note.reason == Reason::NoText);
    let detail = no_text.map_or("it holds no text", |note| note.detail.as_str());
    none.then(|| Problem::new(article.id.to_string(), detail))
}

fn lock<T>(shared: &Mutex<Shared<T>>) -> MutexGuard<'_, Shared<T>> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
