//! The order of functions that packs well: each behind the one that it has most in common with.

use std::cmp::{Ordering, Reverse};

/// How many bytes at a time are compared.
const BYTES: usize = 4;
/// One in so many of them is looked at: that is quicker, and the order hardly worse.
const SAMPLE: u32 = 2;
/// Odd, and without a pattern: its multiples tell which are looked at.
const SPREAD: u32 = 0x9e37_79b1;

/// The numbers of some bodies in a good order.
pub(super) fn alike(bodies: &[&[u8]]) -> Vec<usize> {
    let samples: Vec<Vec<u32>> = bodies.iter().map(|body| sample(body)).collect();
    let mut rest: Vec<usize> = (0..bodies.len()).collect();
    rest.sort_by_key(|one| bodies[*one].len());
    let mut order: Vec<usize> = Vec::new();
    while !rest.is_empty() {
        let last = order.last().map_or(&[][..], |last| &samples[*last]);
        let next = (0..rest.len()).max_by_key(|at| (likeness(last, &samples[rest[*at]]), Reverse(*at)));
        order.push(rest.remove(next.unwrap_or_default()));
    }
    order
}

/// What stands in a body, sorted.
fn sample(body: &[u8]) -> Vec<u32> {
    let spread = |bytes: &[u8]| bytes.iter().fold(0, |all: u32, byte| all << 8 | u32::from(*byte)).wrapping_mul(SPREAD);
    let mut all: Vec<u32> = body.windows(BYTES).map(spread).filter(|one| *one < u32::MAX / SAMPLE).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// How much two have in common, in thousandths of what both have.
fn likeness(one: &[u32], other: &[u32]) -> usize {
    let (mut common, mut here, mut there) = (0, 0, 0);
    while here < one.len() && there < other.len() {
        match one[here].cmp(&other[there]) {
            Ordering::Less => here += 1,
            Ordering::Greater => there += 1,
            Ordering::Equal => (common, here, there) = (common + 1, here + 1, there + 1),
        }
    }
    1000 * common / (one.len() + other.len()).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_alike_comes_together() {
        let bodies = ["what is alike", "nothing of the kind, and long", "what is alike!", "nothing of the kind, and longer"];
        let bytes = bodies.map(str::as_bytes);
        assert_eq!(alike(&bytes), [0, 2, 1, 3]);
        assert!(alike(&[]).is_empty());
    }
}
