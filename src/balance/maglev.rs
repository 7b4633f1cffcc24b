//! Maglev: a table of a prime number of slots, filled by the servers in turns.
//!
//! Source: Eisenbud et al., *Maglev: A Fast and Reliable Software Network Load Balancer* (NSDI 2016), section 3.4 and
//! listing 1. Each server goes through the slots in an order of its own, (offset + j x skip) mod M for j = 0, 1, ..; in
//! turns each takes the first of them that is still free. A key belongs to slot hash mod M. Shares are as even as a table
//! can be, and a change moves a few keys between servers that both stay (a *collateral* move): slot 6 of the paper's own
//! table 1.
//!
//! The paper leaves two things open. Its hashes: here, as in Envoy, xxh64 of the name with seeds 0 and 1, and of the key
//! with seed 0. Its weights, which change how often a server's turn comes: here a server takes part in round r, from 1,
//! if r x weight has reached the slots that it took x the greatest weight, which is Envoy's rule in whole numbers. As in
//! the paper the turns go *in the order of the list*; Envoy sorts by name ([`super::envoy`]).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::hash::xxh64;
use super::servers::{Server, Servers};

/// A server at the table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Turn {
    /// The server: its place in the list.
    pub server: u16,
    /// The slot that it asks for first.
    pub offset: u32,
    /// How many slots on it asks next, from 1.
    pub skip: u32,
}

/// A filled table.
#[derive(Clone, Debug)]
pub struct Table {
    slots: Vec<u16>,
    turns: Vec<Turn>,
}

/// A slot that nobody has yet; no list of servers is as long.
const FREE: u16 = u16::MAX;

impl Turn {
    /// A server's offset and skip in a table of so many slots, at least two.
    pub(super) fn of(place: usize, server: &Server, size: u32) -> Turn {
        let (name, size) = (server.name.as_bytes(), u64::from(size.max(2)));
        Turn { server: place as u16, offset: (xxh64(name, 0) % size) as u32, skip: (xxh64(name, 1) % (size - 1) + 1) as u32 }
    }

    /// The slot that it asks for at the j-th time, from 0.
    pub fn asks(&self, j: u32, size: u32) -> u32 {
        ((u64::from(self.offset) + u64::from(self.skip) * u64::from(j)) % u64::from(size.max(1))) as u32
    }
}

/// Builds the table with `size` slots, a prime.
pub(super) fn table(servers: &Servers, size: u32) -> Table {
    let turns = servers.iter().enumerate().map(|(place, server)| Turn::of(place, server, size)).collect();
    let weights: Vec<u64> = servers.iter().map(|server| u64::from(server.weight)).collect();
    let greatest = weights.iter().copied().max().unwrap_or(1);
    let mut taken = vec![0_u64; weights.len()];
    Table::fill(turns, size, |which, round| {
        taken[which] += 1;
        // The heaviest fills the table alone in `size` rounds: a turn that is due later than can be counted never comes.
        u32::try_from((taken[which] * greatest).div_ceil(weights[which])).unwrap_or(u32::MAX).max(round + 1)
    })
}

impl Table {
    /// The table of listing 1 in the paper: every server takes a slot in every round. `size` is a prime.
    pub fn of_turns(turns: Vec<Turn>, size: u32) -> Table {
        Table::fill(turns, size, |_, round| round + 1)
    }

    /// Fills `size` slots, a prime. All take part in round 1; `next` says of a server that has just taken a slot, by its
    /// number among the turns, in which later round it takes the next.
    pub(super) fn fill(turns: Vec<Turn>, size: u32, mut next: impl FnMut(usize, u32) -> u32) -> Table {
        let mut slots = vec![FREE; size as usize];
        let mut asked = vec![0_u32; turns.len()];
        let mut due: BinaryHeap<Reverse<(u32, u16)>> = (0..turns.len()).map(|which| Reverse((1, which as u16))).collect();
        let mut left = size;
        while left > 0 {
            let Some(Reverse((round, which))) = due.pop() else { break };
            let (turn, asked) = (turns[usize::from(which)], &mut asked[usize::from(which)]);
            // Skips and the prime have no common part, so within `size` questions every slot is asked for once.
            let free = (*asked..size).find(|j| slots.get(turn.asks(*j, size) as usize) == Some(&FREE));
            let Some(j) = free else { continue };
            slots[turn.asks(j, size) as usize] = turn.server;
            (*asked, left) = (j + 1, left - 1);
            due.push(Reverse((next(usize::from(which), round), which)));
        }
        Table { slots, turns }
    }

    /// The servers of the slots: places in the list.
    pub fn slots(&self) -> &[u16] {
        &self.slots
    }

    /// The servers in the order of their turns.
    pub fn turns(&self) -> &[Turn] {
        &self.turns
    }

    /// The slot of a hash.
    pub fn slot_of(&self, hash: u64) -> u32 {
        (hash % self.slots.len().max(1) as u64) as u32
    }

    /// The server of a hash.
    pub fn server_of(&self, hash: u64) -> u16 {
        self.slots.get(self.slot_of(hash) as usize).copied().unwrap_or(0)
    }
}
