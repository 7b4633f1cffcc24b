//! Breadth first: level by level, so that whatever is found is found on a shortest way.
//!
//! Many threads may expand the states of a level. What they make of it is taken in by one, parent by parent and step by
//! step, so that the least parent and the least step win and every count is the same for any number of threads.

use std::panic::resume_unwind;
use std::thread;

use super::ledger::{NOBODY, Origin};
use super::met::{Found, Met};
use super::plan::Plan;
use super::space::{Row, Space, Steps};

/// How many states the threads expand before what they made is taken in.
const BATCH: usize = 1 << 13;

/// The frontier of a search by levels.
pub(super) struct Breadth {
    /// The states of the level that is being expanded, row behind row.
    rows: Row,
    /// The number of the first of them.
    first: u32,
    /// How many of them are expanded.
    at: usize,
    /// The states of the next level.
    next: Row,
    /// Steps from the start to the next level.
    depth: u32,
    width: usize,
}

/// What a thread made of one state.
struct Expanded {
    /// Behind which of the steps that were kept those of this state end.
    until: usize,
    /// How many steps it has; `None` when something had to be learned first.
    steps: Option<u32>,
}

/// A step that was kept: its number among those of its state, where it leads to, and how to carry it out.
type Kept<T> = (u32, u64, T);

/// What a thread made of some states: the steps to states that had not been met.
struct Batch<T> {
    states: Vec<Expanded>,
    kept: Vec<Kept<T>>,
}

impl Breadth {
    /// A frontier of the starts.
    pub(super) fn new<S: Space>(space: &S, met: &mut Met, starts: &[Row]) -> Breadth {
        let mut breadth = Breadth { rows: Row::new(), first: 0, at: 0, next: Row::new(), depth: 0, width: space.width() };
        for (start, row) in starts.iter().enumerate() {
            met.generated += 1;
            if met.is_new(space.fingerprint(row), 0, 0) {
                breadth.next.extend_from_slice(row);
                met.enter(space, &breadth.next, Origin { parent: NOBODY, step: start as u32 });
            }
        }
        breadth.turn(met);
        breadth
    }

    /// How many states wait.
    pub(super) fn waiting(&self) -> usize {
        (self.rows.len() + self.next.len()) / self.width.max(1) - self.at
    }

    pub(super) fn bytes(&self) -> usize {
        (self.rows.capacity() + self.next.capacity()) * size_of::<u32>()
    }

    /// Expands at most so many states; how many it did.
    pub(super) fn advance<S: Space>(&mut self, space: &mut S, met: &mut Met, plan: &Plan, states: usize) -> usize {
        let level = self.rows.len() / self.width.max(1);
        let states = states.min(level - self.at);
        let done = if plan.threads > 1 && states > 1 {
            self.together(space, met, plan, states.min(BATCH))
        } else {
            self.alone(space, met, plan, states.min(BATCH))
        };
        if self.at == level && met.limit.is_none() {
            self.turn(met);
        }
        done
    }

    fn alone<S: Space>(&mut self, space: &mut S, met: &mut Met, plan: &Plan, states: usize) -> usize {
        let (mut steps, held) = (Steps::new(), self.held(space, met));
        for done in 0..states {
            self.expand(space, met, plan, &mut steps, held);
            if met.limit.is_some() || met.satisfied(plan.until) {
                return done + 1;
            }
        }
        states
    }

    /// Expands the next state and takes in what comes of it.
    fn expand<S: Space>(&mut self, space: &mut S, met: &mut Met, plan: &Plan, steps: &mut Steps<S::Step>, held: usize) {
        let row = &self.rows[self.at * self.width..][..self.width];
        if !out(space, plan, row, steps) {
            space.learn(row);
            out(space, plan, row, steps);
        }
        let parent = self.first + self.at as u32;
        self.at += 1;
        note_end(space, met, plan, row, parent, steps.len());
        let before = met.generated;
        for (number, (fingerprint, step)) in steps.iter().enumerate() {
            met.generated = before + number as u64 + 1;
            if met.is_new(*fingerprint, self.depth, held) {
                space.carry(row, step, &mut self.next);
                met.enter(space, &self.next, Origin { parent, step: number as u32 });
            }
            if met.limit.is_some() || met.satisfied(plan.until) {
                return;
            }
        }
    }

