//! The two promises of the interactive consistency conditions, as pure functions of what there is to see.

use crate::exhibit::Verdict;
use crate::sim::{NodeId, NodeSet, Sight, World};

use super::machine::{Oral, Value};

/// The checks, in the order of the page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Check {
    /// IC1: all loyal lieutenants do the same.
    Agreement,
    /// IC2: if the commander is loyal, every loyal lieutenant obeys its order.
    Validity,
}

impl Check {
    /// Every check.
    pub const ALL: [Check; 2] = [Check::Agreement, Check::Validity];

    /// How it stands at an instant.
    pub fn judge(self, sight: &Sight<'_, Oral>) -> Verdict {
        let oral = sight.protocol;
        let loyal = loyal(sight);
        let obeys_none = self == Check::Validity && !loyal.has(oral.commander);
        if obeys_none {
            return Verdict::Holds;
        }
        let decided = decided(sight, loyal.without(oral.commander));
        let wanted = match self {
            Check::Agreement => decided.iter().find_map(|(_, value)| *value),
            Check::Validity => Some(oral.order),
        };
        if decided.iter().any(|(_, value)| value.is_some() && *value != wanted) {
            Verdict::Broken
        } else if decided.iter().any(|(_, value)| value.is_none()) {
            Verdict::Open
        } else {
            Verdict::Holds
        }
    }
}

/// Who is neither a traitor nor has ever crashed.
pub fn loyal(sight: &Sight<'_, Oral>) -> NodeSet {
    NodeSet(sight.up.0 & !sight.traitors.0 & !sight.watched.fallen.0)
}

/// Who is loyal in a world.
pub fn loyal_in(world: &World<Oral>) -> NodeSet {
    world.sight(|sight| loyal(&sight))
}

/// How many of m are used up: traitors, and those that have crashed.
pub fn faults(world: &World<Oral>) -> u32 {
    (world.protocol.everybody().0 & !loyal_in(world).0).count_ones()
}

/// What each of these does.
pub fn decided(sight: &Sight<'_, Oral>, nodes: NodeSet) -> Vec<(NodeId, Option<Value>)> {
    nodes.iter().map(|node| (node, sight.nodes.get(node.index()).and_then(|general| general.decided))).collect()
}
