//! Names for the things of a run: nodes, messages, links, events.

use std::fmt;

/// A node: its place in the roster of the protocol, from 0.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NodeId(pub u8);

impl NodeId {
    /// The place as an index into tables of nodes.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A message of one run: messages are numbered from 0 in the order in which they came to be.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct MessageId(pub u32);

/// How a message came to be. Each way has ordinals and draws of its own, so that a duplicate does
/// not reshuffle the luck of the messages that are sent after it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Lane {
    /// A handler sent it.
    Sent,
    /// The wire made a second one of it.
    Copied,
}

/// A message named by its place on its link: stable across branches of a run, unlike [`MessageId`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct MessageRef {
    /// The sender.
    pub from: NodeId,
    /// The recipient.
    pub to: NodeId,
    /// How it came to be.
    pub lane: Lane,
    /// The how-manieth on this link and lane, from 0.
    pub ordinal: u16,
}

/// A set of nodes as a bit mask.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct NodeSet(pub u32);

impl NodeSet {
    /// No node.
    pub const EMPTY: NodeSet = NodeSet(0);

    /// The set with `node` added.
    #[must_use]
    pub fn with(self, node: NodeId) -> NodeSet {
        NodeSet(self.0 | 1 << node.0)
    }

    /// The set with `node` taken out.
    #[must_use]
    pub fn without(self, node: NodeId) -> NodeSet {
        NodeSet(self.0 & !(1 << node.0))
    }

    /// Whether `node` is in it.
    pub fn has(self, node: NodeId) -> bool {
        self.0 >> node.0 & 1 == 1
    }

    /// Puts `node` in; whether it was new.
    pub fn insert(&mut self, node: NodeId) -> bool {
        let new = !self.has(node);
        *self = self.with(node);
        new
    }

    /// How many.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether it is empty.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The nodes, in order.
    pub fn iter(self) -> impl Iterator<Item = NodeId> {
        (0..32).map(NodeId).filter(move |node| self.has(*node))
    }
}

impl FromIterator<NodeId> for NodeSet {
    fn from_iter<I: IntoIterator<Item = NodeId>>(nodes: I) -> NodeSet {
        nodes.into_iter().fold(NodeSet::EMPTY, NodeSet::with)
    }
}

impl fmt::Debug for NodeSet {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_set().entries(self.iter().map(|node| node.0)).finish()
    }
}
