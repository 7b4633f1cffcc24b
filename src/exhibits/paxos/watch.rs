//! What the watcher notes of a run: chosen, promises kept, what was learned. No node knows it.

use crate::sim::{Disk, NodeId, NodeSet};

use super::facts::{Fact, What};
use super::machine::{Paxos, Role};
use super::roles::{Id, Proposal, Watched};

/// Folds one fact into what the watcher knows.
pub(super) fn watch(paxos: &Paxos, watched: &mut Watched, at: NodeId, fact: &Fact) {
    match &fact.what {
        What::Prepares { own, .. } => {
            watched.asked.insert(*own);
        }
        What::Promises { id, .. } => promise(watched, at, *id),
        What::Accepts { proposal, .. } => accept(paxos, watched, at, *proposal),
        What::Declares { proposal, .. } | What::Learns { proposal, .. } => {
            let chosen = watched.chosen.iter().any(|chosen| chosen.value == proposal.value);
            if !chosen && watched.mistaken.is_none() {
                watched.mistaken = Some((at, *proposal));
            }
        }
        What::Wakes { disk: Disk::Lost, .. } if paxos.role(at).0 != Role::Learner => {
            watched.forgot.insert(at);
        }
        // A learner that is told something else keeps what it has learned: it learned nothing wrong.
        What::Contradicts { .. }
        | What::RefusesPrepare { .. }
        | What::CountsPromise { .. }
        | What::Proposes { .. }
        | What::RefusesPropose { .. }
        | What::CountsAccepted { .. }
        | What::HearsRefusal { .. }
        | What::LearnerCounts { .. }
        | What::Ignores { .. }
        | What::Wakes { .. } => {}
    }
}

/// A promise of `id` breaks an earlier one unless it is higher.
fn promise(watched: &mut Watched, at: NodeId, id: Id) {
    let highest = watched.promised.at(at, Id::default);
    if id <= *highest && watched.broken.is_none() {
        watched.broken = Some((at, *highest, id));
    }
    *highest = id.max(*highest);
}

/// Accepting below the promise breaks it; a majority of acceptances over history is *chosen*.
fn accept(paxos: &Paxos, watched: &mut Watched, at: NodeId, proposal: Proposal) {
    let highest = watched.promised.at(at, Id::default);
    if proposal.id < *highest && watched.broken.is_none() {
        watched.broken = Some((at, *highest, proposal.id));
    }
    *highest = proposal.id.max(*highest);
    let voters = watched.votes.at(proposal, NodeSet::default);
    voters.insert(at);
    if voters.len() as u32 >= paxos.majority() && !watched.chosen.contains(&proposal) {
        watched.chosen.push(proposal);
    }
}
