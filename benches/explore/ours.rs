//! Ours: one function for each search that is compared.

use synod::explore::models::paxos_actors::PaxosActors;
use synod::explore::models::paxos_set::PaxosSet;
use synod::explore::{Limits, Network, Search, Space, Timeless};

/// The actors of the example, three clients.
pub(crate) fn actors(threads: usize) -> Option<usize> {
    distinct(Timeless::new(PaxosActors { clients: 3 }, Network::Multiset), threads)
}

/// The set of messages, three acceptors, one value, four ballots.
pub(crate) fn set(threads: usize) -> Option<usize> {
    distinct(PaxosSet { acceptors: 3, values: 1, ballots: 4 }, threads)
}

/// The one place that knows how a search is made, and that it has one thread.
fn distinct<S: Space>(space: S, threads: usize) -> Option<usize> {
    (threads == 1).then(|| Search::new(space, Limits::default()).finished().distinct())
}
