//! Threads: makes a result of every task on several threads, and hands the results on in order.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Result};

use super::complain;
use crate::inputs::{Problem, Weight};

/// Deeply nested pages and long sentences need more stack than a thread has by itself.
const STACK: usize = 16 << 20;

/// Something that is to be worked on.
pub(super) trait Task: Send {
    /// What names it to the user.
    fn place(&self) -> String;
}

/// What was made of it.
pub(super) trait Made: Send {
    /// Why it counts as left out though it is handed on.
    fn problem(&self) -> Option<Problem>;
}

/// How many tasks were done, and how many left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) done: u64,
    pub(super) left_out: u64,
}

/// What the threads share.
struct Shared<I, T> {
    tasks: I,
    /// Number of the next task to be taken.
    taken: u64,
    /// Number of the next result to be handed on.
    awaited: u64,
    results: BTreeMap<u64, Result<T, Problem>>,
    /// Threads that may still bring a result.
    working: usize,
    /// Set when nobody wants results any more.
    stopped: bool,
}

/// Applies `make` to every task on several threads; `each` gets the results in the tasks' order.
///
/// No more than a few results wait at a time, so that memory does not grow with the tasks.
///
/// # Errors
/// A system without a single thread to spare, and whatever `each` returns.
pub(super) fn run<W: Task, T: Made>(
    tasks: impl Iterator<Item = Result<W, Problem>> + Send,
    threads: usize,
    make: &(dyn Fn(W) -> T + Sync),
    mut each: impl FnMut(T) -> Result<()>,
) -> Result<Tally> {
    let shared = Mutex::new(Shared {
        tasks,
        taken: 0,
        awaited: 0,
        results: BTreeMap::new(),
        working: 0,
        stopped: false,
    });
    let changed = Condvar::new();
    std::thread::scope(|scope| {
        for running in 0..threads {
            lock(&shared).working += 1;
            let thread = std::thread::Builder::new().stack_size(STACK);
            let spawned = thread.spawn_scoped(scope, || work(&shared, &changed, threads, make));
            if let Err(error) = spawned {
                lock(&shared).working -= 1;
                if running == 0 {
                    return Err(error).context("cannot start a thread");
                }
                // Fewer threads write the same.
                break;
            }
        }
        let outcome = hand_on(&shared, &changed, &mut each);
        lock(&shared).stopped = true;
        changed.notify_all();
        outcome
    })
}

/// One thread: takes tasks and brings results, staying close to the one that is awaited.
fn work<W: Task, T>(
    shared: &Mutex<Shared<impl Iterator<Item = Result<W, Problem>>, T>>,
    changed: &Condvar,
    threads: usize,
    make: &(dyn Fn(W) -> T + Sync),
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
        let Some(task) = state.tasks.next() else {
            return;
        };
        let number = state.taken;
        state.taken += 1;
        drop(state);
        let result = task.and_then(|task| guarded(task, make));
        lock(shared).results.insert(number, result);
        changed.notify_all();
    }
}

/// Makes one result; a fault of the program costs this task alone and not the whole run.
fn guarded<W: Task, T>(task: W, make: &(dyn Fn(W) -> T + Sync)) -> Result<T, Problem> {
    let place = task.place();
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| make(task))).map_err(|_| {
        Problem::new(
            place,
            "a fault of this program, told above; please report it",
        )
    })
}

/// Says that a thread has ended, however it ends.
struct Leaving<'s, I, T> {
    shared: &'s Mutex<Shared<I, T>>,
    changed: &'s Condvar,
}

impl<I, T> Drop for Leaving<'_, I, T> {
    fn drop(&mut self) {
        lock(self.shared).working -= 1;
        self.changed.notify_all();
    }
}

/// Hands results to `each` in order and tells the problems.
fn hand_on<I, T: Made>(
    shared: &Mutex<Shared<I, T>>,
    changed: &Condvar,
    each: &mut impl FnMut(T) -> Result<()>,
) -> Result<Tally> {
    let mut tally = Tally::default();
    while let Some(result) = next(shared, changed) {
        let problem = match result {
            Ok(made) => {
                let problem = made.problem();
                each(made)?;
                problem
            }
            Err(problem) => Some(problem),
        };
        match problem {
            None => tally.done += 1,
            Some(problem) => {
                complain(&problem.to_string());
                tally.left_out += u64::from(problem.weight == Weight::LeftOut);
            }
        }
    }
    Ok(tally)
}

/// The result that is awaited; nothing when all have been handed on.
fn next<I, T>(shared: &Mutex<Shared<I, T>>, changed: &Condvar) -> Option<Result<T, Problem>> {
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

fn lock<I, T>(shared: &Mutex<Shared<I, T>>) -> MutexGuard<'_, Shared<I, T>> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Number(u64);

    impl Task for Number {
        fn place(&self) -> String {
            format!("number {}", self.0)
        }
    }

    impl Made for u64 {
        fn problem(&self) -> Option<Problem> {
            (*self == 7).then(|| Problem::new("seven", "handed on and left out"))
        }
    }

    fn tasks(number: u64) -> impl Iterator<Item = Result<Number, Problem>> + Send {
        (0..number).map(|n| match n {
            3 => Err(Problem::new("three", "never begun")),
            n => Ok(Number(n)),
        })
    }

    #[test]
    fn results_come_in_the_order_of_the_tasks_on_any_number_of_threads() {
        for threads in [1, 2, 7, 200] {
            let mut seen = Vec::new();
            let make = |task: Number| task.0;
            let tally = run(tasks(500), threads, &make, |n| {
                seen.push(n);
                Ok(())
            });
            assert_eq!(seen, (0..500).filter(|n| *n != 3).collect::<Vec<_>>());
            let expected = Tally {
                done: 498,
                left_out: 2,
            };
            assert_eq!(tally.unwrap(), expected);
        }
    }

    #[test]
    fn nobody_works_on_when_the_results_are_not_wanted() {
        let make = |task: Number| task.0;
        let failed = run(tasks(u64::MAX), 3, &make, |n| {
            anyhow::ensure!(n < 5, "enough");
            Ok(())
        });
        assert_eq!(failed.unwrap_err().to_string(), "enough");
    }
}
