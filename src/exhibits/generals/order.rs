//! The order of a run: which call or fold is which turn, by rounds or by recursion.
//!
//! ```text
//!   by rounds      round 1: 0     round 2: 0·1 0·2 0·3     then the folds, deepest calls first: 0
//!   by recursion   0   0·1   0·2   0·3   fold of 0         (depth first, as the algorithm is written)
//! ```
//!
//! Paths are numbered, not listed: OM(4) of thirteen has 13,345 calls, and a turn is asked for at every event.

use crate::exhibit::plot::Spoken;
use crate::sim::{NodeId, NodeSet, Turn};

use super::guards::Guard;
use super::machine::Oral;
use super::path::Path;

/// What one turn is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Moment {
    /// The last of the path sends to the lieutenants of its call.
    Call(Path),
    /// The lieutenants of the call take the majority.
    Fold(Path),
}

impl Oral {
    /// The m by which the algorithm really runs.
    pub fn depth(&self) -> u8 {
        if self.without.has(Guard::Rounds) { self.tolerated.saturating_sub(1) } else { self.tolerated }
    }

    /// How many rounds of messages there are: m+1, or fewer where the deeper calls have nobody to speak to.
    pub fn levels(&self) -> u8 {
        let full = self.depth() + 1;
        if self.without.has(Guard::Exclude) { full } else { full.min(self.generals - 1) }
    }

    /// The k of the OM(k) that a call is.
    pub fn level(&self, path: Path) -> u8 {
        (self.depth() + 1).saturating_sub(path.length())
    }

    /// Everybody.
    pub fn everybody(&self) -> NodeSet {
        (0..self.generals).map(NodeId).collect()
    }

    /// The lieutenants of a call: those that the last of the path speaks to.
    pub fn lieutenants(&self, path: Path) -> NodeSet {
        if self.without.has(Guard::Exclude) && path.length() > 1 {
            return self.everybody().without(path.last());
        }
        path.nodes().fold(self.everybody(), NodeSet::without)
    }

    /// How many lieutenants a call with a path of this length has.
    pub fn breadth(&self, length: u8) -> u32 {
        let out = if self.without.has(Guard::Exclude) { 1 } else { length };
        u32::from(self.generals.saturating_sub(out))
    }

    /// How many calls have a path of this length.
    pub fn calls(&self, length: u8) -> u32 {
        (1..length).map(|shorter| self.breadth(shorter)).product()
    }

    /// How many messages the run has when nobody is silent: the formula of the paper.
    pub fn messages(&self) -> u64 {
        (1..=self.levels()).map(|length| u64::from(self.calls(length)) * u64::from(self.breadth(length))).sum()
    }

    /// The longest path whose call is folded.
    pub fn folded(&self) -> u8 {
        if self.without.has(Guard::Recursion) { 1 } else { self.depth().min(self.levels()).max(1) }
    }

    /// The index-th call with a path of this length, in the order of the names.
    pub fn call_at(&self, length: u8, mut index: u32) -> Path {
        let mut path = Path::root(self.commander);
        for shorter in 1..length {
            let under: u32 = (shorter + 1..length).map(|longer| self.breadth(longer)).product::<u32>().max(1);
            path = self.child(path, index / under);
            index %= under;
        }
        path
    }

    /// The index-th call under a call.
    fn child(&self, path: Path, index: u32) -> Path {
        let last = self.lieutenants(path).iter().nth(index as usize);
        last.map_or(path, |node| path.then(node))
    }

    /// The index-th fold of the reckoning, deepest calls first.
    fn fold_at(&self, mut index: u32) -> Path {
        for length in (1..=self.folded()).rev() {
            let calls = self.calls(length);
            if index < calls {
                return self.call_at(length, index);
            }
            index -= calls;
        }
        Path::root(self.commander)
    }

    /// Which of the folds that of a call is, from 1, in the order of the rounds.
    pub fn fold_number(&self, path: Path) -> u32 {
        let deeper: u32 = (path.length() + 1..=self.folded()).map(|length| self.calls(length)).sum();
        let mut place = 0;
        let mut above = Path::root(self.commander);
        for node in path.nodes().skip(1) {
            let before = self.lieutenants(above).iter().position(|other| other == node).unwrap_or(0) as u32;
            place = place * self.breadth(above.length()) + before;
            above = above.then(node);
        }
        deeper + place + 1
    }

    /// Every path on which a general speaks, shortest first, with those it speaks to.
    pub fn spoken_by(&self, node: NodeId) -> Vec<Spoken> {
        let lengths = (1..=self.levels()).flat_map(|length| (0..self.calls(length)).map(move |index| (length, index)));
        let paths = lengths.map(|(length, index)| self.call_at(length, index)).filter(|path| path.last() == node);
        let to = |path| self.lieutenants(path).iter().map(|to| to.0).collect();
        paths.map(|path| Spoken { path: path.names().to_vec(), to: to(path) }).collect()
    }

    /// How many folds there are.
    pub fn folds(&self) -> u32 {
        (1..=self.folded()).map(|length| self.calls(length)).sum()
    }

    /// How many turns the call of a path of this length takes with everything under it.
    fn whole(&self, length: u8) -> u32 {
        let fold = u32::from(length <= self.folded());
        let under = if length < self.levels() { self.breadth(length) * self.whole(length + 1) } else { 0 };
        1 + under + fold
    }

    /// The index-th turn (from 0), depth first.
    fn deep(&self, mut index: u32) -> Moment {
        let mut path = Path::root(self.commander);
        loop {
            if index == 0 {
                return Moment::Call(path);
            }
            index -= 1;
            let size = if path.length() < self.levels() { self.whole(path.length() + 1) } else { 0 };
            if size == 0 || index / size >= self.breadth(path.length()) {
                return Moment::Fold(path);
            }
            path = self.child(path, index / size);
            index %= size;
        }
    }

    /// How many rounds the kernel counts: by recursion each turn is a round of its own.
    pub(super) fn kernel_rounds(&self) -> u32 {
        if self.by_recursion { self.whole(1) } else { u32::from(self.levels()) + 1 }
    }

    /// What a turn is.
    pub fn moment(&self, round: u32, part: u32) -> Moment {
        if self.by_recursion {
            self.deep(round.saturating_sub(1))
        } else if round <= u32::from(self.levels()) {
            Moment::Call(self.call_at(round as u8, part))
        } else {
            Moment::Fold(self.fold_at(part))
        }
    }

    /// The turns of a round.
    pub(super) fn turns_of(&self, round: u32) -> Vec<Turn> {
        let count = if self.by_recursion {
            1
        } else if round <= u32::from(self.levels()) {
            self.calls(round as u8)
        } else {
            self.folds()
        };
        let turn = |part| {
            let nodes = match self.moment(round, part) {
                Moment::Call(path) => NodeSet::EMPTY.with(path.last()),
                Moment::Fold(path) => self.lieutenants(path),
            };
            Turn { nodes, part }
        };
        (0..count).map(turn).collect()
    }
}
