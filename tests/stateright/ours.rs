//! The search under test: a case as our space, and what it found.

use synod::explore::{Limits, Network, Search, Timeless};
use synod::sim::Protocol;

use crate::case::{Case, Found, Kind, Tally};

/// What ours finds in all there is.
pub(crate) fn found<P: Protocol>(case: &Case<P>) -> Found {
    let search = searched(case);
    let tally = Tally { unique: search.distinct(), generated: search.generated(), levels: search.levels().len() };
    let broken = case.checks.iter().enumerate().filter(|(check, _)| search.witness(*check).is_some());
    Found { tally, broken: broken.map(|(_, (name, _))| *name).collect() }
}

/// In how many steps ours breaks the only check of the case.
pub(crate) fn shortest<P: Protocol>(case: &Case<P>) -> Option<usize> {
    searched(case).witness(0).map(|witness| witness.moves.len())
}

/// The one place that knows how a search of ours is made.
fn searched<P: Protocol>(case: &Case<P>) -> Search<Timeless<P>> {
    let Case { protocol, kind, lossy, commands, timeouts_max, timeouts, reboots_max, reboots, mut checks, through } =
        case.clone();
    assert!(!lossy, "losing a message is no step of ours");
    let network = match kind {
        Kind::Multiset => Network::Multiset,
        Kind::Set => Network::Set,
        Kind::Ordered => panic!("ours knows no order"),
    };
    if through {
        // A search ends when all its checks are broken: this one never is.
        checks.push(("nothing", |_| false));
    }
    let space = Timeless { protocol, network, commands, timeouts_max, timeouts, reboots_max, reboots, checks };
    let search = Search::new(space, Limits::default()).finished();
    assert_eq!(search.limit(), None, "a search that is compared must be through");
    search
}
