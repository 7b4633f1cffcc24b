//! HAProxy `hash-type consistent`: a key belongs to the *nearest* point, before or behind it.
//!
//! Source: `lb_chash.c`, `backend.c`, `hash.c` and `tools.h` of HAProxy, whose definitions are followed and whose code
//! is not copied. Point i of a server lies at `full_hash(id x 4096 + i)`, 16 points per unit of weight. Not its name but
//! its id is hashed: the number of the server in its backend, from 1, which a running HAProxy keeps while others come
//! and go. (Taking a line out of its file counts all later servers anew, unless their ids are written there.)
//!
//! A key lies at its sdbm, as `hash-type consistent sdbm` does it; without a function, `hash-type consistent` also sends
//! that number through `full_hash`. It belongs to the point before it or to the first at or after it, whichever is nearer;
//! to the one before if both are as far. Points that coincide all stay: the first is met from below, the last from above.

use super::hash::{KeyHash, full_hash};
use super::ring::{Made, Ring, Search, Shared, Width};
use super::servers::Servers;

/// Points per unit of weight.
pub const POINTS: u32 = 16;

/// Numbers between the first point of one id and that of the next: no server has more points, so with 16 each no
/// weight is above 256.
pub const POINTS_PER_ID: u32 = 4_096;

/// Builds the ring with so many points per unit of weight.
pub(super) fn ring(servers: &Servers, points: u32) -> Option<Ring> {
    let mut made = Made::with_room(servers.total_weight() * u64::from(points));
    for server in servers {
        let first = server.id.wrapping_mul(POINTS_PER_ID);
        for nth in 0..points * server.weight {
            made.push(u64::from(full_hash(first.wrapping_add(nth))));
        }
        made.next_server();
    }
    Ring::new(&made, Shared::All, Width::Bits32, Search::Nearest, KeyHash::Sdbm)
}
