//! Rendezvous, or highest random weight: every server has a score for every key, and the highest has it.
//!
//! Source: Thaler and Ravishankar, *Using Name-Based Mappings to Increase Hit Rates* (1998); the weighted score is
//! w / -ln(u) as in Schindelhauer and Schomaker (2005) and in the draft of Mosko and others. A score depends on nothing
//! but the key and the server, so only the keys of a removed server move, ever, and the order of servers does not matter.
//!
//! The papers leave the hash open. Here it is the xxh64 of the key's xxh64 (eight bytes, little-endian) with the
//! xxh64 of the server's name for a seed; u = (its upper 52 bits + 1/2) / 2^52, which is neither 0 nor 1. Among equal
//! weights the hash alone decides, being in the order of u; the logarithm is that of the crate `libm`, the same bits
//! everywhere. Where all that is equal, the server whose name comes first has the key.

use std::cmp::Ordering;

use super::hash::xxh64;
use super::servers::Servers;

/// A server's score for a key.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Score {
    /// The server: its place in the list.
    pub server: u16,
    /// The hash of key and server.
    pub hash: u64,
    /// w / -ln(u).
    pub score: f64,
}

/// What is known of the servers before the first key.
#[derive(Clone, Debug)]
pub struct Rendezvous {
    /// (xxh64 of the name, weight), by place.
    seeds: Vec<(u64, u32)>,
    /// For each server how many names come before its own.
    ranks: Vec<u16>,
    equal: bool,
}

impl Rendezvous {
    /// Gets ready for these servers.
    pub fn new(servers: &Servers) -> Rendezvous {
        let seeds = servers.iter().map(|server| (xxh64(server.name.as_bytes(), 0), server.weight)).collect();
        let mut order: Vec<u16> = (0..servers.len() as u16).collect();
        order.sort_by_key(|place| servers.get(*place).map(|server| &server.name));
        let mut ranks = vec![0; order.len()];
        for (rank, place) in (0..).zip(order) {
            ranks[usize::from(place)] = rank;
        }
        Rendezvous { seeds, ranks, equal: servers.are_equal() }
    }

    /// The server with the highest score for a key's xxh64.
    pub fn server_of(&self, key: u64) -> u16 {
        let key = key.to_le_bytes();
        let hash = |place: u16| xxh64(&key, self.seeds[usize::from(place)].0);
        let rest = 1..self.seeds.len() as u16;
        if self.equal {
            let first = (hash(0), 0);
            return rest.fold(first, |best, place| self.higher(best, (hash(place), place), |a, b| a.cmp(&b))).1;
        }
        let scored = |place: u16| (score(hash(place), self.seeds[usize::from(place)].1), place);
        let by_score = |a: f64, b: f64| a.total_cmp(&b);
        rest.fold(scored(0), |best, place| self.higher(best, scored(place), by_score)).1
    }

    /// Every server's score for a key's xxh64, by place.
    pub fn scores(&self, key: u64) -> Vec<Score> {
        let seeds = self.seeds.iter().zip(0..);
        let of = |((seed, weight), server): (&(u64, u32), u16)| {
            let hash = xxh64(&key.to_le_bytes(), *seed);
            Score { server, hash, score: score(hash, *weight) }
        };
        seeds.map(of).collect()
    }

    fn higher<S: Copy>(&self, best: (S, u16), other: (S, u16), order: impl Fn(S, S) -> Ordering) -> (S, u16) {
        let rank = |place: u16| self.ranks[usize::from(place)];
        match order(other.0, best.0).then(rank(best.1).cmp(&rank(other.1))) {
            Ordering::Greater => other,
            Ordering::Less | Ordering::Equal => best,
        }
    }
}

/// The weighted score of a hash.
fn score(hash: u64, weight: u32) -> f64 {
    let upper = hash >> 12;
    // 52 bits in two halves, each of which `f64` takes from whole numbers without loss.
    let whole = f64::from((upper >> 32) as u32) * 4_294_967_296.0 + f64::from(upper as u32);
    let u = (whole + 0.5) / 4_503_599_627_370_496.0;
    f64::from(weight) / -libm::log(u)
}
