//! Acts: everything that a person, an adversary or the default order may do to any protocol.
//!
//! One enumeration in a fixed order, plain data without the protocol's types, so that addresses
//! can carry it. It grows at the end only: [`Act`]'s codes are part of addresses for ever.

use super::ids::{MessageRef, NodeId, NodeSet};

/// What a node finds on its disk when it wakes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Disk {
    /// What it had written.
    Kept,
    /// Nothing: the disk is gone.
    Lost,
}

/// From when on a node is a traitor.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Since {
    /// From this event on.
    Now,
    /// From the start: the run is replayed up to this frame.
    Start,
}

/// One thing that may happen next.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Act {
    /// The message arrives.
    Deliver(MessageRef),
    /// The message is lost.
    Lose(MessageRef),
    /// The wire makes a second one of the message.
    Duplicate(MessageRef),
    /// The message is held back until it is released; play never releases it.
    Hold(MessageRef),
    /// A held message may arrive again.
    Release(MessageRef),
    /// A traitor's message says something else: the choice-th of the lies that the protocol knows.
    Forge {
        /// The message.
        message: MessageRef,
        /// Which lie.
        choice: u16,
    },
    /// The node crashes; of the messages of its latest step that are still in flight only those to
    /// `reaches` stay.
    Crash {
        /// The node.
        node: NodeId,
        /// Who still gets the messages of its latest step.
        reaches: NodeSet,
    },
    /// A crashed node wakes.
    Wake {
        /// The node.
        node: NodeId,
        /// What it finds on its disk.
        disk: Disk,
    },
    /// The link between two nodes is cut, both ways.
    Cut(NodeId, NodeId),
    /// The link between two nodes is healed.
    Heal(NodeId, NodeId),
    /// Every link between `side` and the others is cut, every link within `side` is healed: it is one island.
    Partition(NodeSet),
    /// Every link is healed.
    HealAll,
    /// An armed timer goes off: the index-th of the node's timers, in their order.
    Fire {
        /// The node.
        node: NodeId,
        /// Which of its armed timers.
        timer: u16,
    },
    /// A command from outside: the index-th that the protocol lists for the node.
    Command {
        /// The node.
        node: NodeId,
        /// Which command.
        choice: u16,
    },
    /// The node turns traitor.
    Betray {
        /// The node.
        node: NodeId,
        /// From when on.
        since: Since,
    },
    /// Rounds only: the index-th turn of the round; turn 0 ends the round before it, so that
    /// everything in flight arrives first.
    Turn(u16),
}

/// What a scenario or an address wants done, at which event.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Deviation {
    /// The event (from 1: event 0 is the start).
    pub event: u32,
    /// What happens there instead of the default order's next event.
    pub act: Act,
}
