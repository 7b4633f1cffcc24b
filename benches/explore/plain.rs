//! What anybody would write first: whole states in a hashed set of the standard library, and a queue of them. It counts
//! only: it could not say how it came to a state.
#![expect(clippy::disallowed_types, reason = "what is measured against; its order never shows")]

use std::collections::{HashSet, VecDeque};

use synod::explore::Space;
use synod::explore::models::paxos_set::PaxosSet;

/// The set of messages, three acceptors, one value, four ballots.
pub(crate) fn set(threads: usize) -> Option<usize> {
    (threads == 1).then(|| {
        let space = PaxosSet { acceptors: 3, values: 1, ballots: 4 };
        let mut queue: VecDeque<_> = space.starts().into();
        let mut seen: HashSet<_> = queue.iter().cloned().collect();
        while let Some(state) = queue.pop_front() {
            for (_, next) in space.steps(&state) {
                assert!(!space.broken(0, &next), "the specification is safe");
                if seen.insert(next.clone()) {
                    queue.push_back(next);
                }
            }
        }
        seen.len()
    })
}
