//! States and steps in words: what people are told, and what is done again in a run.

use crate::sim::{Disk, NodeId, NodeSet, Protocol};

use super::budget::Spent;

/// A message under way.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Envelope<M> {
    /// The recipient.
    pub to: NodeId,
    /// The sender.
    pub from: NodeId,
    /// What it says.
    pub message: M,
}

/// A state: everything that can still make a difference.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Moment<P: Protocol> {
    /// What each node knows.
    pub nodes: Vec<P::Node>,
    /// Who is up.
    pub up: NodeSet,
    /// The messages under way, link by link; in a bag the same one may stand there twice.
    pub wire: Vec<Envelope<P::Message>>,
    /// The armed timers, in order.
    pub timers: Vec<(NodeId, P::Timer)>,
    /// What the watcher knows.
    pub watched: P::Watched,
    /// The commands that were given, as a mask over their list.
    pub given: u32,
    /// The faults that happened.
    pub spent: Spent,
    /// Whether a node is in the middle of sending, and about to crash.
    pub begun: bool,
}

/// Something that happens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Happening<P: Protocol> {
    /// A message arrives.
    Deliver(Envelope<P::Message>),
    /// A command is given: its place in [`super::Inquiry::commands`].
    Command(usize),
    /// A timer goes off.
    Fire(NodeId, P::Timer),
    /// A node crashes; in the middle of sending, those whom its messages still reach.
    Crash(NodeId, Option<NodeSet>),
    /// A node wakes.
    Wake(NodeId, Disk),
    /// A message is lost.
    Lose(Envelope<P::Message>),
    /// A message is doubled.
    Duplicate(Envelope<P::Message>),
    /// A message says something else: which of the lies that the protocol knows.
    Forge(Envelope<P::Message>, u16),
}

/// A move: what happens, and what the handler chose meanwhile.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Move<P: Protocol> {
    /// What happens.
    pub what: Happening<P>,
    /// The answers to its choices, in order.
    pub choices: Vec<u32>,
    /// Whether the node is then in the middle of sending, and crashes next.
    pub begins: bool,
}
