//! Chance: keyed hashes of one seed, the same bits everywhere.
//!
//! Each draw is xxh64 of (purpose, link, ordinal) under the seed. Ordinals count per link and
//! purpose, so losing one message does not reshuffle the luck of the others, and two branches of a
//! run stay comparable. Golden vectors guard it: an address made today replays in ten years.

use xxhash_rust::xxh64::xxh64;

/// What a draw is for; each purpose has ordinals of its own. Codes never change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// How long a message takes.
    Delay,
    /// Whether a message is lost.
    Loss,
    /// Whether a message is doubled.
    Duplicate,
    /// How long the double takes.
    DuplicateDelay,
    /// A choice of a handler.
    Choice,
    /// What a traitor says.
    Lie,
}

impl Purpose {
    fn code(self) -> u8 {
        match self {
            Purpose::Delay => 1,
            Purpose::Loss => 2,
            Purpose::Duplicate => 3,
            Purpose::DuplicateDelay => 4,
            Purpose::Choice => 5,
            Purpose::Lie => 6,
        }
    }
}

/// One draw: 64 bits from (purpose, from, to, ordinal) under `seed`.
pub fn draw(seed: u64, purpose: Purpose, from: u8, to: u8, ordinal: u32) -> u64 {
    let o = ordinal.to_le_bytes();
    xxh64(&[purpose.code(), from, to, 0, o[0], o[1], o[2], o[3]], seed)
}

/// Bounds a draw: a whole number below `n` (0 when `n` is 0), by the high half of the product.
pub fn below(draw: u64, n: u32) -> u32 {
    ((u128::from(draw) * u128::from(n)) >> 64) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_draws_never_change() {
        // Computed by another implementation of xxh64 over the same eight bytes.
        assert_eq!(draw(7, Purpose::Delay, 0, 3, 0), 433_049_565_989_899_288);
    }

    #[test]
    fn a_bounded_draw_stays_below_its_bound_and_reaches_both_ends() {
        let seen: Vec<u32> = (0..200).map(|n| below(draw(1, Purpose::Loss, 0, 1, n), 3)).collect();
        assert!((0..3).all(|want| seen.contains(&want)) && seen.iter().all(|got| *got < 3));
    }
}
