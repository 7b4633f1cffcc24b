//! Consistent hashing with bounded loads: nobody gets more than c times the average, and what overflows walks on.
//!
//! Source: Mirrokni, Thorup and Zadimoghaddam, *Consistent Hashing with Bounded Loads* (2016). m keys on n servers: a
//! server takes at most ceil(c x m / n), c at least 1; keys come in order, and one whose server is full goes on clockwise
//! from point to point to the first server with room. There is always room, because the capacities hold all m keys.
//!
//! Ours: with weights a capacity is ceil(c x m x weight / total), which for equal weights is the paper's. The way on is
//! clockwise on a ring of HAProxy's too, as HAProxy itself does it (`hash-balance-factor`). Envoy does not walk: it draws
//! another server by chance.

use super::fraction::Fraction;
use super::ring::Ring;
use super::servers::Servers;

/// A ring that fills up.
#[derive(Clone, Debug)]
pub struct Bounded<'a> {
    ring: &'a Ring,
    capacities: Vec<u64>,
    loads: Vec<u64>,
}

/// ceil(c x m / n), c being `percent` of 1; 0 when n is 0.
pub fn capacity(keys: u64, servers: u64, percent: u32) -> u64 {
    share(keys, 1, servers, percent)
}

fn share(keys: u64, weight: u64, total: u64, percent: u32) -> u64 {
    let product = u128::from(keys) * u128::from(weight) * u128::from(percent);
    let whole = u128::from(total) * 100;
    if whole == 0 { 0 } else { u64::try_from(product.div_ceil(whole)).unwrap_or(u64::MAX) }
}

impl<'a> Bounded<'a> {
    /// An empty ring that will take `keys` keys, with c as a percentage; below 100 counts as 100, or there would not be
    /// room for all.
    pub fn new(ring: &'a Ring, servers: &Servers, keys: u64, percent: u32) -> Bounded<'a> {
        let total = servers.total_weight();
        let capacities = servers.iter().map(|server| share(keys, u64::from(server.weight), total, percent.max(100))).collect();
        Bounded { ring, capacities, loads: vec![0; servers.len()] }
    }

    /// The ring when its servers have so many keys already, in their order.
    #[must_use]
    pub fn holding(mut self, loads: &[u64]) -> Bounded<'a> {
        for (load, held) in self.loads.iter_mut().zip(loads) {
            *load = *held;
        }
        self
    }

    /// Takes a key in: the number of the point whose server has it now. `None` when every server that has a point is
    /// full, which happens only after more keys than were announced, or on a ring that gives some server no point.
    pub fn place(&mut self, hash: u64) -> Option<u32> {
        let point = self.ring.clockwise(hash).find(|number| !self.is_full(self.server(*number)))?;
        let server = self.server(point);
        self.loads[usize::from(server)] += 1;
        Some(point)
    }

    /// The points that a key would walk past now, whose servers are full, one of each server and in the order in which
    /// they are met; and the one where it would stay.
    pub fn path(&self, hash: u64) -> (Vec<u32>, Option<u32>) {
        let mut met = vec![false; self.loads.len()];
        let mut passed = Vec::new();
        for number in self.ring.clockwise(hash) {
            let server = self.server(number);
            if !self.is_full(server) {
                return (passed, Some(number));
            }
            if !std::mem::replace(&mut met[usize::from(server)], true) {
                passed.push(number);
            }
        }
        (passed, None)
    }

    /// How many keys each server has.
    pub fn loads(&self) -> &[u64] {
        &self.loads
    }

    /// How many keys each server may have.
    pub fn capacities(&self) -> &[u64] {
        &self.capacities
    }

    /// The share of a server's capacity that is used up.
    pub fn used(&self, server: u16) -> Fraction {
        let of = |list: &[u64]| list.get(usize::from(server)).copied().unwrap_or(0);
        Fraction::new(of(&self.loads), of(&self.capacities))
    }

    fn server(&self, number: u32) -> u16 {
        self.ring.points()[number as usize].server
    }

    fn is_full(&self, server: u16) -> bool {
        self.loads[usize::from(server)] >= self.capacities[usize::from(server)]
    }
}
