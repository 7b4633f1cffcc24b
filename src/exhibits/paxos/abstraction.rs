//! The machine seen as the published specification: acceptors and everything that was ever said. Proposers and learners
//! are looked through.
//!
//! ```text
//!   here                                           in `paxos-set`
//!   a client's command, or patience is over   ──▶  1a(b)
//!   an acceptor promises                      ──▶  1b(a)
//!   the promise that makes a majority         ──▶  2a(b, v)
//!   an acceptor accepts                       ──▶  2b(a)
//!   whatever else                             ──▶  a stutter: what is counted, refused, declared or learned, and who is down
//! ```
//!
//! Nothing here is two actions there, so that each step has one or none to be. It is meant for a search in which messages
//! stay for ever: then what is under way is all that was ever sent, and no history has to be kept beside the state. An
//! acceptor that is down still knows what it knew; what it lost with its disk it has lost when it wakes.

use crate::explore::models::paxos_set::{self, PaxosSet, Sizes, Vote};
use crate::explore::{Moment, Row};

use super::machine::Paxos;
use super::roles::{Id, Message, Node, Proposal};

/// The sizes of the specification that a configuration is to be seen as, for so many ids: they are its ballots.
pub fn sizes(paxos: &Paxos, ids: u8) -> Sizes {
    Sizes::new(paxos.acceptors, paxos.palette.len() as u8, ids)
}

/// What a state looks like there; `None` where it looks like nothing: an id is beyond the ballots.
pub fn image(paxos: &Paxos, moment: &Moment<Paxos>, model: &PaxosSet) -> Option<Row> {
    let mut acceptors = Vec::new();
    for node in &moment.nodes {
        if let Node::Acceptor(acceptor) = node {
            let promised = Some(acceptor.promised).filter(|id| *id > Id::default());
            acceptors.push((promised.map(ballot), acceptor.accepted.map(vote)));
        }
    }
    let said = moment.wire.iter().filter_map(|envelope| {
        // Acceptors are told by their place among themselves, from 0.
        let from = paxos.role(envelope.from).1 - 1;
        match envelope.message {
            Message::Prepare { id } => Some(paxos_set::Message::Prepare(ballot(id))),
            Message::Promise { id, accepted } => Some(paxos_set::Message::Promise(ballot(id), from, accepted.map(vote))),
            Message::Propose(proposal) => Some(paxos_set::Message::Propose(vote(proposal))),
            Message::Accepted(proposal) => Some(paxos_set::Message::Accepted(from, vote(proposal))),
            Message::Refused { .. } | Message::Learn(_) => None,
        }
    });
    model.state(&acceptors, said)
}

/// Ids begin at 1, ballots at 0; what is no id of a proposal is beyond every ballot.
fn ballot(id: Id) -> u8 {
    u8::try_from(id.0.wrapping_sub(1)).unwrap_or(u8::MAX)
}

fn vote(proposal: Proposal) -> Vote {
    (ballot(proposal.id), proposal.value.0)
}
