//! The search itself: a space, what was met of it, and the way it is gone about.
//!
//! It keeps of a state only its fingerprint, its parent and the number of the step that led there;
//! a witness is found again by walking those steps once more from the start.

use super::breadth::Breadth;
use super::depth::Depth;
use super::met::{Found, Met};
use super::plan::{Limit, Limits, Order, Plan, Progress};
use super::space::{Row, Space, Steps};

/// A way from a start to where something was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Witness<M> {
    /// Which of the starts it begins at.
    pub start: usize,
    /// The moves, in order.
    pub moves: Vec<M>,
}

/// The states that wait, by the order in which they do.
enum Course<S: Space> {
    Breadth(Breadth),
    Depth(Depth<S>),
}

/// A search in progress.
pub struct Search<S: Space> {
    space: S,
    plan: Plan,
    starts: Vec<Row>,
    met: Met,
    course: Course<S>,
}

impl<S: Space> Search<S> {
    /// A search by levels at its start.
    pub fn new(space: S, limits: Limits) -> Search<S> {
        Search::planned(space, Plan { limits, ..Plan::default() })
    }

    /// A search at its start.
    pub fn planned(mut space: S, plan: Plan) -> Search<S> {
        let starts = space.starts();
        Search::onward(space, plan, starts)
    }

    /// A search that begins at these states: what can still happen from there on.
    pub fn onward(space: S, plan: Plan, starts: Vec<Row>) -> Search<S> {
        let mut met = Met::new(&space, plan.limits, plan.until);
        let course = match plan.order {
            Order::Breadth => Course::Breadth(Breadth::new(&space, &mut met, &starts)),
            Order::Depth | Order::Walk(_) => Course::Depth(Depth::new(starts.clone())),
        };
        Search { space, plan, starts, met, course }
    }

    /// Looks at some more states, at most so many; whether there is more to do.
    pub fn advance(&mut self, states: usize) -> bool {
        let mut left = states;
        while left > 0 && !self.is_over() {
            left -= match &mut self.course {
                Course::Breadth(breadth) => breadth.advance(&mut self.space, &mut self.met, &self.plan, left).clamp(1, left),
                Course::Depth(depth) => {
                    match self.plan.order {
                        Order::Walk(seed) => depth.wander(&mut self.space, &mut self.met, &self.plan, seed),
                        Order::Breadth | Order::Depth => depth.deeper(&mut self.space, &mut self.met, &self.plan),
                    }
                    1
                }
            };
        }
        !self.is_over()
    }

    /// Searches to the end: until every state is met, everything looked for is found, or a limit is met.
    #[must_use]
    pub fn finished(mut self) -> Search<S> {
        while self.advance(usize::MAX) {}
        self
    }

    /// Ends the search; what it says then holds only so far.
    pub fn stop(&mut self, limit: Limit) {
        if !self.is_over() {
            self.met.limit = Some(limit);
        }
    }

    /// The space.
    pub fn space(&self) -> &S {
        &self.space
    }

    /// The space, when it is done with.
    pub fn into_space(self) -> S {
        self.space
    }

    /// How many distinct states it has met.
    pub fn distinct(&self) -> usize {
        self.met.seen.len()
    }

    /// How many states it has made, those met before included.
    pub fn generated(&self) -> u64 {
        self.met.generated
    }

    /// How many distinct states lie so many steps from a start, of a search by levels; the last one is only begun while
    /// the search goes on, or when it ended early.
    pub fn levels(&self) -> Vec<u64> {
        let begun = match &self.course {
            Course::Breadth(breadth) => breadth.unturned(),
            Course::Depth(_) => 0,
        };
        self.met.levels.iter().copied().chain((begun > 0).then_some(begun)).collect()
    }

    /// What ended it early, if anything: what it says of checks then holds only so far.
    pub fn limit(&self) -> Option<Limit> {
        self.met.limit.or(self.met.cut.then_some(Limit::Depth))
    }

    /// How far it has come.
    pub fn progress(&self) -> Progress {
        let (waiting, depth, bytes) = match &self.course {
            Course::Breadth(breadth) => (breadth.waiting(), self.levels().len().saturating_sub(1) as u32, breadth.bytes()),
            Course::Depth(depth) => (depth.waiting(), depth.deepest(), depth.bytes()),
        };
        Progress {
            distinct: self.distinct(),
            generated: self.generated(),
            depth,
            waiting,
            ends: self.met.ends,
            bytes: bytes + self.met.bytes() + self.space.bytes(),
            over: self.is_over(),
            complete: self.is_exhausted() && self.limit().is_none() && !self.met.satisfied(self.plan.until),
            limit: self.limit(),
        }
    }

    /// Whether something was found for the aim with this index: a break, an example, or an end.
    pub fn has_found(&self, aim: usize) -> bool {
        self.met.found.get(aim).is_some_and(Option::is_some)
    }

    /// The way to what was found for the aim with this index; of a search by levels a shortest one.
    pub fn witness(&mut self, aim: usize) -> Option<Witness<S::Move>> {
        let (start, numbers) = match self.met.found.get(aim)?.as_ref()? {
            Found::State(state) => self.met.ledger.path(*state),
            Found::Way(start, numbers) => (*start, numbers.clone()),
        };
        Some(Witness { start, moves: retraced(&mut self.space, &self.starts, start, &numbers)? })
    }

    fn is_over(&self) -> bool {
        self.met.limit.is_some() || self.is_exhausted() || self.met.satisfied(self.plan.until)
    }

    /// Whether no state waits.
    fn is_exhausted(&self) -> bool {
        match &self.course {
            Course::Breadth(breadth) => breadth.waiting() == 0,
            Course::Depth(depth) => !matches!(self.plan.order, Order::Walk(_)) && depth.is_over(),
        }
    }
}

/// The moves of these steps from a start, by their numbers.
pub(super) fn retraced<S: Space>(space: &mut S, starts: &[Row], start: usize, numbers: &[u32]) -> Option<Vec<S::Move>> {
    let (mut row, mut steps) = (starts.get(start)?.clone(), Steps::new());
    let mut moves = Vec::with_capacity(numbers.len());
    for number in numbers {
        steps.clear();
        space.learn(&row);
        space.steps(&row, &mut steps);
        let (_, step) = steps.get(*number as usize)?;
        moves.push(space.tell(&row, step));
        let from = std::mem::take(&mut row);
        space.carry(&from, step, &mut row);
    }
    Some(moves)
}

/// Where a witness leads; `None` when one of its moves is not possible.
pub fn replay<S: Space<Move: PartialEq>>(space: &mut S, witness: &Witness<S::Move>) -> Option<Row> {
    let start = space.starts().into_iter().nth(witness.start)?;
    witness.moves.iter().try_fold(start, |row, step| apply(space, &row, step))
}

/// One move carried out; `None` when it is not possible in this state, or no step.
pub fn apply<S: Space<Move: PartialEq>>(space: &mut S, row: &[u32], what: &S::Move) -> Option<Row> {
    let mut steps = Steps::new();
    space.learn(row);
    space.steps(row, &mut steps);
    let (_, step) = steps.into_iter().find(|(_, step)| space.tell(row, step) == *what)?;
    let mut into = Row::with_capacity(row.len());
    space.carry(row, &step, &mut into);
    Some(into)
}
