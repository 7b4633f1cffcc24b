//! Interning: each value is kept once and named by a small number, with a hash that does not depend on when it came.

use std::hash::Hash;

use crate::sim::fingerprint;

/// Spreads 64 bits over 64 bits, one to one (the finaliser of splitmix64), so that sums of them tell multisets apart.
pub(super) fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

/// A map by one number: a table with open addressing, asked and never iterated.
pub(super) struct ByNumber<V> {
    slots: Vec<(u64, V)>,
    taken: usize,
}

/// The key of a free slot; nothing is kept under it.
const FREE: u64 = u64::MAX;

impl<V: Copy + Default> Default for ByNumber<V> {
    fn default() -> ByNumber<V> {
        ByNumber { slots: vec![(FREE, V::default()); 16], taken: 0 }
    }
}

impl<V: Copy + Default> ByNumber<V> {
    /// The slot of a key, or the free one where it belongs; some slots are always free.
    fn slot(&self, key: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = mix(key) as usize & mask;
        while self.slots[at].0 != key && self.slots[at].0 != FREE {
            at = (at + 1) & mask;
        }
        at
    }

    pub(super) fn get(&self, key: u64) -> Option<V> {
        let key = key.min(FREE - 1);
        let (known, value) = self.slots[self.slot(key)];
        (known == key).then_some(value)
    }

    /// Sets the value of a key that has none yet.
    pub(super) fn insert(&mut self, key: u64, value: V) {
        if self.taken * 4 >= self.slots.len() * 3 {
            let wider = vec![(FREE, V::default()); self.slots.len() * 2];
            let old = std::mem::replace(&mut self.slots, wider);
            for (key, value) in old.into_iter().filter(|(key, _)| *key != FREE) {
                let at = self.slot(key);
                self.slots[at] = (key, value);
            }
        }
        let key = key.min(FREE - 1);
        let at = self.slot(key);
        self.taken += usize::from(self.slots[at].0 == FREE);
        self.slots[at] = (key, value);
    }

    pub(super) fn bytes(&self) -> usize {
        self.slots.len() * size_of::<(u64, V)>()
    }
}

/// Values, each once.
pub(super) struct Pool<T> {
    values: Vec<T>,
    hashes: Vec<u64>,
    known: ByNumber<u32>,
}

impl<T> Default for Pool<T> {
    fn default() -> Pool<T> {
        Pool { values: Vec::new(), hashes: Vec::new(), known: ByNumber::default() }
    }
}

impl<T: Eq + Hash> Pool<T> {
    /// The number of a value.
    pub(super) fn id(&mut self, value: T) -> u32 {
        let mut key = fingerprint(&value);
        loop {
            match self.known.get(key) {
                Some(id) if self.values[id as usize] == value => return id,
                Some(_) => key = key.wrapping_add(1),
                None => break,
            }
        }
        let id = self.values.len() as u32;
        self.known.insert(key, id);
        self.hashes.push(mix(key));
        self.values.push(value);
        id
    }
}

impl<T> Pool<T> {
    pub(super) fn value(&self, id: u32) -> &T {
        &self.values[id as usize]
    }

    pub(super) fn hash(&self, id: u32) -> u64 {
        self.hashes[id as usize]
    }

    pub(super) fn len(&self) -> usize {
        self.values.len()
    }

    /// How many bytes it holds, what its values own elsewhere not counted.
    pub(super) fn bytes(&self) -> usize {
        self.values.len() * (size_of::<T>() + 8) + self.known.bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::{ByNumber, Pool};

    #[test]
    fn what_was_put_in_is_found_and_nothing_else() {
        let mut map = ByNumber::default();
        for key in (0..1_000_u64).chain([u64::MAX]) {
            assert_eq!(map.get(key), None);
            map.insert(key, key as u32);
        }
        assert!((0..1_000).all(|key| map.get(key) == Some(key as u32)));
        assert_eq!((map.get(u64::MAX), map.get(1_000)), (Some(u32::MAX), None));
    }

    #[test]
    fn a_value_has_one_number_and_a_hash_that_does_not_depend_on_when_it_came() {
        let (mut there, mut back) = (Pool::default(), Pool::default());
        let ids: Vec<u32> = (0..100).map(|n: u16| there.id(n)).collect();
        for n in (0..100_u16).rev() {
            let id = back.id(n);
            assert_eq!(there.hash(ids[usize::from(n)]), back.hash(id));
        }
        assert_eq!((there.id(7), there.len()), (ids[7], 100));
    }
}
