//! What a change of the servers costs: the keys that had to move, and those that moved beside them.

use std::collections::BTreeMap;

use super::fraction::Fraction;
use super::hash::KeyError;
use super::placement::Placement;
use super::servers::Servers;

/// What became of a key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fate {
    /// It has the same server.
    Stays,
    /// It left a server that is gone or weighs less, or went to one that is new or weighs more.
    Necessary,
    /// It went from a server that stays to another that stays: the change was not about them.
    Collateral,
}

/// How many keys moved.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Moves {
    /// All keys.
    pub keys: u64,
    /// Those that had to move.
    pub necessary: u64,
    /// Those that moved beside them.
    pub collateral: u64,
}

impl Moves {
    /// Counts a key.
    pub fn count(&mut self, fate: Fate) {
        self.keys += 1;
        match fate {
            Fate::Stays => {}
            Fate::Necessary => self.necessary += 1,
            Fate::Collateral => self.collateral += 1,
        }
    }

    /// All that moved.
    pub fn moved(&self) -> u64 {
        self.necessary + self.collateral
    }
}

/// Two lists of servers, compared by name once, so that a key costs two look-ups in tables.
#[derive(Clone, Debug)]
pub struct Change {
    /// For each server before: its place after, and whether it gives keys away.
    before: Vec<(Option<u16>, bool)>,
    /// For each server after: whether it gets keys.
    after: Vec<bool>,
    least: Fraction,
}

impl Change {
    /// Compares.
    pub fn between(before: &Servers, after: &Servers) -> Change {
        let places: BTreeMap<&str, u16> = after.iter().map(|server| server.name.as_str()).zip(0..).collect();
        let (old_total, new_total) = (before.total_weight(), after.total_weight());
        let mut gains = vec![true; after.len()];
        let mut shares: Vec<u64> = after.iter().map(|server| u64::from(server.weight) * old_total).collect();
        let meet = |server: &super::servers::Server| {
            let Some(place) = places.get(server.name.as_str()).copied() else { return (None, true) };
            let weight = after.get(place).map_or(0, |server| server.weight);
            gains[usize::from(place)] = weight > server.weight;
            let share = &mut shares[usize::from(place)];
            *share = share.saturating_sub(u64::from(server.weight) * new_total);
            (Some(place), weight < server.weight)
        };
        let before = before.iter().map(meet).collect();
        Change { before, after: gains, least: Fraction::new(shares.iter().sum(), old_total * new_total) }
    }

    /// What became of a key that went from a place in the list before to a place in the list after.
    pub fn fate(&self, from: u16, to: u16) -> Fate {
        let (stays, gives) = self.before.get(usize::from(from)).copied().unwrap_or((None, true));
        let gets = self.after.get(usize::from(to)).copied().unwrap_or(true);
        match stays {
            Some(place) if place == to => Fate::Stays,
            _ if gives || gets => Fate::Necessary,
            _ => Fate::Collateral,
        }
    }

    /// The least share of all keys that any policy moves which gives every server its share: what shares grow by in sum.
    pub fn least(&self) -> Fraction {
        self.least
    }

    /// Counts what became of keys.
    pub fn count<K: AsRef<[u8]>>(
        &self,
        before: &Placement,
        after: &Placement,
        keys: impl IntoIterator<Item = K>,
    ) -> Result<Moves, KeyError> {
        let mut moves = Moves::default();
        for key in keys {
            let key = key.as_ref();
            moves.count(self.fate(before.place(key)?, after.place(key)?));
        }
        Ok(moves)
    }
}
