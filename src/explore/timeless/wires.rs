//! What is under way, interned: lists of envelopes by their numbers, each list once.

use crate::explore::pool::{ByNumber, mix};

/// Lists of envelopes, back to back.
#[derive(Default)]
pub(super) struct Wires {
    flat: Vec<u32>,
    ends: Vec<u32>,
    sums: Vec<u64>,
    known: ByNumber<u32>,
}

impl Wires {
    /// The envelopes of a wire.
    pub(super) fn list(&self, wire: u32) -> &[u32] {
        let from = if wire == 0 { 0 } else { self.ends[wire as usize - 1] };
        &self.flat[from as usize..self.ends[wire as usize] as usize]
    }

    /// What tells a wire from others: the same whenever it was met.
    pub(super) fn sum(&self, wire: u32) -> u64 {
        self.sums[wire as usize]
    }

    /// The number of a wire with these envelopes.
    pub(super) fn id(&mut self, list: &[u32], sum: u64) -> u32 {
        let mut key = mix(sum);
        while let Some(wire) = self.known.get(key) {
            if self.list(wire) == list {
                return wire;
            }
            key = key.wrapping_add(1);
        }
        let wire = self.ends.len() as u32;
        self.known.insert(key, wire);
        self.flat.extend_from_slice(list);
        self.ends.push(self.flat.len() as u32);
        self.sums.push(sum);
        wire
    }

    pub(super) fn bytes(&self) -> usize {
        (self.flat.capacity() + self.ends.capacity()) * 4 + self.sums.capacity() * 8 + self.known.bytes()
    }
}
