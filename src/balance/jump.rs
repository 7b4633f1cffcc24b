//! Jump consistent hash: no ring and no table, only a few jumps.
//!
//! Source: Lamping and Veach, *A Fast, Minimal Memory, Consistent Hash Algorithm* (2014), figure 1. The last jump that
//! stays below n tells the server. There are no names in it, only numbers: a server can join or leave at the end of the
//! list without moving other keys, nowhere else; and weights are not known.
//!
//! The quotient and the product are `f64`, as in the paper: single operations of the standard, the same bits everywhere.

/// The server of a key among n, from 0; 0 when n is 0.
#[expect(clippy::cast_sign_loss, reason = "no jump goes back")]
pub fn jump(key: u64, n: u32) -> u32 {
    let (mut key, mut b) = (key, 0);
    loop {
        let (next, landed) = leap(key, b);
        if landed >= i64::from(n) {
            return b as u32;
        }
        (key, b) = (next, landed);
    }
}

/// All numbers on which a key lands while there are n servers, the last being its own; the first is 0.
#[expect(clippy::cast_sign_loss, reason = "no jump goes back")]
pub fn jumps(key: u64, n: u32) -> Vec<u32> {
    let (mut key, mut b) = (key, 0);
    let mut all = vec![0];
    loop {
        let (next, landed) = leap(key, b);
        if landed >= i64::from(n) {
            return all;
        }
        (key, b) = (next, landed);
        all.push(b as u32);
    }
}

/// One jump from b: the next state of the key's chance, and where it lands, beyond b.
#[inline]
#[expect(clippy::cast_precision_loss, reason = "whole numbers up to 2^32")]
fn leap(key: u64, b: i64) -> (u64, i64) {
    let key = key.wrapping_mul(2_862_933_555_777_941_757).wrapping_add(1);
    let landed = (b + 1) as f64 * ((1_u64 << 31) as f64 / ((key >> 33) + 1) as f64);
    (key, landed as i64)
}
