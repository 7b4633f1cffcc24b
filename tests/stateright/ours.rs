//! The search under test: a case as our space, and what it found.

use synod::explore::{Aim, Budget, Inquiry, Limits, Network, Search, Timeless};
use synod::sim::Protocol;

use crate::case::{Case, Found, Kind, Tally};

/// What ours finds in all there is.
pub(crate) fn found<P: Protocol>(case: &Case<P>) -> Found {
    let search = searched(case);
    let tally = Tally { unique: search.distinct(), generated: search.generated(), levels: search.levels().len() };
    let broken = case.checks.iter().enumerate().filter(|(check, _)| search.has_found(*check));
    Found { tally, broken: broken.map(|(_, (name, _))| *name).collect() }
}

/// In how many steps ours breaks the only check of the case.
pub(crate) fn shortest<P: Protocol>(case: &Case<P>) -> Option<usize> {
    searched(case).witness(0).map(|witness| witness.moves.len())
}

/// The one place that knows how a search of ours is made. A reboot is two moves of ours: a crash, and waking.
fn searched<P: Protocol>(case: &Case<P>) -> Search<Timeless<P>> {
    let Case { protocol, kind, lossy, commands, timeouts_max, timeouts, reboots_max, reboots, checks, through } = case.clone();
    let network = match kind {
        Kind::Multiset => Network::Bag,
        Kind::Set => Network::Set,
        Kind::Ordered => Network::Ordered,
    };
    let budget = Budget {
        timeouts: timeouts_max,
        impatient: timeouts,
        crashes: reboots_max,
        wakes: reboots_max,
        frail: reboots.iter().map(|(node, _)| *node).collect(),
        ..Budget::default()
    };
    let inquiry = Inquiry { commands, lossy, budget, ..Inquiry::new(protocol, network) };
    let mut inquiry = checks.into_iter().fold(inquiry, |inquiry, (name, judge)| inquiry.asking(Aim::always(name), judge));
    if through {
        // A search ends when all its checks are broken: this one never is.
        inquiry = inquiry.asking(Aim::always("nothing"), |_| false);
    }
    let search = Search::new(Timeless::new(inquiry), Limits::default()).finished();
    assert_eq!(search.limit(), None, "a search that is compared must be through");
    search
}
