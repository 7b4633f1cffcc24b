//! Depth first and random walks: one way at a time, from a start to where it ends.

use crate::sim::{Purpose, below, draw};

use super::met::{Found, Met};
use super::plan::{Limit, Plan};
use super::space::{Row, Space, Steps};

/// A state on the way, and which of its steps come next.
struct Place<T> {
    /// The steps out of it, from this one on, in the order that they are tried.
    steps: Steps<T>,
    at: usize,
}

/// The way that is being gone.
pub(super) struct Depth<S: Space> {
    starts: Vec<Row>,
    /// Which start comes next.
    start: usize,
    /// The states on the way, row behind row.
    rows: Row,
    places: Vec<Place<S::Step>>,
    /// The numbers of the steps on the way.
    numbers: Vec<u32>,
    /// How many draws a walk has made.
    draws: u32,
    /// How many walks have ended.
    walks: u32,
    deepest: u32,
    /// How many bytes the steps on the way take.
    steps_bytes: usize,
}

impl<S: Space> Depth<S> {
    pub(super) fn new(starts: Vec<Row>) -> Depth<S> {
        let (rows, places, numbers) = (Row::new(), Vec::new(), Vec::new());
        Depth { starts, start: 0, rows, places, numbers, draws: 0, walks: 0, deepest: 0, steps_bytes: 0 }
    }

    /// How many states are on the way.
    pub(super) fn waiting(&self) -> usize {
        self.places.len()
    }

    pub(super) fn deepest(&self) -> u32 {
        self.deepest
    }

    pub(super) fn bytes(&self) -> usize {
        let numbers = self.rows.capacity() + self.numbers.capacity();
        numbers * size_of::<u32>() + self.places.capacity() * size_of::<Place<S::Step>>() + self.steps_bytes
    }

    fn held(&self, space: &S, met: &Met) -> usize {
        self.bytes() + met.bytes() + space.bytes()
    }

    /// Puts the steps out of a state on the way.
    fn push(&mut self, steps: Steps<S::Step>) {
        self.steps_bytes += bytes_of(&steps);
        self.places.push(Place { steps, at: 0 });
    }

    /// Takes the last place off the way.
    fn pop(&mut self) -> Option<Place<S::Step>> {
        let place = self.places.pop()?;
        self.steps_bytes -= bytes_of(&place.steps);
        Some(place)
    }

    /// Whether there is no way left.
    pub(super) fn is_over(&self) -> bool {
        self.places.is_empty() && self.start >= self.starts.len()
    }

    /// Where it stands, as what was found there.
    fn here(&self) -> Found {
        Found::Way(self.start - 1, self.numbers.clone())
    }

    /// Enters the state at the end of the rows.
    fn enter(&mut self, space: &mut S, met: &mut Met, plan: &Plan) {
        let row = &self.rows[self.rows.len() - space.width()..];
        let (start, numbers) = (self.start - 1, &self.numbers);
        met.ask(space, row, || Found::Way(start, numbers.clone()));
        let mut steps = Steps::new();
        let there = plan.until.is_some_and(|aim| space.hits(row, 1 << aim) != 0);
        if !there && !space.steps(row, &mut steps) {
            space.learn(row);
            steps.clear();
            space.steps(row, &mut steps);
        }
        if steps.is_empty() && !there {
            met.ends += 1;
            if let Some(aim) = plan.until {
                met.found[aim] = met.found[aim].take().or_else(|| Some(self.here()));
            }
        }
        self.deepest = self.deepest.max(self.numbers.len() as u32);
        self.push(steps);
    }

    /// Begins at the next start, if there is one that is new.
    fn begin(&mut self, space: &mut S, met: &mut Met, plan: &Plan) {
        let row = self.starts[self.start].clone();
        self.start += 1;
        met.generated += 1;
        if met.is_new(space.fingerprint(&row), 0, self.held(space, met)) {
            self.rows = row;
            self.enter(space, met, plan);
        }
    }

    /// Takes one step of the search, depth first: forward where something is new, else back.
    pub(super) fn deeper(&mut self, space: &mut S, met: &mut Met, plan: &Plan) {
        let (width, held) = (space.width(), self.held(space, met));
        let Some(place) = self.places.last_mut() else { return self.begin(space, met, plan) };
        let Some((fingerprint, step)) = place.steps.get(place.at).copied() else {
            self.pop();
            self.numbers.pop();
            self.rows.truncate(self.rows.len() - width);
            return;
        };
        place.at += 1;
        let number = place.at as u32 - 1;
        met.generated += 1;
        let depth = self.numbers.len() as u32 + 1;
        if met.is_new(fingerprint, depth, held) {
            let row = self.rows[self.rows.len() - width..].to_vec();
            space.carry(&row, &step, &mut self.rows);
            self.numbers.push(number);
            self.enter(space, met, plan);
        }
    }

    /// Takes one step of a random walk, or begins the next one.
    pub(super) fn wander(&mut self, space: &mut S, met: &mut Met, plan: &Plan, seed: u64) {
        let held = self.held(space, met);
        let Some(place) = self.pop() else {
            if self.walks >= plan.limits.walks || self.starts.is_empty() {
                met.limit = Some(Limit::Sampled);
                return;
            }
            let start = self.chance(seed, self.starts.len());
            self.start = start + 1;
            self.numbers.clear();
            self.rows = self.starts[start].clone();
            met.generated += 1;
            met.is_new(space.fingerprint(&self.rows), 0, held);
            return self.enter(space, met, plan);
        };
        if place.steps.is_empty() || self.numbers.len() as u32 >= plan.limits.depth {
            self.walks += 1;
            return;
        }
        let number = self.chance(seed, place.steps.len());
        let (fingerprint, step) = place.steps[number];
        let row = std::mem::take(&mut self.rows);
        space.carry(&row, &step, &mut self.rows);
        self.numbers.push(number as u32);
        met.generated += 1;
        met.is_new(fingerprint, 0, held);
        self.enter(space, met, plan);
    }

    fn chance(&mut self, seed: u64, n: usize) -> usize {
        self.draws = self.draws.wrapping_add(1);
        below(draw(seed, Purpose::Choice, 0, 0, self.draws), n as u32) as usize
    }
}

fn bytes_of<T>(steps: &Steps<T>) -> usize {
    steps.capacity() * size_of::<(u64, T)>()
}
