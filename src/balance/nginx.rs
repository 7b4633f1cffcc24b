//! nginx `hash $key consistent`: a chain of crc32 for every server.
//!
//! Source: `ngx_http_upstream_hash_module.c`. A server has 160 points per unit of weight; each is the crc32 of host, a
//! zero byte, port and the point before it (four bytes, little-endian; 0 before the first). The port is what follows the
//! last colon if that is digits only; without one it is empty, and so it is for `unix:` paths, which lose that prefix.
//! A key lies at its crc32 and belongs to the first point at or after it, then to the first of all.
//!
//! Where two points coincide nginx keeps the first after sorting. Its sort is the C library's, which decides nothing
//! between equals; glibc's merge keeps their order, and so do we: the server that stands first in the list wins. nginx
//! places a key of no bytes in turn, which no hash can tell; here it is hashed like any other.

use super::hash::{CRC32, KeyHash, crc32};
use super::ring::{Made, Ring, Search, Shared, Width};
use super::servers::Servers;

/// Points per unit of weight.
pub const POINTS: u32 = 160;

/// Builds the ring with so many points per unit of weight.
pub(super) fn ring(servers: &Servers, points: u32) -> Option<Ring> {
    let chain = Chain::new();
    let mut made = Made::with_room(servers.total_weight() * u64::from(points));
    for server in servers {
        let (host, port) = host_and_port(&server.name);
        let mut base = CRC32.digest();
        base.update(host.as_bytes());
        base.update(&[0]);
        base.update(port.as_bytes());
        base.update(&[0; 4]);
        let first = base.finalize();
        let mut previous = 0;
        for _ in 0..points * server.weight {
            previous = first ^ chain.turned(previous);
            made.push(u64::from(previous));
        }
        made.next_server();
    }
    Ring::new(&made, Shared::First, Width::Bits32, Search::AtOrAfter, KeyHash::Crc32)
}

/// What four bytes at the end of a text do to its crc32, compared with four zeros.
///
/// A crc is a remainder of polynomials over bits, so what a bit does to it depends neither on the other bits nor on the text
/// before: a chain's next point is that of the point 0, with one entry turned over for each byte of the last point.
struct Chain([[u32; 256]; 4]);

impl Chain {
    fn new() -> Chain {
        let zeros = crc32(&[0; 4]);
        Chain(std::array::from_fn(|at| {
            std::array::from_fn(|byte| {
                let mut bytes = [0; 4];
                bytes[at] = byte as u8;
                crc32(&bytes) ^ zeros
            })
        }))
    }

    fn turned(&self, last: u32) -> u32 {
        let bytes = last.to_le_bytes();
        self.0.iter().zip(bytes).fold(0, |all, (table, byte)| all ^ table[usize::from(byte)])
    }
}

/// A server's name taken apart as nginx does it.
pub fn host_and_port(name: &str) -> (&str, &str) {
    const UNIX: &str = "unix:";
    if let Some(path) = name.get(..UNIX.len()).filter(|start| start.eq_ignore_ascii_case(UNIX)).map(|_| &name[UNIX.len()..]) {
        return (path, "");
    }
    match name.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => (host, port),
        Some(_) | None => (name, ""),
    }
}
