//! The race: one change under several policies at once, and how many keys each moves.

use crate::balance::{Change as Between, Fate, Placement, Policy, Servers, Settings};

use super::{Change, State};

/// The policies beside the ring, in the order of the picture.
const RIVALS: [Policy; 5] = [Policy::NginxConsistent, Policy::Rendezvous, Policy::Jump, Policy::Maglev, Policy::Modulo];

/// The slots of Maglev's table in the race: a prime, and a hundred times the servers of any race, as the paper asks.
const MAGLEV_SLOTS: u32 = 2_039;

/// So many keys race at most: ten placements of each are done between two frames.
pub const KEYS_RACED_MAX: usize = 20_000;

/// A policy in the race.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Lane {
    /// The policy.
    pub policy: Policy,
    /// How many keys moved that had to, and how many that had not; `None` where it knows no weights and they differ.
    pub moved: Option<(u32, u32)>,
}

/// The change that led from `before` to `after`, under the ring and its rivals.
pub fn race(before: &State, after: &State, change: &Change) -> Vec<Lane> {
    let own = Lane { policy: before.setup.policy, moved: Some(change.raced) };
    let lists = before.servers().zip(after.servers()).map(|((before, _), (after, _))| (before, after));
    let rival = |policy: Policy| {
        let moved = lists.as_ref().and_then(|(from, to)| count(policy, from, to, racing(before)));
        Lane { policy, moved }
    };
    // One ring is enough, and nobody runs against itself.
    let placed = before.placed.as_ref().or(after.placed.as_ref());
    let has_ring = placed.is_some_and(|placed| placed.ring().is_some());
    let runs = |rival: &Policy| *rival != own.policy && !(has_ring && *rival == Policy::NginxConsistent);
    [own].into_iter().chain(RIVALS.into_iter().filter(runs).map(rival)).collect()
}

/// The keys that race: all, or the first of them.
pub fn racing(state: &State) -> &[String] {
    let keys = &state.setup.keys;
    &keys[..keys.len().min(KEYS_RACED_MAX)]
}

/// How many keys a policy moves when these servers become those: those that had to, and the others.
pub fn count(policy: Policy, before: &Servers, after: &Servers, keys: &[String]) -> Option<(u32, u32)> {
    let settings = Settings { table_size: MAGLEV_SLOTS, ..Settings::default() };
    let build = |servers: &Servers| Placement::build(policy, servers.clone(), &settings).ok();
    let (old, new) = (build(before)?, build(after)?);
    let between = Between::between(before, after);
    let (mut necessary, mut collateral) = (0, 0);
    for key in keys {
        let (from, to) = (old.place(key.as_bytes()).ok()?, new.place(key.as_bytes()).ok()?);
        match between.fate(from, to) {
            Fate::Stays => {}
            Fate::Necessary => necessary += 1,
            Fate::Collateral => collateral += 1,
        }
    }
    Some((necessary, collateral))
}
