//! Fingerprints that are the same natively and in wasm: `usize` is widened, integers are little-endian.
//!
//! One thing no hasher can mend: `std` hands over a slice of bare numbers as the memory it lies in, so a `Vec<usize>`
//! has the width of its machine. States hold ids, which are types of their own; a test of the floors forbids that list.

use std::hash::{Hash, Hasher};

use xxhash_rust::xxh64::Xxh64;

/// A hasher for derived `Hash` whose result does not depend on the machine.
pub struct Fingerprint(Xxh64);

impl Default for Fingerprint {
    fn default() -> Fingerprint {
        Fingerprint(Xxh64::new(0))
    }
}

impl Hasher for Fingerprint {
    fn finish(&self) -> u64 {
        self.0.digest()
    }
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
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
