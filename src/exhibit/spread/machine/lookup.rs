//! One look-up: where a key lies, which point it finds, which servers had no room, and where its copies are.

use crate::balance::{Bounded, Fraction, Walk, Width};
use crate::text::percent;

use super::{NOBODY, State};

/// A key that is looked up.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LookUp {
    /// Its walk to the first point.
    pub walk: Walk,
    /// Where that point lies.
    pub at: u64,
    /// The slot whose that point is.
    pub wished: u8,
    /// The slots that it walked past because they were full, in order.
    pub full: Vec<u8>,
    /// Where it walked past them, and in the end where its owner's point lies.
    pub stops: Vec<u64>,
    /// The slot that owns it.
    pub owner: u8,
    /// The slots that keep copies of it, in order, and their points.
    pub copies: Vec<u8>,
    /// Where the copies' points lie.
    pub copies_at: Vec<u64>,
    width: Width,
}

impl LookUp {
    /// The look-up of a key; `None` while nobody is on the ring.
    pub fn of(state: &State, key: u32) -> Option<LookUp> {
        let placed = state.placed.as_ref()?;
        let ring = placed.ring()?;
        let hash = placed.hash(state.setup.keys.get(key as usize)?);
        let walk = ring.walk(hash);
        let place = |point: u32| ring.points().get(point as usize).map_or(0, |point| point.at);
        let (full, stays) = passed(state, key).unwrap_or((Vec::new(), walk.owner));
        let copies: Vec<u32> = match state.replicas {
            0 | 1 => Vec::new(),
            replicas => {
                let owner = placed.slot_of(stays);
                ring.next_distinct(hash, replicas).into_iter().filter(|point| placed.slot_of(*point) != owner).collect()
            }
        };
        Some(LookUp {
            walk,
            at: place(walk.owner),
            wished: placed.slot_of(walk.owner),
            full: full.iter().map(|point| placed.slot_of(*point)).collect(),
            stops: full.iter().copied().chain([stays]).map(place).collect(),
            owner: placed.slot_of(stays),
            copies: copies.iter().map(|point| placed.slot_of(*point)).collect(),
            copies_at: copies.into_iter().map(place).collect(),
            width: ring.width(),
        })
    }

    /// A distance or a place as a share of the circle: "12.5 %".
    pub fn way(&self, distance: u64) -> String {
        // 2^64 does not fit; the last place of the circle is as good.
        percent(Fraction::new(distance >> 16, self.width.last() >> 16).millionths())
    }

    /// A place in parts of a turn.
    pub fn turn(&self, at: u64) -> i32 {
        turn(self.width, at)
    }
}

/// A place of a circle in parts of a turn ([`crate::scene::TURN`]).
pub fn turn(width: Width, at: u64) -> i32 {
    match width {
        Width::Bits32 => (at >> 16) as i32 & 0xffff,
        Width::Bits64 => (at >> 48) as i32,
    }
}

/// The points that a key walked past when it was placed, because their servers were full, and the one where it stayed.
fn passed(state: &State, key: u32) -> Option<(Vec<u32>, u32)> {
    let placed = state.placed.as_ref()?;
    let ring = placed.ring()?;
    let (owner, wished) = (placed.owners.get(key as usize)?, placed.wished.get(key as usize)?);
    // Whoever has what it wished has walked past nobody. Past whom another one walked depends only on how many keys each
    // server had before it: their owners are known, so a million of them are counted in a moment and none is placed anew.
    if owner == wished {
        return None;
    }
    let mut counts = [0_u64; NOBODY as usize + 1];
    for earlier in placed.owners.iter().take(key as usize) {
        counts[usize::from(*earlier)] += 1;
    }
    let held: Vec<u64> = placed.slots.iter().map(|slot| counts[usize::from(*slot)]).collect();
    let bounded = Bounded::new(ring, placed.placement.servers(), state.setup.keys.len() as u64, state.bound?);
    let bounded = bounded.holding(&held);
    let (full, stays) = bounded.path(placed.hash(&state.setup.keys[key as usize]));
    Some((full, stays?))
}
