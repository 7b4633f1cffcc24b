//! What an act needs: the named conditions by which an offer is open or closed.

use super::act::Act;
use super::condition::Condition;
use super::ids::{MessageRef, NodeId, NodeSet};
use super::protocol::{Delivery, Protocol};
use super::world::World;

/// One condition of an act. An offer is open when every one of its needs is met; a closed offer
/// names the first that is not.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Need {
    /// There is such a node.
    Exists(NodeId),
    /// The message is in flight.
    InFlight(MessageRef),
    /// Messages arrive one by one, not at the end of a round.
    OneByOne,
    /// The message is not held back.
    NotHeld(MessageRef),
    /// The message is held back.
    Held(MessageRef),
    /// The node is up.
    Up(NodeId),
    /// The node is down.
    Down(NodeId),
    /// The two nodes have a link.
    Linked(NodeId, NodeId),
    /// The link is whole.
    LinkWhole(NodeId, NodeId),
    /// The link is cut.
    LinkCut(NodeId, NodeId),
    /// Some link is cut.
    SomethingCut,
    /// A link between the side and the others is whole.
    SomethingBetween(NodeSet),
    /// The node is a traitor.
    Traitor(NodeId),
    /// The node is loyal.
    Loyal(NodeId),
    /// The protocol knows such a lie for the message.
    Lie(MessageRef, u16),
    /// Such a timer of the node is armed.
    Armed(NodeId, u16),
    /// The protocol lists such a command for the node.
    Listed(NodeId, u16),
    /// It is this turn's turn.
    TurnDue(u16),
    /// A condition of the protocol itself.
    That(NodeId, Condition),
}

impl<P: Protocol> World<P> {
    /// Everything that `act` needs, in the order in which it is asked.
    pub fn needs(&self, act: Act) -> Vec<Need> {
        match act {
            Act::Deliver(m) => {
                vec![Need::InFlight(m), Need::OneByOne, Need::NotHeld(m), Need::Up(m.to), Need::LinkWhole(m.from, m.to)]
            }
            Act::Lose(m) | Act::Duplicate(m) => vec![Need::InFlight(m)],
            Act::Hold(m) => vec![Need::InFlight(m), Need::NotHeld(m)],
            Act::Release(m) => vec![Need::InFlight(m), Need::Held(m)],
            Act::Forge { message, choice } => {
                vec![Need::InFlight(message), Need::Traitor(message.from), Need::Lie(message, choice)]
            }
            Act::Crash { node, .. } => vec![Need::Exists(node), Need::Up(node)],
            Act::Wake { node, .. } => vec![Need::Exists(node), Need::Down(node)],
            Act::Cut(a, b) => vec![Need::Exists(a), Need::Exists(b), Need::Linked(a, b), Need::LinkWhole(a, b)],
            Act::Heal(a, b) => vec![Need::Exists(a), Need::Exists(b), Need::LinkCut(a, b)],
            Act::Partition(side) => vec![Need::SomethingBetween(side)],
            Act::HealAll => vec![Need::SomethingCut],
            Act::Fire { node, timer } => vec![Need::Exists(node), Need::Up(node), Need::Armed(node, timer)],
            Act::Command { node, choice } => self.command_needs(node, choice),
            Act::Betray { node, .. } => vec![Need::Exists(node), Need::Loyal(node)],
            Act::Turn(index) => vec![Need::TurnDue(index)],
        }
    }

    /// The first need of `act` that is not met; `None` when the act is open.
    pub fn closed(&self, act: Act) -> Option<Need> {
        self.needs(act).into_iter().find(|need| !self.met(need))
    }

    /// Whether a need is met now.
    pub fn met(&self, need: &Need) -> bool {
        match *need {
            Need::Exists(node) => node.0 < self.protocol.size(),
            Need::InFlight(message) => self.find(message).is_some(),
            Need::OneByOne => self.protocol.delivery() == Delivery::Messages,
            Need::NotHeld(message) => self.find(message).is_some_and(|flight| !flight.held),
            Need::Held(message) => self.find(message).is_some_and(|flight| flight.held),
            Need::Up(node) => self.up().has(node),
            Need::Down(node) => !self.up().has(node),
            Need::Linked(a, b) => a != b && self.protocol.linked(a, b),
            Need::LinkWhole(a, b) => !self.is_cut(a, b),
            Need::LinkCut(a, b) => self.is_cut(a, b),
            Need::SomethingCut => !self.cuts().is_empty(),
            Need::SomethingBetween(side) => self.between(side).next().or(self.cut_within(side).next()).is_some(),
            Need::Traitor(node) => self.traitors().has(node),
            Need::Loyal(node) => !self.traitors().has(node),
            Need::Lie(message, choice) => {
                self.find(message).is_some_and(|flight| usize::from(choice) < self.lies_for(flight).len())
            }
            Need::Armed(node, timer) => self.armed(node).nth(usize::from(timer)).is_some(),
            Need::Listed(node, choice) => usize::from(choice) < self.protocol.commands(node).len(),
            Need::TurnDue(index) => self.next_turn().is_some_and(|(_, due)| due == index),
            Need::That(_, condition) => condition.holds(),
        }
    }

    fn command_needs(&self, node: NodeId, choice: u16) -> Vec<Need> {
        let mut needs = vec![Need::Exists(node), Need::Up(node), Need::Listed(node, choice)];
        if let (Some(place), Some(command)) =
            (self.places().get(node.index()), self.protocol.commands(node).get(usize::from(choice)))
        {
            needs.extend(self.protocol.may(node, &place.state, command).into_iter().map(|that| Need::That(node, that)));
        }
        needs
    }
}
