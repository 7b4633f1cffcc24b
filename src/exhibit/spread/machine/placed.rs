//! Servers that take part, and which keys each has.

use crate::balance::{Bounded, Placement, Ring};

use super::{NOBODY, State};

/// Servers that take part, and what they have.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The policy, made ready.
    pub placement: Placement,
    /// The slot of each of its servers.
    pub slots: Vec<u8>,
    /// The slot that owns each key.
    pub owners: Vec<u8>,
    /// The slot to which each key would go if there were no bound.
    pub wished: Vec<u8>,
    /// How many keys each slot owns.
    pub counts: Vec<u64>,
    /// How many requests each slot answers.
    pub loads: Vec<u64>,
    /// How many keys each slot may own, if loads are bounded.
    pub capacities: Vec<u64>,
}

impl Placed {
    /// Places every key, in the order in which they are listed.
    pub(super) fn of(state: &State, placement: Placement, slots: Vec<u8>) -> Placed {
        let (setup, count) = (&state.setup, state.slots.len());
        let mut placed = Placed {
            slots,
            owners: Vec::with_capacity(setup.keys.len()),
            wished: Vec::with_capacity(setup.keys.len()),
            counts: vec![0; count],
            loads: vec![0; count],
            capacities: vec![0; count],
            placement,
        };
        let announced = setup.keys.len() as u64;
        let ring = placed.ring().zip(state.bound);
        let mut bounded = ring.map(|(ring, percent)| Bounded::new(ring, placed.placement.servers(), announced, percent));
        let (mut owners, mut wished) = (Vec::new(), Vec::new());
        for key in &setup.keys {
            let wish = placed.wish(key);
            let kept = bounded.as_mut().and_then(|bounded| bounded.place(placed.hash(key))).map(|point| placed.slot_of(point));
            wished.push(wish);
            owners.push(kept.unwrap_or(wish));
        }
        let capacities = bounded.map_or_else(Vec::new, |bounded| bounded.capacities().to_vec());
        for (place, capacity) in capacities.into_iter().enumerate() {
            placed.capacities[usize::from(placed.slots[place])] = capacity;
        }
        (placed.owners, placed.wished) = (owners, wished);
        for (key, owner) in placed.owners.iter().enumerate() {
            if let Some(count) = placed.counts.get_mut(usize::from(*owner)) {
                *count += 1;
                placed.loads[usize::from(*owner)] += u64::from(setup.requests[key]);
            }
        }
        placed
    }

    /// The ring, if the policy has one.
    pub fn ring(&self) -> Option<&Ring> {
        self.placement.ring()
    }

    /// Where a key lies on the ring.
    pub fn hash(&self, key: &str) -> u64 {
        self.ring().and_then(|ring| ring.hash_key(key.as_bytes()).ok()).unwrap_or(0)
    }

    /// The slot of the server that the policy places a key on, whatever the bound.
    fn wish(&self, key: &str) -> u8 {
        let place = self.placement.place(key.as_bytes()).ok();
        place.and_then(|place| self.slots.get(usize::from(place))).copied().unwrap_or(NOBODY)
    }

    /// The slot whose a point of the ring is.
    pub fn slot_of(&self, point: u32) -> u8 {
        let server = self.ring().and_then(|ring| ring.points().get(point as usize)).map(|point| point.server);
        server.and_then(|server| self.slots.get(usize::from(server))).copied().unwrap_or(NOBODY)
    }
}
