//! Ours: one function for each search that is compared.

use synod::explore::models::paxos_actors::PaxosActors;
use synod::explore::models::paxos_set::{PaxosSet, Sizes};
use synod::explore::{Inquiry, Network, Plan, Search, Space, Timeless};

/// The actors of the example, three clients.
#[expect(clippy::unnecessary_wraps, reason = "every search is asked alike, and some have one thread only")]
pub(crate) fn actors(threads: usize) -> Option<usize> {
    Some(distinct(Timeless::new(Inquiry::new(PaxosActors { clients: 3 }, Network::Bag)), threads))
}

/// The set of messages, three acceptors, one value, four ballots.
#[expect(clippy::unnecessary_wraps, reason = "every search is asked alike, and some have one thread only")]
pub(crate) fn set(threads: usize) -> Option<usize> {
    Some(distinct(PaxosSet::new(Sizes::new(3, 1, 4)), threads))
}

fn distinct<S: Space>(space: S, threads: usize) -> usize {
    Search::planned(space, Plan { threads, ..Plan::default() }).finished().distinct()
}
