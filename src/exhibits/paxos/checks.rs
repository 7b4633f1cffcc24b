//! The guarantees of Paxos, as pure functions of what the watcher knows.

use crate::exhibit::Verdict;
use crate::sim::Sight;

use super::machine::Paxos;
use super::roles::Node;

/// The checks, in the order of the page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Check {
    /// At most one value is chosen, ever.
    Agreement,
    /// A chosen value was proposed.
    Validity,
    /// Acceptors keep their promises.
    Promises,
    /// Only what was chosen is learned or declared.
    Learned,
    /// Somebody decides, sooner or later.
    Termination,
}

impl Check {
    /// Every check.
    pub const ALL: [Check; 5] = [Check::Agreement, Check::Validity, Check::Promises, Check::Learned, Check::Termination];

    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Check::Agreement => "agreement",
            Check::Validity => "validity",
            Check::Promises => "promises",
            Check::Learned => "learned",
            Check::Termination => "termination",
        }
    }

    /// How it stands at an instant.
    pub fn judge(self, sight: &Sight<'_, Paxos>) -> Verdict {
        let watched = sight.watched;
        let broken = match self {
            Check::Agreement => watched.disagrees(),
            Check::Validity => watched.chosen.iter().any(|chosen| !watched.asked.contains(&chosen.value)),
            Check::Promises => watched.broken.is_some(),
            Check::Learned => watched.mistaken.is_some(),
            Check::Termination => return terminates(sight),
        };
        if broken { Verdict::Broken } else { Verdict::Holds }
    }
}

/// Termination holds once every learner that is up has learned a value; until then it is open,
/// never broken: an endless run is only ever "not yet".
fn terminates(sight: &Sight<'_, Paxos>) -> Verdict {
    let mut waiting = false;
    let mut knowing = false;
    for (node, state) in sight.protocol.all_learners().zip(learners(sight)) {
        let knows = matches!(state, Node::Learner(learner) if learner.learned.is_some());
        knowing |= knows;
        waiting |= !knows && sight.up.has(node);
    }
    if knowing && !waiting { Verdict::Holds } else { Verdict::Open }
}

fn learners<'a>(sight: &Sight<'a, Paxos>) -> impl Iterator<Item = &'a Node> {
    sight.nodes.iter().copied().filter(|node| matches!(node, Node::Learner(_)))
}
