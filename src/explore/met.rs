//! What a search has met and found, however it goes about it.

use super::ledger::{Ledger, Origin};
use super::plan::{Limit, Limits};
use super::seen::Seen;
use super::space::{Kind, Row, Space};

/// Where something was found.
#[derive(Clone, Debug)]
pub(super) enum Found {
    /// At a state of the ledger.
    State(u32),
    /// At the end of these steps from a start.
    Way(usize, Vec<u32>),
}

/// What was met and found.
pub(super) struct Met {
    pub(super) seen: Seen,
    pub(super) ledger: Ledger,
    pub(super) generated: u64,
    pub(super) levels: Vec<u64>,
    pub(super) ends: u64,
    /// Which aims are still looked for.
    pub(super) wanted: u32,
    pub(super) found: Vec<Option<Found>>,
    /// Whether there was anything to look for at all.
    asked: bool,
    pub(super) limits: Limits,
    /// What ended the search at once.
    pub(super) limit: Option<Limit>,
    /// Whether a state was left out because it is too far from the start: that ends no search, the others are looked at.
    pub(super) cut: bool,
}

impl Met {
    pub(super) fn new<S: Space>(space: &S, limits: Limits, until: Option<usize>) -> Met {
        let aims = space.aims();
        let among = |index: usize, kind: Kind| match until {
            Some(until) => index == until,
            None => kind != Kind::Eventually,
        };
        let asked = (0..aims.len()).filter(|index| among(*index, aims[*index].kind)).fold(0, |mask, index| mask | 1 << index);
        Met {
            seen: Seen::new(),
            ledger: Ledger::default(),
            generated: 0,
            levels: Vec::new(),
            ends: 0,
            // What should come to pass is found at an end, never at a state that was only met.
            wanted: if until.is_some() { 0 } else { asked },
            found: vec![None; aims.len()],
            asked: asked != 0,
            limits,
            limit: None,
            cut: false,
        }
    }

    /// Whether everything that was looked for is found.
    pub(super) fn satisfied(&self, until: Option<usize>) -> bool {
        match until {
            Some(aim) => self.found.get(aim).is_some_and(Option::is_some),
            None => self.asked && self.wanted == 0,
        }
    }

    /// Whether a state is new; if it is and there is no room for one more at this depth, while so many bytes are held, that
    /// is noted and it counts as known.
    pub(super) fn is_new(&mut self, fingerprint: u64, depth: u32, held: usize) -> bool {
        if depth > self.limits.depth {
            self.cut |= !self.seen.has(fingerprint);
            return false;
        }
        let full = if self.seen.len() >= self.limits.states {
            Some(Limit::States)
        } else if held > self.limits.bytes {
            Some(Limit::Bytes)
        } else {
            None
        };
        match full {
            None => self.seen.insert(fingerprint),
            Some(limit) => {
                if !self.seen.has(fingerprint) {
                    self.limit = self.limit.or(Some(limit));
                }
                false
            }
        }
    }

    /// Asks a new state for what is still looked for.
    pub(super) fn ask<S: Space>(&mut self, space: &S, row: &[u32], found: impl Fn() -> Found) {
        let hits = if self.wanted == 0 { 0 } else { space.hits(row, self.wanted) & self.wanted };
        for aim in (0..self.found.len()).filter(|aim| hits >> aim & 1 == 1) {
            self.found[aim] = Some(found());
        }
        self.wanted &= !hits;
    }

    /// Takes in a new state of a search by levels, whose row is the end of `rows`.
    pub(super) fn enter<S: Space>(&mut self, space: &S, rows: &Row, origin: Origin) {
        let state = self.ledger.len() as u32;
        self.ask(space, &rows[rows.len() - space.width()..], || Found::State(state));
        self.ledger.push(origin);
    }

    pub(super) fn bytes(&self) -> usize {
        self.seen.bytes() + self.ledger.bytes()
    }
}
