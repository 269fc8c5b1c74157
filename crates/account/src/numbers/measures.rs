//! Measures: of which event a number tells the size.

use super::page::Page;
use crate::model::*;

/// Steps up the tree to the event that a number measures.
const HIGHEST: usize = 12;

impl Page<'_> {
    /// The event on which the number hangs, else the one whose clause is the closest round it.
    pub(super) fn about(&self, token: u32, span: Span) -> Option<EventId> {
        let sentence = self.token(token)?.sentence;
        let first = self
            .events
            .partition_point(|event| event.sentence < sentence);
        let here = || {
            (first as u32..)
                .zip(&self.events[first..])
                .take_while(|(_, event)| event.sentence == sentence)
        };
        let mut at = token;
        for _ in 0..HIGHEST {
            let here_now = self.token(at)?.span;
            let found = here().find(|(_, event)| event.trigger.overlaps(here_now));
            if let Some((n, _)) = found {
                return Some(EventId(n));
            }
            let head = self.token(at)?.head.0;
            if head == at {
                break;
            }
            at = head;
        }
        here()
            .filter(|(_, event)| event.span.contains(span))
            .min_by_key(|(_, event)| event.span.len())
            .map(|(n, _)| EventId(n))
    }
}
