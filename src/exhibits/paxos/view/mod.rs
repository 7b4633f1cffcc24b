//! How Paxos looks: figures with captions and tags on three grids, the frame as a table, a node in
//! detail, and the outline of each message. Links and packets are drawn by what is general.

mod captions;
mod figures;
mod inspect;
mod layout;

#[cfg(test)]
mod tests;

pub use figures::stage;
pub use inspect::{inspect, table};

use crate::exhibit::Look;
use crate::scene::PacketShape;
use crate::sim::World;
use crate::text::Tone;

use super::machine::{Paxos, Role};
use super::roles::{Id, Message, Node, Phase, Proposal};

/// How a message looks.
pub fn look(paxos: &Paxos, message: &Message) -> Look {
    let written = |proposal: Proposal| format!("{}·{}", proposal.id.0, paxos.word(proposal.value));
    let id = |of: Id| ("id", of.0.to_string());
    let value = |proposal: Proposal| ("value", paxos.word(proposal.value).to_owned());
    let (shape, tone, said, fields) = match *message {
        Message::Prepare { id: of } => (PacketShape::Box, Tone::Ask, of.0.to_string(), vec![id(of)]),
        Message::Promise { id: of, accepted: None } => (PacketShape::Ribbon, Tone::Promise, of.0.to_string(), vec![id(of)]),
        Message::Promise { id: of, accepted: Some(proposal) } => {
            let fields = vec![id(of), ("accepted", proposal.id.0.to_string()), value(proposal)];
            (PacketShape::Ribbon, Tone::Promise, format!("{} ({})", of.0, written(proposal)), fields)
        }
        Message::Propose(proposal) => {
            (PacketShape::Pill, Tone::Propose, written(proposal), vec![id(proposal.id), value(proposal)])
        }
        Message::Accepted(proposal) => {
            (PacketShape::Arrow, Tone::Accepted, written(proposal), vec![id(proposal.id), value(proposal)])
        }
        Message::Refused { id: of, promised } => {
            (PacketShape::Cut, Tone::Refused, of.0.to_string(), vec![id(of), ("promised", promised.0.to_string())])
        }
        Message::Learn(proposal) => (PacketShape::Double, Tone::Learn, written(proposal), vec![id(proposal.id), value(proposal)]),
    };
    let kind = message.kind();
    Look { kind, label: format!("{kind} {said}"), shape, tone, fields }
}

/// What each proposer has declared and each learner has learned; nothing for traitors.
pub fn decisions(world: &World<Paxos>) -> Vec<(String, Option<String>)> {
    let paxos = &world.protocol;
    let nodes = paxos.all_proposers().chain(paxos.all_learners());
    let decided = nodes.map(|node| {
        let resolution = world.node(node).filter(|_| !world.traitors().has(node)).and_then(resolution);
        (paxos.name(node), resolution.map(|proposal| paxos.word(proposal.value).to_owned()))
    });
    decided.collect()
}

/// What a node takes for the resolution.
fn resolution(node: &Node) -> Option<Proposal> {
    match node {
        Node::Proposer(proposer) => match proposer.phase {
            Phase::Resolved { proposal, .. } => Some(proposal),
            Phase::Idle | Phase::Preparing { .. } | Phase::Proposing { .. } => None,
        },
        Node::Acceptor(_) => None,
        Node::Learner(learner) => learner.learned,
    }
}

/// Every role, in the order of the stage.
const ROLES: [Role; 3] = [Role::Proposer, Role::Acceptor, Role::Learner];
