//! libketama: the first ring in wide use, and the one whose points get lost.
//!
//! Source: `libketama/ketama.c`. Of n servers one with a share of the memory (here: weight) has
//! floor(share x 40 x n) digests md5("name-k"), k from 0, each read as four little-endian points. A key lies at the
//! first four bytes of its md5 and belongs to the first point at or after it, then to the first of all.
//!
//! The share is a quotient in `f32`, the product is made in `f64` and rounded to `f32` before the floor, as C does it:
//! the eight servers of its own example have 1,264 points and not 1,280, because every floor loses a part. A server of
//! little weight may lose all of its points. The number of points depends on n, so a join or a leave moves the points of
//! others too, unless all weights are equal and nothing is lost.
//!
//! libketama breaks off names after 22 bytes; here they may be longer. Where points coincide all stay, in the order of
//! the list: the first has the key. (There the C library's sort decides.)

use super::hash::{KeyHash, md5_words};
use super::ring::{Made, Ring, Search, Shared, Width};
use super::servers::Servers;

/// Points per server of average weight.
pub const POINTS: u32 = 160;

/// Builds the ring with so many points per server of average weight, a multiple of four.
pub(super) fn ring(servers: &Servers, points: u32) -> Option<Ring> {
    let mut made = Made::with_room(servers.len() as u64 * u64::from(points));
    for server in servers {
        for k in 0..digests(server.weight, servers.total_weight(), servers.len() as u32, points / 4) {
            for at in md5_words(format!("{}-{k}", server.name).as_bytes()) {
                made.push(u64::from(at));
            }
        }
        made.next_server();
    }
    Ring::new(&made, Shared::All, Width::Bits32, Search::AtOrAfter, KeyHash::Md5)
}

/// How many digests a server has: the floor of share x digests of an average server x servers.
#[expect(clippy::cast_precision_loss, reason = "libketama divides in f32, and what it loses belongs to the answer")]
#[expect(clippy::cast_sign_loss, reason = "a product of positive numbers")]
pub fn digests(weight: u32, total: u64, servers: u32, digests_per_server: u32) -> u32 {
    let share = weight as f32 / total as f32;
    (f64::from(share) * f64::from(digests_per_server) * f64::from(servers as f32)) as f32 as u32
}
