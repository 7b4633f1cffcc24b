//! Jump consistent hash: no ring and no table, only a few jumps.
//!
//! Source: Lamping and Veach, *A Fast, Minimal Memory, Consistent Hash Algorithm* (2014), figure 1. The last jump that
//! stays below n tells the server. There are no names in it, only numbers: a server can join or leave at the end of the
//! list without moving other keys, nowhere else; and weights are not known.
//!
//! The quotient and the product are `f64`, as in the paper: single operations of the standard, the same bits everywhere.

/// The server of a key among n, from 0; 0 when n is 0.
pub fn jump(key: u64, n: u32) -> u32 {
    let (mut key, mut b) = (key, 0);
    loop {
        let (next, landed) = leap(key, b);
        if landed >= u64::from(n) {
            return b;
        }
        (key, b) = (next, landed as u32);
    }
}

/// All numbers on which a key lands while there are n servers, the last being its own; the first is 0.
pub fn jumps(key: u64, n: u32) -> Vec<u32> {
    let (mut key, mut b) = (key, 0);
    let mut all = vec![0];
    loop {
        let (next, landed) = leap(key, b);
        if landed >= u64::from(n) {
            return all;
        }
        (key, b) = (next, landed as u32);
        all.push(b);
    }
}

/// One jump from b: the next state of the key's chance, and where it lands, beyond b.
#[expect(clippy::cast_sign_loss, reason = "a product of positive numbers")]
fn leap(key: u64, b: u32) -> (u64, u64) {
    let key = key.wrapping_mul(2_862_933_555_777_941_757).wrapping_add(1);
    let chance = f64::from(((key >> 33) + 1) as u32);
    let landed = (f64::from(b) + 1.0) * (f64::from(1_u32 << 31) / chance);
    (key, landed as u64)
}
