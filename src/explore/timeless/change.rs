//! What a step does to the wire.

use crate::explore::pool::mix;
use crate::sim::{NodeId, NodeSet, Protocol};

use super::Timeless;
use super::budget::Network;
use super::space::{Turn, What};
use super::tables::{Asked, NOTHING};

/// What a step does to the wire: what it takes out, and what it puts in.
#[derive(Clone, Copy, Default)]
pub(super) struct Change<'a> {
    pub(super) taken: Option<u32>,
    pub(super) put: &'a [u32],
    /// What a node had begun to send, and whom it still reaches: the others' are taken out.
    pub(super) cut: (&'a [u32], NodeSet),
}

impl Change<'_> {
    pub(super) fn is_empty(&self) -> bool {
        self.taken.is_none() && self.put.is_empty() && self.cut.0.is_empty()
    }
}

impl<P: Protocol> Timeless<P> {
    /// What a step does to the wire.
    pub(super) fn change<'a>(&'a self, turn: &'a Turn) -> Change<'a> {
        let takes = matches!(self.inquiry.network, Network::Bag | Network::Ordered);
        match &turn.what {
            What::Ask(_, asked) | What::Begin(_, asked) => {
                let taken = if let Asked::Deliver(envelope) = asked { Some(*envelope).filter(|_| takes) } else { None };
                Change { taken, put: &self.tables.made(turn.made).sends, ..Change::default() }
            }
            What::Fall(_, reached) => Change { cut: (&self.tables.made(turn.made).sends, *reached), ..Change::default() },
            What::Lose(envelope) => Change { taken: Some(*envelope), ..Change::default() },
            What::Duplicate(envelope) => Change { put: std::slice::from_ref(envelope), ..Change::default() },
            What::Forge(envelope, lie) => {
                let lie = self.tables.lies(*envelope).and_then(|lies| lies.get(usize::from(*lie)..=usize::from(*lie)));
                let put = lie.filter(|lie| lie[0] != NOTHING).unwrap_or(&[]);
                Change { taken: Some(*envelope).filter(|_| self.inquiry.network != Network::Set), put, ..Change::default() }
            }
        }
    }

    /// The envelopes that a change takes out.
    fn taken<'a>(&'a self, change: Change<'a>) -> impl Iterator<Item = u32> + 'a {
        let (sends, reached) = change.cut;
        let cut = sends.iter().copied().filter(move |send| !reached.has(NodeId((self.tables.key(*send) >> 56) as u8)));
        change.taken.into_iter().chain(cut)
    }

    /// The envelopes of a wire after a change.
    pub(super) fn changed(&self, wire: &[u32], change: &Change<'_>) -> Vec<u32> {
        let mut list = wire.to_vec();
        for taken in self.taken(*change) {
            if let Some(at) = list.iter().position(|envelope| *envelope == taken) {
                list.remove(at);
            }
        }
        let rank = |envelope: u32| match self.inquiry.network {
            Network::Ordered => self.tables.key(envelope) >> 48,
            Network::Set | Network::Bag | Network::Doubling => self.tables.key(envelope),
        };
        for send in change.put {
            let at = list.partition_point(|envelope| rank(*envelope) <= rank(*send));
            if !(self.inquiry.network.merges() && list[..at].last() == Some(send)) {
                list.insert(at, *send);
            }
        }
        list
    }

    /// What tells a wire from others, worked out from its envelopes.
    pub(super) fn sum_of(&self, list: &[u32]) -> u64 {
        if self.inquiry.network != Network::Ordered {
            return list.iter().fold(0, |sum, envelope| sum.wrapping_add(self.tables.weight(*envelope)));
        }
        let links = list.chunk_by(|a, b| self.tables.key(*a) >> 48 == self.tables.key(*b) >> 48);
        links.fold(0, |sum, link| {
            sum.wrapping_add(
                link.iter().fold(1, |chain: u64, envelope| mix(chain.rotate_left(9) ^ self.tables.weight(*envelope))),
            )
        })
    }

    /// What tells the wire from others after a change.
    pub(super) fn sum_after(&self, row: &[u32], change: &Change<'_>, all: u64) -> u64 {
        let wire = row[self.wire()];
        if change.is_empty() {
            return self.wires.sum(wire);
        }
        if self.inquiry.network != Network::Bag {
            return self.sum_of(&self.changed(self.wires.list(wire), change));
        }
        self.taken(*change).fold(self.wires.sum(wire).wrapping_add(all), |sum, taken| sum.wrapping_sub(self.tables.weight(taken)))
    }
}
