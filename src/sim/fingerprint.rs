//! Fingerprints that are the same natively and in wasm: `usize` is widened, integers are little-endian.
//!
//! One thing no hasher can mend: `std` hands over a slice of bare numbers as the memory it lies in, so a `Vec<usize>`
//! has the width of its machine. States hold ids, which are types of their own; a test of the floors forbids that list.

use std::hash::{Hash, Hasher};

use xxhash_rust::xxh64::Xxh64;

/// A hasher for derived `Hash` whose result does not depend on the machine.
pub struct Fingerprint {
    hash: Xxh64,
    /// Where the bytes go instead, if they are wanted as they are.
    bytes: Option<Vec<u8>>,
}

impl Fingerprint {
    /// The bytes that `what` writes: written to another fingerprint they count as if it had been written there.
    pub(super) fn bytes(what: impl FnOnce(&mut Fingerprint)) -> Vec<u8> {
        let mut all = Fingerprint { bytes: Some(Vec::new()), ..Fingerprint::default() };
        what(&mut all);
        all.bytes.unwrap_or_default()
    }
}

impl Default for Fingerprint {
    fn default() -> Fingerprint {
        Fingerprint { hash: Xxh64::new(0), bytes: None }
    }
}

impl Hasher for Fingerprint {
    fn finish(&self) -> u64 {
        self.hash.digest()
    }
    fn write(&mut self, bytes: &[u8]) {
        match &mut self.bytes {
            Some(all) => all.extend_from_slice(bytes),
            None => self.hash.update(bytes),
        }
    }
    fn write_u16(&mut self, number: u16) {
        self.write(&number.to_le_bytes());
    }
    fn write_u32(&mut self, number: u32) {
        self.write(&number.to_le_bytes());
    }
    fn write_u64(&mut self, number: u64) {
        self.write(&number.to_le_bytes());
    }
    fn write_u128(&mut self, number: u128) {
        self.write(&number.to_le_bytes());
    }
    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }
    fn write_i16(&mut self, number: i16) {
        self.write(&number.to_le_bytes());
    }
    fn write_i32(&mut self, number: i32) {
        self.write(&number.to_le_bytes());
    }
    fn write_i64(&mut self, number: i64) {
        self.write(&number.to_le_bytes());
    }
    fn write_i128(&mut self, number: i128) {
        self.write(&number.to_le_bytes());
    }
    fn write_isize(&mut self, number: isize) {
        self.write_i64(number as i64);
    }
}

/// The fingerprint of a value.
pub fn fingerprint<T: Hash + ?Sized>(value: &T) -> u64 {
    let mut hasher = Fingerprint::default();
    value.hash(&mut hasher);
    hasher.finish()
}
