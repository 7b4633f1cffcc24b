//! The hash functions: from well-kept crates where there are such, else from their published definitions.
//!
//! All of them take bytes and give whole numbers, the same on every machine: nothing here depends on the width of a
//! machine word or on the order of its bytes.

use crc::{CRC_32_ISO_HDLC, Crc, Table};
use md5::{Digest, Md5};

pub use xxhash_rust::xxh64::xxh64;

/// One table of a kilobyte: keys and names are short, and a page has to carry the table.
pub(super) static CRC32: Crc<u32, Table<1>> = Crc::<u32, Table<1>>::new(&CRC_32_ISO_HDLC);

/// CRC-32 as in zip, Ethernet and nginx.
pub fn crc32(bytes: &[u8]) -> u32 {
    CRC32.checksum(bytes)
}

/// MD5 as four little-endian numbers: the four points that libketama makes of one digest.
pub fn md5_words(bytes: &[u8]) -> [u32; 4] {
    let digest: [u8; 16] = Md5::digest(bytes).into();
    let word = |at: usize| u32::from_le_bytes([digest[at], digest[at + 1], digest[at + 2], digest[at + 3]]);
    [word(0), word(4), word(8), word(12)]
}

/// sdbm: each byte is added to 65,599 times what came before. HAProxy's hash of keys.
pub fn sdbm(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0_u32, |hash, byte| hash.wrapping_mul(65_599).wrapping_add(u32::from(*byte)))
}

/// Bob Jenkins' integer hash with full avalanche, times a prime near three quarters of 2^32: HAProxy's hash of points.
pub fn full_hash(number: u32) -> u32 {
    let mut a = number;
    a = a.wrapping_add(0x7ed5_5d16).wrapping_add(a << 12);
    a = (a ^ 0xc761_c23c) ^ (a >> 19);
    a = a.wrapping_add(0x1656_67b1).wrapping_add(a << 5);
    a = a.wrapping_add(0xd3a2_646c) ^ (a << 9);
    a = a.wrapping_add(0xfd70_46c5).wrapping_add(a << 3);
    a = (a ^ 0xb55a_4f09) ^ (a >> 16);
    a.wrapping_mul(3_221_225_473)
}

/// The number that a key spells, if it is nothing but decimal digits and fits 64 bits.
pub fn number(key: &[u8]) -> Option<u64> {
    if key.is_empty() {
        return None;
    }
    key.iter().try_fold(0_u64, |number, byte| {
        let digit = byte.checked_sub(b'0').filter(|digit| *digit < 10)?;
        number.checked_mul(10)?.checked_add(u64::from(digit))
    })
}

/// What `jump` and `modulo` take a key for: the number that it spells, else its xxh64.
pub fn number_or_xxh64(key: &[u8]) -> u64 {
    number(key).unwrap_or_else(|| xxh64(key, 0))
}

/// How a ring hashes keys.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KeyHash {
    /// The number that the key spells; other keys have no place.
    Number,
    /// CRC-32.
    Crc32,
    /// The first four bytes of the MD5, little-endian.
    Md5,
    /// xxh64 with seed 0.
    Xxh64,
    /// sdbm.
    Sdbm,
}

impl KeyHash {
    /// The place of a key on its circle.
    pub fn of(self, key: &[u8]) -> Result<u64, KeyError> {
        match self {
            KeyHash::Number => number(key).filter(|at| u32::try_from(*at).is_ok()).ok_or(KeyError::NotANumber),
            KeyHash::Crc32 => Ok(u64::from(crc32(key))),
            KeyHash::Md5 => Ok(u64::from(md5_words(key)[0])),
            KeyHash::Xxh64 => Ok(xxh64(key, 0)),
            KeyHash::Sdbm => Ok(u64::from(sdbm(key))),
        }
    }
}

/// Why a policy has no place for a key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KeyError {
    /// The policy takes whole numbers below 2^32 in decimal digits only.
    NotANumber,
    /// The policy takes IPv4 and IPv6 addresses only.
    NotAnAddress,
}
