//! The fingerprints that a search has met: a table with open addressing, asked and never iterated.
//!
//! A sorted tree of the same numbers spends three times as long on half of a search.

/// A set of fingerprints.
pub(super) struct Seen {
    slots: Vec<u64>,
    taken: usize,
}

/// Marks a free slot; a fingerprint of this value is kept as its neighbour.
const FREE: u64 = 0;

impl Seen {
    pub(super) fn new() -> Seen {
        Seen { slots: vec![FREE; 1 << 10], taken: 0 }
    }

    /// Puts a fingerprint in; whether it is new.
    pub(super) fn insert(&mut self, fingerprint: u64) -> bool {
        if self.taken * 4 >= self.slots.len() * 3 {
            self.grow();
        }
        let new = place(&mut self.slots, fingerprint.max(1));
        self.taken += usize::from(new);
        new
    }

    /// Whether a fingerprint is in it.
    pub(super) fn has(&self, fingerprint: u64) -> bool {
        let (fingerprint, mask) = (fingerprint.max(1), self.slots.len() - 1);
        let mut at = fingerprint as usize & mask;
        while self.slots[at] != FREE {
            if self.slots[at] == fingerprint {
                return true;
            }
            at = (at + 1) & mask;
        }
        false
    }

    /// How many fingerprints are in it.
    pub(super) fn len(&self) -> usize {
        self.taken
    }

    /// How many bytes it holds.
    pub(super) fn bytes(&self) -> usize {
        self.slots.len() * size_of::<u64>()
    }

    fn grow(&mut self) {
        let mut wider = vec![FREE; self.slots.len() * 2];
        for fingerprint in self.slots.iter().filter(|slot| **slot != FREE) {
            place(&mut wider, *fingerprint);
        }
        self.slots = wider;
    }
}

/// Puts a fingerprint into slots of which some are free; their number is a power of two.
fn place(slots: &mut [u64], fingerprint: u64) -> bool {
    let mask = slots.len() - 1;
    let mut at = fingerprint as usize & mask;
    while slots[at] != FREE {
        if slots[at] == fingerprint {
            return false;
        }
        at = (at + 1) & mask;
    }
    slots[at] = fingerprint;
    true
}

#[cfg(test)]
mod tests {
    use super::Seen;

    #[test]
    fn every_fingerprint_is_new_once_however_many_there_are() {
        let mut seen = Seen::new();
        let spread = |n: u64| n.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        assert!((0..5_000).all(|n| seen.insert(spread(n))));
        assert!((0..5_000).all(|n| !seen.insert(spread(n))));
        assert!((0..5_000).all(|n| seen.has(spread(n))) && !seen.has(spread(5_000)));
        assert_eq!(seen.len(), 5_000);
    }
}
