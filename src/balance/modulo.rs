//! A number modulo the total weight: what is simplest, and moves nearly all keys when a server joins.
//!
//! The servers lie side by side, each as long as its weight, and the remainder falls on one of them. Three policies
//! differ in the number only:
//!
//! - `modulo`: the number that the key spells, else its xxh64.
//! - `nginx-hash` (`ngx_http_upstream_hash_module.c`): (crc32(key) >> 16) & 0x7fff. Fifteen bits: beyond a total weight
//!   of 32,768 the last servers get nothing.
//! - `nginx-ip-hash` (`ngx_http_upstream_ip_hash_module.c`): h = 89, then h = (h x 113 + octet) mod 6271 over the first
//!   *three* octets of an IPv4 address, or all sixteen of an IPv6 one: a whole /24 has one server.
//!
//! nginx places a key of no bytes in turn, which no hash can tell; here it is hashed like any other.

use std::net::IpAddr;

use super::fraction::{Fraction, greatest_common_divisor};
use super::hash::{KeyError, crc32, number, xxh64};

/// Where the number of a key comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Source {
    /// The key spells it.
    Number,
    /// Its xxh64.
    Xxh64,
    /// Fifteen bits of its CRC-32.
    Crc32 {
        /// All 32 of them.
        crc: u32,
    },
    /// Its octets, folded one by one.
    Octets(Vec<Fold>),
}

/// One octet and what the hash is after it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fold {
    /// The octet.
    pub octet: u8,
    /// The hash after it.
    pub hash: u32,
}

/// The number of `modulo` and where it comes from.
pub(super) fn plain(key: &[u8]) -> (u64, Source) {
    number(key).map_or_else(|| (xxh64(key, 0), Source::Xxh64), |number| (number, Source::Number))
}

/// The number of nginx `hash`.
pub fn nginx_hash(key: &[u8]) -> u32 {
    (crc32(key) >> 16) & 0x7fff
}

const IP_HASH_START: u32 = 89;

fn fold(hash: u32, octet: u8) -> u32 {
    (hash * 113 + u32::from(octet)) % 6271
}

/// The number of nginx `ip_hash` for an address in text.
pub fn nginx_ip_hash(key: &[u8]) -> Result<u32, KeyError> {
    let address = std::str::from_utf8(key).ok().and_then(|text| text.parse().ok()).ok_or(KeyError::NotAnAddress)?;
    Ok(match address {
        IpAddr::V4(address) => address.octets()[..3].iter().fold(IP_HASH_START, |hash, octet| fold(hash, *octet)),
        IpAddr::V6(address) => address.octets().iter().fold(IP_HASH_START, |hash, octet| fold(hash, *octet)),
    })
}

/// The steps of nginx `ip_hash` for an address in text.
pub fn nginx_ip_folds(key: &[u8]) -> Result<Vec<Fold>, KeyError> {
    let address = std::str::from_utf8(key).ok().and_then(|text| text.parse().ok()).ok_or(KeyError::NotAnAddress)?;
    let octets = match address {
        IpAddr::V4(address) => address.octets()[..3].to_vec(),
        IpAddr::V6(address) => address.octets().to_vec(),
    };
    let steps = octets.into_iter().scan(IP_HASH_START, |hash, octet| {
        *hash = fold(*hash, octet);
        Some(Fold { octet, hash: *hash })
    });
    Ok(steps.collect())
}

/// The share of all numbers whose remainder changes its server when a total weight of n becomes m: 1 - min / lcm.
pub fn moved(n: u64, m: u64) -> Fraction {
    let (less, more) = (n.min(m), n.max(m));
    if less == 0 {
        return Fraction::new(u64::from(more > 0), 1);
    }
    // min / lcm = gcd / max.
    Fraction::new(more - greatest_common_divisor(n, m), more)
}
