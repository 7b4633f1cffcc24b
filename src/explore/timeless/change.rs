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
    /// Where a node crashes in the middle of sending: whom it still reaches.
    pub(super) reached: Option<NodeSet>,
    /// Whether what is put in stands where that which is taken out stood: a lie changes a message, and not its turn.
    pub(super) instead: bool,
}

impl Change<'_> {
    pub(super) fn is_empty(&self) -> bool {
        self.taken.is_none() && self.put.is_empty()
    }
}

impl<P: Protocol> Timeless<P> {
    /// What a step does to the wire.
    pub(super) fn change<'a>(&'a self, turn: &'a Turn) -> Change<'a> {
        let takes = matches!(self.inquiry.network, Network::Bag | Network::Ordered);
        match &turn.what {
            What::Ask(_, asked) | What::Begin(_, asked) => {
                let taken = if let Asked::Deliver(envelope) = asked { Some(*envelope).filter(|_| takes) } else { None };
                // Who is in the middle of sending has sent nothing yet.
                let begins = matches!(turn.what, What::Begin(..));
                let put: &[u32] = if begins { &[] } else { &self.tables.made(turn.made).sends };
                Change { taken, put, ..Change::default() }
            }
            What::Fall(_, reached) => {
                Change { put: &self.tables.made(turn.made).sends, reached: Some(*reached), ..Change::default() }
            }
            What::Lose(envelope) => Change { taken: Some(*envelope), ..Change::default() },
            What::Duplicate(envelope) => Change { put: std::slice::from_ref(envelope), ..Change::default() },
            What::Forge(envelope, lie) => {
                let lie = self.tables.lies(*envelope).and_then(|lies| lies.get(usize::from(*lie)..=usize::from(*lie)));
                let put = lie.filter(|lie| lie[0] != NOTHING).unwrap_or(&[]);
                let taken = Some(*envelope).filter(|_| self.inquiry.network != Network::Set);
                Change { taken, put, instead: self.inquiry.network == Network::Ordered, ..Change::default() }
            }
        }
    }

    /// The envelopes that a change puts in.
    fn put<'a>(&'a self, change: &Change<'a>) -> impl Iterator<Item = &'a u32> + 'a {
        let to = |send: &u32| NodeId((self.tables.key(*send) >> 56) as u8);
        let reached = change.reached;
        change.put.iter().filter(move |send| reached.is_none_or(|reached| reached.has(to(send))))
    }

    /// The envelopes of a wire after a change.
    pub(super) fn changed(&self, wire: &[u32], change: &Change<'_>) -> Vec<u32> {
        let mut list = wire.to_vec();
        if let Some(at) = change.taken.and_then(|taken| list.iter().position(|envelope| *envelope == taken)) {
            if let (true, Some(put)) = (change.instead, change.put.first()) {
                list[at] = *put;
                return list;
            }
            list.remove(at);
        }
        let rank = |envelope: u32| match self.inquiry.network {
            Network::Ordered => self.tables.key(envelope) >> 48,
            Network::Set | Network::Bag | Network::Doubling => self.tables.key(envelope),
        };
        for send in self.put(change) {
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
        let sent = |sum: u64, send: &u32| sum.wrapping_add(self.tables.weight(*send));
        let put = if change.reached.is_some() { self.put(change).fold(0, sent) } else { all };
        let taken = change.taken.map_or(0, |taken| self.tables.weight(taken));
        self.wires.sum(wire).wrapping_sub(taken).wrapping_add(put)
    }
}
