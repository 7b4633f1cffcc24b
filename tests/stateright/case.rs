//! What is searched twice: a protocol, a network, and what else may happen. It belongs to neither search.

use synod::sim::{Disk, NodeId, NodeSet, Protocol, Sight};

/// Whether an instant breaks a check.
pub(crate) type Judge<P> = fn(&Sight<'_, P>) -> bool;

/// What becomes of messages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// Each arrives at most once, in any order.
    Multiset,
    /// Each arrives as often as it likes, in any order.
    Set,
    /// Each arrives at most once, and not before those that were sent earlier between the same two nodes.
    Ordered,
}

/// One search to be made.
#[derive(Clone)]
pub(crate) struct Case<P: Protocol> {
    /// The configuration.
    pub(crate) protocol: P,
    /// What becomes of messages.
    pub(crate) kind: Kind,
    /// Whether messages are taken off the network undelivered, which is a step.
    pub(crate) lossy: bool,
    /// Commands, each to be given once at most: the node, and the place in its list.
    pub(crate) commands: Vec<(NodeId, u16)>,
    /// How many timers may go off.
    pub(crate) timeouts_max: u8,
    /// Whose.
    pub(crate) timeouts: NodeSet,
    /// How many crashes there may be.
    pub(crate) reboots_max: u8,
    /// Whose, and what is then on the disk.
    pub(crate) reboots: Vec<(NodeId, Disk)>,
    /// The checks, by name.
    pub(crate) checks: Vec<(&'static str, Judge<P>)>,
    /// Whether the search goes on once all checks are broken.
    pub(crate) through: bool,
}

impl<P: Protocol> Case<P> {
    /// A protocol whose commands are given in any order, and to which nothing else happens but messages.
    pub(crate) fn new(protocol: P, kind: Kind) -> Case<P> {
        let commands = protocol.agenda().into_iter().map(|appointment| (appointment.node, appointment.choice)).collect();
        let timeouts = (0..protocol.size()).map(NodeId).collect();
        Case {
            protocol,
            kind,
            lossy: false,
            commands,
            timeouts_max: 0,
            timeouts,
            reboots_max: 0,
            reboots: Vec::new(),
            checks: Vec::new(),
            through: true,
        }
    }

    /// The same search for the first way to break this one check.
    pub(crate) fn breaking(mut self, check: &str) -> Case<P> {
        self.checks.retain(|(name, _)| *name == check);
        Case { through: false, ..self }
    }
}

/// The sums of a search.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Tally {
    /// How many distinct states.
    pub(crate) unique: usize,
    /// How many states were made: the start, and those met before, included.
    pub(crate) generated: u64,
    /// How many levels, the start being the first.
    pub(crate) levels: usize,
}

/// What a search through everything found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Found {
    /// Its sums.
    pub(crate) tally: Tally,
    /// The checks that break somewhere.
    pub(crate) broken: Vec<&'static str>,
}
