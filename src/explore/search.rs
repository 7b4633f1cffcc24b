//! The search itself: breadth first, level by level, so that the first witness is a shortest one.
//!
//! It keeps of a state only its fingerprint, its parent and the number of the step that led there;
//! a witness is found again by walking those steps once more from the start.

use std::collections::VecDeque;

use super::seen::Seen;
use super::space::Space;

/// The most states of one search: with twenty-four bytes each, and the frontier, it stays within
/// what a phone gives to a page.
pub const STATES_MAX: usize = 4_000_000;

/// The most steps from a start: nobody reads a longer witness.
pub const DEPTH_MAX: u32 = 1_000;

/// How far a search may go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// The most distinct states.
    pub states: usize,
    /// The most steps from a start.
    pub depth: u32,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { states: STATES_MAX, depth: DEPTH_MAX }
    }
}

/// Which limit ended a search before it was through.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Limit {
    /// There are more states than it may keep.
    States,
    /// There are states farther from the start than it may go.
    Depth,
}

/// A shortest way into a state that breaks a check.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Witness<M> {
    /// Which of the starts it begins at.
    pub start: usize,
    /// The moves, in order.
    pub moves: Vec<M>,
}

/// How a state was met: from which one, and by which of its steps (of a start: which start).
struct Origin {
    parent: u32,
    step: u32,
}

/// The parent of a start.
const NOBODY: u32 = u32::MAX;

/// A search in progress.
pub struct Search<S: Space> {
    space: S,
    limits: Limits,
    seen: Seen,
    origins: Vec<Origin>,
    frontier: VecDeque<(u32, S::State)>,
    /// How many of the frontier belong to the level that is being expanded.
    left: usize,
    levels: Vec<u64>,
    generated: u64,
    broken: Vec<Option<u32>>,
    limit: Option<Limit>,
}

impl<S: Space> Search<S> {
    /// A search at its start.
    pub fn new(space: S, limits: Limits) -> Search<S> {
        let broken = vec![None; space.checks().len()];
        let mut search = Search {
            limits,
            seen: Seen::new(),
            origins: Vec::new(),
            frontier: VecDeque::new(),
            left: 0,
            levels: Vec::new(),
            generated: 0,
            broken,
            limit: None,
            space,
        };
        for (start, state) in search.space.starts().into_iter().enumerate() {
            search.meet(state, Origin { parent: NOBODY, step: start as u32 });
        }
        search.turn_level();
        search
    }

    /// Expands at most so many states; whether there is more to do.
    pub fn advance(&mut self, states: usize) -> bool {
        for _ in 0..states {
            if self.is_over() {
                return false;
            }
            let Some((parent, state)) = self.frontier.pop_front() else { return false };
            for (step, (_, next)) in self.space.steps(&state).into_iter().enumerate() {
                self.meet(next, Origin { parent, step: step as u32 });
            }
            self.left -= 1;
            if self.left == 0 {
                self.turn_level();
            }
        }
        !self.is_over()
    }

    /// Searches to the end: until every state is met, every check is broken, or a limit is.
    #[must_use]
    pub fn finished(mut self) -> Search<S> {
        while self.advance(usize::MAX) {}
        self
    }

    /// The space.
    pub fn space(&self) -> &S {
        &self.space
    }

    /// How many distinct states it has met.
    pub fn distinct(&self) -> usize {
        self.origins.len()
    }

    /// How many states it has made, those met before included.
    pub fn generated(&self) -> u64 {
        self.generated
    }

    /// How many distinct states lie so many steps from a start; the last level may be incomplete
    /// while the search goes on, or when it ended early.
    pub fn levels(&self) -> &[u64] {
        &self.levels
    }

    /// The limit that it met, if any: what it says of checks then holds only so far.
    pub fn limit(&self) -> Option<Limit> {
        self.limit
    }

    /// A shortest way to break the check with this index, if one is known.
    pub fn witness(&self, check: usize) -> Option<Witness<S::Move>> {
        let mut at = (*self.broken.get(check)?)?;
        let mut numbers = Vec::new();
        while self.origins[at as usize].parent != NOBODY {
            numbers.push(self.origins[at as usize].step as usize);
            at = self.origins[at as usize].parent;
        }
        let start = self.origins[at as usize].step as usize;
        let mut state = self.space.starts().into_iter().nth(start)?;
        let mut moves = Vec::with_capacity(numbers.len());
        for number in numbers.into_iter().rev() {
            let (step, next) = self.space.steps(&state).into_iter().nth(number)?;
            moves.push(step);
            state = next;
        }
        Some(Witness { start, moves })
    }

    fn is_over(&self) -> bool {
        let all_broken = !self.broken.is_empty() && self.broken.iter().all(Option::is_some);
        self.limit.is_some() || self.frontier.is_empty() || all_broken
    }

    /// Takes in a state that was generated.
    fn meet(&mut self, state: S::State, origin: Origin) {
        self.generated += 1;
        if self.limit.is_some() || !self.seen.insert(self.space.fingerprint(&state)) {
            return;
        }
        if self.origins.len() >= self.limits.states {
            self.limit = Some(Limit::States);
            return;
        }
        let index = self.origins.len() as u32;
        for (check, broken) in self.broken.iter_mut().enumerate() {
            if broken.is_none() && self.space.broken(check, &state) {
                *broken = Some(index);
            }
        }
        self.origins.push(origin);
        self.frontier.push_back((index, state));
    }

    /// Everything in the frontier is one step farther away than what was expanded before.
    fn turn_level(&mut self) {
        self.left = self.frontier.len();
        if self.left > 0 {
            self.levels.push(self.left as u64);
            if self.levels.len() as u64 > u64::from(self.limits.depth) + 1 {
                self.limit = Some(Limit::Depth);
            }
        }
    }
}

/// Where a witness leads; `None` when one of its moves is not possible.
pub fn replay<S: Space>(space: &S, witness: &Witness<S::Move>) -> Option<S::State> {
    let start = space.starts().into_iter().nth(witness.start)?;
    witness.moves.iter().try_fold(start, |state, step| space.apply(&state, step))
}
