//! Sizes of the Paxos exhibit's machine that can be searched.

use synod::exhibits::paxos::guards::Guards;
use synod::exhibits::paxos::machine::Paxos;
use synod::exhibits::paxos::roles::Value;
use synod::sim::Timing;

/// So many proposers, each with a value of its own, so many acceptors and learners.
pub(crate) fn paxos(proposers: u8, acceptors: u8, learners: u8) -> Paxos {
    Paxos {
        proposers,
        acceptors,
        learners,
        palette: vec!["red".to_owned(), "blue".to_owned()],
        own: (0..proposers).map(Value).collect(),
        timing: Timing::default(),
        stagger_ms: 0,
        patience_ms: 100,
        backoff: false,
        refusals_answered: false,
        acceptors_tell: false,
        without: Guards::default(),
    }
}
