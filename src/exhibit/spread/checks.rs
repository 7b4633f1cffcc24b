//! What placement promises, judged frame by frame.

use crate::exhibit::Verdict;

use super::machine::State;
use super::machine::frame::{Frame, Part};

/// A check.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Check {
    /// Every key has one owner, and that one is alive.
    Owner,
    /// Only keys of the server that changes move.
    Minimal,
    /// No key loses all its copies.
    Copies,
    /// No server has more than its bound.
    Bound,
}

impl Check {
    /// Every check, in the order of the page.
    pub const ALL: [Check; 4] = [Check::Owner, Check::Minimal, Check::Copies, Check::Bound];

    /// Whether it says anything: without a bound nobody can be above it.
    pub fn applies(self, state: &State) -> bool {
        self != Check::Bound || state.bound.is_some()
    }

    /// How it stands. A change counts from the frame on in which keys travel.
    pub fn judge(self, frame: &Frame<'_>) -> Verdict {
        let state = settled(frame);
        match self {
            Check::Owner => {
                let counts = state.placed.iter().flat_map(|placed| placed.counts.iter().enumerate());
                let owned: u64 = counts.filter(|(slot, _)| state.is_up(*slot)).map(|(_, count)| count).sum();
                holds(owned == state.setup.keys.len() as u64)
            }
            Check::Minimal => holds(state.strays == 0),
            Check::Copies => holds(state.lost == 0),
            Check::Bound => match (&state.placed, state.bound) {
                (Some(placed), Some(_)) => {
                    holds(placed.counts.iter().zip(&placed.capacities).all(|(count, capacity)| count <= capacity))
                }
                (Some(_) | None, _) => Verdict::Open,
            },
        }
    }
}

/// The state that a frame is judged by.
pub fn settled<'a>(frame: &Frame<'a>) -> &'a State {
    match frame.told {
        Some(told) if told.part < Part::Travel => told.before,
        Some(_) | None => frame.state,
    }
}

fn holds(fine: bool) -> Verdict {
    if fine { Verdict::Holds } else { Verdict::Broken }
}
