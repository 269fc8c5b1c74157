//! Two things at once, where a pipeline is read from its files.

/// Does two things at once: the first on a thread of its own, where the system gives one.
pub(crate) fn beside<A: Send, B>(
    first: &(impl Fn() -> A + Sync),
    second: impl FnOnce() -> B,
) -> (A, B) {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().spawn_scoped(scope, first);
        let second = second();
        let first = match thread {
            Ok(thread) => thread
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            Err(_) => first(),
        };
        (first, second)
    })
}
