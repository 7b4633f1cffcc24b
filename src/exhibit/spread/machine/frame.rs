//! A frame of a run as words and pictures see it, whichever exhibit it is of.

use crate::exhibit::{Mechanism, Still};

use super::{Change, Kind, Move, State};

/// A frame.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// What is there behind the change that is being told.
    pub state: &'a State,
    /// The change that is being told; `None` at the start.
    pub told: Option<Told<'a>>,
}

/// A change that is being told.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// What was there before it.
    pub before: &'a State,
    /// What it did.
    pub change: &'a Change,
    /// Which part of it.
    pub part: Part,
}

/// The frames of a change.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Part {
    /// Points appear, go, or are counted anew; of a look-up: the key is hashed.
    Points,
    /// Arcs change hands; of a look-up: the point is found.
    Arcs,
    /// Keys travel; of a look-up: the key walks.
    Travel,
    /// What it came to; of a look-up: the owner.
    Tally,
}

impl Part {
    /// The frames of every change, in order.
    pub const ALL: [Part; 4] = [Part::Points, Part::Arcs, Part::Travel, Part::Tally];

    /// The frame with this number, from 1.
    pub fn of(frame: u32) -> Part {
        Part::ALL.get(frame as usize - 1).copied().unwrap_or(Part::Tally)
    }
}

/// Moves that are asked for in the order of their keys.
#[derive(Debug)]
pub struct Moved<'a>(&'a [Move]);

impl<'a> Moved<'a> {
    /// The move of a key, if it moved; of those before it, nobody asks any more.
    pub fn of(&mut self, key: usize) -> Option<&'a Move> {
        let before = self.0.partition_point(|one| (one.key as usize) < key);
        self.0 = &self.0[before..];
        self.0.first().filter(|one| one.key as usize == key)
    }
}

impl<'a> Frame<'a> {
    /// The frame of a still.
    pub fn of<M: Mechanism<State = State, Change = Change>>(still: &Still<'a, M>) -> Frame<'a> {
        let told = still.told.map(|(made, frame)| Told { before: &made.before, change: &made.change, part: Part::of(frame) });
        Frame { state: still.state, told }
    }

    /// The state whose owners are shown: keys belong to their old owners until they have travelled.
    pub fn owning(&self) -> &'a State {
        match self.told {
            Some(told) if told.part < Part::Travel => told.before,
            Some(_) | None => self.state,
        }
    }

    /// The state whose arcs are shown.
    pub fn standing(&self) -> &'a State {
        match self.told {
            Some(told) if told.part < Part::Arcs => told.before,
            Some(_) | None => self.state,
        }
    }

    /// The keys that travel, or have travelled, in this change; nothing before they set out.
    pub fn moved(&self) -> Moved<'a> {
        Moved(self.told.filter(|told| told.part >= Part::Travel).map_or(&[][..], |told| &told.change.moved))
    }

    /// The key that is being looked up, and how far that has come.
    pub fn look_up(&self) -> Option<(u32, Part)> {
        let told = self.told?;
        let Kind::LookUp(key) = told.change.kind else { return None };
        Some((key, told.part))
    }
}