    /// The same with many threads: they expand, one takes in.
    fn together<S: Space>(&mut self, space: &mut S, met: &mut Met, plan: &Plan, states: usize) -> usize {
        let share = states.div_ceil(plan.threads);
        let batches: Vec<Batch<S::Step>> = {
            let (space, met) = (&*space, &*met);
            let rows = &self.rows[self.at * self.width..][..states * self.width];
            let work = |rows| move || batch(space, met, plan, rows);
            thread::scope(|scope| {
                let threads: Vec<_> = rows.chunks(share * self.width).map(|rows| scope.spawn(work(rows))).collect();
                threads.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
            })
        };
        let (mut steps, held) = (Steps::new(), self.held(space, met));
        let mut done = 0;
        for batch in batches {
            let mut from = 0;
            for state in batch.states {
                match state.steps {
                    Some(all) => self.take_in(space, met, plan, (all, &batch.kept[from..state.until]), held),
                    None => self.expand(space, met, plan, &mut steps, held),
                }
                from = state.until;
                done += 1;
                if met.limit.is_some() || met.satisfied(plan.until) {
                    return done;
                }
            }
        }
        done
    }

    /// Takes in what a thread made of the next state.
    fn take_in<S: Space>(
        &mut self,
        space: &mut S,
        met: &mut Met,
        plan: &Plan,
        (all, kept): (u32, &[Kept<S::Step>]),
        held: usize,
    ) {
        let row = &self.rows[self.at * self.width..][..self.width];
        let parent = self.first + self.at as u32;
        self.at += 1;
        note_end(space, met, plan, row, parent, all as usize);
        let before = met.generated;
        for (number, fingerprint, step) in kept {
            met.generated = before + u64::from(*number) + 1;
            if met.is_new(*fingerprint, self.depth, held) {
                space.carry(row, step, &mut self.next);
                met.enter(space, &self.next, Origin { parent, step: *number });
            }
            if met.limit.is_some() || met.satisfied(plan.until) {
                return;
            }
        }
        met.generated = before + u64::from(all);
    }

    /// Everything that waits is one step farther away than what was expanded before.
    fn turn(&mut self, met: &mut Met) {
        self.first += (self.rows.len() / self.width.max(1)) as u32;
        std::mem::swap(&mut self.rows, &mut self.next);
        self.next.clear();
        self.at = 0;
        self.depth += 1;
        if !self.rows.is_empty() {
            met.levels.push((self.rows.len() / self.width) as u64);
        }
    }

    /// The states that were met beyond the last level that was turned to.
    pub(super) fn unturned(&self) -> u64 {
        (self.next.len() / self.width.max(1)) as u64
    }

    fn held<S: Space>(&self, space: &S, met: &Met) -> usize {
        self.bytes() + met.bytes() + space.bytes()
    }
}

/// The steps out of a state that a search goes on from; `false` when something has to be learned first.
fn out<S: Space>(space: &S, plan: &Plan, row: &[u32], steps: &mut Steps<S::Step>) -> bool {
    steps.clear();
    plan.until.is_some_and(|aim| space.hits(row, 1 << aim) != 0) || space.steps(row, steps)
}

/// Counts a state without a step, and takes it for what it may be: a run that ended before what it should come through.
fn note_end<S: Space>(space: &S, met: &mut Met, plan: &Plan, row: &[u32], state: u32, steps: usize) {
    if steps > 0 {
        return;
    }
    let Some(aim) = plan.until else {
        met.ends += 1;
        return;
    };
    if space.hits(row, 1 << aim) == 0 {
        met.ends += 1;
        met.found[aim] = met.found[aim].take().or(Some(Found::State(state)));
    }
}

fn batch<S: Space>(space: &S, met: &Met, plan: &Plan, rows: &[u32]) -> Batch<S::Step> {
    let (mut batch, mut steps) = (Batch { states: Vec::new(), kept: Vec::new() }, Steps::new());
    for row in rows.chunks_exact(space.width()) {
        let all = out(space, plan, row, &mut steps).then_some(steps.len() as u32);
        if all.is_some() {
            let new = steps.iter().enumerate().filter(|(_, (fingerprint, _))| !met.seen.has(*fingerprint));
            batch.kept.extend(new.map(|(number, (fingerprint, step))| (number as u32, *fingerprint, *step)));
        }
        batch.states.push(Expanded { until: batch.kept.len(), steps: all });
    }
    batch
}
