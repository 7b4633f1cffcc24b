//! Envoy's ring hash and Envoy's Maglev: both share out by weights that are normalized to a sum of 1, in `f64`.
//!
//! Source: `ring_hash_lb.cc`, `maglev_lb.cc` and `thread_aware_lb_impl.cc`. Sums, products, quotients and ceilings of
//! `f64` are exact by the standard, so they are the same bits everywhere.
//!
//! **Ring.** scale = min(ceil(least weight x minimum size) / least weight, maximum size): the lightest server has a whole
//! number of points. In the order of the list, running sums are kept of the points that there are and of scale x weight
//! that there should be, and a server has points until the one reaches the other; so shares that are no whole numbers
//! even out along the list, and *the order of servers matters*. Point i of a server lies at `xxh64("name_i")`. A key lies
//! at its xxh64 and belongs to the first point at or after it, then to the first of all. (The other hash, `MURMUR_HASH_2`, which Envoy can
//! be told to use instead, is left out.)
//!
//! **Maglev.** Servers are sorted by name, so their order does not matter. offset = xxh64(name, 0) mod M,
//! skip = xxh64(name, 1) mod (M - 1) + 1. In round r, from 1, a server takes a slot if r x weight has reached its target,
//! which then grows by the greatest weight.

use super::hash::{KeyHash, xxh64};
use super::maglev::{Table, Turn};
use super::ring::{Made, Ring, Search, Shared, Width};
use super::servers::Servers;

/// Weights with a sum of 1, in the order of the list.
fn normalized(servers: &Servers) -> Vec<f64> {
    let total = servers.total_weight() as u32;
    servers.iter().map(|server| f64::from(server.weight) / f64::from(total)).collect()
}

/// Builds the ring of at least `min` points, if that is not more than `max`.
pub(super) fn ring(servers: &Servers, min: u32, max: u32) -> Option<Ring> {
    let weights = normalized(servers);
    let least = weights.iter().copied().fold(1.0, f64::min);
    let scale = ((least * f64::from(min)).ceil() / least).min(f64::from(max));
    let (mut current, mut target) = (0.0, 0.0);
    let mut made = Made::with_room(u64::from(min));
    for (server, weight) in servers.iter().zip(weights) {
        target += scale * weight;
        let mut nth = 0;
        while current < target {
            made.push(xxh64(format!("{}_{nth}", server.name).as_bytes(), 0));
            nth += 1;
            current += 1.0;
        }
        made.next_server();
    }
    Ring::new(&made, Shared::All, Width::Bits64, Search::AtOrAfter, KeyHash::Xxh64)
}

/// Builds Maglev's table with `size` slots, a prime.
pub(super) fn table(servers: &Servers, size: u32) -> Table {
    let weights = normalized(servers);
    let greatest = weights.iter().copied().fold(0.0, f64::max);
    let mut turns: Vec<(Turn, f64)> = servers
        .iter()
        .enumerate()
        .zip(weights)
        .map(|((place, server), weight)| (Turn::of(place, server, size), weight))
        .collect();
    turns.sort_by_key(|(turn, _)| servers.get(turn.server).map(|server| &server.name));
    let (turns, weights): (Vec<Turn>, Vec<f64>) = turns.into_iter().unzip();
    let mut targets = vec![0.0; turns.len()];
    Table::fill(turns, size, |which, round| {
        targets[which] += greatest;
        next_round(round, weights[which], targets[which])
    })
}

/// The first round after `round` in which `round x weight` has reached the target.
#[expect(clippy::cast_sign_loss, reason = "a quotient of positive numbers")]
fn next_round(round: u32, weight: f64, target: f64) -> u32 {
    let due = |round: u32| f64::from(round) * weight >= target;
    // The quotient is right but for its last bit; the comparison is Envoy's own.
    let about = (target / weight) as u32;
    let first = about.saturating_sub(1).max(round.saturating_add(1));
    (first..=u32::MAX).find(|round| due(*round)).unwrap_or(u32::MAX)
}
