//! The ring on which everything is the number that it spells: small enough to be followed on paper.
//!
//! Source: groupcache, `consistenthash/consistenthash_test.go`. Point `i` of a server lies where the digits of `i`
//! followed by the server's name say: server `6` has 6, 16 and 26. A key lies at its own number and belongs to the first
//! point at or after it. Where two points coincide, the one that was made last stays, as in groupcache's map.
//!
//! Ours: groupcache knows no weights; here a server has three points *per unit of weight*. Names and keys must be whole
//! numbers, and points and keys below 2^32.

use super::hash::{KeyHash, number};
use super::placement::BuildError;
use super::ring::{Made, Ring, Search, Shared, Width};
use super::servers::Servers;

/// Points per unit of weight in groupcache's test.
pub const POINTS: u32 = 3;

/// Builds the ring with so many points per unit of weight.
pub(super) fn ring(servers: &Servers, points: u32) -> Result<Option<Ring>, BuildError> {
    let mut made = Made::with_room(servers.total_weight() * u64::from(points));
    for server in servers {
        for nth in 0..points * server.weight {
            let at = number(format!("{nth}{}", server.name).as_bytes()).and_then(|at| u32::try_from(at).ok());
            let at = at.ok_or_else(|| BuildError::NotANumber { server: server.name.clone() })?;
            made.push(u64::from(at));
        }
        made.next_server();
    }
    Ok(Ring::new(&made, Shared::Last, Width::Bits32, Search::AtOrAfter, KeyHash::Number))
}
