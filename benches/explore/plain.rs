//! What anybody would write first: whole states in a hashed set of the standard library, and a queue of them. It counts
//! only: it could not say how it came to a state.
#![expect(clippy::disallowed_types, reason = "what is measured against; its order never shows")]

use std::collections::{HashSet, VecDeque};

use synod::explore::models::paxos_set::{PaxosSet, Sizes};
use synod::explore::{Row, Space, Steps};

/// The set of messages, three acceptors, one value, four ballots.
pub(crate) fn set(threads: usize) -> Option<usize> {
    (threads == 1).then(|| {
        let mut space = PaxosSet::new(Sizes::new(3, 1, 4));
        let mut queue: VecDeque<Row> = space.starts().into();
        let mut seen: HashSet<Row> = queue.iter().cloned().collect();
        let mut steps = Steps::new();
        while let Some(state) = queue.pop_front() {
            steps.clear();
            space.steps(&state, &mut steps);
            for (_, step) in &steps {
                let mut next = Row::with_capacity(state.len());
                space.carry(&state, step, &mut next);
                assert!(space.hits(&next, 1) == 0, "the specification is safe");
                if seen.insert(next.clone()) {
                    queue.push_back(next);
                }
            }
        }
        seen.len()
    })
}
