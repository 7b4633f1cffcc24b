//! What may be changed for all servers at once: their points, the bound of their loads, and how many keep each key.

use super::{Kind, POINTS_MAX, State, command};

/// The notches of the bound c, in percent: 100 fills every server up, 400 is the greatest that can be set.
const NOTCHES: [u32; 9] = [100, 110, 125, 150, 175, 200, 250, 300, 400];

/// The most servers that keep a key.
pub const COPIES_MAX: usize = 5;

/// Whether there is a ring, and so points, a bound and copies.
pub fn has_dials(state: &State) -> bool {
    state.setup.policy.is_ring()
}

/// The next looser bound, where there is a bound; `Some(None)`: none any more.
pub fn looser(state: &State) -> Option<Option<u32>> {
    let bound = state.bound.filter(|_| has_dials(state))?;
    Some(NOTCHES.into_iter().find(|notch| *notch > bound))
}

/// The next tighter bound; `None` where there is none.
pub fn tighter(state: &State) -> Option<u32> {
    let tighter = |notch: &u32| state.bound.is_none_or(|bound| *notch < bound);
    NOTCHES.into_iter().rev().find(tighter).filter(|_| has_dials(state))
}

/// The number of servers that keep each key, when it is one more: never more than take part.
pub fn more_copies(state: &State) -> Option<usize> {
    Some(state.replicas + 1).filter(|copies| has_dials(state) && *copies <= COPIES_MAX.min(state.up()))
}

/// The number of servers that keep each key, when it is one less.
pub fn fewer_copies(state: &State) -> Option<usize> {
    state.replicas.checked_sub(1).filter(|copies| has_dials(state) && *copies > 0)
}

impl State {
    /// Turns what a command turns.
    pub(super) fn dial(&mut self, choice: u16) -> Option<Kind> {
        let (points, bound, copies) = (self.points, self.bound, self.replicas);
        match choice {
            command::MORE_POINTS | command::FEWER_POINTS => {
                let new = if choice == command::MORE_POINTS { points * 2 } else { points / 2 };
                self.points = Some(new).filter(|new| (1..=POINTS_MAX).contains(new))?;
                Some(Kind::Points(points))
            }
            command::LOOSER => {
                self.bound = looser(self)?;
                Some(Kind::Bound(bound))
            }
            command::TIGHTER => {
                self.bound = Some(tighter(self)?);
                Some(Kind::Bound(bound))
            }
            command::MORE_COPIES => {
                self.replicas = more_copies(self)?;
                Some(Kind::Copies(copies as u32))
            }
            command::FEWER_COPIES => {
                self.replicas = fewer_copies(self)?;
                Some(Kind::Copies(copies as u32))
            }
            _ => None,
        }
    }
}
