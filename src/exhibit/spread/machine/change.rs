//! What one change does: which keys it moves, and which of them had to.

use std::cell::OnceCell;

use crate::balance::Fraction;
use crate::exhibit::Flow;
use crate::sim::NodeId;
use crate::text::Tone;

use super::race::Lane;
use super::{NOBODY, State};

/// What a change did.
#[derive(Debug)]
pub struct Change {
    /// What was changed.
    pub kind: Kind,
    /// Which keys moved.
    pub moved: Vec<Move>,
    /// How many of them had to: they left a server that shrank or came to one that grew.
    pub necessary: u32,
    /// The share of all keys that any policy must move.
    pub least: Fraction,
    /// How many keys lost all their copies.
    pub lost: u32,
    /// Of the keys that race, how many had to move and did, and how many moved although they need not have.
    pub raced: (u32, u32),
    /// The same change under other policies, worked out when it is first asked for.
    pub race: OnceCell<Vec<Lane>>,
}

/// What was changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A server joined, or came back.
    Join(u8),
    /// A server left.
    Leave(u8),
    /// A server died.
    Die(u8),
    /// A server that had died is back.
    Wake(u8),
    /// A server weighs more or less: its slot, and what it weighed.
    Weigh(u8, u32),
    /// Every server has more or fewer points: how many there were.
    Points(u32),
    /// Loads are bounded more or less, or not at all: the bound in percent that there was.
    Bound(Option<u32>),
    /// More or fewer servers keep each key: how many did.
    Copies(u32),
    /// Nothing; a key was looked up.
    LookUp(u32),
}

/// A key that moved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Move {
    /// The key.
    pub key: u32,
    /// The slot that owned it.
    pub from: u8,
    /// The slot that owns it.
    pub to: u8,
}

impl Kind {
    /// The slot that changed.
    pub fn slot(self) -> Option<u8> {
        match self {
            Kind::Join(slot) | Kind::Leave(slot) | Kind::Die(slot) | Kind::Wake(slot) | Kind::Weigh(slot, _) => Some(slot),
            Kind::Points(_) | Kind::Bound(_) | Kind::Copies(_) | Kind::LookUp(_) => None,
        }
    }
}

impl Change {
    /// What moved from server to server, each in the tone of the one that got it.
    pub fn flows(&self, tone: fn(u8) -> Tone) -> Vec<Flow> {
        let mut flows: Vec<Flow> = Vec::new();
        for one in self.moved.iter().filter(|one| one.from != NOBODY && one.to != NOBODY) {
            let (from, to) = (NodeId(one.from), NodeId(one.to));
            match flows.iter_mut().find(|flow| (flow.from, flow.to) == (from, to)) {
                Some(flow) => flow.count += 1,
                None => flows.push(Flow { from, to, count: 1, tone: tone(one.to), frames: (2, 3) }),
            }
        }
        flows
    }

    /// Whether a server changed, gave, got, or was found by it.
    pub fn concerns(&self, slot: u8, state: &State) -> bool {
        let moved = self.moved.iter().any(|one| one.from == slot || one.to == slot);
        let found = matches!(self.kind, Kind::LookUp(key) if state.owner(key as usize) == slot);
        moved || found || self.kind.slot() == Some(slot)
    }

    /// How many keys moved although they need not have.
    pub fn collateral(&self) -> u32 {
        self.moved.len() as u32 - self.necessary
    }
}

impl Change {
    /// A change that moves nothing.
    pub(super) fn nothing(kind: Kind) -> Change {
        let least = Fraction::new(0, 1);
        Change { kind, moved: Vec::new(), necessary: 0, least, lost: 0, raced: (0, 0), race: OnceCell::new() }
    }
}
